//! A layout: whatever it says, what is read of it is in it, and making its page ends.

use isogloss::layouts::parse;

use super::site;
use super::sound::{expect_findings, expect_span, path, written};

/// A page for the layout, and another layout to name.
const REST: [(&str, &[u8]); 4] = [
    ("site.toml", site::SETTINGS),
    ("content/en/a.md", b"+++\ntitle = \"A\"\n+++\nWords.\n"),
    ("layouts/b.html", b"{% macro m(x) %}{{ x }}{% endmacro %}{{ t(\"a\") }}{% block c %}{% endblock %}"),
    ("locales/en/a.ftl", b"a = A { $x }\nb = <a data-l10n-name=\"docs\">B</a>\n    .c = C\n"),
];

/// Reads the layout, and makes a page with it.
pub fn check(bytes: &[u8]) {
    let (layout, findings) = parse(&path("layouts/page.html"), bytes);
    let text = &bytes[layout.bom..];
    expect_findings(text, 0, &findings);
    assert!(layout.broken || layout.text.as_bytes() == text);
    for include in &layout.includes {
        expect_span(text, include.span, include);
    }
    for call in &layout.calls {
        assert!(written(text, call.span).contains(&call.function), "{call:?}");
        assert!(call.constant.as_ref().is_none_or(|constant| call.names.contains(constant)), "{call:?}");
    }
    // The engine counts steps, not how much one step makes: what multiplies would try the machine, not the engine.
    if layout.text.contains('*') || layout.text.contains("range") {
        return;
    }
    let files: Vec<(&str, &[u8])> = REST.into_iter().chain([("layouts/page.html", bytes)]).collect();
    let mut workspace = site::of(&files);
    site::rendered(&mut workspace);
    site::expect_findings(&workspace, &files);
}
