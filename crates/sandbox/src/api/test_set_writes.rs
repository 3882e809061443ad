//! Test sets: create, update, delete. The order of refusals is that of unit tests.

use axum::http::StatusCode;
use serde_json::{Map, Value, json};

use crate::check::body::{Form, free_tags, integer, list, object_id, parse, text};
use crate::check::params::Params;
use crate::check::{Loc, Problems};
use crate::clock::written;
use crate::hash::fresh_id;
use crate::http::{Call, Refusal, Reply};
use crate::store::{Document, Kind, Selection, Store};
use crate::world::World;

const NO_TEST: &str = "The specified organization or simulation unit test was not found.";
const NOTHING: &str =
    "The specified organization, simulation unit test set, or simulation unit test was not found.";
const NO_SET: &str = "The specified organization or simulation unit test set was not found.";
const TAKEN: &str = "A simulation unit test set with this name already exists.";

/// The parts of a set that a request gives; a create gives all.
#[derive(Debug, Default)]
struct Given {
    name: Option<String>,
    /// A text or none; absent: unchanged.
    description: Option<Option<String>>,
    members: Option<Vec<Member>>,
    tags: Option<Map<String, Value>>,
}

#[derive(Debug)]
struct Member {
    unit_test_id: String,
    run_count: i64,
}

pub(super) fn create(world: &World, call: &Call) -> Result<Reply, Refusal> {
    let body = parse(&call.body, call.is_json())?;
    let mut problems = Problems::default();
    let given = check_create(&body, &mut problems).unwrap_or_default();
    problems.finish()?;
    call.demand_own()?;
    let mut store = world.store();
    given.find_tests(&store, &Value::Null, NO_TEST)?;
    if store.is_named(Kind::TestSet, given.name.as_deref().unwrap_or_default())? {
        return Err(Refusal::conflict(TAKEN));
    }
    let (id, now, user) = (fresh_id(), written(world.clock.now()), call.user_info());
    let mut set = Map::new();
    given.write(&mut set);
    for (field, value) in [
        ("id", json!(id)),
        ("org_id", json!(call.organization)),
        ("is_deleted", json!(false)),
        ("last_triggered_run_id", Value::Null),
        ("created_at", json!(now)),
        ("updated_at", json!(now)),
        ("creator", user.clone()),
        ("updated_by", user),
    ] {
        set.insert(field.to_owned(), value);
    }
    store.put(&[Document::new(Kind::TestSet, Value::Object(set))])?;
    world.created(Kind::TestSet, &id);
    Ok(Reply::json(StatusCode::CREATED, &json!({"simulation_unit_test_set_id": id})))
}

pub(super) fn update(world: &World, call: &Call) -> Result<Reply, Refusal> {
    let body = parse(&call.body, call.is_json())?;
    let mut params = Params::new(&call.query);
    let id = params.path_id("simulation_unit_test_set_id", call.id.as_deref());
    let mut problems = params.into_problems();
    let given = check_update(&body, &mut problems).unwrap_or_default();
    problems.finish()?;
    call.demand_own()?;
    let mut store = world.store();
    let mut set = live_set(&store, &id, NOTHING)?;
    given.find_tests(&store, &set, NOTHING)?;
    if let Some(name) = &given.name
        && set.get("name").and_then(Value::as_str) != Some(name)
        && store.is_named(Kind::TestSet, name)?
    {
        return Err(Refusal::conflict(TAKEN));
    }
    if let Value::Object(set) = &mut set {
        given.write(set);
        touch(set, world, call);
    }
    store.put(&[Document { kind: Kind::TestSet, id, body: set, hidden: false }])?;
    Ok(Reply::no_content())
}

/// Runs in progress go on.
pub(super) fn delete(world: &World, call: &Call) -> Result<Reply, Refusal> {
    let mut params = Params::new(&call.query);
    let id = params.path_id("simulation_unit_test_set_id", call.id.as_deref());
    params.finish()?;
    call.demand_own()?;
    let mut store = world.store();
    let mut set = live_set(&store, &id, NO_SET)?;
    if let Value::Object(set) = &mut set {
        set.insert("is_deleted".to_owned(), json!(true));
        touch(set, world, call);
    }
    store.put(&[Document { kind: Kind::TestSet, id, body: set, hidden: false }])?;
    Ok(Reply::no_content())
}

