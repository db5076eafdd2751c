//! Text as HTML, and back.

/// Appends the text with `& < > " '` as character references: safe in element content and in quoted attributes of
/// either kind. A slash stays a slash, so addresses stay readable.
pub fn escape_html(text: &str, html: &mut String) {
    escape(text, html, |byte| if byte == b'\'' { Some("&#39;") } else { reference(byte) });
}

/// The same, but an apostrophe stays one: safe in element content and in attributes in double quotes.
pub fn escape_html_text(text: &str, html: &mut String) {
    escape(text, html, reference);
}

fn reference(byte: u8) -> Option<&'static str> {
    match byte {
        b'&' => Some("&amp;"),
        b'<' => Some("&lt;"),
        b'>' => Some("&gt;"),
        b'"' => Some("&quot;"),
        _ => None,
    }
}

fn escape(text: &str, html: &mut String, reference: impl Fn(u8) -> Option<&'static str>) {
    let mut from = 0;
    for (at, byte) in text.bytes().enumerate() {
        if let Some(reference) = reference(byte) {
            html.push_str(&text[from..at]);
            html.push_str(reference);
            from = at + 1;
        }
    }
    html.push_str(&text[from..]);
}

/// Appends what was escaped as the text that it was. Other character references are not known here.
pub fn unescape_html(html: &str, text: &mut String) {
    let mut rest = html;
    while let Some((before, after)) = rest.split_once('&') {
        text.push_str(before);
        let (reference, after) = after.split_once(';').unwrap_or(("amp", after));
        text.push(match reference {
            "lt" => '<',
            "gt" => '>',
            "quot" => '"',
            "#39" => '\'',
            _ => '&',
        });
        rest = after;
    }
    text.push_str(rest);
}

/// The text as HTML.
pub fn escaped_html(text: &str) -> String {
    let mut html = String::with_capacity(text.len() + 16);
    escape_html(text, &mut html);
    html
}

#[cfg(test)]
mod tests {
    use super::{escape_html_text, escaped_html, unescape_html};

    #[test]
    fn escapes_what_html_reads_and_nothing_else() {
        assert_eq!(
            escaped_html("a/b <i>\"Tom\" & 'Jerry'</i> 日本"),
            "a/b &lt;i&gt;&quot;Tom&quot; &amp; &#39;Jerry&#39;&lt;/i&gt; 日本"
        );
    }

    #[test]
    fn what_was_escaped_is_read_back() {
        let text = "a & b; <i> \"Tom\" 'Jerry' &amp; 日本";
        let mut plain = String::new();
        escape_html_text(text, &mut plain);
        for html in [escaped_html(text), plain] {
            let mut again = String::new();
            unescape_html(&html, &mut again);
            assert_eq!(again, text);
        }
    }
}
