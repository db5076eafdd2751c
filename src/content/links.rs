//! An address as Markdown has it comes in; where it leads goes out, and how to print it in an attribute.

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
    let squeezed: String = trimmed.chars().filter(|c| !hidden(*c)).take(MAX_SCHEME + 1).collect();
    if squeezed.starts_with("//") {
        return Destination::External;
    }
    if squeezed.starts_with('#') {
        return Destination::Fragment;
    }
    let Some(scheme) = scheme(&squeezed) else { return Destination::Site };
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
    const HEX: [char; 16] = ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'A', 'B', 'C', 'D', 'E', 'F'];
    for byte in address.bytes() {
        match byte {
            b'&' => html.push_str("&amp;"),
            b'\'' => html.push_str("&#39;"),
            _ if byte.is_ascii_alphanumeric() || b"-_.+!*(),#@?=;:/$~%[]".contains(&byte) => {
                html.push(char::from(byte))
            }
            _ => {
                let nibble = |four: u8| HEX.get(usize::from(four)).copied().unwrap_or('0');
                html.extend(['%', nibble(byte >> 4), nibble(byte & 15)]);
            }
        }
    }
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
