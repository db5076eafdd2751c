//! One layout file: its bytes in; its text, its includes and calls, and what is wrong with it out.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::reads::{Need, Read};
use super::{guard, walk};
use crate::diagnostic::{Diagnostic, Place, codes};
use crate::text::{Digest, SitePath, Span, is_mark};

/// One layout.
#[derive(Clone, Debug)]
pub struct Layout {
    /// Its file.
    pub path: SitePath,
    /// Its text, without a byte-order mark; empty when the file is not text.
    pub text: Arc<str>,
    /// How many bytes of the file come before the text: 3 with a byte-order mark, else 0. Spans count from the text, as
    /// the engine's own do.
    pub bom: usize,
    /// Digest of the text.
    pub digest: Digest,
    /// What it extends, includes or imports by a constant name.
    pub includes: Vec<Include>,
    /// It includes something by a name that is computed, so it may pull in any layout.
    pub dynamic: bool,
    /// Its calls of our functions, in the order of the text.
    pub calls: Vec<Call>,
    /// The names that it reads and does not set itself, but for those that it calls.
    pub reads: BTreeMap<String, Read>,
    /// The names that it sets anywhere; what it includes sees them.
    pub sets: BTreeSet<String>,
    /// It cannot be used: a syntax error, or not text.
    pub broken: bool,
}

/// A layout named by another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Include {
    /// Name under `layouts/`.
    pub name: String,
    /// The expression that names it.
    pub span: Span,
    /// Whether it is always pulled in.
    pub need: Need,
}

/// A call of one of our functions.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Call {
    /// `t`, `markup`, `fragment`, …
    pub function: String,
    /// Its first argument, when that is a constant string.
    pub constant: Option<String>,
    /// What its first argument can be: the constants of its branches, with `*` for what is computed (`tag-*`).
    pub names: Vec<String>,
    /// Names of its keyword arguments; `None` when they are computed (`**options`).
    pub keywords: Option<Vec<String>>,
    /// What `fallback=` can be, in the same way; nothing without it.
    pub fallback: Vec<String>,
    /// The names in `links={…}`, none without it; `None` when they are computed.
    pub links: Option<Vec<String>>,
    /// The whole call.
    pub span: Span,
}

impl Layout {
    /// Its name: the path under `layouts/`.
    pub fn name(&self) -> &str {
        self.path.within("layouts").unwrap_or(self.path.as_str())
    }

    /// Where it first calls `function` with this constant, in one branch at least.
    pub fn find_call(&self, function: &str, constant: &str) -> Option<Span> {
        let matches = |call: &&Call| call.function == function && call.names.iter().any(|name| name == constant);
        self.calls.iter().find(matches).map(|call| call.span)
    }
}

/// Reads one layout. What cannot be read is a layout that is [broken](Layout::broken).
pub fn parse(path: &SitePath, bytes: &[u8]) -> (Layout, Vec<Diagnostic>) {
    let mut layout = Layout {
        path: path.clone(),
        text: "".into(),
        bom: 0,
        digest: Digest::of(bytes),
        includes: Vec::new(),
        dynamic: false,
        calls: Vec::new(),
        reads: BTreeMap::new(),
        sets: BTreeSet::new(),
        broken: true,
    };
    if bytes.starts_with(b"\xef\xbb\xbf") {
        layout.bom = 3;
    }
    let bytes = &bytes[layout.bom..];
    let text = match std::str::from_utf8(bytes) {
        Ok(text) => text,
        Err(error) => {
            let place = Place::Span(path.clone(), Span::new(error.valid_up_to(), error.valid_up_to() + 1));
            let finding = Diagnostic::new(codes::locales::NOT_UTF8, place, "the file is not UTF-8 from here on");
            return (layout, vec![finding.hint("save it as UTF-8")]);
        }
    };
    if let Some((at, c)) = text.char_indices().find(|(_, c)| is_noncharacter(*c)) {
        let place = Place::Span(path.clone(), Span::new(at, at + c.len_utf8()));
        let message = format!("the layout holds the noncharacter U+{:04X}", u32::from(c));
        return (layout, vec![Diagnostic::new(codes::locales::FORBIDDEN_CHARACTER, place, message).hint("remove it")]);
    }
    if let Some(guard::Refusal { span, message }) = guard::refuse(text) {
        let place = span.map_or_else(|| Place::File(path.clone()), |span| Place::Span(path.clone(), span));
        let finding = Diagnostic::new(codes::layouts::LAYOUT_SYNTAX, place, message);
        return (layout, vec![finding.hint("make several layouts of it, or several expressions, with {% set … %}")]);
    }
    layout.text = text.into();
    match walk::walk(text, layout.name()) {
        Ok(found) => {
            layout.broken = false;
            layout.includes = found.includes;
            layout.dynamic = found.dynamic;
            layout.calls = found.calls;
            (layout.reads, layout.sets) = found.reads.finish();
            let findings = found.comparisons.into_iter().map(|span| compared(path, span)).collect();
            (layout, findings)
        }
        Err(error) => {
            let place = match error.range() {
                Some(range) => Place::Span(path.clone(), whole(text, &range)),
                None => Place::Line(path.clone(), error.line().unwrap_or(1) as u32),
            };
            let message = error.detail().map_or_else(|| error.kind().to_string(), str::to_owned);
            let finding = Diagnostic::new(codes::layouts::LAYOUT_SYNTAX, place, message);
            (layout, vec![finding.hint("no page that uses this layout is made until it is repaired")])
        }
    }
}

