//! What readers get of a locale, by its state: pages, and the mention of it everywhere else.

use std::collections::BTreeSet;
use std::path::Path;

use crate::manifests::{fill, set_state};
use crate::reference_site;
use crate::releases::released;
use crate::support::{Files, Folder, Ran, tree};

/// The repository's site with a French post, which stood elsewhere before.
pub fn site() -> Files {
    let mut files = reference_site::files();
    let front = "title = \"Comment une langue s’ouvre\"\ndate = 2026-02-03\naliases = [\"/fr/ouvrir/\"]";
    let post = format!("+++\n{front}\n+++\n\nLe seuil d’une langue.\n");
    files.insert("content/fr/blog/engineering/opening-a-language.md".to_owned(), post.into_bytes());
    files
}

fn text(release: &Files, path: &str) -> String {
    String::from_utf8_lossy(release.get(path).unwrap_or_else(|| panic!("no {path}"))).into_owned()
}

/// Where readers and programs could meet French.
fn mentions_of_french(release: &Files) -> BTreeSet<&'static str> {
    let home = text(release, "index.html");
    let has = |path: &str| release.contains_key(path);
    let lists = |path: &str, what: &str| has(path) && text(release, path).contains(what);
    let post = "https://isogloss.example/fr/blog/engineering/opening-a-language/";
    [
        ("pages", has("fr/index.html")),
        ("switcher", home.contains("href=\"/fr/\" hreflang=\"fr\"")),
        ("hreflang", home.contains("rel=\"alternate\" hreflang=\"fr\"")),
        ("sitemap index", text(release, "sitemap-index.xml").contains("https://isogloss.example/fr/sitemap.xml")),
        ("sitemap", lists("fr/sitemap.xml", post)),
        ("alternates in the source's sitemap", text(release, "sitemap.xml").contains(post)),
        ("feed", lists("fr/blog/feed.xml", post)),
        (
            "search",
            release.keys().any(|path| path.starts_with("fr/search/texts/") && lists(path, "Le seuil d’une langue")),
        ),
    ]
    .into_iter()
    .filter_map(|(name, is_there)| is_there.then_some(name))
    .collect()
}

/// What the panel and live update of watch mode cannot do without.
const TRACES: [&str; 4] = ["/.isogloss/", "data-isogloss", "isogloss-panel", "EventSource"];

