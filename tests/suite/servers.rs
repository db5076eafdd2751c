//! The written rules in real servers: in, releases, nginx and Caddy on loopback; out, what readers get, looked at over
//! bare sockets, and in a browser what its policy says.

use std::fs;
use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use crate::support::{Files, Folder, files_of, lacks, say_skipped, tree};
use crate::{browser, reference_site};

/// Neither server takes a second to start on an idle machine.
const DEADLINE: Duration = Duration::from_secs(20);
/// Where Debian has the module that serves `.br` files.
const BROTLI: &str = "/usr/lib/nginx/modules/ngx_http_brotli_static_module.so";

/// A server that runs over a release, until this goes.
struct Running {
    name: &'static str,
    process: Child,
    port: u16,
    _state: Folder,
}

impl Drop for Running {
    fn drop(&mut self) {
        drop(self.process.kill());
        drop(self.process.wait());
    }
}

/// An answer: status, headers in lower case, body.
#[derive(Debug)]
struct Answer {
    status: u16,
    headers: Vec<(String, String)>,
    body: Vec<u8>,
}

impl Answer {
    /// All values of a header.
    fn header(&self, name: &str) -> String {
        let values = self.headers.iter().filter(|(header, _)| header == name).map(|(_, value)| value.as_str());
        values.collect::<Vec<_>>().join(", ")
    }
}

impl Running {
    /// Starts a server with this root and the rules of this folder; `None` where it is not installed, which
    /// `ISOGLOSS_TEST_ALL=1` does not allow.
    fn start(name: &'static str, root: &Path, rules: &Path) -> Option<Self> {
        if !Command::new(name)
            .arg(if name == "nginx" { "-v" } else { "version" })
            .output()
            .is_ok_and(|ran| ran.status.success())
        {
            lacks(&format!("the rules of {name} need {name}"));
            return None;
        }
        let port = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
        let state = Folder::empty();
        let (settings, arguments) = match name {
            "nginx" => (nginx(root, rules, state.path(), port), ["-p", ".", "-c"].as_slice()),
            _ => (caddy(root, rules, port), ["run", "--adapter", "caddyfile", "--config"].as_slice()),
        };
        state.write("settings", settings);
        let log = fs::File::create(state.path().join("log")).unwrap();
        let process = Command::new(name)
            .args(arguments)
            .arg(state.path().join("settings"))
            .current_dir(state.path())
            .env("HOME", state.path())
            .env_remove("XDG_CONFIG_HOME")
            .env_remove("XDG_DATA_HOME")
            .stdin(Stdio::null())
            .stdout(log.try_clone().unwrap())
            .stderr(log)
            .spawn()
            .unwrap();
        let mut running = Self { name, process, port, _state: state };
        running.wait();
        Some(running)
    }

    fn wait(&mut self) {
        let started = Instant::now();
        while TcpStream::connect(("127.0.0.1", self.port)).is_err() {
            let ended = self.process.try_wait().unwrap();
            if ended.is_some() || started.elapsed() > DEADLINE {
                let log = fs::read_to_string(self._state.path().join("log")).unwrap();
                panic!("{} does not answer: {ended:?}\n{log}", self.name);
            }
            std::thread::sleep(Duration::from_millis(20));
        }
    }

    fn get(&self, path: &str, headers: &[(&str, &str)]) -> Answer {
        let mut stream = TcpStream::connect(("127.0.0.1", self.port)).unwrap();
        stream.set_read_timeout(Some(DEADLINE)).unwrap();
        let host = format!("127.0.0.1:{}", self.port);
        let headers: String = headers.iter().map(|(name, value)| format!("{name}: {value}\r\n")).collect();
        write!(stream, "GET {path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n{headers}\r\n").unwrap();
        let mut bytes = Vec::new();
        stream.read_to_end(&mut bytes).unwrap();
        let end = bytes.windows(4).position(|four| four == b"\r\n\r\n").unwrap_or_else(|| panic!("{path}: {bytes:?}"));
        let head = String::from_utf8(bytes[..end].to_vec()).unwrap();
        let mut lines = head.lines();
        let status = lines.next().unwrap().split(' ').nth(1).unwrap().parse().unwrap();
        let field = |line: &str| {
            let (name, value) = line.split_once(':').unwrap();
            (name.to_ascii_lowercase(), value.trim().to_owned())
        };
        Answer { status, headers: lines.map(field).collect(), body: bytes[end + 4..].to_vec() }
    }

