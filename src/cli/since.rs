//! What moved in the sources of stale translations since they were made, as far as git knows: in, the translations; out,
//! the texts that moved, in a line for people or as JSON.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use serde_json::{Value, json};

use super::terminal::{Style, Terminal};
use crate::disk::{self, History};
use crate::site::Site;
use crate::text::{Piece, SitePath};
use crate::workspace::{MovedText, Search, Translation};

/// Characters of what did not move that are shown before and after what did.
const AROUND: usize = 32;
/// Characters that are shown of what moved.
const MOST: usize = 240;
/// Texts that are shown of one translation.
const TEXTS: usize = 8;

/// The texts that moved, by translation.
pub type Since = BTreeMap<Translation, Vec<MovedText>>;

/// Asks git what the sources of these translations said when they were translated.
pub fn moved_since(site: &Site, root: &Path, translations: &BTreeSet<Translation>) -> Since {
    let mut search = Search::new(site, translations);
    let files = search.files();
    if files.is_empty() {
        return Since::new();
    }
    let source = &site.settings().source_locale;
    let mut folders = vec![format!("locales/{source}"), format!("content/{source}")];
    folders.retain(|folder| files.iter().any(|file| file.as_str().starts_with(&format!("{folder}/"))));
    let Some(mut history) = History::of(root, &folders, &files) else { return Since::new() };
    let now = |path: &SitePath| disk::read_text(root, path);
    while let Some(files) = history.next_files() {
        if !search.look(&files, |object| history.read(object), now) {
            break;
        }
    }
    history.close();
    search.finish()
}

/// The texts for people: ``nav-home` since then: [-Home-]{+Start page+}`, in colour without the marks.
pub fn lines(moved: &[MovedText], terminal: &Terminal) -> Vec<String> {
    let line = |text: &MovedText| {
        let place = text.line.map(|line| format!(":{line}")).unwrap_or_default();
        format!("{}{place} since then: {}", text.of, words(&text.pieces, terminal))
    };
    let rest = moved.len().saturating_sub(TEXTS);
    let more = (rest > 0).then(|| format!("{rest} more places moved since then"));
    moved.iter().take(TEXTS).map(line).chain(more).collect()
}

/// The texts for programs, whole.
pub fn json(moved: &[MovedText]) -> Value {
    let piece = |piece: &Piece| match piece {
        Piece::Same(text) => json!({ "same": text }),
        Piece::Removed(text) => json!({ "removed": text }),
        Piece::Added(text) => json!({ "added": text }),
    };
    let text = |text: &MovedText| {
        let pieces: Vec<Value> = text.pieces.iter().map(piece).collect();
        json!({ "of": text.of, "line": text.line, "pieces": pieces })
    };
    moved.iter().map(text).collect()
}

fn words(pieces: &[Piece], terminal: &Terminal) -> String {
    let last = pieces.len().saturating_sub(1);
    let set_off = |style: Style, text: &str, [open, close]: [&str; 2]| {
        let text = printable(&head(text, MOST), "⏎");
        if terminal.out_has_colour() { terminal.out(style, &text) } else { format!("{open}{text}{close}") }
    };
    let shown = pieces.iter().enumerate().map(|(at, piece)| match piece {
        Piece::Same(text) => printable(&around(text, at > 0, at < last), " "),
        Piece::Removed(text) => set_off(Style::Removed, text, ["[-", "-]"]),
        Piece::Added(text) => set_off(Style::Added, text, ["{+", "+}"]),
    });
    shown.collect()
}

/// What stands next to what moved: the beginning of a text after it, the end of one before it.
fn around(text: &str, is_after: bool, is_before: bool) -> String {
    match (is_after, is_before) {
        (true, true) if text.chars().count() > 2 * AROUND => {
            format!("{}{}", head(text, AROUND), tail(text, AROUND).trim_start_matches('…'))
        }
        (false, true) => tail(text, AROUND),
        (true, false) => head(text, AROUND),
        _ => text.to_owned(),
    }
}

/// The beginning of a text, up to the end of a word where one is near.
fn head(text: &str, most: usize) -> String {
    let Some((end, _)) = text.char_indices().nth(most) else { return text.to_owned() };
    let kept = &text[..end];
    let border = kept.rfind(char::is_whitespace).filter(|at| *at > end / 2);
    format!("{}…", &kept[..border.unwrap_or(end)])
}

/// The end of a text, from the beginning of a word where one is near.
fn tail(text: &str, most: usize) -> String {
    let start = most.checked_sub(1).and_then(|before| text.char_indices().nth_back(before)).map_or(0, |(at, _)| at);
    if start == 0 {
        return text.to_owned();
    }
    let kept = &text[start..];
    let border = kept.find(char::is_whitespace).filter(|at| *at < kept.len() / 2);
    format!("…{}", kept[border.unwrap_or(0)..].trim_start())
}

/// In one line, and without what a terminal would obey.
fn printable(text: &str, line_end: &str) -> String {
    text.replace('\n', line_end).replace(|unseen: char| unseen.is_control(), "\u{FFFD}")
}
