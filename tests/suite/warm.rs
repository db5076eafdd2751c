//! Builds that begin with what the last one kept: the law holds across runs, and whatever became of the record or of the
//! outputs meanwhile, what comes out is a clean build's.

use std::fs;
use std::path::Path;
use std::process::Stdio;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use isogloss::site::Options;
use isogloss::text::{Change, Coming, Digest, Fetch, Keeper, SitePath};
use isogloss::workspace::{MemorySink, NullSink, Outcome, Sink, Workspace};
use proptest::prelude::*;
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};
use rayon::prelude::*;

use crate::edits::Edit;
use crate::support::{Files, Folder, Ran, SiteTest, difference, files_of, tree};
use crate::tracing::{Fault, calls, can_trace, run, traced};

/// These files. Of every third one the bytes are fetched only when somebody needs them, of every third a second time.
fn coming(files: &Files) -> impl ParallelIterator<Item = Coming> {
    let files: Arc<Files> = Arc::new(files.clone());
    let from = Arc::clone(&files);
    let fetch: Fetch = Arc::new(move |path, _| from[path.as_str()].as_slice().into());
    let paths: Vec<(usize, String)> = files.keys().cloned().enumerate().collect();
    paths.into_par_iter().map(move |(number, name)| {
        let path = SitePath::new(&name).unwrap();
        let bytes = files[&name].as_slice();
        match number % 3 {
            0 => Coming::Known(path, Digest::of(bytes), Arc::clone(&fetch)),
            1 => Coming::Here(Change::set(path, bytes), Some(Arc::clone(&fetch))),
            _ => Coming::Here(Change::set(path, bytes), None),
        }
    })
}

/// A run over these files: begins with what was kept, publishes so many pages at most, and keeps.
fn run_once(files: &Files, kept: &[u8], sink: &MemorySink, most: usize) -> (Workspace, Vec<u8>, Outcome) {
    let mut workspace = Workspace::new(Options::default(), 0);
    workspace.resume(coming(files), kept);
    let there = sink.outputs();
    let is_there = |output: &str, digest: Digest| match there.get(output) {
        // A file of the sources stands there as its path and digest.
        Some(bytes) => Digest::of(bytes) == digest || bytes.ends_with(format!(" {digest}").as_bytes()),
        None => false,
    };
    let published = workspace.published();
    let fallen = published.iter().filter(|(output, digest)| !is_there(output, *digest));
    let fallen: Vec<Arc<str>> = fallen.map(|(output, _)| Arc::clone(output)).collect();
    workspace.forget(&fallen);
    let Ok(outcome) = workspace.render_some(most, sink);
    if most == usize::MAX {
        let outputs = workspace.outputs();
        for stale in sink.outputs().keys().filter(|output| !outputs.contains(&Arc::from(output.as_str()))) {
            let Ok(()) = sink.remove(stale);
        }
    }
    let mut keeper = Keeper::default();
    workspace.keep(&mut keeper);
    let kept = keeper.finish();
    (workspace, kept, outcome)
}

fn findings(workspace: &Workspace) -> Vec<String> {
    workspace.findings().iter().map(|finding| format!("{finding:?}")).collect()
}

#[test]
fn any_edits_between_runs_end_in_a_clean_build() {
    let config = Config { cases: 10, max_shrink_iters: 100, failure_persistence: None, ..Config::default() };
    let mut runner = TestRunner::new_with_rng(config, TestRng::from_seed(RngAlgorithm::ChaCha, &[3; 32]));
    let edits = proptest::collection::vec((any::<u8>(), any::<u16>(), any::<u16>(), 0..6_usize), 30);
    let outcome = runner.run(&edits, |edits| {
        let original = files_of("law");
        let (mut files, sink, mut kept) = (original.clone(), MemorySink::default(), Vec::new());
        for (what, which, how, fate) in edits {
            let edit = Edit::new(what, which, how);
            edit.make(&mut files, &original);
            edit.edit_lock(&mut files);
            match fate {
                // A run that is killed leaves no record of itself, one that is told to stop leaves pages undone.
                0 => drop(run_once(&files, &kept, &sink, 5)),
                1 => kept = run_once(&files, &kept, &sink, 5).1,
                2 => {
                    let outputs = sink.outputs();
                    let output = outputs.keys().nth(usize::from(which) % outputs.len().max(1));
                    if let Some(output) = output {
                        let Ok(_) = sink.put(output, b"by hand");
                    }
                }
                _ => {}
            }
            let (warm, now, _) = run_once(&files, &kept, &sink, usize::MAX);
            kept = now;
            let clean = SiteTest::of(files.clone(), Options::default());
            if let Some(difference) = difference(&sink.outputs(), &clean.sink.outputs()) {
                panic!("after {edit:?}: {difference}");
            }
            prop_assert_eq!(findings(&warm), findings(&clean.workspace), "after {:?}", edit);
        }
        Ok(())
    });
    if let Err(error) = outcome {
        panic!("{error}");
    }
}

