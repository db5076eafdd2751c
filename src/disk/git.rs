//! Two revisions of a site: in, its folder and `A..B`; out, the files of `A`, and what `B` has otherwise.
//!
//! git is asked, and only ever to read its objects: no file of the working tree is looked at or touched.

use std::collections::BTreeMap;
use std::fs;
use std::io::{self, BufRead, BufReader, ErrorKind, Read, Write};
use std::path::Path;
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};

use super::Failure;
use super::find::{FOLDERS, SETTINGS};
use crate::text::{Change, SitePath};

/// A site at one revision, and the way from there to another.
pub struct Revisions {
    /// All sources at the first revision.
    pub before: Vec<Change>,
    /// What the second has otherwise.
    pub changes: Vec<Change>,
}

/// A file of a revision: the name of its object.
type Tree = BTreeMap<SitePath, String>;

/// Reads `A..B`, or `A...B` for what `B` brought since the two parted. A side left out is `HEAD`.
pub fn read_revisions(root: &Path, range: &str) -> Result<Revisions, Failure> {
    fs::metadata(root).map_err(|error| Failure::io("open", root, &error))?;
    let git = Git { root, range, may_fetch: true };
    git.ask(&["rev-parse", "--git-dir"], || {
        ("git finds no repository here".to_owned(), "for a site without git, give one file's new text with --if PATH=-")
    })?;
    let ((from, to), parted) = match (range.split_once("..."), range.split_once("..")) {
        (Some(sides), _) => (sides, true),
        (None, Some(sides)) => (sides, false),
        (None, None) => ((range, ""), false),
    };
    let (from, to) = (git.commit(from)?, git.commit(to)?);
    let from = if parted { git.fork_point(&from, &to)? } else { from };
    let (before, after) = (git.tree(&from)?, git.tree(&to)?);
    if ![&before, &after].iter().any(|tree| tree.contains_key(SETTINGS)) {
        let hint = "name revisions that hold the site in this folder";
        return Err(Failure::because("compare", Path::new(range), format!("neither holds {SETTINGS} here"), hint));
    }
    let mut objects = Objects::open(&git)?;
    let gone = before.keys().filter(|path| !after.contains_key(*path)).map(|path| Ok(Change::removed(path.clone())));
    let moved = after.iter().filter(|(path, object)| before.get(*path) != Some(*object));
    let gone: Vec<Result<Change, Failure>> = gone.collect();
    let set: Vec<Result<Change, Failure>> = moved.map(|(path, object)| objects.change(path, object)).collect();
    let mut changes = gone.into_iter().chain(set).collect::<Result<Vec<Change>, Failure>>()?;
    changes.sort_by(|a, b| a.path.cmp(&b.path));
    let before = before.iter().map(|(path, object)| objects.change(path, object)).collect::<Result<_, _>>()?;
    objects.close();
    Ok(Revisions { before, changes })
}

/// git in one folder.
pub(super) struct Git<'r> {
    pub root: &'r Path,
    /// What it is asked about, as a failure says it.
    pub range: &'r str,
    /// Whether git may get from elsewhere what a partial clone lacks.
    pub may_fetch: bool,
}

