//! What a change would do, for people: in, the answer; out, lines that say what to look at.

use super::saved::plural;
use super::table::wrapped;
use super::terminal::{Style, Terminal};
use super::why_if::Answer;
use crate::diagnostic::Severity;
use crate::settings::State;
use crate::site::Gate;
use crate::workspace::{Fate, GateMove, Moved, Placed};

/// How many pages of a locale, and how many findings, are listed; more are counted.
const LISTED: usize = 12;

/// Prints the files, then the pages, findings and gates that would be others.
pub fn print(answer: &Answer, terminal: &Terminal) {
    let bold = |text: &str| terminal.out(Style::Bold, text);
    terminal.print(&bold(&answer.name));
    // A single file is its own name.
    if !matches!(&answer.files[..], [(path, _)] if path.as_str() == answer.name) {
        for (path, fate) in &answer.files {
            terminal.print(&format!("  {} {path}", sign(*fate)));
        }
    }
    let effect = &answer.effect;
    if effect.outputs.is_empty() && effect.coming.is_empty() && effect.going.is_empty() && effect.gates.is_empty() {
        terminal.print("nothing would change");
        return;
    }
    print_outputs(answer, terminal);
    for (what, findings) in [("would appear", &effect.coming), ("would go", &effect.going)] {
        if !findings.is_empty() {
            terminal.print(&format!("\n{} {what}", bold(&plural(findings.len(), "finding"))));
            findings.iter().take(LISTED).for_each(|placed| terminal.print(&format!("  {}", finding(placed, terminal))));
            print_rest(findings.len(), terminal);
        }
    }
    if !effect.gates.is_empty() {
        terminal.print(&format!("\n{} would move", bold(&plural(effect.gates.len(), "gate"))));
        effect.gates.iter().for_each(|gate| print_gate(gate, terminal));
    }
}

fn print_outputs(answer: &Answer, terminal: &Terminal) {
    let pages = answer.pages_by_locale();
    let count: usize = pages.values().map(Vec::len).sum();
    terminal.print(&format!("\n{} would change", terminal.out(Style::Bold, &plural(count, "page"))));
    for (locale, mut pages) in pages {
        pages.sort_by_key(|moved| (moved.output.matches('/').count(), &moved.output));
        terminal.print(&format!("  {}: {}", terminal.out(Style::Bold, locale.as_str()), pages.len()));
        print_some(&pages, |moved| format!("/{}", moved.output.trim_end_matches("index.html")), terminal);
    }
    let files: Vec<&Moved> = answer.effect.outputs.iter().filter(|moved| moved.locale.is_none()).collect();
    if !files.is_empty() {
        terminal.print(&format!("{} would change", terminal.out(Style::Bold, &plural(files.len(), "published file"))));
        print_some(&files, |moved| format!("/{}", moved.output), terminal);
    }
}

fn print_some(outputs: &[&Moved], name: impl Fn(&Moved) -> String, terminal: &Terminal) {
    for moved in outputs.iter().take(LISTED) {
        terminal.print(&format!("    {} {}", sign(moved.fate), name(moved)));
    }
    print_rest(outputs.len(), terminal);
}

fn print_rest(count: usize, terminal: &Terminal) {
    if count > LISTED {
        terminal.print(&format!("      and {} more; --format json lists all", count - LISTED));
    }
}

/// As differences are marked everywhere.
fn sign(fate: Fate) -> char {
    match fate {
        Fate::Added => '+',
        Fate::Changed => '~',
        Fate::Removed => '-',
    }
}

fn finding(placed: &Placed, terminal: &Terminal) -> String {
    let diagnostic = &placed.finding.diagnostic;
    let head = format!("{}[{}]", diagnostic.severity, diagnostic.code);
    let head = if diagnostic.severity == Severity::Error { terminal.out(Style::Error, &head) } else { head };
    let place = match (placed.located.path(), placed.range) {
        (Some(path), Some((start, _))) => format!("{path}:{}:{}: ", start.line, start.column),
        (Some(path), None) => format!("{path}: "),
        (None, _) => String::new(),
    };
    format!("{head} {place}{}", diagnostic.message)
}

fn print_gate(gate: &GateMove, terminal: &Terminal) {
    let side = |side: &Option<(State, Gate)>| match side {
        Some((state, gate)) => format!("{} ({}, {} %)", gate.verdict.name(), state.name(), gate.percent),
        None => "not declared".to_owned(),
    };
    let id = terminal.out(Style::Bold, gate.locale.as_str());
    terminal.print(&format!("  {id}: {} → {}", side(&gate.before), side(&gate.after)));
    for reason in gate.after.iter().flat_map(|(_, gate)| &gate.reasons) {
        for line in wrapped(reason, terminal.width() - 6) {
            terminal.print(&format!("      {line}"));
        }
    }
}
