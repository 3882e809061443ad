//! The words for writes that failed: whether anything was changed, what is kept, what to do next.

use contract::{FieldProblem, Operation};

use super::{CONNECTION, NOT_SENT, PROXY, SETTINGS, UNSENDABLE, Words, said_of, wait, words as words_of};
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

const SUPPORT: &str = "If it stays like this, copy the details for whoever hosts the console.";
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
        let again = "Try again: deleting twice does no harm.";
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
            again: "Before you start it again, look at the latest runs of the set. While a run of yours goes on, \
                    the API starts no second one.",
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
    if let Some((why, more)) = lost(&error.failure) {
        let what = [why, ", so it is not known whether the ", write.thing, " was ", write.done, "."].concat();
        return Some(said(what, &[write.kept, write.again, more]));
    }
    let support = SUPPORT;
    let (what, next) = match &error.failure {
        Failure::Unauthorized => {
            (not_done("your sign-in is no longer valid."), vec!["Sign in again, then try once more."])
        }
        Failure::Forbidden => return Some(forbidden(error.operation, &write)),
        Failure::RateLimited(wish) => {
            let why = "the API has had too many requests in a short time, from you or from colleagues.";
            return Some(said(not_done(why), &[write.kept, &wait(*wish)]));
        }
        Failure::Redirected => (not_done("the API’s address leads elsewhere."), vec![SETTINGS]),
        Failure::Invalid(fields) => {
            let why = ["the API did not accept some of it.", &said_of(fields)].concat();
            let typed =
                if write.kept.is_empty() { "Try again." } else { "Change what it is about, and try again." };
            (not_done(&why), vec![typed, support])
        }
        Failure::Conflict | Failure::BadRequest | Failure::NotFound => match reason(error) {
            Some((why, next)) => (not_done(why), vec![next]),
            None => (not_done("the API did not accept it."), vec!["Try again.", support]),
        },
        Failure::TooLong => {
            (not_done("it was too long for the API, or for a server before it."), vec![support])
        }
        Failure::Unsendable => (not_done(UNSENDABLE), vec![NOT_SENT]),
        _ => (not_done("the API did not accept it."), vec!["Try again.", support]),
    };
    let mut sentences = vec![write.kept];
    sentences.extend(next);
    Some(said(what, &sentences))
}

/// Why the answer to a write says nothing of it, and what else there is to say of that; none where it says
/// something.
fn lost(failure: &Failure) -> Option<(&'static str, &'static str)> {
    Some(match failure {
        Failure::Network => ("The connection failed before the API answered", CONNECTION),
        Failure::Timeout => ("The API took too long to answer", ""),
        Failure::Server => (
            "The API had a problem of its own",
            "If it stays like this, copy the details for the vendor’s support.",
        ),
        Failure::Maintenance => ("The API is being maintained", "This usually passes within minutes."),
        Failure::WebPage => ("A web page came instead of an answer of the API", PROXY),
        Failure::Undecodable(_) => ("The API’s answer could not be understood", SUPPORT),
        _ => return None,
    })
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

/// The words for a request that the API refused (422); `rest` is what it complains of that is marked nowhere.
/// Only where nothing else is left, what is marked is all there is to correct.
#[must_use]
pub fn of_refusal(error: &ApiError, rest: Vec<FieldProblem>) -> Words {
    let is_marked = matches!(&error.failure, Failure::Invalid(all) if all.len() > rest.len());
    let unplaced = ApiError { failure: Failure::Invalid(rest), ..error.clone() };
    let Some(write) = write_of(error.operation).filter(|_| is_marked) else { return words_of(&unplaced) };
    let Failure::Invalid(rest) = &unplaced.failure else { return words_of(&unplaced) };
    let what = [
        "The ",
        write.thing,
        " was not ",
        write.done,
        ": the API did not accept some of it.",
        &said_of(rest),
    ]
    .concat();
    said(what, &[write.kept, "Correct what is marked and try again.", SUPPORT])
}

/// The words for a write of which the answer says nothing, or that it found nothing, and which was looked for
/// and is not done.
#[must_use]
pub fn looked_up_in_vain(error: &ApiError) -> Words {
    let Some(write) = write_of(error.operation) else { return super::words(error) };
    let Write { thing, done, .. } = write;
    let Some((why, more)) = lost(&error.failure) else {
        // Of deleting: 404, and yet it is there.
        let what = [
            "The API says that the ",
            thing,
            " was not found, but it is still there: it was not ",
            done,
            ".",
        ];
        return said(what.concat(), &[write.kept, "Try again.", SUPPORT]);
    };
    let (found, done) = match error.operation {
        Operation::UpdateUnitTest | Operation::UpdateTestSet => {
            ("was read again and does not have your changes, so they were most likely not saved", "")
        }
        Operation::DeleteUnitTest | Operation::DeleteTestSet => {
            ("was looked up and is still there, so it was most likely not ", done)
        }
        _ => ("was looked up and is not there, so it was most likely not ", done),
    };
    let what = [why, ". The ", thing, " ", found, done, "."].concat();
    said(what, &[write.kept, write.again, more])
}

/// The words for a write of which the answer says nothing, or that it found nothing, and which could not be
/// looked for.
#[must_use]
pub fn not_looked_up(error: &ApiError) -> Words {
    let Some(write) = write_of(error.operation) else { return super::words(error) };
    let Write { thing, done, .. } = write;
    match lost(&error.failure) {
        Some((why, more)) => {
            let what = [why, ", so it is not known whether the ", thing, " was ", done, "."];
            let next = ["It could not be looked up, either.", write.kept, write.again, more];
            said(what.concat(), &next)
        }
        None => {
            let what = [
                "The API says that the ",
                thing,
                " was not found, and it could not be looked up: it is not \
                 known whether it was ",
                done,
                ".",
            ];
            said(what.concat(), &[write.kept, write.again, SUPPORT])
        }
    }
}

/// The words for a request to cancel a run that goes on.
#[must_use]
pub fn still_runs(error: &ApiError) -> Words {
    let (what, more) = match lost(&error.failure) {
        Some((why, more)) => {
            ([why, ", so it is not known whether the run was asked to end. It still goes on."].concat(), more)
        }
        None => {
            let what =
                "The API says that there is nothing to cancel, but the run is still shown as going on.";
            (what.to_owned(), SUPPORT)
        }
    };
    said(what, &["Ask again: asking twice does no harm.", more])
}
