//! `content/navigation.toml` comes in; menus go out.

use std::collections::BTreeMap;

use crate::diagnostic::{Diagnostic, codes};
use crate::text::{SitePath, Span};

use super::fields::{Field, Kind, Value};
use super::links::{Destination, destination};
use super::source::Source;
use super::toml_fields;
use super::values::Findings;

/// A larger file is no menu.
const MAX_BYTES: usize = 512 << 10;
/// No menu is as deep; below this nothing is read.
const MAX_DEPTH: usize = 8;

const KEYS: [&str; 6] = ["label", "heading", "link", "external", "children", "description"];

/// The menus of a site, by name.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Navigation {
    /// The entries of each menu, in the order of the file.
    pub menus: BTreeMap<String, Vec<MenuItem>>,
    /// Whether the file could not be read.
    pub broken: bool,
}

/// An entry of a menu.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct MenuItem {
    /// The message that names it, whether given as `label` or as `heading`. Entries without one are left out,
    /// so there always is one.
    pub label: Option<String>,
    /// Whether it was given as `heading`: the title of a group of children.
    pub heading: bool,
    /// The page or address it leads to, as written.
    pub link: Option<String>,
    /// Whether it leads to another site: `external = true`, or an address with a host.
    pub external: bool,
    /// A message that says more about it.
    pub description: Option<String>,
    /// The entries below it.
    pub children: Vec<MenuItem>,
    /// Where in the file the label's message id is.
    pub span: Span,
    /// Where in the file the link is.
    pub link_span: Span,
    /// Where in the file the description's message id is.
    pub description_span: Span,
}

/// Reads the menus.
pub fn parse_navigation(path: &SitePath, bytes: &[u8]) -> (Navigation, Vec<Diagnostic>) {
    let broken = Navigation { menus: BTreeMap::new(), broken: true };
    let source = match Source::read(path, bytes, MAX_BYTES, codes::content::INVALID_MENU) {
        Ok(source) => source,
        Err(finding) => return (broken, vec![*finding]),
    };
    let mut diagnostics = Vec::new();
    let mut findings = Findings { path, diagnostics: &mut diagnostics };
    let parsed = toml_fields::parse(&source.text, &|range| source.file_span(range));
    let navigation = match parsed {
        Ok(fields) => Navigation { menus: menus(&fields, &mut findings), broken: false },
        Err(fault) => {
            let message = format!("the menus are not TOML: {}", fault.message);
            findings.note(codes::content::INVALID_MENU, fault.span, message, "correct this line; put text in quotes");
            broken
        }
    };
    source.report(|span| crate::diagnostic::Place::Span(path.clone(), span), &mut diagnostics);
    (navigation, diagnostics)
}

fn menus(fields: &[Field], findings: &mut Findings) -> BTreeMap<String, Vec<MenuItem>> {
    fields.iter().map(|field| (field.key.clone(), items(&field.key, &field.value, 1, findings))).collect()
}

fn items(key: &str, value: &Value, depth: usize, findings: &mut Findings) -> Vec<MenuItem> {
    let Kind::List(entries) = &value.kind else {
        findings.wrong_kind(&format!("`{key}`"), value, "a list of entries");
        return Vec::new();
    };
    if depth > MAX_DEPTH {
        let message = format!("the menu is more than {MAX_DEPTH} entries deep");
        findings.note(codes::content::INVALID_MENU, value.span, message, "make it flatter");
        return Vec::new();
    }
    entries.iter().filter_map(|entry| item(key, entry, depth, findings)).collect()
}

fn item(menu: &str, entry: &Value, depth: usize, findings: &mut Findings) -> Option<MenuItem> {
    let Kind::Table(fields) = &entry.kind else {
        let wanted = "a table such as { label = \"message-id\", link = \"/path/\" }";
        findings.wrong_kind(&format!("an entry of `{menu}`"), entry, wanted);
        return None;
    };
    let mut item = MenuItem::default();
    for field in fields {
        match field.key.as_str() {
            "label" | "heading" => label(&mut item, field, findings),
            "link" => link(&mut item, field, findings),
            "external" => item.external |= findings.boolean(field),
            "children" => item.children = items("children", &field.value, depth + 1, findings),
            "description" => {
                item.description = findings.text(field);
                item.description_span = field.value.span;
            }
            _ => findings.unknown_key(field, &KEYS),
        }
    }
    if item.label.is_none() {
        let message = format!("an entry of `{menu}` has neither `label` nor `heading`, and is left out");
        findings.note(codes::content::INVALID_MENU, entry.span, message, "give it a label, which is a message id");
        return None;
    }
    Some(item)
}

fn label(item: &mut MenuItem, field: &Field, findings: &mut Findings) {
    if item.label.is_some() {
        let message = "an entry has both `label` and `heading`; the first one counts";
        findings.note(codes::content::INVALID_MENU, field.key_span, message, "remove one of the two");
        return;
    }
    item.label = findings.text(field).filter(|id| !id.is_empty());
    item.heading = field.key == "heading";
    item.span = field.value.span;
}

fn link(item: &mut MenuItem, field: &Field, findings: &mut Findings) {
    let Some(address) = findings.text(field) else { return };
    item.link_span = field.value.span;
    match destination(&address) {
        Destination::Forbidden(scheme) => {
            let message = format!("a link has the scheme `{scheme}:`, which is not allowed here");
            let hint = "link to a page of the site, or to an http, https, mailto or tel address";
            return findings.note(codes::content::FORBIDDEN_SCHEME, field.value.span, message, hint);
        }
        Destination::External => item.external = true,
        Destination::Site | Destination::Fragment | Destination::Contact => {}
    }
    item.link = Some(address);
}
