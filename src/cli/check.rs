//! `isogloss check`

use std::path::Path;
use std::sync::atomic::AtomicBool;

use super::arguments::{Check, CheckFormat};
use super::formats::{Paths, github, json, sarif, text};
use super::load::Bytes;
use super::progress::Counting;
use super::report::{Report, stale};
use super::run::Ended;
use super::since::moved_since;
use super::terminal::{Style, Terminal};
use super::{code, load};
use crate::diagnostic::{Code, Diagnostic};
use crate::disk::{self, Failure};
use crate::site::Options;
use crate::text::{Digest, LocaleId};
use crate::workspace::{NullSink, Workspace};

/// Makes the site in memory, for what only rendering can tell, and prints all that is wrong with it.
pub fn run(arguments: &Check, terminal: &Terminal) -> Result<Ended, Failure> {
    let codes = arguments.code.iter().map(|name| code::named("check", name)).collect::<Result<Vec<_>, _>>()?;
    let (mut workspace, scanner, bytes) = load::load_with_bytes(&arguments.site, Options::default(), 0)?;
    let wanted = Wanted { locales: load::locales(&arguments.site, &workspace)?, codes };
    if arguments.fix {
        fix(&mut workspace, scanner.root(), &bytes, &wanted, terminal)?;
    }
    drop(bytes);
    render(&mut workspace, terminal);
    let mut report = Report::of(&workspace, scanner.root());
    report.keep(|placed| wanted.covers(&placed.finding.diagnostic, placed.locale().as_ref()));
    let paths = Paths::from(&arguments.site.site);
    if matches!(arguments.format, CheckFormat::Text | CheckFormat::Json) {
        let stale = report.findings().iter().filter_map(|placed| stale(&placed.finding.diagnostic)).collect();
        let since = moved_since(workspace.site(), scanner.root(), &stale);
        report = report.with(since);
    }
    let printed = match arguments.format {
        CheckFormat::Text => text::of(&report, arguments.code.is_empty(), terminal),
        CheckFormat::Json => json::of(&report),
        CheckFormat::Github => github::of(&report, &paths),
        CheckFormat::Sarif => sarif::of(&report, &paths),
    };
    if !printed.is_empty() {
        terminal.print(&printed);
    }
    let ended = report.ended(arguments.strict);
    drop(report);
    // The system takes all of it back at once; here it would go message by message.
    std::mem::forget(workspace);
    Ok(ended)
}

/// Repairs what needs no judgement, saves the files, and says what it did.
fn fix(
    workspace: &mut Workspace,
    root: &Path,
    bytes: &Bytes,
    wanted: &Wanted,
    terminal: &Terminal,
) -> Result<(), Failure> {
    let fixed = workspace.fix(bytes, |diagnostic| wanted.covers(diagnostic, diagnostic.locale.as_ref()));
    for (path, fixed) in fixed {
        disk::save_source(root, &path, bytes.get(&path).map(|bytes| Digest::of(bytes)), &fixed.bytes)?;
        let repairs: Vec<String> = fixed.repairs.iter().map(|(code, count)| format!("{count} {code}")).collect();
        terminal.say(&format!("{} {path}: {}", terminal.talk(Style::Good, "Repaired"), repairs.join(", ")));
    }
    Ok(())
}

fn render(workspace: &mut Workspace, terminal: &Terminal) {
    let pages = workspace.site().pages().clone();
    let rendered = workspace.render(&Counting::new(&NullSink, &pages, terminal), &AtomicBool::new(false));
    terminal.progress("");
    match rendered {
        Ok(_) => {}
        Err(never) => match never {},
    }
}

/// Which findings were asked for.
struct Wanted {
    /// None for all. What concerns no locale concerns each.
    locales: Vec<LocaleId>,
    /// None for all.
    codes: Vec<&'static Code>,
}

impl Wanted {
    fn covers(&self, diagnostic: &Diagnostic, locale: Option<&LocaleId>) -> bool {
        (self.codes.is_empty() || self.codes.iter().any(|wanted| **wanted == diagnostic.code))
            && (self.locales.is_empty() || locale.is_none_or(|locale| self.locales.contains(locale)))
    }
}
