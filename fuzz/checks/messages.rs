//! Message files: whatever they say, what is read of them is in them, every text can be written, and every rule can look.

use std::collections::BTreeMap;
use std::sync::Arc;

use isogloss::locales::{
    Argument, Arguments, Entry, LocaleSpec, Messages, Pseudo, PseudoStyle, Resource, is_forbidden, parse,
};
use isogloss::text::{Date, Digest, LocaleId};

use super::site;
use super::sound::{expect_findings, expect_span, halves, path, written};

/// No text is longer, in bytes.
const LONGEST_TEXT: usize = 64 * 1024;

/// Reads, writes out and judges a source and its translation.
pub fn check(bytes: &[u8]) {
    let (source, translation) = halves(bytes);
    let (english, french) = (read("locales/en/a.ftl", source), read("locales/fr/a.ftl", translation));
    expect_held(source);
    expect_texts(&[english, french], std::str::from_utf8(bytes).unwrap_or_default());
    expect_judged(source, translation);
}

/// Reads a file; what was read stands where it is said to.
fn read(name: &str, bytes: &[u8]) -> Resource {
    let (resource, findings) = parse(&path(name), bytes);
    expect_findings(bytes, 0, &findings);
    assert!(!resource.is_broken() || !findings.is_empty(), "it says why it cannot be read");
    if !resource.text().is_empty() {
        assert_eq!(bytes.get(resource.bom()..), Some(resource.text().as_bytes()));
    }
    let mut end = 0;
    for entry in resource.entries() {
        assert!(entry.span.start >= end && entry.span.start == entry.id_span.start, "{entry:?}");
        end = entry.span.end;
        expect_entry(bytes, entry);
    }
    resource
}

fn expect_entry(bytes: &[u8], entry: &Entry) {
    expect_span(bytes, entry.span, entry);
    let (alone, _) = parse(&path("locales/en/a.ftl"), written(bytes, entry.span).as_bytes());
    let digests = |entry: &Entry| -> Vec<Digest> { entry.patterns().map(|(_, pattern)| pattern.digest).collect() };
    let again: Vec<_> = alone.entries().iter().map(|entry| (entry.display(), digests(entry))).collect();
    assert_eq!(again, [(entry.display(), digests(entry))], "an entry alone says what it says in its file");
    assert_eq!(written(bytes, entry.id_span), entry.display());
    for attribute in &entry.attributes {
        assert_eq!(written(bytes, attribute.span), &*attribute.id);
    }
    for (_, pattern) in entry.patterns() {
        expect_span(bytes, pattern.span, pattern);
        assert!(entry.span.start <= pattern.span.start && pattern.span.end <= entry.span.end, "{pattern:?}");
        for reference in &pattern.references {
            assert_eq!(written(bytes, reference.span), reference.kind.display(&reference.id, None));
        }
        for variable in &pattern.variables {
            assert_eq!(written(bytes, variable.span), format!("${}", variable.name));
        }
    }
}

/// While somebody types the second half of the file, no message of it is lost.
fn expect_held(bytes: &[u8]) {
    let name = path("locales/en/a.ftl");
    let (whole, _) = parse(&name, bytes);
    let half = &bytes[..bytes.len() / 2];
    let (held, _) = parse(&name, half);
    let held = held.hold(&whole);
    held.entries().iter().for_each(|entry| expect_span(half, entry.span, entry));
    if held.is_broken() {
        for entry in whole.entries() {
            let is_it = |other: &&Entry| (other.kind, &other.id) == (entry.kind, &entry.id);
            assert!(held.entries().iter().any(|other| is_it(&other)), "{} is lost", entry.display());
        }
    }
}

/// Every text of every locale can be written, whatever it is given.
fn expect_texts(files: &[Resource; 2], written: &str) {
    let names = files
        .iter()
        .flat_map(Resource::entries)
        .flat_map(Entry::patterns)
        .flat_map(|(_, pattern)| pattern.variables.iter().map(|variable| variable.name.to_string()));
    let given: Arguments = names.zip(values().into_iter().cycle()).collect();
    let specs = specs();
    let files = files.iter().map(|file| (file.path().clone(), Arc::new(parse(file.path(), &bytes_of(file)).0)));
    let messages = Messages::join(&specs, &files.collect::<BTreeMap<_, _>>(), None);
    for locale in specs.iter().map(|spec| &spec.id) {
        for id in messages.ids(locale) {
            let attributes = messages.attributes(locale, id);
            for attribute in std::iter::once(None).chain(attributes.iter().map(|name| Some(&**name))) {
                let there = messages.answer(locale, id, attribute) != Digest::NONE;
                for arguments in [&Arguments::new(), &given] {
                    let formatted = messages.format(locale, id, attribute, arguments);
                    assert_eq!(formatted.is_some(), there, "{id} {attribute:?} in {locale}");
                    if let Some(formatted) = formatted {
                        expect_text(&formatted.text, locale, written);
                    }
                }
            }
        }
    }
}

fn bytes_of(file: &Resource) -> Vec<u8> {
    let bom = if file.bom() > 0 { "\u{FEFF}" } else { "" };
    format!("{bom}{}", file.text()).into_bytes()
}

fn expect_text(text: &str, locale: &LocaleId, written: &str) {
    let is_pseudo = locale.as_str().ends_with("-XA") || locale.as_str().ends_with("-XB");
    // `ar-XB` turns words around on purpose.
    let turns = |c: char| locale.as_str() == "ar-XB" && matches!(c, '\u{202E}' | '\u{202C}');
    assert!(!text.contains(|c: char| is_forbidden(c) && !turns(c)), "{text:?} in {locale}");
    assert!(is_pseudo || text.len() <= LONGEST_TEXT, "{} bytes in {locale}", text.len());
    for inner in ["isogloss-", "NUMBER-SELECTOR"] {
        assert!(written.contains(inner) || !text.contains(inner), "{inner} shows in {locale}: {text:?}");
    }
}

/// Values that somebody may give, none of them meant well.
fn values() -> Vec<Argument> {
    let texts = ["<b>\u{202E}\u{FDD0}\u{FDEF}&{ -t }", "", "one"].map(Argument::from);
    let numbers = [1.0, -0.5, 1e300, f64::NAN, f64::INFINITY].map(Argument::from);
    let date = Date::parse("9999-12-31").map(Argument::from);
    texts.into_iter().chain(numbers).chain(date).collect()
}

fn specs() -> [LocaleSpec; 4] {
    let english = LocaleId::new("en");
    let spec = |id: &str, fallback: &[&LocaleId], pseudo| LocaleSpec {
        id: LocaleId::new(id),
        fallback: fallback.iter().copied().cloned().collect(),
        live: true,
        pseudo,
    };
    let pseudo = |style: PseudoStyle| {
        let pseudo = Pseudo { style, source: english.clone() };
        spec(style.id().as_str(), &[&english], Some(pseudo))
    };
    [spec("en", &[], None), spec("fr", &[&english], None), pseudo(PseudoStyle::Accents), pseudo(PseudoStyle::Bidi)]
}

/// All rules look at both files; after both have changed they find what they find in new files.
fn expect_judged(source: &[u8], translation: &[u8]) {
    let files =
        |english, french| [("site.toml", site::SETTINGS), ("locales/en/a.ftl", english), ("locales/fr/a.ftl", french)];
    let mut workspace = site::of(&files(source, translation));
    site::expect_findings(&workspace, &files(source, translation));
    let swapped = files(translation, source);
    site::put(&mut workspace, &swapped[1..]);
    assert_eq!(workspace.findings(), site::of(&swapped).findings(), "findings after an edit");
}
