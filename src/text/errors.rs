//! What went wrong, in words, and what to do next. Every documented status of every call.

mod writing;

use contract::{FieldProblem, LocPart, Operation};

use crate::api::site::SiteError;
use crate::api::{ApiError, Failure};
use crate::config::ConfigError;

pub use writing::{looked_up_in_vain, not_looked_up, of_refusal, still_runs};

/// An error in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Words {
    /// What happened.
    pub what: String,
    /// What to do next.
    pub next: String,
}

/// Where the browser may have forbidden the request, or hidden the answer.
const CONNECTION: &str = "If it stays like this: your sign-in may have ended (sign out and in again), an extension of \
                          your browser may block the request (switch it off for this address), or the API may not \
                          accept requests from here (ask whoever hosts the console).";

/// What no browser sends.
const UNSENDABLE: &str = "your sign-in or the console's settings hold a character that cannot be sent.";

/// What to do about it.
const NOT_SENT: &str = "Sign out and in again. If it stays like this, tell whoever hosts the console.";

/// Where something answers in the API's place.
const PROXY: &str = "Something between you and the API answers in its place: a proxy, a guest network, or \
                     a wrong address in the console's settings. Try again; if it stays like this, tell \
                     whoever hosts the console.";

/// Where the address is wrong.
const SETTINGS: &str = "The region's address in the console's settings is probably wrong: tell whoever \
                        hosts the console.";

/// The words for a failed call.
#[must_use]
pub fn words(error: &ApiError) -> Words {
    writing::words(error).unwrap_or_else(|| reading(error))
}

/// The words for a list that could not be read. `is_narrowed`: by a search or by filters, which may be the
/// reason.
#[must_use]
pub fn listing(error: &ApiError, is_narrowed: bool) -> Words {
    let mut said = words(error);
    let next = match error.failure {
        Failure::TooLong if is_narrowed => {
            "Too many choices are set at once. Remove some of them above; the others stay."
        }
        Failure::Invalid(_) if is_narrowed => {
            "Clear the search and the filters, then try again. If it stays like this, copy the details for \
             whoever hosts the console."
        }
        _ => return said,
    };
    next.clone_into(&mut said.next);
    said
}

/// Who may not see it, and which permission it needs; `None` for any other failure.
#[must_use]
pub fn refused(error: &ApiError) -> Option<String> {
    let said = (error.failure == Failure::Forbidden).then(|| words(error))?;
    Some([&said.what, " ", &said.next].concat())
}

/// The words for a failed read where there is no room for more than a button that tries again.
#[must_use]
pub fn in_brief(error: &ApiError) -> Words {
    let mut said = words(error);
    said.next = match &error.failure {
        Failure::Invalid(_) => {
            "Change what you typed, or try again. If it stays like this, tell whoever hosts the console."
        }
        Failure::Conflict
        | Failure::BadRequest
        | Failure::Unexpected
        | Failure::TooLong
        | Failure::Undecodable(_) => "Try again. If it stays like this, tell whoever hosts the console.",
        Failure::Server => "Try again in a moment. If it stays like this, tell whoever hosts the console.",
        _ => return said,
    }
    .to_owned();
    said
}

fn reading(error: &ApiError) -> Words {
    let subject = subject(error.operation);
    let (what, next) = match &error.failure {
        Failure::Network => (
            format!("The API could not be reached, so {subject} could not be read."),
            ["Check your connection and try again. ", CONNECTION].concat(),
        ),
        Failure::Unsendable => {
            (format!("The request for {subject} was not sent: {UNSENDABLE}"), NOT_SENT.to_owned())
        }
        Failure::Timeout => (
            format!("The API took too long to answer for {subject}."),
            "It may be busy. Try again in a moment.".to_owned(),
        ),
        Failure::Unauthorized => (
            "Your sign-in is no longer valid.".to_owned(),
            "Sign in again; this page stays as it is.".to_owned(),
        ),
        Failure::Forbidden => (
            format!("You may not see {subject}."),
            match error.operation.permission() {
                Some(permission) => {
                    format!("Ask an administrator of your organization for the permission {permission}.")
                }
                None => "Ask an administrator of your organization.".to_owned(),
            },
        ),
        Failure::NotFound => not_found(error.operation),
        Failure::Conflict | Failure::BadRequest | Failure::Unexpected => (
            format!("The API did not accept the request for {subject}."),
            "Try again. If it stays like this, copy the details for whoever hosts the console.".to_owned(),
        ),
        Failure::Invalid(fields) => (
            format!("The API did not understand the request for {subject}.{}", said_of(fields)),
            "Try again. If it stays like this, copy the details for whoever hosts the console.".to_owned(),
        ),
        Failure::Incomplete => (
            format!(
                "The API did not give the rest of {subject}: it says that there is more, but the way to it leads nowhere."
            ),
            "Try again: everything is then read from the beginning.".to_owned(),
        ),
        Failure::TooLong => (
            format!("The request for {subject} was too long for the API, or for a server before it."),
            "If it stays like this, copy the details for whoever hosts the console.".to_owned(),
        ),
        Failure::RateLimited(wish) => (
            "The API has had too many requests in a short time, from you or from colleagues.".to_owned(),
            wait(*wish),
        ),
        Failure::Maintenance => (
            "The API is being maintained.".to_owned(),
            "This usually passes within minutes. Try again later.".to_owned(),
        ),
        Failure::Server => (
            format!("The API had a problem of its own with {subject}."),
            "Try again in a moment. If it stays like this, copy the details for the vendor's support."
                .to_owned(),
        ),
        Failure::Redirected => ("The API's address leads elsewhere.".to_owned(), SETTINGS.to_owned()),
        Failure::WebPage => ("A web page came instead of an answer of the API.".to_owned(), PROXY.to_owned()),
        Failure::Undecodable(_) => (
            format!(
                "The API's answer for {subject} could not be understood: it is cut off or of another version."
            ),
            "Try again. If it stays like this, this version of the console does not fit the API: copy the \
             details for whoever hosts it."
                .to_owned(),
        ),
    };
    Words { what, next }
}

