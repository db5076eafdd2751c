//! Old addresses and the rules of servers: in, a small site with aliases and a retired locale; out, pages that lead on,
//! and rules, byte for byte. `ISOGLOSS_UPDATE=1` rewrites what is expected.

use std::fs;
use std::path::Path;

use isogloss::site::{Former, Options, Server};
use isogloss::text::LocaleId;

use crate::releases::{publish, small_site, standing};
use crate::support::{Files, Folder, SiteTest, difference, files_of, tree};

fn release(server: Option<Server>) -> Options {
    Options { release: true, server, ..Options::default() }
}

/// The files with one text replaced, which stands once.
fn edited(mut files: Files, path: &str, from: &str, to: &str) -> Files {
    let text = String::from_utf8(files[path].clone()).unwrap();
    assert_eq!(text.matches(from).count(), 1, "`{from}` must stand once in {path}");
    files.insert(path.to_owned(), text.replace(from, to).into_bytes());
    files
}

fn is_rules(path: &str) -> bool {
    path.contains(".server/") || path.ends_with("_redirects") || path.ends_with("_headers")
}

#[track_caller]
fn expect(made: &Files, name: &str) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/sites/servers/expected").join(name);
    if std::env::var_os("ISOGLOSS_UPDATE").is_some() {
        drop(fs::remove_dir_all(&folder));
        for (path, bytes) in made {
            let target = folder.join(path);
            fs::create_dir_all(target.parent().unwrap()).unwrap();
            fs::write(target, bytes).unwrap();
        }
    }
    if let Some(difference) = difference(made, &tree(&folder)) {
        panic!("left: made, right: expected; {difference}");
    }
}

#[test]
fn old_addresses_are_pages_that_lead_on() {
    let test = SiteTest::of(files_of("servers"), release(None));
    assert_eq!(test.findings(), [""; 0]);
    let mut outputs = test.sink.outputs();
    outputs.retain(|_, bytes| String::from_utf8_lossy(bytes).contains("http-equiv=\"refresh\""));
    expect(&outputs, "redirects");
    // A retired locale is a matter of releases; an alias is not.
    let plain = SiteTest::of(files_of("servers"), Options::default()).sink.outputs();
    assert!(plain.contains_key("old/index.html") && plain.keys().all(|output| !output.starts_with("de/")));
}

#[test]
fn rules_are_what_the_server_reads() {
    // A locale at a host of its own, and a site below a path.
    let hosts = edited(files_of("servers"), "site.toml", "example.org", "example.org/site");
    let hosts = edited(hosts, "site.toml", "id = \"ja\"", "id = \"ja\"\nbase_url = \"https://ja.example.org\"");
    for (server, name) in [
        (Server::Nginx, "nginx"),
        (Server::Caddy, "caddy"),
        (Server::Netlify, "netlify"),
        (Server::Cloudflare, "cloudflare"),
    ] {
        for (files, name) in [(files_of("servers"), name.to_owned()), (hosts.clone(), format!("{name}-hosts"))] {
            let mut outputs = SiteTest::of(files, release(Some(server))).sink.outputs();
            outputs.retain(|path, _| is_rules(path));
            expect(&outputs, &name);
        }
    }
    let plain = SiteTest::of(files_of("servers"), Options { release: false, ..release(Some(Server::Nginx)) });
    assert!(plain.sink.outputs().keys().all(|output| !is_rules(output)), "rules are for releases");
}

