//! Atom feeds (RFC 4287): in, a section of a locale; out, its newest posts in that language with their whole text.

use std::sync::Arc;

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

use super::xml::Xml;
use crate::content::Part;
use crate::locales::Arguments;
use crate::site::{Head, Key, Page, Recorder, Subject};
use crate::text::{Date, LocaleId, escape_html};

/// What stands in a `tag:` URI as it is (RFC 4151, section 2.1): the unreserved characters of RFC 3986, and the slash.
const ENCODED: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~').remove(b'/');

/// The text of the file.
pub fn text(recorder: &Recorder, page: &Page, section: &Key) -> String {
    let feed = Feed { recorder, locale: &page.locale };
    let posts: Vec<(Key, Head)> = recorder
        .feed(&page.locale, section)
        .into_iter()
        .filter_map(|key| recorder.head(&page.locale, &Subject::Entry(key.clone())).map(|head| (key, head)))
        .collect();
    let mut xml = Xml::new();
    xml.open("feed", &[("xmlns", "http://www.w3.org/2005/Atom"), ("xml:lang", page.locale.as_str())]);
    feed.about(section, &posts, &mut xml);
    for (key, post) in &posts {
        feed.entry(key, post, &mut xml);
    }
    xml.close("feed");
    xml.finish()
}

/// Where a feed's parts come from.
struct Feed<'f> {
    recorder: &'f Recorder,
    locale: &'f LocaleId,
}

impl Feed<'_> {
    /// What the feed is, before its entries.
    fn about(&self, section: &Key, posts: &[(Key, Head)], xml: &mut Xml) {
        let head = self.recorder.head(self.locale, &Subject::Section(section.clone()));
        let own = self.url(&Subject::Feed(section.clone())).unwrap_or_default();
        let language = self.foreign(head.as_ref());
        xml.text("id", &[], &own);
        xml.text("title", &language, &self.title(head.as_ref()));
        if let Some(summary) = head.as_ref().and_then(|head| head.front().summary.as_deref()) {
            xml.text("subtitle", &language, summary);
        }
        let newest = posts.iter().filter_map(|(_, post)| changed(post)).max();
        if let Some(updated) = newest.or_else(|| self.recorder.build_date()) {
            xml.text("updated", &[], &midnight(updated));
        }
        // RFC 4287, section 4.1.1: where an entry names no author, the feed does.
        xml.open("author", &[]);
        let root = self.recorder.head(self.locale, &Subject::Section("".into()));
        xml.text("name", &[], &self.title(root.as_ref()));
        xml.close("author");
        xml.empty("link", &[("rel", "self"), ("type", "application/atom+xml"), ("href", &own)]);
        self.alternate(&Subject::Section(section.clone()), xml);
    }

    fn entry(&self, key: &Key, post: &Head, xml: &mut Xml) {
        let front = post.front();
        let subject = Subject::Entry(key.clone());
        let (Some(date), Some(updated)) = (front.date, changed(post)) else { return };
        xml.open("entry", &[]);
        xml.text("id", &[], &self.id(date, key));
        xml.text("title", &[], post.title());
        xml.text("published", &[], &midnight(date));
        xml.text("updated", &[], &midnight(updated));
        for id in &*front.authors {
            xml.open("author", &[]);
            xml.text("name", &[], &self.name("author", id));
            if let Some(url) = self.url(&Subject::Author(Arc::clone(id))) {
                xml.text("uri", &[], &url);
            }
            xml.close("author");
        }
        for id in &*front.tags {
            xml.empty("category", &[("term", id), ("label", &self.name("tag", id))]);
        }
        self.alternate(&subject, xml);
        if let Some(summary) = &front.summary {
            xml.text("summary", &[], summary);
        }
        let base = self.url(&subject).unwrap_or_default();
        xml.text("content", &[("type", "html"), ("xml:base", &base)], &self.body(&subject, post, &base));
        xml.close("entry");
    }

    /// The body as HTML that is right wherever it is read: every address has its host.
    fn body(&self, subject: &Subject, post: &Head, base: &str) -> String {
        let Some(body) = self.recorder.body(self.locale, subject) else { return String::new() };
        let mut html = String::new();
        let address = |name: &str, written: &str, html: &mut String| {
            let link = self.recorder.link(self.locale, post.folder(), written);
            html.push_str(&format!(" {name}=\""));
            escape_html(&self.recorder.absolute(&link.url), html);
            html.push('"');
        };
        for part in body.parts() {
            match part {
                // A quotation mark in a text is a reference, so this is a link to a place of the same page.
                Part::Html(finished) => html.push_str(&finished.replace("href=\"#", &format!("href=\"{base}#"))),
                Part::Link(target) => address("href", &target.target, &mut html),
                Part::Picture(target) => address("src", &target.target, &mut html),
            }
        }
        html
    }

    /// The page that says the same.
    fn alternate(&self, subject: &Subject, xml: &mut Xml) {
        if let Some(url) = self.url(subject) {
            let language = self.locale.as_str();
            xml.empty("link", &[("rel", "alternate"), ("type", "text/html"), ("hreflang", language), ("href", &url)]);
        }
    }

    fn url(&self, subject: &Subject) -> Option<String> {
        let (url, _) = self.recorder.exists(self.locale, subject, 1)?;
        Some(self.recorder.absolute(&url))
    }

    /// Says whose language a section's texts are, where they are not the feed's.
    fn foreign<'h>(&self, section: Option<&'h Head>) -> Vec<(&'static str, &'h str)> {
        let owner = section.map(|section| &section.owner).filter(|owner| *owner != self.locale);
        owner.map(|owner| ("xml:lang", owner.as_str())).into_iter().collect()
    }

    /// The title of a section; the site's host where it has none.
    fn title(&self, section: Option<&Head>) -> String {
        section.map_or_else(|| self.host(), |section| section.title().to_owned())
    }

    /// The name of a tag or author: its message, else the id itself.
    fn name(&self, kind: &str, id: &str) -> String {
        let message = self.recorder.message(self.locale, &format!("{kind}-{id}").into(), &Arguments::default());
        message.map_or_else(|| id.to_owned(), |message| message.text.to_string())
    }

    /// A `tag:` URI (RFC 4151): the post keeps it when its address moves.
    fn id(&self, date: Date, key: &Key) -> String {
        let base = self.recorder.base_url();
        let (host, path) = base.split_once("://").and_then(|(_, rest)| rest.split_once('/')).unwrap_or_default();
        let place = format!("{path}{}/{key}", self.locale);
        format!("tag:{},{date}:{}", name_of(host), utf8_percent_encode(&place, ENCODED))
    }

    /// What the site is called when nothing gives it a title.
    fn host(&self) -> String {
        let base = self.recorder.base_url();
        name_of(base.split("://").nth(1).unwrap_or_default()).to_owned()
    }
}

/// A host without what follows its name.
fn name_of(host: &str) -> &str {
    host.split(['/', ':']).next().unwrap_or_default()
}

/// When a post was last changed.
fn changed(post: &Head) -> Option<Date> {
    let front = post.front();
    front.updated.max(front.date)
}

/// A day as a moment (RFC 3339): we know no hours.
fn midnight(date: Date) -> String {
    format!("{date}T00:00:00Z")
}
