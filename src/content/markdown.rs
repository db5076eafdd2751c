//! The body of a Markdown file comes in; HTML in parts, headings and gist go out.

use comrak::arena_tree::NodeEdge;
use comrak::nodes::Node;
use comrak::{Arena, Options};

use crate::diagnostic::Diagnostic;

use super::body::{Body, Gist};
use super::html::BodyWriter;
use super::nested_links::unnest;
use super::positions::Positions;

/// GitHub's Markdown with footnotes, and with emphasis that works beside Chinese, Japanese and Korean letters.
fn options() -> Options<'static> {
    let mut options = Options::default();
    options.extension.strikethrough = true;
    options.extension.table = true;
    options.extension.autolink = true;
    options.extension.tasklist = true;
    options.extension.footnotes = true;
    options.extension.cjk_friendly_emphasis = true;
    options
}

/// Renders a body. `cjk` says whether the locale is written in Chinese, Japanese or Korean.
pub(super) fn render(positions: &Positions, cjk: bool, diagnostics: &mut Vec<Diagnostic>) -> (Body, Gist) {
    let arena = Arena::new();
    let root = comrak::parse_document(&arena, positions.text(), &options());
    unnest(&arena, root);
    let mut writer = BodyWriter::new(positions, cjk, diagnostics);
    let mut skipped: Option<Node> = None;
    // Without recursion, for quotes and lists nest as deep as somebody types `>`.
    for edge in root.traverse() {
        match (edge, skipped) {
            (NodeEdge::End(node), Some(top)) if node.same_node(top) => skipped = None,
            (_, Some(_)) => {}
            (NodeEdge::Start(node), None) => {
                if !writer.enter(node) {
                    skipped = Some(node);
                }
            }
            (NodeEdge::End(node), None) => writer.leave(node),
        }
    }
    writer.finish()
}
