//! Layouts and menus against messages: in, small sites; out, at each call what does not fit, told once; and messages
//! that nobody asks for.

use isogloss::site::{Located, Options};

use crate::support::{Files, SiteTest};

const SETTINGS: &str = "base_url = \"https://example.org\"\n[checks]\nlayout-without-head = \"off\"\n[[locales]]\nid = \"en\"\nstate = \"live\"\n\
                        [[locales]]\nid = \"fr\"\nstate = \"planned\"\n";

/// A site with these messages and this home page, and what else is given.
fn site(messages: &str, home: &str, more: &[(&str, &str)]) -> SiteTest {
    let files = [
        ("site.toml", SETTINGS),
        ("content/en/_index.md", "+++\ntitle = \"Home\"\n+++\n"),
        ("locales/en/site.ftl", messages),
        ("layouts/home.html", home),
    ];
    let files: Files =
        files.iter().chain(more).map(|(path, text)| ((*path).to_owned(), text.as_bytes().to_vec())).collect();
    SiteTest::of(files, Options::default())
}

/// Its findings: code, place and message.
fn found(test: &SiteTest) -> Vec<String> {
    let site = test.workspace.site();
    let findings = test.workspace.findings();
    let told = findings.iter().map(|finding| {
        let diagnostic = &finding.diagnostic;
        let file = site.locate(&diagnostic.place).path().map(ToString::to_string).unwrap_or_default();
        format!("{} {file}: {}", diagnostic.code, diagnostic.message)
    });
    told.collect()
}

#[test]
fn calls_get_what_they_ask_for_and_give_what_is_asked() {
    let messages = "plain = Plain\nuser = Hello, { $user }{ \"\" }!\nboth = { user } { $count }\n\
                    term = { -t } { plain }\n-t = { $inside }T\n\
                    pick = { $n ->\n    [one] { $a }\n   *[other] { $b }\n }\n\
                    has = Text\n    .title = Title { $name }\nbare =\n    .title = Title\n\
                    link = See <a data-l10n-name=\"docs\">docs</a>.\ntwice = { link } <a data-l10n-name=\"home\">home</a>\n";
    let here = "layouts/home.html";
    for (call, expected) in [
        ("t('plain')", ""),
        ("t('user', user='A')", ""),
        ("t('both', user='A', count=1)", ""),
        ("t('term')", ""),
        ("t('pick', n=1, a=1, b=1)", ""),
        ("t('has.title', name='A')", ""),
        ("markup('link', links={'docs': '/'})", ""),
        ("markup('twice', links={'docs': '/', 'home': '/'})", ""),
        ("t('new', fallback='plain')", ""),
        ("t('plain', **given)", ""),
        (
            "markup('link', links=given)",
            "slot-mismatch locales/en/site.ftl: `link` uses the link `docs`, which the layout does not give",
        ),
        ("t('palin')", "missing-message {}: there is no message `palin`; its id is printed"),
        ("t('has.titel', name='A')", "missing-message {}: `has` has no attribute `titel`; the id is printed"),
        ("t('bare')", "missing-value {}: `bare` has no text of its own; the id is printed"),
        ("t('user')", "missing-argument {}: `user` uses $user, which is not given to it here"),
        ("t('both', count=1)", "missing-argument {}: `both` uses $user, which is not given to it here"),
        ("t('user', usr='A')", "missing-argument {}: `user` uses $user, which is not given to it here"),
        ("t('pick', n=1, b=1)", "missing-argument {}: `pick` uses $a, which is not given to it here"),
        ("t('plain', count=1)", "unused-argument {}: `plain` has no $count, which is given to it here"),
        ("t('term', inside=1)", "unused-argument {}: `term` has no $inside, which is given to it here"),
        ("markup('link')", "slot-mismatch {}: `link` uses the link `docs`, which is not given to it here"),
        (
            "markup('plain', links={'x': '/'})",
            "slot-mismatch {}: `plain` does not use the link `x`, which is given to it here",
        ),
        (
            "markup('twice', links={'home': '/'})",
            "slot-mismatch {}: `twice` uses the link `docs`, which is not given to it here",
        ),
        ("has_message('palin')", "missing-message {}: no locale has `palin`, so this is never true"),
        ("t('plain', fallback='old')", "missing-message {}: no locale has `old`, which is to stand in for `plain`"),
        ("menu('main')", "missing-menu {}: there is no menu `main`"),
        ("fragment('x.html')", "missing-layout {}: there is no layout `x.html` for this fragment"),
    ] {
        let expected = expected.replace("{}", here);
        // What a page shows and what no page reaches is found alike.
        for home in [format!("{{{{ {call} }}}}"), format!("{{% if false %}}{{{{ {call} }}}}{{% endif %}}")] {
            let names = "{% set given = {} %}{% set all = [] %}";
            let used = "{% if false %}{{ t('plain') ~ t('user', user=1) ~ t('both', user=1, count=1) ~ t('term') \
                        ~ t('pick', n=1, a=1, b=1) ~ t('has') ~ t('has.title', name=1) ~ t('bare.title') ~ markup('twice', links=given) }}{% endif %}";
            let found: Vec<String> = found(&site(messages, &format!("{names}{home}{used}"), &[]));
            let is_dynamic = call.contains("given") && home.contains("if false");
            let expected: Vec<&str> =
                if expected.is_empty() || is_dynamic { Vec::new() } else { vec![expected.as_str()] };
            assert_eq!(found, expected, "{home}");
        }
    }
}

