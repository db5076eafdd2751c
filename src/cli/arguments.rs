//! What can be said on the command line.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};

/// A localization-aware content pipeline: it knows which page shows which message.
#[derive(Parser)]
#[command(name = "isogloss", version, about, max_term_width = 100, disable_help_subcommand = true)]
pub struct Arguments {
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

/// The commands.
#[derive(Subcommand)]
pub enum Command {
    /// Make a small site in a new folder
    New(New),
    /// Make all pages once, into public/, or with --release what readers get
    Build(Build),
    /// Serve the site and keep it up to date while sources are edited
    Watch(Watch),
    /// Say what is wrong with the site, without writing any page
    Check(Check),
    /// Say how far each locale has come, what is left, and whether it may be live
    Status(Status),
    /// Format messages as a page would get them
    Message(Message),
    /// Say what a page read (/ja/blog/), who shows a message (nav-home), or what a change would do (--if)
    Why(Why),
    /// Record what translations were made from, and put before translators what is missing
    Sync(Sync),
    /// Mark translations as still right, though their source moved
    Accept(Accept),
    /// Say what two releases do not have alike, and which messages and posts made the difference
    Diff(Diff),
    /// Say what a code means, with an example and the repair; without a code, list all
    Explain(Explain),
}

/// Options of every command that has a site.
#[derive(Args)]
pub struct Site {
    /// The folder of the site
    #[arg(long, value_name = "DIR", default_value = ".")]
    pub site: PathBuf,
    /// Only this locale (may be repeated)
    #[arg(long, value_name = "LOCALE")]
    pub locale: Vec<String>,
}

/// How a report is printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// For people.
    Text,
    /// For programs.
    Json,
}

/// `new`
#[derive(Args)]
pub struct New {
    /// The folder to make
    #[arg(value_name = "DIR")]
    pub folder: PathBuf,
}

/// `build`
#[derive(Args)]
pub struct Build {
    /// The site.
    #[command(flatten)]
    pub site: Site,
    /// Make what readers get: only locales that are live or previews, into release/
    #[arg(long)]
    pub release: bool,
    /// Where to write, instead of public/ or release/ in the site
    #[arg(long, value_name = "DIR")]
    pub out: Option<PathBuf>,
    /// Where the site will stand, instead of base_url in site.toml
    #[arg(long, value_name = "URL")]
    pub base_url: Option<String>,
    /// Write the rules of this server or host too: redirects, headers, languages
    #[arg(long, value_enum, value_name = "SERVER", requires = "release")]
    pub server: Option<Server>,
    /// The release before, where it does not stand in the target: pages that moved since leave redirects
    #[arg(long, value_name = "RELEASE", requires = "release")]
    pub after: Option<PathBuf>,
    /// Release live locales although they are under their gates
    #[arg(long, requires = "release")]
    pub allow_under_gate: bool,
    /// Put the last release back in its place; the one that stands becomes the last
    #[arg(long, conflicts_with_all = ["release", "locale", "base_url", "strict", "server"])]
    pub rollback: bool,
    /// Write nothing: make all pages from nothing, and say which of those that stand there are not the same
    #[arg(long, conflicts_with_all = ["release", "rollback", "strict"])]
    pub verify: bool,
    /// Exit with 1 for warnings too, and release nothing then
    #[arg(long)]
    pub strict: bool,
    /// How to print the result
    #[arg(long, value_enum, default_value = "text")]
    pub format: Format,
}

/// A server or host that rules are written for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Server {
    /// For a site block to import
    Caddy,
    /// For a server block to include
    Nginx,
    /// _redirects and _headers
    Netlify,
    /// _redirects and _headers
    Cloudflare,
}

/// `watch`
#[derive(Args)]
pub struct Watch {
    /// The site.
    #[command(flatten)]
    pub site: Site,
    /// Where to write, instead of public/ in the site
    #[arg(long, value_name = "DIR")]
    pub out: Option<PathBuf>,
    /// Open the site in a browser
    #[arg(long, conflicts_with = "no_serve")]
    pub open: bool,
    /// The port to serve on; when it is taken, the next free one
    #[arg(long, value_name = "PORT", default_value_t = 4040)]
    pub port: u16,
    /// The address or name to serve on, for other machines to see the site
    #[arg(long, value_name = "HOST")]
    pub host: Option<String>,
    /// Serve nothing, only write
    #[arg(long, conflicts_with_all = ["host", "port"])]
    pub no_serve: bool,
    /// Add two locales made from the source, to try the layouts with: en-XA (accented, longer) and ar-XB (right to left)
    #[arg(long)]
    pub pseudo: bool,
    /// Look for changes now and then, where the system does not tell of them (network folders)
    #[arg(long)]
    pub poll: bool,
}

