//! Files that want to bring us down: made here, each too deep, too large, endless or full of faults.
//!
//! Each is laid into a small sound site, and the program is run on it. It must end by itself, soon and in little memory,
//! say what is wrong with the file, or make its page where nothing is; and make the pages that have nothing to do with it.

use std::fs::{self, File};
use std::path::Path;
use std::process::Stdio;
use std::thread;
use std::time::{Duration, Instant};

use crate::support::{Files, Folder, binary, files_of};

/// A build for tests is some ten times slower than the one that people use, which has a second.
const DEADLINE: Duration = Duration::from_secs(if cfg!(debug_assertions) { 60 } else { 3 });
/// In kilobytes.
const MOST_MEMORY: usize = 200_000;
/// In bytes, on both streams together: more than anyone reads, and less than fills a disk.
const LONGEST_TALK: u64 = 8_000_000;

/// A site with a hostile file.
struct Case {
    files: Vec<(String, Vec<u8>)>,
    /// What must be said of it, as `error[code]`, or the page that must be made of it.
    wanted: &'static str,
}

/// One hostile file.
fn case(path: &str, text: impl Into<Vec<u8>>, wanted: &'static str) -> Case {
    Case { files: vec![(path.to_owned(), text.into())], wanted }
}

impl Case {
    /// With another file, of little harm by itself.
    fn and(mut self, path: &str, text: &str) -> Self {
        self.files.push((path.to_owned(), text.into()));
        self
    }
}

/// How a run ended and what it took.
struct Taken {
    code: Option<i32>,
    time: Duration,
    /// The most memory at any time, in kilobytes.
    memory: usize,
    said: String,
}

/// Runs a command on a site and watches it.
fn run(site: &Folder, command: &str) -> Taken {
    let talk = site.path().join(".talk");
    let file = File::create(&talk).unwrap();
    let mut process = site.command([command]);
    process.stdin(Stdio::null()).stdout(file.try_clone().unwrap()).stderr(file);
    let began = Instant::now();
    let mut process = process.spawn().unwrap();
    let mut memory = 0;
    let code = loop {
        memory = memory.max(peak(process.id()).unwrap_or(0));
        match process.try_wait().unwrap() {
            Some(status) => break status.code(),
            None if began.elapsed() > DEADLINE => {
                process.kill().unwrap();
                process.wait().unwrap();
                break None;
            }
            None => thread::sleep(Duration::from_millis(2)),
        }
    };
    let time = began.elapsed();
    let said = fs::read(&talk).unwrap();
    assert!(said.len() as u64 <= LONGEST_TALK, "{} bytes of talk", said.len());
    Taken { code, time, memory, said: String::from_utf8(said).unwrap() }
}

/// The most memory that a process had so far, in kilobytes, where the system tells. At its very beginning it has the
/// memory of the process that began it.
fn peak(process: u32) -> Option<usize> {
    let program = fs::read_link(format!("/proc/{process}/exe")).ok()?;
    if program != fs::canonicalize(binary()).ok()? {
        return None;
    }
    let status = fs::read_to_string(format!("/proc/{process}/status")).ok()?;
    status.lines().find(|line| line.starts_with("VmHWM:"))?.split_whitespace().nth(1)?.parse().ok()
}

/// Builds and checks each site.
#[track_caller]
fn hold(cases: Vec<Case>) {
    let wrong: Vec<String> = cases.iter().flat_map(Case::faults).collect();
    assert!(wrong.is_empty(), "{} things are wrong\n\n{}", wrong.len(), wrong.join("\n\n"));
}

