//! Text as HTML.

/// Appends the text with `& < > " '` as character references: safe in element content and in quoted attributes of
/// either kind. A slash stays a slash, so addresses stay readable.
pub fn escape_html(text: &str, html: &mut String) {
    let mut from = 0;
    for (at, byte) in text.bytes().enumerate() {
        let reference = match byte {
            b'&' => "&amp;",
            b'<' => "&lt;",
            b'>' => "&gt;",
            b'"' => "&quot;",
            b'\'' => "&#39;",
            _ => continue,
        };
        html.push_str(&text[from..at]);
        html.push_str(reference);
        from = at + 1;
    }
    html.push_str(&text[from..]);
}

/// The text as HTML.
pub fn escaped_html(text: &str) -> String {
    let mut html = String::with_capacity(text.len() + 16);
    escape_html(text, &mut html);
    html
}

#[cfg(test)]
mod tests {
    use super::escaped_html;

    #[test]
    fn escapes_what_html_reads_and_nothing_else() {
        assert_eq!(
            escaped_html("a/b <i>\"Tom\" & 'Jerry'</i> 日本"),
            "a/b &lt;i&gt;&quot;Tom&quot; &amp; &#39;Jerry&#39;&lt;/i&gt; 日本"
        );
    }
}
