//! The rules of nginx: in, a host; out, a file to include in its server block.
//!
//! Headers stand in one place, with variables: nginx drops all headers of a block as soon as an inner one has its own.
//! A request for a folder is served anew as its `index.html`, so what hangs on the address looks at `$request_uri`.

use super::headers::{self, COMMON, FOR_EVER, HOURLY, HOURLY_PATTERN, REVALIDATE, escaped};
use super::host::{Choice, Host};

/// The text of the file.
pub fn text(host: &Host) -> String {
    let mut lines = vec![
        "# Include this file in the server block of the site. Its root is the folder of the release, or where the site"
            .to_owned(),
        "# stands below a path, the folder that holds the release under that path.".to_owned(),
        "#".to_owned(),
        "#     server {".to_owned(),
        format!("#         server_name {};", name(host)),
        format!("#         root /srv/release/{};", host.folder),
        format!("#         include /srv/release/{}.server/nginx.conf;", host.folder),
        "#         # Where nginx has the brotli module: brotli_static on;".to_owned(),
        "#         # Another policy, as for a site that has scripts inline: set $isogloss_policy \"...\";".to_owned(),
        "#     }".to_owned(),
        String::new(),
        "charset utf-8;".to_owned(),
        "index index.html;".to_owned(),
        "absolute_redirect off;".to_owned(),
        "gzip_static on;".to_owned(),
        "gzip_vary on;".to_owned(),
        String::new(),
    ];
    lines.extend(headers(host));
    lines.push(String::new());
    lines.push("location ~ \"/\\.(?!well-known/)\" { return 404; }".to_owned());
    for (folder, page) in &host.not_found {
        match *folder == host.base {
            true => lines.push(format!("error_page 404 {page};")),
            false => lines.push(format!("location {folder} {{ error_page 404 {page}; }}")),
        }
    }
    for (folder, url) in &host.elsewhere {
        lines.push(format!("rewrite \"^{}(.*)$\" {url}$1 permanent;", escaped(folder)));
    }
    lines.extend(
        host.plain_ways().map(|way| format!("location = \"{}\" {{ return 301 {}$is_args$args; }}", way.path, way.to)),
    );
    if let Some(choice) = &host.choice {
        lines.push(String::new());
        lines.extend(negotiation(host, choice));
    }
    lines.join("\n") + "\n"
}

/// The name of the host, without its scheme.
fn name(host: &Host) -> &str {
    host.origin.split_once("://").map_or("_", |(_, name)| name)
}

fn headers(host: &Host) -> Vec<String> {
    let mut lines = vec![
        format!("set $isogloss_policy \"{}\";", host.policy),
        format!("set $isogloss_cache \"{REVALIDATE}\";"),
        format!("if ($uri ~ \"{HOURLY_PATTERN}\") {{ set $isogloss_cache \"{HOURLY}\"; }}"),
        format!("if ($uri ~ \"{}\") {{ set $isogloss_cache \"{FOR_EVER}\"; }}", headers::hashed_pattern(&host.base)),
        "set $isogloss_vary \"\";".to_owned(),
    ];
    if host.choice.is_some() {
        let vary = "Accept-Language, Referer, Sec-Fetch-Site";
        lines.push(format!(
            "if ($request_uri ~ \"^{}(?:\\?|$)\") {{ set $isogloss_vary \"{vary}\"; }}",
            escaped(&host.base)
        ));
    }
    lines.push("add_header Cache-Control $isogloss_cache always;".to_owned());
    lines.push("add_header Content-Security-Policy $isogloss_policy always;".to_owned());
    lines.push("add_header Vary $isogloss_vary always;".to_owned());
    lines.extend(COMMON.map(|(name, value)| format!("add_header {name} \"{value}\" always;")));
    if !host.others.is_empty() {
        lines.push("add_header Access-Control-Allow-Origin \"*\" always;".to_owned());
    }
    lines
}

/// From the lowest weight to the highest: what is set last counts.
fn negotiation(host: &Host, choice: &Choice) -> Vec<String> {
    let mut lines = vec![
        "# The reader's language at the root. Who comes from a page of the site has chosen.".to_owned(),
        format!("location = {} {{", host.base),
        "    set $isogloss_range \"\";".to_owned(),
    ];
    let weighted = choice.weighted.iter().rev();
    lines.extend(
        weighted
            .map(|pattern| format!("    if ($http_accept_language ~* \"{pattern}\") {{ set $isogloss_range $1; }}")),
    );
    lines.push("    set $isogloss_home \"\";".to_owned());
    for (ranges, home) in choice.homes.iter().rev() {
        let home = home.as_deref().unwrap_or_default();
        lines
            .push(format!("    if ($isogloss_range ~* \"{}\") {{ set $isogloss_home \"{home}\"; }}", ranges.pattern()));
    }
    lines.push("    set $isogloss_way \"$scheme://$http_host/ $http_referer\";".to_owned());
    lines.push("    if ($http_sec_fetch_site = same-origin) { set $isogloss_home \"\"; }".to_owned());
    lines.push("    if ($isogloss_way ~ \"^([^ ]+) \\1\") { set $isogloss_home \"\"; }".to_owned());
    for origin in &host.others {
        lines.push(format!("    if ($http_referer ~ \"^{}/\") {{ set $isogloss_home \"\"; }}", escaped(origin)));
    }
    lines.push("    if ($isogloss_home) { return 302 $isogloss_home$is_args$args; }".to_owned());
    lines.push("}".to_owned());
    lines
}
