//! Real translations, where a folder of them is at hand (`ISOGLOSS_CORPORA`, with `mozilla-www/<locale>/**/*.ftl`).

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

use super::id;
use crate::locales::{Arguments, LocaleSpec, Messages, parse};
use crate::text::SitePath;

fn read(folder: &Path, at: &str, files: &mut BTreeMap<SitePath, Vec<u8>>) {
    for entry in std::fs::read_dir(folder).unwrap().map(Result::unwrap) {
        let name = format!("{at}/{}", entry.file_name().to_string_lossy());
        if entry.path().is_dir() {
            read(&entry.path(), &name, files);
        } else if name.ends_with(".ftl") {
            files.insert(SitePath::new(&name).unwrap(), std::fs::read(entry.path()).unwrap());
        }
    }
}

#[test]
fn reads_real_translations_without_a_finding() {
    let Ok(corpora) = std::env::var("ISOGLOSS_CORPORA") else { return };
    let mut bytes = BTreeMap::new();
    read(&Path::new(&corpora).join("mozilla-www"), "locales", &mut bytes);
    assert!(bytes.len() > 100, "the corpus is there");
    let mut files = BTreeMap::new();
    for (path, bytes) in &bytes {
        let (resource, diagnostics) = parse(path, bytes);
        assert_eq!(diagnostics, [], "{path}");
        for entry in resource.entries() {
            let id = entry.id_span.range();
            assert_eq!(std::str::from_utf8(&bytes[id]).unwrap(), entry.display());
        }
        files.insert(path.clone(), Arc::new(resource));
    }
    let mut names: Vec<&str> = files.keys().filter_map(|path| path.as_str().split('/').nth(1)).collect();
    names.dedup();
    let chain = |name: &str| if name == "en" { vec![] } else { vec![id("en")] };
    let specs: Vec<_> =
        names.iter().map(|name| LocaleSpec { id: id(name), fallback: chain(name), live: true, pseudo: None }).collect();
    let messages = Messages::join(&specs, &files, None);
    assert!(messages.diagnostics().iter().all(|found| matches!(found.code.name, "duplicate-message" | "missing-term")));
    let given: Arguments = ["attrs", "url"].into_iter().map(|name| (name, "x")).collect();
    for name in names {
        for message in messages.ids(&id("en")) {
            let formatted = messages.format(&id(name), message, None, &given);
            for error in formatted.into_iter().flat_map(|formatted| formatted.errors) {
                assert_eq!(error.kind.code().name, "unknown-variable", "{name} {message} {error:?}");
            }
        }
    }
}
