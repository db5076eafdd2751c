//! A page as a tree: in, the HTML of an output; out, its elements and texts, for tests to look at.
//!
//! It reads what we write and no more: every element closed, attributes in double quotes, references as
//! `text::escape` makes them. Anything else is a failure of the test, with the place.

use std::collections::BTreeMap;

/// Elements without an end.
const VOID: [&str; 9] = ["br", "col", "hr", "img", "input", "link", "meta", "source", "wbr"];

/// A page.
pub struct Document {
    /// Elements and texts in the order of the page.
    nodes: Vec<Node>,
}

struct Node {
    parent: Option<usize>,
    /// One after the last node inside.
    end: usize,
    content: Content,
}

enum Content {
    Text(String),
    Element { name: String, attributes: BTreeMap<String, String> },
}

/// An element of a page.
#[derive(Clone, Copy)]
pub struct Element<'d> {
    document: &'d Document,
    at: usize,
}

impl Document {
    /// Reads a page.
    #[track_caller]
    pub fn parse(html: &str) -> Self {
        let mut document = Self { nodes: Vec::new() };
        let mut open: Vec<usize> = Vec::new();
        let mut rest = html.strip_prefix("<!doctype html>").expect("a page begins with its doctype");
        while !rest.is_empty() {
            if let Some(tag) = rest.strip_prefix("</") {
                let (name, after) = tag.split_once('>').expect("an end tag ends");
                let at = open.pop().unwrap_or_else(|| panic!("</{name}> closes nothing"));
                assert_eq!(document.name(at), name, "the element that ends before: {}", start(after));
                document.nodes[at].end = document.nodes.len();
                rest = after;
            } else if rest.starts_with('<') {
                let (name, attributes, closed, after) = start_tag(rest);
                let at = document.add(&open, Content::Element { name: name.to_owned(), attributes });
                if !closed && !VOID.contains(&name) {
                    open.push(at);
                }
                rest = after;
            } else {
                let end = rest.find('<').unwrap_or(rest.len());
                // Data and styles have no references (HTML, 13.2.5.4): what is escaped there stays so for its readers.
                let is_raw = open.last().is_some_and(|at| ["script", "style"].contains(&document.name(*at)));
                let text = if is_raw { rest[..end].to_owned() } else { plain(&rest[..end]) };
                document.add(&open, Content::Text(text));
                rest = &rest[end..];
            }
        }
        assert!(open.is_empty(), "<{}> is never closed", document.name(open[0]));
        document
    }

    fn add(&mut self, open: &[usize], content: Content) -> usize {
        let at = self.nodes.len();
        self.nodes.push(Node { parent: open.last().copied(), end: at + 1, content });
        at
    }

    fn name(&self, at: usize) -> &str {
        match &self.nodes[at].content {
            Content::Element { name, .. } => name,
            Content::Text(_) => "",
        }
    }

    /// All elements.
    pub fn elements(&self) -> impl Iterator<Item = Element<'_>> {
        self.within(0, self.nodes.len())
    }

    fn within(&self, from: usize, to: usize) -> impl Iterator<Item = Element<'_>> {
        (from..to).filter(|at| !self.name(*at).is_empty()).map(|at| Element { document: self, at })
    }

    /// The elements that a selector names: compounds of `name`, `.class`, `#id`, `[attribute]`, `[attribute=value]`,
    /// each inside the one before, or directly inside it where `>` stands between.
    pub fn all(&self, selector: &str) -> Vec<Element<'_>> {
        self.elements().filter(|element| element.is(selector)).collect()
    }

    /// The only element that a selector names.
    #[track_caller]
    pub fn one(&self, selector: &str) -> Element<'_> {
        only(self.all(selector), selector)
    }

    /// Each text that is not white space alone, with the element around it.
    pub fn texts(&self) -> impl Iterator<Item = (Element<'_>, &str)> {
        self.nodes.iter().filter_map(|node| match (&node.content, node.parent) {
            (Content::Text(text), Some(at)) if !text.trim().is_empty() => {
                Some((Element { document: self, at }, text.trim()))
            }
            _ => None,
        })
    }
}

