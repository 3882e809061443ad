//! What surrounds every page: navigation, the session, messages that concern all pages.

use std::time::Duration;

use domain::session::Expiry;
use leptos::ev::MouseEvent;
use leptos::prelude::*;

use crate::browser::{address, clock, focus, intl, visibility, zones};
use crate::parts::gate::CurrentWorkspace;
use crate::parts::sign_in_form::{Known, sign_in_form};
use crate::parts::takeover::takeover_dialog;
use crate::reactive::{Memo, RwSignal, attribute, effect, live_if, memo, on, words};
use crate::routes::{Address, pages, use_address, use_go};
use crate::state::announcer::use_announcer;
use crate::state::clock::use_minute;
use crate::state::session::{Asking, Session, Sessions, use_sessions};
use crate::state::theme::{Theme, use_theme};
use crate::state::updates::use_update_available;
use crate::text::{common, session as text};
use crate::ui::dialog::dialog;
use crate::ui::icon::{Icon, drawing};
use crate::ui::notice::{Tone, notice};
use crate::ui::select::select;

/// The frame of the console.
pub fn shell() -> AnyView {
    let announcer = use_announcer();
    follow_organization();
    let skip = on(|event: MouseEvent| {
        // A fragment would be read against the base address, not against this page.
        event.prevent_default();
        focus::now("#main");
    });
    view! {
        <a class="skip" href="#main" on:click=skip>{common::SKIP}</a>
        <div class="shell">
            {side()}
            <main id="main" tabindex="-1">
                {ends_soon()}
                {paused()}
                {zone_changed()}
                {update()}
                {told()}
                {pages()}
            </main>
        </div>
        {sign_in_again()}
        {takeover_dialog()}
        <div class="unseen" role="status" aria-live="polite">{words(move || announcer.text.get())}</div>
    }
    .into_any()
}

/// The organization of the address decides whose session is shown.
fn follow_organization() {
    let (sessions, here) = (use_sessions(), use_address());
    let wanted = memo(move || here.with(|here| here.organization().map(str::to_owned)));
    effect(move || sessions.want(wanted.get()));
}

/// What was done on the page before.
fn told() -> AnyView {
    let announcer = use_announcer();
    let here = use_address();
    let mut before = here.get_untracked();
    effect(move || {
        let now = here.get();
        if std::mem::replace(&mut before, now.clone()) != now {
            announcer.turn();
        }
    });
    let words = memo(move || announcer.told.with(|told| told.as_ref().map(|told| told.words.clone())));
    live_if(move || {
        let words = words.get()?;
        Some(notice(Tone::Done, view! { <p>{words}</p> }.into_any()))
    })
    .into_any()
}

/// Navigation and session.
fn side() -> AnyView {
    let sessions = use_sessions();
    let here = use_address();
    let organization = memo(move || sessions.current.with(|s| s.as_ref().map(|s| s.organization.clone())));
    let navigation = live_if(move || {
        let organization = organization.get()?;
        let tests = Address::Tests { organization: organization.clone() };
        let sets = Address::Sets { organization: organization.clone() };
        let runs = Address::Runs { organization };
        let nav = view! {
            <nav aria-label=common::NAVIGATION>
                {area(here, tests, Icon::Tests, common::UNIT_TESTS)}
                {area(here, sets, Icon::Sets, common::TEST_SETS)}
                {area(here, runs, Icon::Runs, common::RUNS)}
            </nav>
        };
        Some(nav.into_any())
    });
    view! {
        <header class="side">
            <a class="brand" href=Address::Home.path()>
                <span class="mark" aria-hidden="true"></span>
                <span>{common::PRODUCT}</span>
            </a>
            {navigation}
            <div class="me">{signed_in_as(sessions)}{theme_choice()}</div>
        </header>
    }
    .into_any()
}

/// The link to an area: its list, and what belongs to it.
fn area(here: Memo<Address>, list: Address, icon: Icon, name: &'static str) -> AnyView {
    let path = list.path();
    let current = attribute(move || {
        let current = here.with(|here| match here.area() == list.area() {
            true if *here == list => Some("page"),
            true => Some("true"),
            false => None,
        });
        current.map(str::to_owned)
    });
    view! { <a href=path aria-current=current>{drawing(icon)}{name}</a> }.into_any()
}

fn signed_in_as(sessions: Sessions) -> AnyView {
    let name = memo(move || sessions.current.with(|s| s.as_ref().map(|s| s.organization_name.clone())));
    let go = StoredValue::new(use_go());
    let announcer = use_announcer();
    let sign_out = move |_: MouseEvent| {
        let page = sessions.config().sign_in.proxy.and_then(|proxy| proxy.sign_out);
        sessions.end();
        announcer.say(text::SIGNED_OUT);
        match page {
            Some(page) => address::leave_to(&page),
            None => go.with_value(|go| go(&Address::SignIn)),
        }
    };
    let shown = live_if(move || {
        let name = name.get()?;
        let who = view! {
            <span class="organization" dir="auto" lang="">{name}</span>
            <button type="button" class="button" data-kind="link" on:click=on(sign_out)>{text::SIGN_OUT}</button>
        };
        Some(who.into_any())
    });
    shown.into_any()
}

