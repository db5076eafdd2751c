//! Publication under attack: every call to the file system fails or is the last one, the disk is full, nothing may be
//! written, folders cannot change places. The release is the old one or the new one, whole, and the next run needs no
//! help.

use std::collections::BTreeSet;
use std::fs;
use std::process::Command;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use crate::releases::{
    beside, last, publish, ready_for_the_next, release_of, set_sources, small_site, standing, with_foreign,
};
use crate::support::{Files, Folder, Ran, difference, say_skipped};
use crate::tracing::{Call, Fault, calls, can_trace, run, traced};

/// Calls that change something.
const WRITES: [&str; 20] = [
    "openat",
    "write",
    "fsync",
    "rename",
    "renameat",
    "renameat2",
    "unlink",
    "unlinkat",
    "rmdir",
    "mkdir",
    "mkdirat",
    "link",
    "linkat",
    "symlink",
    "symlinkat",
    "chmod",
    "fchmodat",
    "ftruncate",
    "copy_file_range",
    "sendfile",
];
/// Calls that only look.
const READS: [&str; 7] = ["read", "statx", "newfstatat", "getdents64", "readlink", "flock", "lseek"];

fn build(site: &Folder) -> Command {
    let root = site.path().to_str().unwrap();
    site.command(["build", "--release", "--site", root, "--out", &format!("{root}/release")])
}

fn copy_of(site: &Folder) -> Folder {
    let copy = Folder::in_memory(&Files::new());
    // All in one call, so that names of one file stay names of one file.
    let done = Command::new("cp").arg("-a").arg(site.path().join(".")).arg(copy.path()).status().unwrap();
    assert!(done.success());
    copy
}

#[test]
fn whatever_call_fails_or_is_the_last_the_release_is_whole() {
    if !can_trace() {
        return;
    }
    let ready = ready_for_the_next();
    let [old, new] = [&[0, 1][..], &[0, 1, 2]].map(|versions| with_foreign(&release_of(versions)));
    let cases = cases(&ready);
    let (next, hits) = (AtomicUsize::new(0), AtomicUsize::new(0));
    let wrong = thread::scope(|scope| {
        let work = || {
            let mut wrong = Vec::new();
            while let Some((call, what)) = cases.get(next.fetch_add(1, Ordering::Relaxed)) {
                match attack(&copy_of(&ready), call, what, &old, &new) {
                    Ok(hit) => drop(hits.fetch_add(usize::from(hit), Ordering::Relaxed)),
                    Err(text) => wrong.push(format!("{call:?} {what}: {text}")),
                }
            }
            wrong
        };
        let threads: Vec<_> = (0..3).map(|_| scope.spawn(work)).collect();
        threads.into_iter().flat_map(|thread| thread.join().unwrap()).collect::<Vec<String>>()
    });
    assert!(wrong.is_empty(), "{} of {}:\n{}", wrong.len(), cases.len(), wrong.join("\n"));
    // Which thread makes a page differs from run to run, so a few calls are not made again.
    let hits = hits.into_inner();
    assert!(cases.len() > 300 && hits * 100 >= cases.len() * 95, "{hits} of {} faults were met", cases.len());
}

/// Every call of a run that names something of the site, with every fault it can have.
fn cases(ready: &Folder) -> Vec<(Call, &'static str)> {
    let site = copy_of(ready);
    let log = site.path().join(".log");
    let (ran, _) = run(traced(&build(&site), &log, "%file,%desc", None));
    assert_eq!(ran.code, Some(0), "{ran:?}");
    let found: BTreeSet<Call> = calls(&fs::read_to_string(log).unwrap(), site.path()).into_iter().collect();
    for (name, path) in [("renameat2", "release"), ("fsync", ".release.isogloss"), ("linkat", "release/CNAME")] {
        assert!(found.iter().any(|call| call.name == name && call.path == path), "no {name} of {path} in {found:#?}");
    }
    let faults = |call: Call| {
        let faults: &[&str] = match &*call.name {
            name if WRITES.contains(&name) => &["signal=KILL", "error=ENOSPC", "error=EIO", "error=EDQUOT"],
            name if READS.contains(&name) => &["signal=KILL", "error=EIO"],
            // Nothing waits for the answer of `close`, and `fcntl` does not reach the file system.
            _ => &[],
        };
        faults.iter().map(move |fault| (call.clone(), *fault))
    };
    found.into_iter().flat_map(faults).collect()
}

