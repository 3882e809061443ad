//! Who is signed in, in this tab and its siblings.
//!
//! The token lives in the tab's own store, which ends with the browser, and is handed to other tabs
//! of the console on request. A refused token does not end the page: whoever waits for an answer
//! waits until the person has signed in again, or has said no.

use std::rc::Rc;

use contract::json::{self, FromJson, ToJson, Value};
use contract::{ApiKey, Organization, decode, encode};
use domain::config::{Config, Demo, Region};
use domain::instant::Instant;
use domain::session::token_end;
use futures_channel::oneshot;
use futures_util::future::LocalBoxFuture;
use leptos::prelude::*;

use crate::api::{self, Access, Api, ApiError, Credentials};
use crate::browser::broadcast::Channel;
use crate::browser::{address, clock, storage};
use crate::reactive::RwSignal;
use crate::task::Task;

/// A signed-in session.
#[derive(Clone, PartialEq, Eq)]
pub struct Session {
    /// The organization's id.
    pub organization: String,
    /// Its name for people.
    pub organization_name: String,
    /// The address of the API: one of the configured regions.
    pub api: String,
    /// The token; none behind a proxy.
    pub token: Option<String>,
    /// When the token ends, where that is known, in milliseconds since 1970.
    pub end: Option<i64>,
    /// The person's user id, where it is known.
    pub user_id: Option<String>,
}

impl Session {
    /// When it ends, where that is known.
    #[must_use]
    pub fn end(&self) -> Option<Instant> {
        self.end.map(Instant)
    }

    /// Who works where: the same in all tabs of one person. Holds no credentials.
    #[must_use]
    pub fn who(&self) -> String {
        [self.api.as_str(), &self.organization, self.user_id.as_deref().unwrap_or_default()].join(" ")
    }

    fn credentials(&self) -> Credentials {
        self.token.clone().map_or(Credentials::Proxy, Credentials::Token)
    }

    /// Whether this is the same workplace as another session, maybe with another token.
    #[must_use]
    pub fn is_same_place(&self, other: &Self) -> bool {
        self.organization == other.organization && self.api == other.api
    }
}

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
    /// Whether other tabs have been asked for their session.
    pub settled: RwSignal<bool>,
    /// Whether somebody signed out since the page was loaded.
    ended: StoredValue<bool>,
    waiting: StoredValue<Vec<oneshot::Sender<bool>>, LocalStorage>,
    channel: StoredValue<Option<Channel>, LocalStorage>,
}

/// How long other tabs may take to hand their session over, in milliseconds.
const HAND_OVER: i64 = 150;

enum Message {
    /// A new tab asks for a session of this organization, or of any.
    Ask(Option<String>),
    /// A session begins, or answers a question.
    Session(Session),
    /// The person signed out of this organization.
    Ended(String),
}

impl FromJson for Session {
    fn from_json(value: &Value) -> Option<Self> {
        Some(Self {
            organization: json::required(value, "organization")?,
            organization_name: json::required(value, "organization_name")?,
            api: json::required(value, "api")?,
            token: json::field(value, "token"),
            end: json::field(value, "end"),
            user_id: json::field(value, "user_id"),
        })
    }
}

impl ToJson for Session {
    fn to_json(&self) -> Value {
        json::object(&[
            ("organization", &self.organization),
            ("organization_name", &self.organization_name),
            ("api", &self.api),
            ("token", &self.token),
            ("end", &self.end),
            ("user_id", &self.user_id),
        ])
    }
}

/// Tabs of another version may listen: the names stay.
impl ToJson for Message {
    fn to_json(&self) -> Value {
        match self {
            Self::Ask(wanted) => json::object(&[("Ask", wanted)]),
            Self::Session(session) => json::object(&[("Session", session)]),
            Self::Ended(organization) => json::object(&[("Ended", organization)]),
        }
    }
}

impl FromJson for Message {
    fn from_json(value: &Value) -> Option<Self> {
        if let Some(wanted) = value.get("Ask") {
            return Some(Self::Ask(String::from_json(wanted)));
        }
        let session = json::required(value, "Session").map(Self::Session);
        session.or_else(|| json::required(value, "Ended").map(Self::Ended))
    }
}

