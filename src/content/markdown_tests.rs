//! Markdown comes in; the HTML, headings, excerpts and findings it must give are checked.

use proptest::prelude::*;

use super::*;
use crate::diagnostic::{Diagnostic, Place};
use crate::text::SitePath;

fn read(markdown: &str) -> (Document, Vec<Diagnostic>) {
    parse_document(&SitePath::new("content/en/a.md").unwrap(), false, markdown.as_bytes())
}

/// The body with `{target}` where a link of the site stands and `{{target}}` for a picture.
fn show(body: &Body) -> String {
    let parts = body.parts.iter().map(|part| match part {
        Part::Html(html) => html.to_string(),
        Part::Link(link) => format!("{{{}}}", link.target),
        Part::Picture(picture) => format!("{{{{{}}}}}", picture.target),
    });
    parts.collect::<String>().trim_end().to_owned()
}

#[test]
fn writes_blocks() {
    for (markdown, wanted) in [
        (
            "a *b* **c** ~~d~~ `e<` \\\nf",
            "<p>a <em>b</em> <strong>c</strong> <del>d</del> <code>e&lt;</code> <br>\nf</p>",
        ),
        ("\"quotes\" -- stay...", "<p>&quot;quotes&quot; -- stay...</p>"),
        ("> a", "<blockquote>\n<p>a</p>\n</blockquote>"),
        ("- a\n- b", "<ul>\n<li>a</li>\n<li>b</li>\n</ul>"),
        ("3. a\n\n   b", "<ol start=\"3\">\n<li>\n<p>a</p>\n<p>b</p>\n</li>\n</ol>"),
        (
            "- [ ] a\n- [x] b",
            "<ul>\n<li><input type=\"checkbox\" disabled> a</li>\n<li><input type=\"checkbox\" disabled checked> b</li>\n</ul>",
        ),
        ("***", "<hr>"),
        ("```nonsense x\n<a>\n```", "<pre tabindex=\"0\"><code class=\"language-nonsense\">&lt;a&gt;\n</code></pre>"),
        ("    a", "<pre tabindex=\"0\"><code>a\n</code></pre>"),
        (
            "# A\n## A",
            "<h1 id=\"a\">A<a class=\"anchor\" href=\"#a\" aria-hidden=\"true\" tabindex=\"-1\"></a></h1>\n\
            <h2 id=\"a-1\">A<a class=\"anchor\" href=\"#a-1\" aria-hidden=\"true\" tabindex=\"-1\"></a></h2>",
        ),
        (
            "|a|\n|-:|\n|b|",
            "<table>\n<thead>\n<tr>\n<th class=\"align-end\">a</th>\n</tr>\n</thead>\n\
            <tbody>\n<tr>\n<td class=\"align-end\">b</td>\n</tr>\n</tbody>\n</table>",
        ),
    ] {
        assert_eq!(show(&read(markdown).0.body()), wanted, "{markdown}");
    }
}

