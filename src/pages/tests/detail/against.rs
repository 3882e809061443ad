//! Against what: service, version set, how long at most.

use std::sync::Arc;

use contract::UnitTest;
use leptos::prelude::*;

use crate::data::workspace::Workspace;
use crate::parts::name::{self, Name};
use crate::parts::section::{Pair, Section};
use crate::text::names::short_code;
use crate::text::unit_test as text;
use crate::ui::icon::Icon;

#[component]
pub(super) fn Against(workspace: Workspace, test: Memo<Arc<UnitTest>>) -> impl IntoView {
    let id = Memo::new(move |_| test.with(|test| test.service_id.clone()));
    let version_set = Memo::new(move |_| test.with(|test| test.service_version_set_name.clone()));
    let longest = Memo::new(move |_| test.with(|test| test.max_interactions));
    let service =
        Memo::new(move |_| workspace.names.services.get(&id.get()).with(|known| known.found().cloned()));
    view! {
        <Section title=text::AGAINST icon=Icon::Service>
            <p class="subject">
                <Name label=Signal::derive(move || name::service(workspace, &id.get())) />
                {move || service.get().filter(|service| service.is_active == Some(false)).map(|_| view! {
                    <span class="chip" data-tone="warning">{text::INACTIVE}</span>
                })}
            </p>
            {move || {
                let name = version_set.get();
                let service = service.get();
                let set = service.as_ref().map(|service| service.version_sets.get(&name).cloned());
                let gone = set == Some(None);
                let pinned = set.flatten().flatten();
                view! {
                    <dl class="pairs">
                        <Pair label=text::VERSION_SET value=Some(name) />
                        {pinned.zip(service).map(|(set, service)| view! {
                            <Pair label=text::AGENT value=Some(format!(
                                "{}, {}", short_code(&service.agent_id), text::version(set.agent_version_number),
                            )) />
                            <Pair label=text::CONTEXT_GRAPH value=Some(format!(
                                "{}, {}",
                                short_code(&service.service_hierarchical_state_machine_id),
                                text::version(set.service_hierarchical_state_machine_version_number),
                            )) />
                        })}
                        <Pair label=text::LONGEST value=Some(text::interactions(longest.get())) />
                    </dl>
                    {gone.then(|| view! { <p class="field-error">{text::NO_VERSION_SET}</p> })}
                }
            }}
        </Section>
    }
}
