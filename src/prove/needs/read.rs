//! Reads `needs.toml`, and points at what is wrong in it as in any pack.

use super::meaning;
use super::{Answer, Level, Need, Needs, Status};
use crate::facts::Condition;
use crate::facts::fact::{Mask, below};
use crate::packs::Bundle;
use crate::packs::text::conditions::{Asks, Scope};
use crate::packs::text::fault::{Fault, Faults};
use crate::packs::text::files::{PackFile, PackFiles};
use crate::packs::text::pack::{Names, each};
use crate::packs::text::pathway::{KINDS, PREVENTION, ROUTES, WHOM};
use crate::packs::text::references::unique;
use crate::packs::text::table::Entry;
use crate::packs::text::{citations, digest, people, syntax};

const FILE: &str = "needs.toml";

/// Every key of `[words]`.
const WORDS: [&str; 35] = [
    "title",
    "about",
    "about_rules",
    "level_tertiary",
    "level_secondary",
    "level_primary",
    "no_gaps",
    "answered",
    "answered_about",
    "answered_by",
    "verdict_running",
    "verdict_some",
    "verdict_unconfirmed",
    "verdict_nothing",
    "line",
    "line_everywhere",
    "tier_at",
    "tiers_all",
    "statuses_all",
    "places_in",
    "places_all",
    "and",
    "or",
    "running",
    "unconfirmed",
    "ask",
    "out_of_reach",
    "example",
    "exists",
    "exists_line",
    "nobody",
    "only_asked",
    "only_out_of_reach",
    "nothing_known",
    "source",
];

/// Reads the needs. A folder of packs that has none of its own takes the built-in ones.
pub fn read(files: &PackFiles, bundle: &Bundle) -> Result<Needs, Vec<Fault>> {
    let built_in;
    let file = match files.packs.iter().find(|file| file.name == FILE) {
        Some(file) => file,
        None => {
            built_in = PackFile { name: FILE.into(), text: PackFiles::built_in().text(FILE).into() };
            &built_in
        }
    };
    let faults = Faults::default();
    let needs = syntax::parse(file, &faults).map(|table| {
        faults.form_is_read();
        whole(&Entry::whole(file, &table, &faults), bundle)
    });
    match (needs, faults.into_sorted()) {
        (Some(needs), found) if found.is_empty() => Ok(Needs { digest: digest(&file.text), ..needs }),
        (_, found) => Err(found),
    }
}

/// The faults of the needs of these files, and of what they mean; none where the files hold no needs.
pub fn check(files: &PackFiles, bundle: &Bundle) -> Vec<Fault> {
    let Some(file) = files.packs.iter().find(|file| file.name == FILE) else { return Vec::new() };
    let needs = match read(files, bundle) {
        Ok(needs) => needs,
        Err(found) => return found,
    };
    let faults = Faults::default();
    if let Some(table) = syntax::parse(file, &faults) {
        meaning::check(&Entry::whole(file, &table, &faults), &needs, bundle);
    }
    faults.into_sorted()
}

fn whole(file: &Entry<'_>, bundle: &Bundle) -> Needs {
    let national = &bundle.national;
    let names = Names {
        tiers: national.tiers.iter().map(|tier| tier.id.clone()).collect(),
        rules: national.rules.iter().map(|rule| rule.id.clone()).collect(),
        stops: national.stops.iter().map(|stop| stop.id.clone()).collect(),
    };
    let thresholds = threshold_values(bundle);
    let scope = Scope { vocabulary: &bundle.vocabulary, names: &names, thresholds: &thresholds, may_ask: Asks::Tier, later: &[] };
    ["id", "title"].iter().for_each(|key| drop(file.text(key)));
    file.required_day("checked");
    let usual = file.list("usual").into_iter().map(|value| scope.of_value(file, value)).collect();
    let statuses = statuses(file, &scope);
    let ids: Vec<String> = statuses.iter().map(|status| status.id.clone()).collect();
    let needs = each(file, "need", |entry| need(entry, &scope, &ids));
    each(file, "source", |entry| {
        ["key", "title"].iter().for_each(|key| drop(entry.text(key)));
        (entry.day("date"), entry.text_or_empty("url"))
    });
    let (words, version) = (words(file), file.text("version"));
    people::check(file);
    citations::check(file);
    file.done();
    ["status", "need"].iter().for_each(|list| unique(file, list, "id"));
    unique(file, "source", "key");
    Needs { version, digest: String::new(), words, usual, statuses, needs }
}

