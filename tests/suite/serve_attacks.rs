//! Requests that should get nothing: from other sites, under other names, for other files.

use std::fs;
use std::os::unix::fs::symlink;
use std::path::Path;

use crate::serving::Serving;
use crate::support::{Files, files_of};

const SECRET: &str = "the-secret-of-this-machine";

/// Our names, those that look like them, and those that a rebound name may have. `@` is the port.
const HOSTS: [&str; 14] = [
    "Host: localhost:@\r\n",
    "Host: 127.0.0.1:@\r\n",
    "Host: [::1]:@\r\n",
    "Host: fr.localhost:@\r\n",
    "Host: evil.example:@\r\n",
    "Host: evil.example\r\n",
    "Host: localhost\r\n",
    "Host: localhost:1\r\n",
    "Host: localhost.evil.example:@\r\n",
    "Host: 192.168.0.1:@\r\n",
    "Host: 0.0.0.0:@\r\n",
    "Host: localhost:@\r\nHost: evil.example:@\r\n",
    "Host: evil.example:@\r\nX-Forwarded-Host: localhost:@\r\nForwarded: host=localhost:@\r\n",
    "",
];
const OWN_HOSTS: usize = 4;

const ORIGINS: [&str; 6] =
    ["", "http://localhost:@", "http://127.0.0.1:@", "http://evil.example", "null", "https://localhost:@"];

/// Site, mode and destination as browsers state them: nothing, our own page's, the address bar's, a link's on
/// another site, a frame's, a script's, a fetch's, a form's, a link's from another port.
const FETCHES: [[&str; 3]; 9] = [
    ["", "", ""],
    ["same-origin", "cors", "empty"],
    ["none", "navigate", "document"],
    ["cross-site", "navigate", "document"],
    ["cross-site", "navigate", "iframe"],
    ["cross-site", "no-cors", "script"],
    ["cross-site", "cors", "empty"],
    ["same-site", "no-cors", "image"],
    ["same-site", "navigate", "document"],
];

const METHODS: [&str; 6] = ["GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS"];

/// Pages, published files, and what is the panel's.
const PAGES: [&str; 3] = ["/", "/ja/about/", "/none/"];
const FILES: [&str; 1] = ["/assets/style.css"];
const PANEL: [&str; 2] = ["/.isogloss/texts?page=/", "/.isogloss/panel.js"];

/// What has to come of a request, in plain rules.
fn wanted(host: usize, origin: &str, fetch: [&str; 3], method: &str, path: &str) -> Option<u16> {
    let own_origin = HOSTS[host].trim_end().replace("Host: ", "http://");
    if host >= OWN_HOSTS {
        return Some(421);
    }
    if method != "GET" && method != "HEAD" {
        return Some(405);
    }
    if !origin.is_empty() && origin != own_origin {
        return Some(403);
    }
    let followed_a_link = fetch[1] == "navigate" && fetch[2] == "document";
    let passes = match fetch[0] {
        "" | "same-origin" => true,
        "none" => !PANEL.contains(&path),
        _ => PAGES.contains(&path) && followed_a_link,
    };
    if passes { None } else { Some(403) }
}

/// The head of a request, with `@` for the port.
fn head(host: usize, origin: &str, fetch: [&str; 3], method: &str, path: &str) -> String {
    let mut head = format!("{method} {path} HTTP/1.1\r\nConnection: close\r\n{}", HOSTS[host]);
    let [site, mode, purpose] = fetch;
    for (name, value) in
        [("Origin", origin), ("Sec-Fetch-Site", site), ("Sec-Fetch-Mode", mode), ("Sec-Fetch-Dest", purpose)]
    {
        if !value.is_empty() {
            head += &format!("{name}: {value}\r\n");
        }
    }
    head + "\r\n"
}

