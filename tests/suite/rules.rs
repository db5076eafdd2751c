//! The rules about messages: in, small cases, each a few files; out, the findings that stand below them in the file.
//!
//! `tests/sites/rules/*.cases`: `=== title`, then files, each below `--- path`, then what is found below `--->`, a line
//! for each finding: severity, code, locale, id, place, message. A case without a `site.toml` has one that declares
//! `en` live and every other locale that it has files of coming soon.

use std::collections::BTreeSet;
use std::io::Write;
use std::path::Path;

use isogloss::locales::split_id;
use isogloss::site::Options;
use isogloss::text::SitePath;
use isogloss::workspace::{Placed, Workspace};

use crate::support::{Files, SiteTest, files_of, tree};

/// One case as it stands in its file.
struct Case {
    title: String,
    files: Files,
    expected: String,
}

fn cases(text: &str) -> Vec<Case> {
    text.split("=== ").skip(1).map(case).collect()
}

fn case(text: &str) -> Case {
    let (title, rest) = text.split_once('\n').unwrap();
    let (files, expected) = rest.split_once("--->\n").unwrap_or_else(|| panic!("{title} expects nothing"));
    let files = files.split("--- ").skip(1).map(|file| {
        let (path, text) = file.split_once('\n').unwrap();
        // `\` at the end of a case's file: the file ends without a new line.
        (path.to_owned(), text.strip_suffix("\\\n").unwrap_or(text).as_bytes().to_vec())
    });
    Case { title: title.to_owned(), files: files.collect(), expected: expected.trim_end().to_owned() }
}

/// A site of these files, with a layout, and with settings that declare their locales.
fn built(mut files: Files) -> SiteTest {
    let folders = files.keys().filter_map(|path| path.strip_prefix("locales/")?.split('/').next());
    let locales: BTreeSet<&str> = folders.chain(["en"]).collect();
    let declared = locales.iter().map(|id| {
        let state = if *id == "en" { "live" } else { "coming-soon" };
        format!("[[locales]]\nid = \"{id}\"\nstate = \"{state}\"\n")
    });
    let settings = format!("source_locale = \"en\"\n{}", declared.collect::<String>());
    files.entry("site.toml".to_owned()).or_insert_with(|| settings.into_bytes());
    files.entry("layouts/404.html".to_owned()).or_insert_with(|| b"nothing here {{ head() }}".to_vec());
    SiteTest::of(files, Options::default())
}

/// The findings of a site, a line for each.
fn lines(files: &Files, workspace: &Workspace) -> Vec<String> {
    let read = |path: &SitePath| files.get(path.as_str()).map(|bytes| String::from_utf8_lossy(bytes).into_owned());
    let (placed, _) = Placed::all(workspace.site(), workspace.findings(), read);
    // No layout of these sites shows anything.
    let ruled = placed.iter().filter(|placed| placed.finding.diagnostic.code.name != "unused-message");
    ruled.map(line).collect()
}

fn line(placed: &Placed) -> String {
    let found = &placed.finding.diagnostic;
    let locale = found.locale.as_ref().map_or("-", |locale| locale.as_str());
    let id = found.id.as_deref().unwrap_or("-");
    let path = placed.located.path().map_or("-", SitePath::as_str);
    let place = match placed.range {
        Some((from, to)) => format!("{path}:{}:{}-{}:{}", from.line, from.column, to.line, to.column),
        None => path.to_owned(),
    };
    format!("{} {} {locale} {id} {place}: {}", found.severity, found.code, found.message)
}

#[test]
fn every_case_finds_what_stands_below_it() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/sites/rules");
    let mut paths: Vec<_> = std::fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    let (mut wrong, mut count) = (Vec::new(), 0);
    for path in paths {
        for case in cases(&std::fs::read_to_string(&path).unwrap()) {
            count += 1;
            let test = built(case.files);
            let found = lines(&test.files, &test.workspace).join("\n");
            if found != case.expected {
                wrong.push(format!("=== {}\n--- expected\n{}\n--- found\n{found}", case.title, case.expected));
            }
        }
    }
    assert!(wrong.is_empty(), "{} of {count} cases:\n{}", wrong.len(), wrong.join("\n\n"));
    assert!(count >= 60, "{count} cases");
}

