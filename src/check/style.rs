//! Sizes in `.style` attributes: in, a translation and its source, both of sizes alone; out, where they differ in kind.

use std::collections::BTreeMap;

use super::finder::{Finder, Text};
use crate::diagnostic::{Severity, codes};
use crate::locales::PLACEABLE;

/// The units of CSS's absolute and font-relative lengths.
const UNITS: [&str; 10] = ["rem", "ch", "em", "ex", "px", "cm", "mm", "in", "pc", "pt"];

/// Compares the sizes of a `.style` attribute with those of the source's. Numbers differ from language to language;
/// which sizes are set, and by which units, does not.
pub fn check(finder: &mut Finder<'_>, own: &Text<'_>, theirs: &Text<'_>) {
    if own.attribute != Some("style") {
        return;
    }
    let simple = |text: &Text<'_>| match &*text.parts.runs {
        [run] if !run.text.contains(PLACEABLE) => Some(run.text.to_string()),
        _ => None,
    };
    let (Some(mine), Some(wanted)) = (simple(own), simple(theirs)) else { return };
    let Some(wanted) = sizes(&wanted) else { return };
    let (severity, message) = match sizes(&mine) {
        None => (Severity::Error, format!("`{}` is not a list of sizes, as the source's is", own.name())),
        Some(mine) if mine != wanted => {
            (Severity::Warning, format!("`{}` sets other sizes or units than the source", own.name()))
        }
        Some(_) => return,
    };
    let wanted: Vec<String> = wanted.iter().map(|(property, unit)| format!("{property}: …{unit}")).collect();
    let finding = finder.find_in(codes::parity::STYLE_MISMATCH, own, own.pattern.span, message);
    finding.hint = Some(format!("write {}", wanted.join("; ")));
    finding.severity = severity;
}

/// `min-width: 20em; height: 3px` as properties and units; `None` for anything else.
fn sizes(text: &str) -> Option<BTreeMap<&str, &str>> {
    let declarations = text.split(';').map(str::trim).filter(|declaration| !declaration.is_empty());
    let sizes: Option<BTreeMap<&str, &str>> = declarations.map(size).collect();
    sizes.filter(|sizes| !sizes.is_empty())
}

fn size(declaration: &str) -> Option<(&str, &str)> {
    let (property, value) = declaration.split_once(':')?;
    let (property, value) = (property.trim(), value.trim());
    let dimension = property.strip_prefix("min-").or_else(|| property.strip_prefix("max-")).unwrap_or(property);
    let unit = UNITS.into_iter().find(|unit| value.ends_with(unit))?;
    let number = value.strip_suffix(unit)?;
    let is_number = number.parse::<f64>().is_ok_and(|number| number >= 0.0) && !number.ends_with(char::is_alphabetic);
    (matches!(dimension, "width" | "height") && is_number).then_some((property, unit))
}