#[test]
fn exactly_the_allowed_requests_pass() {
    let serving = Serving::of(&files_of("cli"));
    let port = serving.port.to_string();
    let paths: Vec<&str> = PAGES.into_iter().chain(FILES).chain(PANEL).collect();
    let cells = (0..HOSTS.len()).flat_map(|host| {
        ORIGINS.iter().flat_map(move |origin| {
            FETCHES.iter().flat_map(move |fetch| METHODS.iter().map(move |method| (host, *origin, *fetch, *method)))
        })
    });
    let (mut refused, mut passed) = (0, 0);
    for ((host, origin, fetch, method), path) in cells.flat_map(|cell| paths.iter().map(move |path| (cell, *path))) {
        let head = head(host, origin, fetch, method, path);
        let answer = serving.ask(head.replace('@', &port));
        let refusal = Some(answer.status).filter(|status| [421, 405, 403].contains(status));
        assert_eq!(refusal, wanted(host, origin, fetch, method, path), "{head}");
        match refusal {
            Some(_) => {
                let text = answer.text();
                assert!(!text.contains(['<', '{']), "{head}{text}");
                refused += 1;
            }
            None => {
                assert!([200, 404].contains(&answer.status), "{head}{answer:?}");
                passed += 1;
            }
        }
    }
    assert!(refused > 20_000 && passed > 200, "{refused} refused, {passed} passed");
}

/// A site beside a secret, with links to it in every place where it could be published.
fn beside_a_secret() -> Serving {
    let mut files: Files = files_of("cli");
    files.insert("layouts/assets/swapped.txt".to_owned(), b"what was published".to_vec());
    let links = |base: &Path| {
        for path in ["secret.txt", "outside/secret.txt", "site/secret.txt", "site/layouts/secret.txt", "out/secret.txt"]
        {
            fs::create_dir_all(base.join(path).parent().unwrap()).unwrap();
            fs::write(base.join(path), SECRET).unwrap();
        }
        for folder in ["site/content/en", "site/layouts/assets", "out", "out/assets"] {
            fs::create_dir_all(base.join(folder)).unwrap();
            symlink(base.join("secret.txt"), base.join(folder).join("link.txt")).unwrap();
            symlink(base.join("outside"), base.join(folder).join("linked")).unwrap();
        }
    };
    let mut serving = Serving::silent(&files, usize::MAX, links);
    serving.publish();
    serving
}

/// Ways to write "one folder up", and to write the steps between folders.
const UP: [&str; 13] = [
    "..",
    "%2e%2e",
    "%2E.",
    ".%2e",
    "%252e%252e",
    "%c0%ae%c0%ae",
    "%u002e%u002e",
    "..;",
    "..%00",
    "....",
    ". .",
    "%20..",
    "..%09",
];
const STEP: [&str; 6] = ["/", "%2f", "\\", "%5c", "//", "/./"];

/// Targets that want to get out, or to reach what is not published.
fn targets(serving: &Serving) -> Vec<String> {
    let root = serving.base.path().to_str().unwrap().to_owned();
    let mut targets = Vec::new();
    for start in ["", "/assets", "/ja"] {
        for up in UP {
            for step in STEP {
                let way = |steps: usize| vec![up; steps].join(step);
                targets.extend([1, 2, 3].map(|steps| format!("{start}/{}{step}secret.txt", way(steps))));
                targets.push(format!("{start}/{}{step}etc{step}passwd", way(12)));
            }
        }
    }
    let plain = [
        "/secret.txt",
        "/site.toml",
        "/layouts/secret.txt",
        "/layouts/page.html",
        "/locales/en/site.ftl",
        "/content/en/about.md",
        "/link.txt",
        "/linked/secret.txt",
        "/assets/link.txt",
        "/assets/linked/secret.txt",
        "/linked/",
        "/linked",
        "/.isogloss-output",
        "/.git/config",
        "/public/index.html",
        "//etc/passwd",
        "/c:/windows/win.ini",
        "/C:%5Cwindows",
        "/index.html::$DATA",
        "/index.html%00.txt",
        "/assets/style.css%00",
        "/assets/style.css::$DATA",
        "/ASSETS~1/style.css",
        "/assets/style.css%20",
        "/assets/style.css.",
        "/@fs/etc/passwd",
        "/@id/secret.txt",
        "/secret.txt?raw??",
        "/secret.txt?import",
        "/.isogloss/../secret.txt",
        "/.isogloss/..%2fsecret.txt",
        "/.isogloss/%2e%2e/secret.txt",
        "/.isogloss//etc/passwd",
        "/.isogloss/texts?page=/../secret.txt",
        "/.isogloss/texts?page=secret.txt",
        "/.isogloss/texts?page=file:///etc/passwd",
        "/.isogloss/texts?page=%2Fassets%2Flink.txt",
        "/.isogloss/texts?page=",
        "/.isogloss/texts?page=%00",
        "*",
        "secret.txt",
        "?",
        "file:///etc/passwd",
        "http://evil.example/",
        "http://localhost:@@evil.example/",
        "http://localhost:@/../secret.txt",
        "http://localhost:@/secret.txt",
        "/%",
        "/%zz",
        "/%ff%fe",
        "/\u{202e}txt.terces",
        "/a\tb",
    ];
    targets.extend(plain.map(|target| target.replace('@', &serving.port.to_string())));
    targets.extend(["", "/", "//", "/assets/"].map(|start| format!("{start}{root}/site/secret.txt")));
    targets.push(format!("/{}secret.txt", "../".repeat(2_000)));
    targets
}

