//! Releases of a small site, for tests: two versions of it, and what stands where after they are published.

use std::fs;

use crate::support::{Files, Folder, tree};

/// The folder beside a release, in the site.
const BESIDE: &str = ".release.isogloss";

/// A site of three pages and a style. Of two versions after each other, one has a page that the other has not, and
/// their home pages differ.
pub fn small_site(version: usize) -> Files {
    let page = |title: &str, text: &str| format!("+++\ntitle = \"{title}\"\n+++\n\n{text}\n");
    let layout = "<!doctype html>\n<title>{{ page.title }}</title>\n{{ page.content }}\n";
    let locale = "[[locales]]\nid = \"en\"\nstate = \"live\"\n";
    let other = ["about", "news"][version % 2];
    let texts = [
        ("site.toml".to_owned(), format!("base_url = \"https://example.org\"\nsource_locale = \"en\"\n\n{locale}")),
        ("locales/en/site.ftl".to_owned(), "nav-home = Home\n".to_owned()),
        ("content/en/_index.md".to_owned(), page("Home", &format!("Version {version}"))),
        ("content/en/same.md".to_owned(), page("Same", "Always the same.")),
        (format!("content/en/{other}.md"), page(other, "Now and then.")),
        ("layouts/home.html".to_owned(), format!("{layout}{{{{ t(\"nav-home\") }}}}\n")),
        ("layouts/page.html".to_owned(), layout.to_owned()),
        ("layouts/assets/style.css".to_owned(), "p { margin: 0 }\n".to_owned()),
    ];
    texts.into_iter().map(|(path, text)| (path, text.into_bytes())).collect()
}

/// Brings the sources of a site to these files.
pub fn set_sources(site: &Folder, files: &Files) {
    for folder in ["content", "locales", "layouts"] {
        drop(fs::remove_dir_all(site.path().join(folder)));
    }
    files.iter().for_each(|(path, bytes)| site.write(path, bytes));
}

/// Publishes what the sources are, and expects no trouble.
#[track_caller]
pub fn publish(site: &Folder) {
    let ran = site.run("build --release");
    assert_eq!(ran.code, Some(0), "{ran:?}");
}

/// What a release of these files holds where nothing stands.
#[track_caller]
pub fn released(files: &Files) -> Files {
    let site = Folder::in_memory(files);
    publish(&site);
    standing(&site)
}

/// What a release of the last of these versions holds where nothing stands, if it knows of those before.
pub fn release_of(versions: &[usize]) -> Files {
    let site = Folder::in_memory(&small_site(0));
    let mut after = String::new();
    for (at, version) in versions.iter().enumerate() {
        set_sources(&site, &small_site(*version));
        let ran = site.run(&format!("build --release --out {at}{after}"));
        assert_eq!(ran.code, Some(0), "{ran:?}");
        after = format!(" --after {at}");
    }
    tree(&site.path().join((versions.len() - 1).to_string()))
}

/// What stands at the release of a site.
pub fn standing(site: &Folder) -> Files {
    tree(&site.path().join("release"))
}

/// What is kept beside it as the last release.
pub fn last(site: &Folder) -> Files {
    tree(&site.path().join(BESIDE).join("last"))
}

/// The names in the folder beside it.
pub fn beside(site: &Folder) -> Vec<String> {
    let entries = fs::read_dir(site.path().join(BESIDE)).unwrap();
    let mut names: Vec<String> = entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

/// Files of somebody else’s in a release.
pub fn foreign() -> Files {
    let files = [("CNAME", "example.org\n"), (".git/logs/HEAD", "0\n"), ("blog.old/a/b.html", "<p>")];
    files.into_iter().map(|(path, text)| (path.to_owned(), text.as_bytes().to_vec())).collect()
}

/// A release with the files of somebody else.
pub fn with_foreign(release: &Files) -> Files {
    release.clone().into_iter().chain(foreign()).collect()
}

/// A site that was published twice, in the versions 0 and 1, with files of somebody else in its release. Its sources
/// are those of version 2.
pub fn ready_for_the_next() -> Folder {
    let site = Folder::in_memory(&small_site(0));
    publish(&site);
    foreign().iter().for_each(|(path, bytes)| site.write(&format!("release/{path}"), bytes));
    set_sources(&site, &small_site(1));
    publish(&site);
    set_sources(&site, &small_site(2));
    site
}
