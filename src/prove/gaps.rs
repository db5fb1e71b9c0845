//! The needs that nothing running answers, for each combination of need, place, tier and status. Exact: a verdict holds for all whole
//! answers in its combination. See `needs.toml` for what is needed, and `survey.rs` for who is taken where.

mod case;
pub mod groups;
mod says;

use serde::{Serialize, Serializer};

use super::needs::{Level, Need, Needs};
use super::survey::{Combination, Survey, Taking};
use crate::decide::decision::PackUsed;
use crate::decide::explain::words::runs_words;
use crate::diagram::kernel::{NO, Ref};
use crate::facts::answers::Written;
use crate::facts::{Answers, Condition, Day, Vocabulary};
use crate::packs::Bundle;
use crate::packs::pack::Availability;
use case::{Seen, example};
use groups::{Cell as GroupedCell, groups};

/// What can be said of the cases of a combination.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    /// No case has a pathway.
    Nothing,
    /// Some have one, but it was known too long ago to trust.
    Unconfirmed,
    /// Some cases have one that is known to run, and some have none.
    Some,
    /// Every case has one that is known to run.
    Running,
}

impl Verdict {
    /// The name that files and the page use.
    pub fn id(self) -> &'static str {
        ["nothing", "unconfirmed", "some", "running"][self as usize]
    }
}

/// The gaps of an area on a day.
#[derive(Clone, Debug, Serialize)]
pub struct Gaps<'a> {
    /// The area, as it was asked for.
    pub area: String,
    /// Its name.
    pub title: &'a str,
    /// The day, as `YYYY-MM-DD`.
    pub on: String,
    /// The packs it rests on; the needs come last.
    pub packs: Vec<PackUsed<'a>>,
    /// The parts of the area.
    pub places: Vec<Named<'a>>,
    /// The tiers that some need spans, from the least to the most.
    pub tiers: Vec<Named<'a>>,
    /// Where police and courts stand.
    pub statuses: Vec<Named<'a>>,
    /// The needs, level by level.
    pub needs: Vec<NeedGaps<'a>>,
    #[serde(skip)]
    words: Said<'a>,
}

/// Where the words are.
#[derive(Clone, Copy, Debug)]
struct Said<'a> {
    bundle: &'a Bundle,
    needs: &'a Needs,
    on: Day,
}

/// Something with a name that files use, and the words for it.
#[derive(Clone, Copy, Debug, Serialize)]
pub struct Named<'a> {
    /// The name.
    pub id: &'a str,
    /// The words.
    pub says: &'a str,
}

/// One need.
#[derive(Clone, Debug, Serialize)]
pub struct NeedGaps<'a> {
    /// Its id.
    pub id: &'a str,
    /// Its level of prevention.
    pub level: Level,
    /// The need, in a commissioner's words.
    pub says: &'a str,
    /// What is meant, and for whom.
    pub explains: &'a str,
    /// Where it comes from.
    pub source: &'a str,
    /// What can be said of all its combinations.
    pub verdict: Verdict,
    /// Every pathway of the packs that is of a kind to answer it.
    pub pathways: Vec<Offer<'a>>,
    /// Every combination that has cases.
    pub cells: Vec<Cell<'a>>,
    /// The combinations, those with the same verdict put together. Each is in exactly one group.
    pub groups: Vec<Group<'a>>,
}

/// A pathway of a kind to answer a need.
#[derive(Clone, Debug, Serialize)]
pub struct Offer<'a> {
    /// `pack/id`.
    pub id: String,
    /// Its name.
    pub name: &'a str,
    /// How people come to it.
    pub route: &'a str,
    /// What can be said of it on the day.
    pub availability: Availability,
    /// Whether it answers the need in some combination: it runs, or may still run, can be reached there, and takes some of the cases.
    pub counts: bool,
    /// What is known of when it runs, in words; and where it takes none of the cases, that.
    pub why: String,
}

/// One combination. The lists hold pathways, each as `pack/id`.
#[derive(Clone, Debug, Serialize)]
pub struct Cell<'a> {
    /// The value of `area.person`.
    pub place: &'a str,
    /// The tier; none where the need is not about one case.
    pub tier: Option<&'a str>,
    /// The status; none where the need is not about one case.
    pub status: Option<&'a str>,
    /// What can be said of its cases.
    pub verdict: Verdict,
    /// What is known to run and takes some of the cases.
    #[serde(flatten)]
    pub by: By,
}

