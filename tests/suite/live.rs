//! Open pages while the site is watched: in, a copy of the repository's own site and real browsers; out, pages that
//! follow each save without losing what their readers did, and nothing for the pages of other sites.

use std::ffi::OsString;
use std::path::Path;

use crate::browser::{chromium, run, scripts};
use crate::reference_site;
use crate::support::{Folder, binary};

#[test]
fn open_pages_follow_what_is_saved() {
    watched("live.mjs");
}

#[test]
fn a_foreign_page_reads_and_changes_nothing() {
    watched("foreign.mjs");
}

#[test]
fn a_patched_page_is_the_new_page_and_what_scripts_did_to_it() {
    let Some(folder) = scripts("patch.mjs", &chromium()) else { return };
    run(&folder, "patch.mjs", [Path::new(env!("CARGO_MANIFEST_DIR")).join("src/serve/panel")]);
}

/// Runs a script that watches a copy of the site by itself.
fn watched(script: &str) {
    let Some(folder) = scripts(script, &chromium()) else { return };
    let site = Folder::with(&reference_site::files());
    run(&folder, script, [OsString::from(binary()), site.path().into()]);
}
