//! The compact form of the built-in packs: what the first page needs goes inside the program, the whole follows in a
//! file of its own while that page is being answered.

use crate::{paths, steps::Steps};
use anyhow::{Result, anyhow};
use std::path::PathBuf;

/// The two parts as files.
pub struct Packs {
    /// The file that `WAYMARK_BUNDLE` names while the WebAssembly program is compiled.
    pub first: PathBuf,
    /// `waymark_rules.bin`.
    pub rules: PathBuf,
}

/// Reads and checks the packs and writes both parts.
pub fn write(steps: &Steps) -> Result<Packs> {
    let bundle = waymark::packs::text::built_in().map_err(|faults| {
        let told: Vec<_> = faults.iter().map(ToString::to_string).collect();
        anyhow!("the built-in packs have faults:\n{}", told.join("\n"))
    })?;
    let (rules, first) = (bundle.to_bytes(), bundle.first_page().to_bytes());
    steps.say(format!("packs in compact form: {} bytes first, {} bytes in all", first.len(), rules.len()));
    let folder = paths::target().join("waymark");
    let packs = Packs { first: folder.join("packs.bin"), rules: folder.join("waymark_rules.bin") };
    paths::write_if_changed(&packs.first, &first)?;
    paths::write_if_changed(&packs.rules, &rules)?;
    Ok(packs)
}
