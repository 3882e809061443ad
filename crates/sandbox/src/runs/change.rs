//! What tests do to a run: put it where it should be, and say what comes next.

use anyhow::Result;
use serde::Deserialize;
use serde_json::{Value, json};

use super::plan::Upset;
use super::timetable::Timetable;
use super::{Plan, find, keep, specs};
use crate::store::Store;

/// What is changed; all of it is optional.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Change {
    /// So many conversations are done now, no more and no fewer.
    conversations: Option<usize>,
    /// So many more are done now.
    more: Option<usize>,
    /// How the conversation that ends next turns out.
    next: Option<Next>,
    /// It breaks off with an error now.
    #[serde(default)]
    break_off: bool,
    /// It does not go on from now.
    #[serde(default)]
    stuck: bool,
    /// Whether artifacts are there.
    artifacts: Option<bool>,
    /// Where they are said to be.
    artifacts_url: Option<String>,
}

/// A conversation that goes otherwise than by habit.
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Next {
    /// It misses a criterion.
    Fails,
    /// It cannot be run, for this reason.
    Errors(String),
}

/// Changes a run; answers how far it is then, or nothing where there is no such run.
pub(crate) fn change(store: &mut Store, id: &str, change: Change, now_ms: i64) -> Result<Option<Value>> {
    let Some((mut plan, run)) = find(store, id)? else { return Ok(None) };
    let timetable = Timetable::new(&plan, specs(&run));
    let passed_ms = plan.passed_ms(now_ms);
    if let Some(next) = change.next
        && let Some((place, run_index)) = timetable.next_after(passed_ms)
    {
        let error = match next {
            Next::Fails => None,
            Next::Errors(error) => Some(error),
        };
        plan.upsets.push(Upset { place, run_index, error });
    }
    if change.stuck {
        plan.stuck_at_ms = Some(passed_ms);
    }
    if change.break_off {
        plan.broke_off_at_ms = Some(passed_ms);
    }
    let done: usize = timetable.moment(&plan, now_ms).done.iter().sum();
    let wanted = change.conversations.or_else(|| change.more.map(|more| done.saturating_add(more)));
    if let Some(at_ms) = wanted.and_then(|wanted| timetable.when_done(wanted)) {
        plan.shift_ms = plan.shift_ms.saturating_add(at_ms - passed_ms);
    }
    plan.artifacts = change.artifacts.or(plan.artifacts);
    plan.artifacts_url = change.artifacts_url.or(plan.artifacts_url);
    let told = told(&plan, &timetable, now_ms);
    keep(store, &plan, run, now_ms)?;
    Ok(Some(told))
}

fn told(plan: &Plan, timetable: &Timetable, now_ms: i64) -> Value {
    let moment = timetable.moment(plan, now_ms);
    let (done, all): (usize, usize) = (moment.done.iter().sum(), moment.all.iter().sum());
    json!({"conversations": done, "of": all, "is_completed": moment.is_over})
}