    /// Where this address leads: status and new address, without the host where it is this one.
    fn way(&self, path: &str, headers: &[(&str, &str)]) -> (u16, String) {
        let answer = self.get(path, headers);
        let here = format!("http://127.0.0.1:{}", self.port);
        let to = answer.header("location");
        (answer.status, to.strip_prefix(&here).unwrap_or(&to).to_owned())
    }
}

fn nginx(root: &Path, rules: &Path, state: &Path, port: u16) -> String {
    let temporary: String = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"]
        .map(|kind| format!("{kind}_temp_path {}/{kind};\n", state.display()))
        .concat();
    let brotli = Path::new(BROTLI).exists();
    let (module, switch) = match brotli {
        true => (format!("load_module {BROTLI};"), "brotli_static on;"),
        false => (String::new(), ""),
    };
    let (root, rules) = (root.display(), rules.display());
    format!(
        "{module}\ndaemon off;\nuser root;\npid {}/pid;\nerror_log stderr;\nevents {{}}\nhttp {{\naccess_log off;\n\
         {temporary}include /etc/nginx/mime.types;\nserver {{\nlisten 127.0.0.1:{port};\nroot {root};\n\
         include {rules}/.server/nginx.conf;\n{switch}\n}}\n}}\n",
        state.display()
    )
}

fn caddy(root: &Path, rules: &Path, port: u16) -> String {
    let (root, rules) = (root.display(), rules.display());
    format!(
        "{{\nadmin off\nauto_https off\n}}\nhttp://127.0.0.1:{port} {{\nroot * {root}\n\
         import {rules}/.server/Caddyfile\n}}\n"
    )
}

/// Both servers over releases of these files, one after another.
fn in_both(files: &Files, look: impl Fn(&Running, &Path)) {
    for name in ["nginx", "caddy"] {
        let site = Folder::with(files);
        let ran = site.run(&format!("build --release --allow-under-gate --server {name}"));
        assert_eq!(ran.code, Some(0), "{ran:?}");
        let release = site.path().join("release");
        if let Some(running) = Running::start(name, &release, &release) {
            look(&running, &release);
        }
    }
}

#[test]
fn readers_get_their_language_at_the_root() {
    in_both(&files_of("servers"), |server, _| {
        for (wanted, home) in [
            ("ja", "/ja/"),
            ("ja-JP", "/ja/"),
            ("JA-jp", "/ja/"),
            ("ja,en;q=0.5", "/ja/"),
            ("en;q=0.5, ja;q=0.9", "/ja/"),
            ("en; q=0.5 , ja ; q=0.55", ""),
            ("fr, ja;q=0.05", "/ja/"),
            ("ko;q=0.9,ja;q=1.0,en;q=0.8", "/ja/"),
            ("fr", ""),
            ("fr, en;q=0.8", ""),
            ("ja;q=0.5, en", ""),
            ("en-GB,en;q=0.9,ja;q=0.8", ""),
            ("ja;q=0", ""),
            ("*, ja;q=0.5", ""),
            ("jam", ""),
            ("x-ja", ""),
            ("", ""),
        ] {
            let expected = if home.is_empty() { (200, String::new()) } else { (302, home.to_owned()) };
            assert_eq!(server.way("/", &[("Accept-Language", wanted)]), expected, "{}: {wanted}", server.name);
        }
        assert_eq!(server.get("/", &[]).status, 200, "{}", server.name);
        let ja = ("Accept-Language", "ja");
        assert_eq!(server.way("/?a=b&c", &[ja]), (302, "/ja/?a=b&c".to_owned()), "{}", server.name);
        for headers in [&[ja][..], &[]] {
            let vary = server.get("/", headers).header("vary").to_ascii_lowercase();
            assert!(vary.contains("accept-language"), "{}: {vary}", server.name);
        }
        // Who comes from a page of the site has chosen.
        let here = format!("http://127.0.0.1:{}/ja/", server.port);
        for chosen in [("Sec-Fetch-Site", "same-origin"), ("Referer", here.as_str())] {
            assert_eq!(server.get("/", &[ja, chosen]).status, 200, "{}: {chosen:?}", server.name);
        }
        for other in [("Sec-Fetch-Site", "cross-site"), ("Referer", "http://127.0.0.1:1/ja/")] {
            assert_eq!(server.get("/", &[ja, other]).status, 302, "{}: {other:?}", server.name);
        }
        // Only the root is negotiated.
        let blog = server.get("/blog/", &[ja]);
        assert_eq!(blog.status, 200, "{}", server.name);
        assert!(!blog.header("vary").to_ascii_lowercase().contains("language"), "{}", server.name);
    });
}

