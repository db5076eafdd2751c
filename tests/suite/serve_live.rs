//! What the preview server tells browsers of their pages: versions, findings, files, texts.

use std::fs;
use std::thread;
use std::time::{Duration, Instant};

use serde_json::{Value, json};

use crate::serving::{DEADLINE, Listener, Serving};
use crate::support::files_of;

fn serving() -> Serving {
    Serving::of(&files_of("cli"))
}

/// A stream that has told of its pages for the first time.
#[track_caller]
fn listening(serving: &Serving, pages: &[&str]) -> (Listener, Vec<Value>) {
    let mut listener = serving.listen(pages);
    assert_eq!(listener.status, 200);
    let first = pages.iter().map(|_| listener.page()).collect();
    (listener, first)
}

#[track_caller]
fn until(what: &str, is_so: impl Fn() -> bool) {
    let end = Instant::now() + DEADLINE;
    while !is_so() {
        assert!(Instant::now() < end, "not so in {DEADLINE:?}: {what}");
        thread::sleep(Duration::from_millis(2));
    }
}

#[test]
fn a_save_is_told_to_the_pages_that_show_it_and_to_no_other() {
    let mut serving = serving();
    let (mut listener, first) = listening(&serving, &["/", "/ja/"]);
    for (news, page) in first.iter().zip(["/", "/ja/"]) {
        let version = serving.get(page).page().1;
        assert_eq!(news["version"], version);
        assert_eq!((&news["page"], &news["reload"], &news["broken"]), (&json!(page), &json!(false), &json!(false)));
        assert_eq!(news["findings"], json!([]));
    }
    serving.edit("locales/ja/site.ftl", "nav-home = ホーム", "nav-home = 家");
    serving.edit("locales/en/site.ftl", "nav-home = Home", "nav-home = Start");
    let news = [listener.page(), listener.page()];
    for (news, page) in news.iter().zip(["/ja/", "/"]) {
        assert_eq!((&news["page"], &news["reload"]), (&json!(page), &json!(false)));
        assert_eq!(news["version"], serving.get(page).page().1);
    }
    // A stream that begins now is told the same state.
    let (_second, again) = listening(&serving, &["/"]);
    assert_eq!(again[0], news[1]);
}

#[test]
fn the_server_knows_which_pages_are_open() {
    let serving = serving();
    let (one, _) = listening(&serving, &["/", "/ja/"]);
    let (two, _) = listening(&serving, &["/ja/", "/none/"]);
    let mut open = serving.server.open_pages();
    open.sort();
    assert_eq!(open, ["404.html", "index.html", "ja/index.html"]);
    drop(one);
    until("a page that was closed is known to be", || !serving.server.open_pages().contains(&"index.html".to_owned()));
    assert!(serving.server.open_pages().contains(&"ja/index.html".to_owned()), "another stream has it");
    drop(two);
    until("no page is open", || serving.server.open_pages().is_empty());
}

#[test]
fn a_changed_layout_reloads_its_pages_alone() {
    let mut serving = serving();
    let (mut listener, _) = listening(&serving, &["/", "/about/"]);
    serving.edit("layouts/page.html", "<h1>", "<h1 class=\"new\">");
    let news = listener.page();
    assert_eq!((&news["page"], &news["reload"]), (&json!("/about/"), &json!(true)));
    serving.edit("locales/en/site.ftl", "nav-home = Home", "nav-home = Start");
    for page in ["/", "/about/"] {
        let news = listener.page();
        assert_eq!((&news["page"], &news["reload"]), (&json!(page), &json!(false)), "only texts moved since");
    }
}

#[test]
fn findings_come_to_the_pages_that_they_touch_and_go() {
    let mut serving = serving();
    let (mut listener, first) = listening(&serving, &["/", "/ja/"]);
    serving.edit("locales/ja/site.ftl", "nav-home = ホーム", "nav-home = { ホーム");
    let mut news = [listener.page(), listener.page()];
    news.sort_by_key(|news| news["page"].to_string());
    assert_eq!(news[0]["findings"], json!([]));
    assert_eq!(news[0]["elsewhere"]["errors"], 1);
    let finding = &news[1]["findings"][0];
    assert_eq!(finding["severity"], "error");
    assert_eq!((&finding["path"], &finding["line"]), (&json!("locales/ja/site.ftl"), &json!(2)));
    assert_eq!(finding["source"], "nav-home = { ホーム");
    assert!(finding["column"].as_u64().unwrap() > 1 && finding["code"].is_string() && finding["hint"].is_string());
    for (news, first) in news.iter().zip(&first) {
        assert_eq!(news["version"], first["version"], "the text is held");
    }
    serving.edit("locales/ja/site.ftl", "nav-home = { ホーム", "nav-home = ホーム");
    let mut news = [listener.page(), listener.page()];
    news.sort_by_key(|news| news["page"].to_string());
    assert_eq!(news.as_slice(), first.as_slice(), "all is as it was");
}

