//! Changing an answer from the check of all answers: every question, to each of its values, and back again. What must hold
//! is said here in its own words, not in those of the code that is tried.

use crate::cases::{Known, fact, settle_bands};
use crate::support::{bundle, engine};
use crate::walk::{names, press_continue, result, still_useful};
use crate::{Tried, tried};
use std::collections::{BTreeMap, BTreeSet};
use std::panic::{AssertUnwindSafe, catch_unwind};
use waymark::facts::{Answers, Day, FactId, Kind, Value};
use waymark::journey::{Filled, Place, Session};
use waymark::packs::{Mode, Step};
use waymark::referral::Details;
use waymark::referral::fields::{FIELDS, Need, SECTIONS};

/// The answers that the way reaches: somebody goes from page to page in the order of the file, and answers as was given.
/// Signs of danger count wherever they are.
fn reachable(given: &Answers, mode: Mode, on: Day) -> Answers {
    let vocabulary = &bundle().vocabulary;
    let asked: BTreeSet<FactId> = bundle().journey.pages.iter().flat_map(|page| page.facts.iter().copied()).collect();
    let always = |fact: &FactId| !asked.contains(fact) || is_danger(*fact);
    let mut kept = given.clone();
    vocabulary.ids().filter(|fact| !always(fact)).for_each(|fact| kept.set(fact, None));
    for page in bundle().journey.pages.iter().filter(|page| page.modes.contains(&mode)) {
        let reached = engine().judge(&kept, on, |knowledge, tiering| knowledge.truth(&page.when, &|asked| tiering.decided(asked)));
        for fact in page.facts.iter().filter(|_| reached != waymark::facts::Truth::No) {
            let is_open = vocabulary.fact(*fact).unwrap().hangs_on.is_none_or(|above| match kept.get(above.fact) {
                Some(Value::Choice(place)) => above.accepts & 1 << place != 0,
                _ => false,
            });
            if is_open {
                kept.set(*fact, given.get(*fact).cloned());
            }
        }
    }
    kept
}

fn is_danger(fact: FactId) -> bool {
    let name = bundle().vocabulary.name(fact);
    name.starts_with("now.") || name.starts_with("flag.")
}

/// The case as it is for somebody in the mode that the session has now, with the danger that they told of in another.
fn whole(all: &Answers, session: &Session, on: Day) -> Answers {
    let (mut all, mode) = (all.clone(), session.mode(engine()));
    let asked: BTreeSet<FactId> = crate::pages(mode).flat_map(|page| page.facts.iter().copied()).collect();
    for fact in bundle().vocabulary.ids().filter(|fact| !asked.contains(fact)) {
        all.set(fact, session.answers.get(fact).cloned().filter(|_| is_danger(fact)));
    }
    reachable(&all, mode, on)
}

/// Every value that a question may get from somebody who changes it.
fn values(fact: FactId, now: Option<&Value>) -> Vec<Value> {
    let kind = &bundle().vocabulary.fact(fact).unwrap().kind;
    let all: Vec<Value> = match kind {
        Kind::Choice(values) | Kind::Bands { values, .. } => (0..values.len()).map(|place| Value::Choice(place as u8)).collect(),
        Kind::Set(values) => {
            let set = if let Some(Value::Set(set)) = now { *set } else { 0 };
            (0..values.len()).map(|place| set ^ 1 << place).filter(|set| *set != 0).map(Value::Set).collect()
        }
        Kind::Number { cuts, max } => cuts.iter().flat_map(|cut| [cut - 1, *cut]).chain([0, *max]).map(Value::Number).collect(),
        Kind::Date | Kind::Text => Vec::new(),
    };
    let mut all: Vec<Value> = all.into_iter().filter(|value| Some(value) != now).collect();
    all.dedup();
    all
}

