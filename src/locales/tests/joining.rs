//! Locales joined.

use super::{format, id, join, path, resources, specs, text};
use crate::diagnostic::Place;
use crate::locales::{Arguments, Coverage, Messages, parse};
use crate::text::Digest;
use std::sync::Arc;

const EN: &str = "home = Home of { -brand }\nonly = Only { NUMBER(1234.5) } { -brand }\n-brand = Isogloss\nsearch = S\n    .title = T { deep }\ndeep = { -brand }";

#[test]
fn answers_by_the_chain_in_the_words_of_who_answers() {
    let messages = join(&[
        ("en", EN),
        ("fr", "home = Chez { -brand }\nsearch = R\n-brand = Isoglosse"),
        ("ja", "home = { -brand }へ"),
    ]);
    assert_eq!(text(&messages, "fr", "home"), "Chez Isoglosse");
    assert_eq!(text(&messages, "fr", "only"), "Only 1,234.5 Isogloss");
    assert_eq!(text(&messages, "ja", "home"), "Isoglossへ");
    let title = format(&messages, "fr", "search.title", &Arguments::new());
    assert_eq!((&*title.text, title.locale.as_str()), ("T Isogloss", "en"));
    let (fr, ja) = (id("fr"), id("ja"));
    assert_eq!(messages.source_of(&fr, "only"), Some(&id("en")));
    assert_eq!(messages.source_of(&fr, "search.title"), Some(&id("en")));
    assert_eq!(messages.source_of(&fr, "none"), None);
    assert!(messages.format(&fr, "none", None, &Arguments::new()).is_none());
    assert!(messages.format(&ja, "-brand", None, &Arguments::new()).is_none(), "terms are private");
    assert!(
        messages.has(&fr, "search") && !messages.has(&fr, "search.title") && messages.has(&id("en"), "search.title")
    );
    assert_eq!(messages.ids(&fr), ["home", "search"]);
    assert_eq!(messages.coverage(&fr, &id("en")), Coverage { translated: 1, held: 0, total: 4 });
    assert_eq!(messages.coverage(&id("en"), &id("en")), Coverage { translated: 4, held: 0, total: 4 });
    assert_eq!(messages.attributes(&ja, "search"), [Box::from("title")]);
}

#[test]
fn finds_definitions() {
    let messages = join(&[("en", EN)]);
    for name in ["home", "-brand", "search", "search.title"] {
        let (file, span) = messages.find(&id("en"), name).unwrap();
        assert_eq!((file.as_str(), &EN[span.range()]), ("locales/en/0.ftl", name.rsplit('.').next().unwrap()));
    }
    for name in ["none", "-none", "brand", "search.none", "-brand.none"] {
        assert!(messages.find(&id("en"), name).is_none(), "{name}");
    }
    assert!(messages.find(&id("fr"), "home").is_none());
}

#[test]
fn moves_an_answer_when_and_only_when_the_text_can() {
    let fr = "home = Chez { -brand }\nother = Autre { home }";
    let before = join(&[("en", EN), ("fr", fr)]);
    let answer = |messages: &Messages, name: &str| messages.answer(&id("fr"), name, None);
    for (en, fr, moved) in [
        (EN.to_owned(), format!("# c\n{fr}\n\nnew = N"), ""),
        (EN.replace("Isogloss", "X"), fr.to_owned(), "home other only"),
        (EN.to_owned(), fr.replace("Chez", "À"), "home other"),
        (EN.to_owned(), fr.replace("Autre", "A"), "other"),
        (EN.to_owned(), format!("{fr}\nonly = Only {{ NUMBER(1234.5) }} {{ -brand }}"), "only"),
        (EN.to_owned(), fr.replace("home =", "gone ="), "home other"),
    ] {
        let after = join(&[("en", &en), ("fr", &fr)]);
        let names = ["home", "other", "only"];
        let found: Vec<_> = names.into_iter().filter(|name| answer(&before, name) != answer(&after, name)).collect();
        assert_eq!(found.join(" "), moved, "{fr}");
    }
    assert_eq!(answer(&before, "none"), Digest::NONE);
    assert_ne!(before.answer(&id("en"), "search", Some("title")), before.answer(&id("fr"), "search", None));
}

