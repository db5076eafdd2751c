//! What a question is about, in words: in, a question; out, its name among those of its kind.

use super::Question;

impl Question {
    /// What it is about, in short: `ja nav-home`. Different questions of one kind have different names.
    pub fn subject(&self) -> String {
        match self {
            Self::Message(locale, id) | Self::Has(locale, id) => format!("{locale} {id}"),
            Self::Head(locale, subject) | Self::Body(locale, subject) | Self::Stale(locale, subject) => {
                format!("{locale} {subject}")
            }
            Self::Neighbours(locale, key)
            | Self::Section(locale, key)
            | Self::Members(locale, key)
            | Self::Feed(locale, key) => format!("{locale} /{key}"),
            Self::Sitemap(locale, number) => format!("{locale}, number {number}"),
            Self::Listing(locale, subject, number) => format!("{locale} {subject}, page {number}"),
            Self::Terms(locale, of) => format!("{locale} {}", format!("{of:?}").to_lowercase()),
            Self::Menu(name) | Self::Layout(name) | Self::Asset(name) | Self::Picture(name) => name.to_string(),
            Self::Link(locale, folder, target) if folder.is_empty() => format!("{locale} {target}"),
            Self::Link(locale, folder, target) => format!("{locale} {target} from {folder}"),
            Self::Search(locale, part) => format!("{locale} {}", format!("{part:?}").to_lowercase()),
            Self::Exists(locale, subject, 1) => format!("{locale} {subject}"),
            Self::Exists(locale, subject, number) => format!("{locale} {subject}, page {number}"),
            Self::Locale(locale, field) => format!("{locale} {}", format!("{field:?}").to_lowercase()),
            Self::Addresses | Self::Locales | Self::BuildDate => String::new(),
        }
    }
}
