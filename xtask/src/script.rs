//! The scripts: the element, the sheet and wasm-bindgen's half of the program in one file.

use crate::{npm, policy, run, steps::Steps, wasm::Program};
use anyhow::{Context, Result};
use flate2::{Compression, write::GzEncoder};
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::Command;

/// What the scripts load.
pub struct Parts {
    pub screen: Program,
    pub papers: Program,
    pub rules: PathBuf,
}

/// The oldest browsers that have everything the element and the sheet use.
const TARGET: &str = "--target=chrome111,firefox113,safari16.4";

/// `waymark.mjs`: loads the program from beside itself.
pub fn module(steps: &Steps, parts: &Parts, sheet: &Path, folder: &Path) -> Result<Vec<u8>> {
    steps.say("bundling waymark.mjs");
    let mut esbuild = bundle("src/embed/module.js", parts, sheet);
    esbuild.arg("--format=esm");
    for (name, file) in [("", &parts.screen.wasm), ("_PAPERS", &parts.papers.wasm), ("_RULES", &parts.rules)] {
        let hash = policy::integrity(&fs::read(file)?);
        esbuild.arg(format!("--define:WAYMARK{name}_INTEGRITY=\"{hash}\""));
    }
    finish(esbuild, &folder.join("waymark.mjs"))
}

/// `waymark.js`: has the program inside.
pub fn classic(steps: &Steps, parts: &Parts, sheet: &Path, folder: &Path) -> Result<Vec<u8>> {
    steps.say("bundling waymark.js");
    let mut esbuild = bundle("src/embed/classic.js", parts, sheet);
    esbuild.args(["--format=iife", "--loader:.gz=binary"]);
    for (name, file) in [("packed", &parts.screen.wasm), ("papers-packed", &parts.papers.wasm), ("rules", &parts.rules)] {
        let packed = folder.join(format!("{name}.gz"));
        gzip(file, &packed)?;
        esbuild.arg(format!("--alias:waymark-{name}={}", packed.display()));
    }
    finish(esbuild, &folder.join("waymark.js"))
}

fn gzip(file: &Path, into: &Path) -> Result<()> {
    let mut gzip = GzEncoder::new(Vec::new(), Compression::best());
    gzip.write_all(&fs::read(file)?)?;
    fs::write(into, gzip.finish()?).with_context(|| format!("cannot write {}", into.display()))
}

fn bundle(entry: &str, parts: &Parts, sheet: &Path) -> Command {
    let mut esbuild = npm::tool("esbuild");
    esbuild
        .args([entry, "--bundle", "--minify", "--legal-comments=none", "--charset=utf8", "--log-level=warning", "--loader:.css=text", TARGET])
        .arg(format!("--alias:waymark-bindgen={}", parts.screen.glue.display()))
        .arg(format!("--alias:waymark-papers={}", parts.papers.glue.display()))
        .arg(format!("--alias:waymark-style={}", sheet.display()));
    esbuild
}

fn finish(mut esbuild: Command, out: &Path) -> Result<Vec<u8>> {
    esbuild.arg(format!("--outfile={}", out.display()));
    run::check(&mut esbuild, "esbuild says above which script of src/embed/ it could not read.")?;
    fs::read(out).with_context(|| format!("cannot read {}", out.display()))
}