#[test]
fn shares_what_did_not_change() {
    let mut files = resources(&[("en", "a = A"), ("fr", "a = A"), ("ja", "a = A")]);
    let before = Messages::join(&specs(), &files, None);
    let same = Messages::join(&specs(), &files, Some(&before));
    assert!(same.changed_locales(&before).is_empty());
    let mut change = |at: &str| {
        let path = path(at);
        files.insert(path.clone(), Arc::new(parse(&path, b"a = B").0));
        let after = Messages::join(&specs(), &files, Some(&before));
        after.changed_locales(&before).iter().map(|locale| locale.to_string()).collect::<Vec<_>>().join(" ")
    };
    assert_eq!(change("locales/fr/1.ftl"), "fr");
    assert_eq!(change("locales/en/0.ftl"), "en fr ja");
    let without = Messages::join(&specs()[..2], &files, Some(&before));
    assert!(without.changed_locales(&before).contains("ja"));
}

#[test]
fn reports_entries_that_do_not_fit_together() {
    let messages = join(&[
        ("en", "a = { b }\nb = { a }\nself = { self }\nx = { -brnad } { none } { x2.t }\nx2 = X\n-brand = B\nt = T"),
        ("en", "x2 = Y\nd = D\n    .e = 1\n    .e = 2"),
        ("fr", "t = { -brand }\nu = { -brand } { t }"),
    ]);
    let found: Vec<String> = messages
        .diagnostics()
        .iter()
        .map(|found| format!("{} {} {}", found.locale.as_ref().unwrap(), found.code, found.id.as_deref().unwrap()))
        .collect();
    let mut expected = vec![
        "en cyclic-reference a",
        "en cyclic-reference self",
        "en duplicate-message d.e",
        "en duplicate-message x2",
        "en unknown-reference x",
        "en unknown-reference x",
        "en unknown-reference x",
        "fr missing-term -brand",
    ];
    let mut sorted = found.clone();
    sorted.sort();
    expected.sort_unstable();
    assert_eq!(sorted, expected);
    let diagnostics = messages.diagnostics();
    let by = |code: &str, id: &str| {
        diagnostics.iter().find(|found| found.code.name == code && found.id.as_deref() == Some(id)).unwrap()
    };
    assert!(by("unknown-reference", "x").hint.is_some());
    assert_eq!(by("missing-term", "-brand").place, Place::Entry(id("fr"), "t".to_owned()));
    assert_eq!(by("cyclic-reference", "a").message, "`a` refers to itself through `b`");
    assert_eq!(by("duplicate-message", "x2").related.len(), 1);
    assert_eq!(text(&messages, "en", "x2"), "X", "the first counts");
}

#[test]
fn a_held_entry_answers_and_counts_as_missing() {
    let file = path("locales/fr/a.ftl");
    let good = parse(&file, b"a = Bon").0;
    let held = parse(&file, b"a = {").0.hold(&good);
    let mut files = resources(&[("en", "a = Good")]);
    files.insert(file, Arc::new(held));
    let messages = Messages::join(&specs(), &files, None);
    assert_eq!(text(&messages, "fr", "a"), "Bon");
    assert!(!messages.has(&id("fr"), "a") && messages.ids(&id("fr")).is_empty());
    assert_eq!(messages.coverage(&id("fr"), &id("en")).translated, 0);
    let elsewhere = path("locales/fr/b.ftl");
    files.insert(elsewhere.clone(), Arc::new(parse(&elsewhere, b"a = Mieux").0));
    let messages = Messages::join(&specs(), &files, Some(&messages));
    assert_eq!(text(&messages, "fr", "a"), "Mieux", "what moved to another file is not hidden by its held self");
    assert!(messages.has(&id("fr"), "a") && messages.diagnostics().is_empty());
}

#[test]
fn stands_long_chains_and_floods_of_references() {
    let chain =
        |range: std::ops::Range<usize>| -> String { range.map(|at| format!("m{at} = {{ m{} }}\n", at + 1)).collect() };
    let flood = format!("m20000 = end\nbig = {}\nf = {{ NUMBER({}) }}", "x".repeat(60_000), "big, ".repeat(99));
    let messages = join(&[("en", &chain(0..10_000)), ("en", &chain(10_000..20_000)), ("en", &flood)]);
    assert!(!format(&messages, "en", "m0", &Arguments::new()).errors.is_empty());
    assert_eq!(text(&messages, "en", "m19990"), "end");
    assert!(!format(&messages, "en", "f", &Arguments::new()).errors.is_empty());
    assert_ne!(messages.answer(&id("en"), "m0", None), Digest::NONE);
    assert!(messages.diagnostics().is_empty());
}
