//! An address as Markdown has it comes in; where it leads goes out, and how to print it in an attribute.

use std::borrow::Cow;

/// Where an address leads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Destination<'a> {
    /// A page or file of the site: a path, absolute or relative, with or without `#part`; also the empty address.
    Site,
    /// A part of the same page: `#part`.
    Fragment,
    /// Another site: `http:`, `https:` or `//host`.
    External,
    /// `mailto:` or `tel:`.
    Contact,
    /// Any other scheme, by its name.
    Forbidden(&'a str),
}

/// Where an address leads. Schemes are read as browsers read them (WHATWG URL): letter case, and spaces and
/// controls within, do not count; an address whose scheme shows only that way is forbidden.
pub fn destination(address: &str) -> Destination<'_> {
    let hidden = |c: char| c.is_control() || c.is_whitespace();
    let trimmed = address.trim_matches(hidden);
    let shown = |text: &str| text.chars().filter(|c| !hidden(*c)).take(MAX_SCHEME + 1).collect();
    let squeezed: Cow<'_, str> = if trimmed.contains(hidden) { Cow::Owned(shown(trimmed)) } else { trimmed.into() };
    if squeezed.starts_with("//") {
        return Destination::External;
    }
    if squeezed.starts_with('#') {
        return Destination::Fragment;
    }
    let Some(scheme) = scheme(&squeezed).filter(|scheme| scheme.len() <= MAX_SCHEME) else { return Destination::Site };
    let written = trimmed.get(..scheme.len()).unwrap_or_default();
    match scheme.to_ascii_lowercase().as_str() {
        "http" | "https" if written == scheme => Destination::External,
        "mailto" | "tel" if written == scheme => Destination::Contact,
        _ => Destination::Forbidden(trimmed.split(':').next().unwrap_or_default()),
    }
}

/// No registered scheme is as long as this.
const MAX_SCHEME: usize = 64;

/// The scheme by RFC 3986, 3.1: a letter, then letters, digits, `+`, `-` and `.`, up to the colon.
fn scheme(address: &str) -> Option<&str> {
    let (scheme, _) = address.split_once(':')?;
    let sound = scheme.starts_with(|first: char| first.is_ascii_alphabetic())
        && scheme.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"+-.".contains(&byte));
    sound.then_some(scheme)
}

/// Writes an address into an attribute: percent-encoded where RFC 3986 wants it, what is encoded already
/// stays, then escaped.
pub(super) fn write_address(html: &mut String, address: &str) {
    let mut rest = address;
    while let Some(at) = rest.find(|c| !is_plain(c)) {
        let (plain, after) = rest.split_at(at);
        html.push_str(plain);
        let Some(c) = after.chars().next() else { return };
        match c {
            '&' => html.push_str("&amp;"),
            '\'' => html.push_str("&#39;"),
            _ => html.extend(percent_encode(c.encode_utf8(&mut [0; 4]).as_bytes())),
        }
        rest = &after[c.len_utf8()..];
    }
    html.push_str(rest);
}

/// What stands in an attribute as it stands in an address.
fn is_plain(c: char) -> bool {
    c.is_ascii_alphanumeric() || "-_.+!*(),#@?=;:/$~%[]".contains(c)
}

fn percent_encode(bytes: &[u8]) -> impl Iterator<Item = char> {
    let digit = |four: u8| char::from_digit(u32::from(four), 16).unwrap_or('0').to_ascii_uppercase();
    bytes.iter().flat_map(move |byte| ['%', digit(byte >> 4), digit(byte & 15)])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tells_addresses_apart() {
        for (address, wanted) in [
            ("x.md", Destination::Site),
            ("../x.md#part", Destination::Site),
            ("/blog/x/", Destination::Site),
            ("", Destination::Site),
            ("?page=2", Destination::Site),
            ("a/b:c.md", Destination::Site),
            ("12:30.md", Destination::Site),
            ("#part", Destination::Fragment),
            ("https://example.org/", Destination::External),
            ("HTTP://example.org/", Destination::External),
            ("//example.org/", Destination::External),
            ("mailto:a@example.org", Destination::Contact),
            ("Tel:+123", Destination::Contact),
            ("javascript:alert(1)", Destination::Forbidden("javascript")),
            (" JavaScript:alert(1)", Destination::Forbidden("JavaScript")),
            ("java\tscript:alert(1)", Destination::Forbidden("java\tscript")),
            ("ht\ntps://example.org", Destination::Forbidden("ht\ntps")),
            ("data:text/html,x", Destination::Forbidden("data")),
            ("ftp://example.org", Destination::Forbidden("ftp")),
        ] {
            assert_eq!(destination(address), wanted, "{address:?}");
        }
    }

    #[test]
    fn writes_addresses_that_cannot_leave_the_attribute() {
        let mut html = String::new();
        write_address(&mut html, "/日/a b\"><'&%41#x");
        assert_eq!(html, "/%E6%97%A5/a%20b%22%3E%3C&#39;&amp;%41#x");
    }
}