#[test]
fn a_taken_address_is_no_alias() {
    let about = "+++\ntitle = \"About\"\naliases = [";
    let mut files = files_of("servers");
    let all = "\"/blog/hello/\", \"/old/\", \"/ja/x/\", \"https://elsewhere.example/\", \"/../x/\", \"/Fine/\"";
    files.insert("content/en/about.md".to_owned(), format!("{about}{all}]\n+++\n").into_bytes());
    let test = SiteTest::of(files, release(None));
    let findings = [
        "error duplicate-url: the address /blog/hello/ is already taken",
        "error duplicate-url: the address /old/ is already taken",
        "error invalid-value: `/../x/` is no address of this locale",
        "error invalid-value: `/ja/x/` is no address of this locale",
        "error invalid-value: `https://elsewhere.example/` is no address of this locale",
    ];
    assert_eq!(test.findings(), findings);
    let places: Vec<String> =
        test.workspace.findings().iter().map(|one| format!("{:?}", one.diagnostic.place)).collect();
    assert!(places.iter().all(|place| place.contains("aliases")), "{places:?}");
    assert!(test.page("Fine/index.html").contains("url=/about/"));
    assert!(test.page("old/index.html").contains("url=/about/"), "the first in byte order of the paths stands");
}

/// What a release leads on from, and where to.
fn led(test: &SiteTest) -> Vec<(String, String)> {
    let outputs = test.sink.outputs().into_iter().filter_map(|(path, bytes)| {
        let text = String::from_utf8(bytes).ok()?;
        let (_, rest) = text.split_once("http-equiv=\"refresh\" content=\"0; url=")?;
        Some((path, rest.split_once('"')?.0.to_owned()))
    });
    outputs.collect()
}

#[test]
fn former_addresses_lead_to_where_the_page_is_now() {
    let slug = |slug: &str| {
        let files = edited(files_of("servers"), "site.toml", "state = \"retired\"", "state = \"planned\"");
        let files = edited(
            files,
            "content/en/blog/hello.md",
            "aliases = [\"/old/\", \"/2019/hello.html\", \"/caf%C3%A9/\"]\n",
            "",
        );
        edited(files, "content/en/blog/second.md", "date", &format!("slug = \"{slug}\"\ndate"))
    };
    let with = |files: Files, former: Former| SiteTest::of(files, Options { former, ..release(None) });
    let pair = |from: &str, to: &str| (from.to_owned(), to.to_owned());
    let alias = pair("ja/mukashi/index.html", "/ja/blog/%E3%81%93%E3%82%93%E3%81%AB%E3%81%A1%E3%81%AF/");
    let former = |test: &SiteTest| test.workspace.site().former();

    let first = with(slug("one"), Former::default());
    assert_eq!(led(&first), std::slice::from_ref(&alias));
    let second = with(slug("two"), former(&first));
    // Japanese shows the text of the source, at its address.
    let expected =
        [pair("blog/one/index.html", "/blog/two/"), pair("ja/blog/one/index.html", "/ja/blog/two/"), alias.clone()];
    assert_eq!(led(&second), expected);
    let third = with(slug("three"), former(&second));
    let expected = [
        pair("blog/one/index.html", "/blog/three/"),
        pair("blog/two/index.html", "/blog/three/"),
        pair("ja/blog/one/index.html", "/ja/blog/three/"),
        pair("ja/blog/two/index.html", "/ja/blog/three/"),
        alias.clone(),
    ];
    assert_eq!(led(&third), expected, "no chains");
    // Another page takes an address: it is that page's from now on.
    let taken = edited(slug("three"), "content/en/blog/hello.md", "date", "slug = \"one\"\ndate");
    let fourth = with(taken, former(&third));
    let leads = led(&fourth);
    assert!(!leads.iter().any(|(from, _)| from == "blog/one/index.html"), "{leads:?}");
    assert!(leads.contains(&pair("blog/hello/index.html", "/blog/one/")), "{leads:?}");
    let fifth = with(slug("three"), former(&fourth));
    assert!(led(&fifth).contains(&pair("blog/one/index.html", "/blog/hello/")), "the last that stood there");
    // A section that moves takes all below it, with its further pages.
    let moved = edited(slug("three"), "content/en/blog/_index.md", "title", "slug = \"news\"\ntitle");
    let sixth = led(&with(moved.clone(), former(&fifth)));
    for (from, to) in [
        ("blog/index.html", "/news/"),
        ("blog/page/2/index.html", "/news/page/2/"),
        ("blog/two/index.html", "/news/three/"),
    ] {
        assert!(sixth.contains(&pair(from, to)), "{from} of {sixth:?}");
    }
    // A page that is gone leads nowhere, and is found again when it comes back.
    let mut gone = moved.clone();
    gone.remove("content/en/blog/second.md");
    let seventh = with(gone, former(&fifth));
    assert!(!led(&seventh).iter().any(|(from, _)| from.contains("blog/two/")));
    assert!(led(&with(moved, former(&seventh))).contains(&pair("blog/two/index.html", "/news/three/")));
    // Whatever the record holds, nothing stands outside of the site.
    let mut former = Former::default();
    let odd =
        [("/../x/", "blog/hello"), ("x", "blog/hello"), ("//", "/"), ("/fine/", "blog/hello"), ("/n/", "blog//x")];
    let odd = odd.map(|(route, name)| (route.to_owned(), name.to_owned()));
    former.0.insert(LocaleId::new("en"), odd.into());
    assert_eq!(led(&with(slug("one"), former)), [pair("fine/index.html", "/blog/hello/"), alias]);
}

