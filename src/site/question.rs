//! What a page can ask of its site. Each answer is known by a digest, "there is none" included.

use std::sync::Arc;

use super::contents::{Key, Subject};
use super::search::SearchPart;
use crate::text::{LocaleId, keep_variants};

/// One question. All that a page shows is a function of its page, its questions' answers, and its fragments.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Question {
    /// What does this message, or this attribute of it, say to readers of the locale?
    Message(LocaleId, Arc<str>),
    /// Does the locale itself have this message?
    Has(LocaleId, Arc<str>),
    /// What do cards show of this post, page or section?
    Head(LocaleId, Subject),
    /// What does its body say?
    Body(LocaleId, Subject),
    /// Is it older than the source that it was translated from, and how far is it from it?
    Stale(LocaleId, Subject),
    /// Which posts stand before and after it?
    Neighbours(LocaleId, Key),
    /// Where does this section stand, and below which?
    Section(LocaleId, Key),
    /// What stands right below this section, and how many posts does it hold?
    Members(LocaleId, Key),
    /// Which posts does page `n` of this listing show, of how many?
    Listing(LocaleId, Subject, usize),
    /// Which posts of its own stand in the feed of this section?
    Feed(LocaleId, Key),
    /// Which pages stand in the locale's sitemap of this number, where, and when were they changed?
    Sitemap(LocaleId, usize),
    /// Which tags or authors are there, with how many posts?
    Terms(LocaleId, ListingOf),
    /// What does this menu hold?
    Menu(Arc<str>),
    /// What is in this part of the search index?
    Search(LocaleId, SearchPart),
    /// Where does this address lead, seen from this folder in this locale?
    Link(LocaleId, Arc<str>, Arc<str>),
    /// Does page `n` of this subject exist in the locale, where, and is it really in its language?
    Exists(LocaleId, Subject, usize),
    /// What do this layout and all that it pulls in say?
    Layout(Arc<str>),
    /// Where is this file of `layouts/assets`?
    Asset(Arc<str>),
    /// What size has the picture at this path?
    Picture(Arc<str>),
    /// Which addresses lead elsewhere by what the sources say, and which files may be kept for how long?
    Addresses,
    /// Which locales are there, in which order, and where does the site stand?
    Locales,
    /// One field of one locale.
    Locale(LocaleId, Field),
    /// The newest date, or the one that was given.
    BuildDate,
}

/// A field of a locale that layouts can print.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Field {
    /// Its name in its own language.
    Name,
    /// How far it has come.
    State,
    /// Percent of messages translated.
    Progress,
}

/// What a list of terms is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ListingOf {
    /// Tags.
    Tags,
    /// Authors.
    Authors,
    /// Sections right below the root.
    Sections,
}

keep_variants!(Question {
    0 Message(locale, id),
    1 Has(locale, id),
    2 Head(locale, subject),
    3 Body(locale, subject),
    4 Stale(locale, subject),
    5 Neighbours(locale, key),
    6 Section(locale, key),
    7 Members(locale, key),
    8 Listing(locale, subject, number),
    9 Feed(locale, key),
    10 Sitemap(locale, number),
    11 Terms(locale, of),
    12 Menu(name),
    13 Search(locale, part),
    14 Link(locale, folder, target),
    15 Exists(locale, subject, number),
    16 Layout(name),
    17 Asset(name),
    18 Picture(path),
    19 Addresses,
    20 Locales,
    21 Locale(locale, field),
    22 BuildDate,
});
keep_variants!(Field { 0 Name, 1 State, 2 Progress });
keep_variants!(ListingOf { 0 Tags, 1 Authors, 2 Sections });