/// Answers what has no answer on this page and those that come up, until the check is there again; gives the questions
/// that were new, each of which had to be asked.
fn back_to_check(session: &mut Session, on: Day, case: &Answers, label: &str) -> Vec<FactId> {
    let mut new: Vec<FactId> = Vec::new();
    for _ in 0..60 {
        loop {
            let open = |fact: &FactId| session.answers.get(*fact).is_none() && !new.contains(fact);
            let Some(fact) = session.asked_here(engine(), on).into_iter().find(open) else { break };
            session.answers.set(fact, case.get(fact).cloned());
            new.push(fact);
        }
        press_continue(session, on);
        if session.place == Place::Page("check".into()) {
            assert!(!session.from_check, "{label}");
            return new;
        }
        let page = crate::walk::page(session.page_id());
        let worth = engine().worth(&session.counting(engine(), on), on);
        let is_new = |fact: &FactId| session.answers.get(*fact).is_none() && !new.contains(fact);
        let open: Vec<FactId> = session.asked_here(engine(), on).into_iter().filter(is_new).collect();
        let needless = open.iter().find(|fact| page.only_what_matters && worth[fact.index()] == 0.0);
        assert!(needless.is_none(), "{label}: {:?} on {} changes nothing", needless.map(|fact| names(&[*fact])), page.id);
        // A question, a choice that fell, details of another role, or a number that contradicts its band now that both count.
        let contradicted = page.facts.contains(&fact("person.age"));
        let details = !page.details.is_empty() && !label.ends_with("and back");
        assert!(!open.is_empty() || page.id == "choose" || details || contradicted, "{label}: nothing new on {}", page.id);
        if open.is_empty() && contradicted {
            session.answers.set(fact("person.age_band"), None);
        }
    }
    panic!("{label}: never back, last on {}", session.page_id());
}

/// At the check of a finished way.
fn at_check(tried: &Tried) -> Session {
    let mut session = tried.walked.session.clone();
    session.go_back(engine(), tried.on);
    assert_eq!(session.place, Place::Page("check".into()));
    session
}

/// At the check of somebody whose host told every answer beforehand, so that also what hardly ever matters stands there.
fn told_beforehand(tried: &Tried) -> Session {
    let mut session = crate::walk::session();
    session.answers = tried.case.clone();
    let asked: BTreeSet<FactId> = bundle().journey.pages.iter().flat_map(|page| page.facts.iter().copied()).collect();
    bundle().vocabulary.ids().filter(|fact| !asked.contains(fact)).for_each(|fact| session.answers.set(fact, None));
    while session.page_id() != "check" {
        press_continue(&mut session, tried.on);
    }
    session
}

fn recommended(answers: &Answers, on: Day) -> Vec<String> {
    engine().plain(answers, on).pathways.into_iter().filter(|pathway| pathway.recommended).map(|pathway| pathway.id).collect()
}

/// At the check, with every detail filled in and every other recommended pathway chosen, for a reason.
fn with_details_and_choice(mut session: Session, on: Day) -> Session {
    for field in FIELDS.iter().filter(|field| !["chosen", "declined"].contains(&field.section())) {
        session.details.set(&field.at(0), field.path);
    }
    if session.way(engine(), on).find("choose").is_some() {
        session.change(engine(), on, "choose");
        session.reason = "It fits".into();
        recommended(&session.answers, on).iter().step_by(2).for_each(|id| session.choose_pathway(id, true));
        press_continue(&mut session, on);
    }
    assert_eq!(session.place, Place::Page("check".into()));
    session
}

/// The details but for the choice, and those of the choice.
fn typed(details: &Filled) -> (BTreeMap<&str, &str>, BTreeMap<&str, &str>) {
    let all = details.texts().names().map(|path| (path, details.get(path)));
    all.partition(|(path, _)| !path.starts_with("chosen.") && !path.starts_with("declined."))
}

