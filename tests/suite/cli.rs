//! The command line at the public door: exit codes, what is said, and what is left on the disk.

use std::fs;
use std::process::{Command, Stdio};
use std::thread;

use serde_json::json;

use crate::support::{Folder, Ran, binary, difference, files_of, tree};
use crate::tracing::{Fault, can_trace, run, traced};

/// The site of these tests, in a folder of its own.
pub fn site() -> Folder {
    Folder::with(&files_of("cli"))
}

/// It could not run, says this, and says what to do.
#[track_caller]
pub fn refused(ran: &Ran, what: &str, hint: &str) {
    assert_eq!(ran.code, Some(2), "{ran:?}");
    assert!(ran.stderr.contains(what), "`{what}` is not in {}", ran.stderr);
    assert!(ran.stderr.contains(hint), "`{hint}` is not in {}", ran.stderr);
    assert_eq!(ran.stdout, "", "standard output is for results");
}

/// It ran and had nothing to say but its result.
#[track_caller]
pub fn fine(ran: &Ran) -> &str {
    assert_eq!((ran.code, ran.stderr.as_str()), (Some(0), ""), "{ran:?}");
    &ran.stdout
}

#[test]
fn says_what_is_wrong_with_the_arguments() {
    let folder = Folder::empty();
    refused(&folder.run("build"), "no site.toml", "isogloss new DIR");
    refused(&folder.run("build --site nowhere"), "nowhere", "help:");
    refused(&folder.run("watch --site nowhere"), "nowhere", "help:");
    refused(&folder.run("biuld"), "biuld", "build");
    refused(&folder.run("build --strickt"), "--strickt", "--strict");
    refused(&folder.run("build --format xml"), "xml", "json");
    let site = site();
    for command in ["build", "watch", "message nav-home", "why /"] {
        refused(&site.run(&format!("{command} --locale xx")), "no locale `xx`", "en, ja, fr");
    }
    assert_eq!(tree(&site.path().join("public")).len(), 0, "nothing is written by a command that cannot run");
    let help = folder.run("--help");
    assert!(fine(&help).contains("explain"));
    assert!(fine(&folder.run("--version")).starts_with("isogloss "));
}

#[test]
fn refuses_a_build_date_that_is_none() {
    for bad in ["yesterday", "", "12.5", "99999999999999999999"] {
        let ran = Ran::of(site().command(["build"]).env("SOURCE_DATE_EPOCH", bad).output().unwrap());
        refused(&ran, "SOURCE_DATE_EPOCH", "whole seconds since 1970");
    }
    let site = site();
    let ran = Ran::of(site.command(["build"]).env("SOURCE_DATE_EPOCH", "1664928000").output().unwrap());
    fine(&ran);
    assert!(page(&site, "public/index.html").contains("built 2022-10-05"));
}

