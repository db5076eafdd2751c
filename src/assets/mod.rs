//! Files that are published: in, the bytes of a picture, style, script or font; out, what the pages and a release need
//! to know of it: its digest, a picture's size, what a stylesheet refers to and how it reads without its blanks.

mod asset;
mod mentions;
mod picture;
mod style;
mod stylesheet;

pub use asset::{Asset, read};
pub use picture::{Size, measure};
pub use style::{Reference, Style};
