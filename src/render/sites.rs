//! The site, its locales, and where this page stands in them, as layouts see them.

use std::fmt;
use std::sync::Arc;

use minijinja::Value;
use minijinja::value::Object;

use super::listing;
use super::localized::day;
use super::record::record;
use super::scene::Scene;
use crate::locales;
use crate::settings::State;
use crate::site::{Field, ListingOf, Page, SearchFile, Subject};
use crate::text::LocaleId;

/// `site`.
pub struct SiteView(pub Arc<Scene>);

impl fmt::Debug for SiteView {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("site")
    }
}

impl Object for SiteView {
    // It is there, whatever it holds; the engine takes an object that lists nothing for empty.
    fn is_true(self: &Arc<Self>) -> bool {
        true
    }

    fn get_value(self: &Arc<Self>, key: &Value) -> Option<Value> {
        self.get_value_by_str(key.as_str()?)
    }

    fn get_value_by_str(self: &Arc<Self>, key: &str) -> Option<Value> {
        let scene = &self.0;
        Some(match key {
            "base_url" => Value::from(scene.recorder.base_url()),
            "source_locale" => Value::from(scene.recorder.source_locale().as_str()),
            "build_date" => day(scene.recorder.build_date()),
            "tags" => listing::terms(scene, ListingOf::Tags),
            "authors" => listing::terms(scene, ListingOf::Authors),
            "sections" => listing::terms(scene, ListingOf::Sections),
            "search" => search(scene),
            _ => return None,
        })
    }
}

/// The search of the reader's locale: the address of its page, of its index and of the script that reads it; none
/// where nothing can be searched.
fn search(scene: &Arc<Scene>) -> Value {
    let address = |subject: Subject| Some(Value::from(scene.recorder.exists(&scene.locale, &subject, 1)?.0));
    let addresses = || {
        let index = address(Subject::SearchFile(SearchFile::Entry))?;
        let script = address(Subject::SearchFile(SearchFile::Script))?;
        Some(record([("url", address(Subject::Search)?), ("index", index), ("script", script)]))
    };
    addresses().unwrap_or_else(|| Value::from(()))
}

/// One locale: id, name in itself, direction, state, progress.
pub fn locale(scene: &Arc<Scene>, id: &LocaleId) -> Value {
    Value::from_object(LocaleView { scene: Arc::clone(scene), id: id.clone(), listed: false })
}

/// All locales but planned ones, in the order of `site.toml`; each also with `current`, the address of
/// its `home`, and, on a page, the page's `url` there: none unless the locale is live and has the page.
pub fn locales(scene: &Arc<Scene>) -> Value {
    let listed =
        scene.recorder.locales().into_iter().filter(|(_, state)| !matches!(state, State::Planned | State::Retired));
    let view = |(id, _)| Value::from_object(LocaleView { scene: Arc::clone(scene), id, listed: true });
    Value::from(listed.map(view).collect::<Vec<_>>())
}

/// The locales that really have this page, with its address there.
pub fn alternates(scene: &Arc<Scene>, page: &Page) -> Value {
    let live = scene.recorder.locales().into_iter().filter(|(_, state)| *state == State::Live);
    let alternate = |(id, _): (LocaleId, State)| {
        let (url, real) = scene.recorder.exists(&id, &page.subject, page.number)?;
        real.then(|| record([("locale", locale(scene, &id)), ("url", Value::from(url))]))
    };
    Value::from(live.filter_map(alternate).collect::<Vec<_>>())
}

struct LocaleView {
    scene: Arc<Scene>,
    id: LocaleId,
    /// It is an entry of `locales`.
    listed: bool,
}

impl fmt::Debug for LocaleView {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "locale {}", self.id)
    }
}

impl Object for LocaleView {
    // It is there, whatever it holds; the engine takes an object that lists nothing for empty.
    fn is_true(self: &Arc<Self>) -> bool {
        true
    }

    fn get_value(self: &Arc<Self>, key: &Value) -> Option<Value> {
        self.get_value_by_str(key.as_str()?)
    }

    fn get_value_by_str(self: &Arc<Self>, key: &str) -> Option<Value> {
        let recorder = &self.scene.recorder;
        Some(match key {
            "id" => Value::from(self.id.as_str()),
            "direction" => Value::from(locales::direction(&self.id)),
            "name" => Value::from(recorder.locale(&self.id, Field::Name)),
            "state" => Value::from(recorder.locale(&self.id, Field::State)),
            // As text, the percentage would not fit NUMBER().
            "progress" => Value::from(recorder.locale(&self.id, Field::Progress).parse::<u32>().unwrap_or(0)),
            "current" if self.listed => Value::from(self.id == self.scene.locale),
            "url" if self.listed => self.url(&self.scene.page()?.subject, self.scene.page()?.number),
            "home" if self.listed => self.url(&Subject::Section("".into()), 1),
            _ => return None,
        })
    }
}

impl LocaleView {
    /// Where a page stands in this locale, when the locale is live and has it.
    fn url(&self, subject: &Subject, number: usize) -> Value {
        let recorder = &self.scene.recorder;
        let place = recorder.is_live(&self.id).then(|| recorder.exists(&self.id, subject, number)).flatten();
        place.map_or_else(|| Value::from(()), |(url, _)| Value::from(url))
    }
}
