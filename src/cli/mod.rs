//! Arguments in; one face of the workspace, printed lines and an exit code out.
//!
//! [`run`] reads the arguments and hands them to one file per command. Commands print through [`print`](self),
//! never by themselves: colour on a terminal, plain in a pipe, progress on a terminal only.

mod accept;
mod arguments;
mod build;
mod check;
mod code;
mod diff;
mod diff_report;
mod explain;
mod formats;
mod json;
mod load;
mod manifests;
mod message;
mod new;
mod progress;
mod published;
mod release;
mod report;
mod run;
mod saved;
mod since;
mod starter;
mod status;
mod status_text;
mod sync;
mod table;
mod terminal;
mod verify;
mod watch;
mod watching;
mod why;
mod why_if;
mod why_if_text;
mod why_message;

pub use run::run;
