//! The preview server of watch mode: in, a snapshot of the site with its findings; out, pages for browsers on this
//! machine, and word of what changed on them.
//!
//! 1. [`Server::start`] opens the sockets, on loopback unless told otherwise; [`Server::publish`] says what is shown.
//! 2. `admit` judges every request before anything is looked at: whose name it calls, whose page it comes from.
//! 3. `address` finds what stands at a path in the page table; `shown` gives the page, with the panel's script in it.
//!    No path reaches the file system: a file is read from where the table says, and given when its bytes are the
//!    ones that the table speaks of.
//!    `root` leads who comes from elsewhere to the home page in their language, where the settings want that.
//! 4. `stream` holds the event stream of a browser; `news` compares what it was told with what is published now.
//! 5. `texts` says where every text of a page came from, for the panel's outlines.
//! 6. `panel` is the code that runs in the browser; it begins in `panel/panel.js`.
//!
//! What is published is one value behind a watch channel, so an answer is always of one moment, whole, and never waits
//! for a build but the first.

mod address;
mod admit;
mod answer;
mod kind;
mod listen;
mod news;
mod panel;
mod root;
mod server;
mod shown;
mod state;
mod stream;
mod texts;

pub use listen::Preview;
pub use server::Server;
pub use state::Published;
