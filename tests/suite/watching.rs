//! A running `isogloss watch`: for every test that saves files and looks at what comes out.

use std::collections::BTreeMap;
use std::fs;
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::thread;
use std::time::{Duration, Instant, SystemTime};

use crate::support::{Files, Folder, difference, files_of};

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
    /// Starts it over a small site and waits until it watches.
    pub fn start() -> Self {
        Self::over(Folder::with(&files_of("cli")), &[])
    }

    /// Starts it over this site.
    pub fn over(site: Folder, arguments: &[&str]) -> Self {
        let out = Folder::empty();
        let command = Self::command(&site, &out, arguments);
        Self::run(site, out, command)
    }

    /// What starts it.
    pub fn command(site: &Folder, out: &Folder, arguments: &[&str]) -> Command {
        let mut command = site.command(["watch", "--out", out.path().to_str().unwrap()]);
        command.args(arguments);
        command
    }

    /// Starts it so, and waits until it watches.
    pub fn run(site: Folder, out: Folder, command: Command) -> Self {
        let mut watch = Self::begin(site, out, command);
        watch.hear("watching");
        watch
    }

    /// Starts it so, and does not wait.
    pub fn begin(site: Folder, out: Folder, mut command: Command) -> Self {
        let mut child = command.stdout(Stdio::null()).stderr(Stdio::piped()).spawn().unwrap();
        let (sender, lines) = channel();
        let errors = BufReader::new(child.stderr.take().unwrap());
        thread::spawn(move || errors.lines().map_while(Result::ok).try_for_each(|line| sender.send(line)));
        Self { site, out, child, lines, said: Vec::new() }
    }

    /// The number of the process.
    pub fn process(&self) -> u32 {
        self.child.id()
    }

    /// Sends it a signal: "INT", "STOP".
    pub fn signal(&self, name: &str) {
        let sent = Command::new("kill").arg(format!("-{name}")).arg(self.process().to_string()).status().unwrap();
        assert!(sent.success());
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
        self.equals_a_build_of(&self.site);
    }

    /// The same for a site elsewhere.
    #[track_caller]
    pub fn equals_a_build_of(&self, site: &Folder) {
        let built = Folder::empty();
        let ran = site.run(&format!("build --out {}", built.path().display()));
        assert!(matches!(ran.code, Some(0 | 1)), "{ran:?}");
        let bytes = |folder: &Path| -> Files {
            published(folder).into_iter().map(|(path, (bytes, _))| (path, bytes)).collect()
        };
        let (wanted, end) = (bytes(built.path()), Instant::now() + DEADLINE);
        while let Some(difference) = difference(&bytes(self.out.path()), &wanted) {
            assert!(Instant::now() < end, "watch (left) and build differ: {difference}\n{}", ran.stderr);
            thread::sleep(Duration::from_millis(10));
        }
    }

    /// Ends it without a word; gives the site that it leaves.
    pub fn kill(mut self) -> Folder {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
        std::mem::replace(&mut self.site, Folder::empty())
    }

    /// Asks it to end, as Ctrl-C does; how long it took.
    #[track_caller]
    pub fn interrupt(self) -> Duration {
        self.end("INT").0
    }

    /// Ends it by a signal; how long it took, and all that it ever said.
    #[track_caller]
    pub fn end(mut self, signal: &str) -> (Duration, Vec<String>) {
        let asked = Instant::now();
        self.signal(signal);
        while self.child.try_wait().unwrap().is_none() {
            assert!(asked.elapsed() < DEADLINE, "it does not end");
            thread::sleep(Duration::from_millis(5));
        }
        let took = asked.elapsed();
        assert_eq!(self.child.wait().unwrap().code(), Some(0));
        let rest: Vec<String> = self.lines.iter().collect();
        self.said.extend(rest);
        (took, std::mem::take(&mut self.said))
    }
}