#[test]
fn the_panel_has_its_traces() {
    let panel = tree(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src/serve/panel"));
    for trace in TRACES {
        assert!(panel.values().any(|bytes| String::from_utf8_lossy(bytes).contains(trace)), "`{trace}` is none");
    }
}

#[test]
fn a_release_holds_nothing_that_is_not_for_readers() {
    let mut files = site();
    set_state(&mut files, "es", "preview");
    let release = released(&files);
    for path in release.keys() {
        let is_hidden = path.starts_with("fr/") || path.starts_with("de/");
        assert!(!is_hidden, "{path} belongs to a locale that is coming soon");
    }
    assert!(release.contains_key("es/index.html"), "a preview has pages");
    for (path, bytes) in &release {
        for trace in TRACES {
            assert!(!String::from_utf8_lossy(bytes).contains(trace), "{path} holds `{trace}`");
        }
    }
    let pages: Vec<&String> = release.keys().filter(|path| path.ends_with(".html")).collect();
    assert!(pages.len() > 200);
    for path in pages {
        let page = text(&release, path);
        let mark = page.chars().find(|c| ('\u{FDD0}'..='\u{FDEF}').contains(c));
        assert_eq!(mark, None, "{path} holds a mark");
        assert_eq!(page.contains("noindex"), path.starts_with("es/"), "noindex on {path}");
        assert!(!page.contains("hreflang=\"es\"") || path.starts_with("es/"), "{path} leads to a preview");
    }
    assert!(!text(&release, "sitemap-index.xml").contains("/es/"));
    assert_eq!(mentions_of_french(&release), BTreeSet::new());
    assert!(text(&release, "index.html").contains("<span lang=\"fr\" dir=\"ltr\">Français</span>"), "greyed, no link");
}

#[test]
fn a_locale_that_goes_live_is_everywhere_at_once_and_under_its_gate_nowhere() {
    let mut files = site();
    assert_eq!(mentions_of_french(&released(&files)), BTreeSet::new());
    let unfilled = files.clone();
    fill(&mut files, "fr");
    set_state(&mut files, "fr", "live");
    let folder = Folder::with(&files);
    assert_eq!(folder.run("build --release").code, Some(0));
    let live = tree(&folder.path().join("release"));
    assert_eq!(mentions_of_french(&live).len(), 8, "{:?}", mentions_of_french(&live));
    // Live, and without what it had been filled with.
    std::fs::remove_file(folder.path().join("locales/fr/filled.ftl")).unwrap();
    let expect_held = |ran: &Ran| {
        assert_eq!(ran.code, Some(1), "{ran:?}");
        assert!(ran.stderr.contains("fr is live and under its gate: "), "{ran:?}");
        assert!(ran.stderr.contains("required messages are missing"), "{ran:?}");
    };
    expect_held(&folder.run("build --release"));
    assert!(tree(&folder.path().join("release")) == live, "the release that stands is as it was");
    expect_held(&folder.run("build --release --out new"));
    assert!(!folder.path().join("new").exists(), "nothing is written");
    let ran = folder.run("build --release --out new --allow-under-gate");
    assert_eq!(ran.code, Some(0), "{ran:?}");
    let manifest: serde_json::Value =
        serde_json::from_slice(&tree(&folder.path().join("new"))["isogloss-manifest.fr.json"]).unwrap();
    let gate = &manifest["locales"]["fr"]["gate"];
    assert_eq!((gate["verdict"].as_str(), gate["is_overruled"].as_bool()), (Some("falls"), Some(true)));
    assert!(gate["reasons"].as_array().unwrap().len() > 1, "{gate}");
    // Not live, it holds nobody up.
    assert_eq!(Folder::with(&unfilled).run("build --release").code, Some(0));
}

#[test]
fn a_locale_that_is_not_published_is_not_released() {
    let mut files = site();
    set_state(&mut files, "es", "planned");
    set_state(&mut files, "de", "retired");
    let folder = Folder::with(&files);
    for (locale, state) in [("fr", "coming-soon"), ("es", "planned"), ("de", "retired")] {
        let ran = folder.run(&format!("build --release --locale {locale}"));
        assert_eq!(ran.code, Some(1), "{ran:?}");
        assert!(ran.stderr.contains(&format!("`{locale}` is {state}: it is not released")), "{ran:?}");
        assert!(!folder.path().join("release").exists(), "nothing is written");
    }
}

#[test]
fn a_release_tells_programs_what_is_published_and_why() {
    let folder = Folder::with(&site());
    let ran = folder.run("build --release --format json");
    let told = ran.json()["states"].as_array().unwrap().clone();
    let row = |id: &str| told.iter().find(|row| row["id"] == id).unwrap_or_else(|| panic!("{id} is told")).clone();
    assert_eq!(told.len(), 5);
    assert_eq!((row("ja")["released"].as_bool(), row("ja")["state"].as_str()), (Some(true), Some("live")));
    let french = row("fr");
    assert_eq!((french["released"].as_bool(), french["gate"]["verdict"].as_str()), (Some(false), Some("not-ready")));
    assert!(french["gate"]["reasons"][0].as_str().unwrap().contains("going live takes 95 %"), "{french}");
    let ran = folder.run("build --release --locale ja --format json");
    let released: Vec<serde_json::Value> = ran.json()["states"].as_array().unwrap().clone();
    let ids: Vec<&str> =
        released.iter().filter(|row| row["released"] == true).map(|row| row["id"].as_str().unwrap()).collect();
    assert_eq!(ids, ["ja"]);
    let rows = folder.run("status --format json").json()["locales"].as_array().unwrap().clone();
    let released: Vec<(bool, &str)> =
        rows.iter().map(|row| (row["released"].as_bool().unwrap(), row["id"].as_str().unwrap())).collect();
    assert_eq!(released, [(true, "en"), (true, "ja"), (false, "fr"), (false, "es"), (false, "de")]);
}
