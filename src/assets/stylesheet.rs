//! Reads a stylesheet, token by token (CSS Syntax Module Level 3): in, its text; out, the addresses in it, and what of
//! it has to stay. It need not know a single property, so it keeps up with CSS by itself.

use cssparser::{ParseError, Parser, Token};

use super::style::{Piece, Reference, Style};
use crate::text::Span;

/// Functions whose strings are addresses.
const WITH_ADDRESSES: [&str; 3] = ["url", "image-set", "-webkit-image-set"];

/// Takes a stylesheet apart; `None` when it is broken as CSS counts it (an open block or string, a bracket too many)
/// or nested too deep. A browser then guesses, and only the text as written lets it guess the same.
pub fn read(text: &str) -> Option<Style> {
    // A byte-order mark would count as a letter.
    if text.starts_with('\u{FEFF}') {
        return None;
    }
    let mut reader = Reader { pieces: Vec::new(), references: Vec::new(), is_between: false };
    reader.items(&mut Parser::new(text)).ok()?;
    let Reader { pieces, references, .. } = reader;
    Some(Style { text: text.into(), pieces, references })
}

type Read<T> = Result<T, ParseError<()>>;

struct Reader {
    pieces: Vec<Piece>,
    references: Vec<Reference>,
    /// The item before needs a semicolon when another one follows.
    is_between: bool,
}

/// A token of an item.
#[derive(Clone, Copy)]
struct Atom {
    kind: Kind,
    span: Span,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Blank,
    Comment,
    /// A comment that says `/*! … */`: who wrote the stylesheet, under which licence. It stays.
    Notice,
    Comma,
    Colon,
    Name,
    Reference(usize),
    Other,
}

/// A declaration, or what stands before a block, or an at-rule.
#[derive(Default)]
struct Item {
    atoms: Vec<Atom>,
    /// The name of an at-rule in small letters.
    at: Option<String>,
    /// It begins like a custom property, whose value may hold blocks.
    is_custom: bool,
}

/// What an item ends with.
enum End {
    Semicolon,
    Block,
    Input,
}

impl Reader {
    /// Reads rules and declarations to the end of the block, or of all.
    fn items(&mut self, parser: &mut Parser<'_>) -> Read<()> {
        self.is_between = false;
        loop {
            let mut item = Item::default();
            let end = self.item(parser, &mut item)?;
            let has_block = matches!(end, End::Block);
            if item.has_text() || has_block {
                if std::mem::take(&mut self.is_between) {
                    self.pieces.push(Piece::Sign(";"));
                }
                self.write(&item, has_block);
                self.is_between = !has_block;
            }
            match end {
                End::Semicolon => {}
                End::Input => return Ok(()),
                End::Block => {
                    self.pieces.push(Piece::Sign("{"));
                    block(parser, |parser| self.items(parser))?;
                    self.is_between = false;
                    self.pieces.push(Piece::Sign("}"));
                }
            }
        }
    }

    /// Reads to the end of one item.
    fn item(&mut self, parser: &mut Parser<'_>, item: &mut Item) -> Read<End> {
        loop {
            let start = parser.position().byte_index();
            let Ok(token) = parser.next_including_whitespace_and_comments() else { return Ok(End::Input) };
            match token.clone() {
                Token::Semicolon => return Ok(End::Semicolon),
                Token::CurlyBracketBlock if !item.is_custom => return Ok(End::Block),
                token => self.token(parser, &token, start, "", item)?,
            }
        }
    }

    /// Takes one token, with all that is in its brackets. `function` is the function that it stands in.
    fn token(
        &mut self,
        parser: &mut Parser<'_>,
        token: &Token<'_>,
        start: usize,
        function: &str,
        item: &mut Item,
    ) -> Read<()> {
        let span = Span::new(start, parser.position().byte_index());
        if token.is_parse_error() {
            return Err(parser.new_error_for_next_token());
        }
        let is_first = !item.has_text();
        let is_named = matches!(&*item.atoms, [Atom { kind: Kind::Name, .. }, ..]);
        let kind = match token {
            Token::WhiteSpace(_) => Kind::Blank,
            Token::Comment(text) if text.starts_with('!') && is_first => Kind::Notice,
            Token::Comment(_) => Kind::Comment,
            Token::Comma => Kind::Comma,
            Token::Colon => Kind::Colon,
            Token::Ident(name) if is_first => {
                item.is_custom = name.starts_with("--");
                Kind::Name
            }
            Token::AtKeyword(name) if is_first => {
                item.at = Some(name.to_ascii_lowercase());
                Kind::Other
            }
            Token::UnquotedUrl(url) => self.reference(url, span, true, item),
            Token::QuotedString(url) if item.takes_address(function) => self.reference(url, span, false, item),
            _ => Kind::Other,
        };
        if is_named
            && item.is_custom
            && item.colons() == 0
            && !matches!(kind, Kind::Blank | Kind::Comment | Kind::Colon)
        {
            // `--x` and no colon is the beginning of a selector.
            item.is_custom = false;
        }
        item.atoms.push(Atom { kind, span });
        let function = match token {
            Token::Function(name) => name.to_ascii_lowercase(),
            Token::ParenthesisBlock | Token::SquareBracketBlock | Token::CurlyBracketBlock => String::new(),
            _ => return Ok(()),
        };
        let (inner, outer) = block(parser, |parser| self.inside(parser, &function, item))?;
        item.atoms.push(Atom { kind: Kind::Other, span: Span::new(inner, outer) });
        Ok(())
    }

