//! What became of a write: from its answer, and from what was found when the server was asked afterwards.
//!
//! The API has no idempotency key, and a browser silently repeats a request whose reused connection broke. So an
//! answer that says nothing (none, half of one, any status from 500) leaves open whether the server acted, and a
//! 404 or 409 may be the answer to a repetition of what was done a moment before. Nothing is said of a write
//! that was not looked for.

/// What an answer says of its write.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Answer {
    /// Nothing: it was lost, broken, or of a status from 500.
    Lost,
    /// 409.
    Conflict,
    /// 404.
    NotFound,
    /// Any other refusal: nothing was done.
    Refused,
}

/// What has the name that was sent, as it was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Holder<T> {
    /// It is what was sent.
    AsSent(T),
    /// It is something else.
    Other(T),
    /// Nothing was found.
    Nothing,
    /// It could not be read.
    Unread,
}

/// What became of a create.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Create<T> {
    /// The answer was lost, but it is there.
    After(T),
    /// What was sent is there already: the request was repeated, or sent before.
    Already(T),
    /// The answer was lost, and it is not there.
    Absent,
    /// The answer was lost, and it could not be looked up.
    Unknown,
    /// Another one has the name.
    Taken(T),
    /// The name is taken, and it is not known by what.
    TakenUnseen,
    /// It was refused for another reason.
    Refused,
}

/// Judges a create.
#[must_use]
pub fn create<T>(answer: Answer, holder: Holder<T>) -> Create<T> {
    match (answer, holder) {
        (Answer::Refused | Answer::NotFound, _) => Create::Refused,
        (Answer::Lost, Holder::AsSent(it)) => Create::After(it),
        (Answer::Conflict, Holder::AsSent(it)) => Create::Already(it),
        (_, Holder::Other(it)) => Create::Taken(it),
        (Answer::Conflict, Holder::Nothing | Holder::Unread) => Create::TakenUnseen,
        (Answer::Lost, Holder::Nothing) => Create::Absent,
        (Answer::Lost, Holder::Unread) => Create::Unknown,
    }
}

/// How a thing was found that was to be changed or deleted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sight {
    /// It is as it was asked to be: changed, or marked as deleted.
    AsAsked,
    /// It is there, and not as it was asked to be.
    Otherwise,
    /// It is not there, although the organization can be read.
    Missing,
    /// It could not be read.
    Unread,
}

/// What became of a change or a delete.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Change {
    /// It is done.
    Done,
    /// The thing is not there any more.
    Missing,
    /// It was looked at, and it is not done.
    NotDone,
    /// Whether it is done could not be found out.
    Unknown,
    /// It was refused for a reason of its own.
    Refused,
}

/// Judges a delete: also of what is not found it is looked whether it is gone.
#[must_use]
pub fn delete(answer: Answer, sight: Sight) -> Change {
    match (answer, sight) {
        (Answer::Refused | Answer::Conflict, _) => Change::Refused,
        (_, Sight::AsAsked) => Change::Done,
        (_, Sight::Missing) => Change::Missing,
        (_, Sight::Otherwise) => Change::NotDone,
        (_, Sight::Unread) => Change::Unknown,
    }
}

/// Judges a change. A conflict is none where what was sent is there: the request was repeated.
#[must_use]
pub fn change(answer: Answer, sight: Sight) -> Change {
    match (answer, sight) {
        (Answer::Lost | Answer::Conflict, Sight::AsAsked) => Change::Done,
        (Answer::Lost, Sight::Missing) => Change::Missing,
        (Answer::Lost, Sight::Otherwise) => Change::NotDone,
        (Answer::Lost, Sight::Unread) => Change::Unknown,
        _ => Change::Refused,
    }
}

/// What became of a start.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Start<T> {
    /// This run was started by this request.
    Ours(T),
    /// An unfinished run of the person stands in the way.
    Unfinished,
    /// The answer was lost, and no run was started.
    Absent,
    /// The answer was lost, and there are runs that may have been started by it.
    Maybe,
    /// The answer was lost, and the runs could not be read.
    Unknown,
    /// It was refused for another reason.
    Refused,
}

