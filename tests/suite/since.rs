//! What moved in the sources of stale translations: told by `check` and `status --work` where git knows, else not.

use serde_json::{Value, json};

use crate::cli::fine;
use crate::support::{Folder, say_skipped};
use crate::why_if::{commit, git};

const SETTINGS: &str =
    "source_locale = \"en\"\n[[locales]]\nid = \"en\"\nstate = \"live\"\n[[locales]]\nid = \"ja\"\nstate = \"live\"\n";
const ENGLISH: &str = "\
nav-home = Home
search = Search the { -brand } site
    .title = Search by words
    .key = s
long =
    The first line stays as it is and is rather long,
    the second one is short.
";
const POST: &str = "+++\ntitle = \"Post\"\n+++\nOne line.\n\nA second line that stays.\n\nA third line.\n";

/// A site in `docs/` of a repository, in English and Japanese, synced and committed; `None` where there is no git.
fn repository() -> Option<Folder> {
    let folder = Folder::empty();
    if git(&folder, &["init", "--quiet", "--initial-branch=main"]).is_none() {
        say_skipped("since: there is no git");
        return None;
    }
    write_site(&folder);
    commit(&folder);
    Some(folder)
}

fn write_site(folder: &Folder) {
    for (path, text) in [
        ("site.toml", SETTINGS),
        (
            "layouts/page.html",
            "<p>{{ page.content }}{{ t(\"nav-home\") }}{{ t(\"search\") }}{{ t(\"search.title\") }}{{ t(\"search.key\") }}{{ t(\"long\") }}</p>\n",
        ),
        ("locales/en/brands/names.ftl", "-brand = Isogloss\n"),
        ("locales/en/site.ftl", ENGLISH),
        (
            "locales/ja/site.ftl",
            "-brand = アイソ\nnav-home = ホーム\nsearch = { -brand } を検索\n    .title = 語で検索\n    .key = k\nlong = 長い\n",
        ),
        ("content/en/blog/post.md", POST),
        ("content/ja/blog/post.md", "+++\ntitle = \"記事\"\n+++\n一行。\n"),
    ] {
        folder.write(&format!("docs/{path}"), text);
    }
    assert_eq!(folder.run("sync --site docs").code, Some(0));
}

#[track_caller]
fn edit(folder: &Folder, path: &str, from: &str, to: &str) {
    let path = format!("docs/{path}");
    let text = std::fs::read_to_string(folder.path().join(&path)).unwrap();
    assert_eq!(text.matches(from).count(), 1, "`{from}` must stand once in {path}");
    folder.write(&path, text.replace(from, to));
}

/// What `check` knows to have moved, by the id of the finding; nothing said of what is only stale.
fn differences(folder: &Folder) -> Vec<(String, Value)> {
    let found = folder.run("check --site docs --format json").json();
    let list = found["diagnostics"].as_array().unwrap().iter();
    let stale = list.filter(|one| one["code"].as_str().unwrap().starts_with("stale-"));
    stale.map(|one| (one["id"].as_str().unwrap().to_owned(), one["difference"].clone())).collect()
}

fn notes(printed: &str) -> Vec<&str> {
    printed
        .lines()
        .filter_map(|line| line.trim_start().strip_prefix("note: "))
        .filter(|line| line.contains("since"))
        .collect()
}

#[test]
fn the_words_of_a_message_that_moved_are_told() {
    let Some(folder) = repository() else { return };
    edit(&folder, "locales/en/site.ftl", "nav-home = Home", "nav-home = Start page");
    let moved =
        json!([{ "of": "nav-home", "line": null, "pieces": [{ "removed": "Home" }, { "added": "Start page" }] }]);
    assert_eq!(differences(&folder), [("nav-home".to_owned(), moved.clone())], "the edit is not committed yet");
    commit(&folder);
    edit(&folder, "locales/en/site.ftl", "nav-home = Start page", "nav-home = Our start page");
    commit(&folder);
    let moved_on =
        json!([{ "of": "nav-home", "line": null, "pieces": [{ "removed": "Home" }, { "added": "Our start page" }] }]);
    assert_eq!(differences(&folder), [("nav-home".to_owned(), moved_on.clone())], "two commits later");
    let checked = folder.run("check --site docs");
    assert_eq!(notes(&checked.stdout), ["nav-home since then: [-Home-]{+Our start page+}"], "{}", checked.stdout);
    let work = folder.run("status --work --site docs --locale ja");
    assert!(fine(&work).contains("nav-home (stale)"), "{work:?}");
    assert!(work.stdout.ends_with("\n       nav-home since then: [-Home-]{+Our start page+}\n"), "{work:?}");
    let work = folder.run("status --work --format json --site docs --locale ja").json();
    assert_eq!(work["locales"][0]["work"][0]["difference"], moved_on);
}

