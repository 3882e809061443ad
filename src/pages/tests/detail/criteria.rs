//! What must hold: each criterion as a sentence, with its metric.

use std::sync::Arc;

use contract::UnitTest;
use domain::sentence::Sentence;
use leptos::prelude::*;

use crate::data::workspace::Workspace;
use crate::parts::name;
use crate::parts::section::Section;
use crate::text::{criterion, unit_test as text};
use crate::ui::icon::Icon;

#[component]
pub(super) fn Criteria(workspace: Workspace, test: Memo<Arc<UnitTest>>) -> impl IntoView {
    let criteria = Memo::new(move |_| test.with(|test| test.success_criterions.clone()));
    view! {
        <Section title=text::PASSES icon=Icon::Passes>
            {move || {
                let criteria = criteria.get();
                if criteria.is_empty() {
                    return view! { <p class="hint">{criterion::NONE}</p> }.into_any();
                }
                let several = criteria.len() > 1;
                let sentences = criteria.into_iter().map(|one| {
                    let (subject, expectation) = criterion::sentence(&Sentence::of(&one));
                    let metric = Memo::new(move |_| name::metric(workspace, &one.metric_id));
                    view! {
                        <li>
                            <span class="sentence" dir="auto">{subject}" "<b>{expectation}</b></span>
                            <span class="sub" dir="auto" title=move || metric.get().reason>
                                {move || text::judged_by(&metric.get().text)}
                            </span>
                        </li>
                    }
                });
                view! {
                    <ul class="criteria">{sentences.collect_view()}</ul>
                    {several.then(|| view! { <p class="hint">{text::ALL_MUST_HOLD}</p> })}
                }
                .into_any()
            }}
        </Section>
    }
}
