//! A small label that can be removed.

use leptos::prelude::*;

use super::icon::{Drawing, Icon};

/// A chosen value as a button that takes it back.
#[component]
pub fn RemovableChip(
    /// What is chosen, such as "Service: Intake".
    #[prop(into)]
    label: Signal<String>,
    /// The button's name for those who hear it.
    #[prop(into)]
    name: Signal<String>,
    /// Takes it back.
    on_remove: impl Fn() + 'static,
) -> impl IntoView {
    view! {
        <button type="button" class="chip" data-removable aria-label=name on:click=move |_| on_remove()>
            <span dir="auto">{label}</span>
            <Drawing icon=Icon::Cross />
        </button>
    }
}
