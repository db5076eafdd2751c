//! `isogloss check` at the public door: its four formats, what it exits with, what it filters and leaves alone.
//!
//! In comes `tests/sites/check`; out must come the files of its `expected/`. With `ISOGLOSS_UPDATE=1` those files are
//! written instead of compared. Read each of them before it is kept.

use std::fs;
use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};

use serde_json::{Value, json};

use crate::cli::{fine, refused};
use crate::fluent_oracle::oracle;
use crate::support::{Files, Folder, Ran, files_of, tree};

fn site() -> Folder {
    Folder::with(&files_of("check"))
}

/// A site of these files and of nothing else but its settings.
fn small(files: &[(&str, &str)]) -> Files {
    let settings = "base_url = \"https://example.org\"\n[checks]\nlayout-without-head = \"off\"\n[[locales]]\nid = \"en\"\nstate = \"live\"\n";
    let files = files.iter().copied().chain([("site.toml", settings), ("layouts/page.html", "")]);
    files.map(|(path, text)| (path.to_owned(), text.into())).collect()
}

#[test]
fn tells_the_same_in_every_format() {
    let site = site();
    for (format, file) in
        [("text", "text.txt"), ("json", "json.json"), ("github", "github.txt"), ("sarif", "sarif.json")]
    {
        let ran = site.run(&format!("check --format {format}"));
        assert_eq!((ran.code, ran.stderr.as_str()), (Some(1), ""), "{format}");
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/sites/check/expected").join(file);
        if std::env::var_os("ISOGLOSS_UPDATE").is_some() {
            fs::write(&path, &ran.stdout).unwrap();
        }
        let expected = fs::read_to_string(&path).unwrap();
        assert_eq!(ran.stdout, expected, "{format} is not as in {}", path.display());
    }
    let json = site.run("check --format json").json();
    let found = json["diagnostics"].as_array().unwrap();
    let keys: Vec<&str> = found[0].as_object().unwrap().keys().map(String::as_str).collect();
    assert_eq!(keys.len(), 12, "as it is promised: {keys:?}");
    let count = |severity: &str| found.iter().filter(|one| one["severity"] == severity).count();
    assert_eq!(json["summary"], json!({ "errors": count("error"), "warnings": count("warning") }));
    assert_eq!(site.run("check --format github").stdout.lines().count(), found.len());
    let sarif = site.run("check --format sarif").json();
    assert_eq!(sarif["runs"][0]["results"].as_array().unwrap().len(), found.len());
}

#[test]
fn sarif_is_as_its_schema_wants() {
    let Some(oracle) = oracle("sarif.mjs") else { return };
    let validate = |log: &str| {
        let node = Command::new("node").arg(&oracle).stdin(Stdio::piped()).stdout(Stdio::piped()).spawn();
        let mut node = node.unwrap();
        node.stdin.take().unwrap().write_all(log.as_bytes()).unwrap();
        Ran::of(node.wait_with_output().unwrap())
    };
    let log = site().run("check --format sarif").stdout;
    assert_eq!((validate(&log).code, validate(&log).stdout.as_str()), (Some(0), ""));
    let sound = Folder::with(&small(&[("content/en/a.md", "A")])).run("check --format sarif").stdout;
    assert_eq!(validate(&sound).stdout, "");
    assert_eq!(
        validate(&log.replace("\"level\": \"error\"", "\"level\": \"fatal\"")).code,
        Some(1),
        "the schema is asked"
    );
}

