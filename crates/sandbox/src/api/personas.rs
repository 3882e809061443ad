//! Personas. What they are like is on their versions; creating one makes version 1, too.

use serde_json::{Map, Value, json};

use super::facets::Facets;
use super::listing::Listing;
use super::search::Search;
use crate::check::body::{Form, language, list as list_of, parse, strict_tags, text, time_zone, variables};
use crate::check::params::Params;
use crate::check::{Loc, Problems};
use crate::clock::written;
use crate::hash::fresh_id;
use crate::http::{Call, Refusal, Reply};
use crate::store::{Document, Kind, Selection, SortKey, Store};
use crate::world::World;

const KEY: &str = "simulation_personas";
const FACETS: Facets =
    Facets { narrowed: &[("creators", "creator"), ("tags", "tag")], open: &[("roles", "role")] };

pub(super) fn list(world: &World, call: &Call) -> Result<Reply, Refusal> {
    let mut params = Params::new(&call.query);
    let mut selection = Selection::all(Kind::Persona);
    selection.ids = params.ids("id");
    let limit = params.limit(50, 0..=50);
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
    let mut selection = Selection::all(Kind::Persona);
    filters(&mut params, &mut selection);
    params.finish()?;
    Search { key: KEY, by_relevance: true, underscored: false }.answer(world, call, &query, selection)
}

fn filters(params: &mut Params<'_>, selection: &mut Selection) {
    selection.facets = vec![("role", params.unique("role")), ("creator", params.creators())];
    selection.tags = params.tags("tag");
}

pub(super) fn create(world: &World, call: &Call) -> Result<Reply, Refusal> {
    let body = parse(&call.body, call.is_json())?;
    let mut problems = Problems::default();
    let checked = check(&body, &mut problems);
    problems.finish()?;
    let Some((name, role, tags, mut version)) = checked else { return Err(Refusal::invalid(Vec::new())) };
    call.demand_own()?;
    call.demand("Simulation:ModifySimulationPersona")?;
    let mut store = world.store();
    if store.is_named(Kind::Persona, &name)? {
        return Err(Refusal::conflict("A simulation persona with this name already exists."));
    }
    settle(&store, call, &mut version)?;
    let (id, now, user) = (fresh_id(), written(world.clock.now()), call.user_info());
    let persona = json!({
        "id": id, "name": name, "role": role, "tags": tags, "is_deleted": false,
        "created_at": now, "creator": user, "updated_at": now, "updated_by": user,
    });
    let common = [
        ("_id", json!(fresh_id())),
        ("org_id", json!(call.organization)),
        ("created_at", json!(now)),
        ("updated_at", json!(now)),
        ("simulation_persona_id", json!(id)),
        ("version", json!(1)),
        ("creator", user),
    ];
    version.extend(common.map(|(field, value)| (field.to_owned(), value)));
    store.put(&[
        Document::new(Kind::Persona, persona),
        Document::new(Kind::PersonaVersion, Value::Object(version)),
    ])?;
    world.created(Kind::Persona, &id);
    let answer = json!({"simulation_persona_id": id});
    Ok(Reply::json(axum::http::StatusCode::CREATED, &answer))
}

type Checked = (String, String, Map<String, Value>, Map<String, Value>);

fn check(body: &Value, problems: &mut Problems) -> Option<Checked> {
    let form = Form::open(body, Loc::of("body"), problems)?;
    let name = form.required("name", problems, text);
    let role = form.required("role", problems, text);
    let tags = form.required("tags", problems, strict_tags);
    let version = form.required("initial_version", problems, |value, loc, problems| {
        let form = Form::open(value, loc.clone(), problems)?;
        let background = form.required("background", problems, text);
        let mut version = Map::new();
        // Absent or an empty object: the organization's default. Null: none.
        for (field, check) in [
            ("preferred_language", language as fn(&Value, &Loc, &mut Problems) -> _),
            ("timezone", time_zone),
        ] {
            match form.raw(field) {
                None => {}
                Some(Value::Object(map)) if map.is_empty() => {}
                Some(Value::Null) => {
                    version.insert(field.to_owned(), Value::Null);
                }
                Some(value) => {
                    let value = check(value, &form.loc().name(field), problems);
                    version.insert(field.to_owned(), json!(value));
                }
            }
        }
        let models = form.required("user_models", problems, list_of(0, text));
        let open = form.required("nonsensitive_user_variables", problems, variables);
        let sensitive = form.required("sensitive_user_variables", problems, variables);
        version.insert("background".to_owned(), json!(background?));
        version.insert("user_models".to_owned(), json!(models?));
        version.insert("nonsensitive_user_variables".to_owned(), json!(open?));
        version.insert("sensitive_user_variables".to_owned(), json!(sensitive?));
        Some(version)
    });
    Some((name?, role?, tags?, version?))
}

/// Fills in the organization's language and time zone where none were said.
fn settle(store: &Store, call: &Call, version: &mut Map<String, Value>) -> Result<(), Refusal> {
    let organization = store.get(Kind::Organization, &call.organization)?.unwrap_or_default();
    for field in ["preferred_language", "timezone"] {
        let default = organization.pointer(&format!("/default_user_preferences/{field}"));
        version.entry(field).or_insert_with(|| default.cloned().unwrap_or_default());
    }
    Ok(())
}