impl Case {
    /// What is not as it should be.
    fn faults(&self) -> Vec<String> {
        let mut files: Files = files_of("bad_input/base");
        files.extend(self.files.iter().cloned());
        let site = Folder::with(&files);
        let mut wrong = Vec::new();
        for command in ["build", "check"] {
            let taken = run(&site, command);
            let Taken { code, time, memory, said } = &taken;
            let start: String = said.chars().take(1_000).collect();
            if !matches!(code, Some(0 | 1)) {
                wrong.push(format!("{command} ends with {code:?} after {time:?}:\n{start}"));
            }
            if *memory > MOST_MEMORY {
                wrong.push(format!("{command} takes {memory} kB"));
            }
            let is_told = self.wanted.contains('[') && said.contains(self.wanted);
            if !is_told && self.wanted.contains('[') {
                wrong.push(format!("{command} does not say {}:\n{start}", self.wanted));
            }
        }
        if !self.wanted.contains('[') && !site.path().join("public").join(self.wanted).is_file() {
            wrong.push(format!("there is no {}", self.wanted));
        }
        wrong.extend(self.lost_page(&site.path().join("public")));
        let (path, text) = &self.files[0];
        let shown = String::from_utf8_lossy(&text[..text.len().min(60)]);
        wrong.into_iter().map(|what| format!("{path} {shown:?}… {what}")).collect()
    }

    /// The page that has nothing to do with the file and was not made.
    fn lost_page(&self, public: &Path) -> Option<String> {
        let untouched = match self.files[0].0.as_str() {
            "site.toml" => return None,
            "layouts/page.html" => "index.html",
            _ => "about/index.html",
        };
        (!public.join(untouched).is_file()).then(|| format!("{untouched} is lost"))
    }
}

/// Ten to the power of five and of six.
const E5: usize = 100_000;
const E6: usize = 1_000_000;

/// These words for each number below `count`.
fn each(count: usize, words: impl Fn(usize) -> String) -> String {
    (0..count).map(words).collect()
}

const FTL: &str = "locales/ja/hostile.ftl";

#[test]
fn messages_of_endless_depth_and_size() {
    let options = each(E5 / 2, |at| format!("a{at}: 1, "));
    let variants = each(E5 / 2, |at| format!(" [a{at}] y\n"));
    hold(vec![
        case(FTL, format!("deep = {}\n", "{".repeat(E6)), "error[too-deep]"),
        case(FTL, format!("deep = {}\n", "{ F(".repeat(E6 / 5)), "error[too-deep]"),
        case(FTL, "deep = ".to_owned() + &"{ $x ->\n [a] ".repeat(E5 / 2), "error[too-deep]"),
        case(FTL, format!("long = {}\n", "x".repeat(10 * E6)), "error[file-too-large]"),
        case(FTL, each(E5 / 2, |at| format!("m{at} = x\n")), "error[file-too-large]"),
        case(FTL, format!("long = {}\n", "word ".repeat(E5 * 2)), "error[too-long]"),
        case(FTL, format!("long = {{ {} }}\n", "9".repeat(E6 - E5)), "error[too-long]"),
        case(FTL, format!("{} = x\n", "m".repeat(E6 - E5)), "error[too-long]"),
        case(FTL, format!("long = {{ NUMBER(1, {options}) }}\n"), "error[too-long]"),
        case(FTL, format!("long = {{ NUMBER({}) }}\n", "1, ".repeat(E5)), "error[too-long]"),
        case(FTL, "m = { NUMBER(1, minimumFractionDigits: 4000000000) }\n", "error[too-long]"),
        case(FTL, format!("m = {{ $x ->\n{variants} *[z] z\n}}\n"), "error[too-long]"),
        case(FTL, format!("m = x\n{}", " .a = y\n".repeat(E5)), "error[too-long]"),
        case(FTL, format!("m = x\n{}", " .a = y\n".repeat(8_000)), "error[duplicate-message]"),
    ]);
}

/// As many entries as a file may have.
const ENTRIES: usize = 10_000;

