//! The ground that every room stands on: paths, spans, digests, dates, locale identifiers, changes.
//!
//! Nothing here knows what a site is. Values are small, cheap to clone and ordered,
//! so that every collection built of them can be walked in one fixed order.

mod change;
mod date;
mod difference;
mod digest;
mod escape;
mod fingerprint;
mod fold;
mod keep;
mod kept_values;
mod locale_id;
mod noncharacter;
mod path;
mod span;
mod suggest;
mod walk;
mod words;

pub use change::{Change, Coming, Fetch};
pub use date::Date;
pub use difference::{MovedLines, Piece, compare_lines, compare_words};
pub use digest::{Digest, Digester, RunDigester, blake3_hex};
pub use escape::{escape_html, escape_html_text, escaped_html, unescape_html};
pub use fingerprint::{Drift, Fingerprint, ShortDigest, bare_words};
pub use fold::fold;
pub use keep::{Keep, Keeper, Kept};
pub(crate) use keep::{keep_fields, keep_variants};
pub use locale_id::LocaleId;
pub use noncharacter::is_mark;
pub use path::SitePath;
pub use span::{LineIndex, Position, Span};
pub use suggest::{Suggestions, nearest};
pub use walk::Walk;
pub use words::{Word, words};
