//! The program under strace: which calls it makes, and what becomes of it when one of them fails or is its last.
//!
//! strace counts the calls of each thread by itself, and of one name. A path makes a call known among all of them.

use std::collections::BTreeMap;
use std::os::unix::process::ExitStatusExt;
use std::path::Path;
use std::process::Command;

use crate::support::{Ran, lacks};

/// Whether processes can be traced here. With `ISOGLOSS_TEST_ALL=1` they must be.
pub fn can_trace() -> bool {
    let ran = Command::new("strace").args(["-f", "-qq", "-o", "/dev/null", "true"]).output();
    if ran.is_ok_and(|ran| ran.status.success()) {
        return true;
    }
    lacks("strace is not installed, or may not trace here (apt-get install strace)");
    false
}

/// A call of a run.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Call {
    /// `openat`
    pub name: String,
    /// A path that it names, from the folder of the site; empty for that folder itself.
    pub path: String,
    /// The how manieth of this name with this path in its thread, from 1.
    pub number: usize,
}

/// What is done to a run.
pub struct Fault<'f> {
    /// The names of calls, separated by commas.
    pub calls: &'f str,
    /// `signal=KILL` or `error=EIO`
    pub what: &'f str,
    /// Which of the calls of a thread.
    pub number: usize,
    /// Only calls that name this path.
    pub path: Option<&'f Path>,
}

/// The same command under strace, with a log of calls of these names and perhaps a fault.
pub fn traced(command: &Command, log: &Path, names: &str, fault: Option<&Fault<'_>>) -> Command {
    let mut traced = Command::new("strace");
    traced.args(["-f", "-qq", "-y", "-s", "4096", "-o"]).arg(log).arg("-e").arg(format!("trace={names}"));
    if let Some(Fault { calls, what, number, path }) = fault {
        traced.arg("-e").arg(format!("inject={calls}:{what}:when={number}"));
        traced.args(path.iter().flat_map(|path| ["-P".as_ref(), path.as_os_str()]));
    }
    traced.arg(command.get_program()).args(command.get_args()).current_dir(command.get_current_dir().unwrap());
    for (name, value) in command.get_envs() {
        match value {
            Some(value) => traced.env(name, value),
            None => traced.env_remove(name),
        };
    }
    traced
}

/// Runs it; whether it was killed.
pub fn run(mut command: Command) -> (Ran, bool) {
    let output = command.output().unwrap();
    let killed = output.status.signal() == Some(9);
    (Ran::of(output), killed)
}

/// The calls of a log that name a path in the folder.
pub fn calls(log: &str, folder: &Path) -> Vec<Call> {
    let mut counts: BTreeMap<(&str, &str, &str), usize> = BTreeMap::new();
    let mut calls = Vec::new();
    for line in log.lines() {
        let Some((thread, call)) = line.split_once(' ') else { continue };
        let Some((name, arguments)) = call.trim_start().split_once('(') else { continue };
        if name.contains(' ') {
            // The end of a call that another thread interrupted; its beginning was counted.
            continue;
        }
        let paths = paths(arguments, folder);
        for path in &paths {
            *counts.entry((thread, name, path)).or_default() += 1;
        }
        // The number in such a name is another one in every run.
        if let Some(path) = paths.iter().find(|path| !path.contains("/ready.")) {
            let number = counts[&(thread, name, *path)];
            calls.push(Call { name: name.to_owned(), path: (*path).to_owned(), number });
        }
    }
    calls
}

/// The paths that the arguments of a call name in the folder, from there: in quotes, or those of open files.
fn paths<'l>(arguments: &'l str, folder: &Path) -> Vec<&'l str> {
    let end = arguments.rfind(") ").unwrap_or(arguments.len());
    let arguments = &arguments[..end];
    let mut paths = Vec::new();
    for (at, _) in arguments.match_indices(folder.to_str().unwrap()) {
        let before = &arguments[..at];
        let is_open = before.ends_with('<') && before[..at - 1].ends_with(|c: char| c.is_ascii_digit());
        let rest = &arguments[at + folder.as_os_str().len()..];
        if is_open || before.ends_with('"') {
            let path = rest.split(['"', '>']).next().unwrap_or_default().trim_start_matches('/');
            if !paths.contains(&path) {
                paths.push(path);
            }
        }
    }
    paths
}
