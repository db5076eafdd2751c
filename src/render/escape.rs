//! Text as HTML.

/// Appends the text with `& < > " '` as character references. A slash stays a slash: addresses stay readable.
/// Noncharacters that we mark texts with are left out, so that no input can forge a mark.
pub fn escape(text: &str, out: &mut String) {
    let mut from = 0;
    for (at, byte) in text.bytes().enumerate() {
        let reference = match byte {
            b'&' => "&amp;",
            b'<' => "&lt;",
            b'>' => "&gt;",
            b'"' => "&quot;",
            b'\'' => "&#39;",
            0xEF if super::marks::at(&text.as_bytes()[at..]).is_some() => {
                out.push_str(&text[from..at]);
                from = at + super::marks::LENGTH;
                continue;
            }
            _ => continue,
        };
        out.push_str(&text[from..at]);
        out.push_str(reference);
        from = at + 1;
    }
    out.push_str(&text[from..]);
}

/// The text as HTML.
pub fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 16);
    escape(text, &mut out);
    out
}

#[cfg(test)]
mod tests {
    use super::escaped;

    #[test]
    fn escapes_what_html_reads_and_nothing_else() {
        assert_eq!(
            escaped("a/b <i>\"Tom\" & 'Jerry'</i> 日本"),
            "a/b &lt;i&gt;&quot;Tom&quot; &amp; &#39;Jerry&#39;&lt;/i&gt; 日本"
        );
        assert_eq!(escaped("a\u{FDD0}b\u{FDEF}\u{FDF0}"), "ab\u{FDF0}", "marks cannot be forged");
    }
}
