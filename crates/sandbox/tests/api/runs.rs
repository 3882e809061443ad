//! Runs: list, start, how they go on, cancel. The runs' time stands still unless a test moves it.

use sandbox::{ADMINISTRATOR, EDITOR, Options, Seed, VIEWER};
use serde_json::{Value, json};

use crate::support::{Client, Scratch, ids};

pub(crate) const PATH: &str = "simulation/unit_test_set_run/";
pub(crate) const KEY: &str = "simulation_unit_test_set_runs";
const NOWHERE: &str = "ffffffffffffffffffffffff";

/// A server whose runs stand still.
pub(crate) fn still(seed: Seed) -> Client {
    let client = Client::seeded(seed);
    client.control("POST", "runs", json!({"frozen": true}));
    client
}

/// The same, as another valid server.
fn contrary(seed: Seed) -> Client {
    let client = Client::start(Options { seed, contrary: true, ..Options::default() });
    client.control("POST", "runs", json!({"frozen": true}));
    client
}

pub(crate) fn set_id(client: &Client, name: &str) -> String {
    let sets = client.all("simulation/unit_test_set/", "simulation_unit_test_sets");
    let set = sets.iter().find(|set| set["name"] == name).unwrap_or_else(|| panic!("no {name}"));
    set["id"].as_str().unwrap().to_owned()
}

pub(crate) fn start(client: &Client, set: &str) -> String {
    let answer = client.post(PATH, &json!({"simulation_unit_test_set_id": set}));
    assert_eq!(answer.status, 201, "{}", answer.text);
    answer.json()["simulation_unit_test_set_run_id"].as_str().unwrap().to_owned()
}

pub(crate) fn read(client: &Client, run: &str) -> Value {
    client.ok(&format!("{PATH}?id={run}"))[KEY][0].clone()
}

fn change(client: &Client, run: &str, change: Value) -> Value {
    client.control("POST", &format!("runs/{run}"), change)
}

/// Conversations that are told of: judged, or failed.
fn told(run: &Value) -> usize {
    let results = run["unit_test_run_results"].as_array().unwrap();
    results.iter().filter(|result| !result.is_null()).map(conversations).sum()
}

fn conversations(result: &Value) -> usize {
    let judged = result["metric_evaluation_results"][0]["results"].as_array().unwrap().len();
    judged + result["run_errors"].as_array().unwrap().iter().filter(|error| !error.is_null()).count()
}

#[test]
fn a_started_run_freezes_its_set_and_has_nothing_yet() {
    let mut client = still(Seed::Demo);
    client.become_user(EDITOR);
    let set = set_id(&client, "Drafts");
    let id = start(&client, &set);
    let run = read(&client, &id);
    for (field, value) in [
        ("is_completed", json!(false)),
        ("failed_metrics", json!(false)),
        ("errored", json!(false)),
        ("artifacts_generated", json!(false)),
        ("simulation_unit_test_set_id", json!(set)),
        ("creator", json!({"org_id": "northwind", "user_id": EDITOR})),
    ] {
        assert_eq!(run[field], value, "{field}");
    }
    let results = run["unit_test_run_results"].as_array().unwrap();
    assert!(!results.is_empty() && results.iter().all(Value::is_null));
    let spec = &run["unit_test_run_specs"][0];
    assert!(spec["agent_version_info"][0].is_string() && spec["agent_version_info"][1].is_i64());
    assert!(spec["persona_version_info"][1].as_i64() > Some(0));
    let members = client.ok(&format!("simulation/unit_test_set/?id={set}"));
    let set = &members["simulation_unit_test_sets"][0];
    assert_eq!(set["last_triggered_run_id"], id);
    assert_eq!(set["unit_test_runs"].as_array().unwrap().len(), results.len());
    let criterion = &spec["metrics_to_evaluate"][0];
    assert!(criterion["success_criterion_name"].is_string() && criterion["success_criterion"].is_object());
}

