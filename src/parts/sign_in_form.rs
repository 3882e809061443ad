//! Signing in: on its own page, in the place of a page that needs it, and over a page whose session
//! was refused.

use contract::{ApiKey, Organization};
use domain::config::{Config, Region};
use domain::session::clean_token;
use leptos::ev::SubmitEvent;
use leptos::prelude::*;

use crate::api::{ApiError, Failure};
use crate::browser::focus;
use crate::routes::{Address, use_go};
use crate::state::session::{Session, Sessions, use_sessions};
use crate::text::errors::Words;
use crate::text::session as text;
use crate::ui::field::{Entry, TextField};
use crate::ui::notice::{Notice, Tone};

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

    /// What is wrong with a required field, once the person tried to go on.
    fn required(self, value: RwSignal<String>) -> Signal<Option<String>> {
        Signal::derive(move || {
            let missing = self.checked.get() && value.with(|value| value.trim().is_empty());
            missing.then(|| text::REQUIRED.to_owned())
        })
    }

    fn token_error(self) -> Signal<Option<String>> {
        let required = self.required(self.token);
        Signal::derive(move || {
            required.get().or_else(|| {
                let wrong = self.checked.get() && self.token.with(|token| clean_token(token).is_none());
                wrong.then(|| text::NOT_A_TOKEN.to_owned())
            })
        })
    }

    fn is_complete(self, behind_proxy: bool) -> bool {
        let filled = |value: RwSignal<String>| value.with_untracked(|value| !value.trim().is_empty());
        filled(self.organization)
            && match self.way.get_untracked() {
                _ if behind_proxy => true,
                Way::Token => self.token.with_untracked(|token| clean_token(token).is_some()),
                Way::ApiKey => filled(self.key_id) && filled(self.key) && filled(self.user_id),
            }
    }

    fn region(self, config: &Config) -> Region {
        config.regions.get(self.region.get_untracked()).cloned().unwrap_or_default()
    }

    async fn submit(self, sessions: Sessions, config: Config) -> Result<(), Words> {
        let region = self.region(&config);
        let wanted = self.organization.get_untracked().trim().to_owned();
        let organization = sessions.check(&region, &wanted).await.map_err(|error| match error.failure {
            Failure::NotFound => text::unknown_organization(&wanted, &region.name, config.regions.len() > 1),
            _ => text::failed(&error, false),
        })?;
        let with_key = self.way.get_untracked() == Way::ApiKey;
        let answer = self.present(sessions, &config, &region, &organization).await;
        answer.map_err(|error| text::failed(&error, with_key))
    }

    async fn present(
        self,
        sessions: Sessions,
        config: &Config,
        region: &Region,
        organization: &Organization,
    ) -> Result<(), ApiError> {
        if config.sign_in.proxy.is_some() {
            sessions.behind_proxy(region, organization);
            return Ok(());
        }
        match self.way.get_untracked() {
            Way::Token => {
                let token = self.token.with_untracked(|token| clean_token(token)).unwrap_or_default();
                sessions.with_token(region, organization, token).await
            }
            Way::ApiKey => {
                let trimmed = |value: RwSignal<String>| value.with_untracked(|value| value.trim().to_owned());
                let key = ApiKey {
                    key_id: trimmed(self.key_id),
                    key: trimmed(self.key),
                    user_id: trimmed(self.user_id),
                };
                sessions.with_api_key(region, organization, key).await
            }
        }
    }
}

