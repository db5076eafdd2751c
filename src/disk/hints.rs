//! What the system tells of a site's folders: in, the folder of the site; out, hints that something may have changed
//! there, with the path. A hint may be missing, late or wrong; only a look is the truth.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use notify::event::{AccessKind, AccessMode, EventKind, ModifyKind, RenameMode};
use notify::{Config, ErrorKind, Event, RecommendedWatcher, RecursiveMode, Watcher as _};

use super::Failure;
use super::find::{FOLDERS, SETTINGS, is_absent, is_hidden, is_inside};

/// How often a folder is tried in which folders come and go while we begin to watch it.
const TRIES: usize = 5;
/// What the system calls EMFILE.
const TOO_MANY_FILES: i32 = 24;

/// What the system told.
pub enum Told {
    /// Something may have happened to this file or folder.
    Hint(Hint),
    /// So much happened that the system lost some of it.
    Lost,
    /// The system can tell no more.
    Failed(notify::Error),
}

/// Something may have happened to a file or folder.
pub struct Hint {
    /// Its path from the folder of the site.
    pub path: PathBuf,
    /// Whether it stands there whole: it was moved there, or who wrote it has closed it.
    pub is_finished: bool,
    /// Whether it came, went or was moved, rather than being written to.
    pub is_move: bool,
}

/// Folders that the system watches for us.
pub struct Hints {
    root: PathBuf,
    real_root: PathBuf,
    system: RecommendedWatcher,
    /// Real path of each folder, and which folder that was when we began to watch it.
    watched: BTreeMap<PathBuf, (PathBuf, Identity)>,
}

/// Which folder stands at a path: another one made there later differs in its inode or its birth.
#[derive(PartialEq, Eq)]
struct Identity(u64, u64, Option<SystemTime>);

impl Hints {
    /// Watches the folders of a site. `tell` is called by the thread that empties the system's queue: it must be quick.
    pub fn start(root: &Path, tell: impl Fn(Told) + Send + 'static) -> notify::Result<Self> {
        let real_root = fs::canonicalize(root)?;
        let top = real_root.clone();
        let handler = move |event: notify::Result<Event>| match event {
            Ok(event) if event.need_rescan() => tell(Told::Lost),
            Ok(event) => hints_of(&event, &top).into_iter().for_each(|hint| tell(Told::Hint(hint))),
            Err(error) => tell(Told::Failed(error)),
        };
        // A link may lead to any folder of the machine; following it would watch that.
        let system = RecommendedWatcher::new(handler, Config::default().with_follow_symlinks(false))?;
        let mut hints = Self { root: root.to_owned(), real_root, system, watched: BTreeMap::new() };
        hints.keep_up()?;
        Ok(hints)
    }

    /// Watches folders that were made or replaced since; whether there were any.
    pub fn keep_up(&mut self) -> notify::Result<bool> {
        let mut replaced = self.keep_up_with("", RecursiveMode::NonRecursive)?;
        for folder in FOLDERS {
            replaced |= self.keep_up_with(folder, RecursiveMode::Recursive)?;
        }
        Ok(replaced)
    }

    fn keep_up_with(&mut self, name: &str, mode: RecursiveMode) -> notify::Result<bool> {
        let folder = self.root.join(name);
        let now = Identity::of(&folder);
        if self.watched.get(&folder).map(|(_, identity)| identity) == now.as_ref() {
            return Ok(false);
        }
        let was_watched = self.forget(Path::new(name));
        if let (Some(identity), true, Ok(real)) = (now, is_inside(&self.root, &folder), fs::canonicalize(&folder))
            && self.watch(&real, mode)?
        {
            self.watched.insert(folder, (real, identity));
            return Ok(true);
        }
        Ok(was_watched)
    }

    /// Watches a folder that a hint names, if it is one, before anybody looks into it: what comes into it after the
    /// look is told.
    pub fn follow(&mut self, path: &Path) -> notify::Result<()> {
        let path = self.real_root.join(path);
        if fs::symlink_metadata(&path).is_ok_and(|metadata| metadata.is_dir()) {
            self.watch(&path, RecursiveMode::Recursive)?;
        }
        Ok(())
    }

