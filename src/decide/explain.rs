//! A decision in words, piece by piece. The program prints them and the page shows them: the same sentences.

mod pathway;
pub mod reader;
pub mod sources;
pub mod words;

use super::Engine;
use super::decision::{ActionDue, Decision, Fired, LocalWords};
use super::witness::facts_behind;
use crate::blocks::{Block, text::to_text};
use crate::facts::condition::{Condition, Decided};
use crate::facts::vocabulary::Derived;
use crate::facts::{Answers, Day, FactId, Knowledge, Truth};
use crate::packs::{Bundle, Pack};
use sources::source_note;
use words::{day_words, fact_words, value_words};

/// How many open facts stand in a list, each on a line of its own.
const MOST_MISSING: usize = 12;

/// A decision as a text.
pub fn text(bundle: &Bundle, answers: &Answers, decision: &Decision<'_>) -> String {
    to_text(&blocks(bundle, answers, decision))
}

/// A decision piece by piece.
pub fn blocks(bundle: &Bundle, answers: &Answers, decision: &Decision<'_>) -> Vec<Block> {
    let mut writer = Writer::new(bundle, answers, decision);
    writer.title();
    bundle.words.notice().into_iter().for_each(|notice| writer.text(notice));
    writer.tier_name();
    writer.tier_meaning();
    writer.tier();
    writer.stops();
    writer.actions();
    writer.pathways();
    writer.open();
    writer.set_aside();
    writer.packs();
    writer.blocks
}

/// A decision as it is told to whoever gets a referral, not to whoever wrote it.
pub struct Told<'w, 'a> {
    /// The packs.
    pub bundle: &'w Bundle,
    /// The answers of which is told.
    pub answers: &'w Answers,
    /// What was decided. An action without words for why is told without reasons.
    pub decision: &'w Decision<'a>,
}

impl Told<'_, '_> {
    /// The tier and what raised it, piece by piece.
    pub fn result(&self) -> Vec<Block> {
        self.written(|writer| {
            writer.tier_name();
            writer.tier_meaning();
            writer.raised();
        })
    }

    /// What stops, and what to do, in order.
    pub fn what_to_do(&self) -> Vec<Block> {
        self.written(|writer| {
            writer.stops();
            writer.actions();
        })
    }

    /// The reasons alone.
    pub fn reasons(&self) -> Vec<Block> {
        self.written(|writer| writer.reasons())
    }

    /// The tiers that are still possible, and what can be said of every pathway, piece by piece.
    pub fn pathways(&self) -> Vec<Block> {
        self.written(|writer| {
            writer.still();
            writer.pathways();
        })
    }

    fn written(&self, write: impl FnOnce(&mut Writer<'_, '_>)) -> Vec<Block> {
        let mut writer = Writer { for_reader: true, ..Writer::new(self.bundle, self.answers, self.decision) };
        write(&mut writer);
        writer.blocks
    }
}

/// The same pieces by what they are about, for a page that has a place for each: `tier`, `open`, `set_aside`, `action.<id>`, and
/// for each pathway `<id>` (whether it fits, and if not why) and `why.<id>` (the rest).
pub fn parts(bundle: &Bundle, answers: &Answers, decision: &Decision<'_>) -> Vec<(String, Vec<Block>)> {
    let mut writer = Writer::new(bundle, answers, decision);
    let mut parts: Vec<(String, Vec<Block>)> = Vec::new();
    parts.push(("tier".into(), writer.written(Writer::tier)));
    parts.push(("open".into(), writer.written(Writer::open)));
    parts.push(("set_aside".into(), writer.written(Writer::set_aside)));
    for action in &decision.actions {
        parts.push((format!("action.{}", action.id), writer.written(|writer| writer.action_reasons(action))));
    }
    for pathway in &decision.pathways {
        parts.push((pathway.id.clone(), writer.written(|writer| writer.pathway_first(pathway))));
        parts.push((format!("why.{}", pathway.id), writer.written(|writer| writer.pathway_rest(pathway))));
    }
    parts
}

/// A derived fact whose value is known: the value in words, and the recorded facts that it follows from.
struct Followed {
    fact: FactId,
    value: String,
    behind: Vec<FactId>,
}

/// What explains a decision beside the decision itself: read off the same knowledge.
#[derive(Default)]
struct Grounds {
    followed: Vec<Followed>,
    /// For each criterion that is met (as `pack/pathway/criterion`) the facts that make it so.
    met: Vec<(String, Vec<FactId>)>,
}

