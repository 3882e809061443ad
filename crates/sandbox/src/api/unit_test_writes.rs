//! Unit tests: create, update, delete.
//!
//! The order of refusals is a choice, as the API's is not known: what is malformed (422), the
//! permission (403), what is missing (404), criteria of the wrong type (400), the name (409).

use axum::http::StatusCode;
use serde_json::{Map, Value, json};

use crate::check::body::{Form, any_text, free_tags, integer, list, object_id, parse, text};
use crate::check::criteria::{CheckedCriterion, criterion};
use crate::check::params::Params;
use crate::check::{Loc, Problems};
use crate::clock::written;
use crate::hash::fresh_id;
use crate::http::{Call, Refusal, Reply};
use crate::store::{Document, Kind, Selection, Store};
use crate::world::World;

const NO_REFERENCE: &str =
    "The specified organization, service, persona, scenario, metric, or service version set was not found.";
const NOTHING: &str = "The specified organization, simulation unit test, service, persona, scenario, metric, \
     or service version set was not found.";
const WRONG_TYPE: &str =
    "The metric type of the success criterion does not match the metric type of the metric.";

/// The parts of a unit test that a request gives; a create gives all.
#[derive(Debug, Default)]
struct Given {
    name: Option<String>,
    description: Option<String>,
    service_id: Option<String>,
    service_version_set_name: Option<String>,
    persona_id: Option<String>,
    scenario_id: Option<String>,
    max_interactions: Option<i64>,
    criteria: Option<Vec<CheckedCriterion>>,
    tags: Option<Map<String, Value>>,
}

pub(super) fn create(world: &World, call: &Call) -> Result<Reply, Refusal> {
    let body = parse(&call.body, call.is_json())?;
    let mut problems = Problems::default();
    let given = check_create(&body, &mut problems).unwrap_or_default();
    problems.finish()?;
    call.demand_own()?;
    let mut store = world.store();
    let nothing = Value::Null;
    given.find_references(&store, &nothing, NO_REFERENCE)?;
    if store.is_named(Kind::UnitTest, given.name.as_deref().unwrap_or_default())? {
        return Err(Refusal::conflict("A unit test with this name already exists."));
    }
    let (id, now, user) = (fresh_id(), written(world.clock.now()), call.user_info());
    let mut test = Map::new();
    given.write(&mut test);
    for (field, value) in [
        ("id", json!(id)),
        ("org_id", json!(call.organization)),
        ("is_deleted", json!(false)),
        ("created_at", json!(now)),
        ("updated_at", json!(now)),
        ("creator", user.clone()),
        ("updated_by", user),
    ] {
        test.insert(field.to_owned(), value);
    }
    store.put(&[Document::new(Kind::UnitTest, Value::Object(test))])?;
    world.created(Kind::UnitTest, &id);
    Ok(Reply::json(StatusCode::CREATED, &json!({"simulation_unit_test_id": id})))
}

pub(super) fn update(world: &World, call: &Call) -> Result<Reply, Refusal> {
    let body = parse(&call.body, call.is_json())?;
    let mut params = Params::new(&call.query);
    let id = params.path_id("simulation_unit_test_id", call.id.as_deref());
    let mut problems = params.into_problems();
    let given = check_update(&body, &mut problems).unwrap_or_default();
    problems.finish()?;
    call.demand_own()?;
    let mut store = world.store();
    let mut test = live_test(&store, &id, NOTHING)?;
    given.find_references(&store, &test, NOTHING)?;
    if let Value::Object(test) = &mut test {
        given.write(test);
        touch(test, world, call);
    }
    store.put(&[Document { kind: Kind::UnitTest, id, body: test, hidden: false }])?;
    Ok(Reply::no_content())
}

pub(super) fn delete(world: &World, call: &Call) -> Result<Reply, Refusal> {
    let mut params = Params::new(&call.query);
    let id = params.path_id("simulation_unit_test_id", call.id.as_deref());
    params.finish()?;
    call.demand_own()?;
    let mut store = world.store();
    let missing = "The specified organization or simulation unit test was not found or is inactive.";
    let mut test = live_test(&store, &id, missing)?;
    let mut users = Selection::all(Kind::TestSet);
    users.is_deleted = Some(false);
    users.facets = vec![("unit_test_id", vec![id.clone()])];
    users.with_hidden = true;
    if store.count(&users)? > 0 {
        let used = "The specified simulation unit test is used in a simulation unit test set.";
        return Err(Refusal::bad_request(used));
    }
    if let Value::Object(test) = &mut test {
        test.insert("is_deleted".to_owned(), json!(true));
        touch(test, world, call);
    }
    store.put(&[Document { kind: Kind::UnitTest, id, body: test, hidden: false }])?;
    Ok(Reply::no_content())
}

fn touch(test: &mut Map<String, Value>, world: &World, call: &Call) {
    test.insert("updated_at".to_owned(), json!(written(world.clock.now())));
    test.insert("updated_by".to_owned(), call.user_info());
}

/// A test that can be written to: there, visible and not deleted.
fn live_test(store: &Store, id: &str, missing: &str) -> Result<Value, Refusal> {
    let mut live = Selection::all(Kind::UnitTest);
    live.ids = vec![id.to_owned()];
    live.is_deleted = Some(false);
    let is_live = store.count(&live)? > 0;
    let test = if is_live { store.get(Kind::UnitTest, id)? } else { None };
    test.ok_or_else(|| Refusal::not_found(missing))
}

