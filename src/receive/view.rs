//! A referral that came in, as it is read: what is restricted first, then what is missing, then how it stands, then the rest.

use super::Received;
use super::again::{Difference, Pack, Standing, What};
use crate::blocks::{Block, text::to_text};
use crate::decide::Engine;
use crate::decide::explain::reader;
use crate::decide::explain::words::day_words;
use crate::packs::pack::Pathway;
use crate::packs::{Bundle, Words};
use crate::referral::fields::find;
use crate::referral::text::Part;
use crate::referral::{Referral, labels};

/// How many places are named that do not follow from the answers.
const NAMED: usize = 8;

/// What follows after what is missing and how it stands, in the record's own order.
const REST: [Part; 7] = [Part::Risk, Part::Chosen, Part::Details, Part::Recorded, Part::Guidance, Part::Packs, Part::Pathways];

impl Received {
    /// Plain text.
    pub fn to_text(&self, engine: &Engine<'_>) -> String {
        to_text(&self.blocks(engine))
    }

    /// The whole, piece by piece.
    pub fn blocks(&self, engine: &Engine<'_>) -> Vec<Block> {
        let bundle = engine.bundle();
        let referral = self.referral(engine);
        let writer = Writer { received: self, bundle };
        let mut blocks = referral.part(Part::Head);
        blocks.extend(writer.first_look(&referral));
        blocks.extend(referral.part(Part::Restricted));
        blocks.extend(writer.missing(&referral));
        blocks.extend(writer.standing());
        blocks.extend(REST.into_iter().flat_map(|part| referral.part(part)));
        blocks
    }

    /// Where else the referral could go: what the packs name instead of the chosen pathways, then what is recommended.
    pub fn instead(&self, referral: &Referral<'_>) -> Vec<String> {
        let chosen = |id: &str| self.details.chosen.iter().any(|chosen| chosen.pathway == id);
        let pathways = &referral.decision.pathways;
        let named = pathways.iter().filter(|pathway| chosen(&pathway.id)).flat_map(|pathway| pathway.instead.iter().copied());
        let recommended = pathways.iter().filter(|pathway| pathway.recommended).map(|pathway| pathway.id.as_str());
        let mut ids: Vec<String> = Vec::new();
        for id in named.chain(recommended).chain(["specialist_advice"]) {
            if !chosen(id) && !ids.iter().any(|known| known == id) {
                ids.push(id.into());
            }
        }
        ids
    }
}

struct Writer<'w> {
    received: &'w Received,
    bundle: &'w Bundle,
}

