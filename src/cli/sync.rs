//! `isogloss sync`

use std::collections::BTreeSet;
use std::path::Path;

use super::arguments::Sync;
use super::load::{self, Bytes};
use super::run::Ended;
use super::terminal::{Style, Terminal};
use crate::disk::{self, Failure};
use crate::locales::{Standing, add_untranslated, commented_names};
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

/// What was missing in the files of a locale.
#[derive(Default)]
struct Added {
    /// The files with how many entries each was given.
    files: Vec<(SitePath, usize)>,
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
        for (path, count) in added {
            let entries = if count == 1 { "entry" } else { "entries" };
            terminal.print(&format!("  {path}: {count} missing {entries} added as comments"));
        }
        for path in &unread {
            let hint = "correct what `isogloss build` reports of it, then sync again";
            terminal.complain(&format!("{path} cannot be read as a whole, so nothing was added to it"), Some(hint));
        }
        Ok(unread.is_empty())
    }

    /// Adds to each file what it lacks of the source's file of the same name.
    fn add_missing(&self, locale: &LocaleId) -> Result<Added, Failure> {
        let (messages, source) = (self.site.messages(), &self.site.settings().source_locale);
        let own: BTreeSet<String> = messages.translations(locale).map(|(name, _)| name.to_owned()).collect();
        let files = messages.files(locale);
        let mut there: BTreeSet<String> =
            files.iter().flat_map(|file| commented_names(file.text())).map(str::to_owned).collect();
        there.extend(own);
        let mut added = Added::default();
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
            let bytes = self.bytes.get(&path);
            let held = bytes.map_or(&[][..], |bytes| bytes);
            if let Some((new, names)) = add_untranslated(&path, held, file, lacks) {
                disk::save_source(self.root, &path, bytes.map(|bytes| Digest::of(bytes)), &new)?;
                added.files.push((path, names.len()));
                there.extend(names);
            }
        }
        Ok(added)
    }

    /// Saves what the lock of a locale is to say.
    pub fn save_lock(&self, locale: &LocaleId, next: &NextLock) -> Result<(), Failure> {
        let Some((path, text)) = SitePath::new(&lock_path(locale)).zip(next.text.as_ref()) else { return Ok(()) };
        let before = self.bytes.get(&path).map(|bytes| Digest::of(bytes));
        disk::save_source(self.root, &path, before, text.as_bytes())?;
        Ok(())
    }
}

fn lock_path(locale: &LocaleId) -> String {
    format!("locales/{locale}/translations.lock")
}
