//! `isogloss why ROUTE|MESSAGE`

use std::path::Path;

use serde_json::{Value, json};

use super::arguments::{Format, Why};
use super::run::Ended;
use super::terminal::{Style, Terminal};
use super::{json, load, why_if};
use crate::diagnostic::Place;
use crate::disk::{self, Failure};
use crate::render::FragmentKey;
use crate::site::{Located, Options, Question, Route};
use crate::text::{Digest, LineIndex, SitePath, Span};
use crate::workspace::{PageRead, PageReads, Shown, Workspace};

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
        let mut shown = workspace.why_message(subject);
        shown.retain(|locale, _| named.is_empty() || named.contains(locale));
        let known = shown.values().any(|one| one.answered.is_some()) || looker.is_defined(subject);
        if !known && shown.is_empty() {
            let hint = "an address begins with a slash (/ja/blog/); ids of messages are in locales/*/*.ftl";
            return Err(Failure::because(
                "explain",
                Path::new(subject),
                "no locale has this message and no page asks for it",
                hint,
            ));
        }
        match arguments.format {
            Format::Json => terminal.print(&json::pretty(&looker.message_json(subject, &shown))),
            Format::Text => looker.print_message(subject, &shown, terminal),
        }
    }
    Ok(Ended::Fine)
}

struct Looker<'w> {
    workspace: &'w Workspace,
    root: &'w Path,
}

type ShownByLocale = std::collections::BTreeMap<crate::text::LocaleId, Shown>;

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
            terminal.print(&terminal.out(Style::Bold, &format!("fragment {}", fragment_name(key))));
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
                format!("  {:<12} {:<44} {from}", read.question.kind().name(), subject_of(&read.question)).trim_end(),
            );
        }
    }

    fn page_json(&self, reads: &PageReads) -> Value {
        let fragments = reads.fragments.iter().map(|(key, reads)| {
            json!({ "fragment": fragment_name(key), "locale": key.locale.as_str(), "reads": self.reads_json(reads) })
        });
        json!({
            "route": reads.page.route.as_str(),
            "locale": reads.page.locale.as_str(),
            "layout": reads.page.layout,
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
                "subject": subject_of(&read.question),
                "answer": answer,
                "place": read.place.as_ref().and_then(|place| self.place(place)),
            })
        };
        reads.iter().map(read).collect()
    }

    fn print_message(&self, id: &str, shown: &ShownByLocale, terminal: &Terminal) {
        terminal.print(&terminal.out(Style::Bold, id));
        for (layout, line) in self.callers(id) {
            terminal.print(&format!("  asked for in {layout}:{line}"));
        }
        for locale in &self.workspace.site().settings().locales {
            let Some(one) = shown.get(&locale.id) else { continue };
            let from = match &one.answered {
                Some(answered) if *answered == locale.id => {
                    let place = self.place(&Place::Entry(answered.clone(), id.to_owned()));
                    place.unwrap_or_default()
                }
                Some(answered) => format!("falls back to {answered}"),
                None => "missing everywhere".to_owned(),
            };
            let held: usize = one.fragments.iter().map(|(_, outputs)| outputs.len()).sum();
            let total = one.pages.len() + held;
            terminal
                .print(&format!("  {}: {from}; shown {total} times", terminal.out(Style::Bold, locale.id.as_str())));
            for (key, outputs) in &one.fragments {
                terminal.print(&format!("    in fragment {} on {} pages", fragment_name(key), outputs.len()));
            }
            for output in &one.pages {
                terminal.print(&format!("    /{}", output.trim_end_matches("index.html")));
            }
        }
        if shown.is_empty() {
            terminal.print("  no page shows it");
        }
    }

    fn message_json(&self, id: &str, shown: &ShownByLocale) -> Value {
        let callers: Vec<Value> =
            self.callers(id).into_iter().map(|(path, line)| json!({ "path": path, "line": line })).collect();
        let locales: serde_json::Map<String, Value> = shown
            .iter()
            .map(|(locale, one)| {
                let fragments = one
                    .fragments
                    .iter()
                    .map(|(key, outputs)| json!({ "fragment": fragment_name(key), "pages": outputs }));
                let value = json!({
                    "answered": one.answered.as_ref().map(ToString::to_string),
                    "pages": one.pages,
                    "fragments": fragments.collect::<Vec<_>>(),
                });
                (locale.to_string(), value)
            })
            .collect();
        json!({ "message": id, "layouts": callers, "locales": locales })
    }

    /// Layouts and the menu that name the message, each with the line.
    fn callers(&self, id: &str) -> Vec<(String, u32)> {
        let layouts = self.workspace.site().layouts().iter();
        let calls = layouts.flat_map(|(_, layout)| layout.calls.iter().map(move |call| (layout, call)));
        let named = calls.filter(|(_, call)| {
            matches!(call.function.as_str(), "t" | "markup" | "has_message") && call.constant.as_deref() == Some(id)
        });
        let in_layouts = named.map(|(layout, call)| {
            (layout.path.to_string(), LineIndex::new(&layout.text).position(&layout.text, call.span.start).line)
        });
        let menus = SitePath::new("content/navigation.toml").map(|path| Place::Field(path, id.to_owned()));
        let in_menus = menus.and_then(|place| match self.workspace.site().locate(&place) {
            Located::Span(path, span) => Some((path.to_string(), self.line(&path, span)?)),
            _ => None,
        });
        in_layouts.chain(in_menus).collect()
    }

    fn line(&self, path: &SitePath, span: Span) -> Option<u32> {
        let text = disk::read_text(self.root, path)?;
        Some(LineIndex::new(&text).position(&text, span.start).line)
    }

    fn is_defined(&self, id: &str) -> bool {
        let site = self.workspace.site();
        site.settings().locales.iter().any(|locale| site.messages().find(&locale.id, id).is_some())
    }

    /// A place as `path:line`.
    fn place(&self, place: &Place) -> Option<String> {
        match self.workspace.site().locate(place) {
            Located::Span(path, span) => Some(format!("{path}:{}", self.line(&path, span)?)),
            Located::Line(path, line) => Some(format!("{path}:{line}")),
            Located::File(path) => Some(path.to_string()),
            Located::Nowhere => None,
        }
    }
}

