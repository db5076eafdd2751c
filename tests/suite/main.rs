//! All tests at the public doors. This list is their table of contents.

mod build;
mod edits;
mod html;
mod pages;
mod saves;
mod serving;
mod support;
mod watching;

mod answers;
mod attacks;
mod bad_input;
mod browser;
mod cldr;
mod cli;
mod endurance;
mod explained;
mod fluent_oracle;
mod hints;
mod house_rules;
mod incremental;
mod law;
mod live;
mod lost_hints;
mod positions;
mod pseudo;
mod reference_languages;
mod reference_site;
mod rules;
mod serve;
mod serve_attacks;
mod serve_live;
mod staleness;
mod staleness_laws;
mod storm;
mod watch;
