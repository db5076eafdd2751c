//! Repairs that need no judgement: in, a message file and the findings in it; out, the file with a few bytes replaced.

use std::cmp::Reverse;

use crate::diagnostic::{Code, Diagnostic, Place, codes};
use crate::locales::{self, Entry, Resource};
use crate::text::{SitePath, Span};

use super::typography;

/// Some bytes and what is to stand in their place.
struct Edit {
    code: Code,
    span: Span,
    instead: String,
}

/// The bytes of the file with as many of these findings repaired as can be at once, and the code of each; `None` when
/// there is nothing to repair. Findings inside of others are left for the next time. What the file says is the same
/// afterwards but for the characters that were replaced; a repair that would change more is not made.
pub fn fix(path: &SitePath, bytes: &[u8], findings: &[&Diagnostic]) -> Option<(Vec<u8>, Vec<Code>)> {
    let mut edits: Vec<Edit> = findings.iter().filter_map(|finding| edit(path, bytes, finding)).collect();
    edits.sort_by_key(|edit| (edit.span.start, Reverse(edit.span.end)));
    let mut end = 0;
    edits.retain(|edit| {
        let apart = edit.span.start >= end;
        end = if apart { edit.span.end } else { end };
        apart
    });
    let before = locales::parse(path, bytes).0;
    if !is_sound(path, &before, bytes, &edits) {
        // One of them is at fault; the others are not.
        edits.retain(|edit| is_sound(path, &before, bytes, std::slice::from_ref(edit)));
        if !is_sound(path, &before, bytes, &edits) {
            return None;
        }
    }
    let codes: Vec<Code> = edits.iter().map(|edit| edit.code).collect();
    (!codes.is_empty()).then(|| (spliced(bytes, &edits), codes))
}

fn edit(path: &SitePath, bytes: &[u8], finding: &Diagnostic) -> Option<Edit> {
    let Place::Span(file, span) = &finding.place else { return None };
    let written = std::str::from_utf8(bytes.get(span.range())?).ok().filter(|_| file == path)?;
    let instead = match finding.code {
        code if code == codes::typography::NO_FINAL_NEWLINE => {
            let has_returns = bytes.windows(2).any(|pair| pair == b"\r\n");
            if has_returns { "\r\n" } else { "\n" }.to_owned()
        }
        code => typography::repair(code, finding.locale.as_ref()?, written)?,
    };
    (instead != written).then_some(Edit { code: finding.code, span: *span, instead })
}

fn spliced(bytes: &[u8], edits: &[Edit]) -> Vec<u8> {
    let mut new = Vec::with_capacity(bytes.len() + 16);
    let mut from = 0;
    for edit in edits {
        let range = edit.span.range();
        new.extend_from_slice(&bytes[from..range.start]);
        new.extend_from_slice(edit.instead.as_bytes());
        from = range.end;
    }
    new.extend_from_slice(&bytes[from..]);
    new
}

/// Whether the file is the same after the edits but for the texts that they are in.
fn is_sound(path: &SitePath, before: &Resource, bytes: &[u8], edits: &[Edit]) -> bool {
    let (after, _) = locales::parse(path, &spliced(bytes, edits));
    let touched = |entry: &Entry| {
        let inside = |edit: &Edit| entry.span.start <= edit.span.start && edit.span.end <= entry.span.end;
        edits.iter().any(inside)
    };
    before.is_broken() == after.is_broken()
        && before.entries().len() == after.entries().len()
        && before.entries().iter().zip(after.entries()).all(|(old, new)| is_same(old, new, touched(old)))
}

/// Whether two entries are the same, but for words of their texts where these were touched.
fn is_same(old: &Entry, new: &Entry, touched: bool) -> bool {
    let names = |entry: &Entry| (entry.kind, entry.id.clone(), entry.comment.clone(), entry.patterns().count());
    let patterns = old.patterns().zip(new.patterns());
    names(old) == names(new)
        && patterns.into_iter().all(|((old_name, old), (new_name, new))| {
            let uses = |pattern: &locales::Pattern| {
                let references: Vec<String> = pattern.references.iter().map(locales::Reference::display).collect();
                let variables: Vec<Box<str>> = pattern.variables.iter().map(|variable| variable.name.clone()).collect();
                (references, variables, pattern.functions.clone())
            };
            old_name == new_name && uses(old) == uses(new) && (touched || old.digest == new.digest)
        })
}
