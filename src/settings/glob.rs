//! Patterns of ids: `nav-*`.

/// Whether the pattern matches the whole id. `*` stands for any run of characters, all else for itself.
pub fn matches(pattern: &str, id: &str) -> bool {
    let Some((head, rest)) = pattern.split_once('*') else { return pattern == id };
    let (middle, tail) = rest.rsplit_once('*').unwrap_or(("", rest));
    let Some(inside) = id.strip_prefix(head).and_then(|rest| rest.strip_suffix(tail)) else { return false };
    // A piece where it first comes leaves the most to the others, so that none is ever looked for twice.
    middle.split('*').try_fold(inside, |rest, piece| Some(rest.split_once(piece)?.1)).is_some()
}

#[cfg(test)]
mod tests {
    use super::matches;

    #[test]
    fn stars_match_any_run() {
        for (pattern, id, expected) in [
            ("nav-*", "nav-home", true),
            ("nav-*", "nav-", true),
            ("nav-*", "my-nav-x", false),
            ("*-title", "post-title", true),
            ("a*b*c", "a-b-b-c", true),
            ("brand", "brand", true),
            ("brand", "brands", false),
            ("a*a", "a", false),
            ("a*b*b", "ab", false),
            ("**é*", "né", true),
        ] {
            assert_eq!(matches(pattern, id), expected, "{pattern} {id}");
        }
    }

    #[test]
    fn many_stars_take_no_longer() {
        assert!(!matches(&"*a".repeat(99_999), &"a".repeat(5_000)));
        assert!(matches(&"*a".repeat(5_000), &"a".repeat(5_000)));
        assert!(!matches(&format!("{}b", "*a".repeat(40)), &"a".repeat(200)));
    }
}