/// The kinds of question, for reports, and for tests that leave one kind out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// [`Question::Message`]
    Message,
    /// [`Question::Has`]
    Has,
    /// [`Question::Head`]
    Head,
    /// [`Question::Body`]
    Body,
    /// [`Question::Stale`]
    Stale,
    /// [`Question::Neighbours`]
    Neighbours,
    /// [`Question::Section`]
    Section,
    /// [`Question::Members`]
    Members,
    /// [`Question::Listing`]
    Listing,
    /// [`Question::Feed`]
    Feed,
    /// [`Question::Sitemap`]
    Sitemap,
    /// [`Question::Terms`]
    Terms,
    /// [`Question::Menu`]
    Menu,
    /// [`Question::Search`]
    Search,
    /// [`Question::Link`]
    Link,
    /// [`Question::Exists`]
    Exists,
    /// [`Question::Layout`]
    Layout,
    /// [`Question::Asset`]
    Asset,
    /// [`Question::Picture`]
    Picture,
    /// [`Question::Addresses`]
    Addresses,
    /// [`Question::Locales`]
    Locales,
    /// [`Question::Locale`]
    Locale,
    /// [`Question::BuildDate`]
    BuildDate,
    /// What bytes has this fragment? The site cannot answer that: the ledger keeps who holds which fragment.
    Fragment,
}

impl Kind {
    /// Every kind.
    pub const ALL: [Self; 24] = [
        Self::Message,
        Self::Has,
        Self::Head,
        Self::Body,
        Self::Stale,
        Self::Neighbours,
        Self::Section,
        Self::Members,
        Self::Listing,
        Self::Feed,
        Self::Sitemap,
        Self::Terms,
        Self::Menu,
        Self::Search,
        Self::Link,
        Self::Exists,
        Self::Layout,
        Self::Asset,
        Self::Picture,
        Self::Addresses,
        Self::Locales,
        Self::Locale,
        Self::BuildDate,
        Self::Fragment,
    ];

    /// Whether many pages ask such questions alike: what layouts ask, and not what a page is about.
    pub fn is_shared(self) -> bool {
        matches!(
            self,
            Self::Message
                | Self::Has
                | Self::Terms
                | Self::Menu
                | Self::Layout
                | Self::Asset
                | Self::Locales
                | Self::Locale
                | Self::BuildDate
        )
    }

    /// Its name in reports: `message`, `build-date`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Message => "message",
            Self::Has => "has-message",
            Self::Head => "head",
            Self::Body => "body",
            Self::Stale => "stale",
            Self::Neighbours => "neighbours",
            Self::Section => "section",
            Self::Members => "members",
            Self::Listing => "listing",
            Self::Feed => "feed",
            Self::Sitemap => "sitemap",
            Self::Terms => "terms",
            Self::Menu => "menu",
            Self::Search => "search",
            Self::Link => "link",
            Self::Exists => "exists",
            Self::Layout => "layout",
            Self::Asset => "asset",
            Self::Picture => "picture",
            Self::Addresses => "addresses",
            Self::Locales => "locales",
            Self::Locale => "locale",
            Self::BuildDate => "build-date",
            Self::Fragment => "fragment",
        }
    }
}

impl Question {
    /// Its kind.
    pub fn kind(&self) -> Kind {
        match self {
            Self::Message(..) => Kind::Message,
            Self::Has(..) => Kind::Has,
            Self::Head(..) => Kind::Head,
            Self::Body(..) => Kind::Body,
            Self::Stale(..) => Kind::Stale,
            Self::Neighbours(..) => Kind::Neighbours,
            Self::Section(..) => Kind::Section,
            Self::Members(..) => Kind::Members,
            Self::Listing(..) => Kind::Listing,
            Self::Feed(..) => Kind::Feed,
            Self::Sitemap(..) => Kind::Sitemap,
            Self::Terms(..) => Kind::Terms,
            Self::Menu(..) => Kind::Menu,
            Self::Search(..) => Kind::Search,
            Self::Link(..) => Kind::Link,
            Self::Exists(..) => Kind::Exists,
            Self::Layout(..) => Kind::Layout,
            Self::Asset(..) => Kind::Asset,
            Self::Picture(..) => Kind::Picture,
            Self::Addresses => Kind::Addresses,
            Self::Locales => Kind::Locales,
            Self::Locale(..) => Kind::Locale,
            Self::BuildDate => Kind::BuildDate,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Kind;

    #[test]
    fn all_kinds_stand_by_their_numbers() {
        assert!(Kind::ALL.into_iter().enumerate().all(|(number, kind)| kind as usize == number));
    }
}