#[test]
fn cuts_at_links_into_the_site_wherever_they_stand() {
    for (markdown, wanted) in [
        ("[a](../x.md#p 'T&')", "<p><a{../x.md#p} title=\"T&amp;\">a</a></p>"),
        ("*[a **b**](/x/)*", "<p><em><a{/x/}>a <strong>b</strong></a></em></p>"),
        ("[a][r]\n\n[r]: x.md", "<p><a{x.md}>a</a></p>"),
        ("[![p](p.png)](x.md)", "<p><a{x.md}><img{{p.png}} alt=\"p\" loading=\"lazy\" decoding=\"async\"></a></p>"),
        ("- [a](x.md)", "<ul>\n<li><a{x.md}>a</a></li>\n</ul>"),
        (
            "a ![*p* q](p.png 'T')",
            "<p>a <img{{p.png}} alt=\"p q\" loading=\"lazy\" decoding=\"async\" title=\"T\"></p>",
        ),
        ("![p](p.png)", "<figure><img{{p.png}} alt=\"p\" loading=\"lazy\" decoding=\"async\"></figure>"),
        (
            "![p](p.png '<T>')",
            "<figure><img{{p.png}} alt=\"p\" loading=\"lazy\" decoding=\"async\"><figcaption>&lt;T&gt;</figcaption></figure>",
        ),
        ("[a]()", "<p><a{}>a</a></p>"),
        ("[a](#p)", "<p><a href=\"#p\">a</a></p>"),
        ("[a](https://e.org/ü?a&b)", "<p><a href=\"https://e.org/%C3%BC?a&amp;b\" rel=\"external noopener\">a</a></p>"),
        (
            "www.e.org <HTTPS://e.org> me@e.org",
            "<p><a href=\"http://www.e.org\" rel=\"external noopener\">www.e.org</a> \
            <a href=\"HTTPS://e.org\" rel=\"external noopener\">HTTPS://e.org</a> <a href=\"mailto:me@e.org\">me@e.org</a></p>",
        ),
        (
            "![p](https://e.org/p.png) x",
            "<p><img src=\"https://e.org/p.png\" alt=\"p\" loading=\"lazy\" decoding=\"async\"> x</p>",
        ),
    ] {
        let (document, diagnostics) = read(markdown);
        assert_eq!((show(&document.body()).as_str(), diagnostics), (wanted, vec![]), "{markdown}");
    }
    let (document, _) = read("## [a](x.md)\n\n|[b](y.md)|\n|-|\n\nc[^n]\n\n[^n]: [d](z.md)");
    let body = document.body();
    let targets: Vec<&str> = body
        .parts
        .iter()
        .filter_map(|part| match part {
            Part::Link(link) => Some(&*link.target),
            _ => None,
        })
        .collect();
    assert_eq!(targets, ["x.md", "y.md", "z.md"]);
    assert_eq!(document.body().toc[0].title, "a");
}

#[test]
fn of_a_link_in_a_link_the_inner_one_is_the_link() {
    for (markdown, wanted) in [
        ("[[](/x)[]](/x)", "<p>[<a{/x}></a>[]](/x)</p>"),
        ("[a *b [c](x.md)* [] d](y.md)", "<p>[a <em>b <a{x.md}>c</a></em> [] d](y.md)</p>"),
        ("[[[c](x.md) []](y.md) []](z.md)", "<p>[[<a{x.md}>c</a> []](y.md) []](z.md)</p>"),
        (
            "[a <https://e.org> b](y.md)",
            "<p>[a <a href=\"https://e.org\" rel=\"external noopener\">https://e.org</a> b](y.md)</p>",
        ),
        ("[www.e.org me@e.org](y.md)", "<p><a{y.md}>www.e.org me@e.org</a></p>"),
        (
            "[a [] ![[c](x.md)](p.png)](<javascript:x>)",
            "<p>[a [] <img{{p.png}} alt=\"c\" loading=\"lazy\" decoding=\"async\">](javascript:x)</p>",
        ),
    ] {
        let (document, _) = read(markdown);
        assert_eq!(show(&document.body()), wanted, "{markdown}");
    }
    let (document, _) = read("# a [[](/x)[]](/x)\n\n[b[^n] []](y.md)\n\n[^n]: c");
    assert_eq!(document.body().toc[0].title, "a [[]](/x)");
}

#[test]
fn spans_name_the_address() {
    let markdown = "+++\n+++\né [a](ü.md)\r\n\r\n> | ![p](q.png \"q.png\") |\r\n> |-|\r\n\r\n[b][r]\r\n\r\n[r]: z.md";
    let (document, _) = read(markdown);
    let body = &markdown[document.body_start..];
    let spans: Vec<&str> = document
        .body()
        .parts
        .iter()
        .filter_map(|part| match part {
            Part::Link(target) | Part::Picture(target) => Some(&body[target.span.range()]),
            Part::Html(_) => None,
        })
        .collect();
    assert_eq!(spans, ["ü.md", "q.png", "[b][r]"]);
}

