//! Whole sites and the pages that they must give, byte for byte. `ISOGLOSS_UPDATE=1` rewrites what is expected:
//! then read the difference before it is committed.

use std::fs;
use std::path::Path;

use isogloss::site::Options;
use isogloss::text::LocaleId;

use crate::support::{Files, Folder, SiteTest, difference, files_of, tree};

/// Compares the outputs of a site with its folder `expected`.
fn expect_pages(name: &str) {
    expect_outputs(name, files_of(name), Options::default(), "expected");
}

/// Compares what these files give with a folder of the site whose name begins with `expected`.
pub fn expect_outputs(name: &str, files: Files, options: Options, expected: &str) {
    let test = SiteTest::of(files, options);
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/sites").join(name).join(expected);
    let is_made = |path: &str| [".html", ".xml", "robots.txt"].iter().any(|ending| path.ends_with(ending));
    let mut made: Files = test.sink.outputs().into_iter().filter(|(path, _)| is_made(path)).collect();
    made.insert("findings.txt".to_owned(), (test.findings().join("\n") + "\n").into_bytes());
    if std::env::var_os("ISOGLOSS_UPDATE").is_some() {
        drop(fs::remove_dir_all(&folder));
        for (path, bytes) in &made {
            let target = folder.join(path);
            fs::create_dir_all(target.parent().unwrap()).unwrap();
            fs::write(target, bytes).unwrap();
        }
    }
    if let Some(difference) = difference(&made, &tree(&folder)) {
        panic!("left: made, right: expected; {difference}");
    }
}

#[test]
fn the_site_of_the_law() {
    expect_pages("law");
}

#[test]
fn all_that_a_layout_sees() {
    expect_pages("layout_api");
}

#[test]
fn one_locale_alone_gives_its_pages_of_the_whole() {
    let folder = Folder::with(&files_of("law"));
    folder.run("build --out all");
    folder.run("build --out ja --locale ja");
    let mut whole = tree(&folder.path().join("all"));
    // What all locales share is made with each of them; a picture of the content is a locale's own.
    let is_shared = |path: &str| {
        path == "sitemap-index.xml"
            || ![".html", ".xml", ".png"].iter().any(|end| path.ends_with(end)) && !path.contains("search/")
    };
    whole.retain(|path, _| path.starts_with("ja/") || is_shared(path));
    assert_eq!(
        difference(&tree(&folder.path().join("ja")), &whole).filter(|text| !text.starts_with(".isogloss")),
        None
    );
}

#[test]
fn one_locale_alone_leaves_the_others_where_they_are() {
    let folder = Folder::with(&files_of("law"));
    folder.run("build --out all");
    let before = tree(&folder.path().join("all"));
    folder.write("locales/ja/site.ftl", "nav-home = 家\n");
    folder.run("build --out all --locale ja");
    let after = tree(&folder.path().join("all"));
    let moved = before.iter().filter(|(path, bytes)| after.get(*path) != Some(bytes));
    assert!(
        moved.clone().count() > 0 && moved.clone().all(|(path, _)| path.starts_with("ja/")),
        "{:?}",
        moved.map(|one| one.0)
    );
    assert_eq!(before.len(), after.len());
}

#[test]
fn a_locale_that_is_only_planned_cannot_be_built() {
    let ran = Folder::with(&files_of("layout_api")).run("build --locale ar");
    assert_eq!(ran.code, Some(2), "{ran:?}");
    assert!(ran.stderr.contains("`ar` is planned, so no page of it is made"), "{ran:?}");
}

#[test]
fn hidden_posts_are_hidden_everywhere() {
    let mut files = files_of("law");
    let settings = String::from_utf8(files["site.toml"].clone()).unwrap();
    let hide = settings.replacen("page_size", "untranslated_posts = \"hide\"\npage_size", 1);
    files.insert("site.toml".to_owned(), hide.into_bytes());
    let hidden = SiteTest::of(files.clone(), Options::default());
    files.insert("site.toml".to_owned(), settings.into_bytes());
    let shown = SiteTest::of(files, Options::default());
    // Japanese lacks the third post and the fourth; French has no content of its own.
    let outputs = hidden.sink.outputs();
    assert!(!outputs.contains_key("ja/blog/third/index.html") && outputs.contains_key("blog/third/index.html"));
    for page in ["ja/index.html", "ja/blog/index.html", "ja/tags/l10n/index.html", "ja/blog/second/index.html"] {
        assert!(!hidden.page(page).contains("third"), "{page} still knows the post");
    }
    assert!(shown.page("ja/blog/second/index.html").contains("rel=\"next\" href=\"/sub/ja/blog/third/\""));
    assert!(shown.page("ja/blog/third/index.html").contains("<article lang=\"en\">"));
    assert!(!shown.page("blog/third/index.html").contains("hreflang=\"ja\""), "it is not really there in Japanese");
    assert!(
        hidden.page("blog/third/index.html").contains("<li>日本語 (live)</li>"),
        "no address where there is no page"
    );
    let locale = LocaleId::new("fr");
    assert_eq!(
        hidden.workspace.pages_by_locale().iter().find(|one| one.0 == locale).unwrap().1,
        6,
        "engine pages only"
    );
}
