//! What a translation must hold: each text once, in the file of its first place.

use std::collections::{BTreeMap, HashMap};
use std::fs;
use std::path::Path;
use waymark::packs::Bundle;
use waymark::packs::text::fault::{Fault, Faults};
use waymark::packs::text::files::{PackFile, PackFiles};
use waymark::packs::text::po::{Entry, Po, told_twice};
use waymark::packs::text::{plural, words};

/// How many places of a text are named.
const MOST_PLACES: usize = 5;

/// What helps a translator, by the start of a place.
const HINTS: [(&str, &str); 5] = [
    ("words.explain.month.", "A month as it stands in a date, after the day: the form that 22 {month} 2026 needs."),
    ("words.step.", "The name of a step of the way; one word if you can."),
    ("words.explain.gives.", "The end of a sentence: If \"fact\" were \"value\", it would fit."),
    ("words.explain.date.", "The order of day, month and year."),
    ("words.exit.expired", "Said when the key was not pressed again in time."),
];

/// A text of the bundle: every place of it, and the form for other counts where it is counted.
pub struct Source {
    pub file: String,
    pub id: String,
    pub plural: Option<String>,
    pub places: Vec<String>,
}

/// Every text once, in the order of the first places.
pub fn sources(bundle: &Bundle) -> Vec<Source> {
    let word_files = word_files();
    let counted: HashMap<String, &Vec<String>> = bundle.words.counts.iter().map(|(key, forms)| (format!("words.{key}."), forms)).collect();
    let mut all: Vec<Source> = Vec::new();
    let mut known: HashMap<String, usize> = HashMap::new();
    let mut add = |file: &str, place: &str, id: &str, plural: Option<&String>| {
        let at = *known.entry(format!("{id}\0{}", plural.map_or("", String::as_str))).or_insert_with(|| {
            all.push(Source { file: file.into(), id: id.into(), plural: plural.cloned(), places: Vec::new() });
            all.len() - 1
        });
        all[at].places.push(place.into());
    };
    bundle.clone().each_text(&mut |place, _, says| {
        let (first, rest) = place.split_once('.').expect("a place");
        let of_key = || word_files.get(rest).or_else(|| word_files.get(rest.rsplit_once('.')?.0)).expect("a word file");
        let file = if first == "words" { of_key() } else { first };
        match counted.iter().find(|(start, _)| place.starts_with(*start)) {
            None => add(file, place, says, None),
            Some((start, forms)) if place.ends_with(".0") => add(file, start.trim_end_matches('.'), &forms[0], Some(&forms[1])),
            Some(_) => {}
        }
    });
    all
}

/// Which file holds the key of a word.
fn word_files() -> HashMap<String, &'static str> {
    let files = PackFiles::built_in().words;
    let mut keys = HashMap::new();
    for file in &files {
        let name = match file.name.as_str() {
            "en.receive.toml" => "receive",
            "en.referral.toml" => "referral",
            _ => "screen",
        };
        let read = words::read("en", std::slice::from_ref(file), &Faults::default());
        keys.extend(read.texts.into_iter().map(|(key, _)| (key, name)));
        keys.extend(read.counts.into_iter().map(|(key, _)| (key, name)));
    }
    keys
}

/// The files of a language by their names without `.po`, or what is wrong with them.
pub fn po_files(files: &[PackFile]) -> Result<BTreeMap<String, Po>, Vec<Fault>> {
    let faults = Faults::default();
    let read: Vec<(PackFile, Po)> = files.iter().map(|file| (file.clone(), Po::read(file, &faults))).collect();
    told_twice(&read, &faults);
    let found = faults.into_sorted();
    if found.is_empty() { Ok(read.into_iter().map(|(file, po)| (file.name.trim_end_matches(".po").to_owned(), po)).collect()) } else { Err(found) }
}

/// Writes the files of a folder anew: adds what is missing, keeps what is translated, drops what is surplus.
pub fn write(folder: &Path, old: &BTreeMap<String, Po>, sources: &[Source]) {
    let header = old.values().find(|po| !po.header.is_empty()).expect("a file with a header").header.clone();
    let rule = header.iter().find(|(key, _)| key == "Plural-Forms").map(|(_, rule)| rule.as_str()).expect("Plural-Forms");
    let forms = plural::forms(rule).expect("a rule").0;
    let kept: HashMap<(Option<&str>, &str), &Entry> =
        old.values().flat_map(|po| &po.entries).map(|entry| ((entry.place.as_deref(), entry.id.as_str()), entry)).collect();
    let mut files: BTreeMap<String, Po> = BTreeMap::new();
    for source in sources {
        let po = files.entry(source.file.clone()).or_insert_with(|| Po { header: header.clone(), ..Po::default() });
        for place in std::iter::once(None).chain(source.places.iter().map(|place| Some(place.as_str()))) {
            let entry = kept.get(&(place, source.id.as_str()));
            if entry.is_some() || place.is_none() {
                po.entries.push(anew(source, place, entry.copied(), forms));
            }
        }
    }
    for (name, po) in &files {
        fs::write(folder.join(format!("{name}.po")), po.to_string()).expect("written");
    }
    old.keys().filter(|name| !files.contains_key(*name)).for_each(|name| fs::remove_file(folder.join(format!("{name}.po"))).expect("removed"));
}

fn anew(source: &Source, place: Option<&str>, old: Option<&Entry>, forms: usize) -> Entry {
    let translators = |comment: &&String| comment.starts_with("# ");
    let mut comments: Vec<String> = old.iter().flat_map(|entry| &entry.comments).filter(translators).cloned().collect();
    comments.extend(hints(source).into_iter().map(|hint| format!("#. {hint}")));
    let places: Vec<&str> = place.map_or_else(|| source.places.iter().map(String::as_str).collect(), |place| vec![place]);
    comments.extend(places.iter().take(MOST_PLACES).map(|place| format!("#: {place}")));
    let count = if source.plural.is_some() { forms } else { 1 };
    let says = old
        .filter(|entry| entry.plural == source.plural && entry.says.len() == count)
        .map_or_else(|| vec![String::new(); count], |entry| entry.says.clone());
    let fuzzy = old.is_some_and(|entry| entry.fuzzy);
    Entry { comments, fuzzy, place: place.map(str::to_owned), id: source.id.clone(), plural: source.plural.clone(), says, ..Entry::default() }
}

fn hints(source: &Source) -> Vec<String> {
    let mut hints: Vec<String> = HINTS.iter().filter(|(start, _)| source.places[0].starts_with(start)).map(|(_, hint)| (*hint).to_owned()).collect();
    let slots: Vec<String> = placeholders(source.plural.as_ref().unwrap_or(&source.id)).into_iter().map(|slot| format!("{{{slot}}}")).collect();
    if !slots.is_empty() {
        hints.push(format!("Filled in: {}. Keep it as it is.", slots.join(", ")));
    }
    if source.places.len() > MOST_PLACES {
        hints.push(format!("Stands in {} places; the first are these.", source.places.len()));
    }
    hints
}

/// What is filled in, by name, in the order of the text.
fn placeholders(text: &str) -> Vec<&str> {
    text.split('{').skip(1).filter_map(|rest| Some(rest.split_once('}')?.0)).collect()
}
