//! When it is worth to look, and where: in, hints of the system; out, one reason after the other.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::time::{Duration, Instant};

use super::gathered::Gathered;
use super::hints::{Hint, Hints, Told, no_hints};
use super::{Failure, Look, Looked};

/// We look at everything at least so often without any hint…
const SAFETY: Duration = Duration::from_secs(2);
/// …and so often where hints do not come.
const POLL: Duration = Duration::from_millis(500);
/// Who saves a file does not wait for a look at everything that is due: it comes when no hint waits, but not later than
/// this.
const OVERDUE: Duration = Duration::from_secs(60);
/// A look that takes long happens more rarely: at most a hundredth of the time is spent looking.
const SHARE: u32 = 100;
/// So many looks that find what nobody told us of, with no hint between them, mean that hints do not come here.
const SILENT: u32 = 2;

/// Why a wait ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Woken {
    /// Something may have changed there.
    Hint(Look),
    /// There was no look at everything for a while; one makes sure.
    Safety,
    /// Nothing waits. Only who is busy gets that.
    Nothing,
    /// We were asked to stop.
    Stop,
}

enum Signal {
    Told(Told),
    Stop,
}

/// Waits for changes of a site's sources.
pub struct Watcher {
    root: PathBuf,
    signals: Receiver<Signal>,
    caller: Caller,
    /// `None` where the system tells nothing; then only looking again and again is left.
    hints: Option<Hints>,
    gathered: Option<Gathered>,
    /// What people are to be told, once.
    message: Option<Failure>,
    /// The end of the last look at everything, and how long it took.
    last_whole: Instant,
    cost: Duration,
    /// How many looks in a row found something without a hint.
    silent: u32,
}

/// Wakes a [`Watcher`] from another thread.
#[derive(Clone)]
pub struct Caller {
    sender: Sender<Signal>,
    news: Arc<AtomicBool>,
}

impl Watcher {
    /// Watches a site; with `poll` without asking the system for hints. The second value tells people when the system
    /// gives none and what to do about it.
    pub fn start(root: &Path, poll: bool) -> (Self, Option<Failure>) {
        let (sender, signals) = channel();
        let caller = Caller { sender, news: Arc::default() };
        let mut watcher = Self {
            root: std::path::absolute(root).unwrap_or_else(|_| root.to_owned()),
            signals,
            caller,
            hints: None,
            gathered: None,
            message: None,
            last_whole: Instant::now(),
            cost: Duration::ZERO,
            silent: 0,
        };
        if !poll {
            let caller = watcher.caller();
            match Hints::start(&watcher.root, move |told| caller.send(Signal::Told(told))) {
                Ok(hints) => watcher.hints = Some(hints),
                Err(error) => watcher.poll_from_now_on(&error),
            }
        }
        let message = watcher.message.take();
        (watcher, message)
    }

    /// Something that wakes the watcher from elsewhere.
    pub fn caller(&self) -> Caller {
        self.caller.clone()
    }

    /// Is true as soon as anything waits to be taken; [`wait`](Self::wait) makes it false. Who works long looks at it
    /// now and then.
    pub fn news(&self) -> Arc<AtomicBool> {
        Arc::clone(&self.caller.news)
    }

    /// Waits until something is worth it. Who is busy does not wait for news, only for the quiet time of news that
    /// are there.
    pub fn wait(&mut self, busy: bool) -> Woken {
        loop {
            self.caller.news.store(false, Ordering::SeqCst);
            while let Ok(signal) = self.signals.try_recv() {
                if self.take(signal) {
                    return Woken::Stop;
                }
            }
            self.keep_up();
            let safety = self.interval().saturating_sub(self.last_whole.elapsed());
            let pause = match &self.gathered {
                Some(gathered) => gathered.pause(&self.root),
                None if safety.is_zero() => return Woken::Safety,
                None if busy => return Woken::Nothing,
                None => safety,
            };
            if pause.is_zero()
                && let Some(gathered) = self.gathered.take()
            {
                let is_overdue = self.last_whole.elapsed() > self.interval() + OVERDUE;
                return Woken::Hint(if is_overdue { Look::Everything } else { gathered.look });
            }
            if let Ok(signal) = self.signals.recv_timeout(pause)
                && self.take(signal)
            {
                return Woken::Stop;
            }
        }
    }