/// Judges a start by the unfinished runs of the set, of this person as far as that is known (`is_mine`), before
/// and after the request; none where they could not be read. The API lets a person have one at a time. A run may
/// also be over by then: `has_new_run` says whether the set's latest run is another one than before, where that
/// is known.
#[must_use]
pub fn start<T: Clone + PartialEq>(
    answer: Answer,
    before: Option<&[T]>,
    after: Option<&[T]>,
    is_mine: bool,
    has_new_run: Option<bool>,
) -> Start<T> {
    let was_free = before.is_some_and(<[T]>::is_empty);
    match (answer, after) {
        (Answer::Refused | Answer::NotFound, _) => Start::Refused,
        // There was none, and now one of this person's is there: no other can be it.
        (Answer::Conflict, Some([only])) if was_free => Start::Ours(only.clone()),
        (Answer::Conflict, _) => Start::Unfinished,
        (Answer::Lost, None) => Start::Unknown,
        (Answer::Lost, Some([only])) if was_free && is_mine => Start::Ours(only.clone()),
        (Answer::Lost, Some(after)) => {
            let is_new = |run: &T| before.is_none_or(|before| !before.contains(run));
            match has_new_run {
                _ if after.iter().any(is_new) => Start::Maybe,
                Some(true) => Start::Maybe,
                Some(false) => Start::Absent,
                None => Start::Unknown,
            }
        }
    }
}

/// How a run stands that was to be cancelled.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// It is over.
    Over,
    /// It goes on.
    GoesOn,
    /// It is not there.
    Missing,
    /// It could not be read.
    Unread,
}

/// What became of a request to cancel.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cancel {
    /// The run is over, for whatever reason.
    Over,
    /// The run is not there.
    Missing,
    /// The answer was lost and the run goes on: no answer of the API tells whether it is to be cancelled.
    Unknown,
    /// The API said that the run is over or not there, but it goes on.
    Contradicted,
    /// The answer was lost, or said that the run is over or not there, and the run could not be read.
    Unread,
    /// It was refused for another reason.
    Refused,
}

