//! Writing messages out.

use proptest::prelude::*;

use super::{format, id, join, kinds, text};
use crate::locales::{Arguments, DateStyle, FormatErrorKind as Kind, weave};
use crate::text::Date;

fn day() -> Date {
    Date::parse("2022-10-05").unwrap()
}

#[test]
fn writes_numbers_and_dates_as_the_locale_does() {
    let source = "n = { $n }\nliteral = { 1234.50 }\ntwo = { NUMBER($n, minimumFractionDigits: 2) }\n\
        plain = { NUMBER($n, useGrouping: \"false\") } { NUMBER($n, useGrouping: 0) }\n\
        most = { NUMBER($n, minimumFractionDigits: 20) }\nd = { $d }\nlong = { DATETIME($d, dateStyle: \"long\") }\n\
        month = { DATETIME($d, month: \"long\", year: \"numeric\") }\nsame = { DATETIME(\"2022-10-05\") }\n";
    let messages = join(&[("en", source), ("fr", source), ("ja", source)]);
    let given = Arguments::new().with("n", 1234.5).with("d", day());
    for (locale, name, expected) in [
        ("en", "n", "1,234.5"),
        ("fr", "n", "1\u{202F}234,5"),
        ("en", "literal", "1,234.50"),
        ("fr", "two", "1\u{202F}234,50"),
        ("en", "plain", "1234.5 1234.5"),
        ("en", "most", "1,234.50000000000000000000"),
        ("en", "d", "Oct 5, 2022"),
        ("ja", "long", "2022年10月5日"),
        ("fr", "month", "octobre 2022"),
        ("en", "same", "Oct 5, 2022"),
    ] {
        let formatted = format(&messages, locale, name, &given);
        assert_eq!((&*formatted.text, formatted.errors.len()), (expected, 0), "{locale} {name}");
    }
    let formats = messages.formats(&id("fr")).unwrap();
    assert_eq!(
        (formats.number(1234.5), formats.date(day(), DateStyle::Long)),
        ("1\u{202F}234,5".into(), "5 octobre 2022".into())
    );
}

#[test]
fn keeps_spaces_that_are_text() {
    let source = "a = A\u{A0}\nb = \u{3000}B \n    .c = C\u{3000}\nd =\n    \u{2003}D\n    \u{A0}\n    D\u{A0}  \n\n";
    let messages = join(&[("fr", source)]);
    for (name, expected) in
        [("a", "A\u{A0}"), ("b", "\u{3000}B"), ("b.c", "C\u{3000}"), ("d", "\u{2003}D\n\u{A0}\nD\u{A0}")]
    {
        assert_eq!(text(&messages, "fr", name), expected);
    }
}

#[test]
fn chooses_plural_forms() {
    let source = "n = { $n ->\n [0] none\n [one] one\n *[other] many\n}\n\
        digits = { NUMBER($n, minimumFractionDigits: 1) ->\n [one] one\n *[other] many\n}\n\
        whole = { NUMBER($n, maximumFractionDigits: 0) ->\n [0] none\n [one] one\n *[other] many\n}\n\
        round = { NUMBER($n, maximumFractionDigits: 0) }\n\
        place = { NUMBER($n, type: \"ordinal\") ->\n [one] {$n}st\n [two] {$n}nd\n *[other] {$n}th\n}\n\
        extreme = { NUMBER($n, minimumFractionDigits: 20) ->\n [one] one\n *[other] many\n}\n\
        literal = { 1.0000000000000000000000000 ->\n [one] one\n *[other] many\n}\n";
    let messages = join(&[("en", source)]);
    for (name, number, expected) in [
        ("n", 0.0, "none"),
        ("n", 1.0, "one"),
        ("n", 2.0, "many"),
        ("digits", 1.0, "many"),
        ("whole", 1.4, "one"),
        ("whole", 0.3, "none"),
        ("round", 2.5, "3"),
        ("place", 22.0, "22nd"),
        ("extreme", 0.123_456_789_012_345_67, "many"),
        ("literal", 0.0, "many"),
        ("n", f64::NAN, "many"),
        ("n", f64::INFINITY, "many"),
        ("n", 1e300, "many"),
    ] {
        assert_eq!(
            &*format(&messages, "en", name, &Arguments::new().with("n", number)).text,
            expected,
            "{name} {number}"
        );
    }
}

