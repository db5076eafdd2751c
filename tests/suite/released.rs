//! The repository’s own site as readers get it: in, its folders, with French filled up and live and Spanish as a preview;
//! out, one release for all tests that look at it, and no address in it that leads nowhere.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use crate::manifests::{fill, set_state};
use crate::pages::Pages;
use crate::reference_site::no_faults;
use crate::release_states;
use crate::support::Folder;

/// Where the release is published.
pub const BASE: &str = "https://isogloss.example/";

/// The release.
pub static RELEASE: LazyLock<Pages> = LazyLock::new(|| {
    let mut files = release_states::site();
    fill(&mut files, "fr");
    set_state(&mut files, "fr", "live");
    set_state(&mut files, "es", "preview");
    Pages::released(&Folder::with(&files))
});

#[test]
fn every_address_of_a_release_leads_to_a_file_of_it() {
    for (locale, least) in [("en", 90), ("ja", 90), ("fr", 90), ("es", 90)] {
        assert!(RELEASE.of(locale).count() > least, "pages of {locale}");
    }
    no_faults(&RELEASE.faults());
    let mut faults = Vec::new();
    let mut found = BTreeMap::<&str, usize>::new();
    for (output, target) in RELEASE.addresses(BASE) {
        *found.entry(output).or_default() += 1;
        if !RELEASE.has(&target) {
            faults.push(format!("{output}: {target} is not there"));
        }
    }
    no_faults(&faults);
    // Where addresses must be found, or nothing was looked at.
    let least = [
        ("index.html", 6),
        ("fr/blog/engineering/opening-a-language/index.html", 6),
        ("sitemap.xml", 150),
        ("fr/sitemap.xml", 10),
        ("sitemap-index.xml", 3),
        ("feed.xml", 50),
        ("ja/blog/engineering/feed.xml", 20),
        ("fr/blog/feed.xml", 4),
        ("robots.txt", 1),
        ("isogloss-manifest.json", 300),
    ];
    for (output, least) in least {
        assert!(found.get(output) >= Some(&least), "{output} holds {:?} addresses", found.get(output));
    }
}
