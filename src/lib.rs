#![doc = include_str!("README.md")]
#![cfg_attr(not(test), warn(clippy::unwrap_used))]

pub mod text;

pub mod diagnostic;

pub mod settings;

pub mod locales;

pub mod content;

pub mod layouts;

pub mod assets;

pub mod site;

pub mod check;

pub mod render;

pub mod artifacts;

pub mod navigate;

pub mod workspace;

pub mod release;

pub mod disk;

pub mod serve;

mod cli;

pub use cli::run;
