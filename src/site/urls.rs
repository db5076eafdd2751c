//! From a route to what pages print: in, a route and whose it is; out, an address.
//!
//! While the whole site has one host, addresses on its pages are paths, so that it may be moved. As soon as a locale
//! has a host of its own, every address names its host.

use super::{Route, Site};
use crate::settings::BaseUrl;
use crate::text::LocaleId;

impl Site {
    /// The address of a page or file of a locale, as pages print it.
    pub(super) fn url(&self, owner: &LocaleId, route: &Route) -> String {
        if self.has_hosts() { self.absolute_url(owner, route) } else { route.url(self.settings().base_url.path()) }
    }

    /// The address of a file that all locales share, as pages print it.
    pub(super) fn shared_url(&self, route: &Route) -> String {
        self.url(&self.settings().source_locale, route)
    }

    /// The address of a page or file of a locale, with its host.
    pub fn absolute_url(&self, owner: &LocaleId, route: &Route) -> String {
        let (base, below) = self.seat(owner, route);
        format!("{}{}", base.origin(), below.url(base.path()))
    }

    /// The host of a page or file of a locale, and where it stands there.
    pub(super) fn seat(&self, owner: &LocaleId, route: &Route) -> (&BaseUrl, Route) {
        let settings = self.settings();
        let Some(own) = settings.own_host(owner) else { return (&settings.base_url, route.clone()) };
        let root = Route::root(owner, &settings.source_locale);
        match route.as_str().strip_prefix(root.as_str()) {
            Some(below) => (own, Route::written(&format!("/{below}"))),
            None => (&settings.base_url, route.clone()),
        }
    }

    /// Whether some locale stands at a host of its own.
    fn has_hosts(&self) -> bool {
        let settings = self.settings();
        settings.release && settings.made().any(|locale| locale.base_url.is_some())
    }
}
