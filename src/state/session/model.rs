//! What a session is, and how it is written for the tab's own store and for other tabs.

use contract::json::{self, FromJson, ToJson, Value};
use contract::{Organization, decode, encode};
use domain::config::Region;
use domain::header;
use domain::instant::Instant;
use domain::person::Person;

use crate::api::Credentials;
use crate::browser::{address, clock, storage};

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
    /// When the token ends by the server's clock, where that is known, in milliseconds since 1970.
    pub end: Option<i64>,
    /// The person's user id, where it is known.
    pub user_id: Option<String>,
    /// Whether that is what the host says of everybody who pastes a token.
    pub(super) is_told: bool,
    /// What tells this person's work from that of others: it stays when the same person signs in again.
    pub serial: String,
    /// When it began, by this machine's clock.
    pub(super) began: i64,
    /// The mark of the last sign-out before it began.
    pub(super) mark: Option<String>,
}

impl Session {
    /// A session that begins now.
    pub(super) fn begin(
        region: &Region,
        organization: &Organization,
        token: Option<String>,
        end: Option<i64>,
        user_id: Option<String>,
    ) -> Self {
        let name = organization.org_name.trim();
        let session = Self {
            organization: organization.org_id.clone(),
            organization_name: (if name.is_empty() { organization.org_id.as_str() } else { name }).to_owned(),
            api: region.api.clone(),
            token,
            end,
            user_id,
            is_told: false,
            serial: clock::unique(),
            began: clock::now().0,
            mark: None,
        };
        Self { mark: session.found_mark(), ..session }
    }

    /// It begins with a pasted token: of the person there is only what the host says.
    pub(super) fn begin_told(
        region: &Region,
        organization: &Organization,
        token: String,
        end: Option<i64>,
        user_id: Option<String>,
    ) -> Self {
        let session = Self { is_told: true, ..Self::begin(region, organization, Some(token), end, user_id) };
        // The mark is that of who it is.
        Self { mark: session.found_mark(), ..session }
    }

    /// When it ends, where that is known.
    #[must_use]
    pub fn end(&self) -> Option<Instant> {
        self.end.map(Instant)
    }

    /// Whose it is, as far as that can be told.
    #[must_use]
    pub fn person(&self) -> Person {
        match &self.token {
            Some(token) if self.is_told => Person::told(token, self.user_id.as_deref()),
            token => Person::of(token.as_deref(), self.user_id.as_deref()),
        }
    }

    /// Who works where: the same in all tabs of one person. Holds no credentials.
    #[must_use]
    pub fn who(&self) -> String {
        [self.api.as_str(), &self.organization, &self.person().mark()].join(" ")
    }

    pub(super) fn credentials(&self) -> Credentials {
        self.token.clone().map_or(Credentials::Proxy, Credentials::Token)
    }

    /// Whether this is the same workplace as another session, maybe with another token or another person.
    #[must_use]
    pub fn is_same_place(&self, other: &Self) -> bool {
        self.organization == other.organization && self.api == other.api
    }

    /// Whether this session is of the same person's work as another one: what is loaded and typed goes on.
    #[must_use]
    pub fn continues(&self, other: &Self) -> bool {
        self.is_same_place(other) && self.serial == other.serial
    }

    /// Whether its person, or somebody who may be the same, signed out in whatever tab since it began.
    pub(super) fn is_signed_out(&self) -> bool {
        self.found_mark().is_some_and(|mark| Some(mark) != self.mark)
    }

    /// Leaves a mark that all tabs of this person find, also those that are away now, and all tabs of whom nobody
    /// knows; where nobody knows who signs out, all. It holds no secret.
    pub(super) fn mark_signed_out(&self) {
        let ids = self.person().ids();
        let everybody = ids.is_empty().then(|| EVERYBODY.to_owned());
        for whose in ids.iter().map(|id| of_id(id)).chain(everybody).chain([UNKNOWN.to_owned()]) {
            storage::set(&self.mark_key(&whose), Some(&clock::unique()));
        }
    }

    /// The marks of sign-outs that concern it.
    fn found_mark(&self) -> Option<String> {
        let ids = self.person().ids();
        let unknown = ids.is_empty().then(|| UNKNOWN.to_owned());
        let whose = ids.iter().map(|id| of_id(id)).chain([EVERYBODY.to_owned()]).chain(unknown);
        let marks: Vec<String> = whose.filter_map(|whose| storage::get(&self.mark_key(&whose))).collect();
        (!marks.is_empty()).then(|| marks.join(" "))
    }

    fn mark_key(&self, whose: &str) -> String {
        let place = [&address::base(), " ", &self.api, " ", &self.organization].concat();
        ["simulation-console.signed-out:", &place, " ", whose].concat()
    }

    /// Whether its token can be sent at all.
    pub(super) fn is_sendable(&self) -> bool {
        self.token.as_deref().is_none_or(|token| !token.is_empty() && header::is_value(token))
    }
}

/// Whose sign-out a mark is of: of somebody of whom nobody knows who they are, found by all.
const EVERYBODY: &str = "everybody";

/// Of anybody, found by those of whom nobody knows who they are.
const UNKNOWN: &str = "unknown";

/// Of somebody known.
fn of_id(id: &str) -> String {
    ["id ", id].concat()
}

impl FromJson for Session {
    fn from_json(value: &Value) -> Option<Self> {
        let serial: String = json::field(value, "serial");
        Some(Self {
            organization: json::required(value, "organization")?,
            organization_name: json::required(value, "organization_name")?,
            api: json::required(value, "api")?,
            token: json::field(value, "token"),
            end: json::field(value, "end"),
            user_id: json::field(value, "user_id"),
            is_told: json::field(value, "told"),
            serial: if serial.is_empty() { clock::unique() } else { serial },
            began: json::field(value, "began"),
            mark: json::field(value, "mark"),
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
            ("told", &self.is_told),
            ("serial", &self.serial),
            ("began", &self.began),
            ("mark", &self.mark),
        ])
    }
}

/// The name of the tab's store and of the channel: consoles under different paths do not mix.
pub(super) fn key() -> String {
    ["simulation-console.session:", &address::base()].concat()
}

/// The sessions of this tab, one for each organization, the one that was used last first.
pub(super) fn stored() -> Vec<Session> {
    let Some(text) = storage::get_for_tab(&key()) else { return Vec::new() };
    // Earlier versions kept one.
    decode(&text).or_else(|_| decode(&text).map(|session| vec![session])).unwrap_or_default()
}

/// Keeps the sessions of this tab; none removes what is kept.
pub(super) fn store(sessions: &[Session]) {
    let text = (!sessions.is_empty()).then(|| encode(&sessions.to_vec()));
    storage::set_for_tab(&key(), text.as_deref());
}