/// What to do about a limit; the server's wish is in milliseconds.
fn wait(wish: Option<i64>) -> String {
    match wish.map(|wish| (wish + 999) / 1000) {
        Some(seconds) if seconds > 90 => format!("Try again in about {} minutes.", (seconds + 59) / 60),
        Some(seconds) if seconds > 1 => format!("Try again in {seconds} seconds."),
        _ => "Wait a minute and try again.".to_owned(),
    }
}

/// What an operation is about.
fn subject(operation: Operation) -> &'static str {
    match operation {
        Operation::GetOrganization => "the organization",
        Operation::SignInWithApiKey => "the sign-in",
        Operation::ListServices => "the services",
        Operation::ListUsers => "the users' names",
        Operation::ListMetrics | Operation::SearchMetrics => "the metrics",
        Operation::ListMetricVersions => "the metric",
        Operation::ListPersonas | Operation::SearchPersonas => "the personas",
        Operation::ListPersonaVersions | Operation::CreatePersona => "the persona",
        Operation::ListScenarios | Operation::SearchScenarios => "the scenarios",
        Operation::ListScenarioVersions | Operation::CreateScenario => "the scenario",
        Operation::ListUnitTests | Operation::SearchUnitTests => "the unit tests",
        Operation::CreateUnitTest | Operation::UpdateUnitTest | Operation::DeleteUnitTest => "the unit test",
        Operation::ListTestSets | Operation::SearchTestSets => "the test sets",
        Operation::CreateTestSet | Operation::UpdateTestSet | Operation::DeleteTestSet => "the test set",
        Operation::ListRuns => "the runs",
        Operation::CreateRun | Operation::CancelRun => "the run",
        Operation::GetArtifacts => "the artifacts",
        Operation::ListEvaluationResults => "the reasons",
    }
}

fn not_found(operation: Operation) -> (String, String) {
    match operation {
        Operation::GetArtifacts => (
            "The run was not found.".to_owned(),
            "It may not exist any more, or you may not see it.".to_owned(),
        ),
        Operation::ListPersonaVersions => (
            "The persona was not found.".to_owned(),
            "It may have been deleted, or you may not see it.".to_owned(),
        ),
        Operation::ListScenarioVersions => (
            "The scenario was not found.".to_owned(),
            "It may have been deleted, or you may not see it.".to_owned(),
        ),
        _ => (
            "The organization was not found in this region.".to_owned(),
            "Check the address for a mistyped organization. If it is right, sign out and choose another region."
                .to_owned(),
        ),
    }
}

/// What the server said of parts of the request, in one breath.
fn said_of(fields: &[FieldProblem]) -> String {
    fields.iter().take(3).fold(String::new(), |text, field| {
        let parts = field.loc.iter().filter_map(|part| match part {
            LocPart::Name(name) => Some(name.as_str()),
            LocPart::Index(_) => None,
        });
        let part = parts.collect::<Vec<_>>().join(" ");
        let message = field.message.trim_end_matches('.');
        if part.is_empty() {
            format!("{text} {message}.")
        } else {
            format!("{text} “{part}”: {message}.")
        }
    })
}

/// What an engineer needs to find the request. Holds no credentials.
#[must_use]
pub fn details(error: &ApiError, address: &str, time: &str) -> String {
    let optional = |label: &str, value: Option<String>| {
        value.map_or(String::new(), |value| format!("{label}: {value}\n"))
    };
    let what = match &error.failure {
        Failure::Undecodable(place) => format!("The answer was not understood: {place}"),
        _ => words(error).what,
    };
    let mut text = format!("{} {}\n{what}\n", error.operation.method().as_str(), error.operation.template());
    text += &optional("Status", error.status.map(|status| status.to_string()));
    text += &optional("Request id", error.request_id.clone());
    text += &optional("The API said", error.said.clone());
    text + &format!("Page: {address}\nTime: {time}")
}

/// Where data of an earlier time is still shown.
pub const KEPT: &str = "What you see below was read earlier and is still there.";

/// The words for settings that cannot be used.
pub mod config {
    use super::{ConfigError, SiteError, Words};
    use crate::config::FILE;

    /// The heading.
    pub const TITLE: &str = "The console is not set up yet";

    /// What is wrong, and what to do.
    #[must_use]
    pub fn words(error: &ConfigError) -> Words {
        let what = match error {
            ConfigError::Site(SiteError::Network) => {
                return Words {
                    what: format!("Its settings ({FILE}) could not be read: no answer from this site."),
                    next: "Check your connection and try again.".to_owned(),
                };
            }
            ConfigError::Site(SiteError::Status(404)) | ConfigError::Page => {
                format!("Its settings are missing: there is no {FILE} beside index.html.")
            }
            ConfigError::Site(SiteError::Status(status)) => {
                format!("Its settings ({FILE}) could not be read: this site answered with status {status}.")
            }
            ConfigError::Problem(problem) => format!("Its settings ({FILE}) are wrong: {problem}."),
        };
        let next = "Whoever hosts the console has to correct this file; the hosting guide describes it. \
                    Then try again.";
        Words { what, next: next.to_owned() }
    }
}
