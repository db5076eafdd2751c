//! What was translated from what: locks, what is stale, `sync` and `accept`; through the program, on small sites.

use std::process::Command;

use isogloss::navigate::{TextState, describe};
use isogloss::render::Origin;
use isogloss::site::{Options, Subject};
use isogloss::text::LocaleId;

use crate::support::{Files, Folder, SiteTest, say_skipped, tree};

const LOCK: &str = "locales/ja/translations.lock";

/// A site in English and Japanese, with this Japanese and one post.
fn site() -> Folder {
    let files = [
        (
            "site.toml",
            "source_locale = \"en\"\n[[locales]]\nid = \"en\"\nstate = \"live\"\n[[locales]]\nid = \"ja\"\nstate = \"live\"\n",
        ),
        ("layouts/page.html", "<p class=\"{{ page.stale }}\">{{ page.content }}{{ t(\"about\") }}</p>\n"),
        ("locales/en/site.ftl", "-brand = Isogloss\nnav-home = Home\nabout = About { -brand }\nbye = Bye\n"),
        ("locales/ja/site.ftl", "-brand = Isogloss\nnav-home = ホーム\nabout = { -brand } について\n"),
        ("content/en/post.md", "+++\ntitle = \"Post\"\n+++\nOne word.\n"),
        ("content/ja/post.md", "+++\ntitle = \"記事\"\n+++\n一語。\n"),
    ];
    Folder::with(&files.map(|(path, text)| (path.to_owned(), text.as_bytes().to_vec())).into_iter().collect())
}

/// The same, with its lock.
fn synced() -> Folder {
    let folder = site();
    assert_eq!(folder.run("sync").code, Some(0));
    folder
}

fn text(folder: &Folder, path: &str) -> String {
    String::from_utf8(tree(folder.path())[path].clone()).unwrap()
}

/// Replaces a text that stands once in a file.
#[track_caller]
fn edit(folder: &Folder, path: &str, from: &str, to: &str) {
    let text = text(folder, path);
    assert_eq!(text.matches(from).count(), 1, "`{from}` must stand once in {path}");
    folder.write(path, text.replace(from, to));
}

/// What the program finds about translations: code, id, and how far a source moved.
fn found(folder: &Folder) -> Vec<String> {
    let built = folder.run("build --format json").json();
    let list = built["diagnostics"].as_array().unwrap().iter();
    let word = |one: &serde_json::Value, name: &str| one[name].as_str().unwrap_or_default().to_owned();
    let mut found: Vec<String> = list
        .filter(|one| word(one, "code").starts_with("stale-") || word(one, "code").starts_with("lock-"))
        .map(|one| {
            assert_eq!((&*word(one, "severity"), &*word(one, "locale")), ("warning", "ja"));
            let message = word(one, "message");
            let far =
                message.rsplit_once('(').and_then(|(_, rest)| rest.split(':').next()).unwrap_or_default().to_owned();
            format!("{} {} {far}", word(one, "code"), word(one, "id")).trim_end().to_owned()
        })
        .collect();
    found.sort();
    found
}

fn stale_page(folder: &Folder) -> String {
    let page = text(folder, "public/ja/post/index.html");
    page.split('"').nth(1).unwrap().to_owned()
}

#[test]
fn without_a_lock_nothing_is_stale_and_with_a_new_one_nothing_is_either() {
    let folder = site();
    assert_eq!(found(&folder), [""; 0]);
    assert_eq!(folder.run("sync").stdout, "ja: 4 recorded\n  locales/ja/site.ftl: 1 missing entry added as comments\n");
    assert_eq!(found(&folder), [""; 0]);
    assert_eq!(stale_page(&folder), "");
    let lines = text(&folder, LOCK);
    let names: Vec<&str> = lines.lines().map(|line| line.split(' ').next().unwrap()).collect();
    assert_eq!(names, ["isogloss", "-brand", "about", "content/ja/post.md", "nav-home"]);
    assert!(lines.starts_with("isogloss translations 1\n"), "{lines}");
}