/// The form with all ways that the configuration offers. After signing in the page goes on; where
/// the session is for another organization, its catalogue is shown.
#[component]
pub fn SignInForm(
    /// What is known already.
    known: Known,
) -> impl IntoView {
    let sessions = use_sessions();
    let config = sessions.config();
    let form = Form::new(&config, &known);
    let behind_proxy = config.sign_in.proxy.is_some();
    let go_on = {
        let go = use_go();
        let wanted = known.organization.clone();
        move || {
            let current = sessions.current.get_untracked().map(|session| session.organization);
            if let Some(organization) = current.filter(|current| wanted.as_ref() != Some(current)) {
                go(&Address::Tests { organization });
            }
        }
    };
    let run = move |work: std::pin::Pin<Box<dyn Future<Output = Result<(), Words>>>>| {
        if form.busy.get_untracked() {
            return;
        }
        form.busy.set(true);
        form.failure.set(None);
        let go_on = go_on.clone();
        leptos::task::spawn_local_scoped(async move {
            let outcome = work.await;
            form.busy.try_set(false);
            match outcome {
                Ok(()) => go_on(),
                Err(words) => {
                    form.failure.try_set(Some(words));
                }
            }
        });
    };
    let submit = {
        let (run, config) = (run.clone(), config.clone());
        move |event: SubmitEvent| {
            event.prevent_default();
            form.checked.set(true);
            if form.is_complete(behind_proxy) {
                run(Box::pin(form.submit(sessions, config.clone())));
            } else {
                focus::later(".sign-in [aria-invalid=true]");
            }
        }
    };
    let demo = config.sign_in.demo.clone().filter(|_| !known.fixed && !behind_proxy);
    let demo_config = config.clone();
    let explore = move |_| {
        let (Some(demo), region) = (demo.clone(), form.region(&demo_config)) else { return };
        run(Box::pin(async move {
            sessions.with_demo(&region, &demo).await.map_err(|error| text::failed(&error, false))
        }));
    };
    let has_demo = config.sign_in.demo.is_some() && !known.fixed && !behind_proxy;
    let only_demo = !config.sign_in.token && !config.sign_in.api_key && !behind_proxy;
    let asks_place = !known.fixed;
    view! {
        <form class="sign-in" novalidate on:submit=submit>
            {move || form.failure.get().map(|words| view! {
                <Notice tone=Tone::Failure>
                    <p><strong>{words.what}</strong>" "{words.next}</p>
                </Notice>
            })}
            {(!only_demo).then(|| view! {
                {asks_place.then(|| view! { <Place form config=config.clone() /> })}
                {(!behind_proxy).then(|| view! { <Proof form config=config.clone() /> })}
                <button
                    type="submit"
                    class="button"
                    data-kind="primary"
                    aria-disabled=move || form.busy.get().then_some("true")
                >
                    {move || if form.busy.get() { text::BUSY } else { text::SIGN_IN }}
                </button>
            })}
            {has_demo.then(|| view! {
                {(!only_demo).then(|| view! { <p class="or">{text::OR}</p> })}
                <button type="button" class="button" on:click=explore>{text::DEMO}</button>
                <p class="hint">{text::DEMO_HINT}</p>
            })}
        </form>
    }
}

/// Organization and region.
#[component]
fn Place(form: Form, config: Config) -> impl IntoView {
    let one_region = config.regions.len() == 1;
    let region_options = config.regions.into_iter().enumerate().map(move |(index, region)| {
        view! {
            <option value=index.to_string() selected=move || form.region.get() == index>{region.name}</option>
        }
    });
    view! {
        {config.organization.is_none().then(|| view! {
            <TextField
                id="organization"
                label=text::ORGANIZATION
                hint=text::ORGANIZATION_HINT
                value=form.organization
                error=form.required(form.organization)
            />
        })}
        {(!one_region).then(|| view! {
            <div class="field">
                <label for="region">{text::REGION}</label>
                <select
                    id="region"
                    on:change=move |event| {
                        if let Ok(index) = event_target_value(&event).parse() {
                            form.region.set(index);
                        }
                    }
                >
                    {region_options.collect_view()}
                </select>
            </div>
        })}
    }
}

/// The token or the key.
#[component]
fn Proof(form: Form, config: Config) -> impl IntoView {
    let both = config.sign_in.token && config.sign_in.api_key;
    let choice = move |way: Way, label: &'static str| {
        view! {
            <label>
                <input
                    type="radio"
                    name="way"
                    prop:checked=move || form.way.get() == way
                    on:change=move |_| {
                        form.way.set(way);
                        form.checked.set(false);
                    }
                />
                <span>{label}</span>
            </label>
        }
    };
    view! {
        {both.then(|| view! {
            <fieldset class="ways">
                <legend>{text::WAY}</legend>
                {choice(Way::Token, text::TOKEN)}
                {choice(Way::ApiKey, text::API_KEY)}
            </fieldset>
        })}
        {move || match form.way.get() {
            Way::Token => view! {
                <TextField
                    id="token"
                    label=text::TOKEN
                    hint=text::TOKEN_HINT
                    value=form.token
                    error=form.token_error()
                    entry=Entry::Secret
                />
            }.into_any(),
            Way::ApiKey => view! {
                <p class="hint">{text::API_KEY_HINT}</p>
                <TextField id="key-id" label=text::KEY_ID value=form.key_id error=form.required(form.key_id) />
                <TextField
                    id="key"
                    label=text::KEY
                    value=form.key
                    error=form.required(form.key)
                    entry=Entry::Secret
                />
                <TextField id="user-id" label=text::USER_ID value=form.user_id error=form.required(form.user_id) />
            }.into_any(),
        }}
    }
}
