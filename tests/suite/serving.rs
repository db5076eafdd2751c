//! The preview server over a site in a folder, told what to show by the test, and spoken to over bare sockets: what
//! a client library would tidy up is the very thing to be tested.

use std::collections::BTreeMap;
use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::{Path, PathBuf};
use std::sync::atomic::AtomicBool;
use std::time::Duration;

use isogloss::disk::{OutputFolder, Scanner};
use isogloss::serve::{Preview, Published, Server};
use isogloss::site::Options;
use isogloss::text::{Change, SitePath};
use isogloss::workspace::{Placed, Workspace};
use serde_json::Value;

use crate::support::{Files, Folder};

/// Nothing here takes a second on an idle machine.
pub const DEADLINE: Duration = Duration::from_secs(20);

/// A site that is served: its folder, what is written of it, and nothing else in one folder of its own.
pub struct Serving {
    pub base: Folder,
    pub port: u16,
    pub server: Server,
    scanner: Scanner,
    workspace: Workspace,
    layouts: u64,
}

impl Serving {
    /// Serves these files on a port that the system chooses.
    pub fn of(files: &Files) -> Self {
        let mut serving = Self::silent(files, usize::MAX, |_| ());
        serving.publish();
        serving
    }

    /// The same, with nothing published, pages keeping pieces of so many bytes, and the folder prepared.
    pub fn silent(files: &Files, memory: usize, prepare: impl FnOnce(&Path)) -> Self {
        let base = Folder::empty();
        let [site, out] = ["site", "out"].map(|name| base.path().join(name));
        files.iter().for_each(|(path, bytes)| base.write(&format!("site/{path}"), bytes));
        prepare(base.path());
        let server = Server::start(&Preview { host: None, port: 0 }, site.clone(), Some(out)).unwrap();
        let port = server.url().trim_end_matches('/').rsplit(':').next().unwrap().parse().unwrap();
        let workspace = Workspace::new(Options { drafts: true, hold: true, ..Options::default() }, memory);
        let scanner = Scanner::open(&site).unwrap();
        let mut serving = Self { base, port, server, scanner, workspace, layouts: 0 };
        serving.scan();
        serving
    }

    /// The folder of the site.
    pub fn site(&self) -> PathBuf {
        self.base.path().join("site")
    }

    /// The folder that it is written to.
    pub fn out(&self) -> PathBuf {
        self.base.path().join("out")
    }

    fn scan(&mut self) {
        let changes = self.scanner.scan().unwrap();
        let is_layout = |change: &Change| change.path.within("layouts").is_some() && change.path.extension() == "html";
        self.layouts += u64::from(changes.iter().any(is_layout));
        self.workspace.apply(&changes);
    }

    /// Renders, writes and publishes what stands.
    pub fn publish(&mut self) {
        let mut folder = OutputFolder::open(&self.out(), &self.site()).unwrap();
        let pages = self.workspace.site().pages().clone();
        folder.begin(pages.pages.keys().chain(pages.files.keys()).map(|output| &**output)).unwrap();
        self.workspace.render(&folder, &AtomicBool::new(false)).unwrap();
        self.show();
    }

    /// Publishes what stands without rendering or writing it.
    pub fn show(&mut self) {
        let snapshot = self.workspace.snapshot();
        let read = |path: &SitePath| fs::read_to_string(self.site().join(path.as_str())).ok();
        let (findings, _) = Placed::all(snapshot.site(), self.workspace.findings(), read);
        self.server.publish(Published::new(snapshot, findings.into(), self.layouts));
    }

    /// Saves a source (`None`: removes it) and has it read; nothing is published yet.
    pub fn write(&mut self, path: &str, text: Option<&str>) {
        match text {
            Some(text) => self.base.write(&format!("site/{path}"), text),
            None => fs::remove_file(self.site().join(path)).unwrap(),
        }
        self.scan();
    }

    /// Saves a source and publishes what comes of it.
    pub fn save(&mut self, path: &str, text: Option<&str>) {
        self.write(path, text);
        self.publish();
    }

    /// Saves a source with one text in it replaced.
    #[track_caller]
    pub fn edit(&mut self, path: &str, from: &str, to: &str) {
        let text = fs::read_to_string(self.site().join(path)).unwrap();
        assert_eq!(text.matches(from).count(), 1, "`{from}` must stand once in {path}");
        self.save(path, Some(&text.replace(from, to)));
    }

    /// The host as browsers send it.
    pub fn host(&self) -> String {
        format!("localhost:{}", self.port)
    }

    /// GET with nothing but a host.
    #[track_caller]
    pub fn get(&self, target: &str) -> Answer {
        self.get_with(target, "")
    }