#[test]
fn no_target_gets_anything_from_outside() {
    let serving = beside_a_secret();
    let targets = targets(&serving);
    assert!(targets.len() > 900, "{}", targets.len());
    for target in targets {
        let answer = serving.get(&target);
        let text = answer.text();
        assert!(!text.contains(SECRET) && !text.contains("root:") && !text.contains("[[locales]]"), "{target}: {text}");
        let refused = [400, 404, 414, 421, 431].contains(&answer.status);
        let is_texts = target.starts_with("/.isogloss/texts") && answer.status == 200;
        assert!(refused || is_texts || (answer.status == 200 && target == "?"), "{target}: {}", answer.status);
    }
    assert_eq!(serving.get("/").status, 200, "the server still stands");
}

/// What odd targets are made of.
const PIECES: [&[u8]; 24] = [
    b"/",
    b"/",
    b"//",
    b"..",
    b"%2e%2e",
    b"\\",
    b"%5c",
    b"%2f",
    b"%00",
    b"%",
    b"%f",
    b"?",
    b"#",
    b";",
    b":",
    b"*",
    b" ",
    b"assets",
    b"ja",
    b"link.txt",
    b"secret.txt",
    b".isogloss/texts?page=",
    "\u{e9}".as_bytes(),
    b"\xff",
];

#[test]
fn no_odd_target_gets_anything_or_stops_the_server() {
    let serving = beside_a_secret();
    let mut random = 7_u64;
    let mut next = |below: usize| {
        random = random.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (random >> 33) as usize % below
    };
    let mut answered = 0;
    for _ in 0..3_000 {
        let mut request = b"GET /".to_vec();
        (0..next(9)).for_each(|_| request.extend_from_slice(PIECES[next(PIECES.len())]));
        request.extend_from_slice(
            format!(" HTTP/1.1\r\nHost: {}\r\nConnection: close\r\n\r\n", serving.host()).as_bytes(),
        );
        let answer = serving.ask(&request);
        assert!(!answer.text().contains(SECRET), "{:?}", String::from_utf8_lossy(&request));
        assert_ne!(answer.status, 500, "{:?}", String::from_utf8_lossy(&request));
        answered += usize::from([200, 404].contains(&answer.status));
    }
    assert!(answered > 500, "{answered} were understood");
    assert_eq!(serving.get("/").status, 200, "the server still stands");
}

#[test]
fn a_published_file_that_became_a_link_gives_its_published_bytes_or_none() {
    let serving = beside_a_secret();
    assert_eq!(serving.get("/assets/swapped.txt").text(), "what was published");
    for (folder, text) in [(serving.site().join("layouts"), "what was published"), (serving.out(), "")] {
        let file = folder.join("assets/swapped.txt");
        fs::remove_file(&file).unwrap();
        symlink(serving.base.path().join("secret.txt"), file).unwrap();
        let answer = serving.get("/assets/swapped.txt");
        if text.is_empty() {
            assert_eq!((answer.status, answer.header("retry-after")), (503, "1"));
        } else {
            assert_eq!(answer.text(), text);
        }
        assert!(!answer.text().contains(SECRET));
    }
}
