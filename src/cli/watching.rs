//! The loop of `watch`: in, saves; out, pages in the folder and in the browsers, and a line for each save.
//!
//! 1. A save is applied; the fragments that it moved, and the pages that browsers have open, are rendered at once.
//! 2. The site as it is now is published: browsers are told, and ask for what they show.
//! 3. All the rest is rendered and written. A newer save interrupts that; what is left then follows with it.

use std::collections::BTreeSet;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;
use std::time::Instant;

use super::progress::Counting;
use super::report::Report;
use super::saved::{Saved, plural};
use super::terminal::{Style, Terminal};
use crate::disk::{Failure, Look, OutputFolder, Scanner, Watcher, Woken};
use crate::serve::{Published, Server};
use crate::site::{PageTable, is_source};
use crate::text::Change;
use crate::workspace::{Outcome, Placed, Workspace, unmatched};

/// New findings that are printed after a save; a flood of them would hide the line of the save.
const FINDINGS: usize = 20;
/// Pages that are made after a save also when the next one waits already.
const SOME: usize = 32;

/// All that runs on while a site is watched.
pub struct Watching<'t> {
    workspace: Workspace,
    scanner: Scanner,
    watcher: Watcher,
    /// Somebody waits for us: a long pass ends early.
    news: Arc<AtomicBool>,
    folder: OutputFolder,
    /// The page table that the record of the folder was written for, and whether all of it has been made since.
    recorded: Option<(Arc<PageTable>, bool)>,
    server: Option<Server>,
    terminal: &'t Terminal,
    /// How often layouts changed.
    layouts: u64,
    findings: Arc<[Placed]>,
    /// The findings that were printed and still stand.
    told: Arc<[Placed]>,
    /// The machine refused something at the last try. It is tried again now and then, and told once.
    in_trouble: bool,
    /// The save that is being followed.
    saved: Option<Saved>,
    /// A file was not as it was read when it was to be copied. A hint will say so, or the next look.
    is_waiting: bool,
}

impl<'t> Watching<'t> {
    /// A watch over a site that was read and of which nothing is rendered yet.
    pub fn new(
        workspace: Workspace,
        scanner: Scanner,
        watcher: Watcher,
        folder: OutputFolder,
        server: Option<Server>,
        terminal: &'t Terminal,
    ) -> Self {
        Self {
            news: watcher.news(),
            workspace,
            scanner,
            watcher,
            folder,
            recorded: None,
            server,
            terminal,
            layouts: 0,
            findings: Arc::default(),
            told: Arc::default(),
            in_trouble: false,
            saved: Some(Saved::start()),
            is_waiting: false,
        }
    }

    /// The server, unless nothing is served.
    pub fn server(&self) -> Option<&Server> {
        self.server.as_ref()
    }

    /// Makes everything, then follows the sources until somebody says stop.
    pub fn run(&mut self) {
        loop {
            if !self.is_settled() {
                self.make_rest();
            }
            if self.is_settled()
                && let Some(saved) = self.saved.take()
            {
                self.conclude(&saved);
            }
            let busy = !self.is_settled() && !self.in_trouble && !self.is_waiting;
            let woken = self.watcher.wait(busy);
            if woken == Woken::Stop {
                return;
            }
            let began = Instant::now();
            if woken == Woken::Safety {
                self.look_after_the_folder();
            }
            let look = match &woken {
                Woken::Hint(look) => look,
                Woken::Safety => &Look::Everything,
                Woken::Nothing | Woken::Stop => continue,
            };
            let looked = self.scanner.look(look);
            let trouble = self.watcher.looked(&woken, &looked);
            for trouble in looked.troubles.iter().chain(&trouble) {
                self.terminal.complain(&trouble.to_string(), trouble.hint());
            }
            let changes: Vec<Change> = looked.changes.into_iter().filter(|change| is_source(&change.path)).collect();
            if !changes.is_empty() {
                self.take(&changes, began);
            }
        }
    }

    /// Takes what a look found: what browsers have open is made and shown at once.
    fn take(&mut self, changes: &[Change], began: Instant) {
        self.begin(changes, began);
        self.workspace.apply(changes);
        self.layouts += u64::from(changes.iter().any(is_layout));
        if !self.workspace.site().is_broken() {
            let open: BTreeSet<String> = self.server.iter().flat_map(Server::open_pages).collect();
            self.attempt(|watching| {
                watching.record()?;
                watching.workspace.render_these(&open, &watching.folder)
            });
        }
        self.publish();
        if let (Some(saved), Some(_)) = (&mut self.saved, &self.server) {
            saved.shown();
        }
        if !self.is_settled() {
            self.gather();
        }
    }

    /// A save begins. One that is not done yet, but for the start, is told as far as it came.
    fn begin(&mut self, changes: &[Change], began: Instant) {
        if self.saved.as_ref().is_some_and(Saved::is_start) {
            return;
        }
        if let Some(overtaken) = self.saved.replace(Saved::files(changes, began)) {
            self.terminal.say(&overtaken.line(false));
        }
    }

