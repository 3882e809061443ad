//! One facet: a group of checkboxes, the first few at once, the rest on demand with a field to find
//! one by name.

use leptos::prelude::*;

use crate::parts::name::{Label, Name};
use crate::text::catalogue as text;

/// One choice.
#[derive(Clone, PartialEq)]
pub(super) struct Choice {
    /// Its place among the values of the facet.
    pub(super) index: usize,
    /// What it is called.
    pub(super) label: Label,
    /// Whether it is chosen.
    pub(super) chosen: bool,
}

/// How many choices are shown unasked.
const FEW: usize = 6;

/// From how many choices on there is a field to find one.
const MANY: usize = 12;

/// How many choices are drawn at most; finding narrows them.
const MOST: usize = 100;

/// A facet.
#[component]
pub(super) fn Facet(
    /// Its name.
    title: &'static str,
    /// All choices in a steady order.
    choices: Memo<Vec<Choice>>,
    /// Chooses, or takes back.
    on_toggle: impl Fn(usize) + Clone + Send + Sync + 'static,
    /// Called when all are shown.
    on_expand: impl Fn() + 'static,
) -> impl IntoView {
    let expanded = RwSignal::new(false);
    let sought = RwSignal::new(String::new());
    let shown = Memo::new(move |_| {
        let sought = sought.with(|sought| sought.trim().to_lowercase());
        let (all, mut list) = (expanded.get(), choices.get());
        if all && !sought.is_empty() {
            list.retain(|choice| choice.chosen || choice.label.text.to_lowercase().contains(&sought));
        }
        list.sort_by_cached_key(|choice| (choice.label.reason.is_some(), choice.label.text.to_lowercase()));
        if !all {
            // What is chosen stays in view.
            list.sort_by_key(|choice| !choice.chosen);
            let chosen = list.iter().filter(|choice| choice.chosen).count();
            list.truncate(FEW.max(chosen));
            list.sort_by_cached_key(|choice| {
                (choice.label.reason.is_some(), choice.label.text.to_lowercase())
            });
        }
        list.truncate(MOST);
        list
    });
    let hidden = Memo::new(move |_| choices.with(Vec::len).saturating_sub(shown.with(Vec::len)));
    Effect::new(move |_| {
        if expanded.get() {
            on_expand();
        }
    });
    let is_empty = Memo::new(move |_| choices.with(Vec::is_empty));
    view! {
        <fieldset class="facet">
            <legend>{title}</legend>
            {move || (expanded.get() && choices.with(Vec::len) >= MANY).then(|| view! {
                <input
                    type="search"
                    class="find"
                    aria-label=text::find_in(title)
                    placeholder=text::find_in(title)
                    prop:value=sought
                    on:input=move |event| sought.set(event_target_value(&event))
                />
            })}
            {move || is_empty.get().then(|| view! { <p class="hint">{text::NO_CHOICES}</p> })}
            <For
                each={move || shown.get().into_iter().map(|choice| choice.index).collect::<Vec<_>>()}
                key=|index| *index
                children=move |index| {
                    let choice = Memo::new(move |_| {
                        choices.with(|choices| choices.iter().find(|choice| choice.index == index).cloned())
                    });
                    let on_toggle = on_toggle.clone();
                    view! {
                        <label>
                            <input
                                type="checkbox"
                                prop:checked=move || choice.with(|choice| choice.as_ref().is_some_and(|c| c.chosen))
                                on:change=move |_| on_toggle(index)
                            />
                            <Name label=Signal::derive(move || {
                                choice.with(|choice| choice.as_ref().map(|c| c.label.clone())).unwrap_or_else(|| Label {
                                    text: String::new(),
                                    reason: None,
                                    waiting: true,
                                })
                            }) />
                        </label>
                    }
                }
            />
            {move || {
                let more = hidden.get();
                let expandable = !expanded.get() && more > 0;
                let on_click = {
                    move |_| {
                        sought.set(String::new());
                        expanded.update(|expanded| *expanded = !*expanded);
                    }
                };
                let collapsible = expanded.get() && choices.with(Vec::len) > FEW;
                (expandable || collapsible).then(|| view! {
                    <button type="button" class="button" data-kind="link" on:click=on_click>
                        {if expandable { text::more_choices(more) } else { text::FEWER.to_owned() }}
                        <span class="unseen">{format!(" ({title})")}</span>
                    </button>
                })
            }}
        </fieldset>
    }
}
