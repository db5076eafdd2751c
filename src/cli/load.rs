//! A site from a folder into a workspace.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use super::arguments::Site;
use crate::disk::{Failure, Scanner, read_kept};
use crate::settings::BaseUrl;
use crate::site::Options;
use crate::text::{Change, Date, LocaleId, SitePath};
use crate::workspace::{NullSink, Outcome, Workspace};

/// Where a plain build and watch mode write, in the site.
pub const FOLDER: &str = "public";

/// The bytes of files, by their paths.
pub type Bytes = BTreeMap<SitePath, Arc<[u8]>>;

/// Reads the site that the arguments name. Fails when there is none.
pub fn load(arguments: &Site, options: Options, memory: usize) -> Result<(Workspace, Scanner), Failure> {
    let mut scanner = Scanner::open(&arguments.site)?;
    let mut workspace = empty_workspace(options, memory)?;
    scanner.scan_first(|first| workspace.apply_coming(first.changes()))?;
    Ok((workspace, scanner))
}

/// The same, with the bytes of every file as it was read.
pub fn load_with_bytes(
    arguments: &Site,
    options: Options,
    memory: usize,
) -> Result<(Workspace, Scanner, Bytes), Failure> {
    let mut scanner = Scanner::open(&arguments.site)?;
    let changes = scanner.scan()?;
    let workspace = workspace_of(&changes, options, memory)?;
    let bytes = changes.into_iter().filter_map(|change| Some((change.path, change.content?))).collect();
    Ok((workspace, scanner, bytes))
}

/// A workspace with these files.
pub fn workspace_of(files: &[Change], options: Options, memory: usize) -> Result<Workspace, Failure> {
    let mut workspace = empty_workspace(options, memory)?;
    workspace.apply(files);
    Ok(workspace)
}

fn empty_workspace(options: Options, memory: usize) -> Result<Workspace, Failure> {
    Ok(Workspace::new(Options { build_date: build_date()?, ..options }, memory))
}

/// The file that keeps the ledger between builds.
pub const LEDGER: &str = "ledger";

/// The same as [`load`], with what the last build kept. Whoever makes pages of some locales only begins
/// anew: what is wrong with the others would be told too.
pub fn resume(arguments: &Site, options: Options) -> Result<(Workspace, Scanner), Failure> {
    let mut scanner = Scanner::open(&arguments.site)?;
    let mut workspace = empty_workspace(options, 0)?;
    let kept = arguments.locale.is_empty().then(|| read_kept(scanner.root(), LEDGER)).flatten().unwrap_or_default();
    scanner.trust_stamps();
    scanner.scan_first(|first| workspace.resume(first.changes(), &kept))?;
    narrow(arguments, &mut workspace)?;
    Ok((workspace, scanner))
}

/// The same as [`load`], for a face that makes pages of the named locales only.
pub fn load_only(arguments: &Site, options: Options, memory: usize) -> Result<(Workspace, Scanner), Failure> {
    let (mut workspace, scanner) = load(arguments, options, memory)?;
    narrow(arguments, &mut workspace)?;
    Ok((workspace, scanner))
}

/// From now on pages of the named locales only are made.
fn narrow(arguments: &Site, workspace: &mut Workspace) -> Result<(), Failure> {
    let locales = locales(arguments, workspace)?;
    for locale in locales.iter().filter_map(|id| workspace.site().settings().locale(id)) {
        if !locale.state.is_built() {
            let reason = format!("`{}` is {}, so no page of it is made", locale.id, locale.state.name());
            let hint = "give it the state coming-soon, preview or live in site.toml";
            return Err(Failure::because("use", Path::new("--locale"), reason, hint));
        }
    }
    if !locales.is_empty() {
        workspace.set_only(locales);
    }
    Ok(())
}

/// Makes all pages that are wanted and keeps none: for faces that look things up in the ledger.
pub fn render(workspace: &mut Workspace) -> Outcome {
    let Ok(outcome) = workspace.render(&NullSink, &AtomicBool::new(false));
    outcome
}

/// Where pages are written: `--out`, else a folder in the site.
pub fn output_folder(arguments: &Site, out: Option<&PathBuf>, folder: &str) -> PathBuf {
    let default = || arguments.site.strip_prefix(".").unwrap_or(&arguments.site).join(folder);
    out.cloned().unwrap_or_else(default)
}

/// The locales that `--locale` names.
pub fn locales(arguments: &Site, workspace: &Workspace) -> Result<Vec<LocaleId>, Failure> {
    let settings = workspace.site().settings();
    let known = |id: &String| {
        let locale = LocaleId::new(id);
        if settings.locale(&locale).is_some() || workspace.site().is_broken() {
            return Ok(locale);
        }
        let all: Vec<&str> = settings.locales.iter().map(|locale| locale.id.as_str()).collect();
        let hint = format!("its locales are {}", all.join(", "));
        Err(Failure::because("use", Path::new("--locale"), format!("the site has no locale `{id}`"), hint))
    };
    arguments.locale.iter().map(known).collect()
}

/// The day of `SOURCE_DATE_EPOCH` (seconds since 1970-01-01T00:00:00Z), where that is set.
fn build_date() -> Result<Option<Date>, Failure> {
    let Some(value) = std::env::var_os("SOURCE_DATE_EPOCH") else { return Ok(None) };
    let date = value.to_str().and_then(|text| text.parse().ok()).and_then(Date::from_unix_seconds);
    let hint = "give it whole seconds since 1970, or unset it";
    let wrong = || Failure::because("use", Path::new("SOURCE_DATE_EPOCH"), "it is not a number of seconds", hint);
    date.map(Some).ok_or_else(wrong)
}

/// The address that `--base-url` names.
pub fn base_url(url: &str) -> Result<BaseUrl, Failure> {
    let wrong = || {
        let hint = "write an absolute URL such as https://blog.example.org";
        Failure::because("use", Path::new("--base-url"), format!("`{url}` is no address of a site"), hint)
    };
    BaseUrl::parse(url).ok_or_else(wrong)
}
