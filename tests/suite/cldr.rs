//! Dates and numbers as CLDR writes them: in, a table of cases in five languages; out, the same text from layouts
//! and from messages.
//!
//! The tables hold what CLDR 49.0.0 says, which is the data of ICU4X 2.4. Dates are CLDR's four standard lengths of
//! the Gregorian calendar, numbers its standard decimal pattern `#,##0.###`. `Intl.DateTimeFormat` and
//! `Intl.NumberFormat` of Node 20 (ICU 78.2, CLDR 48.0) print the same in every case of these tables.

use std::collections::BTreeMap;

use isogloss::site::Options;

use crate::support::{Files, SiteTest};

const LOCALES: [&str; 5] = ["en", "ja", "fr", "es", "de"];
const STYLES: [&str; 4] = ["short", "medium", "long", "full"];

/// Day → for each locale its short, medium, long and full form.
const DATES: [(&str, [[&str; 4]; 5]); 6] = [
    (
        "2022-10-05",
        [
            ["10/5/22", "Oct 5, 2022", "October 5, 2022", "Wednesday, October 5, 2022"],
            ["2022/10/05", "2022/10/05", "2022年10月5日", "2022年10月5日水曜日"],
            ["05/10/2022", "5 oct. 2022", "5 octobre 2022", "mercredi 5 octobre 2022"],
            ["5/10/22", "5 oct 2022", "5 de octubre de 2022", "miércoles, 5 de octubre de 2022"],
            ["05.10.22", "05.10.2022", "5. Oktober 2022", "Mittwoch, 5. Oktober 2022"],
        ],
    ),
    // A leap day, and the French abbreviation with four letters.
    (
        "2024-02-29",
        [
            ["2/29/24", "Feb 29, 2024", "February 29, 2024", "Thursday, February 29, 2024"],
            ["2024/02/29", "2024/02/29", "2024年2月29日", "2024年2月29日木曜日"],
            ["29/02/2024", "29 févr. 2024", "29 février 2024", "jeudi 29 février 2024"],
            ["29/2/24", "29 feb 2024", "29 de febrero de 2024", "jueves, 29 de febrero de 2024"],
            ["29.02.24", "29.02.2024", "29. Februar 2024", "Donnerstag, 29. Februar 2024"],
        ],
    ),
    // The first day of a year, which belongs to the last week of the year before: calendar years, not week years.
    (
        "2023-01-01",
        [
            ["1/1/23", "Jan 1, 2023", "January 1, 2023", "Sunday, January 1, 2023"],
            ["2023/01/01", "2023/01/01", "2023年1月1日", "2023年1月1日日曜日"],
            ["01/01/2023", "1 janv. 2023", "1 janvier 2023", "dimanche 1 janvier 2023"],
            ["1/1/23", "1 ene 2023", "1 de enero de 2023", "domingo, 1 de enero de 2023"],
            ["01.01.23", "01.01.2023", "1. Januar 2023", "Sonntag, 1. Januar 2023"],
        ],
    ),
    // The last day of a year, which belongs to the first week of the next.
    (
        "2025-12-31",
        [
            ["12/31/25", "Dec 31, 2025", "December 31, 2025", "Wednesday, December 31, 2025"],
            ["2025/12/31", "2025/12/31", "2025年12月31日", "2025年12月31日水曜日"],
            ["31/12/2025", "31 déc. 2025", "31 décembre 2025", "mercredi 31 décembre 2025"],
            ["31/12/25", "31 dic 2025", "31 de diciembre de 2025", "miércoles, 31 de diciembre de 2025"],
            ["31.12.25", "31.12.2025", "31. Dezember 2025", "Mittwoch, 31. Dezember 2025"],
        ],
    ),
    // A month that French does not abbreviate.
    (
        "2026-08-11",
        [
            ["8/11/26", "Aug 11, 2026", "August 11, 2026", "Tuesday, August 11, 2026"],
            ["2026/08/11", "2026/08/11", "2026年8月11日", "2026年8月11日火曜日"],
            ["11/08/2026", "11 août 2026", "11 août 2026", "mardi 11 août 2026"],
            ["11/8/26", "11 ago 2026", "11 de agosto de 2026", "martes, 11 de agosto de 2026"],
            ["11.08.26", "11.08.2026", "11. August 2026", "Dienstag, 11. August 2026"],
        ],
    ),
    // Another century: the short forms of English, Spanish and German lose it, those of Japanese and French do not.
    (
        "1999-07-04",
        [
            ["7/4/99", "Jul 4, 1999", "July 4, 1999", "Sunday, July 4, 1999"],
            ["1999/07/04", "1999/07/04", "1999年7月4日", "1999年7月4日日曜日"],
            ["04/07/1999", "4 juil. 1999", "4 juillet 1999", "dimanche 4 juillet 1999"],
            ["4/7/99", "4 jul 1999", "4 de julio de 1999", "domingo, 4 de julio de 1999"],
            ["04.07.99", "04.07.1999", "4. Juli 1999", "Sonntag, 4. Juli 1999"],
        ],
    ),
];

