//! The room `disk` without the program: when the watcher wakes, and what a look finds.

use std::collections::BTreeSet;
use std::fs::{self, OpenOptions, Permissions};
use std::io::Write;
use std::os::unix::fs::{PermissionsExt, symlink};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use isogloss::disk::{Look, Looked, OutputFolder, Scanner, Watcher, Woken};
use isogloss::site::Options;
use isogloss::workspace::Workspace;

use crate::edits::picture;
use crate::support::{Folder, files_of};

/// A watcher and a scanner over one site, the first look behind them.
struct Pair {
    site: Folder,
    watcher: Watcher,
    scanner: Scanner,
}

impl Pair {
    fn start() -> Self {
        let site = Folder::with(&files_of("cli"));
        let (watcher, failure) = Watcher::start(site.path(), false);
        assert!(failure.is_none(), "{failure:?}");
        let mut scanner = Scanner::open(site.path()).unwrap();
        assert!(!scanner.scan().unwrap().is_empty());
        Self { site, watcher, scanner }
    }

    fn at(&self, path: &str) -> PathBuf {
        self.site.path().join(path)
    }

    /// Waits and looks once; how it woke, and the paths that changed.
    fn next(&mut self) -> (Woken, Vec<String>) {
        let woken = self.watcher.wait(false);
        let looked = self.look(&woken);
        (woken, paths(&looked))
    }

    fn look(&mut self, woken: &Woken) -> Looked {
        let look = match woken {
            Woken::Hint(look) => look.clone(),
            Woken::Safety => Look::Everything,
            other => panic!("{other:?}"),
        };
        let looked = self.scanner.look(&look);
        assert!(self.watcher.looked(woken, &looked).is_none());
        looked
    }

    /// Looks at hints until these changed, and no others.
    #[track_caller]
    fn expect(&mut self, wanted: &[&str]) {
        let mut changed = BTreeSet::new();
        while !wanted.iter().all(|path| changed.contains(*path)) {
            let (woken, paths) = self.next();
            assert_ne!(woken, Woken::Safety, "{wanted:?} were not told, {changed:?} were");
            changed.extend(paths);
        }
        let wanted: BTreeSet<String> = wanted.iter().map(|path| (*path).to_owned()).collect();
        assert_eq!(changed, wanted);
    }
}

fn paths(looked: &Looked) -> Vec<String> {
    looked.changes.iter().map(|change| change.path.to_string()).collect()
}

fn at(path: &str) -> Look {
    Look::At(BTreeSet::from([path.into()]))
}

/// Moves a new file over this one, as many editors save.
fn replace(path: &Path, text: &str) {
    let beside = path.with_file_name(".beside.swp");
    fs::write(&beside, text).unwrap();
    fs::rename(beside, path).unwrap();
}

#[test]
fn a_rename_and_a_close_wake_at_once() {
    let mut pair = Pair::start();
    let path = pair.at("locales/ja/site.ftl");
    let mut took = Vec::new();
    for round in 0..20 {
        let by_rename = round % 2 == 0;
        let file = path.clone();
        // The other thread saves while this one waits, as in life.
        let saver = thread::spawn(move || {
            thread::sleep(Duration::from_millis(5));
            let text = format!("nav-home = {round}\n");
            if by_rename {
                let beside = file.with_file_name(".beside.swp");
                fs::write(&beside, text).unwrap();
                let saved = Instant::now();
                fs::rename(beside, file).unwrap();
                return saved;
            }
            let mut open = OpenOptions::new().write(true).truncate(true).open(file).unwrap();
            open.write_all(text.as_bytes()).unwrap();
            let saved = Instant::now();
            drop(open);
            saved
        });
        let woken = pair.watcher.wait(false);
        let woke = Instant::now();
        took.push(woke.saturating_duration_since(saver.join().unwrap()));
        assert_eq!(woken, Woken::Hint(at("locales/ja/site.ftl")));
        assert_eq!(paths(&pair.look(&woken)), ["locales/ja/site.ftl"]);
        // What is told of the same save a moment later finds nothing.
        while let Woken::Hint(look) = pair.watcher.wait(true) {
            assert_eq!(paths(&pair.scanner.look(&look)), [""; 0]);
        }
    }
    took.sort();
    assert!(took[10] < Duration::from_millis(10), "{took:?}");
}

