//! When two names are the same to a file system or a reader, whatever their bytes.

use icu_casemap::CaseMapper;
use icu_normalizer::ComposingNormalizer;

/// The text in full case folding and normalization form C (Unicode 16, section 3.13, canonical caseless matching).
/// Two addresses with one folded form cannot both be published: some file systems keep only one of them.
pub fn fold(text: &str) -> String {
    if text.is_ascii() {
        return text.to_ascii_lowercase();
    }
    let nfc = ComposingNormalizer::new_nfc();
    let folded = fold_case(&nfc.normalize(text));
    if nfc.is_normalized(&folded) { folded } else { nfc.normalize(&folded).into_owned() }
}

/// Each character is folded by itself, so what needs no table goes by it.
fn fold_case(text: &str) -> String {
    let mapper = CaseMapper::new();
    let mut folded = String::with_capacity(text.len());
    let mut rest = text;
    while !rest.is_empty() {
        let (easy, after) = rest.split_at(rest.find(|c| !is_easy(c)).unwrap_or(rest.len()));
        let from = folded.len();
        folded.push_str(easy);
        folded[from..].make_ascii_lowercase();
        let (hard, after) = after.split_at(after.find(is_easy).unwrap_or(after.len()));
        folded.push_str(&mapper.fold_string(hard));
        rest = after;
    }
    folded
}

/// ASCII, and the scripts of East Asia, which have no letter case.
fn is_easy(c: char) -> bool {
    c.is_ascii() || matches!(c, '\u{2E80}'..='\u{A4CF}' | '\u{AC00}'..='\u{D7A3}')
}

#[cfg(test)]
mod tests {
    use icu_casemap::CaseMapper;

    use super::{fold, is_easy};

    #[test]
    fn no_letter_has_case_that_needs_no_table() {
        for c in (0..=0x10FFFF).filter_map(char::from_u32).filter(|c| is_easy(*c) && !c.is_ascii()) {
            assert_eq!(CaseMapper::new().fold_string(c.encode_utf8(&mut [0; 4])), c.to_string());
        }
    }

    #[test]
    fn joins_what_looks_the_same() {
        assert_eq!(fold("Cafe\u{301}/"), fold("CAFÉ/"));
        assert_eq!(fold("Straße"), fold("STRASSE"));
        assert_ne!(fold("a"), fold("á"));
        assert_eq!(fold("ＡB日本Éc한"), "ａb日本éc한");
    }
}
