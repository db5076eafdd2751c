//! The name of what a release was made from: in, the files of a site; out, a digest over all of them.

use std::collections::BTreeMap;

use crate::site::is_source;
use crate::text::{Change, Digest, Digester, SitePath};

/// The digest of all sources, by their paths. It asks neither git nor a clock: the same files have the same revision.
pub fn revision(files: &[Change]) -> Digest {
    let sources: BTreeMap<&SitePath, &[u8]> = files
        .iter()
        .filter(|file| is_source(&file.path))
        .filter_map(|file| Some((&file.path, file.content.as_deref()?)))
        .collect();
    let mut digester = Digester::default();
    for (path, bytes) in sources {
        digester.str(path.as_str()).bytes(bytes);
    }
    digester.finish()
}
