//! What the libraries alone take: in, a site as `against_hugo` writes it; out, its pages, made by the same libraries from
//! the same files and layouts.
//!
//! Nothing is known afterwards of what a page read; nothing is checked; a heading has no anchor, a page no former address,
//! a text no mark of its language. Messages are lines of a file, dates stand as they are. What a build takes beyond
//! this is the price of all that.

use std::collections::BTreeMap;
use std::error::Error;
use std::fs;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use minijinja::{Environment, Value, context};
use rayon::prelude::*;
use serde::Deserialize;

/// On one page of a listing.
const PAGE: usize = 15;

type Result<T> = std::result::Result<T, Box<dyn Error + Send + Sync>>;

#[derive(Deserialize)]
struct Front {
    title: String,
    date: toml::value::Datetime,
    #[serde(default)]
    tags: Vec<String>,
    #[serde(default)]
    authors: Vec<String>,
    #[serde(default)]
    summary: String,
}

struct Post {
    url: String,
    tags: Vec<String>,
    date: String,
    /// As layouts see it.
    value: Value,
}

/// As in the program.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> Result<()> {
    let mut arguments = std::env::args_os().skip(1).filter(|argument| argument != "--bench").map(PathBuf::from);
    let (Some(site), Some(out)) = (arguments.next(), arguments.next()) else {
        return Err("name the folder of a site, and one to write to".into());
    };
    let locales = names(&site.join("locales"))?;
    let pages: Result<Vec<usize>> = locales.iter().map(|locale| build(&site, &out, locale, &locales)).collect();
    Ok(writeln!(io::stdout(), "{} pages", pages?.iter().sum::<usize>())?)
}

/// Makes the pages of a locale; gives their number.
fn build(site: &Path, out: &Path, locale: &str, locales: &[String]) -> Result<usize> {
    let environment = environment(site, locale)?;
    let root = root_of(locale);
    let folder = site.join("content").join(locale).join("blog");
    let files = names(&folder)?;
    let files = files.par_iter().filter(|name| !name.starts_with('_'));
    let mut posts: Vec<Post> = files.map(|name| post(&folder.join(name), &root)).collect::<Result<_>>()?;
    posts.sort_by(|a, b| b.date.cmp(&a.date));

    let page = |post: &Post| (post.url.clone(), "post.html", context! { page => post.value.clone() });
    let mut jobs: Vec<(String, &str, Value)> = posts.iter().map(page).collect();
    let mut lists = vec![(root.clone(), "home.html", posts.iter().collect::<Vec<_>>())];
    lists.push((format!("{root}blog/"), "listing.html", posts.iter().collect()));
    let mut tags: BTreeMap<&str, Vec<&Post>> = BTreeMap::new();
    for post in &posts {
        post.tags.iter().for_each(|tag| tags.entry(tag).or_default().push(post));
    }
    lists.extend(tags.into_iter().map(|(tag, posts)| (format!("{root}tags/{tag}/"), "tag.html", posts)));
    for (url, layout, posts) in &lists {
        jobs.extend(listing(url, posts).map(|(url, value)| (url, *layout, value)));
    }
    jobs.par_iter().try_for_each(|(url, layout, value)| {
        let alternates: Vec<Value> = locales
            .iter()
            .map(|other| {
                let url = format!("{}{}", root_of(other), url.strip_prefix(&root).unwrap_or(url));
                context! { url, locale => context! { id => other, name => other } }
            })
            .collect();
        let value = context! { locale => context! { id => locale }, alternates, ..value.clone() };
        let html = environment.get_template(layout)?.render(value)?;
        std::hint::black_box(blake3::hash(html.as_bytes()));
        let folder = out.join(url.trim_start_matches('/'));
        fs::create_dir_all(&folder)?;
        Ok::<(), Box<dyn Error + Send + Sync>>(fs::write(folder.join("index.html"), html)?)
    })?;
    Ok(jobs.len())
}

/// The layouts, and what they call.
fn environment(site: &Path, locale: &str) -> Result<Environment<'static>> {
    let mut environment = Environment::new();
    let layouts = site.join("layouts");
    for folder in ["", "partials"] {
        for name in names(&layouts.join(folder))?.into_iter().filter(|name| name.ends_with(".html")) {
            let name = if folder.is_empty() { name } else { format!("{folder}/{name}") };
            let text = fs::read_to_string(layouts.join(&name))?;
            environment.add_template_owned(name, text)?;
        }
    }
    let text = fs::read_to_string(site.join("locales").join(locale).join("site.ftl"))?;
    let messages = text.lines().filter_map(|line| line.split_once(" = "));
    let messages: BTreeMap<String, Value> = messages.map(|(id, text)| (id.to_owned(), text.into())).collect();
    let root = root_of(locale);
    environment.add_function("t", move |id: &str| messages.get(id).cloned().unwrap_or_default());
    environment.add_function("url_for", move |path: &str| format!("{root}{}", path.trim_start_matches('/')));
    environment.add_function("date", |date: Value, _style: Option<Value>| date);
    // Each of them once.
    let fragments: Result<BTreeMap<String, Value>> = names(&layouts.join("partials"))?
        .into_iter()
        .map(|name| {
            let name = format!("partials/{name}");
            let html = environment.get_template(&name)?.render(context! {})?;
            Ok((name, Value::from_safe_string(html)))
        })
        .collect();
    let fragments = fragments?;
    environment.add_function("fragment", move |name: &str| fragments.get(name).cloned().unwrap_or_default());
    Ok(environment)
}

fn post(path: &Path, root: &str) -> Result<Post> {
    let text = fs::read_to_string(path)?;
    let (front, body) =
        text.strip_prefix("+++\n").and_then(|text| text.split_once("+++\n")).ok_or("no front matter")?;
    let Front { title, date, tags, authors, summary } = toml::from_str(front)?;
    let html = comrak::markdown_to_html(body, &comrak::Options::default());
    let name = path.file_stem().and_then(|name| name.to_str()).ok_or("no name")?;
    let (date, url) = (date.to_string(), format!("{root}blog/{name}/"));
    let links: Vec<Value> =
        tags.iter().map(|tag| context! { url => format!("{root}tags/{tag}/"), name => tag }).collect();
    let authors: Vec<Value> = authors.into_iter().map(|name| context! { name }).collect();
    let value = context! {
        url => &url, title, date => &date, tags => links, authors, summary,
        content => Value::from_safe_string(html),
    };
    Ok(Post { url, tags, date, value })
}

/// The pages of a listing, each with its address.
fn listing(url: &str, posts: &[&Post]) -> impl Iterator<Item = (String, Value)> {
    let total = posts.len().div_ceil(PAGE);
    let at = move |number: usize| if number == 1 { url.to_owned() } else { format!("{url}page/{number}/") };
    let near = move |number: usize| (1..=total).contains(&number).then(|| context! { url => at(number) });
    posts.chunks(PAGE).zip(1..).map(move |(posts, number)| {
        let posts: Vec<Value> = posts.iter().map(|post| post.value.clone()).collect();
        let (previous, next) = (near(number - 1), near(number + 1));
        let pagination = context! { posts, previous, next, current => number, total };
        (at(number), context! { page => context! { title => "Blog" }, pagination })
    })
}

/// English is the source.
fn root_of(locale: &str) -> String {
    if locale == "en" { "/".to_owned() } else { format!("/{locale}/") }
}

fn names(folder: &Path) -> Result<Vec<String>> {
    let mut names = Vec::new();
    for entry in fs::read_dir(folder)? {
        names.extend(entry?.file_name().into_string());
    }
    names.sort();
    Ok(names)
}
