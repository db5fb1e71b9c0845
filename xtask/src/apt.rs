//! Debian's packages, for what neither cargo nor npm can bring.

use crate::{run, steps::Steps};
use anyhow::Result;
use std::path::Path;
use std::process::Command;

/// Whether packages can be installed here without asking anyone.
pub fn usable() -> bool {
    Path::new("/usr/bin/apt-get").exists() && run::output(Command::new("id").arg("-u")).as_deref() == Some("0")
}

/// Whether a package that brings a service leaves it at rest: nothing here starts services, or a policy forbids it.
pub fn leaves_services_at_rest() -> bool {
    !Path::new("/run/systemd/system").exists() || Path::new("/usr/sbin/policy-rc.d").exists()
}

/// Installs packages; those that are there already cost nothing.
pub fn install(steps: &Steps, packages: &[&str]) -> Result<()> {
    if packages.iter().all(|package| installed(package)) {
        return Ok(());
    }
    steps.say(format!("installing {} with apt-get", packages.join(", ")));
    let mend = format!("Install it by hand (`apt-get install {}`) and try again.", packages.join(" "));
    // A stale list is no reason to stop: the install that follows tells what is truly missing.
    let _ = run::status(apt_get().arg("update"), &mend)?;
    run::check(apt_get().args(["install", "--yes", "--no-install-recommends"]).args(packages), &mend)
}

fn apt_get() -> Command {
    let mut command = Command::new("/usr/bin/apt-get");
    command.arg("-qq").env("DEBIAN_FRONTEND", "noninteractive");
    command
}

pub fn installed(package: &str) -> bool {
    run::output(Command::new("dpkg-query").args(["--show", "--showformat=${db:Status-Status}", package])).as_deref() == Some("installed")
}