    /// Whether it could be watched: a folder that is gone meanwhile cannot.
    fn watch(&mut self, real: &Path, mode: RecursiveMode) -> notify::Result<bool> {
        for _ in 0..TRIES {
            match self.system.watch(real, mode) {
                Ok(()) => return Ok(true),
                // Some folder in it is gone, and those after it are not watched yet.
                Err(error) if is_gone(&error) => {}
                Err(error) => return Err(error),
            }
        }
        Ok(false)
    }

    /// Watches a folder of the site anew when it keeps up the next time; whether it was watched.
    pub fn forget(&mut self, name: &Path) -> bool {
        let watched = self.watched.remove(&self.root.join(name));
        if let Some((real, _)) = &watched {
            // A folder that is gone is watched no longer.
            drop(self.system.unwatch(real));
        }
        watched.is_some()
    }

    /// The same for all.
    pub fn forget_all(&mut self) {
        for (real, _) in std::mem::take(&mut self.watched).into_values() {
            drop(self.system.unwatch(&real));
        }
    }

    /// Whether the folder of the site is there to be watched.
    pub fn has_site(&self) -> bool {
        self.watched.contains_key(&self.root)
    }
}

impl Identity {
    #[cfg(unix)]
    fn of(folder: &Path) -> Option<Self> {
        use std::os::unix::fs::MetadataExt;
        let metadata = fs::metadata(folder).ok().filter(fs::Metadata::is_dir)?;
        Some(Self(metadata.dev(), metadata.ino(), metadata.created().ok()))
    }

    #[cfg(not(unix))]
    fn of(folder: &Path) -> Option<Self> {
        let metadata = fs::metadata(folder).ok().filter(fs::Metadata::is_dir)?;
        Some(Self(0, 0, metadata.created().ok()))
    }
}

/// What an event says of the sources; nothing for the many that are about something else.
fn hints_of(event: &Event, real_root: &Path) -> Vec<Hint> {
    let (is_finished, is_move) = match event.kind {
        EventKind::Access(AccessKind::Close(AccessMode::Write)) => (true, false),
        // To read is an event, too, and no news.
        EventKind::Access(_) => return Vec::new(),
        EventKind::Modify(ModifyKind::Name(RenameMode::To | RenameMode::Both)) => (true, true),
        EventKind::Modify(ModifyKind::Name(_)) | EventKind::Create(_) | EventKind::Remove(_) => (false, true),
        _ => (false, false),
    };
    // Of a rename that is told as one, the new path comes last. The old one is told by itself: nothing is whole there.
    let renamed = event.kind == EventKind::Modify(ModifyKind::Name(RenameMode::Both));
    let paths = event.paths.iter().skip(usize::from(renamed)).filter_map(|path| path.strip_prefix(real_root).ok());
    let paths = paths.filter(|path| is_source(path) || (is_move && path.as_os_str().is_empty()));
    paths.map(|path| Hint { path: path.to_owned(), is_finished, is_move }).collect()
}

/// Whether there may be sources at the path. Below the folder of the site itself, only folders of sources are watched.
fn is_source(path: &Path) -> bool {
    let parts = path.iter().count();
    let is_at_top = path == Path::new(SETTINGS) || FOLDERS.iter().any(|folder| path == Path::new(folder));
    (parts > 1 || is_at_top) && !is_hidden(path)
}

fn is_gone(error: &notify::Error) -> bool {
    match &error.kind {
        ErrorKind::PathNotFound => true,
        ErrorKind::Io(error) => is_absent(error),
        _ => false,
    }
}

/// Tells people that the system gives no hints, and what to do about it.
pub fn no_hints(root: &Path, error: &notify::Error) -> Failure {
    let (reason, remedy) = match &error.kind {
        ErrorKind::MaxFilesWatch => (
            "the system watches no more folders for you".to_owned(),
            "raise the limit: sudo sysctl fs.inotify.max_user_watches=524288",
        ),
        ErrorKind::Io(io) if io.raw_os_error() == Some(TOO_MANY_FILES) => {
            (io.to_string(), "raise the limit: sudo sysctl fs.inotify.max_user_instances=1024")
        }
        _ => (error.to_string(), "say --poll where that is so"),
    };
    Failure::because("watch", root, reason, format!("changes are looked for twice a second instead; {remedy}"))
}