impl<'d> Element<'d> {
    /// Its name.
    pub fn name(self) -> &'d str {
        self.document.name(self.at)
    }

    /// Its attributes.
    pub fn attributes(self) -> &'d BTreeMap<String, String> {
        match &self.document.nodes[self.at].content {
            Content::Element { attributes, .. } => attributes,
            Content::Text(_) => unreachable!("an element is no text"),
        }
    }

    /// An attribute.
    pub fn get(self, name: &str) -> Option<&'d str> {
        self.attributes().get(name).map(String::as_str)
    }

    /// Whether a list of words, as in `class` and `rel`, has this one.
    pub fn has(self, name: &str, word: &str) -> bool {
        self.get(name).is_some_and(|words| words.split_whitespace().any(|other| other == word))
    }

    /// The elements that a selector names inside this one.
    pub fn all(self, selector: &str) -> Vec<Element<'d>> {
        let end = self.document.nodes[self.at].end;
        self.document.within(self.at + 1, end).filter(|element| element.is(selector)).collect()
    }

    /// The only element that a selector names inside this one.
    #[track_caller]
    pub fn one(self, selector: &str) -> Element<'d> {
        only(self.all(selector), selector)
    }

    /// Its text, each run of white space as one space.
    pub fn text(self) -> String {
        let inside = &self.document.nodes[self.at..self.document.nodes[self.at].end];
        let texts = inside.iter().filter_map(|node| match &node.content {
            Content::Text(text) => Some(text.as_str()),
            Content::Element { .. } => None,
        });
        texts.collect::<String>().split_whitespace().collect::<Vec<_>>().join(" ")
    }

    /// This element and those around it, inmost first.
    pub fn path(self) -> impl Iterator<Item = Element<'d>> {
        std::iter::successors(Some(self.at), |at| self.document.nodes[*at].parent)
            .map(|at| Element { document: self.document, at })
    }

    /// The language of its text.
    pub fn language(self) -> &'d str {
        self.path().find_map(|element| element.get("lang")).expect("a page names its language")
    }

    /// Whether a selector names this element.
    pub fn is(self, selector: &str) -> bool {
        let steps: Vec<&str> = selector.split_whitespace().collect();
        self.is_last_of(&steps)
    }

    fn is_last_of(self, steps: &[&str]) -> bool {
        let Some((last, before)) = steps.split_last() else { return true };
        if !self.matches(last) {
            return false;
        }
        match before.split_last() {
            None => true,
            Some((&">", before)) => self.path().nth(1).is_some_and(|parent| parent.is_last_of(before)),
            Some(_) => self.path().skip(1).any(|outer| outer.is_last_of(before)),
        }
    }

    fn matches(self, compound: &str) -> bool {
        let end = compound.find(['.', '#', '[']).unwrap_or(compound.len());
        let (name, mut rest) = compound.split_at(end);
        if !name.is_empty() && name != self.name() {
            return false;
        }
        while !rest.is_empty() {
            let end = match rest.strip_prefix('[') {
                Some(inside) => inside.find(']').map(|end| end + 2),
                None => rest[1..].find(['.', '#', '[']).map(|end| end + 1),
            };
            let end = end.unwrap_or(rest.len());
            let (part, after) = rest.split_at(end);
            let fits = match (&part[..1], &part[1..]) {
                (".", class) => self.has("class", class),
                ("#", id) => self.get("id") == Some(id),
                (_, inside) => match inside.trim_end_matches(']').split_once('=') {
                    Some((name, value)) => self.get(name) == Some(value),
                    None => self.get(inside.trim_end_matches(']')).is_some(),
                },
            };
            if !fits {
                return false;
            }
            rest = after;
        }
        true
    }
}

#[track_caller]
fn only<'d>(found: Vec<Element<'d>>, selector: &str) -> Element<'d> {
    assert_eq!(found.len(), 1, "elements `{selector}`");
    found[0]
}

/// Name and attributes of a start tag, whether it closes itself, and what follows it.
fn start_tag(html: &str) -> (&str, BTreeMap<String, String>, bool, &str) {
    let fault = || format!("not a start tag: {}", start(html));
    let end = html.find([' ', '>', '/']).unwrap_or_else(|| panic!("{}", fault()));
    let (name, mut rest) = (&html[1..end], &html[end..]);
    let mut attributes = BTreeMap::new();
    loop {
        rest = rest.trim_start();
        if let Some(after) = rest.strip_prefix('>') {
            return (name, attributes, false, after);
        }
        if let Some(after) = rest.strip_prefix("/>") {
            return (name, attributes, true, after);
        }
        let end = rest.find(['=', ' ', '>']).unwrap_or_else(|| panic!("{}", fault()));
        let (key, after) = rest.split_at(end);
        let (value, after) = match after.strip_prefix("=\"") {
            Some(quoted) => quoted.split_once('"').unwrap_or_else(|| panic!("{}", fault())),
            None => ("", after),
        };
        assert!(!key.is_empty() && !after.starts_with('='), "an attribute without quotes: {}", start(html));
        assert!(attributes.insert(key.to_owned(), plain(value)).is_none(), "{key} twice: {}", start(html));
        rest = after;
    }
}

/// A text without references.
fn plain(text: &str) -> String {
    let text = text.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&#39;", "'");
    text.replace("&amp;", "&")
}

/// How something begins, for a report.
fn start(text: &str) -> String {
    text.chars().take(80).collect()
}

#[test]
fn a_page_is_read_and_selected_from() {
    let page = "<!doctype html>\n<html lang=\"en\"><body class=\"a b\"><p id=\"x\">1 &lt; 2<br>\n<b>so</b></p><img src=\"/y.png\" alt=\"\"></body></html>\n";
    let document = Document::parse(page);
    assert_eq!(document.one("body.b > p#x").text(), "1 < 2 so");
    assert_eq!(document.one("html b").language(), "en");
    assert!(document.all("html > b").is_empty() && document.all("p img").is_empty());
    assert_eq!(document.one("[src=/y.png]").get("alt"), Some(""));
}
