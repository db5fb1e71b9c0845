//! Everything that one build of Waymark knows, in the compact form that the page loads: first a bundle in which only
//! the first page has its words, then, while that page is being answered, the whole.

use super::compact::{Compact, Reader};
use super::{Codes, Journey, Pack, Words};
use crate::facts::{Condition, Day, Vocabulary};
use std::fmt;

/// The vocabulary, the pages, the packs and the words.
#[derive(Clone, Debug, Default)]
pub struct Bundle {
    /// What can be known.
    pub vocabulary: Vocabulary,
    /// Names of thresholds, in the order in which conditions count them.
    pub thresholds: Vec<String>,
    /// The pages of the screen.
    pub journey: Journey,
    /// The words of the screen.
    pub words: Words,
    /// Codes of others, for referrals that their computers read.
    pub codes: Codes,
    /// The pack that always applies.
    pub national: Pack,
    /// The packs of areas.
    pub areas: Vec<Pack>,
}

/// Facts off the first page that are asked for by name before the whole is there.
#[cfg(not(target_arch = "wasm32"))]
const KEPT: [&str; 1] = ["area.person"];

/// The tables of words that the frame of every page uses.
#[cfg(not(target_arch = "wasm32"))]
const FIRST_WORDS: [&str; 10] = ["draft.open", "language.", "step.", "progress.", "page.", "error.", "fault.", "exit.", "idle.", "clear."];

/// Bytes that are no bundle of this version.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotABundle;

impl fmt::Display for NotABundle {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the packs were built for another version: build the page again")
    }
}

impl std::error::Error for NotABundle {}

impl Bundle {
    /// Writes the compact form.
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut bytes = Vec::new();
        self.write(&mut bytes);
        bytes
    }

    /// Reads the compact form.
    pub fn read(bytes: &[u8]) -> Result<Bundle, NotABundle> {
        let mut from = Reader::new(bytes);
        let bundle = <Bundle as Compact>::read(&mut from);
        if from.is_done() {
            Ok(bundle)
        } else {
            // Left where it is: taking it down would cost the page 3 kB of code for what never happens.
            std::mem::forget(bundle);
            Err(NotABundle)
        }
    }

    /// What the first page needs: that page alone, every fact in its place, but names and words only for those on it, and no
    /// rules. Nothing can be decided with it.
    #[cfg(not(target_arch = "wasm32"))]
    pub fn first_page(mut self) -> Bundle {
        let first = self.journey.pages.first().map(|page| page.facts.clone()).unwrap_or_default();
        for (_, fact) in self.vocabulary.facts.iter_mut().enumerate().filter(|(i, _)| !first.iter().any(|f| f.index() == *i)) {
            if !KEPT.contains(&fact.id.as_str()) {
                fact.id.clear();
                fact.kind.without_values();
            }
            for words in [&mut fact.question, &mut fact.hint, &mut fact.short, &mut fact.community, &mut fact.source] {
                words.clear();
            }
        }
        self.journey.pages.truncate(1);
        self.journey.contradictions.clear();
        self.vocabulary.derived.clear();
        self.vocabulary.origins.clear();
        self.vocabulary.groups.iter_mut().for_each(|group| group.title.clear());
        let is_first = |key: &str| FIRST_WORDS.iter().any(|table| key.starts_with(table));
        self.words.texts.retain(|(key, _)| is_first(key));
        self.words.counts.retain(|(key, _)| is_first(key));
        Bundle { codes: Codes::default(), national: Pack::default(), areas: Vec::new(), ..self }
    }

    /// Puts packs of areas in the place of those of the same id, or beside the others. They come with the names of thresholds that they were
    /// read with: those known here, and maybe more.
    pub fn bring(&mut self, own: Bundle) {
        self.thresholds = own.thresholds;
        for pack in own.areas {
            match self.areas.iter_mut().find(|known| known.id == pack.id) {
                Some(known) => *known = pack,
                None => self.areas.push(pack),
            }
        }
    }

    /// Whether the rules are there.
    pub fn has_rules(&self) -> bool {
        !self.national.rules.is_empty()
    }

    /// The national pack and those of all areas.
    pub fn packs(&self) -> impl Iterator<Item = &Pack> {
        std::iter::once(&self.national).chain(&self.areas)
    }

    /// Every condition of the packs, and of what follows from answers.
    pub fn conditions(&self) -> impl Iterator<Item = &Condition> {
        self.vocabulary.derived.iter().flat_map(|derived| &derived.when).flatten().chain(self.packs().flat_map(Pack::conditions))
    }

    /// The value of every named threshold on a day (or before every day): the last pack's where it has one.
    pub fn thresholds_on(&self, packs: &[&Pack], on: Option<Day>) -> Vec<u16> {
        let in_force = |pack: &Pack, name: usize| {
            let known = pack.thresholds.iter().filter(|threshold| usize::from(threshold.name) == name && threshold.from <= on);
            known.max_by_key(|threshold| threshold.from).map(|threshold| threshold.value)
        };
        let of = |name| packs.iter().rev().find_map(|pack| in_force(pack, name)).unwrap_or(u16::MAX);
        (0..self.thresholds.len()).map(of).collect()
    }

    /// The national pack, then the pack that serves this value of `area.person`, if there is one.
    pub fn packs_for(&self, area: Option<usize>) -> Vec<&Pack> {
        let local = area.and_then(|area| self.areas.iter().find(|pack| pack.areas & (1 << area) != 0));
        std::iter::once(&self.national).chain(local).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::packs::text;

    #[test]
    fn a_bundle_is_read_back_as_it_was() {
        let bundle = text::built_in().unwrap_or_default();
        assert!(bundle.has_rules());
        let read = Bundle::read(&bundle.to_bytes()).unwrap_or_default();
        assert_eq!(format!("{read:?}"), format!("{bundle:?}"));
    }

    #[test]
    fn bytes_that_end_early_or_go_on_too_long_are_refused() {
        let bytes = text::built_in().unwrap_or_default().to_bytes();
        for length in (0..bytes.len()).step_by(997) {
            assert!(Bundle::read(&bytes[..length]).is_err(), "{length}");
        }
        assert!(Bundle::read(&[&bytes[..], &[0]].concat()).is_err());
    }

    #[test]
    fn the_first_page_has_its_words_and_every_fact_keeps_its_place() {
        let bundle = text::built_in().unwrap_or_default();
        let first = bundle.clone().first_page();
        assert!(!first.has_rules());
        for (part, whole) in first.vocabulary.facts.iter().zip(&bundle.vocabulary.facts) {
            assert_eq!(part.kind.settled(), whole.kind.settled(), "{}", whole.id);
        }
        for fact in &bundle.journey.pages[0].facts {
            let (part, whole) = (first.vocabulary.fact(*fact), bundle.vocabulary.fact(*fact));
            assert_eq!(format!("{part:?}"), format!("{whole:?}"));
        }
        assert!(first.to_bytes().len() * 8 < bundle.to_bytes().len());
    }
}
