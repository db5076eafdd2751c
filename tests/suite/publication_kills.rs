//! The repository’s site, published by runs that are killed: at calls drawn at random, as many in each phase.
//!
//! Phases by time would give the exchange, three calls of many thousands, no kill at all. So a phase is drawn, then a
//! call in it; which phase a run was killed in is read from what strace saw of that run.

use std::fs;
use std::path::PathBuf;
use std::thread;

use crate::reference_site;
use crate::releases::{beside, last, publish, standing};
use crate::saves::{Numbers, is_soak};
use crate::support::{Files, Folder, difference};
use crate::tracing::{Fault, can_trace, run, traced};

/// Two sites are killed at the same time, each so often.
const KILLS: usize = 150;
/// After so many kills one run is left to itself.
const REST: usize = 10;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Phase {
    Stage,
    Sync,
    Exchange,
    CleanUp,
}

const PHASES: [Phase; 4] = [Phase::Stage, Phase::Sync, Phase::Exchange, Phase::CleanUp];
/// The calls that are watched.
const CALLS: &str = "mkdir,linkat,chmod,fsync,rename,renameat2,unlinkat";

/// The sources in one of two versions: a Japanese message of all pages differs.
fn version(number: usize) -> Files {
    let mut files = reference_site::files();
    let mut changed = 0;
    for (_, bytes) in files.iter_mut().filter(|(path, _)| path.starts_with("locales/ja/")) {
        let text = String::from_utf8(bytes.clone()).unwrap();
        let lines = text.split_inclusive('\n').map(|line| match line.starts_with("nav-home = ") {
            true => {
                changed += 1;
                format!("nav-home = 家{number}\n")
            }
            false => line.to_owned(),
        });
        *bytes = lines.collect::<String>().into_bytes();
    }
    assert_eq!(changed, 1, "nav-home stands once in the Japanese messages");
    files
}

/// One locale of five is enough to have hundreds of files, and is made sooner.
const JAPANESE: [&str; 4] = ["build", "--release", "--locale", "ja"];

fn publish_japanese(site: &Folder) {
    let ran = site.run(&JAPANESE.join(" "));
    assert_eq!(ran.code, Some(0), "{ran:?}");
}

/// A site that is published again and again.
struct Victim {
    site: Folder,
    sources: [Files; 2],
    releases: [Files; 2],
    /// Which version stands.
    stands: usize,
    numbers: Numbers,
    /// Kills in each phase, in their order.
    kills: [usize; 4],
}

impl Victim {
    fn new(seed: u64) -> Self {
        let sources = [version(0), version(1)];
        let site = Folder::in_memory(&sources[0]);
        publish(&site);
        // The other locales stay as they are of version 0: what the manifest of all says of one run differs.
        let releases = [0, 1].map(|number| {
            sources[number].iter().for_each(|(path, bytes)| site.write(path, bytes));
            publish_japanese(&site);
            standing(&site)
        });
        assert!(releases[0].iter().filter(|(path, bytes)| releases[1].get(*path) != Some(bytes)).count() > 50);
        Self { site, sources, releases, stands: 1, numbers: Numbers(seed), kills: [0; 4] }
    }

    /// Where to kill: the calls, which of them, and the path they name.
    fn draw(&mut self, phase: Phase) -> (&'static str, usize, Option<PathBuf>) {
        let root = self.site.path();
        let beside = root.join(".release.isogloss");
        let mut below = |end: usize| 1 + self.numbers.below(end);
        match phase {
            Phase::Stage => (["mkdir", "linkat", "chmod"][below(3) - 1], below(50), None),
            // Each of the threads that wait for the disk waits for a few files, then others for the folders.
            Phase::Sync => ("fsync", below(24), None),
            Phase::Exchange => match below(4) {
                1 => ("rename", 1, None),
                2 => ("renameat2", 1, None),
                3 => ("fsync", 1, Some(beside)),
                _ => ("fsync", 1, Some(root.to_owned())),
            },
            Phase::CleanUp => match below(10) {
                1 => ("rename", 2, None),
                2 => ("rename", 3, None),
                _ => {
                    let outputs = &self.releases[0];
                    let output = outputs.keys().nth(below(outputs.len()) - 1).unwrap();
                    let folder = beside.join("old").join(output).parent().unwrap().to_owned();
                    ("unlinkat", 1, Some(folder))
                }
            },
        }
    }

