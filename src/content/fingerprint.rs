//! What a translation of a page is made from: in, a page; out, the fingerprint of what its readers see.

use std::collections::BTreeMap;

use super::body::{Body, Part};
use super::front_matter::FrontMatter;
use crate::text::{Digest, Digester, Fingerprint, bare_words};

/// The fingerprint of a page: title, summary, picture, date, tags, authors and body. What concerns this page alone
/// (its slug, its layout, whether it is a draft, when it was updated) does not count.
pub(super) fn fingerprint(front: &FrontMatter, body: &Body, body_digest: Digest) -> Fingerprint {
    let image = front.image.as_ref();
    let alternative = image.map(|image| image.alt.as_str());
    let mut text = Digester::default();
    text.maybe(front.title.as_deref()).maybe(front.summary.as_deref()).maybe(alternative);
    text.maybe(image.map(|image| image.src.as_str())).maybe(front.date.map(|date| date.to_string()).as_deref());
    for names in [&front.tags, &front.authors] {
        text.number(names.len() as u64);
        for name in &**names {
            text.str(name);
        }
    }
    text.digest(body_digest);
    let page = read(&body.parts);
    let mut words = Digester::default();
    for field in [front.title.as_deref(), front.summary.as_deref(), alternative, Some(&page.words)] {
        words.maybe(field.map(bare_words).as_deref());
    }
    let mut markup = Digester::default();
    for (tag, count) in page.tags {
        markup.str(tag).number(count);
    }
    for target in page.targets {
        markup.str(target);
    }
    Fingerprint::new(text.finish(), words.finish(), markup.finish())
}

/// What a body is made of.
#[derive(Default)]
struct Page<'b> {
    /// Its text.
    words: String,
    /// Its elements, with how many of each there are.
    tags: BTreeMap<&'b str, u64>,
    /// Where it leads, and its pictures.
    targets: Vec<&'b str>,
}

/// Reads finished HTML, in which `<` and `>` stand for nothing but the borders of tags.
fn read(parts: &[Part]) -> Page<'_> {
    let mut page = Page::default();
    let mut in_tag = false;
    for part in parts {
        let mut rest = match part {
            Part::Html(html) => &**html,
            Part::Link(link) | Part::Picture(link) => {
                page.targets.push(&link.target);
                continue;
            }
        };
        while !rest.is_empty() {
            let (piece, after) = rest.split_once(if in_tag { '>' } else { '<' }).unwrap_or((rest, ""));
            if !in_tag {
                page.words.push_str(piece);
                let name = after.split([' ', '>', '/']).next().unwrap_or_default();
                if !name.is_empty() {
                    *page.tags.entry(name).or_default() += 1;
                }
            }
            in_tag = if piece.len() == rest.len() { in_tag } else { !in_tag };
            rest = after;
        }
    }
    page
}
