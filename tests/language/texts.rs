//! Every text that somebody reads: walked from the loaded bundle, and for comparison from the files it was read from.

use std::collections::BTreeSet;
use toml::{Table, Value};
use waymark::packs::Bundle;
use waymark::packs::text::fault::Faults;
use waymark::packs::text::files::{PackFile, PackFiles};
use waymark::packs::text::{file, words};
pub use waymark::packs::texts::Group;
use waymark::prove::claims::Claims;
use waymark::prove::needs::Needs;

/// One text, with where it stands.
pub struct Text {
    /// Where it stands, such as `national.guidance.role_health`.
    pub at: String,
    /// What it is for.
    pub group: Group,
    /// The text.
    pub says: String,
}

/// Keys of the word files that hold an address and no words.
const ADDRESSES: [&str; 1] = ["exit.href"];

/// Gathers texts; empty ones are none.
#[derive(Default)]
struct Walk(Vec<Text>);

impl Walk {
    fn add(&mut self, group: Group, at: &str, says: &str) {
        if !says.is_empty() {
            self.0.push(Text { at: at.into(), group, says: says.into() });
        }
    }
}

/// Every text of a bundle.
pub fn of_bundle(bundle: &Bundle) -> Vec<Text> {
    let mut walk = Walk::default();
    bundle.clone().each_text(&mut |at, group, says| walk.add(group, at, says));
    walk.0
}

/// Every text of the needs, and the words in which gaps are told.
pub fn of_needs(needs: &Needs) -> Vec<Text> {
    let mut walk = Walk::default();
    needs.words.iter().for_each(|(key, says)| walk.add(Group::Words, &format!("needs.words.{key}"), says));
    walk.add(Group::Other, "needs.title", &needs.title);
    for status in &needs.statuses {
        let at = format!("needs.status.{}", status.id);
        [&status.says, &status.short, &status.others].iter().for_each(|says| walk.add(Group::Other, &at, says));
    }
    for need in &needs.needs {
        let at = format!("needs.need.{}", need.id);
        [&need.says, &need.explains].iter().for_each(|says| walk.add(Group::Pathways, &at, says));
    }
    walk.0
}

/// The sentences of the claims.
pub fn of_claims(claims: &Claims) -> Vec<Text> {
    let mut walk = Walk::default();
    claims.claims.iter().for_each(|claim| walk.add(Group::Other, &format!("claims.{}", claim.number), &claim.says));
    walk.0
}

/// The words of the view for authors, which no bundle holds.
pub fn for_authors() -> PackFile {
    file("en.author.toml", include_str!("../../public/words/author/en.toml"))
}

/// Every text of a word file.
pub fn of_words(file: &PackFile) -> Vec<Text> {
    let words = words::read("en", std::slice::from_ref(file), &Faults::default());
    words.texts.into_iter().map(|(key, says)| Text { at: format!("words.{key}"), group: Group::Words, says }).collect()
}

/// Keys of packs that hold words for people.
const SAID: [&str; 13] = ["says", "title", "lead", "question", "hint", "short", "community", "because", "mend", "how", "not_for", "name", "explains"];
const ALSO_SAID: [&str; 4] = ["why_not", "delivery", "scope", "others"];

/// Keys that hold what no reader sees as words: ids, dates, kinds, places in the order, and where a thing comes from
/// (the title of a source is its own name).
const UNSAID: [&str; 57] = [
    // What the codes of others are called is theirs, and goes to other people's computers.
    "code",
    "display",
    "system",
    "id",
    "is",
    "key",
    "url",
    "source",
    "version",
    "checked",
    "date",
    "type",
    "group",
    "need",
    "handling",
    "step",
    "kind",
    "modes",
    "facts",
    "details",
    "ask",
    "repeat",
    "areas",
    "urgency",
    "tier",
    "yields_to",
    "forbids",
    "carried_by",
    "action",
    "contact",
    "phone",
    "for",
    "prevention",
    "route",
    "status",
    "before",
    "after",
    "from",
    "to",
    "instead",
    "bands_of",
    "otherwise",
    "not_beforehand",
    "protected",
    "level",
    "tiers",
    "statuses",
    "routes",
    "fact",
    "values",
    "actions",
    "guarded",
    "only_raises",
    "first",
    "stops",
    "never",
    "stop",
];

/// Keys whose whole table is a condition, or an ordinary case.
const CONDITIONS: [&str; 8] = ["when", "first_when", "met", "doubt", "hangs_on", "whom", "made_for", "usual"];

/// Every text for people in the files, words in one language. A key that is in none of the lists is told, as nobody has said yet
/// whether people read it.
pub fn of_files(files: &PackFiles, lang: &str) -> (BTreeSet<String>, Vec<String>) {
    let (mut texts, mut strangers) = (BTreeSet::new(), Vec::new());
    for file in &files.packs {
        in_pack(&file.name, "", &parsed(file), &mut texts, &mut strangers);
    }
    for file in files.words.iter().filter(|file| file.name.split('.').next() == Some(lang)) {
        in_words("", &parsed(file), &mut texts);
    }
    (texts, strangers)
}

fn parsed(file: &PackFile) -> Table {
    file.text.parse().expect("TOML")
}

fn in_words(before: &str, table: &Table, texts: &mut BTreeSet<String>) {
    for (key, value) in table {
        let name = if before.is_empty() { key.clone() } else { format!("{before}.{key}") };
        match value {
            Value::Table(_) if name == "language.itself" => {}
            Value::Array(forms) => texts.extend(forms.iter().filter_map(Value::as_str).map(str::to_owned)),
            Value::Table(inner) => in_words(&name, inner, texts),
            Value::String(text) if !ADDRESSES.contains(&name.as_str()) => drop(texts.insert(text.clone())),
            _ => {}
        }
    }
}

fn in_pack(place: &str, of: &str, table: &Table, texts: &mut BTreeSet<String>, strangers: &mut Vec<String>) {
    for (key, value) in table.iter().filter(|(key, _)| !CONDITIONS.contains(&key.as_str())) {
        let is_said = (SAID.contains(&key.as_str()) || ALSO_SAID.contains(&key.as_str()) || ["tri", "words"].contains(&of)) && of != "source";
        match value {
            Value::Table(inner) => in_pack(place, key, inner, texts, strangers),
            Value::Array(items) => {
                for item in items {
                    match item {
                        Value::Table(inner) => in_pack(place, key, inner, texts, strangers),
                        Value::String(text) if is_said => drop(texts.insert(text.clone())),
                        Value::String(_) if !UNSAID.contains(&key.as_str()) => strangers.push(format!("{place}: {key}")),
                        _ => {}
                    }
                }
            }
            Value::String(text) if is_said => drop(texts.insert(text.clone())),
            Value::String(_) if !UNSAID.contains(&key.as_str()) && of != "source" => strangers.push(format!("{place}: {key}")),
            _ => {}
        }
    }
}
