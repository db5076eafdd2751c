//! The files of a locale's search: in, its index; out, scripts, an entry, shards of words, texts.
//!
//! A browser reads `index.json`, then the shards of the words that are looked for, then the texts of the posts that it
//! shows: of 2,000 posts never more than a few. No library does it: the known ones bring a WebAssembly module of their
//! own, cut Japanese into words by a dictionary (so that a part of a compound finds nothing), or load the whole index.
//!
//! A shard is an object from terms to postings. A posting is one number, (posts since the one before) × 8 + weight, in
//! digits of five bits, the highest first, each but the last plus 32. The numbers of posts go from the oldest to the
//! newest, so of results of one rank the newest is the one with the highest number.

use serde_json::json;

use crate::locales::DateStyle;
use crate::site::{Recorder, SearchFile, Subject};
use crate::text::LocaleId;

const SCRIPT: &str = include_str!("search/search.js");
const READER: &str = include_str!("search/index.js");

/// The digits of postings.
const DIGITS: &[u8; 64] = b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz-_";

/// The text of a file.
pub fn text(recorder: &Recorder, locale: &LocaleId, file: SearchFile) -> String {
    let text = match file {
        SearchFile::Script => return SCRIPT.to_owned(),
        SearchFile::Reader => return READER.to_owned(),
        SearchFile::Entry => entry(recorder, locale),
        SearchFile::Words(shard) => words(recorder, locale, shard),
        SearchFile::Text(post) => post_text(recorder, locale, post),
    };
    text.unwrap_or_default()
}

fn entry(recorder: &Recorder, locale: &LocaleId) -> Option<String> {
    let (posts, shards, version) = recorder.search(locale)?;
    let version: String = version.to_string().chars().take(12).collect();
    Some(json!({ "version": version, "posts": posts, "shards": shards }).to_string())
}

fn words(recorder: &Recorder, locale: &LocaleId, shard: usize) -> Option<String> {
    recorder.search_terms(locale, shard, |terms| {
        let terms = terms.into_iter().map(|(term, posts)| (term.to_owned(), postings(&posts).into()));
        serde_json::Value::Object(terms.collect()).to_string()
    })
}

/// Posts with their weights, in order, as one word.
fn postings(posts: &[(usize, u8)]) -> String {
    let mut word = Vec::new();
    let mut next = 0;
    for (post, weight) in posts {
        let number = (post - next) * 8 + usize::from(*weight);
        let digits = (usize::BITS - number.leading_zeros()).div_ceil(5).max(1);
        for left in (0..digits).rev() {
            let digit = (number >> (left * 5)) & 31;
            word.push(DIGITS[if left == 0 { digit } else { digit + 32 }]);
        }
        next = post + 1;
    }
    word.into_iter().map(char::from).collect()
}

fn post_text(recorder: &Recorder, locale: &LocaleId, post: usize) -> Option<String> {
    let post = recorder.searched(locale, post)?;
    let head = recorder.head(locale, &Subject::Entry(post.key.clone()))?;
    let section = head.section.as_ref().filter(|key| !key.is_empty());
    let section = section.and_then(|key| recorder.head(locale, &Subject::Section(key.clone())));
    let date = head.front().date.map(|date| recorder.date(locale, date, DateStyle::Long));
    let text = json!({
        "url": head.url,
        "title": head.title(),
        "section": section.map(|section| section.title().to_owned()),
        "date": date,
        "tags": post.tags.iter().map(|tag| &**tag).collect::<Vec<_>>(),
        "text": post.text(),
    });
    Some(text.to_string())
}

#[cfg(test)]
mod tests {
    use super::postings;

    #[test]
    fn postings_are_short_words() {
        assert_eq!(postings(&[]), "");
        assert_eq!(postings(&[(0, 0), (1, 7), (2, 1)]), "071");
        // 3 × 8 + 7 = 31 is one digit, 4 × 8 = 32 two, 128 × 8 = 1024 three.
        assert_eq!(postings(&[(3, 7)]), "V");
        assert_eq!(postings(&[(4, 0)]), "X0");
        assert_eq!(postings(&[(128, 0)]), "XW0");
    }
}
