//! Which names a layout reads and does not set itself: in, names as they are met and set, scope by scope; out, the rest.

use std::collections::{BTreeMap, BTreeSet};

use crate::text::Span;

/// How much a layout needs a name that it reads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Need {
    /// It asks whether there is one: `is defined`, `|default`.
    Optional,
    /// In a branch, a loop or a macro, which may never be entered.
    Sometimes,
    /// It fails without.
    Always,
}

/// A name that a layout reads and does not set itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Read {
    /// How much it needs it. What is asked for once is optional everywhere.
    pub need: Need,
    /// Where it reads it: the first place of that need.
    pub span: Span,
}

/// The names of one layout while it is walked.
pub struct Reads {
    /// The names that are set, from the outermost scope inwards.
    scopes: Vec<BTreeSet<String>>,
    /// How many branches, loops and macros there are around.
    branches: usize,
    sets: BTreeSet<String>,
    found: BTreeMap<String, Read>,
}

impl Default for Reads {
    fn default() -> Self {
        let outermost = BTreeSet::from(["self".to_owned()]);
        Self { scopes: vec![outermost], branches: 0, sets: BTreeSet::new(), found: BTreeMap::new() }
    }
}

impl Reads {
    /// A name gets a value, in this scope and those inside.
    pub fn set(&mut self, name: &str) {
        self.scopes.last_mut().into_iter().for_each(|scope| scope.extend([name.to_owned()]));
        self.sets.insert(name.to_owned());
    }

    /// A scope begins in which these names are set.
    pub fn open(&mut self, names: &[&str]) {
        self.scopes.push(names.iter().map(|name| (*name).to_owned()).collect());
    }

    /// The innermost scope ends.
    pub fn close(&mut self) {
        self.scopes.pop();
    }

    /// What comes next may never be reached.
    pub fn enter_branch(&mut self) {
        self.branches += 1;
    }

    /// What comes next is reached if what is around it is.
    pub fn leave_branch(&mut self) {
        self.branches -= 1;
    }

    /// How much a name is needed that is read here.
    pub fn need(&self) -> Need {
        if self.branches > 0 { Need::Sometimes } else { Need::Always }
    }

    /// A name is read.
    pub fn read(&mut self, name: &str, need: Need, span: Span) {
        if self.scopes.iter().any(|scope| scope.contains(name)) {
            return;
        }
        let new = Read { need, span };
        match self.found.get_mut(name) {
            None => drop(self.found.insert(name.to_owned(), new)),
            Some(read) if read.need != need && read.need != Need::Optional && need != Need::Sometimes => *read = new,
            Some(_) => {}
        }
    }

    /// What was read without being set before, and what was set anywhere.
    pub fn finish(self) -> (BTreeMap<String, Read>, BTreeSet<String>) {
        (self.found, self.sets)
    }
}
