//! The guard before the parser: in, the text of a layout; out, why it is refused, if it is.
//!
//! The parser bounds how deep brackets and blocks are nested, but builds a chain of operators (`a ~ b ~ c`, `a.b.c`,
//! `not not a`) or of `elif` in a loop: each link is one level more in its tree, and who walks a tree of a hundred
//! thousand levels, as the compiler does, runs out of stack, which nothing can catch. So links are counted first.

use minijinja::machinery::{Token, tokenize};
use minijinja::syntax::SyntaxConfig;

use crate::text::Span;

/// The largest layout, in bytes.
const LARGEST_FILE: usize = 1 << 20;
/// The most `{{ }}` and `{% %}` of a layout.
const MOST_TAGS: usize = 20_000;
/// The most operators of one expression that work on each other.
const MOST_LINKS: usize = 500;
/// Deeper brackets than the parser takes: it refuses them by itself, and tells the place.
const DEEPEST: usize = 200;
/// The most `elif` of a layout.
const MOST_BRANCHES: usize = 500;

/// Why a layout is not parsed.
pub struct Refusal {
    /// Where it is too much; `None` for the whole file.
    pub span: Option<Span>,
    /// What is too much.
    pub message: String,
}

/// The first thing that is too much. What cannot be read is the parser's to tell.
pub fn refuse(text: &str) -> Option<Refusal> {
    if text.len() > LARGEST_FILE {
        return Some(Refusal { span: None, message: format!("the file is larger than {} MiB", LARGEST_FILE >> 20) });
    }
    let mut links = Links::default();
    let (mut tags, mut branches) = (0, 0);
    for (token, span) in tokenize(text, false, SyntaxConfig::default()).map_while(Result::ok) {
        match token {
            Token::VariableStart | Token::BlockStart => {
                tags += 1;
                links = Links::default();
            }
            Token::Ident("elif") => branches += 1,
            _ => links.add(&token),
        }
        if links.outer.len() > DEEPEST {
            return None;
        }
        let message = if tags > MOST_TAGS {
            format!("the layout has more than {MOST_TAGS} tags")
        } else if branches > MOST_BRANCHES {
            format!("the layout has more than {MOST_BRANCHES} branches with elif")
        } else if links.depth() > MOST_LINKS {
            format!("this expression is a chain of more than {MOST_LINKS} operators")
        } else {
            continue;
        };
        return Some(Refusal { span: Some(Span { start: span.start_offset, end: span.end_offset }), message });
    }
    None
}

/// How deep the tree of an expression may get, never less than it will.
#[derive(Default)]
struct Links {
    /// The open brackets, outermost first.
    outer: Vec<Level>,
    here: Level,
}

/// What stands between two brackets.
#[derive(Clone, Copy, Default)]
struct Level {
    /// Links since the last comma.
    chain: usize,
    /// The longest chain before it.
    longest: usize,
}

impl Links {
    fn add(&mut self, token: &Token<'_>) {
        match token {
            Token::ParenOpen | Token::BracketOpen | Token::BraceOpen => {
                self.outer.push(std::mem::take(&mut self.here));
            }
            Token::ParenClose | Token::BracketClose | Token::BraceClose => {
                let inner = self.here.chain.max(self.here.longest);
                self.here = self.outer.pop().unwrap_or_default();
                // Whatever follows works on what is in the brackets.
                self.here.chain += inner + 1;
            }
            Token::Comma => {
                self.here.longest = self.here.longest.max(self.here.chain);
                self.here.chain = 0;
            }
            Token::Ident(word) => self.here.chain += usize::from(is_operator(word)),
            Token::Str(_) | Token::String(_) | Token::Int(_) | Token::Int128(_) | Token::Float(_) => {}
            Token::Colon | Token::Assign | Token::TemplateData(_) | Token::VariableEnd | Token::BlockEnd => {}
            _ => self.here.chain += 1,
        }
    }

    fn depth(&self) -> usize {
        self.here.chain
    }
}

fn is_operator(word: &str) -> bool {
    matches!(word, "and" | "or" | "not" | "in" | "is" | "if" | "else")
}

#[cfg(test)]
mod tests {
    use super::{MOST_LINKS, refuse};

    #[test]
    fn refuses_chains_and_no_width() {
        let many = |words: &str| words.repeat(MOST_LINKS + 1);
        for chain in ["not ", "-", "1 + ", "1 ~ ", "a and ", "1 if a else "] {
            assert!(refuse(&format!("{{{{ {}1 }}}}", many(chain))).is_some(), "{chain}");
        }
        for chain in [".a", "|upper", "[0]", "()", " is odd", "[::1]", " == 1"] {
            assert!(refuse(&format!("{{% set x = a{} %}}", many(chain))).is_some(), "{chain}");
        }
        let knot = format!("{{{{ {}1{} }}}}", "(".repeat(99), " + 1 + 1 + 1 + 1 + 1)".repeat(99));
        assert!(refuse(&knot).is_some());
        for wide in ["1 + 2, ", "[a.b], ", "{'a': b|upper}, "] {
            assert!(refuse(&format!("{{{{ [{}] }}}}", many(wide))).is_none(), "{wide}");
        }
        assert!(refuse(&many("{% if a == b %}{{ a.b }}{% endif %}")).is_none());
        assert!(refuse(&format!("{{% if a %}}{}{{% endif %}}", many("{% elif b %}"))).is_some());
        assert!(refuse("{{ a").is_none(), "the parser tells it");
    }
}
