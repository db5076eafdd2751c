//! Codes as people name them: in, a word of the command line; out, the code.

use std::path::Path;

use crate::diagnostic::{Code, codes};
use crate::disk::Failure;
use crate::text::nearest;

/// The code of this name; a failure of `verb` with the nearest name when there is none.
pub fn named(verb: &'static str, name: &str) -> Result<&'static Code, Failure> {
    codes::find(name).ok_or_else(|| {
        let hint = match nearest(name, codes::all().map(|code| code.name)) {
            Some(near) => format!("did you mean `{near}`? `isogloss explain` lists all"),
            None => "`isogloss explain` lists all codes".to_owned(),
        };
        Failure::because(verb, Path::new(name), "there is no such code", hint)
    })
}
