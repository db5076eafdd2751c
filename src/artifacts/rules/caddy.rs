//! The rules of Caddy: in, a host; out, a file to import into its site block.
//!
//! Everything stands in one `route`, for there directives keep the order in which they are written.

use super::headers::{self, COMMON, FOR_EVER, HOURLY, HOURLY_PATTERN, REVALIDATE, escaped};
use super::host::{Choice, Host};

/// The text of the file.
pub fn text(host: &Host) -> String {
    let site = if host.origin.is_empty() { ":80" } else { &host.origin };
    let mut lines = vec![
        "# Import this file into the site block. Its root is the folder of the release, or where the site stands below a".to_owned(),
        "# path, the folder that holds the release under that path.".to_owned(),
        "#".to_owned(),
        format!("#     {site} {{"),
        format!("#         root * /srv/release/{}", host.folder),
        format!("#         import /srv/release/{}.server/Caddyfile", host.folder),
        "#         # Another policy, as for a site that has scripts inline: header >Content-Security-Policy \"...\"".to_owned(),
        "#     }".to_owned(),
        String::new(),
        "route {".to_owned(),
    ];
    let mut inner = headers(host);
    inner.push(
        "@hidden {\n\t\tpath_regexp `/\\.`\n\t\tnot path_regexp `/\\.well-known/`\n\t}\n\terror @hidden 404".to_owned(),
    );
    inner.push("map {query} {isogloss_query} {\n\t\t~.+ `?${0}`\n\t\tdefault \"\"\n\t}".to_owned());
    inner.extend(moved(host));
    inner.extend(host.choice.iter().flat_map(|choice| negotiation(host, choice)));
    inner.push("file_server {\n\t\tprecompressed br gzip\n\t}".to_owned());
    lines.extend(inner.iter().map(|line| format!("\t{line}")));
    lines.push("}".to_owned());
    lines.extend(not_found(host));
    lines.join("\n") + "\n"
}

fn headers(host: &Host) -> Vec<String> {
    let mut fields =
        vec![format!("Cache-Control \"{REVALIDATE}\""), format!("Content-Security-Policy \"{}\"", host.policy)];
    fields.extend(COMMON.map(|(name, value)| format!("{name} \"{value}\"")));
    if !host.others.is_empty() {
        fields.push("Access-Control-Allow-Origin \"*\"".to_owned());
    }
    let mut lines = vec![
        format!("header {{\n\t\t{}\n\t}}", fields.join("\n\t\t")),
        format!("@hourly path_regexp `{HOURLY_PATTERN}`"),
        format!("header @hourly Cache-Control \"{HOURLY}\""),
        format!("@hashed path_regexp `{}`", headers::hashed_pattern(&host.base)),
        format!("header @hashed Cache-Control \"{FOR_EVER}\""),
    ];
    if host.choice.is_some() {
        lines.push(format!("@root path {}", host.base));
        lines.push("header @root +Vary \"Accept-Language, Referer, Sec-Fetch-Site\"".to_owned());
    }
    lines
}

fn moved(host: &Host) -> Vec<String> {
    let ways: String = host.plain_ways().map(|way| format!("\t\t\"{}\" \"{}\"\n", way.path, way.to)).collect();
    let mut lines = Vec::new();
    if !ways.is_empty() {
        lines.push(format!("map {{path}} {{isogloss_to}} {{\n{ways}\t\tdefault \"\"\n\t}}"));
        lines.push("@moved expression `{isogloss_to} != \"\"`".to_owned());
        lines.push("redir @moved {isogloss_to}{isogloss_query} 301".to_owned());
    }
    for (folder, url) in &host.elsewhere {
        let (folder, url) = (folder.trim_end_matches('/'), url.trim_end_matches('/'));
        lines.push(format!("route {folder}/* {{\n\t\turi strip_prefix {folder}\n\t\tredir * {url}{{uri}} 301\n\t}}"));
    }
    lines
}

fn negotiation(host: &Host, choice: &Choice) -> Vec<String> {
    let weighted: String = choice.weighted.iter().map(|pattern| format!("\t\t`~(?i){pattern}` \"${{1}}\"\n")).collect();
    let homes: String = choice
        .homes
        .iter()
        .map(|(ranges, home)| format!("\t\t`~(?i){}` \"{}\"\n", ranges.pattern(), home.as_deref().unwrap_or_default()))
        .collect();
    let others: String =
        host.others.iter().map(|origin| format!("\t\tnot header_regexp Referer `^{}/`\n", escaped(origin))).collect();
    vec![
        "# The reader's language at the root. Who comes from a page of the site has chosen.".to_owned(),
        format!("map {{header.Accept-Language}} {{isogloss_range}} {{\n{weighted}\t\tdefault \"\"\n\t}}"),
        format!("map {{isogloss_range}} {{isogloss_home}} {{\n{homes}\t\tdefault \"\"\n\t}}"),
        format!(
            "@chosen {{\n\t\tpath {}\n\t\tnot header Sec-Fetch-Site same-origin\n{others}\t\texpression `{{isogloss_home}} != \
             \"\" && !{{header.Referer}}.startsWith({{scheme}} + \"://\" + {{hostport}} + \"/\")`\n\t}}",
            host.base
        ),
        "redir @chosen {isogloss_home}{isogloss_query} 302".to_owned(),
    ]
}

fn not_found(host: &Host) -> Vec<String> {
    if host.not_found.is_empty() {
        return Vec::new();
    }
    let mut lines = vec!["handle_errors {".to_owned(), "\troute {".to_owned()];
    lines.push("\t\t@missing expression `{err.status_code} == 404`".to_owned());
    lines.push("\t\thandle @missing {".to_owned());
    for (folder, page) in &host.not_found {
        lines.push(format!("\t\t\thandle {folder}* {{\n\t\t\t\trewrite * {page}\n\t\t\t\tfile_server {{\n\t\t\t\t\tprecompressed br gzip\n\t\t\t\t}}\n\t\t\t}}"));
    }
    lines.extend(["\t\t}", "\t}", "}"].map(str::to_owned));
    lines
}
