//! `isogloss build --release`: in, the site; out, what readers get, or the reasons why they do not get it.

use std::path::Path;
use std::sync::atomic::AtomicBool;
use std::time::Instant;

use super::arguments::{Build, Format};
use super::progress::Counting;
use super::published::{Release, print_rolled_back, rolled_back_json, warn_of_mixture};
use super::report::Report;
use super::run::Ended;
use super::saved::plural;
use super::terminal::{Style, Terminal};
use super::{build, json, load, manifests};
use crate::diagnostic::{Diagnostic, Severity, codes};
use crate::disk::{Failure, Publication, Scanner};
use crate::release::revision;
use crate::site::{Options, Site, Verdict};
use crate::text::{Digest, LocaleId};
use crate::workspace::{Outcome, Workspace};

/// Where a release is written, in the site.
const FOLDER: &str = "release";

/// Publishes a release, or puts the last one back in its place.
pub fn run(arguments: &Build, terminal: &Terminal) -> Result<Ended, Failure> {
    let started = Instant::now();
    let out = load::output_folder(&arguments.site, arguments.out.as_ref(), FOLDER);
    if arguments.rollback {
        return roll_back(arguments, &out, terminal);
    }
    let Loaded { mut workspace, scanner, named, revision } = load(arguments, &out)?;
    if let Some(ended) = hold(arguments, workspace.site(), terminal) {
        return Ok(ended);
    }
    // Without settings nothing is known of what should be there.
    let made = match workspace.site().is_broken() {
        true => None,
        false => Some(make(&mut workspace, &scanner, &out, terminal)?),
    };
    let report = Report::of(&workspace, scanner.root());
    let is_held = report.findings().iter().any(|placed| holds(arguments, workspace.site(), &placed.finding.diagnostic));
    let (outcome, publication) = made.unzip();
    terminal.progress("to the disk");
    let published = match publication.filter(|_| !is_held) {
        Some(publication) => {
            let standing = manifests::put(&workspace, &named, revision, &publication, &out)?;
            Some(publication.publish(|output| standing.stays(output))?)
        }
        None => None,
    };
    terminal.progress("");
    published.iter().for_each(|published| warn_of_mixture(*published, &out, terminal));
    let (workspace, report, out, outcome) = (&workspace, &report, &*out, outcome.unwrap_or_default());
    let release = Release {
        workspace,
        named: &named,
        report,
        outcome,
        published,
        out,
        milliseconds: started.elapsed().as_millis(),
    };
    match arguments.format {
        Format::Json => terminal.print(&json::pretty(&release.json())),
        Format::Text => release.print(terminal),
    }
    Ok(if is_held { Ended::Findings } else { Ended::Fine })
}

/// Whether a finding keeps the site from being released. A message that a translation lacks does not: whether a locale
/// has enough of them is its gate's to say.
fn holds(arguments: &Build, site: &Site, finding: &Diagnostic) -> bool {
    let is_untranslated = finding.code == codes::locales::MISSING_MESSAGE
        && finding.locale.as_ref().is_some_and(|locale| *locale != site.settings().source_locale);
    let is_bad = finding.severity == Severity::Error || arguments.strict;
    is_bad && (arguments.strict || !is_untranslated)
}

/// Puts the last release back. It needs no site: what is wrong with the sources does not matter.
fn roll_back(arguments: &Build, out: &Path, terminal: &Terminal) -> Result<Ended, Failure> {
    let published = Publication::of_last(out, &arguments.site.site)?.publish(|_| false)?;
    warn_of_mixture(published, out, terminal);
    match arguments.format {
        Format::Json => terminal.print(&json::pretty(&rolled_back_json(published, out))),
        Format::Text => print_rolled_back(published, out, terminal),
    }
    Ok(Ended::Fine)
}

/// A site that is to be released.
struct Loaded {
    workspace: Workspace,
    scanner: Scanner,
    /// The locales that are named; all are released when none is.
    named: Vec<LocaleId>,
    /// What it is made from.
    revision: Digest,
}

/// The site as readers will get it, of the locales that are named, else of all.
fn load(arguments: &Build, out: &Path) -> Result<Loaded, Failure> {
    let mut scanner = Scanner::open(&arguments.site.site)?;
    let files = scanner.scan()?;
    let former = manifests::former(arguments.after.as_deref(), out)?;
    let mut workspace = load::workspace_of(&files, Options { former, ..build::options(arguments)? }, 0)?;
    let named = load::locales(&arguments.site, &workspace)?;
    if !named.is_empty() {
        workspace.set_only(named.clone());
    }
    Ok(Loaded { workspace, scanner, named, revision: revision(&files) })
}

/// Says what keeps the site from being released, if anything does: a locale that was named and is not published, or
/// one that is live and under its gate.
fn hold(arguments: &Build, site: &Site, terminal: &Terminal) -> Option<Ended> {
    let named = |locale: &LocaleId| {
        arguments.site.locale.is_empty() || arguments.site.locale.iter().any(|id| id == locale.as_str())
    };
    let mut held = None;
    for locale in site.settings().locales.iter().filter(|locale| named(&locale.id)) {
        let is_asked_for = !arguments.site.locale.is_empty();
        if is_asked_for && !locale.state.is_released() {
            let hint = "give it the state preview or live in site.toml, or leave it out";
            terminal.complain(&format!("`{}` is {}: it is not released", locale.id, locale.state.name()), Some(hint));
            held = Some(Ended::Findings);
        }
        let Some(gate) = site.gate(&locale.id).filter(|gate| gate.verdict == Verdict::Falls) else { continue };
        let words = format!("{} is live and under its gate: {}", locale.id, gate.reasons.join("; "));
        if arguments.allow_under_gate {
            terminal.say(&format!("{}: {words}", terminal.talk(Style::Bold, "warning")));
            continue;
        }
        let hint = "translate what is missing, give it the state preview, or go on with --allow-under-gate";
        terminal.complain(&words, Some(hint));
        held = Some(Ended::Findings);
    }
    held
}

/// Renders the release into its stage.
fn make(
    workspace: &mut Workspace,
    scanner: &Scanner,
    out: &Path,
    terminal: &Terminal,
) -> Result<(Outcome, Publication), Failure> {
    let publication = Publication::open(out, scanner.root())?;
    terminal.progress("smaller pictures");
    workspace.make_variants(&publication, |source, digest| publication.source(source, digest))?;
    let pages = workspace.site().pages().clone();
    let sink = Counting::new(&publication, &pages, terminal);
    let outcome = workspace.render(&sink, &AtomicBool::new(false))?;
    terminal.progress("");
    if outcome.left > 0 {
        let reason = format!("{} changed while the site was read", plural(outcome.left, "file"));
        return Err(Failure::because("release", scanner.root(), reason, "run it again"));
    }
    Ok((outcome, publication))
}
