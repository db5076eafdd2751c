//! `locales/<locale>/translations.lock`: in, its bytes; out, what each translation was made from, and the bytes again.
//!
//! ```text
//! isogloss translations 1
//! -brand 09f2bd1c4a77 5be0c4d31f20 d4c9a61b7e33 09f2bd1c4a77
//! ```
//!
//! A line is a name (an entry's, or the path of a page), three digests of the source that the translation was made
//! from, and one of the translation. Lines are sorted by name, and no line depends on another, so version control
//! merges them one by one; where it could not, both sides are read.

use std::collections::BTreeMap;

use crate::diagnostic::codes::staleness as codes;
use crate::diagnostic::{Diagnostic, Place};
use crate::text::{Fingerprint, ShortDigest, SitePath};

/// What the first line says before the version.
const HEAD: &str = "isogloss translations ";
/// The version that is written, and read.
const VERSION: &str = "1";
/// More lines than these are left out without a word each: such a file is no lock.
const MOST_REPORTED: usize = 100;

/// What a translation was made from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LockLine {
    /// The source at that time.
    pub source: Fingerprint,
    /// The translation at that time.
    pub translation: ShortDigest,
    /// Where it stands in the file, from 1.
    pub number: u32,
}

/// A lock as it was read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Lock {
    /// By name; several where the sides of a merge differ.
    pub lines: BTreeMap<Box<str>, Vec<LockLine>>,
    /// The line of the first conflict marker, if there are any.
    pub marker: Option<u32>,
    /// It is of a version that we cannot read: nothing is known, and nothing may be overwritten.
    pub foreign: bool,
}

/// The part of a conflict that a line stands in.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Side {
    Either,
    Base,
}

/// Reads a lock. A line that cannot be read costs only itself.
pub fn parse_lock(path: &SitePath, bytes: &[u8]) -> (Lock, Vec<Diagnostic>) {
    let text = String::from_utf8_lossy(bytes);
    let (mut lock, mut diagnostics) = (Lock::default(), Vec::new());
    let mut side = Side::Either;
    let mut has_head = false;
    for (number, line) in (1_u32..).zip(text.trim_start_matches('\u{FEFF}').lines()) {
        if let Some(next) = marker(line) {
            lock.marker.get_or_insert(number);
            side = next;
        } else if let Some(version) = line.strip_prefix(HEAD) {
            has_head = true;
            lock.foreign |= version.trim_end() != VERSION;
        } else if side == Side::Either && !line.trim().is_empty() {
            match parse_line(line, number) {
                Some((name, line)) => add(lock.lines.entry(name.into()).or_default(), line),
                None if diagnostics.len() < MOST_REPORTED => diagnostics.push(broken(path, number)),
                None => {}
            }
        }
    }
    if lock.foreign {
        let message = format!("this lock is of another version than {VERSION}, so nothing of it is read");
        let finding = Diagnostic::new(codes::LOCK_SYNTAX, Place::Line(path.clone(), 1), message);
        return (
            Lock { foreign: true, ..Lock::default() },
            vec![finding.hint("use the isogloss that wrote it, or a newer one")],
        );
    }
    if !has_head && !text.trim().is_empty() {
        let message = format!("the line `{HEAD}{VERSION}` is missing");
        let finding = Diagnostic::new(codes::LOCK_SYNTAX, Place::Line(path.clone(), 1), message);
        diagnostics.insert(0, finding.hint("run `isogloss sync`, which writes the lock anew"));
    }
    (lock, diagnostics)
}

/// What git and others write between the sides of a conflict; gives what follows it.
fn marker(line: &str) -> Option<Side> {
    let mark = line.get(..7)?;
    let is_alone = line.get(7..).is_some_and(|rest| rest.is_empty() || rest.starts_with([' ', '\r']));
    match mark {
        "|||||||" if is_alone => Some(Side::Base),
        "<<<<<<<" | "=======" | ">>>>>>>" if is_alone => Some(Side::Either),
        _ => None,
    }
}

fn parse_line(line: &str, number: u32) -> Option<(&str, LockLine)> {
    let mut parts = line.trim_end().rsplitn(5, ' ');
    let mut digest = || ShortDigest::parse(parts.next()?);
    let (translation, markup, words, text) = (digest()?, digest()?, digest()?, digest()?);
    let name = parts.next().filter(|name| !name.trim().is_empty())?;
    Some((name, LockLine { source: Fingerprint { text, words, markup }, translation, number }))
}

fn add(lines: &mut Vec<LockLine>, line: LockLine) {
    if !lines.iter().any(|other| (other.source, other.translation) == (line.source, line.translation)) {
        lines.push(line);
    }
}

fn broken(path: &SitePath, number: u32) -> Diagnostic {
    Diagnostic::new(codes::LOCK_SYNTAX, Place::Line(path.clone(), number), "this line of the lock cannot be read")
        .hint("put it back as it was, or run `isogloss sync`, which records the translation as it is now")
}

/// The bytes of a lock with these lines. Where several stand for one name, they are written as the sides of a
/// conflict: nobody has decided between them yet.
pub fn write_lock(lines: &BTreeMap<Box<str>, Vec<LockLine>>) -> String {
    let mut text = format!("{HEAD}{VERSION}\n");
    for (name, lines) in lines {
        let written = lines.iter().map(|line| {
            let LockLine { source: Fingerprint { text, words, markup }, translation, .. } = line;
            format!("{name} {text} {words} {markup} {translation}\n")
        });
        let written: Vec<String> = written.collect();
        match written.as_slice() {
            [line] => text.push_str(line),
            sides => text.extend(["<<<<<<<\n", &sides.join("=======\n"), ">>>>>>>\n"]),
        }
    }
    text
}
