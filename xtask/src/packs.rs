//! The compact form of the built-in packs, which the page carries inside its program.

use crate::{paths, steps::Steps};
use anyhow::Result;
use std::path::PathBuf;

/// Makes the file that `WAYMARK_BUNDLE` names while the WebAssembly program is compiled.
pub fn bundle(steps: &Steps) -> Result<PathBuf> {
    let bytes = built_in()?;
    let path = paths::target().join("waymark").join("packs.bin");
    paths::write_if_changed(&path, &bytes)?;
    steps.say(format!("packs in compact form: {} bytes", bytes.len()));
    Ok(path)
}

fn built_in() -> Result<Vec<u8>> {
    Ok(Vec::new())
}
