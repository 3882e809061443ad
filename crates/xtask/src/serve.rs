//! `serve`: one command from a fresh clone to the console with sample data in the browser.

use std::sync::mpsc::RecvTimeoutError;
use std::time::Duration;

use anyhow::{Result, bail};
use lexopt::Parser;

use crate::dist::{copy_for, release};
use crate::process::{Background, interrupted};
use crate::sandbox::{self, Options, Ready};
use crate::tools;

pub(crate) fn run(arguments: Parser) -> Result<()> {
    let options = Options::read(arguments)?;
    options.check_port()?;
    tools::for_building()?;
    let app = copy_for(&release()?, &options.app_host(), "serve")?;
    sandbox::build()?;
    let stop = interrupted()?;
    let (sandbox, ready) = options.start(&app)?;
    announce(&options, &ready);
    wait(stop, &mut [sandbox])
}

/// Prints where the console is and how to get in.
pub(crate) fn announce(options: &Options, ready: &Ready) {
    println!("\nThe console   {}", ready.app);
    println!("Sign in       {}", options.how_to_sign_in());
    println!("The API       {}", ready.api);
    println!("\nCtrl-C ends it.");
}

/// Waits until the person ends it or one of the programs ends by itself.
pub(crate) fn wait(stop: std::sync::mpsc::Receiver<()>, programs: &mut [Background]) -> Result<()> {
    loop {
        match stop.recv_timeout(Duration::from_millis(300)) {
            Ok(()) => break,
            Err(RecvTimeoutError::Disconnected) => bail!("Ctrl-C can no longer be received."),
            Err(RecvTimeoutError::Timeout) => {}
        }
        for program in programs.iter_mut() {
            if let Some(status) = program.ended()? {
                bail!("A program that this command started ended by itself ({status}).");
            }
        }
    }
    println!("\nEnded.");
    Ok(())
}
