//! A blog to measure with: in, how many posts; out, the files of a site in two languages.

use std::fmt::Write;

use isogloss::text::{Change, SitePath};

const LANGUAGES: [&str; 2] = ["en", "ja"];
const LINKS: usize = 80;

/// All files, each as if it were new.
pub fn files(posts: usize) -> Vec<Change> {
    let mut files = vec![
        file("site.toml", settings()),
        file("layouts/base.html", include_str!("base.html").to_owned()),
        file("layouts/post.html", include_str!("post.html").to_owned()),
        file("layouts/listing.html", include_str!("listing.html").to_owned()),
        file("layouts/partials/menu.html", include_str!("menu.html").to_owned()),
    ];
    for language in LANGUAGES {
        files.push(messages(language, 0));
        files.push(file(&format!("content/{language}/blog/_index.md"), "+++\ntitle = \"Blog\"\n+++\n".to_owned()));
        files.extend((0..posts).map(|number| post(language, number)));
    }
    files.sort_by(|a, b| a.path.cmp(&b.path));
    files
}

/// The messages of a language; one of them says how often they were edited.
pub fn messages(language: &str, edits: usize) -> Change {
    let mut text = format!("link-0 = {} {edits}\n", words(language, 0, 2));
    for number in 1..LINKS {
        writeln!(text, "link-{number} = {}", words(language, number, 2)).unwrap();
    }
    text.push_str("more = Read { $title }\nposts = { NUMBER($count) ->\n    [one] { $count } post\n   *[other] { $count } posts\n}\n");
    file(&format!("locales/{language}/site.ftl"), text)
}

/// A post of about three kilobytes.
pub fn post(language: &str, number: usize) -> Change {
    let (title, summary) = (words(language, number, 6), words(language, number + 1, 20));
    let (day, month) = (number % 28 + 1, number / 28 % 12 + 1);
    let mut text = format!(
        "+++\ntitle = \"{title}\"\ndate = 2024-{month:02}-{day:02}\ntags = [\"t{}\"]\nsummary = \"{summary}\"\n+++\n",
        number % 7
    );
    for part in 0..4 {
        let paragraph = |seed: usize| words(language, number + seed, 60);
        write!(text, "## {}\n\n{}\n\n{}\n\n", words(language, part, 4), paragraph(part), paragraph(part + 9)).unwrap();
        write!(text, "- **{}**\n- [{}](/blog/post-0/)\n\n", words(language, part, 3), words(language, part, 2))
            .unwrap();
    }
    file(&format!("content/{language}/blog/post-{number}.md"), text)
}

fn settings() -> String {
    let locales = LANGUAGES.map(|id| format!("[[locales]]\nid = \"{id}\"\nstate = \"live\"\n"));
    format!("base_url = \"https://example.org\"\nsource_locale = \"en\"\n{}", locales.concat())
}

fn words(language: &str, seed: usize, count: usize) -> String {
    let (all, space) = match language {
        "ja" => (["経路", "方針", "遅延", "構造", "信号", "追跡", "予算"], ""),
        _ => (["gateway", "policy", "latency", "schema", "signal", "trace", "budget"], " "),
    };
    (0..count).map(|at| all[(seed * 31 + at * 17 + at * at) % all.len()]).collect::<Vec<_>>().join(space)
}

fn file(path: &str, text: String) -> Change {
    Change::set(SitePath::new(path).unwrap(), text.into_bytes())
}
