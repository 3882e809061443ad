//! How tabs hand a session on.
//!
//! A tab asks with a number of its own; a tab that has a fitting session offers it under another number, without the
//! token; who asked takes the offer, and only then the token is sent, with both numbers. A session that just began is
//! offered to all tabs, and any of them may take it. Offers lapse within a second. Nothing that holds a token is ever
//! said unasked, and nobody is answered who does not say the path of this very console. All pages of the origin can
//! still listen and ask: docs/HOSTING.md demands an origin of the console's own.

use contract::json::{self, FromJson, ToJson, Value};
use contract::{decode, encode};
use leptos::prelude::*;

use super::model::{self, Session};
use super::{Asking, Sessions};
use crate::browser::broadcast::Channel;
use crate::browser::{address, clock};
use crate::task::Task;

/// How long other tabs may take to offer a session, in milliseconds.
const TO_OFFER: i64 = 150;

/// How long further offers are waited for after the first: the newest session is taken, whoever is faster.
const TO_COMPARE: i64 = 40;

/// How long a session that was offered may be taken, and may take to come.
const TO_HAND_OVER: i64 = 1000;

/// So many offers are remembered, the latest.
const MOST_OFFERS: usize = 20;

/// The part of the sessions that talks with other tabs.
#[derive(Default)]
pub(super) struct Tabs {
    channel: Option<Channel>,
    /// What this tab asks for.
    asked: Option<Asked>,
    /// What this tab offered: its number, whom to (empty: to all), and the session.
    offered: Vec<(String, String, Session)>,
}

struct Asked {
    asker: String,
    offers: Vec<Offer>,
    has_taken: bool,
}

/// A session that another tab has.
#[derive(Clone)]
struct Offer {
    offer: String,
    organization: String,
    api: String,
    began: i64,
}

enum Message {
    /// A tab asks for a session of this organization, or of any.
    Ask { asker: String, organization: Option<String> },
    /// A tab has one: for who asks, or, where `asker` is empty, for all, because it just began.
    Offer { asker: String, offer: Offer },
    /// A tab wants what was offered.
    Take { asker: String, offer: String },
    /// Here it is.
    Hand { asker: String, session: Session },
    /// Somebody signed out.
    Ended(Ended),
}

/// A sign-out.
struct Ended {
    organization: String,
    /// The address of the API; none of a tab of an earlier version, which means any.
    api: Option<String>,
    /// All that is known of who they are.
    ids: Vec<String>,
}

/// Tabs of another version may listen: the names stay. Those before had others.
impl ToJson for Message {
    fn to_json(&self) -> Value {
        let path = address::base();
        match self {
            Self::Ask { asker, organization } => {
                json::object(&[("ask", asker), ("path", &path), ("organization", organization)])
            }
            Self::Offer { asker, offer } => json::object(&[
                ("offer", &offer.offer),
                ("path", &path),
                ("asker", asker),
                ("organization", &offer.organization),
                ("api", &offer.api),
                ("began", &offer.began),
            ]),
            Self::Take { asker, offer } => {
                json::object(&[("take", offer), ("path", &path), ("asker", asker)])
            }
            Self::Hand { asker, session } => {
                json::object(&[("hand", session), ("path", &path), ("asker", asker)])
            }
            Self::Ended(Ended { organization, api, ids }) => {
                json::object(&[("Ended", organization), ("api", api), ("ids", ids)])
            }
        }
    }
}

impl FromJson for Message {
    fn from_json(value: &Value) -> Option<Self> {
        let text = |name| json::required::<String>(value, name).filter(|text| !text.is_empty());
        if let Some(organization) = text("Ended") {
            let (api, ids) = (json::required(value, "api"), json::field(value, "ids"));
            return Some(Self::Ended(Ended { organization, api, ids }));
        }
        // A page that is no console of this path is not answered.
        text("path").filter(|path| *path == address::base())?;
        if let Some(asker) = text("ask") {
            return Some(Self::Ask { asker, organization: text("organization") });
        }
        let asker = text("asker");
        if let Some(offer) = text("offer") {
            let (organization, api) = (text("organization")?, json::required(value, "api")?);
            let offer = Offer { offer, organization, api, began: json::field(value, "began") };
            return Some(Self::Offer { asker: asker.unwrap_or_default(), offer });
        }
        let asker = asker?;
        if let Some(offer) = text("take") {
            return Some(Self::Take { asker, offer });
        }
        Some(Self::Hand { asker, session: json::required(value, "hand")? })
    }
}

