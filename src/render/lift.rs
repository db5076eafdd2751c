//! Marks out of a rendered text: what remains are its bytes in pieces, and what is known of them.

use std::mem;
use std::ops::Range;

use super::fragment::FragmentKey;
use super::html_state::HtmlState;
use super::localized::Localized;
use super::marks::{LENGTH, Origin, Sign, at};
use super::scene::Notes;
use crate::locales;
use crate::text::{LocaleId, escape_html, keep_variants};

/// A part of a page: bytes of its own, or the place of a fragment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Piece {
    /// Bytes, UTF-8.
    Bytes(String),
    /// The bytes of this fragment belong here.
    Slot(FragmentKey),
}

keep_variants!(Piece { 0 Bytes(text), 1 Slot(key) });

/// A localized text in a page's own bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mark {
    /// The piece that holds it.
    pub piece: usize,
    /// Its bytes in that piece.
    pub bytes: Range<usize>,
    /// Where it came from.
    pub origin: Origin,
    /// Whose text it is.
    pub locale: LocaleId,
}

/// Why marks could not be lifted.
#[derive(Debug, PartialEq, Eq)]
pub enum Cut {
    /// A text was cut, doubled or nested: the byte of the rendered text where that shows.
    Text(usize),
    /// A text stands in a tag and not in a quoted value of it: it could add attributes.
    Unquoted(usize),
    /// A fragment stands where no element may: the byte, and which.
    Fragment(usize, FragmentKey),
}

/// The pieces of a rendered text, and the marks in them.
pub type Lifted = (Vec<Piece>, Vec<Mark>);

/// Pieces and marks of a rendered text. `html` says whether it is HTML: then text that is not the reader's
/// language gets an element with its language around it, wherever an element may stand.
pub fn lift(text: &str, notes: &Notes, reader: &LocaleId, html: bool) -> Result<Lifted, Cut> {
    let mut lifting = Lifting {
        notes,
        reader,
        state: html.then_some(HtmlState::Content),
        out: String::with_capacity(text.len()),
        pieces: Vec::new(),
        marks: Vec::new(),
        open: None,
    };
    let bytes = text.as_bytes();
    let mut from = 0;
    while let Some((start, sign)) = next_sign(bytes, from) {
        lifting.run(&text[from..start]);
        let (number, end) = match sign {
            Sign::Open | Sign::Slot => number(bytes, start + LENGTH).ok_or(Cut::Text(start))?,
            _ => (0, start + LENGTH),
        };
        match sign {
            Sign::Open => lifting.begin(number, start)?,
            Sign::Close => lifting.end(start)?,
            Sign::Slot => lifting.slot(number, start)?,
            Sign::End | Sign::Digit(_) | Sign::Other => return Err(Cut::Text(start)),
        }
        from = end;
    }
    lifting.run(&text[from..]);
    if lifting.open.is_some() {
        return Err(Cut::Text(text.len()));
    }
    lifting.flush();
    Ok((lifting.pieces, lifting.marks))
}

/// A text that is open.
struct Open<'a> {
    printed: &'a Localized,
    /// Its first byte in `out`.
    start: usize,
    /// The element around it.
    element: Option<&'static str>,
    /// Its HTML is left out and its plain text stands for it, because no element may stand here.
    replaced: bool,
}

struct Lifting<'a> {
    notes: &'a Notes,
    reader: &'a LocaleId,
    /// Where in the HTML we are; `None` for other text.
    state: Option<HtmlState>,
    out: String,
    pieces: Vec<Piece>,
    marks: Vec<Mark>,
    open: Option<Open<'a>>,
}

impl<'a> Lifting<'a> {
    fn run(&mut self, run: &str) {
        if self.open.as_ref().is_some_and(|open| open.replaced) {
            return;
        }
        self.out.push_str(run);
        // HTML of ours ends every element that it begins.
        if self.open.as_ref().is_none_or(|open| open.printed.html.as_deref() != Some(run)) {
            self.state = self.state.take().map(|state| state.advance(run));
        }
    }

    fn begin(&mut self, number: usize, at: usize) -> Result<(), Cut> {
        let printed = self.notes.printed.get(number).filter(|_| self.open.is_none()).ok_or(Cut::Text(at))?;
        if matches!(self.state, Some(HtmlState::Tag { .. })) {
            return Err(Cut::Unquoted(at));
        }
        let content = self.state.as_ref().is_none_or(HtmlState::is_content);
        let foreign = printed.locale != *self.reader && self.state.as_ref().is_some_and(HtmlState::is_content);
        let element = foreign.then_some(if printed.block { "div" } else { "span" });
        if let Some(element) = element {
            let direction = locales::direction(&printed.locale);
            self.out.push_str(&format!("<{element} lang=\"{}\" dir=\"{direction}\">", printed.locale));
        }
        let replaced = !content && printed.html.is_some();
        self.open = Some(Open { printed, start: self.out.len(), element, replaced });
        if replaced {
            escape_html(&printed.plain, &mut self.out);
        }
        Ok(())
    }

