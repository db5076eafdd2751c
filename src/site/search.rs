//! The search index of one locale: in, its own posts and pages; out, which terms stand in which of them, shard by shard.
//!
//! Terms are cut once for each document and kept until it is another. A shard is put together from them when it is
//! asked for, and is known by a digest that stays while no post's terms in it move: so the edit of one post makes the
//! shards again that hold the words that came and went, and no others.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::{Arc, OnceLock};

use rayon::prelude::*;

use super::Site;
use super::answer::title_of;
use super::contents::{Entry, Key, LocaleContents, Subject};
use super::search_terms::{BUCKETS, Place, Terms};
use crate::content::Document;
use crate::locales::Arguments;
use crate::text::{Digest, Digester, LocaleId, keep_variants};

/// About so many posts for each shard, while there are buckets enough.
const POSTS_OF_SHARD: usize = 8;

/// The part of a search index that a question is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum SearchPart {
    /// How large it is, and whether it is the same.
    Whole,
    /// Which words of a shard stand in which posts.
    Shard(usize),
    /// What one post says.
    Post(usize),
}

keep_variants!(SearchPart { 0 Whole, 1 Shard(number), 2 Post(number) });

/// The index of a locale. Posts are numbered from the oldest on, so that a new one moves no other.
#[derive(Debug)]
pub struct SearchIndex {
    posts: Vec<Indexed>,
    names: TagNames,
    shards: Vec<OnceLock<Digest>>,
    version: Digest,
}

/// Tags, each as readers of the locale know it.
type TagNames = BTreeMap<Arc<str>, Arc<str>>;

/// A post in the index.
#[derive(Clone, Debug)]
pub struct Indexed {
    /// Which.
    pub key: Key,
    document: Arc<Document>,
    /// The names of its tags.
    pub tags: Vec<Arc<str>>,
    /// Of its texts and its tags.
    digest: Digest,
    terms: Arc<OnceLock<Terms>>,
}

/// Into how many shards the terms of so many posts go: a power of two.
pub fn shards(posts: usize) -> usize {
    (posts / POSTS_OF_SHARD).next_power_of_two().min(BUCKETS)
}

/// What is found in a locale, the oldest first: what is really in its language, and has a page.
pub fn own_posts(shown: &LocaleContents, locale: &LocaleId, has_page: impl Fn(&Subject) -> bool) -> Vec<Key> {
    let is_found = |key: &Key, entry: &Entry| entry.owner == *locale && has_page(&Subject::Entry(Arc::clone(key)));
    let mut posts: Vec<(&Key, &Entry)> = shown.entries.iter().filter(|(key, entry)| is_found(key, entry)).collect();
    posts.sort_by_key(|(key, entry)| (entry.document.front.date, *key));
    posts.into_iter().map(|(key, _)| Arc::clone(key)).collect()
}

impl SearchIndex {
    /// The index of these posts, sharing with the index before it all that did not move.
    fn join(keys: &[Key], shown: &LocaleContents, names: TagNames, before: Option<&Self>) -> Self {
        let then = before.map_or(&[][..], |before| &before.posts);
        let known: BTreeMap<&Key, &Indexed> = then.iter().map(|post| (&post.key, post)).collect();
        let entries: Vec<(&Key, &Entry)> =
            keys.iter().filter_map(|key| shown.entries.get(key).map(|entry| (key, entry))).collect();
        let posts: Vec<Indexed> = entries
            .into_par_iter()
            .map(|(key, entry)| {
                let tags = entry.document.front.tags.iter();
                let tags = tags.filter_map(|tag| names.get(&**tag).cloned()).collect();
                Indexed::new(key, &entry.document, tags, known.get(key).copied())
            })
            .collect();
        let mut version = Digester::default();
        for post in &posts {
            version.digest(post.digest).digest(post.document.head_digest);
        }
        for (key, section) in &shown.sections {
            version.str(key).str(section.route.as_str());
            version.digest(section.document.as_ref().map_or(Digest::NONE, |document| document.head_digest));
        }
        let shards = (0..shards(posts.len())).map(|_| OnceLock::new()).collect();
        let index = Self { posts, names, shards, version: version.finish() };
        if let Some(before) = before {
            index.keep(before);
        }
        index
    }

    /// Keeps the digests of the shards that are as they were. New posts may have come after those that were there.
    fn keep(&self, before: &Self) {
        let is_renumbered = self.posts.iter().zip(&before.posts).any(|(now, then)| now.key != then.key);
        if is_renumbered || self.shards.len() != before.shards.len() {
            return;
        }
        let none = Terms::default();
        let most = self.posts.len().max(before.posts.len());
        let kept = |index: &Self, number: usize| index.posts.get(number).map(|post| Arc::as_ptr(&post.terms));
        let moved: Vec<_> = (0..most)
            .filter(|number| kept(self, *number) != kept(before, *number))
            .map(|number| [self, before].map(|index| index.posts.get(number).map_or(&none, Indexed::terms)))
            .collect();
        for (number, shard) in self.shards.iter().enumerate() {
            let buckets = self.buckets(number);
            let is_same = moved.iter().all(|[now, then]| now.bytes(&buckets) == then.bytes(&buckets));
            if let Some(digest) = before.shards[number].get().filter(|_| is_same) {
                let _ = shard.set(*digest);
            }
        }
    }