#[test]
fn what_is_no_source_wakes_nobody() {
    let mut pair = Pair::start();
    for stray in ["content/en/.about.md.swp", "content/en/about.md~", "locales/ja/#site.ftl#", "notes.txt", ".env"] {
        fs::write(pair.at(stray), "nav-home = x").unwrap();
        fs::rename(pair.at(stray), pair.at(stray).with_file_name(".gone.swp")).unwrap();
    }
    for folder in ["public/ja", ".git/objects", "content/.cache"] {
        fs::create_dir_all(pair.at(folder)).unwrap();
        fs::write(pair.at(folder).join("index.html"), "x").unwrap();
    }
    for _ in 0..100 {
        fs::read(pair.at("locales/ja/site.ftl")).unwrap();
        assert_eq!(fs::read_dir(pair.at("content/en")).unwrap().flatten().count(), 4, "the two posts and two strays");
    }
    // The system tells in order: what comes before the save was told before it.
    replace(&pair.at("locales/ja/site.ftl"), "nav-home = 入口\n");
    assert_eq!(pair.watcher.wait(false), Woken::Hint(at("locales/ja/site.ftl")));
    assert_eq!(pair.watcher.wait(true), Woken::Nothing);
}

#[test]
fn a_stop_and_news() {
    let mut pair = Pair::start();
    let (caller, news) = (pair.watcher.caller(), pair.watcher.news());
    assert_eq!(pair.watcher.wait(true), Woken::Nothing);
    assert!(!news.load(Ordering::SeqCst));
    replace(&pair.at("site.toml"), "source_locale = \"ja\"\n");
    let end = Instant::now() + Duration::from_secs(10);
    while !news.load(Ordering::SeqCst) {
        assert!(Instant::now() < end, "a save is news");
        thread::yield_now();
    }
    assert_eq!(pair.watcher.wait(true), Woken::Hint(at("site.toml")));
    // The system may tell of one save more than once.
    while pair.watcher.wait(true) != Woken::Nothing || news.load(Ordering::SeqCst) {
        assert!(Instant::now() < end, "what was taken is no news");
    }
    caller.stop();
    assert!(news.load(Ordering::SeqCst));
    assert_eq!(pair.watcher.wait(false), Woken::Stop);
}

#[test]
fn folders_made_moved_and_made_again_are_seen_without_a_safety_look() {
    let mut pair = Pair::start();
    fs::create_dir_all(pair.at("content/en/a/b/c")).unwrap();
    fs::write(pair.at("content/en/a/b/c/deep.md"), "Deep.").unwrap();
    pair.expect(&["content/en/a/b/c/deep.md"]);
    replace(&pair.at("content/en/a/b/c/deep.md"), "Deeper.");
    pair.expect(&["content/en/a/b/c/deep.md"]);

    fs::rename(pair.at("content/en/a"), pair.at("aside")).unwrap();
    pair.expect(&["content/en/a/b/c/deep.md"]);
    fs::write(pair.at("aside/b/c/deep.md"), "Unseen.").unwrap();
    fs::rename(pair.at("aside"), pair.at("content/ja/z")).unwrap();
    pair.expect(&["content/ja/z/b/c/deep.md"]);
    replace(&pair.at("content/ja/z/b/c/deep.md"), "Seen.");
    pair.expect(&["content/ja/z/b/c/deep.md"]);

    let all: Vec<String> = files_of("cli").into_keys().filter(|path| path.starts_with("locales/")).collect();
    let all: Vec<&str> = all.iter().map(String::as_str).collect();
    for _ in 0..3 {
        fs::rename(pair.at("locales"), pair.at("aside")).unwrap();
        replace(&pair.at("aside/ja/site.ftl"), "nav-home = 今\n");
        fs::rename(pair.at("aside"), pair.at("locales")).unwrap();
        pair.expect(&["locales/ja/site.ftl"]);
        replace(&pair.at("locales/ja/site.ftl"), "nav-home = 後\n");
        pair.expect(&["locales/ja/site.ftl"]);
        fs::remove_dir_all(pair.at("locales")).unwrap();
        pair.expect(&all);
        for (path, bytes) in files_of("cli").iter().filter(|(path, _)| path.starts_with("locales/")) {
            pair.site.write(path, bytes);
        }
        pair.expect(&all);
    }
}

