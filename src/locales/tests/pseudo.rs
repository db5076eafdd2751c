//! Pseudo locales: the source's messages in other letters, and nothing else of them changed.

use proptest::prelude::*;

use super::{id, kinds, resources};
use crate::locales::{Arguments, LocaleSpec, Messages, Pseudo, PseudoStyle, weave};
use crate::text::LocaleId;

/// The source, and its two pseudo locales.
fn join(source: &str, text: &str) -> Messages {
    let made = PseudoStyle::ALL.map(|style| LocaleSpec {
        id: style.id(),
        fallback: vec![id(source)],
        live: false,
        pseudo: Some(Pseudo { style, source: id(source) }),
    });
    let source_spec = LocaleSpec { id: id(source), fallback: Vec::new(), live: true, pseudo: None };
    let specs: Vec<LocaleSpec> = std::iter::once(source_spec).chain(made).collect();
    Messages::join(&specs, &resources(&[(source, text)]), None)
}

fn arguments() -> Arguments {
    Arguments::new().with("n", 1234.5).with("one", 1).with("name", "Ada <b> Lovelace").with("day", date())
}

fn date() -> crate::text::Date {
    crate::text::Date::parse("2022-10-05").unwrap()
}

/// A message of each pseudo locale, `ar-XB`'s with `<` and `>` for the controls around a word.
fn both(text: &str, name: &str) -> [String; 2] {
    let messages = join("en", text);
    let (name, attribute) = super::super::split_id(name);
    let write = |locale: &str| messages.format(&id(locale), name, attribute, &arguments()).unwrap().text.to_string();
    [write("en-XA"), write("ar-XB").replace("\u{200F}\u{202E}", "‹").replace("\u{202C}\u{200F}", "›")]
}

#[test]
fn changes_words_alone() {
    for (text, accented, turned) in [
        ("m = Hello World", "[Ĥééļļöö Ŵööŗļð]", "‹Hello› ‹World›"),
        ("m = Don't stop, OK?", "[Ðööñ'ţ şţööþ, ÖöĶ?]", "‹Don't› ‹stop›, ‹OK›?"),
        ("m = Read 404 pages in v2", "[Ŗééååð 404 þååĝééş îîñ ṽ2]", "‹Read› 404 ‹pages› ‹in› ‹v›2"),
        // Values, numbers and dates are the source's, and no bracket stands around them alone.
        (
            "m = { $name } has { $n } by { $day }",
            "[Ada <b> Lovelace ĥååş 1,234.5 ƀý Oct 5, 2022]",
            "Ada <b> Lovelace ‹has› 1,234.5 ‹by› Oct 5, 2022",
        ),
        ("m = { $name }", "Ada <b> Lovelace", "Ada <b> Lovelace"),
        ("m = { NUMBER($n, minimumFractionDigits: 2) }%", "1,234.50%", "1,234.50%"),
        ("m = { $n }th", "[1,234.5ţĥ]", "1,234.5‹th›"),
        ("m = …", "…", "…"),
        ("m = { \"\" }", "", ""),
        ("m = { \"as it is\" } { \"{\" }so{ \"}\" }", "[as it is {şöö}]", "as it is {‹so›}"),
        ("m = { \" \" }and{ \" \" }", " [ååñð] ", " ‹and› "),
        // Plural forms are the source's: Arabic would have six.
        ("m = { $one ->\n    [one] One post\n   *[other] { $one } posts\n}", "[Ööñéé þööşţ]", "‹One› ‹post›"),
        (
            "m = { $n ->\n    [one] One post\n   *[other] { $n } posts\n} found",
            "[1,234.5 þööşţş ƒööûûñð]",
            "1,234.5 ‹posts› ‹found›",
        ),
        ("m = { { { $one ->\n *[x] In { \"side\" }\n } } }", "[Îîñ side]", "‹In› side"),
        // Brackets do not nest, whatever a message is put together from.
        ("-t = Brand\ninner = Inner\nm = { -t }: { inner } end", "[Ɓŗååñð: Îîññééŗ ééñð]", "‹Brand›: ‹Inner› ‹end›"),
        ("m = x\n    .title = A title", "[ẋ]", "‹x›"),
        // Letters that have no accent: every third stands twice.
        ("m = 日本語の投稿", "[日本語語の投稿稿]", "‹日本語の投稿›"),
        ("m = Привет 👩‍🔬 café", "[Прииветт 👩‍🔬 çååƒé]", "‹Привет› 👩‍🔬 ‹café›"),
        ("m =\n    One\n      two\n\n    three", "[Ööñéé\n  ţŵöö\n\nţĥŗéééé]", "‹One›\n  ‹two›\n\n‹three›"),
    ] {
        assert_eq!(both(text, "m"), [accented, turned], "{text}");
    }
    assert_eq!(both("m = x\n    .title = A title", "m.title")[0], "[Åå ţîîţļéé]");
    assert_eq!(both("m =\r\n    One\r\n    two\r\n", "m")[0].replace('\r', ""), "[Ööñéé\nţŵöö]");
}

