//! Copies of a file that a server sends as they are to browsers that say they take them (RFC 9110, section 8.4.1): in,
//! an output and its bytes; out, the same with gzip (RFC 1952) and Brotli (RFC 7932).
//!
//! Nothing but the bytes goes in: no time, no name. So the same bytes have the same copies.

use std::io::Write;

use flate2::Compression;
use flate2::write::GzEncoder;

use super::Failure;

/// What is text by the ending of its name. Pictures and fonts are packed already; what a server reads itself, as
/// `_headers` and `nginx.conf`, goes to nobody.
const TEXTS: [&str; 15] =
    ["atom", "css", "csv", "htm", "html", "ics", "js", "json", "map", "md", "mjs", "svg", "txt", "webmanifest", "xml"];
/// Below so many bytes a file fits into one packet with its header, packed or not.
const LEAST: usize = 1024;
/// As small as gzip gets, at the cost of a tenth of a millisecond for a page.
const GZIP: u32 = 9;
/// Smaller than gzip at less than half a millisecond for a page. The highest, 11, takes a hundred times as long.
const BROTLI: u32 = 5;
/// Brotli's largest window that every browser takes, as a power of two.
const WINDOW: u32 = 22;

/// The endings of copies.
const ENDINGS: [&str; 2] = ["gz", "br"];

/// The names that copies of an output have.
pub fn names(output: &str) -> [String; 2] {
    ENDINGS.map(|ending| format!("{output}.{ending}"))
}

/// The copies of an output that are smaller than it is, by their names.
pub fn copies(output: &str, bytes: &[u8]) -> Result<Vec<(String, Vec<u8>)>, Failure> {
    let extension = output.rsplit_once('.').map_or("", |(_, extension)| extension).to_ascii_lowercase();
    if bytes.len() < LEAST || !TEXTS.contains(&&*extension) {
        return Ok(Vec::new());
    }
    let mut copies = Vec::new();
    for (name, copy) in names(output).into_iter().zip([gzip(bytes), brotli(bytes)]) {
        let copy = copy.map_err(|error| Failure::io("compress", name.as_ref(), &error))?;
        if copy.len() < bytes.len() {
            copies.push((name, copy));
        }
    }
    Ok(copies)
}

fn gzip(bytes: &[u8]) -> std::io::Result<Vec<u8>> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::new(GZIP));
    encoder.write_all(bytes)?;
    encoder.finish()
}

fn brotli(bytes: &[u8]) -> std::io::Result<Vec<u8>> {
    let mut copy = Vec::new();
    let mut encoder = brotli::CompressorWriter::new(&mut copy, 4096, BROTLI, WINDOW);
    encoder.write_all(bytes)?;
    encoder.flush()?;
    drop(encoder);
    Ok(copy)
}

#[cfg(test)]
mod tests {
    use std::io::Read;

    use super::copies;

    #[test]
    fn copies_hold_the_same_bytes_and_only_where_they_are_smaller() {
        let page = "<p>新幹線 and more of the same, 日本語</p>\n".repeat(200);
        let made = copies("ja/index.html", page.as_bytes()).unwrap();
        let [(gz, zipped), (br, packed)] = &made[..] else { panic!("{made:?}") };
        assert_eq!((&**gz, &**br), ("ja/index.html.gz", "ja/index.html.br"));
        let (mut text, mut other) = (String::new(), String::new());
        flate2::read::GzDecoder::new(&zipped[..]).read_to_string(&mut text).unwrap();
        brotli::Decompressor::new(&packed[..], 4096).read_to_string(&mut other).unwrap();
        assert!(text == page && other == page);
        assert_eq!(made, copies("ja/index.html", page.as_bytes()).unwrap());
        // Bytes 4 to 8 are the time of the file, of which there is none (RFC 1952, section 2.3.1).
        assert_eq!(zipped[4..8], [0; 4]);
        assert_eq!(copies("a.png", page.as_bytes()).unwrap(), []);
        for rules in ["_headers", "ja/_redirects", ".server/Caddyfile", ".server/nginx.conf"] {
            assert_eq!(copies(rules, page.as_bytes()).unwrap(), [], "{rules}");
        }
        assert_eq!(copies("a.txt", &page.as_bytes()[..1000]).unwrap(), []);
        let next = |state: &u64| Some(state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1));
        let noise: Vec<u8> = std::iter::successors(Some(7), next).take(4000).map(|state| (state >> 56) as u8).collect();
        assert_eq!(copies("a.txt", &noise).unwrap(), []);
    }
}
