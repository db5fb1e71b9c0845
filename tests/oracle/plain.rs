//! Each claim by its plain meaning: loops over every answers object and every pair of them that differs in one answer.

use std::collections::BTreeMap;

use super::equality;
use super::facts::{Thing, is_open, size};
use super::table::{Case, Table, recorded, turned, way};
use waymark::decide::tier::bits;
use waymark::facts::condition::Decided;
use waymark::facts::fact::Handling;
use waymark::facts::raw::Raw;
use waymark::facts::{Condition, Truth};
use waymark::packs::pack::{Availability, Status};
use waymark::prove::claims::{ClaimKind, Claims, Danger, Turn};

/// Where something is wrong: what, from which day on, and (for a change of one answer) the thing with its ways before and after.
pub type Wrong = (String, Option<usize>, Option<(usize, usize, usize)>);

/// Everything that is wrong, each with the size of the smallest answers on which it is.
#[derive(Default)]
pub struct Found(pub BTreeMap<Wrong, usize>);

impl Found {
    /// Notes answers on which something is wrong.
    pub fn at(&mut self, table: &Table<'_>, says: &str, day: usize, object: usize, change: Option<(usize, usize, usize)>) {
        let size = size(&recorded(table.things, object));
        let least = self.0.entry((says.to_owned(), Some(day), change)).or_insert(size);
        *least = size.min(*least);
    }

    fn dead(&mut self, says: String) {
        self.0.insert((says, None, None), 0);
    }

    /// What is wrong, each sentence once.
    pub fn sentences(&self) -> Vec<&str> {
        let mut sentences: Vec<&str> = self.0.keys().map(|(says, ..)| says.as_str()).collect();
        sentences.dedup();
        sentences
    }
}

/// Everything that speaks against a claim.
pub fn refuted(table: &Table<'_>, claims: &Claims, kind: &ClaimKind) -> Found {
    let mut found = Found::default();
    match kind {
        ClaimKind::Total => total(table, &mut found),
        ClaimKind::MoreDanger => claims.dangers.iter().for_each(|danger| steps(table, claims, &upward(table, danger), None, &mut found)),
        ClaimKind::NotKnowing { never } => not_knowing(table, claims, never, &mut found),
        ClaimKind::Equal(equal) => equality::refuted(table, claims, equal, &mut found),
        ClaimKind::StopsWin { stops, when, first } => stops_win(table, stops, when, *first, &mut found),
        ClaimKind::AlwaysDue(duties) => {
            for (when, action) in duties {
                let says = format!("{} is not to be done", table.bundle.national.actions[*action].id);
                whenever(table, when, |case| !case.due.contains(action), &says, &mut found);
            }
        }
        ClaimKind::AtLeast(floors) => {
            for (when, tier) in floors {
                let says = format!("the tier is lower than {}", table.bundle.national.tiers[*tier].id);
                whenever(table, when, |case| claims.heights[case.tier] < claims.heights[*tier], &says, &mut found);
            }
        }
        ClaimKind::NeedsAnswers(facts, never) => {
            for (fact, (day, object, case)) in facts.iter().flat_map(|fact| table.here().map(move |case| (fact, case))) {
                if case.settled & (1 << fact.index()) == 0 && never & (1 << case.tier) != 0 {
                    found.at(table, &format!("the tier is given though {} has no answer", table.bundle.vocabulary.name(*fact)), day, object, None);
                }
            }
        }
        ClaimKind::NoneRecommended(when) => {
            for (place, (pack, pathway)) in table.pathways().enumerate() {
                let says = format!("{}/{} is recommended", pack.id, pathway.id);
                whenever(table, when, |case| case.recommended & (1 << place) != 0, &says, &mut found);
            }
        }
        ClaimKind::Stands(when, stop) => {
            let says = format!("the stop {} does not stand", table.bundle.national.stops[*stop].id);
            whenever(table, when, |case| case.stops & (1 << stop) == 0, &says, &mut found);
        }
        ClaimKind::Alive => alive(table, &mut found),
        ClaimKind::Consistent => consistent(table, &mut found),
        ClaimKind::Confidential => confidential(table, &mut found),
    }
    found
}