fn fragment_name(key: &FragmentKey) -> String {
    let arguments: Vec<String> = key.arguments.iter().map(|(name, value)| format!("{name}={value}")).collect();
    if arguments.is_empty() { key.layout.to_string() } else { format!("{} ({})", key.layout, arguments.join(", ")) }
}

/// What a question is about, in short.
fn subject_of(question: &Question) -> String {
    match question {
        Question::Message(locale, id) | Question::Has(locale, id) => format!("{locale} {id}"),
        Question::Head(locale, subject) | Question::Body(locale, subject) | Question::Stale(locale, subject) => {
            format!("{locale} {subject}")
        }
        Question::Neighbours(locale, key) | Question::Section(locale, key) | Question::Members(locale, key) => {
            format!("{locale} /{key}")
        }
        Question::Listing(locale, subject, number) => format!("{locale} {subject}, page {number}"),
        Question::Terms(locale, of) => format!("{locale} {of:?}").to_lowercase(),
        Question::Menu(name) | Question::Layout(name) | Question::Asset(name) | Question::Picture(name) => {
            name.to_string()
        }
        Question::Link(locale, folder, target) if folder.is_empty() => format!("{locale} {target}"),
        Question::Link(locale, folder, target) => format!("{locale} {target} from {folder}"),
        Question::Exists(locale, subject, 1) => format!("{locale} {subject}"),
        Question::Exists(locale, subject, number) => format!("{locale} {subject}, page {number}"),
        Question::Locale(locale, field) => format!("{locale} {field:?}").to_lowercase(),
        Question::Locales | Question::BuildDate => String::new(),
    }
}
