//! `isogloss build`

use std::path::Path;
use std::sync::atomic::AtomicBool;
use std::time::Instant;

use serde_json::{Value, json};

use super::arguments::{Build, Format};
use super::progress::Counting;
use super::report::Report;
use super::run::Ended;
use super::terminal::{Style, Terminal};
use super::{arguments, json, load, release, verify};
use crate::diagnostic::Severity;
use crate::disk::{Failure, Noting, OutputFolder, Scanner, Standing, write_kept};
use crate::site::{Options, Server};
use crate::workspace::{Outcome, Workspace};

/// Makes all pages once.
pub fn run(arguments: &Build, terminal: &Terminal) -> Result<Ended, Failure> {
    if arguments.release || arguments.rollback {
        return release::run(arguments, terminal);
    }
    if arguments.verify {
        return verify::run(arguments, terminal);
    }
    let started = Instant::now();
    let (mut workspace, mut scanner) = load::resume(&arguments.site, options(arguments)?)?;
    let out = load::output_folder(&arguments.site, arguments.out.as_ref(), load::FOLDER);
    let is_kept = arguments.site.locale.is_empty();
    let mut outcome = write_all(&mut workspace, &scanner, &out, is_kept, terminal)?;
    if scanner.has_misread() {
        // Somebody saved a file while pages were made of it: what was written is of two moments.
        (workspace, scanner) = load::load_only(&arguments.site, options(arguments)?, 0)?;
        outcome = write_all(&mut workspace, &scanner, &out, is_kept, terminal)?;
    }
    let milliseconds = started.elapsed().as_millis();
    let report = Report::of(&workspace, scanner.root());
    match arguments.format {
        Format::Json => terminal.print(&json::pretty(&summary(&workspace, &outcome, &report, milliseconds))),
        Format::Text => print_text(&workspace, &outcome, &report, milliseconds, &out, terminal),
    }
    let ended = report.ended(arguments.strict);
    drop(report);
    // The process ends. To give a large site back piece by piece takes longer than to leave it to the system.
    std::mem::forget(workspace);
    Ok(ended)
}

/// What the arguments ask for.
pub fn options(arguments: &Build) -> Result<Options, Failure> {
    let base_url = arguments.base_url.as_deref().map(load::base_url).transpose()?;
    let server = arguments.server.map(|server| match server {
        arguments::Server::Caddy => Server::Caddy,
        arguments::Server::Nginx => Server::Nginx,
        arguments::Server::Netlify => Server::Netlify,
        arguments::Server::Cloudflare => Server::Cloudflare,
    });
    Ok(Options { release: arguments.release, base_url, server, ..Options::default() })
}

/// Renders what is marked into the folder, removes what is stale there, and keeps what the next build can begin with if
/// that is wanted.
fn write_all(
    workspace: &mut Workspace,
    scanner: &Scanner,
    out: &Path,
    is_kept: bool,
    terminal: &Terminal,
) -> Result<Outcome, Failure> {
    if workspace.site().is_broken() {
        // Without settings nothing is known of what should be there, so nothing that is there is touched.
        return Ok(Outcome::default());
    }
    let root = scanner.root();
    let mut folder = OutputFolder::open(out, root)?;
    let pages = workspace.site().pages().clone();
    folder.begin_whole(pages.outputs().cloned())?;
    let standing = Standing::read(root, out, pages.outputs().count());
    workspace.forget(&standing.fallen(&workspace.published()));
    let sink = Noting { folder: &folder, standing: &standing };
    let sink = Counting::new(&sink, &pages, terminal);
    let mut outcome = workspace.render(&sink, &AtomicBool::new(false))?;
    terminal.progress("");
    outcome.removed += folder.finish(workspace.outputs().iter().map(|output| &**output))?;
    let published = workspace.published();
    outcome.unchanged = published.len().saturating_sub(outcome.written);
    let keep = || {
        write_kept(root, load::LEDGER, |to| workspace.keep(to))?;
        standing.keep(&published)?;
        scanner.keep_stamps()
    };
    if is_kept
        && !scanner.has_misread()
        && let Err(failure) = keep()
    {
        // All pages are there. Only the next build has more to do.
        terminal.complain(&failure.to_string(), failure.hint());
    }
    // The process ends soon: see `run`.
    std::mem::forget((standing, published));
    Ok(outcome)
}

/// What came of a build, for programs.
pub fn summary(workspace: &Workspace, outcome: &Outcome, report: &Report<'_>, milliseconds: u128) -> Value {
    let locales: serde_json::Map<String, serde_json::Value> = workspace
        .pages_by_locale()
        .into_iter()
        .map(|(locale, pages)| (locale.to_string(), json!({ "pages": pages })))
        .collect();
    json!({
        "locales": locales,
        "rendered": outcome.rendered,
        "fragments": outcome.fragments,
        "patched": outcome.patched,
        "written": outcome.written,
        "unchanged": outcome.unchanged,
        "removed": outcome.removed,
        "errors": report.count(Severity::Error),
        "warnings": report.count(Severity::Warning),
        "diagnostics": report.json(),
        "milliseconds": milliseconds,
    })
}

fn print_text(
    workspace: &Workspace,
    outcome: &Outcome,
    report: &Report<'_>,
    milliseconds: u128,
    out: &Path,
    terminal: &Terminal,
) {
    report.print(terminal);
    if workspace.site().is_broken() {
        report.print_summary(terminal);
        return;
    }
    print_locales(workspace, terminal);
    let seconds = milliseconds as f64 / 1000.0;
    let Outcome { rendered, written, unchanged, removed, .. } = outcome;
    terminal.print(&format!(
        "{} {rendered} pages rendered; {written} files written, {unchanged} unchanged, {removed} removed in {seconds:.2} s: {}",
        terminal.out(Style::Good, "Built."),
        out.display()
    ));
    report.print_summary(terminal);
}

/// A line for each locale that is made.
pub fn print_locales(workspace: &Workspace, terminal: &Terminal) {
    for (locale, pages) in workspace.pages_by_locale() {
        let settings = workspace.site().settings().locale(&locale);
        let state = settings.map_or("", |locale| locale.state.name());
        let progress = workspace.site().progress(&locale);
        terminal.print(&format!("  {:<8} {pages:>6} pages  {state:<12} {progress:>3} % translated", locale.as_str()));
    }
}
