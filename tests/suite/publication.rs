//! Releases as they are published: what stands before and after, what is kept, whose files are touched.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::os::unix::fs::{FileTypeExt, MetadataExt, PermissionsExt, symlink};
use std::path::Path;
use std::process::Command;
use std::time::SystemTime;

use crate::releases::{
    beside, last, publish, ready_for_the_next, release_of, set_sources, small_site, standing, with_foreign,
};
use crate::saves::Numbers;
use crate::support::{Files, Folder, Ran, difference, tree};

#[track_caller]
fn expect_same(found: &Files, expected: &Files) {
    assert_eq!(difference(found, expected), None, "left: found, right: expected");
}

fn inode(site: &Folder, path: &str) -> u64 {
    fs::symlink_metadata(site.path().join(path)).unwrap().ino()
}

#[test]
fn a_release_replaces_the_one_before_and_keeps_it() {
    let site = ready_for_the_next();
    let (page, home, folder) = ("release/same/index.html", "release/index.html", "release");
    let before = [page, home, folder].map(|path| inode(&site, path));
    publish(&site);
    expect_same(&standing(&site), &with_foreign(&release_of(&[0, 1, 2])));
    expect_same(&last(&site), &with_foreign(&release_of(&[0, 1])));
    let after = [page, home, folder].map(|path| inode(&site, path));
    assert_eq!(before[0], after[0], "what does not change is not written");
    assert!(before[1] != after[1] && before[2] != after[2], "what changes is never written into");
    // The same again writes nothing, and does not push the last release out.
    let ran = site.run("build --release");
    assert!(ran.stdout.contains("Released. 3 pages rendered; 0 files written, 9 unchanged, 0 removed"), "{ran:?}");
    assert_eq!(inode(&site, folder), after[2]);
    expect_same(&last(&site), &with_foreign(&release_of(&[0, 1])));
    assert_eq!(beside(&site), [".gitignore", "last", "lock"]);
}

#[test]
fn a_rollback_brings_the_last_release_back_and_leaves_the_files_of_others() {
    let site = ready_for_the_next();
    publish(&site);
    site.write("release/CNAME", "other.example.org\n");
    site.write("site.toml", "nonsense");
    let expected = |version: usize| {
        let mut release = with_foreign(&release_of(&[0, 1, 2][..=version]));
        release.insert("CNAME".to_owned(), b"other.example.org\n".to_vec());
        release
    };
    let ran = site.run("build --rollback");
    assert_eq!(ran.code, Some(0), "{ran:?}");
    let words = "Rolled back. release holds the last release again, 9 files: 5 came back, 1 went, 4 are in both";
    assert!(ran.stdout.contains(words), "{ran:?}");
    expect_same(&standing(&site), &expected(1));
    let ran = site.run("build --rollback --format json");
    let counts = ["written", "unchanged", "removed"].map(|count| ran.json()[count].as_u64().unwrap());
    assert_eq!((counts, ran.json()["folder"].as_str()), ([5, 4, 1], Some("release")));
    expect_same(&standing(&site), &expected(2));
}

#[test]
fn a_rollback_to_nothing_fails() {
    let site = Folder::in_memory(&small_site(0));
    for reason in ["there is no release", "no earlier release is kept"] {
        let ran = site.run("build --rollback");
        assert_eq!(ran.code, Some(2), "{ran:?}");
        assert!(ran.stderr.contains(&format!("cannot roll back release: {reason}")), "{ran:?}");
        publish(&site);
    }
}

