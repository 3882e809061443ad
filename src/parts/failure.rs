//! A failed call on the page: what happened, what was kept, what to do next.

use leptos::ev::MouseEvent;
use leptos::prelude::*;

use crate::api::{ApiError, Failure};
use crate::browser::{address, clipboard, clock, intl};
use crate::reactive::{RwSignal, live_if, on, words};
use crate::state::session::use_sessions;
use crate::task::Task;
use crate::text::errors::Words;
use crate::text::{common, errors, session};
use crate::ui::notice::{Tone, notice};

/// A failed call, with a way out. `kept` says what is still there.
pub fn failure_notice(error: &ApiError, kept: Option<&'static str>, retry: Callback<()>) -> AnyView {
    failure_in_words(error, errors::words(error), kept, retry)
}

/// [`failure_notice`] in other words: more is known than what the error says.
pub fn failure_in_words(
    error: &ApiError,
    said: Words,
    kept: Option<&'static str>,
    retry: Callback<()>,
) -> AnyView {
    let sessions = use_sessions();
    let refused = error.failure == Failure::Unauthorized;
    let tone = if refused || kept.is_some() || error.may_pass() { Tone::Warning } else { Tone::Failure };
    let label = if refused { session::SIGN_IN_AGAIN } else { common::TRY_AGAIN };
    let again = on(move |_: MouseEvent| {
        if !refused {
            return retry.run(());
        }
        // Refused credentials are not tried again: the dialog would come back to who has just said no.
        Task::start(async move {
            if sessions.ask_again().await {
                retry.try_run(());
            }
        })
        .detach();
    });
    let details = errors::details(error, &address::href(), &intl::full(clock::now()));
    let content = view! {
        <p><strong>{said.what}</strong>" "{said.next}</p>
        {kept.map(|kept| view! { <p>{kept}</p> })}
        <div class="actions">
            <button type="button" class="button" on:click=again>{label}</button>
            {copy_details(details)}
        </div>
    };
    notice(tone, content.into_any())
}

/// Copies the details for an engineer, and shows them where copying is not possible.
fn copy_details(details: String) -> AnyView {
    let details = StoredValue::new(details);
    let copied = RwSignal::new(None::<bool>);
    let copy = on(move |_: MouseEvent| {
        Task::start(async move {
            let Some(text) = details.try_get_value() else { return };
            copied.try_set(Some(clipboard::copy(&text).await));
        })
        .detach();
    });
    let said = words(move || match copied.get() {
        Some(true) => common::COPIED.to_owned(),
        Some(false) => common::NOT_COPIED.to_owned(),
        None => String::new(),
    });
    let shown = live_if(move || {
        (copied.get() == Some(false))
            .then(|| view! { <pre class="details">{details.get_value()}</pre> }.into_any())
    });
    view! {
        <button type="button" class="button" data-kind="quiet" on:click=copy>{common::COPY_DETAILS}</button>
        <span role="status">{said}</span>
        {shown}
    }
    .into_any()
}
