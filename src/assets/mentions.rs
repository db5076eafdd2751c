//! The names of other files in a text: in, a script, drawing or manifest; out, every file name that it may ask for.

use std::collections::BTreeSet;

/// What can stand right before a name in an address, and right behind it.
const BEFORE: [char; 5] = ['"', '\'', '`', '/', '='];
const BEHIND: [char; 5] = ['"', '\'', '`', '?', '#'];

/// Last parts of addresses, as in `import "./menus.js"` or `new URL("icons/lens.svg", …)`. Better one too many than one
/// too few: a file that is mentioned keeps its name in a release.
pub fn mentions(text: &str) -> BTreeSet<Box<str>> {
    let parts = |c: char| c.is_whitespace() || BEFORE.contains(&c) || BEHIND.contains(&c);
    let mut names = BTreeSet::new();
    let mut start = 0;
    for part in text.split(parts) {
        let end = start + part.len();
        let before = text[..start].chars().next_back();
        let behind = text[end..].chars().next();
        let is_name = part.contains('.')
            && before.is_some_and(|c| BEFORE.contains(&c))
            && behind.is_none_or(|c| c.is_whitespace() || BEHIND.contains(&c));
        if is_name {
            names.insert(part.into());
        }
        start = end + behind.map_or(0, char::len_utf8);
    }
    names
}

#[cfg(test)]
mod tests {
    use super::mentions;

    #[test]
    fn finds_what_a_script_may_ask_for() {
        let script = "// Read by base.css.\nimport a from \"./a.js\"; import('../b/c.mjs?v=1');\n\
                      fetch(`data/d.json`); new URL('e f', x); x.y(\"z\")\n//# sourceMappingURL=g.js.map";
        let names = mentions(script);
        assert_eq!(names.iter().map(|name| &**name).collect::<Vec<_>>(), ["a.js", "c.mjs", "d.json", "g.js.map"]);
    }
}
