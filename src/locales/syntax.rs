//! Syntax errors in plain words: in, what the parser says of a piece that it could not read; out, a finding.

use fluent_syntax::parser::{ErrorKind, ParserError};

use super::guard::entry_head;
use super::source::Source;
use crate::diagnostic::codes::locales::SYNTAX_ERROR;
use crate::diagnostic::{Diagnostic, Place};
use crate::text::SitePath;

/// A piece of text that is no entry, and why. Offsets are those of the text.
pub struct Fault {
    /// What the parser says; its positions are offsets of the text.
    pub error: ParserError,
    /// Where the piece begins.
    pub start: usize,
    /// Where it ends.
    pub end: usize,
}

impl Fault {
    /// The finding to report.
    pub fn diagnostic(&self, source: &Source<'_>, path: &SitePath) -> Diagnostic {
        let piece = &source.text[self.start..self.end];
        let (start, end) = self.place(source.text);
        let mut read = self.error.pos.start.clamp(self.start, self.end) - self.start;
        while !piece.is_char_boundary(read) {
            read -= 1;
        }
        let (before, after) = piece.split_at(read);
        let unclosed = unclosed_brace(before);
        // The parser ran on to the end, or into the next line, in search of the closing brace.
        let ran_on = after.trim().is_empty()
            || before.ends_with('\n')
            || before.contains('\n') && line_is_entry(source.text, self.start + read);
        let (start, end, (message, hint)) = match (&self.error.kind, unclosed) {
            (ErrorKind::ExpectedToken('}' | ')') | ErrorKind::ExpectedInlineExpression, Some(at)) if ran_on => {
                let words =
                    ("this `{` is never closed".to_owned(), "close it with `}`; for a literal brace write {\"{\"}");
                (self.start + at, self.start + at + 1, words)
            }
            (kind, _) => (start, end, words(kind, piece)),
        };
        let id = entry_head(piece).map(|head| piece[..head - 1].trim_end());
        let diagnostic = Diagnostic::new(SYNTAX_ERROR, Place::Span(path.clone(), source.between(start, end)), message);
        let diagnostic = diagnostic.hint(hint);
        match id {
            Some(id) => diagnostic.id(id),
            None => diagnostic,
        }
    }

    /// The character to point at, where the reference parser of Fluent points: often the end of a line, where what
    /// is expected is not.
    fn place(&self, text: &str) -> (usize, usize) {
        let piece = &text[self.start..self.end];
        let content = self.start + piece.trim_end_matches(['\r', '\n']).len();
        let at = self.error.pos.start.clamp(self.start, content);
        let before = text.get(self.start..at).unwrap_or("");
        let start = match &self.error.kind {
            ErrorKind::ExpectedMessageField { .. } | ErrorKind::ExpectedTermField { .. } => {
                at + text.get(at..).and_then(|rest| rest.find('=')).map_or(0, |sign| sign + 1)
            }
            ErrorKind::MissingValue => self.start + before.trim_end().len(),
            ErrorKind::ForbiddenCallee => at - before.len() + opening_bracket(before).unwrap_or(before.len()),
            ErrorKind::DuplicatedNamedArgument(name) => {
                before.rfind(name.as_str()).map_or(at, |name| self.start + name)
            }
            ErrorKind::MultipleDefaultVariants | ErrorKind::ExpectedToken('}') if before.ends_with('*') => at - 1,
            ErrorKind::UnknownEscapeSequence(_) if text[at..].starts_with('\\') => at + 1,
            _ => at,
        };
        let next = text.get(start..).and_then(|rest| rest.chars().next()).filter(|next| !matches!(next, '\r' | '\n'));
        (start, start + next.map_or(0, char::len_utf8))
    }
}

/// The bracket that opens the arguments that end here.
fn opening_bracket(text: &str) -> Option<usize> {
    let (mut depth, mut literal) = (0_usize, false);
    let back = text.bytes().enumerate().rev();
    let mut brackets = back.filter(|(_, byte)| {
        literal ^= *byte == b'"';
        !literal && matches!(byte, b'(' | b')')
    });
    brackets.find_map(|(at, byte)| {
        depth = if byte == b')' { depth + 1 } else { depth.saturating_sub(1) };
        (byte == b'(' && depth == 0).then_some(at)
    })
}

fn line_is_entry(text: &str, at: usize) -> bool {
    let line = text[..at].rfind('\n').map_or(0, |end| end + 1);
    entry_head(&text[line..]).is_some()
}

