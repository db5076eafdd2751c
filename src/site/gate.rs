//! Whether a locale may be live: in, its settings and messages; out, a verdict and the reasons for it.
//!
//! A locale may be live while all its required messages are there and its translated share is at or over `go_live_at`.
//! Once live, a share under that is held until it falls under `drop_below`; a required message is missed at once. The
//! gate only speaks: it changes no state.

use super::Site;
use crate::locales::Comparison;
use crate::settings::{LocaleSettings, State, matches};
use crate::text::LocaleId;

/// How many missing ids a reason names; more are counted.
const NAMED: usize = 5;

/// What the gate says of a locale.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// It is not live, and may be.
    Ready,
    /// It is not live, and may not be yet.
    NotReady,
    /// It is live, and may stay so.
    Holds,
    /// It is live, and should not be.
    Falls,
}

impl Verdict {
    /// The word that reports use.
    pub fn name(self) -> &'static str {
        match self {
            Self::Ready => "ready",
            Self::NotReady => "not-ready",
            Self::Holds => "holds",
            Self::Falls => "falls",
        }
    }
}

/// What the gate says of a locale, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Gate {
    /// The verdict.
    pub verdict: Verdict,
    /// Whole percent of the source's messages that the locale has, rounded down.
    pub percent: usize,
    /// Required messages that the locale lacks, sorted.
    pub required_missing: Vec<String>,
    /// Why, in sentences without a capital or a full stop.
    pub reasons: Vec<String>,
}

impl Site {
    /// What the gate says of a locale that the settings name.
    pub fn gate(&self, locale: &LocaleId) -> Option<Gate> {
        let settings = self.settings().locale(locale)?;
        let messages = self.messages().compare(settings.origin(), &self.settings().source_locale);
        Some(self.judge(settings, &messages))
    }

    pub(super) fn judge(&self, locale: &LocaleSettings, messages: &Comparison<'_>) -> Gate {
        let required = self.required(locale, messages);
        let is_live = locale.state == State::Live;
        let enough = threshold(locale, is_live);
        let open = required.missing.is_empty() && messages.percent() >= enough;
        let verdict = match (is_live, open) {
            (false, true) => Verdict::Ready,
            (false, false) => Verdict::NotReady,
            (true, true) => Verdict::Holds,
            (true, false) => Verdict::Falls,
        };
        let mut reasons = vec![share(locale, messages)];
        reasons.extend(required.sentences(&self.settings().source_locale));
        Gate { verdict, percent: messages.percent(), required_missing: required.missing, reasons }
    }

    fn required<'l>(&self, locale: &'l LocaleSettings, messages: &Comparison<'_>) -> Required<'l> {
        let mut required = Required::default();
        let source = self.messages().ids(&self.settings().source_locale);
        let wanted = |id: &&str| locale.required.iter().any(|required| matches(&required.pattern, id));
        let ids: Vec<&str> = source.iter().copied().filter(wanted).collect();
        required.total = ids.len();
        required.missing =
            ids.iter().filter(|id| messages.missing.binary_search(id).is_ok()).map(ToString::to_string).collect();
        let patterns = locale.required.iter().map(|required| &required.pattern);
        for pattern in patterns.filter(|pattern| !ids.iter().any(|id| matches(pattern, id))) {
            if pattern.contains('*') {
                required.idle.push(pattern);
            } else {
                // Named in full, and unknown to the source: the locale must have it all the same.
                required.total += 1;
                let there = self.messages().has(locale.origin(), pattern);
                required.missing.extend((!there).then(|| pattern.clone()));
            }
        }
        required.missing.sort_unstable();
        required.missing.dedup();
        required
    }
}

/// The percentage that the share must reach: the lower one for a locale that is live already.
fn threshold(locale: &LocaleSettings, is_live: bool) -> usize {
    let enough = if is_live { locale.drop_below.min(locale.go_live_at) } else { locale.go_live_at };
    usize::from(enough)
}

/// The sentence about the share.
fn share(locale: &LocaleSettings, messages: &Comparison<'_>) -> String {
    let (percent, translated, total) = (messages.percent(), messages.translated(), messages.total);
    let is_live = locale.state == State::Live;
    let (go_live_at, enough) = (usize::from(locale.go_live_at), threshold(locale, is_live));
    let lacking = (enough * total).div_ceil(100).saturating_sub(translated);
    let more = if lacking == 1 { "1 message more".to_owned() } else { format!("{lacking} messages more") };
    let so_far = format!("{percent} % is translated ({translated} of {total} messages)");
    match (percent >= go_live_at, is_live) {
        (true, true) => format!("{so_far}; live takes {go_live_at} %"),
        (true, false) => format!("{so_far}; going live takes {go_live_at} %"),
        (false, false) => format!("{so_far}; going live takes {go_live_at} %, {more}"),
        (false, true) if percent >= enough => {
            format!(
                "{so_far}, under the {go_live_at} % of going live; being live, it stays until it is under {enough} %"
            )
        }
        (false, true) => format!("{so_far}; staying live takes {enough} %, {more}"),
    }
}

/// What `required` comes to.
#[derive(Default)]
struct Required<'l> {
    total: usize,
    missing: Vec<String>,
    /// Patterns that no message of the source matches.
    idle: Vec<&'l str>,
}

impl Required<'_> {
    fn sentences(&self, source: &LocaleId) -> Vec<String> {
        let named = self.missing.iter().take(NAMED).map(String::as_str).collect::<Vec<_>>().join(", ");
        let of = |count: usize| if count == 1 { "message" } else { "messages" };
        let verb = |count: usize| if count == 1 { "is" } else { "are" };
        let sentence = match (self.missing.len(), self.total) {
            (0, 0) => None,
            (0, 1) => Some("the required message is there".to_owned()),
            (0, total) => Some(format!("all {total} required messages are there")),
            (missing, total) => {
                let rest = missing.saturating_sub(NAMED);
                let more = if rest > 0 { format!(" and {rest} more") } else { String::new() };
                Some(format!("{missing} of {total} required {} {} missing: {named}{more}", of(total), verb(missing)))
            }
        };
        let idle = self.idle.iter().map(|pattern| format!("`{pattern}` of `required` matches no message of {source}"));
        sentence.into_iter().chain(idle).collect()
    }
}