/// `check`
#[derive(Args)]
pub struct Check {
    /// The site.
    #[command(flatten)]
    pub site: Site,
    /// Only findings of this code (may be repeated)
    #[arg(long, value_name = "CODE")]
    pub code: Vec<String>,
    /// Exit with 1 for warnings too
    #[arg(long)]
    pub strict: bool,
    /// Repair what is mechanical and safe: quotes, dots, the end of a file
    #[arg(long)]
    pub fix: bool,
    /// How to print the findings
    #[arg(long, value_enum, default_value = "text")]
    pub format: CheckFormat,
}

/// How findings are printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum CheckFormat {
    /// For people.
    Text,
    /// For programs.
    Json,
    /// Workflow commands of GitHub, which become annotations
    Github,
    /// SARIF 2.1.0, for code scanning
    Sarif,
}

/// `status`
#[derive(Args)]
pub struct Status {
    /// The site.
    #[command(flatten)]
    pub site: Site,
    /// List what is left to translate, what most pages show first
    #[arg(long)]
    pub work: bool,
    /// Exit with 1 when less is translated; looks at the locales that are built, or at those of --locale
    #[arg(long, value_name = "PERCENT", value_parser = clap::value_parser!(u8).range(0..=100))]
    pub fail_under: Option<u8>,
    /// How to print the result
    #[arg(long, value_enum, default_value = "text")]
    pub format: Format,
}

/// `message`
#[derive(Args)]
pub struct Message {
    /// The site.
    #[command(flatten)]
    pub site: Site,
    /// Ids of messages (nav-home) or attributes (search.title); all when none is given
    #[arg(value_name = "ID")]
    pub ids: Vec<String>,
    /// A variable: name=5 is a number, name="5" a text, name=@2022-10-05 a date
    #[arg(long = "arg", value_name = "NAME=VALUE")]
    pub arguments: Vec<String>,
    /// How to print the result
    #[arg(long, value_enum, default_value = "text")]
    pub format: Format,
}

/// `why`
#[derive(Args)]
pub struct Why {
    /// The site.
    #[command(flatten)]
    pub site: Site,
    /// The address of a page (/ja/blog/) or the id of a message (nav-home)
    #[arg(value_name = "ROUTE|MESSAGE", required_unless_present = "change", conflicts_with = "change")]
    pub subject: Option<String>,
    /// Say what a change would do: PATH=- takes the new text of a file from standard input, A..B compares two revisions
    /// of git
    #[arg(long = "if", value_name = "CHANGE", allow_hyphen_values = true)]
    pub change: Option<String>,
    /// How to print the result
    #[arg(long, value_enum, default_value = "text")]
    pub format: Format,
}

/// `sync`
#[derive(Args)]
pub struct Sync {
    /// The site.
    #[command(flatten)]
    pub site: Site,
}

/// `accept`
#[derive(Args)]
pub struct Accept {
    /// The site.
    #[command(flatten)]
    pub site: Site,
    /// Ids of messages (nav-home) or terms (after --: -brand), or paths of pages (content/ja/about.md); all that is
    /// stale when none is given
    #[arg(value_name = "ID|PATH")]
    pub names: Vec<String>,
}

/// `diff`
#[derive(Args)]
pub struct Diff {
    /// The earlier release: its folder, or a manifest of it
    #[arg(value_name = "OLD")]
    pub old: PathBuf,
    /// The later release: its folder, or a manifest of it
    #[arg(value_name = "NEW")]
    pub new: PathBuf,
    /// Print only the addresses whose answers are not what they were, one on each line: for the purge of a cache
    #[arg(long, conflicts_with = "format")]
    pub urls: bool,
    /// How to print the result
    #[arg(long, value_enum, default_value = "text")]
    pub format: Format,
}

/// `explain`
#[derive(Args)]
pub struct Explain {
    /// A code as findings show it: missing-message
    #[arg(value_name = "CODE")]
    pub code: Option<String>,
}