#[test]
fn reports_what_goes_wrong_on_the_way() {
    let many = "{ \"x\" }".repeat(101);
    let source = [
        "var = a { $x } b\nref = { -none } { none.t }\nattr-only =\n    .t = T\nvalue = { attr-only }\ncycle = { cycle }",
        "bad = { NUMBER(\"x\") }\nword = { NUMBER(\"5\") }\nfunc = { NONE(1) }\nNUMBER = { NUMBER(5) }!",
        "digits = { NUMBER(1, minimumFractionDigits: 99) }\nturn = a{ \"\\u202E\" }b\ndate = { DATETIME(\"x\") }",
        "long = { big }{ big }{ big }\nnested = { { many } }\nselect = { 1 ->\n *[a] MANY\n }\nmany = MANY",
        &format!("big = {}", "é".repeat(20_000)),
    ];
    let source = source.join("\n").replace("MANY", &many);
    let messages = join(&[("en", &source)]);
    for (name, expected, errors) in [
        ("var", "a {$x} b", &[Kind::Variable][..]),
        ("ref", "{-none} {none.t}", &[Kind::Reference, Kind::Reference]),
        ("value", "{attr-only}", &[Kind::NoValue]),
        ("cycle", "{cycle}", &[Kind::Cycle]),
        ("bad", "{NUMBER()}", &[Kind::Function]),
        ("word", "5", &[]),
        ("func", "{NONE()}", &[Kind::Function]),
        ("digits", "1.00000000000000000000", &[Kind::TooLong]),
        ("turn", "ab", &[Kind::Character]),
        ("nested", "{nested}", &[Kind::TooLong]),
        ("select", "{select}", &[Kind::TooLong]),
        ("date", "{DATETIME()}", &[Kind::Function]),
        ("NUMBER", "5!", &[]),
    ] {
        let formatted = format(&messages, "en", name, &Arguments::new());
        assert_eq!((&*formatted.text, &kinds(&formatted)[..]), (expected, errors), "{name}");
    }
    for (name, longest) in [("long", 64 * 1024), ("many", 101)] {
        let formatted = format(&messages, "en", name, &Arguments::new());
        assert!(formatted.text.len() <= longest && kinds(&formatted) == [Kind::TooLong], "{name}");
    }
    let given = format(&messages, "en", "var", &Arguments::new().with("x", "\u{202E}\u{FDEE}Lx\u{FDEE}"));
    assert_eq!((&*given.text, given.errors.len()), ("a Lx b", 3), "characters of arguments");
}

#[test]
fn keeps_terms_and_messages_of_one_name_apart() {
    let source = "brand = The message\n-brand = The term\n    .g = f\nboth = { brand }, { -brand }\n\
        by = { -brand.g ->\n *[m] m\n [f] f\n}\nmissing = { -nothing }\n";
    let messages = join(&[("en", source)]);
    assert_eq!(text(&messages, "en", "both"), "The message, The term");
    assert_eq!(text(&messages, "en", "by"), "f");
    let missing = format(&messages, "en", "missing", &Arguments::new());
    assert_eq!((&*missing.text, missing.errors[0].detail.as_str()), ("{-nothing}", "-nothing"));
}

#[test]
fn escapes_what_goes_into_markup() {
    let messages = join(&[("en", "m = <b>{ $x }</b> & { NUMBER($n) }")]);
    let given = Arguments::new().with("x", "<script>'&").with("n", 1);
    let formatted = messages.format(&id("en"), "m", None, &given.escaped()).unwrap();
    let woven = weave(&formatted.text, &std::collections::BTreeMap::new());
    assert_eq!(woven.html, "<b>&lt;script&gt;&#39;&amp;</b> &amp; 1");
    assert_eq!(woven.plain, "<script>'& & 1");
}

/// Pieces of a text that reach every corner of the formatter.
const PIECES: &str = "(x| |\\{ [abt] \\}|\\{ -t \\}|\\{ -t.a \\}|\\{ a.a \\}|\\{ \\$n \\}|\\{ \\{ a \\} \\}\
    |\\{ NUMBER\\(\\$n, maximumSignificantDigits: 0\\) \\}|\\{ NUMBER\\(-t, \\{ a \\}\\) \\}\
    |\\{ NUMBER\\(\\$n, minimumFractionDigits: 20, maximumFractionDigits: 3\\) ->\n \\[one\\] x\n \\*\\[b\\] y\n \\}\
    |\\{ DATETIME\\(\\$n, day: \"x\"\\) \\}|\\{ \\$n ->\n \\[one\\] \\{ a \\}\n \\*\\[b\\] \\{ b \\}\n \\}\
    |\\{ -t.a ->\n \\*\\[b\\] \\{ a \\}\n \\}|\\{ 1 ->\n \\*\\[b\\] \\{ a \\}\\{ a \\}\n \\}){0,12}";

proptest! {
    #[test]
    fn never_panics(patterns in prop::collection::vec(PIECES, 6), number in prop::num::f64::ANY) {
        let names = ["a", "    .a", "b", "-t", "    .a", "c"];
        let source: Vec<String> = names.iter().zip(&patterns).map(|(name, pattern)| format!("{name} = y{pattern}")).collect();
        let messages = join(&[("en", &source.join("\n"))]);
        for name in messages.ids(&id("en")) {
            let formatted = format(&messages, "en", name, &Arguments::new().with("n", number));
            prop_assert!(formatted.text.len() <= 64 * 1024);
            prop_assert!(!formatted.text.contains("isogloss-"), "{}", formatted.text);
        }
    }
}
