//! The rules of hosts that read `_redirects` and `_headers`: in, a host of the site; out, the two files.
//!
//! A rule there is for one address or for all that begin like it. What has none is asked for again each time, as both
//! hosts do by themselves. Cloudflare reads 2,000 fixed redirects and 100 blocks of headers, and cannot tell languages.

use super::headers::{COMMON, FOR_EVER, HOURLY};
use super::host::Host;
use crate::site::Server;

/// Redirects that Cloudflare reads.
const MOST_REDIRECTS: usize = 2000;
/// Blocks of headers that Cloudflare reads.
const MOST_BLOCKS: usize = 100;

/// `_redirects`
pub fn redirects(host: &Host, server: Server) -> String {
    let is_netlify = server == Server::Netlify;
    // Netlify serves the file at an address, if there is one, unless the rule insists; Cloudflare never does.
    let mark = if is_netlify { "!" } else { "" };
    let mut lines: Vec<String> = host.moved.iter().map(|way| format!("{} {} 301{mark}", way.url, way.to)).collect();
    if !is_netlify {
        lines.truncate(MOST_REDIRECTS);
    }
    lines.extend(host.elsewhere.iter().map(|(folder, url)| format!("{folder}* {url}:splat 301{mark}")));
    if is_netlify {
        lines.extend(languages(host));
        lines.extend(host.not_found.iter().map(|(folder, page)| format!("{folder}* {page} 404")));
    }
    lines.join("\n") + "\n"
}

/// Netlify goes by the first language of the header, or by that which the cookie `nf_lang` names.
fn languages(host: &Host) -> Vec<String> {
    let homes = host.choice.iter().flat_map(|choice| &choice.homes);
    let homes = homes.filter_map(|(ranges, home)| Some((ranges, home.as_ref()?)));
    let rules = homes.map(|(ranges, home)| {
        let ranges: Vec<&str> = ranges.ranges.iter().map(String::as_str).collect();
        format!("{} {home} 302! Language={}", host.base, ranges.join(","))
    });
    let mut lines: Vec<String> = rules.collect();
    if !lines.is_empty() {
        lines.insert(0, "# The cookie nf_lang goes before the header: a site may set it for readers who choose the language of the root.".to_owned());
    }
    lines
}

/// `_headers`
pub fn headers(host: &Host, server: Server) -> String {
    let mut lines = vec!["/*".to_owned(), format!("  Content-Security-Policy: {}", host.policy)];
    lines.extend(COMMON.map(|(name, value)| format!("  {name}: {value}")));
    if !host.others.is_empty() {
        lines.push("  Access-Control-Allow-Origin: *".to_owned());
    }
    let kept = host.kept.iter().map(|url| (url, FOR_EVER));
    let most = if server == Server::Cloudflare { MOST_BLOCKS - 1 } else { usize::MAX };
    for (url, cache) in kept.chain(host.hourly.iter().map(|url| (url, HOURLY))).take(most) {
        lines.push(url.clone());
        lines.push(format!("  Cache-Control: {cache}"));
    }
    lines.join("\n") + "\n"
}
