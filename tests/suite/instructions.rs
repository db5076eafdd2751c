//! How many instructions the builds of three small sites take, beside what they took when somebody last looked. Time is
//! nobody's to promise on a machine that others use; instructions on one thread are nearly the same each time.
//! `ISOGLOSS_UPDATE=1` rewrites `tests/instructions.txt`: then say in the commit why it is worth it.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::fs;
use std::path::Path;
use std::process::Command;

use crate::support::{Folder, binary, files_of, lacks};

/// A site for each room that much is done in: messages, layouts, what pages tell search engines.
const SITES: [&str; 3] = ["law", "layout_api", "head"];
/// A build may take so many hundredths more than the record says.
const MARGIN: u64 = 5;

#[test]
fn builds_take_no_more_instructions_than_before() {
    if !can_count() {
        return;
    }
    let record = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/instructions.txt");
    let counts = SITES.map(|site| (site, instructions_of_build(site)));
    if std::env::var_os("ISOGLOSS_UPDATE").is_some() {
        let text = counts.iter().fold(String::new(), |mut text, (site, count)| {
            writeln!(text, "{site} {count}").unwrap();
            text
        });
        fs::write(&record, text).unwrap();
    }
    let text = fs::read_to_string(&record).unwrap();
    let expected: BTreeMap<&str, u64> = text
        .lines()
        .filter_map(|line| line.split_once(' '))
        .map(|(site, count)| (site, count.parse().unwrap()))
        .collect();
    for (site, count) in counts {
        let most = expected[site] + expected[site] * MARGIN / 100;
        assert!(count <= most, "the build of {site} takes {count} instructions, and took {} before", expected[site]);
    }
}

fn can_count() -> bool {
    let ran = Command::new("valgrind").args(["--tool=none", "-q", "true"]).output();
    if ran.is_ok_and(|ran| ran.status.success()) {
        return true;
    }
    lacks("valgrind is not installed (apt-get install valgrind)");
    false
}

fn instructions_of_build(site: &str) -> u64 {
    let folder = Folder::with(&files_of(site));
    let mut command = Command::new("valgrind");
    command.args(["--tool=callgrind", "--callgrind-out-file=/dev/null"]).arg(binary()).arg("build");
    command.current_dir(folder.path()).env_clear().env("RAYON_NUM_THREADS", "1").env("NO_COLOR", "1");
    let said = String::from_utf8_lossy(&command.output().unwrap().stderr).into_owned();
    let count = said.lines().find_map(|line| line.split_once("Collected :")?.1.trim().parse().ok());
    count.unwrap_or_else(|| panic!("valgrind counted nothing:\n{said}"))
}
