//! All tests: native, then in a browser, each runner ending in one line of its own.

use crate::{apt, browser, dist, fhir, paths, run, serve, steps::Steps, toolchain};
use crate::{npm, site::Site};
use anyhow::{Context, Result, bail};
use serde_json::Value;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// Runs everything, so that one run tells all that is wrong.
pub fn all(steps: &Steps, full: bool) -> Result<()> {
    let mut runs = vec![("native tests", native(steps, full)), ("witnesses", witnesses(steps, full)), ("browser tests", in_browser(steps))];
    if full {
        runs.push(("FHIR", fhir::validate(steps)));
    }
    let failed: Vec<_> = runs.into_iter().filter_map(|(name, run)| run.err().map(|fault| format!("{name}: {fault:#}"))).collect();
    if !failed.is_empty() {
        bail!("failed\n{}", failed.join("\n"));
    }
    steps.say("all passed");
    Ok(())
}

/// The patterns are held to cases that npm brings.
fn native(steps: &Steps, full: bool) -> Result<()> {
    npm::install(steps)?;
    steps.say("native tests");
    let mut cargo = toolchain::own_cargo();
    if full && other_sealer(steps) {
        cargo.env("WAYMARK_AGE", "1");
    }
    run::check(cargo.args(["test", "--workspace", "--no-fail-fast"]), "Cargo says above which.")
}

/// The format's own program for sealed files, and a terminal for it to ask for passphrases in (`tests/seal/other.rs`).
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
fn in_browser(steps: &Steps) -> Result<()> {
    let (site, sizes) = dist::write(steps)?;
    let small = site.small;
    let passed = playwright(steps, site)?;
    sizes.within_budget(small)?;
    if !passed {
        bail!("Playwright says above which");
    }
    Ok(())
}

/// Opens the built site in a browser; true where every test passed.
fn playwright(steps: &Steps, site: Site) -> Result<bool> {
    let program = program(steps)?;
    let chromium = browser::provide(steps)?;
    let (address, _threads) = serve::start(site, 0)?;
    steps.say(format!("browser tests on {address}"));
    let report = paths::target().join("waymark").join("playwright.json");
    let _ = fs::remove_file(&report); // an old report must not speak for a run that never started
    let mut runner = npm::tool("playwright");
    runner
        .args(["test", "--config=tests/browser/playwright.config.ts", "--reporter=list,json"])
        .env("PLAYWRIGHT_JSON_OUTPUT_FILE", &report)
        .env("WAYMARK_URL", address)
        .env("WAYMARK_BIN", program);
    if let Some(chromium) = chromium {
        runner.env("CHROMIUM", chromium);
    }
    let ended_well = run::status(&mut runner, "Did `npm ci` end well?")?.success();
    let text = fs::read_to_string(&report).context("Playwright wrote no report; its words above say why")?;
    let counts = Counts::of(&serde_json::from_str(&text)?);
    println!("\nbrowser: {} passed, {} failed{}", counts.passed, counts.failed, counts.skipped_words());
    Ok(ended_well && counts.failed == 0 && counts.passed > 0)
}

#[derive(Debug, PartialEq)]
struct Counts {
    passed: u64,
    failed: u64,
    skipped: u64,
}

impl Counts {
    /// A test that passed only at the second try has failed; so has a file that could not be read.
    fn of(report: &Value) -> Self {
        let count = |name: &str| report["stats"][name].as_u64().unwrap_or(0);
        let unread = report["errors"].as_array().map_or(0, |errors| errors.len() as u64);
        Self { passed: count("expected"), failed: count("unexpected") + count("flaky") + unread, skipped: count("skipped") }
    }

    fn skipped_words(&self) -> String {
        if self.skipped == 0 { String::new() } else { format!(", {} skipped", self.skipped) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn a_flaky_test_and_an_unread_file_have_failed() {
        let report = json!({"stats": {"expected": 3, "unexpected": 1, "flaky": 1, "skipped": 2}, "errors": [{}]});
        assert_eq!(Counts::of(&report), Counts { passed: 3, failed: 3, skipped: 2 });
        assert_eq!(Counts::of(&json!({})), Counts { passed: 0, failed: 0, skipped: 0 });
    }
}
