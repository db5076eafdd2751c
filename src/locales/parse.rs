//! Reading one `.ftl` file: in, its path and bytes; out, a [`Resource`] and what is wrong with it.

use std::panic::{AssertUnwindSafe, catch_unwind};

use fluent_syntax::ast;
use fluent_syntax::parser::{self, ErrorKind, ParserError};

use super::characters;
use super::entry::{Attribute, Entry, EntryKind};
use super::facts::Facts;
use super::guard::{self, Refusal};
use super::lookup::LONGEST_TEXT;
use super::resource::Resource;
use super::runtime::Runtime;
use super::source::Source;
use super::syntax::Fault;
use crate::diagnostic::codes::locales as codes;
use crate::diagnostic::{Diagnostic, Place, limited};
use crate::text::{SitePath, Span};

/// What Fluent takes for blank around a text, beside `\r\n`. Spaces that do not break or are as wide as an ideograph are
/// part of it, and so is a carriage return that ends no line.
const BLANK: [char; 2] = [' ', '\n'];

/// Reads one file. Whatever is wrong is reported, and all that can be read counts.
pub fn parse(path: &SitePath, bytes: &[u8]) -> (Resource, Vec<Diagnostic>) {
    let (text, bom) = match guard::admit(bytes) {
        Ok(admitted) => admitted,
        Err(refusal) => return refuse(path, bytes, &refusal),
    };
    let masked = guard::masked(text);
    let source = Source { text, parsed: &masked, bom };
    let mut diagnostics = forbidden_characters(&source, path);
    let tree = Tree::read(source.parsed);
    let faults: Vec<Fault> = tree.faults.into_iter().map(|fault| refine(fault, &source)).collect();
    diagnostics.extend(faults.iter().map(|fault| fault.diagnostic(&source, path)));
    let entries = Reader { source, path, diagnostics: &mut diagnostics }.entries(&tree.body);
    diagnostics.sort();
    let broken = faults.iter().map(|fault| source.between(fault.start, fault.end)).collect();
    (Resource::new(path.clone(), text.into(), bom, entries, broken), diagnostics)
}

fn refuse(path: &SitePath, bytes: &[u8], refusal: &Refusal) -> (Resource, Vec<Diagnostic>) {
    let file = Place::File(path.clone());
    let (text, bom) = std::str::from_utf8(bytes)
        .map_or(("", 0), |text| text.strip_prefix('\u{FEFF}').map_or((text, 0), |rest| (rest, 3)));
    let diagnostic = match *refusal {
        Refusal::TooLarge(size) => {
            Diagnostic::new(codes::FILE_TOO_LARGE, file, format!("the file has {size} bytes, more than 1 MiB"))
                .hint("split it into several files")
        }
        Refusal::TooMany(entries) => {
            let message = format!("the file has {entries} entries, more than {}", guard::MOST_ENTRIES);
            Diagnostic::new(codes::FILE_TOO_LARGE, file, message).hint("split it into several files")
        }
        Refusal::NotUtf8(offset) => {
            let place = Place::Span(path.clone(), Span::new(offset, offset + 1));
            Diagnostic::new(codes::NOT_UTF8, place, "the file is not UTF-8 from here on").hint("save it as UTF-8")
        }
        Refusal::TooManyArguments(offset) => {
            let place = Place::Span(path.clone(), Span::new(offset, offset + 1).shifted(bom));
            let message = format!("a call has more than {} arguments here", guard::MOST_ARGUMENTS);
            Diagnostic::new(codes::TOO_LONG, place, message)
                .hint("remove what is too much; the file is not read until then")
        }
        Refusal::TooDeep(offset) => {
            let place = Place::Span(path.clone(), Span::new(offset, offset + 1).shifted(bom));
            let message = format!("brackets are nested more than {} deep here", guard::DEEPEST);
            Diagnostic::new(codes::TOO_DEEP, place, message).hint("remove the surplus brackets")
        }
    };
    let kept = if bytes.len() > guard::LARGEST_FILE { "" } else { text };
    let broken = vec![Span::new(0, kept.len()).shifted(bom)];
    (Resource::new(path.clone(), kept.into(), bom, Vec::new(), broken), vec![diagnostic])
}

fn forbidden_characters(source: &Source<'_>, path: &SitePath) -> Vec<Diagnostic> {
    // One by one, for a file may hold nothing else.
    limited(characters::forbidden(source.text).map(|(at, character)| {
        let place = Place::Span(path.clone(), source.between(at, at + character.len_utf8()));
        let message = format!("this text holds {}", characters::name(character));
        Diagnostic::new(codes::FORBIDDEN_CHARACTER, place, message).hint("remove it; it is invisible")
    }))
}

