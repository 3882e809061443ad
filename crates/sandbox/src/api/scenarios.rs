//! Scenarios. What happens in them is on their versions; creating one makes version 1, too.

use serde_json::{Map, Value, json};

use super::facets::Facets;
use super::listing::Listing;
use super::search::Search;
use crate::check::body::{Form, choice, date_time, parse, strict_tags, text};
use crate::check::params::Params;
use crate::check::{Loc, Problems};
use crate::clock::written;
use crate::hash::fresh_id;
use crate::http::{Call, Refusal, Reply};
use crate::store::{Document, Kind, Selection, SortKey};
use crate::world::World;

const KEY: &str = "simulation_scenarios";
const MESSAGE_TYPES: &[&str] = &["user-message", "external-event", "skip"];
const FACETS: Facets = Facets { narrowed: &[("creators", "creator"), ("tags", "tag")], open: &[] };

pub(super) fn list(world: &World, call: &Call) -> Result<Reply, Refusal> {
    let mut params = Params::new(&call.query);
    let mut selection = Selection::all(Kind::Scenario);
    selection.ids = params.ids("id");
    let limit = params.limit(50, 0..=200);
    let token = params.continuation_token();
    selection.is_deleted = params.flag("is_deleted");
    filters(&mut params, &mut selection);
    let sort = params.sort(&[("updated_at", SortKey::UpdatedAt)]);
    params.finish()?;
    Listing { key: KEY, selection, sort, limit, token, facets: Some(FACETS) }.answer(world, call)
}

pub(super) fn search(world: &World, call: &Call) -> Result<Reply, Refusal> {
    let mut params = Params::new(&call.query);
    let query = params.required_text("query");
    let mut selection = Selection::all(Kind::Scenario);
    filters(&mut params, &mut selection);
    params.finish()?;
    Search { key: KEY, by_relevance: true, underscored: false }.answer(world, call, &query, selection)
}

fn filters(params: &mut Params<'_>, selection: &mut Selection) {
    selection.facets = vec![("creator", params.creators())];
    selection.tags = params.tags("tag");
}

pub(super) fn create(world: &World, call: &Call) -> Result<Reply, Refusal> {
    let body = parse(&call.body, call.is_json())?;
    let mut problems = Problems::default();
    let checked = check(&body, &mut problems);
    problems.finish()?;
    let Some((name, tags, mut version)) = checked else { return Err(Refusal::invalid(Vec::new())) };
    call.demand_own()?;
    call.demand("Simulation:ModifySimulationScenario")?;
    let mut store = world.store();
    if store.is_named(Kind::Scenario, &name)? {
        return Err(Refusal::conflict("A simulation scenario with this name already exists."));
    }
    let (id, now, user) = (fresh_id(), written(world.clock.now()), call.user_info());
    let scenario = json!({
        "id": id, "name": name, "tags": tags, "is_deleted": false,
        "created_at": now, "creator": user, "updated_at": now, "updated_by": user,
    });
    let common = [
        ("_id", json!(fresh_id())),
        ("org_id", json!(call.organization)),
        ("created_at", json!(now)),
        ("updated_at", json!(now)),
        ("simulation_scenario_id", json!(id)),
        ("version", json!(1)),
        ("creator", user),
    ];
    version.extend(common.map(|(field, value)| (field.to_owned(), value)));
    store.put(&[
        Document::new(Kind::Scenario, scenario),
        Document::new(Kind::ScenarioVersion, Value::Object(version)),
    ])?;
    world.created(Kind::Scenario, &id);
    let answer = json!({"simulation_scenario_id": id});
    Ok(Reply::json(axum::http::StatusCode::CREATED, &answer))
}

type Checked = (String, Map<String, Value>, Map<String, Value>);

fn check(body: &Value, problems: &mut Problems) -> Option<Checked> {
    let form = Form::open(body, Loc::of("body"), problems)?;
    let name = form.required("name", problems, text);
    let tags = form.required("tags", problems, strict_tags);
    let version = form.required("initial_version", problems, |value, loc, problems| {
        let form = Form::open(value, loc.clone(), problems)?;
        let objective = form.required("objective", problems, text);
        let instructions = form.required("instructions", problems, text);
        let first = form.required("initial_message_type", problems, choice(MESSAGE_TYPES));
        let starts_at = form.required("conversation_starts_at", problems, |value, loc, problems| {
            if value.is_null() { Some(None) } else { date_time(value, loc, problems).map(Some) }
        });
        let version = json!({
            "objective": objective?, "instructions": instructions?, "initial_message_type": first?,
            "conversation_starts_at": starts_at?.map(written),
        });
        version.as_object().cloned()
    });
    Some((name?, tags?, version?))
}
