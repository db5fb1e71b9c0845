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

/// Which of the four programs.
#[derive(Clone, Copy, PartialEq)]
pub enum Part {
    /// What draws the first page; loads first.
    First,
    /// What draws the whole screen; loads while the first page is being answered.
    Whole,
    /// The view for authors of packs; loads for them alone.
    Author,
    /// What seals files and opens them; loads when that is done.
    Seal,
}

impl Part {
    fn name(self) -> &'static str {
        match self {
            Self::First => "waymark",
            Self::Whole => "waymark_screen",
            Self::Author => "waymark_author",
            Self::Seal => "waymark_seal",
        }
    }

    /// The feature of the library that makes it.
    fn feature(self) -> Option<&'static str> {
        match self {
            Self::First => Some("first"),
            Self::Whole => None,
            Self::Author => Some("author"),
            Self::Seal => Some("seal"),
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
    finish(steps, profile, part.name(), &compiled)
}

/// All that comes after the compiler, unless it gave what it gave before.
pub fn finish(steps: &Steps, profile: Profile, name: &str, compiled: &Path) -> Result<Program> {
    let folder = paths::work(profile.name()).join(name);
    let program = Program { wasm: folder.join(format!("{name}_bg.wasm")), glue: folder.join(format!("{name}.js")) };
    let stamp = folder.join("made-from");
    let source = policy::hash("sha256", &fs::read(compiled)?);
    if fs::read_to_string(&stamp).is_ok_and(|made_from| made_from == source) {
        return Ok(program);
    }
    steps.say("wasm-bindgen");
    bind(compiled, name, &folder)?;
    if profile == Profile::Web {
        steps.say("wasm-opt");
        optimise(&program.wasm)?;
    }
    fs::write(&stamp, source)?;
    Ok(program)
}

fn compile(steps: &Steps, toolchain: &Toolchain, profile: Profile, part: Part, bundle: &Path) -> Result<PathBuf> {
    steps.say(format!("compiling {} ({} profile; minutes the first time)", part.name(), profile.name()));
    let mut cargo = toolchain.cargo_rustc(profile == Profile::Web);
    cargo.args(["--profile", profile.name()]).env("WAYMARK_BUNDLE", bundle);
    if let Some(feature) = part.feature() {
        cargo.args(["--features", feature]);
    }
    run::check(&mut cargo, "The compiler's words above say where.")?;
    let built = paths::target().join("wasm32-unknown-unknown").join(profile.name()).join("waymark.wasm");
    // All parts are built to the same name: each is kept before the other replaces it.
    let kept = paths::work(profile.name()).join(format!("{}.wasm", part.name()));
    fs::copy(&built, &kept).with_context(|| format!("cannot copy {}", built.display()))?;
    Ok(kept)
}

fn bind(compiled: &Path, name: &str, folder: &Path) -> Result<()> {
    let made = || format!("wasm-bindgen on {}", compiled.display());
    let mut output = Bindgen::new()
        .input_path(compiled)
        .out_name(name)
        .web(true)?
        .typescript(false)
        .remove_name_section(true)
        .remove_producers_section(true)
        // What was sealed and opened leaves no trace in memory: the program is put back to how it came after each use.
        .reset_state_function(name == Part::Seal.name())
        .generate_output()
        .with_context(made)?;
    drop_streams(output.wasm_mut());
    output.emit(folder).with_context(made)?;
    let glue = folder.join(format!("{name}.js"));
    let script = fs::read_to_string(&glue).with_context(made)?;
    fs::write(&glue, without_streams(&script)).with_context(made)
}

/// The classes for streams again, as the glue has them: a class ends with a brace that stands alone, all else
/// with a semicolon.
fn without_streams(glue: &str) -> String {
    let begins = |line: &str| {
        ["export class", "const", "if (Symbol.dispose)"].iter().find(|start| line.starts_with(&format!("{start} IntoUnderlying"))).copied()
    };
    let mut inside: Option<&str> = None;
    let mut kept = String::new();
    for line in glue.lines() {
        inside = inside.or_else(|| begins(line));
        match inside {
            None => kept.extend([line, "\n"]),
            Some("export class") if line == "}" => inside = None,
            Some("const" | "if (Symbol.dispose)") if line.ends_with(';') => inside = None,
            Some(_) => {}
        }
    }
    kept
}

/// A crate below Leptos exports classes for streams that nothing here calls. What is exported is kept, so the
/// exports go before wasm-opt looks.
fn drop_streams(module: &mut walrus::Module) {
    let unused = |name: &str| name.starts_with("intounderlying") || name.starts_with("__wbg_intounderlying");
    let exports: Vec<_> = module.exports.iter().filter(|export| unused(&export.name)).map(|export| export.id()).collect();
    exports.into_iter().for_each(|export| module.exports.delete(export));
}

/// Flattened first, it finds more. Nothing lives in the lowest kilobyte: the stack stands below all data and would
/// have to overflow to get there.
fn optimise(wasm: &Path) -> Result<()> {
    let mut wasm_opt = npm::tool("wasm-opt");
    wasm_opt.args(["--flatten", "--rereloop", "-Oz", "-Oz", "--low-memory-unused"]).args(FEATURES).arg(wasm).arg("-o").arg(wasm);
    run::check(&mut wasm_opt, "If it names a feature that is not enabled, add it to FEATURES in xtask/src/wasm.rs.")
}

#[cfg(test)]
mod tests {
    use super::without_streams;

    #[test]
    fn only_the_streams_go() {
        let glue = "export class Handle {\n    free() {\n    }\n}\nexport class IntoUnderlyingSink {\n    free() {\n        a();\n    }\n}\n\
            if (Symbol.dispose) IntoUnderlyingSink.prototype[Symbol.dispose] = 1;\n\
            const IntoUnderlyingSinkFinalization = x\n    ? { register: () => {} }\n    : new F(ptr => ptr);\nlet kept;\n";
        assert_eq!(without_streams(glue), "export class Handle {\n    free() {\n    }\n}\nlet kept;\n");
    }
}
