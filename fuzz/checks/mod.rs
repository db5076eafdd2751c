//! What must hold whatever somebody writes into a file: in, bytes; out, nothing, or a panic that says what did not hold.
//!
//! One file for each kind of input. The fuzz targets run these, and so do the tests, over the corpus and over input that
//! is made of pieces of the grammar.

pub mod front_matter;
pub mod layouts;
pub mod markdown;
pub mod markup;
pub mod messages;
pub mod page;
pub mod settings;
pub mod site;
pub mod sound;
pub mod splices;

/// A check of one kind of input.
pub type Check = fn(&[u8]);

/// All checks, by the names of their fuzz targets and of the folders of their corpus.
pub const ALL: [(&str, Check); 7] = [
    ("messages", messages::check),
    ("splices", splices::check),
    ("front_matter", front_matter::check),
    ("markdown", markdown::check),
    ("markup", markup::check),
    ("settings", settings::check),
    ("layouts", layouts::check),
];
