//! Layout text → [`Layout`]: in, the files of `layouts/` but its assets; out, templates that are known to be
//! readable, what each includes, and which messages, fragments and files it names by constants.
//!
//! 1. [`parse`] reads one file: its syntax, its includes, its calls, its comparisons.
//! 2. [`Layouts::join`] puts all of them into one environment and gives each a digest over everything
//!    that it can pull in.
//! 3. [`Layouts::wants`] says what a layout must be given, with all that it pulls in.
//!
//! Tokens and the abstract syntax tree come from MiniJinja's unstable machinery, which only `guard.rs`, `walk.rs`,
//! `expressions.rs` and `constants.rs` touch.

mod constants;
mod expressions;
mod guard;
mod join;
mod parse;
mod reads;
mod walk;
mod wants;

pub use join::{Layouts, is_plain};
pub use parse::{Call, Include, Layout, parse};
pub use reads::{Need, Read};
pub use wants::{FRAGMENT_SEES, PAGE_SEES, Want, Wants};
