//! A batch of changes in, a plan out.

use std::collections::BTreeSet;
use std::sync::Arc;

use rayon::prelude::*;

use super::ledger::{Ledger, PageEntry};
use super::rules::Rules;
use super::snapshot::Snapshots;
use crate::content::SharedIds;
use crate::render::Engine;
use crate::site::{Kind, News, Options, Page, Recorder, Remembered, Role, Site, Touched, read_anew};
use crate::text::{Change, Coming, LocaleId};

/// A thread that renders needs room for layouts that include layouts, in unoptimized builds too.
const STACK: usize = 64 << 20;

/// The current site and what its pages read.
pub struct Workspace {
    pub(super) site: Site,
    pub(super) engine: Engine,
    pub(super) ledger: Ledger,
    pub(super) threads: Option<rayon::ThreadPool>,
    /// Bytes of pieces that pages may keep, so that a moved fragment costs them no render.
    pub(super) memory: usize,
    pub(super) snapshots: Snapshots,
    pub(super) rules: Rules,
    pub(super) only: Option<BTreeSet<LocaleId>>,
    pub(super) blind_to: Option<Kind>,
}

/// What is to be done.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Plan {
    /// Outputs that must be rendered, in order.
    pub dirty: Vec<String>,
    /// Fragments that must be rendered; the pages that hold them take their bytes.
    pub fragments: usize,
    /// Outputs that go.
    pub removed: Vec<String>,
}

impl Workspace {
    /// A workspace without any file. Pages keep pieces of up to `memory` bytes in all, for faces that run on; those
    /// beyond are rendered again when a fragment of theirs moves, or when they are asked for.
    pub fn new(options: Options, memory: usize) -> Self {
        let site = Site::empty(options);
        Self {
            engine: Engine::new(site.layouts()),
            site,
            ledger: Ledger::default(),
            threads: rayon::ThreadPoolBuilder::new().stack_size(STACK).build().ok(),
            memory,
            snapshots: Snapshots::default(),
            rules: Rules::default(),
            only: None,
            blind_to: None,
        }
    }

    /// From now on renders pages of these locales only. All others stay marked, and addresses stay the same.
    pub fn set_only(&mut self, locales: impl IntoIterator<Item = LocaleId>) {
        self.only = Some(locales.into_iter().collect());
    }

    /// Leaves questions of one kind out of every record from now on. Only for tests that prove that they would
    /// notice a missing read.
    #[doc(hidden)]
    pub fn set_blind_to(&mut self, kind: Option<Kind>) {
        self.blind_to = kind;
        self.ledger.blind_to_fragments = kind == Some(Kind::Fragment);
    }

    /// Takes a batch of changes. Nothing is rendered yet; what was to be rendered before still is.
    pub fn apply(&mut self, changes: &[Change]) {
        self.apply_coming(changes.par_iter().cloned().map(|change| Coming::Here(change, None)));
    }

    /// The same of changes that are still on their way: each is fetched, parsed and let go.
    pub fn apply_coming(&mut self, changes: impl ParallelIterator<Item = Coming>) {
        let touched = self.take_coming(changes, &Remembered::default());
        self.update_ledger(&touched);
        self.ledger.drop_unheld();
    }

    /// Marks what must be made again now that these parts of the site were replaced.
    pub(super) fn update_ledger(&mut self, touched: &Touched) {
        let mut ledger = std::mem::take(&mut self.ledger);
        self.on_all_cores(|| ledger.update(&self.site, touched));
        self.ledger = ledger;
    }

    /// Makes the next site of files that are still on their way. Documents that are remembered are not parsed again.
    pub(super) fn take_coming(
        &mut self,
        changes: impl ParallelIterator<Item = Coming>,
        remembered: &Remembered,
    ) -> Touched {
        let ids = SharedIds::default();
        let read = |change: Coming| read_anew(change, remembered, &ids);
        let news: Vec<News> = self.on_all_cores(|| changes.map(read).collect());
        // Joining compiles layouts, which takes as much room as running them.
        let (site, touched) = self.on_all_cores(|| self.site.with(news));
        self.site = site;
        if touched.layouts {
            self.engine = Engine::new(self.site.layouts());
        }
        touched
    }

    /// What is to be done now.
    pub fn plan(&self) -> Plan {
        let marked = self.ledger.marked.iter().filter_map(|id| self.ledger.pages[*id as usize].as_ref());
        let mut dirty: Vec<String> =
            marked.filter(|entry| entry.dirty).map(|entry| entry.page.route.output()).collect();
        dirty.sort_unstable();
        Plan {
            dirty,
            fragments: self.ledger.fragments.iter().flatten().filter(|entry| entry.dirty).count(),
            removed: self.ledger.gone.iter().map(ToString::to_string).collect(),
        }
    }

    /// Whether nothing is left to render of the locales that are wanted.
    pub fn is_done(&self) -> bool {
        let mut marked = self.ledger.marked.iter().filter_map(|id| self.ledger.pages[*id as usize].as_ref());
        self.ledger.left == 0 && !marked.any(|entry| self.is_wanted(&entry.page))
    }

    /// Whether a page is to be rendered at all: all are, unless only some locales' are.
    pub(super) fn is_wanted(&self, page: &Page) -> bool {
        page.is_shared() || self.is_wanted_of(&page.locale)
    }

    /// Whether what belongs to this locale is made.
    pub(super) fn is_wanted_of(&self, locale: &LocaleId) -> bool {
        self.only.as_ref().is_none_or(|only| only.contains(locale))
    }

    /// Notes that the sink has lost all that it had.
    pub fn forget_published(&mut self) {
        self.ledger.forget_published();
    }

    /// The site as it stands.
    pub fn site(&self) -> &Site {
        &self.site
    }

    /// All outputs that the site has now: pages that could be made, and files.
    pub fn outputs(&self) -> Vec<Arc<str>> {
        let pages = self.ledger.by_output.iter().filter(|(_, id)| {
            // A page that was not rendered in this run may stand from an earlier one.
            let made = |entry: &PageEntry| entry.published.is_some() || entry.dirty;
            self.ledger.pages[**id as usize].as_ref().is_some_and(made)
        });
        pages.map(|(output, _)| output).chain(self.site.pages().files.keys()).cloned().collect()
    }

    /// How many pages each locale has that is built, in the order of `site.toml`.
    pub fn pages_by_locale(&self) -> Vec<(LocaleId, usize)> {
        let pages = &self.site.pages().pages;
        let made = self.site.settings().made();
        let wanted = made.filter(|locale| self.only.as_ref().is_none_or(|only| only.contains(&locale.id)));
        wanted
            .map(|locale| {
                (
                    locale.id.clone(),
                    pages.values().filter(|page| page.role != Role::Artifact && page.locale == locale.id).count(),
                )
            })
            .collect()
    }

    pub(super) fn recorder(&self) -> Recorder {
        Recorder::new(&self.site).blind_to(self.blind_to)
    }

    pub(super) fn on_all_cores<T: Send>(&self, work: impl FnOnce() -> T + Send) -> T {
        on_all_cores(self.threads.as_ref(), work)
    }
}

/// Runs this on these threads.
pub(super) fn on_all_cores<T: Send>(threads: Option<&rayon::ThreadPool>, work: impl FnOnce() -> T + Send) -> T {
    match threads {
        Some(threads) => threads.install(work),
        None => work(),
    }
}
