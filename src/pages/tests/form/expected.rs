//! What a criterion expects of its metric: the sentence completes itself by the metric's type.

use contract::{MetricValue, Verb};
use domain::form::{CriterionForm, Field, MetricFacts, Shape};
use leptos::ev::Event;
use leptos::prelude::*;

use super::criterion::of;
use super::editing::Editing;
use crate::browser::typing;
use crate::data::metric_versions::KnownVersion;
use crate::parts::form::dom_id;
use crate::parts::form::{described_by, messages};
use crate::reactive::{Memo, RwSignal, attribute, attribute_if, flag, live, live_if, memo, on, shown};
use crate::text::{common, errors, form as words};
use crate::ui::keyed::{Part, keyed};
use crate::ui::notice::status_line;

/// The expectation of a criterion.
pub(super) fn expected(editing: Editing, key: u32) -> AnyView {
    let field = Field::Expected(key);
    let shape = editing.read(move |form| of(form, key).map(|one| one.shape).unwrap_or_default());
    let chosen = editing.read(move |form| of(form, key).map(|one| one.metric_id.clone()).unwrap_or_default());
    let controls = live(move || match shape.get() {
        Shape::Undecided => {
            let hint = live_if(move || {
                chosen
                    .with(String::is_empty)
                    .then(|| view! { <p class="hint">{words::METRIC_FIRST}</p> }.into_any())
            });
            hint.into_any()
        }
        Shape::Boolean => answer(editing, key),
        Shape::Numerical => comparison(editing, key),
        Shape::Categorical => categories(editing, key),
        Shape::Unknown => view! { <p class="hint">{words::UNKNOWN_CRITERION}</p> }.into_any(),
    });
    view! {
        <div class="field" on:focusout=editing.frame.leave(field)>{controls}{messages(editing.frame, field)}</div>
    }
    .into_any()
}

fn change(editing: Editing, key: u32, change: impl FnOnce(&mut CriterionForm)) {
    editing.change(Field::Expected(key), |form| {
        if let Some(one) = form.criteria.get_mut(key) {
            change(one);
        }
    });
}

/// What is known of the criterion's metric.
fn metric(editing: Editing, key: u32) -> Memo<Option<MetricFacts>> {
    let id = editing.read(move |form| of(form, key).map(|one| one.metric_id.clone()).unwrap_or_default());
    memo(move || editing.facts.with(|facts| id.with(|id| facts.metrics.get(id).cloned())))
}

/// Yes or no.
fn answer(editing: Editing, key: u32) -> AnyView {
    let field = Field::Expected(key);
    let answer = editing.read(move |form| of(form, key).and_then(|one| one.answer));
    let choice = move |yes: bool, label: &'static str| {
        let choose = on(move |_: Event| change(editing, key, |one| one.answer = Some(yes)));
        view! {
            <label class="choice">
                <input
                    type="radio"
                    name=dom_id(field)
                    prop:checked=flag(move || answer.get() == Some(yes))
                    on:change=choose
                />
                {label}
            </label>
        }
        .into_any()
    };
    group(
        editing,
        field,
        words::ANSWER,
        view! { {choice(true, words::YES)}{choice(false, words::NO)} }.into_any(),
    )
}

/// A group of choices with its question.
fn group(editing: Editing, field: Field, question: &'static str, choices: AnyView) -> AnyView {
    view! {
        <fieldset
            class="choices"
            id=dom_id(field)
            tabindex="-1"
            aria-describedby=described_by(editing.frame, field, false)
        >
            <legend>{question}</legend>
            {choices}
        </fieldset>
    }
    .into_any()
}

/// A comparison with a number.
fn comparison(editing: Editing, key: u32) -> AnyView {
    let field = Field::Expected(key);
    let verb = editing.read(move |form| of(form, key).map_or(Verb::AtLeast, CriterionForm::verb));
    let threshold =
        editing.read(move |form| of(form, key).map(|one| one.threshold.clone()).unwrap_or_default());
    let options: Vec<AnyView> = Verb::ALL
        .into_iter()
        .map(|one| {
            let selected = flag(move || verb.get() == one);
            view! { <option value=one.sign() prop:selected=selected>{words::verb(one)}</option> }.into_any()
        })
        .collect();
    let choose = on(move |event: Event| {
        let verb = Verb::from_sign(&event_target_value(&event));
        change(editing, key, |one| one.verb = verb);
    });
    let typed = on(move |event: Event| {
        let text = typing::typed(&event);
        change(editing, key, |one| one.threshold = text);
    });
    let facts = metric(editing, key);
    let range = live_if(move || {
        let range = facts.with(|facts| words::range(facts.as_ref()?.value.as_ref()?))?;
        Some(view! { <p class="hint" id=format!("{}-hint", dom_id(field))>{range}</p> }.into_any())
    });
    // A phone's keyboard for decimals may lack a minus: it is only for results that are never below zero.
    let keyboard = attribute(move || {
        let has_minus = facts.with(|facts| match facts.as_ref().and_then(|facts| facts.value.as_ref()) {
            Some(MetricValue::Numerical { lower_bound, .. }) => *lower_bound < 0.0,
            _ => true,
        });
        Some(if has_minus { "text" } else { "decimal" }.to_owned())
    });
    let error = editing.frame.error(field);
    let comparison = format!("criterion-{key}-comparison");
    view! {
        <div class="comparison">
            <div class="field">
                <label for=comparison.clone()>{words::COMPARISON}</label>
                <select id=comparison on:change=choose>{options}</select>
            </div>
            <div class="field">
                <label for=dom_id(field)>{words::THRESHOLD}</label>
                <input
                    id=dom_id(field)
                    type="text"
                    inputmode=keyboard
                    autocomplete="off"
                    aria-invalid=attribute_if("true", move || error.with(Option::is_some))
                    aria-describedby=described_by(editing.frame, field, true)
                    prop:value=shown(move || threshold.get())
                    on:input=typed
                />
            </div>
        </div>
        {range}
    }
    .into_any()
}

