//! The address that a site or a locale stands at.

/// An `http` or `https` origin and a path that begins and ends with `/`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BaseUrl {
    origin: String,
    path: String,
}

impl BaseUrl {
    /// Reads an absolute URL without query and fragment; `None` when it is something else.
    pub fn parse(url: &str) -> Option<Self> {
        let rest = url.strip_prefix("https://").or_else(|| url.strip_prefix("http://"))?;
        let (host, path) = rest.split_once('/').unwrap_or((rest, ""));
        let sound = !host.is_empty()
            && !url.contains(['?', '#', '"', '<', '>', '\\', '\'', '{', '}'])
            && url.chars().all(|c| !c.is_whitespace() && !c.is_control());
        let path = path.trim_matches('/');
        let path = if path.is_empty() { "/".to_owned() } else { format!("/{path}/") };
        sound.then(|| Self { origin: url[..url.len() - rest.len() + host.len()].to_owned(), path })
    }

    /// The root of an unnamed host: addresses without an origin.
    pub fn unnamed() -> Self {
        Self { origin: String::new(), path: "/".to_owned() }
    }

    /// Scheme and host, without a slash at the end; empty for an unnamed host.
    pub fn origin(&self) -> &str {
        &self.origin
    }

    /// The path, `/` or `/blog/`.
    pub fn path(&self) -> &str {
        &self.path
    }
}

#[cfg(test)]
mod tests {
    use super::BaseUrl;

    #[test]
    fn splits_origin_and_path() {
        for (url, origin, path) in [
            ("https://a.example", "https://a.example", "/"),
            ("https://a.example/", "https://a.example", "/"),
            ("http://a.example:80/blog/x", "http://a.example:80", "/blog/x/"),
        ] {
            let base = BaseUrl::parse(url).unwrap();
            assert_eq!((base.origin(), base.path()), (origin, path));
        }
        for wrong in ["a.example", "ftp://a", "https://", "https://a?b", "https://a b", "//a"] {
            assert_eq!(BaseUrl::parse(wrong), None, "{wrong}");
        }
    }
}
