//! What one run of the program costs: in, the program and a site; out, seconds and bytes.

use std::fs;
use std::io;
use std::path::Path;
use std::process::{Command, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

/// Linux counts processor time in these parts of a second.
const TICKS: f64 = 100.0;

/// What a run cost.
pub struct Cost {
    /// Seconds until it ended.
    pub wall: f64,
    /// Seconds of all cores together, where the system tells.
    pub processor: Option<f64>,
    /// The most memory that it held at one time, in MiB, where the system tells.
    pub memory: Option<f64>,
}

/// Runs `check` over a site, its findings thrown away.
pub fn cost_of(program: &Path, site: &Path) -> io::Result<Cost> {
    let begun = Instant::now();
    let mut check = Command::new(program);
    let mut child = check.arg("check").arg("--site").arg(site).stdout(Stdio::null()).stderr(Stdio::null()).spawn()?;
    let process = Path::new("/proc").join(child.id().to_string());
    let mut memory = None;
    // A program that has ended is listed, without its memory, until somebody waits for it.
    while let Some(held) = memory_of(&process) {
        memory = Some(held);
        sleep(Duration::from_millis(2));
    }
    let processor = processor_of(&process).filter(|_| memory.is_some());
    let status = child.wait()?;
    if !matches!(status.code(), Some(0 | 1)) {
        return Err(io::Error::other(format!("check ended with {status}")));
    }
    Ok(Cost { wall: begun.elapsed().as_secs_f64(), processor, memory })
}

fn memory_of(process: &Path) -> Option<f64> {
    let status = fs::read_to_string(process.join("status")).ok()?;
    let peak = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    peak.trim().strip_suffix(" kB")?.parse::<f64>().ok().map(|kibibytes| kibibytes / 1024.0)
}

fn processor_of(process: &Path) -> Option<f64> {
    let stat = fs::read_to_string(process.join("stat")).ok()?;
    // Behind the program's name come its state and, as eleventh and twelfth after that, its times.
    let (_, fields) = stat.rsplit_once(')')?;
    let ticks: Option<Vec<f64>> = fields.split_whitespace().skip(11).take(2).map(|field| field.parse().ok()).collect();
    ticks.map(|ticks| ticks.iter().sum::<f64>() / TICKS)
}