#[test]
fn a_run_makes_only_what_moved_since_the_last() {
    let (mut files, sink) = (files_of("law"), MemorySink::default());
    let (_, kept, cold) = run_once(&files, &[], &sink, usize::MAX);
    assert!(cold.rendered > 50, "{cold:?}");
    let (_, same, warm) = run_once(&files, &kept, &sink, usize::MAX);
    assert_eq!(warm, Outcome::default(), "nothing changed");
    assert!(same == kept, "what is kept of the same site is the same");
    let mut edit = |path: &str, from: &str, to: &str| {
        let text = String::from_utf8(files[path].clone()).unwrap();
        assert_eq!(text.matches(from).count(), 1, "`{from}` must stand once in {path}");
        files.insert(path.to_owned(), text.replace(from, to).into_bytes());
        run_once(&files, &kept, &sink, usize::MAX).2
    };
    let menu = edit("locales/ja/site.ftl", "nav-home = ホーム", "nav-home = 家");
    assert!(menu.patched > 10 && menu.changed.iter().all(|output| output.starts_with("ja/")), "{menu:?}");
    assert_eq!((menu.rendered, menu.fragments), (0, 1), "a page takes its menu without a render");
}

#[test]
fn another_program_or_other_options_begin_anew() {
    let (files, sink) = (files_of("law"), MemorySink::default());
    let (_, kept, cold) = run_once(&files, &[], &sink, usize::MAX);
    let mut of_another = kept.clone();
    of_another[0] ^= 1;
    for doubtful in
        [&of_another[..], &kept[..kept.len() - 1], &kept[..kept.len() / 2], &[kept.as_slice(), &[0]].concat()]
    {
        let (warm, now, outcome) = run_once(&files, doubtful, &sink, usize::MAX);
        assert_eq!(outcome.rendered, cold.rendered);
        assert!(now == kept && warm.plan().dirty.is_empty());
    }
    let mut drafts = Workspace::new(Options { drafts: true, ..Options::default() }, 0);
    drafts.resume(coming(&files), &kept);
    let Ok(outcome) = drafts.render(&NullSink, &AtomicBool::new(false));
    assert!(outcome.rendered >= cold.rendered, "{outcome:?}");
}

/// A site, built once.
fn built() -> Folder {
    let folder = Folder::in_memory(&files_of("law"));
    let ran = folder.run("build");
    assert!(folder.path().join(".isogloss/ledger").is_file(), "{ran:?}");
    folder
}

/// Builds, and compares with what a site of the same files gives that was never built.
#[track_caller]
fn build(folder: &Folder) -> serde_json::Value {
    let ran = folder.run("build --format json").json();
    let mut files = tree(folder.path());
    files.retain(|path, _| ["site.toml", "locales/", "content/", "layouts/"].iter().any(|top| path.starts_with(top)));
    let clean = Folder::in_memory(&files);
    let fresh = clean.run("build --format json").json();
    let outputs = |folder: &Folder| tree(&folder.path().join("public"));
    assert_eq!(difference(&outputs(folder), &outputs(&clean)), None);
    assert_eq!(ran["diagnostics"], fresh["diagnostics"]);
    ran
}

#[track_caller]
fn expect(ran: &serde_json::Value, rendered: u64, written: u64) {
    assert_eq!((ran["rendered"].as_u64(), ran["written"].as_u64()), (Some(rendered), Some(written)));
}