/// Everything that must hold once the check is there again. The answers are those of a complete case with one changed.
fn is_whole(session: &Session, on: Day, all: &Answers, label: &str) {
    let all = whole(all, session, on);
    let mode = session.mode(engine());
    let counting = session.counting(engine(), on);
    // The decision is that on the answers that can be reached, and on all that could be told.
    let reached = reachable(&session.answers, mode, on);
    assert_eq!(names_of(&counting), names_of(&reached), "{label}");
    assert_eq!(counting, reached, "{label}");
    assert_eq!(result(&counting, on), result(&all, on), "{label}");
    // Nothing that can still change it, and nothing that a page asks for, has been left out.
    let useful: Vec<FactId> = still_useful(&counting, mode, on).into_iter().filter(|fact| all.get(*fact).is_some()).collect();
    assert!(useful.is_empty(), "{label}: {:?} could still change the result", names(&useful));
    let way = session.way(engine(), on);
    let shown: Vec<FactId> = way.pages().iter().flat_map(|reached| reached.facts.clone()).filter(|fact| session.is_shown(engine(), *fact)).collect();
    let open: Vec<FactId> = shown.iter().filter(|fact| session.answers.get(**fact).is_none() && all.get(**fact).is_some()).copied().collect();
    assert!(open.is_empty(), "{label}: {:?} has no answer", names(&open));
    // The check lists each answer that counts once, and names each that is kept aside.
    let listed: Vec<FactId> = shown.into_iter().filter(|fact| session.answers.get(*fact).is_some()).collect();
    let as_set: BTreeSet<FactId> = listed.iter().copied().collect();
    assert_eq!(listed.len(), as_set.len(), "{label}");
    assert_eq!(as_set, counting.answered().map(|(fact, _)| fact).collect(), "{label}");
    let aside: BTreeSet<FactId> = session.aside(engine(), on).into_iter().map(|aside| aside.fact).collect();
    let given: BTreeSet<FactId> = session.answers.answered().map(|(fact, _)| fact).collect();
    assert_eq!(aside, given.difference(&as_set).copied().collect(), "{label}");
    assert!(aside.iter().all(|fact| !is_danger(*fact)), "{label}: danger is set aside");
}

fn names_of(answers: &Answers) -> Vec<&'static str> {
    names(&answers.answered().map(|(fact, _)| fact).collect::<Vec<_>>())
}

/// With some other answer to the question that closes it, each answer that is kept aside counts again, or another closes it.
fn each_can_come_back(session: &Session, on: Day, label: &str) -> usize {
    let aside = session.aside(engine(), on);
    for aside in &aside {
        let comes_back = values(aside.closed_by, session.answers.get(aside.closed_by)).into_iter().any(|value| {
            let mut session = session.clone();
            session.answers.set(aside.closed_by, Some(value));
            settle_bands(&mut session.answers);
            let counts = session.counting(engine(), on).get(aside.fact).is_some();
            // Where two answers close it, one after the other is named.
            let next = || session.aside(engine(), on).iter().any(|next| next.fact == aside.fact && next.closed_by != aside.closed_by);
            counts || next()
        });
        let [fact, closed_by] = [aside.fact, aside.closed_by].map(|fact| names(&[fact])[0]);
        assert!(comes_back, "{label}: no answer to {closed_by} brings {fact} back");
        assert!(session.way(engine(), on).page_of(aside.closed_by).is_some(), "{label}: {closed_by} cannot be changed");
    }
    aside.len()
}

#[derive(Default)]
struct Count {
    changes: usize,
    asked_anew: usize,
    set_aside: usize,
    choices_fell: usize,
    tried: BTreeSet<(bool, FactId, String)>,
}

