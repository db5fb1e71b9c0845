//! The referral as it is read: risk and safety first, then what must not be disclosed, then the rest. Plain text for
//! a case note; the printed page has the same pieces.

use super::fields::{FIELDS, Field};
use super::record::{Choice, Recorded};
use super::restricted::untold;
use super::{Referral, labels};
use crate::blocks::{Block, text::to_text};
use crate::decide::explain::words::day_words;
use crate::decide::explain::{Told, reader};
use crate::facts::answers::Written;

/// A part of the referral. Its faces have them all, in this order; the receiver reads them in another.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Part {
    /// Marking, title, who and whom.
    Head,
    /// The tier and what to do.
    Risk,
    /// What must not be disclosed, and what is restricted: facts, details, reasons.
    Restricted,
    /// Where it goes, and where not.
    Chosen,
    /// Who, where and how.
    Details,
    /// The other answers.
    Recorded,
    /// What a referral is not.
    Guidance,
    /// Details that were not given.
    Missing,
    /// What it rests on.
    Packs,
    /// What is still open and every pathway, with all reasons: restricted, too.
    Pathways,
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
        Part::Packs,
        Part::Pathways,
    ];

    /// Whether what stands in it is restricted. Of a restricted fact or detail nothing stands anywhere else.
    pub fn is_restricted(self) -> bool {
        matches!(self, Part::Restricted | Part::Pathways)
    }
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
            Part::Risk => writer.risk(),
            Part::Restricted => writer.restricted(),
            Part::Chosen => {
                writer.choices("chosen", &self.chosen, Writer::place);
                writer.choices("declined", &self.declined, Writer::place);
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
            Part::Pathways => writer.pathways(),
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
        let label = self.say(key);
        self.blocks.push(Block::Pair(label, text.into()));
    }

    /// A detail, where it was given.
    fn detail(&mut self, path: &str) {
        let text = self.referral.details.get(path);
        if !text.is_empty() {
            let label = labels::detail(&self.referral.bundle.words, path);
            self.blocks.push(Block::Pair(label.into(), text.into()));
        }
    }

    fn text(&mut self, key: &str) {
        let text = Block::Text(self.say(key));
        self.blocks.push(text);
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
        self.detail("sharing.marking");
        self.pair("referral.on", &day_words(&referral.bundle.words, referral.day()));
        let mode = self.say(&format!("referral.mode.{}", referral.mode));
        self.pair("referral.written_as", &mode);
        for path in ["referrer.name", "referrer.agency", "person.name"] {
            self.detail(path);
        }
    }

    /// The tier and what to do, with the reasons that tell nothing restricted. That there are others is said where they would stand, as what
    /// stands there may look too little for the tier.
    fn risk(&mut self) {
        let referral = self.referral;
        let told = Told { bundle: referral.bundle, answers: &referral.open, decision: &referral.told };
        self.blocks.extend(told.result());
        self.text("referral.more_restricted");
        self.blocks.extend(told.what_to_do());
    }

    /// What must not be disclosed, then the facts and details that it is about, then the reasons that rest on them.
    fn restricted(&mut self) {
        let referral = self.referral;
        let line = |because: &str, says: &str| match because {
            "origin" => format!("{says} ({})", self.say("referral.why.origin")),
            _ => says.to_owned(),
        };
        let lines = referral.do_not_disclose.iter().map(|what| line(what.because, what.says)).collect();
        self.heading("restricted");
        self.text("referral.restricted_about");
        self.listed("do_not_disclose", lines);
        self.facts(&referral.restricted);
        let label = |fact: &Recorded<'_>| fact.label.to_owned();
        let aside = |fact: &&Recorded<'_>| referral.decision.set_aside.contains(&fact.fact) && !fact.set_aside;
        self.listed("set_aside_too", referral.recorded.iter().filter(aside).map(label).collect());
        self.details(true);
        for (key, choices) in [("chosen", &referral.chosen), ("declined", &referral.declined)] {
            if !choices.is_empty() {
                self.sub(key);
                choices.iter().for_each(|choice| self.reason(choice));
            }
        }
        let Written(vocabulary, answers) = referral.answers;
        let decision = untold(vocabulary, answers, &referral.decision);
        let reasons = Told { bundle: referral.bundle, answers, decision: &decision }.reasons();
        if !reasons.is_empty() {
            self.sub("restricted_reasons");
            self.blocks.extend(reasons);
        }
    }

    /// What depends on all answers: what is still open, and every pathway.
    fn pathways(&mut self) {
        let referral = self.referral;
        self.heading("restricted_services");
        self.text("referral.restricted_services_about");
        let bundle = referral.bundle;
        let short = |id: &&str| bundle.vocabulary.find(id).map(|fact| reader::fact(bundle, fact).to_owned());
        self.listed("missing", referral.decision.missing.iter().filter_map(short).collect());
        self.blocks.extend(Told { bundle, answers: referral.answers.1, decision: &referral.decision }.pathways());
    }

    fn sub(&mut self, key: &str) {
        let sub = Block::Sub(self.say(&format!("referral.{key}")));
        self.blocks.push(sub);
    }

    /// A list inside a part.
    fn listed(&mut self, key: &str, items: Vec<String>) {
        if !items.is_empty() {
            self.sub(key);
            self.blocks.extend(items.into_iter().map(Block::Item));
        }
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
                    let path = field.at(place);
                    if details.get(&path).is_empty() {
                        continue;
                    }
                    let title = labels::section(&self.referral.bundle.words, section).to_owned();
                    let title = if field.repeats() { format!("{title} ({})", place + 1) } else { title };
                    if title != under {
                        self.blocks.push(Block::Sub(title.clone()));
                        under = title;
                    }
                    self.detail(&path);
                }
            }
        }
    }

    fn choices(&mut self, key: &str, choices: &[Choice<'_>], write: fn(&mut Self, &Choice<'_>)) {
        if !choices.is_empty() {
            self.heading(key);
            choices.iter().for_each(|choice| write(self, choice));
        }
    }

    /// Where it is found.
    fn place(&mut self, choice: &Choice<'_>) {
        self.blocks.push(Block::Item(format!("{} ({})", choice.name, choice.pathway)));
        let availability = self.say(&format!("explain.availability.{}", choice.availability));
        self.blocks.extend([Block::Note(availability), Block::Note(choice.how.into())]);
    }

    /// How it fits, and why it was chosen or not.
    fn reason(&mut self, choice: &Choice<'_>) {
        self.blocks.push(Block::Item(choice.name.into()));
        let eligibility = self.say(&format!("explain.eligibility.{}", choice.eligibility));
        self.blocks.push(Block::Note(eligibility));
        if !choice.reason.is_empty() {
            let reason = self.referral.fill("reason", &[("reason", choice.reason)]);
            self.blocks.push(Block::Note(reason));
        }
    }

    fn missing(&mut self) {
        let words = &self.referral.bundle.words;
        let labels = self.referral.incomplete.iter().map(|path| labels::detail(words, path).to_owned()).collect();
        self.list("incomplete", labels);
    }
}
