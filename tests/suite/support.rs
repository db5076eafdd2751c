//! One helper for all tests: a small site, in memory or in a folder, built, edited, and looked at.

use std::collections::{BTreeMap, BTreeSet};
use std::ffi::OsStr;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::sync::atomic::AtomicBool;

use isogloss::site::{Kind, Options};
use isogloss::text::{Change, Digest, SitePath};
use isogloss::workspace::{Finding, MemorySink, Outcome, Snapshot, Workspace};

/// The files of a site: path → bytes.
pub type Files = BTreeMap<String, Vec<u8>>;

/// The files of `tests/sites/<name>`, but what it expects.
pub fn files_of(name: &str) -> Files {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/sites").join(name);
    let mut files = Files::new();
    read_into(&root, &root, &mut files);
    assert!(!files.is_empty(), "{} holds no site", root.display());
    files.retain(|path, _| !path.starts_with("expected"));
    files
}

/// Every file below a folder, by its path from there.
pub fn tree(folder: &Path) -> Files {
    let mut files = Files::new();
    if folder.is_dir() {
        read_into(folder, folder, &mut files);
    }
    files
}

fn read_into(root: &Path, folder: &Path, files: &mut Files) {
    for entry in fs::read_dir(folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display())) {
        let path = entry.unwrap().path();
        if path.is_dir() {
            read_into(root, &path, files);
        } else {
            let name = path.strip_prefix(root).unwrap().to_str().unwrap().to_owned();
            files.insert(name, fs::read(&path).unwrap());
        }
    }
}

/// A site in memory, through `Workspace::apply`.
pub struct SiteTest {
    pub files: Files,
    pub workspace: Workspace,
    pub sink: MemorySink,
    /// What the last render did.
    pub outcome: Outcome,
    options: Options,
    is_forgetful: bool,
}

impl SiteTest {
    /// The site of a folder, built.
    pub fn from_dir(name: &str) -> Self {
        Self::of(files_of(name), Options::default())
    }

    /// A site of these files, built.
    pub fn of(files: Files, options: Options) -> Self {
        Self::forgetful(files, options, None)
    }

    /// The same, with one kind of read left out of every record.
    pub fn forgetful(files: Files, options: Options, blind_to: Option<Kind>) -> Self {
        Self::new(files, options, usize::MAX, blind_to)
    }

    /// The same, with so many bytes for the pieces that pages keep.
    pub fn with_memory(files: Files, options: Options, memory: usize) -> Self {
        Self::new(files, options, memory, None)
    }

    fn new(files: Files, options: Options, memory: usize, blind_to: Option<Kind>) -> Self {
        let mut workspace = Workspace::new(options.clone(), memory);
        workspace.set_blind_to(blind_to);
        let changes: Vec<Change> = files.iter().map(|(path, bytes)| change(path, Some(bytes))).collect();
        workspace.apply(&changes);
        let mut test = Self {
            files,
            workspace,
            sink: MemorySink::default(),
            outcome: Outcome::default(),
            options,
            is_forgetful: blind_to.is_some(),
        };
        test.render();
        test
    }

    fn render(&mut self) {
        let Ok(outcome) = self.workspace.render(&self.sink, &AtomicBool::new(false));
        self.outcome = outcome;
    }

    /// Applies these files (`None`: removed) as one batch, and renders.
    pub fn apply(&mut self, edits: &[(String, Option<Vec<u8>>)]) -> &mut Self {
        let changes: Vec<Change> = edits.iter().map(|(path, bytes)| change(path, bytes.as_ref())).collect();
        for (path, bytes) in edits {
            match bytes {
                Some(bytes) => self.files.insert(path.clone(), bytes.clone()),
                None => self.files.remove(path),
            };
        }
        self.workspace.apply(&changes);
        let snapshot = self.workspace.snapshot();
        self.render();
        if self.is_forgetful {
            return self;
        }
        self.expect_shows(&snapshot);
        let snapshot = self.workspace.snapshot();
        self.expect_shows(&snapshot)
    }

