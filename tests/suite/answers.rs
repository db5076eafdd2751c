//! The commands that answer a question and write nothing: `message`, `why`, `explain`.

use serde_json::{Value, json};

use crate::cli::{fine, refused, site};
use crate::support::{Folder, Ran, files_of};

/// `message` as JSON: the object of one id.
#[track_caller]
fn message(id: &str, arguments: &[&str]) -> Value {
    let arguments = [&["message", id, "--format", "json"], arguments].concat();
    let ran = Ran::of(site().command(arguments).output().unwrap());
    assert_eq!((ran.code, ran.stderr.as_str()), (Some(0), ""), "{ran:?}");
    let object = ran.json();
    assert_eq!(object.as_object().unwrap().keys().collect::<Vec<_>>(), [id]);
    object[id].clone()
}

#[test]
fn message_takes_numbers_texts_and_dates() {
    let value = |id, argument| message(id, &["--locale", "en", "--arg", argument])["value"].clone();
    assert_eq!(value("posts", "count=1"), "1 post");
    assert_eq!(value("posts", "count=1200"), "1,200 posts");
    assert_eq!(value("posts", "count=0.5"), "0.5 posts");
    assert_eq!(value("posts", "count=-3"), "-3 posts");
    assert_eq!(value("posts", "count=\"1\""), "1 posts", "a text has no plural form");
    assert_eq!(value("posts", "count=many"), "many posts");
    assert_eq!(value("greeting", "name=a=b"), "Hello, a=b!");
    assert_eq!(value("greeting", "name="), "Hello, !");
    assert_eq!(value("greeting", "name=inf"), "Hello, inf!", "infinity is a word here");
    assert_ne!(value("since", "day=@2022-10-05"), "Since @2022-10-05");
    assert_eq!(value("since", "day=2022-10-05"), "Since 2022-10-05");
    assert_eq!(message("since", &["--locale", "ja", "--arg", "day=@2022-10-05"])["errors"], json!([]));
}

#[test]
fn message_refuses_arguments_that_are_none() {
    let site = site();
    for (bad, what) in [
        ("count", "has no `=`"),
        ("=5", "has no name"),
        ("day=@2023-02-30", "is no day that exists"),
        ("day=@tomorrow", "is no day that exists"),
        ("day=@", "is no day that exists"),
    ] {
        let arguments = ["message", "posts", "--locale", "en", "--arg", bad];
        refused(&Ran::of(site.command(arguments).output().unwrap()), what, "name=value");
    }
    refused(&site.run("message posts"), "--locale", "isogloss message");
}

#[test]
fn message_answers_as_json() {
    assert_eq!(
        message("search", &["--locale", "ja"]),
        json!({
            "value": "検索",
            "attributes": {"title": "イソグロスを検索", "placeholder": "言葉"},
            "locale": "ja",
            "errors": [],
        })
    );
    assert_eq!(
        message("search.title", &["--locale", "fr"]),
        json!({"value": "Search Isogloss", "attributes": {}, "locale": "en", "errors": []})
    );
    assert_eq!(
        message("labels", &["--locale", "ja"]),
        json!({"value": null, "attributes": {"close": "閉じる"}, "locale": "ja", "errors": []})
    );
    let wrong = message("greeting", &["--locale", "ja", "--arg", "user=Ada"]);
    assert_eq!((wrong["value"].clone(), wrong["locale"].clone()), (json!("{$name}さん、こんにちは"), json!("ja")));
    assert_eq!(wrong["errors"].as_array().unwrap().len(), 1, "{wrong}");
    let unknown = message("greting", &["--locale", "ja"]);
    assert_eq!((unknown["value"].clone(), unknown["locale"].clone()), (Value::Null, Value::Null));
    assert_eq!(unknown["errors"].as_array().unwrap().len(), 1, "{unknown}");
    let no_attribute = message("nav-home.title", &["--locale", "ja"]);
    assert_eq!((no_attribute["value"].clone(), no_attribute["locale"].clone()), (Value::Null, Value::Null));
    assert_eq!(no_attribute["errors"].as_array().unwrap().len(), 1, "{no_attribute}");
}

