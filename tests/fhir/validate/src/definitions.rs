//! The published definitions as the validator reads them: a folder with a file for each; and those of our own extensions.

use crate::Outcome;
use serde_json::Value;
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// The resources that we write.
const WRITTEN: [&str; 15] = [
    "Bundle",
    "Flag",
    "HealthcareService",
    "MessageHeader",
    "Organization",
    "Patient",
    "Practitioner",
    "PractitionerRole",
    "Provenance",
    "Questionnaire",
    "QuestionnaireResponse",
    "RelatedPerson",
    "RiskAssessment",
    "ServiceRequest",
    "Task",
];

/// The extensions of the standard that we use.
const EXTENSIONS: [&str; 4] = ["data-absent-reason", "maxValue", "minValue", "questionnaire-itemControl"];

/// Lays the definitions out, unless that has been done: those of what we write, of every type, and the codes that they require. The
/// validator looks through the whole folder for each list of codes, so it is kept small.
pub fn lay_out(from: &Path) -> Outcome<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("target").join("definitions");
    if folder.exists() {
        return Ok(folder);
    }
    let read = |collection: &str| -> Outcome<Vec<Value>> {
        let whole: Value = serde_json::from_slice(&fs::read(from.join(collection).with_extension("json"))?)?;
        Ok(whole["entry"].as_array().into_iter().flatten().map(|entry| entry["resource"].clone()).collect())
    };
    let is = |resource: &Value, ids: &[&str]| ids.iter().any(|id| resource["id"] == *id);
    let mut wanted = read("profiles-types")?;
    wanted.extend(read("profiles-resources")?.into_iter().filter(|resource| is(resource, &WRITTEN)));
    wanted.extend(read("extension-definitions")?.into_iter().filter(|resource| is(resource, &EXTENSIONS)));
    let required: BTreeSet<String> = wanted.iter().flat_map(required).collect();
    let (lists, mut systems) = (read("valuesets")?, read("valuesets")?);
    systems.extend(read("v3-codesystems")?);
    let lists: Vec<Value> = lists.into_iter().filter(|list| named(list, "ValueSet", &required)).collect();
    let included: BTreeSet<String> = lists.iter().flat_map(included).collect();
    wanted.extend(lists);
    wanted.extend(systems.into_iter().filter(|system| named(system, "CodeSystem", &included)));

    let under_way = folder.with_extension("under-way");
    fs::create_dir_all(&under_way)?;
    for resource in wanted {
        let part = |name: &str| resource[name].as_str().unwrap_or_default().to_owned();
        fs::write(under_way.join(format!("{}-{}.json", part("resourceType"), part("id"))), serde_json::to_vec(&resource)?)?;
    }
    fs::rename(under_way, &folder)?;
    Ok(folder)
}

fn named(resource: &Value, kind: &str, urls: &BTreeSet<String>) -> bool {
    resource["resourceType"] == kind && resource["url"].as_str().is_some_and(|url| urls.contains(url))
}

/// The lists of codes that a definition requires.
fn required(definition: &Value) -> Vec<String> {
    let elements = definition["snapshot"]["element"].as_array().into_iter().flatten();
    let bindings = elements.map(|element| &element["binding"]).filter(|binding| binding["strength"] == "required");
    bindings.filter_map(|binding| Some(binding["valueSet"].as_str()?.split('|').next()?.to_owned())).collect()
}

/// The systems that a list of codes takes them from.
fn included(list: &Value) -> Vec<String> {
    let parts = list["compose"]["include"].as_array().into_iter().flatten();
    parts.filter_map(|part| Some(part["system"].as_str()?.to_owned())).collect()
}

/// The definitions of our own extensions.
pub fn ours() -> Outcome<Vec<Value>> {
    let whole: Value = serde_json::from_str(include_str!("../extensions.json"))?;
    Ok(whole["entry"].as_array().into_iter().flatten().map(|entry| entry["resource"].clone()).collect())
}