/// Everything that the parser makes of a text, in order, with every piece that it could not read.
struct Tree<'t> {
    body: Vec<ast::Entry<&'t str>>,
    faults: Vec<Fault>,
}

impl<'t> Tree<'t> {
    fn read(text: &'t str) -> Self {
        let mut tree = Self { body: Vec::new(), faults: Vec::new() };
        tree.add(text, 0);
        tree
    }

    /// Reads `text`, which begins at `start`. A piece that cannot be read may have swallowed the next entry
    /// (`a = {` takes the line after it along); that entry is read on its own.
    fn add(&mut self, text: &'t str, start: usize) {
        let mut errors = Vec::new();
        let parsed = catch_unwind(AssertUnwindSafe(|| parser::parse(text)));
        let body = match parsed {
            Ok(Ok(resource)) => resource.body,
            Ok(Err((resource, found))) => {
                errors = found;
                resource.body
            }
            Err(_) => {
                errors.push(ParserError { pos: 0..1, slice: None, kind: ErrorKind::ExpectedInlineExpression });
                vec![ast::Entry::Junk { content: text }]
            }
        };
        let mut errors = errors.into_iter();
        for entry in body {
            let ast::Entry::Junk { content } = entry else {
                self.body.push(entry);
                continue;
            };
            let at = (content.as_ptr() as usize).saturating_sub(text.as_ptr() as usize);
            let swallowed = swallowed_entry(content);
            let piece = &content[..swallowed.unwrap_or(content.len())];
            self.body.push(ast::Entry::Junk { content: piece });
            if let Some(mut error) = errors.next() {
                error.pos = error.pos.start + start..error.pos.end + start;
                self.faults.push(Fault { error, start: start + at, end: start + at + piece.len() });
            }
            if let Some(rest) = swallowed {
                self.add(&content[rest..], start + at + rest);
            }
        }
    }
}

/// Where, after its first line, a piece has a line that begins like an entry.
fn swallowed_entry(piece: &str) -> Option<usize> {
    let mut start = 0;
    piece.split_inclusive('\n').find_map(|line| {
        let at = start;
        start += line.len();
        (at > 0 && guard::entry_head(line).is_some()).then_some(at)
    })
}

/// The parser gives up on an attribute without saying why; reading the attribute as an entry tells.
fn refine(mut fault: Fault, source: &Source<'_>) -> Fault {
    let piece = &source.parsed[fault.start..fault.end];
    // A message without a text of its own goes down with its first attribute.
    let lines = piece.lines().skip(usize::from(matches!(fault.error.kind, ErrorKind::ExpectedMessageField { .. })));
    let Some(attribute) = lines.take(1).find_map(|line| line.trim_start_matches(' ').strip_prefix('.')) else {
        return fault;
    };
    let at = source.offset(attribute);
    let attribute = &source.parsed[at..fault.end];
    if let Ok(Err((_, errors))) = catch_unwind(AssertUnwindSafe(|| parser::parse(attribute)))
        && let Some(error) = errors.into_iter().next()
    {
        fault.error = error;
        if matches!(fault.error.kind, ErrorKind::ExpectedMessageField { .. }) {
            let end = attribute.find('=').map_or(0, |sign| sign + 1);
            (fault.error.kind, fault.error.pos) = (ErrorKind::MissingValue, end..end);
        }
        fault.error.pos = fault.error.pos.start + at..fault.error.pos.end + at;
    }
    fault
}

/// Turns syntax trees into entries.
struct Reader<'t, 'd> {
    source: Source<'t>,
    path: &'t SitePath,
    diagnostics: &'d mut Vec<Diagnostic>,
}

impl Reader<'_, '_> {
    fn entries(&mut self, body: &[ast::Entry<&str>]) -> Vec<Entry> {
        let mut entries = Vec::new();
        for (at, tree) in body.iter().enumerate() {
            let next = body.get(at + 1);
            let end = next.map_or(self.source.text.len(), |next| self.start(next));
            let entry = match tree {
                ast::Entry::Message(ast::Message { id, value, attributes, comment }) => {
                    self.entry(EntryKind::Message, id.name, value.as_ref(), attributes, comment.as_ref(), end)
                }
                ast::Entry::Term(ast::Term { id, value, attributes, comment }) => {
                    self.entry(EntryKind::Term, id.name, Some(value), attributes, comment.as_ref(), end)
                }
                _ => continue,
            };
            let damaged =
                matches!(next, Some(ast::Entry::Junk { content }) if content.trim_start_matches(' ').starts_with('.'));
            entries.extend(entry.map(|entry| Entry { damaged, ..entry }));
        }
        entries
    }

