//! One pathway in words: whether it fits and runs; why not, or what is open; what else; and then everything it rests on.

use super::Writer;
use super::sources::{plain, source_words};
use super::words::{change_words, runs_words};
use crate::blocks::Block;
use crate::decide::decision::{Argument, Change, CriterionResult, Eligibility, PathwayResult};
use crate::packs::pack::Pathway;
use crate::packs::{Bundle, Mode};

/// How many questions, and how many changes, are written out.
const MOST: usize = 3;

impl Writer<'_, '_> {
    /// What may help first, then the others; what is nearest first.
    pub(super) fn pathways(&mut self) {
        let decision = self.decision;
        for (key, recommended) in [("recommended_ones", true), ("other_ones", false)] {
            let mut listed = decision.nearest_first().into_iter().filter(|pathway| pathway.recommended == recommended).peekable();
            if listed.peek().is_some() {
                self.heading(key);
            }
            listed.for_each(|pathway| self.pathway(pathway));
        }
    }

    fn pathway(&mut self, pathway: &PathwayResult<'_>) {
        self.blocks.push(Block::Sub(format!("{} ({})", pathway.name, pathway.id)));
        self.pathway_first(pathway);
        self.text(pathway.says);
        self.text(pathway.how);
        self.pathway_rest(pathway);
    }

    /// Whether it fits and runs. Where it does not fit: the criterion that failed and what was recorded, what would
    /// change it, what to use instead. Where that is open: the question.
    pub(super) fn pathway_first(&mut self, pathway: &PathwayResult<'_>) {
        let settled = pathway.missing.is_empty();
        let fits = match (pathway.eligibility, settled) {
            (Eligibility::Eligible, _) => "fits.yes",
            (Eligibility::NotEligible, true) => "fits.no",
            (Eligibility::CannotTell, true) => "fits.ask",
            (_, false) => "fits.open",
        };
        let mut line = self.say(fits);
        if let Some((listed, on)) = listed(self.bundle, &pathway.id).zip(self.on) {
            line = format!("{line} {}", runs_words(&self.bundle.words, &listed.status, on));
        }
        if pathway.recommended {
            let key = if pathway.eligibility == Eligibility::Eligible { "recommended" } else { "recommended_open" };
            line = format!("{line} {}", self.say(key));
        }
        self.text(line);
        if pathway.eligibility != Eligibility::NotEligible && pathway.availability.may_run() && !pathway.recommended {
            self.held_back();
        }
        pathway.criteria.iter().filter(|criterion| criterion.result == "not_met").for_each(|criterion| self.criterion(pathway, criterion));
        if pathway.eligibility != Eligibility::Eligible {
            self.changes(pathway);
        }
        self.instead(pathway);
    }

    /// The rest: the other criteria, what speaks for and against it, what could still change it, where it comes from.
    pub(super) fn pathway_rest(&mut self, pathway: &PathwayResult<'_>) {
        pathway.criteria.iter().filter(|criterion| criterion.result != "not_met").for_each(|criterion| self.criterion(pathway, criterion));
        self.arguments("supports", &pathway.supports);
        self.arguments("against", &pathway.against);
        for not_for in &pathway.not_for {
            let line = self.fill("not_for", &[("says", not_for)]);
            self.item(line);
        }
        if pathway.eligibility == Eligibility::Eligible {
            self.changes(pathway);
        }
        let source = source_words(self.bundle, pathway.source);
        self.text(source);
    }

    /// The stop that forbids what would otherwise be recommended.
    fn held_back(&mut self) {
        let (bundle, decision) = (self.bundle, self.decision);
        for stop in bundle.national.stops.iter().filter(|stop| stop.forbids_pathways && decision.stops.contains(&stop.id.as_str())) {
            self.text(&stop.mend);
        }
    }

    fn criterion(&mut self, pathway: &PathwayResult<'_>, criterion: &CriterionResult<'_>) {
        let so_far = if criterion.result == "not_met" && !pathway.missing.is_empty() { "_so_far" } else { "" };
        let result = self.say(&format!("criterion.{}{so_far}", criterion.result));
        self.item(format!("{result}: {}", criterion.because));
        self.criterion_recorded(pathway, criterion);
        let listed = listed(self.bundle, &pathway.id).and_then(|pathway| pathway.criteria.iter().find(|known| known.id == criterion.id));
        if let Some(listed) = listed {
            self.tier_recorded(&listed.met);
        }
        if !criterion.scope.is_empty() {
            self.note(plain(criterion.scope));
        }
        self.source(criterion.source);
    }

