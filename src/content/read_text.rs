//! What a reader reads of a body: in, its HTML as `html.rs` writes it; out, its text without markup, for search.
//!
//! Nothing keeps this text. Only a site with a search page asks for it, and beside the HTML it would take as much room
//! again.

use super::body::Part;
use crate::text::unescape_html;

/// The text of a body: a line for each block, picture and cell. Marks of footnotes do not count.
pub(super) fn read_text(parts: &[Part]) -> String {
    // Addresses stand in tags, and nobody reads them.
    let html = parts.iter().filter_map(|part| if let Part::Html(html) = part { Some(&**html) } else { None });
    let html: String = html.collect();
    let mut reader = Reader { text: String::with_capacity(html.len()), is_code: false };
    let mut rest = &*html;
    while let Some((words, after)) = rest.split_once('<') {
        reader.words(words);
        // What authors write has no `>` of its own, in attributes neither.
        let (tag, after) = after.split_once('>').unwrap_or((after, ""));
        rest = reader.tag(tag, after);
    }
    reader.words(rest);
    reader.end_line();
    reader.text.truncate(reader.text.trim_end().len());
    reader.text
}

struct Reader {
    text: String,
    /// Line ends count in a block of code, and nowhere else.
    is_code: bool,
}

impl Reader {
    /// Reads a tag; gives what is to be read after it.
    fn tag<'h>(&mut self, tag: &str, after: &'h str) -> &'h str {
        let name = tag.trim_start_matches('/').split(' ').next().unwrap_or_default();
        match name {
            "sup" if tag.contains("\"footnote-ref\"") => return behind(after, "</sup>"),
            "a" if tag.contains("\"footnote-back\"") => return behind(after, "</a>"),
            "a" | "br" | "code" | "del" | "em" | "input" | "span" | "strong" | "sup" => {}
            "img" => {
                self.end_line();
                self.words(behind(tag, " alt=\"").split('"').next().unwrap_or_default());
                self.end_line();
            }
            _ => {
                self.end_line();
                self.is_code = tag.starts_with("pre");
            }
        }
        after
    }

    fn words(&mut self, mut words: &str) {
        if !self.is_code && (self.text.is_empty() || self.text.ends_with('\n')) {
            words = words.trim_start();
        }
        let from = self.text.len();
        unescape_html(words, &mut self.text);
        if !self.is_code && self.text[from..].contains('\n') {
            let folded = self.text[from..].replace('\n', " ");
            self.text.replace_range(from.., &folded);
        }
    }

    fn end_line(&mut self) {
        let length = self.text.trim_end_matches([' ', '\n']).len();
        self.text.truncate(length);
        if !self.text.is_empty() {
            self.text.push('\n');
        }
    }
}

/// What follows the first of these marks.
fn behind<'h>(html: &'h str, mark: &str) -> &'h str {
    html.split_once(mark).map_or("", |(_, after)| after)
}

#[cfg(test)]
mod tests {
    use crate::content::parse_document;
    use crate::text::SitePath;

    #[test]
    fn a_text_has_a_line_for_each_block_picture_and_cell() {
        let markdown = "# One *two* `a < b`\n\nA [link](/x/) & [out](https://e.org?a=1&b=2)  \nbreak\nsoft[^n].\n\n\
            - first\n- second\n\n```ftl\na =\n    { $b }\n```\n\n![A \"picture\"](p.png \"Caption\")\n\n\
            | x | y |\n|---|---|\n| 1 |  |\n\n<b>raw</b>\n\n日本\n語\n\n[^n]: Note.\n";
        let path = SitePath::new("content/en/a.md").unwrap();
        let (document, _) = parse_document(&path, false, markdown.as_bytes());
        let expected = "One two a < b\nA link & out break soft.\nfirst\nsecond\na =\n    { $b }\nA \"picture\"\nCaption\n\
            x\ny\n1\n<b>raw</b>\n日本語\nNote.";
        assert_eq!(document.body().text(), expected);
    }
}
