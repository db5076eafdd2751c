//! How far each locale has come, for people: in, one row a locale; out, a table, or blocks where it is too wide.

use unicode_width::UnicodeWidthStr;

use super::saved::plural;
use super::since;
use super::status::Row;
use super::table::{Cell, Table, wrapped};
use super::terminal::{Style, Terminal};
use crate::locales;
use crate::settings::LocaleSettings;
use crate::site::Verdict;
use crate::workspace::{MovedText, Task};

/// The columns that a bar takes: as many as all else leaves, within these.
const BAR: std::ops::RangeInclusive<usize> = 4..=24;

/// What the numbers of pages and the gap after them take.
const PAGES: usize = 7;

/// The head of the column of subjects.
const MESSAGE: &str = "message or document";

/// Prints where each locale stands and what its gate says. `others` are the findings of no single locale.
pub fn print(rows: &[Row<'_>], others: usize, terminal: &Terminal) {
    let width = terminal.width();
    match width.checked_sub(table(rows, *BAR.start()).width()) {
        Some(room) => {
            print_lines(&table(rows, (BAR.start() + room).min(*BAR.end())).lines(terminal), terminal);
            terminal.print("");
            print_gates(rows, width, terminal);
        }
        None => rows.iter().for_each(|row| print_block(row, width, terminal)),
    }
    if others > 0 {
        let verb = if others == 1 { "concerns" } else { "concern" };
        terminal.print(&format!("\n{} more {verb} no single locale", plural(others, "finding")));
    }
}

fn table(rows: &[Row<'_>], bar_width: usize) -> Table {
    let dim = |cell: Cell| cell.style(Some(Style::Dim));
    let head = ["", "locale", "state", "translated"].map(Cell::text).into_iter();
    let counts = ["missing", "stale", "posts", "findings"].map(Cell::number).into_iter();
    let mut lines: Vec<Vec<Cell>> = vec![head.chain(counts).map(dim).collect()];
    for row in rows {
        let (locale, documents) = (row.status.locale, &row.status.documents);
        let percent = row.status.gate.percent;
        lines.push(vec![
            Cell::text(locale.id.as_str()).style(Some(Style::Bold)),
            Cell::text(name(locale)),
            Cell::text(locale.state.name()),
            Cell::text(format!("{} {percent:>3} %", bar(percent, bar_width))),
            Cell::number(row.status.messages.missing.len()),
            Cell::number(row.status.stale()),
            Cell::number(format!("{}/{}", documents.translated(), documents.total)),
            Cell::number(row.errors + row.warnings).style((row.errors > 0).then_some(Style::Error)),
        ]);
    }
    Table(lines)
}

fn print_gates(rows: &[Row<'_>], width: usize, terminal: &Terminal) {
    let ids = rows.iter().map(|row| row.status.locale.id.as_str().len()).max().unwrap_or(0);
    let verdicts = rows.iter().map(|row| row.status.gate.verdict.name().len()).max().unwrap_or(0);
    for row in rows {
        let (id, gate) = (row.status.locale.id.as_str(), &row.status.gate);
        let verdict = format!("{:<verdicts$}", gate.verdict.name());
        let head = format!(
            "{}  {}",
            terminal.out(Style::Bold, &format!("{id:<ids$}")),
            set_off(gate.verdict, &verdict, terminal)
        );
        let indent = ids + 2 + verdicts + 2;
        let lines = gate.reasons.iter().flat_map(|reason| wrapped(reason, width.saturating_sub(indent)));
        for (at, line) in lines.enumerate() {
            let before = if at == 0 { format!("{head}  ") } else { " ".repeat(indent) };
            terminal.print(&format!("{before}{line}"));
        }
    }
}

/// One locale, where lines are short.
fn print_block(row: &Row<'_>, width: usize, terminal: &Terminal) {
    let (locale, gate, documents) = (row.status.locale, &row.status.gate, &row.status.documents);
    for line in wrapped(&format!("{} {}, {}", locale.id, name(locale), locale.state.name()), width) {
        terminal.print(&terminal.out(Style::Bold, &line));
    }
    let bar = bar(gate.percent, width.saturating_sub(8).min(20));
    terminal.print(&format!("  {bar} {} %", gate.percent));
    let figures = format!(
        "missing {}, stale {}, posts {}/{}, findings {}",
        row.status.messages.missing.len(),
        row.status.stale(),
        documents.translated(),
        documents.total,
        row.errors + row.warnings
    );
    let verdict = gate.verdict.name();
    let said = gate.reasons.iter().enumerate().map(|(at, reason)| match at {
        0 => format!("{verdict}: {reason}"),
        _ => reason.clone(),
    });
    let lines = [figures].into_iter().chain(said).flat_map(|text| wrapped(&text, width - 2));
    for line in lines {
        let line = match line.strip_prefix(verdict) {
            Some(rest) => format!("{}{rest}", set_off(gate.verdict, verdict, terminal)),
            None => line,
        };
        terminal.print(&format!("  {line}"));
    }
}

/// Prints what is left to translate, locale by locale.
pub fn print_work(rows: &[Row<'_>], terminal: &Terminal) {
    for (at, row) in rows.iter().enumerate() {
        if at > 0 {
            terminal.print("");
        }
        let id = terminal.out(Style::Bold, row.status.locale.id.as_str());
        if row.work.is_empty() {
            terminal.print(&format!("{id}: nothing is left"));
            continue;
        }
        let count = |documents: bool| {
            row.work.iter().filter(|(task, _)| task.is_document == documents && !task.is_stale).count()
        };
        let (messages, documents) = (plural(count(false), "message"), plural(count(true), "document"));
        terminal.print(&format!("{id}: {messages} and {documents} missing, {} stale", row.status.stale()));
        print_tasks(&row.work, terminal);
    }
}

/// One line a task; an address that has no room beside the name stands below it, and below that what moved in its
/// source.
fn print_tasks(tasks: &[(Task, Vec<MovedText>)], terminal: &Terminal) {
    let line = |task: &Task| {
        let name = if task.is_stale { format!("{} (stale)", task.subject) } else { task.subject.clone() };
        (task.pages, name, task.url.clone().unwrap_or_else(|| "no page shows it".to_owned()))
    };
    let lines: Vec<(usize, String, String)> = tasks.iter().map(|(task, _)| line(task)).collect();
    let widest_url = lines.iter().map(|(_, _, url)| url.width()).max().unwrap_or(0);
    let room = terminal.width().saturating_sub(PAGES + 2 + widest_url);
    let fitting = lines.iter().map(|(_, name, _)| name.width()).filter(|width| *width <= room);
    let column = fitting.max().unwrap_or(0).max(MESSAGE.len());
    terminal.print(&terminal.out(Style::Dim, &format!("pages  {MESSAGE:<column$}  one of the pages")));
    for ((pages, name, url), (_, moved)) in lines.into_iter().zip(tasks) {
        let gap = match column.checked_sub(name.width()) {
            Some(rest) => " ".repeat(rest + 2),
            None => format!("\n{}", " ".repeat(PAGES)),
        };
        terminal.print(&format!("{pages:>5}  {name}{gap}{}", terminal.out(Style::Dim, &url)));
        for line in since::lines(moved, terminal) {
            terminal.print(&format!("{}{line}", " ".repeat(PAGES)));
        }
    }
}

fn print_lines(lines: &[String], terminal: &Terminal) {
    lines.iter().for_each(|line| terminal.print(line));
}

/// The language's name in itself.
fn name(locale: &LocaleSettings) -> String {
    locale.name.clone().unwrap_or_else(|| locales::language_name(&locale.id))
}

/// A bar of so many columns: full at 100 percent only, and not empty where there is anything.
fn bar(percent: usize, width: usize) -> String {
    let full = (percent * width / 100).max(usize::from(percent > 0)).min(width);
    format!("{}{}", "█".repeat(full), "░".repeat(width - full))
}

fn set_off(verdict: Verdict, text: &str, terminal: &Terminal) -> String {
    match verdict {
        Verdict::Ready | Verdict::Holds => terminal.out(Style::Good, text),
        Verdict::Falls => terminal.out(Style::Error, text),
        Verdict::NotReady => terminal.out(Style::Dim, text),
    }
}
