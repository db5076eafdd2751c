//! `why --if`: what a change would do, of one file on standard input or between two revisions of git.

use std::collections::BTreeMap;
use std::io::Write;
use std::process::{Command, Stdio};

use serde_json::{Value, json};

use crate::cli::{fine, refused, site};
use crate::support::{Files, Folder, Ran, files_of, say_skipped, tree};

/// `why --if PATH=-` with this text on standard input.
fn ask(site: &Folder, path: &str, text: &str, more: &[&str]) -> Ran {
    let mut command = site.command(["why", "--if", &format!("{path}=-")]);
    command.args(more).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().unwrap();
    // A run that cannot go on does not read to the end.
    drop(child.stdin.take().unwrap().write_all(text.as_bytes()));
    Ran::of(child.wait_with_output().unwrap())
}

#[track_caller]
fn effect(site: &Folder, path: &str, text: &str) -> Value {
    let ran = ask(site, path, text, &["--format", "json"]);
    fine(&ran);
    ran.json()
}

fn read(site: &Folder, path: &str) -> String {
    std::fs::read_to_string(site.path().join(path)).unwrap()
}

/// The outputs that would be others, as path → what would become of them.
fn outputs(effect: &Value) -> BTreeMap<String, String> {
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    let outputs = effect["outputs"].as_array().unwrap().iter();
    outputs.map(|output| (text(&output["path"]), text(&output["change"]))).collect()
}

fn codes(effect: &Value, which: &str) -> Vec<String> {
    let findings = effect["findings"][which].as_array().unwrap().iter();
    findings.map(|finding| finding["code"].as_str().unwrap().to_owned()).collect()
}

#[test]
fn lists_the_pages_that_would_be_others() {
    let site = site();
    let before = tree(site.path());
    let text = read(&site, "locales/ja/site.ftl").replace("ホーム", "入口");
    let effect = effect(&site, "locales/ja/site.ftl", &text);
    let page = |path: &str| json!({"path": path, "locale": "ja", "change": "changed"});
    let pages = ["ja/404.html", "ja/about/index.html", "ja/hello/index.html", "ja/index.html"].map(page);
    assert_eq!(
        effect,
        json!({
            "files": [{"path": "locales/ja/site.ftl", "change": "changed"}],
            "locales": {"ja": 4},
            "outputs": pages,
            "findings": {"coming": [], "going": []},
            "gates": [],
        })
    );
    let ran = ask(&site, "locales/ja/site.ftl", &text, &[]);
    let expected = "locales/ja/site.ftl\n\n4 pages would change\n  ja: 4\n    ~ /ja/404.html\n    ~ /ja/\n    ~ /ja/about/\n    ~ /ja/hello/\n";
    assert_eq!(fine(&ran), expected);
    assert_eq!(tree(site.path()), before, "nothing on the disk is touched");
}

#[test]
fn says_when_nothing_would_change() {
    let site = site();
    site.write("locales/ja/site.ftl", format!("{}stray\n", read(&site, "locales/ja/site.ftl")));
    let text = format!("# A comment moves every line.\n\n{}", read(&site, "locales/ja/site.ftl"));
    let ran = ask(&site, "./locales/ja/site.ftl", &text, &[]);
    assert_eq!(fine(&ran), "locales/ja/site.ftl\nnothing would change\n");
    let none = effect(&site, "locales/ja/site.ftl", &text);
    assert_eq!((&none["outputs"], &none["gates"]), (&json!([]), &json!([])));
    assert_eq!(none["findings"], json!({"coming": [], "going": []}), "what stands elsewhere in the file is not new");
}