fn theme_choice() -> AnyView {
    let theme = use_theme();
    let options = Theme::ALL.into_iter().zip(common::THEMES);
    let options = options.map(|(choice, label)| (choice.key().to_owned(), label.to_owned())).collect();
    let chosen = memo(move || theme.get().key().to_owned());
    view! {
        <label class="theme">
            <span>{common::THEME}</span>
            {select(None, options, chosen, move |key| theme.set(Theme::from_key(&key)))}
        </label>
    }
    .into_any()
}

/// Offers a newer build.
fn update() -> AnyView {
    let available = use_update_available();
    let offered = live_if(move || {
        available.get().then(|| {
            let reload = on(|_: MouseEvent| address::reload());
            let content = view! {
                <p>{common::UPDATE}</p>
                <div class="actions">
                    <button type="button" class="button" on:click=reload>{common::UPDATE_NOW}</button>
                </div>
            };
            notice(Tone::Info, content.into_any())
        })
    });
    offered.into_any()
}

/// Says that the machine is in another time zone by now: the page keeps to the one in which it was opened.
fn zone_changed() -> AnyView {
    let minute = use_minute();
    let has_changed = memo(move || {
        minute.track();
        zones::has_changed()
    });
    live_if(move || {
        has_changed.get().then(|| {
            let reload = on(|_: MouseEvent| address::reload());
            let content = view! {
                <p>{common::zone_changed(&zones::own().unwrap_or_default())}</p>
                <div class="actions">
                    <button type="button" class="button" on:click=reload>{common::RELOAD}</button>
                </div>
            };
            notice(Tone::Info, content.into_any())
        })
    })
    .into_any()
}

/// Says that the session ends soon, before it does.
fn ends_soon() -> AnyView {
    let sessions = use_sessions();
    let said = RwSignal::new(None::<String>);
    let timer = StoredValue::new(None::<TimeoutHandle>);
    let looked = RwSignal::new(0_u32);
    let look = move || {
        looked.try_update(|looked| *looked += 1);
    };
    effect(move || {
        looked.track();
        let end = sessions.current.with(|session| session.as_ref().and_then(Session::end));
        if let Some(Some(timer)) = timer.try_update_value(Option::take) {
            timer.clear();
        }
        let (words, again) = match Expiry::at(end, clock::server_now()) {
            // Sleep and throttling stretch timers, so a long wait is cut into hours.
            Expiry::Fine(Some(left)) => (None, Some(left.min(3_600_000))),
            // It is not known yet what time the server has, maybe.
            Expiry::Fine(None) => (None, end.map(|_| 60_000)),
            Expiry::Soon(minutes) => (Some(text::ends_soon(minutes)), Some(20_000)),
            Expiry::Over => (Some(text::ENDED.to_owned()), None),
        };
        if let Some(again) = again.and_then(|again| u64::try_from(again).ok()) {
            timer.set_value(set_timeout_with_handle(look, Duration::from_millis(again)).ok());
        }
        if said.with_untracked(|said| *said != words) {
            said.set(words);
        }
    });
    visibility::on_return(look);
    let shown = live_if(move || {
        let renew = on(move |_: MouseEvent| sessions.asking.set(Some(Asking::Wanted)));
        let content = view! {
            <p>{said.get()?}</p>
            <div class="actions">
                <button type="button" class="button" on:click=renew>{text::SIGN_IN_AGAIN}</button>
            </div>
        };
        Some(notice(Tone::Warning, content.into_any()))
    });
    shown.into_any()
}

/// Says that requests wait for the API's limits.
fn paused() -> AnyView {
    let current = use_context::<CurrentWorkspace>();
    let shown = live_if(move || {
        let CurrentWorkspace(current) = current?;
        let pause = current.get()?.api.pause.get()?;
        let words = common::pause(&intl::time(pause.until));
        Some(notice(Tone::Info, view! { <p>{words}</p> }.into_any()))
    });
    shown.into_any()
}

/// Sign-in over the page: the page stays as it is and goes on afterwards.
fn sign_in_again() -> AnyView {
    let sessions = use_sessions();
    let open = memo(move || sessions.asking.with(Option::is_some));
    dialog(
        open,
        text::AGAIN_TITLE,
        move || sessions.decline(),
        move || {
            let refused = sessions.asking.get_untracked() == Some(Asking::Refused);
            let words = if refused { text::AGAIN_WORDS } else { text::RENEW_WORDS };
            let known = sessions.current.with_untracked(|session| session.as_ref().map(Known::of_session));
            let way = match sessions.config().sign_in.proxy {
                Some(proxy) => at_proxy(proxy.sign_in),
                None => sign_in_form(&known.unwrap_or_default()),
            };
            let decline = on(move |_: MouseEvent| sessions.decline());
            view! {
            <p>{words}</p>
            {way}
            <button type="button" class="button" data-kind="quiet" on:click=decline>{text::NOT_NOW}</button>
        }
        .into_any()
        },
    )
}

/// A proxy's session is renewed on its own page, in another tab.
fn at_proxy(page: String) -> AnyView {
    let sessions = use_sessions();
    let done = on(move |_: MouseEvent| sessions.resume());
    view! {
        <p>{text::PROXY_WORDS}</p>
        <div class="actions">
            <a class="button" href=page target="_blank" rel="noopener noreferrer external">{text::PROXY_OPEN}</a>
            <button type="button" class="button" data-kind="primary" on:click=done>{text::PROXY_DONE}</button>
        </div>
    }
    .into_any()
}
