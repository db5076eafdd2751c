//! What a browser has to be told: in, what was published and what it was told before; out, events.
//!
//! State is compared, not messages passed on: so nothing is lost between two streams, and a browser that comes back
//! is told by the same code as one that is new.

use std::collections::BTreeSet;
use std::sync::Arc;

use axum::response::sse::Event;
use serde_json::{Value, json};

use super::shown::{Shown, shown_at};
use super::state::{Published, State};
use crate::diagnostic::Severity;
use crate::site::{PageTable, Route};
use crate::text::Digest;
use crate::workspace::Placed;

/// What one stream has told.
pub struct Told {
    pages: Vec<ToldPage>,
    /// The published files as the browser knows them.
    files: Option<Arc<PageTable>>,
}

/// What was told of one page.
struct ToldPage {
    /// Its path, as the browser writes it.
    path: String,
    /// The last event, without its `reload`.
    said: Option<Value>,
    version: Option<Digest>,
    /// How many times layouts had changed when it was last compared.
    layouts: u64,
}

impl Told {
    /// Nothing yet, of these pages. Which files changed is told from now on; whether any did before, each page sees by
    /// the digest of all.
    pub fn nothing(paths: Vec<String>, published: Option<&Published>) -> Self {
        let pages = paths.into_iter().map(|path| ToldPage { path, said: None, version: None, layouts: 0 });
        Self { pages: pages.collect(), files: published.map(|published| Arc::clone(published.snapshot.site().pages())) }
    }

    /// Tells what is not as it was told.
    pub fn tell(&mut self, state: &State, published: &Published) -> Vec<Event> {
        let site = published.snapshot.site();
        let before = self.files.replace(Arc::clone(site.pages()));
        // First the files: a page that knows them does not take their digest for one that it missed.
        let files = before.and_then(|before| files(&before, published));
        let pages = self.pages.iter_mut().filter_map(|page| page.tell(state, published));
        files.into_iter().chain(pages).collect()
    }
}

impl ToldPage {
    fn tell(&mut self, state: &State, published: &Published) -> Option<Event> {
        let shown = shown_at(state, published, &self.path);
        let moved = self.version.is_some_and(|version| version != shown.version);
        // Layouts that left the page as it is are none of its reasons to reload later.
        let reload = moved && published.layouts > self.layouts;
        (self.version, self.layouts) = (Some(shown.version), published.layouts);
        let mut news = self.news(published, &shown);
        if self.said.as_ref() == Some(&news) {
            return None;
        }
        self.said = Some(news.clone());
        news["reload"] = json!(reload);
        Some(event("page", &news))
    }

    fn news(&self, published: &Published, shown: &Shown) -> Value {
        let touches = |placed: &&Placed| match &shown.output {
            Some(output) => published.snapshot.is_touched_by(output, placed),
            // Where no page is, an error may be why.
            None => placed.finding.diagnostic.severity == Severity::Error,
        };
        let (here, elsewhere): (Vec<&Placed>, Vec<&Placed>) = published.findings.iter().partition(touches);
        let count = |severity| elsewhere.iter().filter(|placed| placed.finding.diagnostic.severity == severity).count();
        json!({
            "page": self.path,
            "version": shown.version.to_string(),
            "files": published.files.to_string(),
            "broken": shown.broken,
            "findings": here.into_iter().map(finding).collect::<Vec<Value>>(),
            "elsewhere": { "errors": count(Severity::Error), "warnings": count(Severity::Warning) },
        })
    }
}

fn finding(placed: &Placed) -> Value {
    let diagnostic = &placed.finding.diagnostic;
    let start = placed.range.map(|(start, _)| start);
    json!({
        "code": diagnostic.code.name,
        "severity": diagnostic.severity.to_string(),
        "message": diagnostic.message,
        "hint": diagnostic.hint,
        "path": placed.located.path().map(|path| path.as_str()),
        "line": start.map(|start| start.line),
        "column": start.map(|start| start.column),
        "source": placed.line,
        "locale": diagnostic.locale.as_ref().map(ToString::to_string),
        "id": diagnostic.id,
    })
}

/// The published files that came, went, or have other bytes.
fn files(before: &Arc<PageTable>, published: &Published) -> Option<Event> {
    let site = published.snapshot.site();
    let now = site.pages();
    if Arc::ptr_eq(before, now) {
        return None;
    }
    let digest = |table: &PageTable, output: &Arc<str>| table.files.get(output).map(|file| file.digest);
    let all: BTreeSet<&Arc<str>> = before.files.keys().chain(now.files.keys()).collect();
    let moved = all.into_iter().filter(|output| digest(before, output) != digest(now, output));
    let base = site.settings().base_url.path();
    let urls: Vec<String> = moved.map(|output| Route::written(output).url(base)).collect();
    (!urls.is_empty()).then(|| event("files", &json!({ "urls": urls, "files": published.files.to_string() })))
}

fn event(name: &str, data: &Value) -> Event {
    Event::default().event(name).data(data.to_string())
}
