//! Files that are published: in, the bytes of a picture, style, script or font; out, what the pages and a release need
//! to know of it: its digest, a picture's size and smaller variants, what a stylesheet refers to and how it reads without
//! its blanks.

mod asset;
mod exif;
mod jpeg_file;
mod mentions;
mod picture;
mod png_file;
mod raster;
mod resample;
mod style;
mod stylesheet;

pub use asset::{Asset, read};
pub use picture::{Size, measure};
pub use raster::{VARIANTS_VERSION, Variant, steps, variants};
pub use style::{Reference, Style};
