//! `isogloss new DIR`

use super::arguments::New;
use super::run::Ended;
use super::starter;
use super::terminal::Terminal;
use crate::disk::{Failure, scaffold};

/// Makes a small site.
pub fn run(arguments: &New, terminal: &Terminal) -> Result<Ended, Failure> {
    let files = scaffold(&arguments.folder, starter::FILES.iter().copied())?;
    let folder = arguments.folder.display();
    terminal.print(&format!("Made a site of {files} files in {folder}."));
    terminal.print(&format!("  isogloss build --site {folder}    makes its pages once"));
    terminal.print(&format!("  isogloss watch --site {folder}    keeps them up to date while you edit"));
    Ok(Ended::Fine)
}
