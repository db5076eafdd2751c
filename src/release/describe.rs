//! From a release that is made to its manifests: in, a workspace whose pages are made and the hashes of all files; out, a
//! manifest for each locale that is released.

use std::collections::BTreeMap;

use super::manifest::{Coverage, FORMAT, File, Fragment, Gate, Locale, Manifest, PageRecord, Source};
use crate::site::{Former, Question, Route, Site, Verdict};
use crate::text::{Digest, LocaleId, blake3_hex};
use crate::workspace::{PageReading, Workspace};

/// What the bytes of a file come to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hashed {
    /// BLAKE3, 256 bits in hexadecimal digits.
    pub blake3: String,
    /// How many they are.
    pub size: u64,
}

impl Hashed {
    /// Looks at the bytes of a file.
    pub fn of(bytes: &[u8]) -> Self {
        Self { blake3: blake3_hex(bytes), size: bytes.len() as u64 }
    }
}

/// The manifests of these locales: `files` are all files of the release by their paths, `revision` is what it was made
/// from. What a manifest says does not depend on which other locales are released with it.
pub fn describe(
    workspace: &Workspace,
    locales: &[LocaleId],
    files: &BTreeMap<String, Hashed>,
    revision: Digest,
) -> BTreeMap<LocaleId, Manifest> {
    let site = workspace.site();
    let mut owned: BTreeMap<Option<LocaleId>, BTreeMap<String, File>> = BTreeMap::new();
    for (path, hashed) in files {
        let (owner, url) = place(site, path);
        let Hashed { blake3, size } = hashed.clone();
        owned.entry(owner).or_default().insert(path.clone(), File { blake3, size, url, page: None });
    }
    let shared = owned.remove(&None).unwrap_or_default();
    let head = Manifest {
        format: FORMAT,
        program: format!("isogloss {}", env!("CARGO_PKG_VERSION")),
        revision: revision.to_string(),
        base_url: format!("{}{}", site.settings().base_url.origin(), site.settings().base_url.path()),
        shared,
        locales: BTreeMap::new(),
    };
    let former = site.former();
    let mut manifests = BTreeMap::new();
    for id in locales {
        let files = owned.remove(&Some(id.clone())).unwrap_or_default();
        let Some(locale) = locale(workspace, id, files, &former) else { continue };
        manifests.insert(id.clone(), Manifest { locales: [(id.to_string(), locale)].into(), ..head.clone() });
    }
    manifests
}

fn locale(workspace: &Workspace, id: &LocaleId, mut files: BTreeMap<String, File>, former: &Former) -> Option<Locale> {
    let site = workspace.site();
    let state = site.settings().locale(id)?.state.name().to_owned();
    let gate = site.gate(id)?;
    let mut readings = workspace.readings(id, messages(site, id));
    for (path, file) in &mut files {
        let reading = readings.pages.remove(path);
        file.page = reading.and_then(|reading| page(site, path, reading));
    }
    let prefix = format!("{id} ");
    let source = |(question, answer): (Question, Digest)| {
        let subject = question.subject();
        let name = subject.strip_prefix(&prefix).unwrap_or(&subject).to_owned();
        let digest = (answer != Digest::NONE).then(|| answer.to_string());
        Source { kind: question.kind().name().to_owned(), name, digest }
    };
    let fragment = |(key, reads): (crate::render::FragmentKey, _)| Fragment { name: key.to_string(), reads };
    let coverage = site.messages().coverage(id, &site.settings().source_locale);
    Some(Locale {
        state,
        coverage: Coverage { messages: coverage.total, translated: coverage.translated, percent: gate.percent },
        gate: Gate {
            verdict: gate.verdict.name().to_owned(),
            reasons: gate.reasons,
            is_overruled: gate.verdict == Verdict::Falls,
        },
        files,
        sources: readings.questions.into_iter().map(source).collect(),
        fragments: readings.fragments.into_iter().map(fragment).collect(),
        addresses: former.0.get(id).cloned().unwrap_or_default(),
    })
}

/// All messages that the source or the locale has.
fn messages(site: &Site, locale: &LocaleId) -> Vec<Question> {
    let ids = [&site.settings().source_locale, locale].into_iter().flat_map(|locale| site.messages().ids(locale));
    let with_attributes = ids.flat_map(|id| {
        let attributes = site.messages().attributes(locale, id);
        attributes.iter().map(|attribute| format!("{id}.{attribute}")).chain([id.to_owned()]).collect::<Vec<_>>()
    });
    with_attributes.map(|id| Question::Message(locale.clone(), id.as_str().into())).collect()
}

fn page(site: &Site, path: &str, reading: PageReading) -> Option<PageRecord> {
    let page = site.pages().pages.get(path)?;
    let content = site.document_path(&page.locale, &page.subject).map(|path| path.to_string());
    let PageReading { reads, fragments } = reading;
    Some(PageRecord { subject: page.subject.to_string(), number: page.number, content, reads, fragments })
}

/// Whose a file is, and its address. A compressed copy stands beside what it is a copy of.
fn place(site: &Site, path: &str) -> (Option<LocaleId>, String) {
    let table = site.pages();
    let source = &site.settings().source_locale;
    if let Some(page) = table.pages.get(path) {
        return ((!page.is_shared()).then(|| page.locale.clone()), site.absolute_url(&page.locale, &page.route));
    }
    if let Some(file) = table.files.get(path) {
        let owner = file.owner();
        let url = site.absolute_url(owner.as_ref().unwrap_or(source), &file.route);
        return (owner, url);
    }
    let route = |path: &str| Route::written(&format!("/{path}"));
    let copied = path.strip_suffix(".gz").or_else(|| path.strip_suffix(".br"));
    let owner = copied.and_then(|copied| place(site, copied).0);
    let url = site.absolute_url(owner.as_ref().unwrap_or(source), &route(path));
    (owner, url)
}
