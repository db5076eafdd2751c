//! Styles, scripts and pictures in a release: names that tell their bytes, addresses that follow, fewer bytes that mean
//! the same, and copies that hold the same.

use std::fs;
use std::io::Read;
use std::path::Path;

use crate::browser::{self, chromium};
use crate::reference_site;
use crate::support::{Files, Folder, difference, files_of, tree};

/// The files of a site, with another text in one of them.
fn with(site: &str, path: &str, text: &str) -> Files {
    let mut files = files_of(site);
    files.insert(path.to_owned(), text.as_bytes().to_vec());
    files
}

/// What a release of these files holds, without the compressed copies.
fn release(files: &Files) -> Files {
    let mut outputs = copied_release(files);
    outputs.retain(|output, _| !output.ends_with(".gz") && !output.ends_with(".br"));
    outputs
}

/// What a release of these files holds.
fn copied_release(files: &Files) -> Files {
    let site = Folder::in_memory(files);
    let ran = site.run("build --release --allow-under-gate");
    assert_eq!(ran.code, Some(0), "{ran:?}");
    let mut outputs = tree(&site.path().join("release"));
    outputs.remove(".isogloss");
    outputs
}

/// `ISOGLOSS_UPDATE=1` rewrites what is expected: read the difference.
#[test]
fn a_release_names_files_by_their_bytes_and_what_names_them_follows() {
    let mut made = release(&files_of("assets"));
    // A manifest names the program's version, and has tests of its own.
    made.retain(|path, _| !path.starts_with("isogloss-manifest"));
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/sites/assets/expected");
    if std::env::var_os("ISOGLOSS_UPDATE").is_some() {
        drop(fs::remove_dir_all(&folder));
        for (path, bytes) in &made {
            let target = folder.join(path);
            fs::create_dir_all(target.parent().unwrap()).unwrap();
            fs::write(target, bytes).unwrap();
        }
    }
    assert_eq!(difference(&made, &tree(&folder)), None, "left: made, right: expected");
}

/// A browser may keep such a file for ever, so whatever changes what it shows has to change its name.
#[test]
fn a_file_has_another_name_when_anything_that_it_shows_is_other() {
    let names = |files: &Files| -> Vec<String> {
        let outputs = release(files);
        outputs.into_keys().filter(|output| output.starts_with("assets/")).collect()
    };
    let before = names(&files_of("assets"));
    let changed = |path: &str, text: &str| -> Vec<String> {
        let after = names(&with("assets", path, text));
        let gone = before.iter().filter(|name| !after.contains(name));
        gone.map(|name| name.split('.').next().unwrap().to_owned()).collect()
    };
    assert_eq!(
        changed("layouts/assets/css/type.css", "p { color: green }"),
        ["assets/css/base", "assets/css/colours", "assets/css/type"]
    );
    assert_eq!(changed("layouts/assets/img/lens.svg", "<svg/>"), ["assets/css/base", "assets/img/lens"]);
    // Blanks and comments mean nothing, and a script and a layout name these two themselves.
    assert_eq!(changed("layouts/assets/css/type.css", "p {\n  color:red; /* … */\n}"), [""; 0]);
    assert_eq!(changed("layouts/assets/js/part.js", "export const part = 1;"), [""; 0]);
    assert_eq!(changed("layouts/assets/img/mark.svg", "<svg/>"), [""; 0]);
}

/// What only a browser can guess at, it guesses from the text as it was written.
#[test]
fn a_broken_stylesheet_stays_as_it_is_and_so_do_the_names_in_it() {
    let broken = ["p { color: red", "p { content: \"\n\" }", "a { b: c) }", "p { } }", &"@a{".repeat(4000)];
    let broken = broken.map(|text| format!("@import 'colours.css';\n{text}"));
    for text in broken.into_iter().chain(["\u{FEFF}@import 'colours.css';".to_owned()]) {
        let outputs = release(&with("assets", "layouts/assets/css/type.css", &text));
        let (_, bytes) = outputs.iter().find(|(output, _)| output.starts_with("assets/css/type.")).unwrap();
        assert_eq!(String::from_utf8_lossy(bytes), text);
        assert!(outputs.contains_key("assets/css/colours.css"), "{:?}", outputs.keys());
    }
}

/// A release keeps plain names for a circle, and says so; the plain build says so too.
#[test]
fn a_circle_of_imports_is_named() {
    let files = with("assets", "layouts/assets/css/type.css", "@import 'colours.css';\n");
    let ran = Folder::in_memory(&files).run("build");
    assert_eq!((ran.code, ran.stderr.matches("error[import-circle]").count()), (Some(1), 2), "{}", ran.stderr);
    assert!(ran.stderr.contains(" --> layouts/assets/css/type.css:1:9"), "{}", ran.stderr);
}

#[test]
fn every_compressed_copy_holds_the_bytes_of_its_file() {
    let mut outputs = copied_release(&reference_site::files());
    let copies: Vec<String> =
        outputs.keys().filter(|output| output.ends_with(".gz") || output.ends_with(".br")).cloned().collect();
    for copy in &copies {
        let (output, ending) = copy.rsplit_once('.').unwrap();
        let packed = outputs.remove(copy).unwrap();
        let mut bytes = Vec::new();
        match ending {
            "gz" => flate2::read::GzDecoder::new(&packed[..]).read_to_end(&mut bytes).unwrap(),
            _ => brotli::Decompressor::new(&packed[..], 4096).read_to_end(&mut bytes).unwrap(),
        };
        assert!(bytes == outputs[output] && packed.len() < bytes.len(), "{copy}");
    }
    let pages = outputs.iter().filter(|(output, bytes)| output.ends_with(".html") && bytes.len() > 2000).count();
    let copied = |ending: &str| copies.iter().filter(|copy| copy.ends_with(ending)).count();
    assert!(pages > 20 && copied(".html.gz") >= pages && copied(".html.br") >= pages, "{pages} {}", copies.len());
}

/// An author's own file counts more than a copy that would have its name; a copy goes with its file.
#[test]
fn copies_give_way_and_go() {
    let text = "Words and more of the same words. ".repeat(100);
    let mut files = with("assets", "content/en/words.txt", &text);
    files.insert("content/en/words.txt.gz".to_owned(), b"my own".to_vec());
    let outputs = copied_release(&files);
    assert_eq!(outputs["words.txt.gz"], b"my own");
    assert!(outputs.contains_key("words.txt.br"));
    let site = Folder::in_memory(&files);
    assert_eq!(site.run("build --release").code, Some(0));
    fs::remove_file(site.path().join("content/en/words.txt")).unwrap();
    assert_eq!(site.run("build --release").code, Some(0));
    let left = tree(&site.path().join("release"));
    let words: Vec<&String> = left.keys().filter(|output| output.starts_with("words")).collect();
    assert_eq!(words, ["words.txt.gz"]);
}

/// Chromium reads the same rules, letter by letter, from what a release has and from what was written.
#[test]
fn a_minified_stylesheet_says_the_same_to_a_browser() {
    let Some(scripts) = browser::scripts("rules.mjs", &chromium()) else { return };
    let mut files = reference_site::files();
    files.insert("layouts/assets/hard.css".to_owned(), include_bytes!("../browser/hard.css").to_vec());
    let site = Folder::in_memory(&files);
    let ran = site.run("build --release --allow-under-gate");
    assert_eq!(ran.code, Some(0), "{ran:?}");
    let (written, released) = (site.path().join("layouts/assets"), site.path().join("release/assets"));
    browser::run(&scripts, "rules.mjs", [written, released]);
}
