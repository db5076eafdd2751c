//! The layouts made ready to run, and the run itself.

use std::borrow::Cow;
use std::sync::{Arc, Mutex, PoisonError};

use minijinja::value::{Value, ValueKind};
use minijinja::{AutoEscape, Environment, Error, Output, State, UndefinedBehavior};

use super::fragment::FragmentKey;
use super::lift::{Cut, Lifted, lift};
use super::localized::Localized;
use super::marks;
use super::root::Root;
use super::scene::{Scene, Target};
use super::{Rendered, failure, filters, functions};
use crate::diagnostic::limited;
use crate::layouts::{Layouts, is_plain};
use crate::site::{LayoutState, Page, Recorder};
use crate::text::{escape_html, escaped_html};

/// Instructions that one page may take; a page of 160 messages takes some thousands. 64 bytes of text that it makes
/// cost as much as an instruction, so this is the bound of its memory too.
const FUEL: u64 = 500_000;
/// Of these so many while other pages are made as well. What takes more is made alone, so that on many cores the
/// memory is still that of one large page.
const FUEL_BESIDE_OTHERS: u64 = 100_000;
/// How deep calls may nest, in the engine's own measure: an include costs 10, a macro 4.
const DEPTH: usize = 300;

/// The layouts of one site with everything that they can call.
#[derive(Clone)]
pub struct Engine(Arc<Environments>);

struct Environments {
    beside_others: Environment<'static>,
    alone: Environment<'static>,
    /// Held by whoever uses the second.
    turn: Mutex<()>,
}

impl Engine {
    /// The engine of these layouts.
    pub fn new(layouts: &Layouts) -> Self {
        let mut alone = (**layouts.environment()).clone();
        alone.set_undefined_behavior(UndefinedBehavior::Strict);
        alone.set_formatter(print);
        // Costs nothing per render, and gives errors their byte range.
        alone.set_debug(true);
        alone.set_fuel(Some(FUEL));
        alone.set_recursion_limit(DEPTH);
        filters::add(&mut alone);
        functions::add(&mut alone);
        let mut beside_others = alone.clone();
        beside_others.set_fuel(Some(FUEL_BESIDE_OTHERS));
        Self(Arc::new(Environments { beside_others, alone, turn: Mutex::default() }))
    }

    /// Makes a page.
    pub fn page(&self, recorder: Recorder, page: &Page) -> Rendered {
        self.run(Scene::new(recorder, page.locale.clone(), Target::Page(page.clone())))
    }

    /// Makes a fragment.
    pub fn fragment(&self, recorder: Recorder, key: &FragmentKey) -> Rendered {
        self.run(Scene::new(recorder, key.locale.clone(), Target::Fragment(key.clone())))
    }

    fn run(&self, scene: Scene) -> Rendered {
        let Environments { beside_others, alone, turn } = &*self.0;
        let mut scene = Arc::new(scene);
        let mut outcome = render(beside_others, &scene);
        if outcome.as_ref().is_err_and(failure::is_out_of_fuel) {
            let _turn = turn.lock().unwrap_or_else(PoisonError::into_inner);
            scene = Arc::new(scene.anew());
            outcome = render(alone, &scene);
        }
        let outcome = outcome.unwrap_or_else(|error| {
            scene.find(failure::diagnostic(&error, &scene));
            None
        });
        let failed = outcome.is_none();
        let (pieces, marks) = outcome.unwrap_or_default();
        let mut findings = std::mem::take(&mut scene.notes().findings);
        // A loop finds the same thing each time.
        findings.sort();
        findings.dedup();
        let findings = limited(findings);
        Rendered { pieces, marks, reads: scene.recorder.take_notes(), findings, failed }
    }
}

/// What a scene's layout prints; none where the scene has a finding instead.
fn render(environment: &Environment<'static>, scene: &Arc<Scene>) -> Result<Option<Lifted>, Error> {
    match scene.recorder.layout(scene.layout()) {
        LayoutState::Ready => {}
        LayoutState::Broken => return Ok(None),
        LayoutState::Missing => {
            scene.find(failure::missing_layout(scene));
            return Ok(None);
        }
    }
    let root = Value::from_object(Root::new(Arc::clone(scene)));
    let template = environment.get_template(scene.layout())?;
    let text = template.render(root.clone())?;
    let lifted = lift(&text, &scene.notes(), &scene.locale, !is_plain(scene.layout()));
    let cut = match lifted {
        Ok(lifted) => return Ok(Some(lifted)),
        Err(cut) => cut,
    };
    let (byte, finding) = match cut {
        Cut::Text(byte) => (byte, failure::cut_mark()),
        Cut::Unquoted(byte) => (byte, failure::unquoted()),
        Cut::Fragment(byte, key) => (byte, failure::misplaced_fragment(&key)),
    };
    // Only now is it worth knowing which line of which layout printed that byte.
    let spans = template.render_with_spans(root).map(|(_, spans)| spans).unwrap_or_default();
    scene.find(failure::at_output(finding, byte, &spans, scene));
    Ok(None)
}

/// Prints a value: localized texts marked, none as nothing, all else escaped.
fn print(out: &mut Output<'_>, state: &mut State<'_, '_>, value: &Value) -> Result<(), Error> {
    let html = matches!(state.auto_escape(), AutoEscape::Html);
    if let Some(text) = value.downcast_object::<Localized>() {
        return print_localized(out, state, text, html);
    }
    if value.is_none() {
        return Ok(());
    }
    let text: Cow<'_, str> = match value.as_str() {
        Some(string) if value.is_safe() || !html => string.into(),
        // Text that was printed before is safe; when it no longer is, something was done to it, marks and all.
        Some(string) if marks::has_any(string) => return Err(failure::cut_error()),
        Some(string) => escaped_html(string),
        None if value.kind() == ValueKind::Bool => if value.is_true() { "true" } else { "false" }.into(),
        None if html => escaped_html(&marks::strip(&value.to_string())).into_owned().into(),
        None => value.to_string().into(),
    };
    Ok(out.write_str(&text)?)
}

fn print_localized(out: &mut Output<'_>, state: &State<'_, '_>, text: Arc<Localized>, html: bool) -> Result<(), Error> {
    let scene = functions::scene(state)?;
    if !html {
        // In HTML that a layout does not want escaped, what is HTML already is printed as it is.
        let raw = text.html.as_deref().filter(|_| !is_plain(scene.layout()));
        return Ok(out.write_str(raw.unwrap_or(&text.plain))?);
    }
    let mut marked = String::with_capacity(text.plain.len() + 16);
    marks::open(scene.print(Arc::clone(&text)), &mut marked);
    match &text.html {
        // It may be a whole post.
        Some(html) => {
            out.write_str(&marked)?;
            out.write_str(html)?;
            marked.clear();
        }
        None => escape_html(&text.plain, &mut marked),
    }
    marks::close(&mut marked);
    Ok(out.write_str(&marked)?)
}
