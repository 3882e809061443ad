//! The last runs of the set, and the way to all of them.

use contract::{Run, TestSetRunId};
use leptos::prelude::*;

use super::Set;
use crate::data::query::{Query, use_query};
use crate::data::runs::Attention;
use crate::data::workspace::Workspace;
use crate::data::{paging, test_set};
use crate::parts::failure::failure_notice;
use crate::parts::last_run::last_run;
use crate::parts::section::loaded_section;
use crate::reactive::{effect, flag, live_if, memo};
use crate::routes::Address;
use crate::text::test_set as text;
use crate::ui::icon::Icon;
use crate::ui::keyed::{Part, keyed};

pub(super) fn runs(workspace: Workspace, set: Set) -> AnyView {
    // A run that was started meanwhile is the set's latest: it is then read anew.
    let key = memo(move || {
        set.with(|set| {
            let last = set.last_triggered_run_id.as_ref().map(TestSetRunId::as_str).unwrap_or_default();
            [set.id.as_str(), " ", last].concat()
        })
    });
    let query: Query<paging::Part<Run>> = use_query(
        move || Some(key.get()),
        move |key| test_set::latest_runs(workspace.api, key.split(' ').next().unwrap_or_default().to_owned()),
    );
    effect(move || {
        if let Some(runs) = query.value() {
            workspace.runs.keep(runs.items.clone());
        }
    });
    // The list of runs may lag behind: the set itself names its latest one.
    let ids = memo(move || {
        let runs = query.value();
        let runs = runs.iter().flat_map(|runs| &runs.items);
        let mut ids: Vec<TestSetRunId> = runs.map(|run| run.id.clone()).collect();
        let last = set.with(|set| set.last_triggered_run_id.clone());
        if let Some(last) = last.filter(|last| last.is_well_formed() && !ids.contains(last)) {
            ids.insert(0, last);
        }
        ids
    });
    // What was read this moment and is over needs no second look.
    let going = memo(move || {
        let runs = query.value()?;
        let is_over = |id: &TestSetRunId| runs.items.iter().any(|run| run.id == *id && run.is_completed);
        Some(ids.get().into_iter().filter(|id| !is_over(id)).collect::<Vec<_>>())
    });
    workspace.runs.watch(memo(move || going.get().unwrap_or_default()), Attention::List);
    let retry = Callback::new(move |()| query.refresh());
    loaded_section(text::LAST_RUNS, Icon::Runs, query, None, move |runs| {
        let is_whole = runs.rest.is_none();
        let rest = runs.rest.as_ref().map(|error| failure_notice(error, None, retry));
        let none = live_if(move || {
            (is_whole && ids.with(Vec::is_empty))
                .then(|| view! { <p class="hint">{text::NO_RUNS}</p> }.into_any())
        });
        let lines = keyed(move || {
            let part = |id: TestSetRunId| Part::new(id.as_str().to_owned(), move || line(workspace, id));
            ids.get().into_iter().map(part).collect()
        });
        let all = Address::runs_of(
            &workspace.organization(),
            set.with_untracked(|set| set.id.as_str().to_owned()).as_str(),
        );
        view! {
            {none}
            <ul class="plain run-lines">{lines}</ul>
            {rest}
            <p hidden=flag(move || ids.with(Vec::is_empty))><a href=all>{text::ALL_RUNS}</a></p>
        }
        .into_any()
    })
}

fn line(workspace: Workspace, id: TestSetRunId) -> AnyView {
    let id = memo(move || Some(id.clone()));
    view! { <li>{last_run(workspace, id)}</li> }.into_any()
}
