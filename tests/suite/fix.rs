//! `isogloss check --fix`: in, files with the marks of the typewriter; out, the same with the marks of their language,
//! and nothing else moved.

use std::collections::BTreeMap;
use std::fs;
use std::sync::Arc;

use isogloss::site::Options;
use isogloss::text::{Change, SitePath};
use isogloss::workspace::Workspace;
use proptest::prelude::*;

use crate::cli::fine;
use crate::support::{Files, Folder};

const SETTINGS: &str = "base_url = \"https://example.org\"\n[[locales]]\nid = \"en\"\nstate = \"live\"\n\
                        [[locales]]\nid = \"fr\"\nstate = \"preview\"\n";

fn site(files: &[(&str, &str)]) -> Folder {
    let files = files.iter().copied().chain([("site.toml", SETTINGS)]);
    Folder::with(&files.map(|(path, text)| (path.to_owned(), text.into())).collect::<Files>())
}

fn text(site: &Folder, path: &str) -> String {
    fs::read_to_string(site.path().join(path)).unwrap()
}

#[test]
fn repairs_marks_dots_and_ends_and_says_so() {
    let english = "\u{FEFF}# It's \"a\" comment...\r\na = It's \"b 'c' d\"...\r\nb   =  <b title=\"x\">{ \"...\" }</b> 6' 2\"\r\n\r\n\r\n\
                   broken = {\r\nc = ...";
    let french = "a = Voici \"{ $x }\"\n";
    let site = site(&[("locales/en/a.ftl", english), ("locales/fr/a.ftl", french)]);
    let ran = site.run("check --fix --format json");
    let said = "Repaired locales/en/a.ftl: 1 no-final-newline, 3 straight-quotes, 2 three-dots\n\
                Repaired locales/fr/a.ftl: 1 straight-quotes\n";
    assert_eq!(ran.stderr, said);
    let expected = english.replace("It's \"b 'c' d\"...", "It’s “b ‘c’ d”…").replace("c = ...", "c = …\r\n");
    assert_eq!(text(&site, "locales/en/a.ftl"), expected);
    assert_eq!(text(&site, "locales/fr/a.ftl"), "a = Voici «\u{A0}{ $x }\u{A0}»\n");
    for code in ["straight-quotes", "three-dots", "no-final-newline"] {
        assert_eq!(fine(&site.run(&format!("check --strict --code {code}"))), "Nothing found.\n");
    }
    assert_eq!(site.run("check --fix").stderr, "", "there is nothing left to repair");
}

#[test]
fn repairs_only_what_the_site_wants_to_hear_of() {
    let quiet = SETTINGS.replacen('\n', "\n[checks]\nthree-dots = \"off\"\n", 1);
    let site = site(&[("locales/en/a.ftl", "a = \"A\"...\n"), ("locales/fr/a.ftl", "a = \"A\"...\n")]);
    site.write("site.toml", quiet);
    site.run("check --fix --locale fr");
    assert_eq!(text(&site, "locales/fr/a.ftl"), "a = «\u{A0}A\u{A0}»...\n");
    assert_eq!(text(&site, "locales/en/a.ftl"), "a = \"A\"...\n");
}

#[cfg(unix)]
#[test]
fn leaves_links_out_of_the_site_alone() {
    let (site, other) = (site(&[("locales/en/a.ftl", "a = A\n")]), Folder::empty());
    other.write("b.ftl", "b = ...\n");
    std::os::unix::fs::symlink(other.path().join("b.ftl"), site.path().join("locales/en/b.ftl")).unwrap();
    site.run("check --fix");
    assert_eq!(text(&other, "b.ftl"), "b = ...\n");
}

/// A piece of a message file: marks, placeables, markup and what begins and ends entries.
fn piece() -> impl Strategy<Value = &'static str> {
    prop::sample::select(vec![
        "\"",
        "'",
        "...",
        "…",
        "‘",
        "a",
        "é",
        " ",
        "{ $x }",
        "{ \"it's\" }",
        "{ -t }",
        "<b title=\"x\">",
        "</b>",
        "<code>",
        "</code>",
        "\n    ",
        "\n    .a = ",
        "\nm = ",
        "\n-t = ",
        "\n# it's \"c\"...\n",
        "\r\n",
        "\n",
        "{",
        "}",
        "5",
        ".",
        "{ $n ->\n    [one] ",
        "\n   *[other] ",
        "\n    }",
        "日",
    ])
}

/// The file repaired in memory.
fn fixed(text: &str) -> String {
    let path = SitePath::new("locales/fr/a.ftl").unwrap();
    let mut workspace = Workspace::new(Options::default(), 0);
    let bytes: Arc<[u8]> = text.as_bytes().into();
    let settings = Change::set(SitePath::new("site.toml").unwrap(), SETTINGS.as_bytes());
    workspace.apply(&[settings, Change::set(path.clone(), Arc::clone(&bytes))]);
    let files = BTreeMap::from([(path.clone(), bytes)]);
    let fixed = workspace.fix(&files, |_| true).remove(&path);
    fixed.map_or_else(|| text.to_owned(), |fixed| String::from_utf8(fixed.bytes.to_vec()).unwrap())
}

/// The text with every mark that a repair may touch taken out, and its spaces that do not break.
fn bare(text: &str) -> String {
    let marks = |c: char| matches!(c, '"' | '\'' | '‘' | '’' | '“' | '”' | '«' | '»' | '…' | '.' | '\u{A0}');
    text.replace(marks, "").trim_end_matches(['\r', '\n']).to_owned()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(600))]

    #[test]
    fn nothing_else_moves_and_a_second_time_nothing_at_all(pieces in prop::collection::vec(piece(), 0..40)) {
        let text = format!("a = {}", pieces.concat());
        let once = fixed(&text);
        prop_assert_eq!(bare(&text), bare(&once));
        prop_assert_eq!(fixed(&once), once.clone(), "{:?}", text);
        // Lines stay lines, and comments are nobody's text.
        prop_assert_eq!(text.trim_end().lines().count(), once.trim_end().lines().count());
        let comments = |text: &str| text.lines().filter(|line| line.starts_with('#')).map(str::to_owned).collect::<Vec<_>>();
        prop_assert_eq!(comments(&text), comments(&once));
        // What a file holds is the same entries, read as well as before.
        let read = |text: &str| {
            let (resource, _) = isogloss::locales::parse(&SitePath::new("locales/fr/a.ftl").unwrap(), text.as_bytes());
            let names: Vec<String> = resource.entries().iter().map(isogloss::locales::Entry::display).collect();
            (names, resource.is_broken())
        };
        prop_assert_eq!(read(&text), read(&once));
    }
}
