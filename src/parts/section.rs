//! A section of a page, and one whose content is loaded.

use leptos::prelude::*;

use super::failure::failure_notice;
use crate::data::load::Load;
use crate::data::query::Query;
use crate::reactive::{RwSignal, effect, live_if};
use crate::text::{common, errors, unit_test as text};
use crate::ui::delayed::delayed;
use crate::ui::icon::{Icon, drawing};
use crate::ui::skeleton::skeleton;

/// A titled section.
pub fn section(title: &'static str, icon: Icon, content: AnyView) -> AnyView {
    view! {
        <section class="card section">
            <h2>{drawing(icon)}{title}</h2>
            {content}
        </section>
    }
    .into_any()
}

/// How often the person asked the page to read again: its sections follow.
#[derive(Clone, Copy)]
pub struct ReadAgain(pub RwSignal<u32>);

/// A section whose body is loaded: what failed is said within it, the rest of the page goes on.
/// `head` is known without the query.
pub fn loaded_section<T: PartialEq + Send + Sync + 'static>(
    title: &'static str,
    icon: Icon,
    query: Query<T>,
    head: Option<AnyView>,
    body: impl Fn(&T) -> AnyView + Send + 'static,
) -> AnyView {
    let value = live_if(move || query.value().map(|value| body(&value)));
    if let Some(ReadAgain(asked)) = use_context::<ReadAgain>() {
        let mut before = asked.get_untracked();
        effect(move || {
            if std::mem::replace(&mut before, asked.get()) != before {
                query.refresh();
            }
        });
    }
    let load = query.load;
    let retry = Callback::new(move |()| query.refresh());
    let failed = live_if(move || {
        let error = query.error()?;
        let kept = load.with_untracked(|load| load.known().is_some()).then_some(errors::KEPT);
        Some(failure_notice(&error, kept, retry))
    });
    let content = view! { {head}{failed}{value}{awaited(load)} };
    section(title, icon, content.into_any())
}

fn awaited(load: RwSignal<Load>) -> AnyView {
    let felt = delayed(move || load.with(|load| matches!(load, Load::Loading)));
    live_if(move || felt.get().then(|| skeleton(2, common::LOADING))).into_any()
}

/// A label with its value, within a `<dl>`.
pub fn pair(label: &'static str, value: Option<String>) -> AnyView {
    let value = value.filter(|value| !value.trim().is_empty()).unwrap_or_else(|| text::NOT_SAID.to_owned());
    described(label, view! { <span>{value}</span> }.into_any())
}

/// A label with a piece of the page, within a `<dl>`.
pub fn described(label: &'static str, content: AnyView) -> AnyView {
    view! {
        <div>
            <dt>{label}</dt>
            <dd dir="auto">{content}</dd>
        </div>
    }
    .into_any()
}
