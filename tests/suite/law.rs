//! The law: after any edits the outputs are byte for byte a clean build's; and for each kind of question, the proof
//! that leaving it out of the record would be noticed.

use isogloss::site::{Kind, Options, Server};
use proptest::prelude::*;
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};

use crate::edits::Edit;
use crate::support::{SiteTest, changes, difference, files_of};

/// Seeds, unless `ISOGLOSS_LAW_SEEDS` asks for more.
const SEEDS: u32 = 20;
/// Edits of each seed.
const EDITS: usize = 100;

#[test]
fn any_edits_end_in_a_clean_build() {
    let seeds = std::env::var("ISOGLOSS_LAW_SEEDS").ok().and_then(|seeds| seeds.parse().ok()).unwrap_or(SEEDS);
    hold_the_law(seeds, Options::default());
}

#[test]
fn any_edits_of_a_release_end_in_a_clean_one() {
    hold_the_law(6, Options { release: true, server: Some(Server::Nginx), ..Options::default() });
}

/// Follows so many random sequences of edits of a site with these options.
pub fn hold_the_law(seeds: u32, options: Options) {
    let config = Config { cases: seeds, max_shrink_iters: 200, failure_persistence: None, ..Config::default() };
    let mut runner = TestRunner::new_with_rng(config, TestRng::from_seed(RngAlgorithm::ChaCha, &[7; 32]));
    let edits = proptest::collection::vec((any::<u8>(), any::<u16>(), any::<u16>()), EDITS);
    let sizes = proptest::collection::vec(1..4_usize, EDITS);
    let outcome = runner.run(&(edits, sizes), |(edits, sizes)| {
        follow(&edits, &sizes, &options);
        Ok(())
    });
    if let Err(error) = outcome {
        panic!("{error}");
    }
}

/// Makes the edits in batches and compares after each with a clean build.
fn follow(edits: &[(u8, u16, u16)], sizes: &[usize], options: &Options) {
    let original = files_of("law");
    // Pages may keep all of their pieces, none, or some: what comes out is the same.
    let memory = [usize::MAX, 0, 4000][sizes[0] - 1];
    let mut test = SiteTest::with_memory(original.clone(), options.clone(), memory);
    let mut edits = edits.iter();
    for size in sizes {
        let mut files = test.files.clone();
        let batch: Vec<Edit> =
            edits.by_ref().take(*size).map(|(what, which, how)| Edit::new(*what, *which, *how)).collect();
        if batch.is_empty() {
            break;
        }
        for edit in &batch {
            edit.make(&mut files, &original);
        }
        if let [one] = &*batch {
            one.edit_lock(&mut files);
        }
        let changes = changes(&test.files, &files);
        test.apply(&changes);
        let clean = SiteTest::of(test.files.clone(), options.clone());
        if let Some(difference) = difference(&test.sink.outputs(), &clean.sink.outputs()) {
            panic!("after {batch:?}: {difference}");
        }
        assert_eq!(test.findings(), clean.findings(), "after {batch:?}");
    }
}