impl Writer<'_> {
    fn say(&self, key: &str) -> String {
        self.bundle.words.say(&["receive.", key].concat()).into()
    }

    fn fill(&self, key: &str, parts: &[(&str, &str)]) -> String {
        self.bundle.words.fill(&["receive.", key].concat(), parts)
    }

    /// Its reference and the result in one line each, and an alarm where it does not follow from its answers.
    fn first_look(&self, referral: &Referral<'_>) -> Vec<Block> {
        let words = &self.bundle.words;
        let received = self.received;
        let mut blocks = Vec::new();
        if received.was_changed() {
            blocks.push(Block::Alarm(self.say("stands.changed")));
        }
        blocks.push(Block::Pair(self.say("reference"), received.reference.short()));
        blocks.push(Block::Pair(self.say("tier"), referral.risk.says.into()));
        blocks.extend(referral.risk.stops.iter().map(|[says, _]| Block::Pair(words.say("explain.stops").into(), (*says).into())));
        blocks
    }

    /// What was not given, what is said not to be known, and the answers that could still change the result.
    fn missing(&self, referral: &Referral<'_>) -> Vec<Block> {
        let label = |path: &String| placed(path, labels::detail(&self.bundle.words, path));
        let open = self.received.left_open();
        let mut blocks = vec![Block::Heading(self.say("missing"))];
        let mut part = |key: &str, items: Vec<String>| {
            if !items.is_empty() {
                blocks.push(Block::Sub(self.bundle.words.say(key).into()));
                blocks.extend(items.into_iter().map(Block::Item));
            }
        };
        part("referral.incomplete", referral.incomplete.iter().map(label).collect());
        part("receive.left_open", open.iter().map(|path| format!("{}: {}", label(path), self.received.details.get(path))).collect());
        part("referral.missing", referral.decision.missing.iter().map(|id| self.fact(id)).collect());
        if blocks.len() == 1 {
            blocks.push(Block::Text(self.say("missing_none")));
        }
        blocks
    }

    fn fact(&self, id: &str) -> String {
        self.bundle.vocabulary.find(id).map_or(id, |fact| reader::fact(self.bundle, fact)).into()
    }

    /// How it stands beside what is decided here.
    fn standing(&self) -> Vec<Block> {
        let received = self.received;
        let words = &self.bundle.words;
        let mut blocks = vec![Block::Heading(self.say("stands.title"))];
        let verdict = match (received.was_changed(), received.rests_on_ours(), received.differences.is_empty()) {
            (true, ..) => "stands.changed_about",
            (_, true, _) => "stands.same",
            (_, _, true) => "stands.other_rules",
            _ => "stands.other_result",
        };
        blocks.push(Block::Text(self.say(verdict)));
        blocks.push(Block::Text(self.say("stands.no_proof")));
        let packs = received.packs.iter().filter(|pack| pack.standing != Standing::Same);
        self.part(&mut blocks, "stands.packs", packs.map(|pack| self.pack(pack)).collect());
        self.part(&mut blocks, "stands.differences", received.differences.iter().map(|found| self.difference(found)).collect());
        let today = self.fill("stands.since", &[("day", &day_words(words, received.today))]);
        if !received.since.is_empty() {
            blocks.push(Block::Sub(today));
            blocks.extend(received.since.iter().map(|found| Block::Item(self.difference(found))));
        }
        let mut places: Vec<String> = received.places.iter().take(NAMED).cloned().collect();
        if received.places.len() > NAMED {
            places.push(self.fill("stands.more", &[("count", &(received.places.len() - NAMED).to_string())]));
        }
        self.part(&mut blocks, "stands.places", places);
        let wrong = received.wrong.iter().map(|fault| format!("{}: {}", detail_label(self.bundle, &fault.field), fault.says(words)));
        self.part(&mut blocks, "stands.wrong", wrong.collect());
        blocks
    }

    fn part(&self, blocks: &mut Vec<Block>, key: &str, items: Vec<String>) {
        if !items.is_empty() {
            blocks.push(Block::Sub(self.say(key)));
            blocks.extend(items.into_iter().map(Block::Item));
        }
    }

    fn pack(&self, pack: &Pack) -> String {
        let key = ["pack.", pack.standing.id()].concat();
        self.fill(&key, &[("id", &pack.id), ("file", &pack.file), ("here", &pack.here)])
    }

    fn difference(&self, found: &Difference) -> String {
        let name = match found.what {
            What::Tier => String::new(),
            What::Stop => self.stop(&found.id),
            _ => place_name(self.bundle, &found.id),
        };
        let key = match (found.what, found.file.is_empty(), found.here.is_empty()) {
            (_, true, _) => "differs.only_here".into(),
            (_, _, true) => "differs.only_there".into(),
            (what, ..) => ["differs.", what.id()].concat(),
        };
        let (file, here) = (self.value(found.what, &found.file), self.value(found.what, &found.here));
        self.fill(&key, &[("name", &name), ("file", &file), ("here", &here)])
    }

    /// A value as people say it.
    fn value(&self, what: What, id: &str) -> String {
        let words: &Words = &self.bundle.words;
        let table = match what {
            What::Tier => return self.tier(id),
            What::Urgency => "explain.urgency.",
            What::Eligibility => "explain.eligibility.",
            What::Availability => "explain.availability.",
            What::Recommended => "receive.recommended.",
            What::Stop | What::Action | What::Pathway => return id.into(),
        };
        words.find(&[table, id].concat()).unwrap_or(id).into()
    }

    fn tier(&self, id: &str) -> String {
        self.bundle.national.tiers.iter().find(|tier| tier.id == id).map_or(id, |tier| &tier.says).into()
    }

    fn stop(&self, id: &str) -> String {
        self.bundle.national.stops.iter().find(|stop| stop.id == id).map_or(id, |stop| &stop.says).into()
    }
}

/// What a pathway or an action is called; its id where it is not known here.
pub fn place_name(bundle: &Bundle, id: &str) -> String {
    let pathway = |(pack, own): (&str, &str)| {
        let found: Option<&Pathway> = bundle.packs().find(|known| known.id == pack)?.pathways.iter().find(|pathway| pathway.id == own);
        found.map(|pathway| pathway.name.as_str())
    };
    let action = || bundle.national.actions.iter().find(|action| action.id == id).map(|action| action.says.as_str());
    id.split_once('/').and_then(pathway).or_else(action).unwrap_or(id).into()
}

/// What a fact is called; its id where it is not known here.
pub fn fact_label(bundle: &Bundle, id: &str) -> String {
    bundle.vocabulary.find(id).map_or(id, |fact| bundle.vocabulary.short(fact)).into()
}

/// What a detail is called; its path where it is not known here.
pub fn detail_label(bundle: &Bundle, path: &str) -> String {
    find(path).map_or_else(|| path.into(), |(field, _)| placed(path, bundle.words.say(&["details.", field.path, ".label"].concat())))
}

/// A label with the place of the entry, where the detail stands in a list.
fn placed(path: &str, label: &str) -> String {
    match find(path) {
        Some((field, place)) if field.repeats() => format!("{label} ({})", place + 1),
        _ => label.into(),
    }
}