struct Writer<'w, 'a> {
    bundle: &'w Bundle,
    answers: &'w Answers,
    decision: &'w Decision<'a>,
    grounds: Grounds,
    on: Option<Day>,
    /// Whether another person reads it than answered.
    for_reader: bool,
    blocks: Vec<Block>,
}

impl<'w, 'a> Writer<'w, 'a> {
    fn new(bundle: &'w Bundle, answers: &'w Answers, decision: &'w Decision<'a>) -> Self {
        let on = Day::parse(&decision.on);
        let engine = Engine::new(bundle);
        let grounds = |on| {
            engine.judge(answers, on, |knowledge, tiering| Grounds {
                followed: followed(bundle, knowledge),
                met: met(&engine.packs(answers), knowledge, &|decided| tiering.decided(decided)),
            })
        };
        let grounds = on.map(grounds).unwrap_or_default();
        Writer { bundle, answers, decision, grounds, on, for_reader: false, blocks: Vec::new() }
    }

    /// What `write` writes, by itself.
    fn written(&mut self, write: impl FnOnce(&mut Self)) -> Vec<Block> {
        write(self);
        std::mem::take(&mut self.blocks)
    }

    fn say(&self, key: &str) -> String {
        self.bundle.words.say(&format!("explain.{key}")).into()
    }

    fn fill(&self, key: &str, parts: &[(&str, &str)]) -> String {
        self.bundle.words.fill(&format!("explain.{key}"), parts)
    }

    fn heading(&mut self, key: &str) {
        let heading = Block::Heading(self.say(key));
        self.blocks.push(heading);
    }

    fn text(&mut self, text: impl Into<String>) {
        self.blocks.push(Block::Text(text.into()));
    }

    fn item(&mut self, text: impl Into<String>) {
        self.blocks.push(Block::Item(text.into()));
    }

    fn note(&mut self, text: impl Into<String>) {
        self.blocks.push(Block::Note(text.into()));
    }

    fn source(&mut self, source: &str) {
        self.blocks.push(source_note(self.bundle, source));
    }

    /// The recorded facts something rests on; for one that follows from others, those.
    fn recorded(&mut self, facts: &[&str]) {
        let facts = self.recorded_words(facts);
        if !facts.is_empty() {
            let note = self.fill("recorded", &[("facts", &facts)]);
            self.note(note);
        }
    }

    /// The tier, where a condition looks at it, and the recorded facts that gave it; without these where it is below all
    /// that the condition accepts.
    fn tier_recorded(&mut self, condition: &Condition) {
        let Some(lowest) = lowest_tier(condition) else { return };
        let decision = self.decision;
        let place = self.bundle.national.tiers.iter().position(|tier| tier.id == decision.tier);
        let gave = |fired: &&Fired<'_>| fired.tier == decision.tier && place >= Some(lowest);
        let fired = decision.fired.iter().filter(gave);
        let facts: Vec<&str> = fired.flat_map(|fired| &fired.facts).copied().collect();
        let (facts, tier) = (self.recorded_words(&facts), self.tier_says(decision.tier));
        let key = if facts.is_empty() { "tier_is" } else { "tier_from" };
        let note = self.fill(key, &[("tier", &tier), ("facts", &facts)]);
        self.note(note);
    }

    fn recorded_words(&self, ids: &[&str]) -> String {
        let vocabulary = &self.bundle.vocabulary;
        let mut said: Vec<String> = Vec::new();
        for fact in ids.iter().filter_map(|id| vocabulary.find(id)) {
            let followed = self.grounds.followed.iter().find(|followed| followed.fact == fact);
            let words = match followed {
                Some(followed) if followed.behind.is_empty() => vec![format!("{}: {}", self.short(fact), followed.value)],
                Some(followed) => followed.behind.iter().filter_map(|fact| self.answered(*fact)).collect(),
                None => self.answered(fact).into_iter().collect(),
            };
            words.into_iter().for_each(|words| {
                if !said.contains(&words) {
                    said.push(words)
                }
            });
        }
        said.join("; ")
    }

    /// A fact with its answer, where it has one.
    fn answered(&self, fact: FactId) -> Option<String> {
        let value = self.answers.get(fact)?;
        let says = if self.for_reader { reader::value(self.bundle, fact, value) } else { value_words(self.bundle, fact, value) };
        Some(format!("{}: {says}", self.short(fact)))
    }