#[test]
fn a_page_that_cannot_be_made_keeps_its_last_good_form() {
    // With room for the pieces of its pages, and without: then the form is the one that was written.
    for memory in [usize::MAX, 0] {
        let mut serving = Serving::silent(&files_of("cli"), memory, |_| ());
        serving.publish();
        let before = serving.get("/about/");
        let (mut listener, first) = listening(&serving, &["/about/"]);
        serving.edit("layouts/page.html", "<h1>{{ page.title", "<h1>{{ page.titel");
        let news = listener.page();
        assert_eq!((&news["broken"], &news["version"]), (&json!(true), &first[0]["version"]));
        assert_eq!(news["findings"][0]["path"], "layouts/page.html");
        assert_eq!(serving.get("/about/").body, before.body);
        serving.edit("layouts/page.html", "<h1>{{ page.titel", "<h1>{{ page.title");
        assert_eq!(listener.page(), first[0]);
    }
}

#[test]
fn a_page_that_never_could_be_made_says_so_until_it_can() {
    let mut files = files_of("cli");
    let layout = String::from_utf8(files["layouts/page.html"].clone()).unwrap();
    files.insert("layouts/page.html".to_owned(), layout.replace("page.title", "page.titel").into_bytes());
    let mut serving = Serving::of(&files);
    let answer = serving.get("/about/");
    assert_eq!(answer.status, 500);
    let (mut listener, first) = listening(&serving, &["/about/"]);
    assert_eq!((&first[0]["version"], &first[0]["broken"]), (&json!(answer.page().1), &json!(true)));
    serving.save("layouts/page.html", Some(&layout));
    let news = listener.page();
    assert_eq!((&news["broken"], &news["findings"]), (&json!(false), &json!([])));
    assert_eq!(news["version"], serving.get("/about/").page().1);
}

#[test]
fn where_nothing_can_be_shown_the_errors_are() {
    let mut files = files_of("cli");
    let settings = files.insert("site.toml".to_owned(), b"[[locales]".to_vec()).unwrap();
    let mut serving = Serving::silent(&files, usize::MAX, |_| ());
    serving.show();
    let answer = serving.get("/ja/");
    assert_eq!(answer.status, 404);
    let (mut listener, first) = listening(&serving, &["/ja/"]);
    assert_eq!(
        (&first[0]["findings"][0]["path"], &first[0]["version"]),
        (&json!("site.toml"), &json!(answer.page().1))
    );
    serving.save("site.toml", std::str::from_utf8(&settings).ok());
    let news = listener.page();
    assert_eq!((&news["findings"], &news["version"]), (&json!([]), &json!(serving.get("/ja/").page().1)));
}

#[test]
fn files_are_told_by_their_addresses() {
    let mut serving = serving();
    let (mut listener, first) = listening(&serving, &["/"]);
    let mut digest = first[0]["files"].clone();
    for (path, text, url) in [
        ("layouts/assets/style.css", Some("body { color: red }"), "/assets/style.css"),
        ("content/ja/絵.svg", Some("<svg/>"), "/ja/%E7%B5%B5.svg"),
        ("content/ja/絵.svg", None, "/ja/%E7%B5%B5.svg"),
    ] {
        serving.save(path, text);
        let (name, news) = listener.next().unwrap();
        assert_eq!((name.as_str(), &news["urls"]), ("files", &json!([url])));
        assert_ne!(news["files"], digest);
        digest = news["files"].clone();
        let (name, page) = listener.next().unwrap();
        assert_eq!((name.as_str(), &page["files"]), ("page", &digest), "after the files that it speaks of");
        assert!(
            serving.get("/").text().contains(&format!("data-files={digest}")),
            "a page knows what it was made with"
        );
    }
}

#[test]
fn who_waits_at_an_address_is_told_when_a_page_comes_to_be_there() {
    let mut serving = serving();
    let (mut listener, first) = listening(&serving, &["/ja/soon", "/ja/soon/"]);
    assert!(first.iter().all(|news| news["version"] == serving.get("/ja/none/").page().1));
    serving.save("content/ja/soon.md", Some("+++\ntitle = \"もうすぐ\"\n+++\n"));
    let version = serving.get("/ja/soon/").page().1;
    for _ in first {
        assert_eq!(listener.page()["version"], version);
    }
}

