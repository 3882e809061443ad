//! A moment: how long ago, with the full date behind it.

use contract::Timestamp;
use domain::age::Age;
use domain::instant::Instant;
use leptos::prelude::*;

use crate::browser::intl;
use crate::reactive::{attribute, memo, words};
use crate::state::clock::use_minute;
use crate::text;

/// How long ago something was. What cannot be read is said to be unknown.
pub fn moment(at: impl Fn() -> Option<Timestamp> + Send + Sync + 'static) -> impl IntoView {
    let now = use_minute();
    let at = memo(move || {
        let at = at();
        at.as_ref().and_then(Instant::read).zip(at)
    });
    let age = words(move || {
        at.get().map_or_else(
            || text::time::UNKNOWN.to_owned(),
            |(moment, _)| text::time::age(Age::of(moment, now.get()), intl::day(moment, now.get())),
        )
    });
    view! {
        <time
            datetime=attribute(move || at.get().map(|(_, at)| at.0))
            title=attribute(move || at.get().map(|(moment, _)| intl::full(moment)))
        >
            {age}
        </time>
    }
}
