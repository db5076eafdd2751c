//! Texts that would be scripts: in, 256 hostile strings as messages, titles, tags, summaries, Markdown and feeds; out,
//! pages and feeds in a real browser that run none of them.

use std::fmt::Write;
use std::fs;

use crate::browser;
use crate::support::{Files, Folder};

/// What runs `alert()` somewhere: elements, handlers, addresses, entities, comments, foreign content, broken markup.
const SCRIPTS: [&str; 64] = [
    "<script>alert(1)</script>",
    "<ScRiPt>alert(1)</sCrIpT>",
    "<script/x>alert(1)</script>",
    "<script\u{c}>alert(1)</script>",
    "<<script>alert(1)//<</script>",
    "<script src=data:text/javascript,alert(1)></script>",
    "<script type=module>alert(1)</script>",
    "<svg><script>alert(1)</script></svg>",
    "<svg><script href=data:text/javascript,alert(1) />",
    "<svg/onload=alert(1)>",
    "<svg onload=alert&#40;1&#41;>",
    "<svg><animate onbegin=alert(1) attributeName=x dur=1s>",
    "<svg><a xlink:href=javascript:alert(1)><text y=20>x</text></a></svg>",
    "<svg><use href=\"data:image/svg+xml,<svg id=x onload=alert(1)>#x\"/></svg>",
    "<math><mtext><script>alert(1)</script></mtext></math>",
    "<math><a xlink:href=javascript:alert(1)>x</a></math>",
    "<math><mtext><table><mglyph><style><img src onerror=alert(1)>",
    "<img src=x onerror=alert(1)>",
    "<img/src=x/onerror=alert(1)>",
    "<img src=x onerror\n=alert(1)>",
    "<img src=`x` onerror=alert(1)>",
    "<image href=x onerror=alert(1)>",
    "<img srcset=x onerror=alert(1)>",
    "<picture><source srcset=x><img onerror=alert(1) src=x></picture>",
    "<video><source onerror=alert(1)></video>",
    "<video src=x onerror=alert(1)>",
    "<audio src=x onerror=alert(1)>",
    "<body onload=alert(1)>",
    "<body onpageshow=alert(1)>",
    "<iframe src=javascript:alert(1)></iframe>",
    "<iframe srcdoc='<script>parent.alert(1)</script>'></iframe>",
    "<iframe onload=alert(1)></iframe>",
    "<object data=javascript:alert(1)>",
    "<object data='data:text/html,<script>parent.alert(1)</script>'>",
    "<embed src=javascript:alert(1)>",
    "<details open ontoggle=alert(1)>x</details>",
    "<input autofocus onfocus=alert(1)>",
    "<select autofocus onfocus=alert(1)></select>",
    "<textarea autofocus onfocus=alert(1)></textarea>",
    "<button autofocus onfocus=alert(1)>x</button>",
    "<div tabindex=1 autofocus onfocus=alert(1)>x</div>",
    "<marquee onstart=alert(1)>x</marquee>",
    "<style>@keyframes x{}</style><p style=\"animation-name:x\" onanimationstart=alert(1)>x</p>",
    "<style onload=alert(1)></style>",
    "<link rel=stylesheet href=data:text/css, onload=alert(1)>",
    "<meta http-equiv=refresh content='0;url=javascript:alert(1)'>",
    "<base href=javascript:alert(1)//>",
    "<form action=javascript:alert(1)><button autofocus>x</button></form>",
    "<a href=javascript:alert(1)>x</a>",
    "<a href=\"java\tscript:alert(1)\">x</a>",
    "<a href=\"&#x6A;avascript:alert(1)\">x</a>",
    "<a href=' javascript:alert(1)'>x</a>",
    "<a href=\"data:text/html,<script>alert(1)</script>\">x</a>",
    "<template shadowrootmode=open><img src=x onerror=alert(1)></template>",
    "<noscript><p title=\"</noscript><img src=x onerror=alert(1)>\">",
    "<!--><img src=x onerror=alert(1)>-->",
    "<!-- --!><img src=x onerror=alert(1)>",
    "<![CDATA[<img src=x onerror=alert(1)>]]>",
    "<?xml-stylesheet href=javascript:alert(1)?><img src=x onerror=alert(1)>",
    "&lt;img src=x onerror=alert(1)&gt;<img src=x onerror=alert(1)>",
    "[x](javascript:alert(1)) <javascript:alert(1)> ![x](x\" onerror=\"alert(1))",
    "[x]: javascript:alert(1) \"title\"\u{2028}<img src=x onerror=alert(1)>",
    "\\u003cimg src=x onerror=alert(1)\\u003e<img src=x onerror=alert(1)>",
    "onmouseover=alert(1) autofocus onfocus=alert(1) x=",
];
/// What ends the place that a script is printed in.
const ENDS: [&str; 4] = ["", "\" ", "' ", "--></title></textarea></script></style>"];

