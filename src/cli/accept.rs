//! `isogloss accept`

use std::collections::BTreeSet;
use std::path::Path;

use super::arguments::Accept;
use super::load;
use super::run::Ended;
use super::sync::Desk;
use super::terminal::{Style, Terminal};
use crate::disk::Failure;
use crate::locales::{Standing, split_id};
use crate::site::Options;
use crate::text::{LocaleId, nearest};

/// Marks translations as still right.
pub fn run(arguments: &Accept, terminal: &Terminal) -> Result<Ended, Failure> {
    let (workspace, scanner, bytes) = load::load_with_bytes(&arguments.site, Options::default(), 0)?;
    let named = load::locales(&arguments.site, &workspace)?;
    if named.is_empty() {
        let hint = "say whose translation was looked at: isogloss accept nav-home --locale ja";
        return Err(Failure::because("accept", Path::new("translations"), "a --locale is needed", hint));
    }
    let desk = Desk { site: workspace.site(), root: scanner.root(), bytes: &bytes };
    let locales = desk.locales(&named)?;
    let wanted = locales.iter().map(|locale| names(&desk, locale, &arguments.names));
    let wanted: Vec<BTreeSet<String>> = wanted.collect::<Result<_, _>>()?;
    for (locale, names) in locales.iter().zip(wanted) {
        let next = desk.site.next_lock(locale, |name, _| names.contains(name), |_| false);
        desk.save_lock(locale, &next)?;
        terminal.print(&format!("{}: {} accepted", terminal.out(Style::Bold, locale.as_str()), next.recorded.len()));
        for (name, standing) in &next.recorded {
            terminal.print(&format!("  {name}{}", described(*standing)));
        }
    }
    Ok(Ended::Fine)
}

/// The names in the lock that these arguments mean; all that are stale or torn by a merge when there are none.
fn names(desk: &Desk<'_>, locale: &LocaleId, given: &[String]) -> Result<BTreeSet<String>, Failure> {
    let mut standings = desk.site.standings(locale);
    standings.retain(|_, standing| *standing != Standing::Obsolete);
    if given.is_empty() {
        let is_open = |standing: &Standing| matches!(standing, Standing::Stale(_) | Standing::Conflict);
        return Ok(standings.iter().filter(|(_, one)| is_open(one)).map(|(name, _)| name.to_string()).collect());
    }
    let name = |given: &String| {
        let is_path = given.contains('/');
        let name = if is_path { given.strip_prefix("./").unwrap_or(given) } else { split_id(given).0 };
        if standings.contains_key(name) {
            return Ok(name.to_owned());
        }
        let hint = match nearest(name, standings.keys().map(|name| &**name)) {
            Some(near) => format!("did you mean `{near}`?"),
            None => "name a message of locales/, or the path of a page from the folder of the site".to_owned(),
        };
        let reason = format!("{locale} has no translation of this name");
        Err(Failure::because("accept", Path::new(given), reason, hint))
    };
    let mut names: BTreeSet<String> = given.iter().map(name).collect::<Result<_, _>>()?;
    // Where a term is still right, what moved through it alone is too.
    let carried = desk.site.moved_through_others(locale).into_iter().filter(|(_, moved)| moved.is_subset(&names));
    names.extend(carried.map(|(name, _)| name.into()).collect::<Vec<String>>());
    Ok(names)
}

fn described(standing: Standing) -> &'static str {
    match standing {
        Standing::Stale(_) => "",
        Standing::Current => " (it was up to date)",
        Standing::New => " (it was not in the lock yet)",
        Standing::Edited | Standing::Carried => " (it was edited)",
        Standing::Conflict | Standing::Obsolete => " (a merge had left several lines)",
    }
}
