//! Who is signed in, in this tab and its siblings.
//!
//! The token lives in the tab's own store, which ends with the browser, and is handed to other tabs
//! of the console on request ([`tabs`]). A refused token does not end the page: whoever waits for an answer
//! waits until the person has signed in again, or has said no. A session of somebody else takes the page
//! only after a question ([`takeover`]). Which of several organizations' sessions is shown, the address decides.

mod model;
mod tabs;
mod takeover;
mod ways;

use std::rc::Rc;

use domain::config::Config;
use domain::person::{Person, Source};
use futures_channel::oneshot;
use futures_util::future::LocalBoxFuture;
use leptos::prelude::*;

pub use self::model::Session;
pub use self::takeover::{Changes, Decision, Takeover};

use self::tabs::Tabs;
use crate::api::{Access, Api, Credentials};
use crate::browser::visibility;
use crate::reactive::RwSignal;
use crate::state::drafts;
use crate::state::personal::Personal;
use crate::task::Task;

/// Why the person is asked to sign in over the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Asking {
    /// The server refused the credentials.
    Refused,
    /// The person wants to, because the session ends soon.
    Wanted,
}

/// The session and all that belongs to it. Cheap to copy.
#[derive(Clone, Copy)]
pub struct Sessions {
    config: StoredValue<Config>,
    /// The session, if somebody is signed in.
    pub current: RwSignal<Option<Session>>,
    /// Whether sign-in is asked for over the page, and why.
    pub asking: RwSignal<Option<Asking>>,
    /// A session that came and waits for a decision.
    pub takeover: RwSignal<Option<Takeover>>,
    /// Whether other tabs have been asked for their session.
    pub settled: RwSignal<bool>,
    /// The sessions of other organizations that this tab has.
    kept: StoredValue<Vec<Session>>,
    /// The organization that the address names.
    wanted: StoredValue<Option<String>>,
    /// How many pages have changes that are not saved.
    changes: StoredValue<u32>,
    /// Whether somebody signed out since the page was loaded.
    ended: StoredValue<bool>,
    waiting: StoredValue<Vec<oneshot::Sender<bool>>, LocalStorage>,
    tabs: StoredValue<Tabs, LocalStorage>,
}

/// Reads the session of this tab or asks other tabs for theirs. `wanted` is the organization that
/// the address names.
pub fn provide_sessions(config: Config, wanted: Option<String>) -> Sessions {
    let sessions = Sessions {
        config: StoredValue::new(config),
        current: RwSignal::new(None),
        asking: RwSignal::new(None),
        takeover: RwSignal::new(None),
        settled: RwSignal::new(true),
        kept: StoredValue::new(Vec::new()),
        wanted: StoredValue::new(wanted.clone()),
        changes: StoredValue::new(0),
        ended: StoredValue::new(false),
        waiting: StoredValue::new_local(Vec::new()),
        tabs: StoredValue::new_local(Tabs::default()),
    };
    provide_context(sessions);
    sessions.listen();
    let mut stored = model::stored();
    stored.retain(|session| sessions.is_usable(session));
    sessions.kept.set_value(stored);
    sessions.show(wanted);
    // Whoever signed out elsewhere while this tab was away is signed out here, too.
    visibility::on_wake(move || sessions.leave_if_signed_out());
    sessions
}

/// The sessions. They are provided before anything is drawn.
#[must_use]
pub fn use_sessions() -> Sessions {
    use_context().unwrap_or_else(|| provide_sessions(Config::default(), None))
}

impl Sessions {
    /// The configuration.
    #[must_use]
    pub fn config(self) -> Config {
        self.config.get_value()
    }

    /// What requests of a session need.
    #[must_use]
    pub fn access(self, session: &Session) -> Access {
        Access {
            base: session.api.clone(),
            organization: session.organization.clone(),
            credentials: session.credentials(),
            headers: self.config.with_value(|config| config.headers.clone()),
        }
    }

    /// The API for a session, which signs in again over the page when it must.
    #[must_use]
    pub fn api(self, session: &Session) -> Api {
        let serial = session.serial.clone();
        let api = Api::new(self.access(session), Rc::new(move |refused| self.renew(&serial, refused)));
        let session = session.clone();
        api.set_guard(move || !self.has(&session));
        api
    }

    /// Whether to go on behind a proxy unasked: nobody is signed in, and nobody has just signed out.
    #[must_use]
    pub fn is_untouched(self) -> bool {
        !self.ended.get_value() && self.current.with_untracked(Option::is_none)
    }