#[test]
fn says_which_findings_and_gates_would_move() {
    let site = site();
    let whole = read(&site, "locales/ja/site.ftl");
    let settings =
        read(&site, "site.toml").replace("id = \"ja\"", "id = \"ja\"\ngo_live_at = 80\nrequired = [\"nav-*\"]");
    site.write("site.toml", settings);
    let effect_of = |text: &str| effect(&site, "locales/ja/site.ftl", text);
    let broken = whole.replace("nav-home = ホーム", "nav-home = { ホーム");
    let worse = effect_of(&broken);
    assert!(codes(&worse, "coming").contains(&"syntax-error".to_owned()), "{worse}");
    let error =
        worse["findings"]["coming"].as_array().unwrap().iter().find(|one| one["code"] == "syntax-error").unwrap();
    assert_eq!((&error["path"], &error["line"]), (&json!("locales/ja/site.ftl"), &json!(2)), "{error}");
    let gate = &worse["gates"][0];
    assert_eq!(
        (&gate["locale"], &gate["before"]["verdict"], &gate["after"]["verdict"]),
        (&json!("ja"), &json!("holds"), &json!("falls"))
    );
    assert_eq!(gate["after"]["required_missing"], json!(["nav-home"]));
    let ran = ask(&site, "locales/ja/site.ftl", &broken, &[]);
    for part in [
        "would appear",
        "error[syntax-error] locales/ja/site.ftl:2:",
        "1 gate would move",
        "ja: holds (live, 87 %) → falls (live, 75 %)",
    ] {
        assert!(fine(&ran).contains(part), "`{part}` is not in {}", ran.stdout);
    }
    site.write("locales/ja/site.ftl", &broken);
    let better = effect_of(&whole);
    assert!(codes(&better, "going").contains(&"syntax-error".to_owned()), "{better}");
    assert_eq!(codes(&better, "coming"), [] as [&str; 0]);
    assert_eq!(better["gates"][0]["after"]["verdict"], "holds");
    let elsewhere = ask(&site, "locales/ja/site.ftl", &whole, &["--locale", "en", "--format", "json"]).json();
    assert_eq!((&elsewhere["outputs"], &elsewhere["gates"]), (&json!([]), &json!([])), "only en was asked for");
    assert_eq!(elsewhere["findings"]["going"], json!([]));
}

#[test]
fn knows_pages_that_would_come_and_go() {
    let site = site();
    let post = "+++\ntitle = \"New\"\ndate = \"2024-01-01\"\n+++\n\nNew.\n";
    let new = effect(&site, "content/en/new.md", post);
    assert_eq!(new["files"], json!([{"path": "content/en/new.md", "change": "added"}]));
    assert_eq!(outputs(&new).get("new/index.html").map(String::as_str), Some("added"), "{new}");
    assert_eq!(outputs(&new).get("ja/new/index.html").map(String::as_str), Some("added"), "shown there too");
    let draft = effect(&site, "content/en/about.md", "+++\ntitle = \"About\"\ndraft = true\n+++\n");
    assert_eq!(outputs(&draft).get("about/index.html").map(String::as_str), Some("removed"), "{draft}");
    let style = effect(&site, "layouts/assets/style.css", "body { color: red }\n");
    assert_eq!(style["locales"], json!({}));
    assert_eq!(outputs(&style), BTreeMap::from([("assets/style.css".to_owned(), "changed".to_owned())]));
    let gone = effect(&site, "site.toml", "[[[");
    assert!(codes(&gone, "coming").contains(&"settings-syntax".to_owned()), "{gone}");
}

/// What it says is what two builds show.
#[test]
fn agrees_with_two_builds() {
    let post = "+++\ntitle = \"Hello\"\ndate = \"2030-01-01\"\ntags = [\"new\"]\n+++\n\nOther words.\n";
    for (path, text) in [
        ("locales/en/site.ftl", "-brand = Other\nnav-home = Start\n"),
        ("locales/fr/site.ftl", "only-here = Seulement ici\n"),
        ("content/en/hello.md", post),
        ("content/ja/_index.md", ""),
        ("content/navigation.toml", ""),
        ("layouts/partials/menu.html", "{{ t('nav-home') }}"),
        ("layouts/post.html", "{% if"),
        ("layouts/404.html", "gone"),
        ("site.toml", "source_locale = \"ja\"\n[[locales]]\nid = \"ja\"\nstate = \"live\"\n"),
    ] {
        let site = site();
        let said = outputs(&effect(&site, path, text));
        site.run("build --out before");
        site.write(path, text);
        site.run("build --out after");
        let built = |folder: &str| -> Files {
            let files = tree(&site.path().join(folder)).into_iter();
            files.filter(|(path, _)| !path.starts_with(".isogloss")).collect()
        };
        let (before, after) = (built("before"), built("after"));
        let names = before.keys().chain(after.keys()).filter(|name| before.get(*name) != after.get(*name));
        let fate = |name: &String| match (before.contains_key(name), after.contains_key(name)) {
            (true, true) => "changed",
            (false, _) => "added",
            (true, false) => "removed",
        };
        let shown: BTreeMap<String, String> = names.map(|name| (name.clone(), fate(name).to_owned())).collect();
        assert_eq!(said, shown, "{path}");
        assert!(!said.is_empty(), "{path} matters");
    }
}

