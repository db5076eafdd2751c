//! What a file looks like: in, a file of a locale; out, findings about its end, its comments, its ids.

use super::finder::Finder;
use crate::diagnostic::codes;
use crate::locales::Resource;
use crate::text::Span;

/// What is wrong with a file in any locale.
pub fn check(finder: &mut Finder<'_>, file: &Resource) {
    let (text, bom) = (file.text(), file.bom());
    if !text.is_empty() && !text.ends_with('\n') {
        let span = Span::new(text.len(), text.len()).shifted(bom);
        let message = "the last line has no end".to_owned();
        let finding = finder.find(codes::typography::NO_FINAL_NEWLINE, file, span, String::new(), message);
        finding.hint = Some("end the file with a new line: what is added below it begins one then".to_owned());
        finding.id = None;
    }
    for (at, character) in text.match_indices('\u{FFFD}') {
        let span = Span::new(at, at + character.len()).shifted(bom);
        let id = id_at(file, span);
        let message = "a character was lost here and U+FFFD stands in its place".to_owned();
        let finding = finder.find(codes::typography::LOST_CHARACTER, file, span, String::new(), message);
        finding.hint = Some("write the character again".to_owned());
        finding.id = id;
    }
}

/// The entry around these bytes.
fn id_at(file: &Resource, span: Span) -> Option<String> {
    let around = file.entries().iter().find(|entry| entry.span.start <= span.start && span.end <= entry.span.end);
    around.map(|entry| entry.display())
}

/// What is wrong with a file of the source: ids and comments, which translators work by.
pub fn check_source(finder: &mut Finder<'_>, file: &Resource) {
    for entry in file.entries().iter().filter(|entry| !entry.held) {
        if !entry.id.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-') {
            let message = format!("`{}` is not written in small letters, digits and hyphens", entry.display());
            finder.find(codes::typography::ID_SHAPE, file, entry.id_span, entry.display(), message).hint =
                Some("write ids like nav-home, so that nobody has to remember which letters are large".to_owned());
        }
    }
    if file.is_broken() {
        // What a comment belongs to may be in what cannot be read.
        return;
    }
    let blocks = comments(file.text());
    for (at, block) in blocks.iter().enumerate() {
        let next = blocks.get(at + 1..).unwrap_or_default().iter().find(|next| next.level == 2);
        if let Some((message, hint)) = fault(file, block, next, at == 0) {
            let span = Span::new(block.start, block.start + block.level).shifted(file.bom());
            let finding = finder.find(codes::typography::COMMENT_SHAPE, file, span, String::new(), message.to_owned());
            finding.hint = Some(hint.to_owned());
            finding.id = None;
        }
    }
}

/// A comment of a group (`##`) or of the file (`###`).
pub struct Block {
    /// How many `#` it has.
    pub level: usize,
    /// Where its first line begins.
    pub start: usize,
    /// Where its last line ends.
    pub end: usize,
    /// How many blank lines stand before and after it; `None` at the file's start and end.
    before: Option<usize>,
    after: Option<usize>,
    /// Whether it says nothing: it ends a group.
    is_empty: bool,
}

/// The comments of groups and of the file. Each begins in the first column, where no text can.
pub fn comments(text: &str) -> Vec<Block> {
    let mut blocks: Vec<Block> = Vec::new();
    let (mut start, mut blank, mut is_first, mut is_open) = (0, 0, true, false);
    for line in text.split_inclusive('\n') {
        let content = line.trim_end();
        let level = level(content);
        match blocks.last_mut().filter(|_| is_open) {
            Some(block) if level == Some(block.level) => {
                block.end = start + content.len();
                block.is_empty &= content.len() == block.level;
            }
            _ => {
                if let (Some(block), false) =
                    (blocks.last_mut().filter(|block| block.after.is_none()), content.is_empty())
                {
                    block.after = Some(blank);
                }
                is_open = level.is_some();
                if let Some(level) = level {
                    let before = (!is_first).then_some(blank);
                    let is_empty = content.len() == level;
                    let end = start + content.len();
                    blocks.push(Block { level, start, end, before, after: None, is_empty });
                }
            }
        }
        blank = if content.is_empty() { blank + 1 } else { 0 };
        is_first &= content.is_empty();
        start += line.len();
    }
    blocks
}

/// 2 for a group's comment, 3 for the file's.
fn level(line: &str) -> Option<usize> {
    let level = line.bytes().take_while(|byte| *byte == b'#').count();
    let is_comment = line.len() == level || line.as_bytes().get(level) == Some(&b' ');
    ((2..=3).contains(&level) && is_comment).then_some(level)
}

fn fault(file: &Resource, block: &Block, next: Option<&Block>, is_first: bool) -> Option<(&'static str, &'static str)> {
    let offset = |entry: &crate::locales::Entry| entry.span.start as usize - file.bom().min(entry.span.start as usize);
    let mut entries = file.entries().iter().filter(|entry| !entry.held).map(offset);
    if block.level == 3 {
        if !is_first || entries.any(|entry| entry < block.start) {
            return Some(("the comment of the file stands below other things", "move it to the top of the file"));
        }
    } else if !block.is_empty {
        let until = next.map_or(usize::MAX, |next| next.start);
        if !entries.any(|entry| (block.end..until).contains(&entry)) {
            let hint =
                "a group's comment stands above its messages; lines of one comment have no blank line between them";
            return Some(("this group has no messages", hint));
        }
    }
    let one_blank = |count: Option<usize>| count.is_none_or(|count| count == 1);
    if !one_blank(block.after) {
        return Some(("no blank line, or more than one, follows this comment", "leave one blank line after it"));
    }
    if !one_blank(block.before) {
        return Some(("no blank line, or more than one, stands before this comment", "leave one blank line before it"));
    }
    None
}
