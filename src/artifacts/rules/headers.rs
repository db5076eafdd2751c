//! The headers of every answer: in, the origins of the site; out, names and values.

/// Pages are asked for again: they may be kept, and are compared each time (RFC 9111, section 5.2.2).
pub const REVALIDATE: &str = "public, max-age=0, must-revalidate";
/// What programs ask for by themselves.
pub const HOURLY: &str = "public, max-age=3600";
/// The name tells the bytes (RFC 8246).
pub const FOR_EVER: &str = "public, max-age=31536000, immutable";

/// The sitemaps, feeds and robots, by the ends of their addresses.
pub const HOURLY_PATTERN: &str = r"/(?:sitemap[^/]*\.xml|feed\.xml|robots\.txt)$";

/// The files of `assets/` whose names hold the first eight digits of their digests.
pub fn hashed_pattern(base: &str) -> String {
    format!(r"^{}assets/.*\.{}(?:\.[0-9A-Za-z]+)?$", escaped(base), "[0-9a-f]".repeat(8))
}

/// The policy of pages that take scripts, styles, pictures and data from these origins alone, and run nothing that is
/// written into them (Content Security Policy, level 3). JSON-LD is data, and is not run.
pub fn policy(origins: &[String]) -> String {
    let from: String = origins.iter().fold(" 'self'".to_owned(), |from, origin| format!("{from} {origin}"));
    let kinds =
        ["connect", "font", "img", "manifest", "media", "script", "style"].map(|kind| format!("{kind}-src{from}"));
    format!("default-src 'none'; {}; base-uri 'none'; form-action{from}; frame-ancestors 'none'", kinds.join("; "))
}

/// What every answer has besides its policy.
pub const COMMON: [(&str, &str); 2] =
    [("Referrer-Policy", "strict-origin-when-cross-origin"), ("X-Content-Type-Options", "nosniff")];

/// The text as a regular expression that matches it.
pub fn escaped(text: &str) -> String {
    let mut pattern = String::new();
    for c in text.chars() {
        if c.is_ascii_punctuation() && !matches!(c, '/' | '-' | '_' | ':') {
            pattern.push('\\');
        }
        pattern.push(c);
    }
    pattern
}
