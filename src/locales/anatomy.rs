//! The parts of an entry's texts: in, the entry and its file; out, runs of text, selects, uses of variables, literals.
//!
//! Made of the file's text when a check asks, and not kept: most of the time nobody needs it, and 300,000 of them
//! would be most of the memory.

use std::borrow::Cow;
use std::panic::{AssertUnwindSafe, catch_unwind};

use fluent_syntax::ast::{self, Expression, InlineExpression, PatternElement, VariantKey};
use fluent_syntax::parser;

use super::entry::Entry;
use super::guard;
use super::resource::Resource;
use super::source::Source;
use crate::text::Span;

/// What stands in a [`Run`] for a placeable.
pub const PLACEABLE: char = '\u{FFFC}';

/// The parts of one text, in the order of the file. Spans are those of the file's bytes.
#[derive(Debug, Default)]
pub struct Anatomy<'r> {
    /// The text itself first, then each variant's.
    pub runs: Vec<Run<'r>>,
    /// Every select, outer ones first.
    pub selects: Vec<Select<'r>>,
    /// Every use of a variable.
    pub uses: Vec<Use<'r>>,
    /// Every quoted text that is printed.
    pub literals: Vec<Literal<'r>>,
}

/// A text between braces or around them. Each placeable in it is one [`PLACEABLE`].
#[derive(Debug)]
pub struct Run<'r> {
    /// The words.
    pub text: Cow<'r, str>,
    /// Printed when every select takes its default.
    pub is_default: bool,
    /// It prints nothing, or blanks alone.
    pub is_blank: bool,
    /// Of a variant, where its key is.
    pub key: Option<Span>,
    /// Where in `text` a piece begins, and where in the file.
    pieces: Vec<(usize, usize)>,
}

/// `{ $count -> … }`
#[derive(Debug)]
pub struct Select<'r> {
    /// It chooses by ordinal categories: `NUMBER($n, type: "ordinal")`.
    pub is_ordinal: bool,
    /// The keys of its variants.
    pub keys: Vec<Key<'r>>,
}

/// The key of a variant.
#[derive(Debug)]
pub struct Key<'r> {
    /// As written, without brackets.
    pub name: &'r str,
    /// Where it is.
    pub span: Span,
}

/// A use of a variable.
#[derive(Debug)]
pub struct Use<'r> {
    /// Its name without the `$`.
    pub name: &'r str,
    /// Where it is, with its `$`.
    pub span: Span,
    /// What for.
    pub role: Role,
}

/// What a variable is used for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Role {
    /// Printed as it is.
    Plain,
    /// Printed by `NUMBER()`.
    Number,
    /// Printed by `DATETIME()`.
    Date,
    /// To choose a variant.
    Selector,
}

/// `{ "a quoted text" }`
#[derive(Debug)]
pub struct Literal<'r> {
    /// What is between the quotes, escapes as written.
    pub text: &'r str,
    /// Where that is.
    pub span: Span,
}

impl Run<'_> {
    /// The bytes of the file behind these bytes of the run's text.
    pub fn span(&self, range: std::ops::Range<usize>) -> Span {
        let last = range.end.max(range.start + 1) - 1;
        Span::new(self.offset(range.start), self.offset(last) + 1)
    }

    fn offset(&self, at: usize) -> usize {
        let next = self.pieces.partition_point(|(start, _)| *start <= at);
        self.pieces.get(next.saturating_sub(1)).map_or(0, |(start, file)| file + (at - start))
    }
}

impl Resource {
    /// The parts of each text of an entry of this file, in the order of [`Entry::patterns`]; none for what is held.
    pub fn anatomy(&self, entry: &Entry) -> Vec<Anatomy<'_>> {
        let range = entry.span.range();
        let Some(text) = self.text().get(range.start.saturating_sub(self.bom())..range.end.saturating_sub(self.bom()))
        else {
            return Vec::new();
        };
        if entry.held {
            return Vec::new();
        }
        let masked = guard::masked(text);
        let source = Source { text, parsed: &masked, bom: range.start };
        let Ok(Ok(tree)) = catch_unwind(AssertUnwindSafe(|| parser::parse(source.parsed))) else { return Vec::new() };
        let (value, attributes) = match tree.body.first() {
            Some(ast::Entry::Message(message)) => (message.value.as_ref(), &message.attributes),
            Some(ast::Entry::Term(term)) => (Some(&term.value), &term.attributes),
            _ => return Vec::new(),
        };
        let patterns = value.into_iter().chain(attributes.iter().map(|attribute| &attribute.value));
        let read = |pattern| {
            let mut reader = Reader { text, source, anatomy: Anatomy::default() };
            reader.pattern(pattern, true, None);
            reader.anatomy
        };
        patterns.map(read).collect()
    }
}