    /// What was recorded: where the criterion is met what makes it so, else all that it looks at.
    fn criterion_recorded(&mut self, pathway: &PathwayResult<'_>, criterion: &CriterionResult<'_>) {
        let (bundle, key) = (self.bundle, format!("{}/{}", pathway.id, criterion.id));
        let met = self.grounds.met.iter().find(|(known, facts)| *known == key && !facts.is_empty());
        let behind: Vec<&str> = met.map(|(_, facts)| facts.iter().map(|fact| bundle.vocabulary.name(*fact)).collect()).unwrap_or_default();
        self.recorded(if criterion.result == "met" && !behind.is_empty() { &behind } else { &criterion.facts });
    }

    fn arguments(&mut self, key: &str, arguments: &[Argument<'_>]) {
        for argument in arguments {
            let line = self.fill(key, &[("because", argument.because)]);
            self.item(line);
            self.recorded(&argument.facts);
            self.source(argument.source);
        }
    }

    /// What would change it: first the questions that are still open, those first of which one answer settles it, then
    /// what was answered and can change.
    fn changes(&mut self, pathway: &PathwayResult<'_>) {
        // While it cannot be told, only what would make it fit is told: that worse answers may end it helps nobody.
        let useful = |change: &&Change<'_>| pathway.eligibility != Eligibility::CannotTell || change.gives == Eligibility::Eligible;
        let change = |fact: &str| pathway.would_change.iter().filter(useful).find(|change| change.fact == fact);
        let (mut open, others): (Vec<&str>, Vec<&str>) = pathway.missing.iter().partition(|fact| change(fact).is_some());
        open.extend(others);
        let (asked, more) = open.split_at(open.len().min(MOST));
        if !asked.is_empty() {
            let lead = self.say(if pathway.eligibility == Eligibility::Eligible { "could_change" } else { "depends_on" });
            self.text(lead);
        }
        for fact in asked {
            let question = self.question(fact);
            self.item(question);
            if let Some(change) = change(fact) {
                let line = change_words(self.bundle, self.answers, change);
                self.note(line);
            }
        }
        self.more_open(more);
        let answered = |change: &&Change<'_>| !pathway.missing.contains(&change.fact);
        for change in pathway.would_change.iter().filter(useful).filter(answered).take(MOST) {
            let line = change_words(self.bundle, self.answers, change);
            self.item(line);
        }
        let service = listed(self.bundle, &pathway.id).is_some_and(Pathway::takes_referrals);
        if service && pathway.eligibility == Eligibility::NotEligible && pathway.missing.is_empty() && pathway.would_change.is_empty() {
            let none = self.say("no_change");
            self.text(none);
        }
    }

    /// The question of a fact, in an ambassador's words where one asks.
    fn question(&self, id: &str) -> String {
        let vocabulary = &self.bundle.vocabulary;
        let Some(fact) = vocabulary.find(id).and_then(|fact| vocabulary.fact(fact)) else { return id.into() };
        fact.asks(self.decision.mode == Mode::Community.id()).to_owned()
    }

    /// What answers the need instead: pathways by their names, actions by what they say first.
    fn instead(&mut self, pathway: &PathwayResult<'_>) {
        if pathway.instead.is_empty() {
            return;
        }
        let lead = self.say("instead");
        self.text(lead);
        let decision = self.decision;
        for id in &pathway.instead {
            let name = decision.pathways.iter().find(|pathway| pathway.id == *id).map(|pathway| pathway.name);
            let action = || decision.actions.iter().find(|action| action.id == *id).map(|action| first_sentence(action.says));
            self.item(name.or_else(action).unwrap_or(id));
        }
    }
}

/// Up to the first full stop that ends a sentence.
fn first_sentence(text: &str) -> &str {
    text.find(". ").map_or(text, |end| &text[..=end])
}

/// The pathway as its pack has it.
fn listed<'b>(bundle: &'b Bundle, id: &str) -> Option<&'b Pathway> {
    let (pack, id) = id.split_once('/')?;
    let pack = std::iter::once(&bundle.national).chain(&bundle.areas).find(|known| known.id == pack)?;
    pack.pathways.iter().find(|pathway| pathway.id == id)
}
