//! Artifacts: the signed address, how long it holds, and the archive behind it.

use std::io::{Cursor, Read};

use sandbox::{PARTIAL_VIEWER, Seed};
use serde_json::{Value, json};

use crate::runs::{KEY, PATH, newest_finished, read, still};
use crate::support::Client;

fn address(client: &Client, run: &str) -> String {
    let answer = client.ok(&format!("{PATH}{run}/artifacts/"));
    assert!(answer["url_expires_at"].is_string());
    answer["presigned_url"].as_str().unwrap().to_owned()
}

/// The status, and what came.
fn fetch(url: &str) -> (u16, Vec<u8>) {
    let agent: ureq::Agent =
        ureq::Agent::config_builder().http_status_as_error(false).proxy(None).build().into();
    let mut answer = agent.get(url).call().unwrap();
    (answer.status().as_u16(), answer.body_mut().read_to_vec().unwrap())
}

#[test]
fn the_archive_holds_the_run_its_results_and_what_was_said() {
    let client = still(Seed::Demo);
    let id = newest_finished(&client);
    let url = address(&client, &id);
    assert!(url.starts_with(client.server.artifacts_url().unwrap()));
    assert_ne!(client.server.artifacts_url().unwrap(), client.server.api_url());
    let (status, bytes) = fetch(&url);
    assert_eq!(status, 200);
    let mut zip = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut text = String::new();
    zip.by_name("run.json").unwrap().read_to_string(&mut text).unwrap();
    let run = read(&client, &id);
    assert_eq!(serde_json::from_str::<Value>(&text).unwrap(), run);
    let names: Vec<String> = zip.file_names().map(|name| name.unwrap().into_owned()).collect();
    let tests = run["unit_test_run_specs"].as_array().unwrap();
    assert_eq!(names.iter().filter(|name| name.starts_with("results/")).count(), tests.len());
    let conversations: u64 = tests.iter().map(|spec| spec["run_count"].as_u64().unwrap()).sum();
    let transcripts = names.iter().filter(|name| name.starts_with("transcripts/")).count();
    assert_eq!(u64::try_from(transcripts).unwrap(), conversations);
}

#[test]
fn an_address_holds_for_a_while_and_only_as_it_was_signed() {
    let client = still(Seed::Demo);
    let id = newest_finished(&client);
    let url = address(&client, &id);
    assert_eq!(fetch(&url).0, 200);
    let other = client.ok(&format!("{PATH}?is_completed=true"))[KEY][9]["id"].as_str().unwrap().to_owned();
    assert_eq!(fetch(&url.replace(&id, &other)).0, 403, "of another run");
    assert_eq!(fetch(&url.replace("signature=", "signature=0")).0, 403);
    assert_eq!(fetch(url.split('?').next().unwrap()).0, 403);
    client.control("POST", "clock", json!({"advance_ms": 301_000}));
    let (status, words) = fetch(&url);
    assert_eq!(status, 403);
    assert!(String::from_utf8(words).unwrap().contains("expired"));
    assert_eq!(fetch(&address(&client, &id)).0, 200, "a new one holds");
    let fetched = client.control("GET", "downloads", Value::Null);
    assert_eq!(fetched.as_array().unwrap().len(), 6);
    assert!(fetched.as_array().unwrap().iter().all(|one| one["authorization"] == false));
}

#[test]
fn artifacts_are_refused_until_they_are_there_and_to_whom_may_not() {
    let mut client = still(Seed::Demo);
    let running = client.ok(&format!("{PATH}?is_completed=false"))[KEY][0]["id"].as_str().unwrap().to_owned();
    let early = client.get(&format!("{PATH}{running}/artifacts/"));
    assert_eq!(early.status, 400);
    assert!(early.text.contains("not yet available"));
    assert_eq!(client.get(&format!("{PATH}ffffffffffffffffffffffff/artifacts/")).status, 404);
    let id = newest_finished(&client);
    client.become_user(PARTIAL_VIEWER);
    for permission in
        ["Organization:GetServiceHierarchicalStateMachine", "Simulation:GetSimulationUnitTestSetRun"]
    {
        client.control("POST", "permissions", json!({"user_id": PARTIAL_VIEWER, "grant": [permission]}));
    }
    assert_eq!(client.get(&format!("{PATH}{id}/artifacts/")).status, 200);
    let revoked =
        json!({"user_id": PARTIAL_VIEWER, "revoke": ["Organization:GetServiceHierarchicalStateMachine"]});
    client.control("POST", "permissions", revoked);
    assert_eq!(client.get(&format!("{PATH}{id}/artifacts/")).status, 403);
}