#[test]
fn leaves_markup_alone() {
    for (text, accented, turned) in [
        (
            "m = Read <a data-l10n-name=\"docs\">it</a>.",
            "[Ŗééååð <a data-l10n-name=\"docs\">îîţ</a>.]",
            "‹Read› <a data-l10n-name=\"docs\">‹it›</a>.",
        ),
        ("m = a &amp; b &#x3C; c &hellip;", "[åå &amp; ƀ &#x3C; ç &hellip;]", "‹a› &amp; ‹b› &#x3C; ‹c› &hellip;"),
        ("m = one<br/>two", "[ööñéé<br/>ţŵöö]", "‹one›<br/>‹two›"),
        // A tag stays one where a value or the end of a line parts it.
        (
            "m = <em title=\"{ $n } of\">x y</em>",
            "[<em title=\"1,234.5 of\">ẋ ý</em>]",
            "<em title=\"1,234.5 of\">‹x› ‹y›</em>",
        ),
        ("m = <em\n    title=\"of\">x</em>", "[<em\ntitle=\"of\">ẋ</em>]", "<em\ntitle=\"of\">‹x›</em>"),
        ("m = one < two & three", "[ööñéé < ţŵöö & ţĥŗéééé]", "‹one› < ‹two› & ‹three›"),
    ] {
        assert_eq!(both(text, "m"), [accented, turned], "{text}");
    }
    let messages = join("en", "m = Say <em>so</em>&nbsp;now");
    let turned = messages.format(&id("ar-XB"), "m", None, &Arguments::new()).unwrap();
    let woven = weave(&turned.text, &std::collections::BTreeMap::new());
    assert_eq!(woven.findings, []);
    assert!(woven.html.contains("<em>\u{200F}\u{202E}so\u{202C}\u{200F}</em>"), "{}", woven.html);
}

#[test]
fn lets_attributes_of_terms_choose() {
    let text =
        "-brand = Aurora\n    .gender = feminine\nm = { -brand.gender ->\n    [feminine] Une\n   *[other] Un\n} fin";
    assert_eq!(both(text, "m")[0], "[Ûûñéé ƒîîñ]");
    let text = "-brand = { $case ->\n    [a] Of it\n   *[b] It\n}\nm = { -brand(case: \"a\") }";
    assert_eq!(both(text, "m")[0], "[Ööƒ îîţ]");
}

#[test]
fn counts_and_writes_dates_as_its_source() {
    let text = "m = { $n } { $day } { $one ->\n    [one] un\n   *[other] deux\n}";
    let messages = join("fr", text);
    let written = messages.format(&id("ar-XB"), "m", None, &arguments().with("one", 0)).unwrap();
    assert!(written.text.starts_with("1\u{202F}234,5 5 oct. 2022 \u{200F}\u{202E}un"), "{:?}", written.text);
    assert_eq!((written.locale, written.errors), (id("ar-XB"), vec![]));
    let formats = messages.formats(&id("ar-XB")).unwrap();
    assert_eq!(formats.number(1234.5), "1\u{202F}234,5");
    let answer = |source| join(source, text).answer(&id("ar-XB"), "m", None);
    assert_ne!(answer("fr"), answer("en"), "the same words, written by other rules");
}