#[test]
fn what_is_not_rendered_yet_is_rendered_when_it_is_asked_for() {
    let mut serving = serving();
    let (mut listener, _) = listening(&serving, &["/ja/about/"]);
    serving.write("content/ja/about.md", Some("+++\ntitle = \"新しい\"\n+++\n"));
    serving.show();
    let version = listener.page()["version"].clone();
    assert!(serving.get("/ja/about/").text().contains("新しい"));
    let written = || fs::read_to_string(serving.out().join("ja/about/index.html")).unwrap();
    assert!(!written().contains("新しい"), "it is shown before it is written");
    serving.publish();
    assert!(fs::read_to_string(serving.out().join("ja/about/index.html")).unwrap().contains("新しい"));
    assert_eq!(serving.get("/ja/about/").page().1, version.as_str().unwrap(), "and is the same then");
}

#[test]
fn streams_and_their_pages_are_bounded() {
    let serving = serving();
    let many: Vec<String> = (0..257).map(|number| format!("/{number}/")).collect();
    let many: Vec<&str> = many.iter().map(String::as_str).collect();
    assert_eq!(serving.listen(&many).status, 503);
    let (_pages, told) = listening(&serving, &many[..256]);
    assert_eq!(told.len(), 256);
    let streams: Vec<Listener> = (0..63).map(|_| serving.listen(&["/"])).collect();
    assert!(streams.iter().all(|stream| stream.status == 200));
    assert_eq!(serving.listen(&["/"]).status, 503);
    drop(streams);
    until("there is room again", || serving.listen(&["/"]).status == 200);
}

#[test]
fn every_text_of_a_page_says_where_it_is_from() {
    let mut serving = serving();
    serving.edit("locales/en/site.ftl", "posts = {", "# How many there are\nposts = {");
    serving.edit("layouts/page.html", "<h1>", "<p title=\"{{ t(\"posts\", count=2) }}\">{{ t(\"none\") }}</p><h1>");
    let texts: Value = serde_json::from_slice(&serving.get("/.isogloss/texts?page=%2Ffr%2Fabout%2F").body).unwrap();
    assert_eq!(texts["version"], serving.get("/fr/about/").page().1);
    let html = texts["html"].as_str().unwrap();
    let find = |id: &str| {
        let list = texts["texts"].as_array().unwrap();
        let at = list.iter().position(|text| text["id"] == id).unwrap_or_else(|| panic!("{id}: {texts:#}"));
        (at, &list[at])
    };
    let (at, own) = find("nav-home");
    assert!(html.contains(&format!("<!--isogloss:{at}-->Accueil<!--/isogloss:{at}-->")), "{html}");
    assert_eq!(
        *own,
        json!({"id": "nav-home", "kind": "message", "locale": "fr", "state": "own", "path": "locales/fr/site.ftl",
            "line": 2, "column": 1, "source": "Home", "comment": null})
    );
    let (at, fallback) = find("posts");
    assert!(html.contains(&format!("<!--isogloss@{at}--><p title=")), "{html}");
    let line = fs::read_to_string(serving.site().join("locales/en/site.ftl")).unwrap();
    let line = line.lines().position(|line| line.starts_with("posts")).unwrap() + 1;
    assert_eq!(
        *fallback,
        json!({"id": "posts", "kind": "message", "locale": "en", "state": "fallback", "path": "locales/en/site.ftl",
            "line": line, "column": 1, "comment": "How many there are",
            "source": "{ $count ->\n    [one] { $count } post\n   *[other] { $count } posts\n}"})
    );
    let (_, missing) = find("none");
    assert_eq!(
        (&missing["state"], &missing["path"], &missing["source"]),
        (&json!("fallback"), &json!(null), &json!(null))
    );
    let (_, title) = find("title");
    assert_eq!(
        *title,
        json!({"id": "title", "kind": "field", "locale": "en", "state": "fallback", "path": "content/en/about.md",
            "line": 2, "column": 9, "source": "About", "comment": null})
    );
    let (_, body) = find("content");
    assert_eq!((&body["line"], &body["column"], &body["source"]), (&json!(4), &json!(1), &json!(null)));

    serving.edit("locales/fr/site.ftl", "nav-home = Accueil", "nav-home = { Accueil");
    let texts: Value = serde_json::from_slice(&serving.get("/.isogloss/texts?page=/fr/").body).unwrap();
    let held = texts["texts"].as_array().unwrap().iter().find(|text| text["id"] == "nav-home").unwrap();
    assert_eq!((&held["state"], &held["line"], &held["locale"]), (&json!("held"), &json!(2), &json!("fr")));

    let ours: Value = serde_json::from_slice(&serving.get("/.isogloss/texts?page=/ja/none/").body).unwrap();
    assert_eq!(ours["version"], serving.get("/ja/none/").page().1, "the texts of the page that says so");
    assert_eq!(serving.get("/.isogloss/texts").status, 400);
}