#[test]
fn messages_that_refer_without_end() {
    let ring = |dash: &'static str| each(ENTRIES, |at| format!("{dash}m{at} = {{ {dash}m{} }}\n", (at + 1) % ENTRIES));
    let knot = each(300, |at| format!("m{at} = {}\n", each(300, |to| format!("{{m{to}}}"))));
    let comb = each(ENTRIES, |at| format!("m{at} = {{ m{} }}{{ m{} }}\n", (at + 1) % ENTRIES, at / 2));
    let laughs = each(30, |at| format!("m{} = {}\n", at + 1, format!("{{ m{at} }}").repeat(10))) + "m0 = ha\n";
    hold(vec![
        case(FTL, ring(""), "error[cyclic-reference]"),
        case(FTL, ring("-"), "error[cyclic-reference]"),
        case(FTL, each(ENTRIES, |at| format!("m{at} = {{ m{at} }}\n")), "error[cyclic-reference]"),
        case(FTL, knot, "error[cyclic-reference]"),
        case(FTL, comb, "error[cyclic-reference]"),
        case(FTL, format!("a = b\nm = {}\n", "{ a }".repeat(E5)), "error[too-long]"),
        case(FTL, format!("m = {}\n", each(E5, |at| format!("{{u{at}}}"))), "error[too-long]"),
        case(FTL, each(ENTRIES, |at| format!("m{at} = {{ u{at} }}\n")), "error[unknown-reference]"),
        case(FTL, each(1_500, |at| format!("m{at} = {{ {}{at} }}\n", "u".repeat(500))), "error[unknown-reference]"),
        case("locales/en/laughs.ftl", laughs, "error[too-long]").and("layouts/page.html", "<p>{{ t('m30') }}</p>"),
    ]);
}

#[test]
fn messages_that_are_nothing_but_faults() {
    const EN: &str = "locales/en/hostile.ftl";
    let quotes = each(ENTRIES, |at| format!("m{at} = \"it's...\"\n"));
    hold(vec![
        case(FTL, "???\n\n".repeat(E5), "error[syntax-error]"),
        case(FTL, "#x\n".repeat(E5), "error[syntax-error]"),
        case(FTL, "m = {\n".repeat(ENTRIES), "error[syntax-error]"),
        case(FTL, "m = {\"\\q\"}\n".repeat(ENTRIES), "error[syntax-error]"),
        case(FTL, "m = y\n".repeat(ENTRIES), "error[duplicate-message]"),
        case(FTL, "\0".repeat(E6), "error[forbidden-character]"),
        case(FTL, format!("m = {}\n", "\u{202E}".repeat(E5 * 3)), "error[forbidden-character]"),
        case(FTL, b"\xFF".repeat(E6), "error[not-utf8]"),
        case(EN, quotes, "warning[straight-quotes]"),
        case(EN, format!("m = {}\n", "<b>".repeat(20_000)), "error[markup-not-allowed]")
            .and("layouts/page.html", "<p>{{ markup('m') }}</p>"),
    ]);
}

#[test]
fn markdown() {
    const MD: &str = "content/en/hostile.md";
    const PAGE: &str = "hostile/index.html";
    const LARGE: &str = "error[document-too-large]";
    let hostile = |body: String, wanted| case(MD, format!("+++\ntitle = \"Hostile\"\n+++\n{body}"), wanted);
    let footnotes = each(10_000, |at| format!("[^{at}] ")) + &each(10_000, |at| format!("\n\n[^{at}]: x"));
    let row = |cell: &str| cell.repeat(E5) + "|\n";
    hold(vec![
        hostile(">".repeat(E6), LARGE),
        hostile("[".repeat(E6), LARGE),
        hostile(each(E6 / 5, |at| format!("[^{at}]")), LARGE),
        hostile("words ".repeat(E6), LARGE),
        hostile(">".repeat(30_000), PAGE),
        hostile("- ".repeat(E5 * 2), PAGE),
        hostile(each(1_000, |at| format!("{}- x\n", "  ".repeat(at))), PAGE),
        hostile("[".repeat(E5 * 2), PAGE),
        hostile(format!("{}x{}", "[".repeat(60_000), "](u)".repeat(60_000)), "error[broken-link]"),
        hostile("[a](b) ".repeat(60_000), "error[broken-link]"),
        hostile("![a](b.png) ".repeat(40_000), "error[broken-link]"),
        hostile("*a _b ".repeat(E5), PAGE),
        hostile("a***".repeat(60_000), PAGE),
        hostile(row("|a") + &row("|-") + &row("|b"), LARGE),
        hostile("|a".repeat(60_000) + "|\n" + &"|-".repeat(60_000) + "|\n", PAGE),
        hostile(footnotes, PAGE),
        hostile("[^1]".repeat(60_000) + "\n\n[^1]: x\n", "error[layout-recursion]"),
        hostile("# a\n".repeat(E5), "error[layout-recursion]"),
        hostile("<div>\n\n".repeat(60_000), "warning[raw-html]"),
        hostile("```rust\n".to_owned() + &"(fn x{".repeat(E5), PAGE),
    ]);
}

