//! Addresses: where a page stands, in the browser and in the output folder.

use std::borrow::Cow;
use std::fmt;
use std::sync::Arc;

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, percent_decode_str, utf8_percent_encode};

use crate::text::{Keep, Keeper, Kept, LocaleId, SitePath};

/// All but the unreserved characters of RFC 3986, section 2.3, and the slash.
const ENCODED: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~').remove(b'/');

/// The address of a page or file below the site's base path, not percent-encoded:
/// `/ja/blog/` for a page, `/ja/404.html` or `/assets/style.css` for a file.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Route(Arc<str>);

/// Hardly any route is kept twice, so it is no shared text.
impl Keep for Route {
    fn keep(&self, to: &mut Keeper<'_>) {
        to.bytes(self.0.as_bytes());
    }

    fn recall(from: &mut Kept<'_>) -> Option<Self> {
        String::recall(from).map(|route| Self(route.into()))
    }
}

impl Route {
    /// The route of these parts below the root of a locale; empty parts are left out.
    pub fn folder(prefix: &Route, parts: &[&str]) -> Self {
        let mut route = String::with_capacity(prefix.0.len() + parts.iter().map(|part| part.len() + 1).sum::<usize>());
        route.push_str(&prefix.0);
        for part in parts.iter().flat_map(|part| part.split('/')).filter(|part| !part.is_empty()) {
            route.push_str(part);
            route.push('/');
        }
        Self(route.into())
    }

    /// A file in a folder.
    pub fn file(folder: &Route, name: &str) -> Self {
        Self(format!("{}{name}", folder.0).into())
    }

    /// The root of a locale: `/` for the source, `/<id>/` for every other.
    pub fn root(locale: &LocaleId, source: &LocaleId) -> Self {
        if locale == source { Self("/".into()) } else { Self(format!("/{locale}/").into()) }
    }

    /// A route that a person wrote, as it is.
    pub fn written(route: &str) -> Self {
        Self(route.into())
    }

    /// An old address that a person wrote, below the root of a locale: `/old/place/`, `/old.html`, `/old%20place`.
    /// What does not end in `.html` or `.htm` stands in a folder of its own. `None` for what is no path.
    pub fn alias(root: &str, written: &str) -> Option<Self> {
        let path = written.strip_prefix('/').filter(|path| !path.contains(['?', '#']))?;
        let decoded = percent_decode_str(path.strip_suffix('/').unwrap_or(path)).decode_utf8().ok()?;
        if decoded.is_empty() {
            return Some(Self::written(root));
        }
        let path = SitePath::new(&decoded)?;
        let is_file = !written.ends_with('/') && matches!(path.extension(), "html" | "htm");
        let end = if is_file { "" } else { "/" };
        (!path.is_hidden()).then(|| Self(format!("{root}{path}{end}").into()))
    }

    /// As written above.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The file below the output folder that holds it: `ja/blog/index.html`.
    pub fn output(&self) -> String {
        let path = self.0.trim_start_matches('/');
        if path.is_empty() || path.ends_with('/') { format!("{path}index.html") } else { path.to_owned() }
    }

    /// The address on the page: below the base path (`/` or `/blog/`), percent-encoded.
    pub fn url(&self, base_path: &str) -> String {
        let path: Cow<'_, str> = utf8_percent_encode(self.0.trim_start_matches('/'), ENCODED).into();
        [base_path, &path].concat()
    }
}

impl fmt::Display for Route {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Debug for Route {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::Route;
    use crate::text::LocaleId;

    #[test]
    fn reads_old_addresses() {
        for (written, route) in [
            ("/old/place/", Some("/ja/old/place/")),
            ("/old", Some("/ja/old/")),
            ("/old.html", Some("/ja/old.html")),
            ("/old.php", Some("/ja/old.php/")),
            ("/caf%C3%A9/a b/", Some("/ja/café/a b/")),
            ("/", Some("/ja/")),
            ("old/", None),
            ("", None),
            ("//elsewhere.example/", None),
            ("https://elsewhere.example/", None),
            ("/a/../../b/", None),
            ("/a%2F..%2Fb/", None),
            ("/a%00/", None),
            ("/%FF/", None),
            ("/old/?id=1", None),
            ("/old/#part", None),
            ("/.git/", None),
        ] {
            assert_eq!(Route::alias("/ja/", written).as_ref().map(Route::as_str), route, "{written}");
        }
    }

    #[test]
    fn stands_below_the_locale() {
        let (en, ja) = (LocaleId::new("en"), LocaleId::new("ja"));
        let route = Route::folder(&Route::root(&ja, &en), &["blog", "記事 1"]);
        assert_eq!(route.as_str(), "/ja/blog/記事 1/");
        assert_eq!(route.output(), "ja/blog/記事 1/index.html");
        assert_eq!(route.url("/x/"), "/x/ja/blog/%E8%A8%98%E4%BA%8B%201/");
        assert_eq!(Route::root(&en, &en).output(), "index.html");
        assert_eq!(Route::file(&Route::root(&ja, &en), "404.html").output(), "ja/404.html");
    }
}
