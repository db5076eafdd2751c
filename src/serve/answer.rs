//! One request answered: in, its head; out, status, headers and body.

use std::sync::Arc;

use axum::body::Body;
use axum::extract::{Query, Request, State as Shared};
use axum::http::header::{self, HeaderMap, HeaderName, HeaderValue};
use axum::http::request::Parts;
use axum::http::{StatusCode, Uri};
use axum::response::{IntoResponse, Response};
use tokio::task::spawn_blocking;

use super::address::{Found, find};
use super::admit::{PANEL, Reach, Refusal, admit};
use super::shown::{Shown, nothing, page};
use super::state::{Published, State};
use super::{kind, panel, root, stream, texts};
use crate::disk;
use crate::site;

/// What every answer carries: nobody else's page may read it, frame it or take it for something else, and nothing
/// keeps it.
const HEADERS: [(HeaderName, &str); 5] = [
    (header::CACHE_CONTROL, "no-store"),
    (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    (HeaderName::from_static("cross-origin-resource-policy"), "same-origin"),
    (header::CONTENT_SECURITY_POLICY, "frame-ancestors 'self'"),
    (header::X_FRAME_OPTIONS, "SAMEORIGIN"),
];

/// Answers a request.
pub async fn answer(Shared(state): Shared<Arc<State>>, request: Request) -> Response {
    let (request, _) = request.into_parts();
    let mut response = match admit(&state.names, &request) {
        Ok(reach) => answer_admitted(&state, request, reach).await,
        Err(refusal) => refused(refusal),
    };
    for (name, value) in HEADERS {
        response.headers_mut().insert(name, HeaderValue::from_static(value));
    }
    response
}

async fn answer_admitted(state: &Arc<State>, request: Parts, reach: Reach) -> Response {
    match request.uri.path().strip_prefix(PANEL) {
        Some("events") => return stream::begin(state, &request),
        Some("texts") => {}
        Some(name) => return panel_file(name),
        None => {}
    }
    let Some(published) = state.current().await else { return busy("The server ends.") };
    let state = Arc::clone(state);
    // Pages may have to be rendered, files to be read.
    let answer = move || match request.uri.path().starts_with(PANEL) {
        true => texts_of(&state, &published, &request),
        false => stands_at(&state, &published, &request, reach),
    };
    spawn_blocking(answer).await.unwrap_or_else(|_| plain(StatusCode::INTERNAL_SERVER_ERROR, "This is a bug."))
}

/// A file of the code that runs in the browser.
fn panel_file(name: &str) -> Response {
    match panel::file(name) {
        Some((kind, text)) => with_type(StatusCode::OK, kind, text.into()),
        None => plain(StatusCode::NOT_FOUND, "No such file."),
    }
}

fn texts_of(state: &State, published: &Published, request: &Parts) -> Response {
    match queried(&request.uri, "page").as_deref() {
        Some([path]) => {
            let texts = texts::texts(state, published, path).to_string();
            with_type(StatusCode::OK, "application/json", texts.into_bytes())
        }
        _ => plain(StatusCode::BAD_REQUEST, "Name one page: ?page=/"),
    }
}

/// Answers with what stands at the path of the site.
fn stands_at(state: &State, published: &Published, request: &Parts, reach: Reach) -> Response {
    let site = published.snapshot.site();
    let found = find(site, request.uri.path());
    let mut response = match found {
        Found::Page(output) => root::negotiated(site, request)
            .unwrap_or_else(|| html(page(state, published, output, StatusCode::OK), published)),
        Found::Nothing(Some(output)) => html(page(state, published, output, StatusCode::NOT_FOUND), published),
        Found::Nothing(None) => html(nothing(), published),
        Found::Moved(path) => moved(StatusCode::PERMANENT_REDIRECT, &path, request.uri.query()),
        Found::File(..) | Found::Artifact(_) if reach == Reach::Pages => refused(Refusal::Site),
        Found::Artifact(output) => artifact(published, &output),
        Found::File(output, file) => file_of(state, &output, &file),
    };
    root::vary(site, request, response.headers_mut());
    response
}

fn html(shown: Shown, published: &Published) -> Response {
    let kind = shown.output.as_ref().map_or("text/html; charset=utf-8".to_owned(), |output| kind::of(output));
    with_type(shown.status, &kind, shown.with_panel(published.files))
}

/// What is made for programs, as it is.
fn artifact(published: &Published, output: &str) -> Response {
    match published.snapshot.page(output).and_then(|shown| shown.bytes) {
        Some(bytes) => with_type(StatusCode::OK, &kind::of(output), bytes),
        None => busy("The file cannot be made as its sources are."),
    }
}

/// A file as it is in the sources, or where it was copied to; only ever with the bytes that the page table speaks of.
fn file_of(state: &State, output: &str, file: &site::Published) -> Response {
    let source = disk::read_exactly(&state.root.join(file.source.as_str()), file.digest);
    let copy = || disk::read_exactly(&state.out.as_ref()?.join(output), file.digest);
    match source.or_else(copy) {
        Some(bytes) => with_type(StatusCode::OK, &kind::of(output), bytes),
        None => busy("The file is being saved."),
    }
}

/// The values of a parameter in the query, decoded; `None` when the query cannot be read.
pub fn queried(uri: &Uri, name: &str) -> Option<Vec<String>> {
    let Query(pairs) = Query::<Vec<(String, String)>>::try_from_uri(uri).ok()?;
    Some(pairs.into_iter().filter(|(key, _)| key == name).map(|(_, value)| value).collect())
}

/// Leads to another path of this site, with the query as it is.
pub fn moved(status: StatusCode, path: &str, query: Option<&str>) -> Response {
    let target = query.map_or_else(|| path.to_owned(), |query| format!("{path}?{query}"));
    match HeaderValue::try_from(target) {
        Ok(target) => (status, [(header::LOCATION, target)]).into_response(),
        Err(_) => plain(StatusCode::BAD_REQUEST, "The query cannot be read."),
    }
}

fn refused(refusal: Refusal) -> Response {
    match refusal {
        Refusal::Host => plain(StatusCode::MISDIRECTED_REQUEST, "This is not the host that was asked for."),
        Refusal::Site => plain(StatusCode::FORBIDDEN, "Other sites may link to pages here, and no more."),
        Refusal::Method => {
            let mut response = plain(StatusCode::METHOD_NOT_ALLOWED, "Pages can be looked at, and no more.");
            response.headers_mut().insert(header::ALLOW, HeaderValue::from_static("GET, HEAD"));
            response
        }
    }
}

/// To be asked again in a moment.
pub fn busy(words: &str) -> Response {
    let mut response = plain(StatusCode::SERVICE_UNAVAILABLE, words);
    response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from_static("1"));
    response
}

/// A few words.
pub fn plain(status: StatusCode, words: &str) -> Response {
    with_type(status, "text/plain; charset=utf-8", format!("{words}\n").into_bytes())
}

/// An answer of this type.
pub fn with_type(status: StatusCode, kind: &str, bytes: Vec<u8>) -> Response {
    let mut headers = HeaderMap::new();
    let kind = HeaderValue::from_str(kind).unwrap_or(HeaderValue::from_static("application/octet-stream"));
    headers.insert(header::CONTENT_TYPE, kind);
    (status, headers, Body::from(bytes)).into_response()
}
