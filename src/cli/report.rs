//! Findings for people and for programs.

use std::collections::BTreeMap;
use std::path::Path;

use annotate_snippets::{AnnotationKind, Group, Level, Origin, Renderer, Snippet};
use serde_json::{Value, json};

use super::run::Ended;
use super::terminal::Terminal;
use crate::diagnostic::{Diagnostic, Place, Severity, codes};
use crate::disk;
use crate::site::{Located, Site};
use crate::text::{LineIndex, Position, SitePath, Span};
use crate::workspace::{Finding, Workspace};

/// How many missing messages of one locale are shown each for itself; more are summed up.
const SHOWN: usize = 3;

/// The findings of a site, with the texts that they point into.
pub struct Report<'w> {
    site: &'w Site,
    findings: Vec<Placed>,
    texts: BTreeMap<SitePath, Text>,
}

struct Text {
    text: String,
    lines: LineIndex,
}

struct Placed {
    finding: Finding,
    located: Located,
}

/// Where something is, as people count: path, and first and last position.
struct Pointed<'a> {
    path: &'a SitePath,
    range: Option<(Position, Position)>,
}

impl<'w> Report<'w> {
    /// The findings that stand now, in the order of files and lines.
    pub fn of(workspace: &'w Workspace, root: &Path) -> Self {
        let site = workspace.site();
        let locate = |finding: Finding| Placed { located: site.locate(&finding.diagnostic.place), finding };
        let mut findings: Vec<Placed> = workspace.findings().into_iter().map(locate).collect();
        findings.sort_by(|a, b| {
            order(&a.located).cmp(&order(&b.located)).then_with(|| a.finding.diagnostic.cmp(&b.finding.diagnostic))
        });
        let mut report = Self { site, findings, texts: BTreeMap::new() };
        let mut paths: Vec<SitePath> = Vec::new();
        for placed in &report.findings {
            let related = placed.finding.diagnostic.related.iter().map(|(place, _)| site.locate(place));
            paths.extend(related.chain([placed.located.clone()]).filter_map(path_of));
        }
        for path in paths {
            if !report.texts.contains_key(&path)
                && let Some(text) = disk::read_text(root, &path)
            {
                let lines = LineIndex::new(&text);
                report.texts.insert(path, Text { text, lines });
            }
        }
        report
    }

    /// How many findings have this severity.
    pub fn count(&self, severity: Severity) -> usize {
        self.findings.iter().filter(|placed| placed.finding.diagnostic.severity == severity).count()
    }

    /// How a command with these findings ends.
    pub fn ended(&self, strict: bool) -> Ended {
        let bad = self.count(Severity::Error) > 0 || (strict && !self.findings.is_empty());
        if bad { Ended::Findings } else { Ended::Fine }
    }

    /// Prints all findings for people. Many missing messages of one locale are summed up in one line.
    pub fn print(&self, terminal: &Terminal) {
        drop(self.print_new(terminal, &[]));
    }

    /// Prints the findings that are not among those shown before; gives all that stand now.
    pub fn print_new(&self, terminal: &Terminal, before: &[Diagnostic]) -> Vec<Diagnostic> {
        let renderer = if terminal.has_colour() { Renderer::styled() } else { Renderer::plain() };
        let mut missing: BTreeMap<String, Vec<&Diagnostic>> = BTreeMap::new();
        for placed in &self.findings {
            let diagnostic = &placed.finding.diagnostic;
            if before.contains(diagnostic) {
                continue;
            }
            if diagnostic.code == codes::locales::MISSING_MESSAGE && diagnostic.severity == Severity::Warning {
                let locale = diagnostic.locale.as_ref().map(ToString::to_string).unwrap_or_default();
                missing.entry(locale).or_default().push(diagnostic);
            } else {
                terminal.say(&format!("{}\n", self.rendered(placed, &renderer)));
            }
        }
        for (locale, list) in missing {
            terminal.say(&sum_up(&locale, &list));
        }
        self.findings.iter().map(|placed| placed.finding.diagnostic.clone()).collect()
    }

    /// One line that counts them; nothing when there are none.
    pub fn print_summary(&self, terminal: &Terminal) {
        let (errors, warnings) = (self.count(Severity::Error), self.count(Severity::Warning));
        if errors + warnings > 0 {
            let plural = |count: usize, what: &str| format!("{count} {what}{}", if count == 1 { "" } else { "s" });
            terminal.say(&format!("{}, {}", plural(errors, "error"), plural(warnings, "warning")));
        }
    }

    fn rendered(&self, placed: &Placed, renderer: &Renderer) -> String {
        let diagnostic = &placed.finding.diagnostic;
        let level = match diagnostic.severity {
            Severity::Error => Level::ERROR,
            Severity::Warning => Level::WARNING,
        };
        let title = level.primary_title(diagnostic.message.as_str()).id(diagnostic.code.name);
        let mut groups = vec![self.shown(Group::with_title(title), &placed.located, AnnotationKind::Primary)];
        for (place, what) in &diagnostic.related {
            let group = Group::with_title(Level::NOTE.secondary_title(what.as_str()));
            groups.push(self.shown(group, &self.site.locate(place), AnnotationKind::Context));
        }
        if let Some(hint) = &diagnostic.hint {
            groups.push(Group::with_title(Level::HELP.secondary_title(hint.as_str())));
        }
        renderer.render(&groups)
    }

