//! The guard before the parser: in, the bytes of a `.ftl` file; out, text that is safe to parse, or why it is refused.
//!
//! The parser recurses at every `{` and `(` of an expression and would run out of stack, which nothing can catch.
//! So nesting is counted here first, without recursion, by following the grammar's modes: text, expression, literal.

/// The largest file that is read, in bytes.
pub const LARGEST_FILE: usize = 1 << 20;
/// The most entries of a file: a hundred bytes each are few.
pub const MOST_ENTRIES: usize = 10_000;
/// How deep braces and brackets may be nested.
pub const DEEPEST: usize = 32;
/// How many arguments a call may have: the parser compares each with all that came before it.
pub const MOST_ARGUMENTS: usize = 100;

/// Why a file is not parsed.
#[derive(Debug, PartialEq, Eq)]
pub enum Refusal {
    /// Larger than [`LARGEST_FILE`]; how many bytes it has.
    TooLarge(usize),
    /// More entries than [`MOST_ENTRIES`]; how many it has.
    TooMany(usize),
    /// Not UTF-8 from this byte offset on.
    NotUtf8(usize),
    /// Nested deeper than [`DEEPEST`] at this byte offset (counted after the byte-order mark).
    TooDeep(usize),
    /// A call with more than [`MOST_ARGUMENTS`] arguments at this byte offset (counted after the byte-order mark).
    TooManyArguments(usize),
}

/// The text of a file without its leading byte-order mark, and how many bytes that mark took.
pub fn admit(bytes: &[u8]) -> Result<(&str, usize), Refusal> {
    if bytes.len() > LARGEST_FILE {
        return Err(Refusal::TooLarge(bytes.len()));
    }
    let text = std::str::from_utf8(bytes).map_err(|error| Refusal::NotUtf8(error.valid_up_to()))?;
    let (text, bom) = text.strip_prefix('\u{FEFF}').map_or((text, 0), |rest| (rest, 3));
    let entries = text.split_inclusive('\n').filter(|line| entry_head(line).is_some()).count();
    if entries > MOST_ENTRIES {
        return Err(Refusal::TooMany(entries));
    }
    too_much(text).map_or(Ok((text, bom)), Err)
}

/// Length of the head of an entry, `-?id =`, at the start of this text, up to and with the `=`.
pub fn entry_head(line: &str) -> Option<usize> {
    let id = line.strip_prefix('-').unwrap_or(line);
    if !id.starts_with(|first: char| first.is_ascii_alphabetic()) {
        return None;
    }
    let rest = id.trim_start_matches(|next: char| next.is_ascii_alphanumeric() || next == '-' || next == '_');
    rest.trim_start_matches(' ').strip_prefix('=').map(|after| line.len() - after.len())
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Mode {
    /// The text of a variant.
    Variant,
    /// Inside `{ }`.
    Brace,
    /// Inside `( )`, after so many commas.
    Parenthesis(usize),
}

/// Where nesting or the arguments of a call first pass their limit.
fn too_much(text: &str) -> Option<Refusal> {
    let mut nesting = Nesting::default();
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        if let Some(at) = nesting.line(line) {
            let offset = start + at;
            return Some(match nesting.depth > DEEPEST {
                true => Refusal::TooDeep(offset),
                false => Refusal::TooManyArguments(offset),
            });
        }
        start += line.len();
    }
    None
}

#[derive(Default)]
struct Nesting {
    modes: Vec<Mode>,
    depth: usize,
    /// The parser has given this entry up: nothing is nested until the next one.
    given_up: bool,
}

impl Nesting {
    /// Reads one line; the offset in it where nesting or arguments pass their limit.
    fn line(&mut self, line: &str) -> Option<usize> {
        if line.starts_with('#') {
            *self = Self::default();
            return None;
        }
        let mut at = 0;
        if let Some(head) = entry_head(line) {
            *self = Self::default();
            at = head;
        }
        if at == 0 {
            self.end_variant(line);
        }
        let bytes = line.as_bytes();
        while let Some(byte) = bytes.get(at) {
            if self.given_up {
                return None;
            }
            at = match (self.modes.last().copied(), byte) {
                (Some(Mode::Brace | Mode::Parenthesis(_)), b'"') => self.literal(bytes, at + 1),
                _ => {
                    self.step(*byte);
                    at + 1
                }
            };
            if self.depth > DEEPEST || self.modes.last() == Some(&Mode::Parenthesis(MOST_ARGUMENTS)) {
                return Some(at - 1);
            }
        }
        None
    }

    /// The text of a variant ends where a line begins in the first column or with `[`, `*`, `}` or `.`.
    fn end_variant(&mut self, line: &str) {
        let content = line.trim_start_matches(' ');
        let ends = content.starts_with(['[', '*', '}', '.'])
            || (content.len() == line.len() && !content.starts_with(['\n', '\r']));
        if ends && self.modes.last() == Some(&Mode::Variant) {
            self.modes.pop();
        }
    }