    /// GET with further headers, each ended by a line break.
    #[track_caller]
    pub fn get_with(&self, target: &str, headers: &str) -> Answer {
        self.ask(format!("GET {target} HTTP/1.1\r\nHost: {}\r\nConnection: close\r\n{headers}\r\n", self.host()))
    }

    /// The answer to these very bytes.
    pub fn ask(&self, request: impl AsRef<[u8]>) -> Answer {
        ask(self.port, request)
    }

    /// A connection to the server.
    pub fn connect(&self) -> TcpStream {
        connect(self.port)
    }

    /// An event stream for these pages.
    pub fn listen(&self, pages: &[&str]) -> Listener {
        let query: Vec<String> = pages.iter().map(|page| format!("page={page}&version=0")).collect();
        let mut stream = self.connect();
        let head = format!("GET /.isogloss/events?{} HTTP/1.1\r\nHost: {}\r\n\r\n", query.join("&"), self.host());
        stream.write_all(head.as_bytes()).unwrap();
        let mut lines = BufReader::new(stream);
        let mut line = String::new();
        lines.read_line(&mut line).unwrap();
        let status = line.split(' ').nth(1).unwrap().parse().unwrap();
        while line != "\r\n" {
            line.clear();
            lines.read_line(&mut line).unwrap();
        }
        Listener { status, lines }
    }
}

/// What the server on this port answers to these very bytes.
pub fn ask(port: u16, request: impl AsRef<[u8]>) -> Answer {
    let mut stream = connect(port);
    stream.write_all(request.as_ref()).unwrap();
    let mut bytes = Vec::new();
    // A connection that is reset after the answer has given its answer.
    drop(stream.read_to_end(&mut bytes));
    Answer::parse(&bytes)
}

fn connect(port: u16) -> TcpStream {
    let stream = TcpStream::connect(("127.0.0.1", port)).unwrap();
    stream.set_read_timeout(Some(DEADLINE)).unwrap();
    stream
}

/// An answer taken apart.
#[derive(Clone, Debug)]
pub struct Answer {
    pub status: u16,
    pub headers: BTreeMap<String, String>,
    pub body: Vec<u8>,
}

impl Answer {
    fn parse(bytes: &[u8]) -> Self {
        let end = bytes.windows(4).position(|window| window == b"\r\n\r\n").unwrap_or(bytes.len());
        let head = String::from_utf8_lossy(&bytes[..end]).into_owned();
        let mut lines = head.lines();
        let status = lines.next().and_then(|line| line.split(' ').nth(1)?.parse().ok()).unwrap_or(0);
        let pairs = lines.filter_map(|line| line.split_once(": "));
        let headers = pairs.map(|(name, value)| (name.to_ascii_lowercase(), value.to_owned())).collect();
        Self { status, headers, body: bytes.get(end + 4..).unwrap_or_default().to_vec() }
    }

    /// A header; empty when it is not there.
    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", String::as_str)
    }

    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    /// The page without the panel's script, and the version that the script names.
    #[track_caller]
    pub fn page(&self) -> (String, String) {
        let text = self.text();
        let begin = "<script type=\"module\" src=\"/.isogloss/panel.js\" data-isogloss=\"";
        let (before, rest) = text.split_once(begin).unwrap_or_else(|| panic!("no script in {text}"));
        let (told, after) = rest.split_once("\"></script>").unwrap();
        let (version, _) = told.split_once("\" data-files=\"").unwrap();
        (format!("{before}{after}"), version.to_owned())
    }
}

/// A stream that is read.
pub struct Listener {
    pub status: u16,
    lines: BufReader<TcpStream>,
}

impl Listener {
    /// The next event: its name and data. `None` when the stream has ended.
    pub fn next(&mut self) -> Option<(String, Value)> {
        let (mut name, mut data) = (String::new(), None);
        loop {
            let mut line = String::new();
            if self.lines.read_line(&mut line).unwrap_or(0) == 0 {
                return None;
            }
            // Lines of the chunked encoding stand between those of the stream, and name nothing.
            match line.trim_end().split_once(':') {
                Some(("event", value)) => name = value.trim().to_owned(),
                Some(("data", value)) => data = Some(serde_json::from_str(value).unwrap()),
                _ if data.is_some() => return data.map(|data| (name, data)),
                _ => {}
            }
        }
    }

    /// The next event about pages.
    #[track_caller]
    pub fn page(&mut self) -> Value {
        let (name, data) = self.next().expect("the stream goes on");
        assert_eq!(name, "page", "{data}");
        data
    }
}
