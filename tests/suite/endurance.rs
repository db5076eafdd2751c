//! A watch that goes on and on: what it costs while nothing happens, what many rebuilds leave behind, how it ends.

use std::fs;
use std::path::Path;
use std::process::Stdio;
use std::thread;
use std::time::{Duration, Instant};

use crate::saves::is_soak;
use crate::support::{Folder, Ran, files_of};
use crate::watching::Watch;

/// What the system counts a process's time in.
const TICK: Duration = Duration::from_millis(10);

/// The time that a process has had on the processors.
fn processor_time(watch: &Watch) -> Duration {
    let stat = fs::read_to_string(format!("/proc/{}/stat", watch.process())).unwrap();
    // The name, in brackets, may hold spaces; user and system time are the 12th and 13th field after it.
    let fields: Vec<&str> = stat.rsplit_once(')').unwrap().1.split_whitespace().collect();
    TICK * (fields[11].parse::<u32>().unwrap() + fields[12].parse::<u32>().unwrap())
}

/// Kilobytes of memory that a process has.
fn memory(watch: &Watch) -> usize {
    let status = fs::read_to_string(format!("/proc/{}/status", watch.process())).unwrap();
    let line = status.lines().find(|line| line.starts_with("VmRSS:")).unwrap();
    line.split_whitespace().nth(1).unwrap().parse().unwrap()
}

/// How many files it has open, and how many folders the system watches for it.
fn handles(watch: &Watch) -> (usize, usize) {
    let process = format!("/proc/{}", watch.process());
    let infos = fs::read_dir(format!("{process}/fdinfo")).unwrap().flatten();
    let infos = infos.filter_map(|info| fs::read_to_string(info.path()).ok());
    let watches = infos.map(|info| info.lines().filter(|line| line.starts_with("inotify ")).count()).sum();
    (fs::read_dir(format!("{process}/fd")).unwrap().count(), watches)
}

/// Reads every file below a folder; how many there are.
fn read_all(folder: &Path) -> usize {
    let entries = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    entries.map(|path| if path.is_dir() { read_all(&path) } else { usize::from(fs::read(path).is_ok()) }).sum()
}

#[test]
fn idle_it_does_nothing_and_costs_nothing() {
    // Enough files that looking at them is work.
    let mut files = files_of("cli");
    files.extend((0..2_000).map(|number| (format!("layouts/assets/many/{number}.css"), b"p {}".to_vec())));
    let mut watch = Watch::over(Folder::with(&files), &[]);
    // A rebuild, so that all is as in use.
    watch.edit("locales/ja/site.ftl", "nav-home = ホーム", "nav-home = 入口");
    watch.hear("locales/ja/site.ftl: ");
    // The look that makes sure comes after two seconds, once to learn what it costs.
    thread::sleep(Duration::from_secs(3));
    let before = watch.outputs();
    let idle = |watch: &Watch, span: Duration| {
        let (began, had) = (Instant::now(), processor_time(watch));
        thread::sleep(span);
        let (used, passed) = (processor_time(watch) - had, began.elapsed());

        assert!(used * 50 < passed, "{used:?} of {passed:?}");
    };
    idle(&watch, Duration::from_secs(if is_soak() { 60 } else { 10 }));
    let mut reads = 0;
    while reads < 10_000 {
        for folder in ["locales", "content", "layouts"] {
            reads += read_all(&watch.site.path().join(folder));
        }
    }
    idle(&watch, Duration::from_secs(5));
    assert_eq!(watch.changed_since(&before), [""; 0]);
    // The first that it says is about what is saved now.
    watch.edit("locales/ja/site.ftl", "nav-home = 入口", "nav-home = 玄関");
    let said = watch.hear("locales/ja/site.ftl: ");
    assert_eq!(said.lines().filter(|line| line.contains(" ms")).count(), 1, "{said}");
    watch.interrupt();
}

#[test]
fn hundreds_of_rebuilds_leave_nothing_behind() {
    let watch = Watch::start();
    let (mut warm, mut held) = (0, (0, 0));
    let rebuilds = if is_soak() { 5_000 } else { 500 };
    let mut before = "ホーム".to_owned();
    for number in 1..=rebuilds {
        let text = format!("入口{number}");
        if number % 10 == 0 {
            // A folder comes, and goes with the next save.
            let post = "+++\ntitle = \"Passing\"\ndate = \"2022-10-06\"\n+++\n";
            watch.save("content/en/news/passing.md", post);
            watch.shows("news/passing/index.html", "Passing");
            fs::remove_dir_all(watch.site.path().join("content/en/news")).unwrap();
        }
        watch.edit("locales/ja/site.ftl", &format!("nav-home = {before}\n"), &format!("nav-home = {text}\n"));
        watch.shows("ja/index.html", &format!(">{text}</a>"));
        before = text;
        if number == 100 {
            watch.equals_a_build();
            (warm, held) = (memory(&watch), handles(&watch));
        }
    }
    watch.equals_a_build();
    assert_eq!(handles(&watch), held, "open files and watched folders");
    let now = memory(&watch);

    assert!(now * 10 < warm * 11, "{warm} kB after 100 rebuilds, {now} kB after {rebuilds}");
    watch.interrupt();
}

#[test]
fn it_ends_at_once_when_it_is_told_to() {
    for signal in ["INT", "TERM"] {
        let mut watch = Watch::start();
        watch.edit("locales/ja/site.ftl", "nav-home = ホーム", "nav-home = 入口");
        watch.hear("locales/ja/site.ftl: ");
        let (took, said) = watch.end(signal);
        assert!(took < Duration::from_secs(1), "{took:?} after {signal}");
        assert_eq!(said.last().map(String::as_str), Some("Stopped."));
    }
}

#[test]
fn a_second_one_on_the_same_site_is_sent_away() {
    let watch = Watch::start();
    let out = Folder::empty();
    let second = || Ran::of(Watch::command(&watch.site, &out, &[]).stdout(Stdio::null()).output().unwrap());
    for _ in 0..2 {
        let ran = second();
        assert_eq!(ran.code, Some(2), "{ran:?}");
        assert!(ran.stderr.contains("another isogloss is at work there"), "{ran:?}");
        assert!(ran.stderr.contains("help:"), "{ran:?}");
    }
    assert_eq!(fs::read_dir(out.path()).unwrap().count(), 0, "it wrote nothing");
    // However the first one ended, its place is free.
    let watch = Watch::over(Watch::start().kill(), &[]);
    watch.equals_a_build();
    watch.interrupt();
}