/// Changes one answer from the check, goes back to it, and changes it back.
fn change_and_back(count: &mut Count, tried: &Tried, start: &Session, changed: FactId, value: &Value) {
    let (on, vocabulary) = (tried.on, &bundle().vocabulary);
    let label = format!("{}: {} to {value:?}", tried.label, vocabulary.name(changed));
    let page = start.way(engine(), on).page_of(changed).unwrap();
    let mut all = tried.case.clone();
    all.set(changed, Some(value.clone()));
    let mut session = start.clone();
    session.change(engine(), on, &page.id);
    assert!(session.asked_here(engine(), on).contains(&changed), "{label}: not on its page any more");
    session.answers.set(changed, Some(value.clone()));
    keep_age_and_band_together(&mut session, &mut all, changed);
    let aside_before = session_aside(start, on);
    let named_before: BTreeSet<FactId> = start.aside(engine(), on).into_iter().map(|aside| aside.fact).collect();
    let new = {
        let mut named = BTreeSet::new();
        let mut stepped = session.clone();
        crate::walk::answer(&mut stepped, on, &all);
        press_continue(&mut stepped, on);
        named.extend(stepped.put_aside.iter().map(|aside| aside.fact));
        let now = session_aside(&stepped, on);
        assert_eq!(named, now.difference(&aside_before).copied().collect(), "{label}: what was put aside is not named");
        back_to_check(&mut session, on, &all, &label)
    };
    let again = new.iter().filter(|fact| session.answers.get(**fact).is_some() && start.answers.get(**fact) == session.answers.get(**fact));
    assert_eq!(again.count(), 0, "{label}: asked again {:?}", names(&new));
    is_whole(&session, on, &all, &label);
    count.set_aside += each_can_come_back(&session, on, &label).saturating_sub(named_before.len());
    let may_choose = session.mode(engine()) == Mode::Professional;
    let recommended = if may_choose { recommended(&session.counting(engine(), on), on) } else { Vec::new() };
    let stands: BTreeSet<&String> = start.chosen.iter().filter(|id| recommended.contains(id)).collect();
    assert_eq!(session.chosen.iter().collect::<BTreeSet<_>>(), stands, "{label}: chosen");
    count.choices_fell += usize::from(stands.len() < start.chosen.len());
    assert_eq!(typed(&session.details).0, typed(&start.details).0, "{label}: details");
    let written: Vec<&str> =
        (0..session.details.count("chosen")).map(|i| session.details.get(&format!("chosen.{i}.pathway")).to_owned().leak() as &str).collect();
    assert_eq!(written, session.chosen, "{label}: chosen in the referral");

    // And back again: its own answer brings everything back.
    session.change(engine(), on, &page.id);
    session.answers.set(changed, start.answers.get(changed).cloned());
    keep_as_it_was(&mut session, start, changed);
    let label = format!("{label} and back");
    let mut asked = back_to_check(&mut session, on, &tried.case, &label);
    // What stands empty beside it was left empty, and is again.
    asked.retain(|fact| session.answers.get(*fact).is_some());
    assert!(asked.is_empty(), "{label}: asked once more: {:?}", names(&asked));
    is_whole(&session, on, &tried.case, &label);
    let (before, now) = (start.counting(engine(), on), session.counting(engine(), on));
    // Danger that was told of in between, in another role, is not forgotten; but for that the decision is what it was.
    let mut without = now.clone();
    vocabulary.ids().filter(|fact| is_danger(*fact) && before.get(*fact).is_none()).for_each(|fact| without.set(fact, None));
    assert_eq!(result(&without, on), result(&before, on), "{label}");
    for (fact, answer) in before.answered() {
        assert_eq!(now.get(fact), Some(answer), "{label}: {} is lost", vocabulary.name(fact));
    }
    assert_eq!(session.chosen.iter().collect::<BTreeSet<_>>(), start.chosen.iter().collect(), "{label}: chosen");
    assert_eq!(typed(&session.details).0, typed(&start.details).0, "{label}: details");
    assert_eq!(session.details.count("declined"), start.details.count("declined"), "{label}: declined");
    count.changes += 1;
    count.asked_anew += new.len();
    count.tried.insert((tried.mode == Mode::Community, changed, format!("{value:?}")));
}

fn session_aside(session: &Session, on: Day) -> BTreeSet<FactId> {
    session.aside(engine(), on).into_iter().map(|aside| aside.fact).collect()
}

