//! Findings for people and for programs.

use std::collections::BTreeMap;
use std::path::Path;

use annotate_snippets::{AnnotationKind, Group, Level, Origin, Renderer, Snippet};
use serde_json::{Map, Value, json};

use super::run::Ended;
use super::saved::plural;
use super::since::Since;
use super::terminal::Terminal;
use crate::diagnostic::{Diagnostic, Severity, codes};
use crate::disk;
use crate::site::Located;
use crate::text::{Position, SitePath, Span};
use crate::workspace::{MovedText, Placed, Texts, Translation, Workspace, unmatched};

/// How many missing messages of one locale are shown each for itself; more are summed up.
const SHOWN: usize = 3;

/// Lines of more bytes than this are named and not shown: nobody reads them, and many findings may stand in one.
const LONGEST_SHOWN: usize = 32_000;

/// The findings of a site, with the texts that they point into.
pub struct Report<'w> {
    workspace: &'w Workspace,
    findings: Vec<Placed>,
    texts: Texts,
    since: Since,
}

impl<'w> Report<'w> {
    /// The findings that stand now, in the order of files and lines.
    pub fn of(workspace: &'w Workspace, root: &Path) -> Self {
        let read = |path: &SitePath| disk::read_text(root, path);
        let (findings, texts) = Placed::all(workspace.site(), workspace.findings(), read);
        Self { workspace, findings, texts, since: Since::new() }
    }

    /// With what moved in sources since they were translated.
    #[must_use]
    pub fn with(self, since: Since) -> Self {
        Self { since, ..self }
    }

    /// Lets all findings go but those that are wanted.
    pub fn keep(&mut self, is_wanted: impl Fn(&Placed) -> bool) {
        self.findings.retain(is_wanted);
    }

    /// The findings.
    pub fn findings(&self) -> &[Placed] {
        &self.findings
    }

    /// What moved in the source of the stale translation that a finding is about; nothing where nobody knows.
    pub fn since(&self, placed: &Placed) -> &[MovedText] {
        let translation = stale(&placed.finding.diagnostic);
        translation.and_then(|translation| self.since.get(&translation)).map_or(&[], Vec::as_slice)
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
        self.print_these(self.findings.iter(), terminal, usize::MAX);
    }

    /// Prints the findings that are not among those shown before, but no more than so many.
    pub fn print_new(&self, terminal: &Terminal, before: &[Placed], most: usize) {
        self.print_these(unmatched(&self.findings, before).into_iter(), terminal, most);
    }

    fn print_these<'p>(&self, findings: impl Iterator<Item = &'p Placed>, terminal: &Terminal, most: usize) {
        let renderer = if terminal.has_colour() { Renderer::styled() } else { Renderer::plain() };
        let mut missing: BTreeMap<String, Vec<&Diagnostic>> = BTreeMap::new();
        let mut shown = 0;
        for placed in findings {
            let diagnostic = &placed.finding.diagnostic;
            if is_summed_up(diagnostic) {
                let locale = diagnostic.locale.as_ref().map(ToString::to_string).unwrap_or_default();
                missing.entry(locale).or_default().push(diagnostic);
                continue;
            }
            shown += 1;
            if shown <= most {
                terminal.say(&format!("{}\n", self.rendered(placed, &[], &renderer)));
            }
        }
        if shown > most {
            terminal.say(&format!("and {} more; `isogloss build` tells all", shown - most));
        }
        for (locale, list) in missing {
            terminal.say(&sum_up(&locale, &list));
        }
    }

    /// One line that counts them; nothing when there are none.
    pub fn print_summary(&self, terminal: &Terminal) {
        let (errors, warnings) = (self.count(Severity::Error), self.count(Severity::Warning));
        if errors + warnings > 0 {
            terminal.say(&format!("{}, {}", plural(errors, "error"), plural(warnings, "warning")));
        }
    }

    /// A finding for people: its line underlined, related places, notes, what to do.
    pub fn rendered(&self, placed: &Placed, notes: &[String], renderer: &Renderer) -> String {
        let diagnostic = &placed.finding.diagnostic;
        let level = match diagnostic.severity {
            Severity::Error => Level::ERROR,
            Severity::Warning => Level::WARNING,
        };
        let title = level.primary_title(diagnostic.message.as_str()).id(diagnostic.code.name);
        let mut groups = vec![self.shown(Group::with_title(title), &placed.located, AnnotationKind::Primary)];
        for (place, what) in &diagnostic.related {
            let group = Group::with_title(Level::NOTE.secondary_title(what.as_str()));
            groups.push(self.shown(group, &self.workspace.site().locate(place), AnnotationKind::Context));
        }
        groups.extend(notes.iter().map(|note| Group::with_title(Level::NOTE.secondary_title(note.as_str()))));
        if let Some(hint) = &diagnostic.hint {
            groups.push(Group::with_title(Level::HELP.secondary_title(hint.as_str())));
        }
        renderer.render(&groups)
    }

    fn shown<'a>(&'a self, group: Group<'a>, located: &Located, kind: AnnotationKind) -> Group<'a> {
        let Some(path) = located.path() else { return group };
        match (self.texts.span(located), self.texts.get(path), located) {
            (Some(span), Some(text), _) => {
                let (span, position) = (clamped(text, span), self.texts.range(located).map(|(start, _)| start));
                let (lines, line) = (lines_around(text, &span), position.map_or(1, |start| start.line as usize));
                if lines.len() > LONGEST_SHOWN {
                    let origin = Origin::path(path.to_string()).line(line);
                    return group.element(match position {
                        Some(start) => origin.char_column(start.column as usize),
                        None => origin,
                    });
                }
                // Of the file only these lines: the renderer reads all that it is given, for each finding anew.
                let snippet = Snippet::source(&text[lines.clone()]).path(path.to_string()).line_start(line);
                group.element(snippet.annotation(kind.span(span.start - lines.start..span.end - lines.start)))
            }
            (_, _, Located::Line(_, line)) => group.element(Origin::path(path.to_string()).line(*line as usize)),
            _ => group.element(Origin::path(path.to_string())),
        }
    }

    /// All findings as JSON objects, each with the number of pages that show it.
    pub fn json(&self) -> Vec<Value> {
        let object = |placed: &Placed| {
            let mut object = self.object(placed);
            object.insert("pages".to_owned(), json!(self.workspace.count_outputs(&placed.finding)));
            Value::Object(object)
        };
        self.findings.iter().map(object).collect()
    }

    /// A finding as a JSON object, with its related places.
    pub fn object(&self, placed: &Placed) -> Map<String, Value> {
        let mut object = finding_json(placed);
        let related = self.related(placed).map(|(located, range, what)| {
            let mut object = pointed_json(&located, range);
            object.insert("message".to_owned(), json!(what));
            Value::Object(object)
        });
        object.insert("related".to_owned(), related.collect());
        object
    }

    /// The related places of a finding, each with what it is.
    pub fn related<'p>(
        &'p self,
        placed: &'p Placed,
    ) -> impl Iterator<Item = (Located, Option<(Position, Position)>, &'p str)> {
        placed.finding.diagnostic.related.iter().map(|(place, what)| {
            let located = self.workspace.site().locate(place);
            let range = self.texts.range(&located);
            (located, range, what.as_str())
        })
    }
}

