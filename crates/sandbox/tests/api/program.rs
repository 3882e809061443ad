//! The program: its one line, its exit codes, how it stops.

use std::io::{BufRead, BufReader, Read};
use std::net::TcpListener;
use std::process::{Child, Command, Stdio};

fn program(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_sandbox"));
    command.args(arguments).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    command
}

fn first_line(child: &mut Child) -> String {
    let mut line = String::new();
    BufReader::new(child.stdout.as_mut().unwrap()).read_line(&mut line).unwrap();
    line
}

#[test]
fn it_says_when_it_is_ready_and_stops_with_its_input() {
    let mut child = program(&["--port", "0", "--base", "console", "--api-port", "0", "--stop-with-stdin"])
        .spawn()
        .unwrap();
    let line = first_line(&mut child);
    let words: Vec<&str> = line.split_whitespace().collect();
    assert_eq!(words.len(), 4, "{line}");
    assert_eq!(words[0], "ready");
    let app = words[1].strip_prefix("app=").unwrap();
    let api = words[2].strip_prefix("api=").unwrap();
    assert!(words[3].strip_prefix("artifacts=").unwrap().starts_with("http://127.0.0.1:"));
    assert!(app.starts_with("http://127.0.0.1:") && app.ends_with("/console/"));
    let body =
        ureq::get(format!("{api}/v1/northwind/organization/")).call().unwrap().into_body().read_to_string();
    assert!(body.unwrap().contains("Northwind Clinic"));
    drop(child.stdin.take());
    assert!(child.wait().unwrap().success());
    let mut told = String::new();
    child.stderr.take().unwrap().read_to_string(&mut told).unwrap();
    assert!(told.contains(sandbox::DEMO_TOKEN) && told.contains(sandbox::API_KEY));
}

#[cfg(unix)]
#[test]
fn it_stops_cleanly_when_it_is_told_to() {
    for signal in ["-TERM", "-INT"] {
        let mut child = program(&["--port", "0"]).spawn().unwrap();
        assert!(first_line(&mut child).starts_with("ready "));
        let id = child.id().to_string();
        assert!(Command::new("kill").args([signal, &id]).status().unwrap().success());
        assert!(child.wait().unwrap().success(), "{signal}");
    }
}

#[test]
fn a_port_in_use_is_said_in_words() {
    let taken = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = taken.local_addr().unwrap().port().to_string();
    let output = program(&["--port", &port]).output().unwrap();
    assert_eq!(output.status.code(), Some(1));
    let told = String::from_utf8(output.stderr).unwrap();
    assert!(told.contains(&format!("port {port} of 127.0.0.1 is in use")), "{told}");
    assert!(output.stdout.is_empty());
}

#[test]
fn arguments_that_are_not_understood_end_it() {
    let output = program(&["--seed", "huge"]).output().unwrap();
    assert_eq!(output.status.code(), Some(2));
    assert!(String::from_utf8(output.stderr).unwrap().contains("no seed called huge"));
    let help = program(&["--help"]).output().unwrap();
    assert!(help.status.success() && String::from_utf8(help.stdout).unwrap().contains("--api-port"));
}

#[test]
fn a_contrary_program_is_another_origin() {
    let mut child = program(&["--port", "0", "--contrary", "--stop-with-stdin"]).spawn().unwrap();
    let line = first_line(&mut child);
    let (app, api) = line.trim().strip_prefix("ready app=").unwrap().split_once("/ api=").unwrap();
    let (api, artifacts) = api.split_once(" artifacts=").unwrap();
    assert!(app != api && artifacts != app && artifacts != api);
    drop(child.stdin.take());
    assert!(child.wait().unwrap().success());
}
