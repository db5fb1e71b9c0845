//! What a run of browser tests came to, by name: who sees only the end of a long run must see what failed.

use serde_json::Value;
use std::fmt;

#[derive(Debug, Default, PartialEq)]
pub struct Outcome {
    passed: usize,
    skipped: usize,
    failed: Vec<String>,
    /// They passed at the second try.
    unsteady: Vec<String>,
}

impl Outcome {
    /// Reads the report of Playwright's reporter `json`. A file of tests that could not be read has failed.
    pub fn of(report: &Value) -> Self {
        let mut outcome = Self::default();
        outcome.take(report);
        outcome
            .failed
            .extend(list(report, "errors").map(|error| error["message"].as_str().unwrap_or("a file of tests could not be read").to_owned()));
        outcome
    }

    fn take(&mut self, suite: &Value) {
        list(suite, "suites").for_each(|inner| self.take(inner));
        for spec in list(suite, "specs") {
            let name = || format!("{}:{} {}", spec["file"].as_str().unwrap_or("?"), spec["line"], spec["title"].as_str().unwrap_or("?"));
            for test in list(spec, "tests") {
                match test["status"].as_str() {
                    Some("expected") => self.passed += 1,
                    Some("skipped") => self.skipped += 1,
                    Some("flaky") => self.unsteady.push(name()),
                    _ => self.failed.push(name()),
                }
            }
        }
    }

    /// Something was tested and nothing is broken.
    pub fn well(&self) -> bool {
        self.failed.is_empty() && self.passed > 0
    }
}

fn list<'a>(of: &'a Value, name: &str) -> impl Iterator<Item = &'a Value> {
    of[name].as_array().into_iter().flatten()
}

impl fmt::Display for Outcome {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{} passed, {} failed", self.passed + self.unsteady.len(), self.failed.len())?;
        if self.skipped > 0 {
            write!(out, ", {} skipped", self.skipped)?;
        }
        self.failed.iter().try_for_each(|name| write!(out, "\n  failed: {name}"))?;
        self.unsteady.iter().try_for_each(|name| write!(out, "\n  passed at the second try only: {name}"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn spec(line: u32, status: &str) -> Value {
        json!({"title": status, "file": "a.spec.ts", "line": line, "tests": [{"status": status}]})
    }

    #[test]
    fn what_failed_is_named() {
        let inner = json!({"specs": [spec(2, "unexpected"), spec(3, "flaky")]});
        let outcome = Outcome::of(&json!({"suites": [{"specs": [spec(1, "expected"), spec(4, "skipped")], "suites": [inner]}], "errors": []}));
        assert!(!outcome.well());
        let said = "2 passed, 1 failed, 1 skipped\n  failed: a.spec.ts:2 unexpected\n  passed at the second try only: a.spec.ts:3 flaky";
        assert_eq!(outcome.to_string(), said);
    }

    #[test]
    fn nothing_tested_and_a_file_unread_are_not_well() {
        assert!(!Outcome::of(&json!({})).well());
        let unread = Outcome::of(&json!({"suites": [{"specs": [spec(1, "expected")]}], "errors": [{"message": "no such file"}]}));
        assert_eq!(unread.to_string(), "1 passed, 1 failed\n  failed: no such file");
    }
}