/// One run with one fault, then one without; whether the fault was met.
fn attack(site: &Folder, call: &Call, what: &str, old: &Files, new: &Files) -> Result<bool, String> {
    let path = site.path().join(&call.path);
    let path = if call.path.is_empty() { site.path() } else { &path };
    let fault = Fault { calls: &call.name, what, number: call.number, path: Some(path) };
    let log = site.path().join(".log");
    let (ran, killed) = run(traced(&build(site), &log, &call.name, Some(&fault)));
    let hit = killed || fs::read_to_string(&log).unwrap().contains("INJECTED");
    let found = standing(site);
    let is = |release: &Files| difference(&found, release).is_none();
    match (killed, ran.code) {
        (true, _) if is(old) || is(new) => {}
        (false, Some(0)) if is(new) => {}
        (false, Some(2)) if is(old) && ran.stderr.contains(site.path().to_str().unwrap()) => {}
        _ => {
            return Err(format!(
                "old {}, new {}, {ran:?}, {}",
                is(old),
                is(new),
                difference(&found, new).unwrap_or_default()
            ));
        }
    }
    let next = Ran::of(build(site).output().unwrap());
    let found = [standing(site), last(site)];
    let differences: Vec<_> = found.iter().zip([new, old]).filter_map(|(found, is)| difference(found, is)).collect();
    if next.code != Some(0) || !differences.is_empty() || beside(site) != [".gitignore", "last", "lock"] {
        return Err(format!("then {next:?}, {:?}, {differences:?}", beside(site)));
    }
    Ok(hit)
}

#[test]
fn where_folders_cannot_change_places_files_are_published_one_by_one() {
    if !can_trace() {
        return;
    }
    let [old, new] = [&[0, 1][..], &[0, 1, 2]].map(|versions| with_foreign(&release_of(versions)));
    for error in ["EINVAL", "ENOSYS", "EXDEV", "EBUSY"] {
        let site = ready_for_the_next();
        let what = format!("error={error}");
        let fault = Fault { calls: "renameat2", what: &what, number: 1, path: None };
        let (ran, _) = run(traced(&build(&site), &site.path().join(".log"), "renameat2", Some(&fault)));
        assert_eq!(ran.code, Some(0), "{ran:?}");
        assert_eq!(ran.stderr.matches("published one by one").count(), 1, "{ran:?}");
        assert_eq!(difference(&standing(&site), &new), None);
        assert_eq!(beside(&site), [".gitignore", "last", "lock"]);
        let ran = site.run("build --rollback");
        assert_eq!(ran.code, Some(0), "{ran:?}");
        assert_eq!(difference(&standing(&site), &old), None);
    }
}

#[test]
fn a_release_one_by_one_that_is_killed_is_ended_by_the_next() {
    if !can_trace() {
        return;
    }
    let [old, new] = [&[0, 1][..], &[0, 1, 2]].map(|versions| with_foreign(&release_of(versions)));
    let one_by_one = |site: &Folder, more: Option<usize>| {
        let log = site.path().join(".log");
        let fault = Fault { calls: "renameat2", what: "error=EINVAL", number: 1, path: None };
        let mut command = traced(&build(site), &log, "renameat2,rename,unlink", Some(&fault));
        if let Some(number) = more {
            // Options of strace come before the program.
            let arguments: Vec<_> = command.get_args().map(ToOwned::to_owned).collect();
            let mut killed = Command::new("strace");
            killed.arg("-e").arg(format!("inject=rename,unlink:signal=KILL:when={number}")).args(arguments);
            killed.current_dir(site.path());
            command = killed;
        }
        run(command)
    };
    let mut killed = 0;
    for number in 1..12 {
        let site = ready_for_the_next();
        killed += usize::from(one_by_one(&site, Some(number)).1);
        for (path, bytes) in standing(&site) {
            let is_known = path == ".isogloss" || path.starts_with(".isogloss-stage/");
            let is_whole = [&old, &new].iter().any(|release| release.get(&path) == Some(&bytes));
            assert!(is_known || is_whole, "{path} after {number}");
        }
        let (ran, _) = one_by_one(&site, None);
        assert_eq!(ran.code, Some(0), "{ran:?}");
        assert_eq!(difference(&standing(&site), &new), None, "after {number}");
        assert_eq!(beside(&site), [".gitignore", "last", "lock"]);
    }
    assert!(killed > 5, "{killed} runs were killed");
}

