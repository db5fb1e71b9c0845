//! Reads `vocabulary.toml`.

use super::conditions::{Asks, Scope, numbers};
use super::fault::did_you_mean;
use super::pack::Names;
use super::people;
use super::references::unique;
use super::table::Entry;
use crate::facts::fact::{Choice, Fact, Handling, HangsOn, Kind, Mask, Need, Protection, ranges_between, tells_of_danger};
use crate::facts::vocabulary::{Derived, Group, Origin};
use crate::facts::{Condition, FactId, Vocabulary};
use std::collections::HashMap;
use std::ops::Range;
use toml::de::DeValue;

/// The types of facts.
const TYPES: [&str; 8] = ["tri", "tri!", "enum", "set", "count", "age", "date", "text"];

/// Reads the vocabulary: facts first, then what they hang on, then what follows from them.
pub fn read(file: &Entry<'_>, thresholds: &[(String, Vec<u16>)]) -> Vocabulary {
    for key in ["id", "checked", "source"] {
        file.value(key);
    }
    let mut vocabulary = Vocabulary {
        version: file.text("version"),
        tri: file.entry("tri").map(|words| tri(&words)).unwrap_or_default(),
        groups: file.entries("group").iter().map(group).collect(),
        origins: file.entries("origin").iter().map(origin).collect(),
        ..Vocabulary::default()
    };
    let singles = file.entries("fact");
    let families: Vec<Family> = file.entries("family").into_iter().map(Family::read).collect();
    let mut drafts = drafts(&singles, &families);
    if let Some(past) = drafts.get(MOST_FACTS) {
        past.entry.fault(past.entry.span.clone(), format!("more than {MOST_FACTS} facts"), "leave some out");
    }
    drafts.truncate(MOST_FACTS);
    let mut first: HashMap<String, Range<usize>> = HashMap::new();
    for draft in &drafts {
        let fact = draft.fact(&vocabulary);
        let span = draft.entry.span_of("id");
        match first.get(&fact.id) {
            Some(earlier) if !fact.id.is_empty() => twice(draft.entry, &fact.id, earlier.clone()),
            _ => drop(first.insert(fact.id.clone(), span)),
        }
        vocabulary.facts.push(fact);
    }
    let names = Names::default();
    for (i, draft) in drafts.iter().enumerate() {
        let scope = Scope { vocabulary: &vocabulary, names: &names, thresholds, may_ask: Asks::Facts, later: &[] };
        let hangs_on = draft.hangs_on(&scope);
        vocabulary.facts[i].hangs_on = hangs_on;
    }
    circles(&mut vocabulary, &drafts);
    drafts.iter().for_each(|draft| draft.entry.done());
    let entries = file.entries("derived");
    let ids: Vec<String> = entries.iter().map(|entry| entry.text("id")).collect();
    for (i, entry) in entries.into_iter().enumerate() {
        let scope = Scope { vocabulary: &vocabulary, names: &names, thresholds, may_ask: Asks::Facts, later: &ids[i..] };
        let derived = derived(&entry, &scope);
        if let Some(earlier) = first.get(&derived.id).filter(|_| !derived.id.is_empty()) {
            twice(&entry, &derived.id, earlier.clone());
        } else {
            first.insert(derived.id.clone(), entry.span_of("id"));
        }
        vocabulary.derived.push(derived);
        entry.done();
    }
    people::check(file);
    unique(file, "group", "id");
    unique(file, "origin", "is");
    file.done();
    vocabulary
}

/// Facts are counted in 16 bits, and every one of them is asked.
const MOST_FACTS: usize = 4_000;

fn twice(entry: &Entry<'_>, id: &str, earlier: Range<usize>) {
    entry.fault_beside(entry.span_of("id"), format!("two facts are called `{id}`"), "give each fact an id of its own", (earlier, "the first one"));
}