#[test]
fn another_build_date_makes_only_what_shows_it() {
    let folder = built();
    let build_on = |day: &str| {
        let mut command = folder.command(["build", "--format", "json"]);
        let ran = Ran::of(command.env("SOURCE_DATE_EPOCH", day).output().unwrap());
        (ran.json()["rendered"].as_u64().unwrap(), tree(&folder.path().join("public")))
    };
    let (rendered, warm) = build_on("1000000000");
    assert!(rendered < 50, "{rendered} pages of more than 50");
    fs::remove_dir_all(folder.path().join(".isogloss")).unwrap();
    assert_eq!(difference(&warm, &build_on("1000000000").1), None);
}

#[test]
fn nothing_changed_nothing_is_made_or_written() {
    let folder = built();
    expect(&build(&folder), 0, 0);
    let before = tree(folder.path());
    expect(&build(&folder), 0, 0);
    assert_eq!(difference(&tree(folder.path()), &before), None);
}

#[test]
fn a_fresh_checkout_makes_only_what_changed() {
    let first = built();
    // Other inodes, other times: only bytes are the same.
    let fresh = Folder::in_memory(&tree(first.path()));
    expect(&build(&fresh), 0, 0);
    fresh.write("content/en/about.md", "+++\ntitle = \"About\"\n+++\nOther words.\n");
    let ran = build(&fresh);
    let rendered = ran["rendered"].as_u64().unwrap();
    assert!((1..30).contains(&rendered), "{rendered} of more than 50 pages");
}

#[test]
fn what_became_of_outputs_is_seen() {
    let folder = built();
    expect(&build(&folder), 0, 0);
    let public = folder.path().join("public");
    let about = public.join("about/index.html");
    let whole = fs::read(&about).unwrap();
    // By hand, of the same length; and every time again.
    for _ in 0..3 {
        let mut edited = whole.clone();
        edited[0] = b'!';
        fs::write(&about, &edited).unwrap();
        expect(&build(&folder), 1, 1);
    }
    fs::remove_file(&about).unwrap();
    expect(&build(&folder), 1, 1);
    fs::remove_dir_all(public.join("ja")).unwrap();
    assert!(build(&folder)["rendered"].as_u64().unwrap() > 10);
    fs::remove_dir_all(&public).unwrap();
    assert!(build(&folder)["rendered"].as_u64().unwrap() > 50);
}

/// A site of which every source is on record. One that was written just before it was read proves nothing, and is read
/// again by the next build.
fn recorded() -> Folder {
    let folder = built();
    let record = || fs::read(folder.path().join(".isogloss/sources")).ok();
    loop {
        let before = record();
        expect(&build(&folder), 0, 0);
        if before.is_some() && record() == before {
            return folder;
        }
    }
}

/// Which documents a build reads.
fn documents_read(folder: &Folder) -> Vec<String> {
    let log = folder.path().join("log");
    let (ran, _) = run(traced(&folder.command(["build"]), &log, "openat", None));
    assert_eq!(ran.code, folder.run("build").code, "{ran:?}");
    let opened = calls(&fs::read_to_string(&log).unwrap(), folder.path());
    opened.into_iter().map(|call| call.path).filter(|path| path.ends_with(".md")).collect()
}

#[test]
fn only_documents_that_are_asked_for_are_read() {
    if !can_trace() {
        return;
    }
    let folder = recorded();
    assert_eq!(documents_read(&folder), Vec::<String>::new());
    // A page that is to be made again needs the text of its document, and of no other.
    fs::remove_file(folder.path().join("public/about/index.html")).unwrap();
    assert_eq!(documents_read(&folder), ["content/en/about.md"]);
}

#[test]
fn a_build_from_nothing_reads_every_document_once() {
    if !can_trace() {
        return;
    }
    let folder = Folder::in_memory(&files_of("law"));
    let all: Vec<String> = tree(folder.path()).into_keys().filter(|path| path.ends_with(".md")).collect();
    let mut read = documents_read(&folder);
    read.sort();
    // Texts are let go when their pages are made, and feeds, listings and search show them too.
    assert_eq!(read, all);
}

#[test]
fn an_edit_that_keeps_length_and_time_is_seen() {
    let folder = recorded();
    let path = folder.path().join("content/en/about.md");
    let (bytes, time) = (fs::read(&path).unwrap(), fs::metadata(&path).unwrap().modified().unwrap());
    let mut edited = bytes.clone();
    let last = edited.iter().rposition(u8::is_ascii_alphabetic).unwrap();
    edited[last] ^= 0x20;
    fs::write(&path, &edited).unwrap();
    fs::File::options().write(true).open(&path).unwrap().set_modified(time).unwrap();
    let rendered = build(&folder)["rendered"].as_u64().unwrap();
    assert!((1..30).contains(&rendered), "{rendered} of more than 50 pages");
}