#[test]
fn a_run_goes_on_with_time_to_its_end_and_its_artifacts_come_later() {
    let client = still(Seed::Demo);
    let id = start(&client, &set_id(&client, "Smoke - every release"));
    let mut before = 0;
    let mut run = read(&client, &id);
    for _ in 0..200 {
        if run["is_completed"] == true {
            break;
        }
        client.control("POST", "clock", json!({"advance_ms": 2000}));
        run = read(&client, &id);
        assert!(told(&run) >= before, "nothing is taken back");
        before = told(&run);
    }
    assert_eq!(run["is_completed"], true);
    let counts =
        run["unit_test_run_specs"].as_array().unwrap().iter().map(|spec| spec["run_count"].as_u64().unwrap());
    assert_eq!(u64::try_from(told(&run)).unwrap(), counts.sum::<u64>());
    assert_eq!(run["artifacts_generated"], false);
    client.control("POST", "clock", json!({"advance_ms": 20_000}));
    assert_eq!(read(&client, &id)["artifacts_generated"], true);
}

#[test]
fn the_same_steps_give_the_same_run() {
    let results = || {
        let client = still(Seed::Demo);
        let id = start(&client, &set_id(&client, "Adversarial"));
        change(&client, &id, json!({"conversations": 20}));
        read(&client, &id)["unit_test_run_results"].clone()
    };
    assert_eq!(results(), results());
}

#[test]
fn one_conversation_may_fail_or_not_run_while_the_run_goes_on() {
    let client = still(Seed::Demo);
    client.control("POST", "habits", json!({"tests": {"*": "passing"}}));
    let id = start(&client, &set_id(&client, "Smoke - every release"));
    assert_eq!(change(&client, &id, json!({"conversations": 5}))["conversations"], 5);
    let run = read(&client, &id);
    assert_eq!((told(&run), &run["failed_metrics"], &run["errored"]), (5, &json!(false), &json!(false)));
    change(&client, &id, json!({"next": "fails", "more": 1}));
    let run = read(&client, &id);
    assert_eq!((&run["failed_metrics"], &run["is_completed"]), (&json!(true), &json!(false)));
    assert_eq!(told(&run), 6);
    change(&client, &id, json!({"next": {"errors": "The agent did not answer."}, "more": 1}));
    let run = read(&client, &id);
    assert_eq!((told(&run), &run["errored"]), (7, &json!(true)));
    assert!(run["unit_test_run_results"].to_string().contains("The agent did not answer."));
}

#[test]
fn tests_turn_out_as_they_are_told_to() {
    let client = still(Seed::Demo);
    let set = set_id(&client, "Smoke - every release");
    let members = client.ok(&format!("simulation/unit_test_set/?id={set}"));
    let members = &members["simulation_unit_test_sets"][0]["unit_test_runs"];
    let test = |at: usize| members[at]["unit_test_id"].as_str().unwrap().to_owned();
    let tests = json!({"*": "passing", test(0): "failing", test(1): "erroring", test(2): "stuck"});
    client.control("POST", "habits", json!({"tests": tests}));
    let id = start(&client, &set);
    client.control("POST", "clock", json!({"advance_ms": 3_600_000}));
    let run = read(&client, &id);
    let results = &run["unit_test_run_results"];
    assert!(results[0]["metric_evaluation_results"].to_string().contains("false]"));
    assert!(results[1]["run_errors"][0].is_string());
    let missing =
        members[2]["run_count"].as_u64().unwrap() - u64::try_from(conversations(&results[2])).unwrap();
    assert_eq!(missing, 1, "one conversation never ends");
    assert!(!results[3].to_string().contains("false]"));
    assert_eq!(run["is_completed"], false);
}

#[test]
fn a_cancelled_run_ends_a_little_later_and_stays_unfinished_in_part() {
    let client = still(Seed::Demo);
    let id = start(&client, &set_id(&client, "Smoke - every release"));
    change(&client, &id, json!({"conversations": 4}));
    assert_eq!(client.delete(&format!("{PATH}{id}/")).status, 204);
    assert_eq!(read(&client, &id)["is_completed"], false, "it is best effort");
    assert_eq!(client.delete(&format!("{PATH}{id}/")).status, 204, "it may be asked for again");
    client.control("POST", "clock", json!({"advance_ms": 60_000}));
    let run = read(&client, &id);
    assert_eq!(run["is_completed"], true);
    assert!(told(&run) < 20);
    assert_eq!(client.delete(&format!("{PATH}{id}/")).status, 409);
    assert_eq!(client.delete(&format!("{PATH}{NOWHERE}/")).status, 404);
    assert_eq!(client.delete(&format!("{PATH}x/")).status, 422);
}

