//! A page as a browser gets it: in, what was published and a path; out, the bytes, with the panel's script in them.

use std::sync::Arc;

use axum::http::StatusCode;

use super::address::{Found, find};
use super::state::{Published, State};
use crate::disk;
use crate::text::Digest;

/// A page as it is shown.
pub struct Shown {
    /// How the request ended.
    pub status: StatusCode,
    /// The page without the panel's script.
    pub bytes: Vec<u8>,
    /// Which version of the page it is.
    pub version: Digest,
    /// It cannot be made as its sources are; what is shown is its last good form, or the word that there is none.
    pub broken: bool,
    /// Where it stands in the output folder, unless the page is not one of the site's.
    pub output: Option<Arc<str>>,
}

/// The page that is shown at a path of the site, whatever stands there: for a browser that has it open.
pub fn shown_at(state: &State, published: &Published, path: &str) -> Shown {
    match find(published.snapshot.site(), path) {
        Found::Page(output) => page(state, published, output, StatusCode::OK),
        // A page has come to be one level deeper; the browser is led there when it asks again.
        Found::Moved(path) => match find(published.snapshot.site(), &path) {
            Found::Page(output) => page(state, published, output, StatusCode::OK),
            _ => nothing(),
        },
        Found::Nothing(Some(output)) => page(state, published, output, StatusCode::NOT_FOUND),
        Found::File(..) | Found::Artifact(_) | Found::Nothing(None) => nothing(),
    }
}

/// A page of the site.
pub fn page(state: &State, published: &Published, output: Arc<str>, status: StatusCode) -> Shown {
    let Some(page) = published.snapshot.page(&output) else { return nothing() };
    let last = || disk::read_exactly(&state.out.as_deref()?.join(&*output), page.version);
    match page.bytes.or_else(last) {
        Some(bytes) => Shown { status, bytes, version: page.version, broken: page.failed, output: Some(output) },
        None => Shown { output: Some(output), ..own(StatusCode::INTERNAL_SERVER_ERROR, UNMADE) },
    }
}

const MISSING: &str = "There is no page at this address. When there is one, it shows here by itself.";
const UNMADE: &str = "This page cannot be made as its sources are. When they are repaired, it shows here by itself.";

/// For an address where nothing stands, on a site without a page that says so.
pub fn nothing() -> Shown {
    own(StatusCode::NOT_FOUND, MISSING)
}

/// A page of ours, for whoever edits the site.
fn own(status: StatusCode, words: &str) -> Shown {
    let head = "<!DOCTYPE html>\n<html lang=\"en\">\n<meta charset=\"utf-8\">\n<title>Isogloss</title>\n<body>\n";
    let bytes = format!("{head}<p>{words}</p>\n</body>\n</html>\n").into_bytes();
    let broken = status == StatusCode::INTERNAL_SERVER_ERROR;
    Shown { status, version: Digest::of(&bytes), bytes, broken, output: None }
}

impl Shown {
    /// Whether it is HTML, which the panel belongs into.
    pub fn is_html(&self) -> bool {
        self.output.as_ref().is_none_or(|output| output.ends_with(".html"))
    }

    /// The bytes with the panel's script, which is told the version of the page and of the published files.
    pub fn with_panel(self, files: Digest) -> Vec<u8> {
        if !self.is_html() {
            return self.bytes;
        }
        let told = format!("data-isogloss=\"{}\" data-files=\"{files}\"", self.version);
        let script = format!("<script type=\"module\" src=\"/.isogloss/panel.js\" {told}></script>");
        let mut bytes = self.bytes;
        let end = last_body_end(&bytes).unwrap_or(bytes.len());
        bytes.splice(end..end, script.into_bytes());
        bytes
    }
}

/// Where the last `</body>` begins.
fn last_body_end(bytes: &[u8]) -> Option<usize> {
    const END: &[u8] = b"</body>";
    bytes.windows(END.len()).rposition(|window| window.eq_ignore_ascii_case(END))
}

#[cfg(test)]
mod tests {
    use super::{Shown, StatusCode, own};
    use crate::text::Digest;

    fn with_panel(html: &str, output: &str) -> String {
        let shown = Shown { bytes: html.into(), output: Some(output.into()), ..own(StatusCode::OK, "") };
        String::from_utf8(Shown { version: Digest::NONE, ..shown }.with_panel(Digest::NONE)).unwrap()
    }

    #[test]
    fn the_script_goes_before_the_end_of_the_body() {
        let script = with_panel("", "a.html");
        assert!(script.starts_with("<script type=\"module\" src=\"/.isogloss/panel.js\" data-isogloss=\"0000"));
        assert!(script.ends_with("</script>"));
        for (html, at) in [
            ("<body>x</body></html>", 7),
            ("<BODY>x</BODY ></body>\n", 15),
            ("<pre>&lt;/body></pre><!-- </body> --><p></body>", 40),
            ("no body", 7),
        ] {
            assert_eq!(with_panel(html, "a.html"), format!("{}{script}{}", &html[..at], &html[at..]), "{html}");
        }
        assert_eq!(with_panel("<a></body>", "feed.xml"), "<a></body>");
    }
}
