//! Pages without a layout, by the same rule: in, a [`Recorder`](crate::site::Recorder) and a page; out, its bytes and
//! what it read. They are for programs: robots, readers of feeds, search engines, old bookmarks.

mod feed;
mod make;
mod redirect;
mod robots;
mod rules;
mod search;
mod sitemap;
mod xml;

pub use make::make;
