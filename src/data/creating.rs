//! Creating a persona or a scenario, once: where the answer is lost, the name is looked up before
//! anybody sends again. What was sent is known then, and nothing of it is read.

use std::sync::Arc;

use contract::{
    CreatePersona, CreateScenario, NewPersonaVersion, Persona, PersonaId, PersonaVersion, Scenario,
    ScenarioId, ScenarioVersion, Setting, Timestamp,
};
use domain::instant::Instant;
use domain::kind::Kind;
use domain::written::{self, Answer, Create, Holder};

use super::names::Item;
use super::unit_test;
use super::workspace::Workspace;
use super::writing::{PAUSES, answer};
use crate::api::{self, ApiError, Failure};
use crate::browser::clock;

/// What is created.
#[derive(Clone, Debug, PartialEq)]
pub enum Request {
    /// A persona.
    Persona(CreatePersona),
    /// A scenario.
    Scenario(CreateScenario),
}

/// What became of it.
#[derive(Clone, Debug, PartialEq)]
pub enum Creation {
    /// It is there as it was sent; everybody who asks for its id knows it.
    Done(Arc<Item>),
    /// What has the name is what was sent: the request was repeated on its way, or sent before.
    Already(Arc<Item>),
    /// The answer was lost, and it is not there: it may be sent again.
    Lost(ApiError),
    /// The answer was lost, and whether it is there could not be found out.
    Unsure(ApiError),
    /// Another one has the name.
    Taken,
    /// The server says that the name is taken, and it could not be found by what.
    TakenUnseen(ApiError),
    /// The server refused it, or nothing was sent.
    Refused(ApiError),
}

impl Request {
    fn kind(&self) -> Kind {
        match self {
            Self::Persona(_) => Kind::Persona,
            Self::Scenario(_) => Kind::Scenario,
        }
    }

    fn name(&self) -> &str {
        match self {
            Self::Persona(request) => &request.name,
            Self::Scenario(request) => &request.name,
        }
    }
}

/// Creates it, once.
pub async fn create(workspace: Workspace, request: &Request) -> Creation {
    let error = match send(workspace, request).await {
        Ok(id) => return Creation::Done(know(workspace, request, &id)),
        Err(error) => error,
    };
    let answer = answer(&error);
    if !matches!(answer, Answer::Lost | Answer::Conflict) {
        return Creation::Refused(error);
    }
    let holder = match look_up(workspace, request).await {
        Ok(Some((id, true))) => Holder::AsSent(id),
        Ok(Some((id, false))) => Holder::Other(id),
        Ok(None) => Holder::Nothing,
        Err(_) => Holder::Unread,
    };
    match written::create(answer, holder) {
        Create::After(id) => Creation::Done(know(workspace, request, &id)),
        Create::Already(id) => Creation::Already(know(workspace, request, &id)),
        Create::Absent => Creation::Lost(error),
        Create::Unknown => Creation::Unsure(error),
        Create::Taken(_) => Creation::Taken,
        Create::TakenUnseen => Creation::TakenUnseen(error),
        Create::Refused => Creation::Refused(error),
    }
}

/// Finds what was created by an earlier request whose answer nobody heard.
///
/// # Errors
/// As any read.
pub async fn created_before(workspace: Workspace, request: &Request) -> Result<Option<Arc<Item>>, ApiError> {
    let found = look_up(workspace, request).await?;
    Ok(found.filter(|(_, is_same)| *is_same).map(|(id, _)| know(workspace, request, &id)))
}

async fn send(workspace: Workspace, request: &Request) -> Result<String, ApiError> {
    let api = workspace.api;
    Ok(match request {
        Request::Persona(request) => {
            api::persona::create(api, request).await?.simulation_persona_id.as_str().to_owned()
        }
        Request::Scenario(request) => {
            api::scenario::create(api, request).await?.simulation_scenario_id.as_str().to_owned()
        }
    })
}

/// Finds what has the name; its id, and whether it is as it was sent.
async fn look_up(workspace: Workspace, request: &Request) -> Result<Option<(String, bool)>, ApiError> {
    for pause in PAUSES {
        clock::sleep(pause).await;
        let found = workspace.picks.of(request.kind()).named(request.name()).await?;
        if let Some(item) = found {
            let is_same = is_same(workspace, request, &item).await?;
            return Ok(Some((item.id().to_owned(), is_same)));
        }
    }
    Ok(None)
}

