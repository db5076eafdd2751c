//! `isogloss build --verify`: in, the arguments; out, what stands in the output folder and is not what a build from
//! nothing gives.

use std::sync::atomic::AtomicBool;

use serde_json::json;

use super::arguments::{Build, Format};
use super::progress::Counting;
use super::report::Report;
use super::run::Ended;
use super::terminal::{Style, Terminal};
use super::{build, json, load};
use crate::disk::{Comparison, Difference, Failure};

/// Makes all pages from nothing, writes none, and compares.
pub fn run(arguments: &Build, terminal: &Terminal) -> Result<Ended, Failure> {
    let (mut workspace, scanner) = load::load_only(&arguments.site, build::options(arguments)?, 0)?;
    if workspace.site().is_broken() {
        let report = Report::of(&workspace, scanner.root());
        report.print(terminal);
        report.print_summary(terminal);
        return Ok(report.ended(arguments.strict));
    }
    let out = load::output_folder(&arguments.site, arguments.out.as_ref(), load::FOLDER);
    let comparison = Comparison::with(&out);
    let pages = workspace.site().pages().clone();
    let sink = Counting::new(&comparison, &pages, terminal);
    workspace.render(&sink, &AtomicBool::new(false))?;
    terminal.progress("");
    let outputs = arguments.site.locale.is_empty().then(|| workspace.outputs());
    let count = workspace.published().len();
    let different = comparison.finish(outputs.as_deref())?;
    match arguments.format {
        Format::Json => {
            let one =
                |(output, difference): (&String, &Difference)| json!({ "output": output, "is": name(*difference) });
            let all: Vec<_> = different.iter().map(one).collect();
            terminal.print(&json::pretty(&json!({ "outputs": count, "differences": all })));
        }
        Format::Text => {
            for (output, difference) in &different {
                terminal.print(&format!("  {:<8} {output}", name(*difference)));
            }
            let (style, word) =
                if different.is_empty() { (Style::Good, "Verified.") } else { (Style::Bold, "Not the same.") };
            let verified = terminal.out(style, word);
            let number = different.len();
            terminal
                .print(&format!("{verified} {count} files made from nothing, {number} differ from {}", out.display()));
        }
    }
    Ok(if different.is_empty() { Ended::Fine } else { Ended::Findings })
}

fn name(difference: Difference) -> &'static str {
    match difference {
        Difference::Other => "differs",
        Difference::Missing => "missing",
        Difference::Stale => "stale",
    }
}
