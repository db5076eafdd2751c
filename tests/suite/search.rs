//! Search: in, posts in scripts with and without spaces; out, an index that is cut as the script cuts a query, that an
//! edit moves no further than its words reach, and in a browser the right posts of the reader's language.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::process::Command;

use isogloss::site::Options;
use isogloss::text::words;
use proptest::prelude::Rng;
use proptest::test_runner::{RngAlgorithm, TestRng};
use serde::Deserialize;

use crate::support::{Files, Folder, Ran, SiteTest, files_of, lacks};
use crate::{browser, reference_site};

/// A word as the script cuts it.
#[derive(Debug, Deserialize)]
struct Cut {
    letters: String,
    unspaced: bool,
    placed: bool,
    terms: Vec<(String, usize)>,
}

/// What the script makes of these texts; none of what this Node does not know. `None` when there is no Node.
fn cut(texts: &[String]) -> Option<Vec<Option<Vec<Cut>>>> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let file = Folder::empty();
    file.write("texts.json", serde_json::to_string(texts).unwrap());
    let mut node = Command::new("node");
    node.arg(root.join("tests/oracle/words.mjs")).arg(root.join("src/artifacts/search/index.js"));
    let Ok(output) = node.arg(file.path().join("texts.json")).output() else {
        lacks("search, words.mjs needs node");
        return None;
    };
    let ran = Ran::of(output);
    assert_eq!(ran.code, Some(0), "{}", ran.stderr);
    Some(serde_json::from_str(&ran.stdout).unwrap())
}

/// Random texts of the characters that are hard to cut alike: of every script, in every form, with marks of all kinds.
fn texts(count: usize) -> Vec<String> {
    const RANGES: [(u32, u32, u32); 20] = [
        (0x20, 0x7E, 6),
        (0xA0, 0x24F, 4),
        (0x300, 0x36F, 3),
        (0x370, 0x52F, 3),
        (0x530, 0x6FF, 2),
        (0x900, 0xDFF, 1),
        (0xE00, 0x109F, 2),
        (0x1100, 0x11FF, 2),
        (0x1E00, 0x1FFF, 2),
        (0x2000, 0x22FF, 2),
        (0x2460, 0x24FF, 1),
        (0x3000, 0x30FF, 6),
        (0x3100, 0x33FF, 2),
        (0x4E00, 0x9FFF, 5),
        (0xAC00, 0xD7FF, 2),
        (0xF900, 0xFB4F, 2),
        (0xFE00, 0xFFEF, 4),
        (0x10000, 0x1FFFF, 2),
        (0x20000, 0x323AF, 1),
        (0xE0100, 0xE01EF, 1),
    ];
    let all: u32 = RANGES.iter().map(|(.., weight)| weight).sum();
    let mut random = TestRng::from_seed(RngAlgorithm::ChaCha, &[3; 32]);
    let mut character = || loop {
        let mut chosen = random.next_u32() % all;
        let (from, to, _) = RANGES
            .into_iter()
            .find(|(.., weight)| chosen.checked_sub(*weight).map(|rest| chosen = rest).is_none())
            .unwrap();
        if let Some(character) = char::from_u32(from + random.next_u32() % (to - from + 1)) {
            return character;
        }
    };
    let mut texts: Vec<String> = (0..count).map(|at| (0..=at % 9).map(|_| character()).collect()).collect();
    texts.extend((0..=0x10FFFF_u32).filter_map(char::from_u32).map(String::from).collect::<Vec<_>>());
    texts
        .extend(["ΑΣ ΣΑΣ İı", "ﬀ ĳ ½ ㍿ ﷺ", "e\u{301}\u{20DD}が\u{3099}", "ﾊﾟﾋﾞ ㌔", &"x".repeat(50)].map(str::to_owned));
    texts
}