#[test]
fn front_matter() {
    const MD: &str = "content/en/hostile.md";
    let toml = |text: String| case(MD, format!("+++\n{text}\n+++\nWords.\n"), "error[front-matter]");
    let yaml = |text: String| case(MD, format!("---\n{text}\n---\nWords.\n"), "error[front-matter]");
    let aliases = each(26, |at| {
        let (one, next) = (char::from(b'a' + at as u8), at.saturating_sub(1));
        format!("{one}: &{one} [*{0}, *{0}, *{0}]\n", char::from(b'a' + next as u8))
    });
    hold(vec![
        toml(format!("title = {}", "[".repeat(30_000))),
        toml(format!("a{} = 1", ".a".repeat(30_000))),
        toml(format!("title = {}", "[".repeat(E5 * 2))),
        toml(each(20_000, |at| format!("k{at} = 1\n"))),
        toml("= \n".repeat(E5)),
        yaml(format!("title: {}", "[".repeat(30_000))),
        yaml(each(300, |at| format!("{}a:\n", " ".repeat(at)))),
        yaml(each(20_000, |at| format!("k{at}: 1\n"))),
        yaml(format!("tags: [{}]", "*a,".repeat(E5 / 2))),
        case(MD, format!("---\ntitle: Hostile\n{aliases}---\n"), "warning[unknown-key]"),
        case(MD, "+++\n".to_owned() + &"x\n".repeat(E5), "error[front-matter]"),
    ]);
}

#[test]
fn settings_menus_and_locks() {
    const MENUS: &str = "content/navigation.toml";
    const LOCK: &str = "locales/ja/translations.lock";
    let text = |path: &str| String::from_utf8(files_of("bad_input/base")[path].clone()).unwrap();
    let settings = |more: String, wanted| case("site.toml", text("site.toml") + &more, wanted);
    let entry = "[[main]]\nlabel = \"nav-about\"\n";
    let deep = each(60, |at| format!("[[main{}]]\nlabel = \"nav-about\"\n", ".children".repeat(at)));
    hold(vec![
        settings(format!("\nx = {}\n", "[".repeat(E6 / 2)), "error[settings-syntax]"),
        settings(format!("\n# {}\n", "x".repeat(10 * E6)), "error[settings-syntax]"),
        settings("= \n".repeat(E5), "error[settings-syntax]"),
        settings(each(9_000, |at| format!("[[locales]]\nid = \"a{at}\"\n")), "error[invalid-setting]"),
        settings(
            "[[locales]]\nid = \"de\"\n".to_owned() + &each(20_000, |at| format!("k{at} = 1\n")),
            "warning[unknown-key]",
        ),
        case(MENUS, format!("main = {}", "[".repeat(E6)), "error[invalid-menu]"),
        case(MENUS, deep, "error[invalid-menu]"),
        case(MENUS, format!("main = [{}]", "1,".repeat(E5 * 2)), "error[invalid-value]"),
        case(MENUS, "[[main]]\n".repeat(E5 / 2), "error[invalid-menu]"),
        case(MENUS, format!("{entry}# {}\n", "x".repeat(10 * E6)), "error[invalid-menu]"),
        case(LOCK, "x\n".repeat(E5), "warning[lock-syntax]"),
        case(LOCK, "x".repeat(10 * E6), "warning[lock-syntax]"),
        case(LOCK, "<<<<<<<\n".repeat(E5), "warning[lock-syntax]"),
        case(LOCK, b"\xFF".repeat(E6), "warning[lock-syntax]"),
    ]);
}

#[test]
fn layouts_of_endless_depth_and_size() {
    const LAYOUT: &str = "layouts/page.html";
    let hostile = |text: String| case(LAYOUT, text, "error[layout-syntax]");
    hold(vec![
        hostile(format!("{{{{ {}1", "(".repeat(E6 / 2))),
        hostile("{% if x %}".repeat(E5)),
        hostile("{% macro m() %}".repeat(E5 / 2)),
        hostile(format!("{{{{ {}1 }}}}", "not ".repeat(E5))),
        hostile(format!("{{{{ {}1 }}}}", "-".repeat(E5))),
        hostile(format!("{{{{ page{} }}}}", ".x".repeat(E5))),
        hostile(format!("{{{{ page{} }}}}", "[0]".repeat(E5))),
        hostile(format!("{{{{ 'a'{} }}}}", " ~ 'a'".repeat(E5))),
        hostile(format!("{{% if 0 %}}{}{{% endif %}}", "{% elif 0 %}".repeat(E5 / 2))),
        hostile("{{ t('no') }}".repeat(E5 / 2)),
        hostile(format!("{{{{ '{}' }}}}", "x".repeat(5 * E6))),
    ]);
}

