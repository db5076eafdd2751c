//! `isogloss watch` as a process: what a save changes in the output, what it says, how it ends.
//!
//! Every wait is for a state of the files or for a line on standard error, with a deadline.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::thread::sleep;
use std::time::{Duration, Instant};

use crate::support::{Folder, files_of};
use crate::watching::{DEADLINE, Watch};

#[test]
fn a_japanese_menu_message_updates_japanese_pages_alone() {
    let mut watch = Watch::start();
    let before = watch.outputs();
    watch.edit("locales/ja/site.ftl", "nav-home = ホーム", "nav-home = 入口");
    let said = watch.hear("locales/ja/site.ftl: ");
    assert_eq!(
        watch.changed_since(&before),
        ["ja/404.html", "ja/about/index.html", "ja/hello/index.html", "ja/index.html"],
        "{said}"
    );
    watch.shows("ja/hello/index.html", ">入口</a>");
    assert!(said.contains("4 pages patched, 4 files written"), "{said}");
    watch.equals_a_build();
    assert!(watch.interrupt() < Duration::from_secs(2));
}

#[test]
fn a_broken_save_keeps_the_last_good_text() {
    let mut watch = Watch::start();
    let before = watch.outputs();
    watch.edit("locales/ja/site.ftl", "nav-home = ホーム", "nav-home = { ホーム");
    watch.hear("error[syntax-error]");
    watch.hear("--> locales/ja/site.ftl:2:");
    watch.hear("help:");
    watch.edit("locales/ja/site.ftl", "greeting = { $name }さん", "greeting = { $name }様");
    watch.hear("locales/ja/site.ftl: ");
    watch.shows("ja/hello/index.html", "Ada様、こんにちは");
    watch.shows("ja/hello/index.html", ">ホーム</a>");
    assert_eq!(watch.changed_since(&before), ["ja/hello/index.html"], "only the sound edit shows");

    let from = watch.said.len();
    watch.edit("locales/ja/site.ftl", "nav-home = { ホーム", "nav-home = 入口");
    watch.shows("ja/index.html", ">入口</a>");
    watch.hear("locales/ja/site.ftl: ");
    watch.edit("locales/ja/site.ftl", "nav-hello = あいさつ", "nav-hello = ごあいさつ");
    watch.shows("ja/index.html", ">ごあいさつ</a>");
    watch.hear("locales/ja/site.ftl: ");
    let said = watch.said[from..].join("\n");
    assert!(!said.contains("error"), "the repair clears it: {said}");
    watch.equals_a_build();
    watch.interrupt();
}

#[test]
fn what_was_told_is_not_told_again_for_a_line_above_it() {
    let mut watch = Watch::start();
    let path = "locales/ja/site.ftl";
    watch.edit(path, "nav-hello = ", "nav-home = 入口\nnav-hello = ");
    watch.hear("error[duplicate-message]");
    watch.hear("1 error");
    let from = watch.said.len();
    watch.edit(path, "nav-home = ホーム", "# A comment moves every line.\n\nnav-home = ホーム");
    watch.hear(&format!("{path}: "));
    watch.edit(path, "nav-hello = ", "nav-home = 戸口\nnav-hello = ");
    watch.hear("error[duplicate-message]");
    watch.hear("2 errors");
    let said = watch.said[from..].join("\n");
    assert_eq!(said.matches("error[").count(), 1, "only that at another place is new: {said}");
    assert!(said.contains("戸口") && !said.contains("1 error,"), "{said}");
    watch.interrupt();
}

#[test]
fn a_broken_layout_keeps_its_last_good_pages() {
    let mut watch = Watch::start();
    let before = watch.outputs();
    watch.edit("layouts/page.html", "<h1>{{ page.title }}", "<h1>{{ page.titel }}");
    watch.hear("error[layout-error]");
    watch.hear("layouts/page.html:6:");
    watch.edit("layouts/page.html", "<h1>{{ page.titel }}", "<h1>{{ page.title ");
    watch.hear("error[layout-syntax]");
    assert_eq!(watch.changed_since(&before), [""; 0], "nothing is taken away");
    watch.edit("layouts/page.html", "<h1>{{ page.title ", "<h1 id=\"top\">{{ page.title }}");
    watch.shows("about/index.html", "<h1 id=\"top\">About</h1>");
    watch.shows("ja/about/index.html", "<h1 id=\"top\">私たち</h1>");
    watch.hear("layouts/page.html: ");
    assert!(watch.changed_since(&before).iter().all(|path| path.ends_with("about/index.html")));
    watch.interrupt();
}

#[test]
fn posts_come_and_go() {
    let watch = Watch::start();
    watch.save("content/en/news/first.md", "+++\ntitle = \"First\"\ndate = \"2022-10-06\"\n+++\n\nNews.\n");
    watch.shows("news/first/index.html", "News.");
    watch.shows("index.html", ">First</a>");
    watch.save("content/ja/news/first.md", "+++\ntitle = \"最初\"\ndate = \"2022-10-06\"\n+++\n\nお知らせ。\n");
    watch.shows("ja/news/first/index.html", "お知らせ。");
    fs::rename(watch.site.path().join("content/en/news/first.md"), watch.site.path().join("content/en/news/last.md"))
        .unwrap();
    watch.until("the post has moved", |out| {
        out.join("news/last/index.html").exists() && !out.join("news/first").exists()
    });
    fs::remove_dir_all(watch.site.path().join("content/en/news")).unwrap();
    fs::remove_dir_all(watch.site.path().join("content/ja/news")).unwrap();
    let gone = |out: &Path| ["news", "ja/news", "fr/news"].iter().all(|folder| !out.join(folder).exists());
    watch.until("the posts are gone", gone);
    watch.until("no page links to them", |out| {
        fs::read_to_string(out.join("index.html")).is_ok_and(|page| !page.contains("news"))
    });
    watch.equals_a_build();
    watch.interrupt();
}

