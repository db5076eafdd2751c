//! Small sites in memory: in, files; out, a workspace of them, its pages, its findings.

use std::sync::atomic::AtomicBool;

use isogloss::site::{Located, Options, Role};
use isogloss::text::Change;
use isogloss::workspace::{MemorySink, Workspace};

use super::sound::{expect_span, path};

/// English, which is live, and French, which is on its way.
pub const SETTINGS: &[u8] = b"base_url = \"https://example.org\"\n[[locales]]\nid = \"en\"\nstate = \"live\"\n\
    [[locales]]\nid = \"fr\"\nstate = \"preview\"\n";

/// A site of these files.
pub fn of(files: &[(&str, &[u8])]) -> Workspace {
    let mut workspace = Workspace::new(Options::default(), 0);
    put(&mut workspace, files);
    workspace
}

/// Sets some files.
pub fn put(workspace: &mut Workspace, files: &[(&str, &[u8])]) {
    let changes: Vec<Change> = files.iter().map(|(name, bytes)| Change::set(path(name), *bytes)).collect();
    workspace.apply(&changes);
}

/// Makes all pages.
pub fn rendered(workspace: &mut Workspace) -> MemorySink {
    let sink = MemorySink::default();
    let Ok(_) = workspace.render(&sink, &AtomicBool::new(false));
    sink
}

/// Whether an output is a page that a layout makes.
pub fn has_layout(workspace: &Workspace, output: &str) -> bool {
    workspace.site().pages().pages.get(output).is_some_and(|page| page.role != Role::Artifact)
}

/// Every finding of the site points into one of its files.
pub fn expect_findings(workspace: &Workspace, files: &[(&str, &[u8])]) {
    for finding in workspace.findings() {
        let related = finding.diagnostic.related.iter().map(|(place, _)| place);
        for place in related.chain([&finding.diagnostic.place]) {
            if let Located::Span(path, span) = workspace.site().locate(place) {
                let file = files.iter().find(|(name, _)| *name == path.as_str());
                let (_, bytes) = file.unwrap_or_else(|| panic!("{path} is no file: {finding:?}"));
                expect_span(bytes, span, &finding);
            }
        }
    }
}
