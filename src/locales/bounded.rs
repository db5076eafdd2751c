//! A text that cannot grow without end: in, what a formatter writes; out, at most so many bytes of it.

use std::fmt;

/// Takes text up to a limit in bytes, then refuses, which stops the formatter.
pub struct Bounded {
    /// What was written so far.
    pub text: String,
    limit: usize,
    /// More was to be written than the limit allows.
    pub cut: bool,
}

impl Bounded {
    /// An empty text with a limit in bytes.
    pub fn new(limit: usize) -> Self {
        Self { text: String::new(), limit, cut: false }
    }
}

impl fmt::Write for Bounded {
    fn write_str(&mut self, more: &str) -> fmt::Result {
        let room = self.limit - self.text.len();
        if more.len() <= room {
            self.text.push_str(more);
            return Ok(());
        }
        let mut end = room;
        while !more.is_char_boundary(end) {
            end -= 1;
        }
        self.text.push_str(&more[..end]);
        self.cut = true;
        Err(fmt::Error)
    }
}

#[cfg(test)]
mod tests {
    use super::Bounded;
    use std::fmt::Write;

    #[test]
    fn cuts_between_characters() {
        let mut bounded = Bounded::new(4);
        assert!(bounded.write_str("abc").is_ok());
        assert!(bounded.write_str("é").is_err());
        assert_eq!((bounded.text.as_str(), bounded.cut), ("abc", true));
    }
}