/// What a change is: another value, or one more or one less in a set.
fn difference(now: Option<&Value>, value: &Value) -> String {
    match (now, value) {
        (Some(Value::Set(now)), Value::Set(set)) => format!("{:?}", now ^ set),
        _ => format!("{value:?}"),
    }
}

/// Every question that stands on the check of some case is changed to each of its values, most of them in several cases.
#[test]
fn any_answer_can_be_changed_from_the_check_and_changed_back() {
    let half = |first: usize| {
        let (mut count, mut times, mut failed) = (Count::default(), BTreeMap::<(bool, FactId, String), usize>::new(), 0);
        let cases: Vec<&Tried> = tried().iter().filter(|tried| tried.known != Known::Partly).skip(first).step_by(2).collect();
        // Neighbours are of one area: the cases are gone through with long strides, so that early ones are of many.
        let strides = |beforehand: bool| (0..cases.len()).map(move |place| (place * 37, beforehand));
        for (place, beforehand) in strides(false).chain(strides(true).take(12)) {
            let tried = cases[place % cases.len()];
            let start = if beforehand { told_beforehand(tried) } else { at_check(tried) };
            let start = with_details_and_choice(start, tried.on);
            let way = start.way(engine(), tried.on);
            let facts = way.pages().iter().flat_map(|reached| reached.facts.clone()).filter(|fact| start.is_shown(engine(), *fact));
            for changed in facts {
                for value in values(changed, start.answers.get(changed)) {
                    let times = times.entry((tried.mode == Mode::Community, changed, difference(start.answers.get(changed), &value))).or_default();
                    // The role changes everything, so it is tried more often.
                    let often = if names(&[changed])[0] == "user.role" { 6 } else { EACH };
                    if *times < often {
                        *times += 1;
                        // One run tells all that is wrong.
                        let attempt = AssertUnwindSafe(|| change_and_back(&mut count, tried, &start, changed, &value));
                        if catch_unwind(attempt).is_err() {
                            println!("failed: {}: {} to {value:?}", tried.label, names(&[changed])[0]);
                            failed += 1;
                        }
                    }
                }
            }
        }
        assert_eq!(failed, 0, "of {} changes", count.changes + failed);
        count
    };
    let [a, b] = std::thread::scope(|scope| [0, 1].map(|first| scope.spawn(move || half(first))).map(|half| half.join().unwrap()));
    let (changes, asked_anew, set_aside) = (a.changes + b.changes, a.asked_anew + b.asked_anew, a.set_aside + b.set_aside);
    println!("{changes} changes, {asked_anew} questions asked anew, {set_aside} answers set aside, {} choices fell", a.choices_fell + b.choices_fell);
    assert!(changes > 1_500 && asked_anew > 2_000 && set_aside > 400 && a.choices_fell + b.choices_fell > 20);
    // No question that a page asks was left out, in either mode, but for those that nobody types a value for.
    for mode in [Mode::Professional, Mode::Community] {
        let tried: BTreeSet<FactId> =
            a.tried.iter().chain(&b.tried).filter(|(community, ..)| *community == (mode == Mode::Community)).map(|(_, fact, _)| *fact).collect();
        let all = crate::pages(mode).filter(|page| page.step < Step::Check).flat_map(|page| page.facts.iter().copied());
        let free = |fact: &FactId| matches!(bundle().vocabulary.fact(*fact).unwrap().kind, Kind::Text | Kind::Date);
        let left_out: BTreeSet<FactId> = all.filter(|fact| !free(fact) && !tried.contains(fact)).collect();
        assert!(left_out.is_empty(), "{}: {:?}", mode.id(), names(&left_out.into_iter().collect::<Vec<_>>()));
    }
}

/// How often each value of a question is tried in each half of the cases.
const EACH: usize = 1;