#[test]
fn a_document_that_is_gone_between_look_and_reading_is_looked_for_again() {
    if !can_trace() {
        return;
    }
    let folder = recorded();
    let output = folder.path().join("public/about/index.html");
    let whole = fs::read(&output).unwrap();
    fs::remove_file(&output).unwrap();
    let source = folder.path().join("content/en/about.md");
    let fault = Fault { calls: "openat", what: "error=ENOENT", number: 1, path: Some(&source) };
    let log = folder.path().join("log");
    let mut command = folder.command(["build", "--format", "json"]);
    // strace counts the calls of each thread by itself.
    command.env("RAYON_NUM_THREADS", "1");
    let (ran, _) = run(traced(&command, &log, "openat", Some(&fault)));
    assert!(fs::read_to_string(&log).unwrap().contains("(INJECTED)"), "{ran:?}");
    assert!(ran.json()["rendered"].as_u64().unwrap() > 50, "all is made again: {ran:?}");
    assert!(fs::read(&output).unwrap() == whole);
    expect(&build(&folder), 0, 0);
}

#[cfg(unix)]
#[test]
fn what_stands_behind_a_link_is_not_ours() {
    let folder = built();
    expect(&build(&folder), 0, 0);
    let public = folder.path().join("public");
    fs::rename(public.join("about/index.html"), folder.path().join("moved.html")).unwrap();
    std::os::unix::fs::symlink(folder.path().join("moved.html"), public.join("about/index.html")).unwrap();
    expect(&build(&folder), 1, 1);
    assert!(!fs::symlink_metadata(public.join("about/index.html")).unwrap().is_symlink());
    fs::rename(public.join("about"), folder.path().join("away")).unwrap();
    std::os::unix::fs::symlink(folder.path().join("away"), public.join("about")).unwrap();
    folder.write("content/en/about.md", "+++\ntitle = \"About\"\n+++\nOther words.\n");
    let ran = folder.run("build");
    assert_eq!(ran.code, Some(2), "{ran:?}");
    assert!(ran.stderr.contains("it is a link in the output folder"), "{ran:?}");
}

#[test]
fn a_record_that_cannot_be_trusted_is_none() {
    let folder = built();
    let path = folder.path().join(".isogloss/ledger");
    let whole = fs::read(&path).unwrap();
    let mut touched = whole.clone();
    *touched.last_mut().unwrap() ^= 1;
    for bad in [&touched[..], &whole[..whole.len() / 2], b"", b"isogloss kept 1\n"] {
        fs::write(&path, bad).unwrap();
        let ran = build(&folder);
        assert!(ran["rendered"].as_u64().unwrap() > 50 && ran["written"] == 0, "{ran}");
        assert!(fs::read(&path).unwrap() == whole, "and it is kept anew");
    }
    for bad in [&b""[..], b"isogloss kept 1\n00000000000000000000000000000000"] {
        fs::write(folder.path().join(".isogloss/outputs"), bad).unwrap();
        expect(&build(&folder), 0, 0);
    }
}

#[test]
fn where_nothing_can_be_kept_all_is_made() {
    let folder = Folder::in_memory(&files_of("law"));
    folder.write(".isogloss", "somebody's");
    for _ in 0..2 {
        assert!(folder.run("build --format json").json()["rendered"].as_u64().unwrap() > 50);
    }
    assert_eq!(fs::read(folder.path().join(".isogloss")).unwrap(), b"somebody's");
}

#[test]
fn what_cannot_be_kept_fails_no_build() {
    if !can_trace() {
        return;
    }
    let (log, name) = (Folder::empty(), |name: &str| format!(".isogloss{name}"));
    for (call, what, path, told) in [
        ("mkdir", "error=EROFS", name(""), None),
        ("mkdir", "error=EACCES", name(""), None),
        ("write", "error=ENOSPC", name("/ledger.new"), Some("ledger: ")),
        ("rename", "error=EIO", name("/outputs.new"), Some("outputs: ")),
    ] {
        let folder = Folder::in_memory(&files_of("law"));
        let path = folder.path().join(path);
        let fault = Fault { calls: call, what, number: 1, path: Some(&path) };
        let command = folder.command(["build", "--format", "json"]);
        let (ran, _) = run(traced(&command, &log.path().join("log"), call, Some(&fault)));
        assert!(ran.json()["written"].as_u64().unwrap() > 50, "{ran:?}");
        match told {
            Some(told) => assert!(ran.stderr.contains(told), "{ran:?}"),
            None => assert_eq!(ran.stderr, "", "{ran:?}"),
        }
        build(&folder);
    }
}