#[test]
fn message_lists_all_sorted() {
    let site = site();
    let ids = |locale: &str| -> Vec<String> {
        let ran = site.run(&format!("message --locale {locale} --format json"));
        fine(&ran);
        let order = ran.stdout.lines().filter_map(|line| line.strip_prefix("  \"")?.split_once('"'));
        order.map(|(id, _)| id.to_owned()).collect()
    };
    let all =
        ["greeting", "labels", "nav-hello", "nav-home", "only-here", "posts", "search", "since"].map(str::to_owned);
    assert_eq!(ids("en"), all);
    assert_eq!(ids("ja"), all, "what the source has and the locale lacks is listed too");
}

#[test]
fn message_answers_as_text() {
    let site = site();
    assert_eq!(fine(&site.run("message nav-home --locale ja")), "nav-home = ホーム\n");
    assert_eq!(fine(&site.run("message only-here --locale ja")), "only-here (en) = Only in English\n");
    let attributes = site.run("message search --locale en");
    assert_eq!(fine(&attributes), "search = Search\nsearch.title = Search Isogloss\nsearch.placeholder = Words\n");
    let unknown = site.run("message greting --locale ja");
    assert_eq!((unknown.code, unknown.stdout.as_str()), (Some(0), ""));
    assert!(unknown.stderr.contains("greting"), "{unknown:?}");
    let wrong = site.run("message greeting --locale ja");
    assert_eq!((wrong.code, wrong.stdout.as_str()), (Some(0), "greeting = {$name}さん、こんにちは\n"));
    assert!(wrong.stderr.contains("unknown-variable") && wrong.stderr.contains("$name"), "{wrong:?}");
}

#[test]
fn why_names_what_a_page_read() {
    let site = site();
    let ran = site.run("why /ja/hello/ --format json");
    fine(&ran);
    let page = ran.json();
    let head = ["route", "locale", "layout", "output"].map(|key| page[key].clone());
    assert_eq!(head, [json!("/ja/hello/"), json!("ja"), json!("post.html"), json!("ja/hello/index.html")]);
    let places = |reads: &Value| -> Vec<(String, Value)> {
        let reads = reads.as_array().unwrap().iter();
        let name = |key: &Value| key.as_str().unwrap().to_owned();
        reads
            .map(|read| (format!("{} {}", name(&read["kind"]), name(&read["subject"])), read["place"].clone()))
            .collect()
    };
    let own = places(&page["reads"]);
    assert!(own.contains(&("message ja greeting".to_owned(), json!("locales/ja/site.ftl:4"))), "{own:?}");
    assert!(own.contains(&("layout post.html".to_owned(), json!("layouts/post.html"))), "{own:?}");
    assert!(own.iter().any(|(_, place)| *place == json!("content/ja/hello.md")), "{own:?}");
    assert!(!own.iter().any(|(name, _)| name.contains("nav-")), "the menu's messages are read by its fragment");
    assert_eq!(page["fragments"].as_array().unwrap().len(), 1);
    let fragment = &page["fragments"][0];
    assert_eq!((fragment["fragment"].clone(), fragment["locale"].clone()), (json!("partials/menu.html"), json!("ja")));
    let menu = places(&fragment["reads"]);
    assert!(menu.contains(&("message ja nav-home".to_owned(), json!("locales/ja/site.ftl:2"))), "{menu:?}");

    let ran = site.run("why /ja/hello/");
    let text = fine(&ran);
    assert!(text.starts_with("/ja/hello/ (ja)\n"), "{text}");
    for part in ["ja greeting", "locales/ja/site.ftl:4", "fragment partials/menu.html", "locales/ja/site.ftl:2"] {
        assert!(text.contains(part), "`{part}` is not in {text}");
    }
}

