//! What to say when a layout fails.

use minijinja::{Error, ErrorKind, OutputSpan};

use super::fragment::FragmentKey;
use super::scene::{Scene, Target};
use crate::diagnostic::{Code, Diagnostic, Place, codes};
use crate::text::{SitePath, Span};

/// The innermost error that names a layout, at its place there.
pub fn diagnostic(error: &Error, scene: &Scene) -> Diagnostic {
    let innermost = chain(error).filter(|inner| inner.name().is_some()).last().unwrap_or(error);
    let path = layout_path(innermost.name().unwrap_or_else(|| scene.layout()));
    // Where in a loop the fuel ended is chance, and another place on each page.
    let range = innermost.range().filter(|_| !is_out_of_fuel(error));
    let place = match (range, innermost.line()) {
        (Some(range), _) => Place::Span(path, Span::new(range.start, range.end)),
        (None, Some(line)) => Place::Line(path, u32::try_from(line).unwrap_or(1)),
        (None, None) => Place::File(path),
    };
    let (code, hint) = advice(innermost, scene);
    let endless = code == codes::layouts::LAYOUT_RECURSION;
    let detail = match innermost.kind() {
        ErrorKind::OutOfFuel => "the layout takes too many steps".to_owned(),
        _ if endless => "the layout nests too deep".to_owned(),
        kind => innermost.detail().map_or_else(|| kind.to_string(), str::to_owned),
    };
    let argument = undefined(&detail).map(str::to_owned);
    Diagnostic { argument, ..Diagnostic::new(code, place, detail).hint(hint) }
}

/// Whether a layout would have gone on with more fuel.
pub fn is_out_of_fuel(error: &Error) -> bool {
    chain(error).any(|inner| inner.kind() == ErrorKind::OutOfFuel)
}

/// The error, and the engine's errors that led to it, the innermost last.
fn chain(error: &Error) -> impl Iterator<Item = &Error> {
    let all = std::iter::successors(Some(error as &dyn std::error::Error), |error| error.source());
    all.filter_map(|error| error.downcast_ref::<Error>())
}

/// The name that has no value, in the engine's words: `page` is undefined.
fn undefined(detail: &str) -> Option<&str> {
    detail.strip_prefix('`')?.split_once("` is undefined").map(|(name, _)| name)
}

fn advice(error: &Error, scene: &Scene) -> (Code, String) {
    let detail = error.detail().unwrap_or_default();
    let in_fragment = matches!(scene.target, Target::Fragment(_));
    match error.kind() {
        _ if detail == CUT => (codes::layouts::CUT_MARK, CUT_HINT.to_owned()),
        ErrorKind::OutOfFuel => {
            let hint = "a loop of this layout does not end, or it prints more than a page holds";
            (codes::layouts::LAYOUT_RECURSION, hint.to_owned())
        }
        _ if detail.contains("recursion") => {
            (codes::layouts::LAYOUT_RECURSION, "the layout includes or calls itself without end".to_owned())
        }
        ErrorKind::TemplateNotFound => {
            (codes::layouts::MISSING_LAYOUT, "add the layout to layouts/, or correct its name".to_owned())
        }
        ErrorKind::UndefinedError if in_fragment => {
            (codes::layouts::LAYOUT_ERROR, "a fragment sees no page: give it what it needs as an argument".to_owned())
        }
        ErrorKind::UndefinedError => (
            codes::layouts::LAYOUT_ERROR,
            "correct the name; a field that may be missing is none, and can be asked with {% if … %}".to_owned(),
        ),
        _ => (codes::layouts::LAYOUT_ERROR, "correct the layout; the page is not made until it works".to_owned()),
    }
}

/// The render starts with a layout that does not exist.
pub fn missing_layout(scene: &Scene) -> Diagnostic {
    let name = scene.layout();
    let message = match &scene.target {
        Target::Page(page) => format!("{} wants the layout `{name}`, which does not exist", page.route),
        Target::Fragment(_) => format!("there is no layout `{name}` for this fragment"),
    };
    Diagnostic::new(codes::layouts::MISSING_LAYOUT, Place::LayoutUse(name.to_owned()), message)
        .hint(format!("add layouts/{name}, or correct the name"))
}

const CUT: &str = "text that was already printed is cut or doubled here";
const CUT_HINT: &str = "apply filters and slices to the message before it is printed";

/// A printed text was cut, seen while it is printed again: the engine knows the place.
pub fn cut_error() -> Error {
    Error::new(ErrorKind::InvalidOperation, CUT)
}

/// A printed text was cut; the place is still to be told.
pub fn cut_mark() -> Diagnostic {
    Diagnostic::new(codes::layouts::CUT_MARK, Place::Site, CUT).hint(CUT_HINT)
}

/// A text stands in a tag without quotes; the place is still to be told.
pub fn unquoted() -> Diagnostic {
    let message = "a translated text stands in a tag without quotes around it";
    Diagnostic::new(codes::layouts::LAYOUT_ERROR, Place::Site, message)
        .hint("write the attribute's value in quotes: title=\"{{ … }}\"")
}

/// A fragment stands in an attribute; the place is still to be told.
pub fn misplaced_fragment(key: &FragmentKey) -> Diagnostic {
    let message = format!("the fragment `{}` stands where no element may", key.layout);
    Diagnostic::new(codes::layouts::FRAGMENT_ERROR, Place::Site, message).hint("print it between elements")
}

/// The finding at the place of the layout that printed this byte of the output.
pub fn at_output(mut finding: Diagnostic, byte: usize, spans: &[OutputSpan], scene: &Scene) -> Diagnostic {
    let span = spans.iter().rfind(|span| span.output_range().start <= byte);
    finding.place = match span {
        Some(span) => {
            let source = span.source_range();
            Place::Span(layout_path(span.name()), Span::new(source.start, source.end))
        }
        None => Place::File(layout_path(scene.layout())),
    };
    finding
}

/// The file of a layout.
pub fn layout_path(name: &str) -> SitePath {
    SitePath::new(&format!("layouts/{name}"))
        .unwrap_or_else(|| SitePath::new("layouts").expect("a constant that is a path"))
}
