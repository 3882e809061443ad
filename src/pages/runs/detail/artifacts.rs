//! Downloading the artifacts: a click asks for a fresh address and turns the button into a real link, so that
//! no pop-up blocker stands in the way. The address expires, is never kept, and is opened without credentials
//! and without telling where the person came from.

use contract::{Artifacts, Operation};
use domain::countdown::Left;
use domain::instant::Instant;
use leptos::ev::MouseEvent;
use leptos::prelude::*;

use super::Shown;
use crate::api::{self, ApiError, Failure};
use crate::browser::{address, clock, focus};
use crate::parts::failure::failure_notice;
use crate::reactive::{Memo, RwSignal, attribute, effect, live, memo, on, words};
use crate::state::announcer::use_announcer;
use crate::task::Task;
use crate::text::run as text;
use crate::text::run::artifacts as said;
use crate::ui::icon::{Icon, drawing};
use crate::ui::notice::{Tone, notice, status_line};

/// How it stands.
#[derive(Clone, Debug, PartialEq)]
enum Phase {
    /// Nobody asked.
    Idle,
    /// A fresh address is being asked for.
    Asking,
    /// They are not there yet; they are looked for now and then.
    NotReady,
    /// They did not come for long.
    GivenUp,
    /// A link that holds until a moment, if that is known.
    Ready { href: String, until: Option<Instant> },
    /// The link holds no longer.
    Expired,
    /// The address is none that may be opened.
    Unsafe,
    /// It failed.
    Failed(ApiError),
}

impl Phase {
    /// What it is drawn as.
    fn is_link(&self) -> bool {
        matches!(self, Self::Ready { .. })
    }
}

/// The waits between two looks for artifacts that are not ready, in milliseconds: after these, given up.
const PAUSES: [i64; 14] = {
    let minute = 60_000;
    [
        5_000, 10_000, 20_000, 30_000, 45_000, minute, minute, minute, minute, minute, minute, minute,
        minute, minute,
    ]
};

pub(super) fn artifacts(shown: &Shown) -> AnyView {
    let Shown { workspace, id, run, .. } = *shown;
    let phase = RwSignal::new(Phase::Idle);
    let announcer = use_announcer();
    let task = StoredValue::new_local(None::<Task>);
    let fetch = move |from_click: bool| async move {
        let Some(asked) = id.try_get_untracked() else { return };
        for pause in PAUSES.into_iter().map(Some).chain([None]) {
            let answer = api::run::artifacts(workspace.api, &asked).await;
            let is_first = phase.try_get_untracked() == Some(Phase::Asking);
            let next = taken(answer, clock::server_now());
            let is_there = next.is_link();
            let goes_on = next == Phase::NotReady;
            if !goes_on || is_first {
                phase.try_set(next);
            }
            if is_there {
                if from_click && is_first {
                    focus::later(".artifacts a");
                } else {
                    announcer.say(said::READY);
                }
            }
            match pause {
                _ if !goes_on => return,
                Some(pause) => clock::sleep(pause).await,
                None => {
                    phase.try_set(Phase::GivenUp);
                }
            }
        }
    };
    let ask = move || {
        if phase.get_untracked() != Phase::Asking {
            phase.set(Phase::Asking);
            task.set_value(Some(Task::start(fetch(true))));
        }
    };
    // The run says itself when they are there: then nobody waits for the next look.
    let are_generated = memo(move || run.with(|run| run.artifacts_generated));
    effect(move || {
        if are_generated.get() && phase.get_untracked() == Phase::NotReady {
            task.set_value(Some(Task::start(fetch(false))));
        }
    });
    let is_link = memo(move || phase.with(Phase::is_link));
    let given_up = workspace.runs.given_up;
    let is_given_up = memo(move || given_up.with(|given_up| given_up.contains(&id.get())));
    let control = live(move || if is_link.get() { link(phase, ask) } else { button(phase, ask) });
    view! {
        <span class="artifacts">
            {control}
            {note(phase, is_given_up, Callback::new(move |()| ask()))}
        </span>
    }
    .into_any()
}

/// What an answer means. Its end is a moment of the server's clock: where nobody knows what time it has, or the link
/// is over when it comes, nothing is said of its end.
fn taken(answer: Result<Artifacts, ApiError>, now: Option<Instant>) -> Phase {
    match answer {
        Ok(Artifacts { presigned_url, url_expires_at }) => match address::web(&presigned_url) {
            Some(href) => {
                let until = url_expires_at.as_ref().and_then(Instant::read);
                Phase::Ready { href, until: until.filter(|until| is_ahead(*until, now)) }
            }
            None => Phase::Unsafe,
        },
        Err(error) if error.failure == Failure::BadRequest => Phase::NotReady,
        Err(error) => Phase::Failed(error),
    }
}

