//! Input that nobody means well, through the checks of the fuzz targets (`fuzz/checks`): every file of the corpus, and
//! input made of the words of each dictionary and of bytes that are in none.

use std::fs;
use std::path::{Path, PathBuf};

use proptest::prelude::*;
use proptest::test_runner::{RngAlgorithm, TestRng, TestRunner};

use crate::saves::is_soak;

#[path = "../../fuzz/checks/mod.rs"]
pub mod checks;

fn folder(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz").join(name)
}

#[test]
fn every_file_of_the_corpus_passes_its_check() {
    for (name, check) in checks::ALL {
        let files = fs::read_dir(folder("corpus").join(name)).unwrap();
        let mut files: Vec<PathBuf> = files.map(|entry| entry.unwrap().path()).collect();
        files.sort();
        assert!(files.len() >= 10, "{name} has a corpus");
        for file in files {
            let bytes = fs::read(&file).unwrap();
            let passed = std::panic::catch_unwind(|| check(&bytes));
            assert!(passed.is_ok(), "{} does not pass", file.display());
        }
    }
}

/// The words of a dictionary, written as libFuzzer reads them: one a line in quotes, `\xNN` for a byte.
fn words(dictionary: &str) -> Vec<Vec<u8>> {
    let text = fs::read_to_string(folder("dictionaries").join(format!("{dictionary}.dict"))).unwrap();
    let quoted = text.lines().filter_map(|line| line.strip_prefix('"')?.strip_suffix('"'));
    let words: Vec<Vec<u8>> = quoted.map(word).collect();
    assert!(words.len() >= 20, "{dictionary} is read");
    words
}

fn word(written: &str) -> Vec<u8> {
    let mut parts = written.split("\\x");
    let mut word = parts.next().unwrap_or_default().as_bytes().to_vec();
    for part in parts {
        word.push(u8::from_str_radix(&part[..2], 16).unwrap());
        word.extend(part[2..].bytes());
    }
    word
}

/// Mostly words, now and then any character or bytes.
fn input(words: Vec<Vec<u8>>) -> impl Strategy<Value = Vec<u8>> {
    let piece = prop_oneof![
        30 => prop::sample::select(words),
        2 => any::<char>().prop_map(|character| character.to_string().into_bytes()),
        1 => prop::collection::vec(any::<u8>(), 0..4),
    ];
    prop::collection::vec(piece, 0..40).prop_map(|pieces| pieces.concat())
}

/// Runs one check over so many inputs: the same each time, unless tests are to take their time.
fn holds(name: &str, dictionary: &str, cases: u32) {
    let (_, check) = checks::ALL.into_iter().find(|(other, _)| *other == name).expect("a check of this name");
    let cases = if is_soak() { cases * 100 } else { cases };
    let config = ProptestConfig { cases, failure_persistence: None, ..ProptestConfig::default() };
    let mut runner = match is_soak() {
        true => TestRunner::new(config),
        false => TestRunner::new_with_rng(config, TestRng::from_seed(RngAlgorithm::ChaCha, &[5; 32])),
    };
    let ran = runner.run(&input(words(dictionary)), |bytes| {
        check(&bytes);
        Ok(())
    });
    ran.unwrap_or_else(|fault| panic!("{name}: {fault}"));
}

#[test]
fn messages_hold() {
    holds("messages", "messages", 500);
}

#[test]
fn splices_hold() {
    holds("splices", "messages", 500);
}

#[test]
fn front_matter_holds() {
    holds("front_matter", "markdown", 1000);
}

#[test]
fn markdown_holds() {
    holds("markdown", "markdown", 1000);
}

#[test]
fn markup_holds() {
    holds("markup", "markup", 1000);
}

#[test]
fn settings_hold() {
    holds("settings", "settings", 1000);
}

#[test]
fn layouts_hold() {
    holds("layouts", "layouts", 1000);
}
