//! A post, page or section as layouts see it.

use std::fmt;
use std::sync::Arc;

use minijinja::Value;
use minijinja::value::Object;

use super::localized::{Localized, day};
use super::marks::Origin;
use super::record::record;
use super::scene::Scene;
use super::{body, listing, messages, sites};
use crate::content::{self, Destination};
use crate::diagnostic::{Diagnostic, Place, codes};
use crate::site::{Head, Key, ListingOf, Page, Subject};

/// Characters of a summary that was not written but taken from the text.
const SUMMARY: usize = 300;

/// A subject seen by a layout. Its head is looked up once; all else when it is asked for.
pub struct Card {
    scene: Arc<Scene>,
    subject: Subject,
    head: Option<Head>,
    /// The page itself, which also has a body and neighbours.
    page: Option<Page>,
}

impl fmt::Debug for Card {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?}", self.subject)
    }
}

/// The page that is made.
pub fn page(scene: &Arc<Scene>, page: &Page) -> Value {
    let head = match &page.subject {
        Subject::Entry(_) | Subject::Section(_) => scene.recorder.head(&scene.locale, &page.subject),
        _ => None,
    };
    let scene = Arc::clone(scene);
    Value::from_object(Card { scene, subject: page.subject.clone(), head, page: Some(page.clone()) })
}

/// A post on another page; `none` when there is none of this key.
pub fn card(scene: &Arc<Scene>, key: &Key) -> Value {
    let subject = Subject::Entry(key.clone());
    match scene.recorder.head(&scene.locale, &subject) {
        Some(head) => Value::from_object(Card { scene: Arc::clone(scene), subject, head: Some(head), page: None }),
        None => Value::from(()),
    }
}

impl Object for Card {
    // It is there, whatever it holds; the engine takes an object that lists nothing for empty.
    fn is_true(self: &Arc<Self>) -> bool {
        true
    }

    fn get_value(self: &Arc<Self>, key: &Value) -> Option<Value> {
        self.get_value_by_str(key.as_str()?)
    }

    fn get_value_by_str(self: &Arc<Self>, key: &str) -> Option<Value> {
        if let Some(page) = &self.page {
            match key {
                "kind" => return Some(Value::from(page.role.name())),
                "number" => return Some(Value::from(page.number)),
                "content" => return Some(self.content()),
                "toc" => return Some(self.toc()),
                "stale" => return Some(self.stale()),
                "previous" => return Some(self.neighbour(false)),
                "next" => return Some(self.neighbour(true)),
                _ => {}
            }
        }
        self.field(key)
    }
}

impl Card {
    fn field(&self, key: &str) -> Option<Value> {
        let head = self.head.as_ref();
        let front = head.map(Head::front);
        Some(match key {
            "kind" => Value::from(if front?.date.is_some() { "post" } else { "page" }),
            "title" => self.title(),
            "summary" => head.map_or_else(nothing, |head| self.summary(head)),
            "lede" => match (head, front.and_then(|front| front.summary.as_ref())) {
                (Some(head), Some(_)) => self.summary(head),
                _ => nothing(),
            },
            "date" => day(front.and_then(|front| front.date)),
            "updated" => day(front.and_then(|front| front.updated)),
            "authors" => self.terms(ListingOf::Authors, front.map_or(&[], |front| &front.authors)),
            "tags" => self.terms(ListingOf::Tags, front.map_or(&[], |front| &front.tags)),
            "image" => head.map_or_else(nothing, |head| self.image(head)),
            "url" => self.url(),
            "locale" => sites::locale(&self.scene, head.map_or(&self.scene.locale, |head| &head.owner)),
            "translated" => Value::from(head.is_none_or(|head| head.owner == self.scene.locale)),
            "reading_time" => head.map_or_else(nothing, |head| Value::from(head.minutes())),
            "section" => head
                .and_then(|head| head.section.as_ref())
                .map_or_else(nothing, |key| listing::section(&self.scene, key).unwrap_or_else(nothing)),
            "ancestors" => self.ancestors(),
            _ => return None,
        })
    }

    fn text(&self, head: &Head, field: &'static str, text: impl Into<Arc<str>>) -> Value {
        Localized::text(text, Origin::Field(self.subject.clone(), field), head.owner.clone())
    }

    fn title(&self) -> Value {
        match (&self.subject, &self.head) {
            (_, Some(head)) => self.text(head, "title", head.title()),
            (Subject::Tag(id), None) => messages::term_name(&self.scene, "tag", id),
            (Subject::Author(id), None) => messages::term_name(&self.scene, "author", id),
            _ => nothing(),
        }
    }

    fn summary(&self, head: &Head) -> Value {
        let cjk = head.owner.is_unspaced();
        match &head.front().summary {
            Some(summary) => {
                let limit = if cjk { SUMMARY / 2 } else { SUMMARY };
                self.text(head, "summary", content::cut(summary, limit, cjk))
            }
            None => self.text(head, "summary", Arc::clone(head.excerpt())),
        }
    }