#[test]
fn of_two_builds_at_once_either_may_leave_the_record() {
    let folder = Folder::in_memory(&files_of("law"));
    let start = |out: &str| {
        let mut command = folder.command(["build", "--out", out]);
        command.stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap()
    };
    for mut running in ["public", "elsewhere"].map(start) {
        assert_eq!(running.wait().unwrap().code(), Some(1), "the site has findings");
    }
    expect(&build(&folder), 0, 0);
}

#[test]
fn other_builds_of_the_site_leave_the_record_true() {
    let folder = built();
    folder.run("build --base-url https://other.example");
    folder.run("build --locale ja --base-url https://third.example");
    build(&folder);
    // What is stale in one folder may be somebody's in the other.
    folder.write("elsewhere/about/index.html", "somebody's");
    fs::remove_file(folder.path().join("content/en/about.md")).unwrap();
    folder.run("build --out elsewhere");
    assert_eq!(fs::read(folder.path().join("elsewhere/about/index.html")).unwrap(), b"somebody's");
    build(&folder);
}

#[test]
fn verify_names_what_a_build_from_nothing_would_not_write() {
    let folder = built();
    let clean = folder.run("build --verify");
    assert_eq!((clean.code, clean.stdout.lines().count()), (Some(0), 1), "{clean:?}");
    folder.write("public/about/index.html", "by hand");
    fs::remove_file(folder.path().join("public/ja/about/index.html")).unwrap();
    fs::remove_file(folder.path().join("content/en/blog/first.md")).unwrap();
    let before = tree(folder.path());
    let ran = folder.run("build --verify --format json");
    assert_eq!(ran.code, Some(1), "{ran:?}");
    let found = &ran.json()["differences"];
    let is = |output: &str| found.as_array().unwrap().iter().find(|one| one["output"] == output).map(|one| &one["is"]);
    assert_eq!(is("about/index.html").unwrap(), "differs");
    assert_eq!(is("ja/about/index.html").unwrap(), "missing");
    assert_eq!(is("blog/first/index.html").unwrap(), "stale");
    assert_eq!(is("search/index.html"), None);
    assert_eq!(difference(&tree(folder.path()), &before), None, "nothing is written");
    build(&folder);
    assert_eq!(folder.run("build --verify").code, Some(0));
}

#[test]
fn a_run_that_is_killed_leaves_a_true_record_or_none() {
    if !can_trace() {
        return;
    }
    let folder = built();
    let log = Folder::empty();
    let mut killed = 0;
    let kept = |name: &str| folder.path().join(".isogloss").join(name);
    let places: [(&str, usize, Option<std::path::PathBuf>); 9] = [
        ("rename", 1, None),
        ("rename", 4, None),
        ("rename", 9, None),
        ("unlink,unlinkat", 1, None),
        ("openat", 1, Some(kept("ledger.new"))),
        ("write", 1, Some(kept("ledger.new"))),
        ("rename", 1, Some(kept("ledger.new"))),
        ("write", 1, Some(kept("outputs.new"))),
        ("rename", 1, Some(kept("outputs.new"))),
    ];
    for (round, (calls, number, path)) in places.iter().enumerate() {
        folder.write("locales/ja/site.ftl", format!("nav-home = 家{round}\n"));
        folder.write("content/en/about.md", format!("+++\ntitle = \"About {round}\"\n+++\nWords {round}.\n"));
        let fault = Fault { calls, what: "signal=KILL", number: *number, path: path.as_deref().map(Path::new) };
        let command = folder.command(["build"]);
        killed += usize::from(run(traced(&command, &log.path().join("log"), calls, Some(&fault))).1);
        build(&folder);
        expect(&build(&folder), 0, 0);
    }
    assert!(killed >= 7, "{killed} runs were killed");
}