#[test]
fn settings_take_effect_and_broken_ones_do_not() {
    let mut watch = Watch::start();
    watch.edit("site.toml", "state = \"coming-soon\"", "state = \"planned\"");
    watch.until("French is gone", |out| !out.join("fr").exists());
    watch.hear("site.toml: ");
    let before = watch.outputs();
    watch.edit("site.toml", "state = \"planned\"", "state = \"planned");
    watch.hear("error[settings-syntax]");
    watch.hear("site.toml:");
    assert_eq!(watch.changed_since(&before), [""; 0], "broken settings take nothing away");
    watch.edit("site.toml", "state = \"planned", "state = \"preview\"\nname = \"Le français\"");
    watch.shows("fr/index.html", "lang=\"fr\"");
    watch.equals_a_build();
    assert!(watch.interrupt() < Duration::from_secs(2));
}

#[test]
fn a_new_folder_is_watched_and_other_files_are_not() {
    let mut watch = Watch::start();
    let root: PathBuf = watch.site.path().to_owned();
    fs::rename(root.join("layouts"), root.join("aside")).unwrap();
    watch.until("no layouts, no pages", |out| !out.join("about").exists());
    fs::rename(root.join("aside"), root.join("layouts")).unwrap();
    watch.hear("written");
    let before = watch.outputs();
    for stray in ["content/en/.about.md.swp", "content/en/about.md~", "locales/ja/#site.ftl#", "notes.txt"] {
        fs::write(root.join(stray), "nav-home = x").unwrap();
    }
    watch.edit("content/ja/about.md", "私たちについて。", "私たちのこと。");
    watch.hear("1 file written");
    watch.shows("ja/about/index.html", "私たちのこと。");
    assert_eq!(watch.changed_since(&before), ["ja/about/index.html"]);
    watch.interrupt();
}

#[test]
fn an_output_that_was_emptied_is_written_again() {
    let mut watch = Watch::start();
    let out = watch.out.path().to_owned();
    // As `rm -r public/*` does: what begins with a dot stays.
    for entry in fs::read_dir(&out).unwrap().map(|entry| entry.unwrap().path()) {
        match entry.file_name().unwrap().to_str().unwrap().starts_with('.') {
            true => {}
            false if entry.is_dir() => fs::remove_dir_all(entry).unwrap(),
            false => fs::remove_file(entry).unwrap(),
        }
    }
    watch.hear("was emptied");
    watch.equals_a_build();

    // A save that comes before the loss is noticed does not hide it.
    fs::remove_dir_all(&out).unwrap();
    watch.save("content/en/late.md", "+++\ntitle = \"Late\"\n+++\n\nNot too late.\n");
    watch.shows("late/index.html", "Not too late.");
    watch.hear("was emptied");
    watch.equals_a_build();

    fs::remove_dir_all(&out).unwrap();
    fs::write(&out, "in the way").unwrap();
    watch.hear("a file stands where a folder is needed");
    fs::remove_file(&out).unwrap();
    watch.equals_a_build();
    let ran = watch.site.run(&format!("build --out {}", out.display()));
    assert!(ran.code == Some(2) && ran.stderr.contains("another isogloss is at work there"), "{ran:?}");
    watch.interrupt();
}

#[test]
fn a_site_that_is_moved_away_and_made_again_is_written_where_it_was() {
    let site = Folder::with(&files_of("cli"));
    let aside = Folder::empty();
    let page = site.path().join("public/index.html");
    let mut child = site.command(["watch", "--no-serve"]).stderr(Stdio::null()).spawn().unwrap();
    let end = Instant::now() + DEADLINE;
    let made = || {
        while !page.exists() && Instant::now() < end {
            sleep(Duration::from_millis(5));
        }
        page.exists()
    };
    let first = made();
    // The process stands in the folder, and goes with it.
    fs::rename(site.path(), aside.path().join("site")).unwrap();
    for (path, bytes) in files_of("cli") {
        site.write(&path, bytes);
    }
    let again = made();
    child.kill().unwrap();
    child.wait().unwrap();
    assert!(first && again, "{first} {again}");
}

#[test]
fn it_ends_at_once_while_pages_take_long() {
    let site = Folder::with(&files_of("cli"));
    let long = "{% for a in range(9000) %}{% for b in range(9000) %}{% set c = b %}{% endfor %}{% endfor %}";
    site.write("layouts/partials/long.html", long);
    // Each fragment may take as long as a page may.
    site.write(
        "layouts/page.html",
        "{% for part in range(9) %}{{ fragment(\"partials/long.html\", part=part) }}{% endfor %}",
    );
    let out = Folder::empty();
    let command = Watch::command(&site, &out, &[]);
    let watch = Watch::begin(site, out, command);
    // Files are copied just before pages are rendered.
    watch.until("the first build is at work", |out| out.join("assets/style.css").exists());
    assert!(watch.interrupt() < Duration::from_secs(2));
}
