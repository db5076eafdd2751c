//! What is wrong with the site as it stands, apart from what only rendering can tell.

use std::collections::BTreeSet;

use super::Site;
use crate::diagnostic::{Diagnostic, Place, codes};
use crate::locales;
use crate::settings::{RequiredPattern, matches};
use crate::text::{SitePath, nearest};

impl Site {
    /// Findings of every file, of the messages together, of the pages together. Not yet judged by `[checks]`.
    pub fn findings(&self) -> Vec<Diagnostic> {
        if self.is_broken() {
            // Nothing else can be judged without settings.
            let settings = self.sources.findings.iter().filter(|(path, _)| path.as_str() == "site.toml");
            return settings.flat_map(|(_, list)| list.iter().cloned()).collect();
        }
        let mut findings: Vec<Diagnostic> =
            self.sources.findings.values().flat_map(|list| list.iter().cloned()).collect();
        findings.extend(self.messages().diagnostics());
        findings.extend(self.pages().findings.iter().cloned());
        findings.extend(self.staleness().findings().cloned());
        if !self.settings().locales.is_empty() {
            self.find_strays(&mut findings);
            self.find_unknown_required(&mut findings);
        }
        for locale in self.settings().locales.iter().filter(|locale| !locales::is_well_formed(locale.id.as_str())) {
            let place = SitePath::new("site.toml").map_or(Place::Site, |path| Place::Span(path, locale.span));
            let message = format!("`{}` is no language tag that CLDR can read", locale.id);
            findings.push(
                Diagnostic::new(codes::site::INVALID_SETTING, place, message)
                    .hint("write a BCP 47 tag such as ja, pt-BR or zh-Hant; until then English rules count for its numbers, dates and plurals"),
            );
        }
        if self.pages().pages.is_empty() && !self.settings().locales.is_empty() {
            let finding = Diagnostic::new(codes::site::NO_PAGES, Place::Site, "no page can be made of this site");
            findings.push(finding.hint(
                "a page needs a layout of its role in layouts/ (home.html, post.html, page.html, …) and a locale that is built",
            ));
        }
        findings
    }

    /// Folders of locales that nobody declared, and messages that belong to no locale.
    fn find_strays(&self, findings: &mut Vec<Diagnostic>) {
        let mut reported = BTreeSet::new();
        // Files of one folder stand together: it is looked at once.
        let mut last = None;
        let declared = self.settings().locales.iter().filter(|locale| locale.made_from.is_none());
        let declared: Vec<&str> = declared.map(|locale| locale.id.as_str()).collect();
        let in_locales = self.sources.resources.keys().map(|path| ("locales", path));
        for (top, path) in in_locales.chain(self.content_paths().map(|path| ("content", path))) {
            let Some((locale, _)) = path.within(top).and_then(|path| path.split_once('/')) else {
                let message = format!("{path} belongs to no locale");
                let finding = Diagnostic::new(codes::site::STRAY_FILE, Place::File(path.clone()), message);
                findings.push(finding.hint(format!("move it into {top}/<locale>/")));
                continue;
            };
            let folder = (top, locale);
            if last.replace(folder) == Some(folder) || declared.contains(&locale) || !reported.insert(folder) {
                continue;
            }
            let message = format!("{top}/{locale}/ is the folder of no declared locale");
            let finding = Diagnostic::new(codes::site::UNKNOWN_LOCALE, Place::File(path.clone()), message);
            findings.push(finding.hint(match nearest(locale, declared.iter().copied()) {
                Some(near) => format!("did you mean `{near}`?"),
                None => format!("declare it in site.toml: [[locales]] with id = \"{locale}\""),
            }));
        }
    }

    /// Patterns of required messages that no message of the source matches. Where a piece of the source cannot be read,
    /// they may be there.
    fn find_unknown_required(&self, findings: &mut Vec<Diagnostic>) {
        let source = &self.settings().source_locale;
        if self.messages().is_broken(source) {
            return;
        }
        let ids = self.messages().ids(source);
        for locale in &self.settings().locales {
            for RequiredPattern { pattern, span } in &locale.required {
                if ids.iter().any(|id| matches(pattern, id)) {
                    continue;
                }
                let place = SitePath::new("site.toml").map_or(Place::Site, |path| Place::Span(path, *span));
                let message = format!("no message of {source} matches `{pattern}`, which {} requires", locale.id);
                let near = match pattern.contains('*') {
                    true => None,
                    false => nearest(pattern, ids.iter().copied()),
                };
                let hint = match near {
                    Some(near) => format!("did you mean `{near}`?"),
                    None => "correct it, or remove it".to_owned(),
                };
                let finding = Diagnostic::new(codes::site::UNKNOWN_REQUIRED, place, message);
                findings.push(finding.locale(&locale.id).hint(hint));
            }
        }
    }

    fn content_paths(&self) -> impl Iterator<Item = &SitePath> {
        let pictures = self.sources.assets.keys().filter(|path| path.within("content").is_some());
        self.sources.documents.keys().chain(pictures)
    }
}
