//! The engine step by step, without a disk: a site in memory is parsed, joined, formatted, rendered and edited.

mod blog;

use std::sync::atomic::AtomicBool;

use divan::Bencher;
use divan::counter::ItemsCount;
use isogloss::locales::Arguments;
use isogloss::site::{Options, Site, read};
use isogloss::text::{Change, LocaleId};
use isogloss::workspace::{NullSink, Workspace};

/// In each of two languages.
const POSTS: usize = 200;
/// Pages may keep so many bytes of pieces, as they do while somebody watches.
const MEMORY: usize = 64 << 20;

/// As in the program.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() {
    divan::main();
}

fn workspace() -> Workspace {
    let mut workspace = Workspace::new(Options::default(), MEMORY);
    workspace.apply(&blog::files(POSTS));
    workspace
}

fn render(workspace: &mut Workspace) -> usize {
    let Ok(outcome) = workspace.render(&NullSink, &AtomicBool::new(false));
    outcome.rendered
}

/// A Markdown file: front matter, HTML, excerpt, digests.
#[divan::bench(args = ["en", "ja"])]
fn parse_document(bencher: Bencher<'_, '_>, language: &str) {
    let change = blog::post(language, 1);
    bencher.bench(|| read(&change));
}

/// A file of messages.
#[divan::bench]
fn parse_messages(bencher: Bencher<'_, '_>) {
    let change = blog::messages("ja", 0);
    bencher.bench(|| read(&change));
}

/// Parsed files into a site.
#[divan::bench]
fn join(bencher: Bencher<'_, '_>) {
    let files = blog::files(POSTS);
    let empty = Site::empty(Options::default());
    bencher.with_inputs(|| files.iter().map(read).collect()).bench_local_values(|news| empty.with(news));
}

/// A message that is the same each time, and one with a variable.
#[divan::bench(args = ["link-7", "posts"])]
fn format(bencher: Bencher<'_, '_>, id: &str) {
    let workspace = workspace();
    let (messages, locale) = (workspace.site().messages(), LocaleId::new("ja"));
    let mut arguments = Arguments::default();
    arguments.set("count", isogloss::locales::Argument::Number(3.0));
    bencher.bench(|| messages.format(&locale, id, None, &arguments));
}

/// All pages, on all cores.
#[divan::bench]
fn render_all(bencher: Bencher<'_, '_>) {
    let pages = render(&mut workspace());
    bencher.counter(ItemsCount::new(pages)).with_inputs(workspace).bench_local_refs(render);
}

/// A message of the menu that all pages show: applied, and every page that shows it joined again.
#[divan::bench]
fn apply_message(bencher: Bencher<'_, '_>) {
    edit(bencher, |edits| blog::messages("ja", edits));
}

/// The text of a post: applied, and its page made again.
#[divan::bench]
fn apply_post(bencher: Bencher<'_, '_>) {
    edit(bencher, |edits| blog::post("ja", 7).appended(edits));
}

fn edit(bencher: Bencher<'_, '_>, change: impl Fn(usize) -> Change) {
    let mut workspace = workspace();
    render(&mut workspace);
    let mut edits = 0;
    bencher.bench_local(|| {
        edits += 1;
        workspace.apply(&[change(edits)]);
        render(&mut workspace)
    });
}

trait Appended {
    fn appended(self, number: usize) -> Self;
}

impl Appended for Change {
    fn appended(self, number: usize) -> Self {
        let bytes = self.content.as_deref().unwrap_or_default();
        Self::set(self.path, [bytes, format!("Edit {number}.\n").as_bytes()].concat())
    }
}