#[test]
fn a_user_has_one_unfinished_run_of_a_set() {
    let mut client = still(Seed::Demo);
    let set = set_id(&client, "Drafts");
    let id = start(&client, &set);
    let again = |client: &Client| client.post(PATH, &json!({"simulation_unit_test_set_id": set})).status;
    assert_eq!(again(&client), 409);
    client.become_user(ADMINISTRATOR);
    assert_eq!(again(&client), 201, "another may");
    change(&client, &id, json!({"break_off": true}));
    client.become_user(sandbox::OWNER);
    assert_eq!(again(&client), 201, "after its end");
}

#[test]
fn starting_is_refused_in_the_documented_ways() {
    let mut client = still(Seed::Demo);
    assert_eq!(client.post(PATH, &json!({})).places(), [r#"["body","simulation_unit_test_set_id"]"#]);
    let unknown = client.post(PATH, &json!({"simulation_unit_test_set_id": NOWHERE}));
    assert_eq!(unknown.status, 404);
    let set = set_id(&client, "Drafts");
    client.become_user(VIEWER);
    assert_eq!(client.post(PATH, &json!({"simulation_unit_test_set_id": set})).status, 403);
    let running = client.ok(&format!("{PATH}?is_completed=false"))[KEY][0]["id"].clone();
    assert_eq!(client.delete(&format!("{PATH}{}/", running.as_str().unwrap())).status, 403);
}

#[test]
fn the_list_filters_sorts_and_pages() {
    let client = still(Seed::Demo);
    assert_eq!(client.all(&format!("{PATH}?limit=7"), KEY).len(), 60);
    let newest = client.all(&format!("{PATH}?sort_by=-created_at"), KEY);
    let moments: Vec<&str> = newest.iter().map(|run| run["created_at"].as_str().unwrap()).collect();
    assert!(moments.windows(2).all(|pair| pair[0] >= pair[1]));
    for (filter, field, value) in [
        ("is_completed=false", "is_completed", false),
        ("failed_metrics=true", "failed_metrics", true),
        ("errored=true", "errored", true),
    ] {
        let runs = client.all(&format!("{PATH}?{filter}"), KEY);
        assert!(!runs.is_empty() && runs.len() < 60, "{filter}");
        assert!(runs.iter().all(|run| run[field] == value), "{filter}");
    }
    let set = set_id(&client, "Triage - emergencies");
    assert_eq!(client.all(&format!("{PATH}?simulation_unit_test_set_id={set}"), KEY).len(), 7);
    let after = client.all(&format!("{PATH}?created_after={}", moments[9]), KEY);
    assert!((9..=10).contains(&after.len()));
    assert_eq!(client.get(&format!("{PATH}?limit=51")).places(), [r#"["query","limit"]"#]);
    let first = client.ok(PATH);
    assert!(first["filter_values"]["simulation_unit_test_set_ids"].as_array().unwrap().len() >= 9);
    assert_eq!(first[KEY].as_array().unwrap().len(), 50);
}

#[test]
fn without_permissions_parts_are_empty_and_the_rest_is_told() {
    let mut client = still(Seed::Demo);
    let id = newest_finished(&client);
    client.become_user(VIEWER);
    let full = read(&client, &id);
    let revoke = |client: &Client, permission: &str| {
        client.control("POST", "permissions", json!({"user_id": VIEWER, "revoke": [permission]}));
    };
    revoke(&client, "Simulation:GetSimulationUnitTest");
    let masked = read(&client, &id);
    assert_eq!(masked["unit_test_run_specs"][0]["metrics_to_evaluate"], json!([]));
    assert_eq!(masked["unit_test_run_specs"][0]["persona_version_info"], Value::Null);
    assert_eq!(masked["unit_test_run_results"][0]["metric_evaluation_results"], json!([]));
    assert_eq!(masked["failed_metrics"], full["failed_metrics"]);
    revoke(&client, "Simulation:GetSimulationUnitTestSet");
    let emptied = read(&client, &id);
    assert_eq!(
        (&emptied["unit_test_run_specs"], &emptied["unit_test_run_results"]),
        (&json!([]), &json!([]))
    );
}

pub(crate) fn newest_finished(client: &Client) -> String {
    let runs = client.ok(&format!("{PATH}?is_completed=true&failed_metrics=true&sort_by=-created_at"));
    runs[KEY][0]["id"].as_str().unwrap().to_owned()
}

#[test]
fn a_contrary_server_tells_whole_tests_and_takes_its_time() {
    let client = contrary(Seed::Demo);
    let id = start(&client, &set_id(&client, "Smoke - every release"));
    // Its lists lack what is new for a moment.
    client.control("POST", "clock", json!({"advance_ms": 30_000}));
    change(&client, &id, json!({"conversations": 1}));
    let run = read(&client, &id);
    assert!(run["unit_test_run_results"].as_array().unwrap().iter().all(Value::is_null));
    change(&client, &id, json!({"conversations": 30}));
    assert!(told(&read(&client, &id)) > 0);
}

#[test]
fn large_holds_three_hundred_runs_and_fifty_of_them_are_heavy() {
    let client = still(Seed::Large);
    let runs = client.all(PATH, KEY);
    assert_eq!(runs.len(), 300);
    let heavy = |run: &&Value| {
        let specs = run["unit_test_run_specs"].as_array().unwrap();
        specs.len() == 40
            && specs.iter().all(|spec| {
                spec["run_count"] == 5 && spec["metrics_to_evaluate"].as_array().unwrap().len() == 3
            })
    };
    assert_eq!(runs.iter().filter(heavy).count(), 50);
}

#[test]
fn heavy_runs_can_be_put_back_to_where_they_are_unfinished() {
    let client = still(Seed::Large);
    client.control("POST", "limits", json!({"operation": "*", "per_minute": null}));
    let runs = client.all(&format!("{PATH}?failed_metrics=true"), KEY);
    let heavy = runs.iter().filter(|run| run["unit_test_run_specs"].as_array().unwrap().len() == 40);
    let ids: Vec<&str> = heavy.take(5).map(|run| run["id"].as_str().unwrap()).collect();
    for id in &ids {
        assert_eq!(change(&client, id, json!({"conversations": 120}))["of"], 200);
        let run = read(&client, id);
        assert_eq!((told(&run), &run["is_completed"]), (120, &json!(false)));
        assert_eq!(run["artifacts_generated"], false);
    }
    let query: Vec<String> = ids.iter().map(|id| format!("id={id}")).collect();
    let list = |client: &Client| client.ok(&format!("{PATH}?{}", query.join("&")))[KEY].clone();
    let before = list(&client);
    assert_eq!(list(&client), before, "nothing moves by itself");
    change(&client, ids[0], json!({"more": 1}));
    let after = list(&client);
    let pairs = before.as_array().unwrap().iter().zip(after.as_array().unwrap());
    assert_eq!(pairs.filter(|(one, two)| one != two).count(), 1);
}

#[test]
fn kept_runs_go_on_where_they_were_after_a_restart() {
    let scratch = Scratch::new();
    let start_with = |run_speed: f64| {
        let db = Some(scratch.0.join("data.sqlite"));
        Client::start(Options { db, run_speed, ..Options::default() })
    };
    let first = start_with(1.0);
    let id = start(&first, &set_id(&first, "Smoke - every release"));
    // As far ahead as a fast clock would be.
    first.control("POST", "clock", json!({"advance_ms": 30_000}));
    let before = told(&read(&first, &id));
    assert!(before > 0);
    drop(first);
    let second = start_with(0.0);
    change(&second, &id, json!({"stuck": false}));
    assert_eq!(told(&read(&second, &id)), before, "nothing is taken back");
    second.control("POST", "clock", json!({"advance_ms": 120_000}));
    assert!(told(&read(&second, &id)) > before);
}

#[test]
fn a_contrary_list_of_runs_holds_every_run_once() {
    let (plain, other) = (still(Seed::Demo), contrary(Seed::Demo));
    let (all, also) = (plain.all(PATH, KEY), other.all(&format!("{PATH}?limit=9"), KEY));
    assert_eq!(ids(&all), ids(&also));
    let order = |runs: &[Value]| runs.iter().map(|run| run["id"].clone()).collect::<Vec<_>>();
    assert_ne!(order(&all), order(&also));
    let first = other.ok(PATH);
    assert!(first["has_more"] == true && first[KEY].as_array().unwrap().len() < 50);
}

#[test]
fn broken_runs_are_sent_as_they_are_and_hide_no_others() {
    let client = still(Seed::Edge);
    let runs = client.all(PATH, KEY);
    assert_eq!(runs.len(), 20);
    let has = |field: &str, value: Value| runs.iter().any(|run| run.get(field) == Some(&value));
    assert!(has("unit_test_run_specs", Value::Null) && has("unit_test_run_results", json!([])));
    assert!(has("is_completed", json!("yes")) && has("created_at", json!("yesterday")));
    assert!(runs.iter().any(|run| run.to_string().contains("no-no-no-")));
    let read: contract::RunList = contract::decode(&client.get(PATH).text).unwrap();
    let listed = &read.simulation_unit_test_set_runs;
    assert_eq!((listed.items.len(), listed.unreadable), (20, 0));
    let address = |run: &Value| {
        let answer = client.get(&format!("{PATH}{}/artifacts/", run["id"].as_str().unwrap()));
        (answer.status == 200).then(|| answer.json()["presigned_url"].as_str().unwrap().to_owned())
    };
    let addresses: Vec<String> = runs.iter().filter_map(address).collect();
    for hostile in ["javascript:alert('artifacts')", "not an address"] {
        assert!(addresses.iter().any(|address| address == hostile), "{hostile} in {addresses:?}");
    }
}

#[test]
fn runs_hang_together_with_the_sets_and_people_of_the_demo() {
    let client = still(Seed::Demo);
    let sets = client.all("simulation/unit_test_set/", "simulation_unit_test_sets");
    let users = client.all("user/", "users");
    let runs = client.all(&format!("{PATH}?sort_by=-created_at"), KEY);
    for set in &sets {
        let newest = runs.iter().find(|run| run["simulation_unit_test_set_id"] == set["id"]);
        assert_eq!(set["last_triggered_run_id"], newest.map_or(Value::Null, |run| run["id"].clone()));
    }
    let example = client.test_named("Onboarding - Confused New User");
    let holds = |run: &&Value| {
        let mut specs = run["unit_test_run_specs"].as_array().unwrap().iter();
        specs.any(|spec| spec["unit_test_id"] == example["id"])
    };
    assert!(runs.iter().filter(holds).count() > 5, "the documented example has a history");
    for run in &runs {
        assert!(sets.iter().any(|set| set["id"] == run["simulation_unit_test_set_id"]));
        assert!(users.iter().any(|user| user["user_id"] == run["creator"]["user_id"]));
        let (specs, results) = (&run["unit_test_run_specs"], &run["unit_test_run_results"]);
        assert_eq!(specs.as_array().unwrap().len(), results.as_array().unwrap().len());
    }
    let is = |run: &&Value, [completed, failed, errored, artifacts]: [bool; 4]| {
        run["is_completed"] == completed
            && run["failed_metrics"] == failed
            && run["errored"] == errored
            && run["artifacts_generated"] == artifacts
    };
    for flags in [
        [true, false, false, true],
        [true, true, false, true],
        [true, true, true, true],
        [false, false, false, false],
    ] {
        assert!(runs.iter().any(|run| is(&run, flags)), "{flags:?}");
    }
    let artless = runs.iter().any(|run| run["is_completed"] == true && run["artifacts_generated"] == false);
    assert!(artless);
}

#[test]
fn evaluations_are_those_that_results_name() {
    let client = still(Seed::Demo);
    let id = newest_finished(&client);
    let run = read(&client, &id);
    let path = format!("metric/metric_evaluation_result?simulation_unit_test_set_run_id={id}");
    let all = client.all(&path, "metric_evaluation_results");
    let mut told = 0;
    for result in run["unit_test_run_results"].as_array().unwrap() {
        for criterion in result["metric_evaluation_results"].as_array().unwrap() {
            for judged in criterion["results"].as_array().unwrap() {
                told += 1;
                let evaluation = all.iter().find(|evaluation| evaluation["id"] == judged[0]).unwrap();
                assert_eq!(evaluation["metric_id"], criterion["metric_id"]);
                assert_eq!(evaluation["source"]["unit_test_id"], result["unit_test_id"]);
                assert!(!evaluation["justification"].as_str().unwrap().is_empty());
            }
        }
    }
    assert_eq!(all.len(), told);
}
