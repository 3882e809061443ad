//! The seeds: how much they hold, and that it hangs together.

use std::collections::BTreeSet;

use sandbox::Seed;
use serde_json::{Value, json};

use crate::support::{Client, ids};

const LISTS: [(&str, &str); 7] = [
    ("service/", "services"),
    ("user/", "users"),
    ("metric/", "metrics"),
    ("simulation/persona/", "simulation_personas"),
    ("simulation/scenario/", "simulation_scenarios"),
    ("simulation/unit_test/?limit=500", "simulation_unit_tests"),
    ("simulation/unit_test_set/", "simulation_unit_test_sets"),
];

fn counts(seed: Seed) -> Vec<usize> {
    let client = Client::seeded(seed);
    LISTS.iter().map(|(path, key)| client.all(path, key).len()).collect()
}

#[test]
fn seeds_hold_what_they_promise() {
    assert_eq!(counts(Seed::Empty), [1, 9, 0, 0, 0, 0, 0]);
    assert_eq!(counts(Seed::Demo), [6, 9, 24, 30, 41, 120, 12]);
    assert_eq!(counts(Seed::Large), [24, 9, 60, 150, 260, 5000, 40]);
}

#[test]
fn ids_are_well_formed_and_the_same_every_time() {
    let (one, two) = (Client::demo(), Client::demo());
    for (path, key) in LISTS.iter().filter(|(path, _)| *path != "user/") {
        let first = ids(&one.all(path, key));
        assert_eq!(first, ids(&two.all(path, key)));
        assert!(first.iter().all(|id| contract::UnitTestId::parse(id).is_some()), "{path}");
    }
}

#[test]
fn every_reference_of_the_demo_leads_somewhere() {
    let client = Client::demo();
    let known =
        |path: &str, key: &str| -> BTreeSet<String> { ids(&client.all(path, key)).into_iter().collect() };
    let services = known("service/", "services");
    let personas = known("simulation/persona/", "simulation_personas");
    let scenarios = known("simulation/scenario/", "simulation_scenarios");
    let mut metrics = known("metric/", "metrics");
    metrics.extend(known("metric/?is_deleted=true", "metrics"));
    let users: Vec<Value> = client.all("user/", "users");
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    for test in client.all("simulation/unit_test/?limit=500", "simulation_unit_tests") {
        assert!(services.contains(&text(&test["service_id"])));
        assert!(personas.contains(&text(&test["persona_id"])));
        assert!(scenarios.contains(&text(&test["scenario_id"])));
        assert!(users.iter().any(|user| user["user_id"] == test["creator"]["user_id"]));
        let criteria = test["success_criterions"].as_array().unwrap();
        assert!((1..=4).contains(&criteria.len()));
        assert!(criteria.iter().all(|criterion| metrics.contains(&text(&criterion["metric_id"]))));
        let (created, updated) = (text(&test["created_at"]), text(&test["updated_at"]));
        assert!(created <= updated, "{}", test["name"]);
    }
}

#[test]
fn every_type_and_comparison_occurs() {
    let client = Client::demo();
    let mut seen = BTreeSet::new();
    for test in client.all("simulation/unit_test/?limit=500", "simulation_unit_tests") {
        for criterion in test["success_criterions"].as_array().unwrap() {
            let criterion = &criterion["criterion"];
            seen.insert(criterion["verb"].as_str().or(criterion["type"].as_str()).unwrap().to_owned());
        }
    }
    let expected = ["!=", "<", "<=", "==", ">", ">=", "boolean", "categorical"].map(str::to_owned);
    assert_eq!(seen, BTreeSet::from(expected));
}

#[test]
fn names_are_unique_and_moments_reach_from_minutes_to_months() {
    for seed in [Seed::Demo, Seed::Large] {
        let client = Client::seeded(seed);
        let tests =
            client.all("simulation/unit_test/?limit=500&sort_by=-updated_at", "simulation_unit_tests");
        let names: BTreeSet<&str> = tests.iter().map(|test| test["name"].as_str().unwrap()).collect();
        assert_eq!(names.len(), tests.len());
        let months: BTreeSet<&str> =
            tests.iter().map(|test| test["updated_at"].as_str().unwrap().get(..7).unwrap()).collect();
        assert!(months.len() >= 2, "{months:?}");
    }
}

#[test]
fn everything_is_read_by_the_contracts_types() {
    let client = Client::demo();
    let read = |path: &str| client.get(path).text;
    let tests: contract::UnitTestList = contract::decode(&read("simulation/unit_test/?limit=500")).unwrap();
    assert_eq!((tests.simulation_unit_tests.items.len(), tests.simulation_unit_tests.unreadable), (120, 0));
    let unknown = |test: &contract::UnitTest| {
        test.success_criterions.iter().any(|c| matches!(c.criterion, contract::Criterion::Unknown { .. }))
    };
    assert!(!tests.simulation_unit_tests.items.iter().any(unknown));
    let sets: contract::TestSetList = contract::decode(&read("simulation/unit_test_set/")).unwrap();
    assert_eq!(
        (sets.simulation_unit_test_sets.items.len(), sets.simulation_unit_test_sets.unreadable),
        (12, 0)
    );
    let personas: contract::PersonaList = contract::decode(&read("simulation/persona/")).unwrap();
    assert_eq!(personas.simulation_personas.items.len(), 30);
    let services: contract::ServiceList = contract::decode(&read("service/")).unwrap();
    assert!(services.services.items.iter().all(|service| service.version_sets.contains_key("edge")));
    assert_eq!(json!(services.services.unreadable), json!(0));
}