/// Reads the session of this tab or asks other tabs for theirs. `wanted` is the organization that
/// the address names.
pub fn provide_sessions(config: Config, wanted: Option<String>) -> Sessions {
    let sessions = Sessions {
        config: StoredValue::new(config),
        current: RwSignal::new(None),
        asking: RwSignal::new(None),
        settled: RwSignal::new(false),
        ended: StoredValue::new(false),
        waiting: StoredValue::new_local(Vec::new()),
        channel: StoredValue::new_local(None),
    };
    provide_context(sessions);
    sessions.channel.set_value(Channel::open(&sessions.key(), move |text| sessions.hear(&text)));
    let stored = storage::get_for_tab(&sessions.key()).and_then(|text| decode(&text).ok());
    match stored {
        Some(session) if sessions.is_usable(&session) => {
            sessions.current.set(Some(session));
            sessions.settled.set(true);
        }
        _ => {
            sessions.send(&Message::Ask(wanted));
            Task::start(async move {
                clock::sleep(HAND_OVER).await;
                sessions.settled.try_set(true);
            })
            .detach();
        }
    }
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
        Api::new(self.access(session), Rc::new(move |refused| self.renew(refused)))
    }

    /// Asks the organization call whether region and organization are right.
    ///
    /// # Errors
    /// Not found where either is wrong.
    pub async fn check(self, region: &Region, organization: &str) -> Result<Organization, ApiError> {
        let api = self.anonymous(region, organization, Credentials::None);
        let answer = api::organization::get(api).await?;
        // Addresses keep the id that worked, whatever the answer calls it.
        Ok(Organization { org_id: organization.to_owned(), ..answer })
    }

    /// Signs in with a token that was pasted or configured. One authenticated call tells whether the
    /// server takes it.
    ///
    /// # Errors
    /// Unauthorized where the token is refused.
    pub async fn with_token(
        self,
        region: &Region,
        organization: &Organization,
        token: String,
    ) -> Result<(), ApiError> {
        let api = self.anonymous(region, &organization.org_id, Credentials::Token(token.clone()));
        let request = contract::ListServices { limit: Some(1), ..contract::ListServices::default() };
        match api::service::list(api, &request).await {
            Ok(_) => {}
            // Refused for another reason than the token.
            Err(error) if error.failure == api::Failure::Forbidden => {}
            Err(error) => return Err(error),
        }
        let end = token_end(&token).map(|end| end.0);
        let user_id = self.config.with_value(|config| config.user_id.clone());
        self.begin(session(region, organization, Some(token), end, user_id));
        Ok(())
    }

    /// Signs in with an API key, which is not kept.
    ///
    /// # Errors
    /// Unauthorized where the key, its id or the user is wrong.
    pub async fn with_api_key(
        self,
        region: &Region,
        organization: &Organization,
        key: ApiKey,
    ) -> Result<(), ApiError> {
        let api = self.anonymous(region, &organization.org_id, Credentials::None);
        let signed_in = api::sign_in::with_api_key(api, &key).await?;
        let end = signed_in.expires_at.as_ref().and_then(Instant::read);
        let end = end.or_else(|| token_end(&signed_in.id_token)).map(|end| end.0);
        self.begin(session(region, organization, Some(signed_in.id_token), end, Some(key.user_id)));
        Ok(())
    }

    /// Signs in to the sample data.
    ///
    /// # Errors
    /// As any read.
    pub async fn with_demo(self, region: &Region, demo: &Demo) -> Result<(), ApiError> {
        let organization = self.check(region, &demo.organization).await?;
        self.with_token(region, &organization, demo.token.clone()).await
    }

    /// Goes on behind a proxy that adds the credentials.
    pub fn behind_proxy(self, region: &Region, organization: &Organization) {
        let user_id = self.config.with_value(|config| config.user_id.clone());
        self.begin(session(region, organization, None, None, user_id));
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

    /// Signs out, here and in the other tabs.
    pub fn end(self) {
        if let Some(session) = self.current.get_untracked() {
            self.send(&Message::Ended(session.organization));
        }
        self.forget();
    }

    fn forget(self) {
        storage::set_for_tab(&self.key(), None);
        self.ended.set_value(true);
        self.current.set(None);
        self.decline();
    }

    fn begin(self, session: Session) {
        self.send(&Message::Session(session.clone()));
        self.adopt(session);
    }

    fn adopt(self, session: Session) {
        storage::set_for_tab(&self.key(), Some(&encode(&session)));
        self.current.set(Some(session));
        self.settled.set(true);
        self.resume();
    }

    /// Waits for better credentials than the refused ones.
    fn renew(self, refused: Credentials) -> LocalBoxFuture<'static, bool> {
        let current = self.current.get_untracked().map(|session| session.credentials());
        let renewed = current.is_some_and(|credentials| credentials != refused);
        if renewed || !self.settled.get_untracked() {
            return Box::pin(std::future::ready(renewed));
        }
        self.ask_again()
    }

    fn wake(self, signed_in: bool) {
        let waiting = self.waiting.try_update_value(std::mem::take).unwrap_or_default();
        for sender in waiting {
            let _ = sender.send(signed_in);
        }
    }

    fn hear(self, text: &str) {
        let Ok(message) = decode(text) else { return };
        let current = self.current.get_untracked();
        match (message, current) {
            (Message::Ask(wanted), Some(session))
                if wanted.as_ref().is_none_or(|wanted| *wanted == session.organization)
                    && self.asking.get_untracked() != Some(Asking::Refused) =>
            {
                self.send(&Message::Session(session));
            }
            (Message::Session(session), current) => {
                let fits = current.as_ref().is_none_or(|current| current.is_same_place(&session));
                if fits && current.as_ref() != Some(&session) && self.is_usable(&session) {
                    self.adopt(session);
                }
            }
            (Message::Ended(organization), Some(session)) if session.organization == organization => {
                self.forget();
            }
            _ => {}
        }
    }

    /// A session is used only for an address that the configuration offers, and before its end.
    fn is_usable(self, session: &Session) -> bool {
        let over = session.end().is_some_and(|end| end <= clock::now());
        let offered =
            self.config.with_value(|config| config.regions.iter().any(|region| region.api == session.api));
        offered && !over
    }

    fn anonymous(self, region: &Region, organization: &str, credentials: Credentials) -> Api {
        let access = Access {
            base: region.api.clone(),
            organization: organization.to_owned(),
            credentials,
            headers: self.config.with_value(|config| config.headers.clone()),
        };
        Api::anonymous(access)
    }

    fn send(self, message: &Message) {
        let text = encode(message);
        self.channel.try_with_value(|channel| {
            if let Some(channel) = channel {
                channel.send(&text);
            }
        });
    }

    /// The name of the store and the channel: consoles under different paths do not mix.
    fn key(self) -> String {
        format!("simulation-console.session:{}", address::base())
    }
}

fn session(
    region: &Region,
    organization: &Organization,
    token: Option<String>,
    end: Option<i64>,
    user_id: Option<String>,
) -> Session {
    let name = organization.org_name.trim();
    Session {
        organization: organization.org_id.clone(),
        organization_name: if name.is_empty() { organization.org_id.clone() } else { name.to_owned() },
        api: region.api.clone(),
        token,
        end,
        user_id,
    }
}
