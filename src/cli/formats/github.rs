//! Findings as workflow commands of GitHub, one a line, which become annotations of the files.

use crate::cli::report::Report;
use crate::workspace::Placed;

use super::Paths;

/// One command for each finding.
pub fn of(report: &Report<'_>, paths: &Paths) -> String {
    let commands: Vec<String> = report.findings().iter().map(|placed| command(placed, paths)).collect();
    commands.join("\n")
}

fn command(placed: &Placed, paths: &Paths) -> String {
    let diagnostic = &placed.finding.diagnostic;
    let mut properties = Vec::new();
    if let Some(path) = placed.located.path() {
        properties.push(("file", paths.to(path)));
    }
    if let Some((start, end)) = placed.range {
        properties.extend([("line", start.line.to_string()), ("endLine", end.line.to_string())]);
        // Columns of a place on several lines mean nothing to it.
        if start.line == end.line {
            properties.extend([("col", start.column.to_string()), ("endColumn", end.column.to_string())]);
        }
    }
    properties.push(("title", diagnostic.code.name.to_owned()));
    let properties: Vec<String> =
        properties.into_iter().map(|(name, value)| format!("{name}={}", escaped_property(&value))).collect();
    let hint = diagnostic.hint.iter().map(|hint| format!("\nhelp: {hint}")).collect::<String>();
    let message = escaped(&format!("{}{hint}", diagnostic.message));
    format!("::{} {}::{message}", diagnostic.severity, properties.join(","))
}

/// A text as the message of a command: it ends with its line, and `%` begins an escape. Other control characters would
/// reach the terminal that shows the log.
fn escaped(text: &str) -> String {
    let text = text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A");
    text.replace(|unseen: char| unseen.is_control() && unseen != '\t', "\u{FFFD}")
}

/// A text as the value of a property, which a colon or comma would end.
fn escaped_property(text: &str) -> String {
    escaped(text).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use super::{escaped, escaped_property};

    #[test]
    fn nothing_in_a_text_ends_it() {
        assert_eq!(escaped("50 %:\r\na, b::c"), "50 %25:%0D%0Aa, b::c");
        assert_eq!(escaped_property("a:b, 50 %\n"), "a%3Ab%2C 50 %25%0A");
        assert_eq!(escaped("\u{1B}[31mred"), "\u{FFFD}[31mred");
        assert_eq!(escaped("%0A"), "%250A", "what looks escaped is not");
    }
}
