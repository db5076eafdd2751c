//! Plain text comes in; a text that is short enough goes out, cut where a reader would cut it.

use icu_segmenter::options::WordBreakInvariantOptions;
use icu_segmenter::{GraphemeClusterSegmenter, WordSegmenter};

/// Characters of an excerpt, as readers count them.
const LIMIT: usize = 300;
/// The same for Chinese, Japanese and Korean, whose characters say more.
const LIMIT_CJK: usize = 150;

/// Gathers the excerpt of one document from its paragraphs.
pub(super) struct Excerpt {
    text: String,
    /// At most sixteen times its characters as readers count them, in nearly all texts.
    weight: usize,
    cjk: bool,
}

impl Excerpt {
    /// An empty one.
    pub fn new(cjk: bool) -> Self {
        Self { text: String::new(), weight: 0, cjk }
    }

    fn limit(&self) -> usize {
        if self.cjk { LIMIT_CJK } else { LIMIT }
    }

    /// Whether another paragraph would be cut off anyway.
    pub fn is_full(&self) -> bool {
        self.weight > 16 * self.limit()
    }

    /// Adds a paragraph.
    pub fn add(&mut self, paragraph: &str) {
        if let (Some(before), Some(after)) = (self.text.chars().next_back(), paragraph.trim_start().chars().next())
            && !joins(before, after)
        {
            self.text.push(' ');
        }
        for (number, word) in paragraph.split_whitespace().enumerate() {
            self.text.push_str(if number == 0 { "" } else { " " });
            self.text.push_str(word);
            self.weight += word.chars().map(weight).sum::<usize>();
        }
    }

    /// The excerpt.
    pub fn finish(self) -> String {
        cut(&self.text, self.limit(), self.cjk)
    }
}

/// ASCII and wide characters hardly ever share a cluster with others; no other cluster takes more than 16 bytes, hardly
/// ever.
fn weight(character: char) -> usize {
    if character.is_ascii() || is_wide(character) { 16 } else { character.len_utf8() }
}

/// Whether a line break between two characters is no space (CSS Text, segment break transformation).
pub(super) fn joins(before: char, after: char) -> bool {
    is_wide(before) && is_wide(after)
}

/// Whether a character is of a script written without spaces between wide characters: Han, kana, bopomofo, Yi,
/// their punctuation and fullwidth forms. Hangul is not, for Korean has spaces.
pub(super) fn is_wide(character: char) -> bool {
    matches!(character,
        '\u{2E80}'..='\u{312F}' | '\u{31A0}'..='\u{4DBF}' | '\u{4E00}'..='\u{A4CF}'
        | '\u{F900}'..='\u{FAFF}' | '\u{FE30}'..='\u{FE4F}' | '\u{FF01}'..='\u{FF9F}' | '\u{20000}'..='\u{3FFFF}')
}

/// The text itself when it has at most `limit` characters as readers count them (grapheme clusters), else its
/// beginning and an ellipsis. It is cut between words, and in CJK text between any two characters that are not
/// of one Latin word or number; a grapheme cluster is never split. The ellipsis is not counted.
pub fn cut(text: &str, limit: usize, cjk: bool) -> String {
    let text = text.trim();
    if text.len() <= limit {
        return text.to_owned();
    }
    let Some(end) = cluster(text, limit).filter(|end| *end < text.len()) else { return text.to_owned() };
    let hard = text.get(..end).unwrap_or_default();
    let soft = if cjk { before_latin_word(text, end) } else { before_word(text, end) };
    let kept = [soft, hard].into_iter().map(trim_loose_end).find(|kept| !kept.is_empty()).unwrap_or_default();
    // Without the room that formatting would leave behind it.
    [kept, "…"].concat()
}

/// Where the grapheme cluster of this number begins, from 0, or the text ends.
fn cluster(text: &str, number: usize) -> Option<usize> {
    // No need for a table where each character up to there, and the one there, is a cluster by itself.
    let mut characters = text.char_indices();
    if characters.by_ref().take(number).all(|(_, character)| is_cluster(character))
        && let Some((at, _)) = characters.next().filter(|(_, character)| is_cluster(*character))
    {
        return Some(at);
    }
    GraphemeClusterSegmenter::new().segment_str(text).nth(number)
}