    /// What a snapshot shows, taken before anything was rendered or after, is what the sink has.
    #[track_caller]
    fn expect_shows(&mut self, snapshot: &Snapshot) -> &mut Self {
        let outputs = self.sink.outputs();
        let pages = &snapshot.site().pages().pages;
        for output in pages.keys() {
            let shown = snapshot.page(output).expect("every page of the table is in the snapshot");
            let published = outputs.get(&**output);
            if let Some(bytes) = &shown.bytes {
                let text = |bytes: &Vec<u8>| String::from_utf8_lossy(bytes).into_owned();
                assert_eq!(Some(text(bytes)), published.map(text), "the snapshot of {output}");
            }
            // What cannot be made is named by what the sink has of it.
            let version = published.map_or(Digest::NONE, |bytes| Digest::of(bytes));
            assert_eq!(shown.version, version, "the version of {output}");
        }
        self
    }

    /// Replaces a text that stands once in a file.
    pub fn edit(&mut self, path: &str, from: &str, to: &str) -> &mut Self {
        let text = String::from_utf8(self.files[path].clone()).unwrap();
        assert_eq!(text.matches(from).count(), 1, "`{from}` must stand once in {path}");
        self.write(path, &text.replace(from, to))
    }

    /// Sets a file.
    pub fn write(&mut self, path: &str, text: &str) -> &mut Self {
        self.apply(&[(path.to_owned(), Some(text.as_bytes().to_vec()))])
    }

    /// Removes a file.
    pub fn remove(&mut self, path: &str) -> &mut Self {
        self.apply(&[(path.to_owned(), None)])
    }

    /// The text of an output.
    pub fn page(&self, output: &str) -> String {
        let outputs = self.sink.outputs();
        let names: Vec<_> = outputs.keys().collect();
        String::from_utf8(outputs.get(output).unwrap_or_else(|| panic!("no {output} in {names:?}")).clone()).unwrap()
    }

    /// The outputs that the last render changed.
    pub fn changed(&self) -> Vec<&str> {
        self.outcome.changed.iter().map(|output| &**output).collect()
    }

    /// The outputs that the last render changed are these.
    #[track_caller]
    pub fn expect_changed<const N: usize>(&self, outputs: [&str; N]) -> &Self {
        assert_eq!(self.changed(), outputs);
        self
    }

    /// The last render rendered so many pages and fragments, and patched so many pages.
    #[track_caller]
    pub fn expect_counts(&self, rendered: usize, fragments: usize, patched: usize) -> &Self {
        let Outcome { rendered: pages, fragments: made, patched: joined, .. } = &self.outcome;
        assert_eq!((*pages, *made, *joined), (rendered, fragments, patched), "(rendered, fragments, patched)");
        self
    }

    /// The outputs are those of a new workspace over the same files.
    #[track_caller]
    pub fn expect_same_as_clean_build(&self) -> &Self {
        let clean = Self::of(self.files.clone(), self.options.clone());
        if let Some(difference) = difference(&self.sink.outputs(), &clean.sink.outputs()) {
            panic!("incremental and clean build differ: {difference}");
        }
        assert_eq!(self.findings(), clean.findings(), "findings");
        self
    }

    /// Code, severity and message of every finding, sorted.
    pub fn findings(&self) -> Vec<String> {
        let name = |finding: Finding| {
            let diagnostic = finding.diagnostic;
            format!("{} {}: {}", diagnostic.severity, diagnostic.code, diagnostic.message)
        };
        let names: BTreeSet<String> = self.workspace.findings().into_iter().map(name).collect();
        names.into_iter().collect()
    }
}

/// The first difference of two sets of outputs, for people.
pub fn difference(left: &Files, right: &Files) -> Option<String> {
    let names: BTreeSet<&String> = left.keys().chain(right.keys()).collect();
    names.into_iter().find(|name| left.get(*name) != right.get(*name)).map(|name| {
        let show = |files: &Files| match files.get(name) {
            Some(bytes) => String::from_utf8_lossy(bytes).into_owned(),
            None => "(missing)".to_owned(),
        };
        format!("{name}\n--- left\n{}\n--- right\n{}", show(left), show(right))
    })
}

