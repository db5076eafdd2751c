//! Where syntax errors are: in, broken entries; out, `isogloss check` points where @fluent/syntax does, to the
//! character, for every kind of error that it knows.

use std::collections::{BTreeMap, BTreeSet};
use std::io::Write;
use std::process::{Command, Stdio};

use serde::Deserialize;
use serde_json::json;

use crate::fluent_oracle::oracle;
use crate::support::{Files, Folder, Ran};

/// The kinds of error that @fluent/syntax tells of; it numbers some that it never uses.
const KINDS: [&str; 25] = [
    "E0002", "E0003", "E0004", "E0005", "E0006", "E0008", "E0009", "E0010", "E0011", "E0012", "E0013", "E0014",
    "E0015", "E0016", "E0017", "E0018", "E0019", "E0020", "E0021", "E0022", "E0025", "E0026", "E0027", "E0028",
    "E0029",
];

/// Broken entries, at least one for each kind and for each border that we met.
#[rustfmt::skip]
const CASES: &[&str] = &[
    "1st = One\n",
    "Title Case = x\n",
    "a-b\n",
    "nav home = Home\n",
    "-brand\n",
    "-brand =\n",
    "note =\n",
    "title\n    .label = x\n",
    "a = { $n -> \n    [one 1] x\n   *[other] y\n}\n",
    "a = { lower() }\n",
    "a = { Mixed() }\n",
    "a = { NUMBER($n, $x: 2) }\n",
    "a = { NUMBER($n, \"x\": 2) }\n",
    "a = { $n ->\n    [one] x\n    [other] y\n}\n",
    "a = { $n ->\n}\n",
    "a = { $n -> }\n",
    "a = { $n ->\n    [one]\n   *[other] y\n}\n",
    "a = { $n ->\n    [] x\n   *[other] y\n}\n",
    "a =\n    .title =\nb = B\n",
    "a = { -t(x: $n) }\n",
    "a = { NUMBER($n, x: ) }\n",
    "a = { $n ->\n   *[one] x\n   *[other] y\n}\n",
    "a = { msg ->\n   *[other] y\n}\n",
    "a = { -term ->\n   *[other] y\n}\n",
    "a = { msg.attr ->\n   *[other] y\n}\n",
    "a = { -term.attr }\n",
    "a = { \"open }\n",
    "a = { \"open\nb = B\n",
    "a = { NUMBER(x: 1, $n) }\n",
    "a = { \"\\k\" }\n",
    "a = { \"日本\\d\" }\n",
    "a = { \"\\u12\" }\n",
    "a = { \"\\uXYZW\" }\n",
    "a = { \"\\U12345\" }\n",
    "a = x } y\n",
    "日 = 本\n",
    "a = 日本 } 語\n",
    "a = {}\n",
    "a = { }\n",
    "a = { ! }\n",
    "a = { $ }\n",
    "a = { - }\n",
    "a = { -1x }\n",
    "a = { 1. }\n",
    "a = { $x y }\n",
    "a = { F( }\n",
    "a = { F($x }\n",
    "a = { { $n -> *[a] x } ->\n   *[b] y\n}\n",
    "a = { $n ->\n   *[b y\n}\n",
    "a = { $n ->\n   *b] y\n}\n",
    "#comment\n",
    "##x\n",
    "a\n= b\n",
    "a = b\n    .c d\n",
    "a = b\n    .1 = d\n",
    "    a = b\n",
    "a b = c\n",
    "a.b = c\n",
    "= c\n",
    "a = { $x ->\n [a] {\"\n *[b] y\n}\n",
    "a = { \"x\" ->\n  *[b] y\n}\nb = { -t.x ->\n *[c] d\n}\nc = { $\n",
    "a = { b.c.d }\n",
    "a = { $x.y }\n",
    "a = { -t[x] }\n",
    "a = { b[x] }\n",
    "a = 😀 } x\n",
    "a = { foo(1) ->\n *[a] b\n}\n",
    "# x = y\nnote =\n",
    "# x = y\n-note =\n\nb = c\n",
    "a = x\n    .title =\nb = B\n",
    "a =\n    .b = c }\n",
    "a = x\n    .b = { lower(1, NUMBER(2)) }\n",
    "a = { lower(\"(\", $x) }\n",
    "a = { $n ->\n    [one]   \n   *[other] y\n}\n",
    "a = { \"open  \n",
    "a = {\"\\u00é\"}\n",
    "a = { $n ->\n   *[o n] y\n}\n",
    "a = x\r\nb = { !\r\n",
    "-t =\n    .a = b\n",
    "a = b\n\n\n   }\n",
    "a = b\n\n}\nc = d\n",
    "[x]\n",
    "a = { $n-> *[a] b }\n",
    "a = { \"\\\n",
    "a = {\"{\"} { -x-y( ) }  } \n",
    "a = { { 1 } ->\n   *[b] y\n}\n",
    "a = { $n ->\n    [",
    "a = { $n ->\n    [ ",
];