/// A fact that hangs on itself, straight or by way of others, could never be asked. Its link is taken out, so that nobody
/// who follows links walks in a circle.
fn circles(vocabulary: &mut Vocabulary, drafts: &[Draft<'_, '_>]) {
    for (i, draft) in drafts.iter().enumerate() {
        let above = |vocabulary: &Vocabulary, fact: FactId| vocabulary.fact(fact).and_then(|fact| fact.hangs_on).map(|hangs_on| hangs_on.fact);
        let start = FactId(i as u16);
        let chain = std::iter::successors(above(vocabulary, start), |fact| above(vocabulary, *fact)).take(drafts.len());
        let ids: Vec<FactId> = chain.collect();
        if let Some(back) = ids.iter().position(|fact| *fact == start) {
            let by_way: Vec<&str> = ids[..back].iter().map(|fact| vocabulary.name(*fact)).collect();
            let way = if by_way.is_empty() { String::new() } else { format!(", by way of {}", by_way.join(" and ")) };
            let wrong = format!("`{}` hangs on itself{way}", vocabulary.name(start));
            let (mend, at) = ("let it hang on a fact that is asked before it, or on none", draft.entry.span_of("hangs_on"));
            match ids[..back].first().map(|other| drafts[other.index()].entry.span_of("hangs_on")) {
                Some(other) => draft.entry.fault_beside(at, wrong, mend, (other, "leads back to it")),
                None => draft.entry.fault(at, wrong, mend),
            }
            vocabulary.facts[i].hangs_on = None;
        }
    }
}

fn tri(words: &Entry<'_>) -> Vec<Choice> {
    let values = [("yes", false), ("no", false), ("unknown", true), ("unsafe_to_ask", true)];
    let choices = values.iter().map(|(is, open)| Choice { is: (*is).into(), says: words.text(is), open: *open }).collect();
    words.done();
    choices
}

fn group(entry: &Entry<'_>) -> Group {
    let group = Group { id: entry.text("id"), title: entry.text("title") };
    entry.done();
    group
}

fn origin(entry: &Entry<'_>) -> Origin {
    let origin = Origin { is: entry.text("is"), says: entry.text("says"), restricts: entry.flag("restricts") };
    entry.done();
    origin
}

/// A family of facts: the same fields for each member.
struct Family<'a> {
    entry: Entry<'a>,
    members: Vec<Entry<'a>>,
    fields: Vec<Entry<'a>>,
}

impl<'a> Family<'a> {
    fn read(entry: Entry<'a>) -> Family<'a> {
        let (members, fields) = (entry.entries("members"), entry.entries("fact"));
        entry.text("id");
        entry.done();
        Family { entry, members, fields }
    }
}

/// A fact as written: by itself, or as one field of one member of a family.
struct Draft<'e, 'a> {
    entry: &'e Entry<'a>,
    family: Option<(String, &'e Entry<'a>)>,
}

fn drafts<'e, 'a>(singles: &'e [Entry<'a>], families: &'e [Family<'a>]) -> Vec<Draft<'e, 'a>> {
    let mut drafts: Vec<Draft<'e, 'a>> = singles.iter().map(|entry| Draft { entry, family: None }).collect();
    for family in families {
        let id = family.entry.text("id");
        for member in &family.members {
            drafts.extend(family.fields.iter().map(|entry| Draft { entry, family: Some((id.clone(), member)) }));
        }
    }
    // As they stand in the file; the fields of a family stay together, member by member.
    let place = |draft: &Draft| draft.family.as_ref().map_or(draft.entry.span.start, |(_, member)| member.span.start);
    drafts.sort_by_key(place);
    drafts
}

impl Draft<'_, '_> {
    fn id(&self) -> String {
        let own = self.entry.text("id");
        match &self.family {
            Some((family, member)) => format!("{family}.{}.{own}", member.text("is")),
            None => own,
        }
    }

    /// A text with the member's own words put in.
    fn words(&self, text: String) -> String {
        let Some((_, member)) = &self.family else { return text };
        let words =
            ["says", "question", "hint", "community"].iter().fold(text, |text, key| text.replace(&format!("{{{key}}}"), &member.text_or_empty(key)));
        member.value("is");
        member.done();
        words
    }