/// Every named threshold with the values that the packs give it.
fn threshold_values(bundle: &Bundle) -> Vec<(String, Vec<u16>)> {
    let all = || bundle.packs().flat_map(|pack| &pack.thresholds);
    let values = |place: usize| all().filter(|threshold| usize::from(threshold.name) == place).map(|threshold| threshold.value).collect();
    bundle.thresholds.iter().enumerate().map(|(place, name)| (name.clone(), values(place))).collect()
}

fn words(file: &Entry<'_>) -> Vec<(String, String)> {
    let Some(entry) = file.entry("words") else {
        file.missing("words", "add [words] with the sentences in which gaps are told".into());
        return Vec::new();
    };
    let words = WORDS.iter().map(|key| ((*key).to_owned(), entry.text(key))).collect();
    entry.done();
    words
}

fn statuses(file: &Entry<'_>, scope: &Scope<'_>) -> Vec<Status> {
    let entries = file.entries("status");
    if let Some(past) = entries.get(64) {
        past.fault(past.span.clone(), "more than 64 entries [[status]]", "join some, or leave some out");
    }
    let ids: Vec<String> = entries.iter().map(|entry| entry.text("id")).collect();
    let when: Vec<Condition> = entries.iter().map(|entry| scope.read_or_always(entry, "when", None)).collect();
    let read = |entry: &Entry<'_>| {
        let yields = entry.value("yields_to").map_or(0, |value| scope.named(entry, value, &ids, "status"));
        let others =
            |when: &[Condition]| when.iter().enumerate().filter(|(place, _)| yields & 1 << place != 0).map(|(_, when)| when.clone()).collect();
        let own = scope.read_or_always(entry, "when", None);
        Status {
            id: entry.text("id"),
            says: entry.text("says"),
            short: entry.text("short"),
            others: entry.text("others"),
            within: Condition::All(vec![own, Condition::Not(Box::new(Condition::Any(others(&when))))]),
            routes: names(entry, "routes", &ROUTES),
            source: entry.text("source"),
        }
    };
    each(file, "status", read)
}

fn need(entry: &Entry<'_>, scope: &Scope<'_>, statuses: &[String]) -> Need {
    let levels = Level::ALL.map(|level| (level.id(), level));
    let tiers = entry.value("tiers").map_or(0, |value| scope.named(entry, value, &scope.names.tiers, "tier"));
    let spans = entry.value("statuses").map(|value| (value.span(), scope.named(entry, value, statuses, "status")));
    if let (0, Some((span, _))) = (tiers, &spans) {
        entry.fault(span.clone(), "a need without `tiers` is not about one case, so it has no statuses", "add `tiers`, or take this out");
    }
    let all: Mask = if tiers == 0 { 0 } else { below(statuses.len()) };
    let answers = each(entry, "answer", |answer| kind(answer, scope));
    if answers.is_empty() {
        entry.fault(entry.span_of("id"), "nothing answers this need", "add [[need.answer]] with the kind of pathway that does");
    }
    Need {
        id: entry.text("id"),
        level: entry.one_of("level", &levels).unwrap_or(Level::Tertiary),
        says: entry.text("says"),
        explains: entry.text("explains"),
        whom: scope.read_or_always(entry, "whom", None),
        tiers,
        statuses: spans.map_or(all, |(_, mask)| mask),
        answers,
        unopposed: entry.flag("unopposed"),
        source: entry.text("source"),
    }
}

fn kind(entry: &Entry<'_>, scope: &Scope<'_>) -> Answer {
    Answer {
        whom: entry.list("for").into_iter().filter_map(|value| entry.name_of(value, &WHOM)).collect(),
        kind: names(entry, "type", &KINDS),
        prevention: names(entry, "prevention", &PREVENTION),
        route: names(entry, "route", &ROUTES),
        made_for: scope.read(entry, "made_for", None),
    }
}

/// A list of names, each of which must be known.
fn names(entry: &Entry<'_>, key: &str, known: &[&'static str]) -> Vec<String> {
    let known: Vec<(&str, &'static str)> = known.iter().map(|name| (*name, *name)).collect();
    entry.list(key).into_iter().filter_map(|value| entry.name_of(value, &known)).map(str::to_owned).collect()
}
