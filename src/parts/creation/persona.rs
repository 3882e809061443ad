//! The fields of a new persona.

use domain::creation::{DEFAULT, NONE, OTHER, Part};
use domain::form::Row;
use leptos::ev::MouseEvent;
use leptos::prelude::*;

use super::creator::Creator;
use super::field::{Entry, described_by, field, message};
use crate::browser::{focus, zones};
use crate::reactive::{attribute, live_if, memo, on};
use crate::text::{creation as text, form, unit_test};
use crate::ui::icon::{Icon, drawing};
use crate::ui::keyed::{self, keyed};

/// Widely spoken languages by their ISO 639-3 codes, in the order of their English names.
const LANGUAGES: [&str; 42] = [
    "amh", "ara", "ben", "yue", "cmn", "ces", "dan", "nld", "eng", "fil", "fra", "deu", "ell", "hat", "heb",
    "hin", "hun", "ind", "ita", "jpn", "kor", "msa", "mar", "nep", "nor", "fas", "pol", "por", "pan", "ron",
    "rus", "som", "spa", "swa", "swe", "tam", "tel", "tha", "tur", "ukr", "urd", "vie",
];

pub(super) fn fields(creator: Creator) -> AnyView {
    let languages = LANGUAGES.iter().map(|code| (*code, unit_test::language(code)));
    let languages = around(text::NO_LANGUAGE, languages.collect(), text::OTHER_LANGUAGE);
    let zones = around(text::NO_TIME_ZONE, Vec::new(), text::OTHER_TIME_ZONE);
    // What was typed there is in sight again.
    let has_variables = creator.draft.with_untracked(|draft| !draft.variables.is_empty());
    view! {
        {field(creator, Part::Name, Entry::Line)}
        {field(creator, Part::Role, Entry::Line)}
        {field(creator, Part::Background, Entry::Lines)}
        {field(creator, Part::Language, Entry::Choice(languages))}
        {other(creator, Part::Language, Part::LanguageCode, || Entry::Line)}
        {field(creator, Part::TimeZone, Entry::Choice(zones))}
        {other(creator, Part::TimeZone, Part::TimeZoneName, || Entry::Listed(zones::names()))}
        <details open=has_variables>
            <summary>{text::VARIABLES}</summary>
            <div class="creation">
                <p class="hint">{text::VARIABLES_HINT}</p>
                {variables(creator, false)}
                {variables(creator, true)}
            </div>
        </details>
    }
    .into_any()
}

/// Choices between the default and none, and another one.
fn around(none: &str, choices: Vec<(&'static str, String)>, other: &str) -> Vec<(&'static str, String)> {
    let mut all = vec![(DEFAULT, text::DEFAULT.to_owned()), (NONE, none.to_owned())];
    all.extend(choices);
    all.push((OTHER, other.to_owned()));
    all
}

/// What is typed where none of the choices fits.
fn other(creator: Creator, choice: Part, part: Part, entry: fn() -> Entry) -> AnyView {
    let is_other = memo(move || creator.draft.with(|draft| draft.text(choice) == OTHER));
    live_if(move || is_other.get().then(|| field(creator, part, entry()))).into_any()
}

/// The variables of one sort, row by row.
fn variables(creator: Creator, is_sensitive: bool) -> AnyView {
    let all = if is_sensitive { Part::Sensitive } else { Part::Plain };
    let keys = memo(move || {
        creator.draft.with(|draft| {
            let of_sort = draft.variables.iter().filter(|variable| variable.is_sensitive == is_sensitive);
            of_sort.map(Row::key).collect::<Vec<u32>>()
        })
    });
    let rows = keyed(move || {
        let part = |key: u32| keyed::Part::new(key.to_string(), move || row(creator, all, key));
        keys.get().into_iter().map(part).collect()
    });
    let add = on(move |_: MouseEvent| {
        let mut key = 0;
        creator.draft.update(|draft| key = draft.add_variable(is_sensitive));
        focus::later_to(creator.dom_id(Part::Variable(key)));
    });
    let warning = is_sensitive.then(|| view! { <p class="warning">{text::UNENCRYPTED}</p> });
    let label = if is_sensitive { text::ADD_SENSITIVE } else { text::ADD };
    view! {
        <fieldset class="creation">
            <legend>{text::label(all)}</legend>
            {warning}
            <ul class="variables">{rows}</ul>
            {message(creator, all)}
            <div class="actions">
                <button
                    type="button"
                    class="button"
                    id=creator.dom_id(all)
                    aria-describedby=described_by(creator, all, false)
                    on:click=add
                >
                    {drawing(Icon::Plus)}
                    {label}
                </button>
            </div>
        </fieldset>
    }
    .into_any()
}

fn row(creator: Creator, all: Part, key: u32) -> AnyView {
    let name = memo(move || creator.draft.with(|draft| draft.text(Part::Variable(key)).trim().to_owned()));
    let remove = on(move |_: MouseEvent| {
        creator.draft.update(|draft| {
            draft.variables.remove(key);
        });
        focus::later_to(creator.dom_id(all));
    });
    view! {
        <li class="variable">
            {field(creator, Part::Variable(key), Entry::Line)}
            {field(creator, Part::VariableValue(key), Entry::Line)}
            <button
                type="button"
                class="button"
                data-kind="icon"
                title=form::REMOVE
                aria-label=attribute(move || Some(form::of_row(form::REMOVE, &name.get())))
                on:click=remove
            >
                {drawing(Icon::Cross)}
            </button>
        </li>
    }
    .into_any()
}
