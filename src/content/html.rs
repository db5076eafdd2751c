//! Nodes of Markdown come in one after another, entered and left; HTML in parts goes out. `block_html.rs` and
//! `inline_html.rs` write what is between the tags here.

use comrak::nodes::{ListType, Node, NodeValue};

use crate::diagnostic::{Code, Diagnostic};

use super::block_html::in_head;
use super::body::{Body, Gist, Heading, Part};
use super::excerpt::Excerpt;
use super::headings::Anchors;
use super::positions::Positions;
use super::reading_time::ReadingTime;

/// Writes the HTML of one body.
pub(super) struct BodyWriter<'a> {
    pub(super) positions: &'a Positions<'a>,
    pub(super) diagnostics: &'a mut Vec<Diagnostic>,
    pub(super) html: String,
    pub(super) reading: ReadingTime,
    /// The last character of text that was written in the present block.
    pub(super) last: Option<char>,
    /// Whether HTML in the present block was reported: one finding tells of an opening tag and its end.
    pub(super) html_reported: bool,
    parts: Vec<Part>,
    pub(super) toc: Vec<Heading>,
    pub(super) anchors: Anchors,
    pub(super) excerpt: Excerpt,
    pub(super) footnotes: u32,
    pub(super) column: usize,
}

impl<'a> BodyWriter<'a> {
    /// A writer with nothing written yet.
    pub fn new(positions: &'a Positions<'a>, cjk: bool, diagnostics: &'a mut Vec<Diagnostic>) -> Self {
        Self {
            positions,
            diagnostics,
            html: String::with_capacity(positions.text().len() * 5 / 4),
            reading: ReadingTime::default(),
            last: None,
            html_reported: false,
            parts: Vec::new(),
            toc: Vec::new(),
            anchors: Anchors::default(),
            excerpt: Excerpt::new(cjk),
            footnotes: 0,
            column: 0,
        }
    }

    /// Begins a node; false when what is below it is already written.
    pub fn enter(&mut self, node: Node<'_>) -> bool {
        match &node.data().value {
            NodeValue::BlockQuote => self.open("<blockquote>\n"),
            NodeValue::List(list) => self.list(list),
            NodeValue::Item(_) => self.open("<li>"),
            NodeValue::TaskItem(task) => self.open(if task.symbol.is_some() {
                "<li><input type=\"checkbox\" disabled checked> "
            } else {
                "<li><input type=\"checkbox\" disabled> "
            }),
            NodeValue::CodeBlock(code) => self.code_block(code),
            NodeValue::HtmlBlock(html) => self.html_block(node, &html.literal),
            NodeValue::Paragraph => self.paragraph(node),
            NodeValue::Heading(heading) => self.heading(node, heading),
            NodeValue::ThematicBreak => self.open("<hr>\n"),
            NodeValue::FootnoteDefinition(_) => self.footnote(node),
            NodeValue::Table(_) => self.open("<table>\n"),
            NodeValue::TableRow(is_head) => self.row(node, *is_head),
            NodeValue::TableCell => self.cell(node),
            value => return self.enter_inline(node, value),
        }
        true
    }

    /// Ends a node.
    pub fn leave(&mut self, node: Node<'_>) {
        match &node.data().value {
            NodeValue::BlockQuote => self.open("</blockquote>\n"),
            NodeValue::List(list) if list.list_type == ListType::Ordered => self.open("</ol>\n"),
            NodeValue::List(_) => self.open("</ul>\n"),
            NodeValue::Item(_) | NodeValue::TaskItem(_) => self.html.push_str("</li>\n"),
            NodeValue::Paragraph => self.end_paragraph(node),
            NodeValue::Heading(heading) => self.end_heading(heading.level),
            NodeValue::FootnoteDefinition(definition) => self.end_footnote(node, definition),
            NodeValue::Table(_) => {
                let rows = node.children().count();
                self.open(if rows > 1 { "</tbody>\n</table>\n" } else { "</table>\n" });
            }
            NodeValue::TableRow(is_head) => self.open(if *is_head { "</tr>\n</thead>\n" } else { "</tr>\n" }),
            NodeValue::TableCell => self.html.push_str(if in_head(node) { "</th>\n" } else { "</td>\n" }),
            value => self.leave_inline(value),
        }
    }

    /// The body that was written, and its gist.
    pub fn finish(mut self) -> (Body, Gist) {
        if self.footnotes > 0 {
            self.open("</ol>\n</div>\n");
        }
        self.flush();
        // There are as many bodies as posts, and they stay.
        self.parts.shrink_to_fit();
        self.toc.shrink_to_fit();
        let body = Body { parts: self.parts, toc: self.toc };
        let gist = Gist::of(&body, self.excerpt.finish(), self.reading.minutes());
        (body, gist)
    }

    /// Notes a finding about a node.
    pub(super) fn note(&mut self, code: Code, node: Node<'_>, message: impl Into<String>, hint: impl Into<String>) {
        let place = self.positions.place(self.positions.span(node.data().sourcepos));
        self.diagnostics.push(Diagnostic::new(code, place, message).hint(hint));
    }

    /// Puts in what the site will fill.
    pub(super) fn part(&mut self, part: Part) {
        self.flush();
        self.parts.push(part);
    }

    fn flush(&mut self) {
        if !self.html.is_empty() {
            self.parts.push(Part::Html(self.html.as_str().into()));
            self.html.clear();
        }
    }

    /// Writes markup at the beginning of a line.
    pub(super) fn open(&mut self, markup: &str) {
        if !self.html.is_empty() && !self.html.ends_with('\n') {
            self.html.push('\n');
        }
        self.html.push_str(markup);
        self.last = None;
        self.html_reported = false;
    }
}
