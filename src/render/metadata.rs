//! What a page tells machines of itself: in, the page and what its layout alone knows; out, plain texts and absolute
//! addresses. It is read off the same values that layouts print, so that both say the same.

use std::sync::Arc;

use minijinja::Value;

use super::localized::as_text;
use super::scene::Scene;
use super::{card, listing};
use crate::settings::State;
use crate::site::{Key, Page, Role, Subject};
use crate::text::LocaleId;

/// A page as machines see it.
pub struct Metadata {
    /// Whose text it is.
    pub language: LocaleId,
    /// Its title, where it or its layout has one.
    pub title: Option<String>,
    /// What it is about.
    pub description: Option<String>,
    /// Whether search engines may list it.
    pub is_indexed: bool,
    /// The address that counts: its own, or that of the page whose text it shows; `None` of a page that stands for
    /// whatever address does not exist.
    pub canonical: Option<String>,
    /// The live locales that really have it, itself among them; none when it is alone or does not count itself.
    pub translations: Vec<(LocaleId, String)>,
    /// Which of them is the source's.
    pub source: Option<String>,
    /// The feed of the nearest section that has one: its title and address.
    pub feed: Option<(String, String)>,
    /// The page before it in its listing.
    pub previous: Option<String>,
    /// The page after it.
    pub next: Option<String>,
    /// The picture that stands for it.
    pub picture: Option<Picture>,
    /// The sections above it, the root first, each with title and address.
    pub ancestors: Vec<(String, String)>,
    /// What only posts have.
    pub post: Option<Post>,
}

/// A picture.
pub struct Picture {
    /// Where it is.
    pub url: String,
    /// What it shows.
    pub alt: Option<String>,
    /// Width and height in pixels, where they are known.
    pub size: Option<(u32, u32)>,
}

/// What only posts have. Dates as ISO 8601 writes them.
pub struct Post {
    /// When it was published.
    pub date: String,
    /// When it was last changed.
    pub updated: Option<String>,
    /// Names of its tags.
    pub tags: Vec<String>,
    /// Names of its authors, each with the address of their page, where there is one.
    pub authors: Vec<(String, Option<String>)>,
}

/// What only the layout knows.
#[derive(Default)]
pub struct Given {
    /// A title for pages that have none of their own, or another one.
    pub title: Option<String>,
    /// A description likewise.
    pub description: Option<String>,
}

/// The metadata of a page.
pub fn of(scene: &Arc<Scene>, page: &Page, given: Given) -> Metadata {
    let recorder = &scene.recorder;
    let shown = card::page(scene, page);
    let owner = shown.get_attr("locale").ok().and_then(|locale| text(&locale, "id"));
    let language = owner.map_or_else(|| page.locale.clone(), |id| LocaleId::new(&id));
    let own = place(scene, &page.locale, page, page.number).filter(|_| page.role != Role::NotFound);
    let is_original = own.as_ref().is_some_and(|(_, is_real)| *is_real);
    let original = || real(scene, &language, page).filter(|_| recorder.is_live(&language));
    let canonical = own.map(|(url, _)| if is_original { url } else { original().unwrap_or(url) });
    let counts = recorder.is_live(&page.locale) && !matches!(page.role, Role::NotFound | Role::Search);
    let translations = if counts && is_original { translations(scene, page) } else { Vec::new() };
    let source = recorder.source_locale();
    Metadata {
        title: given.title.or_else(|| text(&shown, "title")),
        description: given.description.or_else(|| text(&shown, "summary")),
        is_indexed: recorder.is_live(&page.locale) && recorder.is_release(),
        canonical,
        source: translations.iter().find(|(locale, _)| *locale == source).map(|(_, url)| url.clone()),
        translations,
        feed: feed(scene, page, &shown),
        previous: neighbour(scene, page, page.number.checked_sub(1).filter(|number| *number > 0)),
        next: neighbour(scene, page, Some(page.number + 1)),
        picture: picture(scene, &shown),
        ancestors: ancestors(scene, &shown),
        post: if page.role == Role::Post { post(scene, &shown) } else { None },
        language,
    }
}