struct Reader<'r, 'p> {
    text: &'r str,
    source: Source<'p>,
    anatomy: Anatomy<'r>,
}

impl<'r> Reader<'r, '_> {
    /// What the file says where this slice of the syntax tree is.
    fn words(&self, slice: &str) -> &'r str {
        let start = self.source.offset(slice);
        self.text.get(start..start + slice.len()).unwrap_or("")
    }

    fn pattern(&mut self, pattern: &ast::Pattern<&str>, is_default: bool, key: Option<Span>) {
        let at = self.anatomy.runs.len();
        self.anatomy.runs.push(Run { text: "".into(), is_default, is_blank: true, key, pieces: Vec::new() });
        for element in &pattern.elements {
            match element {
                PatternElement::TextElement { value } => {
                    let (words, start) = (self.words(value), self.source.span(value, 0).start as usize);
                    let run = &mut self.anatomy.runs[at];
                    run.is_blank &= words.trim().is_empty();
                    run.pieces.push((run.text.len(), start));
                    if run.text.is_empty() { run.text = words.into() } else { run.text.to_mut().push_str(words) }
                }
                PatternElement::Placeable { expression } => {
                    let run = &mut self.anatomy.runs[at];
                    run.is_blank &= prints_nothing(expression);
                    let end = run.pieces.last().map_or(self.source.bom, |(start, file)| file + run.text.len() - start);
                    run.pieces.push((run.text.len(), end));
                    run.text.to_mut().push(PLACEABLE);
                    self.expression(expression, is_default);
                }
            }
        }
    }

    fn expression(&mut self, expression: &Expression<&str>, is_default: bool) {
        match expression {
            Expression::Inline(inline) => self.inline(inline, Role::Plain, is_default),
            Expression::Select { selector, variants } => {
                self.inline(selector, Role::Selector, is_default);
                let keys = variants.iter().map(|variant| self.key(&variant.key)).collect();
                self.anatomy.selects.push(Select { is_ordinal: is_ordinal(selector), keys });
                for variant in variants {
                    let key = self.key(&variant.key).span;
                    self.pattern(&variant.value, is_default && variant.default, Some(key));
                }
            }
        }
    }

    fn key(&self, key: &VariantKey<&str>) -> Key<'r> {
        let (VariantKey::Identifier { name } | VariantKey::NumberLiteral { value: name }) = key;
        Key { name: self.words(name), span: self.source.span(name, 0) }
    }

    fn inline(&mut self, expression: &InlineExpression<&str>, role: Role, is_default: bool) {
        match expression {
            InlineExpression::StringLiteral { value } if role == Role::Plain => {
                self.anatomy.literals.push(Literal { text: self.words(value), span: self.source.span(value, 0) });
            }
            InlineExpression::VariableReference { id } => {
                let span = self.source.span(id.name, 1);
                self.anatomy.uses.push(Use { name: self.words(id.name), span, role });
            }
            InlineExpression::FunctionReference { id, arguments } => {
                let role = match (role, id.name) {
                    (Role::Selector, _) => Role::Selector,
                    (_, "NUMBER") => Role::Number,
                    (_, "DATETIME") => Role::Date,
                    (role, _) => role,
                };
                let variables = arguments.positional.iter();
                let variables = variables.filter(|given| matches!(given, InlineExpression::VariableReference { .. }));
                variables.for_each(|given| self.inline(given, role, is_default));
            }
            InlineExpression::Placeable { expression } => self.expression(expression, is_default),
            _ => {}
        }
    }
}

fn prints_nothing(expression: &Expression<&str>) -> bool {
    let Expression::Inline(InlineExpression::StringLiteral { value }) = expression else { return false };
    value.trim().is_empty()
}

fn is_ordinal(selector: &InlineExpression<&str>) -> bool {
    let InlineExpression::FunctionReference { arguments, .. } = selector else { return false };
    arguments.named.iter().any(|argument| {
        let value = matches!(argument.value, InlineExpression::StringLiteral { value: "ordinal" });
        argument.name.name == "type" && value
    })
}