    /// How many posts it has.
    pub fn posts(&self) -> usize {
        self.posts.len()
    }

    /// How many shards it has.
    pub fn shards(&self) -> usize {
        self.shards.len()
    }

    /// Moves whenever anything moves that a search can show.
    pub fn version(&self) -> Digest {
        self.version
    }

    /// The post of this number.
    pub fn post(&self, number: usize) -> Option<&Indexed> {
        self.posts.get(number)
    }

    /// The terms of a shard, each with the posts that it stands in and how much it weighs there.
    pub fn terms(&self, shard: usize) -> BTreeMap<&str, Vec<(usize, u8)>> {
        let buckets = self.buckets(shard);
        let mut terms: BTreeMap<&str, Vec<(usize, u8)>> = BTreeMap::new();
        for (number, post) in self.posts.iter().enumerate() {
            for (term, weight) in post.terms().iter(&buckets) {
                terms.entry(term).or_default().push((number, weight));
            }
        }
        terms
    }

    fn buckets(&self, shard: usize) -> Range<usize> {
        let size = BUCKETS / self.shards.len();
        shard * size..(shard + 1) * size
    }

    fn answer(&self, part: SearchPart) -> Option<Digest> {
        match part {
            SearchPart::Whole => Some(self.version),
            SearchPart::Post(number) => self.posts.get(number).map(|post| post.digest),
            SearchPart::Shard(number) => {
                let digest = || {
                    let mut digester = Digester::default();
                    for (post, indexed) in self.posts.iter().enumerate() {
                        let terms = indexed.terms().bytes(&self.buckets(number));
                        if !terms.is_empty() {
                            digester.number(post as u64).bytes(terms);
                        }
                    }
                    digester.finish()
                };
                self.shards.get(number).map(|shard| *shard.get_or_init(digest))
            }
        }
    }
}

impl Indexed {
    fn new(key: &Key, document: &Arc<Document>, tags: Vec<Arc<str>>, before: Option<&Self>) -> Self {
        let same = before.filter(|before| Arc::ptr_eq(&before.document, document) && before.tags == tags);
        if let Some(same) = same {
            return same.clone();
        }
        let mut digester = Digester::default();
        digester.str(key).str(title_of(document)).digest(document.searched());
        for tag in &tags {
            digester.str(tag);
        }
        let digest = digester.finish();
        // A comment in the front matter, or another date: the words are the same.
        let terms = match before {
            Some(before) if before.digest == digest => Arc::clone(&before.terms),
            _ => Arc::default(),
        };
        Self { key: Arc::clone(key), document: Arc::clone(document), tags, digest, terms }
    }

    /// What it says, without markup.
    pub fn text(&self) -> String {
        self.document.body().text()
    }

    fn terms(&self) -> &Terms {
        self.terms.get_or_init(|| {
            let title = title_of(&self.document);
            let body = self.document.body();
            let headings = body.toc.iter().map(|heading| &*heading.title);
            let text = body.text();
            let headings = headings.chain(self.tags.iter().map(|tag| &**tag)).map(|text| (Place::Heading, text));
            Terms::of(headings.chain([(Place::Title, title), (Place::Text, &*text)]))
        })
    }
}

impl Site {
    /// The indexes of all locales that have a search page. Messages name tags, and no more of what is searched.
    pub(super) fn join_searches(&self, is_pages_touched: bool) -> BTreeMap<LocaleId, Arc<SearchIndex>> {
        let join = |(locale, keys): (&LocaleId, &Vec<Key>)| {
            let shown = self.contents().of(locale)?;
            let names: TagNames = shown.tags.keys().map(|tag| (Arc::clone(tag), self.tag_name(locale, tag))).collect();
            let before = self.searches().get(locale);
            let index = match before.filter(|before| !is_pages_touched && before.names == names) {
                Some(same) => Arc::clone(same),
                None => Arc::new(SearchIndex::join(keys, shown, names, before.map(|before| &**before))),
            };
            Some((locale.clone(), index))
        };
        self.pages().searched.iter().filter_map(join).collect()
    }

    fn tag_name(&self, locale: &LocaleId, tag: &Arc<str>) -> Arc<str> {
        let name = self.messages().format(locale, &format!("tag-{tag}"), None, &Arguments::default());
        name.map_or_else(|| Arc::clone(tag), |name| name.text)
    }

    pub(super) fn search_answer(&self, locale: &LocaleId, part: SearchPart) -> Digest {
        self.searches().get(locale).and_then(|index| index.answer(part)).unwrap_or(Digest::NONE)
    }
}
