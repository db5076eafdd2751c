//! Sites that try to get out, to hang us, or to bring one reader what another wrote.

use isogloss::site::Options;
use isogloss::text::SitePath;

use crate::support::{Files, Folder, SiteTest};

/// A site of one page and one layout, and whatever else is given.
fn site(files: &[(&str, &str)]) -> Files {
    let settings = "[checks]\nlayout-without-head = \"off\"\n[[locales]]\nid = \"en\"\nstate = \"live\"\n";
    let page = "+++\ntitle = \"About\"\n+++\nWords.\n";
    let base = [("site.toml", settings), ("content/en/about.md", page), ("layouts/page.html", "{{ page.title }}")];
    base.iter().chain(files).map(|(path, text)| ((*path).to_owned(), text.as_bytes().to_vec())).collect()
}

fn built(files: &[(&str, &str)]) -> SiteTest {
    SiteTest::of(site(files), Options::default())
}

#[test]
fn no_id_or_slug_leads_out_of_its_place() {
    for (key, value) in [
        ("tags", "[\"..\", \".\", \"\", \"a\\nkeep.txt\", \".isogloss\"]"),
        ("authors", "[\"..\", \"a\\u0000b\", \"x\\\\y\"]"),
        ("slug", "\".isogloss-stage\""),
        ("slug", "\"..\""),
    ] {
        let post = format!("+++\ntitle = \"Post\"\ndate = 2024-01-01\n{key} = {value}\n+++\n");
        let layouts = [("layouts/post.html", "post"), ("layouts/tag.html", "tag"), ("layouts/author.html", "author")];
        let mut files = vec![("content/en/post.md", post.as_str())];
        files.extend(layouts);
        let test = built(&files);
        assert!(test.findings().iter().any(|finding| finding.starts_with("error invalid-value")), "{key} = {value}");
        for output in test.sink.outputs().keys() {
            assert!(SitePath::new(output).is_some_and(|path| !path.is_hidden()), "{key} = {value}: {output:?}");
        }
    }
}

#[test]
fn a_file_where_a_folder_is_needed_is_a_finding_and_no_failure() {
    let folder = Folder::with(&site(&[("content/en/about", "a file")]));
    let ran = folder.run("build");
    assert_eq!(ran.code, Some(1), "{ran:?}");
    assert!(ran.stderr.contains("error[duplicate-url]"), "{ran:?}");
}

#[test]
fn what_was_a_file_may_become_a_folder_and_back() {
    let folder = Folder::with(&site(&[("layouts/assets/font", "one file")]));
    assert_eq!(folder.run("build").code, Some(0));
    std::fs::remove_file(folder.path().join("layouts/assets/font")).unwrap();
    folder.write("layouts/assets/font/a", "a");
    assert_eq!(folder.run("build").code, Some(0));
    assert!(folder.path().join("public/assets/font/a").is_file());
    std::fs::remove_dir_all(folder.path().join("layouts/assets/font")).unwrap();
    folder.write("layouts/assets/font", "one file");
    assert_eq!(folder.run("build").code, Some(0));
    assert!(folder.path().join("public/assets/font").is_file());
}

#[test]
fn fragments_without_end_end() {
    let many = "{{ fragment(\"n.html\") }}".repeat(6);
    let growing = "{{ fragment(\"n.html\", n=n + 1) }}";
    for (page, partial) in [("{{ fragment(\"n.html\") }}", many.as_str()), ("{{ fragment(\"n.html\", n=1) }}", growing)]
    {
        let test = built(&[("layouts/page.html", page), ("layouts/n.html", partial)]);
        let findings = test.findings();
        assert!(findings.iter().any(|finding| finding.starts_with("error layout-recursion")), "{findings:?}");
        assert!(!test.sink.outputs().contains_key("about/index.html"));
    }
}

#[test]
fn markup_stays_out_of_attributes_and_titles() {
    let message = "x = <span title=\" onmouseover=alert(1) \">you</span>\n";
    let layout = "<title>{{ markup(\"x\") }}</title><a title=\"{{ markup(\"x\") }}\">{{ markup(\"x\") }}</a>";
    let test = built(&[("locales/en/a.ftl", message), ("layouts/page.html", layout)]);
    let inline = "<span title=\" onmouseover=alert(1) \">you</span>";
    assert_eq!(test.page("about/index.html"), format!("<title>you</title><a title=\"you\">{inline}</a>"));
}

#[test]
fn a_text_without_quotes_around_it_is_refused() {
    let test =
        built(&[("locales/en/a.ftl", "x = a onclick=alert(1)\n"), ("layouts/page.html", "<a title={{ t(\"x\") }}>")]);
    assert_eq!(test.findings(), ["error layout-error: a translated text stands in a tag without quotes around it"]);
    assert!(!test.sink.outputs().contains_key("about/index.html"));
}

#[test]
fn what_was_printed_is_not_escaped_twice_nor_lost() {
    let messages = "amp = Tom & Co\nhello = Hello, { $who }!\n";
    let layout = "{% set x %}{{ t(\"amp\") }}{% endset %}{{ t(\"hello\", who=x) }} {{ x }} {{ x|upper }}";
    let test = built(&[("locales/en/a.ftl", messages), ("layouts/page.html", layout)]);
    assert!(test.page("about/index.html").starts_with("Hello, Tom &amp; Co! Tom &amp; Co "));

    let layout = "{% filter trim %} a {{ fragment(\"f.html\") }} z {% endfilter %}";
    let test = built(&[("layouts/page.html", layout), ("layouts/f.html", "f")]);
    assert!(test.findings()[0].starts_with("error cut-mark"), "{:?}", test.findings());
}

#[test]
fn addresses_follow_a_file_that_moves() {
    let page = "+++\ntitle = \"About\"\n+++\n[next](other.md)\n";
    let mut test = built(&[
        ("content/en/about.md", page),
        ("content/en/other.md", "+++\ntitle = \"Other\"\n+++\n"),
        ("layouts/page.html", "{{ page.content }}"),
    ]);
    let moved = [
        ("content/en/about.md".to_owned(), None),
        ("content/en/about/index.md".to_owned(), Some(page.as_bytes().to_vec())),
    ];
    test.apply(&moved).expect_same_as_clean_build();
    assert!(test.findings()[0].starts_with("error broken-link"), "the link starts from another folder now");
}

#[test]
fn a_page_may_take_the_address_of_an_asset() {
    let mut test = built(&[
        ("layouts/assets/index.html", "asset"),
        ("layouts/page.html", "{{ asset(\"index.html\") }} {{ page.title }}"),
    ]);
    test.write("content/en/assets.md", "+++\ntitle = \"Assets\"\n+++\n").expect_same_as_clean_build();
    test.remove("content/en/assets.md").expect_same_as_clean_build();
}
