//! A node of Markdown comes in; its text without markup goes out.

use comrak::arena_tree::NodeEdge;
use comrak::nodes::{Node, NodeValue};

use super::excerpt::joins;
use super::source::{has_forbidden, is_forbidden};

/// The text of a node and all below it. Code counts, footnote marks do not; what pictures show counts when
/// `pictures` says so. A line break is a space, but none between characters of scripts without spaces.
pub(super) fn plain_text(node: Node<'_>, pictures: bool) -> String {
    let mut text = String::new();
    let mut broken = false;
    let mut inside_picture = 0_usize;
    for edge in node.traverse() {
        match edge {
            NodeEdge::Start(part) => match &part.data().value {
                NodeValue::Image(_) => inside_picture += 1,
                _ if inside_picture > 0 && !pictures => {}
                NodeValue::Text(run) => add(&mut text, run, &mut broken),
                NodeValue::Code(code) => add(&mut text, &code.literal, &mut broken),
                NodeValue::HtmlInline(html) if !is_comment(html) => add(&mut text, html, &mut broken),
                NodeValue::SoftBreak | NodeValue::LineBreak => broken = true,
                _ => {}
            },
            NodeEdge::End(part) => {
                if matches!(part.data().value, NodeValue::Image(_)) {
                    inside_picture = inside_picture.saturating_sub(1);
                }
            }
        }
    }
    text
}

/// Whether inline HTML is a comment, which nobody is meant to see.
pub(super) fn is_comment(html: &str) -> bool {
    html.starts_with("<!--")
}

fn add(text: &mut String, run: &str, broken: &mut bool) {
    if std::mem::take(broken) && !meets(text.chars().next_back(), run.chars().next()) {
        text.push(' ');
    }
    if has_forbidden(run) {
        text.extend(run.chars().filter(|character| !is_forbidden(*character)));
    } else {
        text.push_str(run);
    }
}

/// Whether a line break between these two vanishes.
pub(super) fn meets(before: Option<char>, after: Option<char>) -> bool {
    before.zip(after).is_some_and(|(before, after)| joins(before, after))
}
