//! The text of headings comes in; anchors that are unique in their document go out.

use std::collections::{BTreeMap, BTreeSet};

use icu_segmenter::GraphemeClusterSegmenter;

/// The anchors of one document.
#[derive(Default)]
pub(super) struct Anchors {
    used: BTreeSet<String>,
    repeated: BTreeMap<String, usize>,
}

impl Anchors {
    /// The anchor of the next heading: GitHub's rule, with letters and marks of every script. The second heading
    /// of the same text gets `-1`, the third `-2`.
    pub fn anchor(&mut self, title: &str) -> String {
        let slug = slug(title);
        if self.used.insert(slug.clone()) {
            return slug;
        }
        let count = self.repeated.entry(slug.clone()).or_default();
        loop {
            *count += 1;
            let anchor = format!("{slug}-{count}");
            if self.used.insert(anchor.clone()) {
                return anchor;
            }
        }
    }
}

fn slug(title: &str) -> String {
    let mut slug = String::with_capacity(title.len());
    for character in title.trim().chars() {
        match character {
            '-' | '_' => slug.push(character),
            _ if character.is_whitespace() => slug.push('-'),
            _ if character.is_alphanumeric() => slug.extend(character.to_lowercase()),
            _ if !character.is_ascii() && is_mark(character) => slug.push(character),
            _ => {}
        }
    }
    let footnote = ["fn-", "fnref-"].into_iter().any(|prefix| slug.starts_with(prefix));
    if slug.is_empty() || footnote {
        // An anchor may not be empty, and those of footnotes are taken.
        slug.insert_str(0, if footnote { "part-" } else { "part" });
    }
    slug
}

/// Whether a character belongs to the letter before it: vowel signs and viramas, but not joiners.
fn is_mark(character: char) -> bool {
    let pair = format!("a{character}");
    !matches!(character, '\u{200B}'..='\u{200F}' | '\u{FE00}'..='\u{FE0F}')
        && GraphemeClusterSegmenter::new().segment_str(&pair).nth(1) == Some(pair.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keeps_letters_of_every_script() {
        for (title, wanted) in [
            ("Getting started", "getting-started"),
            ("What's new in 2.0?", "whats-new-in-20"),
            ("日本語の見出し、二つ", "日本語の見出し二つ"),
            ("Übersicht & Größe", "übersicht--größe"),
            ("हिन्दी पृष्ठ", "हिन्दी-पृष्ठ"),
            ("ภาษาไทย น้ำ", "ภาษาไทย-น้ำ"),
            ("🎉", "part"),
            ("fn 1", "part-fn-1"),
        ] {
            assert_eq!(slug(title), wanted);
        }
    }

    #[test]
    fn never_gives_an_anchor_twice() {
        let mut anchors = Anchors::default();
        let given: Vec<String> = ["A", "A 1", "A", "A", "A-1"].iter().map(|title| anchors.anchor(title)).collect();
        assert_eq!(given, ["a", "a-1", "a-2", "a-3", "a-1-1"]);
    }
}
