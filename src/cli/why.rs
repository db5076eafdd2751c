//! `isogloss why ROUTE|MESSAGE`

use std::path::Path;

use serde_json::{Value, json};

use super::arguments::{Format, Why};
use super::run::Ended;
use super::terminal::{Style, Terminal};
use super::{json, load, why_if, why_message};
use crate::diagnostic::Place;
use crate::disk::{self, Failure};
use crate::site::{Located, Options, Route};
use crate::text::{Digest, LineIndex, SitePath, Span};
use crate::workspace::{PageRead, PageReads, Workspace};

/// Makes the site in memory and looks up what a page read, or who shows a message.
pub fn run(arguments: &Why, terminal: &Terminal) -> Result<Ended, Failure> {
    let Some(subject) = arguments.subject.as_deref() else { return why_if::run(arguments, terminal) };
    let options = Options { drafts: true, ..Options::default() };
    let (mut workspace, scanner) = load::load(&arguments.site, options, 0)?;
    let named = load::locales(&arguments.site, &workspace)?;
    load::render(&mut workspace);
    let looker = Looker { workspace: &workspace, root: scanner.root() };
    if subject.starts_with('/') {
        let reads = looker.page(subject)?;
        match arguments.format {
            Format::Json => terminal.print(&json::pretty(&looker.page_json(&reads))),
            Format::Text => looker.print_page(&reads, terminal),
        }
    } else {
        why_message::run(&looker, subject, &named, arguments.format, terminal)?;
    }
    Ok(Ended::Fine)
}

/// Looks things up in a workspace whose pages are made.
pub struct Looker<'w> {
    /// The workspace.
    pub workspace: &'w Workspace,
    root: &'w Path,
}

impl Looker<'_> {
    fn page(&self, address: &str) -> Result<PageReads, Failure> {
        let base = self.workspace.site().settings().base_url.path();
        let stripped = address.strip_prefix(base).unwrap_or(address.trim_start_matches('/'));
        let decoded = percent_encoding::percent_decode_str(stripped).decode_utf8_lossy();
        let candidates = [format!("/{decoded}"), format!("/{decoded}/")];
        let found = candidates.iter().find_map(|route| self.workspace.why_page(&Route::written(route).output()));
        found.ok_or_else(|| {
            let hint = "write the address as in the browser, from the first slash: /ja/blog/";
            Failure::because("explain", Path::new(address), "the site has no such page", hint)
        })
    }

    fn print_page(&self, reads: &PageReads, terminal: &Terminal) {
        let page = &reads.page;
        terminal.print(&terminal.out(Style::Bold, &format!("{} ({})", page.route, page.locale)));
        self.print_reads(&reads.reads, terminal);
        for (key, reads) in &reads.fragments {
            terminal.print(&terminal.out(Style::Bold, &format!("fragment {key}")));
            self.print_reads(reads, terminal);
        }
    }

    fn print_reads(&self, reads: &[PageRead], terminal: &Terminal) {
        for read in reads {
            let place = read.place.as_ref().and_then(|place| self.place(place));
            let from = match place {
                Some(place) => place,
                None if read.answer == Digest::NONE => "none".to_owned(),
                None => String::new(),
            };
            terminal.print(
                format!("  {:<12} {:<44} {from}", read.question.kind().name(), read.question.subject()).trim_end(),
            );
        }
    }

    fn page_json(&self, reads: &PageReads) -> Value {
        let fragments = reads.fragments.iter().map(|(key, reads)| {
            json!({ "fragment": key.to_string(), "locale": key.locale.as_str(), "reads": self.reads_json(reads) })
        });
        json!({
            "route": reads.page.route.as_str(),
            "locale": reads.page.locale.as_str(),
            "layout": &*reads.page.layout,
            "output": reads.output,
            "reads": self.reads_json(&reads.reads),
            "fragments": fragments.collect::<Vec<_>>(),
        })
    }

    fn reads_json(&self, reads: &[PageRead]) -> Vec<Value> {
        let read = |read: &PageRead| {
            let answer = (read.answer != Digest::NONE).then(|| read.answer.to_string());
            json!({
                "kind": read.question.kind().name(),
                "subject": read.question.subject(),
                "answer": answer,
                "place": read.place.as_ref().and_then(|place| self.place(place)),
            })
        };
        reads.iter().map(read).collect()
    }

    /// The line of a file where a span begins.
    pub fn line(&self, path: &SitePath, span: Span) -> Option<u32> {
        let text = disk::read_text(self.root, path)?;
        Some(LineIndex::new(&text).position(&text, span.start).line)
    }

    /// A place as `path:line`.
    pub fn place(&self, place: &Place) -> Option<String> {
        match self.workspace.site().locate(place) {
            Located::Span(path, span) => Some(format!("{path}:{}", self.line(&path, span)?)),
            Located::Line(path, line) => Some(format!("{path}:{line}")),
            Located::File(path) => Some(path.to_string()),
            Located::Nowhere => None,
        }
    }
}
