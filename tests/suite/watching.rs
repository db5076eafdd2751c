//! A running `isogloss watch`: for every test that saves files and looks at what comes out.

use std::collections::BTreeMap;
use std::fs;
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::thread;
use std::time::{Duration, Instant, SystemTime};

use crate::support::{Folder, files_of};

/// Nothing here takes a second on an idle machine.
pub const DEADLINE: Duration = Duration::from_secs(20);

/// Output path → bytes and time of the last write.
pub type Outputs = BTreeMap<String, (Vec<u8>, SystemTime)>;

/// Every published file below a folder. What vanishes meanwhile is left out: the folder is being written to.
pub fn published(folder: &Path) -> Outputs {
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
pub struct Watch {
    pub site: Folder,
    pub out: Folder,
    child: Child,
    lines: Receiver<String>,
    /// All that it has said so far.
    pub said: Vec<String>,
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
    pub fn start() -> Self {
        Self::over(Folder::with(&files_of("cli")), "watching")
    }

    /// Starts it over this site and waits until it says this.
    #[track_caller]
    pub fn over(site: Folder, part: &str) -> Self {
        let out = Folder::empty();
        let folder = out.path().to_str().unwrap();
        let mut command = site.command(["watch", "--out", folder]);
        let mut child = command.stdout(Stdio::null()).stderr(Stdio::piped()).spawn().unwrap();
        let (sender, lines) = channel();
        let errors = BufReader::new(child.stderr.take().unwrap());
        thread::spawn(move || errors.lines().map_while(Result::ok).try_for_each(|line| sender.send(line)));
        let mut watch = Self { site, out, child, lines, said: Vec::new() };
        watch.hear(part);
        watch
    }

    /// Waits for a line that holds this, from those not heard yet; gives all lines up to it.
    #[track_caller]
    pub fn hear(&mut self, part: &str) -> String {
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
    pub fn save(&self, path: &str, text: &str) {
        let target = self.site.path().join(path);
        fs::create_dir_all(target.parent().unwrap()).unwrap();
        let beside = target.with_file_name(".save.swp");
        fs::write(&beside, text).unwrap();
        fs::rename(beside, target).unwrap();
    }

    /// Saves a source with one text in it replaced.
    #[track_caller]
    pub fn edit(&self, path: &str, from: &str, to: &str) {
        let text = fs::read_to_string(self.site.path().join(path)).unwrap();
        assert_eq!(text.matches(from).count(), 1, "`{from}` must stand once in {path}");
        self.save(path, &text.replace(from, to));
    }

    /// Waits until an output holds this text.
    #[track_caller]
    pub fn shows(&self, output: &str, text: &str) {
        self.until(&format!("{output} shows `{text}`"), |out| {
            fs::read_to_string(out.join(output)).is_ok_and(|page| page.contains(text))
        });
    }

    #[track_caller]
    pub fn until(&self, what: &str, is_so: impl Fn(&Path) -> bool) {
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
    pub fn outputs(&self) -> Outputs {
        published(self.out.path())
    }

    /// The outputs that are not as they were, written again or gone or new.
    pub fn changed_since(&self, before: &Outputs) -> Vec<String> {
        let now = self.outputs();
        let all = before.keys().chain(now.keys().filter(|path| !before.contains_key(*path)));
        all.filter(|path| before.get(*path) != now.get(*path)).cloned().collect()
    }

    /// Waits until the outputs are those of a build of the same sources.
    #[track_caller]
    pub fn equals_a_build(&self) {
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
    pub fn interrupt(mut self) -> Duration {
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
