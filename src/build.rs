//! What tells this program from every other: in, its sources, its dependencies and its compiler; out, a number, as the
//! environment variable `ISOGLOSS_PROGRAM` of the compilation. What one program keeps of a build, another does not trust.

use std::collections::hash_map::DefaultHasher;
use std::env::var_os;
use std::fs;
use std::hash::{Hash, Hasher};
use std::path::Path;
use std::process::Command;

fn main() {
    println!("cargo::rerun-if-changed=src");
    println!("cargo::rerun-if-changed=Cargo.lock");
    let mut hasher = DefaultHasher::new();
    add(Path::new("src"), &mut hasher);
    add(Path::new("Cargo.lock"), &mut hasher);
    let compiler = var_os("RUSTC").and_then(|compiler| Command::new(compiler).arg("--version").output().ok());
    compiler.map(|told| told.stdout).hash(&mut hasher);
    var_os("TARGET").hash(&mut hasher);
    println!("cargo::rustc-env=ISOGLOSS_PROGRAM={:016x}", hasher.finish());
}

/// Adds a file, or all files of a folder in the order of their names.
fn add(path: &Path, hasher: &mut DefaultHasher) {
    path.to_str().hash(hasher);
    if let Ok(entries) = fs::read_dir(path) {
        let mut paths: Vec<_> = entries.flatten().map(|entry| entry.path()).collect();
        paths.sort();
        paths.iter().for_each(|path| add(path, hasher));
    } else {
        fs::read(path).ok().hash(hasher);
    }
}
