//! The functions that layouts call.

use std::sync::Arc;

use minijinja::value::Kwargs;
use minijinja::{Environment, Error, ErrorKind, State, Value};

use super::failure::layout_path;
use super::fragment::{Argument, FragmentKey};
use super::localized::{Day, as_text};
use super::messages::{self, Call};
use super::root::Root;
use super::scene::Scene;
use super::{head, marks, menu, metadata};
use crate::diagnostic::{Diagnostic, Place, codes};
use crate::locales::DateStyle;
use crate::site::LinkState;
use crate::text::Date;

/// The name under which the root hands out the scene. No layout can write it.
pub const SCENE: &str = "the scene";

/// Adds the functions.
pub fn add(environment: &mut Environment<'static>) {
    environment.add_function("t", t);
    environment.add_filter("t", t);
    environment.add_function("markup", markup);
    environment.add_function("has_message", has_message);
    environment.add_function("date", date);
    environment.add_function("number", number);
    environment.add_function("menu", menu_of);
    environment.add_function("url_for", url_for);
    environment.add_function("asset", asset);
    environment.add_function("fragment", fragment);
    environment.add_function("head", head_of);
}

/// The scene of this render.
pub fn scene(state: &State<'_, '_>) -> Result<Arc<Scene>, Error> {
    let root = state.lookup(SCENE).and_then(|value| value.downcast_object::<Root>());
    let root = root.ok_or_else(|| Error::new(ErrorKind::InvalidOperation, "called outside of a page"))?;
    Ok(Arc::clone(&root.scene))
}

fn t(state: &mut State<'_, '_>, id: Value, options: Kwargs) -> Result<Value, Error> {
    let id = text_of("t", &id)?;
    messages::text(&*scene(state)?, &Call { function: "t", layout: state.name(), id: &id }, &options)
}

fn markup(state: &mut State<'_, '_>, id: Value, options: Kwargs) -> Result<Value, Error> {
    let id = text_of("markup", &id)?;
    messages::markup(&*scene(state)?, &Call { function: "markup", layout: state.name(), id: &id }, &options)
}

fn has_message(state: &mut State<'_, '_>, id: Value) -> Result<bool, Error> {
    let scene = scene(state)?;
    Ok(scene.recorder.has_message(&scene.locale, &text_of("has_message", &id)?))
}

/// `date(page.date, "long")`: a day in the words of the reader's locale, `long` unless another style is given.
fn date(state: &mut State<'_, '_>, value: Value, style: Option<String>) -> Result<String, Error> {
    let scene = scene(state)?;
    let day = value.downcast_object_ref::<Day>().map(|day| day.0).or_else(|| Date::parse(&as_text(&value)?));
    let wrong = |what: String| Error::new(ErrorKind::InvalidOperation, what);
    let day = day.ok_or_else(|| wrong(format!("date() takes a day or a text like 2022-10-05, not {value:?}")))?;
    let style = style.as_deref().unwrap_or("long");
    let style = DateStyle::parse(style)
        .ok_or_else(|| wrong(format!("date() knows the styles short, medium, long and full, not `{style}`")))?;
    Ok(scene.recorder.date(&scene.locale, day, style))
}

fn number(state: &mut State<'_, '_>, value: f64) -> Result<String, Error> {
    let scene = scene(state)?;
    Ok(scene.recorder.number(&scene.locale, value))
}

fn menu_of(state: &mut State<'_, '_>, name: String) -> Result<Value, Error> {
    let scene = scene(state)?;
    Ok(menu::items(&scene, &name).unwrap_or_else(|| {
        let place = Place::Call(layout_path(state.name()), "menu", name.clone());
        scene.find(
            Diagnostic::new(codes::layouts::MISSING_MENU, place, format!("there is no menu `{name}`"))
                .hint(format!("add [[{name}]] to content/navigation.toml, or correct the name")),
        );
        Value::from(Vec::<Value>::new())
    }))
}

fn url_for(state: &mut State<'_, '_>, path: Value) -> Result<String, Error> {
    let scene = scene(state)?;
    let path = text_of("url_for", &path)?;
    let link = scene.recorder.link(&scene.locale, "", &path);
    if link.state == LinkState::Broken {
        let place = Place::Call(layout_path(state.name()), "url_for", path.to_string());
        scene.find(
            Diagnostic::new(
                codes::content::BROKEN_LINK,
                place,
                format!("`{path}` leads to no page or file of the site"),
            )
            .hint("name a page by its place under content/<locale>/, as in /blog/hello/"),
        );
    }
    Ok(link.url)
}

fn asset(state: &mut State<'_, '_>, name: String) -> Result<String, Error> {
    let scene = scene(state)?;
    Ok(scene.recorder.asset(&name).unwrap_or_else(|| {
        let place = Place::Call(layout_path(state.name()), "asset", name.clone());
        scene.find(
            Diagnostic::new(codes::layouts::MISSING_ASSET, place, format!("there is no layouts/assets/{name}"))
                .hint("add the file, or correct the name"),
        );
        format!("/assets/{name}")
    }))
}

/// The place of a fragment, as safe text: it goes through captures and macros like any other.
fn fragment(state: &mut State<'_, '_>, name: String, options: Kwargs) -> Result<Value, Error> {
    let scene = scene(state)?;
    let mut arguments = Vec::new();
    for name in options.args() {
        arguments.push((name.to_owned(), Argument::read(name, &options.get(name)?)?));
    }
    arguments.sort();
    let key = FragmentKey { locale: scene.locale.clone(), layout: name.into(), arguments: arguments.into() };
    let mut slot = String::new();
    marks::slot(scene.slot(key), &mut slot);
    Ok(Value::from_safe_string(slot))
}

/// `head()`; `title` and `description` are for pages whose layout alone knows them.
fn head_of(state: &mut State<'_, '_>, options: Kwargs) -> Result<Value, Error> {
    let scene = scene(state)?;
    let wrong = |what: &str| Error::new(ErrorKind::InvalidOperation, what.to_owned());
    let page = scene.page().ok_or_else(|| wrong("head() is of a page, and a fragment belongs to none"))?;
    let given = |name: &str| {
        let value: Option<Value> = options.get(name)?;
        Ok::<_, Error>(value.and_then(|value| as_text(&value).map(std::borrow::Cow::into_owned)))
    };
    let given = metadata::Given { title: given("title")?, description: given("description")? };
    options.assert_all_used()?;
    Ok(Value::from_safe_string(head::html(&metadata::of(&scene, page, given))))
}

fn text_of(function: &str, value: &Value) -> Result<Arc<str>, Error> {
    as_text(value).map(Arc::from).ok_or_else(|| {
        Error::new(ErrorKind::InvalidOperation, format!("{function}() takes a text first, not {}", value.kind()))
    })
}