/// Options of DATETIME() that choose parts of 2022-10-05 → the text in each locale. Year, month and day together are
/// left out: ICU4X then takes one of the standard lengths, where `Intl` composes a pattern (German `month: "short"`
/// is 05.10.2022 here and 5. Okt. 2022 there).
const PARTS: [(&str, [&str; 5]); 6] = [
    (
        r#"month: "long", year: "numeric""#,
        ["October 2022", "2022年10月", "octobre 2022", "octubre de 2022", "Oktober 2022"],
    ),
    (r#"month: "long", day: "numeric""#, ["October 5", "10月5日", "5 octobre", "5 de octubre", "5. Oktober"]),
    (r#"month: "short", day: "numeric""#, ["Oct 5", "10月5日", "5 oct.", "5 oct", "5. Okt."]),
    (r#"weekday: "long""#, ["Wednesday", "水曜日", "mercredi", "miércoles", "Mittwoch"]),
    (r#"weekday: "short""#, ["Wed", "水", "mer.", "mié", "Mi"]),
    (r#"year: "numeric""#, ["2022", "2022年", "2022", "2022", "2022"]),
];

/// Number → the text in each locale. French groups by U+202F; Spanish groups from five digits on (CLDR's
/// `minimumGroupingDigits` is 2); at most three digits after the point, halves away from zero.
const NUMBERS: [(f64, [&str; 5]); 14] = [
    (0.0, ["0", "0", "0", "0", "0"]),
    (1.0, ["1", "1", "1", "1", "1"]),
    (-7.25, ["-7.25", "-7.25", "-7,25", "-7,25", "-7,25"]),
    (0.12345, ["0.123", "0.123", "0,123", "0,123", "0,123"]),
    (2.5, ["2.5", "2.5", "2,5", "2,5", "2,5"]),
    (999.0, ["999", "999", "999", "999", "999"]),
    (1000.0, ["1,000", "1,000", "1\u{202F}000", "1000", "1.000"]),
    (1234.5, ["1,234.5", "1,234.5", "1\u{202F}234,5", "1234,5", "1.234,5"]),
    (9999.0, ["9,999", "9,999", "9\u{202F}999", "9999", "9.999"]),
    (10_000.0, ["10,000", "10,000", "10\u{202F}000", "10.000", "10.000"]),
    (12_345.678, ["12,345.678", "12,345.678", "12\u{202F}345,678", "12.345,678", "12.345,678"]),
    (999.9996, ["1,000", "1,000", "1\u{202F}000", "1000", "1.000"]),
    (1_000_000.0, ["1,000,000", "1,000,000", "1\u{202F}000\u{202F}000", "1.000.000", "1.000.000"]),
    (
        -1_234_567.891,
        ["-1,234,567.891", "-1,234,567.891", "-1\u{202F}234\u{202F}567,891", "-1.234.567,891", "-1.234.567,891"],
    ),
];

/// Options of NUMBER(), and a number → the text in each locale.
const OPTIONS: [(&str, f64, [&str; 5]); 9] = [
    ("minimumFractionDigits: 2", 1.0, ["1.00", "1.00", "1,00", "1,00", "1,00"]),
    ("maximumFractionDigits: 1", 1234.5678, ["1,234.6", "1,234.6", "1\u{202F}234,6", "1234,6", "1.234,6"]),
    ("maximumFractionDigits: 0", 2.5, ["3", "3", "3", "3", "3"]),
    (
        "minimumFractionDigits: 2, maximumFractionDigits: 2",
        12_345.5,
        ["12,345.50", "12,345.50", "12\u{202F}345,50", "12.345,50", "12.345,50"],
    ),
    ("minimumIntegerDigits: 3", 7.0, ["007", "007", "007", "007", "007"]),
    ("minimumIntegerDigits: 5", 7.0, ["00,007", "00,007", "00\u{202F}007", "00.007", "00.007"]),
    ("maximumSignificantDigits: 2", 123_456.0, ["120,000", "120,000", "120\u{202F}000", "120.000", "120.000"]),
    ("minimumSignificantDigits: 4", 1.5, ["1.500", "1.500", "1,500", "1,500", "1,500"]),
    ("useGrouping: \"false\"", 1_234_567.0, ["1234567", "1234567", "1234567", "1234567", "1234567"]),
];

#[test]
fn dates_are_those_of_cldr() {
    let site = site();
    let mut wrong = Vec::new();
    for (day, expected) in DATES {
        for (locale, expected) in LOCALES.into_iter().zip(expected) {
            let lines = lines(&site, locale, &format!("day-{day}"));
            for (style, expected) in STYLES.into_iter().zip(expected) {
                for way in ["layout", "layout-text", "message", "message-text"] {
                    check(&mut wrong, &lines, locale, &format!("{way} {style}"), expected);
                }
            }
            // What stands where nobody names a style: long in a layout, medium in a message.
            check(&mut wrong, &lines, locale, "layout default", expected[2]);
            check(&mut wrong, &lines, locale, "message default", expected[1]);
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn parts_of_dates_are_those_of_cldr() {
    let site = site();
    let mut wrong = Vec::new();
    for (at, (_, expected)) in PARTS.into_iter().enumerate() {
        for (locale, expected) in LOCALES.into_iter().zip(expected) {
            let lines = lines(&site, locale, "day-2022-10-05");
            check(&mut wrong, &lines, locale, &format!("part {at}"), expected);
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn numbers_are_those_of_cldr() {
    let site = site();
    let mut wrong = Vec::new();
    for locale in LOCALES {
        let at = LOCALES.iter().position(|other| *other == locale).unwrap();
        let lines = lines(&site, locale, "numbers");
        for (number, expected) in NUMBERS {
            for way in ["layout", "message", "variable"] {
                check(&mut wrong, &lines, locale, &format!("{way} {number}"), expected[at]);
            }
        }
        for (options, number, expected) in OPTIONS {
            check(&mut wrong, &lines, locale, &format!("{options} {number}"), expected[at]);
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

fn check(wrong: &mut Vec<String>, lines: &BTreeMap<String, String>, locale: &str, case: &str, expected: &str) {
    let got = lines.get(case).unwrap_or_else(|| panic!("{locale}: no `{case}` in {lines:#?}"));
    if got != expected {
        wrong.push(format!("{locale}, {case}: expected {expected:?}, got {got:?}"));
    }
}

/// The lines `case = text` of a page.
fn lines(site: &SiteTest, locale: &str, page: &str) -> BTreeMap<String, String> {
    let folder = if locale == LOCALES[0] { String::new() } else { format!("{locale}/") };
    let html = site.page(&format!("{folder}{page}/index.html"));
    let lines = html.lines().filter_map(|line| line.split_once(" = "));
    lines.map(|(case, text)| (case.to_owned(), text.to_owned())).collect()
}

/// In each locale one post for each day, and a page of numbers.
fn site() -> SiteTest {
    let mut files = Files::new();
    let mut settings =
        "base_url = \"https://example.org\"\nsource_locale = \"en\"\n[checks]\nlayout-without-head = \"off\"\n"
            .to_owned();
    for locale in LOCALES {
        settings += &format!("\n[[locales]]\nid = \"{locale}\"\nstate = \"live\"\n");
        files.insert(format!("locales/{locale}/cldr.ftl"), messages().into_bytes());
        for (day, _) in DATES {
            let post = format!("+++\ntitle = \"{day}\"\ndate = \"{day}\"\n+++\n");
            files.insert(format!("content/{locale}/day-{day}.md"), post.into_bytes());
        }
        files.insert(format!("content/{locale}/numbers.md"), b"+++\ntitle = \"Numbers\"\n+++\n".to_vec());
    }
    files.insert("site.toml".to_owned(), settings.into_bytes());
    files.insert("layouts/post.html".to_owned(), date_layout().into_bytes());
    files.insert("layouts/page.html".to_owned(), number_layout().into_bytes());
    let site = SiteTest::of(files, Options::default());
    assert_eq!(site.findings(), [""; 0]);
    site
}

fn messages() -> String {
    let mut messages = "number = { NUMBER($n) }\nvariable = { $n }\ndate-default = { DATETIME($d) }\n".to_owned();
    for style in STYLES {
        messages += &format!("date-{style} = {{ DATETIME($d, dateStyle: \"{style}\") }}\n");
    }
    for (at, (options, _)) in PARTS.into_iter().enumerate() {
        messages += &format!("part-{at} = {{ DATETIME($d, {options}) }}\n");
    }
    for (at, (options, ..)) in OPTIONS.into_iter().enumerate() {
        messages += &format!("options-{at} = {{ NUMBER($n, {options}) }}\n");
    }
    messages
}

/// Each style from a layout and from a message, given the day and given its text.
fn date_layout() -> String {
    let mut layout = "layout default = {{ date(page.date) }}\n".to_owned();
    layout += "message default = {{ t(\"date-default\", d=page.date) }}\n";
    for style in STYLES {
        layout += &format!("layout {style} = {{{{ date(page.date, \"{style}\") }}}}\n");
        layout += &format!("layout-text {style} = {{{{ date(page.date ~ \"\", \"{style}\") }}}}\n");
        layout += &format!("message {style} = {{{{ t(\"date-{style}\", d=page.date) }}}}\n");
        layout += &format!("message-text {style} = {{{{ t(\"date-{style}\", d=page.date ~ \"\") }}}}\n");
    }
    for at in 0..PARTS.len() {
        layout += &format!("part {at} = {{{{ t(\"part-{at}\", d=page.date) }}}}\n");
    }
    layout
}

fn number_layout() -> String {
    let mut layout = String::new();
    for (number, _) in NUMBERS {
        layout += &format!("layout {number} = {{{{ number({number}) }}}}\n");
        layout += &format!("message {number} = {{{{ t(\"number\", n={number}) }}}}\n");
        layout += &format!("variable {number} = {{{{ t(\"variable\", n={number}) }}}}\n");
    }
    for (at, (options, number, _)) in OPTIONS.into_iter().enumerate() {
        layout += &format!("{options} {number} = {{{{ t(\"options-{at}\", n={number}) }}}}\n");
    }
    layout
}
