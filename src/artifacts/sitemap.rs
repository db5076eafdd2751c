//! Sitemaps (https://www.sitemaps.org/protocol.html): in, a live locale; out, the pages that search engines may list,
//! each with its translations, and for the whole site the index of all of these files.

use super::xml::Xml;
use crate::settings::State;
use crate::site::{Page, Recorder, SitemapEntry, Subject};
use crate::text::LocaleId;

const NAMESPACE: (&str, &str) = ("xmlns", "http://www.sitemaps.org/schemas/sitemap/0.9");

/// The text of one sitemap.
pub fn text(recorder: &Recorder, page: &Page) -> String {
    let mut xml = Xml::new();
    xml.open("urlset", &[NAMESPACE, ("xmlns:xhtml", "http://www.w3.org/1999/xhtml")]);
    recorder.sitemap(&page.locale, page.number, |entry| url(&entry, &mut xml));
    xml.close("urlset");
    xml.finish()
}

fn url(entry: &SitemapEntry, xml: &mut Xml) {
    let alternate = |language: &str, url: &str, xml: &mut Xml| {
        xml.empty("xhtml:link", &[("rel", "alternate"), ("hreflang", language), ("href", url)]);
    };
    xml.open("url", &[]);
    xml.text("loc", &[], &entry.url);
    if let Some(changed) = entry.changed {
        xml.text("lastmod", &[], &changed.to_string());
    }
    for (locale, url) in &entry.translations {
        alternate(locale.as_str(), url, xml);
    }
    if let Some(url) = &entry.source {
        alternate("x-default", url, xml);
    }
    xml.close("url");
}

/// The text of the index: the sitemaps below its own folder. Those of another host are named by that host's
/// `robots.txt`, for nobody else may speak for it.
pub fn index(recorder: &Recorder) -> String {
    let own = of_site(recorder).unwrap_or_default();
    let folder = own.rsplit_once('/').map_or("", |(folder, _)| folder);
    let live = recorder.locales().into_iter().filter(|(_, state)| *state == State::Live);
    let mut xml = Xml::new();
    xml.open("sitemapindex", &[NAMESPACE]);
    for url in live.flat_map(|(locale, _)| of_locale(recorder, &locale)).filter(|url| url.starts_with(folder)) {
        xml.open("sitemap", &[]);
        xml.text("loc", &[], &url);
        xml.close("sitemap");
    }
    xml.close("sitemapindex");
    xml.finish()
}

/// The address of the index, when there is one.
pub fn of_site(recorder: &Recorder) -> Option<String> {
    let (url, _) = recorder.exists(&recorder.source_locale(), &Subject::SitemapIndex, 1)?;
    Some(recorder.absolute(&url))
}

/// The addresses of a locale's sitemaps.
pub fn of_locale(recorder: &Recorder, locale: &LocaleId) -> Vec<String> {
    let place = |number| recorder.exists(locale, &Subject::Sitemap, number);
    (1..).map_while(place).map(|(url, _)| recorder.absolute(&url)).collect()
}
