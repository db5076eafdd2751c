//! A menu as layouts see it.

use std::sync::Arc;

use minijinja::Value;

use super::messages;
use super::scene::Scene;
use crate::content::{self, Destination, MenuItem};
use crate::diagnostic::{Diagnostic, Place, codes};
use crate::site::LinkState;
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
        Some(id) => messages::label(scene, id, Place::Field(file.clone(), id.clone())),
        None => Value::from(()),
    };
    Value::from_pairs([
        ("label", label(&item.label)),
        ("description", label(&item.description)),
        ("url", item.link.as_deref().map_or_else(|| Value::from(()), |link| url(scene, item, link, &file))),
        ("external", Value::from(is_external(item))),
        ("heading", Value::from(item.heading)),
        ("children", entries(scene, &item.children)),
    ])
}

fn is_external(item: &MenuItem) -> bool {
    let elsewhere = |link: &str| matches!(content::destination(link), Destination::External);
    item.external || item.link.as_deref().is_some_and(elsewhere)
}

fn url(scene: &Scene, item: &MenuItem, link: &str, file: &SitePath) -> Value {
    if item.external || !matches!(content::destination(link), Destination::Site) {
        return Value::from(link);
    }
    let resolved = scene.recorder.link(&scene.locale, "", link);
    if resolved.state == LinkState::Broken {
        let place = Place::Field(file.clone(), link.to_owned());
        scene.find(
            Diagnostic::new(
                codes::content::BROKEN_LINK,
                place,
                format!("`{link}` leads to no page or file of the site"),
            )
            .hint("name a page by its place under content/<locale>/, or write external = true"),
        );
    }
    Value::from(resolved.url)
}
