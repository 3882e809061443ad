//! The name behind an id, or a short code with what is known of the reason.

use contract::{MetricId, Operation, PersonaId, ScenarioId, ServiceId, User, UserRef};
use leptos::prelude::*;

use crate::data::names::{Known, Lookup, Named};
use crate::data::workspace::Workspace;
use crate::text::errors;
use crate::text::names::{self, Kind};

/// A name, or what stands in for it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Label {
    /// What is shown.
    pub text: String,
    /// Why it is not a name.
    pub reason: Option<String>,
    /// Whether the answer is awaited.
    pub waiting: bool,
}

impl Label {
    fn of(text: String) -> Self {
        Self { text, reason: None, waiting: false }
    }
}

/// What to call something that is looked up.
trait Nameable: Named {
    const KIND: Kind;
    const OPERATION: Operation;

    fn code(id: &Self::Id) -> &str;
    fn called(&self) -> String;
}

macro_rules! nameable {
    ($type:ty, $id:ty, $kind:ident, $operation:ident) => {
        impl Nameable for $type {
            const KIND: Kind = Kind::$kind;
            const OPERATION: Operation = Operation::$operation;

            fn code(id: &$id) -> &str {
                id.as_str()
            }

            fn called(&self) -> String {
                let name = self.name.trim();
                if name.is_empty() { names::nameless(Kind::$kind, self.id.as_str()) } else { name.to_owned() }
            }
        }
    };
}

nameable!(contract::Service, ServiceId, Service, ListServices);
nameable!(contract::Persona, PersonaId, Persona, ListPersonas);
nameable!(contract::Scenario, ScenarioId, Scenario, ListScenarios);
nameable!(contract::Metric, MetricId, Metric, ListMetrics);

impl Nameable for User {
    const KIND: Kind = Kind::User;
    const OPERATION: Operation = Operation::ListUsers;

    fn code(id: &String) -> &str {
        id
    }

    fn called(&self) -> String {
        names::user(&self.first_name, &self.last_name, &self.email, &self.user_id)
    }
}

/// The label of an id; asks for its name the first time, and follows the answer.
fn label<T: Nameable>(lookup: Lookup<T>, id: &T::Id) -> Label {
    let code = T::code(id);
    if code.is_empty() {
        return Label::of(names::none(T::KIND));
    }
    let short = names::short_code(code);
    lookup.get(id).with(|known| match known {
        Known::Waiting => Label { text: short, reason: None, waiting: true },
        Known::Found(item) => Label::of(item.called()),
        Known::Missing => {
            let permission = T::OPERATION.permission().unwrap_or_default();
            Label { text: short, reason: Some(names::missing(T::KIND, code, permission)), waiting: false }
        }
        Known::Failed(error) => {
            let why = errors::words(error);
            let reason = names::failed(T::KIND, code, &format!("{} {}", why.what, why.next));
            Label { text: short, reason: Some(reason), waiting: false }
        }
    })
}

/// The label of a service.
#[must_use]
pub fn service(workspace: Workspace, id: &ServiceId) -> Label {
    label(workspace.names.services, id)
}

/// The label of a persona.
#[must_use]
pub fn persona(workspace: Workspace, id: &PersonaId) -> Label {
    label(workspace.names.personas, id)
}

/// The label of a scenario.
#[must_use]
pub fn scenario(workspace: Workspace, id: &ScenarioId) -> Label {
    label(workspace.names.scenarios, id)
}

/// The label of a metric.
#[must_use]
pub fn metric(workspace: Workspace, id: &MetricId) -> Label {
    label(workspace.names.metrics, id)
}

/// The label of a creator.
#[must_use]
pub fn user(workspace: Workspace, user: &UserRef) -> Label {
    label(workspace.names.users, &user.user_id)
}

/// Shows a label. A code that stands in for a name tells why, to those who point at it and to those
/// who listen.
#[component]
pub fn Name(
    /// What to show.
    #[prop(into)]
    label: Signal<Label>,
) -> impl IntoView {
    let text = Memo::new(move |_| label.with(|label| label.text.clone()));
    let reason = Memo::new(move |_| label.with(|label| label.reason.clone()));
    let state = Memo::new(move |_| {
        label.with(|label| match (label.waiting, &label.reason) {
            (true, _) => Some("waiting"),
            (false, Some(_)) => Some("code"),
            (false, None) => None,
        })
    });
    view! {
        <span class="name-of" dir="auto" data-state=state title=reason>
            {text}
            {move || reason.get().map(|reason| view! { <span class="unseen">{format!(" ({reason})")}</span> })}
        </span>
    }
}
