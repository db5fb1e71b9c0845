//! The program as WebAssembly: cargo, wasm-bindgen (as a library, so that its version can never
//! differ from the crate's: Cargo.lock pins both), wasm-opt.

use crate::{npm, paths, policy, run, steps::Steps, toolchain::Toolchain};
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

/// Which of the two programs.
#[derive(Clone, Copy, PartialEq)]
pub enum Part {
    /// What draws the screen; loads first.
    Screen,
    /// What makes the referral; loads later.
    Papers,
}

impl Part {
    fn name(self) -> &'static str {
        match self {
            Self::Screen => "waymark",
            Self::Papers => "waymark_papers",
        }
    }

    /// The file that a page loads.
    pub fn file(self) -> String {
        format!("{}_bg.wasm", self.name())
    }
}

/// The program and its JavaScript half, in one folder.
pub struct Program {
    pub wasm: PathBuf,
    pub glue: PathBuf,
}

pub fn build(steps: &Steps, toolchain: &Toolchain, profile: Profile, part: Part, bundle: &Path) -> Result<Program> {
    let compiled = compile(steps, toolchain, profile, part, bundle)?;
    let folder = paths::work(profile.name()).join(part.name());
    let program = Program {
        wasm: folder.join(part.file()),
        glue: folder.join(format!("{}.js", part.name())),
    };
    let stamp = folder.join("made-from");
    let source = policy::hash("sha256", &fs::read(&compiled)?);
    if fs::read_to_string(&stamp).is_ok_and(|made_from| made_from == source) {
        return Ok(program);
    }
    steps.say("wasm-bindgen");
    bind(&compiled, part, &folder)?;
    if profile == Profile::Web {
        steps.say("wasm-opt");
        optimise(&program.wasm)?;
    }
    fs::write(&stamp, source)?;
    Ok(program)
}

fn compile(steps: &Steps, toolchain: &Toolchain, profile: Profile, part: Part, bundle: &Path) -> Result<PathBuf> {
    steps.say(format!(
        "compiling {} ({} profile; minutes the first time)",
        part.name(),
        profile.name()
    ));
    let mut cargo = toolchain.cargo_rustc(profile == Profile::Web);
    cargo
        .args(["--profile", profile.name()])
        .env("WAYMARK_BUNDLE", bundle);
    if part == Part::Papers {
        cargo.args(["--features", "papers"]);
    }
    run::check(&mut cargo, "The compiler's words above say where.")?;
    let built = paths::target()
        .join("wasm32-unknown-unknown")
        .join(profile.name())
        .join("waymark.wasm");
    // Both parts are built to the same name: each is kept before the other replaces it.
    let kept = paths::work(profile.name()).join(format!("{}.wasm", part.name()));
    fs::copy(&built, &kept).with_context(|| format!("cannot copy {}", built.display()))?;
    Ok(kept)
}

fn bind(compiled: &Path, part: Part, folder: &Path) -> Result<()> {
    Bindgen::new()
        .input_path(compiled)
        .out_name(part.name())
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