#[test]
fn refuses_what_is_no_change() {
    let site = site();
    let outside = ["../site.toml=-", "/etc/passwd=-", "README.md=-", "=-", "locales/../../x=-", "locales/en/.x.swp=-"];
    for change in outside {
        let ran = ask(&site, change.trim_end_matches("=-"), "x", &[]);
        refused(&ran, "it is no source of the site", "below locales/, content/ or layouts/");
    }
    refused(&site.run("why --if main"), "neither PATH=- nor A..B", "--if main..HEAD");
    refused(&site.run("why nav-home --if main..HEAD"), "cannot be used with", "why");
    refused(&site.run("why"), "required", "why");
    refused(&ask(&site, "locales/en/site.ftl", "", &["--locale", "xx"]), "no locale `xx`", "en, ja, fr");
    refused(&site.run("why --if main..HEAD"), "git finds no repository here", "--if PATH=-");
    let mut without_git = site.command(["why", "--if", "main..HEAD"]);
    refused(&Ran::of(without_git.env("PATH", "").output().unwrap()), "there is no git", "--if PATH=-");
    let absolute = site.path().join("locales/ja/site.ftl");
    let ran = ask(&site, absolute.to_str().unwrap(), "", &["--site", site.path().to_str().unwrap()]);
    assert!(fine(&ran).starts_with("locales/ja/site.ftl\n"), "a path from the top is one of the site: {ran:?}");
}

/// A repository with the site in `docs/`; `None` where there is no git.
fn repository() -> Option<Folder> {
    let folder = Folder::empty();
    if git(&folder, &["init", "--quiet", "--initial-branch=main"]).is_none() {
        say_skipped("why_if: there is no git");
        return None;
    }
    for (path, bytes) in files_of("cli") {
        folder.write(&format!("docs/{path}"), bytes);
    }
    folder.write("README.md", "not of the site\n");
    commit(&folder);
    Some(folder)
}

/// What git says; `None` where there is none.
pub fn git(folder: &Folder, arguments: &[&str]) -> Option<String> {
    let mut command = Command::new("git");
    command.args(["-c", "user.name=x", "-c", "user.email=x@example.org", "-c", "core.autocrlf=false"]);
    command.args(arguments).current_dir(folder.path()).env("GIT_CONFIG_GLOBAL", "/dev/null");
    let ran = Ran::of(command.output().ok()?);
    assert_eq!(ran.code, Some(0), "{arguments:?}: {ran:?}");
    Some(ran.stdout)
}

pub fn commit(folder: &Folder) {
    git(folder, &["add", "--all"]);
    git(folder, &["commit", "--quiet", "--message", "x"]);
}

#[test]
fn compares_two_revisions() {
    let Some(folder) = repository() else { return };
    git(&folder, &["switch", "--quiet", "--create", "topic"]);
    folder.write("docs/locales/ja/site.ftl", read(&folder, "docs/locales/ja/site.ftl").replace("ホーム", "入口"));
    folder.write("docs/content/fr/_index.md", "+++\ntitle = \"Accueil\"\n+++\n\nBonjour.\n");
    std::fs::remove_file(folder.path().join("docs/content/en/about.md")).unwrap();
    folder.write("README.md", "still not of the site\n");
    commit(&folder);
    let whole = tree(folder.path());
    let json = |range: &str| {
        let ran = folder.run(&format!("why --site docs --format json --if {range}"));
        fine(&ran);
        ran.json()
    };
    let there = json("main..topic");
    let file = |path: &str, change: &str| json!({"path": path, "change": change});
    let files = [
        file("content/en/about.md", "removed"),
        file("content/fr/_index.md", "added"),
        file("locales/ja/site.ftl", "changed"),
    ];
    assert_eq!(there["files"], json!(files));
    assert_eq!(there["locales"], json!({"en": 1, "fr": 2, "ja": 4}), "{there}");
    assert_eq!(outputs(&there)["about/index.html"], "removed");
    assert_eq!(json("main.."), there, "HEAD is topic");
    let back = json("topic..main");
    assert_eq!(outputs(&back)["about/index.html"], "added");
    assert_eq!(back["locales"], there["locales"]);
    assert_eq!(json("topic..topic")["outputs"], json!([]));
    // Work that is not committed is no part of it, nor is the working tree looked at.
    std::fs::remove_dir_all(folder.path().join("docs")).unwrap();
    folder.write("docs/site.toml", "[[[");
    assert_eq!(json("main..topic"), there);
    git(&folder, &["reset", "--quiet", "--hard"]);
    assert_eq!(without_git(&tree(folder.path())), without_git(&whole), "nothing on the disk is touched");
    let ran = folder.run("why --site docs --if main..topic");
    for part in
        ["main..topic", "  - content/en/about.md", "  + content/fr/_index.md", "7 pages would change", "- /about/"]
    {
        assert!(fine(&ran).contains(part), "`{part}` is not in {}", ran.stdout);
    }
}

