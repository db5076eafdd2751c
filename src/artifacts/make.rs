//! Which artifact a page is: in, the page; out, what its own file makes of it.

use super::{feed, redirect, robots, rules, search, sitemap};
use crate::render::{Piece, Rendered};
use crate::site::{Page, Recorder, Subject};

/// Makes an artifact. A page with a layout is none, and comes out empty.
pub fn make(recorder: Recorder, page: &Page) -> Rendered {
    let text = match &page.subject {
        Subject::Robots => robots::text(&recorder, page),
        Subject::Feed(section) => feed::text(&recorder, page, section),
        Subject::Sitemap => sitemap::text(&recorder, page),
        Subject::SitemapIndex => sitemap::index(&recorder),
        Subject::Redirect(target) => redirect::text(&recorder, page, target),
        Subject::Rules(file) => rules::text(&recorder, page, *file),
        Subject::SearchFile(file) => search::text(&recorder, &page.locale, *file),
        _ => String::new(),
    };
    Rendered { pieces: vec![Piece::Bytes(text)], reads: recorder.take_notes(), ..Rendered::default() }
}
