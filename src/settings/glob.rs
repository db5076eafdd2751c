//! Patterns of ids: `nav-*`.

/// Whether the pattern matches the whole id. `*` stands for any run of characters, all else for itself.
pub fn matches(pattern: &str, id: &str) -> bool {
    let Some((head, tail)) = pattern.split_once('*') else { return pattern == id };
    let Some(rest) = id.strip_prefix(head) else { return false };
    // The rest of the pattern may begin at any character of what is left.
    (0..=rest.len()).filter(|at| rest.is_char_boundary(*at)).any(|at| matches(tail, &rest[at..]))
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
        ] {
            assert_eq!(matches(pattern, id), expected, "{pattern} {id}");
        }
    }
}