#[test]
fn a_site_that_is_removed_and_made_again_is_watched_again() {
    let site = Folder::empty();
    let root = site.path().join("site");
    let fill = || {
        for (path, bytes) in files_of("cli") {
            site.write(&format!("site/{path}"), bytes);
        }
    };
    fill();
    let (watcher, _) = Watcher::start(&root, false);
    let mut scanner = Scanner::open(&root).unwrap();
    let all = scanner.scan().unwrap().len();
    let mut pair = Pair { site, watcher, scanner };
    let until = |pair: &mut Pair, wanted: usize| {
        let mut changed = BTreeSet::new();
        while changed.len() < wanted {
            let (_, paths) = pair.next();
            changed.extend(paths);
        }
    };
    fs::remove_dir_all(&root).unwrap();
    until(&mut pair, all);
    for (path, bytes) in files_of("cli") {
        pair.site.write(&format!("site/{path}"), bytes);
    }
    until(&mut pair, all);
    replace(&root.join("locales/ja/site.ftl"), "nav-home = 今\n");
    pair.expect(&["locales/ja/site.ftl"]);
}

#[test]
fn git_is_waited_for() {
    let mut pair = Pair::start();
    fs::create_dir(pair.at(".git")).unwrap();
    fs::write(pair.at(".git/index.lock"), "").unwrap();
    let path = pair.at("");
    let git = thread::spawn(move || {
        for part in 0..20 {
            replace(&path.join("locales/ja/site.ftl"), &format!("nav-home = {part}\n"));
            thread::sleep(Duration::from_millis(10));
        }
        fs::remove_file(path.join(".git/index.lock")).unwrap();
    });
    let (woken, changed) = pair.next();
    assert!(!pair.at(".git/index.lock").exists(), "{woken:?} while git is at work");
    assert_eq!(changed, ["locales/ja/site.ftl"]);
    git.join().unwrap();

    // A lock that was forgotten delays nobody.
    let lock = fs::File::create(pair.at(".git/index.lock")).unwrap();
    lock.set_modified(std::time::SystemTime::now() - Duration::from_secs(60)).unwrap();
    while let Woken::Hint(_) = pair.watcher.wait(true) {}
    let saved = Instant::now();
    replace(&pair.at("locales/ja/site.ftl"), "nav-home = last\n");
    pair.expect(&["locales/ja/site.ftl"]);
    assert!(saved.elapsed() < Duration::from_secs(1));
}

#[test]
fn a_change_that_leaves_size_and_times_as_they_were_is_found() {
    let mut pair = Pair::start();
    let path = pair.at("locales/ja/site.ftl");
    for round in 0..200 {
        let text = format!("nav-home = {:03}\n", round);
        fs::write(&path, &text).unwrap();
        let looked = pair.scanner.look(&at("locales/ja/site.ftl"));
        assert_eq!(looked.changes[0].content.as_deref(), Some(text.as_bytes()));
    }
}

#[test]
fn a_file_that_was_emptied_a_moment_ago_keeps_its_content_for_a_moment() {
    let mut pair = Pair::start();
    let path = pair.at("locales/ja/site.ftl");
    let mut open = OpenOptions::new().write(true).truncate(true).open(&path).unwrap();
    let looked = pair.scanner.look(&Look::Everything);
    assert_eq!(paths(&looked), [""; 0], "somebody writes to it");
    assert!(looked.unfinished.contains(Path::new("locales/ja/site.ftl")));
    open.write_all(b"nav-home = x\n").unwrap();
    drop(open);
    pair.expect(&["locales/ja/site.ftl"]);
    fs::write(&path, "").unwrap();
    pair.expect(&["locales/ja/site.ftl"]);
}

#[test]
fn trouble_costs_only_itself_and_is_told_once() {
    let mut pair = Pair::start();
    let strange = pair.at("content/en/a\\b.md");
    let troubles = |looked: &Looked| looked.troubles.iter().map(ToString::to_string).collect::<Vec<_>>();
    fs::write(&strange, "x").unwrap();
    // A link to a folder that holds it has no end.
    symlink(pair.at("content/ja"), pair.at("content/ja/loop")).unwrap();
    replace(&pair.at("content/ja/about.md"), "+++\ntitle = \"x\"\n+++\n");
    let looked = pair.scanner.look(&Look::Everything);
    assert_eq!(paths(&looked), ["content/ja/about.md"]);
    let told = troubles(&looked);
    assert_eq!(told.len(), 2, "{told:?}");
    assert!(told[0].contains("its name cannot be used") && told[1].contains("loop"), "{told:?}");
    assert_eq!(troubles(&pair.scanner.look(&Look::Everything)), [""; 0]);
    assert_eq!(troubles(&pair.scanner.look(&at("content/en"))), [""; 0]);
    fs::remove_file(&strange).unwrap();
    assert_eq!(troubles(&pair.scanner.look(&Look::Everything)), [""; 0]);
    fs::write(&strange, "x").unwrap();
    assert_eq!(troubles(&pair.scanner.look(&Look::Everything)).len(), 1, "it had gone");

    // What lay where the trouble is now is not gone because it cannot be seen.
    fs::rename(pair.at("content/ja"), pair.at("aside")).unwrap();
    symlink(pair.at("content"), pair.at("content/ja")).unwrap();
    let looked = pair.scanner.look(&at("content/ja"));
    assert_eq!((paths(&looked), looked.troubles.len()), (Vec::new(), 1));
    fs::remove_file(pair.at("content/ja")).unwrap();
    assert!(!paths(&pair.scanner.look(&at("content/ja"))).is_empty(), "now it is gone");
}