#[test]
fn a_site_with_errors_is_not_released() {
    let site = ready_for_the_next();
    let before = standing(&site);
    let nothing = "Nothing is released: release is as it was";
    site.write("layouts/page.html", "{{ t(\"nav-hom\") }}");
    let ran = site.run("build --release");
    assert!(ran.code == Some(1) && ran.stderr.contains(nothing), "{ran:?}");
    expect_same(&standing(&site), &before);
    set_sources(&site, &small_site(2));
    site.write("locales/en/site.ftl", "nav-home = Home\nnobody-asks = ..\n");
    let ran = site.run("build --release --strict --format json");
    assert_eq!((ran.code, ran.json()["published"].as_bool()), (Some(1), Some(false)), "{ran:?}");
    expect_same(&standing(&site), &before);
    assert_eq!(beside(&site), [".gitignore", "last", "lock"]);
    assert_eq!(site.run("build --release").code, Some(0), "a warning alone holds nothing up");
}

#[test]
fn what_is_not_ours_stays_as_it_is() {
    let site = Folder::in_memory(&small_site(0));
    publish(&site);
    let at = |path: &str| site.path().join("release").join(path);
    site.write("release/same/notes.txt", "mine");
    site.write("release/locked", "mine");
    fs::set_permissions(at("locked"), fs::Permissions::from_mode(0o400)).unwrap();
    fs::create_dir_all(at("empty/within")).unwrap();
    fs::set_permissions(at("empty"), fs::Permissions::from_mode(0o750)).unwrap();
    fs::set_permissions(at("."), fs::Permissions::from_mode(0o2770)).unwrap();
    symlink("../elsewhere", at("nowhere")).unwrap();
    symlink("same", at("leads")).unwrap();
    assert!(Command::new("mkfifo").arg(at("pipe")).status().unwrap().success());
    let names = ["same/notes.txt", "locked", "empty/within", "empty", "nowhere", "leads", "pipe", "."];
    let look = || names.map(|name| fs::symlink_metadata(at(name)).unwrap().permissions().mode());
    let before = look();
    for version in 1..4 {
        set_sources(&site, &small_site(version));
        publish(&site);
        assert_eq!(look(), before);
        assert_eq!(fs::read_link(at("nowhere")).unwrap(), Path::new("../elsewhere"));
        assert_eq!(fs::read_link(at("leads")).unwrap(), Path::new("same"));
        assert!(fs::symlink_metadata(at("pipe")).unwrap().file_type().is_fifo());
        assert_eq!(at("about").exists(), version % 2 == 0, "ours goes, with its folder");
    }
}

#[test]
fn what_stands_in_the_way_is_named_and_nothing_is_published() {
    let site = ready_for_the_next();
    fs::remove_dir_all(site.path().join("release/same")).unwrap();
    site.write("release/same", "not yours");
    let before = standing(&site);
    let ran = site.run("build --release");
    assert_eq!(ran.code, Some(2), "{ran:?}");
    let named = ran.stderr.lines().any(|line| line.starts_with("error: cannot keep") && line.contains("release/same:"));
    assert!(named, "{ran:?}");
    expect_same(&standing(&site), &before);
    let other = Folder::in_memory(&small_site(0));
    other.write("release", "a file");
    let ran = other.run("build --release");
    assert!(ran.code == Some(2) && ran.stderr.contains("release: it is no folder"), "{ran:?}");
    assert_eq!(fs::read(other.path().join("release")).unwrap(), b"a file");
}

#[test]
fn a_link_to_a_release_stays_and_leads_to_the_new_one() {
    let (site, elsewhere) = (Folder::in_memory(&small_site(0)), Folder::in_memory(&Files::new()));
    fs::create_dir(elsewhere.path().join("www")).unwrap();
    symlink(elsewhere.path().join("www"), site.path().join("release")).unwrap();
    publish(&site);
    assert!(site.path().join("release").is_symlink());
    assert!(elsewhere.path().join("www/index.html").is_file() && elsewhere.path().join(".www.isogloss").is_dir());
    assert!(!site.path().join(".release.isogloss").exists());
}

/// The small site in two live locales.
fn two_locales() -> Files {
    let mut files = small_site(0);
    let japanese = b"\n[[locales]]\nid = \"ja\"\nstate = \"live\"\n";
    files.entry("site.toml".to_owned()).and_modify(|text| text.extend(japanese));
    files.insert("locales/ja/site.ftl".to_owned(), "nav-home = ホーム\n".into());
    files
}

