//! What a locale lacks, put before its translators: in, a file of the locale and its source's; out, the file with the
//! missing entries as commented source text, in the source's order. Nothing else in it moves.

use std::collections::{BTreeMap, BTreeSet};

use super::entry::{Entry, EntryKind};
use super::guard::entry_head;
use super::missing_attributes::commented_attributes;
use super::parse::parse;
use super::resource::Resource;
use crate::text::{Digest, SitePath};

/// Adds each entry of `source` that `lacks` names to the file at `path`, which holds `bytes`, as a comment; gives the
/// new bytes and the names of what was added. `None` when there is nothing to add, or the file cannot be read.
pub fn add_untranslated(
    path: &SitePath,
    bytes: &[u8],
    source: &Resource,
    lacks: impl Fn(&str) -> bool,
) -> Option<(Vec<u8>, Vec<String>)> {
    let (file, _) = parse(path, bytes);
    let names: Vec<(String, &Entry)> = source.entries().iter().map(|entry| (entry.display(), entry)).collect();
    if file.is_broken() || names.iter().all(|(name, _)| !lacks(name)) {
        return None;
    }
    let mut places = Places::new(&file);
    let mut insertions: Vec<(usize, String)> = Vec::new();
    let mut added: BTreeSet<String> = BTreeSet::new();
    let mut done = 0;
    for (name, entry) in &names {
        let (start, end) = (entry.span.start as usize - source.bom(), entry.span.end as usize - source.bom());
        if source.text().get(done..start).is_some_and(begins_group) {
            places.enter_group();
        }
        done = end;
        if lacks(name) && added.insert(name.clone()) {
            insertions.push((places.after, commented(source.written(entry.span)?)));
        } else {
            places.pass(name);
        }
    }
    let end = file.text().len();
    let at_end = insertions.iter().map(|(_, text)| (end, text.clone())).collect();
    // Should an insertion ever come between what belongs together, the end of the file is a safe place.
    let new = [insertions, at_end].iter().find_map(|insertions| {
        let new = [bytes.get(..file.bom())?, insert(places.text, insertions).as_bytes()].concat();
        is_same(&file, &parse(path, &new).0).then_some(new)
    })?;
    Some((new, added.into_iter().collect()))
}

/// The names of the entries that stand in a file as comments: `# nav-home = Home`.
pub fn commented_names(text: &str) -> BTreeSet<&str> {
    text.lines().filter_map(commented_name).collect()
}

/// The name of the entry whose first line stands in this comment.
pub fn commented_name(line: &str) -> Option<&str> {
    let entry = line.strip_prefix("# ")?;
    entry_name(entry)
}

/// The name of the entry that begins with this line.
pub fn entry_name(line: &str) -> Option<&str> {
    let end = entry_head(line)? - 1;
    Some(line[..end].trim_end())
}

/// Every line as a comment. Spaces of a line that has nothing else stay: fluent-rs may print them.
pub fn commented(entry: &str) -> String {
    let line = |line: &str| if line.is_empty() { "#\n".to_owned() } else { format!("# {line}\n") };
    entry.lines().map(line).collect()
}

/// Where in a file entries stand, by name: those that are, and those in comments.
struct Places<'f> {
    text: &'f str,
    /// Where the line after an entry begins.
    ends: BTreeMap<String, usize>,
    /// Where the next missing entry goes: behind what comes before it in the source.
    after: usize,
}

