//! `isogloss watch`: in, the arguments; out, a site that follows its sources until it is told to stop.

use std::process::exit;
use std::thread;
use std::time::Duration;

use super::arguments::Watch;
use super::load;
use super::run::Ended;
use super::terminal::{Style, Terminal};
use super::watching::Watching;
use crate::disk::{Failure, Lock, OutputFolder, Watcher};
use crate::serve::{Preview, Server};
use crate::site::Options;

/// Bytes of pieces that pages keep: those of some 20,000 pages. What is beyond is rendered when it is asked for.
const MEMORY: usize = 256 << 20;
/// A page may take seconds to render. Who says stop does not wait for it: every file is whole at every moment.
const PATIENCE: Duration = Duration::from_millis(500);
const STOPPED: &str = "Stopped.";

/// Builds once, then rebuilds what each save concerns until told to stop.
pub fn run(arguments: &Watch, terminal: &Terminal) -> Result<Ended, Failure> {
    let site = &arguments.site.site;
    let _lock = Lock::take(site, "watch")?;
    let out = load::output_folder(&arguments.site, arguments.out.as_ref(), load::FOLDER);
    let preview = Preview { host: arguments.host.clone(), port: arguments.port };
    let server = match arguments.no_serve {
        true => None,
        // Before the site is read: who asks meanwhile waits for it.
        false => Some(Server::start(&preview, site.clone(), Some(out.clone()))?),
    };
    let options = Options { drafts: true, hold: true, pseudo: arguments.pseudo, ..Options::default() };
    let (workspace, scanner) = load::load_only(&arguments.site, options, MEMORY)?;
    let folder = OutputFolder::open(&out, scanner.root())?;
    let (watcher, trouble) = Watcher::start(scanner.root(), arguments.poll);
    if let Some(trouble) = trouble {
        terminal.complain(&trouble.to_string(), trouble.hint());
    }
    let caller = watcher.caller();
    #[expect(clippy::exit, reason = "a render that has begun cannot be ended in another way")]
    let stop = move || {
        caller.stop();
        thread::sleep(PATIENCE);
        Terminal::new().say(STOPPED);
        exit(0);
    };
    // A second handler cannot be set; then the default one ends the process, and files are whole all the same.
    drop(ctrlc::set_handler(stop));
    let mut watching = Watching::new(workspace, scanner, watcher, folder, server, terminal);
    watching.publish();
    if let Some(server) = watching.server() {
        announce(server, arguments, terminal);
    }
    watching.run();
    drop(watching);
    terminal.say(STOPPED);
    Ok(Ended::Fine)
}

/// Says where the site is to be seen, and opens it there when that is wanted.
fn announce(server: &Server, arguments: &Watch, terminal: &Terminal) {
    let url = server.url();
    terminal.say(&format!("Serving {}", terminal.talk(Style::Bold, &url)));
    if let Some(port) = server.moved_from() {
        terminal.say(&format!("Port {port} is taken; this is the next free one."));
    }
    if arguments.host.is_some() {
        terminal.say("Whoever reaches this machine on that port can read the site, drafts too.");
    }
    if arguments.open
        && let Err(error) = open::that_detached(&url)
    {
        terminal.complain(&format!("cannot open a browser: {error}"), Some("open the address above by hand"));
    }
}
