//! A failed call on the page: what happened, what was kept, what to do next.

use domain::instant::Instant;
use leptos::prelude::*;

use crate::api::{ApiError, Failure};
use crate::browser::{address, clipboard, clock, intl};
use crate::state::session::{Asking, use_sessions};
use crate::text::{common, errors, session};
use crate::ui::notice::{Notice, Tone};

/// A failed call, with a way out.
#[component]
pub fn FailureNotice(
    /// What failed.
    error: ApiError,
    /// What is still there.
    #[prop(default = None)]
    kept: Option<&'static str>,
    /// Tries again.
    retry: Callback<()>,
) -> impl IntoView {
    let words = errors::words(&error);
    let sessions = use_sessions();
    let refused = error.failure == Failure::Unauthorized;
    let tone = if refused || kept.is_some() || error.may_pass() { Tone::Warning } else { Tone::Failure };
    let details = StoredValue::new(errors::details(&error, &address::href(), &full(clock::now())));
    view! {
        <Notice tone>
            <p><strong>{words.what}</strong>" "{words.next}</p>
            {kept.map(|kept| view! { <p>{kept}</p> })}
            <div class="actions">
                {if refused {
                    view! {
                        <button type="button" class="button" on:click=move |_| {
                            // The one place where asking again is the person's own wish.
                            sessions.asking.set(Some(Asking::Refused));
                            retry.run(());
                        }>{session::SIGN_IN_AGAIN}</button>
                    }.into_any()
                } else {
                    view! {
                        <button type="button" class="button" on:click=move |_| retry.run(())>
                            {common::TRY_AGAIN}
                        </button>
                    }.into_any()
                }}
                <CopyDetails details />
            </div>
        </Notice>
    }
}

fn full(moment: Instant) -> String {
    intl::full(moment)
}

/// Copies the details for an engineer, and shows them where copying is not possible.
#[component]
pub fn CopyDetails(
    /// The details.
    details: StoredValue<String>,
) -> impl IntoView {
    let done = RwSignal::new(None::<bool>);
    let copy = move |_| {
        wasm_bindgen_futures::spawn_local(async move {
            let Some(text) = details.try_get_value() else { return };
            let copied = clipboard::copy(&text).await;
            done.try_set(Some(copied));
        });
    };
    view! {
        <button type="button" class="button" data-kind="quiet" on:click=copy>{common::COPY_DETAILS}</button>
        <span role="status">
            {move || done.get().map(|copied| if copied { common::COPIED } else { common::NOT_COPIED })}
        </span>
        {move || (done.get() == Some(false)).then(|| view! {
            <pre class="details">{details.get_value()}</pre>
        })}
    }
}
