//! Words for signing in and out.

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
/// A token that cannot be one.
pub const NOT_A_TOKEN: &str = "This cannot be a token: it is empty or holds characters that no token has.";

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
