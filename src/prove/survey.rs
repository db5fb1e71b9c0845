//! All whole answers of an area, need by need: which cases there are in each combination, and which of them each pathway takes. It is made
//! once, exactly; a day then only chooses what runs.

use crate::decide::outlook::{DOUBT, Maker};
use crate::decide::tier::bits;
use crate::diagram::compile::{Compiler, Variables, not, one_of};
use crate::diagram::kernel::{Diagrams, Join, NO, Ref, YES};
use crate::facts::Day;
use crate::facts::condition::{Condition, Decided};
use crate::packs::pack::Pathway;
use crate::packs::{Bundle, Pack};
use crate::prove::needs::{Need, Needs};

/// The functions of an area's needs and pathways.
pub struct Survey<'a> {
    pub(super) bundle: &'a Bundle,
    pub(super) needs: &'a Needs,
    pub(super) area: Area<'a>,
    pub(super) thresholds: Vec<u16>,
    pub(super) variables: Variables,
    pub(super) diagrams: Diagrams,
    pub(super) pathways: Vec<Taking<'a>>,
    pub(super) found: Vec<Found>,
    pub(super) usual: Vec<Ref>,
    statuses: Vec<Ref>,
}

/// Where is looked.
#[derive(Clone)]
pub(super) struct Area<'a> {
    /// As it was asked for.
    pub id: String,
    /// Its name.
    pub title: &'a str,
    /// Values of `area.person`; none where every place is one.
    pub places: Vec<usize>,
    /// The packs that apply.
    pub packs: Vec<&'a Pack>,
}

/// A pathway, and whom it takes.
pub(super) struct Taking<'a> {
    /// `pack/id`.
    pub id: String,
    pub pathway: &'a Pathway,
    /// The cases that meet its criteria.
    pub takes: Ref,
    /// The cases that it may take: only the service can tell.
    pub unsure: Ref,
}

/// A need among all cases.
pub(super) struct Found {
    /// The pathways of the kinds that answer it, and the cases in which the pack of each speaks against it (where that counts).
    pub kinds: Vec<(usize, Ref)>,
    /// The combinations that have cases.
    pub combinations: Vec<Combination>,
}

/// The cases of one need in one place, tier and status.
#[derive(Clone, Copy)]
pub(super) struct Combination {
    /// The place in the area's list.
    pub place: usize,
    /// The tier's place in the list of tiers; none where the need is not about one case.
    pub tier: Option<usize>,
    /// The status' place in the list of statuses; none where the need is not about one case.
    pub status: Option<usize>,
    /// The cases.
    pub cases: Ref,
}

/// What the functions of a survey are put together from.
struct Parts {
    tiers: Vec<Ref>,
    places: Vec<Ref>,
    concerns: Vec<Concerns>,
}

/// Whom a need is about, and whom each kind of pathway that answers it must have been made for.
struct Concerns {
    whom: Ref,
    made_for: Vec<Ref>,
    /// For each pathway the cases in which its own pack speaks against it, where that counts.
    opposed: Vec<Ref>,
}