/// Where page `number` of the subject stands in a locale, and whether it is really in its language.
fn place(scene: &Scene, locale: &LocaleId, page: &Page, number: usize) -> Option<(String, bool)> {
    let (url, is_real) = scene.recorder.exists(locale, &page.subject, number)?;
    Some((scene.recorder.absolute(&url), is_real))
}

/// Where the page stands in a locale that really has it.
fn real(scene: &Scene, locale: &LocaleId, page: &Page) -> Option<String> {
    place(scene, locale, page, page.number).filter(|(_, is_real)| *is_real).map(|(url, _)| url)
}

/// The live locales that really have the page; one alone is no translation.
fn translations(scene: &Scene, page: &Page) -> Vec<(LocaleId, String)> {
    let live = scene.recorder.locales().into_iter().filter(|(_, state)| *state == State::Live);
    let found: Vec<_> = live.filter_map(|(id, _)| real(scene, &id, page).map(|url| (id, url))).collect();
    if found.len() > 1 { found } else { Vec::new() }
}

/// The feed of the page's own section, else of the nearest one above.
fn feed(scene: &Scene, page: &Page, shown: &Value) -> Option<(String, String)> {
    let (recorder, locale) = (&scene.recorder, &page.locale);
    let own = || shown.get_attr("section").ok().and_then(|section| text(&section, "id")).unwrap_or_default();
    let mut section: Key = match &page.subject {
        Subject::Section(key) => key.clone(),
        _ => own().into(),
    };
    if !recorder.is_live(locale) {
        return None;
    }
    loop {
        if let Some((url, _)) = recorder.exists(locale, &Subject::Feed(section.clone()), 1) {
            let title = as_text(&listing::section_title(scene, &section)).unwrap_or_default().into_owned();
            return Some((title, recorder.absolute(&url)));
        }
        section = recorder.section(locale, &section)?.parent?;
    }
}

/// Another page of the same listing.
fn neighbour(scene: &Scene, page: &Page, number: Option<usize>) -> Option<String> {
    let is_listing = matches!(page.subject, Subject::Section(_) | Subject::Tag(_) | Subject::Author(_));
    place(scene, &page.locale, page, number.filter(|_| is_listing)?).map(|(url, _)| url)
}

fn picture(scene: &Scene, page: &Value) -> Option<Picture> {
    let image = page.get_attr("image").ok()?;
    let side = |name: &str| image.get_attr(name).ok().and_then(|side| u32::try_from(side).ok());
    let url = scene.recorder.absolute(&text(&image, "src")?);
    Some(Picture { url, alt: text(&image, "alt"), size: side("width").zip(side("height")) })
}

fn ancestors(scene: &Scene, page: &Value) -> Vec<(String, String)> {
    let named = |one: &Value| Some((text(one, "title")?, scene.recorder.absolute(&text(one, "url")?)));
    list(page, "ancestors").iter().filter_map(named).collect()
}

fn post(scene: &Scene, page: &Value) -> Option<Post> {
    let author = |one: &Value| Some((text(one, "name")?, text(one, "url").map(|url| scene.recorder.absolute(&url))));
    Some(Post {
        date: text(page, "date")?,
        updated: text(page, "updated"),
        tags: list(page, "tags").iter().filter_map(|one| text(one, "name")).collect(),
        authors: list(page, "authors").iter().filter_map(author).collect(),
    })
}

/// A field as plain text; `None` when there is none or it is empty.
fn text(value: &Value, field: &str) -> Option<String> {
    let field = value.get_attr(field).ok()?;
    as_text(&field).map(std::borrow::Cow::into_owned).filter(|text| !text.is_empty())
}

fn list(value: &Value, field: &str) -> Vec<Value> {
    let field = value.get_attr(field).unwrap_or_default();
    field.try_iter().map(Iterator::collect).unwrap_or_default()
}
