//! `waymark check`.

use std::io::IsTerminal;
use std::path::Path;

use crate::arguments::Options;
use crate::input;
use crate::output::{Outcome, Output};
use waymark::lint;
use waymark::packs::Bundle;
use waymark::packs::text::fault::Fault;
use waymark::packs::text::files::{PackFiles, read_file};
use waymark::packs::text::{load, show};
use waymark::prove::{claims, needs};

/// Checks all packs, with the named files in the place of those of the same name.
pub fn run(options: &Options, output: &mut Output) -> Result<Outcome, String> {
    let mut files = input::pack_files(options)?;
    let mut named: Vec<(String, &Path)> = Vec::new();
    for path in &options.files {
        let file = read_file(path)?;
        if named.iter().any(|(name, _)| *name == file.name) {
            return Err(format!("{}: found a second file of this name, expected each name once", path.display()));
        }
        named.push((file.name.clone(), path));
        files.replace(file);
    }
    // Whether a pack can mean what it says is asked once it is well-formed.
    let checked = load(&files).and_then(|bundle| {
        // The built-in claims speak of the built-in questions.
        let own = files.packs.iter().any(|file| file.name == claims::FILE);
        let claims = if own { claims::read(&files, &bundle).err().unwrap_or_default() } else { Vec::new() };
        let found = [lint::faults(&files, &bundle), needs::check(&files, &bundle), claims].concat();
        if found.is_empty() { Ok(bundle) } else { Err(found) }
    });
    match checked {
        Ok(bundle) => output.print(all_right(&files, &bundle, &named)),
        Err(faults) => {
            let coloured = std::io::stdout().is_terminal() && std::env::var_os("NO_COLOR").is_none_or(|no| no.is_empty());
            for fault in &faults {
                output.print(show::show(&with_path(fault, &named), files.text(&fault.file), coloured) + "\n")?;
            }
            output.print(format!("{} found\n", count(faults.len(), "fault")))?;
            Ok(Outcome::Faults)
        }
    }
}

/// One line with what was looked at.
fn all_right(files: &PackFiles, bundle: &Bundle, named: &[(String, &Path)]) -> String {
    let list: Vec<String> = match named {
        [] => files.packs.iter().map(|file| file.name.clone()).collect(),
        _ => named.iter().map(|(_, path)| path.display().to_string()).collect(),
    };
    let packs = || std::iter::once(&bundle.national).chain(&bundle.areas);
    let pathways = || packs().flat_map(|pack| &pack.pathways);
    let counts = [
        count(bundle.vocabulary.facts.len(), "fact"),
        count(bundle.national.rules.len(), "tier rule"),
        count(bundle.national.actions.len(), "action"),
        count(pathways().count(), "pathway"),
        count(pathways().map(|pathway| pathway.criteria.len()).sum(), "criterion").replace("criterions", "criteria"),
        count(packs().map(|pack| pack.contacts.len()).sum(), "contact"),
    ];
    let beside = if named.is_empty() { "" } else { "; together with the other packs" };
    format!("no faults in {}{beside}: {}\n", list.join(", "), counts.join(", "))
}

fn count(number: usize, what: &str) -> String {
    format!("{number} {what}{}", if number == 1 { "" } else { "s" })
}

/// The fault with the path that its file was named by.
fn with_path(fault: &Fault, named: &[(String, &Path)]) -> Fault {
    let path = named.iter().find(|(name, _)| *name == fault.file).map(|(_, path)| path.display().to_string());
    Fault { file: path.unwrap_or_else(|| fault.file.clone()), ..fault.clone() }
}