/// The pathways behind a verdict, each as `pack/id`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct By {
    /// Known to run, can be reached, and takes some of the cases.
    pub running: Vec<String>,
    /// The same, but known too long ago to trust.
    pub unconfirmed: Vec<String>,
    /// Runs or may run, and only the service can tell whether it takes any of the cases.
    pub ask: Vec<String>,
    /// Known to run and takes some of the cases, but cannot be reached at this status.
    pub out_of_reach: Vec<String>,
}

/// Combinations with the same verdict, put together.
#[derive(Clone, Debug, Serialize)]
pub struct Group<'a> {
    /// What can be said of their cases.
    pub verdict: Verdict,
    /// Values of `area.person`.
    pub places: Vec<&'a str>,
    /// Tiers; none where the need is not about one case.
    pub tiers: Vec<&'a str>,
    /// Statuses; none where the need is not about one case.
    pub statuses: Vec<&'a str>,
    /// The pathways behind it, over all its combinations.
    #[serde(flatten)]
    pub by: By,
    /// A case in the first of its combinations that has nothing known to run, and nothing that may run where there is such a case.
    pub example: Option<Example<'a>>,
}

/// A case, as an answers object.
#[derive(Clone, Debug)]
pub struct Example<'a> {
    vocabulary: &'a Vocabulary,
    /// The answers.
    pub answers: Answers,
}

impl Serialize for Example<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        Written(self.vocabulary, &self.answers).serialize(serializer)
    }
}

/// The pathways that stand behind a verdict, by their places in a survey.
#[derive(Clone, Default)]
struct Behind {
    running: Vec<usize>,
    unconfirmed: Vec<usize>,
    ask: Vec<usize>,
    out_of_reach: Vec<usize>,
}

impl<'a> Gaps<'a> {
    /// The gaps of an area on a day; none where the area is not known.
    pub fn of(bundle: &'a Bundle, needs: &'a Needs, area: &str, on: Day) -> Option<Gaps<'a>> {
        Some(Survey::of(bundle, needs, area, on)?.gaps(on))
    }

    /// The needs of a level that are not met.
    pub fn unmet(&self, level: Level) -> impl Iterator<Item = &NeedGaps<'a>> {
        self.needs.iter().filter(move |need| need.level == level && need.verdict != Verdict::Running)
    }
}

