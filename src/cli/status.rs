//! `isogloss status`

use std::collections::BTreeSet;
use std::path::Path;

use serde_json::{Value, json};

use super::arguments::{self, Format};
use super::report::Report;
use super::run::Ended;
use super::since::{self, moved_since};
use super::terminal::Terminal;
use super::{json, load, status_text};
use crate::diagnostic::{Diagnostic, Severity, codes};
use crate::disk::Failure;
use crate::locales::split_id;
use crate::settings::LocaleSettings;
use crate::site::{Located, Options, Site, Status};
use crate::text::{LocaleId, SitePath};
use crate::workspace::{Finding, MovedText, Task, Translation, Workspace};

/// All that is said of one locale.
pub struct Row<'w> {
    /// How far it has come.
    pub status: Status<'w>,
    /// Messages that a finding says to read as the source's do, though they have words in them.
    pub same: usize,
    /// Findings that are errors.
    pub errors: usize,
    /// Findings that are warnings.
    pub warnings: usize,
    /// What is left, where that is asked for, each with what moved in its source since it was translated.
    pub work: Vec<(Task, Vec<MovedText>)>,
}

/// Says how far each locale has come.
pub fn run(arguments: &arguments::Status, terminal: &Terminal) -> Result<Ended, Failure> {
    let (mut workspace, scanner) = load::load(&arguments.site, Options::default(), 0)?;
    let named = load::locales(&arguments.site, &workspace)?;
    if workspace.site().is_broken() {
        return Ok(say_why_not(&Report::of(&workspace, scanner.root()), arguments.format, terminal));
    }
    // Only pages tell which findings they meet, and who shows what; the figures of JSON need neither.
    if arguments.work || arguments.format == Format::Text {
        if !named.is_empty() {
            workspace.set_only(named.iter().cloned());
        }
        load::render(&mut workspace);
    }
    let findings = workspace.findings();
    let wanted = |status: &Status<'_>| named.is_empty() || named.contains(&status.locale.id);
    let statuses = workspace.site().statuses().into_iter().filter(wanted);
    let mut rows: Vec<Row<'_>> = statuses.map(|status| row(&workspace, status, &findings, arguments.work)).collect();
    if arguments.work {
        tell_since(&mut rows, workspace.site(), scanner.root());
    }
    match arguments.format {
        Format::Json => terminal.print(&json::pretty(&rows_json(&rows, arguments.work))),
        Format::Text if arguments.work => status_text::print_work(&rows, terminal),
        Format::Text => status_text::print(&rows, others(&workspace, &findings), terminal),
    }
    Ok(arguments.fail_under.map_or(Ended::Fine, |least| judge(&rows, usize::from(least), !named.is_empty(), terminal)))
}

/// Without settings there is no locale to speak of.
fn say_why_not(report: &Report<'_>, format: Format, terminal: &Terminal) -> Ended {
    if format == Format::Json {
        terminal.print(&json::pretty(&json!({ "locales": [] })));
    }
    report.print(terminal);
    report.print_summary(terminal);
    Ended::Findings
}

fn row<'w>(workspace: &'w Workspace, status: Status<'w>, findings: &[Finding], work: bool) -> Row<'w> {
    let locate = |diagnostic: &Diagnostic| workspace.site().locate(&diagnostic.place);
    let own: Vec<&Diagnostic> = findings
        .iter()
        .map(|finding| &finding.diagnostic)
        .filter(|diagnostic| locale_of(diagnostic, &locate(diagnostic)).as_ref() == Some(&status.locale.id))
        .collect();
    let errors = own.iter().filter(|diagnostic| diagnostic.severity == Severity::Error).count();
    let copies = own.iter().filter(|diagnostic| diagnostic.code == codes::parity::SAME_AS_SOURCE);
    let same: BTreeSet<&str> = copies.filter_map(|copy| Some(split_id(copy.id.as_deref()?).0)).collect();
    let work = if work { workspace.work(&status) } else { Vec::new() };
    let work = work.into_iter().map(|task| (task, Vec::new())).collect();
    Row { same: same.len(), errors, warnings: own.len() - errors, work, status }
}