/// Judges a request to cancel.
#[must_use]
pub fn cancel(answer: Answer, standing: Standing) -> Cancel {
    match (answer, standing) {
        (Answer::Refused, _) => Cancel::Refused,
        (_, Standing::Over) => Cancel::Over,
        (_, Standing::Missing) => Cancel::Missing,
        (_, Standing::Unread) => Cancel::Unread,
        (Answer::Lost, Standing::GoesOn) => Cancel::Unknown,
        (Answer::Conflict | Answer::NotFound, Standing::GoesOn) => Cancel::Contradicted,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ANSWERS: [Answer; 4] = [Answer::Lost, Answer::Conflict, Answer::NotFound, Answer::Refused];
    const SIGHTS: [Sight; 4] = [Sight::AsAsked, Sight::Otherwise, Sight::Missing, Sight::Unread];

    #[test]
    fn a_name_that_is_taken_by_what_was_sent_is_no_failure() {
        assert_eq!(create(Answer::Conflict, Holder::AsSent(1)), Create::Already(1));
        assert_eq!(create(Answer::Conflict, Holder::Other(1)), Create::Taken(1));
        for holder in [Holder::Nothing, Holder::Unread] {
            assert_eq!(
                create::<u8>(Answer::Conflict, holder),
                Create::TakenUnseen,
                "nobody calls it another's"
            );
        }
    }

    #[test]
    fn a_lost_create_is_what_the_look_says() {
        assert_eq!(create(Answer::Lost, Holder::AsSent(1)), Create::After(1));
        assert_eq!(create(Answer::Lost, Holder::Other(1)), Create::Taken(1));
        assert_eq!(create::<u8>(Answer::Lost, Holder::Nothing), Create::Absent);
        assert_eq!(create::<u8>(Answer::Lost, Holder::Unread), Create::Unknown);
        for answer in [Answer::Refused, Answer::NotFound] {
            assert_eq!(create(answer, Holder::AsSent(1)), Create::Refused);
        }
    }

    #[test]
    fn nothing_is_called_done_that_was_not_seen() {
        for answer in ANSWERS {
            for sight in SIGHTS {
                for judge in [change, delete] {
                    let verdict = judge(answer, sight);
                    assert!(verdict != Change::Done || sight == Sight::AsAsked, "{answer:?} {sight:?}");
                    assert!(verdict != Change::Missing || sight == Sight::Missing);
                    let is_denied = verdict == Change::NotDone;
                    assert!(!is_denied || sight == Sight::Otherwise, "nothing is called undone unseen");
                }
            }
        }
        assert_eq!(delete(Answer::NotFound, Sight::Otherwise), Change::NotDone);
        assert_eq!(delete(Answer::NotFound, Sight::Unread), Change::Unknown);
        assert_eq!(delete(Answer::Refused, Sight::AsAsked), Change::Refused);
        assert_eq!(change(Answer::Conflict, Sight::AsAsked), Change::Done);
        assert_eq!(change(Answer::Conflict, Sight::Otherwise), Change::Refused);
    }

    #[test]
    fn a_run_is_ours_only_where_no_other_can_be_it() {
        let none: &[u8] = &[];
        let judge = |answer, before, after, is_mine| start::<u8>(answer, before, after, is_mine, Some(false));
        assert_eq!(judge(Answer::Conflict, Some(none), Some(&[1]), false), Start::Ours(1));
        assert_eq!(judge(Answer::Conflict, Some(&[1]), Some(&[1]), true), Start::Unfinished);
        assert_eq!(judge(Answer::Conflict, Some(&[1]), Some(&[1, 2]), false), Start::Unfinished);
        assert_eq!(judge(Answer::Conflict, Some(none), Some(&[1, 2]), false), Start::Unfinished);
        assert_eq!(judge(Answer::Conflict, None, Some(&[1]), true), Start::Unfinished);
        assert_eq!(judge(Answer::Conflict, Some(none), None, true), Start::Unfinished);
        assert_eq!(judge(Answer::Lost, Some(none), Some(&[1]), true), Start::Ours(1));
        assert_eq!(
            judge(Answer::Lost, Some(none), Some(&[1]), false),
            Start::Maybe,
            "a colleague's, perhaps"
        );
        assert_eq!(judge(Answer::Lost, Some(&[1]), Some(&[1]), true), Start::Absent);
        assert_eq!(judge(Answer::Lost, Some(&[1]), Some(&[1, 2]), true), Start::Maybe);
        assert_eq!(judge(Answer::Lost, None, Some(&[1]), true), Start::Maybe);
        assert_eq!(judge(Answer::Lost, None, Some(none), true), Start::Absent);
        assert_eq!(judge(Answer::Lost, Some(none), None, true), Start::Unknown);
        assert_eq!(judge(Answer::Refused, Some(none), Some(&[1]), true), Start::Refused);
    }

    #[test]
    fn a_run_that_is_over_by_now_may_be_the_one_that_was_started() {
        let none: &[u8] = &[];
        let judge = |has_new_run| start(Answer::Lost, Some(none), Some(none), true, has_new_run);
        assert_eq!(judge(Some(true)), Start::Maybe);
        assert_eq!(judge(Some(false)), Start::Absent);
        assert_eq!(judge(None), Start::Unknown, "what was not looked for is not denied");
    }

    #[test]
    fn a_run_is_over_only_where_it_was_seen_over() {
        for answer in [Answer::Lost, Answer::Conflict, Answer::NotFound] {
            assert_eq!(cancel(answer, Standing::Over), Cancel::Over);
            assert_eq!(cancel(answer, Standing::Missing), Cancel::Missing);
            assert_eq!(cancel(answer, Standing::Unread), Cancel::Unread);
        }
        assert_eq!(cancel(Answer::Lost, Standing::GoesOn), Cancel::Unknown);
        assert_eq!(cancel(Answer::Conflict, Standing::GoesOn), Cancel::Contradicted);
        assert_eq!(cancel(Answer::NotFound, Standing::GoesOn), Cancel::Contradicted);
        assert_eq!(cancel(Answer::Refused, Standing::Over), Cancel::Refused);
    }
}