#[test]
fn columns_are_characters_and_addresses_are_uris() {
    let site = site();
    let outside = Ran::of(
        Command::new(crate::support::binary())
            .args(["check", "--format", "sarif", "--code", "unknown-key", "--site", "in side"])
            .current_dir({
                fs::create_dir(site.path().join("in side")).unwrap();
                for (path, bytes) in files_of("check") {
                    site.write(&format!("in side/{path}"), bytes);
                }
                site.path()
            })
            .output()
            .unwrap(),
    );
    let place = outside.json()["runs"][0]["results"][0]["locations"][0]["physicalLocation"].clone();
    assert_eq!(place["artifactLocation"]["uri"], "in%20side/content/en/100%25,%20odd.md");
    let log = site.run("check --format sarif --code missing-argument").json();
    let region = &log["runs"][0]["results"][0]["relatedLocations"][0]["physicalLocation"]["region"];
    assert_eq!(region["startLine"], 3);
    assert_eq!(log["runs"][0]["columnKind"], "unicodeCodePoints");
    let wide = small(&[("locales/en/a.ftl", "a = 新幹線 😀 }\n")]);
    let found = Folder::with(&wide).run("check --format json --code syntax-error").json()["diagnostics"][0].clone();
    assert_eq!((found["line"].clone(), found["column"].clone()), (json!(1), json!(11)));
}

#[test]
fn exits_with_what_it_found() {
    let sound = Folder::with(&small(&[("content/en/a.md", "A")]));
    assert_eq!(fine(&sound.run("check --strict")), "Nothing found.\n");
    assert_eq!(fine(&sound.run("check --format github")), "");
    let warned = Folder::with(&small(&[("content/en/a.md", "+++\ntitel = \"A\"\n+++\n")]));
    assert!(fine(&warned.run("check")).ends_with("1 warning (en: 1 warning)\n"));
    assert_eq!(warned.run("check --strict").code, Some(1));
    let site = site();
    assert_eq!(site.run("check --code three-dots").code, Some(0), "only what was asked for counts");
    assert_eq!(site.run("check --code three-dots --strict").code, Some(1));
    refused(&site.run("check --code three-dost"), "three-dost", "did you mean `three-dots`?");
    refused(&site.run("check --locale xx"), "no locale `xx`", "en, fr");
    refused(&site.run("check --format xml"), "xml", "sarif");
    refused(&Folder::empty().run("check"), "no site.toml", "isogloss new DIR");
}

#[test]
fn filters_by_locale_and_code() {
    let site = site();
    let found = |arguments: &str| -> Vec<String> {
        let report = site.run(&format!("check --format json {arguments}")).json();
        let list = report["diagnostics"].as_array().unwrap().clone();
        list.iter().map(|one| format!("{} {}", one["code"].as_str().unwrap(), one["locale"])).collect()
    };
    assert_eq!(found("--locale fr --code three-dots"), ["three-dots \"fr\""]);
    assert_eq!(found("--locale en --code three-dots"), [""; 0]);
    assert_eq!(found("--locale en --code syntax-error"), [""; 0], "the place of a finding says whose it is");
    assert_eq!(
        found("--locale fr --code missing-argument"),
        ["missing-argument null"],
        "a layout's fault is everyone's"
    );
    assert_eq!(found("--code three-dots --code broken-link").len(), 2);
    let all = found("").len();
    assert!(found("--locale fr").len() < all && found("--locale fr --locale en").len() == all);
}

#[test]
fn writes_nothing() {
    let site = site();
    let before = tree(site.path());
    site.run("check");
    assert_eq!(tree(site.path()), before);
    fine(&site.run("check --code three-dots --locale en --fix"));
    assert_eq!(tree(site.path()), before, "and repairs only what was asked for");
}

#[test]
fn says_in_one_line_what_a_language_lacks_unless_asked() {
    let site = site();
    let all = site.run("check").stdout;
    assert!(all.contains("warning[missing-message]: fr lacks 3 messages: nav-old, state-live, terms\n"), "{all}");
    let each = site.run("check --code missing-message --locale fr").stdout;
    assert_eq!(each.matches("is missing in fr").count(), 3, "{each}");
}

#[test]
fn finds_what_build_finds() {
    let site = site();
    let without = |mut report: Value| {
        for one in report["diagnostics"].as_array_mut().unwrap() {
            let one = one.as_object_mut().unwrap();
            one.remove("pages");
            one.remove("locale");
        }
        report["diagnostics"].clone()
    };
    let (checked, built) = (site.run("check --format json").json(), site.run("build --format json").json());
    assert_eq!(without(checked), without(built));
}