#[test]
fn a_source_edit_makes_its_translation_stale_by_how_far_it_went() {
    for (to, far) in [("home!", "cosmetic"), ("Start page", "review"), ("Home { $x }", "redo"), ("<b>Home</b>", "redo")]
    {
        let folder = synced();
        edit(&folder, "locales/en/site.ftl", "nav-home = Home", &format!("nav-home = {to}"));
        assert_eq!(found(&folder), [format!("stale-message nav-home {far}")], "{to}");
        edit(&folder, "locales/en/site.ftl", &format!("nav-home = {to}"), "# Back again.\nnav-home =\n    Home");
        assert_eq!(found(&folder), [""; 0], "what it says is as it was");
    }
}

#[test]
fn a_term_makes_stale_what_takes_it_in_and_its_translation_carries_them() {
    let folder = synced();
    edit(&folder, "locales/en/site.ftl", "-brand = Isogloss", "-brand = Isoglossa");
    assert_eq!(found(&folder), ["stale-message -brand review", "stale-message about review"]);
    edit(&folder, "locales/ja/site.ftl", "-brand = Isogloss", "-brand = アイソグロッサ");
    assert_eq!(found(&folder), ["lock-outdated -brand"], "what takes the term in says the new name too");
    assert_eq!(folder.run("sync").stdout, "ja: 2 edited\n");
    assert_eq!(found(&folder), [""; 0]);
}

#[test]
fn a_term_does_not_carry_a_message_whose_own_words_moved_or_that_writes_it_out() {
    let folder = synced();
    edit(&folder, "locales/en/site.ftl", "-brand = Isogloss", "-brand = Isoglossa");
    edit(&folder, "locales/en/site.ftl", "About {", "All about {");
    edit(&folder, "locales/ja/site.ftl", "-brand = Isogloss", "-brand = アイソグロッサ");
    assert_eq!(found(&folder), ["lock-outdated -brand", "stale-message about review"]);
    let folder = site();
    edit(&folder, "locales/ja/site.ftl", "{ -brand } について", "Isogloss について");
    folder.run("sync");
    edit(&folder, "locales/en/site.ftl", "-brand = Isogloss", "-brand = Isoglossa");
    edit(&folder, "locales/ja/site.ftl", "-brand = Isogloss", "-brand = アイソグロッサ");
    assert_eq!(found(&folder), ["lock-outdated -brand", "stale-message about review"]);
}

#[test]
fn a_translation_by_hand_is_up_to_date_and_recorded_by_sync() {
    let folder = synced();
    edit(&folder, "locales/en/site.ftl", "nav-home = Home", "nav-home = Start page");
    edit(&folder, "locales/ja/site.ftl", "ホーム", "最初のページ");
    assert_eq!(found(&folder), ["lock-outdated nav-home"]);
    assert_eq!(folder.run("build --strict").code, Some(1));
    assert_eq!(folder.run("sync --locale ja").stdout, "ja: 1 edited\n");
    assert_eq!(found(&folder), [""; 0]);
    edit(&folder, "locales/ja/site.ftl", "# bye = Bye", "bye = では");
    assert_eq!(found(&folder), [""; 0], "it has no line yet");
    assert_eq!(folder.run("sync").stdout, "ja: 1 recorded\n");
    edit(&folder, "locales/ja/site.ftl", "bye = では\n", "");
    assert_eq!(folder.run("sync").stdout, "ja: 1 dropped\n  locales/ja/site.ftl: 1 missing entry added as comments\n");
    assert!(!text(&folder, LOCK).contains("bye"));
}

