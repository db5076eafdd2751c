//! `head()` at the public door: small sites and every line that it gives, and the repository's own site, read by others.

use isogloss::site::Options;
use serde_json::Value;

use crate::build::expect_outputs;
use crate::released::{BASE, RELEASE};
use crate::support::{Files, SiteTest, files_of};

fn release() -> Options {
    Options { release: true, ..Options::default() }
}

/// The site with another text in its settings.
fn with_settings(from: &str, to: &str) -> Files {
    let mut files = files_of("head");
    let settings = String::from_utf8(files["site.toml"].clone()).unwrap();
    assert!(settings.contains(from));
    files.insert("site.toml".to_owned(), settings.replacen(from, to, 1).into_bytes());
    files
}

#[test]
fn a_release_says_what_search_engines_may_list() {
    expect_outputs("head", files_of("head"), release(), "expected");
}

#[test]
fn a_locale_with_a_host_of_its_own_is_told_of_by_that_host() {
    let files = with_settings("id = \"ja\"", "id = \"ja\"\nbase_url = \"https://ja.example.com\"");
    expect_outputs("head", files, release(), "expected-hosts");
}

#[test]
fn nothing_but_a_release_is_for_search_engines() {
    let test = SiteTest::of(files_of("head"), Options::default());
    let outputs = test.sink.outputs();
    let pages: Vec<_> = outputs.iter().filter(|(path, _)| path.ends_with(".html")).collect();
    assert!(pages.len() > 40 && outputs.contains_key("de/index.html"), "{}", pages.len());
    for (path, bytes) in pages {
        let page = String::from_utf8_lossy(bytes);
        assert_eq!(page.matches("<meta name=\"robots\" content=\"noindex\">").count(), 1, "{path}");
        for unready in ["fr", "de"] {
            assert!(!page.contains(&format!("hreflang=\"{unready}\"")), "{path} tells of {unready}");
        }
    }
}

#[test]
fn an_opened_language_is_told_of_on_every_page_that_it_has() {
    let english = "\"https://example.org/sub/blog/second/\"";
    let french = "<link rel=\"alternate\" hreflang=\"fr\" href=\"https://example.org/sub/fr/blog/second/\">";
    let mut test = SiteTest::of(files_of("head"), release());
    assert!(!test.page("blog/second/index.html").contains("hreflang"));
    test.edit("site.toml", "state = \"preview\"", "state = \"live\"").expect_same_as_clean_build();
    for output in ["blog/second/index.html", "fr/blog/second/index.html"] {
        let page = test.page(output);
        assert!(page.contains(french) && page.contains(&format!("hreflang=\"x-default\" href={english}")), "{page}");
    }
    // What Japanese shows untranslated is English's page.
    let copy = test.page("ja/blog/second/index.html");
    assert!(copy.contains(&format!("<link rel=\"canonical\" href={english}>")) && !copy.contains("hreflang"), "{copy}");
}

#[test]
fn a_head_belongs_to_a_page() {
    let mut test = SiteTest::of(files_of("head"), Options::default());
    test.write("layouts/part.html", "{{ head() }}");
    test.write("layouts/page.html", "{{ head() }}{{ fragment(\"part.html\") }}");
    let found = test.findings();
    assert!(
        found.iter().any(|one| one.starts_with("error layout-error") && one.contains("head() is of a page")),
        "{found:?}"
    );
    test.write("layouts/page.html", "{{ head(titel=\"x\") }}");
    assert!(test.findings().iter().any(|one| one.contains("titel")), "{:?}", test.findings());
}

#[test]
fn a_layout_without_a_head_is_told_once_with_its_name() {
    let mut test = SiteTest::of(files_of("head"), Options::default());
    assert_eq!(test.findings(), [] as [&str; 0]);
    test.write("layouts/post.html", "<h1>{{ page.title }}</h1>");
    let told = ["warning layout-without-head: pages are made with `post.html`, which never calls head()"];
    assert_eq!(test.findings(), told);
    // In whatever it pulls in, and in a layout that no page is made with, head() may be missing.
    test.write("layouts/parts/meta.html", "{{ head() }}");
    test.write("layouts/unused.html", "<p>");
    test.write("layouts/post.html", "{% include \"parts/meta.html\" %}<h1>{{ page.title }}</h1>");
    assert_eq!(test.findings(), [] as [&str; 0]);
}

/// Every script of data on a page of the repository's release, read as JSON; and what it must hold.
#[test]
fn the_structured_data_of_the_repositorys_site_can_be_read() {
    let (mut crumbs, mut posts) = (0, 0);
    for (path, page) in RELEASE.all() {
        let canonical = page.all("link[rel=canonical]");
        for data in page.all("script[type=application/ld+json]") {
            let data: Value = serde_json::from_str(&data.text()).unwrap_or_else(|error| panic!("{path}: {error}"));
            assert_eq!(data["@context"], "https://schema.org");
            for thing in data["@graph"].as_array().unwrap() {
                match thing["@type"].as_str().unwrap() {
                    "BreadcrumbList" => {
                        crumbs += 1;
                        let items = thing["itemListElement"].as_array().unwrap();
                        assert!(items.len() > 1, "{path}: {thing}");
                        for (at, item) in items.iter().enumerate() {
                            let named = !item["name"].as_str().unwrap().is_empty();
                            let whole = item["item"].as_str().unwrap().starts_with(BASE);
                            assert!(named && whole && item["position"] == at + 1, "{path}: {item}");
                        }
                    }
                    "BlogPosting" => {
                        posts += 1;
                        assert_eq!(thing["url"].as_str(), canonical[0].get("href"), "{path}");
                        for field in ["headline", "datePublished", "inLanguage"] {
                            assert!(!thing[field].is_null(), "{path} lacks {field}: {thing}");
                        }
                    }
                    other => panic!("{path}: {other}"),
                }
            }
        }
        let noindex = !page.all("meta[name=robots][content=noindex]").is_empty();
        assert_eq!(noindex, path.starts_with("es/"), "{path}");
    }
    assert!(crumbs > 150 && posts > 50, "{crumbs} breadcrumbs, {posts} posts");
}
