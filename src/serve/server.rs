//! The server as a whole: in, what the command line says; out, a running server that is told what to show.

use std::io;
use std::path::{Path, PathBuf, absolute};
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::serve::ListenerExt;
use tokio::net::TcpListener;
use tokio::runtime::{Builder, Runtime};
use tokio::sync::watch;

use super::address::{Found, find};
use super::answer::answer;
use super::listen::{Listening, Preview, listen};
use super::state::{Open, Published, State};
use crate::disk::Failure;

/// Layouts that include layouts take much room on the stack.
const STACK: usize = 64 << 20;
/// Pages that are rendered or read at a time, more wait.
const RENDERS: usize = 16;
/// What still runs after so long is left to itself when the server ends.
const PATIENCE: Duration = Duration::from_millis(200);

/// A running server. It ends when it is dropped.
pub struct Server {
    state: Arc<State>,
    origin: String,
    moved_from: Option<u16>,
    /// There until the server is dropped.
    runtime: Option<Runtime>,
}

impl Server {
    /// Opens the sockets and begins to answer; every answer waits for the first [`Server::publish`]. `root` is the
    /// folder of the site, `out` the one that it is written to.
    pub fn start(preview: &Preview, root: PathBuf, out: Option<PathBuf>) -> Result<Self, Failure> {
        let Listening { sockets, names, origin, moved_from } = listen(preview)?;
        // Such paths hold when the folder we stand in is removed and made again.
        let from_the_top = |path: PathBuf| absolute(&path).unwrap_or(path);
        let (root, out) = (from_the_top(root), out.map(from_the_top));
        let state = Arc::new(State { names, root, out, published: watch::Sender::new(None), open: Open::default() });
        let runtime = run(sockets, &state).map_err(|error| {
            let hint = "end other programs, then run the same command again";
            Failure::because("listen on", Path::new(&origin), error.to_string(), hint)
        })?;
        Ok(Self { state, origin, moved_from, runtime: Some(runtime) })
    }

    /// Where the site's root is: `http://localhost:4040/`, with the base path of its settings once it is published.
    pub fn url(&self) -> String {
        let published = self.state.published.borrow();
        let base = published.as_ref().map(|published| published.snapshot.site().settings().base_url.path());
        format!("{}{}", self.origin, base.unwrap_or("/"))
    }

    /// The port that was asked for, when it was taken and another is used.
    pub fn moved_from(&self) -> Option<u16> {
        self.moved_from
    }

    /// Shows this from now on. Browsers are told what of it concerns them.
    pub fn publish(&self, published: Published) {
        self.state.published.send_replace(Some(published));
    }

    /// The output paths of the pages that browsers have open.
    pub fn open_pages(&self) -> Vec<String> {
        let Some(published) = self.state.published.borrow().clone() else { return Vec::new() };
        let site = published.snapshot.site();
        let output = |path: String| match find(site, &path) {
            Found::Page(output) | Found::Artifact(output) | Found::Nothing(Some(output)) => Some(output.to_string()),
            Found::Moved(_) | Found::File(..) | Found::Nothing(None) => None,
        };
        self.state.open.paths().into_iter().filter_map(output).collect()
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        if let Some(runtime) = self.runtime.take() {
            runtime.shutdown_timeout(PATIENCE);
        }
    }
}

/// Threads that answer on these sockets.
fn run(sockets: Vec<std::net::TcpListener>, state: &Arc<State>) -> io::Result<Runtime> {
    let runtime = Builder::new_multi_thread()
        .worker_threads(2)
        .max_blocking_threads(RENDERS)
        .thread_stack_size(STACK)
        .thread_name("isogloss-serve")
        .enable_all()
        .build()?;
    let router = Router::new().fallback(answer).with_state(Arc::clone(state));
    let inside = runtime.enter();
    for socket in sockets {
        // Events are small and must not wait for company.
        let socket = TcpListener::from_std(socket)?.tap_io(|stream| drop(stream.set_nodelay(true)));
        runtime.spawn(axum::serve(socket, router.clone()).into_future());
    }
    drop(inside);
    Ok(runtime)
}
