//! Every text of the page is translated into every language that has a folder of `.po` files, and nothing else is.
//! `WAYMARK_WRITE=1 cargo test --test translations` adds what is missing with nothing in it, and drops what is surplus.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

#[path = "translations/skeleton.rs"]
mod skeleton;
mod support;

use skeleton::{Source, po_files, sources, write};
use std::collections::{BTreeMap, HashMap};
use std::path::{Path, PathBuf};
use std::sync::OnceLock;
use support::bundle;
use waymark::packs::First;
use waymark::packs::text::fault::Fault;
use waymark::packs::text::files::PackFile;
use waymark::packs::text::languages;
use waymark::packs::text::po::Po;
use waymark::packs::text::translation::Translation;

/// How many misses of a file are told.
const MOST: usize = 3;

fn words() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("public/words")
}

/// The languages as they stand in the folder now, and not as they stood when this was compiled; written anew before any test
/// reads them where that is asked for.
fn all() -> &'static [(String, Vec<PackFile>)] {
    static ALL: OnceLock<Vec<(String, Vec<PackFile>)>> = OnceLock::new();
    ALL.get_or_init(|| {
        let found = languages::folder(&words()).expect("words");
        if std::env::var_os("WAYMARK_WRITE").is_none() {
            return found;
        }
        for (tag, files) in &found {
            write(&words().join(tag), &parsed(files), &sources(bundle()));
        }
        languages::folder(&words()).expect("words")
    })
}

fn parsed(files: &[PackFile]) -> BTreeMap<String, Po> {
    po_files(files).unwrap_or_else(|faults| panic!("{}", told(&faults)))
}

fn told(faults: &[Fault]) -> String {
    faults.iter().map(|fault| format!("{fault}\n")).collect()
}

#[test]
fn every_text_is_translated_and_none_is_surplus() {
    let sources = sources(bundle());
    assert!(sources.len() > 2_000 && !all().is_empty(), "{}", sources.len());
    let mut report = String::new();
    for (tag, files) in all() {
        report.push_str(&misses(tag, &parsed(files), &sources));
    }
    assert!(report.is_empty(), "`WAYMARK_WRITE=1 cargo test --test translations` adds and drops entries\n{report}");
}

/// What each file lacks, and what it has too much; empty where all is well.
fn misses(tag: &str, files: &BTreeMap<String, Po>, sources: &[Source]) -> String {
    let wanted: HashMap<(&str, Option<&str>), &Source> =
        sources.iter().map(|source| ((source.id.as_str(), source.plural.as_deref()), source)).collect();
    let mut report = String::new();
    let (mut done, mut all) = (0, 0);
    for (name, po) in files {
        let here = || sources.iter().filter(|source| source.file == *name);
        let entry = |source: &Source| po.entries.iter().find(|entry| entry.place.is_none() && entry.id == source.id && entry.plural == source.plural);
        let missing: Vec<&str> =
            here().filter(|source| !entry(source).is_some_and(|entry| entry.is_done())).map(|source| source.id.as_str()).collect();
        let belongs = |place: &Option<String>, source: &Source| place.as_ref().map_or(source.file == *name, |place| source.places.contains(place));
        let is_wanted = |id: &str, plural: Option<&str>, place| wanted.get(&(id, plural)).is_some_and(|source| belongs(place, source));
        let surplus = po.entries.iter().filter(|entry| !is_wanted(&entry.id, entry.plural.as_deref(), &entry.place));
        let surplus: Vec<&str> = surplus.map(|entry| entry.id.as_str()).collect();
        let undone = po.entries.iter().filter(|entry| entry.place.is_some() && !entry.is_done()).map(|entry| entry.id.as_str());
        let missing: Vec<&str> = missing.into_iter().chain(undone).collect();
        all += here().count();
        done += here().count() - missing.len().min(here().count());
        for (what, list) in [("not translated", missing), ("surplus", surplus)] {
            if !list.is_empty() {
                report.push_str(&format!("{tag}/{name}.po: {} {what}, such as\n", list.len()));
                list.iter().take(MOST).for_each(|says| report.push_str(&format!("    {says}\n")));
            }
        }
    }
    let lost: Vec<&str> = sources.iter().filter(|source| !files.contains_key(&source.file)).map(|source| source.file.as_str()).collect();
    if !lost.is_empty() {
        report.push_str(&format!("{tag}: no file {}.po\n", lost[0]));
    }
    if report.is_empty() { report } else { format!("{tag}: {done} of {all} texts are translated\n{report}") }
}

#[test]
fn what_is_translated_keeps_numbers_citations_and_what_is_filled_in() {
    for (tag, files) in all() {
        let read = Translation::read(tag, files).unwrap_or_else(|faults| panic!("{tag}: {} faults\n{}", faults.len(), told(&faults)));
        let language = &read.language;
        assert!(!language.name.is_empty() && language.forms.len() == 200, "{tag}");
        let reviews: Vec<bool> = files.iter().map(|file| file.text.contains("\"X-Review: ")).collect();
        assert!(reviews.iter().all(|has| *has), "{tag}: a file without its review status");
    }
}

#[test]
fn a_bundle_in_another_language_asks_and_decides_the_same() {
    for (tag, files) in all() {
        let Ok(translation) = Translation::read(tag, files) else { continue };
        let translated = bundle().translated(&translation);
        let mut back = translated.clone();
        let mut english = bundle().clone();
        let mut texts = Vec::new();
        english.each_text(&mut |place, _, says| texts.push((place.to_owned(), says.clone())));
        // Forms of counts may be more or fewer; everything else stands in the same place.
        back.words.counts = english.words.counts.clone();
        back.words.language = english.words.language.clone();
        let mut texts = texts.into_iter();
        back.each_text(&mut |place, _, says| {
            let (there, text) = texts.next().expect("as many texts");
            assert_eq!(there, place);
            *says = text;
        });
        assert!(texts.next().is_none());
        assert_eq!(format!("{back:?}"), format!("{english:?}"), "{tag}: something other than a text has changed");
        assert_eq!(translated.vocabulary.digest, bundle().vocabulary.digest);
    }
}

#[test]
fn the_first_pages_of_all_languages_together_are_small() {
    let translated = all().iter().filter_map(|(tag, files)| Translation::read(tag, files).ok()).map(|read| bundle().translated(&read));
    let pages: Vec<_> = std::iter::once(bundle().clone()).chain(translated).map(waymark::packs::Bundle::first_page).collect();
    let each: Vec<usize> = pages.iter().map(|page| page.to_bytes().len()).collect();
    let first = First { pages };
    assert!(first.to_bytes().len() <= each.iter().sum::<usize>() + 8);
    assert!(each.iter().all(|bytes| *bytes < 16_000), "{each:?}");
    assert_eq!(first.place("pl-PL"), Some(1));
}
