//! Where a finding is, said so that it stays true when lines shift.

use crate::text::{Keep, Keeper, Kept, LocaleId, SitePath, Span, keep_variants};

/// A place in the site. Rooms that look at bytes give spans; rooms that look at meaning name the thing,
/// and its span is looked up when the finding is printed.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Place {
    /// The site as a whole.
    Site,
    /// A file as a whole.
    File(SitePath),
    /// A run of bytes of a file.
    Span(SitePath, Span),
    /// A run of bytes of a Markdown file, counted from the first byte after its front matter.
    Body(SitePath, Span),
    /// The link or picture of this number, from 0, in the body of a Markdown file.
    Link(SitePath, u32),
    /// A message, term or attribute of one locale, by id: `nav-home`, `-brand`, `search.title`.
    Entry(LocaleId, String),
    /// A call in a layout that names something by a constant: `t("nav-home")` is `("t", "nav-home")`.
    Call(SitePath, &'static str, String),
    /// The first place where a layout names this layout, or the layout itself when none does.
    LayoutUse(String),
    /// A value in the front matter of a page (`image`), or the menu entry of `navigation.toml` with this link.
    Field(SitePath, String),
    /// A line of a file, where that is all that is known.
    Line(SitePath, u32),
}

/// The functions whose calls are places.
const FUNCTIONS: [&str; 7] = ["t", "markup", "has_message", "menu", "url_for", "asset", "fragment"];

/// The function of a [`Place::Call`].
impl Keep for &'static str {
    fn keep(&self, to: &mut Keeper<'_>) {
        to.bytes(self.as_bytes());
    }

    fn recall(from: &mut Kept<'_>) -> Option<Self> {
        let name = String::recall(from)?;
        FUNCTIONS.into_iter().find(|function| **function == name)
    }
}

keep_variants!(Place {
    0 Site,
    1 File(path),
    2 Span(path, span),
    3 Body(path, span),
    4 Link(path, number),
    5 Entry(locale, id),
    6 Call(path, function, constant),
    7 LayoutUse(name),
    8 Field(path, name),
    9 Line(path, line),
});

impl Place {
    /// The file that it names itself; none where the file is still to be looked up.
    pub fn path(&self) -> Option<&SitePath> {
        match self {
            Self::Site | Self::Entry(..) | Self::LayoutUse(_) => None,
            Self::File(path)
            | Self::Span(path, _)
            | Self::Body(path, _)
            | Self::Link(path, _)
            | Self::Call(path, ..)
            | Self::Field(path, _)
            | Self::Line(path, _) => Some(path),
        }
    }
}