/// Whether what a claim is about never comes up.
pub fn is_empty(table: &Table<'_>, kind: &ClaimKind) -> bool {
    let never_stands = |stop: &usize| table.here().all(|(.., case)| case.stops & (1 << stop) == 0);
    let never_holds = |when: &Condition| {
        let truth = table.truth(when);
        table.here().all(|(.., case)| !truth(case).is_yes())
    };
    let stops = if let ClaimKind::StopsWin { stops, .. } = kind { stops.as_slice() } else { &[] };
    stops.iter().any(never_stands) || kind.conditions().into_iter().any(never_holds)
}

/// Answers on which something is wrong.
fn wherever(table: &Table<'_>, wrong: impl Fn(&Case) -> bool, says: &str, found: &mut Found) {
    table.here().filter(|(.., case)| wrong(case)).for_each(|(day, object, _)| found.at(table, says, day, object, None));
}

/// Answers on which a condition holds for certain and something is wrong.
fn whenever(table: &Table<'_>, when: &Condition, wrong: impl Fn(&Case) -> bool, says: &str, found: &mut Found) {
    let truth = table.truth(when);
    wherever(table, |case| truth(case).is_yes() && wrong(case), says, found);
}

fn total(table: &Table<'_>, found: &mut Found) {
    wherever(table, |case| case.fired == 0, "no rule gives a tier", found);
    wherever(table, |case| case.due.is_empty(), "nothing is to be done", found);
}

/// An answer to one fact that turns into another.
pub struct Step {
    fact: String,
    from: Option<Raw>,
    to: Option<Raw>,
    was_open: bool,
}

/// From each value to the next, and from not knowing to each but the calmest.
pub fn upward(table: &Table<'_>, danger: &Danger) -> Vec<Step> {
    let step = |from: Option<Raw>, to: &Raw, was_open| Step { fact: danger.fact.clone(), from, to: Some(to.clone()), was_open };
    let mut steps: Vec<Step> = danger.values.windows(2).map(|pair| step(Some(pair[0].clone()), &pair[1], false)).collect();
    for from in open(table, &danger.fact) {
        steps.extend(danger.values.iter().skip(1).map(|to| step(from.clone(), to, true)));
    }
    steps
}

/// Not answered, and not known.
fn open(table: &Table<'_>, fact: &str) -> Vec<Option<Raw>> {
    let unknown = Raw::Text("unknown".into());
    let ways = thing_of(table.things, fact).1.ways.iter();
    let open = ways.filter(|way| way.len() == 1 && way[0] == (fact.to_owned(), unknown.clone())).map(|_| Some(unknown.clone()));
    std::iter::once(None).chain(open).collect()
}

/// The thing that a fact belongs to, with its place.
pub fn thing_of<'t>(things: &'t [Thing], fact: &str) -> (usize, &'t Thing) {
    things.iter().enumerate().find(|(_, thing)| thing.facts.contains(&fact)).expect("a thing")
}

/// Steps after which the tier is lower (or makes a turn that must never be), or a guarded action is gone.
pub fn steps(table: &Table<'_>, claims: &Claims, steps: &[Step], never: Option<&Turn>, found: &mut Found) {
    for step in steps {
        let (place, thing) = thing_of(table.things, &step.fact);
        let only = |value: &Option<Raw>| {
            thing.ways.iter().position(|way| *way == value.iter().map(|value| (step.fact.clone(), value.clone())).collect::<Vec<_>>())
        };
        let (Some(from), Some(to)) = (only(&step.from), only(&step.to)) else { continue };
        let says = told(step);
        for (day, object, before) in table.here().filter(|(_, object, _)| way(table.things, *object, place) == from) {
            let after = &table.cases[day][turned(table.things, object, place, to)];
            let completed = step.was_open && turns(before, after, &claims.completed);
            let lowered = claims.heights[after.tier] < claims.heights[before.tier] && !completed;
            if lowered || never.is_some_and(|never| turns(before, after, never)) {
                found.at(table, &format!("{says} lowers the tier"), day, object, Some((place, from, to)));
            }
            for action in claims.guarded.iter().filter(|action| before.due.contains(action) && !after.due.contains(action) && !completed) {
                let id = &table.bundle.national.actions[*action].id;
                found.at(table, &format!("{says} takes the action {id} away"), day, object, Some((place, from, to)));
            }
        }
    }
}

