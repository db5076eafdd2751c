//! What came of a release, or of putting the last one back: in, what was done; out, lines for people, JSON for programs.

use std::path::Path;

use serde_json::{Map, Value, json};

use super::build;
use super::report::Report;
use super::saved::plural;
use super::terminal::{Style, Terminal};
use crate::disk::Published;
use crate::settings::LocaleSettings;
use crate::text::LocaleId;
use crate::workspace::{Outcome, Workspace};

/// A release that was made, and published unless something is wrong with the site.
pub struct Release<'r> {
    /// The site.
    pub workspace: &'r Workspace,
    /// The locales that were named; all when none was.
    pub named: &'r [LocaleId],
    /// What is wrong with it.
    pub report: &'r Report<'r>,
    /// What was rendered.
    pub outcome: Outcome,
    /// What was published; `None` when nothing was.
    pub published: Option<Published>,
    /// Where it stands.
    pub out: &'r Path,
    /// How long all of it took.
    pub milliseconds: u128,
}

impl Release<'_> {
    /// For programs.
    pub fn json(&self) -> Value {
        let published = self.published.unwrap_or_default();
        let outcome = Outcome {
            written: published.written,
            unchanged: published.unchanged,
            removed: published.removed,
            ..self.outcome.clone()
        };
        let mut object = build::summary(self.workspace, &outcome, self.report, self.milliseconds);
        object["published"] = json!(self.published.is_some());
        object["one_by_one"] = json!(published.is_one_by_one);
        object["folder"] = json!(self.out.display().to_string());
        object["states"] = self.states();
        object
    }

    /// Each locale with its state, whether this release has it, and what its gate says.
    fn states(&self) -> Value {
        let site = self.workspace.site();
        let state = |locale: &LocaleSettings| {
            let is_wanted = self.named.is_empty() || self.named.contains(&locale.id);
            let gate =
                site.gate(&locale.id).map(|gate| json!({ "verdict": gate.verdict.name(), "reasons": gate.reasons }));
            json!({
                "id": locale.id.as_str(),
                "state": locale.state.name(),
                "released": self.published.is_some() && is_wanted && locale.state.is_released(),
                "gate": gate,
            })
        };
        site.settings().locales.iter().map(state).collect()
    }

    /// For people.
    pub fn print(&self, terminal: &Terminal) {
        self.report.print(terminal);
        let Some(published) = self.published else {
            self.report.print_summary(terminal);
            terminal.say(&format!("Nothing is released: {} is as it was", self.out.display()));
            return;
        };
        build::print_locales(self.workspace, terminal);
        let seconds = self.milliseconds as f64 / 1000.0;
        let Published { written, unchanged, removed, .. } = published;
        terminal.print(&format!(
            "{} {} pages rendered; {written} files written, {unchanged} unchanged, {removed} removed in {seconds:.2} s: {}",
            terminal.out(Style::Good, "Released."),
            self.outcome.rendered,
            self.out.display()
        ));
        self.report.print_summary(terminal);
    }
}

/// Putting the last release back, for programs.
pub fn rolled_back_json(published: Published, out: &Path) -> Value {
    let counts = [("written", published.written), ("unchanged", published.unchanged), ("removed", published.removed)];
    let mut object: Map<String, Value> =
        counts.map(|(name, count)| (name.to_owned(), json!(count))).into_iter().collect();
    object.insert("one_by_one".to_owned(), json!(published.is_one_by_one));
    object.insert("folder".to_owned(), json!(out.display().to_string()));
    Value::Object(object)
}

/// Putting the last release back, for people.
pub fn print_rolled_back(published: Published, out: &Path, terminal: &Terminal) {
    let Published { written, unchanged, removed, .. } = published;
    terminal.print(&format!(
        "{} {} holds the last release again, {}: {written} came back, {removed} went, {unchanged} are in both; \
         roll back once more to undo this",
        terminal.out(Style::Good, "Rolled back."),
        out.display(),
        plural(written + unchanged, "file"),
    ));
}

/// Says once that readers could see the old and the new mixed for a moment.
pub fn warn_of_mixture(published: Published, out: &Path, terminal: &Terminal) {
    if published.is_one_by_one {
        terminal.say(&format!(
            "{}: folders cannot change places at {}, so its files were published one by one",
            terminal.talk(Style::Bold, "warning"),
            out.display()
        ));
    }
}
