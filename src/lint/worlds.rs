//! The choices of thresholds under which packs are looked at: each area, before and after each day on which one changes.

use std::collections::BTreeSet;

use super::bounds::World;
use crate::facts::Day;
use crate::packs::{Bundle, Pack};

/// All worlds, each made once.
pub struct Worlds<'a> {
    worlds: Vec<World<'a>>,
    /// For each area, which worlds are its own.
    areas: Vec<Vec<usize>>,
}

impl<'a> Worlds<'a> {
    /// The worlds of a bundle.
    pub fn of(bundle: &'a Bundle) -> Worlds<'a> {
        let mut known: Vec<Vec<u16>> = choices(bundle, &[&bundle.national]).into_iter().collect();
        let mut areas = Vec::new();
        for area in &bundle.areas {
            let places = choices(bundle, &[&bundle.national, area]).into_iter().map(|choice| {
                known.iter().position(|other| *other == choice).unwrap_or_else(|| {
                    known.push(choice);
                    known.len() - 1
                })
            });
            areas.push(places.collect());
        }
        Worlds { worlds: known.into_iter().map(|thresholds| World::new(bundle, thresholds)).collect(), areas }
    }

    /// Every world: what holds for the national pack must hold in all of them.
    pub fn everywhere(&mut self) -> Vec<&mut World<'a>> {
        self.worlds.iter_mut().collect()
    }

    /// The worlds of one area.
    pub fn in_area(&mut self, area: usize) -> Vec<&mut World<'a>> {
        let own = self.areas.get(area).cloned().unwrap_or_default();
        self.worlds.iter_mut().enumerate().filter(|(place, _)| own.contains(place)).map(|(_, world)| world).collect()
    }
}

/// Every choice of thresholds that these packs make on some day; the last pack's own come first.
fn choices(bundle: &Bundle, packs: &[&Pack]) -> BTreeSet<Vec<u16>> {
    let days: BTreeSet<Option<Day>> = packs.iter().flat_map(|pack| &pack.thresholds).map(|threshold| threshold.from).chain([None]).collect();
    days.into_iter().map(|on| bundle.thresholds_on(packs, on)).collect()
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use crate::packs::pack::Threshold;

    #[test]
    fn a_threshold_changes_on_its_day_and_in_its_area() {
        let threshold =
            |value, from: Option<&str>| Threshold { name: 0, value, from: from.map(|day| Day::parse(day).unwrap()), source: String::new() };
        let national = Pack { thresholds: vec![threshold(3, None), threshold(5, Some("2025-01-01"))], ..Pack::default() };
        let area = Pack { thresholds: vec![threshold(7, Some("2026-01-01"))], ..Pack::default() };
        let bundle = Bundle { thresholds: vec!["t".into()], ..Bundle::default() };
        assert_eq!(choices(&bundle, &[&national]), [vec![3], vec![5]].into());
        assert_eq!(choices(&bundle, &[&national, &area]), [vec![3], vec![5], vec![7]].into());
    }
}
