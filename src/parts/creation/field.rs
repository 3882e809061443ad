//! The fields of the dialog: a label, a control that follows what is typed, a hint, what is wrong.

use domain::creation::Part;
use leptos::ev::{Event, FocusEvent};
use leptos::prelude::*;

use super::creator::Creator;
use crate::browser::typing;
use crate::reactive::{attribute, attribute_if, flag, live_if, memo, on, shown};
use crate::text::creation as text;

/// How a part is typed or chosen.
pub(super) enum Entry {
    /// One line.
    Line,
    /// A few lines.
    Lines,
    /// One line with suggestions.
    Listed(Vec<String>),
    /// A local date and time.
    Moment,
    /// One of these, each with its value.
    Choice(Vec<(&'static str, String)>),
}

/// A field.
pub(super) fn field(creator: Creator, part: Part, entry: Entry) -> AnyView {
    let id = creator.dom_id(part);
    let hint = text::hint(creator.thing, part);
    let error = creator.error(part);
    let value = memo(move || creator.draft.with(|draft| draft.text(part).to_owned()));
    // Half a date has no value of its own: what was there before stays.
    let typed = on(move |event: Event| {
        if !typing::is_incomplete(typing::field(&event).as_ref()) {
            creator.write(part, typing::typed(&event));
        }
    });
    let invalid = attribute_if("true", move || error.with(Option::is_some));
    let described = described_by(creator, part, !hint.is_empty());
    let control = match entry {
        Entry::Lines => view! {
            <textarea
                id=id.clone()
                rows="4"
                aria-invalid=invalid
                aria-describedby=described
                prop:value=shown(move || value.get())
                on:input=typed
            ></textarea>
        }
        .into_any(),
        Entry::Choice(options) => {
            let options = options.into_iter().map(|(this, label)| {
                let selected = flag(move || value.with(|value| value == this));
                view! { <option value=this prop:selected=selected>{label}</option> }.into_any()
            });
            view! {
                <select id=id.clone() aria-invalid=invalid aria-describedby=described on:change=typed>
                    {options.collect::<Vec<_>>()}
                </select>
            }
            .into_any()
        }
        // Its value is set once: while somebody changes it, half a date is no value, and setting that
        // would clear the other half.
        Entry::Moment => view! {
            <input
                id=id.clone()
                type="datetime-local"
                aria-invalid=invalid
                aria-describedby=described
                prop:value=value.get_untracked()
                on:input=typed
            />
        }
        .into_any(),
        Entry::Line | Entry::Listed(_) => {
            let list = [&id, "-list"].concat();
            let names = if let Entry::Listed(names) = entry { names } else { Vec::new() };
            let names: Vec<AnyView> =
                names.into_iter().map(|name| view! { <option value=name></option> }.into_any()).collect();
            let is_listed = !names.is_empty();
            let suggestions = is_listed.then(|| view! { <datalist id=list.clone()>{names}</datalist> });
            view! {
                <input
                    id=id.clone()
                    type="text"
                    dir="auto"
                    autocomplete="off"
                    list=is_listed.then_some(list)
                    aria-invalid=invalid
                    aria-describedby=described
                    prop:value=shown(move || value.get())
                    on:input=typed
                />
                {suggestions}
            }
            .into_any()
        }
    };
    let hint_id = [&id, "-hint"].concat();
    view! {
        <div class="field" on:focusout=on(move |_: FocusEvent| creator.leave(part))>
            <label for=id>{text::label(part)}</label>
            {control}
            {(!hint.is_empty()).then(|| view! { <p class="hint" id=hint_id>{hint}</p> })}
            {message(creator, part)}
        </div>
    }
    .into_any()
}

/// The ids of what is said of a part.
pub(super) fn described_by(creator: Creator, part: Part, has_hint: bool) -> crate::reactive::Attribute {
    let error = creator.error(part);
    attribute(move || {
        let id = creator.dom_id(part);
        let hint = if has_hint { [&id, "-hint"].concat() } else { String::new() };
        match (error.with(Option::is_some), has_hint) {
            (true, _) => Some([&id, "-error ", &hint].concat()),
            (false, true) => Some(hint),
            (false, false) => None,
        }
    })
}

/// What is wrong with a part.
pub(super) fn message(creator: Creator, part: Part) -> AnyView {
    let error = creator.error(part);
    live_if(move || {
        let id = creator.dom_id(part) + "-error";
        error.get().map(|said| view! { <p class="field-error" id=id>{said}</p> }.into_any())
    })
    .into_any()
}
