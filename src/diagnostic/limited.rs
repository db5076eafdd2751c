//! Many findings of one kind in one file: in, all that were found; out, the first of them, and how many follow.

use std::collections::BTreeMap;

use super::{Code, Diagnostic};
use crate::text::{LocaleId, SitePath};

/// So many findings of one code are told of one file. Whoever has more is helped by the first ones, and a file of a
/// hundred thousand faults costs no more than one of a thousand.
const MOST_ALIKE: usize = 1_000;

/// The findings of one code that count together, of those told so far.
struct Alike {
    /// How many were met.
    met: usize,
    /// Where the last one that is told stands in the list.
    last: usize,
}

/// The findings, of each file and code no more than a thousand; the last one that is told says how many more there are.
/// What names no file counts together with what is of the same locale.
pub fn limited(found: impl IntoIterator<Item = Diagnostic>) -> Vec<Diagnostic> {
    let mut told: Vec<Diagnostic> = Vec::new();
    let mut kinds: BTreeMap<(Code, Option<SitePath>, Option<LocaleId>), Alike> = BTreeMap::new();
    for finding in found {
        let key = (finding.code, finding.place.path().cloned(), finding.locale.clone());
        let alike = kinds.entry(key).or_insert(Alike { met: 0, last: 0 });
        alike.met += 1;
        if alike.met <= MOST_ALIKE {
            alike.last = told.len();
            told.push(finding);
        }
    }
    for Alike { met, last } in kinds.into_values().filter(|alike| alike.met > MOST_ALIKE) {
        told[last].message.push_str(&format!(" (and {} more like it)", met - MOST_ALIKE));
    }
    told
}

#[cfg(test)]
mod tests {
    use super::{MOST_ALIKE, limited};
    use crate::diagnostic::{Code, Diagnostic, Place, codes};
    use crate::text::{SitePath, Span};

    #[test]
    fn tells_of_each_file_and_code_no_more_than_the_limit() {
        let found = |code: Code, path: &str, count: usize| {
            let path = SitePath::new(path).unwrap();
            (0..count).map(move |at| Diagnostic::new(code, Place::Span(path.clone(), Span::new(at, at)), "wrong"))
        };
        let (syntax, long) = (codes::locales::SYNTAX_ERROR, codes::locales::TOO_LONG);
        let all = found(syntax, "a.ftl", MOST_ALIKE + 7)
            .chain(found(long, "a.ftl", 2))
            .chain(found(syntax, "b.ftl", MOST_ALIKE));
        let told = limited(all);
        assert_eq!(told.len(), MOST_ALIKE + 2 + MOST_ALIKE);
        assert_eq!(told[MOST_ALIKE - 1].message, "wrong (and 7 more like it)");
        let others = told.iter().enumerate().filter(|(at, _)| *at != MOST_ALIKE - 1);
        assert!(others.into_iter().all(|(_, one)| one.message == "wrong"));
    }
}
