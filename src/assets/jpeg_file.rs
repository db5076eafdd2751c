//! JPEG (ITU-T T.81) with one or three colours: in, a file; out, its pixels, and from other pixels a file of the same kind.

use jpeg_encoder::{ColorType, Encoder};
use zune_jpeg::JpegDecoder;
use zune_jpeg::zune_core::bytestream::ZCursor;
use zune_jpeg::zune_core::colorspace::ColorSpace;
use zune_jpeg::zune_core::options::DecoderOptions;

use super::raster::{Raster, Source, fits};
use super::{Size, exif};

/// Of 100. Below, sharp edges show their surroundings; above, files grow by a half for what nobody sees.
const QUALITY: u8 = 82;
/// Longer ones are no pictures.
const MOST_SCANS: usize = 64;

/// A picture as it was read.
pub struct JpegFile {
    raster: Raster,
    profile: Option<Vec<u8>>,
    orientation: u16,
}

/// How a picture is to be turned, as its metadata say; 1 when they do not.
pub fn orientation(bytes: &[u8]) -> u16 {
    let mut decoder = JpegDecoder::new_with_options(ZCursor::new(bytes), DecoderOptions::default());
    let metadata = decoder.decode_headers().ok().and_then(|()| decoder.exif());
    metadata.map_or(1, |metadata| exif::orientation(metadata))
}

/// Reads a file. `None` when it is broken or too large, and when it is made for print.
pub fn read(bytes: &[u8]) -> Option<JpegFile> {
    let options = DecoderOptions::default().set_strict_mode(true).jpeg_set_max_scans(MOST_SCANS);
    let mut decoder = JpegDecoder::new_with_options(ZCursor::new(bytes), options);
    decoder.decode_headers().ok()?;
    let (channels, wanted) = match decoder.input_colorspace()? {
        ColorSpace::Luma => (1, ColorSpace::Luma),
        ColorSpace::YCbCr | ColorSpace::RGB => (3, ColorSpace::RGB),
        _ => return None,
    };
    decoder.set_options(options.jpeg_set_out_colorspace(wanted));
    let (width, height) = decoder.dimensions()?;
    let size = Size { width: u32::try_from(width).ok()?, height: u32::try_from(height).ok()? };
    if !fits(size) {
        return None;
    }
    let pixels = decoder.decode().ok()?;
    let orientation = decoder.exif().map_or(1, |metadata| exif::orientation(metadata));
    Some(JpegFile { raster: Raster { size, channels, pixels }, profile: decoder.icc_profile(), orientation })
}

impl Source for JpegFile {
    fn raster(&self) -> &Raster {
        &self.raster
    }

    fn is_on_its_side(&self) -> bool {
        self.orientation >= 5
    }

    fn write(&self, raster: &Raster) -> Option<Vec<u8>> {
        let color = if raster.channels == 1 { ColorType::Luma } else { ColorType::Rgb };
        let (width, height) = (u16::try_from(raster.size.width).ok()?, u16::try_from(raster.size.height).ok()?);
        let mut bytes = Vec::new();
        let mut encoder = Encoder::new(&mut bytes, QUALITY);
        encoder.set_progressive(true);
        encoder.set_optimized_huffman_tables(true);
        if self.orientation != 1 {
            encoder.add_exif_metadata(&exif::metadata(self.orientation)).ok()?;
        }
        if let Some(profile) = &self.profile {
            encoder.add_icc_profile(profile).ok()?;
        }
        encoder.encode(&raster.pixels, width, height, color).ok()?;
        Some(bytes)
    }
}
