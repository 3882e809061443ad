//! Signing in: on its own page, in the place of a page that needs it, and over a page whose session
//! was refused.

use std::pin::Pin;
use std::rc::Rc;

use contract::ApiKey;
use domain::config::{Config, Region};
use domain::header;
use leptos::ev::{Event, MouseEvent, SubmitEvent};
use leptos::prelude::*;

use crate::api::Failure;
use crate::browser::focus;
use crate::reactive::{Memo, RwSignal, attribute_if, flag, live, live_if, memo, on, words};
use crate::routes::{Address, use_go};
use crate::state::session::{Session, Sessions, use_sessions};
use crate::task::Task;
use crate::text::errors::Words;
use crate::text::session as text;
use crate::ui::field::{Entry, TextField, text_field};
use crate::ui::notice::{Tone, notice};
use crate::ui::select::select;

/// What is known before anybody signs in.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Known {
    /// The organization, from the address or the configuration.
    pub organization: Option<String>,
    /// The region's address, from the session that was refused.
    pub api: Option<String>,
    /// Whether both are fixed: the same session is to go on.
    pub fixed: bool,
}

impl Known {
    /// The place of a session that goes on.
    #[must_use]
    pub fn of_session(session: &Session) -> Self {
        Self { organization: Some(session.organization.clone()), api: Some(session.api.clone()), fixed: true }
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Way {
    Token,
    ApiKey,
}

/// The fields and what is wrong with them. All signals: cheap to copy.
#[derive(Clone, Copy)]
struct Form {
    organization: RwSignal<String>,
    region: RwSignal<usize>,
    way: RwSignal<Way>,
    token: RwSignal<String>,
    key_id: RwSignal<String>,
    key: RwSignal<String>,
    user_id: RwSignal<String>,
    checked: RwSignal<bool>,
    busy: RwSignal<bool>,
    failure: RwSignal<Option<Words>>,
}

impl Form {
    fn new(config: &Config, known: &Known) -> Self {
        let region = known.api.as_ref().and_then(|api| config.regions.iter().position(|r| r.api == *api));
        let way = if config.sign_in.token || !config.sign_in.api_key { Way::Token } else { Way::ApiKey };
        let organization = known.organization.clone().or_else(|| config.organization.clone());
        Self {
            organization: RwSignal::new(organization.unwrap_or_default()),
            region: RwSignal::new(region.unwrap_or_default()),
            way: RwSignal::new(way),
            token: RwSignal::new(String::new()),
            key_id: RwSignal::new(String::new()),
            key: RwSignal::new(String::new()),
            user_id: RwSignal::new(String::new()),
            checked: RwSignal::new(false),
            busy: RwSignal::new(false),
            failure: RwSignal::new(None),
        }
    }

    /// What is wrong with a field, once the person tried to go on.
    fn error(self, value: RwSignal<String>, problem: fn(&str) -> Option<String>) -> Memo<Option<String>> {
        memo(move || if self.checked.get() { value.with(|value| problem(value)) } else { None })
    }

    /// What was typed, put right; nothing where something lacks or cannot be sent. It is read at once: while an
    /// answer is awaited the form may be gone.
    fn entered(self, config: &Config) -> Option<Entered> {
        let region = config.regions.get(self.region.get_untracked()).cloned().unwrap_or_default();
        let organization = self.organization.with_untracked(|organization| place_of(organization))?;
        let sent = |value: RwSignal<String>| value.with_untracked(|value| header::clean(value).ok());
        let proof = match self.way.get_untracked() {
            _ if config.sign_in.proxy.is_some() => Proof::Proxy,
            Way::Token => Proof::Token(self.token.with_untracked(|token| header::clean_token(token).ok())?),
            Way::ApiKey => Proof::Key(ApiKey {
                key_id: sent(self.key_id)?,
                key: sent(self.key)?,
                user_id: sent(self.user_id)?,
            }),
        };
        Some(Entered { region, are_several: config.regions.len() > 1, organization, proof })
    }
}

/// The organization as its id stands in addresses.
fn place_of(typed: &str) -> Option<String> {
    let typed = header::without_invisible(typed).trim().to_owned();
    header::is_path_segment(&typed).then_some(typed)
}

fn organization_problem(typed: &str) -> Option<String> {
    place_of(typed).is_none().then(|| text::REQUIRED.to_owned())
}

fn token_problem(typed: &str) -> Option<String> {
    header::clean_token(typed).err().map(text::no_token)
}

fn key_problem(typed: &str) -> Option<String> {
    header::clean(typed).err().map(text::unsendable)
}

/// What was typed. Holds no signals.
struct Entered {
    region: Region,
    are_several: bool,
    organization: String,
    proof: Proof,
}

enum Proof {
    /// The proxy has it.
    Proxy,
    Token(String),
    Key(ApiKey),
}

impl Entered {
    async fn submit(self, sessions: Sessions) -> Result<(), Words> {
        let Self { region, are_several, organization, proof } = self;
        let found = sessions.check(&region, &organization).await.map_err(|error| match error.failure {
            Failure::NotFound => text::unknown_organization(&organization, &region.name, are_several),
            _ => text::failed(&error, false),
        })?;
        let with_key = matches!(proof, Proof::Key(_));
        let answer = match proof {
            Proof::Proxy => {
                sessions.behind_proxy(&region, &found);
                Ok(())
            }
            Proof::Token(token) => sessions.with_token(&region, &found, token).await,
            Proof::Key(key) => sessions.with_api_key(&region, &found, key).await,
        };
        answer.map_err(|error| text::failed(&error, with_key))
    }
}

/// The form with all ways that the configuration offers, given what is known already. After signing
/// in the page goes on; where the session is for another organization, its catalogue is shown.
pub fn sign_in_form(known: &Known) -> AnyView {
    let sessions = use_sessions();
    let config = sessions.config();
    let form = Form::new(&config, known);
    let offered = Offered::of(&config, known);
    let run = runner(sessions, form, known.organization.clone());
    // The proxy knows who asks, and the address says where to: there is nothing to fill in.
    if offered.proxy
        && known.organization.is_some()
        && sessions.is_untouched()
        && let Some(entered) = form.entered(&config)
    {
        run(Box::pin(entered.submit(sessions)));
    }
    let submit = {
        let (run, config) = (run.clone(), config.clone());
        on(move |event: SubmitEvent| {
            event.prevent_default();
            form.checked.set(true);
            match form.entered(&config) {
                Some(entered) => run(Box::pin(entered.submit(sessions))),
                None => focus::later(".sign-in [aria-invalid=true]"),
            }
        })
    };
    let explore = {
        let config = config.clone();
        on(move |_: MouseEvent| {
            let Some(demo) = config.sign_in.demo.clone() else { return };
            let region = config.regions.get(form.region.get_untracked()).cloned().unwrap_or_default();
            run(Box::pin(async move {
                sessions.with_demo(&region, &demo).await.map_err(|error| text::failed(&error, false))
            }));
        })
    };
    let failed = live_if(move || {
        let said = form.failure.get()?;
        let content = view! { <p><strong>{said.what}</strong>" "{said.next}</p> };
        Some(notice(Tone::Failure, content.into_any()))
    });
    let label = words(move || if form.busy.get() { text::BUSY } else { text::SIGN_IN }.to_owned());
    view! {
        <form class="sign-in" novalidate autocomplete="off" on:submit=submit>
            {failed}
            {offered.place.then(|| place(form, &config))}
            {offered.proof.then(|| proof(form, &config))}
            {offered.submit.then(|| view! {
                <button
                    type="submit"
                    class="button"
                    data-kind="primary"
                    aria-disabled=attribute_if("true", move || form.busy.get())
                >
                    {label}
                </button>
            })}
            {(offered.demo && offered.submit).then(|| view! { <p class="or">{text::OR}</p> })}
            {offered.demo.then(|| view! {
                <button type="button" class="button" on:click=explore>{text::DEMO}</button>
                <p class="hint">{text::DEMO_HINT}</p>
            })}
        </form>
    }
    .into_any()
}

/// Which parts of the form there are.
#[derive(Clone, Copy)]
struct Offered {
    proxy: bool,
    place: bool,
    proof: bool,
    submit: bool,
    demo: bool,
}

impl Offered {
    fn of(config: &Config, known: &Known) -> Self {
        let ways = &config.sign_in;
        let proxy = ways.proxy.is_some();
        let submit = ways.token || ways.api_key || proxy;
        Self {
            proxy,
            submit,
            place: submit && !known.fixed,
            proof: submit && !proxy,
            // A session of the sample data goes on with the sample data.
            demo: !proxy
                && ways.demo.as_ref().is_some_and(|demo| {
                    !known.fixed || known.organization.as_ref() == Some(&demo.organization)
                }),
        }
    }
}

type Work = Pin<Box<dyn Future<Output = Result<(), Words>>>>;

/// Runs one attempt at a time, shows why it failed, or goes on.
fn runner(sessions: Sessions, form: Form, wanted: Option<String>) -> Rc<dyn Fn(Work)> {
    let go = StoredValue::new(use_go());
    Rc::new(move |work| {
        if form.busy.get_untracked() {
            return;
        }
        form.busy.set(true);
        form.failure.set(None);
        let wanted = wanted.clone();
        Task::start(async move {
            let outcome = work.await;
            form.busy.try_set(false);
            if let Err(words) = outcome {
                form.failure.try_set(Some(words));
                return;
            }
            let current = sessions.current.try_get_untracked().flatten().map(|session| session.organization);
            if let Some(organization) = current.filter(|current| wanted.as_ref() != Some(current)) {
                go.try_with_value(|go| go(&Address::Tests { organization }));
            }
        })
        .detach();
    })
}

/// Organization and region.
fn place(form: Form, config: &Config) -> AnyView {
    let asks_organization = config.organization.is_none();
    let regions: Vec<(String, String)> = config
        .regions
        .iter()
        .enumerate()
        .map(|(index, region)| (index.to_string(), region.name.clone()))
        .collect();
    let chosen = memo(move || form.region.get().to_string());
    view! {
        {asks_organization.then(|| {
            let field = TextField {
                id: "organization",
                label: text::ORGANIZATION,
                hint: text::ORGANIZATION_HINT,
                entry: Entry::Text,
            };
            text_field(field, form.organization, form.error(form.organization, organization_problem))
        })}
        {(regions.len() > 1).then(|| view! {
            <div class="field">
                <label for="region">{text::REGION}</label>
                {select(Some("region"), regions, chosen, move |index| {
                    if let Ok(index) = index.parse() {
                        form.region.set(index);
                    }
                })}
            </div>
        })}
    }
    .into_any()
}

/// The token or the key.
fn proof(form: Form, config: &Config) -> AnyView {
    let both = config.sign_in.token && config.sign_in.api_key;
    let fields = live(move || match form.way.get() {
        Way::Token => {
            let field =
                TextField { id: "token", label: text::TOKEN, hint: text::TOKEN_HINT, entry: Entry::Secret };
            text_field(field, form.token, form.error(form.token, token_problem))
        }
        Way::ApiKey => {
            let field = |id, label, entry| TextField { id, label, hint: "", entry };
            view! {
                <p class="hint">{text::API_KEY_HINT}</p>
                {text_field(field("key-id", text::KEY_ID, Entry::Text), form.key_id, form.error(form.key_id, key_problem))}
                {text_field(field("key", text::KEY, Entry::Secret), form.key, form.error(form.key, key_problem))}
                {text_field(field("user-id", text::USER_ID, Entry::Text), form.user_id, form.error(form.user_id, key_problem))}
            }
            .into_any()
        }
    });
    view! {
        {both.then(|| view! {
            <fieldset class="ways">
                <legend>{text::WAY}</legend>
                {way(form, Way::Token, text::TOKEN)}
                {way(form, Way::ApiKey, text::API_KEY)}
            </fieldset>
        })}
        {fields}
    }
    .into_any()
}

fn way(form: Form, way: Way, label: &'static str) -> AnyView {
    let choose = on(move |_: Event| {
        form.way.set(way);
        form.checked.set(false);
    });
    view! {
        <label>
            <input type="radio" name="way" prop:checked=flag(move || form.way.get() == way) on:change=choose />
            <span>{label}</span>
        </label>
    }
    .into_any()
}
