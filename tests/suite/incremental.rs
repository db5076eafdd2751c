//! Exactness, counted: an edit renders what shows it and nothing else.

use isogloss::site::{Options, Role};

use crate::support::{SiteTest, difference, files_of};

/// The site of the law: 54 pages in three locales; every page holds three fragments.
fn site() -> SiteTest {
    SiteTest::from_dir("law")
}

/// Pages of one locale that a layout makes.
fn pages(test: &SiteTest, prefix: &str) -> usize {
    let pages = &test.workspace.site().pages().pages;
    pages.iter().filter(|(output, page)| output.starts_with(prefix) && page.role != Role::Artifact).count()
}

#[test]
fn a_message_of_one_layout_renders_that_layouts_pages_in_its_locale() {
    let mut test = site();
    test.edit("locales/ja/posts.ftl", "ページがありません", "見つかりません");
    test.expect_counts(1, 0, 0).expect_changed(["ja/404.html"]).expect_same_as_clean_build();
}

#[test]
fn a_menu_message_renders_one_fragment_and_its_pages_take_the_bytes() {
    let mut test = site();
    let japanese = pages(&test, "ja/");
    test.edit("locales/ja/site.ftl", "nav-home = ホーム", "nav-home = トップ");
    test.expect_counts(0, 1, japanese).expect_same_as_clean_build();
    assert!(test.outcome.changed.iter().all(|output| output.starts_with("ja/")), "{:?}", test.outcome.changed);
    assert!(test.page("ja/blog/first/index.html").contains(">トップ</a>"));
}

#[test]
fn a_menu_message_of_the_source_renders_one_fragment_for_each_locale_that_shows_it() {
    let mut test = site();
    let (all, japanese) = (pages(&test, ""), pages(&test, "ja/"));
    // French has no `nav-about`, so the English text stands on French pages too.
    test.edit("locales/en/site.ftl", "nav-about = About", "nav-about = The story");
    test.expect_counts(0, 2, all - japanese).expect_same_as_clean_build();
}

#[test]
fn a_term_renders_what_uses_it() {
    let mut test = site();
    test.edit("locales/ja/site.ftl", "-brand = アイソグロス", "-brand = 等語線");
    // The title of every page holds the term: all Japanese pages are rendered, and the two fragments that hold it.
    let japanese = pages(&test, "ja/");
    test.expect_counts(japanese, 2, 0).expect_same_as_clean_build();
}

#[test]
fn a_message_that_nothing_shows_renders_nothing() {
    let mut test = site();
    test.edit("locales/en/posts.ftl", "read-more = Read more", "read-more = Go on");
    test.expect_counts(0, 0, 0).expect_changed([]).expect_same_as_clean_build();
}

#[test]
fn comments_indentation_and_order_render_nothing() {
    for (path, from, to) in [
        ("locales/fr/site.ftl", "# The greeting of the site.", "# What readers see first."),
        ("locales/en/site.ftl", "        [one] one person", "    [one] one person"),
        ("locales/en/site.ftl", "nav-home = Home\n", "\n\nnav-home =    Home\n"),
        ("locales/en/site.ftl", "nav-home = Home\nnav-blog = Blog\n", "nav-blog = Blog\nnav-home = Home\n"),
        ("content/navigation.toml", "[[main]]\nlabel = \"nav-home\"", "# the menu\n[[main]]\nlabel = \"nav-home\""),
        ("content/en/blog/first.md", "date = 2024-01-01\ntags", "# when\ndate = 2024-01-01\ntags"),
        ("site.toml", "page_size = 2", "page_size = 2 # two"),
    ] {
        let mut test = site();
        test.edit(path, from, to);
        test.expect_counts(0, 0, 0).expect_changed([]).expect_same_as_clean_build();
    }
}

#[test]
fn a_message_moved_to_another_file_renders_nothing() {
    let mut test = site();
    let files = &test.files;
    let without = String::from_utf8(files["locales/ja/site.ftl"].clone()).unwrap().replace("nav-home = ホーム\n", "");
    let edits = [
        ("locales/ja/site.ftl".to_owned(), Some(without.into_bytes())),
        ("locales/ja/deep/menu.ftl".to_owned(), Some("nav-home = ホーム\n".as_bytes().to_vec())),
    ];
    test.apply(&edits);
    test.expect_counts(0, 0, 0).expect_same_as_clean_build();
}

#[test]
fn a_translation_where_another_language_stood_in_renders_that_locale_only() {
    // The home page of every locale prints every locale's progress, so it is left out of this.
    let mut files = files_of("law");
    files.retain(|path, _| path != "layouts/home.html");
    let mut test = SiteTest::of(files, Options::default());
    test.write("locales/fr/more.ftl", "gone-line = Rien ici\n");
    test.expect_counts(1, 0, 0).expect_changed(["fr/404.html"]).expect_same_as_clean_build();
    assert!(test.page("fr/404.html").contains("<p>Rien ici</p>"), "no longer marked as English");
}

#[test]
fn a_body_renders_its_page_and_its_feeds_alone() {
    let mut test = site();
    test.remove("locales/ja/translations.lock");
    test.edit("content/en/blog/first.md", "a list item that", "an item that");
    // The Japanese post is its own, and does not know what it was made from; French shows the English one.
    test.expect_counts(2, 0, 0).expect_changed([
        "blog/feed.xml",
        "blog/first/index.html",
        "feed.xml",
        "fr/blog/first/index.html",
        "search/index.json",
        "search/texts/1.json",
        "search/words/0.json",
    ]);
    test.expect_same_as_clean_build();
}

#[test]
fn equal_bytes_are_not_written() {
    let mut test = site();
    test.edit("layouts/404.html", "{% block main %}", "{% block main %}{# a remark #}");
    test.expect_counts(3, 0, 0).expect_changed([]);
    assert_eq!(test.outcome.unchanged, 3);
}