/// A finding and its place as a JSON object.
pub fn finding_json(placed: &Placed) -> Map<String, Value> {
    let diagnostic = &placed.finding.diagnostic;
    let mut object = pointed_json(&placed.located, placed.range);
    object.extend([
        ("code".to_owned(), json!(diagnostic.code.name)),
        ("severity".to_owned(), json!(diagnostic.severity.to_string())),
        ("locale".to_owned(), json!(diagnostic.locale.as_ref().map(ToString::to_string))),
        ("id".to_owned(), json!(diagnostic.id)),
        ("message".to_owned(), json!(diagnostic.message)),
        ("hint".to_owned(), json!(diagnostic.hint)),
    ]);
    object
}

fn pointed_json(located: &Located, range: Option<(Position, Position)>) -> Map<String, Value> {
    let place = [
        ("path", json!(located.path().map(SitePath::as_str))),
        ("line", json!(range.map(|(start, _)| start.line))),
        ("column", json!(range.map(|(start, _)| start.column))),
        ("end_line", json!(range.map(|(_, end)| end.line))),
        ("end_column", json!(range.map(|(_, end)| end.column))),
    ];
    place.into_iter().map(|(name, value)| (name.to_owned(), value)).collect()
}

/// The translation that a finding says to be older than its source.
pub fn stale(diagnostic: &Diagnostic) -> Option<Translation> {
    let is_stale = [codes::staleness::STALE_MESSAGE, codes::staleness::STALE_POST].contains(&diagnostic.code);
    diagnostic.locale.clone().zip(diagnostic.id.clone()).filter(|_| is_stale)
}

/// Whether a finding is one of the many of its kind that are told in one line for each locale.
pub fn is_summed_up(diagnostic: &Diagnostic) -> bool {
    let is_warning = diagnostic.severity == Severity::Warning;
    is_warning && diagnostic.code == codes::locales::MISSING_MESSAGE && diagnostic.locale.is_some()
}

/// The line for the missing messages of one locale.
pub fn sum_up(locale: &str, list: &[&Diagnostic]) -> String {
    let ids: Vec<&str> = list.iter().filter_map(|diagnostic| diagnostic.id.as_deref()).collect();
    let mut distinct = ids.clone();
    distinct.sort_unstable();
    distinct.dedup();
    let rest = distinct.len().saturating_sub(SHOWN);
    let some = distinct[..distinct.len().min(SHOWN)].join(", ");
    let more = if rest > 0 { format!(" and {rest} more") } else { String::new() };
    let code = codes::locales::MISSING_MESSAGE.name;
    let messages = plural(distinct.len(), "message");
    format!("warning[{code}]: {locale} lacks {messages}: {some}{more}")
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

/// The whole lines that a range of the text stands in, as far as they are worth looking through.
fn lines_around(text: &str, range: &std::ops::Range<usize>) -> std::ops::Range<usize> {
    let start = text[..range.start].rfind('\n').map_or(0, |end| end + 1);
    // Of a range that ends with a line, the line after it is none of its own.
    let last = (range.end.max(range.start + 1) - 1).min(text.len());
    let rest = &text.as_bytes()[last..text.len().min(last + LONGEST_SHOWN + 1)];
    let end = rest.iter().position(|byte| *byte == b'\n').map_or(last + rest.len(), |at| last + at + 1);
    start..end
}
