//! The names that a layout starts with.

use std::sync::{Arc, OnceLock};

use minijinja::Value;
use minijinja::value::Object;

use super::functions::SCENE;
use super::scene::{Scene, Target};
use super::{card, listing, sites};
use crate::site::{ListingOf, Subject};

/// The root of what a layout sees. Each name is made when it is asked for, so that only what is used is read.
pub struct Root {
    pub scene: Arc<Scene>,
    page: OnceLock<Value>,
    alternates: OnceLock<Value>,
}

impl Root {
    /// The root of this scene.
    pub fn new(scene: Arc<Scene>) -> Self {
        Self { scene, page: OnceLock::new(), alternates: OnceLock::new() }
    }
}

impl std::fmt::Debug for Root {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("root")
    }
}

impl Object for Root {
    fn get_value(self: &Arc<Self>, key: &Value) -> Option<Value> {
        self.get_value_by_str(key.as_str()?)
    }

    fn get_value_by_str(self: &Arc<Self>, key: &str) -> Option<Value> {
        let scene = &self.scene;
        match (key, &scene.target) {
            (SCENE, _) => Some(Value::from_dyn_object(Arc::clone(self))),
            ("site", _) => Some(Value::from_object(sites::SiteView(Arc::clone(scene)))),
            ("locale", _) => Some(sites::locale(scene, &scene.locale)),
            ("locales", _) => Some(sites::locales(scene)),
            (_, Target::Fragment(fragment)) => {
                let argument = fragment.arguments.iter().find(|(name, _)| name == key);
                argument.map(|(_, argument)| argument.value())
            }
            ("page", Target::Page(page)) => Some(self.page.get_or_init(|| card::page(scene, page)).clone()),
            ("alternates", Target::Page(page)) => {
                Some(self.alternates.get_or_init(|| sites::alternates(scene, page)).clone())
            }
            ("section", Target::Page(page)) => Some(listing::section_of(scene, &page.subject)),
            ("pagination", Target::Page(page)) => Some(listing::pagination(scene, page)),
            ("tag", Target::Page(page)) => Some(match &page.subject {
                Subject::Tag(id) => listing::term(scene, ListingOf::Tags, id),
                _ => Value::from(()),
            }),
            ("author", Target::Page(page)) => Some(match &page.subject {
                Subject::Author(id) => listing::term(scene, ListingOf::Authors, id),
                _ => Value::from(()),
            }),
            _ => None,
        }
    }
}
