//! One message that a layout or menu asks for: in, its id and what it is given; out, what of that does not fit.

use std::collections::BTreeSet;

use crate::diagnostic::{Diagnostic, Place, Severity, codes};
use crate::layouts::{Call, Layout};
use crate::locales::{Needs, split_id};
use crate::site::Site;
use crate::text::{LocaleId, SitePath, Suggestions, nearest};

/// A message that is asked for by name.
pub struct Asked<'s> {
    site: &'s Site,
    place: Place,
    id: &'s str,
    /// Names of variables; `None` when they are computed.
    variables: Option<BTreeSet<&'s str>>,
    /// Names of links; `None` when they are computed, or when the text is not read as markup.
    links: Option<BTreeSet<&'s str>>,
    /// Older ids that may stand in.
    fallback: &'s [String],
    /// The layout asks first whether there is such a message.
    guarded: bool,
}

/// What was found so far, and the names that an unknown one may have meant.
pub struct Found<'s> {
    pub list: Vec<Diagnostic>,
    pub names: Suggestions<'s>,
}

impl<'s> Asked<'s> {
    /// Asked for by a call of `t` or `markup`; `guarded` says that the layout asks first whether there is such a message.
    pub fn by_call(
        site: &'s Site,
        layout: &'s Layout,
        call: &'s Call,
        function: &'static str,
        id: &'s str,
        guarded: bool,
    ) -> Self {
        let own = if function == "markup" { "links" } else { "fallback" };
        let given = |names: &'s Vec<String>| names.iter().map(String::as_str).collect::<BTreeSet<&str>>();
        Self {
            site,
            place: Place::Call(layout.path.clone(), function, id.to_owned()),
            id,
            variables: call.keywords.as_ref().map(given).map(|mut names| {
                names.remove(own);
                names
            }),
            links: call.links.as_ref().filter(|_| function == "markup").map(given),
            fallback: if function == "t" { &call.fallback } else { &[] },
            guarded,
        }
    }

    /// Asked for by an entry of a menu, which gives it nothing.
    pub fn by_menu(site: &'s Site, path: &SitePath, id: &'s str) -> Self {
        let place = Place::Field(path.clone(), id.to_owned());
        let variables = Some(BTreeSet::new());
        Self { site, place, id, variables, links: None, fallback: &[], guarded: false }
    }

    /// Compares it with the source locale's message.
    pub fn check(&self, found: &mut Found<'_>) {
        let findings = &mut found.list;
        let source = &self.site.settings().source_locale;
        for older in self.fallback.iter().filter(|id| !id.contains('*') && !self.is_anywhere(id)) {
            findings.push(
                self.find(
                    codes::locales::MISSING_MESSAGE,
                    format!("no locale has `{older}`, which is to stand in for `{}`", self.id),
                )
                .severity(Severity::Warning)
                .hint("correct the id of `fallback`, or remove it"),
            );
        }
        match self.site.messages().needs(source, self.id) {
            Some(needs) => {
                self.check_variables(&needs, source, findings);
                self.check_links(&needs, source, findings);
            }
            None if self.guarded && self.is_anywhere(self.id) => {}
            None if self.fallback.iter().any(|id| self.site.messages().find(source, id).is_some()) => {}
            None => findings.push(self.unknown(source, &mut found.names)),
        }
    }

    fn find(&self, code: crate::diagnostic::Code, message: String) -> Diagnostic {
        Diagnostic::new(code, self.place.clone(), message).id(self.id)
    }

    fn is_anywhere(&self, id: &str) -> bool {
        self.site.settings().locales.iter().any(|locale| self.site.messages().find(&locale.id, id).is_some())
    }