#[test]
fn the_index_and_the_script_cut_alike() {
    let texts = texts(30_000);
    let Some(theirs) = cut(&texts) else { return };
    let mut compared = 0;
    for (text, theirs) in texts.iter().zip(theirs) {
        let Some(theirs) = theirs else { continue };
        compared += 1;
        let ours = words(text);
        let pairs = |word: &isogloss::text::Word| (word.letters.iter().collect::<String>(), word.is_unspaced);
        let ours_cut: Vec<_> = ours.iter().map(pairs).collect();
        let theirs_cut: Vec<_> = theirs.iter().map(|word| (word.letters.clone(), word.unspaced)).collect();
        assert_eq!(ours_cut, theirs_cut, "{text:?} {:x?}", text.chars().map(u32::from).collect::<Vec<_>>());
        for (ours, theirs) in ours.iter().zip(&theirs) {
            assert!(theirs.placed, "{text:?}");
            let terms: BTreeSet<String> = ours.terms().map(|term| term.iter().collect()).collect();
            assert!(theirs.terms.iter().all(|(term, _)| terms.contains(term)), "{text:?}: {theirs:?} of {terms:?}");
        }
    }
    assert!(compared > 200_000, "only {compared} texts were compared");
}

/// A site of so many posts in Japanese and as many in English.
fn many(posts: usize) -> Files {
    let mut files = Files::new();
    let mut set = |path: String, text: String| drop(files.insert(path, text.into_bytes()));
    let locales = "[[locales]]\nid = \"en\"\nstate = \"live\"\n[[locales]]\nid = \"ja\"\nstate = \"live\"\n";
    set("site.toml".into(), format!("base_url = \"https://example.org\"\nsource_locale = \"en\"\n{locales}"));
    set("layouts/search.html".into(), "{{ site.search.index }}".into());
    set("layouts/post.html".into(), "{{ page.title }}{{ page.content }}".into());
    for at in 0..posts {
        let day = format!("{}-{:02}-{:02}", 2000 + at / 336, at / 28 % 12 + 1, at % 28 + 1);
        let number: String = at
            .to_string()
            .chars()
            .map(|digit| "零一二三四五六七八九".chars().nth(digit as usize - 48).unwrap())
            .collect();
        let english = format!("Post {at} of many.\n\n## About {}\n\nAlpha beta gamma.", at % 7);
        let japanese = format!("これは{number}番目の記事です。\n\n## 見出し\n\n東京の天気。");
        for (locale, text) in [("en", english), ("ja", japanese)] {
            let front = format!("+++\ntitle = \"Number {at}\"\ndate = {day}\n+++\n");
            set(format!("content/{locale}/p{at:04}.md"), front + &text);
        }
    }
    files
}

/// All terms of a locale's index, each with its shard.
fn terms(test: &SiteTest, folder: &str) -> BTreeMap<String, usize> {
    let outputs = test.sink.outputs();
    let files = outputs.iter().filter_map(|(path, bytes)| {
        let shard = path.strip_prefix(folder)?.strip_prefix("search/words/")?.strip_suffix(".json")?;
        let terms: BTreeMap<String, String> = serde_json::from_slice(bytes).unwrap();
        Some((shard.parse::<usize>().unwrap(), terms))
    });
    files.flat_map(|(shard, terms)| terms.into_keys().map(move |term| (term, shard)).collect::<Vec<_>>()).collect()
}

#[test]
fn a_term_is_where_the_script_looks_for_it() {
    let test = SiteTest::of(many(70), Options::default());
    let terms: Vec<(String, usize)> = ["", "ja/"].iter().flat_map(|folder| terms(&test, folder)).collect();
    assert!(terms.len() > 100 && terms.iter().any(|(_, shard)| *shard == 7), "{terms:?}");
    let texts: Vec<String> = terms.iter().map(|(term, _)| term.clone()).collect();
    let Some(theirs) = cut(&texts) else { return };
    for ((term, shard), words) in terms.iter().zip(theirs) {
        let words = words.unwrap();
        let [(looked_for, bucket)] = &*words[0].terms else { panic!("{term} is one term") };
        assert_eq!((looked_for, bucket * 8 / 256), (term, *shard));
    }
}

