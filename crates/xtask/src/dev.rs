//! `dev`: the sandbox with an app that trunk rebuilds at every change.

use std::fs;
use std::path::Path;

use anyhow::{Result, bail};
use lexopt::Parser;

use crate::dist::{Host, trunk};
use crate::process::{Background, interrupted, run as run_command};
use crate::repository::WEB;
use crate::sandbox::{self, Options};
use crate::serve::{announce, wait};
use crate::tools;

pub(crate) fn run(arguments: Parser) -> Result<()> {
    let options = Options::read(arguments)?;
    if options.app_host() != Host::default() {
        bail!("A contrary API is on another origin, which a development build may not call: use serve.");
    }
    options.check_port()?;
    tools::for_building()?;
    let app = Path::new(WEB).join("dev");
    fs::create_dir_all(&app)?;
    sandbox::build()?;
    println!("Building the console without optimisation: some minutes the first time");
    if run_command(trunk("build").arg("--dist").arg(&app)).is_err() && !app.join("index.html").is_file() {
        bail!("The console could not be built; what is above says why.");
    }
    let stop = interrupted()?;
    let watch = Background::start(trunk("watch").arg("--dist").arg(&app))?;
    let (sandbox, ready) = options.start(&app)?;
    announce(&options, &ready);
    println!("After a change is built, reload the page.");
    wait(stop, &mut [sandbox, watch])
}
