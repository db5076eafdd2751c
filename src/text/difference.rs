//! What moved in a text: in, the text then and now; out, its pieces by words, or its lines that are not as they were.

use std::ops::Range;

use icu_segmenter::WordSegmenter;
use icu_segmenter::options::WordBreakInvariantOptions;
use similar::{Algorithm, DiffTag, capture_diff_slices};

/// Texts that differ in more words or lines than these, both sides counted, are two texts and not one that moved: what
/// lies between their common ends is taken as a whole. Comparing takes time by the square of what differs.
const MOST: usize = 10_000;

/// A run of a text that moved.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Piece {
    /// It is in both.
    Same(String),
    /// It was there.
    Removed(String),
    /// It is there now.
    Added(String),
}

/// A run of lines that are not as they were.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MovedLines {
    /// The number of the first of them in the text as it is now, from 1; where they were only removed, of the one that
    /// followed.
    pub line: u32,
    /// The lines as they were, without the end of the last.
    pub then: String,
    /// The lines as they are.
    pub now: String,
}

/// The way from one text to another, by words (UAX 29, with a dictionary for scripts without spaces). Words that only a
/// space keeps apart move together.
pub fn compare_words(then: &str, now: &str) -> Vec<Piece> {
    let (old, new) = (words(then), words(now));
    let mut moves = moves(&old, &new);
    // A space between two moves says nothing by itself, and would tear a phrase into single words.
    let is_space = |between: Range<usize>| old[between].iter().all(|word| word.trim().is_empty());
    moves.dedup_by(|next, last| {
        let joins = is_space(last.0.end..next.0.start);
        if joins {
            *last = (last.0.start..next.0.end, last.1.start..next.1.end);
        }
        joins
    });
    let mut pieces = Vec::new();
    let mut add = |piece: fn(String) -> Piece, words: &[&str]| {
        if !words.is_empty() {
            pieces.push(piece(words.concat()));
        }
    };
    let mut done = 0;
    for (before, after) in moves {
        add(Piece::Same, &old[done..before.start]);
        done = before.end;
        add(Piece::Removed, &old[before]);
        add(Piece::Added, &new[after]);
    }
    add(Piece::Same, &old[done..]);
    pieces
}

/// The lines that differ, each run of them for itself.
pub fn compare_lines(then: &str, now: &str) -> Vec<MovedLines> {
    let (old, new): (Vec<&str>, Vec<&str>) = (then.lines().collect(), now.lines().collect());
    let moves = moves(&old, &new).into_iter();
    let moved = moves.map(|(before, after)| MovedLines {
        line: u32::try_from(after.start + 1).unwrap_or(u32::MAX),
        then: old[before].join("\n"),
        now: new[after].join("\n"),
    });
    moved.collect()
}

fn words(text: &str) -> Vec<&str> {
    let borders: Vec<usize> =
        WordSegmenter::new_dictionary(WordBreakInvariantOptions::default()).segment_str(text).collect();
    borders.windows(2).filter_map(|border| text.get(border[0]..border[1])).collect()
}

/// Where two rows differ, in order: what of the one became what of the other.
fn moves(old: &[&str], new: &[&str]) -> Vec<(Range<usize>, Range<usize>)> {
    let head = old.iter().zip(new).take_while(|(one, other)| one == other).count();
    let ends = old[head..].iter().rev().zip(new[head..].iter().rev());
    let tail = ends.take_while(|(one, other)| one == other).count();
    let (before, after) = (head..old.len() - tail, head..new.len() - tail);
    if before.is_empty() && after.is_empty() {
        return Vec::new();
    }
    if before.len() + after.len() > MOST {
        return vec![(before, after)];
    }
    let found = capture_diff_slices(Algorithm::Myers, &old[before], &new[after]);
    let moved = found.iter().filter(|found| found.tag() != DiffTag::Equal);
    let at = |range: Range<usize>| range.start + head..range.end + head;
    moved.map(|moved| (at(moved.old_range()), at(moved.new_range()))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// `[-was-]{+is+}`.
    fn marked(then: &str, now: &str) -> String {
        let mark = |piece: &Piece| match piece {
            Piece::Same(text) => text.clone(),
            Piece::Removed(text) => format!("[-{text}-]"),
            Piece::Added(text) => format!("{{+{text}+}}"),
        };
        compare_words(then, now).iter().map(mark).collect()
    }

    #[test]
    fn words_move_whole_and_phrases_together() {
        for (then, now, expected) in [
            ("Home", "Home", "Home"),
            ("Home", "Home!", "Home{+!+}"),
            ("Home", "", "[-Home-]"),
            ("The quick fox", "The slow red fox", "The [-quick-]{+slow red+} fox"),
            ("Read the whole story", "See every tale", "[-Read the whole story-]{+See every tale+}"),
            ("Log in", "Log  in", "Log[- -]{+  +}in"),
            ("{ $count } of 1.5 GB", "{ $total } of 1.6 GB", "{ $[-count-]{+total+} } of [-1.5-]{+1.6+} GB"),
            ("東京へ行きます", "京都へ行きます", "[-東京-]{+京都+}へ行きます"),
        ] {
            assert_eq!(marked(then, now), expected);
        }
    }

    #[test]
    fn lines_are_told_with_their_numbers() {
        let moved = |then: &str, now: &str| -> Vec<(u32, String, String)> {
            compare_lines(then, now).into_iter().map(|moved| (moved.line, moved.then, moved.now)).collect()
        };
        let is = |line: u32, then: &str, now: &str| (line, then.to_owned(), now.to_owned());
        assert_eq!(moved("a\nb\nc\n", "a\nb\nc\n"), []);
        assert_eq!(moved("a\nb\nc\nd\n", "a\nx\ny\nc\n"), [is(2, "b", "x\ny"), is(5, "d", "")]);
        assert_eq!(moved("", "a\n"), [is(1, "", "a")]);
    }

    #[test]
    fn texts_without_anything_in_common_are_two_texts() {
        let numbered = |side: &str| (0..MOST).map(|number| format!("{side}{number}\n")).collect::<String>();
        let moved = compare_lines(&numbered("a"), &numbered("b"));
        assert_eq!(moved.len(), 1);
    }
}
