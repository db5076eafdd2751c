//! Sections, terms and the pages of listings as layouts see them.

use std::fmt;
use std::sync::Arc;

use minijinja::Value;
use minijinja::value::Object;

use super::card;
use super::localized::Localized;
use super::marks::Origin;
use super::messages;
use super::record::record;
use super::scene::Scene;
use crate::site::{Key, ListingOf, Page, Subject};

/// The section of a page: itself when it is one, the nearest above a post; `none` for all else.
pub fn section_of(scene: &Arc<Scene>, subject: &Subject) -> Value {
    let key = match subject {
        Subject::Section(key) => Some(key.clone()),
        Subject::Entry(_) => scene.recorder.head(&scene.locale, subject).and_then(|head| head.section),
        _ => None,
    };
    key.and_then(|key| section(scene, &key)).unwrap_or_else(nothing)
}

/// A section; `None` when there is none of this key.
pub fn section(scene: &Arc<Scene>, key: &Key) -> Option<Value> {
    scene.recorder.section(&scene.locale, key)?;
    Some(Value::from_object(SectionView { scene: Arc::clone(scene), key: key.clone() }))
}

fn nothing() -> Value {
    Value::from(())
}

/// The title of a section; empty when it has no `_index.md`.
pub fn section_title(scene: &Scene, key: &Key) -> Value {
    let subject = Subject::Section(key.clone());
    match scene.recorder.head(&scene.locale, &subject) {
        Some(head) => Localized::text(head.title(), Origin::Field(subject, "title"), head.owner.clone()),
        None => Value::from(""),
    }
}

struct SectionView {
    scene: Arc<Scene>,
    key: Key,
}

impl fmt::Debug for SectionView {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "section {}", self.key)
    }
}

impl Object for SectionView {
    // It is there, whatever it holds; the engine takes an object that lists nothing for empty.
    fn is_true(self: &Arc<Self>) -> bool {
        true
    }

    fn get_value(self: &Arc<Self>, key: &Value) -> Option<Value> {
        self.get_value_by_str(key.as_str()?)
    }

    fn get_value_by_str(self: &Arc<Self>, key: &str) -> Option<Value> {
        let scene = &self.scene;
        let members = || scene.recorder.members(&scene.locale, &self.key);
        Some(match key {
            "id" => Value::from(&*self.key),
            "title" => section_title(scene, &self.key),
            "summary" | "content" => card::section_field(scene, &self.key, key),
            "url" => Value::from(scene.recorder.section(&scene.locale, &self.key)?.url),
            "count" => Value::from(members()?.count),
            "pages" => Value::from(members()?.pages.iter().map(|page| card::card(scene, page)).collect::<Vec<_>>()),
            "children" => {
                let children = members()?.children;
                Value::from(children.iter().filter_map(|child| section(scene, child)).collect::<Vec<_>>())
            }
            _ => return None,
        })
    }
}

/// A tag, author or top section: id, name, url (none where it has no page) and count.
pub fn term(scene: &Arc<Scene>, of: ListingOf, id: &Arc<str>) -> Value {
    match of {
        ListingOf::Sections => section(scene, id).unwrap_or_else(nothing),
        _ => Value::from_object(TermView { scene: Arc::clone(scene), of, id: id.clone() }),
    }
}

struct TermView {
    scene: Arc<Scene>,
    of: ListingOf,
    id: Arc<str>,
}

impl fmt::Debug for TermView {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.id)
    }
}

impl Object for TermView {
    // It is there, whatever it holds; the engine takes an object that lists nothing for empty.
    fn is_true(self: &Arc<Self>) -> bool {
        true
    }

    fn get_value(self: &Arc<Self>, key: &Value) -> Option<Value> {
        self.get_value_by_str(key.as_str()?)
    }

    fn get_value_by_str(self: &Arc<Self>, key: &str) -> Option<Value> {
        let scene = &self.scene;
        let (subject, kind) = match self.of {
            ListingOf::Authors => (Subject::Author(self.id.clone()), "author"),
            ListingOf::Tags | ListingOf::Sections => (Subject::Tag(self.id.clone()), "tag"),
        };
        Some(match key {
            "id" => Value::from(&*self.id),
            "name" => messages::term_name(scene, kind, &self.id),
            "url" => {
                scene.recorder.exists(&scene.locale, &subject, 1).map_or_else(nothing, |(url, _)| Value::from(url))
            }
            "count" => Value::from(scene.recorder.listing(&scene.locale, &subject, 1).count),
            _ => return None,
        })
    }
}