impl<'f> Places<'f> {
    fn new(file: &'f Resource) -> Self {
        let text: &str = file.text();
        let line_end =
            |at: usize| text.get(at..).and_then(|rest| rest.find('\n')).map_or(text.len(), |end| at + end + 1);
        let mut ends = BTreeMap::new();
        let mut starts = Vec::new();
        let mut at = 0;
        let mut run: Vec<&str> = Vec::new();
        for line in text.split_inclusive('\n') {
            if let Some(name) = commented_name(line) {
                starts.push(at);
                run.push(name);
            }
            at += line.len();
            if !line.starts_with('#') {
                // A comment right above an entry is the entry's, and nothing may come between.
                for name in run.drain(..).filter(|_| !line.trim().is_empty()) {
                    ends.remove(name);
                }
            }
            ends.extend(run.last().map(|name| ((*name).to_owned(), at)));
        }
        let below = commented_attributes(text);
        for entry in file.entries() {
            let span = entry.span.range();
            starts.push(first_line(text, span.start - file.bom()));
            let start = span.start - file.bom();
            // What a message lacks of its attributes stays right below it.
            let own = below.iter().filter(|below| below.entry_start == start && below.is_detached);
            ends.insert(entry.display(), own.map(|below| below.end).fold(line_end(span.end - file.bom()), usize::max));
        }
        Self { text, ends, after: starts.into_iter().min().unwrap_or(text.len()) }
    }

    /// Notes that the source has this entry next.
    fn pass(&mut self, name: &str) {
        if let Some(end) = self.ends.get(name) {
            self.after = *end;
        }
    }

    /// Notes that a group begins in the source here: where the next thing in the file is the head of a group, what is
    /// missing goes below it.
    fn enter_group(&mut self) {
        let mut at = self.after;
        let lines = self.text[at..].split_inclusive('\n').skip_while(|line| line.trim().is_empty());
        for line in lines.take_while(|line| line.starts_with("## ")) {
            at = line.as_ptr() as usize - self.text.as_ptr() as usize + line.len();
        }
        self.after = at;
    }
}

/// The text with these put in, those at one place in their order, each with a blank line around it.
pub fn insert(file: &str, insertions: &[(usize, String)]) -> String {
    let line_end = if file.contains("\r\n") { "\r\n" } else { "\n" };
    let mut sorted: Vec<&(usize, String)> = insertions.iter().collect();
    sorted.sort_by_key(|(at, _)| *at);
    let mut new = String::with_capacity(file.len() + insertions.len() * 80);
    let mut done = 0;
    for (at, text) in sorted {
        new.push_str(&file[done..*at]);
        done = *at;
        if !new.is_empty() && !new.ends_with('\n') {
            new.push_str(line_end);
        }
        if !new.is_empty() && !new.ends_with("\n\n") && !new.ends_with("\n\r\n") {
            new.push_str(line_end);
        }
        new.push_str(&text.replace('\n', line_end));
        let rest = file[done..].lines().next();
        if rest.is_some_and(|line| !line.trim().is_empty()) {
            new.push_str(line_end);
        }
    }
    new.push_str(&file[done..]);
    new
}

/// Whether a text between two entries has the head of a group in it.
fn begins_group(text: &str) -> bool {
    text.lines().any(|line| line.starts_with("## "))
}

/// Where the comment right above a line begins, or the line itself.
fn first_line(text: &str, at: usize) -> usize {
    let mut start = text[..at].rfind('\n').map_or(0, |end| end + 1);
    while let Some(above) = text[..start].strip_suffix('\n') {
        let line = above.rfind('\n').map_or(0, |end| end + 1);
        if !above[line..].starts_with("# ") && above[line..].trim_end() != "#" {
            break;
        }
        start = line;
    }
    start
}

/// Whether both files say the same, comments of entries included.
pub fn is_same(one: &Resource, other: &Resource) -> bool {
    type Said<'r> = (EntryKind, &'r str, Option<&'r str>, Vec<(Option<&'r str>, Digest)>);
    fn said(file: &Resource) -> Vec<Said<'_>> {
        let said = file.entries().iter().map(|entry| {
            let patterns = entry.patterns().map(|(name, pattern)| (name, pattern.digest));
            (entry.kind, &*entry.id, entry.comment.as_deref(), patterns.collect())
        });
        said.collect()
    }
    !other.is_broken() && said(one) == said(other)
}
