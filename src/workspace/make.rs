//! One page made: in, a page; out, what its layout or its artifact made of it.

use crate::artifacts;
use crate::render::{Engine, Rendered};
use crate::site::{Page, Recorder, Role};

/// Makes a page, whatever it is.
pub fn make(engine: &Engine, recorder: Recorder, page: &Page) -> Rendered {
    match page.role {
        Role::Artifact => artifacts::make(recorder, page),
        _ => engine.page(recorder, page),
    }
}
