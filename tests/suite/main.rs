//! All tests at the public doors. This list is their table of contents.

mod build;
mod edits;
mod html;
mod pages;
mod support;

mod answers;
mod attacks;
mod bad_input;
mod browser;
mod cldr;
mod cli;
mod fluent_oracle;
mod house_rules;
mod incremental;
mod law;
mod pseudo;
mod reference_languages;
mod reference_site;
mod watch;