fn without_git(files: &Files) -> Files {
    files
        .iter()
        .filter(|(path, _)| !path.starts_with(".git/"))
        .map(|(path, bytes)| (path.clone(), bytes.clone()))
        .collect()
}

#[test]
fn three_dots_leave_out_what_the_other_side_did() {
    let Some(folder) = repository() else { return };
    git(&folder, &["switch", "--quiet", "--create", "topic"]);
    folder.write("docs/locales/ja/site.ftl", read(&folder, "docs/locales/ja/site.ftl").replace("ホーム", "入口"));
    commit(&folder);
    git(&folder, &["switch", "--quiet", "main"]);
    folder.write("docs/locales/en/site.ftl", read(&folder, "docs/locales/en/site.ftl").replace("Home", "Start"));
    commit(&folder);
    let files =
        |range: &str| folder.run(&format!("why --site docs --format json --if {range}")).json()["files"].clone();
    assert_eq!(files("main...topic"), json!([{"path": "locales/ja/site.ftl", "change": "changed"}]));
    assert_eq!(files("main..topic").as_array().unwrap().len(), 2);
}

#[test]
fn a_locale_that_opens_is_a_gate_that_moves() {
    let Some(folder) = repository() else { return };
    let settings = read(&folder, "docs/site.toml");
    folder.write("docs/site.toml", format!("{}\n[[locales]]\nid = \"de\"\n", settings.replace("coming-soon", "live")));
    commit(&folder);
    let ran = folder.run("why --site docs --format json --if HEAD~1..HEAD --locale de --locale fr");
    fine(&ran);
    let gates = ran.json()["gates"].clone();
    assert_eq!((&gates[0]["locale"], &gates[0]["before"]), (&json!("de"), &Value::Null));
    let fr = (&gates[1]["before"]["state"], &gates[1]["before"]["verdict"], &gates[1]["after"]["verdict"]);
    assert_eq!(fr, (&json!("coming-soon"), &json!("not-ready"), &json!("falls")), "{gates}");
    assert!(
        fine(&folder.run("why --site docs --if HEAD~1..HEAD")).contains("de: not declared → not-ready (planned, 0 %)")
    );
}

#[test]
fn says_which_revision_git_does_not_know() {
    let Some(folder) = repository() else { return };
    for (range, what, hint) in [
        ("main..nowhere", "git knows no revision `nowhere`", "--if main..HEAD"),
        ("nowhere...main", "git knows no revision `nowhere`", "--if main..HEAD"),
        ("--all..main", "git knows no revision `--all`", "--if main..HEAD"),
        ("main..--output=x", "git knows no revision `--output=x`", "--if main..HEAD"),
        ("main:README.md..main", "git knows no revision `main:README.md`", "--if main..HEAD"),
    ] {
        refused(&Ran::of(folder.command(["why", "--site", "docs", "--if", range]).output().unwrap()), what, hint);
    }
    refused(&folder.run("why --if main..main"), "neither holds site.toml here", "in this folder");
    refused(&folder.run("why --site nowhere --if main..main"), "nowhere", "check the path");
    git(&folder, &["checkout", "--quiet", "--orphan", "other"]);
    folder.write("README.md", "another beginning\n");
    commit(&folder);
    refused(&folder.run("why --site docs --if main...other"), "no commit in common", "with two dots");
    assert_eq!(folder.run("why --site docs --if main..other").code, Some(0));
}