#[test]
fn what_is_still_right_is_accepted() {
    let folder = synced();
    edit(&folder, "locales/en/site.ftl", "nav-home = Home", "nav-home = Start page");
    edit(&folder, "locales/en/site.ftl", "-brand = Isogloss", "-brand = Isoglossa");
    edit(&folder, "content/en/post.md", "One word.", "Two words.");
    assert_eq!(folder.run("sync").stdout, "ja: 4 stale\n", "sync accepts nothing");
    assert_eq!(folder.run("accept nav-home").code, Some(2), "whose?");
    let refused = folder.run("accept nav-hoem --locale ja");
    assert_eq!(refused.code, Some(2));
    assert!(refused.stderr.contains("did you mean `nav-home`?"), "{}", refused.stderr);
    assert_eq!(folder.run("accept bye --locale ja").code, Some(2), "it is not translated");
    assert_eq!(folder.run("accept --locale en").code, Some(2), "the source is translated from nothing");
    assert_eq!(found(&folder).len(), 4, "what was refused changed nothing");
    assert_eq!(folder.run("accept nav-home --locale ja").stdout, "ja: 1 accepted\n  nav-home\n");
    assert_eq!(folder.run("accept --locale ja -- -brand").stdout, "ja: 2 accepted\n  -brand\n  about\n");
    assert_eq!(found(&folder), ["stale-post content/ja/post.md review"]);
    assert_eq!(folder.run("accept --locale ja ./content/ja/post.md").stdout, "ja: 1 accepted\n  content/ja/post.md\n");
    assert_eq!(found(&folder), [""; 0]);
    edit(&folder, "locales/en/site.ftl", "nav-home = Start page", "nav-home = Home");
    assert_eq!(folder.run("accept --locale ja").stdout, "ja: 1 accepted\n  nav-home\n", "all that is stale");
}

#[test]
fn a_post_that_moved_on_says_so_on_its_page() {
    for (from, to, far) in [
        ("One word.", "One word!", "cosmetic"),
        ("title = \"Post\"", "title = \"A post\"", "review"),
        ("One word.", "One *word*.", "redo"),
        ("One word.", "One [word](/post/).", "redo"),
    ] {
        let folder = synced();
        edit(&folder, "content/en/post.md", from, to);
        assert_eq!(found(&folder), [format!("stale-post content/ja/post.md {far}")], "{to}");
        assert_eq!(stale_page(&folder), far);
        edit(&folder, "content/ja/post.md", "一語。", "一つの語。");
        assert_eq!(found(&folder), ["lock-outdated content/ja/post.md"]);
        assert_eq!(stale_page(&folder), "");
    }
    let folder = synced();
    edit(&folder, "content/en/post.md", "title", "slug = \"other\"\ndraft = true\ntitle");
    assert_eq!(found(&folder), [""; 0], "what concerns the page alone is not translated");
}

#[test]
fn a_broken_file_costs_no_line() {
    let folder = synced();
    let lock = text(&folder, LOCK);
    edit(&folder, "locales/ja/site.ftl", "nav-home = ", "nav-home = { ");
    edit(&folder, "content/ja/post.md", "title = ", "title = \"");
    edit(&folder, "locales/en/site.ftl", "bye = Bye", "bye = Bye\nnew = New");
    let ran = folder.run("sync");
    assert_eq!(ran.code, Some(1));
    assert!(ran.stderr.contains("locales/ja/site.ftl cannot be read as a whole"), "{}", ran.stderr);
    assert_eq!(text(&folder, LOCK), lock);
}

#[test]
fn lines_that_cannot_be_read_cost_only_themselves() {
    let folder = synced();
    edit(&folder, LOCK, "\nabout ", "\nabout x");
    let built = folder.run("build --format json").json();
    let found = built["diagnostics"].as_array().unwrap().iter().map(|one| (one["code"].as_str(), &one["line"]));
    let of_locks: Vec<_> = found.filter(|(code, _)| code.is_some_and(|code| code.starts_with("lock"))).collect();
    assert_eq!(of_locks, [(Some("lock-syntax"), &serde_json::json!(3))]);
    edit(&folder, "locales/en/site.ftl", "nav-home = Home", "nav-home = Start page");
    edit(&folder, "locales/en/site.ftl", "about = About", "about = All about");
    let text_of = folder.run("build").stderr;
    assert!(text_of.contains("`nav-home` is older") && !text_of.contains("`about` is older"), "{text_of}");
    let other = text(&folder, LOCK).replace("translations 1", "translations 2");
    folder.write(LOCK, &other);
    assert_eq!(folder.run("sync").code, Some(2), "what a newer program wrote is not overwritten");
    assert_eq!(text(&folder, LOCK), other);
}