impl Sessions {
    /// Opens the channel.
    pub(super) fn listen(self) {
        let channel = Channel::open(&model::key(), move |text| {
            if let Ok(message) = decode(&text) {
                self.hear(message);
            }
        });
        self.tabs.update_value(|tabs| tabs.channel = channel);
    }

    /// Asks other tabs for a session of an organization, or of any. Until they had time to answer, it is not known
    /// whether anybody is signed in.
    pub(super) fn ask_tabs(self, organization: Option<String>) {
        let asker = clock::unique();
        let asked = Asked { asker: asker.clone(), offers: Vec::new(), has_taken: false };
        self.tabs.update_value(|tabs| tabs.asked = Some(asked));
        self.settled.set(false);
        self.send(&Message::Ask { asker: asker.clone(), organization });
        Task::start(async move {
            clock::sleep(TO_OFFER).await;
            if self.is_offered(&asker) {
                clock::sleep(TO_HAND_OVER).await;
            }
            self.stop_asking(&asker);
        })
        .detach();
    }

    /// Offers a session that just began to the other tabs.
    pub(super) fn offer_to_all(self, session: &Session) {
        self.offer(String::new(), session.clone());
    }

    /// Tells the other tabs that the person of a session signed out.
    pub(super) fn tell_ended(self, session: &Session) {
        let (organization, api) = (session.organization.clone(), Some(session.api.clone()));
        self.send(&Message::Ended(Ended { organization, api, ids: session.person().ids() }));
    }

    fn is_offered(self, asker: &str) -> bool {
        let is_offered = self.tabs.try_with_value(|tabs| {
            tabs.asked.as_ref().is_some_and(|asked| asked.asker == asker && !asked.offers.is_empty())
        });
        is_offered.unwrap_or_default()
    }

    fn stop_asking(self, asker: &str) {
        let is_current = self.tabs.try_update_value(|tabs| {
            let is_current = tabs.asked.as_ref().is_some_and(|asked| asked.asker == asker);
            if is_current {
                tabs.asked = None;
            }
            is_current
        });
        if is_current == Some(true) {
            self.settled.try_set(true);
        }
    }

    fn offer(self, asker: String, session: Session) {
        let offer = Offer {
            offer: clock::unique(),
            organization: session.organization.clone(),
            api: session.api.clone(),
            began: session.began,
        };
        self.tabs.try_update_value(|tabs| {
            tabs.offered.push((offer.offer.clone(), asker.clone(), session));
            let over = tabs.offered.len().saturating_sub(MOST_OFFERS);
            tabs.offered.drain(..over);
        });
        let number = offer.offer.clone();
        Task::start(async move {
            clock::sleep(TO_HAND_OVER).await;
            self.tabs.try_update_value(|tabs| tabs.offered.retain(|(other, ..)| *other != number));
        })
        .detach();
        self.send(&Message::Offer { asker, offer });
    }

    fn hear(self, message: Message) {
        match message {
            Message::Ask { asker, organization } => {
                if let Some(session) = self.to_offer(organization.as_deref()) {
                    self.offer(asker, session);
                }
            }
            Message::Offer { asker, offer } if asker.is_empty() => self.hear_beginning(offer),
            Message::Offer { asker, offer } => self.hear_offer(&asker, offer),
            Message::Take { asker, offer } => self.hand_over(asker, &offer),
            Message::Hand { asker, session } => {
                let is_ours = self.tabs.try_with_value(|tabs| {
                    tabs.asked.as_ref().is_some_and(|asked| asked.asker == asker && asked.has_taken)
                });
                if is_ours == Some(true) {
                    self.come(session);
                    self.stop_asking(&asker);
                }
            }
            Message::Ended(Ended { organization, api, ids }) => self.forget(|session| {
                let is_there = session.organization == organization
                    && api.as_ref().is_none_or(|api| *api == session.api);
                is_there && session.person().may_be(&ids)
            }),
        }
    }

