//! Words for signing in and out.

use domain::header::Unsendable;

use super::errors::{Words, words};
use crate::api::{ApiError, Failure};

/// The page's heading, and its button.
pub const SIGN_IN: &str = "Sign in";
/// The button.
pub const SIGN_OUT: &str = "Sign out";
/// What the page is for.
pub const INTRODUCTION: &str = "Write, organise and run simulation unit tests of your agents.";
/// The organization's field.
pub const ORGANIZATION: &str = "Organization";
/// Its hint.
pub const ORGANIZATION_HINT: &str = "The organization’s id, as in the addresses of the API.";
/// The region's field.
pub const REGION: &str = "Region";
/// The choice among ways.
pub const WAY: &str = "Way to sign in";
/// Pasting a token.
pub const TOKEN: &str = "Access token";
/// Its hint.
pub const TOKEN_HINT: &str =
    "Paste the token that was issued to you. It is kept until you close the browser.";
/// An API key.
pub const API_KEY: &str = "API key";
/// Its warning.
pub const API_KEY_HINT: &str = "A key can act as other users of your organization and belongs on a server. Use it here only \
    to try things out. It is exchanged for a token and not kept.";
/// The key's id.
pub const KEY_ID: &str = "API key id";
/// The key.
pub const KEY: &str = "API key secret";
/// The user.
pub const USER_ID: &str = "User id";
/// Sample data.
pub const DEMO: &str = "Explore with sample data";
/// What that is.
pub const DEMO_HINT: &str = "No account needed. Nothing you do there reaches real agents.";
/// Between two ways.
pub const OR: &str = "or";
/// While it works.
pub const BUSY: &str = "Signing in…";
/// Says no to signing in over the page.
pub const NOT_NOW: &str = "Not now";
/// The dialog after a refusal.
pub const AGAIN_TITLE: &str = "Please sign in again";
/// Its words.
pub const AGAIN_WORDS: &str =
    "Your sign-in is no longer valid. This page stays as it is and goes on where it stopped.";
/// The dialog when the person asked for it.
pub const RENEW_WORDS: &str = "This page stays as it is.";
/// Behind a proxy.
pub const PROXY_WORDS: &str = "Sign in on the page that opens in a new tab, then come back and go on here.";
/// Opens the proxy's page.
pub const PROXY_OPEN: &str = "Open the sign-in page";
/// Goes on after it.
pub const PROXY_DONE: &str = "I have signed in";
/// Opens the dialog.
pub const SIGN_IN_AGAIN: &str = "Sign in again";
/// Said when signed out.
pub const SIGNED_OUT: &str = "You are signed out.";
/// A required field left empty.
pub const REQUIRED: &str = "Please fill this in.";
/// What a token field holds cannot be a token.
#[must_use]
pub fn no_token(problem: Unsendable) -> String {
    match problem {
        Unsendable::Empty => REQUIRED.to_owned(),
        Unsendable::Character(wrong) => {
            format!("This cannot be a token: no token has {}. Copy it again.", character(wrong))
        }
    }
}

/// What a field of an API key holds cannot be sent.
#[must_use]
pub fn unsendable(problem: Unsendable) -> String {
    match problem {
        Unsendable::Empty => REQUIRED.to_owned(),
        Unsendable::Character(wrong) => {
            let wrong = character(wrong);
            format!(
                "This cannot be sent to the API, because it holds {wrong}. Copy it again from where it was issued."
            )
        }
    }
}

/// A character by itself, or by its number where it cannot be seen.
fn character(character: char) -> String {
    if character.is_control() || character.is_whitespace() {
        format!("a character that cannot be seen (U+{:04X})", u32::from(character))
    } else {
        format!("“{character}”")
    }
}

/// The session ends soon.
#[must_use]
pub fn ends_soon(minutes: i64) -> String {
    let unit = if minutes == 1 { "minute" } else { "minutes" };
    format!("Your sign-in ends in {minutes} {unit}. Sign in again to go on without a break.")
}