#[test]
fn a_cancelled_render_stays_marked() {
    let mut test = site();
    let plan = |test: &SiteTest| test.workspace.plan().dirty.len();
    let text = String::from_utf8(test.files["layouts/404.html"].clone()).unwrap().replace("<p>", "<p id=\"gone\">");
    test.files.insert("layouts/404.html".to_owned(), text.clone().into_bytes());
    let path = isogloss::text::SitePath::new("layouts/404.html").unwrap();
    test.workspace.apply(&[isogloss::text::Change::set(path, text.into_bytes())]);
    assert_eq!(plan(&test), 3);
    let Ok(outcome) = test.workspace.render(&test.sink, &std::sync::atomic::AtomicBool::new(true));
    assert_eq!((outcome.rendered, plan(&test)), (0, 3));
    test.apply(&[]).expect_counts(3, 0, 0).expect_same_as_clean_build();
}

#[test]
fn what_a_broken_file_lacks_is_held_in_watch_mode_only() {
    let hold = Options { hold: true, ..Options::default() };
    let mut test = SiteTest::of(files_of("law"), hold);
    let good = test.sink.outputs();
    test.edit("locales/ja/site.ftl", "nav-home = ホーム", "nav-home = ホーム {");
    assert_eq!(difference(&test.sink.outputs(), &good), None, "the last good text stands");
    assert!(test.findings().iter().any(|finding| finding.starts_with("error syntax-error")), "{:?}", test.findings());
    test.edit("locales/ja/site.ftl", "nav-home = ホーム {", "nav-home = 家");
    assert!(test.page("ja/index.html").contains(">家</a>"));
    assert!(!test.findings().iter().any(|finding| finding.starts_with("error syntax-error")));

    test.edit("layouts/404.html", "{% endblock %}\n{% block main %}", "{% endblock %}{% block main %}{% if %}");
    assert_eq!(test.outcome.removed, 0, "the last good page stands");
    assert!(test.findings().iter().any(|finding| finding.starts_with("error layout-syntax")));

    let before = test.sink.outputs();
    test.remove("site.toml");
    assert_eq!(difference(&test.sink.outputs(), &before), None, "its last settings stand");
    assert!(test.findings().contains(&"error settings-syntax: site.toml is gone".to_owned()), "{:?}", test.findings());

    let mut built = site();
    built.edit("locales/ja/site.ftl", "nav-home = ホーム", "nav-home = ホーム {");
    assert!(built.page("ja/index.html").contains("<span lang=\"en\" dir=\"ltr\">Home</span>"), "a build holds nothing");
    built.expect_same_as_clean_build();
}

/// 300 posts, 15 a page, as the model page has them.
#[test]
fn page_12_of_20_shows_its_window_and_its_cards() {
    let mut files = files_of("law");
    files.retain(|path, _| !path.starts_with("content/"));
    let settings = "base_url = \"https://example.org\"\npage_size = 15\n[[locales]]\nid = \"en\"\nstate = \"live\"\n";
    files.insert("site.toml".to_owned(), settings.into());
    files.insert("content/en/blog/_index.md".to_owned(), b"+++\ntitle = \"Blog\"\n+++\n".to_vec());
    for number in 0..300 {
        let (month, day) = (1 + number / 28 % 12, 1 + number % 28);
        let text =
            format!("+++\ntitle = \"Post {number}\"\ndate = 2024-{month:02}-{day:02}\n+++\nWords of {number}.\n");
        files.insert(format!("content/en/blog/post-{number:03}.md"), text.into_bytes());
    }
    files.insert("layouts/listing.html".to_owned(), LISTING.into());
    let test = SiteTest::of(files, Options::default());
    let window = |number: usize| {
        let page = if number == 1 { String::new() } else { format!("page/{number}/") };
        let text = test.page(&format!("blog/{page}index.html"));
        let shown = text.split("<nav>").nth(1).unwrap().split("</nav>").next().unwrap().to_owned();
        (shown, text.matches("<article>").count())
    };
    let link = |number: usize| match number {
        1 => "<a href=\"/blog/\">1</a> ".to_owned(),
        _ => format!("<a href=\"/blog/page/{number}/\">{number}</a> "),
    };
    let (shown, cards) = window(12);
    let expected = format!(
        "<a href=\"/blog/page/11/\">‹Prev</a> {}… {}<b>12</b> {}… {}<a href=\"/blog/page/13/\">Next›</a>",
        link(1),
        link(11),
        link(13),
        link(20)
    );
    assert_eq!((shown, cards), (expected, 15));
    assert!(window(1).0.starts_with("<b>1</b> <a href=\"/blog/page/2/\">2</a> … "), "no link back on the first page");
    assert!(window(20).0.ends_with("<a href=\"/blog/page/19/\">19</a> <b>20</b> "), "and none on from the last");
    assert_eq!(test.sink.outputs().keys().filter(|output| output.starts_with("blog/page/")).count(), 19);
}

const LISTING: &str = "<h1>{{ page.title }}</h1>{% for post in pagination.posts %}<article><a href=\"{{ post.url }}\">\
    {{ post.title }}</a></article>{% endfor %}<nav>{% if pagination.previous %}<a href=\"{{ pagination.previous.url }}\">\
    ‹Prev</a> {% endif %}{% for step in pagination.window %}{% if step.gap %}… {% elif step.current %}<b>{{ step.number }}\
    </b> {% else %}<a href=\"{{ step.url }}\">{{ step.number }}</a> {% endif %}{% endfor %}{% if pagination.next %}\
    <a href=\"{{ pagination.next.url }}\">Next›</a>{% endif %}</nav>";