    /// Learns from a look. Gives what people are to be told, if anything.
    pub fn looked(&mut self, woken: &Woken, looked: &Looked) -> Option<Failure> {
        if let Some(took) = looked.whole {
            (self.last_whole, self.cost) = (Instant::now(), took);
        }
        for path in &looked.unfinished {
            self.gather(Look::At(BTreeSet::from([path.clone()])), false);
        }
        if *woken == Woken::Safety && self.hints.is_some() {
            self.learn_from_silence(looked.direct);
        }
        self.message.take()
    }

    /// A hint may come a moment after the look that it asks for, so the last finding is judged at the next look.
    fn learn_from_silence(&mut self, found: bool) {
        if self.silent >= SILENT {
            return self.poll_from_now_on(&notify::Error::generic("the file system tells nothing of changes"));
        }
        if found {
            self.silent += 1;
            // Perhaps a folder escaped us while it was moved about.
            self.watch_anew();
        }
    }

    /// Whether we are to stop.
    fn take(&mut self, signal: Signal) -> bool {
        match signal {
            Signal::Stop => return true,
            Signal::Told(Told::Hint(hint)) => self.take_hint(hint),
            Signal::Told(Told::Lost) => self.watch_anew(),
            Signal::Told(Told::Failed(error)) if self.hints.is_some() => self.poll_from_now_on(&error),
            Signal::Told(Told::Failed(_)) => {}
        }
        false
    }

    fn take_hint(&mut self, hint: Hint) {
        self.silent = 0;
        if let (Some(hints), true) = (&mut self.hints, hint.is_move) {
            if hint.path.iter().count() < 2 {
                hints.forget(&hint.path);
            } else if let Err(error) = hints.follow(&hint.path) {
                self.poll_from_now_on(&error);
            }
        }
        let is_site = hint.path.as_os_str().is_empty();
        let look = if is_site { Look::Everything } else { Look::At(BTreeSet::from([hint.path])) };
        self.gather(look, hint.is_finished);
    }

    fn gather(&mut self, look: Look, is_finished: bool) {
        match &mut self.gathered {
            Some(gathered) => gathered.add(look, is_finished),
            None => self.gathered = Some(Gathered::new(look, is_finished)),
        }
    }

    /// A folder that was removed and made again is a new folder to the system.
    fn keep_up(&mut self) {
        match self.hints.as_mut().map(Hints::keep_up) {
            Some(Ok(true)) => self.gather(Look::Everything, false),
            Some(Err(error)) => self.poll_from_now_on(&error),
            Some(Ok(false)) | None => {}
        }
    }

    fn watch_anew(&mut self) {
        if let Some(hints) = &mut self.hints {
            hints.forget_all();
        }
        self.gather(Look::Everything, false);
    }

    fn poll_from_now_on(&mut self, error: &notify::Error) {
        self.hints = None;
        self.message = Some(no_hints(&self.root, error));
        self.gather(Look::Everything, false);
    }

    /// How long after a look at everything the next one is due.
    fn interval(&self) -> Duration {
        let least = if self.hints.as_ref().is_some_and(Hints::has_site) { SAFETY } else { POLL };
        least.max(self.cost * SHARE)
    }
}

impl Caller {
    /// Ends a wait for good.
    pub fn stop(&self) {
        self.send(Signal::Stop);
    }

    fn send(&self, signal: Signal) {
        // When nobody waits any more, nobody needs to know.
        drop(self.sender.send(signal));
        self.news.store(true, Ordering::SeqCst);
    }
}
