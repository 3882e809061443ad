//! How much a run of a set simulates: read anew, for somebody may have changed the set.

use contract::TestSet;
use domain::set_size::SetSize;
use leptos::prelude::*;

use crate::data::load::Load;
use crate::data::query::Query;
use crate::parts::failure::failure_notice;
use crate::reactive::live_if;
use crate::text::run::start as text;
use crate::text::test_set::called;
use crate::ui::notice::{Tone, arriving, notice, status_line};

/// The set and its size, or why it cannot be run.
pub(super) fn size(set: Query<Option<TestSet>>) -> AnyView {
    let waiting = live_if(move || {
        let is_awaited = set.load.with(|load| matches!(load, Load::Loading));
        is_awaited.then(|| status_line(text::CHECKING))
    });
    let failed =
        live_if(move || Some(failure_notice(&set.error()?, None, Callback::new(move |()| set.refresh()))));
    let shown = live_if(move || {
        let set = set.value()?;
        Some(match set.as_ref() {
            None => warning(text::GONE),
            Some(set) if set.is_deleted => warning(text::DELETED),
            Some(set) => told(set),
        })
    });
    view! { {waiting}{failed}{shown} }.into_any()
}

fn warning(words: &'static str) -> AnyView {
    notice(Tone::Warning, view! { <p>{words}</p> }.into_any())
}

fn told(set: &TestSet) -> AnyView {
    let size = SetSize::of(&set.unit_test_runs);
    let words = match size.conversations {
        0 => text::EMPTY.to_owned(),
        conversations => text::size(size.tests, conversations),
    };
    let once = (size.once > 0).then(|| view! { <p class="hint">{text::once(size.once)}</p> });
    view! {
        <p class="subject" dir="auto" lang="">{called(set)}</p>
        <p role="status" data-arrives=arriving()><span>{words}</span></p>
        {once}
    }
    .into_any()
}