/// What compare-locales finds, by what we call it.
const KINDS: [(&str, &[&str]); 10] = [
    ("missing", &["missing-message", "missing-term"]),
    ("obsolete", &["obsolete-message"]),
    ("value", &["missing-value", "obsolete-value"]),
    ("attribute", &["missing-attribute", "obsolete-attribute"]),
    ("duplicate", &["duplicate-message"]),
    ("variant", &["duplicate-variant"]),
    ("plural", &["missing-plural"]),
    ("reference", &["missing-reference", "obsolete-reference"]),
    ("character", &["lost-character"]),
    ("style", &["style-mismatch"]),
];

/// The findings of these locales as compare-locales tells them: locale, kind, file, id.
fn projected(test: &SiteTest, locales: &[&str]) -> BTreeSet<String> {
    let site = test.workspace.site();
    let findings = test.workspace.findings().into_iter().map(|finding| finding.diagnostic);
    let line = |found: isogloss::diagnostic::Diagnostic| {
        let locale = found.locale.as_ref()?;
        let (kind, _) = KINDS.iter().find(|(_, codes)| codes.contains(&found.code.name))?;
        let (id, _) = split_id(found.id.as_deref()?);
        // What is missing belongs to the file that the source has it in.
        let lacking = (*kind == "missing").then(|| site.messages().find(&site.settings().source_locale, id)).flatten();
        let located = site.locate(&found.place);
        let path = lacking.map(|(path, _)| path).or(located.path())?;
        let file = path.as_str().splitn(3, '/').nth(2)?;
        locales.contains(&locale.as_str()).then(|| format!("{locale} {kind} {file} {id}"))
    };
    findings.filter_map(line).collect()
}

fn expected(name: &str) -> BTreeSet<String> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/sites").join(name);
    std::fs::read_to_string(path).unwrap().lines().map(str::to_owned).collect()
}

/// The files of a folder of locales, as those of a site.
fn below_locales(files: Files) -> Files {
    let messages = files.into_iter().filter(|(path, _)| path.ends_with(".ftl"));
    messages.map(|(path, bytes)| (format!("locales/{path}"), bytes)).collect()
}

/// Ids that stand in two files of the source and of every translation. compare-locales pairs files and sees no
/// duplicate; here a locale is one namespace.
const IN_TWO_FILES: [&str; 2] = ["home-did-you-know-mozilla-the-maker", "home-internet-for-people-not-profit"];

#[test]
fn finds_what_compare_locales_finds() {
    let test = built(below_locales(files_of("compare_locales")));
    let (found, expected) = (projected(&test, &["fr", "pl"]), expected("compare_locales/expected.txt"));
    assert_eq!(found, expected);
}

#[test]
fn finds_in_real_translations_what_compare_locales_finds() {
    let Some(corpora) = std::env::var_os("ISOGLOSS_CORPORA") else {
        let line = "rules: real translations are skipped, ISOGLOSS_CORPORA is not set\n";
        return std::io::stderr().write_all(line.as_bytes()).unwrap();
    };
    let locales = ["ja", "fr", "de", "es-ES"];
    let test = built(below_locales(tree(&Path::new(&corpora).join("mozilla-www"))));
    let mut wanted = expected("mozilla-www.txt");
    let doubled =
        locales.iter().flat_map(|locale| IN_TWO_FILES.map(|id| format!("{locale} duplicate mozorg/home.ftl {id}")));
    wanted.extend(doubled);
    assert_eq!(projected(&test, &locales), wanted);
    // What the source says in placeables and markup, these translations say too, but for the three references above.
    let parity = ["missing-variable", "surplus-variable", "other-format", "markup-mismatch", "slot-mismatch"];
    let found = lines(&test.files, &test.workspace);
    let differing: Vec<_> = found.iter().filter(|line| parity.iter().any(|code| line.contains(code))).collect();
    assert!(differing.is_empty(), "{differing:#?}");
}
