//! Findings for people: by file, each with its line underlined, and a line that sums up.

use std::collections::BTreeMap;

use annotate_snippets::Renderer;

use crate::cli::report::{Report, is_summed_up, sum_up};
use crate::cli::saved::plural;
use crate::cli::since;
use crate::cli::terminal::{Style, Terminal};
use crate::diagnostic::{Diagnostic, Severity};
use crate::workspace::Placed;

/// All findings. With `sums_up`, the many missing messages of one locale are one line.
pub fn of(report: &Report<'_>, sums_up: bool, terminal: &Terminal) -> String {
    let renderer = if terminal.out_has_colour() { Renderer::styled() } else { Renderer::plain() };
    let (summed, single): (Vec<&Placed>, Vec<&Placed>) =
        report.findings().iter().partition(|placed| sums_up && is_summed_up(&placed.finding.diagnostic));
    let mut text = String::new();
    for of_file in single.chunk_by(|a, b| a.located.path() == b.located.path()) {
        let name = of_file[0].located.path().map_or_else(|| "the site".to_owned(), ToString::to_string);
        let title = format!("{name}: {}", Count::of(of_file.iter().copied()).words());
        text.push_str(&format!("{}\n\n", terminal.out(Style::Bold, &title)));
        for placed in of_file {
            let notes = since::lines(report.since(placed), terminal);
            text.push_str(&format!("{}\n\n", report.rendered(placed, &notes, &renderer)));
        }
    }
    for (locale, missing) in by_locale(summed.into_iter()) {
        let missing: Vec<&Diagnostic> = missing.iter().map(|placed| &placed.finding.diagnostic).collect();
        text.push_str(&format!("{}\n", sum_up(&locale, &missing)));
    }
    text + &summary(report, terminal)
}

/// One line: all errors and warnings, and whose they are.
fn summary(report: &Report<'_>, terminal: &Terminal) -> String {
    let total = Count::of(report.findings().iter());
    if total == Count::default() {
        return terminal.out(Style::Good, "Nothing found.");
    }
    let of_locale = |(locale, found): (String, Vec<&Placed>)| {
        let whose = if locale.is_empty() { "site" } else { &locale };
        format!("{whose}: {}", Count::of(found.into_iter()).words())
    };
    let locales: Vec<String> = by_locale(report.findings().iter()).into_iter().map(of_locale).collect();
    format!("{} ({})", total.words(), locales.join("; "))
}

/// Findings by the locale that they concern, those that concern none first.
fn by_locale<'p>(findings: impl Iterator<Item = &'p Placed>) -> BTreeMap<String, Vec<&'p Placed>> {
    let mut by_locale: BTreeMap<String, Vec<&Placed>> = BTreeMap::new();
    for placed in findings {
        let locale = placed.locale().map(|locale| locale.to_string()).unwrap_or_default();
        by_locale.entry(locale).or_default().push(placed);
    }
    by_locale
}

/// How many findings there are of each severity.
#[derive(Default, PartialEq, Eq)]
struct Count {
    errors: usize,
    warnings: usize,
}

impl Count {
    fn of<'p>(findings: impl Iterator<Item = &'p Placed>) -> Self {
        let mut count = Self::default();
        for placed in findings {
            match placed.finding.diagnostic.severity {
                Severity::Error => count.errors += 1,
                Severity::Warning => count.warnings += 1,
            }
        }
        count
    }

    fn words(&self) -> String {
        match (self.errors, self.warnings) {
            (errors, 0) => plural(errors, "error"),
            (0, warnings) => plural(warnings, "warning"),
            (errors, warnings) => format!("{}, {}", plural(errors, "error"), plural(warnings, "warning")),
        }
    }
}