    fn short(&self, fact: FactId) -> &'w str {
        if self.for_reader { reader::fact(self.bundle, fact) } else { self.bundle.vocabulary.short(fact) }
    }

    fn shorts(&self, facts: &[&str]) -> Vec<String> {
        let vocabulary = &self.bundle.vocabulary;
        facts.iter().filter_map(|fact| vocabulary.find(fact)).map(|fact| self.short(fact).into()).collect()
    }

    fn tier_says(&self, id: &str) -> String {
        self.bundle.national.tiers.iter().find(|tier| tier.id == id).map_or_else(|| id.to_owned(), |tier| tier.says.clone())
    }

    fn title(&mut self) {
        let day = self.on.map_or_else(|| self.decision.on.clone(), |on| day_words(&self.bundle.words, on));
        let title = self.fill("title", &[("day", &day)]);
        self.blocks.push(Block::Title(title));
    }

    fn tier_name(&mut self) {
        let name = self.tier_says(self.decision.tier);
        self.blocks.push(Block::Heading(name));
    }

    /// What the tier means; the page has it beside the name.
    fn tier_meaning(&mut self) {
        let bundle = self.bundle;
        if let Some(tier) = bundle.national.tiers.iter().find(|tier| tier.id == self.decision.tier) {
            self.text(&tier.explains);
        }
        let no_prediction = self.say("no_prediction");
        self.text(no_prediction);
    }

    fn tier(&mut self) {
        self.still();
        if self.decision.fired.is_empty() {
            let none = self.say("raised_none");
            return self.text(none);
        }
        self.raised();
    }

    fn still(&mut self) {
        let decision = self.decision;
        let still = match &decision.still_possible[..] {
            [only] if *only == decision.tier => self.say("settled"),
            possible => {
                let names = possible.iter().map(|tier| self.tier_says(tier)).collect::<Vec<_>>().join("; ");
                self.fill("still_possible", &[("tiers", &names)])
            }
        };
        self.text(still);
    }

    fn raised(&mut self) {
        let decision = self.decision;
        if !decision.fired.is_empty() {
            self.heading("raised_by");
            decision.fired.iter().for_each(|fired| self.fired(fired));
        }
    }

    fn fired(&mut self, fired: &Fired<'_>) {
        let (because, tier) = (fired.because, self.tier_says(fired.tier));
        self.item(if self.for_reader { format!("{because} ({tier})") } else { format!("{because} ({}: {tier})", fired.rule) });
        self.recorded(&fired.facts);
        self.source(fired.source);
    }

    /// Why the tier is what it is, and why each thing is to be done.
    fn reasons(&mut self) {
        let decision = self.decision;
        decision.fired.iter().for_each(|fired| self.fired(fired));
        for action in &decision.actions {
            self.item(action.says);
            self.action_reasons(action);
        }
    }

    fn stops(&mut self) {
        let (decision, bundle) = (self.decision, self.bundle);
        if decision.stops.is_empty() {
            return;
        }
        self.heading("stops");
        for stop in bundle.national.stops.iter().filter(|stop| decision.stops.contains(&stop.id.as_str())) {
            self.item(&stop.says);
            self.note(&stop.mend);
            self.source(&stop.source);
        }
    }

    fn actions(&mut self) {
        self.heading("actions");
        self.decision.actions.iter().for_each(|action| self.action(action));
    }

    /// What to do: in the area's own words, where they are one sentence that stands for the general one.
    fn action(&mut self, action: &ActionDue<'_>) {
        let urgency = ["now", "today", "this_week", "with_referral"][action.urgency as usize];
        let urgency = self.say(&format!("urgency.{urgency}"));
        let local: Vec<String> = action.local.iter().map(local_words).collect();
        match &local[..] {
            [only] => self.item(format!("{urgency}: {only}")),
            several => {
                self.item(format!("{urgency}: {}", action.says));
                several.iter().for_each(|local| self.note(local));
            }
        }
        if !action.because.is_empty() {
            self.action_reasons(action);
        }
    }

    /// Why it is to be done, from what was recorded, and where that comes from.
    fn action_reasons(&mut self, action: &ActionDue<'_>) {
        let why = self.fill("why", &[("because", action.because)]);
        self.note(why);
        self.recorded(&action.facts);
        let bundle = self.bundle;
        if let Some(action) = bundle.national.actions.iter().find(|known| known.id == action.id) {
            self.tier_recorded(&action.when);
        }
        let mut sources = vec![action.source];
        action.local.iter().for_each(|local| {
            if !sources.contains(&local.source) {
                sources.push(local.source)
            }
        });
        self.source(&sources.join("; "));
    }

    fn open(&mut self) {
        let decision = self.decision;
        if decision.missing.is_empty() {
            let none = self.say("none_missing");
            self.text(none);
        } else {
            self.heading("missing");
            let (first, more) = decision.missing.split_at(decision.missing.len().min(MOST_MISSING));
            self.shorts(first).into_iter().for_each(|short| self.item(short));
            self.more_open(more);
        }
    }

    /// What is open, too, in one line.
    fn more_open(&mut self, facts: &[&str]) {
        if !facts.is_empty() {
            let line = self.fill("more_open", &[("facts", &self.shorts(facts).join("; "))]);
            self.text(line);
        }
    }

    fn set_aside(&mut self) {
        let decision = self.decision;
        if !decision.set_aside.is_empty() {
            self.heading("set_aside");
            for fact in &decision.set_aside {
                let line = fact_words(self.bundle, self.answers, fact);
                self.item(line);
            }
        }
    }

    fn packs(&mut self) {
        self.heading("packs");
        for pack in &self.decision.packs {
            let line = self.fill("pack", &[("id", pack.id), ("version", pack.version), ("digest", pack.digest)]);
            self.item(line);
        }
    }
}