    /// The session that this tab has to offer.
    fn to_offer(self, organization: Option<&str>) -> Option<Session> {
        let fits = |session: &Session| organization.is_none_or(|wanted| wanted == session.organization);
        let current = self.current.try_get_untracked().flatten();
        let is_refused = self.asking.try_get_untracked().flatten() == Some(Asking::Refused);
        let current = current.filter(|session| fits(session) && !is_refused);
        let kept = || self.kept.try_with_value(|kept| kept.iter().find(|session| fits(session)).cloned());
        current.or_else(|| kept().flatten()).filter(|session| !session.is_signed_out())
    }

    fn hear_offer(self, asker: &str, offer: Offer) {
        let is_first = self.tabs.try_update_value(|tabs| {
            let asked = tabs.asked.as_mut().filter(|asked| asked.asker == asker && !asked.has_taken)?;
            asked.offers.push(offer);
            Some(asked.offers.len() == 1)
        });
        if is_first.flatten() != Some(true) {
            return;
        }
        let asker = asker.to_owned();
        Task::start(async move {
            clock::sleep(TO_COMPARE).await;
            let best = self.tabs.try_update_value(|tabs| {
                let asked = tabs.asked.as_mut().filter(|asked| asked.asker == asker)?;
                asked.has_taken = true;
                asked.offers.iter().max_by_key(|offer| offer.began).cloned()
            });
            if let Some(Some(best)) = best {
                self.send(&Message::Take { asker, offer: best.offer });
            }
        })
        .detach();
    }

    /// Somebody signed in in another tab: taken where this tab is at work in the same place, or waits for a session.
    fn hear_beginning(self, offer: Offer) {
        let current = self.current.try_get_untracked().flatten();
        let concerns = match &current {
            Some(session) => session.organization == offer.organization && session.api == offer.api,
            None => {
                let wanted = self.wanted.try_get_value().flatten();
                wanted.is_none_or(|wanted| wanted == offer.organization)
            }
        };
        if !concerns {
            return;
        }
        // Whoever is asking anyway compares it with the other offers.
        let own = self.tabs.try_with_value(|tabs| tabs.asked.as_ref().map(|asked| asked.asker.clone()));
        if let Some(Some(own)) = own {
            return self.hear_offer(&own, offer);
        }
        let asker = clock::unique();
        let asked = Asked { asker: asker.clone(), offers: Vec::new(), has_taken: true };
        self.tabs.try_update_value(|tabs| tabs.asked = Some(asked));
        self.send(&Message::Take { asker: asker.clone(), offer: offer.offer });
        Task::start(async move {
            clock::sleep(TO_HAND_OVER).await;
            self.stop_asking(&asker);
        })
        .detach();
    }

    /// Hands over what was offered: to who asked for it, once; what was offered to all, to any tab that takes it before
    /// the offer lapses.
    fn hand_over(self, asker: String, offer: &str) {
        let session = self.tabs.try_update_value(|tabs| {
            let fits = |(number, to, _): &(String, String, Session)| {
                number == offer && (to.is_empty() || *to == asker)
            };
            let place = tabs.offered.iter().position(fits)?;
            let is_for_all = tabs.offered.get(place).is_some_and(|(_, to, _)| to.is_empty());
            let session = tabs.offered.get(place).map(|(.., session)| session.clone());
            if !is_for_all {
                tabs.offered.remove(place);
            }
            session
        });
        if let Some(Some(session)) = session
            && !session.is_signed_out()
        {
            self.send(&Message::Hand { asker, session });
        }
    }

    /// What this tab does not work with any more is offered no longer.
    pub(super) fn take_back_offers(self) {
        let mut own = self.kept.try_get_value().unwrap_or_default();
        own.extend(self.current.try_get_untracked().flatten());
        self.tabs.try_update_value(|tabs| tabs.offered.retain(|(.., session)| own.contains(session)));
    }

    fn send(self, message: &Message) {
        let text = encode(message);
        self.tabs.try_with_value(|tabs| {
            if let Some(channel) = &tabs.channel {
                channel.send(&text);
            }
        });
    }
}