/// Who becomes a professional must give what a professional must give, and has a choice to look at.
#[test]
fn another_role_asks_for_the_details_and_the_choice_that_belong_to_it() {
    let check = |filled: &Filled, mode: Mode, on: Day| {
        let mut details = Details::default();
        filled.texts().names().for_each(|path| assert!(details.set(path, filled.get(path))));
        Some(details.faults(mode, on))
    };
    let role = fact("user.role");
    for tried in tried().iter().filter(|tried| tried.mode == Mode::Community).step_by(9) {
        let (on, mut session) = (tried.on, Session::new(engine(), Mode::Community, check));
        session.details.set("referrer.agency", "Rovers");
        session.details.set("referrer.phone", "01603 123456");
        while session.page_id() != "check" {
            crate::walk::answer(&mut session, on, &tried.case);
            press_continue(&mut session, on);
        }
        let as_ambassador = session.counting(engine(), on);
        session.change(engine(), on, "about-you");
        session.choose(role, 0);
        let mut all = tried.case.clone();
        all.set(role, Some(Value::Choice(0)));
        let (mut seen, mut refused) = (Vec::new(), Vec::new());
        while session.page_id() != "check" {
            seen.push(session.page_id().to_owned());
            crate::walk::answer(&mut session, on, &all);
            session.go_on(engine(), on);
            while !matches!(session.place, Place::Page(_)) {
                session.acknowledge(engine(), on);
            }
            refused.extend(session.faults.iter().map(|fault| fault.field.clone()));
            for fault in session.faults.clone() {
                session.details.set(&fault.field, if fault.field == "review_by" { "2027-01-01" } else { "not known" });
            }
            assert!(seen.len() < 99, "{seen:?}");
        }
        assert_eq!(refused, ["referrer.name", "person.name", "review_by"], "{}", tried.label);
        assert!(seen.contains(&"choose".to_owned()) && seen.contains(&"details".to_owned()), "{}: {seen:?}", tried.label);
        // What a professional typed is passed on as a professional alone, and kept.
        session.details.set("victim.name", "Restricted");
        session.details.set("person.email", "no address");
        assert_eq!(session.counting_details(engine()).get("victim.name"), "Restricted");
        // Back in the old role the decision is the old one, but for danger that was told of in between.
        session.change(engine(), on, "about-you");
        session.answers.set(role, tried.case.get(role).cloned());
        back_to_check(&mut session, on, &tried.case, &tried.label);
        let passed_on = session.counting_details(engine());
        assert_eq!((passed_on.get("victim.name"), passed_on.get("referrer.agency")), ("", "Rovers"));
        assert_eq!(session.details.get("victim.name"), "Restricted");
        let mut now = session.counting(engine(), on);
        bundle().vocabulary.ids().filter(|fact| is_danger(*fact) && as_ambassador.get(*fact).is_none()).for_each(|fact| now.set(fact, None));
        assert_eq!(now, as_ambassador, "{}", tried.label);
    }
}

/// Every section of the details stands on one page of each mode that is asked for it.
#[test]
fn every_detail_stands_on_one_page() {
    for mode in [Mode::Professional, Mode::Community] {
        for field in FIELDS.iter().filter(|field| field.need(mode) != Need::No && !["chosen", "declined"].contains(&field.section())) {
            let pages = crate::pages(mode).filter(|page| page.details.iter().any(|section| section == field.section())).count();
            assert_eq!(pages, 1, "{} for {}", field.path, mode.id());
        }
        assert!(crate::pages(mode).flat_map(|page| &page.details).all(|section| SECTIONS.contains(&section.as_str())));
    }
}