#[test]
fn refuses_what_could_run_or_hide() {
    for (markdown, wanted, codes) in [
        ("[*a*](javascript:x)", "<p><em>a</em></p>", vec!["forbidden-scheme"]),
        ("[a](<JaVa&Tab;Script:x>)", "<p>a</p>", vec!["forbidden-scheme"]),
        ("<data:text/html,x>", "<p>data:text/html,x</p>", vec!["forbidden-scheme"]),
        ("![a](data:x)", "<p>a</p>", vec!["forbidden-scheme"]),
        ("a <b>c</b> Vec<T>", "<p>a &lt;b&gt;c&lt;/b&gt; Vec&lt;T&gt;</p>", vec!["raw-html"]),
        (
            "<script>x</script>\n\n<i>y",
            "<p>&lt;script&gt;x&lt;/script&gt;</p>\n<p>&lt;i&gt;y</p>",
            vec!["raw-html", "raw-html"],
        ),
        ("a<!-- b -->c\n\n<!-- d\n\ne -->\n\nf", "<p>ac</p>\n<p>f</p>", vec![]),
        ("a\n\n<!-- b", "<p>a</p>", vec!["raw-html"]),
        ("a&#xFDD0;b\u{FDEF}c\u{7}", "<p>abc</p>", vec!["forbidden-character"; 3]),
        ("```a\"><i>\nx\n```", "<pre tabindex=\"0\"><code class=\"language-a\">x\n</code></pre>", vec![]),
    ] {
        let (document, diagnostics) = read(markdown);
        let found: Vec<&str> = diagnostics.iter().map(|finding| finding.code.name).collect();
        assert_eq!((show(&document.body()).as_str(), found), (wanted, codes), "{markdown}");
    }
}

#[test]
fn a_footnote_in_a_link_is_no_link_in_it() {
    let html = show(&read("[a[^1]](https://e.org)\n\n[^1]: n").0.body());
    let link =
        "<a href=\"https://e.org\" rel=\"external noopener\">a<sup class=\"footnote-ref\" id=\"fnref-1\">1</sup></a>";
    assert!(html.starts_with(&format!("<p>{link}</p>\n")), "{html}");
}

#[test]
fn footnotes_have_numbers_and_no_words() {
    let html = show(&read("a[^x] b[^x] c[^y]\n\n[^y]: - l\n[^x]: n\n[^unused]: u").0.body());
    assert_eq!(
        html,
        "<p>a<sup class=\"footnote-ref\"><a href=\"#fn-1\" id=\"fnref-1\">1</a></sup> \
        b<sup class=\"footnote-ref\"><a href=\"#fn-1\" id=\"fnref-1-2\">1</a></sup> \
        c<sup class=\"footnote-ref\"><a href=\"#fn-2\" id=\"fnref-2\">2</a></sup></p>\n\
        <div class=\"footnotes\">\n<ol>\n<li id=\"fn-1\">\n<p>n <a href=\"#fnref-1\" class=\"footnote-back\">↩\u{FE0E}</a> \
        <a href=\"#fnref-1-2\" class=\"footnote-back\">↩\u{FE0E}<sup>2</sup></a></p>\n</li>\n\
        <li id=\"fn-2\">\n<ul>\n<li>l</li>\n</ul>\n <a href=\"#fnref-2\" class=\"footnote-back\">↩\u{FE0E}</a></li>\n</ol>\n</div>"
    );
}

#[test]
fn writes_scripts_without_spaces_as_they_are_written() {
    for (markdown, wanted) in [
        ("これは**「重要」**です", "<p>これは<strong>「重要」</strong>です</p>"),
        ("日本語の\n改行。\n*次*の", "<p>日本語の改行。<em>次</em>の</p>"),
        ("日本語\nRust\n한국어\n한국", "<p>日本語\nRust\n한국어\n한국</p>"),
    ] {
        assert_eq!(show(&read(markdown).0.body()), wanted);
    }
}