    fn end(&mut self, at: usize) -> Result<(), Cut> {
        let Open { printed, start, element, .. } = self.open.take().ok_or(Cut::Text(at))?;
        self.marks.push(Mark {
            piece: self.pieces.len(),
            bytes: start..self.out.len(),
            origin: printed.origin.clone(),
            locale: printed.locale.clone(),
        });
        if let Some(element) = element {
            self.out.push_str(&format!("</{element}>"));
        }
        Ok(())
    }

    fn slot(&mut self, number: usize, at: usize) -> Result<(), Cut> {
        let key = self.notes.slots.get(number).filter(|_| self.open.is_none()).ok_or(Cut::Text(at))?;
        if self.state.as_ref().is_some_and(|state| !state.is_content()) {
            return Err(Cut::Fragment(at, key.clone()));
        }
        self.flush();
        self.pieces.push(Piece::Slot(key.clone()));
        Ok(())
    }

    /// Ends a piece. One that is most of a page stays where it is; where others are is far too large for them.
    fn flush(&mut self) {
        if self.out.is_empty() {
            return;
        }
        let is_most = self.out.len() >= self.out.capacity() / 4 * 3;
        let piece = if is_most { mem::take(&mut self.out) } else { self.out.as_str().to_owned() };
        self.out.clear();
        self.pieces.push(Piece::Bytes(piece));
    }
}

fn next_sign(bytes: &[u8], from: usize) -> Option<(usize, Sign)> {
    memchr::memchr_iter(0xEF, &bytes[from..]).find_map(|found| Some((from + found, at(&bytes[from + found..])?)))
}

/// The number that begins here, and where what follows its end begins.
fn number(bytes: &[u8], mut from: usize) -> Option<(usize, usize)> {
    let mut number = 0_usize;
    loop {
        match at(bytes.get(from..)?)? {
            Sign::Digit(digit) => number = number.checked_mul(16)?.checked_add(usize::from(digit))?,
            Sign::End => return Some((number, from + LENGTH)),
            _ => return None,
        }
        from += LENGTH;
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::{Cut, Piece, lift};
    use crate::render::localized::Localized;
    use crate::render::marks::{self, Origin};
    use crate::render::scene::Notes;
    use crate::text::LocaleId;

    fn notes() -> Notes {
        let printed = |locale: &str, block| Localized {
            origin: Origin::Message("x".into()),
            locale: LocaleId::new(locale),
            block,
            html: block.then(|| "<p>x</p>".into()),
            plain: "plain <x>".into(),
        };
        let printed = [printed("ja", false), printed("en", false), printed("en", true)];
        Notes { printed: printed.map(Arc::new).into(), ..Notes::default() }
    }

    fn marked(number: usize, text: &str) -> String {
        let mut out = String::new();
        marks::open(number, &mut out);
        out.push_str(text);
        marks::close(&mut out);
        out
    }

    fn lifted(text: &str) -> Result<(String, usize), Cut> {
        let (pieces, marks) = lift(text, &notes(), &LocaleId::new("ja"), true)?;
        let bytes = pieces.iter().map(|piece| match piece {
            Piece::Bytes(bytes) => bytes.to_string(),
            Piece::Slot(_) => "SLOT".to_owned(),
        });
        Ok((bytes.collect(), marks.len()))
    }

    #[test]
    fn marks_foreign_text_where_an_element_may_stand() {
        for (text, expected) in [
            (format!("<p>{}</p>", marked(0, "家")), "<p>家</p>"),
            (format!("<p>{}</p>", marked(1, "Home")), "<p><span lang=\"en\" dir=\"ltr\">Home</span></p>"),
            (format!("<div>{}</div>", marked(2, "<p>x</p>")), "<div><div lang=\"en\" dir=\"ltr\"><p>x</p></div></div>"),
            (format!("<p title=\"{}\">", marked(1, "Home")), "<p title=\"Home\">"),
            (format!("<title>{}</title>", marked(1, "Home")), "<title>Home</title>"),
            (format!("<a title=\"{}\">", marked(2, "<p title=\"x\">")), "<a title=\"plain &lt;x&gt;\">"),
        ] {
            assert_eq!(lifted(&text).unwrap(), (expected.to_owned(), 1));
        }
    }

    #[test]
    fn refuses_what_was_cut() {
        let whole = marked(1, "Home");
        let without_end = &whole[..whole.len() - marks::LENGTH];
        let without_begin = &whole[marks::LENGTH..];
        assert_eq!(lifted(&format!("<a title={}>", marked(1, "Home"))), Err(Cut::Unquoted(9)));
        for cut in [without_end, without_begin, &marked(9, "unknown"), &marked(1, &whole)] {
            assert!(matches!(lifted(cut), Err(Cut::Text(_))), "{cut:?}");
        }
    }
}
