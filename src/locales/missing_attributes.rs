//! Attributes that a translation lacks, put before its translators: in, a file of a locale and its source's messages;
//! out, the file with the missing attributes as commented source text, right below their message. Nothing else moves.

use std::collections::BTreeSet;

use super::entry::{Attribute, Entry, EntryKind};
use super::parse::parse;
use super::resource::Resource;
use super::untranslated::{commented, commented_name, entry_name, insert, is_same};
use crate::text::SitePath;

/// An attribute that stands in a file as a comment: `#     .title = Search`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CommentedAttribute<'f> {
    /// The entry above it, which may be in a comment too; a term's with its dash.
    pub entry: &'f str,
    /// Where the line of that begins.
    pub entry_start: usize,
    /// Its name without the dot.
    pub attribute: &'f str,
    /// Where the line after its comment begins.
    pub end: usize,
    /// A blank line or nothing follows, so the comment is no other entry's.
    pub is_detached: bool,
}

/// The attributes that stand in a file as comments.
pub fn commented_attributes(text: &str) -> Vec<CommentedAttribute<'_>> {
    let mut found: Vec<CommentedAttribute<'_>> = Vec::new();
    // `open`: where in `found` the attributes begin whose comment goes on. `is_last`: its lines are the last one's.
    let (mut entry, mut at, mut open, mut is_last) = (None, 0, None, false);
    for line in text.split_inclusive('\n') {
        let is_comment = line.starts_with("# ") || line.trim_end() == "#";
        let start = at;
        at += line.len();
        if let (Some(name), Some((entry, entry_start))) = (attribute_name(line), entry) {
            open = open.or(Some(found.len()));
            is_last = true;
            found.push(CommentedAttribute { entry, entry_start, attribute: name, end: at, is_detached: true });
            continue;
        }
        let name = entry_name(line).or_else(|| commented_name(line));
        is_last &= is_comment && name.is_none();
        if is_last {
            found.last_mut().into_iter().for_each(|last| last.end = at);
        }
        if let Some(first) = open.filter(|_| !is_comment) {
            found[first..].iter_mut().for_each(|one| one.is_detached = line.trim().is_empty());
            open = None;
        }
        match name {
            Some(name) => entry = Some((name, start)),
            None if line.starts_with("##") => entry = None,
            None => {}
        }
    }
    found
}

fn attribute_name(line: &str) -> Option<&str> {
    let name = line.strip_prefix("# ")?.trim_start_matches(' ').strip_prefix('.')?;
    entry_name(name).filter(|name| !name.starts_with('-'))
}

/// Adds what the messages of the file at `path`, which holds `bytes`, lack of the attributes of their sources, as
/// comments; gives the new bytes and the names of what was added (`search.title`). `source` gives the source's entry,
/// with its file, of an entry that counts. `None` when there is nothing to add, or the file cannot be read.
pub fn add_missing_attributes<'s>(
    path: &SitePath,
    bytes: &[u8],
    source: impl Fn(&Entry) -> Option<(&'s Resource, &'s Entry)>,
) -> Option<(Vec<u8>, Vec<String>)> {
    let (file, _) = parse(path, bytes);
    if file.is_broken() {
        return None;
    }
    let below = commented_attributes(file.text());
    let there: BTreeSet<(&str, &str)> = below.iter().map(|below| (below.entry, below.attribute)).collect();
    let (mut insertions, mut names) = (Vec::new(), Vec::new());
    for entry in file.entries().iter().filter(|entry| entry.kind == EntryKind::Message) {
        let Some((from, theirs)) = source(entry) else { continue };
        let lacks =
            |theirs: &&Attribute| entry.attribute(&theirs.id).is_none() && !there.contains(&(&*entry.id, &*theirs.id));
        let mut lines = String::new();
        for attribute in theirs.attributes.iter().filter(lacks) {
            lines.push_str(&commented(written(from, attribute)?));
            names.push(entry.kind.display(&entry.id, Some(&attribute.id)));
        }
        if !lines.is_empty() {
            let range = entry.span.range();
            let (start, end) = (range.start - file.bom(), line_end(file.text(), range.end - file.bom()));
            let own = below.iter().filter(|below| below.entry_start == start && below.is_detached);
            insertions.push((own.map(|below| below.end).fold(end, usize::max), lines));
        }
    }
    if names.is_empty() {
        return None;
    }
    let new = [bytes.get(..file.bom())?, insert(file.text(), &insertions).as_bytes()].concat();
    is_same(&file, &parse(path, &new).0).then_some((new, names))
}

/// The lines of an attribute.
fn written<'s>(file: &'s Resource, attribute: &Attribute) -> Option<&'s str> {
    let text: &str = file.text();
    let start = text.get(..attribute.span.start as usize - file.bom())?.rfind('\n')? + 1;
    text.get(start..(attribute.pattern.span.end as usize).checked_sub(file.bom())?)
}

fn line_end(text: &str, at: usize) -> usize {
    text.get(at..).and_then(|rest| rest.find('\n')).map_or(text.len(), |end| at + end + 1)
}
