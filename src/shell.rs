//! What surrounds every page: navigation, the session, messages that concern all pages.

use std::time::Duration;

use domain::session::Expiry;
use leptos::prelude::*;

use crate::browser::{address, clock, focus, intl};
use crate::parts::gate::CurrentWorkspace;
use crate::parts::sign_in_form::{Known, SignInForm};
use crate::routes::{Address, Pages, use_address, use_go};
use crate::state::announcer::use_announcer;
use crate::state::session::{Asking, Sessions, use_sessions};
use crate::state::theme::{Theme, use_theme};
use crate::state::updates::use_update_available;
use crate::text::{common, session as text};
use crate::ui::dialog::Dialog;
use crate::ui::icon::{Drawing, Icon};
use crate::ui::notice::{Notice, Tone};

/// The frame of the console.
#[component]
pub fn Shell() -> impl IntoView {
    let announcer = use_announcer();
    view! {
        <a
            class="skip"
            href="#main"
            on:click=|event| {
                // A fragment would be read against the base address, not against this page.
                event.prevent_default();
                focus::now("#main");
            }
        >
            {common::SKIP}
        </a>
        <div class="shell">
            <Side />
            <main id="main" tabindex="-1">
                <Messages />
                <Pages />
            </main>
        </div>
        <SignInAgain />
        <div class="unseen" role="status" aria-live="polite">{announcer.text}</div>
    }
}

/// Navigation and session.
#[component]
fn Side() -> impl IntoView {
    let sessions = use_sessions();
    let here = use_address();
    let organization =
        Memo::new(move |_| sessions.current.with(|session| session.as_ref().map(|s| s.organization.clone())));
    view! {
        <header class="side">
            <a class="brand" href=Address::Home.path()>
                <span class="mark" aria-hidden="true"></span>
                <span>{common::PRODUCT}</span>
            </a>
            {move || organization.get().map(|organization| {
                let address = Address::Tests { organization };
                let current = Memo::new(move |_| here.with(|here| match here {
                    Address::Tests { .. } => Some("page"),
                    Address::Test { .. } => Some("true"),
                    _ => None,
                }));
                view! {
                    <nav aria-label=common::NAVIGATION>
                        <a href=address.path() aria-current=current>
                            <Drawing icon=Icon::Tests />
                            {common::UNIT_TESTS}
                        </a>
                    </nav>
                }
            })}
            <div class="me">
                <SignedInAs sessions />
                <ThemeChoice />
            </div>
        </header>
    }
}

#[component]
fn SignedInAs(sessions: Sessions) -> impl IntoView {
    let name = Memo::new(move |_| {
        sessions.current.with(|session| session.as_ref().map(|s| s.organization_name.clone()))
    });
    let go = StoredValue::new(use_go());
    let announcer = use_announcer();
    let sign_out = move |_| {
        let page = sessions.config().sign_in.proxy.and_then(|proxy| proxy.sign_out);
        sessions.end();
        announcer.say(text::SIGNED_OUT);
        match page {
            Some(page) => address::leave_to(&page),
            None => go.with_value(|go| go(&Address::SignIn)),
        }
    };
    move || {
        name.get().map(|name| view! {
            <span class="organization" dir="auto">{name}</span>
            <button type="button" class="button" data-kind="link" on:click=sign_out>{text::SIGN_OUT}</button>
        })
    }
}

#[component]
fn ThemeChoice() -> impl IntoView {
    let theme = use_theme();
    let options = Theme::ALL.into_iter().zip(common::THEMES).map(|(choice, label)| {
        view! { <option value=choice.key() selected=move || theme.get() == choice>{label}</option> }
    });
    view! {
        <label class="theme">
            <span>{common::THEME}</span>
            <select on:change=move |event| theme.set(Theme::from_key(&event_target_value(&event)))>
                {options.collect_view()}
            </select>
        </label>
    }
}

/// Messages that concern all pages.
#[component]
fn Messages() -> impl IntoView {
    let update = use_update_available();
    view! {
        <EndsSoon />
        <Waiting />
        {move || update.get().then(|| view! {
            <Notice tone=Tone::Info>
                <p>{common::UPDATE}</p>
                <div class="actions">
                    <button type="button" class="button" on:click=|_| address::reload()>{common::UPDATE_NOW}</button>
                </div>
            </Notice>
        })}
    }
}

