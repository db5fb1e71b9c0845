//! Tests in a browser, run by Playwright, and what came of them.

use crate::{npm, paths, run};
use anyhow::{Context, Result};
use serde_json::Value;
use std::fs;
use std::path::PathBuf;
use std::process::Command;

/// Runs the tests of `tests/NAME`; true where every one passed, and there were any.
pub fn run(name: &str, chromium: Option<PathBuf>, with: impl FnOnce(&mut Command) -> &mut Command) -> Result<bool> {
    let report = paths::target().join("waymark").join(format!("playwright-{name}.json"));
    let _ = fs::remove_file(&report); // an old report must not speak for a run that never started
    let mut runner = npm::tool("playwright");
    runner.args(["test", &format!("--config=tests/{name}/playwright.config.ts"), "--reporter=list,json"]).env("PLAYWRIGHT_JSON_OUTPUT_FILE", &report);
    if let Some(chromium) = chromium {
        runner.env("CHROMIUM", chromium);
    }
    let ended_well = run::status(with(&mut runner), "Did `npm ci` end well?")?.success();
    let text = fs::read_to_string(&report).context("Playwright wrote no report; its words above say why")?;
    let counts = Counts::of(&serde_json::from_str(&text)?);
    println!("\n{name}: {} passed, {} failed{}", counts.passed, counts.failed, counts.skipped_words());
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
