//! Where in an HTML text we are: between tags, inside one, or in an element whose text is not read as HTML.

use memchr::{memchr, memmem};

/// Elements whose content can hold no `span`.
const TEXT_ONLY: [&str; 10] =
    ["title", "textarea", "script", "style", "select", "datalist", "iframe", "noframes", "noembed", "xmp"];

/// The state of a scanner that is fed a text in runs. A simplification of the tokenizer of the HTML standard
/// (section 13.2.5) that knows what it must: where an element may stand.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum HtmlState {
    /// In element content: text and elements may stand here.
    Content,
    /// In the content of one of the elements above, until its end tag.
    TextOnly(&'static str),
    /// In a tag, outside attribute values; `opens` if the tag begins an element of [`TEXT_ONLY`].
    Tag { opens: Option<&'static str> },
    /// In an attribute value, up to this quote.
    Value { quote: u8, opens: Option<&'static str> },
    /// In a comment.
    Comment,
}

impl HtmlState {
    /// The state after this run of the text.
    pub fn advance(self, run: &str) -> Self {
        let bytes = run.as_bytes();
        let mut state = self;
        let mut at = 0;
        while at < bytes.len() {
            (state, at) = state.step(bytes, at);
        }
        state
    }

    /// The state at byte `to` of a text, given that at byte `from`; and where the tag begins that is open there, or that
    /// opened the element whose text is not read as HTML: before, that was `tag`.
    pub fn advance_to(self, text: &str, from: usize, to: usize, mut tag: usize) -> (Self, usize) {
        let bytes = &text.as_bytes()[..to];
        let (mut state, mut at) = (self, from);
        while at < to {
            let was_content = state.is_content();
            let (next, after) = state.step(bytes, at);
            if was_content && !next.is_content() {
                tag = at + memchr(b'<', &bytes[at..]).unwrap_or(0);
            }
            (state, at) = (next, after);
        }
        (state, tag)
    }

    /// Whether an element may stand here.
    pub fn is_content(&self) -> bool {
        *self == Self::Content
    }

    fn step(self, bytes: &[u8], at: usize) -> (Self, usize) {
        let end = bytes.len();
        let rest = &bytes[at..];
        match self {
            Self::Content => match memchr(b'<', rest) {
                None => (Self::Content, end),
                Some(found) => begin_tag(bytes, at + found),
            },
            Self::TextOnly(name) => {
                let mut from = at;
                while let Some(found) = memmem::find(&bytes[from..], b"</") {
                    from += found + 2;
                    if starts_with_name(&bytes[from..], name) {
                        return (Self::Tag { opens: None }, from + name.len());
                    }
                }
                (Self::TextOnly(name), end)
            }
            Self::Tag { opens } => {
                // Names are short: it is nearer than a search of many bytes at once pays for.
                let Some(found) = rest.iter().position(|byte| matches!(byte, b'>' | b'"' | b'\'')) else {
                    return (Self::Tag { opens }, end);
                };
                match rest[found] {
                    b'>' => (opens.map_or(Self::Content, Self::TextOnly), at + found + 1),
                    quote => (Self::Value { quote, opens }, at + found + 1),
                }
            }
            Self::Value { quote, opens } => match memchr(quote, rest) {
                Some(found) => (Self::Tag { opens }, at + found + 1),
                None => (Self::Value { quote, opens }, end),
            },
            Self::Comment => match memmem::find(rest, b"-->") {
                Some(found) => (Self::Content, at + found + 3),
                None => (Self::Comment, end),
            },
        }
    }
}

/// What the `<` at this place begins.
fn begin_tag(bytes: &[u8], at: usize) -> (HtmlState, usize) {
    let rest = &bytes[at + 1..];
    match rest.first() {
        _ if rest.starts_with(b"!--") => (HtmlState::Comment, at + 4),
        Some(b'/' | b'!' | b'?') => (HtmlState::Tag { opens: None }, at + 2),
        Some(letter) if letter.is_ascii_alphabetic() => {
            // Most names begin otherwise than any of these.
            let first = letter.to_ascii_lowercase();
            let opens = TEXT_ONLY.into_iter().find(|name| name.as_bytes()[0] == first && starts_with_name(rest, name));
            (HtmlState::Tag { opens }, at + 2)
        }
        // A tag whose name is still to come, or a `<` that is text.
        None => (HtmlState::Tag { opens: None }, at + 1),
        Some(_) => (HtmlState::Content, at + 1),
    }
}

fn starts_with_name(bytes: &[u8], name: &str) -> bool {
    let Some(head) = bytes.get(..name.len()) else { return false };
    let ends = bytes.get(name.len()).is_none_or(|byte| !byte.is_ascii_alphanumeric());
    head.eq_ignore_ascii_case(name.as_bytes()) && ends
}

#[cfg(test)]
mod tests {
    use super::HtmlState;

    #[test]
    fn knows_where_elements_may_stand() {
        for (before, content) in [
            ("<p>", true),
            ("<p title=\"a > b", false),
            ("<p title='x' ", false),
            ("<p title='x'>", true),
            ("<title>", false),
            ("<title>x</title>", true),
            ("<SCRIPT>if (a < b) '<p>'", false),
            ("<script src=x></script>", true),
            ("<select><option>", false),
            ("<option>", true),
            ("<!-- <p> ", false),
            ("<!-- > -->", true),
            ("a < b", true),
            ("<titles>", true),
            ("<!doctype html>", true),
            ("<a href=/x/>", true),
        ] {
            assert_eq!(HtmlState::Content.advance(before).is_content(), content, "{before}");
        }
    }

    #[test]
    fn goes_on_from_run_to_run() {
        let runs = ["<a title=\"", "x > y", "\" class=b", ">", "text"];
        let states: Vec<bool> = runs
            .iter()
            .scan(HtmlState::Content, |state, run| {
                *state = state.clone().advance(run);
                Some(state.is_content())
            })
            .collect();
        assert_eq!(states, [false, false, false, true, true]);
    }
}