#[test]
fn excerpts_are_prose() {
    let markdown = "# H\n\nFirst *para*\nwith [link](x.md)[^1] and ![pic](p.png)code `x`.\n\n```\ncode\n```\n\n![p](p.png)\n\n- list\n\n\
        |t|\n|-|\n\n> Quoted.\n\n[^1]: note";
    assert_eq!(&*read(markdown).0.gist.excerpt, "First para with link and code x. Quoted.");
    let japanese = "最初の段落。\n続き。\n\n".repeat(60);
    let path = SitePath::new("content/ja/a.md").unwrap();
    let excerpt = parse_document(&path, true, japanese.as_bytes()).0.gist.excerpt;
    assert_eq!(excerpt.chars().count(), 150, "{excerpt}");
    assert!(excerpt.starts_with("最初の段落。続き。最初") && excerpt.ends_with('…'));
}

#[test]
fn nests_without_end_and_without_harm() {
    for unit in [">", "- ", "[", "![", "*a **b ", "[^1]", "<!-- ", "|a"] {
        read(&unit.repeat(20_000));
    }
    let [before, after] = ["[", "[]](x.md)"].map(|unit| unit.repeat(20_000));
    read(&format!("{before}[](y.md){after}"));
}

/// What Markdown is made of, in any order.
fn markdown() -> impl Strategy<Value = String> {
    let tokens = prop::sample::select(vec![
        "[",
        "[](z.md)",
        "](x.md)",
        "](",
        ")",
        "!",
        "*",
        "**",
        "~~",
        "`",
        "```rust\n",
        "\n",
        "\n\n",
        "\r\n",
        "\r",
        "> ",
        "- ",
        "1. ",
        "# ",
        "|",
        "|-|\n",
        "|a|\n|-|\n",
        "[^1]",
        "[^1]: ",
        "<b>",
        "</b>",
        "<!--",
        "-->",
        "<div>\n",
        "https://e.org",
        "javascript:",
        "語",
        "é",
        "\u{FDD0}",
        "\u{1}",
        "&#xFDD1;",
        "\\",
        "    ",
        "\t",
        " ",
        "word",
        "\"",
        "[r]: y.md\n",
        "[r]",
        "---\n",
        "+++\n",
        "a = 1\n",
        "- [x] ",
        "👩‍👧",
        "&amp;",
        "<",
        ">",
        "a@b.c",
        "title: x\n",
    ]);
    prop::collection::vec(tokens, 0..40).prop_map(|tokens| tokens.concat())
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]
    #[test]
    fn any_text_gives_whole_html_and_true_places(text in markdown()) {
        let (document, diagnostics) = read(&text);
        let body = &text[document.body_start..];
        let written = document.body();
        let html = written.parts.iter().map(|part| match part {
            Part::Html(html) => html,
            Part::Link(_) | Part::Picture(_) => " ",
        });
        let mut open = Vec::new();
        for tag in html.collect::<String>().split('<').skip(1) {
            let name = tag.split([' ', '>']).next().unwrap();
            match name.strip_prefix('/') {
                Some(name) => prop_assert_eq!(open.pop(), Some(name.to_owned())),
                None if ["br", "hr", "img", "input"].contains(&name) => {}
                None => {
                    prop_assert!(name != "a" || !open.iter().any(|outer| outer == "a"), "a link in a link");
                    open.push(name.to_owned());
                }
            }
        }
        prop_assert!(open.is_empty(), "{open:?}");
        for part in &document.body().parts {
            match part {
                Part::Html(html) => prop_assert!(!html.contains(super::source::is_forbidden)),
                Part::Link(target) | Part::Picture(target) => prop_assert!(body.get(target.span.range()).is_some()),
            }
        }
        for finding in diagnostics {
            match finding.place {
                Place::Span(_, span) => prop_assert!(text.get(span.range()).is_some()),
                Place::Body(_, span) => prop_assert!(body.get(span.range()).is_some()),
                place => prop_assert!(false, "{place:?}"),
            }
        }
    }
}
