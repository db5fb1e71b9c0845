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
    /// The whole in each language, the one that all is written in first before the others.
    pub languages: Vec<Spoken>,
    /// The same in a language that nobody speaks (`pseudo.rs`), for tests; never given to a partner.
    pub pseudo: Spoken,
}

/// The whole in one language.
#[derive(Clone)]
pub struct Spoken {
    /// The language's tag.
    pub tag: String,
    /// Its name in the language itself.
    pub name: String,
    /// The file that a page loads.
    pub file: String,
    /// Where it is made.
    pub path: PathBuf,
}

impl Spoken {
    fn write(bundle: &Bundle, file: &str) -> Result<Spoken> {
        let path = paths::target().join("waymark").join(file);
        paths::write_if_changed(&path, &bundle.to_bytes())?;
        let language = &bundle.words.language;
        Ok(Spoken { tag: language.tag.clone(), name: language.name.clone(), file: file.to_owned(), path })
    }
}

/// Reads and checks the packs.
pub fn built_in() -> Result<Bundle> {
    waymark::packs::text::built_in().map_err(|faults| told("the built-in packs", &faults))
}

/// Reads and checks the packs and their translations and writes all parts.
pub fn write(steps: &Steps) -> Result<Packs> {
    let english = built_in()?;
    let mut first = First { pages: vec![english.clone().first_page()] };
    let mut languages = vec![Spoken::write(&english, "waymark_rules.bin")?];
    for (tag, files) in languages::folder(&paths::root().join("public/words")).map_err(|fault| anyhow!(fault))? {
        let translation = Translation::read(&tag, &files).map_err(|faults| told(&format!("public/words/{tag}"), &faults))?;
        let bundle = english.translated(&translation);
        languages.push(Spoken::write(&bundle, &file(&bundle))?);
        first.pages.push(bundle.first_page());
    }
    let pseudo = pseudo::bundle(&english);
    let packs = Packs { first: paths::target().join("waymark").join("first.bin"), languages, pseudo: Spoken::write(&pseudo, &file(&pseudo))? };
    let (carried, names) = (first.to_bytes(), packs.languages.iter().map(|language| language.name.as_str()).collect::<Vec<_>>());
    steps.say(format!("packs in compact form: {} bytes first ({}), {} bytes in all", carried.len(), names.join(", "), english.to_bytes().len()));
    paths::write_if_changed(&packs.first, &carried)?;
    Ok(packs)
}

fn file(bundle: &Bundle) -> String {
    format!("waymark_rules_{}.bin", bundle.words.language.tag)
}

fn told(what: &str, faults: &[Fault]) -> anyhow::Error {
    let told: Vec<_> = faults.iter().map(ToString::to_string).collect();
    anyhow!("{what} have faults:\n{}", told.join("\n"))
}
