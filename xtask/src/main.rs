//! Builds, serves and tests the screen: `cargo xtask serve | test | dist | peers`.
//!
//! One idea a file. The walk of a build is `toolchain` -> `packs` -> `wasm`, beside it `npm` ->
//! `style`; `script` joins the two, `pages` sets them into HTML, and `site` holds the result in
//! memory, which `serve` serves, `dist` writes and `test` opens in a browser.

mod apt;
mod browser;
mod css;
mod dist;
mod fhir;
mod hosts;
#[cfg(test)]
mod manifest;
mod npm;
mod outcome;
mod packs;
mod pages;
mod paths;
mod peers;
mod playwright;
mod policy;
mod pseudo;
mod run;
mod script;
mod serve;
mod site;
mod sizes;
mod steps;
mod style;
mod test;
mod text;
mod toolchain;
mod wasm;

use anyhow::{Result, bail};
use lexopt::prelude::*;
use std::process::ExitCode;
use steps::Steps;
use wasm::Profile;

const HELP: &str = "\
cargo xtask serve [--port 8080] [--dev]   build the screen and serve it on this machine
cargo xtask test [--full]                 native tests, other engines as witnesses, then browser tests
cargo xtask dist                          the files a partner takes, in dist/
cargo xtask peers                         the form beside other form renderers, measured in a browser (minutes)

--dev builds in seconds, to several times the size. --full asks the witnesses 100,000 cases by chance, the program
age (from apt) to open what is sealed, and puts the built files into nginx, WordPress (both from apt), React and Vue.
peers measures dist/ as it stands, seven times or as often as WAYMARK_ROUNDS says; with WAYMARK_WRITE=1 it writes what
it found to benches/peers/README.md.
WAYMARK_WASM=rustup|debian names the toolchain for WebAssembly; without it one is found. CHROMIUM names
the browser for the tests.";

enum Task {
    Help,
    Serve { port: u16, profile: Profile },
    Test { full: bool },
    Dist,
    Peers,
}

fn main() -> ExitCode {
    match parse(lexopt::Parser::from_env()).and_then(perform) {
        Ok(()) => ExitCode::SUCCESS,
        Err(fault) => {
            let told: Vec<_> = fault.chain().map(ToString::to_string).collect();
            eprintln!("\nxtask: {}", told.join("\n  because: "));
            ExitCode::FAILURE
        }
    }
}

fn parse(mut args: lexopt::Parser) -> Result<Task> {
    let mut task = None;
    let (mut port, mut profile, mut full) = (8080, Profile::Web, false);
    while let Some(arg) = args.next()? {
        match arg {
            Value(name) if task.is_none() => task = Some(name.string()?),
            Long("port") => port = args.value()?.parse()?,
            Long("dev") => profile = Profile::Dev,
            Long("full") => full = true,
            Long("help") | Short('h') => return Ok(Task::Help),
            other => bail!("{}\n\n{HELP}", other.unexpected()),
        }
    }
    match task.as_deref() {
        None => Ok(Task::Help),
        Some("serve") => Ok(Task::Serve { port, profile }),
        Some("test") => Ok(Task::Test { full }),
        Some("dist") => Ok(Task::Dist),
        Some("peers") => Ok(Task::Peers),
        Some(other) => bail!("no task is called {other}\n\n{HELP}"),
    }
}

fn perform(task: Task) -> Result<()> {
    let steps = Steps::start();
    match task {
        Task::Help => println!("{HELP}"),
        Task::Serve { port, profile } => {
            let site = site::build(&steps, profile)?;
            serve::forever(&steps, site, port)?;
        }
        Task::Test { full } => test::all(&steps, full)?,
        Task::Dist => {
            let (site, sizes) = dist::write(&steps)?;
            sizes.within_budget(site.small)?;
        }
        Task::Peers => peers::measure(&steps)?,
    }
    Ok(())
}