/// Whether file systems can be mounted here, in a namespace of ours.
fn can_mount() -> bool {
    let ran = Command::new("unshare").args(["-Urm", "sh", "-c", "mount -t tmpfs none /mnt"]).output();
    if ran.is_ok_and(|ran| ran.status.success()) {
        return true;
    }
    say_skipped("publication: this machine allows no user namespaces (unshare -Urm)");
    false
}

/// Runs a script in a mount namespace, in the folder of the site; `$0` is the program.
fn in_namespace(site: &Folder, script: &str) -> Ran {
    let mut command = Command::new("unshare");
    command.args(["-Urm", "sh", "-c", script]).arg(crate::support::binary());
    command.current_dir(site.path()).env_remove("SOURCE_DATE_EPOCH").env("NO_COLOR", "1");
    Ran::of(command.output().unwrap())
}

#[test]
fn on_a_disk_that_is_too_small_the_old_release_stays() {
    if !can_mount() {
        return;
    }
    let site = ready_for_the_next();
    // What is new is larger than what is free, for some of the sizes.
    for (path, bytes) in small_site(2) {
        let more = if path.ends_with(".md") { "word ".repeat(12_000) } else { String::new() };
        site.write(&path, [bytes, more.into_bytes()].concat());
    }
    let script = |options: &str| {
        format!(
            "mkdir -p disk && mount -t tmpfs -o {options} none disk && cp -a release disk/release || exit 9\n\
             cp -a disk/release kept && \"$0\" build --release --out disk/release; code=$?\n\
             if [ $code = 2 ]; then diff -r --no-dereference kept disk/release || exit 8; fi\n\
             mount -o remount,size=9m,nr_inodes=9999 disk && \"$0\" build --release --out disk/release || exit 7\n\
             grep -q \"Version 2\" disk/release/index.html || exit 6\n\
             rm -rf kept; exit $code"
        )
    };
    let sizes = (1..=20).map(|size| format!("size={}k", size * 20));
    let inodes = (1..=8).map(|number| format!("size=9m,nr_inodes={}", 20 + number * 4));
    let mut codes = BTreeSet::new();
    for options in sizes.chain(inodes) {
        let ran = in_namespace(&site, &script(&options));
        drop(fs::remove_dir_all(site.path().join("kept")));
        if ran.code == Some(9) {
            // Not even the old release has room there.
            continue;
        }
        assert!([Some(0), Some(2)].contains(&ran.code), "{options}: {ran:?}");
        if ran.code == Some(2) {
            assert!(ran.stderr.contains("/disk/"), "{options}: {ran:?}");
        }
        codes.insert((options.contains("nr_inodes"), ran.code));
    }
    assert_eq!(codes.len(), 4, "too small and large enough, in bytes and in files: {codes:?}");
}

