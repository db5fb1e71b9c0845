//! The scripts: the element, the sheet and wasm-bindgen's half of the program in one file.

use crate::packs::Spoken;
use crate::{npm, policy, run, steps::Steps, text::Signs, wasm::Program};
use anyhow::{Context, Result};
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// What the scripts load.
pub struct Parts {
    pub first: Program,
    pub whole: Program,
    pub author: Program,
    pub seal: Program,
    pub languages: Vec<Spoken>,
    pub sheet: PathBuf,
    pub author_sheet: PathBuf,
}

/// The oldest browsers that have everything the element and the sheet use.
const TARGET: &str = "--target=chrome111,firefox113,safari16.4";

/// `waymark_author.mjs`: the view for authors of packs, which the other two load from beside themselves.
pub fn author(steps: &Steps, parts: &Parts, folder: &Path) -> Result<Vec<u8>> {
    steps.say("bundling waymark_author.mjs");
    let mut esbuild = bundle("src/embed/author.js");
    esbuild.arg("--format=esm");
    alias(&mut esbuild, "author", &parts.author.glue);
    alias(&mut esbuild, "author-style", &parts.author_sheet);
    integrity(&mut esbuild, "PROGRAM", &fs::read(&parts.author.wasm)?);
    finish(esbuild, &folder.join("waymark_author.mjs"))
}

/// `waymark_seal.mjs`: what seals files, which `waymark.mjs` loads from beside itself when something is sealed or opened.
pub fn seal(steps: &Steps, parts: &Parts, folder: &Path) -> Result<Vec<u8>> {
    steps.say("bundling waymark_seal.mjs");
    let mut esbuild = bundle("src/embed/seal.js");
    esbuild.arg("--format=esm");
    alias(&mut esbuild, "seal", &parts.seal.glue);
    finish(esbuild, &folder.join("waymark_seal.mjs"))
}

/// A small script for one page: `waymark_frame.mjs`, `waymark_doctor.mjs`.
pub fn small(steps: &Steps, name: &str, folder: &Path) -> Result<Vec<u8>> {
    let file = format!("waymark_{name}.mjs");
    steps.say(format!("bundling {file}"));
    let mut esbuild = bundle(&format!("src/embed/{name}.js"));
    esbuild.arg("--format=esm");
    finish(esbuild, &folder.join(file))
}

/// `waymark.mjs`: loads the program from beside itself.
pub fn module(steps: &Steps, parts: &Parts, author: &[u8], seal: &[u8], out: &Path) -> Result<Vec<u8>> {
    steps.say(format!("bundling {}", out.file_name().unwrap_or_default().to_string_lossy()));
    let mut esbuild = screen("src/embed/module.js", parts, author)?;
    esbuild.arg("--format=esm");
    for (name, file) in [("FIRST", &parts.first.wasm), ("WHOLE", &parts.whole.wasm), ("SEAL_PROGRAM", &parts.seal.wasm)] {
        integrity(&mut esbuild, name, &fs::read(file)?);
    }
    integrity(&mut esbuild, "SEAL", seal);
    finish(esbuild, out)
}

/// `waymark.js`: has the program inside.
pub fn classic(steps: &Steps, parts: &Parts, author: &[u8], folder: &Path) -> Result<Vec<u8>> {
    steps.say("bundling waymark.js");
    let mut esbuild = screen("src/embed/classic.js", parts, author)?;
    esbuild.arg("--format=iife");
    alias(&mut esbuild, "seal", &parts.seal.glue);
    alias(&mut esbuild, "inside", &inside(parts, folder)?);
    finish(esbuild, &folder.join("waymark.js"))
}

/// A module with the programs and the rules in every language, as text.
fn inside(parts: &Parts, folder: &Path) -> Result<PathBuf> {
    let programs = [("first", &parts.first.wasm), ("whole", &parts.whole.wasm), ("seal", &parts.seal.wasm)];
    let rules = parts.languages.iter().map(|language| (&*language.tag, &language.path));
    let files = programs.into_iter().chain(rules).map(|(name, path)| Ok((name, fs::read(path)?))).collect::<Result<Vec<_>>>()?;
    let signs = Signs::of(&files.iter().map(|(_, bytes)| &**bytes).collect::<Vec<_>>());
    let texts: BTreeMap<_, _> = files.iter().map(|(name, bytes)| (*name, signs.write(bytes))).collect();
    let module = folder.join("inside.js");
    let written = format!("export const order = {};\nexport const texts = {};\n", json!(signs.order), json!(texts));
    fs::write(&module, written).with_context(|| format!("cannot write {}", module.display()))?;
    Ok(module)
}

/// A script with the element in it.
fn screen(entry: &str, parts: &Parts, author: &[u8]) -> Result<Command> {
    let mut esbuild = bundle(entry);
    alias(&mut esbuild, "first", &parts.first.glue);
    alias(&mut esbuild, "whole", &parts.whole.glue);
    alias(&mut esbuild, "style", &parts.sheet);
    integrity(&mut esbuild, "AUTHOR", author);
    // Tag, name, file and hash of each language.
    let told =
        parts.languages.iter().map(|spoken| Ok(json!([spoken.tag, spoken.name, spoken.file, policy::hash("sha256", &fs::read(&spoken.path)?)])));
    esbuild.arg(format!("--define:WAYMARK_LANGUAGES={}", Value::Array(told.collect::<Result<_>>()?)));
    Ok(esbuild)
}

fn bundle(entry: &str) -> Command {
    let mut esbuild = npm::tool("esbuild");
    esbuild.args([entry, "--bundle", "--minify", "--legal-comments=none", "--charset=utf8", "--log-level=warning", "--loader:.css=text", TARGET]);
    esbuild
}

/// What the scripts of `src/embed` import as `waymark-…`.
fn alias(esbuild: &mut Command, name: &str, file: &Path) {
    esbuild.arg(format!("--alias:waymark-{name}={}", file.display()));
}

/// The hash that they know a file by: the shortest that there is, as it is weighed before the first question.
fn integrity(esbuild: &mut Command, name: &str, file: &[u8]) {
    esbuild.arg(format!("--define:WAYMARK_{name}_INTEGRITY=\"{}\"", policy::hash("sha256", file)));
}

fn finish(mut esbuild: Command, out: &Path) -> Result<Vec<u8>> {
    esbuild.arg(format!("--outfile={}", out.display()));
    run::check(&mut esbuild, "esbuild says above which script of src/embed/ it could not read.")?;
    fs::read(out).with_context(|| format!("cannot read {}", out.display()))
}