fn strings() -> Vec<String> {
    SCRIPTS.iter().flat_map(|script| ENDS.map(|end| format!("{end}{script}"))).collect()
}

/// In TOML and in Fluent's quoted texts alike: every character that could end one, by its number.
fn quoted(text: &str) -> String {
    let mut quoted = String::from("\"");
    for c in text.chars() {
        match c {
            '"' | '\\' | '{' | '}' | '\0'..='\u{1f}' | '\u{2028}' => write!(quoted, "\\u{:04X}", u32::from(c)).unwrap(),
            c => quoted.push(c),
        }
    }
    quoted + "\""
}

/// A page for each string, with the string in every place that a translator or author fills.
fn site() -> Files {
    let layout = r##"<!doctype html>
<html lang="{{ locale.id }}"><head><meta charset="utf-8"><title>{{ page.title }}</title>
<meta name="description" content="{{ page.summary }}">{{ head() }}
<script>window.title = {{ page.title|tojson }}; window.tag = {{ page.tags|map(attribute="name")|join|tojson }};</script>
</head><body>
{% for tag in page.tags %}<h1 title="{{ tag.name }}" data-x='{{ tag.name }}'>{{ tag.name }}</h1>
<p>{{ markup("markup-" ~ tag.id) }}</p><img src="/none.png" alt="{{ t("tag-" ~ tag.id) }}">
<a href="/?q={{ tag.name|urlencode }}#{{ page.title|urlencode }}">{{ tag.name|upper }}{{ tag.name|truncate(20) }}</a>{% endfor %}
<form><textarea>{{ page.title }}</textarea><select><option value="{{ page.title }}">{{ page.title }}</option></select></form>
<noscript>{{ page.title }}</noscript><!-- {{ page.kind }} -->
{{ page.content }}{{ page.summary }}{% for entry in page.toc %}<a href="#{{ entry.id }}">{{ entry.title }}</a>{% endfor %}
</body></html>
"##;
    let settings = "base_url = \"https://example.org\"\n[[locales]]\nid = \"en\"\nstate = \"live\"\n";
    let listing = "<!doctype html><title>{{ page.title }}</title>{{ head() }}";
    let mut files: Files = [
        ("site.toml", settings),
        ("layouts/post.html", layout),
        ("layouts/home.html", listing),
        ("layouts/404.html", listing),
    ]
    .map(|(path, text)| (path.to_owned(), text.as_bytes().to_vec()))
    .into();
    let mut messages = String::new();
    for (at, text) in strings().iter().enumerate() {
        // As a text of its own a translator can only write what is no syntax of Fluent.
        let plain = text.replace(['{', '}', '\n'], " ");
        writeln!(messages, "tag-n{at} = {{ {} }}\nmarkup-n{at} = x{plain} {{ {} }}", quoted(text), quoted(text))
            .unwrap();
        let body = format!(
            "{text}\n\n# {text}\n\n[a]({text}) ![{text}](<{text}>) `{text}`\n\n[b](<javascript:alert({at})>)\n\n> {text}\n\n| {text} |\n|---|\n| {text} |\n"
        );
        let page = format!(
            "+++\ntitle = {0}\nsummary = {0}\ndate = 2024-01-01\ntags = [\"n{at}\"]\nauthors = [{1}]\n+++\n{body}",
            quoted(text),
            quoted(&text.replace(['/', '\\'], "|")),
        );
        files.insert(format!("content/en/n{at}.md"), page.into_bytes());
        let careless = format!("<!doctype html><title>x</title><body><p title=\"{text}\">{text}</p>");
        files.insert(format!("careless/n{at}.html"), careless.into_bytes());
    }
    files.insert("careless/404.html".to_owned(), b"<!doctype html><title>x</title>".to_vec());
    files.insert("locales/en/texts.ftl".to_owned(), messages.into_bytes());
    files
}

#[test]
fn no_text_runs_as_a_script() {
    let Some(scripts) = browser::scripts("injection.mjs", &browser::chromium()) else { return };
    let folder = Folder::with(&site());
    let ran = folder.run("build");
    // Broken links are told of; no page may be missing for it.
    let pages = fs::read_dir(folder.path().join("public")).unwrap().count();
    assert!(pages >= strings().len(), "{pages} of {}: {}", strings().len(), ran.stderr);
    browser::run(&scripts, "injection.mjs", [folder.path().join("careless"), folder.path().join("public")]);
}