    fn unknown(&self, source: &LocaleId, names: &mut Suggestions<'_>) -> Diagnostic {
        let messages = self.site.messages();
        let (id, attribute) = split_id(self.id);
        let Some(entry) = messages.entry(source, id) else {
            let hint = match names.nearest(id) {
                Some(near) => format!("did you mean `{near}`?"),
                None => "correct the id, or add the message to the source locale".to_owned(),
            };
            let message = format!("there is no message `{}`; its id is printed", self.id);
            return self.find(codes::locales::MISSING_MESSAGE, message).hint(hint);
        };
        let known: Vec<&str> = entry.attributes.iter().map(|attribute| &*attribute.id).collect();
        let (code, message) = match attribute {
            Some(name) => {
                (codes::locales::MISSING_MESSAGE, format!("`{id}` has no attribute `{name}`; the id is printed"))
            }
            None => (codes::locales::MISSING_VALUE, format!("`{id}` has no text of its own; the id is printed")),
        };
        let near = attribute.and_then(|name| nearest(name, known.iter().copied()));
        let hint = match (near, known.as_slice()) {
            (Some(near), _) => format!("did you mean `{id}.{near}`?"),
            (None, []) => format!("ask for `{id}`, or give it the attribute"),
            (None, [first, ..]) => format!("give it one in the source locale, or ask for `{id}.{first}`"),
        };
        self.find(code, message).hint(hint).related(Place::Entry(source.clone(), id.to_owned()), "the message")
    }

    /// What is missing is told by itself; what is given in vain only where nothing is missing, for a misspelt name
    /// is both.
    fn check_variables(&self, needs: &Needs, source: &LocaleId, findings: &mut Vec<Diagnostic>) {
        let Some(given) = &self.variables else { return };
        let wanted: BTreeSet<&str> = needs.variables.iter().map(String::as_str).collect();
        let surplus: Vec<&str> = given.difference(&wanted).copied().collect();
        let mut missing = wanted.difference(given).peekable();
        if missing.peek().is_none() {
            let in_vain = surplus.iter().filter(|name| !self.is_used(|needs| needs.variables.contains(**name)));
            findings.extend(in_vain.map(|name| {
                let message = format!("`{}` has no ${name}, which is given to it here", self.id);
                let finding = self.find(codes::layouts::UNUSED_ARGUMENT, message);
                finding.hint("remove the argument, or use it in the message").related(self.entry(source), "the message")
            }));
        }
        findings.extend(missing.map(|name| {
            let message = format!("`{}` uses ${name}, which is not given to it here", self.id);
            let hint = match nearest(name, surplus.iter().copied()).or(surplus.first().copied()) {
                Some(other) => format!("give it {name}=…; {other}=… is of no use to it"),
                None => format!("give it {name}=…, or take ${name} out of the message"),
            };
            let finding = self.find(codes::layouts::MISSING_ARGUMENT, message).argument(format!("${name}")).hint(hint);
            finding.related(self.entry(source), "the message")
        }));
    }

    fn check_links(&self, needs: &Needs, source: &LocaleId, findings: &mut Vec<Diagnostic>) {
        let Some(given) = &self.links else { return };
        let wanted: BTreeSet<&str> = needs.slots.iter().map(String::as_str).collect();
        let mut missing = wanted.difference(given).peekable();
        let mismatch = |name: &str, message| {
            let finding = self.find(codes::locales::SLOT_MISMATCH, message).hint("use the same names in both");
            finding.argument(name).related(self.entry(source), "the message")
        };
        if missing.peek().is_none() {
            let surplus = given.difference(&wanted);
            let in_vain = surplus.filter(|name| !self.is_used(|needs| needs.slots.contains(**name)));
            findings.extend(in_vain.map(|name| {
                mismatch(name, format!("`{}` does not use the link `{name}`, which is given to it here", self.id))
            }));
        }
        findings.extend(missing.map(|name| {
            mismatch(name, format!("`{}` uses the link `{name}`, which is not given to it here", self.id))
        }));
    }

    /// Whether the text of any locale, or an older message that stands in, is as `uses` says.
    fn is_used(&self, uses: impl Fn(&Needs) -> bool) -> bool {
        let ids = || self.fallback.iter().map(String::as_str).chain([self.id]);
        let mut locales = self.site.settings().locales.iter();
        locales
            .any(|locale| ids().any(|id| self.site.messages().needs(&locale.id, id).is_some_and(|needs| uses(&needs))))
    }

    fn entry(&self, source: &LocaleId) -> Place {
        Place::Entry(source.clone(), self.id.to_owned())
    }
}