/// The files with both sides of a merge in the lock.
fn torn(folder: &Folder, ours: &str, theirs: &str) {
    let (mut merged, mut open) = (String::new(), false);
    for (left, right) in ours.lines().zip(theirs.lines()) {
        if left == right {
            merged += &format!("{left}\n");
        } else {
            open = true;
            merged += &format!("<<<<<<< ours\n{left}\n||||||| base\nnav-home 0\n=======\n{right}\n>>>>>>> theirs\n");
        }
    }
    assert!(open, "the sides differ");
    folder.write(LOCK, merged);
}

#[test]
fn a_conflict_resolves_line_by_line() {
    let folder = synced();
    edit(&folder, "locales/en/site.ftl", "nav-home = Home", "nav-home = Start page");
    let ours = text(&folder, LOCK);
    folder.run("accept nav-home --locale ja");
    let theirs = text(&folder, LOCK);
    torn(&folder, &ours, &theirs);
    assert_eq!(found(&folder), ["lock-outdated"], "it is about the source as it is now; only the marks are left");
    assert_eq!(folder.run("sync").stdout, "ja: nothing new\n");
    assert_eq!(text(&folder, LOCK), theirs);

    edit(&folder, "locales/ja/site.ftl", "ホーム", "最初のページ");
    folder.run("sync");
    torn(&folder, &ours, &text(&folder, LOCK));
    assert_eq!(found(&folder), ["lock-outdated"], "one side is about the translation as it is now");

    edit(&folder, "locales/ja/site.ftl", "最初のページ", "はじめのページ");
    assert_eq!(found(&folder), ["lock-conflict nav-home", "lock-outdated"], "neither is");
    assert_eq!(folder.run("sync").stdout, "ja: 1 torn by a merge\n");
    assert_eq!(found(&folder), ["lock-conflict nav-home", "lock-outdated"], "nobody decides that for the translator");
    let before = text(&folder, LOCK);
    assert_eq!(folder.run("sync").stdout, "ja: 1 torn by a merge\n");
    assert_eq!(text(&folder, LOCK), before);
    folder.run("accept nav-home --locale ja");
    assert_eq!(found(&folder), [""; 0]);
}

#[test]
fn a_merge_of_two_branches_needs_no_hand() {
    let folder = synced();
    let git = |arguments: &str| {
        let identity = ["-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false"];
        let mut command = Command::new("git");
        command.args(identity).args(arguments.split(' ')).current_dir(folder.path());
        command.env("GIT_CONFIG_GLOBAL", "/dev/null").env("GIT_CONFIG_SYSTEM", "/dev/null").output()
    };
    if git("init -q -b main").is_err() {
        say_skipped("staleness: there is no git");
        return;
    }
    let commit = |name: &str| {
        git("add -A").unwrap();
        assert!(git(&format!("commit -q -m {name}")).unwrap().status.success());
    };
    folder.write(".gitignore", "public\n");
    commit("start");
    git("checkout -q -b other").unwrap();
    edit(&folder, "locales/ja/site.ftl", "-brand = Isogloss", "-brand = アイソグロス");
    folder.run("sync");
    commit("brand");
    git("checkout -q main").unwrap();
    edit(&folder, "locales/en/site.ftl", "-brand = Isogloss", "-brand = Isoglossa");
    edit(&folder, "content/en/post.md", "One word.", "Two words.");
    folder.run("accept --locale ja -- -brand");
    commit("source");
    let merged = git("merge other").unwrap();
    assert!(!merged.status.success(), "both sides have a line for the term: {merged:?}");
    assert!(text(&folder, LOCK).contains("<<<<<<<"));
    // The term was accepted on one side and rewritten on the other: as it is now it was made from the old source.
    let torn = ["lock-outdated", "stale-message -brand review", "stale-post content/ja/post.md review"];
    assert_eq!(found(&folder), torn);
    assert_eq!(folder.run("sync").stdout, "ja: 2 stale\n");
    assert!(!text(&folder, LOCK).contains("<<<<<<<"));
    commit("merge");
    assert_eq!(found(&folder), torn[1..]);
}