/// Says that the session ends soon, before it does.
#[component]
fn EndsSoon() -> impl IntoView {
    let sessions = use_sessions();
    let expiry = RwSignal::new(Expiry::Fine(None));
    let timer = StoredValue::new(None::<TimeoutHandle>);
    let looked = RwSignal::new(0_u32);
    Effect::new(move |_| {
        looked.track();
        let end =
            sessions.current.with(|session| session.as_ref().and_then(crate::state::session::Session::end));
        let now = Expiry::at(end, clock::now());
        if let Some(Some(timer)) = timer.try_update_value(Option::take) {
            timer.clear();
        }
        let again = match now {
            // Sleep and throttling stretch timers, so a long wait is cut into hours.
            Expiry::Fine(Some(left)) => Some(left.min(3_600_000)),
            Expiry::Soon(_) => Some(20_000),
            Expiry::Fine(None) | Expiry::Over => None,
        };
        if let Some(again) = again.and_then(|again| u64::try_from(again).ok()) {
            let look = move || {
                looked.try_update(|looked| *looked += 1);
            };
            timer.set_value(set_timeout_with_handle(look, Duration::from_millis(again)).ok());
        }
        if expiry.get_untracked() != now {
            expiry.set(now);
        }
    });
    crate::browser::visibility::on_return(move || {
        looked.try_update(|looked| *looked += 1);
    });
    let words = Memo::new(move |_| match expiry.get() {
        Expiry::Fine(_) => None,
        Expiry::Soon(minutes) => Some(text::ends_soon(minutes)),
        Expiry::Over => Some(text::ENDED.to_owned()),
    });
    move || {
        words.get().map(|words| {
            view! {
                <Notice tone=Tone::Warning>
                    <p>{words}</p>
                    <div class="actions">
                        <button
                            type="button"
                            class="button"
                            on:click=move |_| sessions.asking.set(Some(Asking::Wanted))
                        >
                            {text::SIGN_IN_AGAIN}
                        </button>
                    </div>
                </Notice>
            }
        })
    }
}

/// Says that requests wait for the API's limits.
#[component]
fn Waiting() -> impl IntoView {
    let workspace = use_context::<CurrentWorkspace>();
    let pause = Memo::new(move |_| {
        let workspace = workspace.and_then(|CurrentWorkspace(workspace)| workspace.get());
        workspace.and_then(|workspace| workspace.api.pause.get())
    });
    move || {
        pause.get().map(|pause| {
            view! {
                <Notice tone=Tone::Info><p>{common::pause(&intl::time(pause.until))}</p></Notice>
            }
        })
    }
}

/// Sign-in over the page: the page stays as it is and goes on afterwards.
#[component]
fn SignInAgain() -> impl IntoView {
    let sessions = use_sessions();
    let open = Memo::new(move |_| sessions.asking.with(Option::is_some));
    let title = Signal::stored(text::AGAIN_TITLE.to_owned());
    view! {
        <Dialog open title on_cancel=move || sessions.decline()>
            {move || {
                let refused = sessions.asking.get_untracked() == Some(Asking::Refused);
                let words = if refused { text::AGAIN_WORDS } else { text::RENEW_WORDS };
                let known = sessions.current.with_untracked(|session| session.as_ref().map(Known::of_session));
                view! {
                    <p>{words}</p>
                    {match sessions.config().sign_in.proxy {
                        Some(proxy) => view! { <AtProxy page=proxy.sign_in /> }.into_any(),
                        None => view! { <SignInForm known=known.unwrap_or_default() /> }.into_any(),
                    }}
                    <button
                        type="button"
                        class="button"
                        data-kind="quiet"
                        on:click=move |_| sessions.decline()
                    >
                        {text::NOT_NOW}
                    </button>
                }
            }}
        </Dialog>
    }
}

/// A proxy's session is renewed on its own page, in another tab.
#[component]
fn AtProxy(page: String) -> impl IntoView {
    let sessions = use_sessions();
    view! {
        <p>{text::PROXY_WORDS}</p>
        <div class="actions">
            <a class="button" href=page target="_blank" rel="noopener noreferrer external">{text::PROXY_OPEN}</a>
            <button type="button" class="button" data-kind="primary" on:click=move |_| sessions.resume()>
                {text::PROXY_DONE}
            </button>
        </div>
    }
}
