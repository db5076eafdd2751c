//! The facts of one text: in, its syntax tree; out, digest, references, variables, edits for the formatter, findings.

use fluent_syntax::ast::{CallArguments, Expression, InlineExpression, PatternElement, VariantKey};
use fluent_syntax::unicode::unescape_unicode_to_string;

use super::characters;
use super::entry::{EntryKind, Pattern, Reference, Variable};
use super::extent::extent;
use super::number::MOST_DIGITS;
use super::options;
use super::runtime::{Edit, FUNCTIONS, SELECTOR, mark};
use super::source::Source;
use crate::diagnostic::codes::locales as codes;
use crate::diagnostic::{Code, Diagnostic, Place};
use crate::text::{Digester, SitePath, Span};

/// More digits after the point than this overflow the plural rules' arithmetic.
const MOST_FRACTION: usize = 18;

/// Reads the patterns of one entry.
pub struct Facts<'t> {
    source: Source<'t>,
    path: &'t SitePath,
    /// `nav-home`, `-brand`, `search.title`: what the findings are about.
    pub id: String,
    /// What the formatter must read otherwise.
    pub edits: Vec<Edit>,
    /// What is wrong.
    pub diagnostics: Vec<Diagnostic>,
    digester: Digester,
    text: String,
    references: Vec<Reference>,
    variables: Vec<Variable>,
    functions: Vec<Box<str>>,
    placeables: u32,
    delicate: bool,
}

impl<'t> Facts<'t> {
    /// Nothing is read yet.
    pub fn new(source: Source<'t>, path: &'t SitePath) -> Self {
        Self {
            source,
            path,
            id: String::new(),
            edits: Vec::new(),
            diagnostics: Vec::new(),
            digester: Digester::default(),
            text: String::new(),
            references: Vec::new(),
            variables: Vec::new(),
            functions: Vec::new(),
            placeables: 0,
            delicate: false,
        }
    }

    /// The facts of this text, which stands at `span`.
    pub fn read(&mut self, pattern: &fluent_syntax::ast::Pattern<&str>, span: Span) -> Pattern {
        self.elements(pattern);
        Pattern {
            digest: std::mem::take(&mut self.digester).finish(),
            span,
            references: self.references.drain(..).collect(),
            variables: self.variables.drain(..).collect(),
            functions: self.functions.drain(..).collect(),
            placeables: std::mem::take(&mut self.placeables),
            delicate: std::mem::take(&mut self.delicate),
        }
    }

    /// Gives an id the name that the formatter knows it by.
    pub fn rename(&mut self, kind: EntryKind, id: &str) {
        let (start, mark) = (self.source.offset(id), mark(kind, id));
        if !mark.is_empty() {
            self.edits.push(Edit::new(start, start, mark));
        }
    }

    fn elements(&mut self, pattern: &fluent_syntax::ast::Pattern<&str>) {
        self.digester.str("pattern");
        for element in &pattern.elements {
            match element {
                // The parser gives one element a line; joined, a text is the same however it is wrapped in lists of lines.
                PatternElement::TextElement { value } => self.text.push_str(self.source.words(value)),
                PatternElement::Placeable { expression } => {
                    self.end_text();
                    self.placeables += 1;
                    self.expression(expression);
                }
            }
        }
        self.end_text();
        self.digester.str("end");
    }

    fn end_text(&mut self) {
        if !self.text.is_empty() {
            self.digester.str("text").str(&self.text);
            self.text.clear();
        }
    }

    fn expression(&mut self, expression: &Expression<&str>) {
        match expression {
            Expression::Inline(inline) => self.inline(inline),
            Expression::Select { selector, variants } => {
                self.digester.str("select");
                self.delicate |=
                    matches!(selector, InlineExpression::StringLiteral { .. } | InlineExpression::NumberLiteral { .. });
                self.selector(selector);
                for variant in variants {
                    let (VariantKey::Identifier { name: key } | VariantKey::NumberLiteral { value: key }) = variant.key;
                    self.digester.str("variant").str(key).number(u64::from(variant.default));
                    self.elements(&variant.value);
                }
                self.digester.str("end");
            }
        }
    }

    fn selector(&mut self, selector: &InlineExpression<&str>) {
        if let InlineExpression::FunctionReference { id, .. } = selector
            && id.name == FUNCTIONS[0]
        {
            let start = self.source.offset(id.name);
            self.edits.push(Edit::new(start, start + id.name.len(), SELECTOR));
        }
        self.inline(selector);
    }

