//! The tools that come from npm, at the versions of package-lock.json.

use crate::{paths, policy, run, steps::Steps};
use anyhow::{Context, Result, bail};
use std::fs;
use std::path::Path;
use std::process::Command;

const OLDEST_NODE: (u32, u32) = (20, 19);

/// Installs what the lock file names, unless that is what is there.
pub fn install(steps: &Steps) -> Result<()> {
    install_in(steps, paths::root())
}

/// The same for a project with a lock file of its own.
pub fn install_in(steps: &Steps, folder: &Path) -> Result<()> {
    let lock = folder.join("package-lock.json");
    let wanted = policy::hash("sha256", &fs::read(&lock).with_context(|| format!("cannot read {}", lock.display()))?);
    let stamp = folder.join("node_modules").join(".waymark-installed");
    if fs::read_to_string(&stamp).is_ok_and(|installed| installed == wanted) {
        return Ok(());
    }
    node_is_new_enough()?;
    steps.say(format!("installing what {} names with npm", lock.strip_prefix(paths::root()).unwrap_or(&lock).display()));
    let mut npm = Command::new("npm");
    // No tool we use needs its install script; none gets to run one.
    npm.current_dir(folder).args(["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"]);
    npm.env("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1");
    run::check(&mut npm, "npm needs its registry once; behind a proxy set npm's `proxy` and `cafile`.")?;
    fs::write(&stamp, wanted).with_context(|| format!("cannot write {}", stamp.display()))
}

/// One of the installed tools.
pub fn tool(name: &str) -> Command {
    let mut command = Command::new(paths::root().join("node_modules").join(".bin").join(name));
    command.current_dir(paths::root());
    command
}

fn node_is_new_enough() -> Result<()> {
    let (major, minor) = OLDEST_NODE;
    let Some(version) = run::output(Command::new("node").arg("--version")) else {
        bail!("node is not installed. Install Node {major}.{minor} or newer, which brings npm.");
    };
    if parsed(&version).is_none_or(|found| found < OLDEST_NODE) {
        bail!("node is {version}; the build needs {major}.{minor} or newer.");
    }
    Ok(())
}

fn parsed(version: &str) -> Option<(u32, u32)> {
    let mut parts = version.trim_start_matches('v').split('.');
    Some((parts.next()?.parse().ok()?, parts.next()?.parse().ok()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_compare_by_number() {
        assert_eq!(parsed("v20.20.2"), Some((20, 20)));
        assert!(parsed("v20.9.0") < parsed("v20.19.0"));
        assert_eq!(parsed("nonsense"), None);
    }
}