#[test]
fn an_edit_moves_the_shards_of_its_words_alone() {
    let mut test = SiteTest::of(many(70), Options::default());
    test.edit("content/en/p0030.md", "Alpha beta", "Zulu beta");
    let [alpha, zulu] = ["alpha", "zulu"].map(|term| format!("search/words/{}.json", terms(&test, "")[term]));
    let mut expected =
        vec!["p0030/index.html".to_owned(), "search/index.json".to_owned(), "search/texts/30.json".to_owned()];
    expected.extend(BTreeSet::from([alpha, zulu]));
    assert_eq!(test.changed(), expected);
    test.expect_same_as_clean_build();
    // The date is in no shard. It moves the posts' order, or it does not.
    test.edit("content/en/p0030.md", "title = \"Number 30\"", "title = \"Number 30\"\nupdated = 2030-01-01");
    test.expect_changed(["search/index.json", "sitemap.xml"]).expect_same_as_clean_build();
    // A newer post is the last one, so it moves no other.
    test.write("content/en/new.md", "+++\ntitle = \"New\"\ndate = 2031-01-01\n+++\nZulu.\n");
    let texts = test.changed().into_iter().filter(|output| output.contains("/texts/"));
    assert_eq!(texts.collect::<Vec<_>>(), ["search/texts/70.json"]);
    test.expect_same_as_clean_build();
    test.remove("content/en/p0000.md").expect_same_as_clean_build();
}

#[test]
fn a_language_finds_its_own_posts_and_what_readers_call_their_tags() {
    let mut files = files_of("search");
    files.extend(many(0));
    let mut test = SiteTest::of(files, Options::default());
    let known = |test: &SiteTest, folder: &str, term: &str| terms(test, folder).contains_key(term);
    assert!(known(&test, "", "zebra") && !known(&test, "ja/", "zebra"), "what Japanese lacks is not found there");
    assert!(!known(&test, "", "新幹") && known(&test, "ja/", "新幹"));
    test.write("locales/ja/all.ftl", "tag-start = 発車\n");
    assert!(known(&test, "ja/", "発車") && known(&test, "", "start"));
    test.expect_same_as_clean_build();
    test.write("layouts/search.html", "{% if site.search %}{{ site.search.url }}{% endif %}");
    assert_eq!(test.page("ja/search/index.html"), "/ja/search/");
    let outputs = |test: &SiteTest, folder: &str| {
        test.sink.outputs().keys().filter(|output| output.starts_with(&format!("{folder}search/"))).count()
    };
    test.edit("site.toml", "id = \"ja\"\nstate = \"live\"", "id = \"ja\"\nstate = \"preview\"");
    assert!(outputs(&test, "ja/") > 1, "who works on a language may search it");
    test.remove("layouts/search.html").expect_same_as_clean_build();
    assert_eq!((outputs(&test, ""), outputs(&test, "ja/")), (0, 0), "no page, no index");
}

#[test]
fn a_release_lets_only_live_languages_be_searched() {
    let mut files = files_of("search");
    files.extend(many(0));
    let settings = String::from_utf8(files["site.toml"].clone()).unwrap();
    files.insert(
        "site.toml".into(),
        settings.replace("id = \"ja\"\nstate = \"live\"", "id = \"ja\"\nstate = \"preview\"").into(),
    );
    files.insert("layouts/search.html".into(), b"{{ site.search is none }}".to_vec());
    let test = SiteTest::of(files, Options { release: true, ..Options::default() });
    assert_eq!([test.page("search/index.html"), test.page("ja/search/index.html")], ["false", "true"]);
    assert!(!test.sink.outputs().contains_key("ja/search/index.json"));
    assert!(test.sink.outputs().contains_key("search/index.json"));
}

#[test]
fn posts_are_found_in_a_browser() {
    let Some(folder) = browser::scripts("search.mjs", &browser::chromium()) else { return };
    let [site, new] = [Folder::with(&reference_site::files()), Folder::empty()];
    assert_eq!(new.run("new .").code, Some(0));
    for (path, bytes) in files_of("search") {
        new.write(&path, bytes);
    }
    let settings = std::fs::read_to_string(new.path().join("site.toml")).unwrap();
    new.write("site.toml", settings.replace("coming-soon", "live"));
    for site in [&site, &new] {
        let ran = site.run("build");
        assert_eq!(ran.code, Some(0), "{}{}", ran.stdout, ran.stderr);
    }
    browser::run(&folder, "search.mjs", [&site, &new].map(|site| site.path().join("public")));
}
