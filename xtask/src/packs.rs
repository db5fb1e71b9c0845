//! The compact form of the built-in packs: what the first page needs, in every language, goes inside the program; the whole
//! follows in a file of its own for each language while that page is being answered.

use crate::{paths, pseudo, steps::Steps};
use anyhow::{Result, anyhow};
use std::path::PathBuf;
use waymark::packs::text::fault::Fault;
use waymark::packs::text::languages;
use waymark::packs::text::translation::Translation;
use waymark::packs::{Bundle, First};

/// The parts as files.
pub struct Packs {
    /// The file that `WAYMARK_BUNDLE` names while the WebAssembly program is compiled.
    pub first: PathBuf,
    /// `waymark_rules.bin`.
    pub rules: PathBuf,
    /// `waymark_rules_LANG.bin` by that name, for each language beside the one that all is written in first.
    pub others: Vec<(String, PathBuf)>,
    /// The same in a language that nobody speaks (`pseudo.rs`), for tests; never given to a partner.
    pub pseudo: (String, Vec<u8>),
}

/// Reads and checks the packs and their translations and writes all parts.
pub fn write(steps: &Steps) -> Result<Packs> {
    let english = waymark::packs::text::built_in().map_err(|faults| told("the built-in packs", &faults))?;
    let folder = paths::target().join("waymark");
    let mut first = First { pages: vec![english.clone().first_page()] };
    let mut others = Vec::new();
    for (tag, files) in languages::folder(&paths::root().join("public/words")).map_err(|fault| anyhow!(fault))? {
        let translation = Translation::read(&tag, &files).map_err(|faults| told(&format!("public/words/{tag}"), &faults))?;
        let bundle = english.translated(&translation);
        let name = file(&bundle);
        paths::write_if_changed(&folder.join(&name), &bundle.to_bytes())?;
        others.push((name.clone(), folder.join(name)));
        first.pages.push(bundle.first_page());
    }
    let pseudo = pseudo::bundle(&english);
    let packs =
        Packs { first: folder.join("first.bin"), rules: folder.join("waymark_rules.bin"), others, pseudo: (file(&pseudo), pseudo.to_bytes()) };
    let (carried, rules) = (first.to_bytes(), english.to_bytes());
    let languages: Vec<&str> = first.languages().map(|language| language.name.as_str()).collect();
    steps.say(format!("packs in compact form: {} bytes first ({}), {} bytes in all", carried.len(), languages.join(", "), rules.len()));
    paths::write_if_changed(&packs.first, &carried)?;
    paths::write_if_changed(&packs.rules, &rules)?;
    Ok(packs)
}

fn file(bundle: &Bundle) -> String {
    format!("waymark_rules_{}.bin", bundle.words.language.tag)
}

fn told(what: &str, faults: &[Fault]) -> anyhow::Error {
    let told: Vec<_> = faults.iter().map(ToString::to_string).collect();
    anyhow!("{what} have faults:\n{}", told.join("\n"))
}
