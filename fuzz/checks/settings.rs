//! `site.toml`: whatever it says, the settings are such as a site can be built with.

use std::collections::BTreeSet;

use isogloss::settings::{matches, read};
use isogloss::text::SitePath;

use super::page;
use super::site;
use super::sound::{expect_findings, expect_span, path};

/// Prints what settings say.
const LAYOUT: &[u8] = b"<!doctype html><main>{% for locale in locales %}<a href=\"{{ locale.url or '/' }}\" \
    lang=\"{{ locale.id }}\">{{ locale.name }}</a>{% endfor %}{{ page.content }}</main>";
/// The elements of that layout.
const ALLOWED: [(&str, &[&str]); 4] = [("main", &[]), ("div", &["lang", "dir"]), ("p", &[]), ("a", &["href", "lang"])];

/// The settings keep their promises, and a site is built with them.
pub fn check(bytes: &[u8]) {
    let (settings, findings) = read(&path("site.toml"), bytes);
    expect_findings(bytes, 0, &findings);
    assert!(!settings.broken || !findings.is_empty());
    assert!(settings.page_size >= 1);
    let ids: BTreeSet<&str> = settings.locales.iter().map(|locale| locale.id.as_str()).collect();
    assert_eq!(ids.len(), settings.locales.len(), "each locale once");
    assert!(ids.is_empty() || ids.contains(settings.source_locale.as_str()));
    for locale in &settings.locales {
        expect_span(bytes, locale.span, locale);
        assert!(SitePath::new(locale.id.as_str()).is_some_and(|path| !path.is_hidden()), "{locale:?}");
        assert!(locale.go_live_at <= 100 && locale.drop_below <= 100, "{locale:?}");
        let chain: BTreeSet<&str> = locale.fallback.iter().map(|id| id.as_str()).collect();
        assert!(chain.len() == locale.fallback.len() && chain.is_subset(&ids), "{locale:?}");
        assert!(!chain.contains(locale.id.as_str()), "{locale:?}");
    }
    let required = settings.locales.iter().flat_map(|locale| &locale.required);
    required.clone().for_each(|required| expect_span(bytes, required.span, required));
    let patterns = required.map(|required| &required.pattern);
    for pattern in patterns.chain(settings.checks.exceptions.iter().flat_map(|exception| &exception.ids)) {
        assert!(matches(pattern, &pattern.replace('*', "-")), "{pattern:?} matches itself");
        matches(pattern, &"a".repeat(200));
    }
    expect_site(bytes);
}

fn expect_site(bytes: &[u8]) {
    let files: [(&str, &[u8]); 5] = [
        ("site.toml", bytes),
        ("layouts/page.html", LAYOUT),
        ("content/en/a.md", b"Words.\n"),
        ("locales/en/a.ftl", b"a = A\nb = B\n"),
        ("locales/fr/a.ftl", b"a = \"A\"...\n"),
    ];
    let mut workspace = site::of(&files);
    let sink = site::rendered(&mut workspace);
    for (output, html) in sink.outputs() {
        assert!(SitePath::new(&output).is_some_and(|path| !path.is_hidden()), "{output:?} leads out of the site");
        if site::has_layout(&workspace, &output) {
            page::expect_sound(&String::from_utf8_lossy(&html), &ALLOWED);
        }
    }
    site::expect_findings(&workspace, &files);
}