/// The characters that a range of the engine's touches. It counts bytes: one of several for a character that it does not
/// know, and one behind the last for the end that it missed.
fn whole(text: &str, range: &std::ops::Range<usize>) -> Span {
    let is_boundary = |at: &usize| text.is_char_boundary(*at);
    let start = (0..=range.start.min(text.len())).rev().find(is_boundary).unwrap_or(0);
    let end = (range.end..text.len()).find(is_boundary).unwrap_or(text.len());
    Span::new(start, end)
}

fn compared(path: &SitePath, span: Span) -> Diagnostic {
    let place = Place::Span(path.clone(), span);
    Diagnostic::new(codes::layouts::TEXT_COMPARISON, place, "a translated text is compared with another value")
        .hint("compare an id, a key of the page or locale.id: texts differ from language to language")
}

/// U+FDD0..U+FDEF and the last two of each plane: never text (Unicode 16, section 23.7). We mark texts with them.
fn is_noncharacter(c: char) -> bool {
    is_mark(c) || u32::from(c) & 0xFFFE == 0xFFFE
}

#[cfg(test)]
mod tests {
    use super::parse;
    use crate::text::SitePath;

    fn layout(text: &str) -> (super::Layout, Vec<String>) {
        let (layout, findings) = parse(&SitePath::new("layouts/x.html").unwrap(), text.as_bytes());
        (layout, findings.iter().map(|finding| format!("{} {:?}", finding.code, finding.place)).collect())
    }

    #[test]
    fn finds_includes_and_calls_everywhere() {
        let (layout, findings) = layout(
            "{% extends 'base.html' %}{% import 'm.html' as m %}{% block main %}{% for p in menu('main') %}\
             {% include ['a.html', 'b.html'] ignore missing %}<a title=\"{{ t('tip', n=p.n)|upper }}\">{{ m.x(t('deep')) }}</a>\
             {% endfor %}{{ 'piped'|t }}{{ t(page.id, **rest) }}{% endblock %}",
        );
        assert_eq!(findings, [] as [&str; 0]);
        let includes: Vec<_> = layout.includes.iter().map(|include| include.name.as_str()).collect();
        assert_eq!(includes, ["base.html", "m.html", "a.html", "b.html"]);
        let calls: Vec<_> =
            layout.calls.iter().map(|call| (call.function.as_str(), call.constant.as_deref())).collect();
        assert_eq!(
            calls,
            [("menu", Some("main")), ("t", Some("tip")), ("t", Some("deep")), ("t", Some("piped")), ("t", None)]
        );
        assert_eq!(layout.calls[1].keywords.as_deref(), Some(["n".to_owned()].as_slice()));
        assert_eq!(layout.calls[4].keywords, None);
        assert!(!layout.dynamic);
    }

    #[test]
    fn knows_what_names_and_links_can_be() {
        let (layout, _) = layout(
            "{{ t('a' if x else 'b' if y) }}{{ t('tag-' ~ id ~ '-name', fallback='old') }}{{ t(id) }}{{ t('x' ~ 1) }}\
             {{ markup('m', links={'docs': url, 'home': '/'}) }}{{ markup('m', links=links) }}{{ markup('m') }}\
             {{ markup('m', links={'docs': '/'}) }}",
        );
        let names: Vec<_> = layout.calls.iter().map(|call| call.names.join(" ")).collect();
        assert_eq!(names[..4], ["a b", "tag-*-name", "*", "x1"]);
        assert_eq!((layout.calls[1].fallback.join(" "), layout.calls[0].fallback.len()), ("old".to_owned(), 0));
        let links = layout.calls[4..].iter().map(|call| call.links.as_ref().map(|links| links.join(" ")));
        let links: Vec<_> = links.collect();
        assert_eq!(links, [Some("docs home".into()), None, Some(String::new()), Some("docs".into())]);
    }

    #[test]
    fn knows_what_it_cannot_know() {
        assert!(layout("{% include page.kind ~ '.html' %}").0.dynamic);
        assert!(!layout("{% include 'a' ~ '.html' %}").0.dynamic, "constants are folded");
    }

    #[test]
    fn refuses_comparisons_of_texts() {
        for bad in [
            "{% if t('state') == 'open' %}{% endif %}",
            "{% set s = t('state') %}{% if 'open' != s %}{% endif %}",
            "{{ page.title == 'Home' }}",
            "{{ 'x' if markup('a') is eq('b') }}",
            "{% if 'a' in t('x') %}{% endif %}",
        ] {
            assert_eq!(layout(bad).1.len(), 1, "{bad}");
        }
        for good in ["{% if page.kind == 'home' %}{% endif %}", "{% if t('a') %}{% endif %}", "{{ t('a')|length > 3 }}"]
        {
            assert_eq!(layout(good).1.len(), 0, "{good}");
        }
    }

    #[test]
    fn names_the_place_of_a_syntax_error() {
        let (broken, findings) = layout("<h1>\n{% if page.title %}");
        assert!(broken.broken);
        assert!(findings[0].starts_with("layout-syntax"), "{findings:?}");
        for (text, span) in [("{# é", "5, end: 5"), ("é{{ é", "5, end: 7")] {
            let findings = layout(text).1;
            assert!(findings[0].contains(&format!("Span {{ start: {span} }}")), "{text}: {findings:?}");
        }
    }
}
