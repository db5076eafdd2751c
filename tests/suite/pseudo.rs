//! Pseudo locales: in, a small site and edits of it; out, its pages a second and third time, in other letters.

use isogloss::site::Options;

use crate::law::hold_the_law;
use crate::support::{Folder, SiteTest, files_of};

fn pseudo() -> Options {
    Options { pseudo: true, ..Options::default() }
}

#[test]
fn makes_every_page_of_the_source_in_other_letters() {
    let test = SiteTest::of(files_of("law"), pseudo());
    let plain = SiteTest::from_dir("law");
    let pages = |test: &SiteTest, root: &str| -> Vec<String> {
        let outputs = test.sink.outputs().into_keys();
        let pages = outputs.filter(|output| output.ends_with(".html"));
        pages.filter_map(|output| output.strip_prefix(root).map(str::to_owned)).collect()
    };
    let source: Vec<String> = pages(&plain, "");
    let source: Vec<&String> =
        source.iter().filter(|output| !output.starts_with("ja/") && !output.starts_with("fr/")).collect();
    assert_eq!(pages(&test, "en-XA/").iter().collect::<Vec<_>>(), source);
    assert_eq!(pages(&test, "ar-XB/").iter().collect::<Vec<_>>(), source);

    let accented = test.page("en-XA/blog/first/index.html");
    for part in [
        "<html lang=\"en-XA\" dir=\"ltr\">",
        "[Ĥööɱéé]",
        "placeholder=\"[Şééååŗçĥ]\"",
        "<p>January 1, 2024 1/1/24 <a href=\"/sub/en-XA/tags/rust/\">[Ŗûûşţ]</a>",
        "<a href=\"/sub/en-XA/about/\">şţööŗý</a> ööƒ <strong>Îîşööĝļööşş</strong>]",
        "ƀý 2 þééööþļéé.]",
    ] {
        assert!(accented.contains(part), "{part} in {accented}");
    }
    assert!(!accented.contains("<span lang=\"en-XA\""), "words of the page's own locale are not marked: {accented}");
    assert!(accented.contains("lang=\"en\" dir=\"ltr\">The first post"), "titles are the source's: {accented}");

    let turned = test.page("ar-XB/blog/first/index.html");
    for part in ["<html lang=\"ar-XB\" dir=\"rtl\">", "\u{200F}\u{202E}Home\u{202C}\u{200F}", "<p>January 1, 2024 "] {
        assert!(turned.contains(part), "{part} in {turned}");
    }
}

#[test]
fn keeps_them_out_of_what_readers_are_offered() {
    let test = SiteTest::of(files_of("law"), pseudo());
    let home = test.page("index.html");
    assert!(home.contains("Pseudo-Accents (preview)") && home.contains("Pseudo-Bidi (preview)"), "{home}");
    assert!(!home.contains("hreflang=\"en-XA\"") && !home.contains("/en-XA/"), "{home}");
}

#[test]
fn finds_nothing_of_its_own() {
    let [mut test, mut plain] = [pseudo(), Options::default()].map(|options| SiteTest::of(files_of("law"), options));
    for test in [&mut test, &mut plain] {
        test.edit("locales/en/posts.ftl", "gone-line = Nothing here", "gone-line = Nothing { $where } <i>");
        test.edit("locales/en/posts.ftl", "old-headline = News", "old-headline = { $missing }{ -nobody }");
        test.edit("locales/en/site.ftl", "nav-about = About", "nav-about-us = About");
        test.write("content/en-XA/stray.md", "+++\ntitle = \"Stray\"\n+++\nIn nobody's folder.\n");
    }
    assert!(plain.findings().iter().any(|finding| finding.contains("$where")), "{:?}", plain.findings());
    let told =
        |test: &SiteTest| -> Vec<_> { test.workspace.findings().into_iter().map(|one| one.diagnostic).collect() };
    assert_eq!(told(&test), told(&plain));
}

#[test]
fn shows_posts_also_where_untranslated_ones_are_hidden() {
    let mut test = SiteTest::of(files_of("law"), pseudo());
    test.edit("site.toml", "page_size = 2", "page_size = 2\nuntranslated_posts = \"hide\"");
    assert!(test.page("ar-XB/blog/first/index.html").contains("The first post"));
    assert!(test.page("en-XA/index.html").contains("/sub/en-XA/blog/"));
    assert!(!test.sink.outputs().contains_key("fr/blog/first/index.html"));
    test.expect_same_as_clean_build();
}

#[test]
fn follows_edits_of_the_source_alone() {
    let mut test = SiteTest::of(files_of("law"), pseudo());
    test.edit("locales/ja/site.ftl", "nav-home = ホーム", "nav-home = 家");
    assert!(test.outcome.changed.iter().all(|output| output.starts_with("ja/")), "{:?}", test.outcome.changed);
    test.edit("locales/en/posts.ftl", "gone-line = Nothing here", "gone-line = Not here");
    test.expect_changed(["404.html", "ar-XB/404.html", "en-XA/404.html", "fr/404.html"]);
    assert!(test.page("en-XA/404.html").contains("[Ñööţ ĥééŗéé]"));
    test.expect_same_as_clean_build();
    // Another source has other words, plural forms and dates.
    test.edit("site.toml", "source_locale = \"en\"", "source_locale = \"ja\"");
    test.expect_same_as_clean_build();
    assert!(test.page("ar-XB/blog/first/index.html").contains("2024年1月1日"));
    // A site that has such a locale itself keeps its own.
    test.edit("site.toml", "id = \"fr\"", "id = \"en-XA\"");
    test.write("locales/en-XA/site.ftl", "nav-home = Own\n");
    assert!(test.page("en-XA/index.html").contains("Own"));
    test.expect_same_as_clean_build();
}

#[test]
fn shows_held_text_while_the_source_is_broken() {
    let mut test = SiteTest::of(files_of("law"), Options { hold: true, ..pseudo() });
    test.edit("locales/en/site.ftl", "nav-home = Home", "nav-home = Home {");
    assert!(test.page("en-XA/index.html").contains("[Ĥööɱéé]"));
    assert!(test.findings().iter().all(|finding| !finding.contains("en-XA")), "{:?}", test.findings());
    test.edit("locales/en/site.ftl", "nav-home = Home {", "nav-home = House");
    assert!(test.page("en-XA/index.html").contains("[Ĥööûûşéé]"));
    test.expect_same_as_clean_build();
}

#[test]
fn any_edits_end_in_a_clean_build_of_them_too() {
    hold_the_law(4, pseudo());
}

#[test]
fn is_never_in_a_build() {
    let folder = Folder::with(&files_of("law"));
    folder.run("build");
    assert!(folder.path().join("public/ja/index.html").is_file());
    assert!(!folder.path().join("public/en-XA").exists() && !folder.path().join("public/ar-XB").exists());
    assert_eq!(folder.run("build --pseudo").code, Some(2), "only watch can make them");
}
