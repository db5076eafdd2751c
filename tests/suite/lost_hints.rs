//! Storms where the system loses hints, refuses them or never gives any: the output is a build's all the same, and one
//! message says why it comes later.

use std::fs;
use std::process::Command;

use crate::storm::{Storm, edits, sound_files};
use crate::support::{Folder, say_skipped};
use crate::watching::Watch;

#[test]
fn without_any_hints_the_output_is_a_builds() {
    let mut storm = Storm::begin(2, |command| command, &["--poll"]);
    storm.rage(edits(50));
    storm.end(0);
}

#[test]
fn when_the_system_loses_hints_the_output_is_a_builds() {
    let mut storm = Storm::begin(3, |command| command, &[]);
    let queue: usize = fs::read_to_string("/proc/sys/fs/inotify/max_queued_events").unwrap().trim().parse().unwrap();
    storm.watch.signal("STOP");
    // The same event again and again is one to the system, so two files take turns; each write is three events.
    for _ in 0..queue / 4 {
        for name in ["locales/ja/.one.swp", "locales/ja/.two.swp"] {
            fs::write(storm.root().join(name), "x").unwrap();
        }
    }
    let mut files = storm.files.clone();
    files.insert("content/en/unseen/post.md".to_owned(), b"+++\ntitle = \"Unseen\"\n+++\n".to_vec());
    storm.set(files);
    storm.watch.signal("CONT");
    storm.watch.equals_a_build();
    storm.rage(edits(20));
    storm.end(0);
}

#[test]
fn where_the_system_watches_too_few_folders_the_output_is_a_builds() {
    if !can_limit() {
        return;
    }
    // The folders are too many from the start.
    let mut storm = Storm::begin(4, |command| limited(&command, "max_inotify_watches", 3), &[]);
    storm.rage(edits(20));
    storm.end(1);
    // They become too many later.
    let mut storm = Storm::begin(5, |command| limited(&command, "max_inotify_watches", 50), &[]);
    for number in 0..60 {
        let mut files = storm.files.clone();
        files.insert(format!("layouts/assets/f{number}/x.css"), b"p {}".to_vec());
        storm.set(files);
    }
    storm.watch.hear("max_user_watches");
    storm.watch.equals_a_build();
    storm.rage(edits(20));
    storm.end(1);
}

#[test]
fn where_the_system_refuses_to_watch_the_output_is_a_builds() {
    if !can_limit() {
        return;
    }
    let mut storm = Storm::begin(6, |command| limited(&command, "max_inotify_instances", 0), &[]);
    storm.rage(edits(20));
    storm.end(1);
}

#[test]
fn where_the_file_system_tells_nothing_the_output_is_a_builds() {
    if !can_limit() {
        return;
    }
    let mut files = sound_files();
    files.insert("layouts/404.html".to_owned(), b"{{ t(\"only-english\") }}".to_vec());
    let (site, out, mounts) = (Folder::with(&files), Folder::empty(), Folder::empty());
    let command = in_namespace(&Watch::command(&site, &out, &[]), "exec \"$@\"");
    let mut watch = Watch::run(site, out, command);
    let process = watch.process().to_string();
    for number in 0..3 {
        files.insert("locales/ja/quiet.ftl".to_owned(), format!("only-english = 静か {number}\n").into_bytes());
        for (path, bytes) in files.iter().filter(|(path, _)| path.starts_with("locales/ja/")) {
            mounts.write(&format!("{number}/{path}"), bytes);
        }
        // What is mounted over a folder comes without a word: only looking finds it.
        let mut mount = Command::new("nsenter");
        mount.args(["-t", &process, "-U", "-m", "--preserve-credentials", "mount", "--bind"]);
        mount.arg(mounts.path().join(format!("{number}/locales/ja"))).arg(watch.site.path().join("locales/ja"));
        assert!(mount.status().unwrap().success());
        watch.equals_a_build_of(&Folder::with(&files));
    }
    watch.hear("the file system tells nothing");
    let (_, said) = watch.end("INT");
    assert_eq!(said.iter().filter(|line| line.contains("cannot ")).count(), 1, "{said:#?}");
}

/// Whether a process can be given limits of its own here. With `ISOGLOSS_TEST_ALL=1` it must be.
fn can_limit() -> bool {
    let ran =
        Command::new("unshare").args(["-Urm", "sh", "-c", "echo 100 > /proc/sys/user/max_inotify_watches"]).output();
    if ran.is_ok_and(|ran| ran.status.success()) {
        return true;
    }
    say_skipped("lost_hints: this machine allows no user namespaces (unshare -Urm)");
    false
}

/// The same command under a limit of the system.
fn limited(command: &Command, limit: &str, value: usize) -> Command {
    in_namespace(command, &format!("echo {value} > /proc/sys/user/{limit} && exec \"$@\""))
}

fn in_namespace(command: &Command, script: &str) -> Command {
    let mut inside = Command::new("unshare");
    inside.args(["-Urm", "sh", "-c", script, "sh"]).arg(command.get_program()).args(command.get_args());
    inside.current_dir(command.get_current_dir().unwrap()).env_remove("SOURCE_DATE_EPOCH").env("NO_COLOR", "1");
    inside
}
