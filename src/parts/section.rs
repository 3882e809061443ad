//! A section of a page, and one whose content is loaded.

use leptos::prelude::*;

use super::failure::FailureNotice;
use crate::data::load::Load;
use crate::data::query::Query;
use crate::text::{common, errors, unit_test as text};
use crate::ui::delayed::delayed;
use crate::ui::icon::{Drawing, Icon};

/// A titled section.
#[component]
pub fn Section(
    /// Its heading.
    title: &'static str,
    /// A drawing beside it.
    icon: Icon,
    /// Its content.
    children: Children,
) -> impl IntoView {
    view! {
        <section class="card section">
            <h2><Drawing icon />{title}</h2>
            {children()}
        </section>
    }
}

/// A section whose body is loaded: what failed is said within it, the rest of the page goes on.
#[component]
pub fn LoadedSection<T, H, B>(
    /// Its heading.
    title: &'static str,
    /// A drawing beside it.
    icon: Icon,
    /// What is loaded.
    query: Query<T>,
    /// What is known without it.
    head: impl FnOnce() -> H + 'static,
    /// What it is drawn as.
    body: impl Fn(&T) -> B + Send + Sync + 'static,
) -> impl IntoView
where
    T: PartialEq + Send + Sync + 'static,
    H: IntoView + 'static,
    B: IntoView + 'static,
{
    let (value, error) = (query.value(), query.error());
    let felt = delayed(Signal::derive(move || query.load.with(|load| matches!(load, Load::Loading))));
    view! {
        <section class="card section">
            <h2><Drawing icon />{title}</h2>
            {head()}
            {move || error.get().map(|error| {
                let kept = query.load.with_untracked(|load| load.value().is_some()).then_some(errors::KEPT);
                view! { <FailureNotice error kept retry=Callback::new(move |()| query.refresh()) /> }
            })}
            {move || value.get().map(|value| body(&value))}
            {move || felt.get().then(|| view! {
                <div class="skeleton" role="status" aria-label=common::LOADING></div>
            })}
        </section>
    }
}

/// A label with its value, within a `<dl>`.
#[component]
pub fn Pair(
    /// The label.
    label: &'static str,
    /// The value, if there is one.
    value: Option<String>,
) -> impl IntoView {
    let value = value.filter(|value| !value.trim().is_empty()).unwrap_or_else(|| text::NOT_SAID.to_owned());
    view! {
        <div>
            <dt>{label}</dt>
            <dd dir="auto">{value}</dd>
        </div>
    }
}