/// Asks git what moved in the sources of what is stale.
fn tell_since(rows: &mut [Row<'_>], site: &Site, root: &Path) {
    let stale = |row: &Row<'_>| -> Vec<Translation> {
        let tasks = row.work.iter().filter(|(task, _)| task.is_stale);
        tasks.map(|(task, _)| (row.status.locale.id.clone(), task.subject.clone())).collect()
    };
    let mut since = moved_since(site, root, &rows.iter().flat_map(stale).collect());
    for row in rows {
        for (task, moved) in row.work.iter_mut().filter(|(task, _)| task.is_stale) {
            let translation = (row.status.locale.id.clone(), task.subject.clone());
            *moved = since.remove(&translation).unwrap_or_default();
        }
    }
}

/// The locale that a finding is about: the one that it names, else the one whose file it is in.
pub fn locale_of(diagnostic: &Diagnostic, located: &Located) -> Option<LocaleId> {
    let of_path = |path: &SitePath| {
        let rest = path.within("locales").or_else(|| path.within("content"))?;
        Some(LocaleId::new(rest.split_once('/')?.0))
    };
    diagnostic.locale.clone().or_else(|| of_path(located.path()?))
}

/// How many findings are about no single locale.
fn others(workspace: &Workspace, findings: &[Finding]) -> usize {
    let located = |finding: &Finding| workspace.site().locate(&finding.diagnostic.place);
    findings.iter().filter(|finding| locale_of(&finding.diagnostic, &located(finding)).is_none()).count()
}

/// Whether all locales that count have so much; says which have not.
fn judge(rows: &[Row<'_>], least: usize, all_count: bool, terminal: &Terminal) -> Ended {
    let counts = |locale: &LocaleSettings| all_count || locale.state.is_built();
    let under: Vec<String> = rows
        .iter()
        .filter(|row| counts(row.status.locale) && row.status.gate.percent < least)
        .map(|row| format!("{} ({} %)", row.status.locale.id, row.status.gate.percent))
        .collect();
    if under.is_empty() {
        return Ended::Fine;
    }
    terminal.complain(&format!("less than {least} % is translated: {}", under.join(", ")), None);
    Ended::Findings
}

fn rows_json(rows: &[Row<'_>], work: bool) -> Value {
    let locales: Vec<Value> = rows
        .iter()
        .map(|row| {
            let Status { locale, messages, stale_messages, documents, gate } = &row.status;
            let mut object = json!({
                "id": locale.id.as_str(),
                "state": locale.state.name(),
                "released": locale.state.is_released(),
                "messages": {
                    "total": messages.total,
                    "translated": messages.translated(),
                    "missing": messages.missing.len(),
                    "stale": stale_messages.len(),
                    "obsolete": messages.obsolete.len(),
                    "same": row.same,
                },
                "percent": gate.percent,
                "required_missing": gate.required_missing,
                "posts": {
                    "total": documents.total,
                    "translated": documents.translated(),
                    "stale": documents.stale.len(),
                },
                "gate": { "verdict": gate.verdict.name(), "reasons": gate.reasons },
            });
            if work {
                object["work"] = row.work.iter().map(|(task, since)| task_json(task, since)).collect();
            }
            object
        })
        .collect();
    json!({ "locales": locales })
}

fn task_json(task: &Task, since: &[MovedText]) -> Value {
    let kind = if task.is_document { "post" } else { "message" };
    let state = if task.is_stale { "stale" } else { "missing" };
    let mut object = json!({ "kind": kind, "id": task.subject, "state": state, "pages": task.pages, "url": task.url });
    if !since.is_empty() {
        object["difference"] = since::json(since);
    }
    object
}
