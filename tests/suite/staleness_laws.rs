//! Laws of what `sync` writes: it loses no byte, moves no entry, is done after one time; and of locks: whatever bytes
//! they hold, what is written is read again.

use isogloss::locales::{
    Resource, add_missing_attributes, add_untranslated, commented_attributes, parse, parse_lock, write_lock,
};
use isogloss::text::SitePath;
use proptest::prelude::*;

const PIECES: [&str; 29] = [
    "a = A\n",
    "a = Other\n",
    "b =\n    .title = B\n",
    "b = { $n ->\n    [one] One\n   *[other] Many\n}\n",
    "c = C\r\n",
    "c = C\n    .title = { $n ->\n       *[other] Many\n    }\n    .label =\n        Two\n\n        lines\n",
    "#     .title = B\n",
    "# .label = Two\n#     lines\n",
    "# c = C\n#     .title = T\n",
    "    .label = L\r\n",
    "-d = D\n",
    "-d =\n    Long\n\n    and wide\n",
    "e = { -d } <b>x</b>\n",
    "# a = A\n",
    "# e = old words\n",
    "# A note.\n",
    "#\n",
    "#wrong\n",
    "## Group\n",
    "### File\n",
    "\n",
    "\r\n",
    "   \n",
    "    more\n",
    "f = {\n",
    "f = { \"}\" }",
    "= no id\n",
    "日本語\n",
    "c = C",
];

/// A file of some of the pieces.
fn file() -> impl Strategy<Value = String> {
    (any::<bool>(), proptest::collection::vec(0..PIECES.len(), 0..12)).prop_map(|(mark, pieces)| {
        let text: String = pieces.into_iter().map(|piece| PIECES[piece]).collect();
        if mark && text.len().is_multiple_of(5) { format!("\u{FEFF}{text}") } else { text }
    })
}

/// All that the entries of a file say, and the comments that belong to them.
fn said(file: &Resource) -> Vec<String> {
    let entry = |entry: &isogloss::locales::Entry| {
        let patterns: Vec<_> = entry.patterns().map(|(name, pattern)| (name, pattern.digest)).collect();
        format!("{} {:?} {patterns:?}", entry.display(), entry.comment)
    };
    file.entries().iter().map(entry).collect()
}

fn is_subsequence(short: &[u8], long: &[u8]) -> bool {
    let mut rest = long.iter();
    short.iter().all(|byte| rest.any(|other| other == byte))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_is_missing_is_added_once_and_nothing_else_moves(source in file(), translated in file()) {
        let path = |locale: &str| SitePath::new(&format!("locales/{locale}/site.ftl")).unwrap();
        let source = parse(&path("en"), source.as_bytes()).0;
        let there = |bytes: &[u8]| {
            let (file, _) = parse(&path("ja"), bytes);
            let mut names: Vec<String> = file.entries().iter().map(|entry| entry.display()).collect();
            names.extend(isogloss::locales::commented_names(file.text()).into_iter().map(str::to_owned));
            (said(&file), file.is_broken(), names)
        };
        let before = there(translated.as_bytes());
        let lacks = |name: &str| !before.2.iter().any(|own| own == name);
        let lacking = source.entries().iter().any(|entry| lacks(&entry.display()));
        let added = add_untranslated(&path("ja"), translated.as_bytes(), &source, lacks);
        prop_assert_eq!(added.is_some(), lacking && !before.1, "added where something is missing, and can be");
        let Some((new, names)) = added else { return Ok(()) };
        prop_assert!(is_subsequence(translated.as_bytes(), &new), "{}", String::from_utf8_lossy(&new));
        let after = there(&new);
        prop_assert_eq!(&after.0, &before.0);
        prop_assert!(!after.1 && names.iter().all(|name| after.2.contains(name)));
        let still_lacks = |name: &str| !after.2.iter().any(|own| own == name);
        prop_assert_eq!(add_untranslated(&path("ja"), &new, &source, still_lacks), None);
    }

    #[test]
    fn missing_attributes_are_added_below_their_message_and_nothing_else_moves(
        source in file(), translated in file(),
    ) {
        let path = |locale: &str| SitePath::new(&format!("locales/{locale}/site.ftl")).unwrap();
        let source = parse(&path("en"), source.as_bytes()).0;
        let add = |bytes: &[u8]| add_missing_attributes(&path("ja"), bytes, |entry| {
            let theirs = source.entries().iter().find(|theirs| theirs.display() == entry.display());
            theirs.map(|theirs| (&source, theirs))
        });
        let before = parse(&path("ja"), translated.as_bytes()).0;
        let Some((new, names)) = add(translated.as_bytes()) else {
            let below = commented_attributes(before.text());
            let is_there = |id: &str, name: &str| below.iter().any(|one| (one.entry, one.attribute) == (id, name));
            for entry in before.entries().iter().filter(|_| !before.is_broken()) {
                let theirs = source.entries().iter().find(|theirs| theirs.display() == entry.display());
                for attribute in theirs.iter().flat_map(|theirs| &theirs.attributes) {
                    let there = entry.attribute(&attribute.id).is_some() || is_there(&entry.id, &attribute.id);
                    prop_assert!(there || entry.display().starts_with('-'), "{}.{}", entry.id, attribute.id);
                }
            }
            return Ok(());
        };
        prop_assert!(is_subsequence(translated.as_bytes(), &new), "{}", String::from_utf8_lossy(&new));
        let after = parse(&path("ja"), &new).0;
        prop_assert!(!after.is_broken());
        prop_assert_eq!(said(&after), said(&before));
        prop_assert!(!names.is_empty());
        prop_assert_eq!(add(&new), None, "{}", String::from_utf8_lossy(&new));
    }

    #[test]
    fn any_bytes_are_a_lock_that_is_read_as_it_is_written(
        lines in proptest::collection::vec(
            prop_oneof![
                Just("isogloss translations 1".to_owned()),
                Just("<<<<<<< ours".to_owned()),
                Just("=======".to_owned()),
                Just(">>>>>>> theirs".to_owned()),
                Just("||||||| base".to_owned()),
                "[a-c]{1,2} [0-2]{12} 00000000000[0-2] 000000000000 [0-1]{12}",
                "content/ja/a b.md [0-2]{12} 00000000000[0-2] 000000000000 [0-1]{12}\r?",
                ".{0,40}",
            ],
            0..20,
        ),
    ) {
        let path = SitePath::new("locales/ja/translations.lock").unwrap();
        let (lock, _) = parse_lock(&path, lines.join("\n").as_bytes());
        let written = write_lock(&lock.lines);
        let (again, findings) = parse_lock(&path, written.as_bytes());
        prop_assert!(findings.is_empty() && !again.foreign, "{findings:?}");
        prop_assert_eq!(write_lock(&again.lines), written);
        prop_assert_eq!(again.lines.len(), lock.lines.len());
    }
}
