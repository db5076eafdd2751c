//! `isogloss explain CODE`

use std::path::Path;

use super::arguments::Explain;
use super::run::Ended;
use super::terminal::{Style, Terminal};
use crate::diagnostic::codes;
use crate::disk::Failure;
use crate::text::nearest;

/// Explains one code, or lists all.
pub fn run(arguments: &Explain, terminal: &Terminal) -> Result<Ended, Failure> {
    let Some(name) = &arguments.code else {
        for code in codes::all() {
            let first = code.meaning.split_inclusive('.').next().unwrap_or(code.meaning);
            terminal.print(&format!("{:<22} {:<8} {first}", code.name, code.severity.to_string()));
        }
        return Ok(Ended::Fine);
    };
    let Some(code) = codes::find(name) else {
        let hint = match nearest(name, codes::all().map(|code| code.name)) {
            Some(near) => format!("did you mean `{near}`? `isogloss explain` lists all"),
            None => "`isogloss explain` lists all codes".to_owned(),
        };
        return Err(Failure::because("explain", Path::new(name), "there is no such code", hint));
    };
    terminal.print(&format!("{} ({})", terminal.out(Style::Bold, code.name), code.severity));
    terminal.print(&format!("\n{}\n\nExample:\n", code.meaning));
    for line in code.example.lines() {
        terminal.print(&format!("    {line}"));
    }
    terminal.print(&format!("\nRepair: {}", code.repair));
    Ok(Ended::Fine)
}