    fn inline(&mut self, expression: &InlineExpression<&str>) {
        match expression {
            InlineExpression::StringLiteral { value } => self.literal(value),
            InlineExpression::NumberLiteral { value } => self.number(value),
            InlineExpression::VariableReference { id } => self.variable(id.name),
            InlineExpression::MessageReference { id, attribute } => {
                self.reference(EntryKind::Message, id.name, attribute.as_ref().map(|attribute| attribute.name));
            }
            InlineExpression::TermReference { id, attribute, arguments } => {
                self.reference(EntryKind::Term, id.name, attribute.as_ref().map(|attribute| attribute.name));
                if let Some(arguments) = arguments {
                    self.arguments(arguments);
                    self.term_arguments(id.name, arguments);
                }
            }
            InlineExpression::FunctionReference { id, arguments } => {
                self.digester.str("function").str(id.name);
                self.functions.push(id.name.into());
                self.arguments(arguments);
                for finding in options::check(id.name, arguments) {
                    self.find(finding.code, self.source.span(finding.at, 0), finding.message, finding.hint);
                }
            }
            InlineExpression::Placeable { expression } => {
                self.delicate = true;
                self.digester.str("nested");
                self.expression(expression);
            }
        }
    }

    fn literal(&mut self, value: &str) {
        let words = self.source.words(value);
        self.digester.str("literal").str(words);
        let span = self.source.span(value, 0);
        if let Some(character) = unescape_unicode_to_string(words)
            .chars()
            .find(|character| characters::is_forbidden(*character) && !words.contains(*character))
        {
            let message = format!("`{}` holds {}", self.id, characters::name(character));
            self.find(codes::FORBIDDEN_CHARACTER, span, message, "remove the escape");
        }
        for (at, _) in words.match_indices("\\{").filter(|(at, _)| is_escape(words, *at)) {
            let start = self.source.offset(value) + at;
            self.edits.push(Edit::new(start, start + 1, ""));
            let span = self.source.between(start, start + 2);
            self.find(codes::SYNTAX_ERROR, span, "`\\{` is not an escape", "write `{` alone");
        }
    }

    fn number(&mut self, value: &str) {
        self.digester.str("number").str(value);
        if value.bytes().filter(u8::is_ascii_digit).count() > usize::from(MOST_DIGITS) {
            let message = format!("the number in `{}` has more than {MOST_DIGITS} digits", self.id);
            self.find(codes::TOO_LONG, self.source.span(value, 0), message, "write it with fewer digits");
        }
        if let Some((whole, fraction)) = value.split_once('.')
            && fraction.len() > MOST_FRACTION
        {
            let start = self.source.offset(value) + whole.len() + 1 + MOST_FRACTION;
            self.edits.push(Edit::new(start, self.source.offset(value) + value.len(), ""));
        }
    }

    fn variable(&mut self, name: &str) {
        self.digester.str("variable").str(name);
        self.variables.push(Variable { name: name.into(), span: self.source.span(name, 1) });
    }

    fn reference(&mut self, kind: EntryKind, id: &str, attribute: Option<&str>) {
        self.digester.str(if kind == EntryKind::Term { "term" } else { "message" }).str(id).maybe(attribute);
        let span = self.source.span(id, usize::from(kind == EntryKind::Term));
        self.references.push(Reference { kind, id: id.into(), attribute: attribute.map(Into::into), span });
        self.rename(kind, id);
    }

    /// Only literals, variables and calls may be arguments. The formatter would write all else out in full,
    /// without bounds, to throw it away; so it gets an empty literal instead.
    fn arguments(&mut self, arguments: &CallArguments<&str>) {
        self.digester.str("arguments");
        for argument in &arguments.positional {
            match argument {
                InlineExpression::MessageReference { .. }
                | InlineExpression::TermReference { .. }
                | InlineExpression::Placeable { .. } => self.refuse(argument),
                allowed => self.inline(allowed),
            }
        }
        for argument in &arguments.named {
            self.digester.str("named").str(argument.name.name);
            match &argument.value {
                literal @ (InlineExpression::StringLiteral { .. } | InlineExpression::NumberLiteral { .. }) => {
                    self.inline(literal);
                }
                other => self.refuse(other),
            }
        }
        self.digester.str("end");
    }

    fn refuse(&mut self, argument: &InlineExpression<&str>) {
        self.digester.str("refused");
        let Some((start, end)) = extent(argument, &self.source) else { return };
        self.edits.push(Edit::new(start, end, "\"\""));
        let words = self.source.text.get(start..end).unwrap_or("");
        let message = format!("`{words}` cannot be an argument");
        let hint = "give a variable, a number or a quoted text";
        self.find(codes::FUNCTION_ERROR, self.source.between(start, end), message, hint);
    }

    fn term_arguments(&mut self, id: &str, arguments: &CallArguments<&str>) {
        if !arguments.positional.is_empty() {
            let message = format!("the term `-{id}` takes named arguments only");
            let hint = format!("write -{id}(name: \"value\")");
            self.find(codes::FUNCTION_ERROR, self.source.span(id, 1), message, hint);
        }
    }

    fn find(&mut self, code: Code, span: Span, message: impl Into<String>, hint: impl Into<String>) {
        let place = Place::Span(self.path.clone(), span);
        self.diagnostics.push(Diagnostic::new(code, place, message).hint(hint).id(self.id.clone()));
    }
}

/// Whether the backslash at `at` begins an escape, and is not the end of `\\`.
fn is_escape(words: &str, at: usize) -> bool {
    words[..at].bytes().rev().take_while(|byte| *byte == b'\\').count().is_multiple_of(2)
}
