//! Smaller variants of a picture: in, the bytes of a file and the widths that are wanted; out, a file for each of them
//! that is worth it.

use super::resample::resample;
use super::{Size, jpeg_file, png_file};

/// The widths that variants have, in pixels: a telephone's, twice that or a column of text, and a wide screen's.
pub const STEPS: [u32; 3] = [480, 960, 1440];
/// A picture of more pixels is left as it is. Most cameras make fewer.
pub const MOST_PIXELS: usize = 40_000_000;

/// Raised when the same picture gets other variants than before: a name that tells their bytes has to be another then.
pub const VARIANTS_VERSION: u64 = 1;

/// A smaller variant of a picture.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Variant {
    /// How wide it is shown, in pixels.
    pub width: u32,
    /// The file.
    pub bytes: Vec<u8>,
}

/// The pixels of a picture.
pub(super) struct Raster {
    pub size: Size,
    /// Bytes of a pixel.
    pub channels: usize,
    /// Line by line, without gaps.
    pub pixels: Vec<u8>,
}

/// A picture as it was read, which can be written anew with fewer pixels.
pub(super) trait Source {
    fn raster(&self) -> &Raster;
    /// Whether readers see it turned by a right angle.
    fn is_on_its_side(&self) -> bool {
        false
    }
    fn write(&self, raster: &Raster) -> Option<Vec<u8>>;
}

/// Whether a picture of this size is read.
pub(super) fn fits(size: Size) -> bool {
    (1..=MOST_PIXELS).contains(&size.pixels())
}

/// The widths that a file of this name and size may have variants of.
pub fn steps(extension: &str, size: Size) -> impl Iterator<Item = u32> {
    let is_read = ["png", "jpg", "jpeg"].iter().any(|read| extension.eq_ignore_ascii_case(read)) && fits(size);
    STEPS.into_iter().filter(move |step| is_read && *step < size.width)
}

/// The variants of these widths that save at least a tenth of the bytes. What cannot be read has none.
pub fn variants(extension: &str, bytes: &[u8], widths: &[u32]) -> Vec<Variant> {
    let source: Option<Box<dyn Source>> = match extension.eq_ignore_ascii_case("png") {
        true => png_file::read(bytes).map(|file| Box::new(file) as _),
        false => jpeg_file::read(bytes).map(|file| Box::new(file) as _),
    };
    let Some(source) = source else { return Vec::new() };
    let variant = |width: u32| Some(Variant { width, bytes: narrower(&*source, width)? });
    let made = widths.iter().filter_map(|width| variant(*width));
    made.filter(|variant| variant.bytes.len() <= bytes.len() / 10 * 9).collect()
}

/// The file with this width, as it is shown.
fn narrower(source: &dyn Source, width: u32) -> Option<Vec<u8>> {
    let Raster { size, channels, pixels } = source.raster();
    let side = |other: u32, own: u32| {
        let side = (u64::from(other) * u64::from(width) + u64::from(own) / 2).checked_div(own.into())?;
        u32::try_from(side).ok().map(|side| side.max(1))
    };
    let to = match source.is_on_its_side() {
        true => Size { width: side(size.width, size.height)?, height: width },
        false => Size { width, height: side(size.height, size.width)? },
    };
    let pixels = resample(pixels, *channels, *size, to)?;
    source.write(&Raster { size: to, channels: *channels, pixels })
}
