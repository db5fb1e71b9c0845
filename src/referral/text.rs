//! The referral as it is read: risk and safety first, then what must not be disclosed, then the rest. Plain text for
//! a case note; the printed page has the same pieces.

use super::Referral;
use super::fields::{FIELDS, Field};
use super::record::{Choice, Recorded};
use crate::blocks::{Block, text::to_text};
use crate::decide::explain::words::day_words;
use crate::decide::explain::{action_blocks, pathway_blocks, tier_blocks};

/// A part of the referral. Its faces have them all, in this order; the receiver reads them in another.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Part {
    /// Marking, title, who and whom.
    Head,
    /// The tier and what to do.
    Risk,
    /// What must not be disclosed, and everything that is restricted.
    Restricted,
    /// Where it goes, and where not.
    Chosen,
    /// Who, where and how.
    Details,
    /// The other answers.
    Recorded,
    /// What a referral is not.
    Guidance,
    /// What is still open.
    Missing,
    /// Every pathway.
    Pathways,
    /// What it rests on.
    Packs,
}

impl Part {
    /// All parts in order.
    pub const ALL: [Part; 10] = [
        Part::Head,
        Part::Risk,
        Part::Restricted,
        Part::Chosen,
        Part::Details,
        Part::Recorded,
        Part::Guidance,
        Part::Missing,
        Part::Pathways,
        Part::Packs,
    ];
}

impl Referral<'_> {
    /// Plain text.
    pub fn to_text(&self) -> String {
        to_text(&self.blocks())
    }

    /// The whole, piece by piece.
    pub(super) fn blocks(&self) -> Vec<Block> {
        Part::ALL.into_iter().flat_map(|part| self.part(part)).collect()
    }

    /// One part, piece by piece.
    pub fn part(&self, part: Part) -> Vec<Block> {
        let mut writer = Writer { referral: self, blocks: Vec::new() };
        match part {
            Part::Head => writer.head(),
            Part::Risk => {
                writer.blocks.extend(tier_blocks(self.bundle, self.answers.1, &self.decision));
                writer.blocks.extend(action_blocks(self.bundle, self.answers.1, &self.decision));
            }
            Part::Restricted => writer.restricted(),
            Part::Chosen => {
                writer.choices("chosen", &self.chosen);
                writer.choices("declined", &self.declined);
            }
            Part::Details => {
                writer.heading("details");
                writer.details(false);
            }
            Part::Recorded => {
                writer.heading("recorded");
                writer.facts(&self.recorded);
            }
            Part::Guidance => writer.list("guidance", self.guidance.iter().map(|line| (*line).to_owned()).collect()),
            Part::Missing => writer.missing(),
            Part::Pathways => writer.blocks.extend(pathway_blocks(self.bundle, self.answers.1, &self.decision)),
            Part::Packs => {
                let file =
                    |pack: &super::record::Rests<'_>| self.fill("pack", &[("id", pack.id), ("version", pack.version), ("digest", pack.digest)]);
                writer.list("packs", self.packs.iter().map(file).collect());
            }
        }
        writer.blocks
    }

    fn fill(&self, key: &str, parts: &[(&str, &str)]) -> String {
        self.bundle.words.fill(&format!("referral.{key}"), parts)
    }
}

struct Writer<'w, 'a> {
    referral: &'w Referral<'a>,
    blocks: Vec<Block>,
}

impl Writer<'_, '_> {
    fn say(&self, key: &str) -> String {
        self.referral.bundle.words.say(key).into()
    }

    fn pair(&mut self, key: &str, text: &str) {
        if !text.is_empty() {
            let label = self.say(key);
            self.blocks.push(Block::Pair(label, text.into()));
        }
    }

    fn heading(&mut self, key: &str) {
        let heading = Block::Heading(self.say(&format!("referral.{key}")));
        self.blocks.push(heading);
    }

    fn list(&mut self, key: &str, items: Vec<String>) {
        if !items.is_empty() {
            self.heading(key);
            self.blocks.extend(items.into_iter().map(Block::Item));
        }
    }

