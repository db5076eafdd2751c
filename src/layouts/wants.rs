//! What a layout must be given: in, its name; out, the names that it and all that it pulls in read and nobody sets.

use std::collections::{BTreeMap, BTreeSet};

use super::{Include, Layouts, Need};
use crate::text::{SitePath, Span};

/// Names that every fragment sees without being given them.
pub const FRAGMENT_SEES: [&str; 3] = ["site", "locale", "locales"];
/// Names that only a page's layout sees, beside `page` itself.
pub const PAGE_SEES: [&str; 5] = ["alternates", "section", "pagination", "tag", "author"];

/// The names that a layout wants to be given.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Wants {
    /// Each name, with how much it is needed and where it is read.
    pub names: BTreeMap<String, Want>,
    /// It pulls in something that is not known, so it may read any name.
    pub is_open: bool,
}

/// A name that a layout wants to be given.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Want {
    /// How much it is needed.
    pub need: Need,
    /// The layout that reads it, and where.
    pub path: SitePath,
    /// The bytes there.
    pub span: Span,
}

impl Layouts {
    /// What the layout of this name wants to be given. Where it is not certain that a name is wanted, it is not: a name
    /// that any of these layouts sets counts as set for all that are pulled in.
    pub(super) fn wants_of(&self, name: &str) -> Wants {
        let always = self.pulled_in(name, |include| include.need == Need::Always);
        let all = self.pulled_in(name, |_| true);
        let layout = |pulled: &str| self.get(pulled).filter(|layout| !layout.broken);
        let sets: BTreeSet<&String> =
            all.iter().filter_map(|pulled| layout(pulled)).flat_map(|one| &one.sets).collect();
        let mut wants = Wants::default();
        for pulled in &all {
            let Some(layout) = layout(pulled) else {
                wants.is_open = true;
                continue;
            };
            wants.is_open |= layout.dynamic;
            let own = pulled == name;
            let reads = layout.reads.iter().filter(|(read, _)| own || !sets.contains(read));
            for (read, found) in reads {
                let sometimes = found.need == Need::Always && !always.contains(pulled);
                let need = if sometimes { Need::Sometimes } else { found.need };
                wants.add(read, Want { need, path: layout.path.clone(), span: found.span });
            }
        }
        wants
    }

    /// This layout and all that it pulls in by constant names through includes that `follow` holds for.
    fn pulled_in(&self, name: &str, follow: impl Fn(&Include) -> bool) -> BTreeSet<String> {
        let mut seen = BTreeSet::new();
        let mut open = vec![name.to_owned()];
        while let Some(name) = open.pop() {
            if let (true, Some(layout)) = (seen.insert(name.clone()), self.get(&name)) {
                open.extend(layout.includes.iter().filter(|one| follow(one)).map(|one| one.name.clone()));
            }
        }
        seen
    }
}

impl Wants {
    /// What may be missing in one place may be missing in all; else the most urgent counts, and where that is.
    fn add(&mut self, name: &str, want: Want) {
        match self.names.get_mut(name) {
            None => drop(self.names.insert(name.to_owned(), want)),
            Some(known) if known.need == Need::Sometimes && want.need != Need::Sometimes => *known = want,
            Some(known) if want.need == Need::Optional => known.need = Need::Optional,
            Some(_) => {}
        }
    }
}
