//! Sources that we write: whatever a message file says, `sync` adds comments to it and `check --fix` replaces marks in
//! it; nothing else in it moves, and a second time nothing at all.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use isogloss::locales::{Resource, add_untranslated, commented_names, parse, parse_lock, write_lock};

use super::site;
use super::sound::{halves, path};

/// The characters that a repair may take out or put in.
const MARKS: &[char] = &['"', '\'', '‘', '’', '‚', '“', '”', '„', '«', '»', '「', '」', '『', '』', '.', '…', '\u{A0}'];

/// Adds to and repairs a translation of a source.
pub fn check(bytes: &[u8]) {
    let (source, translation) = halves(bytes);
    let (source, _) = parse(&path("locales/en/a.ftl"), source);
    expect_added(&source, translation);
    expect_read_back(&source);
    expect_repaired(translation);
    expect_lock(bytes);
}

/// Entries as others see them: names, comments, texts by digest.
fn entries(file: &Resource) -> Vec<String> {
    let entry = |entry: &isogloss::locales::Entry| {
        let patterns: Vec<_> = entry.patterns().map(|(name, pattern)| (name, pattern.digest)).collect();
        format!("{} {:?} {patterns:?}", entry.display(), entry.comment)
    };
    file.entries().iter().map(entry).collect()
}

/// `sync` puts in comments and blank lines, and everything that is lacking.
fn expect_added(source: &Resource, bytes: &[u8]) {
    let name = path("locales/fr/a.ftl");
    let (before, _) = parse(&name, bytes);
    let own: BTreeSet<String> = before.entries().iter().map(isogloss::locales::Entry::display).collect();
    let lacking = |text: &str| {
        let commented: BTreeSet<String> = commented_names(text).into_iter().map(str::to_owned).collect();
        move |name: &str| !own.contains(name) && !commented.contains(name)
    };
    let Some((new, added)) = add_untranslated(&name, bytes, source, lacking(before.text())) else { return };
    let (after, _) = parse(&name, &new);
    assert_eq!(entries(&before), entries(&after), "what was there before");
    let commented = commented_names(after.text());
    assert!(added.iter().all(|name| commented.contains(name.as_str())), "{added:?} is added");
    let mut old = before.text().lines().peekable();
    for line in after.text().lines() {
        if old.next_if_eq(&line).is_none() {
            assert!(line.trim().is_empty() || line.starts_with('#'), "{line:?} is put in");
        }
    }
    assert_eq!(old.next(), None, "a line is gone");
}

/// What `sync` puts into a new file is the source again, once its comment signs are gone. Its lines end with line feeds:
/// before another end fluent-rs keeps blanks that it drops before that one. A carriage return that ends no line, which
/// is an error in a source, cannot be told from a part of the line end that comes after it.
fn expect_read_back(source: &Resource) {
    let name = path("locales/fr/a.ftl");
    let (source, _) = &parse(&name, source.text().replace('\r', "").as_bytes());
    let Some((new, added)) = add_untranslated(&name, b"", source, |_| true) else { return };
    let text = String::from_utf8(new).expect("a source is text");
    let uncommented: Vec<&str> =
        text.lines().map(|line| line.strip_prefix("# ").or_else(|| line.strip_prefix('#')).unwrap_or(line)).collect();
    let (again, _) = parse(&name, uncommented.join("\n").as_bytes());
    let texts = |file: &Resource| {
        let mut texts = BTreeMap::new();
        for entry in file.entries() {
            let patterns: Vec<_> =
                entry.patterns().map(|(name, pattern)| (name.map(str::to_owned), pattern.digest)).collect();
            texts.entry(entry.display()).or_insert(patterns);
        }
        texts
    };
    assert_eq!(texts(&again), texts(source), "{added:?}");
}

/// `check --fix` replaces marks in texts, and ends the last line.
fn expect_repaired(bytes: &[u8]) {
    let fixed = fixed(bytes);
    let name = path("locales/fr/a.ftl");
    let ((before, _), (after, _)) = (parse(&name, bytes), parse(&name, &fixed));
    assert_eq!(before.is_broken(), after.is_broken());
    let (old, new) = (pieces(&before), pieces(&after));
    assert_eq!(old.len(), new.len(), "entries");
    for (at, (old, new)) in old.iter().zip(&new).enumerate() {
        match at % 2 {
            0 if at + 1 == before.entries().len() * 2 + 1 => {
                let end = new.strip_prefix(old).unwrap_or_else(|| panic!("{old:?} became {new:?}"));
                assert!(matches!(end, "" | "\n" | "\r\n"), "{end:?} at the end");
            }
            0 => assert_eq!(old, new, "between entries"),
            _ => assert_eq!(old.replace(MARKS, ""), new.replace(MARKS, ""), "an entry"),
        }
    }
    assert_eq!(self::fixed(&fixed), fixed, "a second time");
}

/// A file cut where entries begin and end: what is around them and, at the odd places, they themselves.
fn pieces(file: &Resource) -> Vec<&str> {
    let spans = file.entries().iter().flat_map(|entry| [entry.span.start, entry.span.end]);
    let cuts: Vec<usize> = spans.map(|at| at as usize - file.bom()).chain([file.text().len()]).collect();
    let starts = std::iter::once(&0).chain(&cuts);
    starts.zip(&cuts).map(|(start, end)| &file.text()[*start..*end]).collect()
}

/// The bytes of a file after its repairs.
fn fixed(bytes: &[u8]) -> Vec<u8> {
    let name = path("locales/fr/a.ftl");
    let mut workspace = site::of(&[("site.toml", site::SETTINGS), (name.as_str(), bytes)]);
    let files = BTreeMap::from([(name.clone(), Arc::from(bytes))]);
    let fixed = workspace.fix(&files, |_| true).remove(&name);
    fixed.map_or_else(|| bytes.to_vec(), |fixed| fixed.bytes.to_vec())
}

/// What can be read of a lock is written so that it reads the same.
fn expect_lock(bytes: &[u8]) {
    let name = path("locales/fr/translations.lock");
    let (lock, findings) = parse_lock(&name, bytes);
    super::sound::expect_findings(bytes, 0, &findings);
    let written = write_lock(&lock.lines);
    let (again, findings) = parse_lock(&name, written.as_bytes());
    assert_eq!(findings, [], "{written}");
    let unnumbered = |lock: &isogloss::locales::Lock| {
        let lines = lock.lines.iter().map(|(name, lines)| {
            let lines: Vec<_> = lines.iter().map(|line| (line.source, line.translation)).collect();
            (name.clone(), lines)
        });
        lines.collect::<Vec<_>>()
    };
    assert_eq!(unnumbered(&again), unnumbered(&lock), "{written}");
}