fn turns(before: &Case, after: &Case, turn: &Turn) -> bool {
    before.tier == turn.from && turn.to & (1 << after.tier) != 0
}

fn told(step: &Step) -> String {
    let said = |value: &Option<Raw>| value.as_ref().map_or_else(|| "no answer".to_owned(), Raw::describe);
    format!("{} from {} to {}", step.fact, said(&step.from), said(&step.to))
}

fn not_knowing(table: &Table<'_>, claims: &Claims, never: &Turn, found: &mut Found) {
    for danger in &claims.dangers {
        let calm = danger.values.first().cloned();
        let to_open = open(table, &danger.fact).into_iter();
        let calm: Vec<Step> = to_open.map(|to| Step { fact: danger.fact.clone(), from: calm.clone(), to, was_open: false }).collect();
        steps(table, claims, &calm, Some(never), found);
    }
    // Not knowing a fact never gives a lower tier than each answer to it would.
    for (place, thing) in table.things.iter().enumerate().skip(1) {
        let (open, settled): (Vec<usize>, Vec<usize>) = (0..thing.ways.len()).partition(|way| is_open(&thing.ways[*way]));
        let says = format!("not knowing {} gives a lower tier than every answer to it", thing.facts[0]);
        for (day, object, _) in table.here().filter(|(_, object, _)| settled.contains(&way(table.things, *object, place))) {
            let height = |way: usize| claims.heights[table.cases[day][turned(table.things, object, place, way)].tier];
            let least = settled.iter().map(|way| height(*way)).min().unwrap_or(0);
            for to in open.iter().filter(|open| height(**open) < least) {
                found.at(table, &says, day, object, Some((place, way(table.things, object, place), *to)));
            }
        }
    }
}

fn stops_win(table: &Table<'_>, stops: &[usize], when: &Condition, first: usize, found: &mut Found) {
    let national = &table.bundle.national;
    for stop in stops {
        for (place, (pack, pathway)) in table.pathways().enumerate() {
            let says = format!("{}/{} is recommended while the stop {} stands", pack.id, pathway.id, national.stops[*stop].id);
            let wrong = |case: &Case| case.stops & (1 << stop) != 0 && case.recommended & (1 << place) != 0;
            wherever(table, wrong, &says, found);
        }
    }
    let id = &national.actions[first].id;
    whenever(table, when, |case| !case.due.contains(&first), &format!("{id} is not to be done, though there is danger now"), found);
    for other in (0..national.actions.len()).filter(|other| *other != first) {
        let turn = |case: &Case, action: usize| case.due.iter().position(|due| *due == action);
        let before = |case: &Case| turn(case, first).is_some_and(|first| turn(case, other).is_some_and(|other| other < first));
        whenever(table, when, before, &format!("{} stands before {id}", national.actions[other].id), found);
    }
}

