//! Bad input at the public door: for each fault one finding with its place and repair, and all else is built.
//!
//! In come the files of `tests/sites/bad_input/base` with those of one case laid over them (or written by the case,
//! where the bytes are nothing to check in); out must come the case's `expected/findings.txt` on standard error.
//! With `ISOGLOSS_UPDATE=1` those files are written instead of compared. Read each of them before it is kept.

use std::fs;
use std::path::{Path, PathBuf};

use crate::support::{Files, Folder, Ran, tree};

/// One faulty site.
struct Case {
    /// Its folder in `tests/sites/bad_input`.
    name: &'static str,
    /// What the program exits with.
    code: i32,
    /// How many findings it gives.
    findings: usize,
    /// An output, and text that it must hold.
    built: &'static [(&'static str, &'static str)],
    /// Outputs that cannot be made.
    missing: &'static [&'static str],
    /// Where the finding must point, as `path:line:column`; its whole text is in `expected/findings.txt`.
    place: &'static str,
    /// Files that cannot be checked in.
    write: fn(&mut Files),
}

/// A fault that gives one error; the test adds what else is wanted.
const fn case(name: &'static str, built: &'static [(&'static str, &'static str)]) -> Case {
    Case { name, code: 1, findings: 1, built, missing: &[], place: "", write: |_| {} }
}

impl Case {
    /// Not errors: so many warnings, or nothing at all.
    const fn warnings(mut self, count: usize) -> Self {
        self.code = 0;
        self.findings = count;
        self
    }

    /// More than one fault, or one fault at several addresses.
    const fn errors(mut self, count: usize) -> Self {
        self.findings = count;
        self
    }

    /// With outputs that cannot be made.
    const fn without(mut self, outputs: &'static [&'static str]) -> Self {
        self.missing = outputs;
        self
    }

    /// With its place, where a file alone would be easy to name and of little use.
    const fn at(mut self, place: &'static str) -> Self {
        self.place = place;
        self
    }

    /// With files that cannot be checked in.
    const fn written(mut self, write: fn(&mut Files)) -> Self {
        self.write = write;
        self
    }

    fn folder(&self) -> PathBuf {
        sites().join(self.name)
    }

    fn files(&self) -> Files {
        let mut files = tree(&sites().join("base"));
        files.extend(tree(&self.folder()).into_iter().filter(|(path, _)| !path.starts_with("expected/")));
        (self.write)(&mut files);
        files
    }

    /// Builds it; gives what is not as it should be.
    fn check(&self) -> Vec<String> {
        let site = Folder::with(&self.files());
        let ran = site.run("build");
        let mut wrong = self.check_outputs(&site.path().join("public"));
        if ran.code != Some(self.code) {
            wrong.push(format!("exit code is {:?}, not {}", ran.code, self.code));
        }
        let found = count(&ran);
        if found != self.findings {
            wrong.push(format!("gives {found} findings, not {}:\n{}", self.findings, ran.stderr));
        }
        if !ran.stderr.contains(&format!("--> {}", self.place)) && !self.place.is_empty() {
            wrong.push(format!("does not point at {}:\n{}", self.place, ran.stderr));
        }
        wrong.extend(self.check_findings(&ran.stderr));
        wrong.into_iter().map(|what| format!("{}: {what}", self.name)).collect()
    }

    fn check_outputs(&self, public: &Path) -> Vec<String> {
        let mut wrong = Vec::new();
        for (output, text) in self.built {
            match fs::read_to_string(public.join(output)) {
                Ok(page) if page.contains(text) => {}
                Ok(page) => wrong.push(format!("{output} does not hold `{text}`:\n{page}")),
                Err(error) => wrong.push(format!("{output}: {error}")),
            }
        }
        let there = self.missing.iter().filter(|output| public.join(output).exists());
        wrong.extend(there.map(|output| format!("{output} is made, and cannot be right")));
        wrong
    }

    fn check_findings(&self, stderr: &str) -> Option<String> {
        let path = self.folder().join("expected/findings.txt");
        if std::env::var_os("ISOGLOSS_UPDATE").is_some() {
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(&path, stderr).unwrap();
            return None;
        }
        let expected = fs::read_to_string(&path).unwrap_or_default();
        (expected != stderr).then(|| format!("findings differ\n--- expected\n{expected}--- got\n{stderr}"))
    }
}

