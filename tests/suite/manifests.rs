//! What a release says of itself: each locale alone and all together, and what tells two releases apart.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;

use serde_json::Value;

use crate::reference_site;
use crate::support::{Files, Folder, Ran, tree};

/// The locales that readers may see in [`three_locales`].
const LOCALES: [&str; 3] = ["en", "ja", "fr"];

/// The repository's site with French filled and live.
pub fn three_locales() -> Files {
    let mut files = reference_site::files();
    fill(&mut files, "fr");
    set_state(&mut files, "fr", "live");
    files
}

/// Gives a locale the source's text for every message that it lacks, as `build` tells them.
pub fn fill(files: &mut Files, locale: &str) {
    let site = Folder::with(files);
    let lacks: BTreeSet<String> = {
        let ran = site.run(&format!("status --locale {locale} --work --format json"));
        let messages = ran.json()["locales"][0]["work"].as_array().unwrap().clone();
        let ids = messages.iter().filter(|task| task["kind"] == "message" && task["state"] == "missing");
        ids.map(|task| task["id"].as_str().unwrap().to_owned()).collect()
    };
    assert!(!lacks.is_empty(), "{locale} lacks something");
    let mut filled = String::new();
    for (path, bytes) in files.iter().filter(|(path, _)| path.starts_with("locales/en/") && path.ends_with(".ftl")) {
        let text = String::from_utf8(bytes.clone()).unwrap_or_else(|_| panic!("{path} is text"));
        let mut is_wanted = false;
        for line in text.lines() {
            if line.starts_with(|first: char| first.is_ascii_alphabetic() || first == '-' || first == '#') {
                is_wanted = line.split_once(" =").is_some_and(|(id, _)| lacks.contains(id));
            }
            if is_wanted {
                filled.push_str(line);
                filled.push('\n');
            }
        }
    }
    files.insert(format!("locales/{locale}/filled.ftl"), filled.into_bytes());
}

/// Sets the state of a locale in `site.toml`.
pub fn set_state(files: &mut Files, locale: &str, state: &str) {
    let text = String::from_utf8(files["site.toml"].clone()).unwrap();
    let at = text.find(&format!("id = \"{locale}\"\nstate = \"")).expect("the locale is declared");
    let begin = at + text[at..].find("state = \"").unwrap() + "state = \"".len();
    let end = begin + text[begin..].find('"').unwrap();
    files.insert("site.toml".to_owned(), format!("{}{state}{}", &text[..begin], &text[end..]).into_bytes());
}

#[track_caller]
fn fine(ran: Ran) -> Ran {
    assert_eq!(ran.code, Some(0), "{ran:?}");
    ran
}

fn manifest(release: &Files, name: &str) -> Value {
    serde_json::from_slice(release.get(name).unwrap_or_else(|| panic!("no {name}"))).unwrap()
}

/// The files that a manifest lists for a locale, or as shared.
fn listed(manifest: &Value, locale: Option<&str>) -> BTreeMap<String, Value> {
    let files = match locale {
        Some(locale) => &manifest["locales"][locale]["files"],
        None => &manifest["shared"],
    };
    files.as_object().unwrap().iter().map(|(path, file)| (path.clone(), file.clone())).collect()
}

#[test]
fn each_locale_alone_gives_its_files_of_the_full_release() {
    let site = Folder::with(&three_locales());
    fine(site.run("build --release --out all"));
    let all = tree(&site.path().join("all"));
    let whole = manifest(&all, "isogloss-manifest.json");
    let mut together = Files::new();
    for locale in LOCALES {
        fine(site.run(&format!("build --release --locale {locale} --out alone/{locale}")));
        let alone = tree(&site.path().join("alone").join(locale));
        let name = format!("isogloss-manifest.{locale}.json");
        let (own, shared) = (listed(&whole, Some(locale)), listed(&whole, None));
        assert!(own.len() > 90 && shared.len() > 10, "{} and {}", own.len(), shared.len());
        let expected: BTreeSet<&String> = own.keys().chain(shared.keys()).chain([&name]).collect();
        let found: BTreeSet<&String> = alone.keys().filter(|path| *path != ".isogloss").collect();
        assert_eq!(found, expected, "{locale} alone has its files, those that all share, and its manifest");
        for path in found {
            assert!(alone[path] == all[path], "{path} is other bytes when {locale} is released alone");
        }
        assert_eq!(whole["locales"][locale], manifest(&alone, &name)["locales"][locale]);
        together.extend(alone);
        // One after the other into one folder.
        fine(site.run(&format!("build --release --locale {locale} --out turns")));
    }
    let expected: BTreeSet<&String> = all.keys().filter(|path| *path != "isogloss-manifest.json").collect();
    assert_eq!(together.keys().collect::<BTreeSet<_>>(), expected, "together they are the full release");
    assert!(tree(&site.path().join("turns")) == all, "in turns they are the full release, with the manifest of all");
}

