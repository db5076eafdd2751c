//! `isogloss sync`

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::path::Path;

use super::arguments::Sync;
use super::load::{self, Bytes};
use super::run::Ended;
use super::terminal::{Style, Terminal};
use crate::disk::{self, Failure};
use crate::locales::{Entry, Standing, add_missing_attributes, add_untranslated, commented_names};
use crate::settings::State;
use crate::site::{NextLock, Options, Site};
use crate::text::{Digest, LocaleId, SitePath};

/// Records what translations were made from, and adds what is missing as comments.
pub fn run(arguments: &Sync, terminal: &Terminal) -> Result<Ended, Failure> {
    let (workspace, scanner, bytes) = load::load_with_bytes(&arguments.site, Options::default(), 0)?;
    let named = load::locales(&arguments.site, &workspace)?;
    let desk = Desk { site: workspace.site(), root: scanner.root(), bytes: &bytes };
    let mut ended = Ended::Fine;
    for locale in desk.locales(&named)? {
        if !desk.sync(&locale, terminal)? {
            ended = Ended::Findings;
        }
    }
    Ok(ended)
}

/// A site whose files are about to be written.
pub struct Desk<'w> {
    pub site: &'w Site,
    pub root: &'w Path,
    pub bytes: &'w Bytes,
}

/// A file with what it lacked.
#[derive(Default)]
struct Completed {
    bytes: Vec<u8>,
    attributes: usize,
    entries: usize,
}

/// What was missing in the files of a locale.
#[derive(Default)]
struct Added {
    /// The files that were given something.
    files: BTreeMap<SitePath, Completed>,
    /// Those that could not be read as a whole.
    unread: Vec<SitePath>,
}