#[test]
fn a_message_of_one_language_may_be_asked_for_behind_a_question() {
    let french = [("locales/fr/site.ftl", "fete = Fête\n")];
    let guarded = "{% if has_message('fete') %}{{ t('fete') }}{% endif %}";
    let quiet = found(&site("", guarded, &french));
    assert!(!quiet.iter().any(|found| found.starts_with("missing-message")), "{quiet:?}");
    let told = found(&site("", "{{ t('fete') }}", &french));
    assert!(told.iter().any(|found| found.starts_with("missing-message layouts/home.html")), "{told:?}");
}

#[test]
fn a_translation_may_use_what_the_source_does_not() {
    let french = [("locales/fr/site.ftl", "hello = Bonjour, { $name }\n")];
    let told = found(&site("hello = Hello\n", "{{ t('hello', name='A') }}", &french));
    assert!(!told.iter().any(|found| found.starts_with("unused-argument")), "{told:?}");
}

#[test]
fn menus_ask_too() {
    let menu = |label: &str| format!("[[main]]\nlabel = \"{label}\"\ndescription = \"about\"\nlink = \"/\"\n");
    let of = |label: &str| {
        let file = menu(label);
        let messages = "about = About\nhome = Home\nhello = Hello { $name }\n";
        let home = "{% for item in menu('main') %}{{ item.label }}{% endfor %}{% if false %}{{ t('home') ~ t('hello', name=1) }}{% endif %}";
        found(&site(messages, home, &[("content/navigation.toml", &file)]))
    };
    assert_eq!(of("home"), [""; 0]);
    assert_eq!(of("hmoe"), ["missing-message content/navigation.toml: there is no message `hmoe`; its id is printed"]);
    assert_eq!(
        of("hello"),
        ["missing-argument content/navigation.toml: `hello` uses $name, which is not given to it here"]
    );
}

#[test]
fn computed_ids_are_told_where_they_are_asked_for() {
    let home = "{{ t('state-' ~ locale.state) }}";
    assert_eq!(found(&site("state-live = Live\n", home, &[])), [""; 0]);
    let settings = SETTINGS.replacen("[checks]", "[checks]\ndynamic-id = \"error\"", 1);
    let told = found(&site("state-live = Live\n", home, &[("site.toml", &settings)]));
    assert_eq!(
        told,
        ["dynamic-id layouts/home.html: which message this asks for is only known when a page is made (`state-*`)"]
    );
}

