//! `robots.txt` (RFC 9309): in, whether this is a release; out, what robots may read.

use crate::site::Recorder;

/// The text of the file. What is no release is nobody's to read: it changes all the time, and shows locales that are
/// not ready.
pub fn text(recorder: &Recorder) -> String {
    let rule = if recorder.is_release() { "Allow: /" } else { "Disallow: /" };
    format!("User-agent: *\n{rule}\n")
}
