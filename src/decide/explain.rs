//! A decision as plain text that a person can read. The helpers are the screen's too: both show the same sentences.

use super::decision::{ActionDue, Argument, Change, Decision, PathwayResult, To};
use crate::facts::day::PartialDate;
use crate::facts::{Answers, Day, FactId, Value, Vocabulary};
use crate::packs::{Bundle, Words};

/// How many of the changes that would turn a pathway are written out.
const MOST_CHANGES: usize = 3;

/// A piece of a page that is read from top to bottom, on paper or on a screen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Block {
    /// What must be seen before anything else.
    Alarm(String),
    /// The title of the whole.
    Title(String),
    /// The heading of a part.
    Heading(String),
    /// A heading inside a part.
    Sub(String),
    /// A paragraph.
    Text(String),
    /// An item of a list.
    Item(String),
    /// Something that belongs to the item above it.
    Note(String),
    /// A label and what stands for it.
    Pair(String, String),
}

/// The words of one recorded value.
pub fn value_words(vocabulary: &Vocabulary, fact: FactId, value: &Value) -> String {
    let choices = vocabulary.choices(fact);
    match value {
        Value::Choice(i) => choices.get(usize::from(*i)).map(|choice| choice.says.clone()).unwrap_or_default(),
        Value::Set(set) => {
            let chosen = choices.iter().enumerate().filter(|(i, _)| set & (1 << i) != 0);
            chosen.map(|(_, choice)| choice.says.as_str()).collect::<Vec<_>>().join("; ")
        }
        Value::Number(number) => number.to_string(),
        Value::Date(date) => date_digits(*date),
        Value::Text(text) => text.clone(),
    }
}

/// A fact with its recorded value, or the fact alone where it follows from others.
pub fn fact_words(vocabulary: &Vocabulary, answers: &Answers, id: &str) -> String {
    let Some(fact) = vocabulary.find(id) else { return id.into() };
    match answers.get(fact) {
        Some(value) => format!("{}: {}", vocabulary.short(fact), value_words(vocabulary, fact, value)),
        None => vocabulary.short(fact).into(),
    }
}

/// A day in words, such as 22 November 2026.
pub fn day_words(words: &Words, day: Day) -> String {
    let (year, month, day) = day.ymd();
    format!("{day} {} {year}", words.say(&format!("explain.month.{month}")))
}

/// A date as people type it, such as 22/11/2026, as far as it is known.
pub fn date_digits(date: PartialDate) -> String {
    let part = |part: Option<u8>| part.map(|number| format!("{number:02}/")).unwrap_or_default();
    format!("{}{}{:04}", part(date.day), part(date.month), date.year)
}

/// A change that would turn a pathway's eligibility, as a sentence.
pub fn change_words(bundle: &Bundle, change: &Change<'_>) -> String {
    let vocabulary = &bundle.vocabulary;
    let fact = vocabulary.find(change.fact);
    let choices = fact.map(|fact| vocabulary.choices(fact)).unwrap_or_default();
    let says = |is: &str| choices.iter().find(|choice| choice.is == is).map_or(is, |choice| &choice.says).to_owned();
    let value = match &change.to {
        To::One(is) => says(is),
        To::Number(number) => number.to_string(),
        To::Set(set) => set.iter().map(|is| says(is)).collect::<Vec<_>>().join("; "),
    };
    let gives = bundle.words.say(&format!("explain.eligibility.{}", change.gives.id())).to_owned();
    let short = fact.map_or(change.fact, |fact| vocabulary.short(fact));
    bundle.words.fill("explain.would_change", &[("fact", short), ("value", &value), ("gives", &gives)])
}

/// A decision as a text.
pub fn text(bundle: &Bundle, answers: &Answers, decision: &Decision<'_>) -> String {
    to_text(&blocks(bundle, answers, decision))
}

/// A decision piece by piece.
pub fn blocks(bundle: &Bundle, answers: &Answers, decision: &Decision<'_>) -> Vec<Block> {
    let mut writer = Writer { bundle, answers, decision, blocks: Vec::new() };
    writer.title();
    writer.tier();
    writer.stops();
    writer.actions();
    writer.pathways();
    writer.open();
    writer.packs();
    writer.blocks
}