impl<'a> Survey<'a> {
    /// Surveys an area on a day: a pack by its id, or one place by its value of `area.person`. None where the name is not known.
    pub fn of(bundle: &'a Bundle, needs: &'a Needs, area: &str, on: Day) -> Option<Survey<'a>> {
        let area = Area::of(bundle, area)?;
        let thresholds = bundle.thresholds_on(&area.packs, Some(on));
        Some(Survey::made(bundle, needs, area, thresholds))
    }

    /// Surveys the pack of every area alone, on no day: for what is true of the needs wherever they are.
    pub fn of_national(bundle: &'a Bundle, needs: &'a Needs) -> Survey<'a> {
        let area = Area { id: bundle.national.id.clone(), title: &bundle.national.title, places: Vec::new(), packs: vec![&bundle.national] };
        let thresholds = bundle.thresholds_on(&area.packs, None);
        Survey::made(bundle, needs, area, thresholds)
    }

    /// The names by which an area can be asked for: its pack, then each place.
    pub fn names(bundle: &Bundle) -> Vec<&str> {
        let places = bundle.vocabulary.asked("area.person").map(|fact| bundle.vocabulary.choices(fact)).unwrap_or_default();
        let packs = bundle.areas.iter().map(|pack| pack.id.as_str());
        let mut names: Vec<&str> = packs.collect();
        for place in places.iter().filter(|place| !place.open).map(|place| place.is.as_str()) {
            if !names.contains(&place) {
                names.push(place);
            }
        }
        names
    }

    /// Made anew where other thresholds are in force on this day.
    pub(super) fn turn_to(&mut self, on: Day) {
        let thresholds = self.bundle.thresholds_on(&self.area.packs, Some(on));
        if thresholds != self.thresholds {
            *self = Survey::made(self.bundle, self.needs, self.area.clone(), thresholds);
        }
    }

    fn made(bundle: &'a Bundle, needs: &'a Needs, area: Area<'a>, thresholds: Vec<u16>) -> Survey<'a> {
        let (variables, mut diagrams) = (Variables::of(&bundle.vocabulary), Diagrams::default());
        let compiler = Compiler { vocabulary: &bundle.vocabulary, variables: &variables, thresholds: &thresholds, diagrams: &mut diagrams };
        let mut maker = Maker::new(compiler);
        maker.national(&bundle.national);
        let wanted = |pathway: &Pathway| needs.needs.iter().flat_map(|need| &need.answers).any(|answer| answer.fits(pathway));
        let ids = |pack: &'a Pack| pack.pathways.iter().map(move |pathway| (format!("{}/{}", pack.id, pathway.id), pathway));
        let listed: Vec<(String, &'a Pathway)> = area.packs.iter().flat_map(|pack| ids(pack)).filter(|(_, pathway)| wanted(pathway)).collect();
        let functions: Vec<Ref> = listed.iter().map(|(_, pathway)| maker.pathway(&pathway.criteria)).collect();
        let parts = Parts::of(&mut maker, bundle, needs, &area, &listed);
        let usual = needs.usual.iter().map(|condition| maker.condition(condition)).collect();
        let statuses = needs.statuses.iter().map(|status| maker.condition(&status.within)).collect();
        let mut taking = |((id, pathway), function)| Taking {
            id,
            pathway,
            takes: one_of(&mut diagrams, function, 1 << YES),
            unsure: one_of(&mut diagrams, function, 1 << DOUBT),
        };
        let pathways = listed.into_iter().zip(functions).map(&mut taking).collect();
        let mut survey = Survey { bundle, needs, area, thresholds, variables, diagrams, pathways, found: Vec::new(), usual, statuses };
        survey.found = needs.needs.iter().zip(&parts.concerns).map(|(need, concerns)| survey.look(need, concerns, &parts)).collect();
        survey
    }

    /// Both.
    pub fn and(&mut self, a: Ref, b: Ref) -> Ref {
        self.diagrams.join(Join::Least, a, b)
    }

    /// Either.
    pub fn or(&mut self, a: Ref, b: Ref) -> Ref {
        self.diagrams.join(Join::Most, a, b)
    }

    /// The first without the second.
    pub(super) fn without(&mut self, a: Ref, b: Ref) -> Ref {
        let rest = not(&mut self.diagrams, b);
        self.and(a, rest)
    }

    /// The cases of each status.
    pub fn statuses(&self) -> &[Ref] {
        &self.statuses
    }

    /// How many combinations of a need have cases.
    pub fn combinations(&self, need: usize) -> usize {
        self.found[need].combinations.len()
    }

    /// How many combinations of a need have cases in a tier.
    pub fn combinations_at(&self, need: usize, tier: usize) -> usize {
        self.found[need].combinations.iter().filter(|combination| combination.tier == Some(tier)).count()
    }

    /// How many nodes its functions take.
    pub fn size(&self) -> usize {
        self.diagrams.size()
    }

    fn look(&mut self, need: &Need, concerns: &Concerns, parts: &Parts) -> Found {
        let fitting: Vec<usize> = (0..self.pathways.len()).filter(|pathway| self.answers(need, *pathway, &concerns.made_for)).collect();
        let kinds = fitting.into_iter().map(|pathway| (pathway, concerns.opposed[pathway])).collect();
        let one_case = need.tiers != 0;
        let tiers: Vec<Option<usize>> = if one_case { bits(need.tiers).map(Some).collect() } else { vec![None] };
        let statuses: Vec<Option<usize>> = if one_case { bits(need.statuses).map(Some).collect() } else { vec![None] };
        let mut combinations = Vec::new();
        for (place, here) in parts.places.iter().enumerate() {
            let concerned = self.and(concerns.whom, *here);
            for tier in &tiers {
                let at = tier.map_or(YES, |tier| parts.tiers[tier]);
                let at_tier = self.and(concerned, at);
                for status in &statuses {
                    let within = status.map_or(YES, |status| self.statuses[status]);
                    let cases = self.and(at_tier, within);
                    if cases != NO {
                        combinations.push(Combination { place, tier: *tier, status: *status, cases });
                    }
                }
            }
        }
        Found { kinds, combinations }
    }

    /// Whether a pathway is of a kind that answers a need: in what its pack calls it, and in whom it was made for.
    fn answers(&mut self, need: &Need, pathway: usize, made_for: &[Ref]) -> bool {
        let Taking { pathway, takes, unsure, .. } = self.pathways[pathway];
        need.answers.iter().zip(made_for).any(|(answer, made_for)| {
            let all = self.diagrams.join(Join::Most, takes, unsure);
            answer.fits(pathway) && self.diagrams.join(Join::Least, all, *made_for) == all
        })
    }
}

impl Parts {
    fn of(maker: &mut Maker<'_>, bundle: &Bundle, needs: &Needs, area: &Area<'_>, listed: &[(String, &Pathway)]) -> Parts {
        let tiers = (0..bundle.national.tiers.len()).map(|tier| maker.condition(&Condition::Decided(Decided::Tier(1 << tier)))).collect();
        let lives = bundle.vocabulary.asked("area.person");
        let here = |place: &usize| lives.map(|fact| Condition::Is { fact, accepts: 1 << place });
        let mut places: Vec<Ref> = area.places.iter().filter_map(here).map(|here| maker.condition(&here)).collect();
        if places.is_empty() {
            places.push(YES);
        }
        let mut concerns = |need: &Need| {
            let made_for = need.answers.iter().map(|answer| answer.made_for.as_ref().map_or(YES, |condition| maker.condition(condition))).collect();
            let opposed = listed.iter().map(|(_, pathway)| maker.condition(&need.against(pathway))).collect();
            Concerns { whom: maker.condition(&need.whom), made_for, opposed }
        };
        let concerns = needs.needs.iter().map(&mut concerns).collect();
        Parts { tiers, places, concerns }
    }
}

impl<'a> Area<'a> {
    fn of(bundle: &'a Bundle, area: &str) -> Option<Area<'a>> {
        let choices = bundle.vocabulary.asked("area.person").map(|fact| bundle.vocabulary.choices(fact)).unwrap_or_default();
        let id = area.to_owned();
        if let Some(place) = choices.iter().position(|choice| choice.is == area && !choice.open)
            && !bundle.areas.iter().any(|pack| pack.id == area)
        {
            return Some(Area { id, title: &choices[place].says, places: vec![place], packs: bundle.packs_for(Some(place)) });
        }
        let pack = bundle.areas.iter().find(|pack| pack.id == area)?;
        Some(Area { id, title: &pack.title, places: bits(pack.areas).collect(), packs: vec![&bundle.national, pack] })
    }
}