#[test]
fn unused_is_what_nothing_asks_for() {
    let unused = |messages: &str, home: &str, more: &[(&str, &str)]| -> Vec<String> {
        let told = found(&site(messages, home, more));
        let of = |found: &String| Some(found.strip_prefix("unused-message ")?.rsplit('`').nth(1)?.to_owned());
        told.iter().filter_map(of).collect()
    };
    assert_eq!(unused("a = A\nb = B\n", "{{ t('a') }}", &[]), ["b"]);
    assert_eq!(unused("a = { b }\nb = { -t }\n-t = { c }\nc = C\nd = D\n", "{{ t('a') }}", &[]), ["d"], "references");
    assert_eq!(unused("a =\n    .x = X\n", "{{ t('a.x') }}", &[]), [""; 0], "an attribute");
    assert_eq!(unused("a = A\n", "{% if false %}{{ markup('a') }}{% endif %}", &[]), [""; 0], "named, not shown");
    assert_eq!(unused("a = A\nb = B\n", "{% set id = 'a' %}{{ t(id) }}", &[]), ["b"], "asked for by a page");
    assert_eq!(
        unused("s-live = L\ns-x = X\nx-s = Y\n", "{{ t('s-' ~ 'li' ~ page.none|default('ve')) }}", &[]),
        ["x-s", "s-x"].into_iter().rev().collect::<Vec<_>>()
    );
    assert_eq!(unused("s-live = L\ns-x = X\nx = Y\n", "{{ t('s-' ~ locale.state) }}", &[]), ["x"], "computed in part");
    assert_eq!(unused("a = A\nb = B\n", "{{ t('a' if true else 'b') }}", &[]), [""; 0], "either branch");
    let attributes = "a = A\n    .x = X\n    .y = Y\nb = B\n    .x = { $n }\n";
    assert_eq!(unused(attributes, "{{ t('a') }}{{ t('a.x') }}", &[]), ["a.y", "b"], "attributes of what is used");
    assert_eq!(
        unused(attributes, "{% set k = 'x' %}{{ t('a') ~ t('b') ~ t('b.' ~ k, n=1) }}", &[]),
        ["a.x", "a.y"],
        "in part"
    );
    assert_eq!(unused(attributes, "{% set id = 'a' %}{{ t(id) }}{{ t('b') }}", &[]), [""; 0], "any may be meant");
    assert_eq!(unused("a = A\n    .x = X\nb = { a.x }\n", "{{ t('a') ~ t('b') }}", &[]), [""; 0], "references");
    let french = [("locales/fr/a.ftl", "b = { a.x }\n")];
    assert_eq!(unused("a = A\n    .x = X\nb = B\n", "{{ t('a') ~ t('b') }}", &french), [""; 0], "of a translation");
    let menu = [("content/navigation.toml", "[[main]]\nlabel = \"a.x\"\nlink = \"/\"\n")];
    let shown = "{{ t('a') }}{% for item in menu('main') %}{{ item.label }}{% endfor %}";
    assert_eq!(unused("a = A\n    .x = X\n", shown, &menu), [""; 0], "menus");
    let hidden = "{{ t('a') }}{% if false %}{% for item in menu('main') %}{{ item.label }}{% endfor %}{% endif %}";
    assert_eq!(unused("a = A\n    .x = X\n", hidden, &menu), [""; 0], "menus that no page shows");
    let post = [("content/en/x.md", "+++\ndate = 2024-01-01\ntags = [\"t\"]\nauthors = [\"ada\"]\n+++\n")];
    assert_eq!(unused("tag-t = T\ntag-u = U\nauthor-ada = Ada\n", "", &post), ["tag-u"]);
    assert_eq!(unused("a = A\n", "{{ t('typo') }}", &[]), [""; 0], "not while something shared is broken");
    let mut test = site("a = A\nb = B\n", "{{ t('a') }}", &[]);
    test.edit("layouts/home.html", "t('a')", "t('a') ~ t('b')");
    assert_eq!(found(&test), [""; 0], "it follows the edits");
}

#[test]
fn a_byte_order_mark_moves_no_place() {
    for (home, place) in [
        ("{{ t('no') }}", "t('no')"),
        ("é\n{{ x }}", "x"),
        ("é\n{% if %}", "%}"),
        ("\n{% include 'no' %}", "include 'no'"),
    ] {
        let home = format!("\u{FEFF}{home}");
        let test = site("a = A\n", &home, &[]);
        let site = test.workspace.site();
        let places = test.workspace.findings().into_iter().map(|finding| site.locate(&finding.diagnostic.place));
        let written: Vec<&str> = places
            .filter_map(|located| match located {
                Located::Span(path, span) if path.as_str() == "layouts/home.html" => home.get(span.range()),
                _ => None,
            })
            .collect();
        assert_eq!(written, [place], "{home:?}");
    }
}