#[test]
fn why_takes_an_address_as_people_write_it() {
    let site = site();
    for address in ["/ja/", "/ja", "/ja/index.html"] {
        let ran = site.run(&format!("why {address} --format json"));
        fine(&ran);
        assert_eq!(ran.json()["output"], json!("ja/index.html"), "{address}");
    }
    assert_eq!(site.run("why / --format json").json()["output"], json!("index.html"));
    assert_eq!(site.run("why /404.html --format json").json()["output"], json!("404.html"));
    refused(&site.run("why /nowhere/"), "no such page", "/ja/blog/");
    refused(&site.run("why /ja/../../etc/passwd"), "no such page", "/ja/blog/");
}

#[test]
fn why_names_who_shows_a_message() {
    let site = site();
    let ran = site.run("why nav-hello --format json");
    fine(&ran);
    let shown = ran.json();
    assert_eq!(shown["message"], json!("nav-hello"));
    let pages = json!(["ja/404.html", "ja/about/index.html", "ja/hello/index.html", "ja/index.html"]);
    let fragments = json!([{"fragment": "partials/menu.html", "pages": pages}]);
    let ja = json!({
        "answered": "ja",
        "place": "locales/ja/site.ftl:3",
        "through": [],
        "pages": [],
        "fragments": fragments,
    });
    assert_eq!(shown["locales"]["ja"], ja);

    let greeting = site.run("why greeting --format json").json();
    assert_eq!(greeting["layouts"], json!([{"path": "layouts/post.html", "line": 8}]));
    assert_eq!(greeting["locales"]["ja"]["pages"], json!(["ja/hello/index.html"]));

    let ran = site.run("why greeting");
    let text = fine(&ran);
    for part in ["layouts/post.html:8", "locales/ja/site.ftl:4", "/ja/hello/"] {
        assert!(text.contains(part), "`{part}` is not in {text}");
    }
    let unseen = site.run("why only-here");
    let text = fine(&unseen);
    assert!(text.contains("no page shows it") && text.contains("ja: falls back to en"), "{text}");
    refused(&site.run("why greting"), "greting", "locales/*/*.ftl");
}

#[test]
fn why_follows_attributes_and_references() {
    let site = Folder::with(&files_of("status"));
    let search = site.run("why search --format json").json();
    assert_eq!(search["layouts"], json!([{"path": "layouts/home.html", "line": 2}]), "its attributes are asked for");
    assert_eq!(search["locales"]["ja"]["pages"], json!(["ja/index.html"]));
    let tagline = site.run("why tagline --format json --locale fr").json();
    let fr = &tagline["locales"]["fr"];
    assert_eq!((&fr["answered"], &fr["place"]), (&json!("en"), &json!("locales/en/site.ftl:14")));
    assert_eq!(fr["through"], json!(["footer-line"]));
    assert_eq!(fr["pages"].as_array().unwrap().len(), 6, "{fr}");
    let brand = site.run("why --format json -- -brand").json();
    assert_eq!(brand["locales"]["pt"]["answered"], json!("es"));
    assert_eq!(brand["locales"]["pt"]["through"], json!(["brand-line", "footer-line", "footer-note"]));
    assert!(brand["locales"].get("de").is_none(), "nothing of a planned locale is shown");
    refused(&site.run("why -- -brnad"), "-brnad", "locales/*/*.ftl");
}

#[test]
fn answers_write_nothing() {
    let site = site();
    for command in ["why /", "why nav-home", "message --locale en"] {
        site.run(command);
    }
    assert!(!site.path().join("public").exists());
}

#[test]
fn explains_codes() {
    let folder = Folder::empty();
    let list = folder.run("explain");
    let names: Vec<&str> = fine(&list).lines().filter_map(|line| line.split_whitespace().next()).collect();
    assert!(names.len() > 30 && names.contains(&"missing-message"), "{names:?}");
    for name in names {
        let one = folder.run(&format!("explain {name}"));
        let text = fine(&one);
        assert!(text.starts_with(name), "{text}");
        assert!(text.contains("Example:") && text.contains("Repair:"), "{text}");
    }
    refused(&folder.run("explain mising-message"), "no such code", "did you mean `missing-message`?");
    refused(&folder.run("explain zzz"), "no such code", "`isogloss explain` lists all");
}
