//! The rules of the house: who may import whom, sizes, and what every file says of itself.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use crate::fuzz_corpus::checks::ALL;

/// Lines of a file, tests included.
const LONGEST_FILE: usize = 400;
/// Lines of a function.
const LONGEST_FUNCTION: usize = 60;

/// A room's row in the table of `src/README.md`.
struct Room {
    imports: BTreeSet<String>,
    crates: BTreeSet<String>,
}

fn source() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("src")
}

fn rooms() -> BTreeMap<String, Room> {
    let text = fs::read_to_string(source().join("README.md")).unwrap();
    let rows = text.lines().filter(|line| line.starts_with("| `"));
    let rooms: BTreeMap<String, Room> = rows
        .map(|row| {
            let cells: Vec<&str> = row.trim_matches('|').split('|').map(str::trim).collect();
            let list = |cell: &str| cell.split(", ").filter(|name| *name != "–").map(str::to_owned).collect();
            (cells[0].trim_matches('`').to_owned(), Room { imports: list(cells[2]), crates: list(cells[3]) })
        })
        .collect();
    assert!(rooms.len() >= 12, "the table is read");
    rooms
}

/// Every Rust file below a folder, with its text.
fn rust_files(folder: PathBuf) -> Vec<(PathBuf, String)> {
    let mut files = Vec::new();
    let mut open = vec![folder];
    while let Some(folder) = open.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                open.push(path);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                let text = fs::read_to_string(&path).unwrap();
                files.push((path, text));
            }
        }
    }
    files.sort();
    files
}

/// Every Rust file of the program, with its room and its text. The build script is beside the program.
fn files() -> Vec<(PathBuf, String, String)> {
    let room = |path: &Path| path.strip_prefix(source()).unwrap().iter().next().unwrap().to_str().unwrap().to_owned();
    let files: Vec<_> = rust_files(source())
        .into_iter()
        .map(|(path, text)| (path.clone(), room(&path), text))
        .filter(|(_, room, _)| room != "build.rs")
        .collect();
    assert!(files.len() > 80, "the rooms are read");
    files
}

/// The checks of the fuzz targets, and the targets.
fn fuzz_files() -> Vec<(PathBuf, String)> {
    let fuzz = Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz");
    let files: Vec<_> = ["checks", "targets"].iter().flat_map(|folder| rust_files(fuzz.join(folder))).collect();
    assert!(files.len() > 10, "the targets are read");
    files
}

/// Code without comments and without what is only compiled for tests.
fn code(text: &str) -> String {
    let before_tests = text.split("#[cfg(test)]\nmod tests {").next().unwrap_or(text);
    let lines = before_tests.lines().filter(|line| !line.trim_start().starts_with("//"));
    lines.collect::<Vec<_>>().join("\n")
}

/// The names that follow `prefix` in the code, the braces of grouped imports opened.
fn names_after(code: &str, prefix: &str) -> BTreeSet<String> {
    let name = |rest: &str| rest.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect::<String>();
    let mut names = BTreeSet::new();
    for (at, _) in code.match_indices(prefix) {
        let before = code[..at].chars().next_back();
        if before.is_some_and(|c| c.is_alphanumeric() || c == '_') {
            continue;
        }
        let rest = &code[at + prefix.len()..];
        match rest.strip_prefix('{') {
            Some(group) => names.extend(group.split('}').next().unwrap().split(',').map(|part| name(part.trim()))),
            None => drop(names.insert(name(rest))),
        }
    }
    names.retain(|name| !name.is_empty());
    names
}