    fn shown<'a>(&'a self, group: Group<'a>, located: &Located, kind: AnnotationKind) -> Group<'a> {
        let (path, span) = match located {
            Located::Nowhere => return group,
            Located::File(path) => return group.element(Origin::path(path.to_string())),
            Located::Span(path, span) => (path, *span),
            Located::Line(path, line) => match self.line_span(path, *line) {
                Some(span) => (path, span),
                None => return group.element(Origin::path(path.to_string()).line(*line as usize)),
            },
        };
        match self.texts.get(path) {
            Some(text) => {
                let snippet = Snippet::source(text.text.as_str()).path(path.to_string()).line_start(1);
                group.element(snippet.annotation(kind.span(clamped(&text.text, span))))
            }
            None => group.element(Origin::path(path.to_string())),
        }
    }

    fn line_span(&self, path: &SitePath, line: u32) -> Option<Span> {
        let text = &self.texts.get(path)?.text;
        let mut start = 0;
        for (number, content) in (1..).zip(text.split_inclusive('\n')) {
            if number == line {
                let indent = content.len() - content.trim_start().len();
                return Some(Span::new(start + indent, start + content.trim_end().len().max(indent)));
            }
            start += content.len();
        }
        None
    }

    /// All findings as JSON objects.
    pub fn json(&self) -> Vec<Value> {
        let object = |placed: &Placed| {
            let diagnostic = &placed.finding.diagnostic;
            let mut object = self.pointed_json(&placed.located);
            let related = diagnostic.related.iter().map(|(place, what)| self.related_json(place, what));
            object.extend([
                ("code".to_owned(), json!(diagnostic.code.name)),
                ("severity".to_owned(), json!(diagnostic.severity.to_string())),
                ("locale".to_owned(), json!(diagnostic.locale.as_ref().map(ToString::to_string))),
                ("id".to_owned(), json!(diagnostic.id)),
                ("message".to_owned(), json!(diagnostic.message)),
                ("hint".to_owned(), json!(diagnostic.hint)),
                ("related".to_owned(), related.collect()),
                ("pages".to_owned(), json!(placed.finding.outputs.len())),
            ]);
            Value::Object(object)
        };
        self.findings.iter().map(object).collect()
    }

    fn related_json(&self, place: &Place, what: &str) -> Value {
        let mut object = self.pointed_json(&self.site.locate(place));
        object.insert("message".to_owned(), json!(what));
        Value::Object(object)
    }

    fn pointed_json(&self, located: &Located) -> serde_json::Map<String, Value> {
        let pointed = self.pointed(located);
        let range = pointed.as_ref().and_then(|pointed| pointed.range);
        let place = [
            ("path", json!(pointed.as_ref().map(|pointed| pointed.path.as_str()))),
            ("line", json!(range.map(|(start, _)| start.line))),
            ("column", json!(range.map(|(start, _)| start.column))),
            ("end_line", json!(range.map(|(_, end)| end.line))),
            ("end_column", json!(range.map(|(_, end)| end.column))),
        ];
        place.into_iter().map(|(name, value)| (name.to_owned(), value)).collect()
    }

    fn pointed<'a>(&'a self, located: &'a Located) -> Option<Pointed<'a>> {
        let (path, span) = match located {
            Located::Nowhere => return None,
            Located::File(path) => return Some(Pointed { path, range: None }),
            Located::Span(path, span) => (path, Some(*span)),
            Located::Line(path, line) => (path, self.line_span(path, *line)),
        };
        let range = span.and_then(|span| {
            let Text { text, lines } = self.texts.get(path)?;
            Some((lines.position(text, span.start), lines.position(text, span.end)))
        });
        Some(Pointed { path, range })
    }
}

fn sum_up(locale: &str, list: &[&Diagnostic]) -> String {
    let ids: Vec<&str> = list.iter().filter_map(|diagnostic| diagnostic.id.as_deref()).collect();
    let mut distinct = ids.clone();
    distinct.sort_unstable();
    distinct.dedup();
    let rest = distinct.len().saturating_sub(SHOWN);
    let some = distinct[..distinct.len().min(SHOWN)].join(", ");
    let more = if rest > 0 { format!(" and {rest} more") } else { String::new() };
    let code = codes::locales::MISSING_MESSAGE.name;
    format!("warning[{code}]: {locale} lacks {} shown messages: {some}{more}", distinct.len())
}

fn path_of(located: Located) -> Option<SitePath> {
    match located {
        Located::Span(path, _) | Located::Line(path, _) | Located::File(path) => Some(path),
        Located::Nowhere => None,
    }
}

fn order(located: &Located) -> (Option<&SitePath>, u32, u32) {
    match located {
        Located::Nowhere => (None, 0, 0),
        Located::File(path) => (Some(path), 0, 0),
        Located::Line(path, line) => (Some(path), 1, *line),
        Located::Span(path, span) => (Some(path), 1, span.start),
    }
}

/// The span inside the text, at the borders of characters.
fn clamped(text: &str, span: Span) -> std::ops::Range<usize> {
    let border = |mut at: usize| {
        at = at.min(text.len());
        while !text.is_char_boundary(at) {
            at -= 1;
        }
        at
    };
    let start = border(span.start as usize);
    start..border(span.end as usize).max(start)
}
