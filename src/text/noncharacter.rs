//! The noncharacters that mark texts while a page is made, and that no input may therefore hold.

/// Whether it is one of U+FDD0..U+FDEF, which Unicode leaves to programs (Unicode 16, section 23.7).
pub fn is_mark(c: char) -> bool {
    ('\u{FDD0}'..='\u{FDEF}').contains(&c)
}