impl<'a> Survey<'a> {
    /// The gaps on a day.
    pub fn gaps(&mut self, on: Day) -> Gaps<'a> {
        self.turn_to(on);
        let (bundle, needs) = (self.bundle, self.needs);
        let mut told: Vec<NeedGaps<'a>> = (0..needs.needs.len()).map(|place| self.need(place, on)).collect();
        told.sort_by_key(|need| need.level);
        let spanned = needs.needs.iter().fold(0, |all, need| all | need.tiers);
        let tiers = bundle.national.tiers.iter().enumerate().filter(|(place, _)| spanned & 1 << place != 0);
        let mut packs: Vec<PackUsed<'a>> =
            self.area.packs.iter().map(|pack| PackUsed { id: &pack.id, version: &pack.version, digest: &pack.digest }).collect();
        packs.push(PackUsed { id: "needs", version: &needs.version, digest: &needs.digest });
        Gaps {
            area: self.area.id.clone(),
            title: self.area.title,
            on: on.to_string(),
            packs,
            places: (0..self.area.places.len()).map(|place| self.place(place)).collect(),
            tiers: tiers.map(|(_, tier)| Named { id: &tier.id, says: &tier.says }).collect(),
            statuses: needs.statuses.iter().map(|status| Named { id: &status.id, says: &status.short }).collect(),
            needs: told,
            words: Said { bundle, needs, on },
        }
    }

    fn need(&mut self, place: usize, on: Day) -> NeedGaps<'a> {
        let need = &self.needs.needs[place];
        let combinations = self.found[place].combinations.clone();
        let judged: Vec<(Combination, Verdict, Behind)> = combinations.into_iter().map(|combination| self.judge(place, combination, on)).collect();
        let verdicts = || judged.iter().map(|(_, verdict, _)| *verdict);
        let (least, most) = (verdicts().min().unwrap_or(Verdict::Nothing), verdicts().max().unwrap_or(Verdict::Nothing));
        let verdict = if most > Verdict::Unconfirmed && least < Verdict::Running { Verdict::Some } else { most };
        let cell = |(combination, verdict, behind): &(Combination, Verdict, Behind)| Cell {
            place: self.place(combination.place).id,
            tier: combination.tier.map(|tier| self.bundle.national.tiers[tier].id.as_str()),
            status: combination.status.map(|status| self.needs.statuses[status].id.as_str()),
            verdict: *verdict,
            by: self.by(behind),
        };
        let cells = judged.iter().map(cell).collect();
        let pathways = self.offers(place, &judged, on);
        let groups = self.groups(place, &judged);
        let Need { id, level, says, explains, source, .. } = need;
        NeedGaps { id, level: *level, says, explains, source, verdict, pathways, cells, groups }
    }

    /// What can be said of one combination, and the pathways that stand behind it.
    fn judge(&mut self, need: usize, combination: Combination, on: Day) -> (Combination, Verdict, Behind) {
        let (mut behind, mut running, mut unconfirmed) = (Behind::default(), NO, NO);
        for (pathway, opposed) in self.found[need].kinds.clone() {
            let availability = self.pathways[pathway].pathway.status.on(on);
            if !availability.may_run() {
                continue;
            }
            let (takes, unsure) = self.taking(pathway, opposed);
            let (taken, open) = (self.and(combination.cases, takes), self.and(combination.cases, unsure));
            let reached = self.reached(pathway, combination);
            match availability {
                _ if !reached => behind.out_of_reach.extend((taken != NO && availability == Availability::Running).then_some(pathway)),
                _ if taken == NO => behind.ask.extend((open != NO).then_some(pathway)),
                Availability::Running => {
                    behind.running.push(pathway);
                    running = self.or(running, taken);
                }
                _ => {
                    behind.unconfirmed.push(pathway);
                    unconfirmed = self.or(unconfirmed, taken);
                }
            }
        }
        let verdict = match (running, unconfirmed) {
            (running, _) if running == combination.cases => Verdict::Running,
            (NO, NO) => Verdict::Nothing,
            (NO, _) => Verdict::Unconfirmed,
            _ => Verdict::Some,
        };
        (combination, verdict, behind)
    }

    /// The cases that a pathway takes, and those that it may take, as it may those in which its pack speaks against it.
    fn taking(&mut self, pathway: usize, opposed: Ref) -> (Ref, Ref) {
        let Taking { takes, unsure, .. } = self.pathways[pathway];
        if opposed == NO {
            return (takes, unsure);
        }
        let doubted = self.and(takes, opposed);
        (self.without(takes, opposed), self.or(unsure, doubted))
    }

    fn reached(&self, pathway: usize, combination: Combination) -> bool {
        let route = &self.pathways[pathway].pathway.route;
        combination.status.is_none_or(|status| self.needs.statuses[status].routes.contains(route))
    }

    /// The pathways of a kind to answer a need: those that run or may run, and of the others those that would take somebody.
    fn offers(&mut self, need: usize, judged: &[(Combination, Verdict, Behind)], on: Day) -> Vec<Offer<'a>> {
        let concerned = judged.iter().fold(NO, |all, (combination, _, _)| self.or(all, combination.cases));
        let stands = |pathway: usize, list: fn(&Behind) -> &Vec<usize>| judged.iter().any(|(_, _, behind)| list(behind).contains(&pathway));
        let mut offers = Vec::new();
        for (pathway, _) in self.found[need].kinds.clone() {
            let Taking { takes, unsure, ref id, pathway: offered } = self.pathways[pathway];
            let id = id.clone();
            let (taken, open) = (self.and(concerned, takes), self.and(concerned, unsure));
            let (availability, takes_nobody) = (offered.status.on(on), taken == NO && open == NO);
            if takes_nobody && !availability.may_run() {
                continue;
            }
            let why = runs_words(&self.bundle.words, &offered.status, on);
            let counts = stands(pathway, |behind| &behind.running) || stands(pathway, |behind| &behind.unconfirmed);
            let besides = match () {
                () if takes_nobody => "nobody",
                () if counts || !availability.may_run() => "",
                () if stands(pathway, |behind| &behind.ask) => "only_asked",
                () => "only_out_of_reach",
            };
            offers.push(Offer {
                id,
                name: &offered.name,
                route: &offered.route,
                availability,
                counts,
                why: if besides.is_empty() { why } else { self.needs.fill(besides, &[("why", &why)]) },
            });
        }
        offers
    }

    fn groups(&mut self, need: usize, judged: &[(Combination, Verdict, Behind)]) -> Vec<Group<'a>> {
        let at = |combination: &Combination| [combination.place, combination.tier.unwrap_or(0), combination.status.unwrap_or(0)];
        let cells: Vec<GroupedCell<Verdict>> = judged.iter().map(|(combination, verdict, _)| (at(combination), *verdict)).collect();
        let one_case = self.needs.needs[need].tiers != 0;
        let mut told = Vec::new();
        for groups::Group { spans, label } in groups(&cells) {
            let inside: Vec<&(Combination, Verdict, Behind)> =
                judged.iter().filter(|(combination, _, _)| at(combination).iter().zip(&spans).all(|(index, span)| span.contains(index))).collect();
            let example = if label == Verdict::Running { None } else { self.shortest(need, &inside) };
            let mut all = Behind::default();
            for (_, _, behind) in inside {
                for (list, more) in [
                    (&mut all.running, &behind.running),
                    (&mut all.unconfirmed, &behind.unconfirmed),
                    (&mut all.ask, &behind.ask),
                    (&mut all.out_of_reach, &behind.out_of_reach),
                ] {
                    list.extend(more);
                    list.sort_unstable();
                    list.dedup();
                }
            }
            let [places, tiers, statuses] = spans;
            let named = |list: Vec<usize>, name: &dyn Fn(usize) -> &'a str| if one_case { list.into_iter().map(name).collect() } else { Vec::new() };
            let (bundle, needs) = (self.bundle, self.needs);
            told.push(Group {
                verdict: label,
                places: places.into_iter().map(|place| self.place(place).id).collect(),
                tiers: named(tiers, &|tier| &bundle.national.tiers[tier].id),
                statuses: named(statuses, &|status| &needs.statuses[status].id),
                by: self.by(&all),
                example,
            });
        }
        told.sort_by_key(|group| group.verdict);
        told
    }

    /// The shortest of the examples of a group, one for each of its tiers.
    fn shortest(&mut self, need: usize, inside: &[&(Combination, Verdict, Behind)]) -> Option<Example<'a>> {
        let mut tiers: Vec<&(Combination, Verdict, Behind)> = inside.to_vec();
        tiers.sort_by_key(|(combination, _, _)| combination.tier);
        tiers.dedup_by_key(|(combination, _, _)| combination.tier);
        let examples: Vec<Example<'a>> = tiers.into_iter().map(|(combination, _, behind)| self.example(need, *combination, behind)).collect();
        examples.into_iter().min_by_key(|example| example.answers.answered().count())
    }

    /// A case of a combination without a pathway that is known to run; without one that may run, where there is such a case.
    fn example(&mut self, need: usize, combination: Combination, behind: &Behind) -> Example<'a> {
        let (bundle, needs) = (self.bundle, self.needs);
        let (needed, mut left, mut untaken) = (&needs.needs[need], combination.cases, Vec::new());
        for pathway in behind.running.iter().chain(&behind.unconfirmed).chain(&behind.ask) {
            let opposed = self.found[need].kinds.iter().find(|(known, _)| known == pathway).map_or(NO, |(_, opposed)| *opposed);
            let (takes, _) = self.taking(*pathway, opposed);
            let fewer = self.without(left, takes);
            if fewer != NO {
                left = fewer;
                let offered = self.pathways[*pathway].pathway;
                untaken.push((offered, needed.against(offered)));
            }
        }
        let lives = bundle.vocabulary.asked("area.person");
        let here = lives.zip(self.area.places.get(combination.place)).map(|(fact, place)| Condition::Is { fact, accepts: 1 << place });
        let mut holds: Vec<&Condition> = vec![&needed.whom];
        holds.extend(combination.status.map(|status| &needs.statuses[status].within));
        holds.extend(&here);
        let seen = Seen { tier: combination.tier, holds, untaken };
        Example { vocabulary: &bundle.vocabulary, answers: example(self, left, &seen) }
    }

    fn by(&self, behind: &Behind) -> By {
        let ids = |list: &[usize]| list.iter().map(|pathway| self.pathways[*pathway].id.clone()).collect();
        let Behind { running, unconfirmed, ask, out_of_reach } = behind;
        By { running: ids(running), unconfirmed: ids(unconfirmed), ask: ids(ask), out_of_reach: ids(out_of_reach) }
    }

    /// A place of the area; the area itself, where every place is one.
    fn place(&self, place: usize) -> Named<'a> {
        let choices = self.bundle.vocabulary.asked("area.person").map(|fact| self.bundle.vocabulary.choices(fact)).unwrap_or_default();
        let choice = self.area.places.get(place).and_then(|place| choices.get(*place));
        choice.map_or(Named { id: "", says: self.area.title }, |choice| Named { id: &choice.is, says: &choice.says })
    }
}
