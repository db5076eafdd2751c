//! `isogloss watch` as a process: what a save changes in the output, what it says, how it ends.
//!
//! Every wait is for a state of the files or for a line on standard error, with a deadline.

use std::collections::BTreeMap;
use std::fs;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::thread;
use std::time::{Duration, Instant, SystemTime};

use crate::support::{Folder, files_of};

/// Nothing here takes a second on an idle machine.
const DEADLINE: Duration = Duration::from_secs(20);

/// Output path → bytes and time of the last write.
type Outputs = BTreeMap<String, (Vec<u8>, SystemTime)>;

/// Every published file below a folder. What vanishes meanwhile is left out: the folder is being written to.
fn published(folder: &Path) -> Outputs {
    let mut outputs = Outputs::new();
    let mut open = vec![folder.to_owned()];
    while let Some(next) = open.pop() {
        let entries = fs::read_dir(&next).into_iter().flatten().flatten().map(|entry| entry.path());
        for path in entries.filter(|path| !path.file_name().unwrap().to_str().unwrap().starts_with(".isogloss")) {
            if path.is_dir() {
                open.push(path);
            } else if let (Ok(bytes), Ok(metadata)) = (fs::read(&path), fs::metadata(&path)) {
                let name = path.strip_prefix(folder).unwrap().to_str().unwrap().to_owned();
                outputs.insert(name, (bytes, metadata.modified().unwrap()));
            }
        }
    }
    outputs
}

/// A running watch over a site, writing into a folder outside of it.
struct Watch {
    site: Folder,
    out: Folder,
    child: Child,
    lines: Receiver<String>,
    /// All that it has said so far.
    said: Vec<String>,
}

impl Drop for Watch {
    fn drop(&mut self) {
        // It has ended already where the test went well.
        drop(self.child.kill());
        drop(self.child.wait());
    }
}

impl Watch {
    /// Starts it and waits until it watches.
    fn start() -> Self {
        let (site, out) = (Folder::with(&files_of("cli")), Folder::empty());
        let folder = out.path().to_str().unwrap();
        let mut command = site.command(["watch", "--out", folder]);
        let mut child = command.stdout(Stdio::null()).stderr(Stdio::piped()).spawn().unwrap();
        let (sender, lines) = channel();
        let errors = BufReader::new(child.stderr.take().unwrap());
        thread::spawn(move || errors.lines().map_while(Result::ok).try_for_each(|line| sender.send(line)));
        let mut watch = Self { site, out, child, lines, said: Vec::new() };
        watch.hear("watching");
        watch
    }

    /// Waits for a line that holds this, from those not heard yet; gives all lines up to it.
    #[track_caller]
    fn hear(&mut self, part: &str) -> String {
        let (from, end) = (self.said.len(), Instant::now() + DEADLINE);
        loop {
            match self.lines.recv_timeout(end.saturating_duration_since(Instant::now())) {
                Ok(line) => self.said.push(line),
                Err(RecvTimeoutError::Timeout) => panic!("`{part}` was not said in {DEADLINE:?}: {:#?}", self.said),
                Err(RecvTimeoutError::Disconnected) => panic!("it ended without `{part}`: {:#?}", self.said),
            }
            if self.said.last().is_some_and(|line| line.contains(part)) {
                return self.said[from..].join("\n");
            }
        }
    }

    /// Saves as editors do: writes beside, then moves over the file.
    fn save(&self, path: &str, text: &str) {
        let target = self.site.path().join(path);
        fs::create_dir_all(target.parent().unwrap()).unwrap();
        let beside = target.with_file_name(".save.swp");
        fs::write(&beside, text).unwrap();
        fs::rename(beside, target).unwrap();
    }

    /// Saves a source with one text in it replaced.
    #[track_caller]
    fn edit(&self, path: &str, from: &str, to: &str) {
        let text = fs::read_to_string(self.site.path().join(path)).unwrap();
        assert_eq!(text.matches(from).count(), 1, "`{from}` must stand once in {path}");
        self.save(path, &text.replace(from, to));
    }

    /// Waits until an output holds this text.
    #[track_caller]
    fn shows(&self, output: &str, text: &str) {
        self.until(&format!("{output} shows `{text}`"), |out| {
            fs::read_to_string(out.join(output)).is_ok_and(|page| page.contains(text))
        });
    }

    #[track_caller]
    fn until(&self, what: &str, is_so: impl Fn(&Path) -> bool) {
        let end = Instant::now() + DEADLINE;
        while !is_so(self.out.path()) {
            assert!(
                Instant::now() < end,
                "not so in {DEADLINE:?}: {what}\n{:#?}",
                self.lines.try_iter().collect::<Vec<_>>()
            );
            thread::sleep(Duration::from_millis(5));
        }
    }

    /// Bytes and time of every output.
    fn outputs(&self) -> Outputs {
        published(self.out.path())
    }

    /// The outputs that are not as they were, written again or gone or new.
    fn changed_since(&self, before: &Outputs) -> Vec<String> {
        let now = self.outputs();
        let all = before.keys().chain(now.keys().filter(|path| !before.contains_key(*path)));
        all.filter(|path| before.get(*path) != now.get(*path)).cloned().collect()
    }

    /// Waits until the outputs are those of a build of the same sources.
    #[track_caller]
    fn equals_a_build(&self) {
        let built = Folder::empty();
        self.site.run(&format!("build --out {}", built.path().display()));
        let bytes = |folder: &Path| -> Vec<(String, Vec<u8>)> {
            published(folder).into_iter().map(|(path, (bytes, _))| (path, bytes)).collect()
        };
        let wanted = bytes(built.path());
        self.until("watch and build make the same", |out| bytes(out) == wanted);
    }

    /// Asks it to end, as Ctrl-C does; how long it took.
    #[track_caller]
    fn interrupt(mut self) -> Duration {
        let asked = Instant::now();
        let sent = Command::new("kill").args(["-INT", &self.child.id().to_string()]).status().unwrap();
        assert!(sent.success());
        while self.child.try_wait().unwrap().is_none() {
            assert!(asked.elapsed() < DEADLINE, "it does not end");
            thread::sleep(Duration::from_millis(5));
        }
        let took = asked.elapsed();
        assert_eq!(self.child.wait().unwrap().code(), Some(0));
        took
    }
}

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