    fn head(&mut self) {
        let referral = self.referral;
        if !referral.first_line.is_empty() {
            self.blocks.push(Block::Alarm(referral.first_line.into()));
        }
        let marking = &referral.marking;
        self.blocks.push(Block::Alarm(marking.says.into()));
        let title = self.say("referral.title");
        self.blocks.push(Block::Title(title));
        self.blocks.push(Block::Text(marking.because.into()));
        self.pair("details.sharing.marking.label", marking.agency);
        self.pair("referral.on", &day_words(&referral.bundle.words, referral.day()));
        let mode = self.say(&format!("referral.mode.{}", referral.mode));
        self.pair("referral.written_as", &mode);
        for path in ["referrer.name", "referrer.agency", "person.name"] {
            self.pair(&format!("details.{path}.label"), referral.details.get(path));
        }
    }

    /// What must not be disclosed, then the facts and details that it is about.
    fn restricted(&mut self) {
        let referral = self.referral;
        let line = |because: &str, says: &str| match because {
            "origin" => format!("{says} ({})", self.say("referral.why.origin")),
            _ => says.to_owned(),
        };
        let lines = referral.do_not_disclose.iter().map(|what| line(what.because, what.says)).collect();
        self.list("do_not_disclose", lines);
        self.heading("restricted");
        let about = self.say("referral.restricted_about");
        self.blocks.push(Block::Text(about));
        self.facts(&referral.restricted);
        self.details(true);
    }

    fn facts(&mut self, facts: &[Recorded<'_>]) {
        let mut group = "";
        for fact in facts {
            if fact.group != group {
                group = fact.group;
                self.blocks.push(Block::Sub(group.into()));
            }
            let mut value = fact.value.clone();
            if !fact.source.is_empty() {
                value = format!("{value} ({})", fact.source);
            }
            if fact.set_aside {
                value = format!("{value} ({})", self.say("referral.set_aside"));
            }
            self.blocks.push(Block::Pair(fact.label.into(), value));
        }
    }

    fn details(&mut self, restricted: bool) {
        let details = self.referral.details;
        let asked = |field: &&Field| field.restricted == restricted && !matches!(field.section(), "chosen" | "declined");
        let mut under = String::new();
        for section in super::fields::SECTIONS {
            for place in 0..details.count(section).max(1) {
                for field in FIELDS.iter().filter(asked).filter(|field| field.section() == section) {
                    let text = details.get(&field.at(place));
                    if text.is_empty() {
                        continue;
                    }
                    let title = self.say(&format!("details.section.{section}"));
                    let title = if field.repeats() { format!("{title} ({})", place + 1) } else { title };
                    if title != under {
                        self.blocks.push(Block::Sub(title.clone()));
                        under = title;
                    }
                    self.pair(&format!("details.{}.label", field.path), text);
                }
            }
        }
    }

    fn choices(&mut self, key: &str, choices: &[Choice<'_>]) {
        if choices.is_empty() {
            return;
        }
        self.heading(key);
        for choice in choices {
            self.blocks.push(Block::Item(format!("{} ({})", choice.name, choice.pathway)));
            let eligibility = self.say(&format!("explain.eligibility.{}", choice.eligibility));
            let availability = self.say(&format!("explain.availability.{}", choice.availability));
            self.blocks.push(Block::Note(format!("{eligibility} {availability}")));
            if !choice.reason.is_empty() {
                let reason = self.referral.fill("reason", &[("reason", choice.reason)]);
                self.blocks.push(Block::Note(reason));
            }
            self.blocks.push(Block::Note(choice.how.into()));
        }
    }

    fn missing(&mut self) {
        let vocabulary = &self.referral.bundle.vocabulary;
        let short = |id: &&str| vocabulary.find(id).map(|fact| vocabulary.short(fact).to_owned());
        self.list("missing", self.referral.decision.missing.iter().filter_map(short).collect());
        let label = |path: &String| {
            let own = super::fields::find(path).map_or("", |(field, _)| field.path);
            self.say(&format!("details.{own}.label"))
        };
        let labels = self.referral.incomplete.iter().map(label).collect();
        self.list("incomplete", labels);
    }
}