/// All tags, authors or top sections.
pub fn terms(scene: &Arc<Scene>, of: ListingOf) -> Value {
    let terms = scene.recorder.terms(&scene.locale, of);
    Value::from(terms.iter().map(|one| term(scene, of, &one.id)).collect::<Vec<_>>())
}

/// The page of a listing; `none` on pages that list nothing.
pub fn pagination(scene: &Arc<Scene>, page: &Page) -> Value {
    match page.subject {
        Subject::Section(_) | Subject::Tag(_) | Subject::Author(_) => {
            Value::from_object(Pagination { scene: Arc::clone(scene), page: page.clone() })
        }
        _ => nothing(),
    }
}

struct Pagination {
    scene: Arc<Scene>,
    page: Page,
}

impl fmt::Debug for Pagination {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "page {} of {:?}", self.page.number, self.page.subject)
    }
}

impl Object for Pagination {
    // It is there, whatever it holds; the engine takes an object that lists nothing for empty.
    fn is_true(self: &Arc<Self>) -> bool {
        true
    }

    fn get_value(self: &Arc<Self>, key: &Value) -> Option<Value> {
        self.get_value_by_str(key.as_str()?)
    }

    fn get_value_by_str(self: &Arc<Self>, key: &str) -> Option<Value> {
        let Page { locale, subject, number, .. } = &self.page;
        let listing = || self.scene.recorder.listing(locale, subject, *number);
        Some(match key {
            "posts" => Value::from(listing().posts.iter().map(|key| card::card(&self.scene, key)).collect::<Vec<_>>()),
            "current" => Value::from(*number),
            "total" => Value::from(listing().total),
            "count" => Value::from(listing().count),
            "previous" => self.link(number.checked_sub(1).filter(|number| *number > 0)),
            "next" => self.link(Some(number + 1).filter(|next| *next <= listing().total)),
            "window" => {
                let numbers = window(*number, listing().total);
                Value::from(numbers.into_iter().map(|number| self.entry(number)).collect::<Vec<_>>())
            }
            _ => return None,
        })
    }
}

impl Pagination {
    fn url(&self, number: usize) -> Value {
        let place = self.scene.recorder.exists(&self.page.locale, &self.page.subject, number);
        place.map_or_else(nothing, |(url, _)| Value::from(url))
    }

    fn link(&self, number: Option<usize>) -> Value {
        number.map_or_else(nothing, |number| record([("number", Value::from(number)), ("url", self.url(number))]))
    }

    fn entry(&self, number: Option<usize>) -> Value {
        record([
            ("number", number.map_or_else(nothing, Value::from)),
            ("url", number.map_or_else(nothing, |number| self.url(number))),
            ("current", Value::from(number == Some(self.page.number))),
            ("gap", Value::from(number.is_none())),
        ])
    }
}

/// First, last, the current page and its neighbours; a gap of one number shows the number, a wider one is `None`.
fn window(current: usize, total: usize) -> Vec<Option<usize>> {
    let shown = |number: usize| number == 1 || number == total || number.abs_diff(current) <= 1;
    let mut window = Vec::new();
    let mut number = 1;
    while number <= total {
        let alone = shown(number.saturating_sub(1)) && shown(number + 1);
        if shown(number) || alone {
            window.push(Some(number));
        } else if window.last() != Some(&None) {
            window.push(None);
        }
        number += 1;
    }
    window
}

#[cfg(test)]
mod tests {
    use super::window;

    #[test]
    fn shows_ends_and_neighbours() {
        let shown = |current, total| {
            let names = window(current, total).into_iter().map(|n| n.map_or("…".to_owned(), |n| n.to_string()));
            names.collect::<Vec<_>>().join(" ")
        };
        for (current, total, expected) in [
            (12, 20, "1 … 11 12 13 … 20"),
            (1, 1, "1"),
            (1, 3, "1 2 3"),
            (1, 20, "1 2 … 20"),
            (3, 20, "1 2 3 4 … 20"),
            (4, 20, "1 2 3 4 5 … 20"),
            (5, 20, "1 … 4 5 6 … 20"),
            (17, 20, "1 … 16 17 18 19 20"),
            (20, 20, "1 … 19 20"),
        ] {
            assert_eq!(shown(current, total), expected, "{current} of {total}");
        }
    }
}
