//! More danger never lowers and never takes away; neither does not knowing.

use crate::diagram::kernel::Ref;
use crate::facts::raw::Raw;
use crate::prove::claims::{Danger, Turn, open_values};
use crate::prove::court::{Court, Refutation};
use crate::prove::shift::Shift;
use crate::prove::space::{Part, Recorded};
use crate::prove::truths::{FAILS, HOLDS, among};

/// A change of one answer: the states before and after, and whether the fact was open before.
pub struct Step {
    fact: String,
    from: Option<Raw>,
    to: Option<Raw>,
    was_open: bool,
}

/// Answers that tell of more danger, and lower the tier or take an action away.
pub async fn more(court: &mut Court<'_>) -> Vec<Refutation> {
    let steps = court.claims.dangers.iter().flat_map(|danger| upward(court, danger)).collect();
    gradually(court, steps, None).await
}

/// The calmest answer turned into not knowing, with the same result; and, for every fact, not knowing that comes out lower than
/// each answer would.
pub async fn not_knowing(court: &mut Court<'_>, never: &Turn) -> Vec<Refutation> {
    let calm = |danger: &Danger| {
        let open = open(court, &danger.fact);
        let from = danger.values.first().cloned();
        open.into_iter().map(move |to| Step { fact: danger.fact.clone(), from: from.clone(), to, was_open: false }).collect::<Vec<_>>()
    };
    let steps = court.claims.dangers.iter().flat_map(calm).collect();
    let mut found = gradually(court, steps, Some(never)).await;
    for variable in 0..court.space.variables.len() as u16 {
        found.extend(below_all_answers(court, variable));
        court.breathe().await;
    }
    found
}

/// Steps that only raise, from one value to the next and from not knowing to each but the calmest.
pub fn upward(court: &Court<'_>, danger: &Danger) -> Vec<Step> {
    let step = |from: Option<Raw>, to: &Raw, was_open| Step { fact: danger.fact.clone(), from, to: Some(to.clone()), was_open };
    let mut steps: Vec<Step> = danger.values.windows(2).map(|pair| step(Some(pair[0].clone()), &pair[1], false)).collect();
    for from in open(court, &danger.fact) {
        steps.extend(danger.values.iter().skip(1).map(|to| step(from.clone(), to, true)));
    }
    steps
}

fn open(court: &Court<'_>, fact: &str) -> Vec<Option<Raw>> {
    let vocabulary = &court.lens.bundle.vocabulary;
    vocabulary.asked(fact).map_or_else(Vec::new, |fact| open_values(vocabulary, fact))
}

/// Steps after which the tier is lower, makes a turn that must never be, or a guarded action is gone.
pub fn changes(court: &mut Court<'_>, steps: Vec<Step>, never: Option<&Turn>) -> Vec<Refutation> {
    steps.iter().flat_map(|step| changed(court, step, never)).collect()
}

/// The same, with a breath between two steps.
async fn gradually(court: &mut Court<'_>, steps: Vec<Step>, never: Option<&Turn>) -> Vec<Refutation> {
    let mut found = Vec::new();
    for step in &steps {
        found.extend(changed(court, step, never));
        court.breathe().await;
    }
    found
}

fn changed(court: &mut Court<'_>, step: &Step, never: Option<&Turn>) -> Vec<Refutation> {
    let mut found = Vec::new();
    let tiers = court.each(|symbolic| symbolic.tier);
    let guarded: Vec<usize> = court.claims.guarded.clone();
    let states = (court.space.state_of(&step.fact, step.from.as_ref()), court.space.state_of(&step.fact, step.to.as_ref()));
    let (Some(from), Some(to)) = states else { return found };
    if from == to {
        return found;
    }
    let recorded = |value: &Option<Raw>| vec![value.iter().map(|value| (step.fact.clone(), value.clone())).collect()];
    let shift = Shift::between(from, to.1, recorded(&step.from), recorded(&step.to));
    for (on, tier) in tiers {
        let (before, after) = (court.held(tier, from), court.held(tier, to));
        let lowered = court.lowered(before, after);
        let mut bad = not_completed(court, step, lowered, tier, (from, to));
        if let Some(never) = never {
            let turned = turned(court, before, after, never);
            bad = court.any(vec![bad, turned]);
        }
        found.extend(court.refute(bad, on, Some(&shift), || format!("{} lowers the tier", told(step))));
    }
    for action in &guarded {
        // Only where the fact was open the tier matters, too.
        for (on, (due, tier)) in court.each(|symbolic| (symbolic.actions[*action], if step.was_open { symbolic.tier } else { FAILS })) {
            let (before, after) = (court.held(due, from), court.held(due, to));
            let lost = court.without(before, after);
            let bad = not_completed(court, step, lost, tier, (from, to));
            let id = &court.actions()[*action].id;
            found.extend(court.refute(bad, on, Some(&shift), || format!("{} takes the action {id} away", told(step))));
        }
    }
    found
}

