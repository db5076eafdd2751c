//! Reading one file.

use proptest::prelude::*;

use super::{path, pointed, sound};
use crate::locales::{EntryKind, parse};

#[test]
fn knows_the_facts_of_an_entry() {
    let text = "# Above\n# it\nsearch = Find { $what } in { -brand }\n    and { page.title }\n    .title = T { NUMBER($n) }\n\n-brand = B\n# end";
    for (bom, text) in [(0, text.to_owned()), (3, format!("\u{FEFF}{text}"))] {
        let resource = sound(&text);
        assert_eq!((resource.bom(), resource.is_broken()), (bom, false));
        let [search, brand] = resource.entries() else { panic!("two entries") };
        let at = |span: crate::text::Span| &text[span.range()];
        assert_eq!(
            (search.kind, &*search.id, search.comment.as_deref()),
            (EntryKind::Message, "search", Some("Above\nit"))
        );
        assert_eq!(at(search.id_span), "search");
        assert!(at(search.span).starts_with("search =") && at(search.span).ends_with("NUMBER($n) }"));
        let value = search.value.as_ref().unwrap();
        assert_eq!(at(value.span), "Find { $what } in { -brand }\n    and { page.title }");
        let references: Vec<_> = value.references.iter().map(|found| (found.display(), at(found.span))).collect();
        assert_eq!(references, [("-brand".to_owned(), "-brand"), ("page.title".to_owned(), "page")]);
        assert_eq!(at(value.variables[0].span), "$what");
        let title = &search.attributes[0];
        assert_eq!((at(title.span), at(title.pattern.span)), ("title", "T { NUMBER($n) }"));
        assert_eq!(*title.pattern.functions, [Box::from("NUMBER")]);
        assert_eq!((brand.display(), at(brand.id_span), at(brand.span)), ("-brand".to_owned(), "-brand", "-brand = B"));
    }
}

#[test]
fn moves_a_digest_with_the_words_only() {
    let digest = |text: &str| sound(text).entries()[0].value.as_ref().unwrap().digest;
    let same = [
        "a = One { $x }\n    two",
        "# c\na =\n  One { $x }\n  two",
        "a =\r\n      One {$x}\r\n      two\r\n",
        "b = c\na = d",
    ];
    assert_eq!(digest(same[0]), digest(same[1]));
    assert_eq!(digest(same[0]), digest(same[2]));
    let other = [
        "a = One { $y }\n    two",
        "a = One { x }\n    two",
        "a = One { \"$x\" }\n    two",
        "a = One { $x } two",
        "a = One { -x }\n    two",
    ];
    for text in other {
        assert_ne!(digest(same[0]), digest(text), "{text}");
    }
}

#[test]
fn says_in_plain_words_what_is_wrong() {
    for (text, at, message, kept) in [
        ("a = { $name", "{", "this `{` is never closed", ""),
        ("a = { $name\nb = c\n", "{", "this `{` is never closed", "b"),
        ("a = {\nb = c\nd = e", "{", "this `{` is never closed", "b d"),
        ("a = x }\nb = c", "}", "this `}` closes nothing", "b"),
        ("a Hello\nb = c", "H", "expected `=` after the id", "b"),
        ("a =\nb = c", "", "`a` has neither a text nor an attribute", "b"),
        ("-t =\nb = c", "", "the term `-t` has no text", "b"),
        ("a = { $n ->\n [one] x\n}\nb = c", "}", "no variant is marked as the default", "b"),
        ("a = { \"x }\nb = c", "", "this quoted text is not closed on its line", "b"),
        ("9 = c\nb = c", "9", "expected an id here", "b"),
        ("#c\nb = c", "c", "expected a space after the `#`", "b"),
        ("a = x\n    .t = { $\nb = c", "", "expected a name here", "a b"),
        ("a = { b.c -> \n *[x] y\n}", "-", "a message cannot choose between variants", ""),
        ("a = {\"\\u00é\"}\nb = c", "é", "this escape lacks digits", "b"),
        ("a = { f(1) }\nb = c", "(", "the name of a function is in capitals", "b"),
    ] {
        let (resource, diagnostics) = parse(&path("a.ftl"), text.as_bytes());
        let found: Vec<_> =
            diagnostics.iter().map(|found| (found.code.name, pointed(text, found), found.message.as_str())).collect();
        assert_eq!(found, [("syntax-error", at, message)], "{text:?}");
        let ids: Vec<_> = resource.entries().iter().map(|entry| &*entry.id).collect();
        assert_eq!((resource.is_broken(), ids.join(" ").as_str()), (true, kept), "{text:?}");
        assert!(diagnostics[0].hint.is_some());
    }
}

