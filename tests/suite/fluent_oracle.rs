//! Real translations, formatted by `isogloss message` and by @fluent/bundle: in, `$ISOGLOSS_CORPORA/mozilla-www`;
//! out, no text that differs, message for message and attribute for attribute.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::process::Command;

use serde::Deserialize;

use crate::support::{Folder, Ran, lacks, say_skipped, tree};

const LOCALES: [&str; 5] = ["en", "ja", "fr", "de", "es-ES"];

/// What every variable of a message is given: for us, and for the oracle as JSON.
const VALUES: [(&str, &str); 3] = [("\"x\"", "\"x\""), ("1", "1"), ("5", "5")];

/// Texts that may differ: locale, id (or `id.attribute`), and why. Only a number that CLDR prints is a reason, for
/// the oracle prints with the CLDR of its Node and we with that of ICU4X. There is none: 1 and 5 are one digit in
/// each of these languages, in both.
const ALLOWED: [(&str, &str, &str); 0] = [];

/// The texts of one locale: `id` and `id.attribute` → text, or none for a message that has attributes alone.
type Texts = BTreeMap<String, Option<String>>;

#[derive(Deserialize)]
struct Oracle {
    variables: Vec<String>,
    messages: BTreeMap<String, Message>,
}

#[derive(Deserialize)]
struct Message {
    value: Option<String>,
    attributes: BTreeMap<String, String>,
    /// Who answered; the oracle has one locale and does not say.
    #[serde(default)]
    locale: Option<String>,
}

#[test]
fn real_messages_are_formatted_as_fluent_bundle_does() {
    let Some(corpus) = corpus() else { return };
    let Some(oracle) = oracle("format.mjs") else { return };
    let site = site_of(&corpus);
    let mut differences = Vec::new();
    let mut excused = BTreeSet::new();
    for locale in LOCALES {
        let mut formatted = BTreeSet::new();
        for (ours, theirs) in VALUES {
            let expected = Ran::of(
                Command::new("node")
                    .arg(&oracle)
                    .arg(site.path().join("locales").join(locale))
                    .args([locale, theirs])
                    .output()
                    .unwrap(),
            );
            assert_eq!(expected.code, Some(0), "{locale}: {}", expected.stderr);
            let expected: Oracle = serde_json::from_str(&expected.stdout).unwrap();
            assert!(
                expected.messages.len() > 1000 && !expected.variables.is_empty(),
                "{locale}: too little to compare"
            );
            let got = texts(message(&site, locale, &expected.variables, ours), Some(locale));
            let expected = texts(expected.messages, None);
            compare(locale, ours, &expected, &got, &mut differences, &mut excused);
            formatted.insert(got.into_values().collect::<Vec<_>>());
        }
        assert_eq!(formatted.len(), VALUES.len(), "{locale}: the values must show in the texts");
    }
    assert!(differences.is_empty(), "{} texts differ:\n{}", differences.len(), differences.join("\n"));
    let allowed: BTreeSet<(&str, &str)> = ALLOWED.iter().map(|(locale, id, _)| (*locale, *id)).collect();
    assert_eq!(excused, allowed, "ALLOWED lists exactly the texts that differ");
}

/// Notes each text that differs; those of `ALLOWED` apart.
fn compare<'t>(
    locale: &'t str,
    value: &str,
    expected: &Texts,
    got: &Texts,
    differences: &mut Vec<String>,
    excused: &mut BTreeSet<(&'t str, &'static str)>,
) {
    let ids: BTreeSet<&String> = expected.keys().chain(got.keys()).collect();
    for id in ids {
        let (theirs, ours) = (expected.get(id), got.get(id));
        if theirs == ours {
            continue;
        }
        match ALLOWED.iter().find(|(at, name, _)| *at == locale && name == id) {
            Some((_, name, _)) => {
                excused.insert((locale, name));
            }
            None => differences.push(format!("{locale} {id} with {value}\n  theirs {theirs:?}\n  ours   {ours:?}")),
        }
    }
}

/// All messages of a locale with every variable set to one value, as the program prints them.
fn message(site: &Folder, locale: &str, variables: &[String], value: &str) -> BTreeMap<String, Message> {
    let mut arguments: Vec<String> = ["message", "--format", "json", "--locale", locale].map(str::to_owned).to_vec();
    arguments.extend(variables.iter().flat_map(|name| ["--arg".to_owned(), format!("{name}={value}")]));
    let ran = Ran::of(site.command(arguments).output().unwrap());
    assert_eq!(ran.code, Some(0), "{locale}: {}", ran.stderr);
    serde_json::from_str(&ran.stdout).unwrap()
}

/// The texts that `locale` itself answered; without ids the program also names those that only the source has.
fn texts(messages: BTreeMap<String, Message>, locale: Option<&str>) -> Texts {
    let mut texts = Texts::new();
    for (id, message) in messages {
        if message.locale.as_deref() != locale {
            continue;
        }
        texts.extend(message.attributes.into_iter().map(|(name, text)| (format!("{id}.{name}"), Some(text))));
        texts.insert(id, message.value);
    }
    texts
}

/// The corpus as the `locales/` of a site in which no locale falls back on another.
fn site_of(corpus: &Path) -> Folder {
    let site = Folder::empty();
    let mut settings = "base_url = \"https://example.org\"\nsource_locale = \"en\"\n".to_owned();
    for locale in LOCALES {
        settings += &format!("\n[[locales]]\nid = \"{locale}\"\nstate = \"live\"\nfallback = []\n");
        let files = tree(&corpus.join(locale));
        assert!(!files.is_empty(), "{} lacks {locale}", corpus.display());
        for (path, bytes) in files {
            site.write(&format!("locales/{locale}/{path}"), bytes);
        }
    }
    site.write("site.toml", settings);
    site
}

/// The corpus, where this machine has it. It is not part of this repository, so its lack is never a failure.
fn corpus() -> Option<PathBuf> {
    let Some(corpora) = std::env::var_os("ISOGLOSS_CORPORA") else {
        return skip("ISOGLOSS_CORPORA is not set");
    };
    let corpus = Path::new(&corpora).join("mozilla-www");
    if corpus.is_dir() { Some(corpus) } else { skip(&format!("there is no {}", corpus.display())) }
}

/// A script of the oracle, where Node and its modules are installed. With `ISOGLOSS_TEST_ALL=1` they must be.
pub fn oracle(script: &str) -> Option<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/oracle");
    let modules = folder.join("node_modules");
    let node = Command::new("node").arg("--version").output().is_ok_and(|ran| ran.status.success());
    if node && ["@fluent/bundle", "@fluent/syntax", "ajv"].iter().all(|name| modules.join(name).is_dir()) {
        return Some(folder.join(script));
    }
    lacks("the oracle needs Node and `npm ci` in tests/oracle");
    None
}

/// Says that nothing was compared.
fn skip<T>(reason: &str) -> Option<T> {
    say_skipped(&format!("fluent_oracle, {reason}"));
    None
}
