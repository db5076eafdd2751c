//! `isogloss watch`

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use super::arguments::Watch;
use super::load;
use super::report::Report;
use super::run::Ended;
use super::terminal::{Style, Terminal};
use crate::disk::{Failure, Lock, Look, OutputFolder, Watcher, Woken};
use crate::site::Options;
use crate::text::Change;
use crate::workspace::{Outcome, Workspace};

/// Builds once, then rebuilds what each save concerns until told to stop.
pub fn run(arguments: &Watch, terminal: &Terminal) -> Result<Ended, Failure> {
    let started = Instant::now();
    let options = Options { drafts: true, hold: true, ..Options::default() };
    let (mut workspace, mut scanner) = load::load_only(&arguments.site, options, true)?;
    let _lock = Lock::take(scanner.root())?;
    let out = load::output_folder(&arguments.site, arguments.out.as_ref());
    let mut folder = OutputFolder::open(&out, scanner.root())?;
    let (mut watcher, trouble) = Watcher::start(scanner.root(), arguments.poll);
    if let Some(trouble) = trouble {
        terminal.complain(&trouble.to_string(), trouble.hint());
    }
    let stopping = Arc::new(AtomicBool::new(false));
    stop_on_signals(&watcher, &stopping);

    let outcome = rebuild(&mut workspace, &mut folder, &stopping)?;
    let mut shown = Report::of(&workspace, scanner.root()).print_new(terminal, &[]);
    terminal.say(&format!(
        "{} {} pages into {} in {:.2} s; watching for changes, Ctrl-C ends",
        terminal.talk(Style::Good, "Built"),
        outcome.rendered,
        out.display(),
        started.elapsed().as_secs_f64()
    ));
    let mut left = outcome.left;
    while !stopping.load(Ordering::Relaxed) {
        let woken = watcher.wait(false);
        let look = match &woken {
            Woken::Hint(look) => look.clone(),
            Woken::Safety => Look::Everything,
            Woken::Called | Woken::Nothing => continue,
            Woken::Stop => break,
        };
        let saved = Instant::now();
        let looked = scanner.look(&look);
        let message = watcher.looked(&woken, &looked);
        for trouble in message.iter().chain(&looked.troubles) {
            terminal.complain(&trouble.to_string(), trouble.hint());
        }
        let changes = looked.changes;
        if changes.is_empty() && left == 0 {
            continue;
        }
        workspace.apply(&changes);
        let outcome = match rebuild(&mut workspace, &mut folder, &stopping) {
            Ok(outcome) => outcome,
            Err(failure) => {
                // What was not written stays marked, and is tried again with the next change.
                terminal.complain(&failure.to_string(), failure.hint());
                continue;
            }
        };
        left = outcome.left;
        say_what_happened(&changes, &outcome, saved.elapsed(), terminal);
        shown = Report::of(&workspace, scanner.root()).print_new(terminal, &shown);
    }
    terminal.say("Stopped.");
    Ok(Ended::Fine)
}

fn stop_on_signals(watcher: &Watcher, stopping: &Arc<AtomicBool>) {
    let (caller, flag) = (watcher.caller(), Arc::clone(stopping));
    // A second handler cannot be set; then the default one ends the process, and files are whole all the same.
    drop(ctrlc::set_handler(move || {
        flag.store(true, Ordering::Relaxed);
        caller.stop();
    }));
}

/// Renders what is marked, and keeps the record of the folder in step.
fn rebuild(workspace: &mut Workspace, folder: &mut OutputFolder, stopping: &AtomicBool) -> Result<Outcome, Failure> {
    if workspace.site().is_broken() {
        return Ok(Outcome::default());
    }
    let pages = workspace.site().pages().clone();
    folder.begin(pages.pages.keys().chain(pages.files.keys()).map(|output| &**output))?;
    let mut outcome = workspace.render(&[], &*folder, stopping)?;
    if !stopping.load(Ordering::Relaxed) {
        outcome.removed += folder.finish(workspace.outputs().iter().map(String::as_str))?;
    }
    Ok(outcome)
}

fn say_what_happened(changes: &[Change], outcome: &Outcome, took: Duration, terminal: &Terminal) {
    let what = match changes {
        [one] => one.path.to_string(),
        [first, rest @ ..] => format!("{} and {} more", first.path, rest.len()),
        [] => return,
    };
    let Outcome { rendered, fragments, patched, written, removed, .. } = outcome;
    let mut did: Vec<String> = Vec::new();
    for (count, name) in [
        (rendered, "page rendered"),
        (fragments, "fragment rendered"),
        (patched, "page patched"),
        (written, "file written"),
        (removed, "file removed"),
    ] {
        if *count > 0 {
            did.push(format!("{count} {}", if *count == 1 { name.to_owned() } else { name.replacen(' ', "s ", 1) }));
        }
    }
    let did = if did.is_empty() { "nothing to do".to_owned() } else { did.join(", ") };
    terminal.say(&format!("{what}: {did} in {} ms", took.as_millis()));
}
