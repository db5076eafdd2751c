//! The localized texts of a page numbered in its HTML: in, pieces and marks; out, the same pieces with comments.

use super::html_state::HtmlState;
use super::lift::{Mark, Piece};

/// These pieces with comments that say where the texts of these marks stand, numbered from `first`. A text in element
/// content stands between `<!--isogloss:7-->` and `<!--/isogloss:7-->`; a text where no comment may stand, in a tag or
/// in a title, is announced by `<!--isogloss@7-->` before the start tag around it.
pub fn annotate(pieces: &[Piece], marks: &[Mark], first: usize) -> Vec<Piece> {
    let numbered = |(number, piece): (usize, &Piece)| match piece {
        Piece::Slot(key) => Piece::Slot(key.clone()),
        Piece::Bytes(html) => {
            let marks = marks.iter().enumerate().filter(|(_, mark)| mark.piece == number);
            Piece::Bytes(with_comments(html, marks.map(|(at, mark)| (first + at, mark))))
        }
    };
    pieces.iter().enumerate().map(numbered).collect()
}

fn with_comments<'m>(html: &str, marks: impl Iterator<Item = (usize, &'m Mark)>) -> String {
    // A piece begins in element content: nothing else can stand on both sides of a fragment.
    let (mut state, mut at, mut tag) = (HtmlState::Content, 0, 0);
    let mut comments: Vec<(usize, String)> = Vec::new();
    for (number, mark) in marks {
        (state, tag) = state.advance_to(html, at, mark.bytes.start, tag);
        at = mark.bytes.start;
        if state.is_content() {
            comments.push((mark.bytes.start, format!("<!--isogloss:{number}-->")));
            comments.push((mark.bytes.end, format!("<!--/isogloss:{number}-->")));
        } else {
            comments.push((tag, format!("<!--isogloss@{number}-->")));
        }
    }
    comments.sort_by_key(|(at, _)| *at);
    let mut annotated = String::with_capacity(html.len() + comments.len() * 20);
    let mut from = 0;
    for (at, comment) in comments {
        annotated.push_str(&html[from..at]);
        annotated.push_str(&comment);
        from = at;
    }
    annotated.push_str(&html[from..]);
    annotated
}

#[cfg(test)]
mod tests {
    use super::{Mark, with_comments};
    use crate::render::Origin;
    use crate::text::LocaleId;

    #[test]
    fn stands_where_a_comment_may_stand() {
        for (html, expected) in [
            ("<p>[Home]</p>", "<p><!--isogloss:0-->Home<!--/isogloss:0--></p>"),
            ("<p class=a title=\"[Home]\">x", "<!--isogloss@0--><p class=a title=\"Home\">x"),
            ("<p><title lang=x>a [Home]</title>", "<p><!--isogloss@0--><title lang=x>a Home</title>"),
            (
                "<a title=\"[A]\" lang=\"[B]\">[C][D]</a>",
                "<!--isogloss@0--><!--isogloss@1--><a title=\"A\" lang=\"B\"><!--isogloss:2-->C<!--/isogloss:2--><!--isogloss:3-->D<!--/isogloss:3--></a>",
            ),
            (
                "<i>[A <b>c</b>]</i><br title='[B]'>",
                "<i><!--isogloss:0-->A <b>c</b><!--/isogloss:0--></i><!--isogloss@1--><br title='B'>",
            ),
        ] {
            let mut bare = String::new();
            let mut marks = Vec::new();
            for c in html.chars() {
                match c {
                    '[' => marks.push(Mark {
                        piece: 0,
                        bytes: bare.len()..bare.len(),
                        origin: Origin::Message("x".into()),
                        locale: LocaleId::new("en"),
                    }),
                    ']' => marks.last_mut().unwrap().bytes.end = bare.len(),
                    c => bare.push(c),
                }
            }
            assert_eq!(with_comments(&bare, marks.iter().enumerate()), expected);
        }
    }
}
