//! Pages as a reader’s browser has them: in, the repository’s own site, released and as its translators see it, and one
//! that `isogloss new` makes; out, no complaint of the Nu HTML checker, of axe-core, of a reader without a mouse or without scripts, on any screen.
//!
//! The checks are in `tests/browser`, one script for each topic, and run one after another: two browsers at once
//! would measure each other.

use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::{Mutex, PoisonError};

use crate::pages::Pages;
use crate::reference_site::SITE;
use crate::released::RELEASE;
use crate::support::{Folder, Ran, lacks};

/// The turn of the one check that runs.
static TURN: Mutex<()> = Mutex::new(());

#[test]
fn every_page_is_right_for_the_html_checker() {
    check("html.mjs", "java");
}

#[test]
fn every_kind_of_page_is_accessible_in_both_schemes_and_on_both_screens() {
    check("axe.mjs", &chromium());
}

#[test]
fn the_site_works_by_keyboard_and_without_scripts() {
    check("keyboard.mjs", &chromium());
}

#[test]
fn pages_fit_a_small_screen_and_do_not_move() {
    check("space.mjs", &chromium());
}

/// The browser, where site.mjs finds it.
pub fn chromium() -> String {
    std::env::var("CHROMIUM").unwrap_or_else(|_| "/usr/bin/chromium".to_owned())
}

/// Runs a script over the release, a new site, and the repository's site with the languages that are on their way.
fn check(script: &str, program: &str) {
    let Some(folder) = scripts(script, program) else { return };
    let new = Folder::empty();
    assert_eq!(new.run("new .").code, Some(0));
    let sites = [RELEASE.in_folder(), Pages::built(&new).in_folder(), SITE.in_folder()];
    run(&folder, script, sites.each_ref().map(Folder::path));
}

/// Runs a script when it is its turn; it prints each failure as page, rule and place.
pub fn run<S: AsRef<OsStr>>(folder: &Path, script: &str, arguments: impl IntoIterator<Item = S>) {
    let _turn = TURN.lock().unwrap_or_else(PoisonError::into_inner);
    let ran = Command::new("node").arg(folder.join(script)).args(arguments).output().unwrap();
    let ran = Ran::of(ran);
    assert_eq!(ran.code, Some(0), "{script}\n{}{}", ran.stdout, ran.stderr);
}

/// The folder of the scripts, where all that they need is installed. With `ISOGLOSS_TEST_ALL=1` it must be.
pub fn scripts(script: &str, program: &str) -> Option<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/browser");
    let runs = |program: &str| Command::new(program).arg("--version").output().is_ok_and(|ran| ran.status.success());
    let mut missing: Vec<&str> = ["node", program].into_iter().filter(|program| !runs(program)).collect();
    for module in ["axe-core", "playwright-core", "vnu-jar"] {
        if !folder.join("node_modules").join(module).is_dir() {
            missing.push("`npm ci` in tests/browser");
            break;
        }
    }
    if missing.is_empty() {
        return Some(folder);
    }
    lacks(&format!("browser, {script} needs {}", missing.join(", ")));
    None
}
