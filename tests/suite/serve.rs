//! What the preview server answers: addresses, types, languages, versions, streams, texts.

use std::fs;
use std::io::{ErrorKind, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use isogloss::serve::{Preview, Server};
use isogloss::text::Digest;

use crate::serving::{Answer, DEADLINE, Serving, ask};
use crate::support::{Files, files_of};
use crate::watching::Watch;

fn cli_site() -> Files {
    files_of("cli")
}

/// The same site with other settings.
fn with_settings(edit: impl Fn(String) -> String) -> Files {
    let mut files = cli_site();
    let settings = String::from_utf8(files["site.toml"].clone()).unwrap();
    files.insert("site.toml".to_owned(), edit(settings).into_bytes());
    files
}

#[test]
fn pages_are_what_is_written_with_the_panel_in_them() {
    let serving = Serving::of(&cli_site());
    for (target, output) in
        [("/", "index.html"), ("/ja/about/", "ja/about/index.html"), ("/fr/404.html", "fr/404.html")]
    {
        let answer = serving.get(target);
        let written = fs::read(serving.out().join(output)).unwrap();
        let (page, version) = answer.page();
        assert_eq!((answer.status, page.as_bytes()), (200, &*written), "{target}");
        assert_eq!(version, Digest::of(&written).to_string());
        assert_eq!(answer.header("content-type"), "text/html; charset=utf-8");
    }
}

#[test]
fn every_answer_is_for_this_moment_and_this_site_alone() {
    let serving = Serving::of(&cli_site());
    for target in ["/", "/assets/style.css", "/none", "/about", "/.isogloss/texts?page=/", "/.isogloss/none"] {
        let answer = serving.get(target);
        for (name, value) in [
            ("cache-control", "no-store"),
            ("x-content-type-options", "nosniff"),
            ("cross-origin-resource-policy", "same-origin"),
            ("content-security-policy", "frame-ancestors 'self'"),
            ("x-frame-options", "SAMEORIGIN"),
        ] {
            assert_eq!(answer.header(name), value, "{target}: {answer:?}");
        }
        assert!(!answer.headers.keys().any(|name| name.starts_with("access-control")), "{target}");
    }
    let stream = serving.get_with("/.isogloss/events?page=/", "Sec-Fetch-Site: cross-site\r\n");
    assert_eq!((stream.status, stream.header("cache-control")), (403, "no-store"));
}

#[test]
fn head_says_what_get_would() {
    let serving = Serving::of(&cli_site());
    for target in ["/", "/assets/style.css", "/none/", "/about"] {
        let get = serving.get(target);
        let head = format!("HEAD {target} HTTP/1.1\r\nHost: {}\r\nConnection: close\r\n\r\n", serving.host());
        let head = serving.ask(head);
        assert_eq!(head.body, b"", "{target}");
        assert_eq!(head.status, get.status, "{target}");
        assert_eq!(head.header("content-length"), get.body.len().to_string(), "{target}");
        assert_eq!(head.header("content-type"), get.header("content-type"), "{target}");
    }
}

#[test]
fn what_does_not_exist_is_said_in_the_language_of_its_address() {
    let mut serving = Serving::of(&cli_site());
    for (target, home) in [
        ("/none/", ">Home</a>"),
        ("/ja/none", ">ホーム</a>"),
        ("/fr/blog/none/", ">Accueil</a>"),
        ("/de/none/", ">Home</a>"),
        ("/jab/", ">Home</a>"),
        ("/.isogloss", ">Home</a>"),
        ("/%2eisogloss/events", ">Home</a>"),
    ] {
        let answer = serving.get(target);
        assert_eq!(answer.status, 404, "{target}");
        assert!(answer.text().contains(home), "{target}: {}", answer.text());
    }
    serving.save("layouts/404.html", None);
    let answer = serving.get("/ja/none");
    assert_eq!(answer.status, 404);
    let (page, version) = answer.page();
    assert_eq!(version, Digest::of(page.as_bytes()).to_string(), "the panel is there and waits for the page");
}

#[test]
fn addresses_lead_to_where_pages_stand() {
    let mut files = with_settings(|text| text.replace("https://cli.example", "https://cli.example/my/blog"));
    let page = b"+++\ntitle = \"x\"\n+++\n".to_vec();
    files.insert("content/ja/\u{8a18} 1.md".to_owned(), page);
    let serving = Serving::of(&files);
    for (target, status, location) in [
        ("/my/blog/", 200, ""),
        ("/my/blog/ja/about/", 200, ""),
        ("/my/blog/index.html", 200, ""),
        ("/my/blog/ja/%E8%A8%98%201/", 200, ""),
        ("/my/blog/ja/%e8%a8%98%201/?a=b", 200, ""),
        ("/my/blog/assets/style.css", 200, ""),
        ("/", 308, "/my/blog/"),
        ("/?utm=1", 308, "/my/blog/?utm=1"),
        ("/my/blog", 308, "/my/blog/"),
        ("/my/blog/ja/about", 308, "/my/blog/ja/about/"),
        ("/my/blog/ja/about?x=%20&y=//evil.example", 308, "/my/blog/ja/about/?x=%20&y=//evil.example"),
        ("/my/blog/ja/%E8%A8%98%201", 308, "/my/blog/ja/%E8%A8%98%201/"),
        ("/my/blog/ja//about", 404, ""),
        ("/my/blog//evil.example", 404, ""),
        ("//evil.example", 404, ""),
        ("//evil.example/my/blog", 404, ""),
        ("/my/blog/ja/about/index.html/", 404, ""),
        ("/about/", 404, ""),
        ("/my/", 404, ""),
        ("/my/blog/assets/", 404, ""),
        ("/my/blog/assets/style.css/", 404, ""),
    ] {
        let answer = serving.get(target);
        assert_eq!((answer.status, answer.header("location")), (status, location), "{target}");
    }
    assert_eq!(serving.server.url(), format!("http://localhost:{}/my/blog/", serving.port));
}

#[test]
fn the_root_speaks_the_language_of_who_comes() {
    let serving = Serving::of(&with_settings(|text| format!("negotiate = true\n{text}")));
    let own = format!("http://{}/", serving.host());
    for (headers, location) in [
        ("Accept-Language: ja, en;q=0.5\r\n".to_owned(), "/ja/"),
        ("Accept-Language: ja-JP\r\nSec-Fetch-Site: none\r\n".to_owned(), "/ja/"),
        ("Accept-Language: ja\r\nReferer: http://other.example/\r\n".to_owned(), "/ja/"),
        ("Accept-Language: en, ja\r\n".to_owned(), ""),
        ("Accept-Language: fr, ja;q=0.1\r\n".to_owned(), "/ja/"),
        ("Accept-Language: fr\r\n".to_owned(), ""),
        ("Accept-Language: ja\r\nSec-Fetch-Site: same-origin\r\n".to_owned(), ""),
        (format!("Accept-Language: ja\r\nReferer: {own}ja/\r\n"), ""),
        (String::new(), ""),
    ] {
        let answer = serving.get_with("/", &headers);
        assert_eq!(answer.header("location"), location, "{headers}");
        assert_eq!(answer.status, if location.is_empty() { 200 } else { 302 }, "{headers}");
        assert!(answer.header("vary").contains("accept-language"), "{headers}");
    }
    assert_eq!(serving.get_with("/about/", "Accept-Language: ja\r\n").status, 200);
    let plain = Serving::of(&cli_site());
    assert_eq!(plain.get_with("/", "Accept-Language: ja\r\n").status, 200);
}

#[test]
fn an_answer_before_the_first_page_waits_for_it() {
    let mut serving = Serving::silent(&cli_site(), usize::MAX, |_| ());
    let mut stream = serving.connect();
    write!(stream, "GET / HTTP/1.1\r\nHost: {}\r\nConnection: close\r\n\r\n", serving.host()).unwrap();
    stream.set_read_timeout(Some(Duration::from_millis(100))).unwrap();
    let nothing = stream.read(&mut [0]).unwrap_err();
    assert!(matches!(nothing.kind(), ErrorKind::WouldBlock | ErrorKind::TimedOut), "{nothing}");
    serving.publish();
    stream.set_read_timeout(Some(DEADLINE)).unwrap();
    let mut text = String::new();
    stream.read_to_string(&mut text).unwrap();
    assert!(text.starts_with("HTTP/1.1 200 ") && text.contains(">Home</a>"), "{text}");
}

#[test]
fn a_port_that_is_taken_makes_way_for_the_next() {
    let first = Serving::of(&cli_site());
    let preview = Preview { host: None, port: first.port };
    let second = Server::start(&preview, first.site(), None).unwrap();
    assert_eq!(second.moved_from(), Some(first.port));
    assert_ne!(second.url(), first.server.url());
    if TcpListener::bind("[::1]:0").is_ok() {
        assert!(TcpStream::connect(("::1", first.port)).is_ok(), "both families are one server");
    }
    let elsewhere = Preview { host: Some("203.0.113.1".to_owned()), port: 0 };
    let failure = Server::start(&elsewhere, first.site(), None).err().unwrap();
    assert!(failure.to_string().contains("203.0.113.1") && failure.hint().is_some(), "{failure}");
}

#[test]
fn no_answer_is_torn_while_saves_rain() {
    let mut serving = Serving::of(&cli_site());
    let [home, start] = ["nav-home = Home", "nav-home = Start"];
    let first = serving.get("/about/").body;
    serving.edit("locales/en/site.ftl", home, start);
    let versions = [first, serving.get("/about/").body];
    assert_ne!(versions[0], versions[1]);
    let (done, port, host) = (AtomicBool::new(false), serving.port, serving.host());
    let read = || {
        let mut seen = [0_usize; 2];
        while !done.load(Ordering::Relaxed) {
            let answer = ask(port, format!("GET /about/ HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n"));
            let which = versions.iter().position(|version| *version == answer.body);
            seen[which.unwrap_or_else(|| panic!("torn: {answer:?}"))] += 1;
        }
        seen
    };
    let seen = thread::scope(|scope| {
        let readers = [scope.spawn(read), scope.spawn(read)];
        for _ in 0..100 {
            serving.edit("locales/en/site.ftl", start, home);
            serving.edit("locales/en/site.ftl", home, start);
        }
        done.store(true, Ordering::Relaxed);
        readers.map(|reader| reader.join().unwrap())
    });
    let both = [0, 1].map(|which| seen[0][which] + seen[1][which]);
    assert!(both.iter().all(|count| *count > 10), "both versions are seen: {both:?}");
}

#[test]
fn the_server_ends_at_once_and_so_do_its_streams() {
    let serving = Serving::of(&cli_site());
    let mut listener = serving.listen(&["/"]);
    listener.page();
    let (port, began) = (serving.port, Instant::now());
    drop(serving.server);
    assert_eq!(listener.next(), None);
    assert!(began.elapsed() < Duration::from_millis(900), "{:?}", began.elapsed());
    assert!(TcpStream::connect(("127.0.0.1", port)).is_err());
}

/// The port that a watch says it serves on.
fn port_of(watch: &Watch) -> u16 {
    let said = watch.said.iter().find_map(|line| line.split("http://localhost:").nth(1));
    said.and_then(|rest| rest.trim_end_matches('/').parse().ok()).unwrap_or_else(|| panic!("{:#?}", watch.said))
}

fn page_of(port: u16, target: &str) -> Answer {
    ask(port, format!("GET {target} HTTP/1.1\r\nHost: localhost:{port}\r\nConnection: close\r\n\r\n"))
}

#[test]
fn every_answer_between_two_saves_is_the_page_before_or_after() {
    let watch = Watch::start();
    let port = port_of(&watch);
    let path = "locales/ja/site.ftl";
    let sources = ["ホーム", "家"].map(|word| {
        fs::read_to_string(watch.site.path().join(path))
            .unwrap()
            .replace("nav-home = ホーム", &format!("nav-home = {word}"))
    });
    let before = page_of(port, "/ja/about/");
    let after = String::from_utf8(before.body.clone()).unwrap();
    assert_eq!((before.status, after.matches(">ホーム</a>").count()), (200, 1));
    let (after, _) = Answer { body: after.replace(">ホーム</a>", ">家</a>").into_bytes(), ..before.clone() }.page();
    let pages = [before.page().0, after];
    for save in 1..=200 {
        let (old, new) = (&pages[(save + 1) % 2], &pages[save % 2]);
        watch.save(path, &sources[save % 2]);
        let end = Instant::now() + DEADLINE;
        loop {
            let answer = page_of(port, "/ja/about/");
            let (page, version) = answer.page();
            assert!(answer.status == 200 && (page == *old || page == *new), "save {save}: {answer:?}");
            assert_eq!(version, Digest::of(page.as_bytes()).to_string());
            if page == *new {
                break;
            }
            assert!(Instant::now() < end, "save {save} is not shown");
        }
    }
    watch.interrupt();
}

#[test]
fn what_is_written_holds_nothing_of_the_panel() {
    let watch = Watch::start();
    let port = port_of(&watch);
    let panel = page_of(port, "/.isogloss/panel.js").text();
    assert!(page_of(port, "/").text().contains("data-isogloss") && panel.len() > 1000);
    watch.edit("locales/en/site.ftl", "nav-home = Home", "nav-home = Start");
    watch.shows("index.html", ">Start</a>");
    let written = watch.outputs();
    assert!(written.len() > 10, "{:?}", written.keys());
    for (path, (bytes, _)) in written {
        let text = String::from_utf8_lossy(&bytes);
        assert!(!text.contains("isogloss:") && !text.contains("isogloss@"), "{path} holds a mark of the outline");
        assert!(!text.contains("data-isogloss") && !text.contains(".isogloss/"), "{path} asks for the panel");
        assert!(!panel.lines().any(|line| line.len() > 20 && text.contains(line)), "{path} holds a part of the panel");
    }
    watch.interrupt();
}
