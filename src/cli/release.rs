//! `isogloss build --release`: in, the site; out, what readers get, or the reasons why they do not get it.

use super::arguments::Build;
use super::run::Ended;
use super::terminal::{Style, Terminal};
use super::{build, load};
use crate::disk::{Failure, Scanner};
use crate::settings::State;
use crate::site::{Site, Verdict};
use crate::text::LocaleId;
use crate::workspace::Workspace;

/// Where a release is written, in the site.
pub const FOLDER: &str = "release";

/// The site as readers will get it, of the locales that are named, else of all.
pub fn load(arguments: &Build) -> Result<(Workspace, Scanner), Failure> {
    let (mut workspace, scanner) = load::load(&arguments.site, build::options(arguments)?, 0)?;
    let locales = load::locales(&arguments.site, &workspace)?;
    if !locales.is_empty() {
        workspace.set_only(locales);
    }
    Ok((workspace, scanner))
}

/// Says what keeps the site from being released, if anything does: a locale that was named and is not published, or
/// one that is live and under its gate.
pub fn hold(arguments: &Build, site: &Site, terminal: &Terminal) -> Option<Ended> {
    let named = |locale: &LocaleId| {
        arguments.site.locale.is_empty() || arguments.site.locale.iter().any(|id| id == locale.as_str())
    };
    let mut held = None;
    for locale in site.settings().locales.iter().filter(|locale| named(&locale.id)) {
        let is_asked_for = !arguments.site.locale.is_empty();
        if is_asked_for && !matches!(locale.state, State::Preview | State::Live) {
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