#[test]
fn retired_locales_lead_elsewhere_and_cannot_be_asked_for() {
    let folder = Folder::with(&files_of("servers"));
    let ran = folder.run("build --release --locale de");
    assert_eq!(ran.code, Some(1), "{ran:?}");
    assert!(ran.stderr.contains("`de` is retired: it is not released"), "{ran:?}");
    assert!(tree(&folder.path().join("release")).is_empty());
    // At a host of its own, a path would lead to that host.
    let own =
        edited(files_of("servers"), "site.toml", "id = \"de\"", "id = \"de\"\nbase_url = \"https://de.example.org\"");
    let test = SiteTest::of(own, release(None));
    assert!(test.page("de/blog/hallo/index.html").contains("url=https://example.org/blog/hello/"));
    assert!(test.page("de/impressum/index.html").contains("url=https://example.org/\""), "home, where nothing fits");
}

#[test]
fn a_release_knows_where_pages_stood_in_the_one_before() {
    let site = Folder::in_memory(&small_site(0));
    let slug = |slug: &str| {
        let text = format!("+++\ntitle = \"Same\"\nslug = \"{slug}\"\n+++\n\nAlways the same.\n");
        site.write("content/en/same.md", text);
    };
    let build = |arguments: &str| {
        let ran = site.run(arguments);
        assert_eq!(ran.code, Some(0), "{ran:?}");
    };
    let leads = |out: &str, from: &str, to: &str| {
        let page = fs::read_to_string(site.path().join(out).join(from).join("index.html")).unwrap();
        assert!(
            page.contains("http-equiv=\"refresh\"") && page.contains(&format!("https://example.org{to}")),
            "{page}"
        );
    };
    publish(&site);
    slug("one");
    publish(&site);
    leads("release", "same", "/one/");
    let twice = standing(&site);
    publish(&site);
    assert_eq!(difference(&twice, &standing(&site)), None, "the same sources after themselves");
    slug("two");
    build("build --release --out elsewhere --after release");
    leads("elsewhere", "same", "/two/");
    leads("elsewhere", "one", "/two/");
    build("build --release --out again --after elsewhere/isogloss-manifest.en.json");
    assert_eq!(difference(&tree(&site.path().join("again")), &tree(&site.path().join("elsewhere"))), None);
    // Who starts with nothing knows of nothing.
    build("build --release --out new");
    assert!(!site.path().join("new/one").exists());

    let ran = site.run("build --release --out new --after content");
    assert_eq!(ran.code, Some(2), "{ran:?}");
    assert!(ran.stderr.contains("content: no release stands there"), "{ran:?}");
    site.write("release/isogloss-manifest.en.json", "{}");
    let ran = site.run("build --release --out new --after release");
    assert_eq!(ran.code, Some(2), "{ran:?}");
}