#[test]
fn rooms_import_what_the_table_allows() {
    let rooms = rooms();
    let mut wrong = Vec::new();
    let mut used: BTreeSet<(String, String)> = BTreeSet::new();
    for (path, room, text) in files() {
        let Some(row) = rooms.get(&room) else {
            assert!(room == "lib.rs" || room == "main.rs", "{room} is no room of the table");
            continue;
        };
        for import in names_after(&code(&text), "crate::") {
            if import != room && rooms.contains_key(&import) && !row.imports.contains(&import) {
                wrong.push(format!("{}: {room} may not import {import}", path.display()));
            }
            used.insert((room.clone(), import));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    for room in rooms.keys() {
        assert!(fs::metadata(source().join(room).join("mod.rs")).is_ok(), "{room} is in the table and not in src");
    }
}

#[test]
fn outside_crates_are_used_by_their_owners_only() {
    let rooms = rooms();
    let owned: BTreeSet<&String> = rooms.values().flat_map(|room| &room.crates).collect();
    let mut wrong = Vec::new();
    for (path, room, text) in files() {
        let Some(row) = rooms.get(&room) else { continue };
        let code = code(&text);
        for name in owned.iter().filter(|name| !row.crates.contains(**name)) {
            // Macros (`json!`) come with their crate's name too, by the rule of explicit imports.
            if !names_after(&code, &format!("{name}::")).is_empty() {
                wrong.push(format!("{}: {room} does not own {name}", path.display()));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn only_disk_touches_files_and_only_the_faces_see_the_world() {
    for (path, room, text) in files() {
        // Bytes in memory that are read like a stream are no door.
        let code = code(&text).replace("use std::io::Cursor;", "");
        let is_test = path.iter().any(|part| part == "tests") || path.ends_with("tests.rs");
        for (door, keepers) in [
            ("std::fs", &["disk"][..]),
            ("std::net", &["serve"]),
            ("std::env", &["cli", "main.rs"]),
            ("std::process", &["cli", "disk", "main.rs"]),
            ("std::time", &["cli", "disk", "serve"]),
            ("std::io", &["cli", "disk", "serve"]),
            ("println!", &[]),
        ] {
            let opens = !names_after(&code, door).is_empty()
                || code.contains(&format!("{door}::"))
                || code.contains(&format!("{door};"));
            assert!(
                !opens || is_test || keepers.contains(&room.as_str()),
                "{}: {room} may not use {door}",
                path.display()
            );
        }
    }
}

#[test]
fn every_file_says_what_it_is_and_is_short() {
    for (path, text) in files().into_iter().map(|(path, _, text)| (path, text)).chain(fuzz_files()) {
        let begins = text.starts_with("//!") || text.starts_with("#![doc = include_str!(\"README.md\")]");
        assert!(begins, "{} does not open with //!", path.display());
        let lines = text.lines().count();
        assert!(lines <= LONGEST_FILE, "{} has {lines} lines", path.display());
    }
}

#[test]
fn functions_are_short() {
    for (path, _, text) in files() {
        let lines: Vec<&str> = text.lines().collect();
        for (at, line) in lines.iter().enumerate() {
            let trimmed = line.trim_start();
            let is_function = ["fn ", "pub fn ", "pub(super) fn ", "pub(crate) fn ", "const fn ", "pub const fn "]
                .iter()
                .any(|start| trimmed.starts_with(start));
            if !is_function || trimmed.ends_with(';') {
                continue;
            }
            let indent = line.len() - trimmed.len();
            let closing = format!("{}}}", " ".repeat(indent));
            let length = lines[at..].iter().position(|line| **line == closing).unwrap_or(0);
            assert!(length < LONGEST_FUNCTION, "{}:{} is {length} lines long", path.display(), at + 1);
        }
    }
}

#[test]
fn mod_files_hold_docs_and_names_only() {
    for (path, _, text) in files() {
        if path.ends_with("mod.rs") && !path.ends_with("codes/mod.rs") {
            let code = code(&text);
            let holds = ["fn ", "struct ", "enum ", "const "].iter().find(|what| code.contains(**what));
            assert!(path.iter().any(|part| part == "tests") || holds.is_none(), "{} holds {holds:?}", path.display());
        }
    }
}

#[test]
fn every_check_has_a_target() {
    let names = |folder: &str| -> BTreeSet<String> {
        let files = fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz").join(folder)).unwrap();
        let stem = |path: PathBuf| path.file_stem().unwrap().to_str().unwrap().to_owned();
        files.map(|entry| stem(entry.unwrap().path())).collect()
    };
    let checks: BTreeSet<String> = ALL.iter().map(|(name, _)| (*name).to_owned()).collect();
    assert_eq!((names("targets"), names("corpus")), (checks.clone(), checks));
}

#[test]
fn every_code_is_explained_once() {
    let mut names = BTreeSet::new();
    for code in isogloss::diagnostic::codes::all() {
        assert!(names.insert(code.name), "{} is there twice", code.name);
        for text in [code.meaning, code.example, code.repair] {
            assert!(!text.trim().is_empty(), "{} is not explained", code.name);
        }
    }
    assert!(names.len() > 30, "the tables are read");
}