    /// Asks to sign in over the page, because the credentials were refused. Whether the person did.
    pub fn ask_again(self) -> LocalBoxFuture<'static, bool> {
        let (sender, receiver) = oneshot::channel();
        self.waiting.update_value(|waiting| waiting.push(sender));
        if self.asking.get_untracked() != Some(Asking::Refused) {
            self.asking.set(Some(Asking::Refused));
        }
        Box::pin(async move { receiver.await.unwrap_or(false) })
    }

    /// Says no to signing in over the page: whoever waits gets the refusal.
    pub fn decline(self) {
        self.asking.set(None);
        self.wake(false);
    }

    /// Goes on with the same credentials: the person signed in at the proxy.
    pub fn resume(self) {
        self.asking.set(None);
        self.wake(true);
    }

    /// The address names this organization, or none: its session is shown, if this tab has one, or is asked for in
    /// the other tabs.
    pub fn want(self, organization: Option<String>) {
        let before = self.wanted.try_update_value(|wanted| std::mem::replace(wanted, organization.clone()));
        if before != Some(organization.clone()) && organization.is_some() {
            self.drop_takeover();
            self.show(organization);
        }
    }

    /// Shows the session of an organization, or the one that was used last. Where this tab has none, the other tabs
    /// are asked.
    fn show(self, organization: Option<String>) {
        let fits =
            |session: &Session| organization.as_ref().is_none_or(|wanted| *wanted == session.organization);
        let current = self.current.try_get_untracked().flatten();
        if current.as_ref().is_some_and(fits) {
            return;
        }
        let found = self.kept.try_update_value(|kept| {
            let place = kept.iter().position(fits)?;
            Some(kept.remove(place))
        });
        if let Some(Some(found)) = found {
            self.set_current(found);
            return;
        }
        // Until there is one of the right organization, the last one is shown as what it is.
        if current.is_none()
            && let Some(Some(last)) =
                self.kept.try_update_value(|kept| (!kept.is_empty()).then(|| kept.remove(0)))
        {
            self.set_current(last);
        }
        self.ask_tabs(organization);
    }

    /// Signs out of the organization that is shown, here and in the other tabs, also those that are away; but for
    /// tabs of somebody who is known to be another person.
    pub fn end(self) {
        if let Some(session) = self.current.try_get_untracked().flatten() {
            session.mark_signed_out();
            self.tell_ended(&session);
            let ids = session.person().ids();
            self.forget(|other| other.is_same_place(&session) && other.person().may_be(&ids));
        }
    }

    /// These sessions are over.
    fn forget(self, is_over: impl Fn(&Session) -> bool) {
        let mut over = Vec::new();
        self.kept.try_update_value(|kept| {
            let all = std::mem::take(kept).into_iter();
            (over, *kept) = all.partition(|session| is_over(session));
        });
        let current = self.current.try_get_untracked().flatten();
        let is_current = current.as_ref().is_some_and(&is_over);
        over.extend(current.clone().filter(|_| is_current));
        // What is noted for a session that is over is of no use to the next one.
        for session in &over {
            drafts::forget_notes(&session.organization, &session.serial);
            Personal::of(session).forget_session();
        }
        if !is_current {
            self.store(current.as_ref());
            return self.take_back_offers();
        }
        self.store(None);
        self.ended.try_set_value(true);
        self.takeover.set(None);
        self.current.set(None);
        self.take_back_offers();
        self.decline();
    }

    /// Leaves where somebody signed out meanwhile, in whatever tab.
    fn leave_if_signed_out(self) {
        self.forget(Session::is_signed_out);
    }

    /// Whether a session's person is still signed in; otherwise the page is told soon.
    fn has(self, session: &Session) -> bool {
        let is_there = |other: &Session| other.continues(session) && !other.is_signed_out();
        let current = self.current.try_get_untracked().flatten();
        let has = current.as_ref().is_some_and(is_there)
            || self.kept.try_with_value(|kept| kept.iter().any(is_there)) == Some(true);
        if !has {
            Task::start(async move { self.leave_if_signed_out() }).detach();
        }
        has
    }

    /// Somebody signed in in this tab.
    fn begin(self, session: Session) {
        self.arrive(session, Source::Here);
    }

    /// Another tab handed a session over.
    fn come(self, session: Session) {
        let wanted = self.wanted.try_get_value().flatten();
        if wanted.is_none_or(|wanted| wanted == session.organization) {
            self.arrive(session, Source::Elsewhere);
        }
    }

    /// Works with a session from now on.
    fn adopt(self, session: Session, source: Source) {
        self.set_current(session.clone());
        self.take_back_offers();
        if source == Source::Here {
            self.offer_to_all(&session);
        }
        self.settled.set(true);
        self.takeover.set(None);
        self.resume();
    }

    fn set_current(self, session: Session) {
        let before = self.current.try_get_untracked().flatten();
        self.kept.try_update_value(|kept| {
            kept.extend(before.filter(|before| !before.is_same_place(&session)));
            kept.retain(|other| !other.is_same_place(&session));
        });
        self.store(Some(&session));
        self.current.set(Some(session));
    }

    fn store(self, current: Option<&Session>) {
        let kept = self.kept.try_get_value().unwrap_or_default();
        let all: Vec<Session> = current.cloned().into_iter().chain(kept).collect();
        model::store(&all);
    }

    /// Waits for better credentials of the same person than the refused ones.
    fn renew(self, serial: &str, refused: Credentials) -> LocalBoxFuture<'static, bool> {
        let current = self.current.try_get_untracked().flatten();
        let Some(current) = current.filter(|session| session.serial == serial) else {
            return Box::pin(std::future::ready(false));
        };
        let is_renewed = current.credentials() != refused;
        if is_renewed || self.settled.try_get_untracked() != Some(true) {
            return Box::pin(std::future::ready(is_renewed));
        }
        self.ask_again()
    }

    fn wake(self, signed_in: bool) {
        let waiting = self.waiting.try_update_value(std::mem::take).unwrap_or_default();
        for sender in waiting {
            let _ = sender.send(signed_in);
        }
    }

    /// A session is used only for an address that the configuration offers, and where its token can be sent. Whether
    /// it is over, the server says: the clock of this machine tells nothing about it.
    fn is_usable(self, session: &Session) -> bool {
        let is_offered = self
            .config
            .try_with_value(|config| config.regions.iter().any(|region| region.api == session.api));
        is_offered == Some(true) && session.is_sendable() && !session.is_signed_out()
    }

    /// Whose the session is that is shown.
    #[must_use]
    pub fn person(self) -> Option<Person> {
        self.current.try_with_untracked(|session| session.as_ref().map(Session::person)).flatten()
    }
}
