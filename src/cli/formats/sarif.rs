//! Findings as SARIF 2.1.0 (OASIS, 27 March 2020), for code scanning.

use std::collections::BTreeSet;

use percent_encoding::{AsciiSet, CONTROLS, utf8_percent_encode};
use serde_json::{Value, json};

use crate::cli::json::pretty;
use crate::cli::report::Report;
use crate::diagnostic::{Code, Severity};
use crate::site::Located;
use crate::text::Position;
use crate::workspace::Placed;

use super::Paths;

const SCHEMA: &str = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";
/// What stands for the folder that paths begin in. The common name for the top of the sources.
const BASE: &str = "%SRCROOT%";
/// What may not stand in the path of a URI (RFC 3986, section 3.3); a colon would make a scheme of what precedes it.
const UNFIT: &AsciiSet = &CONTROLS
    .add(b' ')
    .add(b'"')
    .add(b'#')
    .add(b'%')
    .add(b':')
    .add(b'<')
    .add(b'>')
    .add(b'?')
    .add(b'[')
    .add(b'\\')
    .add(b']')
    .add(b'^')
    .add(b'`')
    .add(b'{')
    .add(b'|')
    .add(b'}');

/// A log of one run. Its rules are the codes that were found.
pub fn of(report: &Report<'_>, paths: &Paths) -> String {
    let codes: BTreeSet<Code> = report.findings().iter().map(|placed| placed.finding.diagnostic.code).collect();
    let codes: Vec<Code> = codes.into_iter().collect();
    let results: Vec<Value> = report.findings().iter().map(|placed| result(report, placed, &codes, paths)).collect();
    pretty(&json!({
        "$schema": SCHEMA,
        "version": "2.1.0",
        "runs": [{
            "tool": { "driver": {
                "name": "isogloss",
                "semanticVersion": env!("CARGO_PKG_VERSION"),
                "rules": codes.iter().map(rule).collect::<Vec<_>>(),
            } },
            "originalUriBaseIds": { BASE: { "description": { "text": "The folder in which the command was run." } } },
            "columnKind": "unicodeCodePoints",
            "results": results,
        }],
    }))
}

fn rule(code: &Code) -> Value {
    let first = code.meaning.split_inclusive(". ").next().unwrap_or(code.meaning).trim_end();
    json!({
        "id": code.name,
        "shortDescription": { "text": first },
        "fullDescription": { "text": code.meaning },
        "help": { "text": format!("{}\n\nExample:\n{}\n\nRepair: {}", code.meaning, code.example, code.repair) },
        "defaultConfiguration": { "level": level(code.severity) },
    })
}

fn result(report: &Report<'_>, placed: &Placed, codes: &[Code], paths: &Paths) -> Value {
    let diagnostic = &placed.finding.diagnostic;
    let hint = diagnostic.hint.iter().map(|hint| format!("\nhelp: {hint}")).collect::<String>();
    let mut result = json!({
        "ruleId": diagnostic.code.name,
        "ruleIndex": codes.binary_search(&diagnostic.code).ok(),
        "level": level(diagnostic.severity),
        "message": { "text": format!("{}{hint}", diagnostic.message) },
        "locations": physical(&placed.located, placed.range, paths)
            .map(|place| json!({ "physicalLocation": place }))
            .into_iter()
            .collect::<Vec<_>>(),
    });
    let related: Vec<Value> = report
        .related(placed)
        .filter_map(|(located, range, what)| {
            let place = physical(&located, range, paths)?;
            Some(json!({ "physicalLocation": place, "message": { "text": what } }))
        })
        .collect();
    if !related.is_empty() {
        result["relatedLocations"] = json!(related);
    }
    result
}

fn physical(located: &Located, range: Option<(Position, Position)>, paths: &Paths) -> Option<Value> {
    let path = paths.to(located.path()?);
    let uri = utf8_percent_encode(&path, UNFIT).to_string();
    // What begins at the top of the file system is not below any base.
    let mut place = match path.starts_with('/') {
        true => json!({ "artifactLocation": { "uri": format!("file://{uri}") } }),
        false => json!({ "artifactLocation": { "uri": uri, "uriBaseId": BASE } }),
    };
    if let Some((start, end)) = range {
        place["region"] = json!({
            "startLine": start.line, "startColumn": start.column, "endLine": end.line, "endColumn": end.column,
        });
    }
    Some(place)
}

fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
    }
}
