//! The code that runs in the browser, from the folder `panel`: in, the name that a browser asks for; out, type and text.

const JS: &str = "text/javascript; charset=utf-8";
const CSS: &str = "text/css; charset=utf-8";

const FILES: [(&str, &str, &str); 14] = [
    ("card.js", JS, include_str!("panel/card.js")),
    ("finding.js", JS, include_str!("panel/finding.js")),
    ("kept.js", JS, include_str!("panel/kept.js")),
    ("line.js", JS, include_str!("panel/line.js")),
    ("make.js", JS, include_str!("panel/make.js")),
    ("outline.js", JS, include_str!("panel/outline.js")),
    ("pair.js", JS, include_str!("panel/pair.js")),
    ("panel.css", CSS, include_str!("panel/panel.css")),
    ("panel.js", JS, include_str!("panel/panel.js")),
    ("patch.js", JS, include_str!("panel/patch.js")),
    ("refresh.js", JS, include_str!("panel/refresh.js")),
    ("texts.js", JS, include_str!("panel/texts.js")),
    ("view.js", JS, include_str!("panel/view.js")),
    ("worker.js", JS, include_str!("panel/worker.js")),
];

/// The type and text of a file of the panel.
pub fn file(name: &str) -> Option<(&'static str, &'static str)> {
    FILES.iter().find(|(known, ..)| *known == name).map(|&(_, kind, text)| (kind, text))
}

#[cfg(test)]
mod tests {
    use super::file;

    #[test]
    fn every_module_that_is_imported_is_there() {
        let mut open = vec!["panel.js"];
        let mut seen = Vec::new();
        while let Some(name) = open.pop() {
            let (_, text) = file(name).unwrap_or_else(|| panic!("{name} is not served"));
            seen.push(name);
            for line in text.lines().filter(|line| line.starts_with("import ")) {
                let (_, rest) = line.split_once("\"./").expect("an import from this folder");
                let import = rest.trim_end_matches("\";");
                if !seen.contains(&import) {
                    open.push(import);
                }
            }
        }
        assert!(seen.len() > 10, "{seen:?}");
        assert!(file("worker.js").is_some() && file("panel.css").is_some());
    }
}