    fn fact(&self, vocabulary: &Vocabulary) -> Fact {
        let entry = self.entry;
        let group = entry.text("group");
        let found = vocabulary.groups.iter().position(|known| known.id == group);
        if found.is_none() && !group.is_empty() {
            let mend = did_you_mean(&group, vocabulary.groups.iter().map(|known| known.id.as_str()));
            entry.fault(
                entry.span_of("group"),
                format!("no group is called `{group}`"),
                mend.unwrap_or_else(|| "add a [[group]] with this id".into()),
            );
        }
        let handling = [
            ("normal", Handling::Normal),
            ("restricted_from_person", Handling::RestrictedFromPerson),
            ("restricted_need_to_know", Handling::NeedToKnow),
        ];
        let kind = self.kind(vocabulary);
        Fact {
            id: self.id(),
            group: found.unwrap_or(0) as u8,
            not_beforehand: self.not_beforehand(&kind),
            kind,
            question: self.words(entry.text("question")),
            hint: self.words(entry.text_or_empty("hint")),
            short: self.words(entry.text("short")),
            community: self.words(entry.text_or_empty("community")),
            need: entry.one_of("need", &[("core", Need::Core), ("ref", Need::Referral), ("apart", Need::Apart)]).unwrap_or(Need::Core),
            handling: entry.value("handling").and_then(|value| entry.name_of(value, &handling)).unwrap_or(Handling::Normal),
            protected: self.protection(),
            changeable: entry.flag("changeable"),
            hangs_on: None,
            source: entry.text("source"),
        }
    }

    fn not_beforehand(&self, kind: &Kind) -> Mask {
        if kind.choices().is_empty() && self.entry.has("not_beforehand") {
            let wrong = "there is no list of values here to name some of";
            self.entry.fault(self.entry.span_of("not_beforehand"), wrong, "take `not_beforehand` out, or give the fact a list of values");
        }
        let names: Vec<_> = kind.choices().iter().enumerate().map(|(place, choice)| (choice.is.as_str(), place)).collect();
        let named = self.entry.list("not_beforehand").into_iter().filter(|_| !names.is_empty()).filter_map(|value| self.entry.name_of(value, &names));
        named.fold(0, |mask, place| mask | 1 << place)
    }

    fn protection(&self) -> Protection {
        match self.entry.value("protected").map(|value| value.get_ref()) {
            None | Some(DeValue::Boolean(false)) => Protection::None,
            Some(DeValue::Boolean(true)) => Protection::Full,
            Some(DeValue::String(text)) if text == "but_for_the_law" => Protection::ButForTheLaw,
            Some(_) => {
                self.entry.fault(self.entry.span_of("protected"), "this says nothing about protection", "write true, false or \"but_for_the_law\"");
                Protection::Full
            }
        }
    }

    fn kind(&self, vocabulary: &Vocabulary) -> Kind {
        let entry = self.entry;
        match entry.text("type").as_str() {
            // That it is missing has been told.
            "" => Kind::Text,
            "tri" => Kind::Choice(vocabulary.tri.iter().take(3).cloned().collect()),
            "tri!" => Kind::Choice(vocabulary.tri.clone()),
            "enum" if entry.value("bands_of").is_some() => self.bands(vocabulary),
            "enum" => Kind::Choice(choices(entry, 64)),
            "set" => Kind::Set(choices(entry, 64)),
            "count" | "age" => self.number(),
            "date" => Kind::Date,
            "text" => Kind::Text,
            other => {
                let mend = did_you_mean(other, TYPES).unwrap_or_else(|| format!("use one of: {}", TYPES.join(", ")));
                entry.fault(entry.span_of("type"), format!("no type is called `{other}`"), mend);
                // Read as what is likely meant, so that its values are not called unknown wherever they are named.
                Kind::Choice(if entry.has("values") { choices(entry, 64) } else { vocabulary.tri.clone() })
            }
        }
    }