#[test]
fn sync_writes_what_is_missing_in_the_order_of_the_source() {
    let source = "### Site\n\na = A\nb =\n    .title = { $n ->\n        [one] One\n       *[other] Many\n    }\n\n## Group\n\n# About c.\nc = C\nd = D\n-e = E\n";
    let written = "### サイト\n\n# c について。\nc = C\r\n\n## 終わり\n\nx = X";
    let files: Files = [
        ("site.toml", "source_locale = \"en\"\n[[locales]]\nid = \"en\"\nstate = \"live\"\n[[locales]]\nid = \"ja\"\nstate = \"live\"\n"),
        ("locales/en/a/site.ftl", source),
        ("locales/en/more.ftl", "c = C again\nm = M\n"),
        ("locales/ja/a/site.ftl", &written.replace('\r', "")),
    ]
    .map(|(path, text)| (path.to_owned(), text.as_bytes().to_vec()))
    .into_iter()
    .collect();
    let folder = Folder::with(&files);
    let ran = folder.run("sync");
    assert_eq!(ran.code, Some(0), "{}", ran.stderr);
    let expected = "### サイト\n\n# a = A\n\n# b =\n#     .title = { $n ->\n#         [one] One\n#        *[other] Many\n#     }\n\n# c について。\nc = C\n\n# d = D\n\n# -e = E\n\n## 終わり\n\nx = X";
    assert_eq!(text(&folder, "locales/ja/a/site.ftl"), expected);
    assert_eq!(text(&folder, "locales/ja/more.ftl"), "# m = M\n");
    let before = tree(folder.path());
    assert_eq!(folder.run("sync").stdout, "ja: nothing new\n");
    assert_eq!(tree(folder.path()), before);
}

#[test]
fn sync_writes_the_attributes_that_a_message_lacks_below_it() {
    let source = "search = Search\n    .title = Search { $n ->\n        [one] one\n       *[other] many\n    }\n    .label = Find\nnew = New\n\n\
                  last = Last\n    .title = End\n-brand = B\n    .case = X\n";
    let files: Files = [
        ("site.toml", "source_locale = \"en\"\n[[locales]]\nid = \"en\"\nstate = \"live\"\n[[locales]]\nid = \"ja\"\nstate = \"live\"\n"),
        ("locales/en/site.ftl", source),
        ("locales/ja/a.ftl", "last = 終わり"),
        ("locales/ja/site.ftl", "# 検索。\nsearch = 検索\n    .label = 探す\n# ブランド。\n-brand = B\n"),
        ("locales/ja/z.ftl", "last = 二度目\n"),
    ]
    .map(|(path, text)| (path.to_owned(), text.as_bytes().to_vec()))
    .into_iter()
    .collect();
    let folder = Folder::with(&files);
    let added = "  locales/ja/a.ftl: 1 missing attribute added as comments\n  \
                 locales/ja/site.ftl: 1 missing entry and 1 missing attribute added as comments\n";
    let said = folder.run("sync").stdout;
    assert!(said.ends_with(added), "{said}");
    let expected = "# 検索。\nsearch = 検索\n    .label = 探す\n\n#     .title = Search { $n ->\n#         [one] one\n\
                    #        *[other] many\n#     }\n\n# new = New\n\n# ブランド。\n-brand = B\n";
    assert_eq!(text(&folder, "locales/ja/site.ftl"), expected);
    assert_eq!(text(&folder, "locales/ja/a.ftl"), "last = 終わり\n\n#     .title = End\n");
    assert_eq!(text(&folder, "locales/ja/z.ftl"), "last = 二度目\n", "the first one counts");
    let before = tree(folder.path());
    assert_eq!(folder.run("sync").stdout, "ja: nothing new\n");
    assert_eq!(tree(folder.path()), before);
    let built = folder.run("check --format json --locale ja").json();
    let lacks = |one: &serde_json::Value| one["code"] == "missing-attribute" && one["path"] == "locales/ja/a.ftl";
    assert!(built["diagnostics"].as_array().unwrap().iter().any(lacks));
    // Without their `# ` the lines are the attribute.
    edit(&folder, "locales/ja/a.ftl", "#     .title = End", "    .title = 終わり");
    let built = folder.run("check --format json --locale ja").json();
    assert!(!built["diagnostics"].as_array().unwrap().iter().any(lacks));
}

