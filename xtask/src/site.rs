//! The files of the screen, built and held in memory: what is served, tested and given away is the same.

use crate::script::Parts;
use crate::wasm::{self, Part, Profile};
use crate::{npm, packs, pages, paths, policy, script, steps::Steps, style, toolchain::Toolchain};
use anyhow::{Context, Result};
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

pub struct Site {
    pub files: BTreeMap<String, Vec<u8>>,
    /// What is served beside them on this machine, and never given away.
    pub served: BTreeMap<String, Vec<u8>>,
    /// Whether the standard library was built for size; a ready-made one is larger than the budget knows.
    pub small: bool,
}

pub fn build(steps: &Steps, profile: Profile) -> Result<Site> {
    let toolchain = Toolchain::find(steps)?;
    npm::install(steps)?;
    let folder = paths::work(profile.name());
    fs::create_dir_all(&folder).with_context(|| format!("cannot make {}", folder.display()))?;
    let packs = packs::write(steps)?;
    let parts = Parts {
        first: wasm::build(steps, &toolchain, profile, Part::First, &packs.first)?,
        whole: wasm::build(steps, &toolchain, profile, Part::Whole, &packs.first)?,
        author: wasm::build(steps, &toolchain, profile, Part::Author, &packs.first)?,
        seal: wasm::build(steps, &toolchain, profile, Part::Seal, &packs.first)?,
        languages: packs.languages.clone(),
        sheet: style::build(steps, &folder, "waymark")?,
        author_sheet: style::build(steps, &folder, "author")?,
    };
    let author = script::author(steps, &parts, &folder)?;
    let seal = script::seal(steps, &parts, &folder)?;
    let (author_of, seal_of) = (author.clone(), seal.clone());
    let module = script::module(steps, &parts, &author, &seal, &folder.join("waymark.mjs"))?;
    let classic = script::classic(steps, &parts, &author, &folder)?;

    let template = fs::read_to_string(paths::root().join("public/index.html")).context("public/index.html")?;
    let index = pages::beside(&template, &module)?;
    let authors = pages::for_authors(&template, &module)?;
    let receiving = pages::for_receivers(&template, &module)?;
    let frame = script::small(steps, "frame", &folder)?;
    let doctor = script::small(steps, "doctor", &folder)?;
    let framed = pages::for_frames(&template, &module, &frame)?;
    let offline = pages::offline(&template, std::str::from_utf8(&classic)?)?;
    let mut files = BTreeMap::from([
        ("author.html".to_owned(), authors.into_bytes()),
        ("custom-elements.json".to_owned(), fs::read(paths::root().join("src/embed/custom-elements.json"))?),
        ("doctor.html".to_owned(), fs::read(paths::root().join("public/doctor.html"))?),
        ("frame.html".to_owned(), framed.into_bytes()),
        ("index.html".to_owned(), index.into_bytes()),
        ("receiving.html".to_owned(), receiving.into_bytes()),
        ("referral.schema.json".to_owned(), waymark::referral::json::SCHEMA.as_bytes().to_vec()),
        ("reply.schema.json".to_owned(), waymark::receive::reply::SCHEMA.as_bytes().to_vec()),
        ("waymark-offline.html".to_owned(), offline.into_bytes()),
        ("waymark.d.ts".to_owned(), fs::read(paths::root().join("src/embed/waymark.d.ts"))?),
        ("waymark.js".to_owned(), classic),
        ("waymark.mjs".to_owned(), module),
        ("waymark_author.mjs".to_owned(), author),
        ("waymark_doctor.mjs".to_owned(), doctor),
        ("waymark_frame.mjs".to_owned(), frame),
        ("waymark_seal.mjs".to_owned(), seal),
        (Part::First.file(), fs::read(&parts.first.wasm)?),
        (Part::Whole.file(), fs::read(&parts.whole.wasm)?),
        (Part::Author.file(), fs::read(&parts.author.wasm)?),
        (Part::Seal.file(), fs::read(&parts.seal.wasm)?),
    ]);
    for language in &parts.languages {
        files.insert(language.file.clone(), fs::read(&language.path)?);
    }
    let embedding = fs::read_to_string(paths::root().join("public/embedding.html")).context("public/embedding.html")?;
    files.insert("embedding.html".to_owned(), pages::for_partners(&embedding, &files)?.into_bytes());
    files.insert("integrity.json".to_owned(), integrity(&files)?);
    let parts = Parts { languages: [packs.languages, vec![packs.pseudo]].concat(), ..parts };
    Ok(Site { files, served: with_pseudo(steps, &parts, [&author_of, &seal_of], &folder)?, small: toolchain.builds_std() })
}

/// The page once more with the language for tests as well.
fn with_pseudo(steps: &Steps, parts: &Parts, [author, seal]: [&[u8]; 2], folder: &Path) -> Result<BTreeMap<String, Vec<u8>>> {
    let module = script::module(steps, parts, author, seal, &folder.join("pseudo.mjs"))?;
    let template = fs::read_to_string(paths::root().join("public/index.html")).context("public/index.html")?;
    let page = pages::beside(&template, &module)?.replace("waymark.mjs", "pseudo.mjs");
    let mut served = BTreeMap::from([("pseudo.html".to_owned(), page.into_bytes()), ("pseudo.mjs".to_owned(), module)]);
    if let Some(language) = parts.languages.last() {
        served.insert(language.file.clone(), fs::read(&language.path)?);
    }
    Ok(served)
}

fn integrity(files: &BTreeMap<String, Vec<u8>>) -> Result<Vec<u8>> {
    let hashes: BTreeMap<_, _> = files.iter().map(|(name, bytes)| (name, policy::integrity(bytes))).collect();
    Ok(format!("{}\n", serde_json::to_string_pretty(&hashes)?).into_bytes())
}
