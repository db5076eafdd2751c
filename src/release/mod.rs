//! What a release says of itself, and what follows from it: in, a workspace whose pages are made and the bytes that were
//! published; out, manifests, and the difference of two.
//!
//! 1. [`Manifest`] is what is written: for each locale a file of its own, and one for all while they are of one kind.
//! 2. [`describe`] makes the manifests of the locales that are released.
//! 3. [`Standing`] knows from the manifests of the release that stands which of its files stay.
//! 4. [`Difference`] tells two releases apart, and by the digests of what pages read why they differ.
//!
//! Nothing of the machine goes in: no clock, no path from the top, no order of threads.

mod describe;
mod difference;
mod manifest;
mod revision;
mod standing;

pub use describe::{Hashed, describe};
pub use difference::{Cause, Change, Difference, Fate};
pub use manifest::{Coverage, FORMAT, File, Fragment, Gate, Locale, Manifest, PageRecord, Source, Unreadable, WHOLE};
pub use revision::revision;
pub use standing::Standing;