#[test]
fn layouts_that_do_not_end() {
    const LAYOUT: &str = "layouts/page.html";
    let endless = |text: &str| case(LAYOUT, text, "error[layout-recursion]");
    let fan = each(29, |at| {
        format!("{{% macro m{}() %}}{}{{% endmacro %}}", at + 1, format!("{{{{ m{at}() }}}}").repeat(10))
    });
    let cases = vec![
        endless("{% include 'page.html' %}"),
        (0..11).fold(endless("{{ fragment('f0.html') }}"), |case, at| {
            let next = format!("{{{{ fragment('f{}.html') }}}}", at + 1);
            case.and(&format!("layouts/f{at}.html"), &next.repeat(if at < 10 { 10 } else { 0 }))
        }),
        endless("{% import 'page.html' as page %}{{ page }}"),
        endless("{% macro m() %}{{ m() }}{{ m() }}{% endmacro %}{{ m() }}"),
        endless(&format!("{{% macro m0() %}}x{{% endmacro %}}{fan}{{{{ m29() }}}}")),
        endless("{% for a in range(90000) %}{% for b in range(90000) %}x{% endfor %}{% endfor %}"),
        endless("{% set s = 'x' * 100000 %}{% for a in range(90000) %}{{ s }}{% endfor %}"),
        endless(&format!("{{% set x = 'x' %}}{}{{{{ x }}}}", "{% set x = x ~ x %}".repeat(40))),
        endless("{{ 'x\n'|indent(4000000000) }}"),
        endless("{{ 'x' * 60000000 }}"),
        endless(&format!("{{% for a in range(90000) %}}{}{{% endfor %}}", "x".repeat(E5))),
        endless("{{ (range(90000)|list)|join('x' * 100000)|length }}"),
        case(LAYOUT, "{% extends 'page.html' %}", "error[layout-error]"),
        case(LAYOUT, "{{ 'x' * 400000000 }}", "error[layout-"),
        case(LAYOUT, "{{ range(1000000000)|list|length }}", "error[layout-error]"),
    ];
    hold(cases);
}

/// What systems take for the name of a file, and nobody should have given one.
#[cfg(target_os = "linux")]
#[test]
fn stylesheets_of_endless_depth_and_size() {
    const CSS: &str = "layouts/assets/hostile.css";
    const MADE: &str = "assets/hostile.css";
    hold(vec![
        case(CSS, "a{".repeat(E5), MADE),
        case(CSS, "(".repeat(E6), MADE),
        case(CSS, "/**/".repeat(E5), MADE),
        case(CSS, format!("a {{ --x: {} }}", "b ".repeat(E5)), MADE),
        case(CSS, format!("a {{ --x {} }}", "b:".repeat(E5)), MADE),
        case(CSS, ";".repeat(E6), MADE),
        case(CSS, format!("@import {}", "'x.css' ".repeat(E5)), "error[missing-asset]"),
        case(CSS, "@import 'hostile.css';".repeat(E5 / 2), "error[import-circle]"),
        case(CSS, "a { b: url(x.png) }\n".repeat(E5 / 2), "error[missing-asset]"),
    ]);
}

#[test]
fn names_of_files() {
    let deep = format!("content/en/{}page.md", "d/".repeat(500));
    hold(vec![
        case("layouts/\u{202E}lmth.html", "{% if %}", "error[layout-syntax]"),
        case(&format!("content/en/{}.md", "x".repeat(240)), "+++\ntitle = 3\n+++\n", "error[invalid-value]"),
        case(&deep, "+++\ntitle = 3\n+++\n", "error[invalid-value]"),
    ]);
}
