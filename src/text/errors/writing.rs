//! The words for writes that failed: whether anything was changed, what is kept, what to do next.

use contract::Operation;

use super::{CONNECTION, PROXY, SETTINGS, Words, said_of, wait};
use crate::api::{ApiError, Failure};

/// What a write is called.
struct Write {
    thing: &'static str,
    things: &'static str,
    act: &'static str,
    done: &'static str,
    /// What is kept.
    kept: &'static str,
    /// Why sending again is harmless, or how to see what became of it.
    again: &'static str,
}

const TYPED: &str = "Everything you typed is still here.";
const ONCE: &str = "Try again: a name is given only once, so nothing is created twice.";

fn create(thing: &'static str, things: &'static str) -> Write {
    Write { thing, things, act: "create", done: "created", kept: TYPED, again: ONCE }
}

fn write_of(operation: Operation) -> Option<Write> {
    let (test, tests, set, sets) = ("unit test", "unit tests", "test set", "test sets");
    let change = |thing, things| {
        let again = "Save again: saving twice does no harm.";
        Write { thing, things, act: "change", done: "changed", kept: TYPED, again }
    };
    let delete = |thing, things| {
        let again = "Reload the page to see whether it is still there.";
        Write { thing, things, act: "delete", done: "deleted", kept: "", again }
    };
    Some(match operation {
        Operation::CreateUnitTest => create(test, tests),
        Operation::CreateTestSet => create(set, sets),
        Operation::CreatePersona => create("persona", "personas"),
        Operation::CreateScenario => create("scenario", "scenarios"),
        Operation::UpdateUnitTest => change(test, tests),
        Operation::UpdateTestSet => change(set, sets),
        Operation::DeleteUnitTest => delete(test, tests),
        Operation::DeleteTestSet => delete(set, sets),
        Operation::CreateRun => Write {
            thing: "run",
            things: "runs",
            act: "start",
            done: "started",
            kept: "",
            again: "Starting again is safe: the API does not start a second run of the set while yours goes on.",
        },
        Operation::CancelRun => {
            let again = "Ask again: asking twice does no harm.";
            Write { thing: "run", things: "runs", act: "cancel", done: "cancelled", kept: "", again }
        }
        _ => return None,
    })
}

/// The words for a write; `None` for a read.
pub(super) fn words(error: &ApiError) -> Option<Words> {
    let write = write_of(error.operation)?;
    let not_done = |why: &str| ["The ", write.thing, " was not ", write.done, ": ", why].concat();
    let unknown = |why: &str| {
        [why, ", so it is not known whether the ", write.thing, " was ", write.done, "."].concat()
    };
    let support = "If it stays like this, copy the details for whoever hosts the console.";
    let (what, next) = match &error.failure {
        Failure::Network => (
            unknown("The connection failed before the API answered"),
            vec!["Check your connection.", write.again, CONNECTION],
        ),
        Failure::Timeout => {
            (unknown("The API took too long to answer"), vec!["It may be busy.", write.again])
        }
        Failure::Server => (
            unknown("The API had a problem of its own"),
            vec![write.again, "If it stays like this, copy the details for the vendor’s support."],
        ),
        Failure::WebPage => {
            (unknown("A web page came instead of an answer of the API"), vec![write.again, PROXY])
        }
        Failure::Undecodable(_) => {
            (unknown("The API’s answer could not be understood"), vec![write.again, support])
        }
        Failure::Unauthorized => {
            (not_done("your sign-in is no longer valid."), vec!["Sign in again, then try once more."])
        }
        Failure::Forbidden => return Some(forbidden(error.operation, &write)),
        Failure::RateLimited(wish) => {
            let why = "the API has had too many requests in a short time, from you or from colleagues.";
            return Some(said(not_done(why), &[write.kept, &wait(*wish)]));
        }
        Failure::Maintenance => (
            not_done("the API is being maintained."),
            vec!["This usually passes within minutes. Try again later."],
        ),
        Failure::Redirected => (not_done("the API’s address leads elsewhere."), vec![SETTINGS]),
        Failure::Invalid(fields) => {
            let why = ["the API did not accept some of it.", &said_of(fields)].concat();
            (not_done(&why), vec!["Correct what is marked and try again.", support])
        }
        Failure::Conflict | Failure::BadRequest | Failure::NotFound => match reason(error) {
            Some((why, next)) => (not_done(why), vec![next]),
            None => (not_done("the API did not accept it."), vec!["Try again.", support]),
        },
        Failure::Unexpected => (not_done("the API did not accept it."), vec!["Try again.", support]),
    };
    let mut sentences = vec![write.kept];
    sentences.extend(next);
    Some(said(what, &sentences))
}

