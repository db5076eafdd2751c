//! Who is answered at all: in, a request's method, target and headers; out, how far it reaches, or why not.
//!
//! Any page that is open in the browser can send requests here. Three belts keep it from reading anything: the name
//! that was asked for (a name that an attacker made to point at this machine is not ours), the origin that asks, and
//! what the browser says of the request's purpose. None of them is enough alone: a rebound name sends no origin, a
//! WebSocket says nothing of its purpose, an old browser neither.

use std::net::{Ipv4Addr, Ipv6Addr};

use axum::http::header::{HOST, ORIGIN};
use axum::http::request::Parts;
use axum::http::{HeaderName, Method};

/// Where the panel's files, streams and texts are.
pub const PANEL: &str = "/.isogloss/";

/// The names by which the server may be called.
#[derive(Clone, Debug, Default)]
pub struct Names {
    /// The port, which every name carries.
    pub port: u16,
    /// The host that it was told to listen on, in lower case.
    pub host: Option<String>,
    /// It listens on every address, so every address may be its own. A rebound name is never an address.
    pub any_literal: bool,
}

/// How far an admitted request reaches.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reach {
    /// Everything.
    All,
    /// Pages alone: somebody followed a link from another site.
    Pages,
}

/// Why a request is not answered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// It asks for another host.
    Host,
    /// It wants to do more than look.
    Method,
    /// It comes from another site.
    Site,
}

/// Judges a request.
pub fn admit(names: &Names, request: &Parts) -> Result<Reach, Refusal> {
    let host = called(names, request).ok_or(Refusal::Host)?;
    if request.method != Method::GET && request.method != Method::HEAD {
        return Err(Refusal::Method);
    }
    let own = format!("http://{host}");
    if request.headers.get_all(ORIGIN).iter().any(|origin| !origin.as_bytes().eq_ignore_ascii_case(own.as_bytes())) {
        return Err(Refusal::Site);
    }
    let is_panel = request.uri.path().starts_with(PANEL);
    let [site, mode, purpose] = ["site", "mode", "dest"].map(|name| fetch_header(request, name));
    match site {
        None | Some("same-origin") => Ok(Reach::All),
        // Typed into the address bar, or a bookmark: nobody types the panel's addresses.
        Some("none") if !is_panel => Ok(Reach::All),
        Some("cross-site" | "same-site") if !is_panel && mode == Some("navigate") && purpose == Some("document") => {
            Ok(Reach::Pages)
        }
        Some(_) => Err(Refusal::Site),
    }
}

/// `sec-fetch-<name>`; what is there twice or is not text is as good as hostile.
fn fetch_header<'r>(request: &'r Parts, name: &str) -> Option<&'r str> {
    let name = HeaderName::try_from(format!("sec-fetch-{name}")).ok()?;
    let mut values = request.headers.get_all(name).iter();
    let value = values.next()?.to_str().unwrap_or("?");
    Some(if values.next().is_some() { "?" } else { value })
}

/// The host that the request asks for, when it is ours. What a proxy says of it is not listened to.
fn called<'r>(names: &Names, request: &'r Parts) -> Option<&'r str> {
    let mut hosts = request.headers.get_all(HOST).iter();
    let host = hosts.next()?.to_str().ok().filter(|host| is_ours(names, host))?;
    // `GET http://host/path` names its host a second time.
    let target = request.uri.authority().is_none_or(|target| is_ours(names, target.as_str()));
    (target && hosts.next().is_none()).then_some(host)
}

fn is_ours(names: &Names, authority: &str) -> bool {
    let authority = authority.to_ascii_lowercase();
    let suffix = format!(":{}", names.port);
    let host = match authority.strip_suffix(&suffix) {
        Some(host) => host,
        None if names.port == 80 => &authority,
        None => return false,
    };
    let bare = host.strip_prefix('[').and_then(|host| host.strip_suffix(']'));
    let is_literal = || host.parse::<Ipv4Addr>().is_ok() || bare.is_some_and(|host| host.parse::<Ipv6Addr>().is_ok());
    matches!(host, "localhost" | "127.0.0.1" | "[::1]")
        || host.strip_suffix(".localhost").is_some_and(is_name)
        || names.host.as_deref() == Some(host)
        || (names.any_literal && is_literal())
}

