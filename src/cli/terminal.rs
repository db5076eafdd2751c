//! Where lines are printed: results on standard output, all talk on standard error.

use std::io::{self, IsTerminal, Write};

/// The two streams, and whether people read them.
pub struct Terminal {
    colour_out: bool,
    colour_talk: bool,
    progress: bool,
}

/// A narrower terminal than this is written to as if it were so wide.
const NARROWEST: usize = 20;

/// How a word is set off, where there is colour.
#[derive(Clone, Copy)]
pub enum Style {
    Bold,
    Dim,
    Error,
    Good,
    Removed,
    Added,
}

impl Terminal {
    /// The terminal of this process. No colour where `NO_COLOR` is set, into a pipe, or on a dumb terminal.
    pub fn new() -> Self {
        let plain = std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty())
            || std::env::var_os("TERM").is_some_and(|term| term == "dumb");
        Self {
            colour_out: !plain && io::stdout().is_terminal(),
            colour_talk: !plain && io::stderr().is_terminal(),
            progress: io::stderr().is_terminal() && !plain,
        }
    }

    /// Prints a line of the result. A reader that is gone is no error.
    pub fn print(&self, line: &str) {
        drop(writeln!(io::stdout().lock(), "{line}"));
    }

    /// Prints a line of talk.
    pub fn say(&self, line: &str) {
        self.clear_progress();
        drop(writeln!(io::stderr().lock(), "{line}"));
    }

    /// Says what could not be done, and what to do.
    pub fn complain(&self, what: &str, hint: Option<&str>) {
        self.say(&format!("{}: {what}", self.talk(Style::Error, "error")));
        if let Some(hint) = hint {
            self.say(&format!("  {} {hint}", self.talk(Style::Dim, "help:")));
        }
    }

    /// Shows progress on the last line, where people see it.
    pub fn progress(&self, text: &str) {
        if self.progress {
            drop(write!(io::stderr().lock(), "\r\x1b[2K{text}"));
            drop(io::stderr().flush());
        }
    }

    /// Whether progress is shown.
    pub fn shows_progress(&self) -> bool {
        self.progress
    }

    fn clear_progress(&self) {
        if self.progress {
            drop(write!(io::stderr().lock(), "\r\x1b[2K"));
        }
    }

    /// How many columns a line of the result may have: what `COLUMNS` says, else those of the terminal; 80 in a pipe.
    pub fn width(&self) -> usize {
        let wanted = std::env::var("COLUMNS").ok().and_then(|columns| columns.parse().ok());
        let terminal = || terminal_size::terminal_size_of(io::stdout()).map(|(width, _)| usize::from(width.0));
        wanted.or_else(terminal).unwrap_or(80).max(NARROWEST)
    }

    /// The text set off for the result.
    pub fn out(&self, style: Style, text: &str) -> String {
        set_off(self.colour_out, style, text)
    }

    /// The text set off for talk.
    pub fn talk(&self, style: Style, text: &str) -> String {
        set_off(self.colour_talk, style, text)
    }

    /// Whether the result has colour.
    pub fn out_has_colour(&self) -> bool {
        self.colour_out
    }

    /// Whether findings, which are talk, have colour.
    pub fn has_colour(&self) -> bool {
        self.colour_talk
    }
}

fn set_off(colour: bool, style: Style, text: &str) -> String {
    let code = match style {
        Style::Bold => "1",
        Style::Dim => "2",
        Style::Error => "1;31",
        Style::Good => "1;32",
        Style::Removed => "9;31",
        Style::Added => "32",
    };
    if colour { format!("\x1b[{code}m{text}\x1b[0m") } else { text.to_owned() }
}
