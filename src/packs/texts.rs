//! Every text of a bundle that somebody reads, each with its place. Who measures, translates or replaces texts walks here.
//! No texts are ids, telephone numbers, addresses, dates, and citations: what a source is called stays as it is.

use super::{Bundle, Pack};
use crate::facts::Vocabulary;
use crate::facts::fact::{Choice, Kind};
use crate::packs::pack::Pathway;

/// What a text is for. Reading age is held for each group by itself.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Group {
    /// Questions, in professionals' and in ambassadors' words.
    Questions,
    /// Hints under questions, and leads under titles.
    Hints,
    /// What to do and what not to do: guidance, actions, stops.
    Guidance,
    /// What a pathway is and for whom, how to get there, and why it fits or not.
    Pathways,
    /// What the screen, explanations, lists and referrals say around all that.
    Words,
    /// Names and titles, values to choose from, short labels, and the rest.
    Other,
}

/// What is done with each text: its place (such as `national.guidance.role_health.says`), what it is for, and the text.
pub type Visit<'v> = &'v mut dyn FnMut(&str, Group, &mut String);

/// Keys of words that end so hold an address and no words.
const ADDRESS: &str = ".href";

impl Bundle {
    /// Goes to every text that is not empty: the words, the vocabulary, the pages, the national pack, the areas.
    pub fn each_text(&mut self, visit: Visit<'_>) {
        let mut walk = Walk { visit };
        for (key, says) in self.words.texts.iter_mut().filter(|(key, _)| !key.ends_with(ADDRESS)) {
            walk.text(if key.ends_with(".hint") { Group::Hints } else { Group::Words }, "words", key, says);
        }
        for (key, forms) in &mut self.words.counts {
            let at = format!("words.{key}");
            forms.iter_mut().enumerate().for_each(|(form, says)| walk.text(Group::Words, &at, &form.to_string(), says));
        }
        walk.vocabulary(&mut self.vocabulary);
        for page in &mut self.journey.pages {
            let at = format!("journey.{}", page.id);
            walk.text(Group::Other, &at, "title", &mut page.title);
            walk.text(Group::Hints, &at, "lead", &mut page.lead);
        }
        for contradiction in &mut self.journey.contradictions {
            let at = format!("journey.contradiction.{}", contradiction.id);
            walk.text(Group::Other, &at, "title", &mut contradiction.title);
            walk.text(Group::Guidance, &at, "says", &mut contradiction.says);
        }
        std::iter::once(&mut self.national).chain(&mut self.areas).for_each(|pack| walk.pack(pack));
    }
}

struct Walk<'v> {
    visit: Visit<'v>,
}

impl Walk<'_> {
    fn text(&mut self, group: Group, at: &str, part: &str, says: &mut String) {
        if !says.is_empty() {
            (self.visit)(&format!("{at}.{part}"), group, says);
        }
    }

    fn choices(&mut self, at: &str, choices: &mut [Choice]) {
        choices.iter_mut().for_each(|choice| self.text(Group::Other, at, &choice.is, &mut choice.says));
    }

    fn vocabulary(&mut self, vocabulary: &mut Vocabulary) {
        self.choices("vocabulary.tri", &mut vocabulary.tri);
        vocabulary.groups.iter_mut().for_each(|group| self.text(Group::Other, "vocabulary.group", &group.id, &mut group.title));
        vocabulary.origins.iter_mut().for_each(|origin| self.text(Group::Other, "vocabulary.origin", &origin.is, &mut origin.says));
        for fact in &mut vocabulary.facts {
            let at = format!("vocabulary.{}", fact.id);
            self.text(Group::Questions, &at, "question", &mut fact.question);
            self.text(Group::Questions, &at, "community", &mut fact.community);
            self.text(Group::Hints, &at, "hint", &mut fact.hint);
            self.text(Group::Other, &at, "short", &mut fact.short);
            if let Kind::Choice(values) | Kind::Set(values) | Kind::Bands { values, .. } = &mut fact.kind {
                self.choices(&at, values);
            }
        }
        for derived in &mut vocabulary.derived {
            let at = format!("vocabulary.{}", derived.id);
            self.text(Group::Other, &at, "short", &mut derived.short);
            self.choices(&at, &mut derived.values);
        }
    }

    fn pack(&mut self, pack: &mut Pack) {
        let Pack { id, title, tiers, rules, stops, actions, locals, safety, guidance, contacts, pathways, .. } = pack;
        let at = |kind: &str, of: &str| format!("{id}.{kind}.{of}");
        self.text(Group::Other, id, "title", title);
        for tier in tiers {
            self.text(Group::Other, &at("tier", &tier.id), "says", &mut tier.says);
            self.text(Group::Guidance, &at("tier", &tier.id), "explains", &mut tier.explains);
        }
        rules.iter_mut().for_each(|rule| self.text(Group::Guidance, &at("rule", &rule.id), "says", &mut rule.says));
        for stop in stops {
            self.text(Group::Guidance, &at("stop", &stop.id), "says", &mut stop.says);
            self.text(Group::Guidance, &at("stop", &stop.id), "mend", &mut stop.mend);
        }
        for action in actions {
            self.text(Group::Guidance, &at("action", &action.id), "says", &mut action.says);
            self.text(Group::Guidance, &at("action", &action.id), "because", &mut action.because);
        }
        locals.iter_mut().for_each(|local| self.text(Group::Guidance, &at("local", &local.action), "says", &mut local.says));
        safety.iter_mut().for_each(|rule| self.text(Group::Guidance, &at("safety", &rule.id), "says", &mut rule.says));
        guidance.iter_mut().for_each(|line| self.text(Group::Guidance, &at("guidance", &line.id), "says", &mut line.says));
        for contact in contacts {
            self.text(Group::Other, &at("contact", &contact.id), "name", &mut contact.name);
            self.text(Group::Other, &at("contact", &contact.id), "says", &mut contact.says);
        }
        for pathway in pathways {
            let at = at("pathway", &pathway.id);
            self.pathway(&at, pathway);
        }
    }

    fn pathway(&mut self, at: &str, pathway: &mut Pathway) {
        self.text(Group::Other, at, "name", &mut pathway.name);
        self.text(Group::Other, at, "delivery", &mut pathway.delivery);
        self.text(Group::Pathways, at, "how", &mut pathway.how);
        self.text(Group::Pathways, at, "says", &mut pathway.says);
        pathway.not_for.iter_mut().for_each(|says| self.text(Group::Other, at, "not_for", says));
        for criterion in &mut pathway.criteria {
            let at = format!("{at}.{}", criterion.id);
            self.text(Group::Pathways, &at, "says", &mut criterion.says);
            self.text(Group::Pathways, &at, "why_not", &mut criterion.why_not);
            self.text(Group::Other, &at, "scope", &mut criterion.scope);
        }
        for argument in pathway.supports.iter_mut().chain(&mut pathway.against) {
            self.text(Group::Pathways, &format!("{at}.{}", argument.id), "says", &mut argument.says);
        }
    }
}
