//! Page = f(layout, data, messages): in, a [`Recorder`] and a page; out, its bytes in pieces, what it read,
//! and which text on it came from where.
//!
//! 1. [`Engine`] holds the compiled layouts with our functions, filters and printing.
//! 2. [`Engine::page`] and [`Engine::fragment`] run a layout over a *scene*: the recorder and what the page is.
//!    Everything that a layout sees is an object that asks the recorder when it is looked at.
//! 3. Printing puts marks (noncharacters) around every localized text; `lift` takes them out again and
//!    learns from them which bytes came from which message, and where a fragment belongs.
//!
//! Why marks and not a callback: a layout may capture what was printed in a variable, pass it to a macro and
//! print it later; marks travel with the text through all of that.

mod annotate;
mod body;
mod card;
mod engine;
mod failure;
mod filters;
mod fragment;
mod functions;
mod head;
mod html_state;
mod lift;
mod listing;
mod localized;
mod marks;
mod menu;
mod messages;
mod metadata;
mod record;
mod rendered;
mod root;
mod scene;
mod sites;
mod structured_data;

pub use annotate::annotate;
pub use engine::Engine;
pub use fragment::FragmentKey;
pub use lift::{Mark, Piece};
pub use marks::Origin;
pub use rendered::Rendered;