#[test]
fn sync_does_not_tear_a_comment_of_attributes_that_is_another_messages() {
    let source = "c = C\n    .title = T\n    .label = L\na = A\n";
    let files: Files = [
        ("site.toml", "source_locale = \"en\"\n[[locales]]\nid = \"en\"\nstate = \"live\"\n[[locales]]\nid = \"ja\"\nstate = \"live\"\n"),
        ("locales/en/site.ftl", source),
        ("locales/ja/site.ftl", "c = C\n#     .title = B\n#     .title = B\na = A\n"),
    ]
    .map(|(path, text)| (path.to_owned(), text.as_bytes().to_vec()))
    .into_iter()
    .collect();
    let folder = Folder::with(&files);
    folder.run("sync");
    let expected = "c = C\n\n#     .label = L\n\n#     .title = B\n#     .title = B\na = A\n";
    assert_eq!(text(&folder, "locales/ja/site.ftl"), expected);
}

#[test]
fn the_example_of_each_code_brings_it_about() {
    for code in isogloss::diagnostic::codes::staleness::ALL {
        let folder = site();
        for path in tree(folder.path()).keys().filter(|path| path.contains("/en/") || path.contains("/ja/")) {
            std::fs::remove_file(folder.path().join(path)).unwrap();
        }
        for file in code.example.split("# ").filter(|file| !file.is_empty()) {
            let (path, text) = file.split_once('\n').unwrap();
            folder.write(path, text);
        }
        let built = folder.run("build --format json").json();
        let codes: Vec<_> = built["diagnostics"].as_array().unwrap().iter().map(|one| one["code"].as_str()).collect();
        assert!(codes.contains(&Some(code.name)), "{code}: {codes:?}");
    }
}

#[test]
fn a_new_site_has_its_locks() {
    let folder = Folder::empty();
    folder.run("new .");
    assert_eq!(folder.run("sync").stdout, "ja: nothing new\nfr: nothing new\n");
    folder.write("content/en/about.md", "+++\ntitle = \"About\"\n+++\nOther words.\n");
    assert_eq!(found(&folder), ["stale-post content/ja/about.md redo"]);
}

#[test]
fn the_browser_is_told_which_of_its_texts_are_stale() {
    let folder = synced();
    edit(&folder, "locales/en/site.ftl", "nav-home = Home", "nav-home = Start page");
    edit(&folder, "content/en/post.md", "One word.", "Two words.");
    let test = SiteTest::of(tree(folder.path()), Options::default());
    let ja = LocaleId::new("ja");
    let state = |origin: Origin| describe(test.workspace.site(), &ja, &origin, &ja).state;
    let title = |key: &str| Origin::Field(Subject::Entry(key.into()), "title");
    assert_eq!(state(Origin::Message("nav-home".into())), TextState::Stale);
    assert_eq!(state(Origin::Message("about".into())), TextState::Own);
    assert_eq!(state(title("post")), TextState::Stale);
}
