//! One facet: a group of checkboxes, the first few at once, the rest on demand with a field to find
//! one by name.

use domain::order;
use leptos::ev::{Event, MouseEvent};
use leptos::prelude::*;
use web_sys::{Element, HtmlInputElement};

use crate::browser::{focus, letters, typing};
use crate::parts::name::{Label, name};
use crate::reactive::{Memo, RwSignal, attribute_if, effect, flag, live_if, memo, on, shown};
use crate::state::announcer::use_announcer;
use crate::text::list as text;
use crate::ui::keyed::{Part, keyed};

/// One choice.
#[derive(Clone, PartialEq)]
pub struct Choice {
    /// The value, unique in the facet.
    pub value: String,
    /// What it is called.
    pub label: Label,
    /// Whether it is chosen.
    pub chosen: bool,
    /// Whether it can be chosen.
    pub possible: bool,
}

/// How many choices are shown unasked.
const FEW: usize = 6;

/// From how many choices on there is a field to find one.
const MANY: usize = 12;

/// How many choices are drawn at most; finding narrows them.
const MOST: usize = 100;

/// A facet called `title`. `nothing` says why it has no choices; `toggle` chooses a value or takes it back, and
/// says whether it did; `name_all` is called when all choices are shown.
pub fn facet_group(
    title: &'static str,
    choices: Memo<Vec<Choice>>,
    nothing: Memo<&'static str>,
    toggle: impl Fn(String) -> bool + Clone + Send + Sync + 'static,
    name_all: impl Fn() + 'static,
) -> AnyView {
    let expanded = RwSignal::new(false);
    let sought = RwSignal::new(String::new());
    let count = memo(move || choices.with(Vec::len));
    let found = memo(move || {
        let sought = sought.with(|sought| letters::folded(sought));
        shown_of(choices.get(), expanded.get(), &sought)
    });
    effect(move || {
        if expanded.get() {
            name_all();
        }
    });
    let toggle = Callback::new(toggle);
    let choice = move |value: String| Part::new(value.clone(), move || choice_box(value, choices, toggle));
    view! {
        <fieldset class="facet">
            <legend>{title}</legend>
            {live_if(move || (expanded.get() && count.get() >= MANY).then(|| find_field(title, sought)))}
            {live_if(move || {
                (count.get() == 0).then(|| view! { <p class="hint">{nothing.get()}</p> }.into_any())
            })}
            {keyed(move || found.get().into_iter().map(choice).collect())}
            {live_if(move || more_button(title, expanded, sought, count.get(), found.with(Vec::len)))}
        </fieldset>
    }
    .into_any()
}

/// The values to show: all that are sought, or the first few and what is chosen; by name, ids that
/// have none last.
fn shown_of(choices: Vec<Choice>, expanded: bool, sought: &str) -> Vec<String> {
    let is_sought = |choice: &Choice| {
        sought.is_empty() || choice.chosen || letters::folded(&choice.label.text).contains(sought)
    };
    let choices: Vec<Choice> = choices.into_iter().filter(|choice| !expanded || is_sought(choice)).collect();
    let choices =
        order::by_key(choices, |choice| (choice.label.reason.is_some(), letters::folded(&choice.label.text)));
    let room = if expanded {
        MOST
    } else {
        FEW.saturating_sub(choices.iter().filter(|choice| choice.chosen).count())
    };
    let mut others = 0;
    let mut shown = Vec::new();
    for choice in choices {
        others += usize::from(!choice.chosen);
        if choice.chosen || others <= room {
            shown.push(choice.value);
        }
    }
    shown
}

fn find_field(title: &'static str, sought: RwSignal<String>) -> AnyView {
    view! {
        <input
            type="search"
            class="find"
            aria-label=text::find_in(title)
            placeholder=text::find_in(title)
            name="search"
            autocomplete="off"
            data-1p-ignore="true"
            data-bwignore="true"
            data-lpignore="true"
            data-form-type="other"
            prop:value=shown(move || sought.get())
            on:input=on(move |event: Event| sought.set(typing::typed(&event)))
        />
    }
    .into_any()
}

fn choice_box(value: String, choices: Memo<Vec<Choice>>, toggle: Callback<String, bool>) -> AnyView {
    let announcer = use_announcer();
    let this = value.clone();
    let choice =
        memo(move || choices.with(|choices| choices.iter().find(|choice| choice.value == this).cloned()));
    let is_impossible = memo(move || choice.with(|choice| choice.as_ref().is_some_and(|c| !c.possible)));
    let why = memo(move || choice.with(|choice| choice.as_ref()?.label.reason.clone()).unwrap_or_default());
    view! {
        <label>
            <input
                type="checkbox"
                aria-disabled=attribute_if("true", move || is_impossible.get())
                prop:checked=flag(move || choice.with(|choice| choice.as_ref().is_some_and(|c| c.chosen)))
                on:click=on(move |event: MouseEvent| {
                    if is_impossible.get_untracked() {
                        event.prevent_default();
                        announcer.say(why.get_untracked());
                    }
                })
                on:change=on(move |event: Event| {
                    if !toggle.run(value.clone()) {
                        // Nothing was changed: the box says so, too.
                        let held = choice.with_untracked(|choice| choice.as_ref().is_some_and(|c| c.chosen));
                        event_target::<HtmlInputElement>(&event).set_checked(held);
                    }
                    // A choice that is taken back may not be among the few that are shown.
                    let group = event_target::<Element>(&event).closest("fieldset").ok().flatten();
                    if let Some(group) = group {
                        focus::stay_within(group);
                    }
                })
            />
            {name(move || choice.with(|choice| choice.as_ref().map(|c| c.label.clone())).unwrap_or_default())}
        </label>
        {live_if(move || {
            is_impossible.get().then(|| view! { <p class="hint">{why.get()}</p> }.into_any())
        })}
    }
    .into_any()
}

fn more_button(
    title: &'static str,
    expanded: RwSignal<bool>,
    sought: RwSignal<String>,
    count: usize,
    shown: usize,
) -> Option<AnyView> {
    let is_expanded = expanded.get();
    let label = match (is_expanded, count.saturating_sub(shown)) {
        (false, 0) => return None,
        (false, hidden) => text::more_choices(hidden),
        (true, _) if count <= FEW => return None,
        (true, _) => text::FEWER.to_owned(),
    };
    let change = on(move |_: MouseEvent| {
        sought.set(String::new());
        expanded.set(!is_expanded);
    });
    Some(
        view! {
            <button type="button" class="button" data-kind="link" on:click=change>
                {label}
                <span class="unseen">{format!(" ({title})")}</span>
            </button>
        }
        .into_any(),
    )
}
