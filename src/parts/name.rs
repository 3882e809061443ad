//! The name behind an id, or a short code with what is known of the reason.

use domain::kind::Kind;
use leptos::prelude::*;

use crate::data::names::{Item, Known};
use crate::data::workspace::Workspace;
use crate::reactive::{live, live_if};
use crate::text::{common, errors, names};
use crate::ui::icon::{Icon, drawing};

/// A name, or what stands in for it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Label {
    /// What is shown.
    pub text: String,
    /// Why it is not a name.
    pub reason: Option<String>,
    /// Whether the answer is awaited.
    pub waiting: bool,
}

/// The label of an id; asks for its name the first time, and follows the answer.
#[must_use]
pub fn label(workspace: Workspace, kind: Kind, id: &str) -> Label {
    if id.is_empty() {
        return Label { text: names::none(kind), ..Label::default() };
    }
    let short = names::short_code(id);
    workspace.names.get(kind, id).with(|known| match known {
        Known::Waiting => Label { text: short, reason: None, waiting: true },
        Known::Found(item) => Label { text: called(item), ..Label::default() },
        Known::Missing => {
            let permission = kind.operation().permission().unwrap_or_default();
            Label { text: short, reason: Some(names::missing(kind, id, permission)), waiting: false }
        }
        Known::Failed(error) => {
            let why = errors::words(error);
            let reason = names::failed(kind, id, &format!("{} {}", why.what, why.next));
            Label { text: short, reason: Some(reason), waiting: false }
        }
    })
}

/// What something is called.
#[must_use]
pub fn called(item: &Item) -> String {
    let (name, kind, id) = match item {
        Item::Service(service) => (&service.name, Kind::Service, service.id.as_str()),
        Item::Persona(persona) => (&persona.name, Kind::Persona, persona.id.as_str()),
        Item::Scenario(scenario) => (&scenario.name, Kind::Scenario, scenario.id.as_str()),
        Item::Metric(metric) => (&metric.name, Kind::Metric, metric.id.as_str()),
        Item::UnitTest(test) => (&test.name, Kind::UnitTest, test.id.as_str()),
        Item::TestSet(set) => (&set.name, Kind::TestSet, set.id.as_str()),
        Item::User(user) => {
            return names::user(&user.first_name, &user.last_name, &user.email, &user.user_id);
        }
        // A run has no name: the page of a run says what it is.
        Item::Run(id) => return names::short_code(id.as_str()),
    };
    let name = name.trim();
    if name.is_empty() { names::nameless(kind, id) } else { name.to_owned() }
}

/// Shows a label. A code that stands in for a name tells why, to those who point at it and to those
/// who listen.
pub fn name(label: impl Fn() -> Label + Send + 'static) -> impl IntoView {
    live(move || shown(label()))
}

/// Marks what is deleted; the id may change.
pub fn deleted_mark(workspace: Workspace, kind: Kind, id: impl Fn() -> String + Send + 'static) -> AnyView {
    live_if(move || {
        let known = workspace.names.get(kind, &id());
        let is_deleted = known.with(|known| known.found().is_some_and(Item::is_deleted));
        is_deleted.then(|| {
            let mark = view! { {drawing(Icon::Deleted)}" "{common::DELETED} };
            view! { " "<span class="chip" data-tone="warning">{mark}</span> }.into_any()
        })
    })
    .into_any()
}

fn shown(label: Label) -> AnyView {
    let state = match (label.waiting, &label.reason) {
        (true, _) => Some("waiting"),
        (false, Some(_)) => Some("code"),
        (false, None) => None,
    };
    // The language of a name is its owner's; what stands in for one is English.
    let language = label.reason.is_none().then_some("");
    let heard = label.reason.as_ref().map(|reason| format!(" ({reason})"));
    view! {
        <span class="name-of" dir="auto" lang=language data-state=state title=label.reason>
            {label.text}
            {heard.map(|heard| view! { <span class="unseen">{heard}</span> })}
        </span>
    }
    .into_any()
}