fn check_create(body: &Value, problems: &mut Problems) -> Option<Given> {
    let form = Form::open(body, Loc::of("body"), problems)?;
    Some(Given {
        name: form.required("name", problems, text),
        description: form.required("description", problems, text),
        service_id: form.required("service_id", problems, object_id),
        service_version_set_name: form.required("service_version_set_name", problems, any_text),
        persona_id: form.required("persona_id", problems, object_id),
        scenario_id: form.required("scenario_id", problems, object_id),
        max_interactions: form.required("max_interactions", problems, integer(1..=100)),
        criteria: form.required("success_criterions", problems, list(1, criterion)),
        tags: form.required("tags", problems, free_tags),
    })
}

/// Null and absent alike leave a part as it is. `run_count` is checked and forgotten: nothing
/// that is answered shows it.
fn check_update(body: &Value, problems: &mut Problems) -> Option<Given> {
    let form = Form::open(body, Loc::of("body"), problems)?;
    let given = Given {
        name: None,
        description: form.optional("description", problems, text),
        service_id: form.optional("service_id", problems, object_id),
        service_version_set_name: form.optional("service_version_set_name", problems, any_text),
        persona_id: form.optional("persona_id", problems, object_id),
        scenario_id: form.optional("scenario_id", problems, object_id),
        max_interactions: form.optional("max_interactions", problems, integer(1..=100)),
        criteria: form.optional("success_criterions", problems, list(1, criterion)),
        tags: form.optional("tags", problems, free_tags),
    };
    form.optional("run_count", problems, integer(1..=i64::MAX));
    Some(given)
}

impl Given {
    /// Writes what was given into a test.
    fn write(&self, test: &mut Map<String, Value>) {
        let texts = [
            ("name", &self.name),
            ("description", &self.description),
            ("service_id", &self.service_id),
            ("service_version_set_name", &self.service_version_set_name),
            ("persona_id", &self.persona_id),
            ("scenario_id", &self.scenario_id),
        ];
        for (field, text) in texts {
            if let Some(text) = text {
                test.insert(field.to_owned(), json!(text));
            }
        }
        if let Some(max) = self.max_interactions {
            test.insert("max_interactions".to_owned(), json!(max));
        }
        if let Some(criteria) = &self.criteria {
            let criteria: Value = criteria.iter().map(|criterion| criterion.document.clone()).collect();
            test.insert("success_criterions".to_owned(), criteria);
        }
        if let Some(tags) = &self.tags {
            let tags: Value = tags.iter().map(|(key, value)| json!({"key": key, "value": value})).collect();
            test.insert("tags".to_owned(), tags);
        }
    }

    /// Whether everything that the test newly refers to is there. What it referred to before may
    /// be deleted.
    fn find_references(&self, store: &Store, before: &Value, missing: &str) -> Result<(), Refusal> {
        let old = |field: &str| before.get(field).and_then(Value::as_str);
        let persona = self.persona_id.as_deref().filter(|id| old("persona_id") != Some(*id));
        let scenario = self.scenario_id.as_deref().filter(|id| old("scenario_id") != Some(*id));
        for (kind, id) in [(Kind::Persona, persona), (Kind::Scenario, scenario)] {
            if let Some(id) = id
                && find_live(store, kind, id)?.is_none()
            {
                return Err(Refusal::not_found(missing));
            }
        }
        let service = self.service_id.as_deref().or(old("service_id")).unwrap_or_default();
        let set = self.service_version_set_name.as_deref().or(old("service_version_set_name"));
        let moved = Some(service) != old("service_id") || set != old("service_version_set_name");
        if moved && !has_version_set(store, service, set.unwrap_or_default())? {
            return Err(Refusal::not_found(missing));
        }
        self.find_metrics(store, before, missing)
    }

    fn find_metrics(&self, store: &Store, before: &Value, missing: &str) -> Result<(), Refusal> {
        let old: Vec<&str> = before
            .get("success_criterions")
            .and_then(Value::as_array)
            .into_iter()
            .flatten()
            .filter_map(|criterion| criterion.get("metric_id")?.as_str())
            .collect();
        let mut fits = true;
        for criterion in self.criteria.iter().flatten() {
            let id = criterion.metric_id.as_str();
            let is_old = old.contains(&id);
            let metric =
                if is_old { store.get(Kind::Metric, id)? } else { find_live(store, Kind::Metric, id)? };
            match metric {
                Some(metric) => {
                    let kind = metric.get("metric_value_type").and_then(Value::as_str);
                    fits &= kind == Some(criterion.kind);
                }
                None if is_old => {}
                None => return Err(Refusal::not_found(missing)),
            }
        }
        if fits { Ok(()) } else { Err(Refusal::bad_request(WRONG_TYPE)) }
    }
}

fn find_live(store: &Store, kind: Kind, id: &str) -> Result<Option<Value>, Refusal> {
    let found = store.get(kind, id)?;
    let is_deleted = |found: &Value| found.get("is_deleted").and_then(Value::as_bool).unwrap_or_default();
    Ok(found.filter(|found| !is_deleted(found)))
}

/// A service that is not active counts as missing: no test may come to run on it.
fn has_version_set(store: &Store, service: &str, set: &str) -> Result<bool, Refusal> {
    let service = store.get(Kind::Service, service)?;
    Ok(service.is_some_and(|service| {
        let is_active = service.get("is_active").and_then(Value::as_bool).unwrap_or(true);
        is_active && service.get("version_sets").is_some_and(|sets| sets.get(set).is_some())
    }))
}