/// The last `{` of a text that is not closed in it.
fn unclosed_brace(text: &str) -> Option<usize> {
    let mut open = Vec::new();
    let mut literal = false;
    let mut escaped = false;
    for (at, byte) in text.bytes().enumerate() {
        match byte {
            _ if escaped => escaped = false,
            b'\\' if literal => escaped = true,
            b'\n' => literal = false,
            b'"' if !open.is_empty() => literal = !literal,
            b'{' if !literal => open.push(at),
            b'}' if !literal => drop(open.pop()),
            _ => {}
        }
    }
    open.pop()
}

fn words(kind: &ErrorKind, piece: &str) -> (String, &'static str) {
    let (message, hint) = match kind {
        ErrorKind::ExpectedToken(token) => return token_words(*token),
        ErrorKind::ExpectedCharRange { range } => return range_words(range, piece),
        ErrorKind::ExpectedMessageField { entry_id } => {
            return (format!("`{entry_id}` has neither a text nor an attribute"), "write its text after the `=`");
        }
        ErrorKind::ExpectedTermField { entry_id } => {
            return (format!("the term `-{entry_id}` has no text"), "write its text after the `=`");
        }
        ErrorKind::DuplicatedNamedArgument(name) => {
            return (format!("the argument `{name}` is given twice"), "remove one of the two");
        }
        ErrorKind::InvalidUnicodeEscapeSequence(_) => {
            ("this escape lacks digits", "write \\u with four hexadecimal digits, or \\U with six")
        }
        ErrorKind::UnknownEscapeSequence(_) => {
            ("there is no such escape", "in quotes there are \\\\, \\\", \\u0000 and \\U000000")
        }
        ErrorKind::ForbiddenCallee => ("the name of a function is in capitals", "there are NUMBER() and DATETIME()"),
        ErrorKind::MissingDefaultVariant => {
            ("no variant is marked as the default", "put a `*` before one of them, as in *[other]")
        }
        ErrorKind::MultipleDefaultVariants => ("two variants are marked as the default", "keep one `*`"),
        ErrorKind::MissingValue => ("expected a text here", "write the text after the `=` or `]`"),
        ErrorKind::MessageReferenceAsSelector | ErrorKind::MessageAttributeAsSelector => {
            ("a message cannot choose between variants", "use a variable, as in { $count -> …")
        }
        ErrorKind::TermReferenceAsSelector => {
            ("a term cannot choose between variants", "use one of its attributes, as in { -term.gender -> …")
        }
        ErrorKind::TermAttributeAsPlaceable => {
            ("the attribute of a term cannot be printed", "it can only choose between variants")
        }
        ErrorKind::UnterminatedStringLiteral => ("this quoted text is not closed on its line", "close it with `\"`"),
        ErrorKind::PositionalArgumentFollowsNamed => ("a value stands after a named argument", "put the value first"),
        ErrorKind::UnbalancedClosingBrace => {
            ("this `}` closes nothing", "remove it; for a literal brace write {\"}\"}")
        }
        ErrorKind::ExpectedInlineExpression => (
            "expected something to print here",
            "write a variable, term, message, number or quoted text between the braces",
        ),
        ErrorKind::ExpectedSimpleExpressionAsSelector => {
            ("this cannot choose between variants", "use a variable, as in { $count -> …")
        }
        ErrorKind::ExpectedLiteral => ("expected a number or a quoted text", "named arguments take nothing else"),
    };
    (message.to_owned(), hint)
}

fn token_words(token: char) -> (String, &'static str) {
    let (message, hint) = match token {
        '=' => (
            "expected `=` after the id",
            "an entry is its id, `=`, and its text; further lines of the text are indented",
        ),
        '}' => ("expected `}` here", "close the brace; for a literal brace write {\"{\"}"),
        ']' => ("expected `]` after the name of the variant", "write it as in [one]"),
        ')' => ("expected `)` after the arguments", "close the bracket"),
        '"' => ("this quoted text is not closed", "close it with `\"`"),
        ' ' => ("expected a space after the `#`", "a comment is `#`, a space, and its text"),
        other => return (format!("expected `{other}` here"), "see the syntax of Fluent"),
    };
    (message.to_owned(), hint)
}

fn range_words(range: &str, piece: &str) -> (String, &'static str) {
    let (message, hint) = match range {
        "0-9" => ("expected a digit here", "a number is digits, and may have a point and more digits"),
        "a-zA-Z" if entry_head(piece).is_none() && !piece.trim_start().starts_with(['.', '-']) => {
            ("expected an id here", "an entry begins in the first column with its id, which begins with a letter a-z")
        }
        "a-zA-Z" => ("expected a name here", "a name begins with a letter a-z"),
        _ => ("expected a new line after `->`", "write each variant on a line of its own"),
    };
    (message.to_owned(), hint)
}
