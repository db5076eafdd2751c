//! Which parts of a site were replaced by a batch of news: only questions over these are asked again.

use std::collections::BTreeSet;

use super::{Field, Kind, Question};
use crate::text::LocaleId;

/// The parts that are not the same as before.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Touched {
    /// Locales whose messages, or whose chain's, were replaced.
    pub messages: BTreeSet<LocaleId>,
    /// The source locale's messages, which every locale's progress is measured by.
    pub source_messages: bool,
    /// The contents, or what stands where.
    pub pages: bool,
    /// How some page of some locale stands to its source.
    pub staleness: bool,
    /// `content/navigation.toml`.
    pub menus: bool,
    /// Any layout.
    pub layouts: bool,
    /// Any file that is published as it is.
    pub assets: bool,
    /// `site.toml`.
    pub settings: bool,
}

impl Touched {
    /// Whether nothing was replaced.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// Whether the answer to this question may have moved.
    pub fn concerns(&self, question: &Question) -> bool {
        let locale_of_text = match question {
            Question::Message(locale, _) | Question::Has(locale, _) | Question::Search(locale, _) => {
                self.messages.contains(locale)
            }
            Question::Locale(locale, Field::Progress) => self.source_messages || self.messages.contains(locale),
            _ => false,
        };
        locale_of_text || self.concerns_kind(question.kind())
    }

    /// Whether the answer to some question of this kind may have moved.
    pub fn may_concern(&self, kind: Kind) -> bool {
        let of_text = match kind {
            Kind::Message | Kind::Has | Kind::Search => !self.messages.is_empty(),
            Kind::Locale => self.source_messages || !self.messages.is_empty(),
            _ => false,
        };
        of_text || self.concerns_kind(kind)
    }

    /// Whether some question of this kind may have moved whatever its locale.
    fn concerns_kind(&self, kind: Kind) -> bool {
        match kind {
            Kind::Message | Kind::Has => self.settings,
            Kind::Layout => self.layouts,
            Kind::Stale => self.staleness || self.pages || self.settings,
            Kind::Menu => self.menus,
            Kind::Asset | Kind::Picture => self.pages || self.assets || self.settings,
            Kind::Locales | Kind::Locale => self.settings,
            Kind::BuildDate => self.pages,
            Kind::Fragment => false,
            Kind::Link | Kind::Addresses => self.pages || self.assets || self.settings,
            Kind::Head
            | Kind::Body
            | Kind::Neighbours
            | Kind::Section
            | Kind::Members
            | Kind::Listing
            | Kind::Feed
            | Kind::Sitemap
            | Kind::Terms
            | Kind::Search
            | Kind::Exists => self.pages || self.settings,
        }
    }
}
