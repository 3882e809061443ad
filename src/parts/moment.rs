//! A moment: how long ago, with the full date behind it.

use contract::Timestamp;
use domain::age::Age;
use domain::instant::Instant;
use leptos::prelude::*;

use crate::browser::intl;
use crate::state::clock::use_minute;
use crate::text;

/// How long ago something was. What cannot be read is said to be unknown.
#[component]
pub fn Moment(
    /// The moment.
    #[prop(into)]
    at: Signal<Option<Timestamp>>,
) -> impl IntoView {
    let now = use_minute();
    let moment = Memo::new(move |_| at.with(|at| at.as_ref().and_then(Instant::read)));
    let words = Memo::new(move |_| {
        moment.get().map_or_else(
            || text::catalogue::NO_DATE.to_owned(),
            |moment| text::time::age(Age::of(moment, now.get()), intl::day(moment, now.get())),
        )
    });
    view! {
        <time
            datetime=move || moment.get().and_then(|_| at.get()).map(|at| at.0)
            title=move || moment.get().map(intl::full)
        >
            {words}
        </time>
    }
}
