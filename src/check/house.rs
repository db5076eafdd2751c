//! Rules that a house may have for its source: in, the source's files and what `site.toml` switches on; out, findings
//! about words, ids, comments and the parts of Fluent that it uses.

use std::sync::Arc;

use super::files::{Block, comments};
use super::finder::{Finder, Opened, Text};
use super::messages::Reference;
use super::{spacing, words};
use crate::diagnostic::codes;
use crate::locales::{EntryKind, Resource};
use crate::settings::{Checks, Syntax};
use crate::text::Span;

/// Looks at every entry with the rules that are on.
pub fn check(finder: &mut Finder<'_>, files: &[Arc<Resource>], reference: &Reference<'_>, checks: &Checks) {
    if !codes::opt_in::ALL.iter().any(|code| checks.is_on(*code)) {
        return;
    }
    for file in files {
        let blocks = comments(file.text());
        for opened in Opened::all(std::slice::from_ref(file)) {
            if checks.is_on(codes::opt_in::SHORT_ID) {
                short_id(finder, &opened, checks.options.shortest_id);
            }
            if checks.is_on(codes::opt_in::FORBIDDEN_SYNTAX) {
                forbidden_syntax(finder, &opened, checks);
            }
            if checks.is_on(codes::opt_in::VARIABLE_WITHOUT_COMMENT) {
                unexplained(finder, &opened, &blocks);
            }
            for text in opened.texts() {
                check_text(finder, &text, reference, checks);
            }
        }
    }
}

fn check_text(finder: &mut Finder<'_>, text: &Text<'_>, reference: &Reference<'_>, checks: &Checks) {
    if checks.is_on(codes::opt_in::PLACEABLE_SPACING) {
        spacing::check(finder, text);
    }
    // A term is where the name of a brand belongs.
    if text.entry.kind == EntryKind::Term {
        return;
    }
    if checks.is_on(codes::opt_in::HARD_CODED_BRAND) {
        words::brands(finder, text, &checks.options.brands, reference);
    }
    if checks.is_on(codes::opt_in::BANNED_WORD) {
        words::banned(finder, text, &checks.options.banned);
    }
}

fn short_id(finder: &mut Finder<'_>, opened: &Opened<'_>, shortest: usize) {
    let (entry, length) = (opened.entry, opened.entry.id.chars().count());
    if length < shortest {
        let message = format!("`{}` has {length} characters, and ids have {shortest} at least", entry.display());
        let finding = finder.find(codes::opt_in::SHORT_ID, opened.file, entry.id_span, entry.display(), message);
        finding.hint = Some("say where it stands or what it is about, as in nav-home".to_owned());
    }
}

/// Variables that no comment above them names.
fn unexplained(finder: &mut Finder<'_>, opened: &Opened<'_>, blocks: &[Block]) {
    let (file, entry) = (opened.file, opened.entry);
    if entry.kind == EntryKind::Term {
        return;
    }
    let start = (entry.span.start as usize).saturating_sub(file.bom());
    let above = |level: usize| blocks.iter().rfind(|block| block.level == level && block.end <= start);
    let around = [2, 3].into_iter().filter_map(above).filter_map(|block| file.text().get(block.start..block.end));
    let comments: Vec<&str> = around.chain(entry.comment.as_deref()).collect();
    let mut told: Vec<&str> = Vec::new();
    for text in opened.texts() {
        for used in &text.parts.uses {
            if told.contains(&used.name) || comments.iter().any(|comment| names(comment, used.name)) {
                continue;
            }
            told.push(used.name);
            let message = format!("no comment says what ${} is", used.name);
            let finding = finder.find_in(codes::opt_in::VARIABLE_WITHOUT_COMMENT, &text, used.span, message);
            finding.hint = Some(format!("say it in the comment above: # ${}: …", used.name));
        }
    }
}

/// Whether a comment has the variable's name, and not only as a part of a longer one.
fn names(comment: &str, variable: &str) -> bool {
    let goes_on = |next: char| next.is_ascii_alphanumeric() || next == '_' || next == '-';
    let after = |start: &str| start.strip_prefix(variable).is_some_and(|rest| !rest.starts_with(goes_on));
    comment.split('$').skip(1).any(after)
}

fn forbidden_syntax(finder: &mut Finder<'_>, opened: &Opened<'_>, checks: &Checks) {
    let entry = opened.entry;
    let mut tell = |part, span: Option<Span>, what: &str| {
        if let Some(span) = span.filter(|_| checks.options.forbidden.contains(&part)) {
            let message = format!("`{}` {what}, which the source is to do without", entry.display());
            let finding = finder.find(codes::opt_in::FORBIDDEN_SYNTAX, opened.file, span, entry.display(), message);
            finding.hint = Some(WITHOUT.to_owned());
        }
    };
    let is_term = entry.kind == EntryKind::Term;
    tell(Syntax::Terms, is_term.then_some(entry.id_span), "is a term");
    tell(Syntax::Attributes, entry.attributes.first().map(|attribute| attribute.span), "has attributes");
    let texts = || opened.texts();
    let key = texts().find_map(|text| text.parts.selects.first().and_then(|select| Some(select.keys.first()?.span)));
    tell(Syntax::Variants, key, "has variants");
    let variable = texts().find_map(|text| Some(text.parts.uses.first()?.span));
    tell(Syntax::Variables, variable, "has variables");
    let reference = |kind| {
        texts().find_map(|text| Some(text.pattern.references.iter().find(|reference| reference.kind == kind)?.span))
    };
    tell(Syntax::MessageReferences, reference(EntryKind::Message), "refers to a message");
    tell(Syntax::TermReferences, reference(EntryKind::Term), "refers to a term");
}

const WITHOUT: &str = "write it without, or take the part out of forbidden-syntax in site.toml";