/// Categories to tick: the metric's, then those that were chosen and are gone.
fn categories(editing: Editing, key: u32) -> AnyView {
    let field = Field::Expected(key);
    let facts = metric(editing, key);
    let chosen =
        editing.read(move |form| of(form, key).map(|one| one.categories.clone()).unwrap_or_default());
    let known = memo(move || {
        facts.with(|facts| match facts.as_ref().and_then(|facts| facts.value.as_ref()) {
            Some(MetricValue::Categorical { categories }) => Some(categories.clone()),
            _ => None,
        })
    });
    // A category that is gone stays on offer once it is unticked, so that it can be ticked again.
    let gone = RwSignal::new(Vec::<String>::new());
    crate::reactive::effect(move || {
        let known = known.get().unwrap_or_default();
        let new: Vec<String> = chosen.get().into_iter().filter(|one| !known.contains(one)).collect();
        gone.maybe_update(|gone| {
            let before = gone.len();
            for one in new {
                if !gone.contains(&one) {
                    gone.push(one);
                }
            }
            gone.len() != before
        });
    });
    let offered = memo(move || {
        let known = known.get();
        let is_known = known.is_some();
        let mut all: Vec<(String, bool)> =
            known.unwrap_or_default().into_iter().map(|category| (category, false)).collect();
        for category in gone.get() {
            if !all.iter().any(|(other, _)| *other == category) {
                all.push((category, is_known));
            }
        }
        all
    });
    let boxes = keyed(move || {
        let offered = offered.get().into_iter();
        let parts = offered.map(|(category, is_gone)| {
            let key_of = format!("{is_gone} {category}");
            Part::new(key_of, move || tick(editing, key, category, is_gone, chosen))
        });
        parts.collect()
    });
    let choices = view! { <div class="ticks">{boxes}</div>{values_state(editing, key, known)} };
    group(editing, field, words::CATEGORIES, choices.into_any())
}

fn tick(editing: Editing, key: u32, category: String, is_gone: bool, chosen: Memo<Vec<String>>) -> AnyView {
    let (this, named) = (category.clone(), category.clone());
    let checked = flag(move || chosen.with(|chosen| chosen.contains(&this)));
    let choose = on(move |event: Event| {
        let ticked = event_target_checked(&event);
        change(editing, key, |one| one.tick(&category, ticked));
    });
    view! {
        <label class="choice">
            <input type="checkbox" prop:checked=checked on:change=choose />
            <span dir="auto" lang="">{named}</span>
            {is_gone.then(|| view! { <span class="chip" data-tone="warning">{words::CATEGORY_GONE}</span> })}
        </label>
    }
    .into_any()
}

/// Why there are no categories yet.
fn values_state(editing: Editing, key: u32, known: Memo<Option<Vec<String>>>) -> AnyView {
    let id = editing.read(move |form| of(form, key).map(|one| one.metric_id.clone()).unwrap_or_default());
    let versions = editing.workspace.metric_versions;
    live_if(move || {
        if known.with(|known| known.as_ref().is_some_and(|known| !known.is_empty())) {
            return None;
        }
        if !editing.frame.is_engaged.get() {
            return None;
        }
        let state = versions.get(&id.get()).get();
        let words = match &state {
            KnownVersion::Waiting => words::VALUES_AWAITED.to_owned(),
            KnownVersion::Failed(error) => {
                errors::refused(error).unwrap_or_else(|| words::VALUES_FAILED.to_owned())
            }
            KnownVersion::Found(_) | KnownVersion::Missing => words::NO_CATEGORIES.to_owned(),
        };
        let again = matches!(state, KnownVersion::Failed(_)).then(|| {
            let ask = on(move |_: leptos::ev::MouseEvent| versions.again(&id.get_untracked()));
            view! {
                <button type="button" class="button" data-kind="link" on:click=ask>{common::TRY_AGAIN}</button>
            }
        });
        Some(status_line(view! { {words}" "{again} }))
    })
    .into_any()
}
