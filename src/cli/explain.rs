//! `isogloss explain CODE`

use super::arguments::Explain;
use super::code;
use super::run::Ended;
use super::terminal::{Style, Terminal};
use crate::diagnostic::codes;
use crate::disk::Failure;

/// Explains one code, or lists all.
pub fn run(arguments: &Explain, terminal: &Terminal) -> Result<Ended, Failure> {
    let Some(name) = &arguments.code else {
        for code in codes::all() {
            let first = code.meaning.split_inclusive('.').next().unwrap_or(code.meaning);
            terminal.print(&format!("{:<22} {:<8} {first}", code.name, code.severity.to_string()));
        }
        return Ok(Ended::Fine);
    };
    let code = code::named("explain", name)?;
    terminal.print(&format!("{} ({})", terminal.out(Style::Bold, code.name), code.severity));
    terminal.print(&format!("\n{}\n\nExample:\n", code.meaning));
    for line in code.example.lines() {
        terminal.print(&format!("    {line}"));
    }
    terminal.print(&format!("\nRepair: {}", code.repair));
    Ok(Ended::Fine)
}