#[test]
fn old_addresses_lead_on_and_missing_ones_are_told_in_the_readers_language() {
    in_both(&files_of("servers"), |server, release| {
        let hello = "/ja/blog/%E3%81%93%E3%82%93%E3%81%AB%E3%81%A1%E3%81%AF/";
        for (old, new) in [
            ("/old/", "/blog/hello/"),
            ("/old/?x=1", "/blog/hello/?x=1"),
            ("/2019/hello.html", "/blog/hello/"),
            ("/caf%C3%A9/", "/blog/hello/"),
            ("/ja/mukashi/", hello),
            ("/de/", "/"),
            ("/de/blog/hallo/", "/blog/hello/"),
            ("/de/blog/page/2/", "/blog/page/2/"),
            ("/de/alt/", "/blog/hello/"),
        ] {
            assert_eq!(server.way(old, &[]), (301, new.to_owned()), "{}: {old}", server.name);
        }
        let (status, to) = server.way("/blog", &[]);
        assert!([301, 308].contains(&status) && to == "/blog/", "{}: {status} {to}", server.name);
        for (path, words) in
            [("/nothing/", "<p>en 404</p>"), ("/blog/nothing.html", "<p>en 404</p>"), ("/ja/nothing/", "<p>ja 404</p>")]
        {
            let answer = server.get(path, &[]);
            assert_eq!(answer.status, 404, "{}: {path}", server.name);
            let body = String::from_utf8_lossy(&answer.body).into_owned();
            assert!(body.contains(words), "{}: {path}: {body}", server.name);
        }
        for path in tree(release).keys().filter(|path| path.starts_with('.')) {
            assert_eq!(server.get(&format!("/{path}"), &[]).status, 404, "{}: {path} is nobody's to read", server.name);
        }
    });
}

#[test]
fn headers_are_right_for_each_kind_of_file() {
    in_both(&files_of("servers"), |server, release| {
        let style = tree(release).into_keys().find(|path| path.ends_with(".css")).unwrap();
        assert!(style.starts_with("assets/style.") && style != "assets/style.css", "{style} tells its bytes");
        let style = format!("/{style}");
        let page = "public, max-age=0, must-revalidate";
        for (path, cache) in [
            ("/", page),
            ("/ja/blog/", page),
            ("/nothing/", page),
            ("/sitemap.xml", "public, max-age=3600"),
            ("/sitemap-index.xml", "public, max-age=3600"),
            ("/ja/blog/feed.xml", "public, max-age=3600"),
            ("/robots.txt", "public, max-age=3600"),
            (style.as_str(), "public, max-age=31536000, immutable"),
        ] {
            let answer = server.get(path, &[]);
            assert_eq!(answer.header("cache-control"), cache, "{}: {path}", server.name);
            let policy = answer.header("content-security-policy");
            for part in ["default-src 'none'", "script-src 'self';", "frame-ancestors 'none'"] {
                assert!(policy.contains(part), "{}: {path}: {policy}", server.name);
            }
            assert_eq!(answer.header("x-content-type-options"), "nosniff", "{}: {path}", server.name);
            assert_eq!(answer.header("referrer-policy"), "strict-origin-when-cross-origin", "{}: {path}", server.name);
        }
        let about = server.get("/about/", &[]);
        assert!(about.header("content-type").to_ascii_lowercase().contains("text/html; charset=utf-8"), "{about:?}");
        // The copies stand beside the files; which bytes are in them is for others to test.
        for (coding, name) in [("gzip", "gz"), ("br", "br")] {
            fs::write(release.join(format!("about/index.html.{name}")), format!("in {coding}")).unwrap();
            let answer = server.get("/about/", &[("Accept-Encoding", coding)]);
            if server.name == "nginx" && coding == "br" && !Path::new(BROTLI).exists() {
                say_skipped("brotli in nginx needs libnginx-mod-http-brotli-static");
                continue;
            }
            assert_eq!(answer.header("content-encoding"), coding, "{}", server.name);
            assert_eq!(answer.body, format!("in {coding}").as_bytes(), "{}", server.name);
            assert!(answer.header("vary").contains("Accept-Encoding"), "{}: {answer:?}", server.name);
            assert_eq!(answer.header("cache-control"), page, "{}", server.name);
        }
        assert_eq!(server.get("/about/", &[]).header("content-encoding"), "", "{}", server.name);
    });
}

