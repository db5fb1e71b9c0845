//! Gaps in words, piece by piece.

use super::{Gaps, Group, NeedGaps, Verdict};
use crate::blocks::Block;
use crate::blocks::text::to_text;
use crate::decide::explain::words::{day_words, value_words};
use crate::facts::Answers;
use crate::prove::needs::Level;

impl Gaps<'_> {
    /// As plain text.
    pub fn to_text(&self) -> String {
        to_text(&self.blocks())
    }

    /// Piece by piece: level by level the needs that are not met, then those that are.
    pub fn blocks(&self) -> Vec<Block> {
        let mut blocks = vec![Block::Title(self.fill("title", &[("area", self.title)]))];
        let day = day_words(&self.words.bundle.words, self.words.on);
        blocks.extend([Block::Text(self.fill("about", &[("day", &day)])), Block::Text(self.fill("about_rules", &[]))]);
        for level in Level::ALL {
            blocks.push(Block::Heading(self.fill(&format!("level_{}", level.id()), &[])));
            let before = blocks.len();
            self.unmet(level).for_each(|need| self.need(need, &mut blocks));
            if blocks.len() == before {
                blocks.push(Block::Text(self.fill("no_gaps", &[])));
            }
        }
        let met: Vec<&NeedGaps<'_>> = self.needs.iter().filter(|need| need.verdict == Verdict::Running).collect();
        if !met.is_empty() {
            blocks.extend([Block::Heading(self.fill("answered", &[])), Block::Text(self.fill("answered_about", &[]))]);
        }
        for need in met {
            let pathways = self.names(need, &need.pathways.iter().filter(|offer| offer.counts).map(|offer| offer.id.clone()).collect::<Vec<_>>());
            blocks.push(Block::Item(self.fill("answered_by", &[("need", need.says), ("pathways", &pathways)])));
        }
        blocks
    }

    /// The pieces of one need.
    fn need(&self, need: &NeedGaps<'_>, blocks: &mut Vec<Block>) {
        blocks.push(Block::Sub(need.says.into()));
        blocks.push(Block::Text(need.explains.into()));
        for group in &need.groups {
            blocks.push(Block::Item(self.line(group)));
            let lists = [
                ("running", &group.by.running),
                ("unconfirmed", &group.by.unconfirmed),
                ("ask", &group.by.ask),
                ("out_of_reach", &group.by.out_of_reach),
            ];
            // Where every case has a pathway, nobody need ask about another.
            let told = |key: &str| group.verdict != Verdict::Running || key == "running";
            for (key, list) in lists.into_iter().filter(|(key, list)| !list.is_empty() && told(key)) {
                blocks.push(Block::Note(self.fill(key, &[("pathways", &self.names(need, list))])));
            }
            if let Some(example) = group.example.as_ref().filter(|_| group.verdict == Verdict::Some) {
                blocks.push(Block::Note(self.fill("example", &[("case", &self.case(&example.answers))])));
            }
        }
        let idle: Vec<_> = need.pathways.iter().filter(|offer| !offer.counts).collect();
        if need.pathways.is_empty() {
            blocks.push(Block::Text(self.fill("nothing_known", &[])));
        } else if !idle.is_empty() {
            blocks.push(Block::Text(self.fill("exists", &[])));
        }
        for offer in idle {
            blocks.push(Block::Item(self.fill("exists_line", &[("pathway", offer.name), ("why", &offer.why)])));
        }
        blocks.push(Block::Text(self.fill("source", &[("source", need.source)])));
    }

    /// A group in one sentence: "Nothing: at high or immediate risk, with no police or court, in Gateshead."
    pub fn line(&self, group: &Group<'_>) -> String {
        let verdict = self.fill(&format!("verdict_{}", group.verdict.id()), &[]);
        let parts = [self.tiers(&group.tiers), self.statuses(&group.statuses), self.places(&group.places)];
        let parts: Vec<String> = parts.into_iter().flatten().collect();
        let key = if parts.is_empty() { "line_everywhere" } else { "line" };
        self.fill(key, &[("verdict", &verdict), ("where", &parts.join(", "))])
    }

    fn tiers(&self, tiers: &[&str]) -> Option<String> {
        let says = |id: &&str| self.tiers.iter().find(|tier| tier.id == *id).map(|tier| tier.says.to_lowercase());
        match tiers {
            [] => None,
            all if all.len() == self.tiers.len() => Some(self.fill("tiers_all", &[])),
            some => Some(self.fill("tier_at", &[("tiers", &self.listed(&some.iter().filter_map(says).collect::<Vec<_>>(), "or"))])),
        }
    }

    fn statuses(&self, statuses: &[&str]) -> Option<String> {
        let all = &self.words.needs.statuses;
        let says = |id: &&str| all.iter().find(|status| status.id == *id).map(|status| status.says.clone());
        match statuses {
            [] => None,
            every if every.len() == all.len() => Some(self.fill("statuses_all", &[])),
            most if most.len() > 1 && most.len() + 1 == all.len() => {
                all.iter().find(|status| !most.contains(&status.id.as_str())).map(|status| status.others.clone())
            }
            some => Some(self.listed(&some.iter().filter_map(says).collect::<Vec<_>>(), "or")),
        }
    }

    fn places(&self, places: &[&str]) -> Option<String> {
        let says = |id: &&str| self.places.iter().find(|place| place.id == *id).map(|place| place.says.to_owned());
        match places {
            _ if self.places.len() < 2 => None,
            every if every.len() == self.places.len() => Some(self.fill("places_all", &[])),
            some => Some(self.fill("places_in", &[("places", &self.listed(&some.iter().filter_map(says).collect::<Vec<_>>(), "and"))])),
        }
    }

    /// "a, b or c".
    fn listed(&self, parts: &[String], word: &str) -> String {
        match parts {
            [] => String::new(),
            [one] => one.clone(),
            [first @ .., last] => format!("{} {} {last}", first.join(", "), self.fill(word, &[])),
        }
    }

    /// The names of pathways, in one line.
    pub fn names(&self, need: &NeedGaps<'_>, ids: &[String]) -> String {
        let names = ids.iter().map(|id| need.pathways.iter().find(|offer| offer.id == *id).map_or(id.as_str(), |offer| offer.name));
        names.collect::<Vec<_>>().join("; ")
    }

    /// A case in one line.
    pub fn case(&self, answers: &Answers) -> String {
        let vocabulary = &self.words.bundle.vocabulary;
        let said = answers.answered().map(|(fact, value)| {
            let value = value_words(self.words.bundle, fact, value);
            if value.is_empty() { vocabulary.short(fact).to_owned() } else { format!("{}: {value}", vocabulary.short(fact)) }
        });
        said.collect::<Vec<_>>().join("; ")
    }

    fn fill(&self, key: &str, parts: &[(&str, &str)]) -> String {
        self.words.needs.fill(key, parts)
    }
}
