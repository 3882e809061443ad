//! What must hold: each criterion as a sentence, with its metric.

use contract::SuccessCriterion;
use domain::kind::Kind;
use domain::sentence::Sentence;
use leptos::prelude::*;

use super::Test;
use crate::data::workspace::Workspace;
use crate::parts::name::{deleted_mark, label, name};
use crate::parts::section::section;
use crate::reactive::{live, memo};
use crate::text::{criterion, unit_test as text};
use crate::ui::icon::Icon;

pub(super) fn passes_when(workspace: Workspace, test: Test) -> AnyView {
    let criteria = memo(move || test.with(|test| test.success_criterions.clone()));
    let content = live(move || {
        let criteria = criteria.get();
        if criteria.is_empty() {
            return view! { <p class="hint">{criterion::NONE}</p> }.into_any();
        }
        let several = criteria.len() > 1;
        let sentences: Vec<AnyView> = criteria.into_iter().map(|one| sentence(workspace, one)).collect();
        view! {
            <ul class="criteria">{sentences}</ul>
            {several.then(|| view! { <p class="hint">{text::ALL_MUST_HOLD}</p> })}
        }
        .into_any()
    });
    section(text::PASSES, Icon::Passes, content.into_any())
}

fn sentence(workspace: Workspace, one: SuccessCriterion) -> AnyView {
    let (subject, expectation) = criterion::sentence(&Sentence::of(&one));
    let metric = one.metric_id;
    let this = metric.as_str().to_owned();
    view! {
        <li>
            <span class="sentence" dir="auto">{subject}" "<b>{expectation}</b></span>
            <span class="sub">
                {text::JUDGED_BY}" "{name(move || label(workspace, Kind::Metric, metric.as_str()))}
                {deleted_mark(workspace, Kind::Metric, move || this.clone())}
            </span>
        </li>
    }
    .into_any()
}