/// Whether a character neither joins those before it nor those after it: Latin letters, kana, the Han characters in use
/// and their punctuation (UAX #29, where they are `Other` or `Control`, or pictures that only joiners join).
fn is_cluster(character: char) -> bool {
    matches!(character,
        ' '..='\u{2FF}' | '\u{2010}'..='\u{2027}' | '\u{3000}'..='\u{3029}' | '\u{3041}'..='\u{3096}'
        | '\u{30A0}'..='\u{30FF}' | '\u{4E00}'..='\u{9FFF}')
}

/// What comes before the word that `end` lies in.
fn before_word(text: &str, end: usize) -> &str {
    // No word goes over a space.
    let start = text.get(..end).and_then(|before| before.rfind(' ')).unwrap_or(0);
    let words = WordSegmenter::new_dictionary(WordBreakInvariantOptions::default());
    let near = text.get(start..).unwrap_or_default();
    let boundary = words.segment_str(near).take_while(|boundary| start + *boundary <= end).last().unwrap_or(0);
    text.get(..start + boundary).unwrap_or_default()
}

/// What comes before the run of letters and digits with spaces around them that `end` lies in.
fn before_latin_word(text: &str, end: usize) -> &str {
    let (before, after) = text.split_at_checked(end).unwrap_or((text, ""));
    let in_run = |character: char| character.is_alphanumeric() && !is_wide(character) && !is_hangul(character);
    if after.starts_with(in_run) { before.trim_end_matches(in_run) } else { before }
}

fn is_hangul(character: char) -> bool {
    matches!(character, '\u{1100}'..='\u{11FF}' | '\u{3130}'..='\u{318F}' | '\u{AC00}'..='\u{D7FF}')
}

/// Without the spaces and the punctuation that would hang before the ellipsis.
fn trim_loose_end(text: &str) -> &str {
    text.trim_end_matches(|character: char| {
        character.is_whitespace() || ",;:.-–—([{、，。．・：；「『（【…".contains(character)
    })
}

#[cfg(test)]
mod tests {
    use icu_segmenter::GraphemeClusterSegmenter;

    use super::{Excerpt, cut, is_cluster};

    #[test]
    fn what_is_a_cluster_by_itself_is_one_beside_any_other() {
        let alone: Vec<char> = (0..=0xFFFF).filter_map(char::from_u32).filter(|c| is_cluster(*c)).collect();
        let segmenter = GraphemeClusterSegmenter::new();
        for pair in alone.windows(2).chain(alone.chunks(alone.len().div_ceil(2)).map(|half| &half[..2])) {
            let text: String = pair.iter().chain(['©', 'a'].iter()).chain(pair.iter().rev()).collect();
            assert_eq!(segmenter.segment_str(&text).count(), text.chars().count() + 1, "{text:?}");
        }
    }

    #[test]
    fn cuts_where_a_reader_would() {
        for (text, limit, cjk, wanted) in [
            ("short", 5, false, "short"),
            ("Hello, wide world", 13, false, "Hello, wide…"),
            ("Hello, wide world", 7, false, "Hello…"),
            ("it isn't over", 5, false, "it…"),
            ("Donaudampfschifffahrt", 5, false, "Donau…"),
            ("日本語の文章です。", 4, true, "日本語の…"),
            ("文章。つづき", 3, true, "文章…"),
            ("今日はRustで書く", 5, true, "今日は…"),
            ("Rustacean だ", 4, true, "Rust…"),
            ("e\u{301}e\u{301}e\u{301}", 3, false, "e\u{301}e\u{301}e\u{301}"),
            ("👩‍👩‍👧👩‍👩‍👧👩‍👩‍👧", 2, true, "👩‍👩‍👧👩‍👩‍👧…"),
            ("ฉันรักภาษาไทยมาก", 9, false, "ฉันรักภาษา…"),
            ("  padded  ", 6, false, "padded"),
            ("anything", 0, false, "…"),
        ] {
            assert_eq!(cut(text, limit, cjk), wanted, "{text} at {limit}");
        }
    }

    #[test]
    fn joins_paragraphs_as_their_script_does() {
        for (paragraphs, wanted) in [
            (["One.", " Two\nthree. "], "One. Two three."),
            (["一。", "二。"], "一。二。"),
            (["", "x"], "x"),
            (["x", ""], "x"),
        ] {
            let mut excerpt = Excerpt::new(false);
            for paragraph in paragraphs {
                excerpt.add(paragraph);
            }
            assert_eq!(excerpt.finish(), wanted);
        }
    }
}
