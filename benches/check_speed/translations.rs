//! A site of many locales: in, real translations into a few languages; out, as many as are wanted, in a folder.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::fs;
use std::io;
use std::path::Path;

use super::{FILES, LOCALES, MESSAGES};

/// The language that the others are translated from, and the others.
const SOURCE: &str = "en";
const TRANSLATED: [&str; 4] = ["de", "es-ES", "fr", "ja"];
/// How many messages the page of each locale shows.
const SHOWN: usize = 30;

/// A message or term with the comment above it.
struct Entry {
    comment: String,
    name: String,
    /// From `=` on.
    rest: String,
}

impl Entry {
    fn is_term(&self) -> bool {
        self.name.starts_with('-')
    }
}

/// Writes a site with as many messages as are wanted, each corpus taken several times under other ids.
pub fn write_site(corpus: &Path, site: &Path) -> io::Result<()> {
    let source = entries(&corpus.join(SOURCE))?;
    if source.is_empty() {
        return Err(io::Error::other(format!("{} has no messages", corpus.display())));
    }
    let files = dealt(&source);
    write_locale(&source, &files, &site.join("locales").join(SOURCE))?;
    let mut settings = format!("source_locale = \"{SOURCE}\"\n[checks]\n");
    settings.push_str("# One page shows a few messages, and no other page stands for all that show the rest.\n");
    settings.push_str("unused-message = \"off\"\n");
    settings.push_str(&live(SOURCE));
    for (first, language) in TRANSLATED.iter().enumerate() {
        let translated = entries(&corpus.join(language))?;
        for number in (first..LOCALES - 1).step_by(TRANSLATED.len()) {
            let locale = regional(language, number);
            write_locale(&translated, &files, &site.join("locales").join(&locale))?;
            settings.push_str(&live(&locale));
        }
    }
    fs::write(site.join("site.toml"), settings)?;
    fs::create_dir_all(site.join("layouts"))?;
    let plain = source.iter().filter(|entry| !entry.is_term() && !entry.rest.contains(['$', '<', '.']));
    let shown = plain.take(SHOWN).fold(String::new(), |mut page, entry| {
        let _ = writeln!(page, "<p>{{{{ t(\"{}\") }}}}</p>", entry.name);
        page
    });
    fs::write(site.join("layouts/home.html"), format!("<!doctype html>\n<title>Home</title>\n{shown}"))
}

fn live(locale: &str) -> String {
    format!("[[locales]]\nid = \"{locale}\"\nstate = \"live\"\n")
}

/// The language in a region of its own: `fr-AC`.
fn regional(locale: &str, number: usize) -> String {
    let letter = |number: usize| char::from(b'A' + (number % 26) as u8);
    let language = locale.split('-').next().unwrap_or(locale);
    format!("{language}-{}{}", letter(number / 26), letter(number))
}

/// All entries of a locale, file after file.
fn entries(folder: &Path) -> io::Result<Vec<Entry>> {
    let mut entries = Vec::new();
    for file in walkdir::WalkDir::new(folder).sort_by_file_name() {
        let file = file?;
        if file.path().extension().is_none_or(|extension| extension != "ftl") {
            continue;
        }
        let mut comment = String::new();
        for line in fs::read_to_string(file.path())?.lines() {
            match (line.split_once('='), entries.last_mut()) {
                (Some((name, rest)), _)
                    if line.starts_with(|first: char| first.is_ascii_alphabetic() || first == '-') =>
                {
                    let (name, rest) = (name.trim_end().to_owned(), format!("={rest}\n"));
                    entries.push(Entry { comment: std::mem::take(&mut comment), name, rest });
                }
                _ if line.starts_with("# ") => comment.push_str(&format!("{line}\n")),
                _ if line.starts_with('#') => comment.clear(),
                (_, Some(entry)) if line.starts_with([' ', '}']) => entry.rest.push_str(&format!("{line}\n")),
                _ => {}
            }
        }
    }
    Ok(entries)
}

/// The file of each entry of the source, for each time that it is taken, until there are enough messages.
fn dealt(source: &[Entry]) -> BTreeMap<(usize, &str), usize> {
    let mut files = BTreeMap::new();
    let mut messages = 0;
    for copy in 0.. {
        for entry in source.iter().filter(|entry| copy == 0 || !entry.is_term()) {
            if messages == MESSAGES {
                return files;
            }
            if files.insert((copy, &*entry.name), messages * FILES / MESSAGES).is_none() {
                messages += usize::from(!entry.is_term());
            }
        }
    }
    files
}

/// Writes what a locale has of these entries, each into its file.
fn write_locale(entries: &[Entry], files: &BTreeMap<(usize, &str), usize>, folder: &Path) -> io::Result<()> {
    let copies = files.keys().map(|(copy, _)| copy + 1).max().unwrap_or(0);
    let mut texts = vec![String::new(); FILES];
    for copy in 0..copies {
        for Entry { comment, name, rest } in entries {
            let Some(text) = files.get(&(copy, &**name)).and_then(|file| texts.get_mut(*file)) else { continue };
            let suffix = if copy == 0 { String::new() } else { format!("-{}", copy + 1) };
            let _ = writeln!(text, "{comment}{name}{suffix} {rest}");
        }
    }
    fs::create_dir_all(folder)?;
    texts.iter().enumerate().try_for_each(|(number, text)| fs::write(folder.join(format!("{number:03}.ftl")), text))
}
