//! Which findings concern the reader of a page: in, a page and a finding; out, yes or no.

use super::{Placed, Snapshot};
use crate::diagnostic::Severity;

impl Snapshot {
    /// Whether the finding touches the page at this output path: it was met when the page or a fragment on it was
    /// made, or it is about a file that the page is made of. Of messages that nobody asked for, only errors count,
    /// on all pages whose texts may come from that file: an entry that cannot be read has no name to go by.
    pub fn is_touched_by(&self, output: &str, placed: &Placed) -> bool {
        let finding = &placed.finding;
        if !finding.pages.is_empty() || !finding.fragments.is_empty() {
            let fragments = || self.fragments_of(output);
            return finding.pages.contains(output)
                || (!finding.fragments.is_empty() && fragments().iter().any(|key| finding.fragments.contains(*key)));
        }
        let Some(page) = self.page_of(output) else { return false };
        let Some(path) = placed.located.path() else { return true };
        match path.as_str().split_once('/') {
            Some(("locales", rest)) => {
                let settings = self.site().settings().locale(&page.locale);
                let mut chain = settings.iter().flat_map(|locale| &locale.fallback).chain([&page.locale]);
                let owner = rest.split('/').next().unwrap_or_default();
                finding.diagnostic.severity == Severity::Error && chain.any(|locale| locale.as_str() == owner)
            }
            Some(("content", "navigation.toml")) => true,
            Some(("content", _)) => self.site().document_path(&page.locale, &page.subject).as_ref() == Some(path),
            Some(("layouts", name)) => self.is_made_with(output, &page.layout, name),
            _ => path.as_str() == "site.toml",
        }
    }

    fn is_made_with(&self, output: &str, layout: &str, name: &str) -> bool {
        let fragments = self.fragments_of(output);
        let layouts = fragments.iter().map(|key| &*key.layout).chain([layout]);
        self.site().layouts().reach(layouts).contains(name)
    }
}
