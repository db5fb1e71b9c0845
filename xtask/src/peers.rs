//! Measures the form in a browser, beside form renderers of other people and the least page that Leptos makes.

use crate::toolchain::Toolchain;
use crate::wasm::{self, Profile, Program};
use crate::{browser, dist, npm, paths, policy, run, steps::Steps};
use anyhow::{Context, Result, bail};
use std::fs;
use std::path::PathBuf;
use std::process::Command;

/// The crate of the least page.
const LEAST: &str = "leptos_empty";

/// A renderer whose package is made to be unpacked and not installed: installing it brings a hundred others that its
/// built files have inside. So it stands here and not in package.json.
const UNPACKED: (&str, &str, &str) =
    ("lforms", "40.1.3", "sha512-WLruTm+BcVnafC0rSAQ3/cNqhxvclBUxyBG68aub/uha2NaK9H8ZZcEXTTuORuGzzCt0wa7fvhuieZtcDIdPzQ==");

/// Builds all, opens each in turn, prints the tables, and writes them down where `WAYMARK_WRITE` is set.
pub fn measure(steps: &Steps) -> Result<()> {
    npm::install(steps)?;
    install(steps)?;
    let least = least(steps)?;
    let unpacked = unpacked(steps);
    form(steps)?;
    let chromium = browser::provide(steps)?;

    steps.say("opening each in turn");
    let mut node = Command::new("node");
    node.current_dir(paths::root()).arg("benches/peers/run.mjs").env("WAYMARK_PEERS", work()).env("WAYMARK_LEAST", least.glue);
    match unpacked {
        Ok(folder) => _ = node.env("WAYMARK_LFORMS", folder),
        Err(fault) => steps.say(format!("left out: LHC-Forms, as its package could not be had ({fault:#})")),
    }
    if let Some(chromium) = chromium {
        node.env("CHROMIUM", chromium);
    }
    run::check(&mut node, "The script's words above say which page it could not open.")
}

fn folder() -> PathBuf {
    paths::root().join("benches").join("peers")
}

fn work() -> PathBuf {
    paths::work("peers")
}

/// The peers, at the versions of their own lock file.
fn install(steps: &Steps) -> Result<()> {
    steps.say("installing the peers with npm");
    let mut npm = Command::new("npm");
    npm.current_dir(folder()).args(["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"]);
    run::check(&mut npm, "npm needs its registry once; behind a proxy set npm's `proxy` and `cafile`.")
}

/// The least page, by the tools and in the profile of the form.
fn least(steps: &Steps) -> Result<Program> {
    steps.say("compiling the least page that Leptos makes (minutes the first time)");
    let mut cargo = Toolchain::find(steps)?.cargo_rustc(true);
    cargo.current_dir(folder().join("leptos-empty")).env("CARGO_TARGET_DIR", paths::target());
    run::check(cargo.args(["--locked", "--profile", Profile::Web.name()]), "The compiler's words above say where.")?;
    let compiled = paths::target().join("wasm32-unknown-unknown").join(Profile::Web.name()).join(format!("{LEAST}.wasm"));
    wasm::finish(steps, Profile::Web, LEAST, &compiled)
}

/// The files a partner takes, as they stand in `dist/`.
fn form(steps: &Steps) -> Result<()> {
    if !paths::root().join("dist").join("waymark.mjs").exists() {
        dist::write(steps)?;
    }
    Ok(())
}

/// Fetches a package and unpacks it, where that has not been done.
fn unpacked(steps: &Steps) -> Result<PathBuf> {
    let (name, version, integrity) = UNPACKED;
    let folder = work().join(format!("{name}-{version}"));
    if folder.join("package").is_dir() {
        return Ok(folder.join("package"));
    }
    steps.say(format!("fetching {name} {version}"));
    fs::create_dir_all(&folder).with_context(|| format!("cannot make {}", folder.display()))?;
    let mut npm = Command::new("npm");
    npm.current_dir(&folder).args(["pack", "--silent", &format!("{name}@{version}")]);
    run::check(&mut npm, "npm needs its registry once.")?;
    let archive = folder.join(format!("{name}-{version}.tgz"));
    if policy::hash("sha512", &fs::read(&archive)?) != integrity {
        bail!("{} is not what was measured before", archive.display());
    }
    run::check(Command::new("tar").current_dir(&folder).arg("-xzf").arg(&archive), "The package is unpacked with tar.")?;
    Ok(folder.join("package"))
}

#[cfg(test)]
mod tests {
    const OURS: &str = include_str!("../../Cargo.toml");
    const LEAST: &str = include_str!("../../benches/peers/leptos-empty/Cargo.toml");

    /// What a section of a manifest sets, without what is said about it.
    fn section<'a>(manifest: &'a str, name: &str) -> Vec<&'a str> {
        let section = manifest.split_once(&format!("[{name}]\n")).unwrap().1;
        let lines = section.lines().take_while(|line| !line.starts_with('['));
        lines.map(|line| line.split('#').next().unwrap().trim()).filter(|line| !line.is_empty()).collect()
    }

    #[test]
    fn the_least_page_is_built_as_the_form_is() {
        for name in ["profile.release", "profile.web"] {
            assert_eq!(section(LEAST, name), section(OURS, name), "{name}");
        }
    }
}