#[test]
fn follows_its_source_and_finds_nothing_itself() {
    let text = "m = Word { nobody }\nm = Twice\ncircle = { circle }\nlong = { \"\\u202E\" }turned { $gone }";
    let messages = join("en", text);
    let found = messages.diagnostics();
    assert!(found.len() >= 3 && found.iter().all(|found| found.locale == Some(id("en"))), "{found:?}");
    // The entry is that of the source: its file and place too.
    let (path, _) = messages.find(&id("en-XA"), "m").unwrap();
    assert_eq!(path.as_str(), "locales/en/0.ftl");
    assert!(messages.has(&id("en-XA"), "m"));
    let coverage = messages.coverage(&id("ar-XB"), &id("en"));
    assert_eq!(coverage.translated, coverage.total);
    // What is forbidden is taken out as in the source, and told of alike.
    let of = |locale| messages.format(&id(locale), "long", None, &Arguments::new()).unwrap();
    assert_eq!((&*of("en-XA").text, kinds(&of("en-XA"))), ("[ţûûŗñééð {$gone}]", kinds(&of("en"))));
    assert_eq!(messages.format(&id("en-XA"), "m", None, &Arguments::new()).unwrap().text, "[Ŵööŗð {nobody}]".into());
    // It has another answer than its source, and the other pseudo locale another again.
    let answers = ["en", "en-XA", "ar-XB"].map(|locale| messages.answer(&id(locale), "m", None));
    assert!(answers[0] != answers[1] && answers[1] != answers[2]);
}

#[test]
fn is_made_anew_only_where_its_source_is() {
    let pseudo = Pseudo { style: PseudoStyle::Accents, source: id("en") };
    let spec = |name: &str, pseudo| LocaleSpec { id: id(name), fallback: vec![], live: true, pseudo };
    let specs = [spec("en", None), spec("fr", None), spec("en-XA", Some(pseudo))];
    let mut files = resources(&[("en", "a = One"), ("en", "b = Two"), ("fr", "a = Un")]);
    let first = Messages::join(&specs, &files, None);
    files.extend(resources(&[("fr", "a = Deux")]).into_values().map(|file| (super::path("locales/fr/2.ftl"), file)));
    let second = Messages::join(&specs, &files, Some(&first));
    assert_eq!(second.changed_locales(&first), [id("fr")].into());
    files.extend(resources(&[("en", "a = New")]));
    let third = Messages::join(&specs, &files, Some(&second));
    assert_eq!(third.changed_locales(&second), [id("en"), id("en-XA")].into());
    assert_eq!(third.format(&id("en-XA"), "a", None, &Arguments::new()).unwrap().text, "[Ñééŵ]".into());
}

/// What a text is apart from its letters: the accents, doublings, brackets and controls taken away.
fn skeleton(text: &str) -> String {
    let mut bare = String::new();
    for character in text.chars().filter(|c| !matches!(c, '[' | ']' | '\u{200F}' | '\u{202E}' | '\u{202C}')) {
        if !character.is_alphabetic() {
            bare.push(character);
        } else if !bare.ends_with('x') {
            bare.push('x');
        }
    }
    bare
}

fn entry() -> impl Strategy<Value = String> {
    let words = "[a-zA-Zé語ж][a-zé語ж,;! ]{0,8}[a-z]";
    let piece = prop_oneof![
        words,
        Just("{ $n }".to_owned()),
        Just("{ $name }".to_owned()),
        Just("{ -term }".to_owned()),
        Just("{ other }".to_owned()),
        Just("{ \"literal }\" }".to_owned()),
        Just("{ NUMBER($n, minimumFractionDigits: 1) }".to_owned()),
        Just("<em title=\"t { $n }\">in</em>".to_owned()),
        Just("<br> &amp; 42 👩‍🔬".to_owned()),
        Just("\n      more".to_owned()),
        Just("{ -term.kind ->\n      [kind] first\n     *[other] second { $n }\n    }".to_owned()),
        Just("{ $one ->\n      [one] one\n     *[other] many\n    }".to_owned()),
    ];
    prop::collection::vec(piece, 1..8).prop_map(|pieces| pieces.join(" "))
}

proptest! {
    #[test]
    fn has_the_structure_of_its_source(value in entry(), attribute in entry()) {
        let text = format!("-term = Term\n    .kind = kind\nother = Other\nm = a{value}\n    .b = b{attribute}\n");
        let messages = join("en", &text);
        prop_assert!(messages.diagnostics().is_empty());
        for part in [None, Some("b")] {
            let of = |locale: &LocaleId| messages.format(locale, "m", part, &arguments()).unwrap();
            let source = of(&id("en"));
            for style in PseudoStyle::ALL {
                let made = of(&style.id());
                prop_assert_eq!(&made.errors, &source.errors);
                prop_assert_eq!(skeleton(&made.text), skeleton(&source.text), "{}", text);
                prop_assert_ne!(&made.text, &source.text);
            }
        }
    }
}
