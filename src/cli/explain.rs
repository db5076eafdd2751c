//! `isogloss explain CODE`

use super::arguments::Explain;
use super::code;
use super::run::Ended;
use super::terminal::{Style, Terminal};
use crate::diagnostic::{Code, codes};
use crate::disk::Failure;

/// Explains one code, or lists all.
pub fn run(arguments: &Explain, terminal: &Terminal) -> Result<Ended, Failure> {
    let Some(name) = &arguments.code else {
        for code in codes::all() {
            let first = code.meaning.find(". ").map_or(code.meaning, |end| &code.meaning[..=end]);
            terminal.print(&format!("{:<24} {:<8} {first}", code.name, level(code)));
        }
        return Ok(Ended::Fine);
    };
    let code = code::named("explain", name)?;
    terminal.print(&format!("{} ({})", terminal.out(Style::Bold, code.name), level(code)));
    terminal.print(&format!("\n{}\n\nExample:\n", code.meaning));
    for line in code.example.lines() {
        terminal.print(&format!("    {line}"));
    }
    terminal.print(&format!("\nRepair: {}", code.repair));
    Ok(Ended::Fine)
}

fn level(code: &Code) -> String {
    if codes::is_opt_in(*code) { "off".to_owned() } else { code.severity.to_string() }
}