    /// Where an entry, its comment or a piece of junk begins.
    fn start(&self, tree: &ast::Entry<&str>) -> usize {
        let comment_start = |comment: &ast::Comment<&str>| comment.content.first().map(|line| self.line_start(line));
        match tree {
            ast::Entry::Message(message) => {
                message.comment.as_ref().and_then(comment_start).unwrap_or_else(|| self.line_start(message.id.name))
            }
            ast::Entry::Term(term) => {
                term.comment.as_ref().and_then(comment_start).unwrap_or_else(|| self.line_start(term.id.name))
            }
            ast::Entry::Comment(comment) | ast::Entry::GroupComment(comment) | ast::Entry::ResourceComment(comment) => {
                comment_start(comment).unwrap_or(self.source.text.len())
            }
            ast::Entry::Junk { content } => self.source.offset(content),
        }
    }

    fn line_start(&self, slice: &str) -> usize {
        self.source.text[..self.source.offset(slice)].rfind('\n').map_or(0, |end| end + 1)
    }

    fn entry(
        &mut self,
        kind: EntryKind,
        id: &str,
        value: Option<&ast::Pattern<&str>>,
        attributes: &[ast::Attribute<&str>],
        comment: Option<&ast::Comment<&str>>,
        end: usize,
    ) -> Option<Entry> {
        let source = self.source;
        let id_span = source.span(id, usize::from(kind == EntryKind::Term));
        let start = id_span.start as usize - source.bom;
        let end = start + without_blank_end(&source.text[start..end.max(start)]).len();
        let display = kind.display(id, None);
        if end - start > LONGEST_TEXT {
            let place = Place::Span(self.path.clone(), id_span);
            let message = format!("`{display}` is longer than 64 KiB and is left out");
            self.diagnostics.push(Diagnostic::new(codes::TOO_LONG, place, message).hint("split it").id(display));
            return None;
        }
        let starts: Vec<usize> = attributes.iter().map(|attribute| source.offset(attribute.id.name)).collect();
        let mut facts = Facts::new(source, self.path);
        facts.rename(kind, id);
        facts.id.clone_from(&display);
        let first = starts.first().map_or(end, |start| start - 1);
        let value = value.map(|pattern| facts.read(pattern, pattern_span(&source, start, first)));
        let mut read = Vec::with_capacity(attributes.len());
        for ((at, attribute), from) in attributes.iter().enumerate().zip(&starts) {
            let until = starts.get(at + 1).map_or(end, |start| start - 1);
            facts.id = format!("{display}.{}", attribute.id.name);
            let pattern = facts.read(&attribute.value, pattern_span(&source, *from, until));
            read.push(Attribute { id: attribute.id.name.into(), span: source.span(attribute.id.name, 0), pattern });
        }
        let edits = facts.edits.iter().filter_map(|edit| edit.inside(start, end));
        let runtime = Runtime::Edited(edits.collect());
        self.diagnostics.append(&mut facts.diagnostics);
        let comment = comment
            .map(|comment| comment.content.iter().map(|line| source.words(line)).collect::<Vec<_>>().join("\n").into());
        Some(Entry {
            kind,
            id: id.into(),
            span: source.between(start, end),
            id_span,
            comment,
            value,
            attributes: read.into(),
            held: false,
            damaged: false,
            runtime,
        })
    }
}

/// Where the text after the first `=` is, up to `until`, without the blanks around it.
fn pattern_span(source: &Source<'_>, start: usize, until: usize) -> Span {
    let piece = &source.text[start..until.max(start)];
    let after = piece.find('=').map_or(0, |at| at + 1);
    let mut text = piece[after..].trim_start_matches(BLANK);
    while let Some(rest) = text.strip_prefix("\r\n") {
        text = rest.trim_start_matches(BLANK);
    }
    let start = start + piece.len() - text.len();
    source.between(start, start + without_blank_end(text).len())
}

fn without_blank_end(text: &str) -> &str {
    let mut kept = text.trim_end_matches(BLANK);
    while let Some(line) = kept.strip_suffix('\r').filter(|line| text[line.len()..].starts_with("\r\n")) {
        kept = line.trim_end_matches(BLANK);
    }
    kept
}
