//! Which file of rules it is: in, the file; out, its text for the host that it stands at.

use super::host::Host;
use super::{caddy, hosted, nginx};
use crate::site::{Page, Recorder, RulesFile};

/// The text of a file of rules.
pub fn text(recorder: &Recorder, page: &Page, file: RulesFile) -> String {
    let host = Host::of(recorder, &page.locale);
    match file {
        RulesFile::Caddyfile => caddy::text(&host),
        RulesFile::NginxConf => nginx::text(&host),
        RulesFile::Redirects(server) => hosted::redirects(&host, server),
        RulesFile::Headers(server) => hosted::headers(&host, server),
    }
}