#[test]
fn one_locale_alone_leaves_the_files_of_the_others() {
    let site = Folder::in_memory(&two_locales());
    publish(&site);
    let before = standing(&site);
    assert!(before.contains_key("about/index.html") && before.contains_key("ja/about/index.html"));
    fs::remove_file(site.path().join("content/en/about.md")).unwrap();
    fs::remove_file(site.path().join("layouts/assets/style.css")).unwrap();
    site.write("layouts/page.html", "{{ page.title }}");
    let ran = site.run("build --release --locale ja");
    assert_eq!(ran.code, Some(0), "{ran:?}");
    let after = standing(&site);
    let own = [".isogloss", "isogloss-manifest.json", "isogloss-manifest.ja.json"];
    for path in before.keys().filter(|path| !path.starts_with("ja/") && !own.contains(&path.as_str())) {
        assert_eq!(after.get(path), before.get(path), "{path}: a page of another locale, or what it may show");
    }
    let is_new = |release: &Files, path: &str| !release[path].starts_with(b"<!doctype");
    assert!(!after.contains_key("ja/about/index.html") && is_new(&after, "ja/same/index.html"));
    // What the others no longer have goes with a release of their own.
    publish(&site);
    let after = standing(&site);
    assert!(!after.contains_key("about/index.html") && !after.contains_key("assets/style.css"));
    assert!(is_new(&after, "same/index.html"));
}

#[test]
fn a_locale_may_be_released_under_its_gate() {
    let mut files = two_locales();
    files.remove("locales/ja/site.ftl");
    let site = Folder::in_memory(&files);
    let ran = site.run("build --release");
    assert!(ran.code == Some(1) && !site.path().join("release").exists(), "{ran:?}");
    let ran = site.run("build --release --allow-under-gate");
    assert!(ran.code == Some(0) && ran.stderr.contains("error[missing-message]"), "{ran:?}");
    assert!(standing(&site).contains_key("ja/index.html"));
    site.write("layouts/page.html", "{{ t(\"nav-hoem\") }}");
    let ran = site.run("build --release --allow-under-gate");
    assert!(ran.code == Some(1) && ran.stderr.contains("Nothing is released"), "{ran:?}");
}

#[test]
fn who_holds_a_release_is_named() {
    let site = ready_for_the_next();
    let before = standing(&site);
    let lock = site.path().join(".release.isogloss/lock");
    fs::write(&lock, "4711").unwrap();
    let held = File::options().write(true).open(&lock).unwrap();
    held.lock().unwrap();
    let ran = site.run("build --release");
    assert_eq!(ran.code, Some(2), "{ran:?}");
    assert!(ran.stderr.contains("another isogloss (process 4711, since "), "{ran:?}");
    expect_same(&standing(&site), &before);
    drop(held);
    publish(&site);
    // One that only watches has the folder itself.
    set_sources(&site, &small_site(1));
    let held = File::open(site.path().join("release")).unwrap();
    held.lock().unwrap();
    let ran = site.run("build --release");
    assert!(ran.code == Some(2) && ran.stderr.contains("another isogloss is at work there"), "{ran:?}");
}

#[test]
fn of_two_builders_at_once_one_wins() {
    let site = ready_for_the_next();
    let releases = [&[0, 1, 0][..], &[0, 1]].map(|versions| with_foreign(&release_of(versions)));
    let mut lost = 0;
    for round in 1..=50 {
        set_sources(&site, &small_site(round % 2));
        let start = || site.command(["build", "--release"]).stderr(std::process::Stdio::piped()).spawn().unwrap();
        let ran = [start(), start()].map(|child| Ran::of(child.wait_with_output().unwrap()));
        let codes = ran.each_ref().map(|ran| ran.code);
        assert!(codes.contains(&Some(0)) && codes.iter().all(|code| [Some(0), Some(2)].contains(code)), "{ran:?}");
        for loser in ran.iter().filter(|ran| ran.code == Some(2)) {
            lost += 1;
            assert!(loser.stderr.contains("is at work there"), "{loser:?}");
        }
        expect_same(&standing(&site), &releases[round % 2]);
    }
    assert!(lost > 0, "the two never met");
}

