//! `isogloss why --if CHANGE`

use std::collections::BTreeMap;
use std::io::{self, IsTerminal, Read};
use std::path::Path;

use serde_json::{Value, json};

use super::arguments::{Format, Why};
use super::report::finding_json;
use super::run::Ended;
use super::status::locale_of;
use super::terminal::Terminal;
use super::{json, load, why_if_text};
use crate::disk::{self, Failure};
use crate::settings::State;
use crate::site::{Gate, Options, Site, is_source};
use crate::text::{Change, LocaleId, SitePath};
use crate::workspace::{Effect, Fate, Moved, Placed, Workspace, text_of};

/// A change to the sources, and what it would do.
pub struct Answer {
    /// What it is called: a path, or two revisions.
    pub name: String,
    /// The files that it concerns.
    pub files: Vec<(SitePath, Fate)>,
    /// What it would do.
    pub effect: Effect,
}

/// Says what a change would do. Pages are those of a build: no drafts.
pub fn run(arguments: &Why, terminal: &Terminal) -> Result<Ended, Failure> {
    let change = arguments.change.as_deref().unwrap_or_default();
    let mut answer = match change.strip_suffix("=-") {
        Some(path) => of_file(arguments, path, terminal)?,
        None if change.contains("..") => of_revisions(arguments, change)?,
        None => {
            let reason = "it is neither PATH=- nor A..B";
            let hint = "--if locales/ja/site.ftl=- reads the new text from standard input, --if main..HEAD asks git";
            return Err(Failure::because("use", Path::new(change), reason, hint));
        }
    };
    answer.keep_only(&arguments.site.locale);
    match arguments.format {
        Format::Json => terminal.print(&json::pretty(&answer.json())),
        Format::Text => why_if_text::print(&answer, terminal),
    }
    Ok(Ended::Fine)
}

/// The site as it is on the disk, and one file with the text from standard input.
fn of_file(arguments: &Why, path: &str, terminal: &Terminal) -> Result<Answer, Failure> {
    let (workspace, scanner) = load::load(&arguments.site, Options::default(), 0)?;
    let path = source_path(scanner.root(), path)?;
    if io::stdin().is_terminal() {
        terminal.say(&format!("the new text of {path}, until the end of the input:"));
    }
    let mut bytes = Vec::new();
    let read = io::stdin().lock().read_to_end(&mut bytes);
    read.map_err(|error| Failure::io("read", Path::new("standard input"), &error))?;
    let root = scanner.root().to_owned();
    let fate = if disk::read_text(&root, &path).is_some() { Fate::Changed } else { Fate::Added };
    let changes = [Change::set(path.clone(), bytes)];
    let effect = effect(arguments, workspace, &changes, |path| disk::read_text(&root, path))?;
    Ok(Answer { name: path.to_string(), files: vec![(path, fate)], effect })
}

/// A path as people write it, as one of a source of the site.
fn source_path(root: &Path, path: &str) -> Result<SitePath, Failure> {
    let inside = Path::new(path).strip_prefix(root).ok().and_then(Path::to_str).unwrap_or(path);
    let found = SitePath::new(inside.trim_start_matches("./")).filter(is_source);
    found.ok_or_else(|| {
        let hint = "name site.toml or a file below locales/, content/ or layouts/, from the folder of the site";
        Failure::because("use", Path::new(path), "it is no source of the site", hint)
    })
}

/// The site at one revision, and what another has otherwise.
fn of_revisions(arguments: &Why, range: &str) -> Result<Answer, Failure> {
    let disk::Revisions { before, changes } = disk::read_revisions(&arguments.site.site, range)?;
    let workspace = load::workspace_of(&before, Options::default(), 0)?;
    let texts: BTreeMap<SitePath, Change> = before.into_iter().map(|file| (file.path.clone(), file)).collect();
    let fate = |change: &Change| match (&change.content, texts.contains_key(&change.path)) {
        (None, _) => Fate::Removed,
        (Some(_), true) => Fate::Changed,
        (Some(_), false) => Fate::Added,
    };
    let files = changes.iter().map(|change| (change.path.clone(), fate(change))).collect();
    let effect = effect(arguments, workspace, &changes, |path| texts.get(path).and_then(text_of))?;
    Ok(Answer { name: range.to_owned(), files, effect })
}

fn effect(
    arguments: &Why,
    mut workspace: Workspace,
    changes: &[Change],
    read: impl Fn(&SitePath) -> Option<String>,
) -> Result<Effect, Failure> {
    let declared =
        |site: &Site| -> Vec<LocaleId> { site.settings().locales.iter().map(|locale| locale.id.clone()).collect() };
    let before = declared(workspace.site());
    load::render(&mut workspace);
    let effect = workspace.what_if(changes, read);
    // A locale may be named that only one side of the change has.
    if !arguments.site.locale.iter().all(|id| before.contains(&LocaleId::new(id))) {
        load::locales(&arguments.site, &workspace)?;
    }
    Ok(effect)
}

impl Answer {
    /// How many pages of each locale would be others.
    pub fn pages_by_locale(&self) -> BTreeMap<&LocaleId, Vec<&Moved>> {
        let mut pages: BTreeMap<&LocaleId, Vec<&Moved>> = BTreeMap::new();
        for moved in &self.effect.outputs {
            if let Some(locale) = &moved.locale {
                pages.entry(locale).or_default().push(moved);
            }
        }
        pages
    }

    /// Leaves out what concerns other locales; all stays where none is named.
    fn keep_only(&mut self, locales: &[String]) {
        let named = |locale: &LocaleId| locales.is_empty() || locales.iter().any(|id| id == locale.as_str());
        let of = |placed: &Placed| locale_of(&placed.finding.diagnostic, &placed.located);
        self.effect.outputs.retain(|moved| moved.locale.as_ref().is_none_or(named));
        self.effect.coming.retain(|placed| of(placed).as_ref().is_none_or(named));
        self.effect.going.retain(|placed| of(placed).as_ref().is_none_or(named));
        self.effect.gates.retain(|gate| named(&gate.locale));
    }

    fn json(&self) -> Value {
        let Effect { outputs, coming, going, gates } = &self.effect;
        let files = self.files.iter().map(|(path, fate)| json!({ "path": path.as_str(), "change": fate.name() }));
        let counts = self.pages_by_locale().into_iter().map(|(locale, pages)| (locale.to_string(), json!(pages.len())));
        let outputs = outputs.iter().map(|Moved { output, locale, fate }| {
            json!({ "path": output, "locale": locale.as_ref().map(LocaleId::as_str), "change": fate.name() })
        });
        let gates = gates.iter().map(|gate| {
            json!({
                "locale": gate.locale.as_str(),
                "before": gate.before.as_ref().map(gate_json),
                "after": gate.after.as_ref().map(gate_json),
            })
        });
        let findings = |list: &[Placed]| list.iter().map(finding_json).map(Value::Object).collect::<Value>();
        json!({
            "files": files.collect::<Value>(),
            "locales": counts.collect::<serde_json::Map<_, _>>(),
            "outputs": outputs.collect::<Value>(),
            "findings": { "coming": findings(coming), "going": findings(going) },
            "gates": gates.collect::<Value>(),
        })
    }
}

fn gate_json((state, gate): &(State, Gate)) -> Value {
    json!({
        "state": state.name(),
        "verdict": gate.verdict.name(),
        "percent": gate.percent,
        "required_missing": gate.required_missing,
        "reasons": gate.reasons,
    })
}