#[test]
fn sources_that_may_only_be_read_are_published_elsewhere() {
    if !can_mount() {
        return;
    }
    let (site, out) = (Folder::in_memory(&small_site(0)), Folder::in_memory(&Files::new()));
    let read_only = "mount --bind . . && mount -o remount,bind,ro . && cd \"$PWD\" &&";
    let script = format!("{read_only} \"$0\" build --release --out {}/www", out.path().display());
    let ran = in_namespace(&site, &script);
    assert_eq!(ran.code, Some(0), "{ran:?}");
    let mut expected = release_of(&[0]);
    expected.retain(|path, _| !path.is_empty());
    assert_eq!(difference(&crate::support::tree(&out.path().join("www")), &expected), None);
    // A target that may only be read keeps what it has.
    let site = ready_for_the_next();
    let before = standing(&site);
    let ran = in_namespace(&site, &format!("{read_only} \"$0\" build --release"));
    assert!(ran.code == Some(2) && ran.stderr.contains(".release.isogloss"), "{ran:?}");
    assert!(ran.stderr.contains("read-only"), "{ran:?}");
    assert_eq!(difference(&standing(&site), &before), None);
}

#[test]
fn into_a_folder_that_is_mounted_files_are_published_one_by_one() {
    if !can_mount() {
        return;
    }
    let site = Folder::in_memory(&small_site(1));
    let steps = "cp -a content first && rm -rf content && mkdir release && mount -t tmpfs none release || exit 9\n\
         echo x > release/CNAME; mv first content; \"$0\" build --release || exit 8\n\
         echo More >> content/en/_index.md; \"$0\" build --release || exit 7\n\
         grep -q More release/index.html || exit 6\n\
         \"$0\" build --rollback || exit 5\n\
         grep -q More release/index.html && exit 4\n\
         [ \"$(cat release/CNAME)\" = x ] && ls -A . release";
    let ran = in_namespace(&site, steps);
    assert_eq!(ran.code, Some(0), "{ran:?}");
    assert_eq!(ran.stderr.matches("published one by one").count(), 3, "once in each run: {ran:?}");
    assert!(!ran.stdout.contains(".release.isogloss") && ran.stdout.contains(".isogloss-release"), "{ran:?}");
    set_sources(&site, &small_site(2));
    publish(&site);
}

/// A power cut takes what no `fsync` came after, and a name may be on the disk before the bytes that it stands for.
#[test]
fn what_is_written_is_on_the_disk_before_it_is_shown() {
    if !can_trace() {
        return;
    }
    let site = ready_for_the_next();
    let log = site.path().join(".log");
    let (ran, _) = run(traced(&build(&site), &log, "mkdir,write,linkat,fsync,rename,renameat2", None));
    assert_eq!(ran.code, Some(0), "{ran:?}");
    let calls = calls(&fs::read_to_string(log).unwrap(), site.path());
    let at = |name: &str, path: &str| {
        let is = |call: &Call| call.name == name && call.path == path;
        calls.iter().position(is).unwrap_or_else(|| panic!("no {name} of {path} in {calls:#?}"))
    };
    let next = ".release.isogloss/next";
    let (ready, shown) = (at("rename", next), at("renameat2", "release"));
    let mut names = BTreeSet::new();
    for (position, call) in calls.iter().enumerate().filter(|(_, call)| call.path.starts_with(next)) {
        let path = call.path.trim_end_matches('/');
        match &*call.name {
            "write" => assert!((position..ready).contains(&at("fsync", path)), "{path}"),
            // A new folder, and what got a name in it, are on the disk when the folder is.
            "mkdir" => assert!((position..ready).contains(&at("fsync", path)), "{path}"),
            _ => continue,
        }
        names.insert(path.strip_prefix(next).unwrap());
    }
    assert_eq!(
        names,
        BTreeSet::from([
            "",
            "/.git",
            "/.git/logs",
            "/.isogloss",
            "/about",
            "/about/index.html",
            "/assets",
            "/blog.old",
            "/blog.old/a",
            "/index.html",
            "/isogloss-manifest.en.json",
            "/isogloss-manifest.json",
            "/same",
            "/sitemap.xml"
        ])
    );
    assert!((ready..shown).contains(&at("fsync", ".release.isogloss")));
    assert!((shown..at("rename", ".release.isogloss/last")).contains(&at("fsync", "")));
}