    fn step(&mut self, byte: u8) {
        match (self.modes.last_mut(), byte) {
            (_, b'{') => self.open(Mode::Brace),
            (Some(Mode::Brace | Mode::Parenthesis(_)), b'(') => self.open(Mode::Parenthesis(0)),
            (Some(Mode::Parenthesis(commas)), b',') => *commas += 1,
            (Some(Mode::Brace), b'[') => self.modes.push(Mode::Variant),
            (Some(Mode::Brace), b'}') | (Some(Mode::Parenthesis(_)), b')') => {
                self.modes.pop();
                self.depth -= 1;
            }
            (None | Some(Mode::Variant), b'}') => self.given_up = true,
            _ => {}
        }
    }

    fn open(&mut self, mode: Mode) {
        self.modes.push(mode);
        self.depth += 1;
    }

    /// Skips a literal; what follows it. A literal cannot pass its line.
    fn literal(&mut self, bytes: &[u8], mut at: usize) -> usize {
        while let Some(byte) = bytes.get(at) {
            match byte {
                b'\\' => at += 1,
                b'"' => return at + 1,
                b'\n' => break,
                _ => {}
            }
            at += 1;
        }
        self.given_up = true;
        bytes.len()
    }
}

/// The text with each character that would make the parser slice inside it replaced by as many `?`
/// (upstream issue 389: `\u` or `\U`, too few hexadecimal digits, then a character of several bytes).
/// Offsets stay the same. In a literal such an escape is an error anyway; elsewhere only the original is read.
pub fn masked(text: &str) -> std::borrow::Cow<'_, str> {
    let mut masked = String::new();
    let mut done = 0;
    for (at, _) in text.match_indices('\\') {
        let digits = match text.as_bytes().get(at + 1) {
            Some(b'u') => 4,
            Some(b'U') => 6,
            _ => continue,
        };
        let rest = &text[at + 2..];
        let given = rest.bytes().take(digits).take_while(u8::is_ascii_hexdigit).count();
        if let Some(wide) = rest[given..].chars().next().filter(|next| !next.is_ascii() && given < digits) {
            masked.push_str(&text[done..at + 2 + given]);
            masked.push_str(&"?".repeat(wide.len_utf8()));
            done = at + 2 + given + wide.len_utf8();
        }
    }
    if done == 0 {
        return text.into();
    }
    masked.push_str(&text[done..]);
    masked.into()
}

#[cfg(test)]
mod tests {
    use super::{DEEPEST, LARGEST_FILE, Refusal, admit, masked};

    #[test]
    fn refuses_what_would_exhaust_the_parser() {
        let deep = |open: &str| format!("a = {}\nb = c", open.repeat(DEEPEST + 1));
        for open in ["{", "{ ", "{ F(", "{\n", "{ $x ->\n [a] ", "{ \"}\" {", "{ $x ->\n [a] 5\" {"] {
            assert!(matches!(admit(deep(open).as_bytes()), Err(Refusal::TooDeep(_))), "{open:?}");
        }
        assert!(matches!(admit(format!("a = {{ {}", "F(\n".repeat(40)).as_bytes()), Err(Refusal::TooDeep(_))));
        let flood = "{".repeat(LARGEST_FILE - 10);
        assert!(matches!(admit(format!("a = {flood}").as_bytes()), Err(Refusal::TooDeep(_))));
        let call =
            |count: usize| format!("a = {{ F({}G({}) {}) }}", "1, ".repeat(60), "1, ".repeat(9), "1, ".repeat(count));
        assert!(admit(call(39).as_bytes()).is_ok());
        assert_eq!(admit(call(40).as_bytes()), Err(Refusal::TooManyArguments(337)));
        assert_eq!(admit(&[b'a'; LARGEST_FILE + 1]), Err(Refusal::TooLarge(LARGEST_FILE + 1)));
        assert_eq!(admit(b"a = \xff"), Err(Refusal::NotUtf8(4)));
    }

    #[test]
    fn admits_what_is_shallow() {
        let literal = format!("a = {{ \"{}\" }}", "{".repeat(99));
        let many = "a = {\n".repeat(99);
        let text = "a = (((((((((((((((((((((((((((((((((((((((( \" \n".repeat(3);
        let comment = format!("# {}\n", "{".repeat(99));
        let siblings = format!("a = {}", "{ $x }".repeat(99));
        for fine in [literal, many, text, comment, siblings] {
            assert_eq!(admit(fine.as_bytes()), Ok((&*fine, 0)), "{fine:?}");
        }
        assert_eq!(admit(b"\xEF\xBB\xBFa = b"), Ok(("a = b", 3)));
    }

    #[test]
    fn masks_escapes_that_break_inside_a_character() {
        assert_eq!(masked("a = {\"\\u00é\"} ü"), "a = {\"\\u00??\"} ü");
        assert_eq!(masked("a = {\"\\U0000é\\ué"), "a = {\"\\U0000??\\u??");
        assert_eq!(masked("üé \\u00e9é"), "üé \\u00e9é");
    }
}