/// Broken entries where we point elsewhere: where, and why that is better.
#[rustfmt::skip]
const EXCEPTIONS: &[(&str, &str, &str)] = &[
    ("a = { NUMBER($n, x: 1, x: 2) }\n", "1:24", "the argument itself is marked, not the bracket after it"),
    ("a = { NUMBER($n, 1x: 2) }\n", "1:7 1:19", "the number is read as an argument of its own, and so is the rest"),
    ("a = { NUMBER($n, x 1) }\n", "1:7 1:18", "a comma may be left out; what is wrong is the argument `x`"),
    ("a = { NUMBER($n, x: y) }\n", "1:18 1:21", "besides, there is no such option"),
    ("a = { F(a: -1.) }\n", "1:12", "the argument is marked from its start"),
    ("a = { $x\n", "1:5", "the brace that is never closed is marked, not the place where the file or the next entry cuts it off"),
    ("a = { $x\nb = B\n", "1:5", "the brace that is never closed is marked, not the place where the file or the next entry cuts it off"),
    ("a = { 1 ->\n *[b] y\n", "1:5", "the brace that is never closed is marked, not the place where the file or the next entry cuts it off"),
    ("a =\n    { $n ->\n        [one] x\n       *[other] { $y\n    }\n", "2:5", "the brace that is never closed is marked, not the place where the file or the next entry cuts it off"),
    ("a =\n    .b = c\n    .d = {\n", "3:10", "the brace that is never closed is marked, not the place where the file or the next entry cuts it off"),
];

#[derive(Deserialize)]
struct Theirs {
    code: String,
    line: u64,
    column: u64,
}

#[test]
fn syntax_errors_are_where_fluent_syntax_says() {
    let Some(oracle) = oracle("positions.mjs") else { return };
    let texts: Vec<&str> = CASES.iter().copied().chain(EXCEPTIONS.iter().map(|(text, ..)| *text)).collect();
    let mut command = Command::new("node").arg(oracle).stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
    command.stdin.take().unwrap().write_all(json!(texts).to_string().as_bytes()).unwrap();
    let theirs: Vec<Vec<Theirs>> = serde_json::from_value(Ran::of(command.wait_with_output().unwrap()).json()).unwrap();
    let ours = ours(&texts);
    let mut wrong = Vec::new();
    for ((text, theirs), ours) in texts.iter().zip(&theirs).zip(&ours) {
        let expected: Vec<String> = theirs.iter().map(|one| format!("{}:{}", one.line, one.column)).collect();
        let expected = expected.join(" ");
        match EXCEPTIONS.iter().find(|(exception, ..)| exception == text) {
            Some((_, wanted, _)) if ours != wanted || *wanted == expected => {
                wrong.push(format!("{text:?} is excused: {wanted}, and is at {ours}, theirs at {expected}"));
            }
            None if *ours != expected => wrong.push(format!("{text:?} is at {ours}, theirs at {expected}")),
            _ => {}
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    let kinds: BTreeSet<&str> = theirs.iter().flatten().map(|one| one.code.as_str()).collect();
    assert_eq!(kinds, KINDS.into(), "every kind of error has its case");
}

#[test]
fn the_numbers_of_errors_are_explained() {
    let explained = |code: &str| Folder::empty().run(&format!("explain {code}")).stdout;
    let told = explained("syntax-error") + &explained("function-error");
    let untold: Vec<&str> = KINDS.into_iter().filter(|kind| !told.contains(kind)).collect();
    assert!(untold.is_empty(), "{untold:?}");
}

/// Where `check` sees something wrong with each text, as `line:column` with spaces between.
fn ours(texts: &[&str]) -> Vec<String> {
    let settings = "base_url = \"https://example.org\"\n[[locales]]\nid = \"en\"\nstate = \"live\"\n";
    let mut files = Files::from([("site.toml".to_owned(), settings.into())]);
    let path = |at: usize| format!("locales/en/{at:03}.ftl");
    files.extend(texts.iter().enumerate().map(|(at, text)| (path(at), (*text).into())));
    let ran = Folder::with(&files).run("check --format json --code syntax-error --code function-error");
    assert_eq!(ran.code, Some(1), "{}", ran.stderr);
    let mut places: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for found in ran.json()["diagnostics"].as_array().unwrap() {
        let place = format!("{}:{}", found["line"], found["column"]);
        places.entry(found["path"].as_str().unwrap().to_owned()).or_default().push(place);
    }
    (0..texts.len()).map(|at| places.remove(&path(at)).unwrap_or_default().join(" ")).collect()
}
