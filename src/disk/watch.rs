//! When it is worth to look: hints from the system, and a look now and then all the same.

use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::time::{Duration, Instant};

use notify::event::{AccessKind, AccessMode, EventKind};
use notify::{Event, RecommendedWatcher, RecursiveMode, Watcher as _};

use super::Failure;

/// After the first hint we wait until none came for so long…
const QUIET: Duration = Duration::from_millis(20);
/// …but not longer than this.
const PATIENCE: Duration = Duration::from_millis(250);
/// We look at least so often without any hint.
const SAFETY: Duration = Duration::from_secs(2);
/// A look that takes long happens more rarely: at most one fiftieth of the time is spent looking.
const SHARE: u32 = 50;

/// Why a wait ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Woken {
    /// Something may have changed.
    Hint,
    /// Nothing was heard for a while; a look makes sure.
    Safety,
    /// We were asked to stop.
    Stop,
}

enum Signal {
    Hint,
    Stop,
}

/// Waits for changes of a site's sources.
pub struct Watcher {
    root: PathBuf,
    signals: Receiver<Signal>,
    sender: Sender<Signal>,
    /// `None` where the system tells nothing; then only the safety look is left.
    hints: Option<RecommendedWatcher>,
    watched: Vec<PathBuf>,
    safety: Duration,
}

impl Watcher {
    /// Watches a site. The second value tells people when the system gives no hints and what to do about it.
    pub fn start(root: &Path) -> (Self, Option<Failure>) {
        let (sender, signals) = channel();
        let hint = sender.clone();
        let hints = notify::recommended_watcher(move |event: notify::Result<Event>| {
            // The handler only passes on: while it works, the system's queue may overflow.
            if event.map_or(true, |event| is_hint(&event)) {
                drop(hint.send(Signal::Hint));
            }
        });
        let (hints, mut failure) = match hints {
            Ok(hints) => (Some(hints), None),
            Err(error) => (None, Some(no_hints(root, &error))),
        };
        let mut watcher = Self { root: root.to_owned(), signals, sender, hints, watched: Vec::new(), safety: SAFETY };
        if let Err(error) = watcher.watch_folders() {
            failure = Some(no_hints(root, &error));
            watcher.hints = None;
        }
        (watcher, failure)
    }

    /// Something to call from elsewhere when the wait shall end for good.
    pub fn stopper(&self) -> impl Fn() + Send + 'static {
        let sender = self.sender.clone();
        move || drop(sender.send(Signal::Stop))
    }

    /// Waits until a look is worth it. `last_look` is how long the last one took.
    pub fn wait(&mut self, last_look: Duration) -> Woken {
        // A folder that was removed and made again is a new folder to the system.
        drop(self.watch_folders());
        let safety = self.safety.max(last_look * SHARE);
        match self.signals.recv_timeout(safety) {
            Ok(Signal::Stop) | Err(RecvTimeoutError::Disconnected) => return Woken::Stop,
            Err(RecvTimeoutError::Timeout) => return Woken::Safety,
            Ok(Signal::Hint) => {}
        }
        let first = Instant::now();
        while first.elapsed() < PATIENCE {
            match self.signals.recv_timeout(QUIET) {
                Ok(Signal::Hint) => {}
                Ok(Signal::Stop) => return Woken::Stop,
                Err(_) => break,
            }
        }
        Woken::Hint
    }

    fn watch_folders(&mut self) -> notify::Result<()> {
        let Some(hints) = &mut self.hints else { return Ok(()) };
        let folders = ["locales", "content", "layouts"].map(|name| self.root.join(name));
        if self.watched.is_empty() {
            hints.watch(&self.root, RecursiveMode::NonRecursive)?;
            self.watched.push(self.root.clone());
        }
        for folder in folders {
            let known = self.watched.contains(&folder);
            match (folder.is_dir(), known) {
                (true, false) => {
                    hints.watch(&folder, RecursiveMode::Recursive)?;
                    self.watched.push(folder);
                }
                (false, true) => {
                    drop(hints.unwatch(&folder));
                    self.watched.retain(|watched| *watched != folder);
                }
                _ => {}
            }
        }
        Ok(())
    }
}

/// Whether the event can mean that a file changed. Reading a file is an event too, and must not wake us.
fn is_hint(event: &Event) -> bool {
    match event.kind {
        EventKind::Access(AccessKind::Close(AccessMode::Write)) => true,
        EventKind::Access(_) => false,
        _ => true,
    }
}

fn no_hints(root: &Path, error: &notify::Error) -> Failure {
    let hint = match error.kind {
        notify::ErrorKind::MaxFilesWatch => {
            "changes are looked for every two seconds instead; raise the limit: sudo sysctl fs.inotify.max_user_watches=524288"
        }
        _ => "changes are looked for every two seconds instead",
    };
    Failure::because("watch", root, error.to_string(), hint)
}