fn alive(table: &Table<'_>, found: &mut Found) {
    let national = &table.bundle.national;
    let some = |lives: &dyn Fn(&Case) -> bool| table.here().any(|(.., case)| lives(case));
    let holds = |when: &Condition| {
        let truth = table.truth(when);
        table.here().any(|(.., case)| truth(case).is_yes())
    };
    for (_, rule) in national.rules.iter().enumerate().filter(|(place, _)| !some(&|case| case.fired & (1 << place) != 0)) {
        found.dead(format!("no answers make the rule {} fire", rule.id));
    }
    for (_, stop) in national.stops.iter().enumerate().filter(|(place, _)| !some(&|case| case.stops & (1 << place) != 0)) {
        found.dead(format!("no answers make the stop {} stand", stop.id));
    }
    for (place, action) in national.actions.iter().enumerate() {
        let mut of_area = false;
        action.when.visit(&mut |part| of_area |= matches!(part, Condition::Decided(Decided::SomeNotEligible)));
        if of_area && table.packs.len() < 2 {
            continue;
        }
        if !some(&|case| case.due.contains(&place)) {
            found.dead(format!("no answers call for the action {}", action.id));
        }
        if action.first_when.as_ref().is_some_and(|first| !holds(first)) {
            found.dead(format!("no answers put the action {} first", action.id));
        }
    }
    for derived in &table.bundle.vocabulary.derived {
        for (choice, _) in derived.values.iter().zip(&derived.when).filter(|(_, when)| when.as_ref().is_some_and(|when| !holds(when))) {
            found.dead(format!("no answers give {} the value {}", derived.id, choice.is));
        }
    }
    for line in table.packs.iter().flat_map(|pack| &pack.guidance).filter(|line| !holds(&line.when)) {
        found.dead(format!("no answers bring up the line {}", line.id));
    }
    for (place, (pack, pathway)) in table.pathways().enumerate() {
        let id = format!("{}/{}", pack.id, pathway.id);
        if !some(&|case| case.eligible[place] == Truth::Yes) {
            found.dead(format!("nobody is ever eligible for {id}"));
            continue;
        }
        let runs = matches!(pathway.status, Status::Standing) || table.days.iter().any(|day| pathway.status.on(*day) == Availability::Running);
        let reached = runs && some(&|case| case.recommended & (1 << place) != 0);
        if !reached && !matches!(pathway.status, Status::NamedOnly | Status::Gap) {
            found.dead(format!("{id} is recommended to nobody on any day"));
        }
        for criterion in &pathway.criteria {
            // For whom the whole pack is, everybody else counts, who never comes to see it.
            let others = |case: &Case| table.eligible(case, pathway.criteria.iter().filter(|other| !std::ptr::eq(*other, criterion)));
            if table.cases.iter().flatten().all(|case| others(case) == case.eligible[place]) {
                found.dead(format!("the criterion {} of {id} never decides", criterion.id));
            }
        }
        for argument in pathway.supports.iter().chain(&pathway.against).filter(|argument| !holds(&argument.when)) {
            found.dead(format!("no answers bring up {} of {id}", argument.id));
        }
    }
}

fn consistent(table: &Table<'_>, found: &mut Found) {
    let forbids = |stop: usize| table.bundle.national.stops[stop].forbids_pathways;
    for (place, (pack, pathway)) in table.pathways().enumerate() {
        let wrong = |case: &Case| case.recommended & (1 << place) != 0 && bits(case.stops).any(forbids);
        wherever(table, wrong, &format!("{}/{} is both recommended and forbidden", pack.id, pathway.id), found);
    }
    for derived in &table.bundle.vocabulary.derived {
        if let [Some(one), Some(other)] = derived.when.as_slice() {
            let other = table.truth(other);
            let says = format!("{} is both {} and {}", derived.id, derived.values[0].is, derived.values[1].is);
            whenever(table, one, |case| other(case).is_yes(), &says, found);
        }
    }
}

/// A line with words for the person comes up without what is restricted from them, too.
fn confidential(table: &Table<'_>, found: &mut Found) {
    let vocabulary = &table.bundle.vocabulary;
    let restricted = |thing: &Thing| {
        thing.facts.iter().any(|fact| vocabulary.asked(fact).and_then(|fact| vocabulary.fact(fact)).unwrap().handling != Handling::Normal)
    };
    let secret: Vec<usize> = (0..table.things.len()).filter(|thing| restricted(&table.things[*thing])).collect();
    for line in table.packs.iter().flat_map(|pack| &pack.guidance).filter(|line| line.said_to_person) {
        let truth = table.truth(&line.when);
        let says = format!("the line {} has words for the person, and comes up because of a restricted fact", line.id);
        for (day, object, _) in table.here().filter(|(.., case)| truth(case).is_yes()) {
            let bare = secret.iter().fold(object, |object, thing| turned(table.things, object, *thing, 0));
            if !truth(&table.cases[day][bare]).is_yes() {
                found.at(table, &says, day, object, None);
            }
        }
    }
}
