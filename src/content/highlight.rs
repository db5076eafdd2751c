//! Code and the name of its language come in; HTML with classes for tokens goes out.

use std::sync::LazyLock;

use syntect::html::{ClassStyle, ClassedHTMLGenerator};
use syntect::parsing::SyntaxSet;
use syntect::util::LinesWithEndings;

/// Longer code, or code with a longer line, stays plain: a highlighter takes about 5 ms for each KiB.
const MAX_CODE_BYTES: usize = 64 * 1024;
const MAX_LINE_BYTES: usize = 2 * 1024;

/// Loading takes a tenth of a second, so it waits for the first block that names a language.
static SYNTAXES: LazyLock<SyntaxSet> = LazyLock::new(two_face::syntax::extra_newlines);

/// The code with `<span class="hl-…">` around its tokens; none when the language is not known, when the code
/// is too long, or when its syntax fails on it.
pub(super) fn highlighted(language: &str, code: &str) -> Option<String> {
    let plain = matches!(language.to_ascii_lowercase().as_str(), "" | "text" | "txt" | "plain" | "plaintext" | "none");
    if plain || code.len() > MAX_CODE_BYTES || code.lines().any(|line| line.len() > MAX_LINE_BYTES) {
        return None;
    }
    let syntax = SYNTAXES.find_syntax_by_token(language)?;
    let style = ClassStyle::SpacedPrefixed { prefix: "hl-" };
    let mut generator = ClassedHTMLGenerator::new_with_class_style(syntax, &SYNTAXES, style);
    for line in LinesWithEndings::from(code) {
        generator.parse_html_for_line_which_includes_newline(line).ok()?;
    }
    Some(generator.finalize())
}

#[cfg(test)]
mod tests {
    use super::highlighted;

    #[test]
    fn marks_tokens_of_known_languages_only() {
        let html = highlighted("rust", "fn a() -> &'static str { \"<b>\" }\n").unwrap();
        assert!(html.contains("class=\"hl-source hl-rust\"") && html.contains("&lt;b&gt;"), "{html}");
        assert_eq!(highlighted("no-such-language", "x\n"), None);
        assert_eq!(highlighted("rust", &"x".repeat(5000)), None, "a line without end");
    }
}