fn sites() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/sites/bad_input")
}

/// How many findings were printed.
fn count(ran: &Ran) -> usize {
    ran.stderr.lines().filter(|line| line.starts_with("error[") || line.starts_with("warning[")).count()
}

#[track_caller]
fn check(cases: &[Case]) {
    let wrong: Vec<String> = cases.iter().flat_map(Case::check).collect();
    assert!(wrong.is_empty(), "{} things are wrong\n\n{}", wrong.len(), wrong.join("\n\n"));
}

fn set(files: &mut Files, path: &str, bytes: impl AsRef<[u8]>) {
    files.insert(path.to_owned(), bytes.as_ref().to_vec());
}

fn drop_folder(files: &mut Files, folder: &str) {
    files.retain(|path, _| !path.starts_with(folder));
}

const EN: &str = "about/index.html";
const JA: &str = "ja/about/index.html";
const EN_HOME: &str = "index.html";
const JA_HOME: &str = "ja/index.html";
const SOUND: (&str, &str) = (JA, "Adaさん、こんにちは");
const NESTED: usize = 10_000;

#[test]
fn the_base_is_sound() {
    check(&[case("base", &[(EN, "Hello, Ada!"), SOUND, (EN_HOME, "Welcome."), (JA_HOME, "ようこそ。")]).warnings(0)]);
}

#[test]
fn messages() {
    check(&[
        case("broken-entry", &[(JA, "About us"), (JA, "ホーム"), SOUND]).at("locales/ja/site.ftl:2:16"),
        case("broken-entry-in-source", &[(EN, "nav-about"), (EN, "Hello, Ada!"), SOUND]),
        case("unknown-message", &[(EN, "greting"), (EN, "Plain words."), (EN_HOME, "Hello, Ada!")])
            .at("layouts/page.html:6:24"),
        case("wrong-variable", &[(EN, "Hello, "), (EN, "Plain words."), SOUND]).errors(3),
        case("cyclic-messages", &[(EN, "Hello, Ada!"), SOUND]),
        case("unknown-term", &[(EN, "Plain {-brnad} words."), SOUND]),
        case("unknown-function", &[(EN, " words."), SOUND]),
        case("duplicate-message", &[(EN, "Other words."), SOUND]),
        case("too-many-digits", &[(EN, "5.00000000000000000000 words."), SOUND]),
        case("too-deep", &[(JA, "ホーム"), SOUND]).at("locales/ja/deep.ftl:1:40").written(|files| {
            let text = format!("deep = {} $x {}\n", "{".repeat(NESTED), "}".repeat(NESTED));
            set(files, "locales/ja/deep.ftl", text);
        }),
        case("too-deep-calls", &[(JA, "ホーム"), SOUND]).written(|files| {
            set(files, "locales/ja/deep.ftl", format!("deep = {}\n", "{ NUMBER(".repeat(NESTED)));
        }),
        case("too-large-messages", &[(JA, "ホーム"), SOUND]).written(|files| {
            set(files, "locales/ja/large.ftl", format!("# {}\n", "x".repeat(1_100_000)));
        }),
    ]);
}