/// A set that can be written to or run: there, visible and not deleted.
pub(super) fn live_set(store: &Store, id: &str, missing: &str) -> Result<Value, Refusal> {
    let mut live = Selection::all(Kind::TestSet);
    live.ids = vec![id.to_owned()];
    live.is_deleted = Some(false);
    let is_live = store.count(&live)? > 0;
    let set = if is_live { store.get(Kind::TestSet, id)? } else { None };
    set.ok_or_else(|| Refusal::not_found(missing))
}

fn touch(set: &mut Map<String, Value>, world: &World, call: &Call) {
    set.insert("updated_at".to_owned(), json!(written(world.clock.now())));
    set.insert("updated_by".to_owned(), call.user_info());
}

fn check_create(body: &Value, problems: &mut Problems) -> Option<Given> {
    let form = Form::open(body, Loc::of("body"), problems)?;
    Some(Given {
        name: form.required("name", problems, text),
        description: form.required("description", problems, |value, loc, problems| match value {
            Value::Null => Some(None),
            value => text(value, loc, problems).map(Some),
        }),
        members: form.required("unit_test_runs", problems, list(1, member)),
        tags: form.required("tags", problems, free_tags),
    })
}

/// Null and absent alike leave a part as it is, but for the description: null clears it, and an empty
/// object leaves it, too.
fn check_update(body: &Value, problems: &mut Problems) -> Option<Given> {
    let form = Form::open(body, Loc::of("body"), problems)?;
    let description = match form.raw("description") {
        None => None,
        Some(Value::Object(map)) if map.is_empty() => None,
        Some(Value::Null) => Some(None),
        Some(_) => form.required("description", problems, text).map(Some),
    };
    Some(Given {
        name: form.optional("name", problems, text),
        description,
        members: form.optional("unit_test_runs", problems, list(1, member)),
        tags: form.optional("tags", problems, free_tags),
    })
}

fn member(value: &Value, loc: &Loc, problems: &mut Problems) -> Option<Member> {
    let form = Form::open(value, loc.clone(), problems)?;
    let unit_test_id = form.required("unit_test_id", problems, object_id);
    let run_count = form.required("run_count", problems, integer(1..=i64::MAX));
    Some(Member { unit_test_id: unit_test_id?, run_count: run_count? })
}

impl Given {
    /// Writes what was given into a set.
    fn write(&self, set: &mut Map<String, Value>) {
        if let Some(name) = &self.name {
            set.insert("name".to_owned(), json!(name));
        }
        if let Some(description) = &self.description {
            set.insert("description".to_owned(), json!(description));
        }
        if let Some(members) = &self.members {
            let of =
                |member: &Member| json!({"unit_test_id": member.unit_test_id, "run_count": member.run_count});
            set.insert("unit_test_runs".to_owned(), members.iter().map(of).collect());
        }
        if let Some(tags) = &self.tags {
            let tags: Value = tags.iter().map(|(key, value)| json!({"key": key, "value": value})).collect();
            set.insert("tags".to_owned(), tags);
        }
    }

    /// Whether every test that the set newly holds is there. What it held before may be deleted.
    fn find_tests(&self, store: &Store, before: &Value, missing: &str) -> Result<(), Refusal> {
        let old: Vec<&str> = before
            .get("unit_test_runs")
            .and_then(Value::as_array)
            .into_iter()
            .flatten()
            .filter_map(|member| member.get("unit_test_id")?.as_str())
            .collect();
        let mut wanted: Vec<String> =
            self.members.iter().flatten().map(|member| member.unit_test_id.clone()).collect();
        wanted.retain(|id| !old.contains(&id.as_str()));
        wanted.sort_unstable();
        wanted.dedup();
        if wanted.is_empty() {
            return Ok(());
        }
        let mut live = Selection::all(Kind::UnitTest);
        let count = wanted.len();
        live.ids = wanted;
        live.is_deleted = Some(false);
        if store.count(&live)? == count { Ok(()) } else { Err(Refusal::not_found(missing)) }
    }
}