impl Desk<'_> {
    /// The locales that are translated from the source: those that are named, else all that are not retired.
    pub fn locales(&self, named: &[LocaleId]) -> Result<Vec<LocaleId>, Failure> {
        let settings = self.site.settings();
        if self.site.is_broken() {
            let hint = "run `isogloss build`, which says what is wrong with it";
            return Err(Failure::because("read", Path::new("site.toml"), "it cannot be read as settings", hint));
        }
        if named.contains(&settings.source_locale) {
            let reason = format!("`{}` is the source, which is translated from nothing", settings.source_locale);
            return Err(Failure::because("use", Path::new("--locale"), reason, "name a locale that is translated"));
        }
        let wanted = settings.locales.iter().filter(|locale| match named {
            [] => locale.state != State::Retired && locale.id != settings.source_locale,
            named => named.contains(&locale.id),
        });
        let locales: Vec<LocaleId> = wanted.map(|locale| locale.id.clone()).collect();
        match locales.iter().find(|locale| self.site.has_foreign_lock(locale)) {
            None => Ok(locales),
            Some(locale) => {
                let reason = "it is of a version that this isogloss does not know";
                let hint = "use the isogloss that wrote it, or a newer one";
                Err(Failure::because("write", Path::new(&lock_path(locale)), reason, hint))
            }
        }
    }

    /// Whether all files of the locale could be read.
    fn sync(&self, locale: &LocaleId, terminal: &Terminal) -> Result<bool, Failure> {
        let Added { files: added, unread } = self.add_missing(locale)?;
        let records = |_: &str, standing| matches!(standing, Standing::New | Standing::Edited | Standing::Carried);
        let next = self.site.next_lock(locale, records, |_| true);
        self.save_lock(locale, &next)?;
        let edited = next.recorded.iter().filter(|(_, standing)| *standing != Standing::New).count();
        let standings = self.site.standings(locale);
        let stale = standings.values().filter(|standing| matches!(standing, Standing::Stale(_))).count();
        let torn = standings.values().filter(|standing| **standing == Standing::Conflict).count();
        let counts = [
            (next.recorded.len() - edited, "recorded"),
            (edited, "edited"),
            (next.dropped.len(), "dropped"),
            (stale, "stale"),
            (torn, "torn by a merge"),
        ];
        let said: Vec<String> =
            counts.iter().filter(|(count, _)| *count > 0).map(|(count, what)| format!("{count} {what}")).collect();
        let said = if said.is_empty() { "nothing new".to_owned() } else { said.join(", ") };
        terminal.print(&format!("{}: {said}", terminal.out(Style::Bold, locale.as_str())));
        for (path, completed) in added {
            terminal.print(&format!("  {path}: {completed} added as comments"));
        }
        for path in &unread {
            let hint = "correct what `isogloss build` reports of it, then sync again";
            terminal.complain(&format!("{path} cannot be read as a whole, so nothing was added to it"), Some(hint));
        }
        Ok(unread.is_empty())
    }

    /// Adds to each file what its messages and itself lack, and saves it.
    fn add_missing(&self, locale: &LocaleId) -> Result<Added, Failure> {
        let mut added = Added::default();
        self.add_attributes(locale, &mut added);
        self.add_entries(locale, &mut added);
        for (path, completed) in &added.files {
            let before = self.bytes.get(path).map(|bytes| Digest::of(bytes));
            disk::save_source(self.root, path, before, &completed.bytes)?;
        }
        added.unread.sort();
        added.unread.dedup();
        Ok(added)
    }

    /// Adds to each message the attributes that the source's has.
    fn add_attributes(&self, locale: &LocaleId, added: &mut Added) {
        let (messages, source) = (self.site.messages(), &self.site.settings().source_locale);
        let theirs = |id: &str| {
            let (path, _) = messages.find(source, id)?;
            let file = messages.files(source).iter().find(|file| file.path() == path)?;
            Some((&**file, messages.entry(source, id)?))
        };
        for file in messages.files(locale) {
            let counts = |entry: &Entry| messages.find(locale, &entry.id) == Some((file.path(), entry.id_span));
            let source = |entry: &Entry| theirs(&entry.id).filter(|_| counts(entry));
            let Some(bytes) = self.bytes.get(file.path()) else { continue };
            if let Some((bytes, names)) = add_missing_attributes(file.path(), bytes, source) {
                let completed = Completed { bytes, attributes: names.len(), entries: 0 };
                added.files.insert(file.path().clone(), completed);
            }
        }
    }

    /// Adds to each file what it lacks of the source's file of the same name.
    fn add_entries(&self, locale: &LocaleId, added: &mut Added) {
        let (messages, source) = (self.site.messages(), &self.site.settings().source_locale);
        let own: BTreeSet<String> = messages.translations(locale).map(|(name, _)| name.to_owned()).collect();
        let files = messages.files(locale);
        let mut there: BTreeSet<String> =
            files.iter().flat_map(|file| commented_names(file.text())).map(str::to_owned).collect();
        there.extend(own);
        for file in messages.files(source) {
            let lacks = |name: &str| !there.contains(name);
            let rest = file.path().as_str().strip_prefix(&format!("locales/{source}/"));
            let Some(path) = rest.and_then(|rest| SitePath::new(&format!("locales/{locale}/{rest}"))) else { continue };
            if !file.entries().iter().any(|entry| lacks(&entry.display())) {
                continue;
            }
            if files.iter().any(|file| *file.path() == path && file.is_broken()) {
                // What it lacks may be in the piece that cannot be read.
                added.unread.push(path);
                continue;
            }
            let completed = added.files.get(&path).map(|completed| &*completed.bytes);
            let held = completed.or(self.bytes.get(&path).map(|bytes| &**bytes)).unwrap_or_default();
            if let Some((new, names)) = add_untranslated(&path, held, file, lacks) {
                let completed = added.files.entry(path).or_default();
                (completed.bytes, completed.entries) = (new, names.len());
                there.extend(names);
            }
        }
    }

    /// Saves what the lock of a locale is to say.
    pub fn save_lock(&self, locale: &LocaleId, next: &NextLock) -> Result<(), Failure> {
        let Some((path, text)) = SitePath::new(&lock_path(locale)).zip(next.text.as_ref()) else { return Ok(()) };
        let before = self.bytes.get(&path).map(|bytes| Digest::of(bytes));
        disk::save_source(self.root, &path, before, text.as_bytes())?;
        Ok(())
    }
}

impl fmt::Display for Completed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let counted = |count: usize, one: &str, many: &str| match count {
            0 => None,
            1 => Some(format!("1 missing {one}")),
            count => Some(format!("{count} missing {many}")),
        };
        let entries = counted(self.entries, "entry", "entries");
        let parts: Vec<String> =
            entries.into_iter().chain(counted(self.attributes, "attribute", "attributes")).collect();
        f.write_str(&parts.join(" and "))
    }
}

fn lock_path(locale: &LocaleId) -> String {
    format!("locales/{locale}/translations.lock")
}