/// Whether a moment is ahead, by a clock that is known.
fn is_ahead(until: Instant, now: Option<Instant>) -> bool {
    now.is_some_and(|now| until.since(now) > 0)
}

fn button(phase: RwSignal<Phase>, ask: impl Fn() + 'static) -> AnyView {
    let busy = memo(move || phase.with(|phase| *phase == Phase::Asking));
    view! {
        <button
            type="button"
            class="button"
            aria-disabled=attribute(move || busy.get().then(|| "true".to_owned()))
            on:click=on(move |_: MouseEvent| ask())
        >
            {drawing(Icon::Download)}
            {words(move || if busy.get() { said::ASKING } else { said::DOWNLOAD }.to_owned())}
        </button>
    }
    .into_any()
}

fn link(phase: RwSignal<Phase>, ask: impl Fn() + 'static) -> AnyView {
    let href = phase.with_untracked(|phase| match phase {
        Phase::Ready { href, .. } => href.clone(),
        _ => String::new(),
    });
    // A tab that slept may not have noticed that the time is over.
    let open = on(move |event: MouseEvent| {
        let is_over = phase.with_untracked(
            |phase| matches!(phase, Phase::Ready { until: Some(until), .. } if !is_ahead(*until, clock::server_now())),
        );
        if is_over {
            event.prevent_default();
            ask();
        }
    });
    view! {
        <a
            class="button"
            data-kind="primary"
            href=href
            target="_blank"
            rel="noopener noreferrer"
            referrerpolicy="no-referrer"
            on:click=open
        >
            {drawing(Icon::Download)}
            {said::DOWNLOAD}
        </a>
    }
    .into_any()
}

/// What there is to say: how long the link holds, why there is none, that nobody looks for them any more.
fn note(phase: RwSignal<Phase>, is_given_up: Memo<bool>, retry: Callback<()>) -> AnyView {
    let left = countdown(phase);
    let kind = memo(move || phase.with(|phase| if phase.is_link() { None } else { Some(phase.clone()) }));
    live(move || match kind.get() {
        None => {
            let words = words(move || left.get().map_or_else(|| said::FOR_A_WHILE.to_owned(), text::left));
            view! { <span class="hint">{words}</span> }.into_any()
        }
        Some(Phase::NotReady) => hint(said::NOT_READY),
        Some(Phase::GivenUp) => hint(said::GIVEN_UP),
        Some(Phase::Idle) if is_given_up.get() => hint(said::GIVEN_UP),
        Some(Phase::Expired) => hint(said::EXPIRED),
        Some(Phase::Unsafe) => notice(Tone::Failure, view! { <p>{said::REFUSED}</p> }.into_any()),
        Some(Phase::Failed(error)) if error.failure == Failure::Forbidden => {
            let words = said::denied(Operation::GetArtifacts.permission().unwrap_or_default());
            notice(Tone::Warning, view! { <p>{words}</p> }.into_any())
        }
        Some(Phase::Failed(error)) => failure_notice(&error, None, retry),
        Some(Phase::Idle | Phase::Asking | Phase::Ready { .. }) => ().into_any(),
    })
    .into_any()
}

fn hint(words: &'static str) -> AnyView {
    status_line(words)
}

/// How long the link still holds, told anew when it is told in another way; a link that is over is a button
/// again.
fn countdown(phase: RwSignal<Phase>) -> Memo<Option<Left>> {
    let left = RwSignal::new(None::<Left>);
    let task = StoredValue::new_local(None::<Task>);
    effect(move || {
        let until = phase.with(|phase| match phase {
            Phase::Ready { until, .. } => *until,
            _ => None,
        });
        task.set_value(None);
        left.set(until.map(|until| Left::until(until, clock::best_now())));
        let Some(until) = until else { return };
        task.set_value(Some(Task::start(async move {
            while let Some(wait) = Left::next_change(until, clock::best_now()) {
                clock::sleep(wait).await;
                left.try_set(Some(Left::until(until, clock::best_now())));
            }
            let had_focus = focus::is_within(".artifacts");
            phase.try_set(Phase::Expired);
            if had_focus {
                focus::later(".artifacts button");
            }
        })));
    });
    memo(move || left.get())
}
