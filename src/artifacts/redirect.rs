//! A page at an old address: in, the page that it leads to; out, HTML that takes browsers there, and tells search
//! engines which address counts. Its only text is that address.
//!
//! A refresh without delay counts as a redirect for browsers (HTML, "shared declarative refresh steps") and for search
//! engines. Where the server redirects by rules, nobody reads it.

use crate::locales::direction;
use crate::site::{Page, Recorder, Target};
use crate::text::escaped_html;

/// The text of the page; empty while what it leads to is not there.
pub fn text(recorder: &Recorder, page: &Page, target: &Target) -> String {
    let Target { locale, subject, number } = target;
    let Some((url, _)) = recorder.exists(locale, subject, *number) else { return String::new() };
    let absolute = recorder.absolute(&url);
    let whole = escaped_html(&absolute);
    // Of another host than the page's own, a path would not do.
    let url = if recorder.own_host(&page.locale).is_some() { whole.clone() } else { escaped_html(&url) };
    format!(
        "<!doctype html>\n<html lang=\"{locale}\" dir=\"{}\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>{whole}</title>\n\
         <meta http-equiv=\"refresh\" content=\"0; url={url}\">\n<link rel=\"canonical\" href=\"{whole}\">\n</head>\n<body>\n<p><a href=\"{url}\">{whole}</a></p>\n</body>\n\
         </html>\n",
        direction(locale)
    )
}
