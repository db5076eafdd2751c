//! What `explain` shows, tried out: in, the example of every code; out, a site made of it that has that very finding.
//!
//! An example is one file or several. A line `# path` begins the file of that path; an example without one is
//! `locales/en/site.ftl`. What it does not have is taken from a small sound site.

use std::collections::BTreeSet;

use isogloss::diagnostic::{Code, codes};
use isogloss::site::Options;
use isogloss::text::SitePath;

use crate::support::{Files, SiteTest};

/// Examples that are told in words, for their bytes are nothing to print, and the files that they mean.
fn told_in_words(code: &str) -> Option<Files> {
    let file = |path: &str, bytes: Vec<u8>| Some(Files::from([(path.to_owned(), bytes)]));
    match code {
        "file-too-large" => file("locales/en/site.ftl", vec![b'#'; (1 << 20) + 1]),
        "document-too-large" => file("content/en/long.md", vec![b'x'; (4 << 20) + 1]),
        "not-utf8" => file("locales/en/site.ftl", b"a = \x83\x65\x83\x58\x83\x67\n".to_vec()),
        "no-final-newline" => file("locales/en/site.ftl", b"a = A".to_vec()),
        "no-pages" => Some(Files::new()),
        _ => None,
    }
}

/// Where settings of an example are put when it has no locales of its own.
const SETTINGS: &str = "base_url = \"https://example.org\"\nsource_locale = \"en\"\n\n[[locales]]\nid = \"en\"\nstate = \"live\"\n\
                        [[locales]]\nid = \"fr\"\nstate = \"preview\"\n[[locales]]\nid = \"ja\"\n[[locales]]\nid = \"pl\"\n";

/// A sound site, with as many languages as the examples need.
fn base() -> Files {
    let files = [
        ("site.toml", SETTINGS),
        ("content/en/_index.md", "+++\ntitle = \"Home\"\n+++\n"),
        ("content/fr/_index.md", "+++\ntitle = \"Accueil\"\n+++\n"),
        ("layouts/home.html", "{{ head() }}<h1>{{ page.title }}</h1>{{ page.content }}"),
        ("layouts/page.html", "{{ head() }}<h1>{{ page.title }}</h1>{{ page.content }}"),
        ("layouts/post.html", "{{ head() }}<h1>{{ page.title }}</h1>{{ page.content }}"),
    ];
    files.into_iter().map(|(path, text)| (path.to_owned(), text.into())).collect()
}

/// The files of an example.
fn files_of(example: &str) -> Files {
    let mut files = Files::new();
    let mut path = "locales/en/site.ftl".to_owned();
    for line in example.split_inclusive('\n') {
        match line.trim_end().strip_prefix("# ").filter(|name| is_path(name)) {
            Some(name) => {
                path = name.to_owned();
                files.entry(path.clone()).or_default();
            }
            None => files.entry(path.clone()).or_default().extend_from_slice(line.as_bytes()),
        }
    }
    // The last line of a file is as whole as the others; a blank one before the next heading is none of it.
    for bytes in files.values_mut() {
        let text = String::from_utf8_lossy(bytes).trim_end().to_owned() + "\n";
        *bytes = text.into_bytes();
    }
    files
}

fn is_path(name: &str) -> bool {
    let top = name.split('/').next().unwrap_or_default();
    SitePath::new(name).is_some()
        && !name.contains(' ')
        && ["site.toml", "locales", "content", "layouts"].contains(&top)
}

/// The findings of an example's site.
fn found(code: &Code) -> BTreeSet<&'static str> {
    let mut files = base();
    files.extend(told_in_words(code.name).unwrap_or_else(|| files_of(code.example)));
    let settings = String::from_utf8(files["site.toml"].clone()).unwrap();
    if !settings.contains("[[locales]]") {
        let settings = SETTINGS.replace("\n\n", &format!("\n{settings}\n"));
        files.insert("site.toml".to_owned(), settings.into());
    }
    if code.name == "no-pages" {
        files.retain(|path, _| !path.starts_with("layouts/"));
    }
    let options = Options { drafts: true, ..Options::default() };
    let findings = SiteTest::of(files, options).workspace.findings();
    findings.iter().map(|finding| finding.diagnostic.code.name).collect()
}

#[test]
fn every_example_has_its_finding() {
    let wrong: Vec<String> = codes::all()
        .filter_map(|code| {
            let found = found(code);
            (!found.contains(code.name)).then(|| format!("{}: {found:?}", code.name))
        })
        .collect();
    assert!(wrong.is_empty(), "{} examples are none:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn the_sound_site_has_no_finding() {
    let findings = SiteTest::of(base(), Options::default()).workspace.findings();
    assert_eq!(findings, [], "what an example shows is its own fault");
}

#[test]
fn words_stand_only_where_bytes_cannot() {
    for code in codes::all() {
        assert_eq!(code.example.starts_with('('), told_in_words(code.name).is_some(), "{}", code.name);
    }
}
