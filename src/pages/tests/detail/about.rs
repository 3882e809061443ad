//! Who made the test, when, and its tags.

use std::sync::Arc;

use contract::UnitTest;
use leptos::prelude::*;

use crate::data::workspace::Workspace;
use crate::parts::moment::Moment;
use crate::parts::name::{self, Name};
use crate::parts::section::Section;
use crate::text::unit_test as text;
use crate::ui::icon::Icon;

#[component]
pub(super) fn About(workspace: Workspace, test: Memo<Arc<UnitTest>>) -> impl IntoView {
    let tags = Memo::new(move |_| test.with(|test| test.tags.clone()));
    let creator = Memo::new(move |_| test.with(|test| test.creator.clone()));
    let changed_by = Memo::new(move |_| test.with(|test| test.updated_by.clone()));
    view! {
        <Section title=text::ABOUT icon=Icon::Info>
            <dl class="pairs">
                <div>
                    <dt>{text::TAGS}</dt>
                    <dd>
                        {move || {
                            let tags = tags.get().0;
                            if tags.is_empty() {
                                return view! { <span class="hint">{text::NO_TAGS}</span> }.into_any();
                            }
                            let chips = tags.into_iter().map(|tag| view! {
                                <span class="chip" dir="auto">
                                    {match tag.value {
                                        Some(value) => format!("{}: {value}", tag.key),
                                        None => tag.key,
                                    }}
                                </span>
                            });
                            view! { <span class="tags">{chips.collect_view()}</span> }.into_any()
                        }}
                    </dd>
                </div>
                <div>
                    <dt>{text::CREATOR}</dt>
                    <dd><Name label=Signal::derive(move || name::user(workspace, &creator.get())) /></dd>
                </div>
                <div>
                    <dt>{text::CREATED}</dt>
                    <dd><Moment at=Signal::derive(move || test.with(|test| test.created_at.clone())) /></dd>
                </div>
                <div>
                    <dt>{text::UPDATED_BY}</dt>
                    <dd><Name label=Signal::derive(move || name::user(workspace, &changed_by.get())) /></dd>
                </div>
                <div>
                    <dt>{text::UPDATED}</dt>
                    <dd><Moment at=Signal::derive(move || test.with(|test| test.updated_at.clone())) /></dd>
                </div>
            </dl>
        </Section>
    }
}
