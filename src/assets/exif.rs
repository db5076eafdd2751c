//! How a picture is to be turned (Exif 2.32, section 4.6.4): in, its metadata; out, one number, and metadata with no more
//! than that.

/// The tag of the orientation in the first directory.
const ORIENTATION: u16 = 0x0112;
/// The type of a whole number of two bytes.
const SHORT: u16 = 3;

/// The orientation that metadata tell: 1 is as stored, from 5 on width and height change places. What they do not tell,
/// or not soundly, is 1. They begin with the header of a TIFF file.
pub fn orientation(metadata: &[u8]) -> u16 {
    find(metadata).filter(|orientation| (1..=8).contains(orientation)).unwrap_or(1)
}

/// Metadata that tell this orientation and nothing else: a header, and a directory with one entry.
pub fn metadata(orientation: u16) -> Vec<u8> {
    let mut bytes = b"MM\0*\0\0\0\x08".to_vec();
    for number in [1, ORIENTATION, SHORT, 0, 1, orientation, 0, 0, 0] {
        bytes.extend(u16::to_be_bytes(number));
    }
    bytes
}

fn find(metadata: &[u8]) -> Option<u16> {
    let is_big = match metadata.get(..4)? {
        b"MM\0*" => true,
        b"II*\0" => false,
        _ => return None,
    };
    let short = |at: usize| {
        let two = metadata.get(at..)?.first_chunk()?;
        Some(if is_big { u16::from_be_bytes(*two) } else { u16::from_le_bytes(*two) })
    };
    let four = metadata.get(4..)?.first_chunk()?;
    let start = usize::try_from(if is_big { u32::from_be_bytes(*four) } else { u32::from_le_bytes(*four) }).ok()?;
    let first = start.checked_add(2)?;
    let entries = (0..usize::from(short(start)?)).map(|number| first.saturating_add(number * 12));
    let entry = entries.into_iter().find(|entry| short(*entry) == Some(ORIENTATION))?;
    short(entry.checked_add(8)?)
}

#[cfg(test)]
mod tests {
    use super::{metadata, orientation};

    #[test]
    fn reads_what_it_writes_and_takes_nothing_amiss() {
        for number in 1..=8 {
            assert_eq!(orientation(&metadata(number)), number);
        }
        let little = b"II*\0\x08\0\0\0\x02\0\x0f\x01\x02\0\x01\0\0\0\0\0\0\0\x12\x01\x03\0\x01\0\0\0\x06\0\0\0\0\0\0\0";
        assert_eq!(orientation(little), 6);
        let whole = metadata(6);
        for end in 0..whole.len() {
            assert!([1, 6].contains(&orientation(&whole[..end])));
        }
        for broken in [&metadata(0)[..], &metadata(9), b"", b"MM\0*\xff\xff\xff\xff", b"II*\0\xff\xff\xff\xff\x01"] {
            assert_eq!(orientation(broken), 1);
        }
    }
}
