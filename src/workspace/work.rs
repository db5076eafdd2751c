//! What is left to translate in a locale: in, where it stands and the ledger; out, tasks, those first that most pages
//! show.

use std::collections::BTreeSet;

use super::Workspace;
use super::readers::Reader;
use crate::site::{Question, Role, Route, Status, Subject};
use crate::text::{LocaleId, SitePath};

/// Something that a locale lacks, or has from an older source.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Task {
    /// The id of a message; of a document the path of the source's file, or of the locale's own where that is stale.
    pub subject: String,
    /// Whether it is a document.
    pub is_document: bool,
    /// Whether the locale has it, and its source has moved since.
    pub is_stale: bool,
    /// How many pages of the locale show it, in whatever language.
    pub pages: usize,
    /// The address of one of them, or of the source's page where the locale has none; none where no page shows it.
    pub url: Option<String>,
}

impl Workspace {
    /// What is left to do in this locale: what most pages show first, then documents, then by name. Asks what was
    /// rendered.
    pub fn work(&self, status: &Status<'_>) -> Vec<Task> {
        let locale = &status.locale.id;
        let referrers = self.site.messages().referrers(locale);
        let message = |id: &str, is_stale: bool| {
            let mut texts = self.texts_of(&self.site.settings().source_locale, id);
            texts.extend(referrers.get(id).into_iter().flatten().cloned());
            let routes = self.routes(texts.iter().map(|text| Question::Message(locale.clone(), text.as_str().into())));
            let url = self.nearest_url(&routes);
            Task { subject: id.to_owned(), is_document: false, is_stale, pages: routes.len(), url }
        };
        let document = |(subject, path): (&Subject, &&SitePath), is_stale: bool| {
            let (key, locale) = (subject.clone(), locale.clone());
            let routes =
                self.routes([Question::Body(locale.clone(), key.clone()), Question::Head(locale.clone(), key)]);
            let url = self.url_of(&locale, subject).or_else(|| self.nearest_url(&routes));
            Task { subject: path.to_string(), is_document: true, is_stale, pages: routes.len(), url }
        };
        let Status { messages, stale_messages, documents, .. } = status;
        let mut tasks: Vec<Task> = messages.missing.iter().map(|id| message(id, false)).collect();
        tasks.extend(stale_messages.iter().map(|id| message(id, true)));
        tasks.extend(documents.missing.iter().map(|one| document(one, false)));
        tasks.extend(documents.stale.iter().map(|one| document(one, true)));
        tasks.sort_by(|a, b| {
            (b.pages, b.is_document).cmp(&(a.pages, a.is_document)).then_with(|| a.subject.cmp(&b.subject))
        });
        tasks
    }

    /// The pages that asked any of these, themselves or through a fragment.
    fn routes(&self, questions: impl IntoIterator<Item = Question>) -> BTreeSet<String> {
        let readers = |question: Question| self.ledger.questions.readers(&question).collect::<Vec<Reader>>();
        self.pages_behind(questions.into_iter().flat_map(readers))
            .filter(|page| page.role != Role::Artifact)
            .map(|page| page.route.to_string())
            .collect()
    }

    /// The address of the page that is nearest to the root.
    fn nearest_url(&self, routes: &BTreeSet<String>) -> Option<String> {
        let nearest = routes.iter().min_by_key(|route| (route.matches('/').count(), route.len()))?;
        Some(self.url(&Route::written(nearest)))
    }

    /// The address of a document's page in the locale, else in the source.
    fn url_of(&self, locale: &LocaleId, subject: &Subject) -> Option<String> {
        let of = |locale: &LocaleId| self.site.pages().places.get(locale, subject).map(|stand| self.url(&stand.route));
        of(locale).or_else(|| of(&self.site.settings().source_locale))
    }

    fn url(&self, route: &Route) -> String {
        let base = &self.site.settings().base_url;
        format!("{}{}", base.origin(), route.url(base.path()))
    }
}