#[test]
fn reports_what_can_be_seen_without_formatting() {
    for (text, code, at) in [
        ("a = x\u{202E}y", "forbidden-character", "\u{202E}"),
        ("a = { \"\\u202E\" }", "forbidden-character", "\\u202E"),
        ("a = { \"\\UFDD000\" }{ \"\\U01FFFE\" }", "forbidden-character", "\\U01FFFE"),
        ("a = { NUMBER($n, minimumFractionDigits: 4000000000) }", "too-long", "4000000000"),
        ("a = { 1.2345678901234567890123 }", "too-long", "1.2345678901234567890123"),
        ("a = { NUMBRE($n) }", "function-error", "NUMBRE"),
        ("a = { NUMBER($n, minFractionDigits: 1) }", "function-error", "minFractionDigits"),
        ("a = { NUMBER($n, type: \"x\") }", "function-error", "x"),
        ("a = { NUMBER() }", "function-error", "NUMBER"),
        ("a = { DATETIME($d, dateStyle: \"huge\") }", "function-error", "huge"),
        ("a = { NUMBER(b.c) }", "function-error", "b.c"),
        ("a = { NUMBER({ -b(c: \")\") }) }", "function-error", "{ -b(c: \")\") }"),
        ("a = { -b($x) }", "function-error", "-b"),
        ("a = { \"\\{\" }", "syntax-error", "\\{"),
    ] {
        let (resource, diagnostics) = parse(&path("a.ftl"), text.as_bytes());
        let found: Vec<_> = diagnostics.iter().map(|found| (found.code.name, pointed(text, found))).collect();
        assert_eq!(found, [(code, at)], "{text:?}");
        assert!(!resource.is_broken() && resource.entries().len() == 1, "{text:?}");
    }
}

#[test]
fn refuses_hostile_files() {
    let large = vec![b'a'; (1 << 20) + 1];
    let flood = format!("a = b\nc = {}", "{".repeat(1 << 18));
    let long = format!("a = {}\nb = c", "x".repeat(70_000));
    for (bytes, code, kept) in [
        (&large[..], "file-too-large", 0),
        (b"a = \xFF\xFE", "not-utf8", 0),
        (flood.as_bytes(), "too-deep", 0),
        (long.as_bytes(), "too-long", 1),
    ] {
        let (resource, diagnostics) = parse(&path("a.ftl"), bytes);
        assert_eq!(diagnostics.iter().map(|found| found.code.name).collect::<Vec<_>>(), [code]);
        assert_eq!(resource.entries().len(), kept, "{code}");
    }
}

#[test]
fn holds_what_a_broken_file_lacks() {
    let names = |resource: &super::Resource| {
        let name = |entry: &crate::locales::Entry| format!("{}{}", entry.display(), if entry.held { "!" } else { "" });
        resource.entries().iter().map(name).collect::<Vec<_>>().join(" ")
    };
    let good = sound("a = A\nb = B\n    .t = T\n-c = C");
    let read = |text: &str| parse(&path("locales/en/a.ftl"), text.as_bytes()).0;
    for (text, held) in [
        ("a = { \nb = B\n    .t = T\n-c = C", "b -c a!"),
        ("a = A\nb = B\n    .t { = T\n-c = C", "a -c b!"),
        ("a = A2\n-c = ", "a b! -c!"),
        ("a = A2", "a"),
        ("", ""),
    ] {
        assert_eq!(names(&read(text).hold(&good)), held, "{text:?}");
    }
    let broken = "x\na = { \nb = B";
    let once = read(broken).hold(&good);
    let span = once.entries().iter().find(|entry| &*entry.id == "a").unwrap().span;
    assert_eq!(&broken[span.range()], "a", "a held entry is where its broken text is");
    assert_eq!(names(&read("a = { x").hold(&once)), "b! a! -c!", "what was held is held on");
    assert_eq!(names(&read("\u{0}{{").hold(&once)), "b! a! -c!");
}

proptest! {
    #[test]
    fn never_panics(text in "(a|b|-t| |=|\n|\\{|\\}|\"|\\$x|->|\\[|\\]|\\*|\\(|\\)|,|:|\\.|#|\\\\u|00|é|\r|NUMBER|1|\u{202E}){0,60}") {
        let (resource, diagnostics) = parse(&path("a.ftl"), text.as_bytes());
        for entry in resource.entries() {
            prop_assert!(text.get(entry.span.range()).is_some_and(|own| own.contains(&*entry.id)));
        }
        for found in &diagnostics {
            if let crate::diagnostic::Place::Span(_, span) = &found.place {
                prop_assert!(text.get(span.range()).is_some(), "{:?}", found);
            }
        }
        prop_assert!(!resource.is_broken() || !diagnostics.is_empty());
    }
}
