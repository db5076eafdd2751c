//! How long `isogloss check` takes over many locales, and how much memory: in, real translations from
//! `$ISOGLOSS_CORPORA/mozilla-www`; out, a table beside the budget. Fails when the budget is passed.

mod measure;
mod translations;

use std::io::{self, Write};
use std::path::Path;
use std::process::ExitCode;

use measure::{Cost, cost_of};

/// How many locales the site has, its source included.
const LOCALES: usize = 100;
/// How many files each of them has.
const FILES: usize = 130;
/// How many messages each of them has.
const MESSAGES: usize = 3000;
/// How often it is measured; the median counts.
const RUNS: usize = 5;
/// The budget on two cores.
const SECONDS: f64 = 3.0;
const MEBIBYTES: f64 = 600.0;

/// As in the program.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> io::Result<ExitCode> {
    let mut out = io::stdout();
    let Some(corpora) = std::env::var_os("ISOGLOSS_CORPORA") else {
        writeln!(out, "check_speed: skipped, ISOGLOSS_CORPORA is not set")?;
        return Ok(ExitCode::SUCCESS);
    };
    let folder = tempfile::tempdir()?;
    translations::write_site(&Path::new(&corpora).join("mozilla-www"), folder.path())?;
    writeln!(out, "{LOCALES} locales × {FILES} files × {MESSAGES} messages, {RUNS} runs of `isogloss check`")?;
    let mut costs = Vec::new();
    for _ in 0..RUNS {
        costs.push(cost_of(Path::new(env!("CARGO_BIN_EXE_isogloss")), folder.path())?);
    }
    let median = |of: fn(&Cost) -> Option<f64>| {
        let mut all: Vec<f64> = costs.iter().filter_map(of).collect();
        all.sort_by(f64::total_cmp);
        all.get(all.len() / 2).copied()
    };
    let rows = [
        ("wall time, s", median(|cost| Some(cost.wall)), Some(SECONDS)),
        ("processor time, s", median(|cost| cost.processor), None),
        ("peak memory, MiB", median(|cost| cost.memory), Some(MEBIBYTES)),
    ];
    for (name, value, budget) in rows {
        let value = value.map_or("not known here".to_owned(), |value| format!("{value:.2}"));
        let budget = budget.map_or(String::new(), |budget| format!("budget {budget:.0}"));
        writeln!(out, "{name:18}{value:>14}   {budget}")?;
    }
    let is_within = rows.iter().all(|(_, value, budget)| value <= budget || budget.is_none() || value.is_none());
    Ok(if is_within { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}
