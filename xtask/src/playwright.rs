//! Tests in a browser, run by Playwright, and what came of them.

use crate::{npm, outcome::Outcome, paths, run};
use anyhow::{Context, Result, bail};
use std::fs;
use std::path::PathBuf;
use std::process::Command;

/// Runs the tests of `tests/NAME`. There must be some, and every one must pass.
pub fn run(name: &str, chromium: Option<PathBuf>, with: impl FnOnce(&mut Command) -> &mut Command) -> Result<()> {
    let report = paths::target().join("waymark").join(format!("playwright-{name}.json"));
    let _ = fs::remove_file(&report); // an old report must not speak for a run that never started
    let mut runner = npm::tool("playwright");
    runner.args(["test", &format!("--config=tests/{name}/playwright.config.ts"), "--reporter=list,json"]).env("PLAYWRIGHT_JSON_OUTPUT_FILE", &report);
    if let Some(chromium) = chromium {
        runner.env("CHROMIUM", chromium);
    }
    let ended_well = run::status(with(&mut runner), "Did `npm ci` end well?")?.success();
    let text = fs::read_to_string(&report).context("Playwright wrote no report; its words above say why")?;
    let outcome = Outcome::of(&serde_json::from_str(&text)?);
    println!("\n{name}: {outcome}");
    if !ended_well || !outcome.well() {
        bail!("{outcome}");
    }
    Ok(())
}