/// Whether what is there says what was sent. Its version may come a moment later than itself.
async fn is_same(workspace: Workspace, request: &Request, item: &Item) -> Result<bool, ApiError> {
    let id = || item.id().to_owned();
    for pause in PAUSES {
        clock::sleep(pause).await;
        let said = match (request, item) {
            (Request::Persona(sent), Item::Persona(persona)) => {
                let version = there(unit_test::persona(workspace.api, id()).await)?;
                version.map(|version| {
                    persona.role.trim() == sent.role && is_same_persona(&sent.initial_version, &version)
                })
            }
            (Request::Scenario(sent), Item::Scenario(_)) => {
                let version = there(unit_test::scenario(workspace.api, id()).await)?;
                version.map(|version| {
                    let sent = &sent.initial_version;
                    version.objective.trim() == sent.objective
                        && version.instructions.trim() == sent.instructions
                        && version.initial_message_type == sent.initial_message_type
                        && is_same_moment(&sent.conversation_starts_at, &version.conversation_starts_at)
                })
            }
            _ => Some(false),
        };
        if let Some(is_same) = said {
            return Ok(is_same);
        }
    }
    Ok(false)
}

/// Whether both are the same moment, however it is written.
fn is_same_moment(sent: &Option<Timestamp>, there: &Option<Timestamp>) -> bool {
    let read = |moment: &Option<Timestamp>| moment.as_ref().and_then(Instant::read);
    sent == there || (read(sent).is_some() && read(sent) == read(there))
}

/// Whether a version says what was sent. What is left to the organization may have been filled in, and
/// sensitive variables may be hidden, or be no longer known here.
fn is_same_persona(sent: &NewPersonaVersion, there: &PersonaVersion) -> bool {
    let is_set = |sent: &Setting, there: &Option<String>| match sent {
        Setting::Value(value) => there.as_ref() == Some(value),
        Setting::None => there.is_none(),
        Setting::Default => true,
    };
    let (sensitive, hidden) = (&sent.sensitive_user_variables, &there.sensitive_user_variables);
    there.background.trim() == sent.background
        && is_set(&sent.preferred_language, &there.preferred_language)
        && is_set(&sent.timezone, &there.timezone)
        && there.nonsensitive_user_variables == sent.nonsensitive_user_variables
        && (sensitive.is_empty() || hidden.is_empty() || sensitive == hidden)
}

/// What is not found may only be late.
fn there<V>(version: Result<Option<V>, ApiError>) -> Result<Option<V>, ApiError> {
    match version {
        Err(error) if error.failure == Failure::NotFound => Ok(None),
        other => other,
    }
}

/// Makes what was sent known under its id: a read right after a write may not find it yet.
fn know(workspace: Workspace, request: &Request, id: &str) -> Arc<Item> {
    let item = match request {
        Request::Persona(request) => {
            workspace.persona_versions.note(id, persona_version(request, id));
            Item::Persona(Persona {
                id: PersonaId::from_response(id),
                name: request.name.clone(),
                role: request.role.clone(),
                ..Persona::default()
            })
        }
        Request::Scenario(request) => {
            workspace.scenario_versions.note(id, scenario_version(request, id));
            Item::Scenario(Scenario {
                id: ScenarioId::from_response(id),
                name: request.name.clone(),
                ..Scenario::default()
            })
        }
    };
    let item = Arc::new(item);
    workspace.names.learn(workspace.names.now(), request.kind(), id, item.clone());
    workspace.picks.of(request.kind()).outdate();
    item
}

/// Sensitive variables are left out: nothing shows them, and they are kept nowhere.
fn persona_version(request: &CreatePersona, id: &str) -> PersonaVersion {
    let sent = &request.initial_version;
    let value = |setting: &Setting| match setting {
        Setting::Value(value) => Some(value.clone()),
        Setting::Default | Setting::None => None,
    };
    PersonaVersion {
        simulation_persona_id: PersonaId::from_response(id),
        version: 1,
        background: sent.background.clone(),
        preferred_language: value(&sent.preferred_language),
        timezone: value(&sent.timezone),
        ..PersonaVersion::default()
    }
}

fn scenario_version(request: &CreateScenario, id: &str) -> ScenarioVersion {
    let sent = &request.initial_version;
    ScenarioVersion {
        simulation_scenario_id: ScenarioId::from_response(id),
        version: 1,
        objective: sent.objective.clone(),
        instructions: sent.instructions.clone(),
        initial_message_type: sent.initial_message_type.clone(),
        conversation_starts_at: sent.conversation_starts_at.clone(),
        ..ScenarioVersion::default()
    }
}