/// The files that are not the same in both, with their new bytes; none where they are gone.
pub fn changes(before: &Files, after: &Files) -> Vec<(String, Option<Vec<u8>>)> {
    let gone = before.keys().filter(|path| !after.contains_key(*path)).map(|path| (path.clone(), None));
    let set = after.iter().filter(|(path, bytes)| before.get(*path) != Some(bytes));
    gone.chain(set.map(|(path, bytes)| (path.clone(), Some(bytes.clone())))).collect()
}

fn change(path: &str, bytes: Option<&Vec<u8>>) -> Change {
    let site_path = SitePath::new(path).unwrap_or_else(|| panic!("{path} is no path of a site"));
    match bytes {
        Some(bytes) => Change::set(site_path, bytes.as_slice()),
        None => Change::removed(site_path),
    }
}

/// A site in a folder of its own, and the program run on it. The folder goes when this goes.
pub struct Folder {
    folder: tempfile::TempDir,
}

impl Folder {
    /// An empty folder.
    pub fn empty() -> Self {
        Self { folder: tempfile::tempdir().unwrap() }
    }

    /// A folder with these files.
    pub fn with(files: &Files) -> Self {
        let folder = Self::empty();
        for (path, bytes) in files {
            folder.write(path, bytes);
        }
        folder
    }

    /// The same, in memory where the system has a place there: for what is killed hundreds of times.
    pub fn in_memory(files: &Files) -> Self {
        let memory = Path::new("/dev/shm");
        let has_room = |there: rustix::fs::StatVfs| there.f_bavail * there.f_frsize > 512 << 20;
        let folder = if rustix::fs::statvfs(memory).is_ok_and(has_room) {
            tempfile::tempdir_in(memory)
        } else {
            tempfile::tempdir()
        };
        let folder = Self { folder: folder.unwrap() };
        files.iter().for_each(|(path, bytes)| folder.write(path, bytes));
        folder
    }

    /// Where it is.
    pub fn path(&self) -> &Path {
        self.folder.path()
    }

    /// Sets a file.
    pub fn write(&self, path: &str, bytes: impl AsRef<[u8]>) {
        let target = self.path().join(path);
        fs::create_dir_all(target.parent().unwrap()).unwrap();
        fs::write(target, bytes).unwrap();
    }

    /// The program with these arguments, in this folder.
    pub fn command<S: AsRef<OsStr>>(&self, arguments: impl IntoIterator<Item = S>) -> Command {
        let mut command = Command::new(binary());
        command.args(arguments).current_dir(self.path()).env_remove("SOURCE_DATE_EPOCH").env("NO_COLOR", "1");
        command
    }

    /// Runs the program with these arguments, separated by spaces.
    pub fn run(&self, arguments: &str) -> Ran {
        Ran::of(self.command(arguments.split_whitespace()).output().unwrap())
    }
}

/// How a run of the program ended.
#[derive(Debug)]
pub struct Ran {
    pub code: Option<i32>,
    pub stdout: String,
    pub stderr: String,
}

impl Ran {
    /// Reads what the process left.
    pub fn of(output: Output) -> Self {
        let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("output is UTF-8");
        Self { code: output.status.code(), stdout: text(output.stdout), stderr: text(output.stderr) }
    }

    /// Standard output as JSON.
    #[track_caller]
    pub fn json(&self) -> serde_json::Value {
        serde_json::from_str(&self.stdout).unwrap_or_else(|error| panic!("{error}: {self:?}"))
    }
}

/// The program.
pub fn binary() -> PathBuf {
    PathBuf::from(env!("CARGO_BIN_EXE_isogloss"))
}

/// Says that this machine lacks what a test needs. With `ISOGLOSS_TEST_ALL=1` it must be there.
pub fn lacks(reason: &str) {
    assert!(std::env::var_os("ISOGLOSS_TEST_ALL").is_none_or(|value| value != "1"), "{reason}");
    say_skipped(reason);
}

/// Says on the terminal itself, past the test's capture, that something could not be tried here, and why.
pub fn say_skipped(what: &str) {
    std::io::stderr().write_all(format!("skipped: {what}\n").as_bytes()).unwrap();
}
