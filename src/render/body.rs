//! The body of a post for readers of one locale: finished HTML with the site's addresses put in.

use super::messages::attribute;
use super::scene::Scene;
use crate::content::{LinkTarget, Part};
use crate::diagnostic::{Diagnostic, Place, codes};
use crate::site::{Head, Link, LinkState, Picture, Subject};
use crate::text::LocaleId;

/// How wide a picture in a text is shown, for browsers that cannot measure it when they come to it (`auto`; these
/// pictures are all loaded lazily): as wide as the screen, up to a column of text.
const SIZES: &str = "auto, (min-width: 42rem) 42rem, 100vw";

/// Bytes that the attributes of a link seldom go beyond.
const ROOM_OF_LINK: usize = 64;

/// The HTML of a subject's body.
pub fn html(scene: &Scene, subject: &Subject, head: &Head) -> String {
    let Some(body) = scene.recorder.body(&scene.locale, subject) else { return String::new() };
    let room = |part: &Part| if let Part::Html(finished) = part { finished.len() } else { ROOM_OF_LINK };
    let mut html = String::with_capacity(body.parts().iter().map(room).sum());
    let mut number = 0;
    for part in body.parts() {
        match part {
            Part::Html(finished) => html.push_str(finished),
            Part::Link(target) => {
                let link = resolve(scene, head, target, &mut number);
                html.push_str(&attribute("href", &link.url));
                if let Some(hreflang) = &link.hreflang {
                    html.push_str(&attribute("hreflang", hreflang.as_str()));
                }
            }
            Part::Picture(target) => {
                let link = resolve(scene, head, target, &mut number);
                html.push_str(&attribute("src", &link.url));
                if let Some(picture) = link.file.as_ref().and_then(|file| scene.recorder.picture(file)) {
                    html.push_str(&format!(" width=\"{}\" height=\"{}\"", picture.size.width, picture.size.height));
                    if let Some(srcset) = srcset(&picture, &link.url) {
                        html.push_str(&attribute("srcset", &srcset));
                        html.push_str(&attribute("sizes", SIZES));
                    }
                }
            }
        }
    }
    html
}

/// What a browser may choose from: the smaller variants of a picture, and itself, each with its width in pixels (HTML,
/// srcset attributes); `None` when there is but itself.
pub fn srcset(picture: &Picture, url: &str) -> Option<String> {
    let own = (picture.size.width, url.to_owned());
    let all = picture.variants.iter().chain([&own]).map(|(width, url)| format!("{url} {width}w"));
    (!picture.variants.is_empty()).then(|| all.collect::<Vec<_>>().join(", "))
}

/// Resolves the next link of the body. It is reported by its number: its place may move without a render.
fn resolve(scene: &Scene, head: &Head, target: &LinkTarget, number: &mut u32) -> Link {
    let link = scene.recorder.link(&scene.locale, head.folder(), &target.target);
    report(scene, &link, &target.target, &head.owner, Place::Link(head.path().clone(), *number));
    *number += 1;
    link
}

/// Reports an address that leads nowhere, or to another language where the text is the reader's own.
pub fn report(scene: &Scene, link: &Link, written: &str, owner: &LocaleId, place: Place) {
    match link.state {
        LinkState::Here => {}
        LinkState::Broken => scene.find(
            Diagnostic::new(
                codes::content::BROKEN_LINK,
                place,
                format!("`{written}` leads to no page or file of the site"),
            )
            .hint("correct the address; a page is named by its place under content/<locale>/"),
        ),
        LinkState::Untranslated if *owner == scene.locale => scene.find(
            Diagnostic::new(
                codes::content::UNTRANSLATED_LINK,
                place,
                format!("`{written}` is not there in {}; the link leads to another language", scene.locale),
            )
            .hint("translate that page, or link to another")
            .locale(&scene.locale),
        ),
        LinkState::Untranslated => {}
    }
}
