//! How many questions it takes to decide a case: `cargo bench --bench questions [-- CASES AREA...]`. For each area (or
//! those named), the mean and the 90th percentile over as many made-up cases as are asked for (10,000 unless told), by
//! several orders, beside what would have been enough in hindsight.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

#[path = "../tests/support/mod.rs"]
mod support;

use std::thread;
use support::{Dice, bundle, day};
use waymark::decide::Engine;
use waymark::decide::next::{can_be_asked, next};
use waymark::facts::fact::range_of;
use waymark::facts::{Answers, Day, FactId, Kind, Value};
use waymark::journey::{Place, Session};
use waymark::packs::Mode;

const AREAS: [&str; 5] = ["norfolk", "northumbria", "cumbria", "lincolnshire", "sussex"];

/// How cases are made up.
#[derive(Clone, Copy)]
enum Cases {
    /// Every value of a fact as likely as any other, none unknown.
    Even,
    /// As a worried professional may know it: most things are quiet, some are not known.
    Mixed,
}

/// Everything that could be told of a case, and the bench's tools.
struct Bench {
    engine: Engine<'static>,
    on: Day,
    area: Answers,
    /// Facts that can change any result in this area.
    relevant: Vec<FactId>,
}

impl Bench {
    fn new(area: &str) -> Bench {
        let (engine, on) = (Engine::new(bundle()), day("2024-06-01"));
        let vocabulary = &bundle().vocabulary;
        let mut answers = Answers::none(vocabulary);
        let fact = vocabulary.asked("area.person").unwrap();
        let value = vocabulary.choices(fact).iter().position(|choice| choice.is.starts_with(area)).unwrap();
        answers.set(fact, Some(Value::Choice(value as u8)));
        // A number and its bands are one question.
        let is_band = |fact: &FactId| matches!(vocabulary.fact(*fact).map(|fact| &fact.kind), Some(Kind::Bands { .. }));
        let relevant = open(&engine.settles(&answers, on, |_| true)).into_iter().filter(|fact| !is_band(fact)).collect();
        Bench { engine, on, area: answers, relevant }
    }

    fn settles(&self, answers: &Answers) -> Vec<f64> {
        self.engine.settles(answers, self.on, |_| true)
    }

    /// Asks, always the question that is chosen, until none that can be asked matters any more.
    fn ask(&self, case: &Answers, choose: impl Fn(&Answers, &[f64]) -> Option<FactId>) -> usize {
        let (mut answers, mut asked) = (self.area.clone(), 0);
        while let Some(fact) = choose(&answers, &self.settles(&answers)) {
            self.answer(&mut answers, case, fact);
            asked += 1;
        }
        asked
    }

    /// Answers a question from a case; with bands their number is told, too.
    fn answer(&self, answers: &mut Answers, case: &Answers, fact: FactId) {
        answers.set(fact, case.get(fact).cloned());
        if let Some(Kind::Bands { of, .. }) = bundle().vocabulary.fact(fact).map(|fact| &fact.kind) {
            answers.set(*of, case.get(*of).cloned());
        }
    }

    /// The facts that can be asked now and matter.
    fn useful(&self, answers: &Answers, weights: &[f64]) -> Vec<FactId> {
        self.engine.judge(answers, self.on, |knowledge, _| {
            let fresh = open(weights).into_iter().filter(|fact| answers.get(*fact).is_none());
            fresh.filter(|fact| can_be_asked(knowledge, *fact)).collect()
        })
    }

    /// Whether no question that was not asked could matter, after these answers.
    fn is_enough(&self, answers: &Answers) -> bool {
        self.useful(answers, &self.settles(answers)).is_empty()
    }

    /// In hindsight: how many answers are needed whatever else is known, and how many are enough when each that can be
    /// left out is left out, from the least likely to matter to the most.
    fn hindsight(&self, case: &Answers, order: &[FactId]) -> (usize, usize) {
        let mut told = self.area.clone();
        order.iter().for_each(|fact| told.set(*fact, case.get(*fact).cloned()));
        let needed = |fact: &&FactId| {
            let mut answers = told.clone();
            answers.set(**fact, None);
            !self.is_enough(&answers)
        };
        let certain = order.iter().filter(needed).count();
        let mut answers = told.clone();
        for fact in order.iter().rev() {
            let answer = answers.get(*fact).cloned();
            answers.set(*fact, None);
            if !self.is_enough(&answers) {
                answers.set(*fact, answer);
            }
        }
        (certain, order.iter().filter(|fact| answers.get(**fact).is_some()).count())
    }

    /// Goes through the screen as a professional up to the result: questions and pages.
    fn screen(&self, case: &Answers) -> (usize, usize) {
        let mut session = Session::new(&self.engine, Mode::Professional, |_, _, _| Some(Vec::new()));
        let (mut questions, mut pages) = (0, 0);
        while !matches!(&session.place, Place::Page(id) if id == "result") {
            if !matches!(session.place, Place::Page(_)) {
                session.acknowledge(&self.engine, self.on);
                continue;
            }
            pages += 1;
            for fact in session.asked_here(&self.engine, self.on) {
                questions += 1;
                session.answers.set(fact, case.get(fact).or(self.area.get(fact)).cloned());
            }
            let here = session.page_id().to_owned();
            session.go_on(&self.engine, self.on);
            assert!(session.page_id() != here || !matches!(session.place, Place::Page(_)), "held up on {here}: {:?}", session.faults);
        }
        (questions, pages)
    }