fn page(site: &Folder, path: &str) -> String {
    fs::read_to_string(site.path().join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

#[test]
fn says_where_it_cannot_write() {
    let site = site();
    site.write("taken", "a file");
    refused(&site.run("build --out taken"), "taken", "a file stands where a folder is needed");
    refused(&site.run("build --out taken/below"), "taken", "a file stands where a folder is needed");
    refused(&site.run("watch --out taken"), "taken", "a file stands where a folder is needed");
    assert_eq!(page(&site, "taken"), "a file");
    for among in ["content", "layouts/public", "locales/en", ".", "./content/../layouts", "public/../content"] {
        refused(&site.run(&format!("build --out {among}")), "sources", "--out");
    }
    #[cfg(unix)]
    {
        std::os::unix::fs::symlink(site.path().join("content"), site.path().join("link")).unwrap();
        refused(&site.run("build --out link"), "sources", "--out");
        fs::remove_file(site.path().join("link")).unwrap();
    }
    assert_eq!(tree(site.path()).len(), files_of("cli").len() + 1, "no file among the sources");
    #[cfg(target_os = "linux")]
    refused(&site.run("build --out /proc/isogloss"), "/proc/isogloss", "check the path");
}

#[test]
fn a_folder_where_a_page_goes_stops_the_build() {
    let site = site();
    site.write("public/ja/index.html/mine", "not ours");
    refused(&site.run("build"), "index.html", "a folder stands where a file is needed");
    assert_eq!(page(&site, "public/ja/index.html/mine"), "not ours");
}

/// A limit on the size of files stands for a full disk: a write stops half way.
#[cfg(unix)]
#[test]
fn a_write_that_stops_half_way_leaves_no_torn_file() {
    let site = site();
    site.write("layouts/assets/large.bin", vec![7_u8; 400_000]);
    // Without the trap the system ends the process before the write can fail.
    let mut limited = Command::new("sh");
    limited.args(["-c", "trap '' XFSZ; ulimit -f 200; exec \"$@\"", "sh"]).arg(binary());
    limited.args(["build", "--site"]).arg(site.path()).env("NO_COLOR", "1").env_remove("SOURCE_DATE_EPOCH");
    let ran = Ran::of(limited.output().unwrap());
    assert_eq!(ran.code, Some(2), "{ran:?}");
    assert!(ran.stderr.contains("large.bin"), "{}", ran.stderr);
    assert!(ran.stderr.contains("help:"), "{}", ran.stderr);
    fine(&site.run("build --out whole"));
    whole_or_absent(&site, "public", "whole");
    fine(&site.run("build"));
    assert_eq!(tree(&site.path().join("public")), tree(&site.path().join("whole")));
}

/// Every published file in `folder` is the one of a complete build. Returns how many there are.
#[track_caller]
fn whole_or_absent(site: &Folder, folder: &str, whole: &str) -> usize {
    let whole = tree(&site.path().join(whole));
    let there = tree(&site.path().join(folder));
    let published = there.iter().filter(|(path, _)| !path.starts_with(".isogloss"));
    published.map(|(path, bytes)| assert_eq!(whole.get(path), Some(bytes), "{path} is torn or foreign")).count()
}

#[test]
fn counts_what_it_did() {
    let site = site();
    let first = site.run("build --format json");
    let files = tree(&site.path().join("public")).len() - 1;
    let report = first.json();
    assert_eq!((first.code, first.stderr.as_str()), (Some(0), ""));
    assert_eq!(report["locales"], json!({"en": {"pages": 4}, "fr": {"pages": 4}, "ja": {"pages": 4}}));
    assert_eq!((report["rendered"].clone(), report["written"].clone()), (json!(12), json!(files)));
    for (count, wanted) in [("unchanged", 0), ("removed", 0), ("errors", 0), ("warnings", 0)] {
        assert_eq!(report[count], json!(wanted), "{count}");
    }
    assert_eq!(report["diagnostics"], json!([]));
    assert!(report["milliseconds"].is_u64());
    let second = site.run("build --format json").json();
    assert_eq!((second["written"].clone(), second["unchanged"].clone()), (json!(0), json!(files)));
    let text = site.run("build");
    assert!(fine(&text).contains("0 files written"), "{text:?}");
}

#[test]
fn findings_are_objects_with_their_place() {
    let site = site();
    site.write("layouts/page.html", "<h1>{{ page.title }}</h1>\n{{ t(\"nav-hoem\") }}\n");
    let ran = site.run("build --format json --locale en");
    assert_eq!((ran.code, ran.stderr.as_str()), (Some(1), ""));
    let report = ran.json();
    let finding = &report["diagnostics"][0];
    let place = ["path", "line", "column", "end_line", "end_column"].map(|key| finding[key].clone());
    assert_eq!(place, [json!("layouts/page.html"), json!(2), json!(4), json!(2), json!(17)]);
    assert_eq!((finding["code"].clone(), finding["severity"].clone()), (json!("missing-message"), json!("error")));
    assert_eq!(finding["id"], json!("nav-hoem"));
    assert!(finding["message"].is_string() && finding["hint"].is_string(), "{finding}");
    assert_eq!(report["errors"], json!(report["diagnostics"].as_array().unwrap().len()));
}

#[test]
fn strict_counts_warnings() {
    let site = site();
    site.write("site.toml", format!("colour = \"red\"\n{}", page(&site, "site.toml")));
    assert_eq!(site.run("build").code, Some(0));
    let strict = site.run("build --strict");
    assert_eq!(strict.code, Some(1), "{strict:?}");
}

#[test]
fn one_locale_alone_leaves_the_others() {
    let site = site();
    fine(&site.run("build"));
    let all = tree(&site.path().join("public"));
    site.write("locales/ja/site.ftl", page(&site, "locales/ja/site.ftl").replace("ホーム", "入口"));
    site.write("locales/en/site.ftl", page(&site, "locales/en/site.ftl").replace("Home", "Start"));
    fine(&site.run("build --locale ja"));
    let after = tree(&site.path().join("public"));
    assert!(after.keys().eq(all.keys()), "no file comes or goes");
    for (path, bytes) in &after {
        // The feed and the sitemap show no menu.
        assert_eq!(*bytes != all[path], path.starts_with("ja/") && path.ends_with(".html"), "{path}");
    }
    fine(&site.run("build --out alone --locale ja"));
    let alone = tree(&site.path().join("alone"));
    for (path, bytes) in alone.iter().filter(|(path, _)| *path != ".isogloss") {
        assert_eq!(after.get(path), Some(bytes), "{path}");
    }
    assert!(alone.contains_key("ja/index.html") && !alone.contains_key("index.html"), "{:?}", alone.keys());
}

#[test]
fn removes_its_own_files_and_no_others() {
    let site = site();
    fine(&site.run("build --out elsewhere"));
    assert!(!site.path().join("public").exists());
    site.write("elsewhere/mine.txt", "mine");
    site.write("elsewhere/hello/mine.txt", "mine too");
    for locale in ["en", "ja"] {
        fs::remove_file(site.path().join(format!("content/{locale}/hello.md"))).unwrap();
    }
    let report = site.run("build --out elsewhere --format json").json();
    assert_eq!(report["removed"], json!(5), "one in each locale, and the feeds of the two that are live: {report}");
    assert!(!site.path().join("elsewhere/hello/index.html").exists());
    assert!(!site.path().join("elsewhere/ja/hello").exists(), "the folder that it leaves empty goes with it");
    assert_eq!(page(&site, "elsewhere/mine.txt"), "mine");
    assert_eq!(page(&site, "elsewhere/hello/mine.txt"), "mine too");
}

#[test]
fn a_record_that_lies_harms_nobody() {
    let site = site();
    let outside = Folder::empty();
    outside.write("precious", "outside");
    site.write("precious", "in the site");
    fine(&site.run("build"));
    site.write("public/kept/precious", "in public, not recorded");
    let absolute = outside.path().join("precious");
    let record = page(&site, "public/.isogloss");
    let lies = format!(
        "{record}../precious\n../site.toml\n{}\n/../precious\nkept/../../precious\n./../precious\n..\n.\nkept\n\n",
        absolute.display()
    );
    site.write("public/.isogloss", lies);
    fine(&site.run("build"));
    assert_eq!(page(&site, "precious"), "in the site");
    assert!(site.path().join("site.toml").exists());
    assert_eq!(fs::read_to_string(absolute).unwrap(), "outside");
    assert_eq!(page(&site, "public/kept/precious"), "in public, not recorded");
}

/// A recorded file below a link must not be removed outside of the output folder.
#[cfg(unix)]
#[test]
fn a_link_in_the_output_leads_nowhere() {
    let site = site();
    let outside = Folder::empty();
    outside.write("index.html", "precious");
    fine(&site.run("build"));
    fs::remove_dir_all(site.path().join("public/hello")).unwrap();
    std::os::unix::fs::symlink(outside.path(), site.path().join("public/hello")).unwrap();
    for locale in ["en", "ja"] {
        fs::remove_file(site.path().join(format!("content/{locale}/hello.md"))).unwrap();
    }
    site.run("build");
    assert_eq!(fs::read_to_string(outside.path().join("index.html")).unwrap(), "precious");
}

/// Sources are what lies in the site: a link does not publish what lies elsewhere.
#[cfg(unix)]
#[test]
fn a_link_in_the_sources_brings_nothing_in() {
    let site = site();
    let outside = Folder::empty();
    outside.write("private/key.txt", "secret");
    std::os::unix::fs::symlink(outside.path().join("private"), site.path().join("content/en/folder")).unwrap();
    std::os::unix::fs::symlink(outside.path().join("private/key.txt"), site.path().join("content/en/key.txt")).unwrap();
    site.run("build");
    let public = tree(&site.path().join("public"));
    assert!(public.contains_key("index.html"), "all else is built");
    let leaked: Vec<_> = public.iter().filter(|(_, bytes)| *bytes == b"secret").map(|(path, _)| path).collect();
    assert!(leaked.is_empty(), "{leaked:?} come from outside of the site");
}

#[test]
fn a_killed_build_leaves_whole_files() {
    let site = site();
    write_posts(&site, "words ");
    fine(&site.run("build --out old"));
    let old = tree(&site.path().join("old"));
    write_posts(&site, "other words ");
    fine(&site.run("build --out new"));
    let new = tree(&site.path().join("new"));
    // What is not there at all appears at the end; until then it grows where nobody looks.
    for number in if can_trace() { &[10, 40, 120][..] } else { &[] } {
        let out = format!("cut{number}");
        let mut build = site.command(["build", "--out", &out]);
        build.env("RAYON_NUM_THREADS", "2");
        let fault = Fault { calls: "mkdirat", what: "signal=KILL", number: *number, path: None };
        let (ran, is_killed) = run(traced(&build, &site.path().join(".log"), "mkdirat", Some(&fault)));
        assert!(is_killed, "{ran:?}");
        let growing = tree(&site.path().join(&out).join(".isogloss-stage/new"));
        assert!(growing.len() > 5, "it was cut while it wrote: {growing:?}");
        assert_eq!(whole_or_absent(&site, &out, "new"), 0);
        fine(&site.run(&format!("build --out {out}")));
        assert_eq!(difference(&tree(&site.path().join(&out)), &new), None, "the next build repairs all");
    }
    let replaced = || fs::read(site.path().join("old/many/299/index.html")).unwrap() == new["many/299/index.html"];
    kill_when(&site, "old", "-KILL", replaced);
    for (path, bytes) in tree(&site.path().join("old")).iter().filter(|(path, _)| !path.starts_with(".isogloss")) {
        assert!(*bytes == old[path] || *bytes == new[path], "{path} is neither the old file nor the new one");
    }
    fine(&site.run("build --out old"));
    assert_eq!(difference(&tree(&site.path().join("old")), &new), None, "the next build repairs all");
}

fn write_posts(site: &Folder, words: &str) {
    for number in 0..300 {
        let text = words.repeat(1_000);
        let post = format!("+++\ntitle = \"Post {number}\"\ndate = \"2022-10-05\"\n+++\n\n{text}\n");
        site.write(&format!("content/en/many/{number}.md"), post);
    }
}

/// Builds into `out` and ends the process as soon as it is so far.
#[track_caller]
fn kill_when(site: &Folder, out: &str, signal: &str, is_so_far: impl Fn() -> bool) {
    let mut build = site.command(["build", "--out", out]);
    let mut child = build.stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
    while !is_so_far() && child.try_wait().unwrap().is_none() {
        thread::yield_now();
    }
    let killed = Command::new("kill").args([signal, &child.id().to_string()]).stderr(Stdio::null()).status();
    assert!(killed.expect("kill is there on every Unix").success(), "the build ended before it was cut short");
    assert!(!child.wait().unwrap().success());
}

#[test]
fn a_new_site_has_no_findings() {
    let folder = Folder::empty();
    let made = folder.run("new blog");
    assert!(fine(&made).contains("isogloss build --site blog"), "{made:?}");
    let files = tree(&folder.path().join("blog"));
    assert!(files.contains_key("site.toml"), "{:?}", files.keys());
    let built = folder.run("build --strict --site blog");
    assert_eq!((built.code, built.stderr.as_str()), (Some(0), ""), "{built:?}");
    assert!(page(&folder, "blog/public/index.html").contains("<html"));
    refused(&folder.run("new blog"), "not empty", "does not exist yet");
    let sources = |path: &str| ![".isogloss/", "public/"].iter().any(|ours| path.starts_with(ours));
    let after = tree(&folder.path().join("blog"));
    assert!(after.iter().filter(|(path, _)| sources(path)).eq(files.iter()), "nothing is overwritten");
    folder.write("file", "x");
    refused(&folder.run("new file"), "file", "a file stands where a folder is needed");
    fs::create_dir(folder.path().join("empty")).unwrap();
    fine(&folder.run("new empty"));
    assert!(folder.path().join("empty/site.toml").exists());
}