#[test]
fn attributes_terms_and_line_ends_are_told_each_for_itself() {
    let Some(folder) = repository() else { return };
    edit(
        &folder,
        "locales/en/site.ftl",
        "    .title = Search by words\n    .key = s\n",
        "    .title = Search with words\n    .aria = New\n",
    );
    edit(&folder, "locales/en/brands/names.ftl", "Isogloss", "Isoglossa");
    edit(&folder, "locales/en/site.ftl", "is short.", "is\n    not short.");
    commit(&folder);
    let checked = folder.run("check --site docs --code stale-message");
    assert_eq!(
        notes(&checked.stdout),
        [
            "-brand since then: [-Isogloss-]{+Isoglossa+}",
            "-brand since then: [-Isogloss-]{+Isoglossa+}",
            "search.aria since then: {+New+}",
            "search.key since then: [-s-]",
            "search.title since then: Search [-by-]{+with+} words",
            "long since then: …rather long, the second one is{+⏎not+} short.",
        ],
        "{}",
        checked.stdout
    );
}

#[test]
fn a_term_that_is_no_longer_taken_in_hides_nothing() {
    let Some(folder) = repository() else { return };
    edit(&folder, "locales/en/site.ftl", "the { -brand } site", "this site");
    edit(&folder, "locales/en/brands/names.ftl", "-brand = Isogloss\n", "");
    commit(&folder);
    let checked = folder.run("check --site docs --code stale-message");
    assert_eq!(
        notes(&checked.stdout),
        ["search since then: Search [-the { -brand }-]{+this+} site"],
        "{}",
        checked.stdout
    );
}

#[test]
fn the_words_of_the_lines_of_a_post_that_moved_are_told() {
    let Some(folder) = repository() else { return };
    edit(&folder, "content/en/blog/post.md", "\"Post\"", "\"A post\"");
    edit(&folder, "content/en/blog/post.md", "A third line.", "A *third* line.\nAnd a fourth.");
    commit(&folder);
    let checked = folder.run("check --site docs");
    assert_eq!(
        notes(&checked.stdout),
        [
            "content/en/blog/post.md:2 since then: title = \"[-Post-]{+A post+}\"",
            "content/en/blog/post.md:8 since then: A {+*+}third{+*+} line{+.⏎And a fourth+}.",
        ],
        "{}",
        checked.stdout
    );
    let [(id, difference)] = &differences(&folder)[..] else { panic!("one page is stale") };
    assert_eq!((&**id, &difference[0]["line"]), ("content/ja/blog/post.md", &json!(2)));
    let long = "word ".repeat(2000);
    edit(&folder, "content/en/blog/post.md", "A second line", &format!("A second {long}line"));
    let printed = folder.run("check --site docs").stdout;
    let note = notes(&printed).into_iter().find(|note| note.contains("post.md:6")).unwrap();
    assert!(note.contains("word…+}line that stays.") && note.chars().count() < 400, "{note}");
}

#[test]
fn nothing_is_said_where_git_does_not_know() {
    let Some(folder) = repository() else { return };
    // What it was translated from was never committed.
    edit(&folder, "locales/en/site.ftl", "nav-home = Home", "nav-home = Front");
    assert_eq!(folder.run("accept nav-home --locale ja --site docs").code, Some(0));
    edit(&folder, "locales/en/site.ftl", "nav-home = Front", "nav-home = Start page");
    commit(&folder);
    assert_eq!(differences(&folder), [("nav-home".to_owned(), Value::Null)]);
    assert_eq!(notes(&folder.run("check --site docs").stdout), [""; 0]);

    let outside = Folder::empty();
    write_site(&outside);
    edit(&outside, "locales/en/site.ftl", "nav-home = Home", "nav-home = Start page");
    let alone = outside.run("check --site docs");
    assert_eq!((alone.code, &*alone.stderr), (Some(0), ""), "{alone:?}");
    assert!(notes(&alone.stdout).is_empty() && alone.stdout.contains("stale-message"), "{alone:?}");
    let mut without_git = folder.command(["check", "--site", "docs"]);
    let ran = crate::support::Ran::of(without_git.env("PATH", "").output().unwrap());
    assert_eq!((ran.code, &*ran.stderr), (Some(0), ""), "{ran:?}");
}

#[test]
fn no_build_asks_git() {
    let Some(folder) = repository() else { return };
    edit(&folder, "locales/en/site.ftl", "nav-home = Home", "nav-home = Start page");
    let built = folder.run("build --site docs");
    assert!(built.stderr.contains("stale-message") && notes(&built.stderr).is_empty(), "{built:?}");
}
