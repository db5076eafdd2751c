//! All parts of a site joined into one immutable value.
//!
//! 1. [`read`] turns the new bytes of one file into [`News`]: parsed, with what is wrong with it.
//! 2. [`Site::with`] puts news into a copy of the site that shares everything else, joins anew only what they
//!    concern (messages, contents, layouts, pages), and says what that is: [`Touched`].
//! 3. [`Site::answer`] answers any [`Question`] that a page can ask, as a digest.
//! 4. [`Remembered`] are documents of an earlier run, which need not be read again.
//! 5. [`Recorder`] is all that rendering sees of a site: every look is a question, and is noted.
//!
//! Why a recorder: a page that read something unnoticed would go stale without anyone knowing. As `render`
//! cannot name a [`Site`]'s parts, such a read does not compile.

mod address;
mod answer;
mod artifacts;
mod asked;
mod asset_names;
mod contents;
mod contents_join;
mod enumeration;
mod findings;
mod former;
mod gate;
mod join;
mod links;
mod locate;
mod next_lock;
mod page;
mod page_table;
mod places;
mod pseudo;
mod question;
mod recorder;
mod redirects;
mod remembered;
mod rules;
mod search;
mod search_terms;
mod seen;
mod sources;
mod staleness;
mod staleness_findings;
mod status;
mod touched;
mod translations;
mod urls;
mod variants;

pub use address::Route;
pub use contents::{Key, SearchFile, Subject, Target};
pub use enumeration::SitemapEntry;
pub use former::Former;
pub use gate::{Gate, Verdict};
pub use join::{Options, Site};
pub use links::{Link, LinkState};
pub use locate::Located;
pub use next_lock::NextLock;
pub use page::{Page, Role};
pub use page_table::{PageTable, Published};
pub use question::{Field, Kind, ListingOf, Question};
pub use recorder::Recorder;
pub use redirects::Moved;
pub use remembered::Remembered;
pub use rules::{Addresses, RulesFile, Server, Way};
pub use search::{Indexed, SearchIndex, SearchPart};
pub use seen::{Ancestor, Head, LayoutState, Listing, Members, Section, Term, Text};
pub use sources::{News, is_source, read, read_anew};
pub use status::{Documents, Status};
pub use touched::Touched;
pub use variants::Picture;
