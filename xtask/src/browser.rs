//! The browser that the tests drive.

use crate::{apt, npm, run, steps::Steps};
use anyhow::Result;
use std::path::{Path, PathBuf};

const USUAL: [&str; 5] = [
    "/usr/bin/chromium",
    "/usr/bin/google-chrome",
    "/usr/bin/google-chrome-stable",
    "/usr/bin/chromium-browser",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
];

/// A Chromium, installed if there is none; `None` where Playwright is to use the one it keeps itself.
pub fn provide(steps: &Steps) -> Result<Option<PathBuf>> {
    if let Some(found) = found() {
        return Ok(Some(found));
    }
    if apt::usable()
        && apt::install(steps, &["chromium"]).is_ok()
        && let Some(found) = found()
    {
        return Ok(Some(found));
    }
    steps.say("fetching a Chromium with Playwright");
    run::check(npm::tool("playwright").args(["install", "--only-shell", "chromium"]), "Install Chromium or Chrome, or name it in CHROMIUM.")?;
    Ok(None)
}

fn found() -> Option<PathBuf> {
    let named = std::env::var_os("CHROMIUM").map(PathBuf::from);
    named.into_iter().chain(USUAL.map(PathBuf::from)).find(|path| Path::exists(path))
}