fn is_name(name: &str) -> bool {
    let is_label = |label: &str| !label.is_empty() && label.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-');
    name.split('.').all(is_label)
}

#[cfg(test)]
mod tests {
    use super::{Names, Reach, Refusal, admit};
    use axum::http::Request;
    use axum::http::request::Parts;

    fn request(target: &str, headers: &[(&str, &str)]) -> Parts {
        let mut request = Request::get(target);
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        request.body(()).unwrap().into_parts().0
    }

    fn loopback() -> Names {
        Names { port: 4040, ..Names::default() }
    }

    #[test]
    fn knows_its_names() {
        let told = Names { host: Some("studio.example".to_owned()), ..loopback() };
        let open = Names { any_literal: true, ..loopback() };
        let web = Names { port: 80, ..loopback() };
        for (host, [plain, named, any, on_80]) in [
            ("localhost:4040", [true, true, true, false]),
            ("LOCALHOST:4040", [true, true, true, false]),
            ("fr.blog.localhost:4040", [true, true, true, false]),
            ("127.0.0.1:4040", [true, true, true, false]),
            ("[::1]:4040", [true, true, true, false]),
            ("localhost", [false, false, false, true]),
            ("localhost:80", [false, false, false, true]),
            ("[::1]", [false, false, false, true]),
            ("studio.example:4040", [false, true, false, false]),
            ("192.168.1.5:4040", [false, false, true, false]),
            ("[fe80::1]:4040", [false, false, true, false]),
            ("evil.example:4040", [false; 4]),
            ("localhost.evil.example:4040", [false; 4]),
            ("evillocalhost:4040", [false; 4]),
            (".localhost:4040", [false; 4]),
            ("a/b.localhost:4040", [false; 4]),
            ("localhost.:4040", [false; 4]),
            ("localhost:4041", [false; 4]),
            ("localhost:04040", [false; 4]),
            ("localhost:", [false; 4]),
            ("me@localhost:4040", [false; 4]),
            ("0x7f000001:4040", [false; 4]),
            ("127.1:4040", [false; 4]),
            (":4040", [false; 4]),
            ("", [false; 4]),
        ] {
            let asked = request("/", &[("host", host)]);
            let admitted = [&loopback(), &told, &open, &web].map(|names| admit(names, &asked).is_ok());
            assert_eq!(admitted, [plain, named, any, on_80], "{host:?}");
        }
    }

    #[test]
    fn wants_one_host() {
        assert_eq!(admit(&loopback(), &request("/", &[])), Err(Refusal::Host));
        let twice = request("/", &[("host", "localhost:4040"), ("host", "localhost:4040")]);
        assert_eq!(admit(&loopback(), &twice), Err(Refusal::Host));
        let own = ("host", "localhost:4040");
        assert_eq!(admit(&loopback(), &request("http://localhost:4040/", &[own])), Ok(Reach::All));
        assert_eq!(admit(&loopback(), &request("http://evil.example/", &[own])), Err(Refusal::Host));
        let forwarded = [own, ("x-forwarded-host", "evil.example"), ("forwarded", "host=evil.example")];
        assert_eq!(admit(&loopback(), &request("/", &forwarded)), Ok(Reach::All));
    }

    #[test]
    fn a_header_that_is_there_twice_counts_as_hostile() {
        let own = ("host", "localhost:4040");
        let twice = [own, ("sec-fetch-site", "same-origin"), ("sec-fetch-site", "same-origin")];
        assert_eq!(admit(&loopback(), &request("/", &twice)), Err(Refusal::Site));
        let twice = [own, ("origin", "http://localhost:4040"), ("origin", "http://evil.example")];
        assert_eq!(admit(&loopback(), &request("/", &twice)), Err(Refusal::Site));
    }
}