    /// Reads all that is in a pair of brackets.
    fn inside(&mut self, parser: &mut Parser<'_>, function: &str, item: &mut Item) -> Read<()> {
        loop {
            let start = parser.position().byte_index();
            let Ok(token) = parser.next_including_whitespace_and_comments() else { return Ok(()) };
            let token = token.clone();
            self.token(parser, &token, start, function, item)?;
        }
    }

    fn reference(&mut self, url: &str, span: Span, is_bare: bool, item: &Item) -> Kind {
        // The name of a namespace is no address, though it looks like one.
        if item.at.as_deref() == Some("namespace") {
            return Kind::Other;
        }
        let is_import = item.is_import() && !item.has_reference();
        self.references.push(Reference { url: url.to_owned(), span, is_import, is_bare });
        Kind::Reference(self.references.len() - 1)
    }

    /// Keeps what has to stay of an item.
    fn write(&mut self, item: &Item, has_block: bool) {
        for notice in item.atoms.iter().filter(|atom| atom.kind == Kind::Notice) {
            self.write_all(&[*notice]);
        }
        let atoms = item.trimmed();
        if has_block && item.at.is_none() {
            return self.write_selector(atoms);
        }
        let value = atoms.iter().position(|atom| atom.kind == Kind::Colon);
        match (value, atoms) {
            (Some(colon), [name, between @ ..]) if name.kind == Kind::Name => {
                if between[..colon - 1].iter().all(Atom::is_blank) {
                    self.write_all(&[*name]);
                    self.pieces.push(Piece::Sign(":"));
                    let blanks = between[colon..].iter().take_while(|atom| atom.kind == Kind::Blank).count();
                    return self.write_all(&between[colon + blanks..]);
                }
                self.write_all(atoms);
            }
            _ => self.write_all(atoms),
        }
    }

    /// Keeps these as written.
    fn write_all(&mut self, atoms: &[Atom]) {
        for atom in atoms {
            match (atom.kind, self.pieces.last_mut()) {
                (Kind::Reference(number), _) => self.pieces.push(Piece::Reference(number)),
                (_, Some(Piece::Written(before))) if before.end == atom.span.start => before.end = atom.span.end,
                _ => self.pieces.push(Piece::Written(atom.span)),
            }
        }
    }

    /// In a selector blanks are one blank; beside a comma, none. What only a comment parts stays parted.
    fn write_selector(&mut self, atoms: &[Atom]) {
        let mut at = 0;
        while at < atoms.len() {
            let run = atoms[at..].iter().take_while(|atom| atom.is_blank()).count();
            if run == 0 {
                self.write_all(&atoms[at..=at]);
                at += 1;
                continue;
            }
            let is_comma = |atom: Option<&Atom>| atom.is_some_and(|atom| atom.kind == Kind::Comma);
            let has_blank = atoms[at..at + run].iter().any(|atom| atom.kind == Kind::Blank);
            if !is_comma(atoms.get(at + run)) && !is_comma(at.checked_sub(1).and_then(|before| atoms.get(before))) {
                self.pieces.push(Piece::Sign(if has_blank { " " } else { "/**/" }));
            }
            at += run;
        }
    }
}

impl Atom {
    /// Whether it means nothing but that what is around it is parted.
    fn is_blank(&self) -> bool {
        matches!(self.kind, Kind::Blank | Kind::Comment | Kind::Notice)
    }
}

impl Item {
    fn has_text(&self) -> bool {
        !self.atoms.iter().all(Atom::is_blank)
    }

    /// Without what stands before and behind it.
    fn trimmed(&self) -> &[Atom] {
        let start = self.atoms.iter().take_while(|atom| atom.is_blank()).count();
        let behind = self.atoms[start..].iter().rev().take_while(|atom| atom.is_blank()).count();
        &self.atoms[start..self.atoms.len() - behind]
    }

    fn colons(&self) -> usize {
        self.atoms.iter().filter(|atom| atom.kind == Kind::Colon).count()
    }

    fn is_import(&self) -> bool {
        self.at.as_deref() == Some("import")
    }

    fn has_reference(&self) -> bool {
        self.atoms.iter().any(|atom| matches!(atom.kind, Kind::Reference(_)))
    }

    /// Whether a string in this function is an address.
    fn takes_address(&self, function: &str) -> bool {
        WITH_ADDRESSES.contains(&function) || function.is_empty() && self.is_import() && !self.has_reference()
    }
}

/// Reads what is in the brackets that were just opened, and gives where that ends and where the bracket behind it does.
fn block<'i>(parser: &mut Parser<'i>, read: impl FnOnce(&mut Parser<'i>) -> Read<()>) -> Read<(usize, usize)> {
    let inner = parser.parse_nested_block(|parser| {
        read(parser)?;
        Ok(parser.position().byte_index())
    })?;
    let outer = parser.position().byte_index();
    if inner == outer { Err(parser.new_error_for_next_token()) } else { Ok((inner, outer)) }
}