/// The session has ended.
pub const ENDED: &str = "Your sign-in has ended. Sign in again to go on; this page stays as it is.";

/// The address belongs to another organization than the session.
#[must_use]
pub fn other_organization(wanted: &str, current: &str) -> String {
    format!("This page belongs to the organization “{wanted}”; you are signed in to “{current}”.")
}

/// Goes to the organization of the session.
#[must_use]
pub fn go_to(organization: &str) -> String {
    format!("Go to {organization}")
}

/// The organization was not found.
#[must_use]
pub fn unknown_organization(organization: &str, region: &str, several: bool) -> Words {
    let what = format!("There is no organization “{organization}” in the region {region}.");
    let next = if several {
        "Check its spelling, or choose another region: each organization lives in one."
    } else {
        "Check its spelling."
    };
    Words { what, next: next.to_owned() }
}

/// Why a sign-in failed.
#[must_use]
pub fn failed(error: &ApiError, with_key: bool) -> Words {
    match (&error.failure, with_key) {
        (Failure::Unauthorized, false) => Words {
            what: "The API refused this token.".to_owned(),
            next: "It may be cut, expired, or of another organization. Get a new one and paste all of it. \
                   An API key is not a token."
                .to_owned(),
        },
        (Failure::Unauthorized, true) => Words {
            what: "The API refused this key.".to_owned(),
            next: "Check the key id, the key and the user id: the API does not say which of them is wrong."
                .to_owned(),
        },
        _ => words(error),
    }
}

/// A session that comes in place of the tab's own.
pub mod takeover {
    use domain::person::{Relation, Source};

    /// The dialog's title.
    pub const TITLE: &str = "Who goes on here?";
    /// They are one person.
    pub const IT_IS_ME: &str = "It was me: go on with this page";
    /// The new session is not taken.
    pub const NOT_NOW: &str = "Do not use this sign-in";

    fn quoted(name: &str) -> String {
        ["“", name, "”"].concat()
    }

    /// What happened.
    #[must_use]
    pub fn words(
        relation: Relation,
        source: Source,
        them: Option<&str>,
        me: Option<&str>,
        organization: &str,
    ) -> String {
        let them = them.map_or_else(|| "somebody".to_owned(), quoted);
        let me = me.map_or_else(|| "somebody else".to_owned(), quoted);
        match (relation, source) {
            (Relation::Different, Source::Elsewhere) => {
                format!("In another tab, {them} signed in to {organization}. In this tab {me} is signed in.")
            }
            (Relation::Different, Source::Here) => {
                format!("You signed in to {organization} as {them}. This page was started by {me}.")
            }
            (_, Source::Elsewhere) => {
                format!("In another tab, {them} signed in to {organization}. We cannot tell if that is you.")
            }
            (_, Source::Here) => format!(
                "You signed in to {organization}. This sign-in does not show whether you started this page."
            ),
        }
    }

    /// What becomes of changes.
    #[must_use]
    pub fn changes(me: Option<&str>) -> String {
        match me {
            Some(me) => {
                format!("This page has changes that are not saved. A draft of them stays here for “{me}”.")
            }
            None => {
                "This page has changes that are not saved. A draft of them stays in this browser.".to_owned()
            }
        }
    }

    /// The new one goes on.
    #[must_use]
    pub fn go_on(relation: Relation, them: Option<&str>) -> String {
        match them {
            Some(them) if relation == Relation::Different => format!("Go on as “{them}”"),
            _ => "Begin anew as somebody else".to_owned(),
        }
    }

    /// The tab stays as it is.
    #[must_use]
    pub fn stay(source: Source, me: Option<&str>) -> String {
        match (source, me) {
            (Source::Here, _) => NOT_NOW.to_owned(),
            (Source::Elsewhere, Some(me)) => format!("Stay signed in as “{me}”"),
            (Source::Elsewhere, None) => "Leave this tab as it is".to_owned(),
        }
    }
}