#[test]
fn markup_and_characters() {
    check(&[
        case("script-as-text", &[(EN, "Hello &lt;script&gt;alert(1)&lt;/script&gt; Ada")]).warnings(0),
        case("script-in-markup", &[(EN, "Plain &lt;script&gt;alert(1)&lt;/script&gt; words."), SOUND]),
        case("javascript-in-markup", &[(EN, "&lt;a href="), (EN, "this"), SOUND]),
        case("javascript-in-markdown", &[(EN, "Who we are."), SOUND]),
        case("raw-html", &[(EN, "Who &lt;b"), (EN, "&lt;script&gt;"), SOUND]).warnings(2),
        case("slot-mismatch", &[(EN, "terms"), (JA, "利用規約"), SOUND]),
        case("turning-character-escaped", &[(EN, ">Plain words.<"), SOUND]),
        case("turning-character", &[(EN, ">Plain words.<"), SOUND]).at("locales/en/site.ftl:4:16").written(|files| {
            let text = String::from_utf8(files["locales/en/site.ftl"].clone()).unwrap();
            set(files, "locales/en/site.ftl", text.replace("Plain ", "Plain \u{202E}"));
        }),
        case("not-utf8-messages", &[(JA, "ホーム"), SOUND])
            .at("locales/ja/latin.ftl:1:11")
            .written(|files| set(files, "locales/ja/latin.ftl", b"cafe = Caf\xE9\n")),
        case("not-utf8-markdown", &[(EN, "Who we are."), SOUND])
            .written(|files| set(files, "content/en/cafe.md", b"+++\ntitle = \"Caf\xE9\"\n+++\n"))
            .without(&["cafe/index.html"]),
        case("not-utf8-layout", &[(EN_HOME, "Welcome."), (JA_HOME, "ようこそ。")])
            .at("layouts/page.html:2:7")
            .written(|files| set(files, "layouts/page.html", b"<p>\n<b>Caf\xE9</b>\n"))
            .without(&[EN, JA]),
        case("not-utf8-menus", &[(EN, "Hello, Ada!"), SOUND])
            .written(|files| set(files, "content/navigation.toml", b"[[main]]\nlabel = \"\xE9\"\n")),
    ]);
}

#[test]
fn front_matter() {
    check(&[
        case("front-matter-toml", &[(EN_HOME, "Welcome."), SOUND]).without(&[EN]),
        case("front-matter-yaml", &[(EN_HOME, "Welcome."), SOUND]).without(&[EN]),
        case("front-matter-without-end", &[(EN_HOME, "Welcome."), SOUND]).without(&[EN]),
        case("front-matter-wrong-kind", &[(EN, "Who we are."), SOUND]),
        case("front-matter-unknown-key", &[(EN, "Who we are."), SOUND]).warnings(1),
        case("no-such-date", &[(EN, "Who we are."), SOUND]),
        case("no-such-date-toml", &[(EN, "Who we are."), SOUND]),
        case("no-such-date-yaml", &[(EN, "Who we are."), SOUND]).at("content/en/about.md:3:7"),
        case("too-deep-front-matter", &[(EN, "Who we are."), SOUND])
            .written(|files| {
                let list = format!("{}{}", "[".repeat(NESTED), "]".repeat(NESTED));
                set(files, "content/en/deep.md", format!("---\ntags: {list}\n---\n"));
            })
            .without(&["deep/index.html"]),
        case("too-large-document", &[(EN, "Who we are."), SOUND])
            .written(|files| set(files, "content/en/large.md", "words ".repeat(800_000)))
            .without(&["large/index.html"]),
    ]);
}

#[test]
fn addresses() {
    check(&[
        case("one-address", &[(EN, "Who we are."), SOUND]).at("content/en/zebra.md:3:8"),
        case("one-address-by-case", &[(EN, "Who we are."), SOUND]).at("content/en/zebra.md:3:8"),
        case("one-address-by-form", &[("café/index.html", "Black."), SOUND]),
        case("broken-link", &[(EN, "more"), SOUND]).at("content/en/about.md:5:20"),
        case("broken-link-to-file", &[(EN, "Us"), SOUND]).errors(2),
        case("broken-link-in-menu", &[(EN, "Who we are."), SOUND]),
        case("broken-link-in-layout", &[(EN, "Who we are."), SOUND]),
        case("broken-picture", &[(EN, "Hello, Ada!"), SOUND]),
        case("untranslated-link", &[(JA, "hreflang=\"en\""), (JA, "href=\"/team/\""), SOUND]).warnings(1),
        case("broken-menu", &[(EN, "Who we are."), SOUND]),
        case("menu-without-label", &[(EN, "Who we are."), (EN, ">Home</a>"), SOUND]),
        case("menu-with-unknown-message", &[(EN, "nav-abuot"), SOUND]),
    ]);
}

