//! Where and when a decision is looked at: the packs that apply, and what holds of them on a day. Between two days on which
//! something changes every decision is the same, so a handful of days stands for all.

use std::collections::BTreeSet;

use crate::facts::Day;
use crate::facts::fact::{Mask, below};
use crate::packs::pack::{Availability, Pathway, Status};
use crate::packs::{Bundle, Pack};

/// The packs that apply somewhere, and the answers to `area.person` that lead there.
#[derive(Clone)]
pub struct Place<'a> {
    /// The national pack, then the area's.
    pub packs: Vec<&'a Pack>,
    /// The values of `area.person`, a bit each.
    pub areas: Mask,
}

/// A place on a day.
#[derive(Clone)]
pub struct Setting<'a> {
    /// The packs.
    pub packs: Vec<&'a Pack>,
    /// The first day on which all this is so; none where it has always been.
    pub from: Option<Day>,
    /// The value of every named threshold.
    pub thresholds: Vec<u16>,
    /// What can be said of each pathway, in the order of the packs.
    pub availability: Vec<Availability>,
}

impl<'a> Place<'a> {
    /// Everywhere that decisions are made: each area with a pack, then where there is none.
    pub fn all(bundle: &'a Bundle) -> Vec<Place<'a>> {
        let local = bundle.areas.iter().map(|pack| Place { packs: vec![&bundle.national, pack], areas: pack.areas });
        let served = bundle.areas.iter().fold(0, |all, pack| all | pack.areas);
        let named = bundle.vocabulary.asked("area.person").map_or(0, |fact| below(bundle.vocabulary.choices(fact).len()));
        local.chain([Place { packs: vec![&bundle.national], areas: named & !served }]).collect()
    }

    /// The pack's id, or `national` where there is none of the area.
    pub fn id(&self) -> &'a str {
        self.packs.last().map_or("", |pack| &pack.id)
    }

    /// The pathways of the packs, in their order, each with its pack.
    pub fn pathways(&self) -> impl Iterator<Item = (&'a Pack, &'a Pathway)> + use<'a> {
        self.packs.clone().into_iter().flat_map(|pack| pack.pathways.iter().map(move |pathway| (pack, pathway)))
    }

    /// What holds here on a day, or (with none) before every day that a pack names.
    pub fn on(&self, bundle: &Bundle, day: Option<Day>) -> Setting<'a> {
        let on = day.unwrap_or(Day::of_number(1));
        let status = |pathway: &Pathway| pathway.status.on(on);
        let availability = self.pathways().map(|(_, pathway)| status(pathway)).collect();
        Setting { packs: self.packs.clone(), from: day, thresholds: bundle.thresholds_on(&self.packs, day), availability }
    }

    /// The days on which something changes, from the first on.
    pub fn turning_days(&self) -> BTreeSet<Day> {
        let thresholds = self.packs.iter().flat_map(|pack| &pack.thresholds).filter_map(|threshold| threshold.from);
        let windows = self.pathways().flat_map(|(_, pathway)| match &pathway.status {
            Status::Windows { windows, .. } => windows.iter().flat_map(|window| [window.from, window.to.next()]).collect(),
            _ => Vec::new(),
        });
        thresholds.chain(windows).collect()
    }

    /// All that can hold here: a setting from each turning day on, and the one before them all.
    pub fn settings(&self, bundle: &Bundle) -> Vec<Setting<'a>> {
        let days = std::iter::once(None).chain(self.turning_days().into_iter().map(Some));
        days.map(|day| self.on(bundle, day)).collect()
    }
}

impl Setting<'_> {
    /// Whether each pathway may run.
    pub fn may_run(&self) -> Vec<bool> {
        self.availability.iter().map(|availability| availability.may_run()).collect()
    }

    /// Whether everything that decides is the same.
    pub fn decides_like(&self, other: &Setting<'_>) -> bool {
        self.thresholds == other.thresholds && self.may_run() == other.may_run()
    }
}