impl Git<'_> {
    fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new("git");
        command.arg("-C").arg(self.root).args(arguments).stdin(Stdio::null()).stderr(Stdio::piped());
        if !self.may_fetch {
            command.env("GIT_NO_LAZY_FETCH", "1");
        }
        command
    }

    /// What git answers; a refusal is told as `refused` says, with a hint.
    pub fn ask(
        &self,
        arguments: &[&str],
        refused: impl FnOnce() -> (String, &'static str),
    ) -> Result<Vec<u8>, Failure> {
        let answer = self.command(arguments).output().map_err(|error| self.not_run(&error))?;
        if answer.status.success() {
            return Ok(answer.stdout);
        }
        let (reason, hint) = refused();
        let said = String::from_utf8_lossy(&answer.stderr);
        // The first reason that git gives may be another than the usual one: a repository of somebody else, say.
        let said = said.lines().next().map(|line| format!(" (git: {line})")).unwrap_or_default();
        Err(Failure::because("compare", Path::new(self.range), format!("{reason}{said}"), hint))
    }

    fn not_run(&self, error: &io::Error) -> Failure {
        if error.kind() == ErrorKind::NotFound {
            let hint = "install git, or give one file's new text with --if PATH=-";
            return Failure::because("compare", Path::new(self.range), "there is no git on this machine", hint);
        }
        Failure::io("run", Path::new("git"), error)
    }

    /// The commit that a name stands for.
    fn commit(&self, name: &str) -> Result<String, Failure> {
        let name = if name.is_empty() { "HEAD" } else { name };
        let unknown = || (format!("git knows no revision `{name}`"), "name commits, branches or tags: --if main..HEAD");
        if name.starts_with('-') {
            // git would read it as an option.
            let (reason, hint) = unknown();
            return Err(Failure::because("compare", Path::new(self.range), reason, hint));
        }
        self.line(&["rev-parse", "--verify", "--quiet", &format!("{name}^{{commit}}")], unknown)
    }

    fn fork_point(&self, from: &str, to: &str) -> Result<String, Failure> {
        self.line(&["merge-base", from, to], || {
            ("the two have no commit in common".to_owned(), "compare them as they are, with two dots: --if A..B")
        })
    }

    fn line(&self, arguments: &[&str], refused: impl FnOnce() -> (String, &'static str)) -> Result<String, Failure> {
        let answer = self.ask(arguments, refused)?;
        Ok(String::from_utf8_lossy(&answer).trim().to_owned())
    }

    /// The sources of the site at a commit. Links and submodules are no files.
    fn tree(&self, commit: &str) -> Result<Tree, Failure> {
        let mut arguments = vec!["ls-tree", "-r", "-z", commit, "--", SETTINGS];
        arguments.extend(FOLDERS);
        let listing = self.ask(&arguments, || {
            ("git cannot list its files".to_owned(), "see whether `git fsck` finds the repository whole")
        })?;
        // `<mode> <type> <object>\t<path>`, each ended by NUL (git-ls-tree(1)).
        let entries = listing.split(|byte| *byte == 0).filter_map(|entry| std::str::from_utf8(entry).ok());
        let files = entries.filter_map(|entry| {
            let (about, path) = entry.split_once('\t')?;
            let mut about = about.split(' ');
            let is_file = about.next()?.starts_with("100") && about.next()? == "blob";
            let path = SitePath::new(path).filter(|path| is_file && !path.is_hidden())?;
            Some((path, about.next()?.to_owned()))
        });
        Ok(files.collect())
    }
}

/// The contents of objects, asked for one by one.
pub(super) struct Objects {
    child: Child,
    asks: ChildStdin,
    answers: BufReader<ChildStdout>,
}

impl Objects {
    pub fn open(git: &Git<'_>) -> Result<Self, Failure> {
        let mut command = git.command(&["cat-file", "--batch"]);
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null());
        let mut child = command.spawn().map_err(|error| git.not_run(&error))?;
        match (child.stdin.take(), child.stdout.take()) {
            (Some(asks), Some(answers)) => Ok(Self { child, asks, answers: BufReader::new(answers) }),
            _ => Err(git.not_run(&ErrorKind::BrokenPipe.into())),
        }
    }

    fn change(&mut self, path: &SitePath, object: &str) -> Result<Change, Failure> {
        let (_, bytes) = self.read(object).map_err(|error| Failure::io("read", Path::new(path.as_str()), &error))?;
        Ok(Change::set(path.clone(), bytes))
    }

    /// Asks `<object>`; the answer is `<object> <type> <size>`, the bytes and a newline (git-cat-file(1)). Gives the
    /// object's own name with its bytes.
    pub fn read(&mut self, object: &str) -> io::Result<(String, Vec<u8>)> {
        writeln!(self.asks, "{object}")?;
        self.asks.flush()?;
        let mut head = String::new();
        self.answers.read_line(&mut head)?;
        let size = head.trim_end().rsplit(' ').next().and_then(|size| size.parse().ok());
        let size: u64 = size.ok_or_else(|| io::Error::new(ErrorKind::NotFound, "git has lost it"))?;
        let mut bytes = Vec::new();
        (&mut self.answers).take(size).read_to_end(&mut bytes)?;
        if bytes.len() as u64 != size {
            return Err(ErrorKind::UnexpectedEof.into());
        }
        self.answers.read_exact(&mut [0])?;
        let name = head.split(' ').next().unwrap_or_default();
        Ok((name.to_owned(), bytes))
    }

    /// Ends git: it ends with its input.
    pub fn close(mut self) {
        drop(self.asks);
        drop(self.child.wait());
    }
}