/// Disks elsewhere take the two names of each case for one.
#[cfg(target_os = "linux")]
#[test]
fn addresses_that_some_disks_cannot_hold() {
    check(&[
        case("one-address-by-file-name", &[("Zebra/index.html", "Upper"), (EN, "Who we are."), SOUND]).written(
            |files| {
                set(files, "content/en/Zebra.md", "+++\ntitle = \"Upper\"\n+++\n");
                set(files, "content/en/zebra.md", "+++\ntitle = \"Lower\"\n+++\n");
            },
        ),
        case("one-address-by-file-form", &[("cafe\u{301}/index.html", "Apart"), (EN, "Who we are."), SOUND]).written(
            |files| {
                set(files, "content/en/cafe\u{301}.md", "+++\ntitle = \"Apart\"\n+++\n");
                set(files, "content/en/caf\u{E9}.md", "+++\ntitle = \"Composed\"\n+++\n");
            },
        ),
    ]);
}

#[test]
fn layouts() {
    const HOMES: &[(&str, &str)] = &[(EN_HOME, "Welcome."), (JA_HOME, "ようこそ。")];
    const PAGES: &[(&str, &str)] = &[(EN, "Who we are."), (JA, "私たちについて。")];
    check(&[
        case("layout-syntax", HOMES).without(&[EN, JA]),
        case("layout-includes-itself", HOMES).without(&[EN, JA]),
        case("layout-without-end", HOMES).without(&[EN, JA]),
        case("macro-calls-itself", HOMES).without(&[EN, JA]),
        case("fragment-holds-itself", PAGES).at("layouts/partials/menu.html:4:4").without(&[EN_HOME, JA_HOME]),
        case("fragment-in-attribute", HOMES).without(&[EN, JA]),
        case("undefined-value", HOMES).without(&[EN, JA]),
        case("undefined-value-in-include", HOMES).at("layouts/partials/head.html:2:10").without(&[EN, JA]),
        case("undefined-value-in-fragment", HOMES).without(&[EN, JA]),
        case("compared-text", HOMES),
        case("cut-mark", HOMES).without(&[EN, JA]),
        case("unknown-filter", HOMES).without(&[EN, JA]),
        case("missing-layout", &[(EN_HOME, "Welcome."), SOUND]).at("content/en/about.md:3:10").without(&[EN]),
        case("missing-include", HOMES).without(&[EN, JA]),
        case("missing-fragment", HOMES).at("layouts/page.html:4:4").without(&[EN, JA]),
        case("missing-asset", PAGES),
        case("missing-asset-in-style", PAGES).errors(2).at("layouts/assets/style.css:2:9"),
        case("missing-menu", PAGES),
        case("too-deep-layout", HOMES)
            .written(|files| {
                let text = format!("{{{{ {}1{} }}}}\n", "(".repeat(NESTED), ")".repeat(NESTED));
                set(files, "layouts/page.html", text);
            })
            .without(&[EN, JA]),
    ]);
}

#[test]
fn settings_and_folders() {
    check(&[
        case("settings-syntax", &[]).at("site.toml:2:17").without(&[EN, JA]),
        case("settings-unknown-key", &[(EN, "Who we are."), SOUND]).warnings(1),
        case("settings-unknown-state", &[(EN, "Who we are.")]),
        case("settings-out-of-range", &[(EN, "Who we are."), SOUND]),
        case("settings-bad-address", &[(EN, "Who we are."), SOUND]),
        case("settings-undeclared-source", &[(EN, "Who we are."), SOUND]),
        case("settings-twice", &[(EN, "Who we are."), SOUND]),
        case("settings-unknown-code", &[(EN, "Who we are."), SOUND]).warnings(1),
        case("settings-empty", &[]).written(|files| set(files, "site.toml", "")).without(&[EN, JA]),
        case("not-utf8-settings", &[])
            .at("site.toml:1:3")
            .written(|files| set(files, "site.toml", b"# \xE9\n"))
            .without(&[EN, JA]),
        case("unknown-locale-folder", &[(EN, "Who we are."), SOUND]).errors(2),
        case("stray-file", &[(EN, "Who we are."), SOUND]).warnings(1),
        case("no-layouts", &[]).written(|files| drop_folder(files, "layouts/")).without(&[EN, JA]),
        case("no-content", HOMES_ALONE).written(|files| drop_folder(files, "content/")).without(&[EN, JA]),
    ]);
}

/// What stands without any content: the home pages, which need none.
const HOMES_ALONE: &[(&str, &str)] = &[(EN_HOME, "Hello, Ada!"), (JA_HOME, "Adaさん、こんにちは")];