#[test]
fn who_leaves_a_change_half_way_is_asked_the_rest_later() {
    let (child, yes) = (crate::cases::fact("child.any_0_17"), Value::Choice(0));
    let without_children = |tried: &&Tried| tried.known != Known::Partly && tried.walked.session.answers.get(child) == Some(&Value::Choice(1));
    let mut asked_anew = 0;
    for tried in tried().iter().filter(without_children).take(20) {
        let mut session = at_check(tried);
        let mut all = tried.case.clone();
        all.set(child, Some(yes.clone()));
        let page = tried.walked.passed.iter().find(|passed| passed.asked.contains(&child)).unwrap().page;
        session.change(engine(), tried.on, &page.id);
        session.answers.set(child, Some(yes.clone()));
        session.go_back(engine(), tried.on);
        assert_eq!(session.place, Place::Page("check".into()), "{}", tried.label);
        let in_mode = whole(&all, &session, tried.on);
        let is_open = session.way(engine(), tried.on).pages().iter().any(|reached| {
            reached.facts.iter().any(|fact| session.answers.get(*fact).is_none() && in_mode.get(*fact).is_some() && session.is_shown(engine(), *fact))
        });
        if is_open {
            asked_anew += back_to_check(&mut session, tried.on, &all, &tried.label).len();
        }
        is_whole(&session, tried.on, &all, &tried.label);
        press_continue(&mut session, tried.on);
        assert_eq!(session.page_id(), "done", "{}", tried.label);
    }
    assert!(asked_anew > 10, "{asked_anew}");
}

/// An age and its group are one thing: who changes the one mends the other, or is told to.
fn keep_age_and_band_together(session: &mut Session, all: &mut Answers, changed: FactId) {
    let vocabulary = &bundle().vocabulary;
    for band in vocabulary.ids() {
        let Some(Kind::Bands { of, .. }) = vocabulary.fact(band).map(|fact| &fact.kind) else { continue };
        if changed == *of {
            settle_bands(all);
            session.answers.set(band, all.get(band).cloned());
        } else if changed == band {
            all.set(*of, None);
            session.answers.set(*of, None);
        }
    }
}

fn keep_as_it_was(session: &mut Session, start: &Session, changed: FactId) {
    let vocabulary = &bundle().vocabulary;
    for band in vocabulary.ids() {
        if let Some(Kind::Bands { of, .. }) = vocabulary.fact(band).map(|fact| &fact.kind)
            && [band, *of].contains(&changed)
        {
            session.answers.set(band, start.answers.get(band).cloned());
            session.answers.set(*of, start.answers.get(*of).cloned());
        }
    }
}

/// A service that was chosen, and is not recommended any more, is not chosen any more: the choice is looked at again.
#[test]
fn a_choice_that_no_longer_stands_is_looked_at_again() {
    let (mut chosen, mut dropped) = (0, 0);
    for tried in tried().iter().filter(|tried| tried.walked.session.mode(engine()) == Mode::Professional) {
        let recommended = |answers: &Answers| -> Vec<String> {
            let decision = engine().outline(answers, tried.on);
            decision.pathways.into_iter().filter(|pathway| pathway.recommended).map(|pathway| pathway.id).collect()
        };
        let mut session = at_check(tried);
        for id in recommended(&session.answers) {
            session.choose_pathway(&id, true);
            chosen += 1;
        }
        let self_defence = crate::cases::fact("who.may_be_self_defence");
        let Some(page) = session.way(engine(), tried.on).page_of(self_defence) else {
            continue;
        };
        if session.chosen.is_empty() || session.answers.get(self_defence) == Some(&Value::Choice(0)) {
            continue;
        }
        session.change(engine(), tried.on, &page.id);
        session.choose(self_defence, 0);
        press_continue(&mut session, tried.on);
        assert!(session.chosen.is_empty(), "{:?} may no longer be chosen", session.chosen);
        assert_eq!(session.place, Place::Page("choose".into()), "{} {:?}", tried.on, session.chosen);
        press_continue(&mut session, tried.on);
        assert_eq!(session.place, Place::Page("check".into()));
        assert_eq!(session.details.count("chosen"), 0);
        dropped += 1;
    }
    assert!(chosen > 100 && dropped > 10, "{chosen} chosen, {dropped} cases in which the choice fell");
}
