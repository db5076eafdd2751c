//! What came of a save, as a line for people.

use std::time::{Duration, Instant};

use crate::text::Change;
use crate::workspace::Outcome;

/// A save, and what was done for it so far.
pub struct Saved {
    /// The files; none at the start, when all is made for the first time.
    what: String,
    began: Instant,
    /// How long it took until all that is served was up to date.
    shown: Option<Duration>,
    /// What was rendered and written.
    outcome: Outcome,
}

impl Saved {
    /// The start, when nothing was saved.
    pub fn start() -> Self {
        Self { what: String::new(), began: Instant::now(), shown: None, outcome: Outcome::default() }
    }

    /// These files, saved.
    pub fn files(changes: &[Change], began: Instant) -> Self {
        let what = match changes {
            [] => String::new(),
            [one] => one.path.to_string(),
            [first, rest @ ..] => format!("{} and {} more", first.path, rest.len()),
        };
        Self { what, began, ..Self::start() }
    }

    /// Whether all is made for the first time.
    pub fn is_start(&self) -> bool {
        self.what.is_empty()
    }

    /// Notes that all that is served is up to date.
    pub fn shown(&mut self) {
        self.shown = Some(self.began.elapsed());
    }

    /// Notes what a pass did.
    pub fn add(&mut self, outcome: Outcome) {
        self.outcome.add(outcome);
    }

    /// How long it has taken.
    pub fn took(&self) -> Duration {
        self.began.elapsed()
    }

    /// How many pages were rendered.
    pub fn rendered(&self) -> usize {
        self.outcome.rendered
    }

    /// What was done, and how fast. `done` says whether all of it is.
    pub fn line(&self, done: bool) -> String {
        let Outcome { rendered, fragments, patched, written, removed, .. } = self.outcome;
        let counts = [
            (rendered, "page", "rendered"),
            (fragments, "fragment", "rendered"),
            (patched, "page", "patched"),
            (written, "file", "written"),
            (removed, "file", "removed"),
        ];
        let counted = counts.into_iter().filter(|(count, ..)| *count > 0);
        let mut did: Vec<String> =
            counted.map(|(count, noun, verb)| format!("{} {verb}", plural(count, noun))).collect();
        if did.is_empty() && done {
            return format!("{}: no page changes", self.what);
        }
        if let Some(shown) = self.shown {
            did.insert(0, format!("shown in {}", milliseconds(shown)));
        }
        if did.is_empty() {
            did.push("nothing done".to_owned());
        }
        let end = if done {
            format!("in {}", milliseconds(self.took()))
        } else {
            "so far; the next save goes first".to_owned()
        };
        format!("{}: {} {end}", self.what, did.join(", "))
    }
}

/// `1 page`, `2 pages`
pub fn plural(count: usize, noun: &str) -> String {
    format!("{count} {noun}{}", if count == 1 { "" } else { "s" })
}

fn milliseconds(time: Duration) -> String {
    format!("{} ms", time.as_millis().max(1))
}
