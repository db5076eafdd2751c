//! What two releases do not have alike: in, the difference; out, lines for people, JSON for programs.

use serde_json::{Value, json};

use super::saved::plural;
use super::terminal::{Style, Terminal};
use crate::release::{Change, Difference, Fate};

/// The fates, in the order in which they are told.
const FATES: [Fate; 3] = [Fate::Added, Fate::Removed, Fate::Changed];

/// For people: a line for each page and file, then a line for each cause.
pub fn print(difference: &Difference, terminal: &Terminal) {
    for is_page in [true, false] {
        for change in difference.changes.iter().filter(|change| change.is_page == is_page) {
            let shown =
                if is_page { change.urls.iter().cloned().collect::<Vec<_>>().join(", ") } else { change.path.clone() };
            let causes: Vec<String> =
                change.causes.iter().map(|cause| format!("{} {}", cause.kind, cause.name)).collect();
            let line = format!("  {:<8} {shown}  {}", change.fate.name(), causes.join(", "));
            terminal.print(line.trim_end());
        }
    }
    for ((locale, cause), pages) in difference.by_cause() {
        let name = format!("{} {}", cause.kind, cause.name);
        terminal.print(&format!(
            "{locale}: {} changed {}",
            terminal.out(Style::Bold, name.trim_end()),
            plural(pages.len(), "page")
        ));
    }
    let count = |is_page: bool, fate: Fate| {
        difference.changes.iter().filter(|change| change.is_page == is_page && change.fate == fate).count()
    };
    let counts = |is_page: bool| FATES.map(|fate| format!("{} {}", count(is_page, fate), fate.name())).join(", ");
    terminal.print(&format!("Pages: {}. Other files: {}.", counts(true), counts(false)));
}

/// For programs.
pub fn json_of(difference: &Difference) -> Value {
    let list = |is_page: bool| -> Value {
        let of = |fate: Fate| {
            let changes =
                difference.changes.iter().filter(move |change| change.is_page == is_page && change.fate == fate);
            (fate.name().to_owned(), changes.map(change_json).collect())
        };
        FATES.map(of).into_iter().collect::<serde_json::Map<String, Value>>().into()
    };
    let causes = difference.by_cause().into_iter().map(|((locale, cause), pages)| {
        let pages: Vec<&String> = pages.iter().flat_map(|page| &page.urls).collect();
        json!({ "locale": locale, "kind": cause.kind, "name": cause.name, "pages": pages })
    });
    json!({ "pages": list(true), "files": list(false), "causes": causes.collect::<Vec<_>>() })
}

fn change_json(change: &Change) -> Value {
    let causes: Vec<Value> =
        change.causes.iter().map(|cause| json!({ "kind": cause.kind, "name": cause.name })).collect();
    json!({ "path": change.path, "urls": change.urls, "locale": change.locale, "causes": causes })
}
