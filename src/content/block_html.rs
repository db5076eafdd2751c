//! Blocks of Markdown come in; their HTML goes out: lists, code, paragraphs, headings, footnotes, tables.

use comrak::nodes::{
    ListType, Node, NodeCodeBlock, NodeFootnoteDefinition, NodeHeading, NodeList, NodeValue, TableAlignment,
};

use crate::diagnostic::codes;
use crate::text::escape_html_text;

use super::body::Heading;
use super::highlight::highlighted;
use super::html::BodyWriter;
use super::inline_html::is_allowed_picture;
use super::links::write_address;
use super::plain_text::plain_text;

impl BodyWriter<'_> {
    pub(super) fn list(&mut self, list: &NodeList) {
        match list.list_type {
            ListType::Bullet => self.open("<ul>\n"),
            ListType::Ordered if list.start == 1 => self.open("<ol>\n"),
            ListType::Ordered => self.open(&format!("<ol start=\"{}\">\n", list.start)),
        }
    }

    pub(super) fn code_block(&mut self, code: &NodeCodeBlock) {
        let language = language(&code.info);
        // In reach of the keyboard, for it may have to be scrolled (WCAG 2.1.1).
        self.open("<pre tabindex=\"0\"><code");
        if !language.is_empty() {
            self.html.extend([" class=\"language-", language, "\""]);
        }
        self.html.push('>');
        match highlighted(language, &code.literal) {
            Some(html) => self.html.push_str(&html),
            None => self.text(&code.literal),
        }
        self.html.push_str("</code></pre>\n");
    }

    pub(super) fn text(&mut self, text: &str) {
        escape_html_text(text, &mut self.html);
    }

    pub(super) fn paragraph(&mut self, node: Node<'_>) {
        let figure = is_figure(node);
        if !figure && is_prose(node) && !self.excerpt.is_full() {
            self.excerpt.add(&plain_text(node, false));
        }
        match (is_tight(node), figure) {
            (false, false) => self.open("<p>"),
            (false, true) => self.open(""),
            (true, _) if node.previous_sibling().is_some() => self.open(""),
            (true, _) => {}
        }
    }

    pub(super) fn end_paragraph(&mut self, node: Node<'_>) {
        if is_tight(node) {
            return;
        }
        if is_figure(node) {
            return self.html.push('\n');
        }
        if node.next_sibling().is_none()
            && let Some(parent) = node.parent()
            && let NodeValue::FootnoteDefinition(definition) = &parent.data().value
        {
            self.back_references(definition);
        }
        self.html.push_str("</p>\n");
    }

    pub(super) fn heading(&mut self, node: Node<'_>, heading: &NodeHeading) {
        let mut title = plain_text(node, true);
        title.shrink_to_fit();
        let id = self.anchors.anchor(&title);
        self.open("<h");
        self.html.push(char::from(b'0' + heading.level));
        self.html.push_str(" id=\"");
        self.text(&id);
        self.html.push_str("\">");
        self.toc.push(Heading { id, level: heading.level, title });
    }

    pub(super) fn end_heading(&mut self, level: u8) {
        self.html.push_str("<a class=\"anchor\" href=\"#");
        if let Some(heading) = self.toc.last() {
            write_address(&mut self.html, &heading.id);
        }
        // Without a word of its own, so hidden from those who would hear it.
        self.html.push_str("\" aria-hidden=\"true\" tabindex=\"-1\"></a></h");
        self.html.push(char::from(b'0' + level));
        self.html.push_str(">\n");
    }

    /// The parser moves definitions that are used to the end, in the order of their numbers.
    pub(super) fn footnote(&mut self, node: Node<'_>) {
        if !is_top(node) {
            return;
        }
        if self.footnotes == 0 {
            self.open("<div class=\"footnotes\">\n<ol>\n");
        }
        self.footnotes += 1;
        self.open(&format!("<li id=\"fn-{}\">\n", self.footnotes));
    }

    pub(super) fn end_footnote(&mut self, node: Node<'_>, definition: &NodeFootnoteDefinition) {
        if !is_top(node) {
            return;
        }
        let written = node.last_child().is_some_and(|last| matches!(last.data().value, NodeValue::Paragraph));
        if !written || node.last_child().is_some_and(is_figure) {
            self.back_references(definition);
        }
        self.html.push_str("</li>\n");
    }

    pub(super) fn back_references(&mut self, definition: &NodeFootnoteDefinition) {
        for reference in 1..=definition.total_references {
            let target = footnote_reference_id(self.footnotes, reference);
            self.html.push_str(&format!(" <a href=\"#{target}\" class=\"footnote-back\">↩\u{FE0E}"));
            if reference > 1 {
                self.html.push_str(&format!("<sup>{reference}</sup>"));
            }
            self.html.push_str("</a>");
        }
    }

    pub(super) fn row(&mut self, node: Node<'_>, is_head: bool) {
        self.column = 0;
        let first = node.previous_sibling().is_some_and(|row| matches!(row.data().value, NodeValue::TableRow(true)));
        self.open(match (is_head, first) {
            (true, _) => "<thead>\n<tr>\n",
            (false, true) => "<tbody>\n<tr>\n",
            (false, false) => "<tr>\n",
        });
    }

    pub(super) fn cell(&mut self, node: Node<'_>) {
        let alignment = node.parent().and_then(|row| row.parent()).and_then(|table| match &table.data().value {
            NodeValue::Table(table) => table.alignments.get(self.column).copied(),
            _ => None,
        });
        self.column += 1;
        self.open(if in_head(node) { "<th" } else { "<td" });
        self.html.push_str(match alignment {
            Some(TableAlignment::Left) => " class=\"align-start\">",
            Some(TableAlignment::Center) => " class=\"align-center\">",
            Some(TableAlignment::Right) => " class=\"align-end\">",
            Some(TableAlignment::None) | None => ">",
        });
    }

    pub(super) fn html_block(&mut self, node: Node<'_>, literal: &str) {
        let (rest, open_comment) = without_comments(literal);
        if open_comment {
            self.note(codes::content::RAW_HTML, node, "a comment has no end", "close it with `-->`");
        }
        let rest = rest.trim();
        if rest.is_empty() {
            return;
        }
        self.html_reported = false;
        self.raw_html(node);
        self.open("<p>");
        self.text(rest);
        self.html.push_str("</p>\n");
    }
}

