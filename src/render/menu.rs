//! A menu as layouts see it.

use std::sync::Arc;

use minijinja::Value;

use super::record::record;
use super::scene::Scene;
use super::{body, messages};
use crate::content::{self, Destination, MenuItem};
use crate::diagnostic::{Diagnostic, Place, codes};
use crate::text::SitePath;

/// The entries of a menu; `None` when there is no menu of this name.
pub fn items(scene: &Arc<Scene>, name: &str) -> Option<Value> {
    scene.recorder.menu(name, |items| entries(scene, items))
}

fn entries(scene: &Arc<Scene>, items: &[MenuItem]) -> Value {
    Value::from(items.iter().map(|item| entry(scene, item)).collect::<Vec<_>>())
}

fn entry(scene: &Arc<Scene>, item: &MenuItem) -> Value {
    let file = SitePath::new("content/navigation.toml").expect("a constant that is a path");
    let label = |id: &Option<String>| match id {
        Some(id) => messages::label(scene, &id.as_str().into(), Place::Field(file.clone(), id.clone())),
        None => Value::from(()),
    };
    let (url, hreflang) = match item.link.as_deref() {
        Some(link) => address(scene, item, link, &file),
        None => (Value::from(()), Value::from(())),
    };
    record([
        ("label", label(&item.label)),
        ("description", label(&item.description)),
        ("url", url),
        ("hreflang", hreflang),
        ("external", Value::from(is_external(item))),
        ("heading", Value::from(item.heading)),
        ("children", entries(scene, &item.children)),
    ])
}

fn is_external(item: &MenuItem) -> bool {
    let elsewhere = |link: &str| matches!(content::destination(link), Destination::External);
    item.external || item.link.as_deref().is_some_and(elsewhere)
}

/// Where an entry leads, and the language of that page where it is not the reader's.
fn address(scene: &Scene, item: &MenuItem, link: &str, file: &SitePath) -> (Value, Value) {
    let nothing = Value::from(());
    match content::destination(link) {
        Destination::Forbidden(scheme) => {
            let place = Place::Field(file.clone(), link.to_owned());
            let message = format!("a menu has a link with the scheme `{scheme}`, which is not allowed");
            scene.find(
                Diagnostic::new(codes::content::FORBIDDEN_SCHEME, place, message)
                    .hint("link to an http or https address"),
            );
            return (nothing.clone(), nothing);
        }
        Destination::Site if !item.external => {}
        _ => return (Value::from(link), nothing),
    }
    let resolved = scene.recorder.link(&scene.locale, "", link);
    body::report(scene, &resolved, link, &scene.locale, Place::Field(file.clone(), link.to_owned()));
    (Value::from(resolved.url), resolved.hreflang.map_or(nothing, |hreflang| Value::from(hreflang.as_str())))
}