#[test]
fn no_page_of_the_repository_breaks_its_policy() {
    let Some(folder) = browser::scripts("policy.mjs", &browser::chromium()) else { return };
    in_both(&reference_site::files(), |server, _| {
        browser::run(&folder, "policy.mjs", [format!("http://127.0.0.1:{}", server.port)]);
    });
}

/// Rules have to be right where the site stands below a path, and where a locale has a host of its own.
#[test]
fn paths_and_hosts_are_respected() {
    let mut files = files_of("servers");
    let settings = String::from_utf8(files["site.toml"].clone()).unwrap();
    let settings = settings.replace("example.org", "example.org/site");
    let own = settings.replace("id = \"ja\"", "id = \"ja\"\nbase_url = \"https://ja.example.org\"");
    files.insert("site.toml".to_owned(), own.into_bytes());
    for name in ["nginx", "caddy"] {
        let site = Folder::with(&files);
        let ran = site.run(&format!("build --release --server {name} --out www/site"));
        assert_eq!(ran.code, Some(0), "{ran:?}");
        let [root, main, japanese] = ["www", "www/site", "www/site/ja"].map(|folder| site.path().join(folder));
        let Some(server) = Running::start(name, &root, &main) else { continue };
        let ja = ("Accept-Language", "ja");
        for (path, way) in [
            ("/site/", (302, "https://ja.example.org/")),
            ("/site/old/", (301, "/site/blog/hello/")),
            ("/site/de/impressum/", (301, "/site/")),
            ("/site/ja/a%20b/?c=%C3%A9", (301, "https://ja.example.org/a%20b/?c=%C3%A9")),
            ("/site/blog/", (200, "")),
        ] {
            assert_eq!(server.way(path, &[ja]), (way.0, way.1.to_owned()), "{name}: {path}");
        }
        assert_eq!(server.get("/site/", &[ja, ("Referer", "https://ja.example.org/")]).status, 200, "{name}");
        let missing = server.get("/site/nothing/", &[]);
        assert!(
            missing.status == 404 && String::from_utf8_lossy(&missing.body).contains("en 404"),
            "{name}: {missing:?}"
        );
        let policy = missing.header("content-security-policy");
        assert!(policy.contains("script-src 'self' https://ja.example.org;"), "{name}: {policy}");
        let Some(server) = Running::start(name, &japanese, &japanese) else { continue };
        assert_eq!(server.get("/", &[("Accept-Language", "en")]).status, 200, "{name}");
        let hello = "/blog/%E3%81%93%E3%82%93%E3%81%AB%E3%81%A1%E3%81%AF/";
        assert_eq!(server.way("/mukashi/", &[]), (301, hello.to_owned()), "{name}");
        assert_eq!(server.get(hello, &[]).status, 200, "{name}");
        let missing = server.get("/nothing/", &[]);
        assert!(
            missing.status == 404 && String::from_utf8_lossy(&missing.body).contains("ja 404"),
            "{name}: {missing:?}"
        );
    }
}
