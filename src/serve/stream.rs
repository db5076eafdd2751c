//! The event stream of a browser: in, the pages that it has open; out, events as long as it listens.

use std::collections::VecDeque;
use std::convert::Infallible;
use std::sync::Arc;

use axum::http::StatusCode;
use axum::http::request::Parts;
use axum::response::sse::{Event, KeepAlive, Sse};
use axum::response::{IntoResponse, Response};
use futures_util::stream::unfold;
use tokio::sync::watch;
use tokio::task::spawn_blocking;

use super::answer::{busy, plain, queried};
use super::news::Told;
use super::state::{OpenStream, Published, State};

/// Pages of one stream. A browser with more tabs on one site is not read by anybody.
const PAGES: usize = 256;

/// A stream between two events.
struct Listening {
    open: OpenStream,
    published: watch::Receiver<Option<Published>>,
    told: Told,
    /// Events that were made together and are given one after another.
    ready: VecDeque<Event>,
}

/// Begins a stream.
pub fn begin(state: &Arc<State>, request: &Parts) -> Response {
    let Some(mut paths) = queried(&request.uri, "page") else {
        return plain(StatusCode::BAD_REQUEST, "The query cannot be read.");
    };
    paths.sort();
    paths.dedup();
    if paths.len() > PAGES {
        return busy("Too many pages for one stream.");
    }
    let Some(open) = OpenStream::enter(state, paths.clone()) else { return busy("Too many streams.") };
    let mut published = state.published.subscribe();
    published.mark_changed();
    let told = Told::nothing(paths, published.borrow().as_ref());
    let listening = Listening { open, published, told, ready: VecDeque::new() };
    Sse::new(unfold(listening, Listening::next)).keep_alive(KeepAlive::default()).into_response()
}

impl Listening {
    /// The next event, whenever there is one.
    async fn next(mut self) -> Option<(Result<Event, Infallible>, Self)> {
        loop {
            if let Some(event) = self.ready.pop_front() {
                return Some((Ok(event), self));
            }
            self.published.changed().await.ok()?;
            let Some(published) = self.published.borrow_and_update().clone() else { continue };
            // Pages may have to be rendered for it.
            let (state, mut told) = (Arc::clone(self.open.state()), self.told);
            let tell = move || (told.tell(&state, &published), told);
            let (events, told) = spawn_blocking(tell).await.ok()?;
            (self.ready, self.told) = (events.into(), told);
        }
    }
}
