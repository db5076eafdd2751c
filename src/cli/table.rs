//! Columns of text: in, cells and where each stands in its column; out, lines as wide as they look.

use unicode_width::UnicodeWidthStr;

use super::terminal::{Style, Terminal};

/// Columns between two cells.
const GAP: usize = 2;

/// One cell.
pub struct Cell {
    text: String,
    style: Option<Style>,
    /// It ends where its column ends: for numbers.
    right: bool,
}

impl Cell {
    /// A text.
    pub fn text(text: impl Into<String>) -> Self {
        Self { text: text.into(), style: None, right: false }
    }

    /// A number.
    pub fn number(text: impl ToString) -> Self {
        Self { text: text.to_string(), style: None, right: true }
    }

    /// The same, set off where there is colour.
    pub fn style(self, style: Option<Style>) -> Self {
        Self { style, ..self }
    }
}

/// Rows of cells, as many in each.
pub struct Table(pub Vec<Vec<Cell>>);

impl Table {
    /// How many columns a line of it takes.
    pub fn width(&self) -> usize {
        let columns = self.columns();
        columns.iter().sum::<usize>() + GAP * columns.len().saturating_sub(1)
    }

    /// Its lines.
    pub fn lines(&self, terminal: &Terminal) -> Vec<String> {
        let columns = self.columns();
        let line = |row: &Vec<Cell>| {
            let mut line = String::new();
            for (at, (cell, width)) in row.iter().zip(&columns).enumerate() {
                let room = " ".repeat(width - cell.text.width());
                let text = cell.style.map_or_else(|| cell.text.clone(), |style| terminal.out(style, &cell.text));
                line.push_str(&" ".repeat(if at > 0 { GAP } else { 0 }));
                line.push_str(&if cell.right { format!("{room}{text}") } else { format!("{text}{room}") });
            }
            line.trim_end().to_owned()
        };
        self.0.iter().map(line).collect()
    }

    fn columns(&self) -> Vec<usize> {
        let count = self.0.iter().map(Vec::len).max().unwrap_or(0);
        let widest = |at: usize| self.0.iter().filter_map(|row| row.get(at)).map(|cell| cell.text.width()).max();
        (0..count).map(|at| widest(at).unwrap_or(0)).collect()
    }
}

/// The text in lines of at most so many columns, broken between words; a longer word has a line of its own. A percent
/// sign stays with its number.
pub fn wrapped(text: &str, width: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    let starts = text.match_indices(' ').filter(|(at, _)| !text[at + 1..].starts_with('%')).map(|(at, _)| at);
    let ends = starts.clone().chain([text.len()]);
    for word in [0].into_iter().chain(starts.map(|at| at + 1)).zip(ends).map(|(start, end)| &text[start..end]) {
        match lines.last_mut() {
            Some(line) if line.width() + 1 + word.width() <= width => {
                line.push(' ');
                line.push_str(word);
            }
            _ => lines.push(word.to_owned()),
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::{Cell, Table, wrapped};
    use crate::cli::terminal::Terminal;

    #[test]
    fn cells_are_as_wide_as_they_look() {
        let row = |name: &str, count: usize| vec![Cell::text(name), Cell::number(count), Cell::text("x")];
        let table = Table(vec![row("日本語", 5), row("English", 120)]);
        assert_eq!(table.lines(&Terminal::new()), ["日本語     5  x", "English  120  x"]);
        assert_eq!(table.width(), 15);
    }

    #[test]
    fn lines_break_between_words() {
        assert_eq!(wrapped("one two three", 8), ["one two", "three"]);
        assert_eq!(wrapped("日本 語", 4), ["日本", "語"]);
        assert_eq!(wrapped("under 95 % of", 8), ["under", "95 % of"]);
        assert_eq!(wrapped("longer than", 3), ["longer", "than"]);
    }
}