/// The language in the info string of a fence: its first word, of characters that a name of a language has.
fn language(info: &str) -> &str {
    let other = |c: char| !(c.is_ascii_alphanumeric() || "+-#._".contains(c));
    info.split(other).next().unwrap_or_default()
}

/// The id of the mark in the text that leads to a footnote; a footnote may have several.
pub(super) fn footnote_reference_id(footnote: u32, reference: u32) -> String {
    if reference > 1 { format!("fnref-{footnote}-{reference}") } else { format!("fnref-{footnote}") }
}

/// Whether a paragraph is a picture and nothing else.
pub(super) fn is_figure(paragraph: Node<'_>) -> bool {
    let mut children = paragraph.children();
    let (Some(only), None) = (children.next(), children.next()) else { return false };
    let is_picture = match &only.data().value {
        NodeValue::Image(picture) => is_allowed_picture(&picture.url),
        _ => false,
    };
    is_picture && matches!(paragraph.data().value, NodeValue::Paragraph) && !is_tight(paragraph)
}

/// Whether a paragraph stands in a list without space between its entries, and so has no `<p>`.
fn is_tight(paragraph: Node<'_>) -> bool {
    let list = paragraph.parent().and_then(|item| item.parent());
    list.is_some_and(|list| matches!(&list.data().value, NodeValue::List(list) if list.tight))
}

/// Whether a paragraph is part of the running text: not an entry of a list, not a footnote.
fn is_prose(paragraph: Node<'_>) -> bool {
    let parent = paragraph.parent();
    parent.is_some_and(|parent| matches!(parent.data().value, NodeValue::Document | NodeValue::BlockQuote))
}

fn is_top(node: Node<'_>) -> bool {
    node.parent().is_some_and(|parent| matches!(parent.data().value, NodeValue::Document))
}

/// Whether the cell heads its column. An empty one in the first row heads nothing.
pub(super) fn in_head(cell: Node<'_>) -> bool {
    cell.first_child().is_some()
        && cell.parent().is_some_and(|row| matches!(row.data().value, NodeValue::TableRow(true)))
}

/// HTML without its comments, and whether the last of them has no end.
fn without_comments(html: &str) -> (String, bool) {
    let mut kept = String::new();
    let mut rest = html;
    while let Some((before, after)) = rest.split_once("<!--") {
        kept.push_str(before);
        // `<!-->` and `<!--->` are whole comments (HTML, 13.2.5.43).
        let inner = after.strip_prefix('>').or_else(|| after.strip_prefix("->"));
        match inner.or_else(|| after.split_once("-->").map(|(_, after)| after)) {
            Some(after) => rest = after,
            None => return (kept, true),
        }
    }
    kept.push_str(rest);
    (kept, false)
}
