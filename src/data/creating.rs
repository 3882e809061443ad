//! Creating a persona or a scenario, once: where the answer is lost, the name is looked up before
//! anybody sends again. What was sent is known then, and nothing of it is read.

use std::sync::Arc;

use contract::{
    CreatePersona, CreateScenario, Persona, PersonaId, PersonaVersion, Scenario, ScenarioId, ScenarioVersion,
    Setting,
};
use domain::kind::Kind;

use super::names::Item;
use super::unit_test;
use super::workspace::Workspace;
use super::writing::is_lost;
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
    /// The answer was lost, and it is not there: it may be sent again.
    Lost(ApiError),
    /// The answer was lost, and whether it is there could not be found out.
    Unsure(ApiError),
    /// Another one has the name.
    Taken,
    /// The server refused it, or nothing was sent.
    Refused(ApiError),
}

/// The waits before each look after a lost answer, in milliseconds: what was just written may be
/// missing from lists for a moment.
const PAUSES: [i64; 3] = [0, 700, 2000];

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

/// Creates it. `earlier_lost`: an attempt before was lost, so that a name that is taken may be that
/// attempt's.
pub async fn create(workspace: Workspace, request: &Request, earlier_lost: bool) -> Creation {
    let error = match send(workspace, request).await {
        Ok(id) => return Creation::Done(know(workspace, request, &id)),
        Err(error) => error,
    };
    let is_taken = error.failure == Failure::Conflict;
    if is_taken && !earlier_lost {
        return Creation::Taken;
    }
    if !is_taken && !is_lost(&error) {
        return Creation::Refused(error);
    }
    match look_up(workspace, request).await {
        Ok(Some((id, true))) => Creation::Done(know(workspace, request, &id)),
        Ok(Some((_, false))) => Creation::Taken,
        Ok(None) | Err(_) if is_taken => Creation::Taken,
        Ok(None) => Creation::Lost(error),
        Err(_) => Creation::Unsure(error),
    }
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
                    let background = &sent.initial_version.background;
                    persona.role.trim() == sent.role && version.background.trim() == background
                })
            }
            (Request::Scenario(sent), Item::Scenario(_)) => {
                let version = there(unit_test::scenario(workspace.api, id()).await)?;
                version.map(|version| {
                    let sent = &sent.initial_version;
                    version.objective.trim() == sent.objective
                        && version.instructions.trim() == sent.instructions
                        && version.initial_message_type == sent.initial_message_type
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
    workspace.names.learn(request.kind(), id, item.clone());
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