#[test]
fn a_manifest_is_true_of_every_file() {
    let site = Folder::with(&three_locales());
    fine(site.run("build --release"));
    let release = tree(&site.path().join("release"));
    let whole = manifest(&release, "isogloss-manifest.json");
    let mut files = listed(&whole, None);
    LOCALES.iter().for_each(|locale| files.extend(listed(&whole, Some(locale))));
    let ours = release.keys().filter(|path| !path.starts_with("isogloss-manifest") && *path != ".isogloss");
    assert_eq!(files.keys().collect::<Vec<_>>(), ours.collect::<Vec<_>>());
    for (path, file) in &files {
        assert_eq!(file["size"], release[path].len(), "{path}");
        assert_eq!(file["blake3"], isogloss::text::blake3_hex(&release[path]), "{path}");
    }
    let home = &files["ja/index.html"];
    assert_eq!(home["url"], "https://isogloss.example/ja/");
    assert_eq!(home["page"]["content"], "content/ja/_index.md");
    let french = &whole["locales"]["fr"];
    assert_eq!(
        (french["coverage"]["percent"].as_u64(), french["gate"]["verdict"].as_str()),
        (Some(100), Some("holds"))
    );
    // The known answer of BLAKE3 for the empty input: what people verify with must be the same.
    assert_eq!(isogloss::text::blake3_hex(b""), "af1349b9f5f9a1a6a0404dea36dcc9499bcb25c9adc112b7cc9a93cae41f3262");
}

#[test]
fn diff_names_the_message_that_changed_and_exactly_its_pages() {
    let site = Folder::with(&reference_site::files());
    fine(site.run("build --release --out old"));
    let path = "locales/ja/navigation.ftl";
    let text = fs::read_to_string(site.path().join(path)).unwrap();
    // A text that stands nowhere else, so that the pages that show it can be found in the bytes.
    let changed = text.replace("\nnav-home = ホーム\n", "\nnav-home = 玄関の間\n");
    assert_ne!(changed, text);
    site.write(path, &changed);
    fine(site.run("build --release --out new"));
    let shows = |release: &Files| -> BTreeSet<String> {
        let pages = release.iter().filter(|(path, _)| path.ends_with(".html"));
        let showing = pages.filter(|(_, bytes)| String::from_utf8_lossy(bytes).contains("玄関の間"));
        showing.map(|(path, _)| path.clone()).collect()
    };
    let expected = shows(&tree(&site.path().join("new")));
    assert!(expected.len() > 20 && expected.iter().all(|path| path.starts_with("ja/")), "{expected:?}");
    assert!(shows(&tree(&site.path().join("old"))).is_empty());
    let difference = fine(site.run("diff old new --format json")).json();
    let changed = difference["pages"]["changed"].as_array().unwrap();
    let paths: BTreeSet<String> = changed.iter().map(|page| page["path"].as_str().unwrap().to_owned()).collect();
    assert_eq!(paths, expected);
    for page in changed {
        assert_eq!(page["causes"], serde_json::json!([{ "kind": "message", "name": "nav-home" }]), "{page}");
    }
    let causes = difference["causes"].as_array().unwrap();
    assert_eq!((causes.len(), causes[0]["locale"].as_str()), (1, Some("ja")));
    assert_eq!(causes[0]["pages"].as_array().unwrap().len(), expected.len());
    for list in ["added", "removed"] {
        assert!(difference["pages"][list].as_array().unwrap().is_empty());
    }
    let urls = fine(site.run("diff old new --urls")).stdout;
    assert!(urls.lines().all(|url| url.starts_with("https://isogloss.example/ja/")));
    let others = difference["files"]["changed"].as_array().unwrap().len();
    assert_eq!(urls.lines().count(), expected.len() + others);
    assert!(urls.lines().any(|url| url == "https://isogloss.example/ja/terms/"));
    let text = fine(site.run("diff old new")).stdout;
    assert!(text.contains(&format!("ja: message nav-home changed {} pages", expected.len())), "{text}");
    // A manifest is as good as the folder, and a release does not differ from itself.
    let same = fine(site.run("diff old/isogloss-manifest.json old")).stdout;
    assert_eq!(same, "Pages: 0 added, 0 removed, 0 changed. Other files: 0 added, 0 removed, 0 changed.\n");
}

