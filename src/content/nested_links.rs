//! The tree of a body comes in, with links inside links; it goes out with the inner ones alone.

use comrak::Arena;
use comrak::arena_tree::NodeEdge;
use comrak::nodes::{Ast, Node, NodeValue};

/// Makes text of each link that holds another: of the two, the inner one is the link (CommonMark 0.31.2, 6.3). The
/// parser lets some through, and a browser would end the outer one where the inner one begins.
pub(super) fn unnest<'a>(arena: &'a Arena<'a>, root: Node<'a>) {
    // The outer ones first, so that no node is moved more than once.
    for link in links_with_links(root).into_iter().rev() {
        let data = link.data();
        let NodeValue::Link(target) = &data.value else { continue };
        let text = |text: String| -> Node<'a> {
            arena.alloc(Ast::new_with_sourcepos(NodeValue::Text(text.into()), data.sourcepos).into())
        };
        link.insert_before(text("[".to_owned()));
        for child in link.children().collect::<Vec<_>>() {
            link.insert_before(child);
        }
        link.insert_before(text(format!("]({})", target.url)));
        link.detach();
    }
}

/// The links that hold others, the inner ones first. In one walk, however deep somebody nests them.
fn links_with_links<'a>(root: Node<'a>) -> Vec<Node<'a>> {
    let mut open: Vec<(Node, bool)> = Vec::new();
    let mut found = Vec::new();
    for edge in root.traverse() {
        match edge {
            NodeEdge::Start(node) if is_link(node) => {
                if let Some((_, holds)) = open.last_mut() {
                    *holds = true;
                }
                open.push((node, false));
            }
            NodeEdge::End(node) if is_link(node) => {
                found.extend(open.pop().filter(|(_, holds)| *holds).map(|(link, _)| link));
            }
            _ => {}
        }
    }
    found
}

fn is_link(node: Node<'_>) -> bool {
    matches!(node.data().value, NodeValue::Link(_))
}
