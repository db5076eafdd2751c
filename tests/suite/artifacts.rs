//! What is made for programs: sitemaps by their schema, feeds by a reader of feeds, and what a save costs them.

use std::collections::BTreeSet;
use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::process::Command;

use isogloss::site::Options;
use isogloss::text::{Change, SitePath};
use isogloss::workspace::{MemorySink, Workspace};

use crate::released::RELEASE;
use crate::support::{Folder, Ran, SiteTest, files_of, lacks, tree};

fn release() -> Options {
    Options { release: true, ..Options::default() }
}

/// The repository's site and the one of hostile titles, released, with their outputs of this name.
fn released(name: &str) -> Vec<(Folder, Vec<PathBuf>)> {
    let site = Folder::with(&files_of("head"));
    let ran = site.run("build --release --allow-under-gate --out out");
    assert_eq!(ran.code, Some(0), "{ran:?}");
    let sites = [RELEASE.in_folder(), Folder::with(&tree(&site.path().join("out")))];
    let named = |folder: Folder| {
        let paths = tree(folder.path()).into_keys().filter(|path| path.ends_with(name));
        let found: Vec<PathBuf> = paths.map(|path| folder.path().join(path)).collect();
        assert!(found.len() > 1, "{found:?}");
        (folder, found)
    };
    sites.map(named).into()
}

/// Runs a checker, unless it is missing; with `ISOGLOSS_TEST_ALL=1` it must be there.
fn run(mut checker: Command, needs: &str, is_there: bool, files: &[PathBuf]) {
    if !is_there {
        return lacks(&format!("feeds and sitemaps as others read them need {needs}"));
    }
    let ran = Ran::of(checker.args(files).output().unwrap());
    assert_eq!(ran.code, Some(0), "{}{}", ran.stdout, ran.stderr);
}

fn runs<S: AsRef<OsStr>>(program: &str, arguments: impl IntoIterator<Item = S>) -> bool {
    Command::new(program).args(arguments).output().is_ok_and(|ran| ran.status.success())
}

fn oracle() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/oracle")
}

#[test]
fn sitemaps_are_what_their_schema_says() {
    let is_there = runs("xmllint", ["--version"]) && oracle().join("node_modules/sitemap").is_dir();
    for (_site, files) in released("sitemap.xml") {
        let mut checker = Command::new("xmllint");
        checker.args(["--nonet", "--noout", "--schema"]).arg(oracle().join("sitemap.xsd"));
        run(checker, "libxml2-utils and `npm ci` in tests/oracle", is_there, &files);
    }
}

#[test]
fn feeds_are_right_for_a_reader_of_feeds() {
    // The Debian package belongs to Debian's own Python.
    let python = "/usr/bin/python3";
    let is_there = runs(python, ["-c", "import feedparser"]);
    for (_site, files) in released("feed.xml") {
        let mut checker = Command::new(python);
        checker.arg(oracle().join("feeds.py"));
        run(checker, "python3-feedparser", is_there, &files);
    }
}

#[test]
fn a_save_makes_only_the_artifacts_that_show_it() {
    let mut test = SiteTest::of(files_of("head"), release());
    test.edit("locales/en/site.ftl", "search-title = Search", "search-title = Find");
    test.expect_changed(["fr/search/index.html", "ja/search/index.html", "search/index.html"]);
    // Copies of the post in other languages are in no feed of theirs.
    test.edit("content/en/blog/third.md", "Text.", "Other text.");
    test.expect_changed([
        "blog/feed.xml",
        "blog/third/index.html",
        "feed.xml",
        "fr/blog/third/index.html",
        "ja/blog/third/index.html",
        "search/index.json",
        "search/texts/3.json",
        "search/words/0.json",
    ]);
    test.edit("content/en/blog/third.md", "date = 2024-04-04", "date = 2024-04-04\nupdated = 2024-05-05");
    assert!(test.changed().contains(&"sitemap.xml"), "{:?}", test.outcome.changed);
    assert!(!test.changed().contains(&"ja/sitemap.xml"), "{:?}", test.outcome.changed);
    test.expect_same_as_clean_build();
}

#[test]
fn a_language_that_opens_has_feeds_and_a_sitemap_at_once() {
    let mut test = SiteTest::of(files_of("head"), release());
    assert!(!test.sink.outputs().keys().any(|path| path.starts_with("fr/") && path.ends_with(".xml")));
    test.edit("site.toml", "state = \"preview\"", "state = \"live\"").expect_same_as_clean_build();
    assert!(test.page("sitemap-index.xml").contains("<loc>https://example.org/sub/fr/sitemap.xml</loc>"));
    assert!(test.page("fr/blog/feed.xml").contains("<title>En anglais et en français</title>"));
    let sitemap = test.page("fr/sitemap.xml");
    assert!(sitemap.contains("/sub/fr/blog/second/") && !sitemap.contains("/fr/blog/third/"), "{sitemap}");
    // Without a host there is no address that a program could ask for.
    test.edit("site.toml", "base_url", "# base_url").expect_same_as_clean_build();
    assert!(!test.sink.outputs().keys().any(|path| path.ends_with(".xml")));
}

#[test]
fn a_file_of_the_authors_own_stands_instead() {
    let mut test = SiteTest::of(files_of("head"), release());
    test.write("content/en/feed.xml", "<mine/>").expect_same_as_clean_build();
    assert!(!test.sink.outputs()["index.html"].is_empty() && !test.page("index.html").contains("atom+xml"));
    test.remove("content/en/feed.xml").expect_same_as_clean_build();
    assert!(test.page("index.html").contains("type=\"application/atom+xml\""));
}

#[test]
fn a_large_site_has_several_sitemaps() {
    let tags: Vec<String> = (0..10_001).map(|at| format!("\"t{at}\"")).collect();
    let post = |tags: &[String]| format!("+++\ndate = 2024-01-01\ntags = [{}]\n+++\n", tags.join(", "));
    let [one, other] = [post(&tags[..5_000]), post(&tags[5_000..])];
    let settings = "base_url = \"https://example.org\"\n[[locales]]\nid = \"en\"\nstate = \"live\"\n";
    let files = [
        ("site.toml", settings),
        ("content/en/one.md", &one),
        ("content/en/other.md", &other),
        ("layouts/tag.html", "{{ head() }}"),
    ];
    let change = |(path, text): (&str, &str)| Change::set(SitePath::new(path).unwrap(), text.as_bytes());
    let mut workspace = Workspace::new(release(), 0);
    workspace.apply(&files.map(change));
    let sink = MemorySink::default();
    let wanted = ["sitemap.xml", "sitemap-2.xml", "sitemap-index.xml"].map(str::to_owned);
    let Ok(_) = workspace.render_these(&BTreeSet::from(wanted), &sink);
    let count = |output: &str, what: &str| String::from_utf8_lossy(&sink.outputs()[output]).matches(what).count();
    assert_eq!((count("sitemap.xml", "<loc>"), count("sitemap-2.xml", "<loc>")), (10_000, 1));
    assert_eq!(count("sitemap-index.xml", "<loc>https://example.org/sitemap-2.xml</loc>"), 1);
    assert!(!workspace.outputs().contains(&"sitemap-3.xml".into()));
}
