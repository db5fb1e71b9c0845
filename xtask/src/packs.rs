//! The compact form of the built-in packs, which the page carries inside its program.

use crate::{paths, steps::Steps};
use anyhow::{Result, anyhow};
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
    let bundle = waymark::packs::text::built_in().map_err(|faults| {
        let told: Vec<_> = faults.iter().map(ToString::to_string).collect();
        anyhow!("the built-in packs have faults:\n{}", told.join("\n"))
    })?;
    Ok(bundle.to_bytes())
}