#[test]
fn what_cannot_be_read_now_stands_as_it_was_read_last() {
    let mut pair = Pair::start();
    let path = pair.at("content/ja");
    fs::set_permissions(&path, Permissions::from_mode(0o000)).unwrap();
    if fs::read_dir(&path).is_ok() {
        // Nothing is unreadable to root. What is left is that nothing changed.
        assert_eq!(paths(&pair.scanner.look(&Look::Everything)), [""; 0]);
    } else {
        let looked = pair.scanner.look(&Look::Everything);
        assert_eq!((paths(&looked), looked.troubles.len()), (Vec::new(), 1));
        assert!(pair.scanner.scan().is_err(), "a build does not go on without it");
    }
    fs::set_permissions(&path, Permissions::from_mode(0o755)).unwrap();
    assert_eq!(paths(&pair.scanner.look(&Look::Everything)), [""; 0]);
}

#[test]
fn a_part_is_looked_at_as_the_whole_would_be() {
    let mut pair = Pair::start();
    fs::remove_dir_all(pair.at("content/ja")).unwrap();
    fs::write(pair.at("content/ja"), "a file now").unwrap();
    fs::write(pair.at("locales/ja/site.ftl"), "a = b\n").unwrap();
    let looked = pair.scanner.look(&at("content"));
    assert!(looked.whole.is_none());
    assert!(paths(&looked).contains(&"content/ja".to_owned()));
    assert!(paths(&looked).iter().all(|path| path.starts_with("content/ja")), "{:?}", paths(&looked));
    let outside = ["", "public", ".git", "notes.txt", "content/.x", "../content"].map(PathBuf::from);
    assert_eq!(paths(&pair.scanner.look(&Look::At(BTreeSet::from(outside)))), [""; 0]);
    assert_eq!(paths(&pair.scanner.look(&Look::Everything)), ["locales/ja/site.ftl"]);

    // With a link in the site, a file has two paths, and a hint names one of them.
    symlink("about.md", pair.at("content/en/again.md")).unwrap();
    let looked = pair.scanner.look(&at("content/en/again.md"));
    assert!(looked.whole.is_some());
    assert_eq!(paths(&looked), ["content/en/again.md"]);
    fs::write(pair.at("content/en/about.md"), "New.").unwrap();
    let looked = pair.scanner.look(&at("content/en/about.md"));
    assert_eq!(paths(&looked), ["content/en/about.md", "content/en/again.md"]);
    assert!(looked.direct);
}

#[test]
fn a_file_that_is_away_while_it_is_published_is_published_later() {
    let (site, out) = (Folder::with(&files_of("law")), Folder::empty());
    let mut scanner = Scanner::open(site.path()).unwrap();
    let mut workspace = Workspace::new(Options::default(), usize::MAX);
    let folder = OutputFolder::open(out.path(), site.path()).unwrap();
    let go_on = AtomicBool::new(false);
    workspace.apply(&scanner.scan().unwrap());
    workspace.render(&folder, &go_on).unwrap();

    let [here, aside] = ["content/en", "aside"].map(|path| site.path().join(path));
    for text in ["away", "changed"] {
        let new = picture(text.len() as u32, 2);
        fs::write(here.join("blog/dot.png"), &new).unwrap();
        workspace.apply(&scanner.look(&Look::Everything).changes);
        if text == "away" {
            fs::rename(&here, &aside).unwrap();
        } else {
            fs::write(here.join("blog/dot.png"), text).unwrap();
        }
        assert_eq!(workspace.render(&folder, &go_on).unwrap().left, 1);
        if text == "away" {
            fs::rename(&aside, &here).unwrap();
        } else {
            fs::write(here.join("blog/dot.png"), &new).unwrap();
        }
        assert_eq!(paths(&scanner.look(&Look::Everything)), [""; 0], "it is what it was when it was read");
        assert_eq!(workspace.render(&folder, &go_on).unwrap().left, 0);
        assert_eq!(fs::read(out.path().join("blog/dot.png")).unwrap(), new);
    }
}