fn said(what: String, next: &[&str]) -> Words {
    let next: Vec<&str> = next.iter().copied().filter(|sentence| !sentence.is_empty()).collect();
    Words { what, next: next.join(" ") }
}

fn forbidden(operation: Operation, write: &Write) -> Words {
    let what = ["You may not ", write.act, " ", write.things, "."].concat();
    let permission = operation.permission().unwrap_or_default();
    let second = match operation {
        Operation::CreatePersona => " and Simulation:ModifySimulationPersona",
        Operation::CreateScenario => " and Simulation:ModifySimulationScenario",
        _ => "",
    };
    let which = if second.is_empty() { "permission " } else { "permissions " };
    let ask = ["Ask an administrator of your organization for the ", which, permission, second, "."].concat();
    said(what, &[write.kept, &ask])
}

/// What the document says that a status means, and what to do.
fn reason(error: &ApiError) -> Option<(&'static str, &'static str)> {
    let organization = (
        "the organization was not found in this region.",
        "Check the address for a mistyped organization. If it is right, sign out and choose another region.",
    );
    Some(match (&error.failure, error.operation) {
        (
            Failure::Conflict,
            Operation::CreateUnitTest
            | Operation::CreateTestSet
            | Operation::UpdateTestSet
            | Operation::CreatePersona
            | Operation::CreateScenario,
        ) => ("another one has this name.", "Choose another name and try again."),
        (Failure::BadRequest, Operation::CreateUnitTest | Operation::UpdateUnitTest) => (
            "a criterion does not fit the type of its metric.",
            "Choose the metrics of the marked criteria again and save.",
        ),
        (Failure::BadRequest, Operation::DeleteUnitTest) => {
            ("a test set still uses it.", "Take it out of its test sets first, then delete it.")
        }
        (Failure::NotFound, Operation::CreateUnitTest) => (
            "the service, its version set, the persona, the scenario or a metric was not found.",
            "It may have been deleted, or you may not see it. Choose another and save.",
        ),
        (Failure::NotFound, Operation::UpdateUnitTest) => (
            "the test itself, or something it refers to, was not found.",
            "It may have been deleted, or you may not see it. Choose another where something is marked, and \
             save.",
        ),
        (Failure::NotFound, Operation::CreateTestSet) => (
            "one of its unit tests was not found.",
            "It may have been deleted, or you may not see it. Take out what is marked and save.",
        ),
        (Failure::NotFound, Operation::UpdateTestSet) => (
            "the set itself, or one of its unit tests, was not found.",
            "It may have been deleted, or you may not see it. Take out what is marked and save.",
        ),
        (Failure::NotFound, Operation::DeleteUnitTest | Operation::DeleteTestSet) => {
            ("it was not found.", "It may have been deleted already, or you may not see it. Reload the page.")
        }
        (Failure::Conflict, Operation::CreateRun) => (
            "you have an unfinished run of this test set.",
            "Wait for it to end or cancel it, then start again.",
        ),
        (Failure::NotFound, Operation::CreateRun) => {
            ("the test set was not found.", "It may have been deleted, or you may not see it.")
        }
        (Failure::Conflict, Operation::CancelRun) => ("it was over already.", "There is nothing to cancel."),
        (Failure::NotFound, Operation::CancelRun) => {
            ("it was not found.", "It may not exist any more, or you may not see it. Reload the page.")
        }
        (Failure::NotFound, Operation::CreatePersona | Operation::CreateScenario) => organization,
        _ => return None,
    })
}

/// The words for a create whose answer was lost, where the new thing was looked up and is not there.
#[must_use]
pub fn looked_up_in_vain(error: &ApiError) -> Words {
    let Some(write) = write_of(error.operation) else { return super::words(error) };
    let why = match &error.failure {
        Failure::Timeout => "The API took too long to answer",
        Failure::Server => "The API had a problem of its own",
        Failure::WebPage => "A web page came instead of an answer of the API",
        Failure::Undecodable(_) => "The API’s answer could not be understood",
        _ => "The connection failed before the API answered",
    };
    let what = [
        why,
        ". The ",
        write.thing,
        " was looked up and is not there, so it was most likely not ",
        write.done,
        ".",
    ];
    let connection = if error.failure == Failure::Network { CONNECTION } else { "" };
    said(what.concat(), &[write.kept, ONCE, connection])
}
