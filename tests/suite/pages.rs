//! All that a build or a release wrote, as one thing to look at: in, outputs by path; out, pages, and what is wrong with
//! any page of any site: links that lead nowhere, ids that stand twice, and whatever a strict content security policy
//! refuses.

use std::collections::BTreeMap;

use crate::html::{Document, Element};
use crate::support::{Files, Folder, tree};

/// Attributes that name ids of the same page.
const REFERENCES: [&str; 6] =
    ["aria-controls", "aria-describedby", "aria-labelledby", "for", "aria-details", "popovertarget"];

/// The outputs of a build.
pub struct Pages {
    outputs: Files,
    documents: BTreeMap<String, Document>,
    /// What `build --format json` said.
    pub report: serde_json::Value,
}

impl Pages {
    /// Builds the site in a folder.
    pub fn built(site: &Folder) -> Self {
        Self::made(site, "build", "public")
    }

    /// Releases the site in a folder.
    pub fn released(site: &Folder) -> Self {
        Self::made(site, "build --release", "release")
    }

    fn made(site: &Folder, command: &str, folder: &str) -> Self {
        let report = site.run(&format!("{command} --format json")).json();
        let outputs = tree(&site.path().join(folder));
        let html = outputs.iter().filter(|(output, _)| output.ends_with(".html"));
        let documents: BTreeMap<String, Document> = html
            .map(|(output, bytes)| (output.clone(), Document::parse(std::str::from_utf8(bytes).unwrap())))
            .collect();
        assert!(!documents.is_empty(), "no pages: {report}");
        Self { outputs, documents, report }
    }

    /// All outputs, in a folder.
    pub fn in_folder(&self) -> Folder {
        Folder::with(&self.outputs)
    }

    /// A page by its output.
    #[track_caller]
    pub fn page(&self, output: &str) -> &Document {
        self.documents.get(output).unwrap_or_else(|| panic!("no page {output}"))
    }

    /// Whether there is an output.
    pub fn has(&self, output: &str) -> bool {
        self.outputs.contains_key(output)
    }

    /// All pages, by output.
    pub fn all(&self) -> impl Iterator<Item = (&str, &Document)> {
        self.documents.iter().map(|(output, document)| (output.as_str(), document))
    }

