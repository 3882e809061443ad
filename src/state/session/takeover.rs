//! A session that comes in place of a tab's own: whose it is decides what becomes of the page.

use domain::person::{Arrival, Relation, Source, arrival};
use leptos::prelude::*;

use super::Sessions;
use super::model::Session;

/// A session that waits until the person in front of the tab has decided.
#[derive(Clone, PartialEq, Eq)]
pub struct Takeover {
    pub(super) session: Session,
    /// How its person is related to the one of this tab.
    pub relation: Relation,
    /// Where it comes from.
    pub source: Source,
    /// What the new person is called, where that is known.
    pub them: Option<String>,
    /// What the person of this tab is called, where that is known.
    pub me: Option<String>,
    /// The organization's name.
    pub organization: String,
    /// Whether the page has changes that are not saved.
    pub has_changes: bool,
}

/// What the person decided.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Decision {
    /// They are one person: everything goes on.
    ItIsMe,
    /// The other one goes on; nothing of the one before is carried over.
    GoOnAsThem,
    /// The tab stays as it is.
    Stay,
}

impl Sessions {
    /// Notes that a page has changes that are not saved, until the answer is dropped.
    #[must_use]
    pub fn note_changes(self) -> Changes {
        self.changes.try_update_value(|count| *count += 1);
        Changes(self)
    }

    /// A session comes in place of the tab's own, or of none.
    pub(super) fn arrive(self, session: Session, source: Source) {
        if !self.is_usable(&session) {
            return;
        }
        let current = self.current.try_get_untracked().flatten();
        let Some(current) = current.filter(|current| current.is_same_place(&session)) else {
            return self.adopt(session, source);
        };
        let (me, them) = (current.person(), session.person());
        let relation = if current.serial == session.serial { Relation::Same } else { me.relation(&them) };
        let has_changes = self.changes.try_get_value().is_some_and(|count| count > 0);
        // The page said that it goes on where it stopped.
        let is_waited_for = self.waiting.try_with_value(|waiting| !waiting.is_empty()) == Some(true);
        let is_awaited = is_waited_for || self.asking.try_get_untracked().flatten().is_some();
        match arrival(relation, source, has_changes, is_awaited) {
            Arrival::Renew => self.adopt(Session { serial: current.serial, ..session }, source),
            Arrival::Replace => self.replace(session, source),
            Arrival::Ask => self.takeover.set(Some(Takeover {
                organization: session.organization_name.clone(),
                session,
                relation,
                source,
                them: them.name().map(str::to_owned),
                me: me.name().map(str::to_owned),
                has_changes,
            })),
        }
    }

    /// Does what the person decided about a session that came: nothing where the tab shows another workplace by now.
    pub fn decide(self, decision: Decision) {
        let Some(Takeover { session, source, .. }) = self.takeover.try_update(Option::take).flatten() else {
            return;
        };
        let current = self.current.try_get_untracked().flatten();
        let Some(current) = current.filter(|current| current.is_same_place(&session)) else { return };
        match decision {
            Decision::Stay => {}
            Decision::ItIsMe => self.adopt(Session { serial: current.serial, ..session }, source),
            Decision::GoOnAsThem => self.replace(session, source),
        }
    }

    /// The tab shows another workplace than the one of a session that waits: it waits no longer.
    pub(super) fn drop_takeover(self) {
        let wanted = self.wanted.try_get_value().flatten();
        let is_elsewhere = |takeover: &Option<Takeover>| {
            takeover.as_ref().is_some_and(|takeover| wanted.as_ref() != Some(&takeover.session.organization))
        };
        if self.takeover.try_with_untracked(is_elsewhere) == Some(true) {
            self.takeover.set(None);
        }
    }

    /// Somebody else begins: what waits for the one before waits in vain.
    fn replace(self, session: Session, source: Source) {
        self.wake(false);
        self.adopt(session, source);
    }
}

/// Changes that are not saved.
pub struct Changes(Sessions);

impl Drop for Changes {
    fn drop(&mut self) {
        self.0.changes.try_update_value(|count| *count = count.saturating_sub(1));
    }
}
