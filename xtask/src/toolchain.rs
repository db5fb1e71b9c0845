//! Which cargo can build for `wasm32-unknown-unknown` here.
//!
//! Most machines have rustup, and the target is one download away. Where that download cannot be
//! had, Debian's own compiler for the web builds the standard library from source instead.

use crate::{apt, paths, run, steps::Steps};
use anyhow::{Result, bail};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

const TARGET: &str = "wasm32-unknown-unknown";
const DEBIAN: [&str; 4] = ["rustc-web", "cargo-web", "rust-web-src", "lld-22"];
const MEND: &str = "Either `rustup target add wasm32-unknown-unknown`, or on Debian as root \
    `apt-get install rustc-web cargo-web rust-web-src lld-22`; then try again.";

/// Set by the cargo that runs us; another toolchain must not inherit them.
const INHERITED: [&str; 11] = [
    "CARGO",
    "CARGO_ENCODED_RUSTFLAGS",
    "CARGO_MANIFEST_DIR",
    "CARGO_MANIFEST_PATH",
    "LD_LIBRARY_PATH",
    "RUSTC",
    "RUSTC_WRAPPER",
    "RUSTDOC",
    "RUSTFLAGS",
    "RUSTUP_TOOLCHAIN",
    "RUST_RECURSION_COUNT",
];

/// What makes the file small where the compiler may build the standard library: no words for panics that cannot
/// be shown, and one type for all views instead of one for each.
const SMALL: &str = "--cfg=erase_components -Zlocation-detail=none -Zfmt-debug=none -Zunstable-options -Cpanic=immediate-abort";

#[derive(Debug, PartialEq)]
pub enum Toolchain {
    /// The cargo that runs us has the target; with `source`, the standard library's source, too.
    Own { source: bool },
    /// Debian's compiler, with the standard library built from its source.
    Debian,
}

impl Toolchain {
    pub fn find(steps: &Steps) -> Result<Self> {
        match std::env::var("WAYMARK_WASM").as_deref() {
            Ok("rustup") if own_has_target() || added_by_rustup(steps) => Ok(Self::own(steps)),
            Ok("rustup") => bail!("WAYMARK_WASM=rustup, but rustup cannot add {TARGET}.\n{MEND}"),
            Ok("debian") => debian(steps),
            Ok(other) if !other.is_empty() => {
                bail!("WAYMARK_WASM is `{other}`; it can be `rustup`, `debian` or unset.")
            }
            _ if own_has_target() => Ok(Self::own(steps)),
            _ if debian_ready() => Ok(Self::Debian),
            _ if added_by_rustup(steps) => Ok(Self::own(steps)),
            _ => debian(steps),
        }
    }

    fn own(steps: &Steps) -> Self {
        Self::Own { source: own_has_source() || source_added_by_rustup(steps) }
    }

    /// Whether the standard library is built with the program, for size.
    pub fn builds_std(&self) -> bool {
        *self != Self::Own { source: false }
    }

    /// `cargo` for the WebAssembly build, up to and without its profile.
    ///
    /// `rustc --crate-type cdylib` and not `build`: a library that is also offered to Rust gets no
    /// link-time optimisation, which is most of what makes the file small.
    pub fn cargo_rustc(&self, small: bool) -> Command {
        let mut command = match self {
            Self::Own { .. } => own_cargo(),
            Self::Debian => debian_cargo(),
        };
        command.current_dir(paths::root()).args(["rustc", "--lib", "--crate-type", "cdylib", "--target", TARGET]);
        if self.builds_std() && (small || *self == Self::Debian) {
            command.env("RUSTC_BOOTSTRAP", "1").arg("-Zbuild-std=std,panic_abort");
        }
        match (self.builds_std(), small) {
            (true, true) => {
                command.arg("-Zbuild-std-features=optimize_for_size").env("RUSTFLAGS", SMALL);
            }
            _ => {
                command.env("RUSTFLAGS", "--cfg=erase_components");
            }
        }
        command
    }
}

/// The cargo that runs us, for native builds.
pub fn own_cargo() -> Command {
    let mut command = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    command.current_dir(paths::root());
    for name in ["CARGO_MANIFEST_DIR", "CARGO_MANIFEST_PATH", "RUST_RECURSION_COUNT"] {
        command.env_remove(name);
    }
    command
}

fn debian_cargo() -> Command {
    let mut command = Command::new("/usr/bin/cargo");
    for name in INHERITED {
        command.env_remove(name);
    }
    command
        .env("RUSTC", "/usr/bin/rustc")
        .env("RUSTC_BOOTSTRAP", "1") // building the standard library is not stable yet
        .env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_LINKER", "wasm-ld-22");
    command
}

fn own_has_target() -> bool {
    let mut rustc = Command::new(std::env::var_os("RUSTC").unwrap_or_else(|| "rustc".into()));
    run::output(rustc.args(["--print", "target-libdir", "--target", TARGET])).map(PathBuf::from).is_some_and(|folder| folder.is_dir())
}

fn own_has_source() -> bool {
    let mut rustc = Command::new(std::env::var_os("RUSTC").unwrap_or_else(|| "rustc".into()));
    run::output(rustc.args(["--print", "sysroot"]))
        .map(PathBuf::from)
        .is_some_and(|folder| folder.join("lib/rustlib/src/rust/library/Cargo.lock").is_file())
}

fn source_added_by_rustup(steps: &Steps) -> bool {
    steps.say("adding the standard library's source with rustup (at most a minute)");
    run::within(Command::new("rustup").args(["component", "add", "rust-src"]), Duration::from_secs(60)) && own_has_source()
}

fn added_by_rustup(steps: &Steps) -> bool {
    if run::output(Command::new("rustup").arg("--version")).is_none() {
        return false;
    }
    steps.say(format!("adding {TARGET} with rustup (at most a minute)"));
    run::within(Command::new("rustup").args(["target", "add", TARGET]), Duration::from_secs(60)) && own_has_target()
}

fn debian_ready() -> bool {
    ["/usr/bin/cargo", "/usr/bin/rustc", "/usr/bin/wasm-ld-22", "/usr/lib/rustlib/src/rust/library"].iter().all(|part| Path::new(part).exists())
        && DEBIAN.iter().all(|package| apt::installed(package))
}

fn debian(steps: &Steps) -> Result<Toolchain> {
    if debian_ready() {
        return Ok(Toolchain::Debian);
    }
    if !apt::usable() {
        bail!("no Rust toolchain here can build for {TARGET}.\n{MEND}");
    }
    apt::install(steps, &DEBIAN)?;
    if !debian_ready() {
        bail!("Debian's Rust for the web is installed, but not whole.\n{MEND}");
    }
    Ok(Toolchain::Debian)
}
