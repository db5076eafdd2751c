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
    let folded = CaseMapper::new().fold_string(&nfc.normalize(text)).into_owned();
    nfc.normalize(&folded).into_owned()
}

#[cfg(test)]
mod tests {
    use super::fold;

    #[test]
    fn joins_what_looks_the_same() {
        assert_eq!(fold("Cafe\u{301}/"), fold("CAFÉ/"));
        assert_eq!(fold("Straße"), fold("STRASSE"));
        assert_ne!(fold("a"), fold("á"));
    }
}
