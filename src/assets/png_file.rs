//! PNG (W3C, third edition): in, a file; out, its pixels, and from other pixels a file of the same kind.

use std::io::Cursor;

use png::{ColorType, Compression, Decoder, Encoder, Info, Limits, Transformations};

use super::raster::{Raster, Source, fits};
use super::{Size, exif};

/// So many bytes may what stands beside the pixels take: profile, palette.
const MOST_BESIDE: usize = 16 << 20;

/// A picture as it was read.
pub struct PngFile {
    raster: Raster,
    /// What says how its numbers are meant.
    meaning: Info<'static>,
}

/// Reads a file. `None` when it is broken or too large, when it moves, is turned or says what its colours mean in a way
/// that a smaller one could not.
pub fn read(bytes: &[u8]) -> Option<PngFile> {
    let mut decoder = Decoder::new_with_limits(Cursor::new(bytes), Limits { bytes: MOST_BESIDE });
    decoder.set_transformations(Transformations::normalize_to_color8());
    decoder.set_ignore_text_chunk(true);
    let header = decoder.read_header_info().ok()?;
    if !fits(Size { width: header.width, height: header.height }) {
        return None;
    }
    let mut reader = decoder.read_info().ok()?;
    let meaning = meaning(reader.info())?;
    let mut pixels = vec![0; reader.output_buffer_size()?];
    let frame = reader.next_frame(&mut pixels).ok()?;
    // What follows the pixels must be sound too: else the file was cut.
    reader.finish().ok()?;
    pixels.truncate(frame.buffer_size());
    let size = Size { width: frame.width, height: frame.height };
    Some(PngFile { raster: Raster { size, channels: frame.color_type.samples(), pixels }, meaning })
}

fn meaning(info: &Info<'static>) -> Option<Info<'static>> {
    let is_turned = info.exif_metadata.as_ref().is_some_and(|metadata| exif::orientation(metadata) != 1);
    if info.animation_control.is_some() || info.coding_independent_code_points.is_some() || is_turned {
        return None;
    }
    let mut meaning = Info::default();
    meaning.source_gamma = info.gama_chunk;
    meaning.source_chromaticities = info.chrm_chunk;
    meaning.srgb = info.srgb;
    meaning.icc_profile.clone_from(&info.icc_profile);
    Some(meaning)
}

impl Source for PngFile {
    fn raster(&self) -> &Raster {
        &self.raster
    }

    fn write(&self, raster: &Raster) -> Option<Vec<u8>> {
        let mut info = self.meaning.clone();
        (info.width, info.height) = (raster.size.width, raster.size.height);
        info.color_type = match raster.channels {
            1 => ColorType::Grayscale,
            2 => ColorType::GrayscaleAlpha,
            3 => ColorType::Rgb,
            _ => ColorType::Rgba,
        };
        let mut bytes = Vec::new();
        let mut encoder = Encoder::with_info(&mut bytes, info).ok()?;
        encoder.set_compression(Compression::High);
        let mut writer = encoder.write_header().ok()?;
        writer.write_image_data(&raster.pixels).ok()?;
        writer.finish().ok()?;
        Some(bytes)
    }
}
