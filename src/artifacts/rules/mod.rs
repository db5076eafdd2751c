//! What a server is told: in, the addresses of the site, its hosts and its live locales; out, redirects, headers, pages
//! for what is not found, and who gets which language at the root, in the words of that server.
//!
//! All of it is a function of the sources. What only the last release knows (a page whose slug changed) leads on by a
//! page of HTML.

mod caddy;
mod headers;
mod host;
mod hosted;
mod nginx;
mod ranges;
mod write;

pub use write::text;