    fn case(&self, dice: &mut Dice, cases: Cases) -> Answers {
        let vocabulary = &bundle().vocabulary;
        let mut case = self.area.clone();
        for id in vocabulary.ids().filter(|id| self.area.get(*id).is_none()) {
            let fact = vocabulary.fact(id).unwrap();
            case.set(id, some_value(dice, &fact.kind, cases));
        }
        // The bands of a number are those that it falls in.
        for id in vocabulary.ids() {
            if let Some(Kind::Bands { of, covers, .. }) = vocabulary.fact(id).map(|fact| &fact.kind)
                && let Some(Value::Number(number)) = case.get(*of)
            {
                let range = range_of(vocabulary.cuts(*of), *number);
                let band = covers.iter().position(|band| *band & (1 << range) != 0);
                case.set(id, band.map(|band| Value::Choice(band as u8)));
            }
        }
        case
    }
}

/// The facts that weigh anything, heaviest first.
fn open(weights: &[f64]) -> Vec<FactId> {
    let mut facts: Vec<FactId> = (0..).map(FactId).take(weights.len()).filter(|fact| weights[fact.index()] > 0.0).collect();
    facts.sort_by(|a, b| weights[b.index()].total_cmp(&weights[a.index()]));
    facts
}

fn some_value(dice: &mut Dice, kind: &Kind, cases: Cases) -> Option<Value> {
    let quiet = ["no", "none_known", "none", "never", "standard", "single_incident", "lives_with", "same", "distress_or_fear", "not_considered"];
    let settled: Vec<usize> = (0..64).filter(|place| kind.settled() & (1 << place) != 0).collect();
    match kind {
        Kind::Choice(values) => {
            let any = settled[dice.roll(settled.len())];
            let place = match (cases, dice.roll(20)) {
                (Cases::Even, _) => any,
                (Cases::Mixed, 0..2) => values.iter().position(|value| value.open).unwrap_or(any),
                (Cases::Mixed, 2..15) => values.iter().position(|value| quiet.contains(&&*value.is)).unwrap_or(any),
                (Cases::Mixed, _) => any,
            };
            Some(Value::Choice(place as u8))
        }
        Kind::Set(_) => Some(Value::Set(settled.iter().filter(|_| dice.one_in(4)).fold(0, |set, place| set | 1 << place))),
        Kind::Number { max, cuts } => {
            let top = cuts.last().map_or(1, |last| last + 20).min(*max);
            Some(Value::Number(dice.roll(usize::from(top) + 1) as u16))
        }
        Kind::Bands { .. } | Kind::Date | Kind::Text => None,
    }
}

const ROWS: [&str; 8] = [
    "every question that could matter in the area",
    "fixed order, leaving out what cannot matter",
    "what settles most first",
    "the same, safety first and step by step (`next`)",
    "the screen: questions up to the result",
    "the screen: pages up to the result",
    "in hindsight: a smallest set that is enough",
    "in hindsight: needed whatever else is known",
];

/// Counts for one case, in the order of `ROWS`.
fn counts(bench: &Bench, case: &Answers) -> [usize; 8] {
    let fixed = |answers: &Answers, weights: &[f64]| bench.useful(answers, weights).into_iter().min();
    let heaviest = |answers: &Answers, weights: &[f64]| bench.useful(answers, weights).first().copied();
    let stepwise = |answers: &Answers, weights: &[f64]| {
        bench.engine.judge(answers, bench.on, |knowledge, tiering| next(bundle(), knowledge, tiering, weights, Mode::Professional))
    };
    let (certain, enough) = bench.hindsight(case, &bench.relevant);
    let (questions, pages) = bench.screen(case);
    [bench.relevant.len(), bench.ask(case, fixed), bench.ask(case, heaviest), bench.ask(case, stepwise), questions, pages, enough, certain]
}

fn measure(area: &'static str, cases: Cases, count: usize) -> Vec<[usize; 8]> {
    let half = |first: u64| {
        thread::spawn(move || {
            let bench = Bench::new(area);
            let mut dice = Dice(88_172_645_463_325_252 ^ first << 20);
            (0..count / 2).map(|_| bench.case(&mut dice, cases)).map(|case| counts(&bench, &case)).collect::<Vec<_>>()
        })
    };
    let halves = [half(1), half(2)];
    halves.into_iter().flat_map(|half| half.join().unwrap()).collect()
}

fn main() {
    let arguments: Vec<String> = std::env::args().collect();
    let count = arguments.iter().find_map(|argument| argument.parse().ok()).unwrap_or(10_000);
    let named: Vec<&str> = AREAS.into_iter().filter(|area| arguments.iter().any(|argument| argument == area)).collect();
    let areas = if named.is_empty() { AREAS.to_vec() } else { named };
    for (name, cases) in [("most things quiet, one in ten not known", Cases::Mixed), ("every value alike", Cases::Even)] {
        for &area in &areas {
            let found = measure(area, cases, count);
            println!("\n{area}: {} cases, {name}\n{:<52} {:>7} {:>5} {:>14}", found.len(), "", "mean", "90th", "to a smallest");
            let mean = |row: usize| found.iter().map(|counts| counts[row]).sum::<usize>() as f64 / found.len() as f64;
            for (row, says) in ROWS.iter().enumerate() {
                let mut sorted: Vec<usize> = found.iter().map(|counts| counts[row]).collect();
                sorted.sort_unstable();
                println!("{says:<52} {:>7.2} {:>5} {:>14.3}", mean(row), sorted[found.len() * 9 / 10], mean(row) / mean(6));
            }
        }
    }
}
