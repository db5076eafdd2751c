//! `head()`: in, a page; out, the lines of its `<head>` that search engines, feed readers and social networks read.
//!
//! Title and description stay with the layout, which alone knows how they are worded. Everything here is plain text and
//! absolute addresses, escaped once; none of it is marked, for no element can stand in it.

use super::messages::attribute;
use super::metadata::Metadata;
use super::structured_data;
use crate::locales;
use crate::text::LocaleId;

/// The lines, each an element.
pub fn html(page: &Metadata) -> String {
    let mut lines = Lines::default();
    fill(page, &mut lines);
    lines.0.join("\n")
}

fn fill(page: &Metadata, lines: &mut Lines) {
    if !page.is_indexed {
        // What is not for search engines says so: https://developers.google.com/search/docs, "robots meta tag".
        lines.void("meta", &[("name", "robots"), ("content", "noindex")]);
    }
    // A page that stands for no address has nothing further to tell.
    let Some(canonical) = &page.canonical else { return };
    lines.link(&[("rel", "canonical"), ("href", canonical)]);
    for (locale, url) in &page.translations {
        lines.link(&[("rel", "alternate"), ("hreflang", locale.as_str()), ("href", url)]);
    }
    if let Some(url) = &page.source {
        lines.link(&[("rel", "alternate"), ("hreflang", "x-default"), ("href", url)]);
    }
    if let Some((title, url)) = &page.feed {
        let kind = "application/atom+xml";
        lines.link(&[("rel", "alternate"), ("type", kind), ("title", title), ("href", url)]);
    }
    for (rel, url) in [("prev", &page.previous), ("next", &page.next)] {
        if let Some(url) = url {
            lines.link(&[("rel", rel), ("href", url)]);
        }
    }
    open_graph(page, canonical, lines);
    if let Some(json) = structured_data::json(page, canonical) {
        lines.0.push(format!("<script type=\"application/ld+json\">{json}</script>"));
    }
}

/// The Open Graph protocol (https://ogp.me): what a page looks like where it is shared.
fn open_graph(page: &Metadata, canonical: &str, lines: &mut Lines) {
    lines.property("og:type", if page.post.is_some() { "article" } else { "website" });
    lines.properties("og:title", &page.title);
    lines.properties("og:description", &page.description);
    lines.property("og:url", canonical);
    lines.property("og:locale", &territory(&page.language));
    for (other, _) in page.translations.iter().filter(|(other, _)| *other != page.language) {
        lines.property("og:locale:alternate", &territory(other));
    }
    if let Some(picture) = &page.picture {
        lines.property("og:image", &picture.url);
        if let Some((width, height)) = picture.size {
            lines.property("og:image:width", &width.to_string());
            lines.property("og:image:height", &height.to_string());
        }
        lines.properties("og:image:alt", &picture.alt);
    }
    if let Some(post) = &page.post {
        lines.property("article:published_time", &post.date);
        lines.properties("article:modified_time", &post.updated);
        lines.properties("article:tag", &post.tags);
    }
}

/// The locale as Open Graph writes it: `language_TERRITORY`.
fn territory(locale: &LocaleId) -> String {
    locales::with_territory(locale).replace('-', "_")
}

/// Lines of HTML, one element each.
#[derive(Default)]
struct Lines(Vec<String>);

impl Lines {
    fn link(&mut self, attributes: &[(&str, &str)]) {
        self.void("link", attributes);
    }

    fn property(&mut self, name: &str, content: &str) {
        self.void("meta", &[("property", name), ("content", content)]);
    }

    fn properties<'c>(&mut self, name: &str, contents: impl IntoIterator<Item = &'c String>) {
        contents.into_iter().for_each(|content| self.property(name, content));
    }

    fn void(&mut self, element: &str, attributes: &[(&str, &str)]) {
        let attributes: String = attributes.iter().map(|(name, value)| attribute(name, value)).collect();
        self.0.push(format!("<{element}{attributes}>"));
    }
}
