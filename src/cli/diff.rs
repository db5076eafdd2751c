//! `isogloss diff OLD NEW`

use super::arguments::{Diff, Format};
use super::diff_report::{json_of, print};
use super::json;
use super::manifests::read;
use super::run::Ended;
use super::terminal::Terminal;
use crate::disk::Failure;
use crate::release::Difference;

/// Says what two releases do not have alike.
pub fn run(arguments: &Diff, terminal: &Terminal) -> Result<Ended, Failure> {
    let difference = Difference::of(&read(&arguments.old, "compare")?, &read(&arguments.new, "compare")?);
    if arguments.urls {
        difference.urls().into_iter().for_each(|url| terminal.print(url));
        return Ok(Ended::Fine);
    }
    match arguments.format {
        Format::Json => terminal.print(&json::pretty(&json_of(&difference))),
        Format::Text => print(&difference, terminal),
    }
    Ok(Ended::Fine)
}
