//! Files that are published as they are: in, the bytes of a picture, style, script or font; out, what the pages
//! need to know of it: its digest, and a picture's size.

mod asset;
mod picture;

pub use asset::{Asset, read};
pub use picture::{Size, measure};
