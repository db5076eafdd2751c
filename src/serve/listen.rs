//! The sockets: in, what the command line says of host and port; out, listeners on one port of every address, and
//! the names by which they may be called.

use std::io::{self, ErrorKind};
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr, TcpListener, ToSocketAddrs};
use std::path::Path;

use super::admit::Names;
use crate::disk::Failure;

/// How many ports are tried, from the one that was asked for.
const PORTS: u16 = 50;

/// Where the pages are to be shown.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Preview {
    /// An address or name to listen on; nothing for this machine alone.
    pub host: Option<String>,
    /// The port, or the next free one; 0 for one that the system chooses.
    pub port: u16,
}

/// Open sockets on one port.
pub struct Listening {
    /// One for each address.
    pub sockets: Vec<TcpListener>,
    /// Who may be asked for here.
    pub names: Names,
    /// What to type into the browser: `http://localhost:4040`.
    pub origin: String,
    /// The port that was asked for and is taken.
    pub moved_from: Option<u16>,
}

/// Opens the sockets.
pub fn listen(preview: &Preview) -> Result<Listening, Failure> {
    let addresses = addresses(preview)?;
    let (sockets, port) = first_free(&addresses, preview)?;
    let is_open = addresses.iter().any(IpAddr::is_unspecified);
    let host = preview.host.as_deref().filter(|_| !is_open).map(written);
    let shown = host.clone().unwrap_or_else(|| "localhost".to_owned());
    Ok(Listening {
        sockets,
        origin: if port == 80 { format!("http://{shown}") } else { format!("http://{shown}:{port}") },
        names: Names { port, host, any_literal: is_open },
        moved_from: (preview.port != 0 && port != preview.port).then_some(preview.port),
    })
}

/// Loopback in both families, or what the host's name stands for.
fn addresses(preview: &Preview) -> Result<Vec<IpAddr>, Failure> {
    let Some(host) = &preview.host else {
        return Ok(vec![IpAddr::V4(Ipv4Addr::LOCALHOST), IpAddr::V6(Ipv6Addr::LOCALHOST)]);
    };
    let found = (host.as_str(), preview.port).to_socket_addrs().map_err(|error| {
        let hint = "give --host an address of this machine, such as 0.0.0.0 for all of them";
        Failure::because("listen on", Path::new(host), error.to_string(), hint)
    })?;
    let mut addresses: Vec<IpAddr> = Vec::new();
    for address in found.map(|address| address.ip()) {
        if !addresses.contains(&address) {
            addresses.push(address);
        }
    }
    Ok(addresses)
}

/// The sockets on the first port that is free on every address.
fn first_free(addresses: &[IpAddr], preview: &Preview) -> Result<(Vec<TcpListener>, u16), Failure> {
    let wanted = preview.port;
    for step in 0..PORTS {
        let port = if wanted == 0 { Some(0) } else { wanted.checked_add(step) };
        let Some(port) = port else { break };
        match bind(addresses, port) {
            Err(error) if error.kind() == ErrorKind::AddrInUse => {}
            Err(error) => return Err(refused(addresses, port, &error)),
            Ok(bound) => return Ok(bound),
        }
    }
    let reason = format!("it and the ports after it, {PORTS} in all, are taken");
    let hint = "end what listens there, or choose another port with --port";
    Err(Failure::because("listen on", Path::new(&format!("port {wanted}")), reason, hint))
}

/// Sockets on this port of all addresses. An address that this machine lacks (IPv6 is often switched off) is left
/// out as long as there is another.
fn bind(addresses: &[IpAddr], port: u16) -> io::Result<(Vec<TcpListener>, u16)> {
    let mut sockets: Vec<TcpListener> = Vec::new();
    let mut port = port;
    let mut failure = io::Error::from(ErrorKind::AddrNotAvailable);
    for address in addresses {
        match TcpListener::bind(SocketAddr::new(*address, port)) {
            Ok(socket) => {
                port = socket.local_addr()?.port();
                socket.set_nonblocking(true)?;
                sockets.push(socket);
            }
            Err(error) if error.kind() == ErrorKind::AddrInUse => return Err(error),
            Err(error) => failure = error,
        }
    }
    if sockets.is_empty() { Err(failure) } else { Ok((sockets, port)) }
}

fn refused(addresses: &[IpAddr], port: u16, error: &io::Error) -> Failure {
    let (reason, hint) = match error.kind() {
        ErrorKind::PermissionDenied => ("permission denied".to_owned(), "choose a port above 1023 with --port"),
        ErrorKind::AddrNotAvailable => {
            ("this machine has no such address".to_owned(), "give --host one of its own, or leave --host out")
        }
        _ => (error.to_string(), "choose another port with --port or another address with --host"),
    };
    let address = addresses.first().map_or_else(String::new, |address| SocketAddr::new(*address, port).to_string());
    Failure::because("listen on", Path::new(&address), reason, hint)
}

/// A host as browsers write it: in lower case, IPv6 in its short form and in brackets.
fn written(host: &str) -> String {
    host.parse::<Ipv6Addr>().map_or_else(|_| host.to_ascii_lowercase(), |address| format!("[{address}]"))
}

#[cfg(test)]
mod tests {
    use super::{Preview, listen};

    #[test]
    fn takes_the_next_port_when_one_is_taken() {
        let first = listen(&Preview { host: None, port: 0 }).unwrap();
        let port = first.names.port;
        assert_eq!(first.moved_from, None);
        let second = listen(&Preview { host: None, port }).unwrap();
        assert_eq!(second.moved_from, Some(port));
        assert!(second.names.port > port && second.names.port < port + 50);
        assert_eq!(second.origin, format!("http://localhost:{}", second.names.port));
    }

    #[test]
    fn says_what_is_wrong_with_a_host() {
        for host in ["192.0.2.1", "no such name", ""] {
            let failure = listen(&Preview { host: Some(host.to_owned()), port: 0 }).err().unwrap();
            assert!(failure.to_string().starts_with("cannot listen on"), "{failure}");
            assert!(failure.hint().unwrap().contains("--host"), "{failure}");
        }
    }
}
