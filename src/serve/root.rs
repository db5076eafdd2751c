//! The root of the site by the reader's languages, where the settings want that: in, a request for it; out, the way
//! to the home page in the language that the reader would choose.

use axum::http::header::{self, HeaderMap, HeaderValue};
use axum::http::request::Parts;
use axum::http::{HeaderName, StatusCode};
use axum::response::Response;

use super::address::home;
use super::answer::moved;
use crate::locales::negotiate;
use crate::settings::State;
use crate::site::Site;
use crate::text::LocaleId;

const FETCH_SITE: HeaderName = HeaderName::from_static("sec-fetch-site");

/// Leads a reader who comes to the root from elsewhere to the home page in their language. Who comes from a page of
/// the site has chosen.
pub fn negotiated(site: &Site, request: &Parts) -> Option<Response> {
    if !is_negotiated(site, request) || comes_from_here(request) {
        return None;
    }
    let wanted = request.headers.get(header::ACCEPT_LANGUAGE)?.to_str().ok()?;
    let live = site.settings().locales.iter().filter(|locale| locale.state == State::Live);
    let live: Vec<LocaleId> = live.map(|locale| locale.id.clone()).collect();
    let chosen = negotiate(wanted, &live).filter(|locale| *locale != site.settings().source_locale)?;
    Some(moved(StatusCode::FOUND, &home(site, &chosen)?, request.uri.query()))
}

/// Says what answers at the root depend on.
pub fn vary(site: &Site, request: &Parts, headers: &mut HeaderMap) {
    if is_negotiated(site, request) {
        headers.insert(header::VARY, HeaderValue::from_static("accept-language, referer, sec-fetch-site"));
    }
}

fn is_negotiated(site: &Site, request: &Parts) -> bool {
    site.settings().negotiate && request.uri.path() == site.settings().base_url.path()
}

fn comes_from_here(request: &Parts) -> bool {
    let text = |name: HeaderName| request.headers.get(name).and_then(|value| value.to_str().ok());
    let own = text(header::HOST).map(|host| format!("http://{host}/")).unwrap_or_default();
    text(FETCH_SITE) == Some("same-origin") || text(header::REFERER).is_some_and(|page| page.starts_with(&own))
}