    fn number(&self) -> Kind {
        let entry = self.entry;
        let cuts: Vec<u16> = entry.list("cuts").into_iter().filter_map(|value| entry.number_of(value)).collect();
        if cuts.is_empty() || cuts.len() > 62 || cuts.windows(2).any(|pair| pair[0] >= pair[1]) || cuts.first() == Some(&0) {
            entry.fault(entry.span_of("cuts"), "these are no cut points", "write 1 to 62 whole numbers above 0, each larger than the one before");
        }
        Kind::Number { max: entry.whole_number("max").unwrap_or(u16::MAX), cuts }
    }

    fn bands(&self, vocabulary: &Vocabulary) -> Kind {
        let entry = self.entry;
        let name = entry.text("bands_of");
        let numeric = vocabulary.asked(&name).filter(|fact| !vocabulary.cuts(*fact).is_empty());
        let Some(of) = numeric else {
            entry.fault(
                entry.span_of("bands_of"),
                format!("`{name}` is no numeric fact above this one"),
                "name a fact of type count or age that stands before it",
            );
            return Kind::Text;
        };
        let cuts = vocabulary.cuts(of);
        let values = choices(entry, 64);
        let covers = entry.entries("values").iter().take(values.len()).map(|value| band(value, cuts)).collect();
        Kind::Bands { of, values, covers }
    }

    fn hangs_on(&self, scope: &Scope<'_>) -> Option<HangsOn> {
        let star = self.family.as_ref().map(|(_, member)| member.text("is"));
        let entry = self.entry;
        let condition = scope.read(entry, "hangs_on", star.as_deref())?;
        if tells_of_danger(&self.id()) {
            entry.fault(entry.span_of("hangs_on"), "a question about danger may not hang on another", "take `hangs_on` out");
        }
        match condition {
            Condition::Is { fact, accepts } => Some(HangsOn { fact, accepts }),
            _ => {
                entry.fault(entry.span_of("hangs_on"), "a fact hangs on one other fact", "write { \"fact\" = [\"value\", …] }");
                None
            }
        }
    }
}

fn band(value: &Entry<'_>, cuts: &[u16]) -> Mask {
    let at_least = value.whole_number("at_least");
    let below = value.whole_number("below");
    for bound in at_least.iter().chain(below.iter()).filter(|bound| !cuts.contains(bound)) {
        value.fault(value.span.clone(), format!("{bound} is no cut point"), format!("use one of {}", numbers(cuts)));
    }
    if at_least.is_none() && below.is_none() { Mask::MAX } else { ranges_between(cuts, at_least.unwrap_or(0), below) }
}

fn choices(entry: &Entry<'_>, most: usize) -> Vec<Choice> {
    let mut values: Vec<Choice> = entry
        .entries("values")
        .iter()
        .map(|value| {
            let choice = Choice { is: value.text("is"), says: value.text("says"), open: value.flag("open") };
            for key in ["at_least", "below", "when"] {
                value.value(key);
            }
            value.done();
            choice
        })
        .collect();
    let entries = entry.entries("values");
    for (i, value) in values.iter().enumerate().filter(|(_, value)| !value.is.is_empty()) {
        if let Some(earlier) = values[..i].iter().position(|earlier| earlier.is == value.is) {
            let beside = (entries[earlier].span.clone(), "the first one");
            let wrong = format!("the value `{}` stands here twice", value.is);
            entries[i].fault_beside(entries[i].span_of("is"), wrong, "give each value an id of its own", beside);
        }
    }
    if values.is_empty() || values.len() > most {
        entry.fault(entry.span_of("values"), "this list of values will not do", format!("write 1 to {most} values"));
    }
    // A bit each: what is past the last bit has been told.
    values.truncate(most);
    values
}

fn derived(entry: &Entry<'_>, scope: &Scope<'_>) -> Derived {
    let id = entry.text("id");
    let values = choices(entry, 64);
    let when = entry.entries("values").iter().take(values.len()).map(|value| scope.read(value, "when", None)).collect();
    let otherwise = entry.value("otherwise").and_then(|value| {
        let names: Vec<(&str, u8)> = values.iter().enumerate().map(|(i, choice)| (choice.is.as_str(), i as u8)).collect();
        entry.name_of(value, &names)
    });
    Derived { id, short: entry.text("short"), when, otherwise, source: entry.text("source"), values }
}
