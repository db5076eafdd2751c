//! All layouts together: one environment, and for each layout a digest of everything it can pull in.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use minijinja::{AutoEscape, Environment};

use super::{Layout, Wants};
use crate::text::{Digest, Digester, SitePath};

/// The layouts of a site, by name under `layouts/`.
#[derive(Clone)]
pub struct Layouts {
    by_name: BTreeMap<String, Arc<Layout>>,
    environment: Arc<Environment<'static>>,
    digests: BTreeMap<String, Digest>,
    broken: BTreeSet<String>,
    wants: BTreeMap<String, Wants>,
}

impl Layouts {
    /// Joins the layouts of these files.
    pub fn join(files: &BTreeMap<SitePath, Arc<Layout>>) -> Self {
        let by_name: BTreeMap<String, Arc<Layout>> =
            files.values().map(|layout| (layout.name().to_owned(), Arc::clone(layout))).collect();
        let mut environment = Environment::new();
        // The choice is made when a layout is compiled, so it must stand before the first one.
        environment.set_auto_escape_callback(escape_of);
        for (name, layout) in by_name.iter().filter(|(_, layout)| !layout.broken) {
            // What parses but does not compile fails when a page is made of it, with the engine's own words.
            drop(environment.add_template_owned(name.clone(), layout.text.to_string()));
        }
        let mut joined = Self {
            by_name,
            environment: Arc::new(environment),
            digests: BTreeMap::new(),
            broken: BTreeSet::new(),
            wants: BTreeMap::new(),
        };
        joined.wants = joined.fragments().map(|name| (name.clone(), joined.wants_of(name))).collect();
        for name in joined.by_name.keys().cloned().collect::<Vec<_>>() {
            let (digest, broken) = joined.closure(&name);
            joined.digests.insert(name.clone(), digest);
            if broken {
                joined.broken.insert(name);
            }
        }
        joined
    }

    /// The layout of this name.
    pub fn get(&self, name: &str) -> Option<&Arc<Layout>> {
        self.by_name.get(name)
    }

    /// All layouts, by name.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &Arc<Layout>)> {
        self.by_name.iter().map(|(name, layout)| (name.as_str(), layout))
    }

    /// The compiled layouts, without any function or filter.
    pub fn environment(&self) -> &Arc<Environment<'static>> {
        &self.environment
    }

    /// What a layout and everything that it can pull in says; [`Digest::NONE`] when there is no such layout.
    /// A name that does not exist counts too: adding that layout moves the digest.
    pub fn digest(&self, name: &str) -> Digest {
        self.digests.get(name).copied().unwrap_or(Digest::NONE)
    }

    /// Whether the layout, or one that it pulls in, cannot be read. Its finding was made when it was parsed.
    pub fn is_broken(&self, name: &str) -> bool {
        self.broken.contains(name)
    }

    /// What a layout that some layout prints as a fragment wants to be given.
    pub fn wants(&self, name: &str) -> Option<&Wants> {
        self.wants.get(name)
    }

    /// The layouts that are printed as fragments, by constant names.
    fn fragments(&self) -> impl Iterator<Item = &String> {
        let calls = self.by_name.values().flat_map(|layout| &layout.calls);
        let names = calls.filter(|call| call.function == "fragment").flat_map(|call| &call.names);
        names.filter(|name| self.by_name.contains_key(*name)).collect::<BTreeSet<_>>().into_iter()
    }

    /// The names of these layouts and of all that they can pull in, those that do not exist too.
    pub fn reach<'n>(&self, names: impl IntoIterator<Item = &'n str>) -> BTreeSet<String> {
        let mut seen = BTreeSet::new();
        let mut open: Vec<String> = names.into_iter().map(str::to_owned).collect();
        while let Some(name) = open.pop() {
            if !seen.insert(name.clone()) {
                continue;
            }
            let Some(layout) = self.by_name.get(&name) else { continue };
            open.extend(layout.includes.iter().map(|include| include.name.clone()));
            if layout.dynamic {
                open.extend(self.by_name.keys().cloned());
            }
        }
        seen
    }

    fn closure(&self, name: &str) -> (Digest, bool) {
        let mut digester = Digester::default();
        let mut broken = false;
        for name in &self.reach([name]) {
            let layout = self.by_name.get(name);
            digester.str(name).digest(layout.map_or(Digest::NONE, |layout| layout.digest));
            broken |= layout.is_some_and(|layout| layout.broken);
        }
        (digester.finish(), broken)
    }
}

/// HTML for every layout but `.json` and `.txt`: a feed or picture written by a layout is no place for raw text.
fn escape_of(name: &str) -> AutoEscape {
    if is_plain(name) { AutoEscape::None } else { AutoEscape::Html }
}

/// Whether what a layout of this name prints is not HTML or XML.
pub fn is_plain(name: &str) -> bool {
    name.ends_with(".json") || name.ends_with(".txt")
}
