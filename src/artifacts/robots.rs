//! `robots.txt` (RFC 9309): in, whether this is a release; out, what robots may read, and where it is listed.

use super::sitemap;
use crate::site::{Page, Recorder};

/// The text of the file. What is no release is nobody's to read: it changes all the time, and shows locales that are
/// not ready.
pub fn text(recorder: &Recorder, page: &Page) -> String {
    if !recorder.is_release() {
        return "User-agent: *\nDisallow: /\n".to_owned();
    }
    let listed: Vec<String> = match page.is_shared() {
        true => sitemap::of_site(recorder).into_iter().collect(),
        false => sitemap::of_locale(recorder, &page.locale),
    };
    let lines: String = listed.iter().map(|url| format!("Sitemap: {url}\n")).collect();
    format!("User-agent: *\nAllow: /\n{lines}")
}
