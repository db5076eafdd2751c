//! JSON-LD (https://schema.org): in, what a page tells of itself; out, the text of a `<script>` that holds it.

use serde_json::{Value, json};

use super::metadata::{Metadata, Post};

/// Where the page stands and, of a post, what it is; `None` when there is nothing to say.
pub fn json(page: &Metadata, canonical: &str) -> Option<String> {
    let post = page.post.as_ref().map(|post| posting(page, post, canonical));
    let things: Vec<Value> = breadcrumbs(page, canonical).into_iter().chain(post).collect();
    (!things.is_empty()).then(|| inert(&json!({ "@context": "https://schema.org", "@graph": things })))
}

fn breadcrumbs(page: &Metadata, canonical: &str) -> Option<Value> {
    let above = page.ancestors.iter().map(|(title, url)| (title.as_str(), url.as_str()));
    let own = page.title.as_deref().filter(|_| !page.ancestors.is_empty())?;
    let entry = |(at, (title, url)): (usize, (&str, &str))| json!({ "@type": "ListItem", "position": at + 1, "name": title, "item": url });
    let entries: Vec<Value> = above.chain([(own, canonical)]).enumerate().map(entry).collect();
    Some(json!({ "@type": "BreadcrumbList", "itemListElement": entries }))
}

fn posting(page: &Metadata, post: &Post, canonical: &str) -> Value {
    let mut posting = json!({
        "@type": "BlogPosting",
        "url": canonical,
        "headline": page.title,
        "datePublished": post.date,
        "dateModified": post.updated.as_ref().unwrap_or(&post.date),
        "inLanguage": page.language.as_str(),
    });
    let author = |(name, url): &(String, Option<String>)| match url {
        Some(url) => json!({ "@type": "Person", "name": name, "url": url }),
        None => json!({ "@type": "Person", "name": name }),
    };
    if !post.authors.is_empty() {
        posting["author"] = post.authors.iter().map(author).collect();
    }
    if let Some(description) = &page.description {
        posting["description"] = description.as_str().into();
    }
    if let Some(picture) = &page.picture {
        posting["image"] = picture.url.as_str().into();
    }
    posting
}

/// JSON that no HTML can begin or end in: in it these characters stand in strings only, where an escape says the same.
fn inert(json: &Value) -> String {
    json.to_string().replace('<', "\\u003c").replace('>', "\\u003e").replace('&', "\\u0026")
}
