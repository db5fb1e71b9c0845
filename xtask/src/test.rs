//! All tests: native, then in a browser, each runner ending in one line of its own.

use crate::{apt, browser, dist, fhir, hosts, paths, playwright, run, serve, steps::Steps, toolchain};
use crate::{npm, site::Site};
use anyhow::{Result, bail};
use std::path::{Path, PathBuf};
use std::process::Command;

/// Runs everything, so that one run tells all that is wrong.
pub fn all(steps: &Steps, full: bool) -> Result<()> {
    let sealer = full && other_sealer(steps);
    let mut runs = vec![("native tests", native(steps, sealer)), ("witnesses", witnesses(steps, full)), ("browser tests", in_browser(steps, sealer))];
    if full {
        runs.push(("FHIR", fhir::validate(steps)));
        runs.push(("hosts", hosts::all(steps)));
    }
    let failed: Vec<_> = runs.into_iter().filter_map(|(name, run)| run.err().map(|fault| format!("{name}: {fault:#}"))).collect();
    if !failed.is_empty() {
        bail!("failed\n{}", failed.join("\n"));
    }
    steps.say("all passed");
    Ok(())
}

/// The patterns are held to cases that npm brings.
fn native(steps: &Steps, sealer: bool) -> Result<()> {
    npm::install(steps)?;
    steps.say("native tests");
    let mut cargo = toolchain::own_cargo();
    if sealer {
        cargo.env(SEALER, "1");
    }
    run::check(cargo.args(["test", "--workspace", "--no-fail-fast"]), "Cargo says above which.")
}

/// Set where the format's own program for sealed files is there.
const SEALER: &str = "WAYMARK_AGE";

/// That program, and a terminal for it to ask for passphrases in (`tests/seal/other.rs`, `tests/browser/sealed.spec.ts`).
fn other_sealer(steps: &Steps) -> bool {
    const PACKAGES: [&str; 2] = ["age", "expect"];
    let there = PACKAGES.iter().all(|package| apt::installed(package)) || (apt::usable() && apt::install(steps, &PACKAGES).is_ok());
    if !there {
        steps.say("left out: what the program age makes of sealed files, as it is not here and apt-get cannot install it");
    }
    there
}

/// Engines of other people decide our cases again; before that, each has to notice faults planted in what it is given.
fn witnesses(steps: &Steps, full: bool) -> Result<()> {
    npm::install(steps)?;
    let program = program(steps)?;
    let by_chance = if full { "100000" } else { "2000" };
    for (script, arguments) in [("faults.mjs", &[][..]), ("replay.mjs", &["--random", by_chance][..])] {
        steps.say(format!("witnesses: {script}"));
        let mut node = Command::new("node");
        node.current_dir(paths::root()).arg(Path::new("tests/witness").join(script)).args(arguments).env("WAYMARK_BIN", &program);
        run::check(&mut node, "A disagreement is shown above with its answers: `waymark decide` and the exported file say which is right.")?;
    }
    Ok(())
}

/// Builds the native program and says where it is.
fn program(steps: &Steps) -> Result<PathBuf> {
    steps.say("building the native program");
    run::check(toolchain::own_cargo().args(["build", "--release", "--bin", "waymark"]), "The compiler's words above say where.")?;
    Ok(paths::target().join("release").join("waymark"))
}

/// Builds what a partner takes and tests that.
fn in_browser(steps: &Steps, sealer: bool) -> Result<()> {
    let (site, sizes) = dist::write(steps)?;
    let small = site.small;
    opened(steps, site, sealer)?;
    sizes.within_budget(small)
}

/// Opens the built site in a browser.
fn opened(steps: &Steps, site: Site, sealer: bool) -> Result<()> {
    let program = program(steps)?;
    let chromium = browser::provide(steps)?;
    let (address, _threads) = serve::start(site, 0)?;
    steps.say(format!("browser tests on {address}"));
    playwright::run("browser", chromium, |runner| {
        runner.env("WAYMARK_URL", address).env("WAYMARK_BIN", program);
        if sealer { runner.env(SEALER, "1") } else { runner }
    })
}
