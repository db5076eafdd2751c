//! The way from the arguments to an exit code.

use std::ffi::OsString;
use std::process::ExitCode;

use clap::Parser;

use super::arguments::{Arguments, Command};
use super::terminal::Terminal;
use super::{accept, build, check, diff, explain, message, new, status, sync, watch, why};
use crate::disk::Failure;

/// How a command ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ended {
    /// All is well.
    Fine,
    /// The site has findings.
    Findings,
}

/// Runs the command that these arguments name. Exit codes: 0 fine, 1 the site has findings, 2 could not run.
pub fn run(arguments: impl IntoIterator<Item = OsString>) -> ExitCode {
    let arguments = match Arguments::try_parse_from(arguments) {
        Ok(arguments) => arguments,
        Err(error) => {
            // Help and version are no errors; everything else is, and exits with 2.
            drop(error.print());
            return ExitCode::from(u8::from(error.use_stderr()) * 2);
        }
    };
    let terminal = Terminal::new();
    let ended = match arguments.command {
        Command::New(arguments) => new::run(&arguments, &terminal),
        Command::Build(arguments) => build::run(&arguments, &terminal),
        Command::Watch(arguments) => watch::run(&arguments, &terminal),
        Command::Check(arguments) => check::run(&arguments, &terminal),
        Command::Status(arguments) => status::run(&arguments, &terminal),
        Command::Message(arguments) => message::run(&arguments, &terminal),
        Command::Why(arguments) => why::run(&arguments, &terminal),
        Command::Sync(arguments) => sync::run(&arguments, &terminal),
        Command::Accept(arguments) => accept::run(&arguments, &terminal),
        Command::Diff(arguments) => diff::run(&arguments, &terminal),
        Command::Explain(arguments) => explain::run(&arguments, &terminal),
    };
    match ended {
        Ok(Ended::Fine) => ExitCode::SUCCESS,
        Ok(Ended::Findings) => ExitCode::from(1),
        Err(failure) => {
            report(&failure, &terminal);
            ExitCode::from(2)
        }
    }
}

fn report(failure: &Failure, terminal: &Terminal) {
    terminal.complain(&failure.to_string(), failure.hint());
}
