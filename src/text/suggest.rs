//! "Did you mean …?": the known name that is nearest to a misspelt one.

/// The candidate within two edits (Levenshtein), for long names a third of their length; nearest first, then in the
/// given order.
pub fn nearest<'a>(name: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let limit = (name.chars().count() / 3).max(2);
    candidates
        .into_iter()
        .map(|candidate| (edits(name, candidate), candidate))
        .filter(|(distance, _)| (1..=limit).contains(distance))
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, candidate)| candidate)
}

/// Characters of names that are held against each other before no more suggestions are made: some tenths of a second,
/// and enough for the misspelt names of a hundred people.
const PATIENCE: usize = 50_000_000;

/// Suggestions out of one set of names, as long as they cost little: where a hundred thousand names are unknown,
/// nobody waits for as many guesses.
pub struct Suggestions<'n> {
    names: Vec<&'n str>,
    /// All names together, in bytes.
    bytes: usize,
    patience: usize,
}

impl<'n> Suggestions<'n> {
    /// Of these names, the first of several equally near ones first.
    pub fn of(names: impl IntoIterator<Item = &'n str>) -> Self {
        let names: Vec<&str> = names.into_iter().collect();
        let bytes = names.iter().map(|name| name.len()).sum();
        Self { names, bytes, patience: PATIENCE }
    }

    /// The [`nearest`] name, none when too much was asked before.
    pub fn nearest(&mut self, name: &str) -> Option<&'n str> {
        self.patience = self.patience.checked_sub(self.bytes.saturating_mul(name.len()))?;
        nearest(name, self.names.iter().copied())
    }
}

fn edits(from: &str, to: &str) -> usize {
    let to: Vec<char> = to.chars().collect();
    let mut row: Vec<usize> = (0..=to.len()).collect();
    for (i, a) in from.chars().enumerate() {
        let mut diagonal = row[0];
        row[0] = i + 1;
        for (j, b) in to.iter().enumerate() {
            let replaced = diagonal + usize::from(a != *b);
            diagonal = row[j + 1];
            row[j + 1] = replaced.min(row[j] + 1).min(diagonal + 1);
        }
    }
    row[to.len()]
}

#[cfg(test)]
mod tests {
    use super::{Suggestions, nearest};

    #[test]
    fn suggests_near_names_only() {
        assert_eq!(nearest("titel", ["date", "title", "tags"]), Some("title"));
        assert_eq!(nearest("zebra", ["dates", "title"]), None);
        assert_eq!(nearest("title", ["title"]), None, "an exact name is no suggestion");
    }

    #[test]
    fn loses_patience_with_endless_names() {
        let long = "x".repeat(20_000);
        let mut suggestions = Suggestions::of([long.as_str(), "title"]);
        assert_eq!(suggestions.nearest("titel"), Some("title"));
        assert_eq!(suggestions.nearest(&"y".repeat(5_000)), None);
        assert_eq!(suggestions.nearest("titel"), Some("title"), "what costs too much is not tried, and costs nothing");
    }
}
