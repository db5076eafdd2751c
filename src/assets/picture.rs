//! The size of a picture, read from its header.

use super::jpeg_file;

/// Width and height in CSS pixels.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Size {
    /// Width.
    pub width: u32,
    /// Height.
    pub height: u32,
}

impl Size {
    /// How many pixels that are.
    pub fn pixels(self) -> usize {
        (self.width as usize).saturating_mul(self.height as usize)
    }
}

/// The size that a picture's header tells: PNG, JPEG, GIF, WebP, AVIF, and SVG by its attributes. A JPEG that is shown
/// turned has the size that it is shown with.
pub fn measure(extension: &str, bytes: &[u8]) -> Option<Size> {
    match extension.to_ascii_lowercase().as_str() {
        "svg" => measure_svg(bytes),
        kind @ ("png" | "jpg" | "jpeg" | "gif" | "webp" | "avif") => {
            let size = imagesize::blob_size(bytes).ok()?;
            let (width, height) = (u32::try_from(size.width).ok()?, u32::try_from(size.height).ok()?);
            let is_on_its_side = kind.starts_with('j') && jpeg_file::orientation(bytes) >= 5;
            Some(if is_on_its_side { Size { width: height, height: width } } else { Size { width, height } })
        }
        _ => None,
    }
}

/// `width` and `height` in pixels, else the size of the `viewBox` (SVG 2, section 8.2).
fn measure_svg(bytes: &[u8]) -> Option<Size> {
    let text = std::str::from_utf8(bytes).ok()?;
    let tag = &text[text.find("<svg")?..];
    let tag = &tag[..tag.find('>')?];
    let pixels = |name: &str| attribute(tag, name)?.trim_end_matches("px").trim().parse::<f64>().ok();
    let (width, height) = match (pixels("width"), pixels("height")) {
        (Some(width), Some(height)) => (width, height),
        _ => {
            let mut sides = attribute(tag, "viewBox")?.split([' ', ',']).filter(|part| !part.is_empty()).skip(2);
            (sides.next()?.parse().ok()?, sides.next()?.parse().ok()?)
        }
    };
    let whole = |side: f64| (0.5..1e6).contains(&side).then_some(side.round() as u32);
    Some(Size { width: whole(width)?, height: whole(height)? })
}

fn attribute<'t>(tag: &'t str, name: &str) -> Option<&'t str> {
    tag.match_indices(name).find_map(|(at, _)| {
        if !tag[..at].ends_with(char::is_whitespace) {
            return None;
        }
        let value = tag[at + name.len()..].trim_start().strip_prefix('=')?.trim_start();
        let quote = value.chars().next().filter(|c| matches!(c, '"' | '\''))?;
        value[1..].split(quote).next()
    })
}

#[cfg(test)]
mod tests {
    use super::{Size, measure};

    #[test]
    fn reads_headers() {
        let png = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\x02\x80\0\0\x01\xe0\x08\x02\0\0\0";
        assert_eq!(measure("PNG", png), Some(Size { width: 640, height: 480 }));
        let by_box = br#"<?xml version="1.0"?><svg xmlns="x" viewBox="0 0 120 60.4"><path stroke-width="9"/></svg>"#;
        assert_eq!(measure("svg", by_box), Some(Size { width: 120, height: 60 }));
        let by_sides = br#"<svg width="20px" height='10' viewBox="0 0 5 5">"#;
        assert_eq!(measure("svg", by_sides), Some(Size { width: 20, height: 10 }));
        for broken in [&b"<svg"[..], b"<svg>", b"", b"\xff<svg>"] {
            assert_eq!(measure("svg", broken), None);
            assert_eq!(measure("png", broken), None);
        }
    }
}
