//! The published definitions as the validator reads them: a folder with a file for each; and those of our own extensions.

use crate::Outcome;
use serde_json::Value;
use std::fs;
use std::path::{Path, PathBuf};

/// The collections that are taken whole.
const WHOLE: [&str; 4] = ["profiles-resources", "profiles-types", "valuesets", "v3-codesystems"];

/// The extensions of the standard that we use.
const EXTENSIONS: [&str; 4] = ["data-absent-reason", "maxValue", "minValue", "questionnaire-itemControl"];

/// Lays the definitions out, unless that has been done.
pub fn lay_out(from: &Path) -> Outcome<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("target").join("definitions");
    if folder.exists() {
        return Ok(folder);
    }
    let under_way = folder.with_extension("under-way");
    fs::create_dir_all(&under_way)?;
    for collection in WHOLE {
        write(from, collection, &under_way, |_| true)?;
    }
    write(from, "extension-definitions", &under_way, |id| EXTENSIONS.contains(&id))?;
    fs::rename(under_way, &folder)?;
    Ok(folder)
}

fn write(from: &Path, collection: &str, to: &Path, wanted: impl Fn(&str) -> bool) -> Outcome<()> {
    let whole: Value = serde_json::from_slice(&fs::read(from.join(collection).with_extension("json"))?)?;
    for resource in whole["entry"].as_array().into_iter().flatten().map(|entry| &entry["resource"]) {
        let (kind, id) = (resource["resourceType"].as_str().unwrap_or_default(), resource["id"].as_str().unwrap_or_default());
        if matches!(kind, "StructureDefinition" | "ValueSet" | "CodeSystem") && wanted(id) {
            fs::write(to.join(format!("{kind}-{id}.json")), serde_json::to_vec(resource)?)?;
        }
    }
    Ok(())
}

/// The definitions of our own extensions.
pub fn ours() -> Outcome<Vec<Value>> {
    let whole: Value = serde_json::from_str(include_str!("../extensions.json"))?;
    Ok(whole["entry"].as_array().into_iter().flatten().map(|entry| entry["resource"].clone()).collect())
}