/// The area's words, with who answers and the number where the words do not say it.
fn local_words(local: &LocalWords<'_>) -> String {
    if local.phone.is_empty() || local.says.contains(local.phone) {
        local.says.into()
    } else {
        format!("{} {}: {}", local.says, local.contact, local.phone)
    }
}

/// For each criterion that is met the facts that make it so.
fn met(packs: &[&Pack], knowledge: &Knowledge<'_>, decided: &dyn Fn(Decided) -> Truth) -> Vec<(String, Vec<FactId>)> {
    let mut met = Vec::new();
    for pack in packs {
        for pathway in &pack.pathways {
            for criterion in &pathway.criteria {
                let facts = facts_behind(knowledge, &criterion.met, decided);
                met.push((format!("{}/{}/{}", pack.id, pathway.id, criterion.id), facts));
            }
        }
    }
    met
}

/// The lowest tier that a condition names, where it looks at the tier, or at rules that gave one.
fn lowest_tier(condition: &Condition) -> Option<usize> {
    let mut lowest: Option<usize> = None;
    let mut looks = |place: usize| lowest = Some(lowest.map_or(place, |lowest| lowest.min(place)));
    condition.visit(&mut |part| match part {
        Condition::Decided(Decided::Tier(tiers)) => looks(tiers.trailing_zeros() as usize),
        Condition::Decided(Decided::Fired(_)) => looks(0),
        _ => {}
    });
    lowest
}

/// The derived facts whose value is known, each with the recorded facts that it follows from.
fn followed(bundle: &Bundle, knowledge: &Knowledge<'_>) -> Vec<Followed> {
    let vocabulary = &bundle.vocabulary;
    let mut followed = Vec::new();
    for derived in &vocabulary.derived {
        let Some(fact) = vocabulary.find(&derived.id) else { continue };
        let known = |place: &usize| knowledge.of(fact).is(1 << place).is_yes();
        let Some(place) = (0..derived.values.len()).find(known).filter(|place| !derived.values[*place].open) else { continue };
        followed.push(Followed { fact, value: derived.values[place].says.clone(), behind: behind(knowledge, derived, place) });
    }
    followed
}

/// The recorded facts that give a derived fact this value. A value that stands where nothing else holds follows from
/// whatever was answered, when that is one fact alone; more would be a list that nobody reads.
fn behind(knowledge: &Knowledge<'_>, derived: &Derived, place: usize) -> Vec<FactId> {
    let holds = |condition: &Condition| facts_behind(knowledge, condition, &|_| Truth::Open);
    let facts = match derived.when.get(place).and_then(Option::as_ref) {
        Some(condition) => holds(condition),
        None => {
            let read: Vec<FactId> = derived.when.iter().flatten().flat_map(Condition::facts).collect();
            if read.len() == 1 { read } else { Vec::new() }
        }
    };
    facts.into_iter().filter(|fact| knowledge.answers.get(*fact).is_some()).collect()
}