/// What can be said of every pathway, piece by piece.
pub fn pathway_blocks(bundle: &Bundle, answers: &Answers, decision: &Decision<'_>) -> Vec<Block> {
    let mut writer = Writer { bundle, answers, decision, blocks: Vec::new() };
    writer.pathways();
    writer.blocks
}

/// What was done in which order and why, piece by piece.
pub fn action_blocks(bundle: &Bundle, answers: &Answers, decision: &Decision<'_>) -> Vec<Block> {
    let mut writer = Writer { bundle, answers, decision, blocks: Vec::new() };
    writer.actions();
    writer.blocks
}

/// The tier, what raised it and what stops, piece by piece.
pub fn tier_blocks(bundle: &Bundle, answers: &Answers, decision: &Decision<'_>) -> Vec<Block> {
    let mut writer = Writer { bundle, answers, decision, blocks: Vec::new() };
    writer.tier();
    writer.stops();
    writer.blocks
}

struct Writer<'w, 'a> {
    bundle: &'w Bundle,
    answers: &'w Answers,
    decision: &'w Decision<'a>,
    blocks: Vec<Block>,
}

impl Writer<'_, '_> {
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
        let note = self.fill("source", &[("source", source)]);
        self.note(note);
    }

    fn recorded(&mut self, facts: &[&str]) {
        if !facts.is_empty() {
            let facts = facts.iter().map(|fact| fact_words(&self.bundle.vocabulary, self.answers, fact)).collect::<Vec<_>>().join("; ");
            let note = self.fill("recorded", &[("facts", &facts)]);
            self.note(note);
        }
    }

    fn shorts(&self, facts: &[&str]) -> Vec<String> {
        let vocabulary = &self.bundle.vocabulary;
        facts.iter().filter_map(|fact| vocabulary.find(fact)).map(|fact| vocabulary.short(fact).into()).collect()
    }

    fn day(&self, day: &str) -> String {
        Day::parse(day).map_or_else(|| day.to_owned(), |day| day_words(&self.bundle.words, day))
    }

    fn tier_name(&self, id: &str) -> String {
        self.bundle.national.tiers.iter().find(|tier| tier.id == id).map_or_else(|| id.to_owned(), |tier| tier.says.clone())
    }

    fn title(&mut self) {
        let title = self.fill("title", &[("day", &self.day(&self.decision.on))]);
        self.blocks.push(Block::Title(title));
    }

    fn tier(&mut self) {
        let decision = self.decision;
        let (name, bundle) = (self.tier_name(decision.tier), self.bundle);
        self.blocks.push(Block::Heading(name));
        if let Some(tier) = bundle.national.tiers.iter().find(|tier| tier.id == decision.tier) {
            self.text(&tier.explains);
        }
        let no_prediction = self.say("no_prediction");
        self.text(no_prediction);
        let still = match &decision.still_possible[..] {
            [only] if *only == decision.tier => self.say("settled"),
            possible => {
                let names = possible.iter().map(|tier| self.tier_name(tier)).collect::<Vec<_>>().join("; ");
                self.fill("still_possible", &[("tiers", &names)])
            }
        };
        self.text(still);
        if !decision.fired.is_empty() {
            self.heading("raised_by");
            for fired in &decision.fired {
                let (rule, because) = (fired.rule, fired.because);
                self.item(format!("{because} ({rule}: {})", self.tier_name(fired.tier)));
                self.recorded(&fired.facts);
                self.source(fired.source);
            }
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

    fn action(&mut self, action: &ActionDue<'_>) {
        let urgency = ["now", "today", "this_week", "with_referral"][action.urgency as usize];
        let urgency = self.say(&format!("urgency.{urgency}"));
        self.item(format!("{urgency}: {}", action.says));
        let why = self.fill("why", &[("because", action.because)]);
        self.note(why);
        for local in &action.local {
            let contact = [local.contact, local.phone].iter().filter(|part| !part.is_empty()).copied().collect::<Vec<_>>().join(", ");
            let contact = if contact.is_empty() { String::new() } else { format!(" ({contact})") };
            let here = self.fill("here", &[("says", local.says), ("contact", &contact)]);
            self.note(here);
        }
        self.recorded(&action.facts);
        self.source(action.source);
    }

    fn pathways(&mut self) {
        self.heading("pathways");
        let (first, rest): (Vec<_>, Vec<_>) = self.decision.pathways.iter().partition(|pathway| pathway.recommended);
        first.into_iter().chain(rest).for_each(|pathway| self.pathway(pathway));
    }

    fn pathway(&mut self, pathway: &PathwayResult<'_>) {
        self.blocks.push(Block::Sub(format!("{} ({})", pathway.name, pathway.id)));
        let eligibility = self.say(&format!("eligibility.{}", pathway.eligibility.id()));
        let availability = self.say(&format!("availability.{}", pathway.availability.id()));
        let recommended = self.say(if pathway.recommended { "recommended" } else { "not_recommended" });
        self.text(format!("{eligibility} {availability} {recommended}"));
        if let Some(day) = &pathway.known_until {
            let until = self.fill("known_until", &[("day", &self.day(day))]);
            self.text(until);
        }
        self.text(pathway.says);
        let route = self.say(&format!("route.{}", pathway.route));
        self.text(format!("{route} {}", pathway.how));
        for criterion in &pathway.criteria {
            let result = self.say(&format!("criterion.{}", criterion.result));
            self.item(format!("{result}: {}", criterion.because));
            if !criterion.scope.is_empty() {
                self.note(criterion.scope);
            }
            self.source(criterion.source);
        }
        self.arguments("supports", &pathway.supports);
        self.arguments("against", &pathway.against);
        for not_for in &pathway.not_for {
            let line = self.fill("not_for", &[("says", not_for)]);
            self.item(line);
        }
        if !pathway.missing.is_empty() {
            let missing = self.fill("pathway_missing", &[("facts", &self.shorts(&pathway.missing).join("; "))]);
            self.text(missing);
        }
        for change in pathway.would_change.iter().take(MOST_CHANGES) {
            let line = change_words(self.bundle, change);
            self.item(line);
        }
        if !pathway.instead.is_empty() {
            let names = pathway.instead.iter().map(|id| self.instead(id)).collect::<Vec<_>>().join("; ");
            let line = self.fill("instead", &[("names", &names)]);
            self.text(line);
        }
        let source = self.fill("source", &[("source", pathway.source)]);
        self.text(source);
    }

    fn arguments(&mut self, key: &str, arguments: &[Argument<'_>]) {
        for argument in arguments {
            let line = self.fill(key, &[("because", argument.because)]);
            self.item(line);
            self.source(argument.source);
        }
    }

    /// The name of a pathway, or what an action says to do.
    fn instead(&self, id: &str) -> String {
        let pathway = self.decision.pathways.iter().find(|pathway| pathway.id == id).map(|pathway| pathway.name);
        let action = self.decision.actions.iter().find(|action| action.id == id).map(|action| action.says);
        pathway.or(action).unwrap_or(id).into()
    }

    fn open(&mut self) {
        let decision = self.decision;
        if !decision.missing.is_empty() {
            self.heading("missing");
            self.shorts(&decision.missing).into_iter().for_each(|short| self.item(short));
        }
        if !decision.set_aside.is_empty() {
            self.heading("set_aside");
            for fact in &decision.set_aside {
                let line = fact_words(&self.bundle.vocabulary, self.answers, fact);
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

/// The pieces as plain text. What somebody wrote is set in, line by line, so that it cannot pass for a heading.
pub fn to_text(blocks: &[Block]) -> String {
    let mut out = String::new();
    for (i, block) in blocks.iter().enumerate() {
        let (gap, first, next, text) = match block {
            Block::Alarm(text) => ("", "!!! ", "!!! ", text.to_uppercase()),
            Block::Title(text) => ("\n", "", "", text.clone()),
            Block::Heading(text) => ("\n\n", "", "", text.to_uppercase()),
            Block::Sub(text) => ("\n", "# ", "# ", text.clone()),
            Block::Text(text) => ("", "", "  ", text.clone()),
            Block::Item(text) => ("", "- ", "  ", text.clone()),
            Block::Note(text) => ("", "    ", "    ", text.clone()),
            Block::Pair(label, text) => ("", "", "    ", format!("{label}: {text}")),
        };
        if i > 0 {
            out.push_str(gap);
        }
        for (line, text) in text.lines().enumerate() {
            out.push_str(if line == 0 { first } else { next });
            out.push_str(text.trim_end());
            out.push('\n');
        }
    }
    out
}
