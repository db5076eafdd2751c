//! `isogloss check`

use std::sync::atomic::AtomicBool;

use super::arguments::{Check, CheckFormat};
use super::formats::{Paths, github, json, sarif, text};
use super::progress::Counting;
use super::report::Report;
use super::run::Ended;
use super::terminal::Terminal;
use super::{code, load};
use crate::diagnostic::Code;
use crate::disk::Failure;
use crate::site::Options;
use crate::text::LocaleId;
use crate::workspace::{NullSink, Placed, Workspace};

/// Makes the site in memory, for what only rendering can tell, and prints all that is wrong with it.
pub fn run(arguments: &Check, terminal: &Terminal) -> Result<Ended, Failure> {
    let codes = arguments.code.iter().map(|name| code::named("check", name)).collect::<Result<Vec<_>, _>>()?;
    let (mut workspace, scanner) = load::load(&arguments.site, Options::default(), 0)?;
    let wanted = Wanted { locales: load::locales(&arguments.site, &workspace)?, codes };
    render(&mut workspace, terminal);
    let mut report = Report::of(&workspace, scanner.root());
    report.keep(|placed| wanted.covers(placed));
    let paths = Paths::from(&arguments.site.site);
    let printed = match arguments.format {
        CheckFormat::Text => text::of(&report, arguments.code.is_empty(), terminal),
        CheckFormat::Json => json::of(&report),
        CheckFormat::Github => github::of(&report, &paths),
        CheckFormat::Sarif => sarif::of(&report, &paths),
    };
    if !printed.is_empty() {
        terminal.print(&printed);
    }
    Ok(report.ended(arguments.strict))
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
    fn covers(&self, placed: &Placed) -> bool {
        let code = placed.finding.diagnostic.code;
        (self.codes.is_empty() || self.codes.iter().any(|wanted| **wanted == code))
            && (self.locales.is_empty() || placed.locale().is_none_or(|locale| self.locales.contains(&locale)))
    }
}