/// For each kind of question an edit that moves its answer and no other that the page asked: with the read on
/// record the law holds, without it a page goes stale.
#[test]
fn a_read_left_out_of_the_record_breaks_the_law() {
    let late_post = "+++\ntitle = \"Late\"\ndate = 2023-01-01\ntags = [\"rust\", \"new\"]\n+++\nLate.\n";
    let new_tag = "+++\ntitle = \"Late\"\ndate = 2023-01-01\ntags = [\"new\"]\n+++\nLate.\n";
    let cases: [(Kind, &str, &str, &str); 24] = [
        (Kind::Message, "locales/ja/posts.ftl", "ページがありません", "見つかりません"),
        (Kind::Has, "locales/ja/posts.ftl", "tag-rust = Rust言語", "tag-rust = Rust言語\nonly-english = あり"),
        (Kind::Head, "content/en/blog/first.md", "The first post", "The very first post"),
        (Kind::Body, "content/en/blog/first.md", "a list item that", "an item that"),
        (Kind::Stale, "locales/ja/translations.lock", "first.md 7a2fba86ceb0", "first.md 000000000000"),
        (Kind::Neighbours, "content/en/blog/late.md", "", late_post),
        (Kind::Section, "content/en/blog/_index.md", "title = \"Blog\"", "title = \"Blog\"\nslug = \"news\""),
        (Kind::Members, "content/en/late.md", "", late_post),
        (Kind::Listing, "content/en/blog/late.md", "", late_post),
        (Kind::Feed, "content/en/blog/late.md", "", late_post),
        (Kind::Sitemap, "content/en/blog/late.md", "", late_post),
        (Kind::Terms, "content/en/blog/late.md", "", new_tag),
        (Kind::Menu, "content/navigation.toml", "label = \"nav-blog\"", "label = \"nav-about\""),
        (Kind::Search, "content/en/blog/first.md", "a list item that", "some item that"),
        (Kind::Link, "content/en/about.md", "updated =", "slug = \"us\"\nupdated ="),
        (Kind::Exists, "content/ja/blog/second.md", "remove", ""),
        (Kind::Layout, "layouts/partials/terms.html", "<p>", "<p class=\"terms\">"),
        (Kind::Asset, "layouts/assets/late.css", "", "p { margin: 0 }"),
        (Kind::Picture, "content/en/blog/dot.png", "picture", ""),
        (Kind::Addresses, "content/en/about.md", "/about-us/", "/us/"),
        (
            Kind::Locales,
            "site.toml",
            "base_url = \"https://example.org/sub/\"",
            "base_url = \"https://example.com/sub/\"",
        ),
        (Kind::Locale, "site.toml", "id = \"ja\"", "id = \"ja\"\nname = \"にほんご\""),
        (Kind::BuildDate, "content/en/about.md", "updated = 2024-03-01", "updated = 2025-03-01"),
        (Kind::Fragment, "locales/ja/site.ftl", "nav-home = ホーム", "nav-home = 家"),
    ];
    assert_eq!(cases.map(|case| case.0), Kind::ALL, "every kind has its case");
    for (kind, path, from, to) in cases {
        // Only the rules of a server ask for addresses.
        let server = (kind == Kind::Addresses).then_some(Server::Nginx);
        let options = Options { release: server.is_some(), server, ..Options::default() };
        let stale = |blind_to| {
            let mut test = SiteTest::forgetful(files_of("law"), options.clone(), blind_to);
            make(&mut test, path, from, to);
            let clean = SiteTest::of(test.files.clone(), options.clone());
            difference(&test.sink.outputs(), &clean.sink.outputs())
        };
        assert_eq!(stale(None), None, "{kind:?}: the edit itself keeps the law");
        assert!(stale(Some(kind)).is_some(), "{kind:?}: its reads are on nobody's record, and nobody noticed");
    }
}

fn make(test: &mut SiteTest, path: &str, from: &str, to: &str) {
    match from {
        "" => test.write(path, to),
        "remove" => test.remove(path),
        "picture" => test.apply(&[(path.to_owned(), Some(crate::edits::picture(8, 6)))]),
        _ => test.edit(path, from, to),
    };
}

/// Watch mode holds what broken files lack; once everything is repaired nothing of that is left.
#[test]
fn a_watch_ends_in_a_clean_build_once_all_is_repaired() {
    let hold = Options { hold: true, ..Options::default() };
    let config = Config { cases: 8, max_shrink_iters: 100, failure_persistence: None, ..Config::default() };
    let mut runner = TestRunner::new_with_rng(config, TestRng::from_seed(RngAlgorithm::ChaCha, &[9; 32]));
    let edits = proptest::collection::vec((any::<u8>(), any::<u16>(), any::<u16>()), 40);
    let outcome = runner.run(&edits, |edits| {
        let original = files_of("law");
        let memory = [usize::MAX, 0, 4000][usize::from(edits[0].0 % 3)];
        let mut test = SiteTest::with_memory(original.clone(), hold.clone(), memory);
        for (what, which, how) in edits {
            let mut files = test.files.clone();
            Edit::new(what, which, how).make(&mut files, &original);
            let changes = changes(&test.files, &files);
            test.apply(&changes);
        }
        let repair = changes(&test.files, &original);
        test.apply(&repair);
        let clean = SiteTest::of(original, hold.clone());
        prop_assert_eq!(difference(&test.sink.outputs(), &clean.sink.outputs()), None);
        prop_assert_eq!(test.findings(), clean.findings());
        Ok(())
    });
    if let Err(error) = outcome {
        panic!("{error}");
    }
}
