//! `status`: how far each locale has come, what is left, and whether the gate lets it be live.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use isogloss::site::{Options, Verdict};
use isogloss::text::LocaleId;
use serde_json::{Value, json};
use unicode_width::UnicodeWidthStr;

use crate::cli::{fine, refused};
use crate::support::{Files, Folder, Ran, SiteTest, files_of};

fn site() -> Folder {
    Folder::with(&files_of("status"))
}

/// A file of what the site of these tests expects.
fn expected(name: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/sites/status/expected").join(name);
    fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// The report without its numbers of findings, which every new rule moves.
fn without_findings(text: &str) -> String {
    let (table, gates) = text.split_once("\n\n").unwrap();
    let rows = table.lines().map(|row| row.rsplit_once(' ').unwrap().0.trim_end());
    let gates = gates.split("\n\n").next().unwrap();
    format!("{}\n\n{}\n", rows.collect::<Vec<_>>().join("\n"), gates.trim_end())
}

#[test]
fn says_where_each_locale_stands() {
    let ran = site().run("status");
    let text = fine(&ran);
    assert_eq!(without_findings(text), expected("status.txt"));
    assert!(text.lines().all(|line| line.width() <= 80), "{text}");
    assert!(!text.contains('\x1b'), "no colour in a pipe");
}

#[test]
fn counts_as_copies_what_check_calls_so() {
    let site = site();
    let toml = String::from_utf8(files_of("status")["site.toml"].clone()).unwrap();
    let except = "[[checks.except]]\ncode = \"same-as-source\"\nids = [\"tagline\"]\n";
    let lines = "\nbyline = Written by all of us\n    .title = The people behind it\n";
    for locale in ["en", "fr", "es"] {
        let path = format!("locales/{locale}/site.ftl");
        let text = fs::read_to_string(site.path().join(&path)).unwrap();
        site.write(&path, text + lines);
    }
    let same = || -> (u64, u64) {
        let status = site.run("status --format json").json();
        let of = |id: &str| {
            let rows = status["locales"].as_array().unwrap();
            rows.iter().find(|row| row["id"] == id).unwrap()["messages"]["same"].as_u64().unwrap()
        };
        let found = site.run("check --code same-as-source --format json").json();
        for (id, count) in [("fr", of("fr")), ("es", of("es"))] {
            let found = found["diagnostics"].as_array().unwrap().iter().filter(|one| one["locale"] == id);
            let ids = found.map(|one| one["id"].as_str().unwrap().split('.').next().unwrap());
            assert_eq!(ids.collect::<BTreeSet<_>>().len() as u64, count, "{id}");
        }
        (of("fr"), of("es"))
    };
    assert_eq!(same(), (1, 2), "one word (`Documents`) may well be the same; a message counts once for all its texts");
    site.write("site.toml", format!("{toml}\n{except}"));
    assert_eq!(same(), (1, 1), "what is excepted reads so in both languages");
}

#[test]
fn a_narrow_terminal_gets_blocks() {
    let site = site();
    for width in [20, 45, 60, 72, 200] {
        let ran = Ran::of(site.command(["status", "--work"]).env("COLUMNS", width.to_string()).output().unwrap());
        fine(&ran);
        let ran = Ran::of(site.command(["status"]).env("COLUMNS", width.to_string()).output().unwrap());
        let text = fine(&ran);
        assert!(text.lines().all(|line| line.width() <= width), "{width}: {text}");
        assert_eq!(text.contains("translated  "), width >= 72, "{text}");
        for part in ["日本語", "not-ready", "90 %", "nav-about", "coming-soon"] {
            assert!(text.contains(part), "`{part}` is not in {text}");
        }
    }
}

#[test]
fn answers_as_json() {
    let site = site();
    let ran = site.run("status --format json");
    fine(&ran);
    let wanted: Value = serde_json::from_str(&expected("status.json")).unwrap();
    assert_eq!(ran.json(), wanted);
    let some = site.run("status --format json --locale pt --locale ja").json();
    let of = |id: &str| wanted["locales"].as_array().unwrap().iter().find(|locale| locale["id"] == id).unwrap();
    assert_eq!(some, json!({"locales": [of("ja"), of("pt")]}), "in the order of site.toml");
}

#[test]
fn lists_what_is_left_by_the_pages_that_show_it() {
    let site = site();
    let ran = site.run("status --work --locale ja --locale fr --locale de");
    assert_eq!(fine(&ran), expected("work.txt"));
    let json = site.run("status --work --locale fr --format json").json();
    let work = json["locales"][0]["work"].as_array().unwrap();
    let first = json!({
        "kind": "message", "id": "footer-note", "state": "missing", "pages": 5, "url": "https://status.example/site/fr/",
    });
    assert_eq!(work[0], first, "also where another message holds it");
    let pages: Vec<u64> = work.iter().map(|task| task["pages"].as_u64().unwrap()).collect();
    assert!(pages.is_sorted_by(|a, b| a >= b), "{pages:?}");
    let unseen = json!({"kind": "message", "id": "unseen", "state": "missing", "pages": 0, "url": null});
    assert_eq!(work.last(), Some(&unseen));
}

#[test]
fn a_hidden_post_is_left_too() {
    let mut files = files_of("status");
    let settings = String::from_utf8(files["site.toml"].clone()).unwrap();
    files.insert("site.toml".into(), format!("untranslated_posts = \"hide\"\n{settings}").into_bytes());
    let json = Folder::with(&files).run("status --work --locale ja --format json").json();
    let wanted = json!({
        "kind": "post", "id": "content/en/about.md", "state": "missing", "pages": 0,
        "url": "https://status.example/site/about/",
    });
    assert!(json["locales"][0]["work"].as_array().unwrap().contains(&wanted), "{json}");
}

#[test]
fn counts_the_findings_of_the_one_engine() {
    let site = site();
    let built = site.run("build --format json").json();
    let concerns = |finding: &Value, id: &str| match finding["locale"].as_str() {
        Some(locale) => locale == id,
        None => ["locales", "content"]
            .iter()
            .any(|folder| finding["path"].as_str().is_some_and(|path| path.starts_with(&format!("{folder}/{id}/")))),
    };
    let ran = site.run("status");
    let text = fine(&ran);
    for id in ["en", "ja", "fr", "es", "pt", "de"] {
        let count = built["diagnostics"].as_array().unwrap().iter().filter(|finding| concerns(finding, id)).count();
        let row = text.lines().find(|line| line.starts_with(id)).unwrap();
        assert!(row.ends_with(&format!(" {count}")), "{row}: {count}");
        assert!(id != "fr" || count >= 3, "there is something to count");
    }
}

#[test]
fn counts_what_is_stale() {
    let site = site();
    let text = |path: &str| fs::read_to_string(site.path().join(path)).unwrap();
    fine(&site.run("sync --locale ja"));
    site.write("locales/en/site.ftl", text("locales/en/site.ftl").replace("About us", "Who we are"));
    site.write("content/en/blog/hello.md", text("content/en/blog/hello.md").replace("Hello there", "Good morning"));
    let status = site.run("status --work --locale ja --format json").json();
    let ja = &status["locales"][0];
    assert_eq!((&ja["messages"]["stale"], &ja["posts"]["stale"]), (&json!(1), &json!(1)), "{ja}");
    assert_eq!((&ja["percent"], &ja["gate"]["verdict"]), (&json!(90), &json!("holds")), "stale is translated");
    let stale: Vec<(&Value, &Value)> = ja["work"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|task| task["state"] == "stale")
        .map(|task| (&task["id"], &task["pages"]))
        .collect();
    assert_eq!(stale, [(&json!("nav-about"), &json!(5)), (&json!("content/ja/blog/hello.md"), &json!(3))]);
    assert!(site.run("status --work --locale ja").stdout.contains("nav-about (stale)"));
}

#[test]
fn fails_under_a_share() {
    let site = site();
    assert_eq!(site.run("status --fail-under 0").code, Some(0));
    let ran = site.run("status --fail-under 50");
    assert_eq!((ran.code, ran.stderr.as_str()), (Some(1), "error: less than 50 % is translated: pt (30 %)\n"));
    assert_eq!(ran.stdout, site.run("status").stdout, "the report is printed all the same");
    let ran = site.run("status --fail-under 51 --format json");
    assert!(ran.stderr.contains("fr (50 %), pt (30 %)"), "{ran:?}");
    assert!(ran.json()["locales"].is_array());
    assert_eq!(site.run("status --fail-under 50 --locale fr").code, Some(0));
    let planned = site.run("status --fail-under 1 --locale de");
    assert_eq!(planned.code, Some(1), "one that is named counts, though it is planned: {planned:?}");
    refused(&site.run("status --fail-under 101"), "101", "0..=100");
    refused(&site.run("status --fail-under x"), "x", "--fail-under");
}

#[test]
fn says_why_it_cannot_tell() {
    let site = site();
    refused(&site.run("status --locale xx"), "no locale `xx`", "en, ja, fr");
    refused(&Folder::empty().run("status"), "no site.toml", "isogloss new DIR");
    site.write("site.toml", "[[[");
    let ran = site.run("status --format json");
    assert_eq!((ran.code, ran.json()), (Some(1), json!({"locales": []})));
    assert!(ran.stderr.contains("settings-syntax"), "{ran:?}");
    assert_eq!((site.run("status").code, site.run("status").stdout), (Some(1), String::new()));
}

/// A site of ten messages and a locale with these settings, which has so many of them.
fn ten(settings: &str, translated: usize) -> SiteTest {
    let messages = |count: usize| (0..count).map(|n| format!("m{n} = {n}\n")).collect::<String>().into_bytes();
    let toml = "source_locale = \"en\"\n[[locales]]\nid = \"en\"\nstate = \"live\"\n[[locales]]\nid = \"xx\"\n";
    let files = Files::from([
        ("site.toml".to_owned(), format!("{toml}{settings}").into_bytes()),
        ("locales/en/a.ftl".to_owned(), messages(10)),
        ("locales/xx/a.ftl".to_owned(), messages(translated)),
    ]);
    SiteTest::of(files, Options { hold: true, ..Options::default() })
}

#[test]
fn the_gate_opens_and_falls_at_its_borders() {
    use Verdict::{Falls, Holds, NotReady, Ready};
    for (settings, translated, verdict, percent) in [
        ("state = \"coming-soon\"\ngo_live_at = 80", 8, Ready, 80),
        ("state = \"coming-soon\"\ngo_live_at = 81", 8, NotReady, 80),
        ("state = \"preview\"\ngo_live_at = 80\nrequired = [\"m7\"]", 8, Ready, 80),
        ("state = \"planned\"\ngo_live_at = 80\nrequired = [\"m*\"]", 8, NotReady, 80),
        ("state = \"retired\"\ngo_live_at = 80\nrequired = [\"m8\"]", 8, NotReady, 80),
        ("state = \"live\"\ngo_live_at = 80", 8, Holds, 80),
        ("state = \"live\"\ngo_live_at = 90\ndrop_below = 80", 8, Holds, 80),
        ("state = \"live\"\ngo_live_at = 90", 8, Holds, 80),
        ("state = \"live\"\ngo_live_at = 90\ndrop_below = 81", 8, Falls, 80),
        ("state = \"live\"", 8, Falls, 80),
        ("state = \"live\"\ngo_live_at = 50\nrequired = [\"m9\"]", 9, Falls, 90),
        ("state = \"live\"\ngo_live_at = 50\nrequired = [\"unknown\"]", 10, Falls, 100),
        ("state = \"live\"\ngo_live_at = 50\nrequired = [\"unknown-*\"]", 10, Holds, 100),
        ("state = \"live\"\ngo_live_at = 0\ndrop_below = 100", 0, Holds, 0),
    ] {
        let test = ten(settings, translated);
        let gate = test.workspace.site().gate(&LocaleId::new("xx")).unwrap();
        assert_eq!((gate.verdict, gate.percent), (verdict, percent), "{settings}: {:?}", gate.reasons);
    }
    assert_eq!(ten("state = \"live\"", 9).workspace.site().gate(&LocaleId::new("yy")), None);
}

#[test]
fn the_gate_says_how_many_more_it_takes() {
    for (settings, translated, reason) in [
        (
            "state = \"coming-soon\"\ngo_live_at = 81",
            8,
            "80 % is translated (8 of 10 messages); going live takes 81 %, 1 message more",
        ),
        (
            "state = \"live\"\ngo_live_at = 90",
            5,
            "50 % is translated (5 of 10 messages); staying live takes 80 %, 3 messages more",
        ),
    ] {
        let test = ten(settings, translated);
        let gate = |test: &SiteTest| test.workspace.site().gate(&LocaleId::new("xx")).unwrap();
        assert_eq!(gate(&test).reasons, [reason]);
        let more: usize = reason.rsplit(", ").next().unwrap().split(' ').next().unwrap().parse().unwrap();
        assert!(matches!(gate(&ten(settings, translated + more)).verdict, Verdict::Ready | Verdict::Holds));
        assert!(matches!(gate(&ten(settings, translated + more - 1)).verdict, Verdict::NotReady | Verdict::Falls));
    }
}

#[test]
fn what_is_held_counts_as_missing() {
    let mut test = ten("state = \"live\"\nrequired = [\"m3\"]", 10);
    let xx = LocaleId::new("xx");
    assert_eq!(test.workspace.site().gate(&xx).unwrap().verdict, Verdict::Holds);
    test.edit("locales/xx/a.ftl", "m3 = 3", "m3 = { 3");
    let gate = test.workspace.site().gate(&xx).unwrap();
    assert_eq!((gate.verdict, gate.percent, gate.required_missing), (Verdict::Falls, 90, vec!["m3".to_owned()]));
    assert_eq!(test.workspace.site().progress(&xx), 100, "readers still see it");
}

#[test]
fn the_own_site_is_as_far_as_it_says() {
    let site = Folder::with(&crate::reference_site::files());
    let status = site.run("status --format json").json();
    let locales = status["locales"].as_array().unwrap();
    let ids: Vec<&Value> = locales.iter().map(|locale| &locale["id"]).collect();
    assert_eq!(ids, ["en", "ja", "fr", "es", "de"]);
    for (locale, share) in locales.iter().zip([100, 100, 85, 60, 30]) {
        let percent = locale["percent"].as_i64().unwrap();
        assert!((percent - share).abs() <= 6, "{}: {percent} percent", locale["id"]);
        let verdict = if share == 100 { "holds" } else { "not-ready" };
        assert_eq!(locale["gate"]["verdict"], verdict, "{locale}");
        assert_eq!(locale["required_missing"].as_array().unwrap().is_empty(), share == 100, "{locale}");
    }
    assert_eq!(site.run("status --fail-under 100 --locale ja").code, Some(0));
}
