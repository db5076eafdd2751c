//! The body of a post for readers of one locale: finished HTML with the site's addresses put in.

use std::sync::Arc;

use super::messages::attribute;
use super::scene::Scene;
use crate::content::{LinkTarget, Part};
use crate::diagnostic::{Diagnostic, Place, codes};
use crate::site::{Head, Link, LinkState, Subject};
use crate::text::LocaleId;

/// The HTML of a subject's body.
pub fn html(scene: &Scene, subject: &Subject, head: &Head) -> Arc<str> {
    let Some(body) = scene.recorder.body(&scene.locale, subject) else { return "".into() };
    let mut html = String::new();
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
                if let Some(size) = link.file.as_ref().and_then(|file| scene.recorder.picture(file)) {
                    html.push_str(&format!(" width=\"{}\" height=\"{}\"", size.width, size.height));
                }
            }
        }
    }
    html.into()
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