/// The small site in two locales.
fn two_locales(english: &str, japanese: &str) -> Files {
    let text = |path: &str, text: &str| (path.to_owned(), text.as_bytes().to_vec());
    let locale = |id: &str| format!("[[locales]]\nid = \"{id}\"\nstate = \"live\"\n");
    let layout =
        "<!doctype html>\n<title>{{ page.title }}</title>\n{{ head() }}\n{{ page.content }}\n{{ t(\"nav-home\") }}\n";
    let settings =
        format!("base_url = \"https://example.org/x/\"\nsource_locale = \"en\"\n{}{}", locale("en"), locale("ja"));
    [
        text("site.toml", &settings),
        text("locales/en/site.ftl", "nav-home = Home\n"),
        text("locales/ja/site.ftl", "nav-home = ホーム\n"),
        text("content/en/_index.md", english),
        text("content/en/a.md", "+++\ntitle = \"A\"\n+++\nA\n"),
        text("content/en/dot.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\"/>"),
        text("content/ja/_index.md", japanese),
        text("layouts/home.html", layout),
        text("layouts/page.html", layout),
    ]
    .into()
}

#[test]
fn a_locale_released_alone_leaves_the_files_of_the_others() {
    let files = two_locales("Old\n", "古い\n");
    let site = Folder::with(&files);
    fine(site.run("build --release"));
    let before = tree(&site.path().join("release"));
    assert!(before.contains_key("ja/a/index.html") && before.contains_key("dot.svg"), "{:?}", before.keys());
    site.write("content/en/_index.md", "New\n");
    site.write("content/en/b.md", "+++\ntitle = \"B\"\n+++\nB\n");
    fs::remove_file(site.path().join("content/en/a.md")).unwrap();
    site.write("content/ja/_index.md", "新しい\n");
    fine(site.run("build --release --locale ja"));
    let after = tree(&site.path().join("release"));
    for path in ["index.html", "a/index.html", "dot.svg", "isogloss-manifest.en.json"] {
        assert!(after.get(path) == before.get(path), "{path} is English");
    }
    assert!(!after.contains_key("ja/a/index.html"), "what Japanese no longer has went");
    assert!(after.contains_key("ja/b/index.html") && !after.contains_key("b/index.html"));
    assert!(!after.contains_key("isogloss-manifest.json"), "the two are of different sources");
    // Releases of different times are compared all the same.
    site.write("mixed/isogloss-manifest.en.json", &after["isogloss-manifest.en.json"]);
    site.write("mixed/isogloss-manifest.ja.json", &after["isogloss-manifest.ja.json"]);
    let difference = fine(site.run("diff mixed release --urls")).stdout;
    assert_eq!(difference, "");
    site.write("before/isogloss-manifest.json", &before["isogloss-manifest.json"]);
    let difference = fine(site.run("diff before release --format json")).json();
    let paths = |list: &str| -> Vec<String> {
        let pages = difference["pages"][list].as_array().unwrap().iter();
        pages.map(|page| page["path"].as_str().unwrap().to_owned()).collect()
    };
    assert_eq!(paths("added"), ["ja/b/index.html"]);
    assert_eq!(paths("removed"), ["ja/a/index.html"]);
    assert_eq!(paths("changed"), ["ja/index.html"]);
    let home = &difference["pages"]["changed"][0];
    let names: Vec<&Value> = home["causes"].as_array().unwrap().iter().map(|cause| &cause["kind"]).collect();
    assert!(names.contains(&&Value::from("content")), "{home}");
    fine(site.run("build --release"));
    let all = tree(&site.path().join("release"));
    assert!(!all.contains_key("a/index.html") && all.contains_key("isogloss-manifest.json"));
}

#[test]
fn what_is_no_release_is_named_and_nothing_is_compared() {
    let site = Folder::with(&two_locales("A\n", "B\n"));
    fine(site.run("build --release"));
    for (old, reason) in [
        ("content", "no release stands there: it holds no isogloss-manifest.json"),
        ("site.toml", "it is no manifest of a release"),
        ("nowhere", "cannot read nowhere"),
        ("later.json", "its format is 99, and this program reads 1"),
        ("wrong.json", "it is no manifest of a release (a page read what is not listed)"),
    ] {
        site.write("later.json", r#"{"format": 99}"#);
        let whole = fs::read_to_string(site.path().join("release/isogloss-manifest.json")).unwrap();
        let wrong = whole.replacen("\"reads\":[0,", "\"reads\":[999999,", 1);
        assert_ne!(wrong, whole);
        site.write("wrong.json", wrong);
        let ran = site.run(&format!("diff {old} release"));
        assert_eq!((ran.code, ran.stdout.as_str()), (Some(2), ""), "{ran:?}");
        assert!(ran.stderr.contains(reason) && ran.stderr.contains("help:"), "{ran:?}");
    }
}
