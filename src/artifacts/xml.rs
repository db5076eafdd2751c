//! XML 1.0 as text: in, names, attributes and texts; out, a document that is well-formed whatever the texts hold.
//!
//! Two formats of a dozen elements need no library: what can go wrong is escaping, and that is one function.

use crate::text::escape_html;

/// A document that grows element by element.
pub struct Xml(String);

impl Xml {
    /// A document without an element.
    pub fn new() -> Self {
        Self("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n".to_owned())
    }

    /// Begins an element.
    pub fn open(&mut self, name: &str, attributes: &[(&str, &str)]) {
        self.tag(name, attributes, ">\n");
    }

    /// Ends it.
    pub fn close(&mut self, name: &str) {
        self.0.extend(["</", name, ">\n"]);
    }

    /// An element that holds nothing.
    pub fn empty(&mut self, name: &str, attributes: &[(&str, &str)]) {
        self.tag(name, attributes, "/>\n");
    }

    /// An element that holds a text.
    pub fn text(&mut self, name: &str, attributes: &[(&str, &str)], text: &str) {
        self.tag(name, attributes, ">");
        escape(text, &mut self.0);
        self.close(name);
    }

    /// The whole document.
    pub fn finish(self) -> String {
        self.0
    }

    fn tag(&mut self, name: &str, attributes: &[(&str, &str)], end: &str) {
        self.0.extend(["<", name]);
        for (name, value) in attributes {
            self.0.extend([" ", name, "=\""]);
            escape(value, &mut self.0);
            self.0.push('"');
        }
        self.0.push_str(end);
    }
}

/// Appends a text, fit for content and for quoted attributes. A character that XML has no way to write is left out.
fn escape(text: &str, xml: &mut String) {
    // No letter of any alphabet has a byte below the space, and few texts a noncharacter, which begins with this one.
    let may_hold = |byte: u8| ((byte < b' ') & (byte != b'\n')) | (byte == 0xEF);
    let is_plain = !text.bytes().fold(false, |found, byte| found | may_hold(byte));
    match is_plain || text.chars().all(is_character) {
        true => escape_html(text, xml),
        false => escape_html(&text.chars().filter(|c| is_character(*c)).collect::<String>(), xml),
    }
}

/// `Char` of XML 1.0, section 2.2, without the carriage return, which a reader would take for a line feed anyway.
fn is_character(c: char) -> bool {
    matches!(c, '\t' | '\n' | ' '..='\u{D7FF}' | '\u{E000}'..='\u{FFFD}' | '\u{10000}'..)
}

#[cfg(test)]
mod tests {
    use super::Xml;

    #[test]
    fn no_text_breaks_out() {
        let mut xml = Xml::new();
        xml.text("t", &[("a", "\"<&>'")], "]]>\u{1}\u{0}\u{FFFF}\u{8}\r\n<x/>&amp;\u{1F600}");
        let body = xml.finish().split_once('\n').map(|(_, body)| body.to_owned());
        let expected = "<t a=\"&quot;&lt;&amp;&gt;&#39;\">]]&gt;\n&lt;x/&gt;&amp;amp;\u{1F600}</t>\n";
        assert_eq!(body.as_deref(), Some(expected));
    }
}
