//! The text form of packs: read, checked and pointed at. Native, and for authors: the screen gets the compact form.

pub mod citations;
pub mod codes;
pub mod conditions;
pub mod fault;
pub mod files;
pub mod journey;
pub mod key;
#[cfg(not(target_arch = "wasm32"))]
pub mod languages;
pub mod pack;
pub mod pathway;
pub mod people;
pub mod plural;
#[cfg(not(target_arch = "wasm32"))]
pub mod po;
pub mod references;
#[cfg(not(target_arch = "wasm32"))]
pub mod show;
pub mod syntax;
pub mod table;
#[cfg(not(target_arch = "wasm32"))]
pub mod translation;
pub mod vocabulary;
pub mod windows;
pub mod words;

use super::Bundle;
use fault::{Fault, Faults};
use files::{NO_AREA, PackFile, PackFiles};
use table::Entry;

/// Reads and checks a folder's worth of files. Either everything is right, or every fault is told.
pub fn load(files: &PackFiles) -> Result<Bundle, Vec<Fault>> {
    let faults = Faults::default();
    let bundle = read_all(files, &faults);
    match (bundle, faults.into_sorted()) {
        (Some(bundle), found) if found.is_empty() => Ok(bundle),
        (_, found) => Err(found),
    }
}

fn read_all(files: &PackFiles, faults: &Faults) -> Option<Bundle> {
    let parsed: Vec<_> = files.packs.iter().filter_map(|file| Some((file, syntax::parse(file, faults)?))).collect();
    faults.form_is_read();
    let entry = |name: &str| parsed.iter().find(|(file, _)| file.name == name).map(|(file, table)| Entry::whole(file, table, faults));
    let areas = || parsed.iter().filter(|(file, _)| !NO_AREA.contains(&file.name.as_str()));
    let required = |name: &str| {
        let found = entry(name);
        if found.is_none() && !files.packs.iter().any(|file| file.name == name) {
            faults.add(Fault::missing_file(name));
        }
        found
    };
    let (vocabulary, journey, national) = (required("vocabulary.toml")?, required("journey.toml")?, required("national.toml")?);

    let mut bundle = Bundle::default();
    let every_pack = || std::iter::once(entry("national.toml")).flatten().chain(areas().map(|(f, t)| Entry::whole(f, t, faults)));
    let thresholds = pack::threshold_values(every_pack());
    bundle.thresholds = thresholds.iter().map(|(name, _)| name.clone()).collect();
    bundle.vocabulary = vocabulary::read(&vocabulary, &thresholds);
    bundle.vocabulary.digest = digest(files.text("vocabulary.toml"));
    let names = pack::Names::gather(&national);
    bundle.national = pack::read(&national, &bundle.vocabulary, &names, &thresholds);
    bundle.national.digest = digest(files.text("national.toml"));
    for (file, table) in areas() {
        let mut pack = pack::read(&Entry::whole(file, table, faults), &bundle.vocabulary, &names, &thresholds);
        pack.digest = digest(&file.text);
        bundle.areas.push(pack);
    }
    bundle.journey = journey::read(&journey, &bundle.vocabulary, &names, &thresholds);
    // Packs that no referral in FHIR is written with need no codes.
    bundle.codes = entry("codes.toml").map(|file| codes::read(&file, &bundle.vocabulary, &names, &thresholds)).unwrap_or_default();
    references::check(&bundle, every_pack());
    bundle.words = words::read("en", &files.words, faults);
    Some(bundle)
}

/// SHA-256 of a file's text, as decisions and referrals carry it.
pub fn digest(text: &str) -> String {
    use sha2::{Digest, Sha256};
    let hex: String = Sha256::digest(text.as_bytes()).iter().map(|byte| format!("{byte:02x}")).collect();
    format!("sha256-{hex}")
}

/// The packs and words that this build was made with.
pub fn built_in() -> Result<Bundle, Vec<Fault>> {
    load(&PackFiles::built_in())
}

/// One file with nothing wrong in its own right, for messages and tests.
pub fn file(name: &str, text: &str) -> PackFile {
    PackFile { name: name.into(), text: text.into() }
}

#[cfg(test)]
mod tests;
