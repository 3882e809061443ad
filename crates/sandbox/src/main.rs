//! The sandbox as a program: reads its arguments, starts the server, waits to be stopped.

use std::process::ExitCode;

use sandbox::{Command, HELP, Server};

fn main() -> ExitCode {
    tracing_subscriber::fmt().with_writer(std::io::stderr).with_target(false).init();
    match sandbox::parse(std::env::args_os()) {
        Ok(Command::Help) => {
            println!("{HELP}");
            ExitCode::SUCCESS
        }
        Ok(Command::Serve { options, stop_with_stdin }) => match Server::start(*options) {
            Ok(server) => {
                server.wait(stop_with_stdin, |server| {
                    eprintln!("{}", server.introduction());
                    let artifacts = server.artifacts_url().map(|url| format!(" artifacts={url}"));
                    let (app, api) = (server.app_url(), server.api_url());
                    println!("ready app={app} api={api}{}", artifacts.unwrap_or_default());
                });
                ExitCode::SUCCESS
            }
            Err(error) => {
                eprintln!("The sandbox cannot start: {error:#}.");
                ExitCode::FAILURE
            }
        },
        Err(error) => {
            eprintln!("{error:#}. `sandbox --help` lists what it takes.");
            ExitCode::from(2)
        }
    }
}
