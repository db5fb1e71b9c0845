//! The program as WebAssembly: cargo, wasm-bindgen (as a library, so that its version can never
//! differ from the crate's: Cargo.lock pins both), wasm-opt.

use crate::{npm, packs, paths, policy, run, steps::Steps, toolchain::Toolchain};
use anyhow::{Context, Result};
use std::fs;
use std::path::{Path, PathBuf};
use wasm_bindgen_cli_support::Bindgen;

/// What the compiler emits today; wasm-opt refuses what it is not told of.
const FEATURES: [&str; 7] = [
    "--enable-bulk-memory",
    "--enable-bulk-memory-opt",
    "--enable-nontrapping-float-to-int",
    "--enable-sign-ext",
    "--enable-mutable-globals",
    "--enable-reference-types",
    "--enable-multivalue",
];

#[derive(Clone, Copy, PartialEq)]
pub enum Profile {
    /// What a partner takes: small, slow to build.
    Web,
    /// For developing: quick to build, large.
    Dev,
}

impl Profile {
    pub fn name(self) -> &'static str {
        match self {
            Self::Web => "web",
            Self::Dev => "web-dev",
        }
    }
}

/// The program and its JavaScript half, in one folder.
pub struct Program {
    pub wasm: PathBuf,
    pub glue: PathBuf,
}

pub fn build(steps: &Steps, toolchain: &Toolchain, profile: Profile) -> Result<Program> {
    let compiled = compile(steps, toolchain, profile)?;
    let folder = paths::work(profile.name()).join("program");
    let program = Program {
        wasm: folder.join("waymark_bg.wasm"),
        glue: folder.join("waymark.js"),
    };
    let stamp = folder.join("made-from");
    let source = policy::hash("sha256", &fs::read(&compiled)?);
    if fs::read_to_string(&stamp).is_ok_and(|made_from| made_from == source) {
        return Ok(program);
    }
    steps.say("wasm-bindgen");
    bind(&compiled, &folder)?;
    if profile == Profile::Web {
        steps.say("wasm-opt");
        optimise(&program.wasm)?;
    }
    fs::write(&stamp, source)?;
    Ok(program)
}

fn compile(steps: &Steps, toolchain: &Toolchain, profile: Profile) -> Result<PathBuf> {
    let bundle = packs::bundle(steps)?;
    steps.say(format!(
        "compiling the screen ({} profile; minutes the first time)",
        profile.name()
    ));
    let mut cargo = toolchain.cargo_rustc();
    cargo
        .args(["--profile", profile.name()])
        .env("WAYMARK_BUNDLE", bundle);
    run::check(&mut cargo, "The compiler's words above say where.")?;
    Ok(paths::target()
        .join("wasm32-unknown-unknown")
        .join(profile.name())
        .join("waymark.wasm"))
}

fn bind(compiled: &Path, folder: &Path) -> Result<()> {
    Bindgen::new()
        .input_path(compiled)
        .out_name("waymark")
        .web(true)?
        .typescript(false)
        .remove_name_section(true)
        .remove_producers_section(true)
        .generate(folder)
        .with_context(|| format!("wasm-bindgen on {}", compiled.display()))
}

fn optimise(wasm: &Path) -> Result<()> {
    let mut wasm_opt = npm::tool("wasm-opt");
    wasm_opt
        .arg("-Oz")
        .args(FEATURES)
        .arg(wasm)
        .arg("-o")
        .arg(wasm);
    run::check(
        &mut wasm_opt,
        "If it names a feature that is not enabled, add it to FEATURES in xtask/src/wasm.rs.",
    )
}