    fn terms(&self, of: ListingOf, ids: &[Arc<str>]) -> Value {
        let term = |id: &Arc<str>| listing::term(&self.scene, of, id);
        Value::from(ids.iter().map(term).collect::<Vec<_>>())
    }

    fn image(&self, head: &Head) -> Value {
        let Some(image) = &head.front().image else { return nothing() };
        let alt = self.text(head, "image.alt", image.alt.as_str());
        if matches!(content::destination(&image.src), Destination::Forbidden(_) | Destination::Contact) {
            let place = Place::Field(head.path().clone(), "image".to_owned());
            let message = format!("`{}` is no address of a picture", image.src);
            self.scene.find(
                Diagnostic::new(codes::content::FORBIDDEN_SCHEME, place, message)
                    .hint("name a picture beside the page, or an http or https address"),
            );
            return nothing();
        }
        if matches!(content::destination(&image.src), Destination::External) {
            return record([
                ("src", Value::from(image.src.as_str())),
                ("alt", alt),
                ("width", nothing()),
                ("height", nothing()),
                ("srcset", nothing()),
            ]);
        }
        let link = self.scene.recorder.link(&self.scene.locale, head.folder(), &image.src);
        let place = Place::Field(head.path().clone(), "image".to_owned());
        body::report(&self.scene, &link, &image.src, &head.owner, place);
        let picture = link.file.as_ref().and_then(|file| self.scene.recorder.picture(file));
        let srcset = picture.as_ref().and_then(|picture| body::srcset(picture, &link.url));
        let size = picture.map(|picture| picture.size);
        let side = |side: Option<u32>| side.map_or_else(nothing, Value::from);
        record([
            ("src", Value::from(link.url)),
            ("alt", alt),
            ("width", side(size.map(|size| size.width))),
            ("height", side(size.map(|size| size.height))),
            ("srcset", srcset.map_or_else(nothing, Value::from)),
        ])
    }

    fn url(&self) -> Value {
        if let Some(page) = &self.page {
            let place = self.scene.recorder.exists(&page.locale, &page.subject, page.number);
            return place.map_or_else(nothing, |(url, _)| Value::from(url));
        }
        self.head.as_ref().and_then(|head| head.url.as_deref()).map_or_else(nothing, Value::from)
    }

    fn ancestors(&self) -> Value {
        let scene = &self.scene;
        let from: Key = match (&self.subject, &self.head) {
            (Subject::Section(key), _) => match scene.recorder.section(&scene.locale, key).and_then(|one| one.parent) {
                Some(parent) => parent,
                None => return Value::from(Vec::<Value>::new()),
            },
            (_, Some(head)) => head.section.clone().unwrap_or_default(),
            _ => "".into(),
        };
        let above = scene.recorder.ancestors(&scene.locale, &from);
        let entry = |ancestor: crate::site::Ancestor| {
            let title = listing::section_title(scene, &ancestor.key);
            record([("title", title), ("url", Value::from(ancestor.url))])
        };
        Value::from(above.into_iter().map(entry).collect::<Vec<_>>())
    }

    fn content(&self) -> Value {
        let Some(head) = &self.head else { return nothing() };
        Value::from_object(Localized {
            plain: Arc::clone(head.excerpt()),
            html: Some(body::html(&self.scene, &self.subject, head)),
            block: true,
            origin: Origin::Field(self.subject.clone(), "content"),
            locale: head.owner.clone(),
        })
    }

    fn toc(&self) -> Value {
        let body = self.scene.recorder.body(&self.scene.locale, &self.subject);
        let (Some(body), Some(head)) = (body, &self.head) else { return Value::from(Vec::<Value>::new()) };
        let entry = |heading: &content::Heading| {
            let title = self.text(head, "toc", heading.title.as_str());
            record([("id", Value::from(heading.id.as_str())), ("level", Value::from(heading.level)), ("title", title)])
        };
        Value::from(body.toc().iter().map(entry).collect::<Vec<_>>())
    }

    fn stale(&self) -> Value {
        let drift = self.scene.recorder.drift(&self.scene.locale, &self.subject);
        drift.map_or_else(nothing, |drift| Value::from(drift.name()))
    }

    fn neighbour(&self, newer: bool) -> Value {
        let Subject::Entry(key) = &self.subject else { return nothing() };
        let (older, next) = self.scene.recorder.neighbours(&self.scene.locale, key);
        let key = if newer { next } else { older };
        key.map_or_else(nothing, |key| card(&self.scene, &key))
    }
}

fn nothing() -> Value {
    Value::from(())
}

/// The summary or content of a section's `_index.md`; `none` where it has none.
pub fn section_field(scene: &Arc<Scene>, key: &Key, field: &str) -> Value {
    let subject = Subject::Section(key.clone());
    let Some(head) = scene.recorder.head(&scene.locale, &subject) else { return nothing() };
    let card = Card { scene: Arc::clone(scene), subject, head: Some(head), page: None };
    if field == "content" { card.content() } else { card.field(field).unwrap_or_else(nothing) }
}
