//! Unit tests and test sets of the demo seed.

use std::collections::BTreeMap;

use anyhow::{Context, Result, bail};
use serde_json::{Value, json};

use super::super::plot::{Plot, mixed_places, tag_list};
use super::{id_of, read, text};
use crate::hash::object_id;
use crate::names::ORGANIZATION;
use crate::store::Kind;

/// The ids behind the keys, by kind.
struct Ids(BTreeMap<(&'static str, String), String>);

impl Ids {
    fn gather() -> Result<Self> {
        let mut ids = BTreeMap::new();
        for (kind, json) in [
            ("service", include_str!("services.json")),
            ("metric", include_str!("metrics.json")),
            ("persona", include_str!("personas.json")),
            ("scenario", include_str!("scenarios.json")),
        ] {
            for thing in read(json)? {
                ids.insert((kind, text(&thing, "key")?.to_owned()), id_of(kind, &thing)?);
            }
        }
        Ok(Self(ids))
    }

    fn of(&self, kind: &'static str, key: &str) -> Result<&str> {
        let id = self.0.get(&(kind, key.to_owned()));
        id.map(String::as_str).with_context(|| format!("there is no {kind} {key}"))
    }
}

pub(super) fn unit_tests(plot: &mut Plot) -> Result<()> {
    let ids = Ids::gather()?;
    let tests = read(include_str!("unit_tests.json"))?;
    let names = tests.iter().map(|test| text(test, "name")).collect::<Result<Vec<_>>>()?;
    for (place, test) in mixed_places(names).into_iter().zip(&tests) {
        let name = text(test, "name")?;
        let origin = plot.origin(name, place);
        let criteria = test.get("criteria").and_then(Value::as_array).context("criteria")?;
        let criteria: Vec<Value> =
            criteria.iter().map(|criterion| criterion_of(&ids, criterion)).collect::<Result<_>>()?;
        plot.add(
            Kind::UnitTest,
            json!({
                "id": test_id(test)?,
                "org_id": ORGANIZATION,
                "created_at": origin.created_at,
                "updated_at": origin.updated_at,
                "name": name,
                "description": text(test, "description")?,
                "service_id": ids.of("service", text(test, "service")?)?,
                "service_version_set_name": test.get("set").unwrap_or(&json!("release")),
                "persona_id": ids.of("persona", text(test, "persona")?)?,
                "scenario_id": ids.of("scenario", text(test, "scenario")?)?,
                "max_interactions": test.get("max").unwrap_or(&json!(20)),
                "success_criterions": criteria,
                "is_deleted": test.get("deleted").is_some_and(|deleted| deleted == true),
                "tags": tag_list(test.get("tags").unwrap_or(&Value::Null)),
                "creator": origin.creator,
                "updated_by": origin.updated_by,
            }),
        );
    }
    Ok(())
}

/// `[name, metric, true]`, `[name, metric, ">=", 4]` or `[name, metric, ["One", "Another"]]`.
fn criterion_of(ids: &Ids, criterion: &Value) -> Result<Value> {
    let parts = criterion.as_array().map(Vec::as_slice).unwrap_or_default();
    let (name, metric, expected) = match parts {
        [name, metric, expected @ Value::Bool(_)] => {
            (name, metric, json!({"type": "boolean", "expected_value": expected}))
        }
        [name, metric, expected @ Value::Array(_)] => {
            (name, metric, json!({"type": "categorical", "expected_values": expected}))
        }
        [name, metric, verb, threshold] => {
            (name, metric, json!({"type": "numerical", "verb": verb, "threshold": threshold}))
        }
        _ => bail!("no criterion: {criterion}"),
    };
    let metric_id = ids.of("metric", metric.as_str().unwrap_or_default())?;
    Ok(json!({"name": name, "metric_id": metric_id, "criterion": expected}))
}

fn test_id(test: &Value) -> Result<String> {
    match test.get("id").and_then(Value::as_str) {
        Some(id) => Ok(id.to_owned()),
        None => Ok(object_id(&format!("unit test {}", text(test, "name")?))),
    }
}

/// A set names its members by a tag, `[key, value]`, that live tests carry.
pub(super) fn test_sets(plot: &mut Plot) -> Result<()> {
    let tests = read(include_str!("unit_tests.json"))?;
    for (place, set) in read(include_str!("test_sets.json"))?.iter().enumerate() {
        let name = text(set, "name")?;
        let origin = plot.origin(name, place * 8);
        let id = object_id(&format!("test set {name}"));
        let rule = set.get("members").context("members")?;
        let (key, value) = (rule.get(0).and_then(Value::as_str).context("key")?, rule.get(1));
        let most = usize::try_from(set.get("most").and_then(Value::as_u64).unwrap_or(12))?;
        let count = set.get("count").and_then(Value::as_u64).unwrap_or(5);
        let members: Vec<Value> = tests
            .iter()
            .filter(|test| test.get("deleted").is_none())
            .filter(|test| {
                test.get("tags").is_some_and(|tags| tags.get(key).is_some() && tags.get(key) == value)
            })
            .take(most)
            .enumerate()
            .map(|(at, test)| {
                let run_count = if at % 4 == 3 { count * 2 } else { count };
                Ok(json!({"unit_test_id": test_id(test)?, "run_count": run_count}))
            })
            .collect::<Result<_>>()?;
        if members.is_empty() {
            bail!("the set {name} is empty");
        }
        let last_run = set.get("never_run").is_none().then(|| object_id(&format!("run of {name}")));
        plot.add(
            Kind::TestSet,
            json!({
                "id": id,
                "org_id": ORGANIZATION,
                "created_at": origin.created_at,
                "updated_at": origin.updated_at,
                "name": name,
                "description": set.get("description"),
                "unit_test_runs": members,
                "last_triggered_run_id": last_run,
                "is_deleted": set.get("deleted").is_some(),
                "tags": tag_list(set.get("tags").unwrap_or(&Value::Null)),
                "creator": origin.creator,
                "updated_by": origin.updated_by,
            }),
        );
    }
    Ok(())
}
