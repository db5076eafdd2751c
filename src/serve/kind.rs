//! Media types: in, the name of an output; out, what it is.

/// The media type for the ending of this name, with the encoding of everything that is text.
pub fn of(output: &str) -> String {
    let kind = mime_guess::from_path(output).first_or_octet_stream();
    let kind = kind.essence_str();
    let is_text = kind.starts_with("text/") || ["javascript", "json", "xml"].iter().any(|text| kind.ends_with(text));
    if is_text { format!("{kind}; charset=utf-8") } else { kind.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::of;

    #[test]
    fn names_the_types_of_the_web() {
        for (output, kind) in [
            ("index.html", "text/html; charset=utf-8"),
            ("assets/style.css", "text/css; charset=utf-8"),
            ("assets/menus.js", "text/javascript; charset=utf-8"),
            ("assets/module.mjs", "application/javascript; charset=utf-8"),
            ("feed.xml", "text/xml; charset=utf-8"),
            ("feed.atom", "application/atom+xml; charset=utf-8"),
            ("search.json", "application/json; charset=utf-8"),
            ("site.webmanifest", "application/manifest+json; charset=utf-8"),
            ("robots.txt", "text/plain; charset=utf-8"),
            ("a.svg", "image/svg+xml; charset=utf-8"),
            ("a.PNG", "image/png"),
            ("a.avif", "image/avif"),
            ("a.woff2", "font/woff2"),
            ("a.wasm", "application/wasm"),
            ("CNAME", "application/octet-stream"),
        ] {
            assert_eq!(of(output), kind, "{output}");
        }
    }
}
