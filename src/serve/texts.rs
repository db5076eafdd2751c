//! The texts of a page: in, its path; out, the page with every text numbered, and what there is to know of each.

use serde_json::{Value, json};

use super::shown::shown_at;
use super::state::{Published, State};
use crate::disk;
use crate::navigate::{TextFacts, TextKind, TextState, describe};
use crate::workspace::Texts;

/// The answer to a browser that wants to outline texts.
pub fn texts(state: &State, published: &Published, path: &str) -> Value {
    let shown = shown_at(state, published, path);
    let (snapshot, version) = (&published.snapshot, shown.version.to_string());
    let annotated = shown.output.as_ref().and_then(|output| Some((output, snapshot.texts(output)?)));
    let Some((output, annotated)) = annotated else {
        return json!({ "version": version, "html": String::from_utf8_lossy(&shown.bytes), "texts": [] });
    };
    let site = snapshot.site();
    let reader = site.pages().pages.get(output).map_or(&site.settings().source_locale, |page| &page.locale);
    let facts = annotated.texts.iter().map(|(origin, locale)| describe(site, reader, origin, locale));
    let mut sources = Texts::default();
    let list: Vec<Value> = facts.map(|facts| text(facts, state, &mut sources)).collect();
    json!({ "version": version, "html": annotated.html, "texts": list })
}

fn text(facts: TextFacts, state: &State, sources: &mut Texts) -> Value {
    sources.load(&facts.place, |path| disk::read_text(&state.root, path).map(Into::into));
    let start = sources.range(&facts.place).map(|(start, _)| start);
    let kind = match facts.kind {
        TextKind::Message => "message",
        TextKind::Field => "field",
    };
    let standing = match facts.state {
        TextState::Own => "own",
        TextState::Stale => "stale",
        TextState::Fallback => "fallback",
        TextState::Held => "held",
    };
    json!({
        "id": facts.id,
        "kind": kind,
        "locale": facts.locale.as_str(),
        "state": standing,
        "path": facts.place.path().map(|path| path.as_str()),
        "line": start.map(|start| start.line),
        "column": start.map(|start| start.column),
        "source": facts.source,
        "comment": facts.comment,
    })
}
