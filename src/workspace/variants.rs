//! Smaller variants of pictures, made: each picture is read, and its variants are handed on as soon as they are there, so
//! that only the pictures that are being made are in memory.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

use rayon::prelude::*;

use super::Workspace;
use super::sink::Sink;
use crate::assets::{measure, variants};
use crate::site::Published;
use crate::text::{Digest, SitePath};

/// Pictures of more pixels than this are made one after another, so that many cores do not hold as many of them.
const LARGE: usize = 12_000_000;

impl Workspace {
    /// Makes the variants that a release may have of its pictures, and takes those that are worth it into the site.
    /// `read` gives the bytes of a source file while they have this digest. To be called before a render, which then
    /// shows them.
    pub fn make_variants<S: Sink>(
        &mut self,
        sink: &S,
        read: impl Fn(&SitePath, Digest) -> Result<Option<Vec<u8>>, S::Failure> + Sync,
    ) -> Result<(), S::Failure> {
        let pages = self.site.pages().clone();
        let pictures = pages.planned_variants();
        let large = Mutex::new(());
        let made: Result<Vec<_>, S::Failure> = self.on_all_cores(|| {
            let one = |planned: &Vec<(&Arc<str>, &Published)>| self.variants_of(planned, sink, &read, &large);
            pictures.par_iter().with_max_len(1).map(one).collect()
        });
        let made: BTreeMap<Arc<str>, Digest> = made?.into_iter().flatten().collect();
        let (site, touched) = self.site.with_variants(&made);
        self.site = site;
        self.update_ledger(&touched);
        // The sink has them already, or has no need of them.
        self.ledger.files.extend(made);
        Ok(())
    }

    /// Makes the variants of one picture; gives the digests of those that are worth it.
    fn variants_of<S: Sink>(
        &self,
        planned: &[(&Arc<str>, &Published)],
        sink: &S,
        read: impl Fn(&SitePath, Digest) -> Result<Option<Vec<u8>>, S::Failure>,
        large: &Mutex<()>,
    ) -> Result<Vec<(Arc<str>, Digest)>, S::Failure> {
        let Some((_, Published { source, digest, .. })) = planned.first() else { return Ok(Vec::new()) };
        // A file that has changed meanwhile is found out when it is copied.
        let Some(bytes) = read(source, *digest)? else { return Ok(Vec::new()) };
        let widths: Vec<u32> = planned.iter().filter_map(|(_, variant)| variant.width).collect();
        let is_large = measure(source.extension(), &bytes).is_some_and(|size| size.pixels() > LARGE);
        let turn = is_large.then(|| large.lock().unwrap_or_else(PoisonError::into_inner));
        let variants = variants(source.extension(), &bytes, &widths);
        drop(turn);
        let mut made = Vec::new();
        for variant in variants {
            let place = planned.iter().find(|(_, planned)| planned.width == Some(variant.width));
            let Some((output, planned)) = place else { continue };
            if planned.owner().is_none_or(|owner| self.is_wanted_of(&owner)) {
                sink.put(output, &variant.bytes)?;
            }
            made.push((Arc::clone(output), Digest::of(&variant.bytes)));
        }
        Ok(made)
    }
}
