//! What a server has to know: in, the page table; out, which addresses lead elsewhere, and how long files may be kept.

use super::{Moved, Recorder, Role, Route, Site, Subject, Target};
use crate::settings::BaseUrl;
use crate::text::{Digest, Digester, LocaleId, keep_variants};

/// A server or host that rules are written for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Server {
    /// Caddy 2.
    Caddy,
    /// nginx.
    Nginx,
    /// Netlify.
    Netlify,
    /// Cloudflare Pages, and Workers with static assets.
    Cloudflare,
}

/// A file of rules.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum RulesFile {
    /// To be imported into a site block.
    Caddyfile,
    /// To be included in a server block.
    NginxConf,
    /// `_redirects` of a host.
    Redirects(Server),
    /// `_headers` of a host.
    Headers(Server),
}

keep_variants!(Server { 0 Caddy, 1 Nginx, 2 Netlify, 3 Cloudflare });
keep_variants!(RulesFile { 0 Caddyfile, 1 NginxConf, 2 Redirects(server), 3 Headers(server) });

impl Server {
    /// The files that it reads.
    pub fn files(self) -> Vec<RulesFile> {
        match self {
            Self::Caddy => vec![RulesFile::Caddyfile],
            Self::Nginx => vec![RulesFile::NginxConf],
            Self::Netlify | Self::Cloudflare => vec![RulesFile::Redirects(self), RulesFile::Headers(self)],
        }
    }
}

impl RulesFile {
    /// Where it stands below the folder of its host. No reader gets it: the rules themselves refuse what begins with a
    /// dot, and hosts keep their own files to themselves.
    pub fn name(self) -> &'static str {
        match self {
            Self::Caddyfile => ".server/Caddyfile",
            Self::NginxConf => ".server/nginx.conf",
            Self::Redirects(_) => "_redirects",
            Self::Headers(_) => "_headers",
        }
    }
}

/// What the sources say of addresses.
#[derive(Clone, Debug, Default)]
pub struct Addresses {
    /// Those that lead elsewhere.
    pub moved: Vec<Way>,
    /// Files whose names tell their bytes, with whose host they are at.
    pub kept: Vec<(LocaleId, String)>,
    /// What programs ask for again and again, with whose host it is at.
    pub hourly: Vec<(LocaleId, String)>,
}

/// A way from an old address.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Way {
    /// The locale that the address is of.
    pub locale: LocaleId,
    /// The old address at its host, as a server compares it: not percent-encoded.
    pub path: String,
    /// The same, as a reader's program sends it.
    pub url: String,
    /// The new address: a path at the same host, else with its host.
    pub to: String,
}

impl Site {
    pub(super) fn addresses(&self) -> Addresses {
        let pages = self.pages();
        let artifacts = pages.pages.values().filter(|page| page.role == Role::Artifact);
        let hourly = artifacts.filter(|page| {
            matches!(page.subject, Subject::Robots | Subject::Sitemap | Subject::SitemapIndex | Subject::Feed(_))
        });
        let kept = pages
            .files
            .values()
            .filter(|file| file.source.within("layouts/assets").is_some() && file.is_named_by_digest());
        let source = &self.settings().source_locale;
        Addresses {
            moved: pages.moved.iter().filter_map(|moved| self.way(moved)).collect(),
            kept: kept.map(|file| (source.clone(), self.path_at_host(source, &file.route))).collect(),
            hourly: hourly.map(|page| (page.locale.clone(), self.path_at_host(&page.locale, &page.route))).collect(),
        }
    }

    fn way(&self, moved: &Moved) -> Option<Way> {
        let (host, below) = self.seat(&moved.locale, &moved.route);
        let Target { locale, subject, number } = &*moved.to;
        let (route, _) = self.pages().place(locale, subject, *number)?;
        let (there, _) = self.seat(locale, &route);
        let is_near = host.origin() == there.origin();
        let to = if is_near { self.path_at_host(locale, &route) } else { self.absolute_url(locale, &route) };
        let path = format!("{}{}", host.path(), below.as_str().trim_start_matches('/'));
        Some(Way { locale: moved.locale.clone(), path, url: below.url(host.path()), to })
    }

    fn path_at_host(&self, owner: &LocaleId, route: &Route) -> String {
        let (host, below) = self.seat(owner, route);
        below.url(host.path())
    }

    pub(super) fn addresses_digest(&self) -> Digest {
        let Addresses { moved, kept, hourly } = self.addresses();
        let mut digester = Digester::default();
        digester.number(moved.len() as u64).number(kept.len() as u64);
        for Way { locale, path, url, to } in &moved {
            digester.str(locale.as_str()).str(path).str(url).str(to);
        }
        for (locale, url) in kept.iter().chain(&hourly) {
            digester.str(locale.as_str()).str(url);
        }
        digester.finish()
    }
}

impl Recorder {
    /// Which addresses lead elsewhere by what the sources say, and which files may be kept for how long.
    pub fn addresses(&self) -> Addresses {
        self.note(super::Question::Addresses);
        self.site.addresses()
    }

    /// The host and path that a locale stands at: its own, else the site's. Part of [`Question::Locales`].
    ///
    /// [`Question::Locales`]: super::Question::Locales
    pub fn host(&self, locale: &LocaleId) -> &BaseUrl {
        self.note(super::Question::Locales);
        let settings = self.site.settings();
        settings.own_host(locale).unwrap_or(&settings.base_url)
    }
}