/// Pages and assets by name, each with the number that its bytes are made of: every other one is large enough for
/// compressed copies.
fn named(held: &BTreeMap<String, usize>) -> Files {
    let mut files = small_site(0);
    for (name, number) in held {
        let text = format!("Of round {number}. ").repeat(if number % 2 == 0 { 200 } else { 1 });
        files.insert(format!("content/en/{name}.md"), format!("+++\ntitle = \"{number}\"\n+++\n\n{text}\n").into());
        files.insert(format!("layouts/assets/{name}.txt"), text.into_bytes());
    }
    files
}

#[test]
fn after_two_hundred_renames_and_deletions_there_is_no_stale_file() {
    let mut numbers = Numbers(8);
    let site = Folder::in_memory(&small_site(0));
    publish(&site);
    let names: Vec<String> = (0..12).map(|at| format!("{}{at}", ["", "a/", "a/b/", "c/"][at % 4])).collect();
    let mut held = BTreeMap::from([(names[0].clone(), 0), (names[5].clone(), 1)]);
    let (mut others, mut renamed, mut deleted, mut copies) = (BTreeMap::new(), 0, 0, 0);
    for round in 2..202 {
        let name = names[numbers.below(names.len())].clone();
        let of = held.keys().nth(numbers.below(held.len())).unwrap().clone();
        match (numbers.below(3), held.len()) {
            (0, 2..) => deleted += usize::from(held.remove(&of).is_some()),
            (1, _) if !held.contains_key(&name) => {
                renamed += 1;
                let number = held.remove(&of).unwrap();
                held.insert(name, number);
            }
            _ => drop(held.insert(name, round)),
        }
        set_sources(&site, &named(&held));
        // Somebody puts files of his own between ours, and takes some away.
        let path = format!("release/{}/own{}.txt", names[numbers.below(names.len())], numbers.below(5));
        if others.remove(&path).is_some() {
            fs::remove_file(site.path().join(&path)).unwrap();
        } else {
            site.write(&path, format!("{round}"));
            others.insert(path.clone(), Foreign::of(&site.path().join(&path)));
        }
        // What there would be if nothing had been there, but for the knowledge of where pages stood.
        let ran = site.run("build --release --out clean --after release");
        assert_eq!(ran.code, Some(0), "{ran:?}");
        publish(&site);
        let mut found = standing(&site);
        for (path, before) in &others {
            assert_eq!(&Foreign::of(&site.path().join(path)), before, "round {round}: {path}");
            found.remove(&path["release/".len()..]);
        }
        let clean = tree(&site.path().join("clean"));
        assert_eq!(difference(&found, &clean), None, "round {round}; left: found, right: expected");
        copies += clean.keys().filter(|path| path.ends_with(".gz")).count();
        for folder in ["clean", ".clean.isogloss"] {
            fs::remove_dir_all(site.path().join(folder)).unwrap();
        }
    }
    assert!(renamed > 20 && deleted > 20 && copies > 200, "{renamed} renamed, {deleted} deleted, {copies} copies");
}

/// A file of somebody else's: bytes, permissions, when it was written, and which file it is.
#[derive(Debug, PartialEq, Eq)]
struct Foreign(Vec<u8>, u32, SystemTime, u64);

impl Foreign {
    fn of(path: &Path) -> Self {
        let is = fs::symlink_metadata(path).unwrap();
        Self(fs::read(path).unwrap(), is.mode(), is.modified().unwrap(), is.ino())
    }
}
