//! Text as HTML, and back.

use std::borrow::Cow;

/// Appends the text with `& < > " '` as character references: safe in element content and in quoted attributes of
/// either kind. A slash stays a slash, so addresses stay readable.
pub fn escape_html(text: &str, html: &mut String) {
    escape(text, html, READ_ANYWHERE);
}

/// The same, but an apostrophe stays one: safe in element content and in attributes in double quotes.
pub fn escape_html_text(text: &str, html: &mut String) {
    escape(text, html, READ);
}

/// What HTML reads as more than text, in content and in attributes in double quotes; and in quotes of either kind.
const READ: [u8; 4] = *b"&<>\"";
const READ_ANYWHERE: [u8; 5] = *b"&<>\"'";

fn escape<const N: usize>(text: &str, html: &mut String, read: [u8; N]) {
    let mut rest = text;
    while let Some(at) = find(rest, read) {
        html.push_str(&rest[..at]);
        html.push_str(match rest.as_bytes()[at] {
            b'&' => "&amp;",
            b'<' => "&lt;",
            b'>' => "&gt;",
            b'"' => "&quot;",
            _ => "&#39;",
        });
        rest = &rest[at + 1..];
    }
    html.push_str(rest);
}

/// Where the first of these bytes stands.
fn find<const N: usize>(text: &str, wanted: [u8; N]) -> Option<usize> {
    let (blocks, _) = text.as_bytes().as_chunks::<32>();
    // Without an early end, so that the bytes of a block are looked at in one step.
    let holds = |block: &[u8; 32], byte| block.iter().fold(false, |found, other| found | (*other == byte));
    let has_none = |block: &&[u8; 32]| !wanted.iter().fold(false, |found, byte| found | holds(block, *byte));
    let start = blocks.iter().take_while(has_none).count() * 32;
    text.bytes().skip(start).position(|byte| wanted.contains(&byte)).map(|at| start + at)
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

/// The text as HTML; borrowed when it is that already.
pub fn escaped_html(text: &str) -> Cow<'_, str> {
    if find(text, READ_ANYWHERE).is_none() {
        return text.into();
    }
    let mut html = String::with_capacity(text.len() + 16);
    escape_html(text, &mut html);
    html.into()
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
        for html in [escaped_html(text).into_owned(), plain] {
            let mut again = String::new();
            unescape_html(&html, &mut again);
            assert_eq!(again, text);
        }
    }
}
