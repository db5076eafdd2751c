//! Text, emphasis, links, pictures and footnote marks of Markdown come in; their HTML goes out.

use comrak::nodes::{Node, NodeLink, NodeValue};

use crate::diagnostic::{Diagnostic, codes};
use crate::text::escape_html_text;

use super::block_html::{footnote_reference_id, is_figure};
use super::body::{LinkTarget, Part};
use super::html::BodyWriter;
use super::links::{Destination, destination, write_address};
use super::plain_text::{is_comment, meets, plain_text};
use super::source::{forbidden, has_forbidden, is_forbidden};

impl BodyWriter<'_> {
    /// Begins an inline node; false when what is below it is already written.
    pub(super) fn enter_inline(&mut self, node: Node<'_>, value: &NodeValue) -> bool {
        match value {
            NodeValue::Text(text) => self.run(node, text),
            NodeValue::Code(code) => {
                self.html.push_str("<code>");
                self.run(node, &code.literal);
                self.html.push_str("</code>");
            }
            NodeValue::SoftBreak if meets(self.last, first_character(node.next_sibling())) => {}
            NodeValue::SoftBreak => self.html.push('\n'),
            NodeValue::LineBreak => self.html.push_str("<br>\n"),
            NodeValue::HtmlInline(html) if is_comment(html) => {}
            NodeValue::HtmlInline(html) => {
                self.raw_html(node);
                self.run(node, html);
            }
            NodeValue::Emph => self.html.push_str("<em>"),
            NodeValue::Strong => self.html.push_str("<strong>"),
            NodeValue::Strikethrough => self.html.push_str("<del>"),
            NodeValue::Link(link) => self.link(node, link),
            NodeValue::Image(picture) => {
                self.picture(node, picture);
                return false;
            }
            NodeValue::FootnoteReference(reference) => {
                let (number, id) = (reference.ix, footnote_reference_id(reference.ix, reference.ref_num));
                // A link within a link would end the outer one.
                self.html.push_str(&match is_in_link(node) {
                    true => format!("<sup class=\"footnote-ref\" id=\"{id}\">{number}</sup>"),
                    false => {
                        format!("<sup class=\"footnote-ref\"><a href=\"#fn-{number}\" id=\"{id}\">{number}</a></sup>")
                    }
                });
            }
            _ => {}
        }
        true
    }

    /// Ends an inline node.
    pub(super) fn leave_inline(&mut self, value: &NodeValue) {
        match value {
            NodeValue::Emph => self.html.push_str("</em>"),
            NodeValue::Strong => self.html.push_str("</strong>"),
            NodeValue::Strikethrough => self.html.push_str("</del>"),
            NodeValue::Link(link) if !matches!(destination(&link.url), Destination::Forbidden(_)) => {
                self.html.push_str("</a>");
            }
            _ => {}
        }
    }

    /// One finding for HTML in this block, which is printed as text.
    pub(super) fn raw_html(&mut self, node: Node<'_>) {
        if !self.html_reported {
            let hint = "use Markdown; for a literal `<` write `&lt;`, or put `code` between backticks";
            self.note(codes::content::RAW_HTML, node, "HTML in Markdown is printed as text", hint);
        }
        self.html_reported = true;
    }

    /// A run of text. A character reference can bring in what the file's own characters cannot.
    fn run(&mut self, node: Node<'_>, text: &str) {
        self.last = text.chars().next_back();
        self.reading.add(text);
        let text = self.sound(node, text);
        escape_html_text(&text, &mut self.html);
    }

    fn sound<'t>(&mut self, node: Node<'_>, text: &'t str) -> std::borrow::Cow<'t, str> {
        if !has_forbidden(text) {
            return text.into();
        }
        let span = self.positions.span(node.data().sourcepos);
        self.diagnostics.push(forbidden(self.positions.place(span)));
        text.chars().filter(|character| !is_forbidden(*character)).collect::<String>().into()
    }

    fn target(&mut self, node: Node<'_>, address: &str) -> LinkTarget {
        let span = self.positions.address_span(node.data().sourcepos, address);
        LinkTarget { target: self.sound(node, address).into(), span }
    }

    fn link(&mut self, node: Node<'_>, link: &NodeLink) {
        let rel = match destination(&link.url) {
            Destination::Forbidden(scheme) => return self.forbidden_scheme(node, scheme, "a link"),
            Destination::External => " rel=\"external noopener\"",
            Destination::Site => {
                self.html.push_str("<a");
                let target = self.target(node, &link.url);
                self.part(Part::Link(target));
                return self.end_tag(node, &link.title);
            }
            Destination::Fragment | Destination::Contact => "",
        };
        self.html.push_str("<a href=\"");
        write_address(&mut self.html, link.url.trim());
        self.html.push('"');
        self.html.push_str(rel);
        self.end_tag(node, &link.title);
    }

    fn end_tag(&mut self, node: Node<'_>, title: &str) {
        self.title(node, title);
        self.html.push('>');
    }

    fn title(&mut self, node: Node<'_>, title: &str) {
        if !title.is_empty() {
            self.html.push_str(" title=\"");
            let title = self.sound(node, title);
            escape_html_text(&title, &mut self.html);
            self.html.push('"');
        }
    }

    fn picture(&mut self, node: Node<'_>, picture: &NodeLink) {
        let alternative = plain_text(node, true);
        if !is_allowed_picture(&picture.url) {
            let scheme = picture.url.split(':').next().unwrap_or_default();
            self.forbidden_scheme(node, scheme, "a picture");
            return escape_html_text(&alternative, &mut self.html);
        }
        let figure = node.parent().is_some_and(is_figure);
        self.html.push_str(if figure { "<figure><img" } else { "<img" });
        if destination(&picture.url) == Destination::External {
            self.html.push_str(" src=\"");
            write_address(&mut self.html, picture.url.trim());
            self.html.push('"');
        } else {
            let target = self.target(node, &picture.url);
            self.part(Part::Picture(target));
        }
        self.html.push_str(" alt=\"");
        escape_html_text(&alternative, &mut self.html);
        self.html.push_str("\" loading=\"lazy\" decoding=\"async\"");
        if !figure {
            self.title(node, &picture.title);
        }
        self.html.push('>');
        if figure {
            self.caption(node, &picture.title);
        }
        self.last = None;
    }

    fn caption(&mut self, node: Node<'_>, title: &str) {
        if !title.is_empty() {
            self.html.push_str("<figcaption>");
            self.run(node, title);
            self.html.push_str("</figcaption>");
        }
        self.html.push_str("</figure>");
    }

    fn forbidden_scheme(&mut self, node: Node<'_>, scheme: &str, what: &str) {
        let scheme: String = scheme.chars().filter(|c| !c.is_control()).take(40).collect();
        let place = self.positions.place(self.positions.span(node.data().sourcepos));
        let message = format!("{what} has the scheme `{scheme}:`, which is not allowed here");
        let hint = if what == "a link" {
            "link to an http, https, mailto or tel address"
        } else {
            "use a file of the site or an https address"
        };
        self.diagnostics.push(Diagnostic::new(codes::content::FORBIDDEN_SCHEME, place, message).hint(hint));
    }
}

/// Whether a node is part of the text of a link.
fn is_in_link(node: Node<'_>) -> bool {
    node.ancestors().any(|outer| matches!(outer.data().value, NodeValue::Link(_)))
}

/// Whether a picture may come from this address.
pub(super) fn is_allowed_picture(address: &str) -> bool {
    !matches!(destination(address), Destination::Forbidden(_) | Destination::Contact)
}

/// The first character of text in a node or below it.
fn first_character(node: Option<Node<'_>>) -> Option<char> {
    let mut node = node?;
    loop {
        match &node.data().value {
            NodeValue::Text(text) => return text.chars().next(),
            NodeValue::Code(code) => return code.literal.chars().next(),
            NodeValue::Image(_) => return None,
            _ => {}
        }
        node = node.first_child()?;
    }
}