    /// One run that is to publish the version that does not stand, killed on its way; whether it was.
    fn kill(&mut self, drawn: Phase) -> bool {
        let next = 1 - self.stands;
        self.sources[next]
            .iter()
            .filter(|(path, bytes)| self.sources[self.stands].get(*path) != Some(bytes))
            .for_each(|(path, bytes)| self.site.write(path, bytes));
        let (calls, number, path) = self.draw(drawn);
        let log = self.site.path().join(".log");
        let fault = Fault { calls, what: "signal=KILL", number, path: path.as_deref() };
        let build = self.site.command(JAPANESE);
        let (ran, killed) = run(traced(&build, &log, CALLS, Some(&fault)));
        assert!(killed || ran.code == Some(0), "{ran:?}");
        let found = standing(&self.site);
        let is = |number: usize| difference(&found, &self.releases[number]).is_none();
        let whole = [self.stands, next].into_iter().find(|number| is(*number));
        let difference = || difference(&found, &self.releases[next]);
        self.stands = whole.unwrap_or_else(|| panic!("{drawn:?} {calls} {number}: {:?}", difference()));
        if killed {
            let phase = if path.is_some() { self.left(drawn) } else { seen(&fs::read_to_string(log).unwrap()) };
            phase.into_iter().for_each(|phase| self.kills[phase as usize] += 1);
        }
        killed
    }

    /// The phase of a run that was killed at a call with a path, of which strace shows no others, if it left what a run
    /// leaves that is killed in this phase, and not while it cleared up after the one before.
    fn left(&self, drawn: Phase) -> Option<Phase> {
        let mark = if drawn == Phase::CleanUp { "old" } else { "ready." };
        beside(&self.site).iter().any(|name| name.starts_with(mark)).then_some(drawn)
    }

    /// One run that is left to itself, after whatever was.
    fn rest(&mut self) {
        let next = 1 - self.stands;
        self.sources[next].iter().for_each(|(path, bytes)| self.site.write(path, bytes));
        publish_japanese(&self.site);
        assert_eq!(difference(&standing(&self.site), &self.releases[next]), None);
        assert_eq!(difference(&last(&self.site), &self.releases[self.stands]), None);
        assert_eq!(beside(&self.site), [".gitignore", "last", "lock"]);
        self.stands = next;
    }
}

/// The phase that a killed run was in; `None` while it reads the site, or clears up after the run before.
fn seen(log: &str) -> Option<Phase> {
    log.lines().fold(None, |phase, line| {
        let is_of = |name: &str, path: &str| line.contains(&format!(" {name}(")) && line.contains(path);
        match phase {
            _ if is_of("mkdir", "/.release.isogloss/next") => Some(phase.unwrap_or(Phase::Stage)),
            Some(Phase::Stage) if is_of("fsync", "") => Some(Phase::Sync),
            Some(Phase::Sync) if is_of("rename", "/.release.isogloss/next\"") => Some(Phase::Exchange),
            Some(Phase::Exchange) if is_of("rename", "/.release.isogloss/old\"") => Some(Phase::CleanUp),
            _ => phase,
        }
    })
}

#[test]
fn a_run_that_is_killed_anywhere_leaves_the_old_release_or_the_new_one() {
    if !can_trace() {
        return;
    }
    let wanted = if is_soak() { KILLS * 30 } else { KILLS };
    let torture = |seed: u64| {
        let mut victim = Victim::new(seed);
        let (mut killed, mut runs) = (0, 0);
        while killed < wanted {
            killed += usize::from(victim.kill(PHASES[runs % 4]));
            runs += 1;
            if runs % REST == 0 {
                victim.rest();
            }
            assert!(runs < wanted * 2, "of {runs} runs only {killed} were killed");
        }
        victim.rest();
        victim.kills
    };
    let kills =
        thread::scope(|scope| [11, 12].map(|seed| scope.spawn(move || torture(seed))).map(|one| one.join().unwrap()));
    let kills: Vec<usize> = (0..4).map(|phase| kills[0][phase] + kills[1][phase]).collect();
    let all = wanted * 2;
    assert!(kills.iter().all(|kills| kills * 100 >= all * 5), "of {all} kills {kills:?} in {PHASES:?}");
}
