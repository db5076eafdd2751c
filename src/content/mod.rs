//! Markdown files and `content/navigation.toml` come in as bytes; documents and menus go out.
//!
//! A [`Document`] is front matter (values that were asked for by name, everything else reported) and a
//! [`Body`]: finished HTML, cut where something of the site is named, so that each reader's locale can put in
//! its own address. Markdown is data: HTML in it is text, a link has one of four schemes or leads into the
//! site, and the renderer adds no word of any language.

mod block_html;
mod body;
mod document;
mod excerpt;
mod fields;
mod fingerprint;
mod front_matter;
mod headings;
mod held_body;
mod highlight;
mod html;
mod inline_html;
mod links;
mod markdown;
mod navigation;
mod nested_links;
mod plain_text;
mod positions;
mod read_text;
mod reading_time;
mod shared_ids;
mod source;
mod toml_fields;
mod values;
mod yaml_fields;

pub use body::{Body, Gist, Heading, LinkTarget, Part};
pub use document::{Document, MAX_DOCUMENT_BYTES, parse_document};
pub use excerpt::cut;
pub use front_matter::{FrontMatter, Image};
pub use links::{Destination, destination};
pub use navigation::{MenuItem, Navigation, parse_navigation};
pub use shared_ids::SharedIds;

#[cfg(test)]
mod document_tests;
#[cfg(test)]
mod markdown_tests;
#[cfg(test)]
mod navigation_tests;
