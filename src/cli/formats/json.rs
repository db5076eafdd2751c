//! Findings for programs.

use serde_json::{Value, json};

use crate::cli::json::pretty;
use crate::cli::report::Report;
use crate::cli::since;
use crate::diagnostic::Severity;

/// The findings with their number.
pub fn of(report: &Report<'_>) -> String {
    let diagnostics: Vec<Value> = report
        .findings()
        .iter()
        .map(|placed| {
            let mut object = report.object(placed);
            object.insert("locale".to_owned(), json!(placed.locale().map(|locale| locale.to_string())));
            let since = report.since(placed);
            if !since.is_empty() {
                object.insert("difference".to_owned(), since::json(since));
            }
            Value::Object(object)
        })
        .collect();
    pretty(&json!({
        "diagnostics": diagnostics,
        "summary": { "errors": report.count(Severity::Error), "warnings": report.count(Severity::Warning) },
    }))
}