/// Leaves out where the step only completes what must be known, which is no lowering.
fn not_completed(court: &mut Court<'_>, step: &Step, bad: Ref, tier: Ref, (from, to): (State, State)) -> Ref {
    if !step.was_open || bad == FAILS {
        return bad;
    }
    let (before, after) = (court.held(tier, from), court.held(tier, to));
    let completed = turned(court, before, after, &court.claims.completed.clone());
    court.without(bad, completed)
}

/// A variable and its state.
type State = (u16, usize);

/// Where the tier makes this turn.
fn turned(court: &mut Court<'_>, before: Ref, after: Ref, turn: &Turn) -> Ref {
    let (from, to) = (among(&mut court.diagrams, before, 1 << turn.from), among(&mut court.diagrams, after, turn.to));
    court.and(from, to)
}

fn told(step: &Step) -> String {
    let said = |value: &Option<Raw>| value.as_ref().map_or_else(|| "no answer".to_owned(), Raw::describe);
    format!("{} from {} to {}", step.fact, said(&step.from), said(&step.to))
}

/// For a fact: where each answer would give a higher tier than not knowing does.
fn below_all_answers(court: &mut Court<'_>, variable: u16) -> Vec<Refutation> {
    let mut found = Vec::new();
    let highest = court.claims.heights.iter().copied().max().unwrap_or(0);
    let about = &court.space.variables[usize::from(variable)];
    let fact = about.facts[0].clone();
    // Which packs apply is no matter of more or less; the values of a set go with its being listed.
    if fact == "area.person" || matches!(about.part, Part::Holds(_)) {
        return found;
    }
    // A state that is open and settled at once, as nothing tells the two apart, is both.
    let ways = |open: bool| -> Vec<(usize, Vec<Recorded>)> {
        let of = |state: usize| about.states[state].ways.iter().filter(|way| is_open(court, way) == open).cloned().collect();
        (0..about.states.len()).map(|state| (state, of(state))).filter(|(_, ways): &(usize, Vec<Recorded>)| !ways.is_empty()).collect()
    };
    let (open, settled) = (ways(true), ways(false));
    let values: Vec<u16> = court.space.variables_of(&fact).filter(|other| *other != variable).collect();
    let list = about.part == Part::Listed;
    for (on, tier) in court.each(|symbolic| symbolic.tier) {
        let mut above = vec![HOLDS; highest + 1];
        for (height, above) in above.iter_mut().enumerate().skip(1) {
            for (state, _) in &settled {
                let held = court.held(tier, (variable, *state));
                let at = court.tier_at(held, height, false);
                *above = court.and(*above, at);
            }
            for value in values.iter().filter(|_| list) {
                let (without, with) = (court.held(*above, (*value, 0)), court.held(*above, (*value, 1)));
                *above = court.and(without, with);
            }
        }
        for (state, after) in &open {
            let held = court.held(tier, (variable, *state));
            let mut bad = FAILS;
            for (height, above) in above.iter().enumerate().skip(1) {
                let under = court.tier_at(held, height, true);
                let here = court.and(*above, under);
                bad = court.any(vec![bad, here]);
            }
            let shift = Shift::nearest(variable, &settled, *state, after);
            found.extend(court.refute(bad, on, shift.as_ref(), || format!("not knowing {fact} gives a lower tier than every answer to it")));
        }
    }
    found
}

/// Whether a way records nothing but open values.
fn is_open(court: &Court<'_>, way: &[(String, Raw)]) -> bool {
    let vocabulary = &court.lens.bundle.vocabulary;
    let open = |fact: &str, value: &Raw| match value {
        Raw::Text(text) => vocabulary.asked(fact).is_some_and(|fact| vocabulary.choices(fact).iter().any(|choice| choice.open && choice.is == *text)),
        Raw::List(values) => values.iter().any(|value| is_open(court, &[(fact.to_owned(), value.clone())])),
        _ => false,
    };
    way.iter().all(|(fact, value)| open(fact, value))
}
