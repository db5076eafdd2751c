//! What moved in the sources of stale translations since they were made: in, the sources as they were at earlier times,
//! newest first; out, for each translation the texts that are not as they were.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::content::parse_document;
use crate::locales::{Edition, Resource, parse};
use crate::site::{Site, is_source};
use crate::text::{Fingerprint, LocaleId, Piece, SitePath, compare_lines, compare_words};

/// The files at one time: the name that the content of each has in the place where they are kept.
pub type Files = BTreeMap<SitePath, String>;

/// A translation: its locale, and the name of its entry or the path of its page.
pub type Translation = (LocaleId, String);

/// A text of a source that is not as it was.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MovedText {
    /// Its name: `search`, `search.title`, `-brand`, or the path of the source's page.
    pub of: String,
    /// In a page, the number of its first line now.
    pub line: Option<u32>,
    /// What of it moved.
    pub pieces: Vec<Piece>,
}

/// Looks for the sources that translations were made from.
pub struct Search<'s> {
    site: &'s Site,
    open: Vec<Sought>,
    found: BTreeMap<Translation, Vec<MovedText>>,
    /// The message files of the last look.
    resources: BTreeMap<SitePath, (String, Arc<Resource>)>,
    /// The pages that were looked at, by their path and the name of their content.
    pages: BTreeMap<(SitePath, String), Fingerprint>,
}

/// A source that is looked for.
struct Sought {
    translation: Translation,
    origin: Fingerprint,
    /// The file of the source's page; none of a message.
    page: Option<SitePath>,
}

impl<'s> Search<'s> {
    /// A search for the sources of these translations. Of what is not stale nothing is looked for.
    pub fn new(site: &'s Site, translations: &BTreeSet<Translation>) -> Self {
        let source = &site.settings().source_locale;
        let locales: BTreeSet<&LocaleId> = translations.iter().map(|(locale, _)| locale).collect();
        let sought = |locale: &'s LocaleId, name: &str, origin: Fingerprint| {
            let rest = name.strip_prefix(&format!("content/{locale}/"));
            let page = rest.and_then(|rest| SitePath::new(&format!("content/{source}/{rest}")));
            Sought { translation: (locale.clone(), name.to_owned()), origin, page }
        };
        let declared = site.settings().locales.iter().map(|locale| &locale.id);
        let open = declared.filter(|locale| locales.contains(locale)).flat_map(|locale| {
            site.origins(locale).into_iter().map(move |(name, origin)| sought(locale, &name, origin))
        });
        let open = open.filter(|sought| translations.contains(&sought.translation)).collect();
        Self { site, open, found: BTreeMap::new(), resources: BTreeMap::new(), pages: BTreeMap::new() }
    }

    /// The files that the sources are in now: times at which none of them changed need not be looked at.
    pub fn files(&self) -> BTreeSet<SitePath> {
        let (messages, source) = (self.site.messages(), &self.site.settings().source_locale);
        let files = self.open.iter().flat_map(|sought| match &sought.page {
            Some(page) => BTreeSet::from([page.clone()]),
            None => messages.files_behind(source, &sought.translation.1),
        });
        files.collect()
    }

    /// Looks among the files of an earlier time. `read` gives a content by its name, `now` the text of a file as it is.
    /// Whether anything is still looked for.
    pub fn look(
        &mut self,
        files: &Files,
        mut read: impl FnMut(&str) -> Option<Vec<u8>>,
        now: impl Fn(&SitePath) -> Option<String>,
    ) -> bool {
        let edition = self.edition(files, &mut read);
        let mut open = std::mem::take(&mut self.open);
        open.retain(|sought| {
            let moved = match &sought.page {
                Some(path) => self.moved_page(sought, path, files, &mut read, &now),
                None => edition.as_ref().and_then(|edition| self.moved_message(sought, edition)),
            };
            match moved {
                Some(moved) => {
                    self.found.insert(sought.translation.clone(), moved);
                    false
                }
                None => true,
            }
        });
        self.open = open;
        !self.open.is_empty()
    }

    /// For each translation whose source was found, the texts that moved.
    pub fn finish(self) -> BTreeMap<Translation, Vec<MovedText>> {
        self.found
    }

    /// The messages of that time; none where no file of them is another than at the last look.
    fn edition(&mut self, files: &Files, read: &mut impl FnMut(&str) -> Option<Vec<u8>>) -> Option<Edition> {
        let folder = format!("locales/{}/", self.site.settings().source_locale);
        let is_of_source = |path: &SitePath| path.as_str().starts_with(&folder) && path.extension() == "ftl";
        let last = std::mem::take(&mut self.resources);
        let mut is_other = false;
        for (path, object) in files.iter().filter(|(path, _)| is_of_source(path) && is_source(path)) {
            let kept = last.get(path).filter(|(of, _)| of == object).map(|(_, resource)| Arc::clone(resource));
            is_other |= kept.is_none();
            let resource = kept.or_else(|| Some(Arc::new(parse(path, &read(object)?).0)));
            self.resources.extend(resource.map(|resource| (path.clone(), (object.clone(), resource))));
        }
        is_other |= last.len() != self.resources.len();
        let resources = || self.resources.values().map(|(_, resource)| Arc::clone(resource)).collect();
        is_other.then(|| Edition::new(resources()))
    }

    fn moved_message(&self, sought: &Sought, edition: &Edition) -> Option<Vec<MovedText>> {
        let (_, name) = &sought.translation;
        edition.fingerprint(name).filter(|then| *then == sought.origin)?;
        let then = edition.texts(name);
        let now = self.site.messages().texts(&self.site.settings().source_locale, name);
        let is_own = |of: &str| of.strip_prefix(name).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'));
        let names: BTreeSet<&String> = then.keys().chain(now.keys()).collect();
        let moved = names.into_iter().filter_map(|of| {
            let (before, after) = (then.get(of), now.get(of));
            // That another is taken in now, or no longer, is seen in the text that does so.
            if before == after || (!is_own(of) && (before.is_none() || after.is_none())) {
                return None;
            }
            let pieces = compare_words(before.map_or("", String::as_str), after.map_or("", String::as_str));
            Some(MovedText { of: of.clone(), line: None, pieces })
        });
        Some(moved.collect())
    }

    fn moved_page(
        &mut self,
        sought: &Sought,
        path: &SitePath,
        files: &Files,
        read: &mut impl FnMut(&str) -> Option<Vec<u8>>,
        now: &impl Fn(&SitePath) -> Option<String>,
    ) -> Option<Vec<MovedText>> {
        let object = files.get(path)?;
        let key = (path.clone(), object.clone());
        let then = match self.pages.get(&key) {
            Some(then) => *then,
            None => {
                // What makes excerpts shorter makes no other fingerprint.
                let then = parse_document(path, false, &read(object)?).0.fingerprint();
                *self.pages.entry(key).or_insert(then)
            }
        };
        if then != sought.origin {
            return None;
        }
        let then = read(object)?;
        let moved = compare_lines(&String::from_utf8_lossy(&then), &now(path)?);
        let text = moved.into_iter().map(|moved| MovedText {
            of: path.to_string(),
            line: Some(moved.line),
            pieces: compare_words(&moved.then, &moved.now),
        });
        Some(text.collect())
    }
}