    /// Makes what is left, unless somebody waits for us.
    fn make_rest(&mut self) {
        self.attempt(|watching| {
            watching.record()?;
            let pages = Arc::clone(watching.workspace.site().pages());
            let sink = Counting::new(&watching.folder, &pages, watching.terminal);
            // However fast saves follow each other, some of the rest is made between them.
            let mut outcome = watching.workspace.render_some(SOME, &sink)?;
            outcome.add(watching.workspace.render(&sink, &watching.news)?);
            watching.terminal.progress("");
            // What somebody removed meanwhile is made by the next pass.
            if watching.workspace.is_done() && watching.folder.is_there() {
                outcome.removed += watching.finish()?;
            }
            Ok(outcome)
        });
    }

    /// Says what came of a save, with the findings that are new.
    fn conclude(&mut self, saved: &Saved) {
        self.publish();
        if !saved.is_start() {
            self.terminal.say(&saved.line(true));
        }
        let report = Report::of(&self.workspace, self.scanner.root());
        report.print_new(self.terminal, &self.told, FINDINGS);
        let findings: Arc<[Placed]> = report.findings().into();
        let has_moved = [(&findings, &self.told), (&self.told, &findings)].map(|(one, other)| unmatched(one, other));
        if has_moved.iter().any(|moved| !moved.is_empty()) {
            match findings.is_empty() {
                true => self.terminal.say(&self.terminal.talk(Style::Good, "all findings are cleared")),
                false => report.print_summary(self.terminal),
            }
        }
        self.told = Arc::clone(&findings);
        self.show(findings);
        if saved.is_start() {
            self.terminal.say(&format!(
                "{} {} into {} in {:.2} s; watching for changes, Ctrl-C ends",
                self.terminal.talk(Style::Good, "Built"),
                plural(saved.rendered(), "page"),
                self.folder.path().display(),
                saved.took().as_secs_f64()
            ));
        }
    }

    /// Shows the findings in the browsers, before all is written.
    fn gather(&mut self) {
        let findings = Report::of(&self.workspace, self.scanner.root()).findings().into();
        self.show(findings);
    }

    fn show(&mut self, findings: Arc<[Placed]>) {
        if *findings != *self.findings {
            self.findings = findings;
            self.publish();
        }
    }

    /// From now on the server answers with the site as it is.
    pub fn publish(&mut self) {
        if let Some(server) = &self.server {
            server.publish(Published::new(self.workspace.snapshot(), Arc::clone(&self.findings), self.layouts));
        }
    }

    /// Whether all that the sources ask for is in the folder.
    fn is_settled(&self) -> bool {
        let site = self.workspace.site();
        let is_current = |(table, done): &(Arc<PageTable>, bool)| *done && Arc::ptr_eq(table, site.pages());
        // Without settings nothing is known of what should be there, so nothing that is there is touched.
        site.is_broken() || (self.recorded.as_ref().is_some_and(is_current) && self.workspace.is_done())
    }

    /// Notes in the folder what is to be written there, when that is not what was.
    fn record(&mut self) -> Result<(), Failure> {
        self.look_after_the_folder();
        let pages = self.workspace.site().pages();
        if !self.recorded.as_ref().is_some_and(|(table, _)| Arc::ptr_eq(table, pages)) {
            self.folder.begin(pages.outputs().cloned())?;
            self.recorded = Some((Arc::clone(pages), false));
        }
        Ok(())
    }

    /// Removes what is in the folder and no longer among the outputs.
    fn finish(&mut self) -> Result<usize, Failure> {
        match &mut self.recorded {
            Some((_, done)) if !*done => {
                let removed = self.folder.finish(self.workspace.outputs().iter().map(|output| &**output))?;
                *done = true;
                Ok(removed)
            }
            _ => Ok(0),
        }
    }

    /// When somebody removed or emptied the folder, all is written again.
    fn look_after_the_folder(&mut self) {
        if self.recorded.is_some() && !self.folder.is_there() {
            self.terminal.say(&format!("{} was emptied; all is written again", self.folder.path().display()));
            self.workspace.forget_published();
            self.recorded = None;
        }
    }

    /// Does something that the machine may refuse; what it did counts for the save. A refusal is told once.
    fn attempt(&mut self, work: impl FnOnce(&mut Self) -> Result<Outcome, Failure>) {
        match work(self) {
            Ok(outcome) => {
                self.in_trouble = false;
                self.is_waiting = outcome.left > 0;
                if let Some(saved) = &mut self.saved {
                    saved.add(outcome);
                }
            }
            Err(failure) => {
                // Of many files that cannot be written, each try may meet another one first.
                if !std::mem::replace(&mut self.in_trouble, true) {
                    self.terminal.complain(&failure.to_string(), failure.hint());
                }
            }
        }
    }
}

/// Whether the file is a layout, and nothing that a layout refers to.
fn is_layout(change: &Change) -> bool {
    change.path.within("layouts").is_some_and(|name| !name.starts_with("assets/"))
}
