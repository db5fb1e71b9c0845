//! The scripts: the element, the sheet and wasm-bindgen's half of the program in one file.

use crate::{npm, policy, run, steps::Steps, wasm::Program};
use anyhow::{Context, Result};
use flate2::{Compression, write::GzEncoder};
use std::fs;
use std::io::Write;
use std::path::Path;
use std::process::Command;

/// The oldest browsers that have everything the element and the sheet use.
const TARGET: &str = "--target=chrome111,firefox113,safari16.4";

/// `waymark.mjs`: loads the program from beside itself.
pub fn module(steps: &Steps, program: &Program, sheet: &Path, folder: &Path) -> Result<Vec<u8>> {
    steps.say("bundling waymark.mjs");
    let integrity = policy::integrity(&fs::read(&program.wasm)?);
    let mut esbuild = bundle("src/embed/module.js", program, sheet);
    esbuild.args([
        "--format=esm",
        &format!("--define:WAYMARK_INTEGRITY=\"{integrity}\""),
    ]);
    finish(esbuild, &folder.join("waymark.mjs"))
}

/// `waymark.js`: has the program inside.
pub fn classic(steps: &Steps, program: &Program, sheet: &Path, folder: &Path) -> Result<Vec<u8>> {
    steps.say("bundling waymark.js");
    let packed = folder.join("waymark_bg.wasm.gz");
    let mut gzip = GzEncoder::new(Vec::new(), Compression::best());
    gzip.write_all(&fs::read(&program.wasm)?)?;
    fs::write(&packed, gzip.finish()?)?;
    let mut esbuild = bundle("src/embed/classic.js", program, sheet);
    esbuild.args([
        "--format=iife",
        "--loader:.gz=binary",
        &format!("--alias:waymark-packed={}", packed.display()),
    ]);
    finish(esbuild, &folder.join("waymark.js"))
}

fn bundle(entry: &str, program: &Program, sheet: &Path) -> Command {
    let mut esbuild = npm::tool("esbuild");
    esbuild
        .args([
            entry,
            "--bundle",
            "--minify",
            "--legal-comments=none",
            "--charset=utf8",
            "--log-level=warning",
            "--loader:.css=text",
            TARGET,
        ])
        .arg(format!(
            "--alias:waymark-bindgen={}",
            program.glue.display()
        ))
        .arg(format!("--alias:waymark-style={}", sheet.display()));
    esbuild
}

fn finish(mut esbuild: Command, out: &Path) -> Result<Vec<u8>> {
    esbuild.arg(format!("--outfile={}", out.display()));
    run::check(
        &mut esbuild,
        "esbuild says above which script of src/embed/ it could not read.",
    )?;
    fs::read(out).with_context(|| format!("cannot read {}", out.display()))
}
