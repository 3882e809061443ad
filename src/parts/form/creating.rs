//! Creating what a form writes: what an answer means for the form, and what became of what was sent before it was
//! left or loaded anew.

use std::future::Future;

use contract::json::ToJson;
use domain::form::Field;

use super::{Attempt, Outcome, SentBefore, Written};
use crate::api::ApiError;
use crate::data::writing::{Created, Namesake};
use crate::task::Task;

/// How a create ended.
pub enum Ended {
    /// It is there: its id, and what to say.
    There(String, &'static str),
    /// It is not.
    Not(Attempt),
    /// The server refused it: the form looks for the reason.
    Refused(ApiError),
}

/// Sends what is to be created. As long as it may be there unheard of, the draft remembers what was sent.
pub async fn create<F>(written: Written<F>, send: impl Future<Output = Created>) -> Ended
where
    F: Clone + ToJson + PartialEq + Send + Sync + 'static,
{
    let (frame, words) = (written.frame, written.frame.words());
    written.remember_sent().await;
    let created = send.await;
    if !matches!(created, Created::Lost(_) | Created::Unsure(_) | Created::TakenUnseen(_)) {
        written.forget_sent();
    }
    match created {
        // What was copied is another one, however alike.
        Created::Found(id) | Created::Already(id) if frame.is_source(&id) => {
            Ended::Not(taken(written, Some(id)))
        }
        Created::Done(id) => Ended::There(id, words.created),
        Created::Found(id) => Ended::There(id, words.created_after_all),
        Created::Already(id) => Ended::There(id, words.already_there),
        Created::Lost(error) => Ended::Not(Attempt::Not(Outcome::Lost(error))),
        Created::Unsure(error) => Ended::Not(Attempt::Not(Outcome::Unsure(error))),
        Created::Taken(other) => Ended::Not(taken(written, Some(other))),
        Created::TakenUnseen(_) => Ended::Not(taken(written, None)),
        Created::Refused(error) => Ended::Refused(error),
    }
}

/// The name is taken, as the API says; by this one, where it was found.
pub fn taken<F>(written: Written<F>, other: Option<String>) -> Attempt {
    let words = written.frame.words();
    let (said, outcome) = match other {
        Some(other) => (words.name_taken, Outcome::Taken(other)),
        None => (words.name_taken_unseen, Outcome::TakenUnseen),
    };
    written.frame.say(vec![(Field::Name, said.to_owned())]);
    Attempt::Not(outcome)
}

/// Says what became of what was sent before the form was left or loaded anew; `look` finds what has its name.
pub fn look_back<F>(
    written: Written<F>,
    name: String,
    look: impl Future<Output = Result<Option<Namesake>, ApiError>> + 'static,
) {
    let frame = written.frame;
    frame.sent_before.set(Some(SentBefore::Sought));
    Task::start(async move {
        let seen = match look.await {
            // What was copied is another one, however alike.
            Ok(Some(Namesake { id, .. })) if frame.is_source(&id) => SentBefore::Absent,
            Ok(Some(Namesake { id, is_same: true })) => SentBefore::There { id, name },
            Ok(Some(Namesake { id, is_same: false })) => SentBefore::Otherwise { id, name },
            Ok(None) => SentBefore::Absent,
            Err(_) => SentBefore::Unseen,
        };
        // Saving may have told by now.
        if frame.sent_before.try_get_untracked() == Some(Some(SentBefore::Sought)) {
            frame.sent_before.try_set(Some(seen));
        }
    })
    .detach();
}