    /// The pages of one locale.
    pub fn of<'p>(&'p self, locale: &'p str) -> impl Iterator<Item = (&'p str, &'p Document)> {
        self.all().filter(move |(_, page)| page.one("html").get("lang") == Some(locale))
    }

    /// The pages of a listing in their order: `at` is the folder of the first, with its slash.
    pub fn listing(&self, at: &str) -> Vec<&Document> {
        let first = [self.page(&format!("{at}index.html"))];
        let further = (2..).map_while(|number| self.documents.get(&format!("{at}page/{number}/index.html")));
        first.into_iter().chain(further).collect()
    }

    /// What is wrong with any page.
    pub fn faults(&self) -> Vec<String> {
        let mut faults = Vec::new();
        for (output, page) in self.all() {
            let mut ids = BTreeMap::<&str, usize>::new();
            for id in page.elements().filter_map(|element| element.get("id")) {
                *ids.entry(id).or_default() += 1;
            }
            let mut fault = |what: String| faults.push(format!("{output}: {what}"));
            ids.iter().filter(|(_, count)| **count > 1).for_each(|(id, _)| fault(format!("#{id} stands twice")));
            for element in page.elements() {
                for target in REFERENCES.iter().filter_map(|name| element.get(name)) {
                    let missing = target.split_whitespace().filter(|id| !ids.contains_key(id));
                    missing.for_each(|id| fault(format!("<{}> names #{id}, which is not there", element.name())));
                }
                let links = ["href", "src", "action"].map(|name| element.get(name));
                links.into_iter().flatten().filter_map(|link| self.broken(output, link)).for_each(&mut fault);
                unmarked(element).into_iter().chain(inline(element)).for_each(&mut fault);
            }
        }
        faults.extend(self.stylesheets());
        faults
    }

    /// Why a link of a page leads nowhere, if it does.
    fn broken(&self, from: &str, link: &str) -> Option<String> {
        if is_elsewhere(link) {
            return None;
        }
        let (path, fragment) = link.split_once('#').unwrap_or((link, ""));
        let output = if path.is_empty() { from.to_owned() } else { output_of(from, path) };
        if !self.has(&output) {
            return Some(format!("{link} leads to {output}, which is not there"));
        }
        let fragment = decoded(fragment);
        let target = || self.page(&output).elements().any(|element| element.get("id") == Some(&*fragment));
        (link.contains('#') && !target()).then(|| format!("{link}: no such id in {output}"))
    }

    /// Every address below this one that stands anywhere in a text (a head, a feed, a sitemap, data): the outputs that
    /// hold it, and that it means.
    pub fn addresses<'p>(&'p self, base: &'p str) -> impl Iterator<Item = (&'p str, String)> {
        let texts = self.outputs.iter().filter_map(|(output, bytes)| Some((output, std::str::from_utf8(bytes).ok()?)));
        texts.flat_map(move |(output, text)| {
            let ends = |c: char| c.is_whitespace() || "\"'<>&#?\\)`".contains(c);
            let found = text.split(base).skip(1).map(move |rest| rest.split(ends).next().unwrap());
            found.map(move |path| (output.as_str(), output_of("", path)))
        })
    }

    /// What stylesheets refer to, and is not there.
    fn stylesheets(&self) -> impl Iterator<Item = String> {
        self.outputs.iter().filter(|(output, _)| output.ends_with(".css")).flat_map(|(output, bytes)| {
            let css = std::str::from_utf8(bytes).unwrap();
            let targets = css.split("url(\"").skip(1).map(|rest| rest.split('"').next().unwrap());
            targets
                .filter(|target| !self.has(&output_of(output, target)))
                .map(move |target| format!("{output}: {target} is not there"))
        })
    }
}

/// Whether an address has a host.
pub fn is_elsewhere(link: &str) -> bool {
    link.starts_with("https://") || link.starts_with("http://") || link.starts_with("//")
}

/// A part of an address as its reader means it.
fn decoded(part: &str) -> String {
    percent_encoding::percent_decode_str(part).decode_utf8().unwrap().into_owned()
}

/// The output that a path means, seen from another output.
fn output_of(from: &str, path: &str) -> String {
    let mut steps: Vec<&str> = match path.strip_prefix('/') {
        Some(_) => Vec::new(),
        None => from.rsplit_once('/').map_or(Vec::new(), |(folder, _)| folder.split('/').collect()),
    };
    for step in path.trim_start_matches('/').split('/') {
        match step {
            "." => {}
            ".." => drop(steps.pop()),
            step => steps.push(step),
        }
    }
    let output = decoded(&steps.join("/"));
    if output.is_empty() || output.ends_with('/') { output + "index.html" } else { output }
}

/// An external link without what marks it: stylesheets draw its arrow by `rel`.
fn unmarked(element: Element<'_>) -> Option<String> {
    let link = element.get("href").filter(|link| element.name() == "a" && is_elsewhere(link))?;
    (!element.has("rel", "external")).then(|| format!("{link} is not marked as external"))
}

/// What a policy without `unsafe-inline` refuses.
fn inline(element: Element<'_>) -> Option<String> {
    let name = element.name();
    let handler = element.attributes().keys().find(|name| *name == "style" || name.starts_with("on"));
    let script = element.get("href").or(element.get("src")).is_some_and(|link| link.starts_with("javascript:"));
    // What has a type that no browser runs is data.
    let is_run = name == "script" && element.get("type").is_none_or(|kind| kind == "module");
    let inside = name == "style" || is_run && element.get("src").is_none();
    match handler {
        Some(attribute) => Some(format!("<{name} {attribute}> is inline")),
        None => (inside || script).then(|| format!("<{name}> is inline")),
    }
}
