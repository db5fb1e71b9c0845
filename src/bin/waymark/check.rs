//! `waymark check`.

use std::path::Path;

use crate::arguments::Options;
use crate::input;
use crate::output::{Outcome, Output};
use waymark::packs::text::fault::Fault;
use waymark::packs::text::files::{PackFiles, read_file};
use waymark::packs::text::load;

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
        match files.words.iter_mut().find(|words| words.name == file.name) {
            Some(words) => *words = file,
            None => files.replace(file),
        }
    }
    match load(&files) {
        Ok(_) => output.print(all_right(&files, &named)),
        Err(faults) => {
            for fault in &faults {
                output.print(format!("{}\n", shown(fault, &named)))?;
            }
            Ok(Outcome::Faults)
        }
    }
}

fn all_right(files: &PackFiles, named: &[(String, &Path)]) -> String {
    let list: Vec<String> = match named {
        [] => files.packs.iter().map(|file| file.name.clone()).collect(),
        _ => named.iter().map(|(_, path)| path.display().to_string()).collect(),
    };
    format!("no faults: {}\n", list.join(", "))
}

/// The fault with the path that its file was named by.
fn shown(fault: &Fault, named: &[(String, &Path)]) -> Fault {
    let path = named.iter().find(|(name, _)| *name == fault.file).map(|(_, path)| path.display().to_string());
    Fault { file: path.unwrap_or_else(|| fault.file.clone()), ..fault.clone() }
}
