//! Where a text is defined, and what there is to know of it: in, the site and a text on a page; out, facts for people.

mod describe;

pub use describe::{TextFacts, TextKind, TextState, describe};
