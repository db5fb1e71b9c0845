//! The files a partner takes.

use crate::site::{self, Site};
use crate::sizes::Sizes;
use crate::{paths, steps::Steps, wasm::Profile};
use anyhow::{Context, Result};
use std::fs;

/// What the licences ask to go with every copy.
const NOTICES: [&str; 2] = ["LICENSE", "THIRD-PARTY-NOTICES.md"];

/// Builds and writes `dist/` and tells what it weighs; whether that is too much is the caller's to ask.
pub fn write(steps: &Steps) -> Result<(Site, Sizes)> {
    let site = site::build(steps, Profile::Web)?;
    steps.say("measuring");
    let sizes = Sizes::of(&site.files)?;
    let folder = paths::root().join("dist");
    if folder.exists() {
        fs::remove_dir_all(&folder).with_context(|| format!("cannot empty {}", folder.display()))?;
    }
    fs::create_dir_all(&folder).with_context(|| format!("cannot make {}", folder.display()))?;
    let sizes_json = format!("{:#}\n", sizes.json()).into_bytes();
    for (name, bytes) in site.files.iter().chain([(&"sizes.json".to_owned(), &sizes_json)]) {
        fs::write(folder.join(name), bytes).with_context(|| format!("cannot write dist/{name}"))?;
    }
    for name in NOTICES {
        fs::copy(paths::root().join(name), folder.join(name)).with_context(|| format!("cannot copy {name}"))?;
    }
    println!("\n{}", sizes.table());
    println!("{}", String::from_utf8_lossy(&site.files["integrity.json"]));
    steps.say("dist/ is written");
    Ok((site, sizes))
}
