//! What lies ahead of the first page: every other page, and what the rules say of each.

use std::rc::Rc;

use leptos::logging::warn;
use leptos::prelude::{GetUntracked, GetValue, Set, SetValue, WithValue};

use js_sys::Array;

use crate::facts::{FactId, Value};
use crate::journey::session::CheckDetails;
use crate::journey::{PageFault, Place};
use crate::packs::Page;
use crate::packs::journey::Step;
use crate::screen::browser;
use crate::screen::desk::{Desk, Over, Toward, record};
use crate::screen::element::{View, nothing, row};
use crate::screen::pages::{
    check, choose, contradiction, control_id, details, directory, done, draft, fault_words, guidance, question, result, stop,
};
use crate::screen::papers;
use crate::screen::patterns::back_link::back_link;
use crate::screen::patterns::error_summary::{Problem, error_summary};
use crate::screen::patterns::text::{body, bullet_list, inset};
use crate::screen::words::{engine, fill, say};

/// What judges the details of a referral.
pub const CHECK: CheckDetails = papers::check;

/// Goes there.
pub fn go(desk: Desk, toward: Toward) {
    match toward {
        Toward::Next => desk.act(|session| session.go_on(engine(), desk.on)),
        Toward::RestNotKnown => desk.act(|session| {
            session.rest_not_known(engine(), desk.on);
            session.go_on(engine(), desk.on);
        }),
        Toward::Services => {
            put_over(desk, Over::Services(area(desk)));
        }
        Toward::SaveDraft => put_over(desk, Over::SaveDraft),
        Toward::OpenDraft => put_over(desk, Over::OpenDraft),
    }
}

/// The pack of the area that was told, or that the host has named.
fn area(desk: Desk) -> Option<&'static str> {
    let fact = engine().bundle().vocabulary.asked("area.person")?;
    let Some(Value::Choice(area)) = desk.look(|session| session.value(fact).cloned()) else { return None };
    engine().bundle().packs_for(Some(area.into())).get(1).map(|pack| pack.id.as_str())
}

/// An area that the host names is filled in beforehand; with another name, or none, it is taken back where nobody has answered.
/// A name that no area has is told to whoever makes the page.
pub fn start_in(desk: Desk, area: &str) {
    if desk.area.with_value(|named| named == area) {
        return;
    }
    desk.area.set_value(area.to_owned());
    let vocabulary = &engine().bundle().vocabulary;
    let Some(fact) = vocabulary.asked("area.person") else { return };
    let value = vocabulary.choices(fact).iter().position(|choice| choice.is == area);
    if value.is_none() && !area.is_empty() {
        let known = vocabulary.choices(fact).iter().map(|choice| choice.is.as_str()).collect::<Vec<_>>().join(", ");
        warn!("waymark-screen: the attribute area names no area, so none is chosen beforehand. It may be one of: {known}");
    }
    let touched = desk.touched.get_value();
    desk.note(|session| session.name_area(engine(), fact, value.map(|value| Value::Choice(value as u8))));
    desk.touched.set_value(touched);
}

/// Puts something over the page, or takes it away again.
pub fn put_over(desk: Desk, over: Over) {
    desk.over.set(over);
    desk.show();
}

/// The page they are on, whole.
pub fn page(desk: Desk) -> View {
    let place = desk.look(|session| session.place.clone());
    let over = if matches!(place, Place::Page(_)) { desk.over.get_untracked() } else { Over::Nothing };
    match over {
        Over::Nothing => {}
        Over::Services(area) => return directory::page(desk, area),
        Over::SaveDraft => return draft::save(desk),
        Over::OpenDraft => return draft::open(desk),
    }
    match place {
        Place::Stop(id) => stop::page(desk, &id),
        Place::Contradiction(_) => contradiction::page(desk),
        Place::Page(id) => match engine().bundle().journey.pages.iter().find(|page| page.id == id) {
            Some(page) => by_id(desk, page),
            None => nothing(),
        },
    }
}

fn by_id(desk: Desk, page: &'static Page) -> View {
    match page.id.as_str() {
        "what-to-do" => guidance::page(desk, page),
        "result" => result::page(desk, page),
        "choose" => choose::page(desk, page),
        _ if !page.details.is_empty() => details::page(desk, page),
        "check" => check::page(desk, page),
        "done" => done::page(desk, page),
        _ => question::page(desk, page),
    }
}

/// The link back, what is wrong, and what stands on the page.
pub fn framed(desk: Desk, inner: View) -> View {
    let first = engine().bundle().journey.pages.first().map_or("", |page| page.id.as_str());
    let back = desk.look(|session| !matches!(&session.place, Place::Page(id) if id == first));
    let back = if back { back_link(say("page.back"), Box::new(move |_| desk.act(|session| session.go_back(engine(), desk.on)))) } else { nothing() };
    let mode = desk.mode();
    let problem = |fault: &PageFault| Problem { id: control_id(&fault.field), says: fault_words(fault, mode) };
    let problems = desk.look(|session| session.faults.iter().map(problem).collect());
    row(vec![back, error_summary(say("error.title"), problems, Rc::new(move |id| go_to(desk, id))), moved(desk), inner])
}

/// Goes to a control, by its id. An address with `#` does not reach into a shadow root.
pub fn go_to(desk: Desk, id: &str) {
    let target = ["[id='", id, "']"].concat();
    desk.with_root(|root| browser::focus(root, &target));
}

/// What the last step put aside, and what counts again: nothing is dropped without a word.
fn moved(desk: Desk) -> View {
    let vocabulary = &engine().bundle().vocabulary;
    let mut lines = Vec::new();
    desk.look(|session| {
        for aside in &session.put_aside {
            lines.push(body(&fill("aside.comes_back", &[("fact", vocabulary.short(aside.fact)), ("closed_by", vocabulary.short(aside.closed_by))])));
        }
        for fact in &session.brought_back {
            lines.push(body(&fill("aside.counts_again", &[("fact", vocabulary.short(*fact))])));
        }
    });
    if lines.is_empty() { nothing() } else { inset(row(lines)) }
}

/// What is still asked on a page.
pub fn questions(desk: Desk, page: &Page) -> Vec<FactId> {
    desk.look(|session| session.way(engine(), desk.on).find(&page.id).map(|reached| reached.facts.clone()).unwrap_or_default())
}

/// What to keep in mind in a step stands on its first page.
pub fn advice(desk: Desk, page: &'static Page) -> Option<View> {
    let first = desk.look(|session| session.is_first_of_step(engine(), desk.on, page));
    let lines = if first { guidance::lines(desk, page.step) } else { Vec::new() };
    let list = lines.iter().fold(bullet_list(), |list, line| list.child(guidance::item(line)));
    (!lines.is_empty()).then(|| inset(list.done()))
}

/// What is wrong with a field; empty where nothing is.
pub fn error_at(desk: Desk, field: &str) -> String {
    let mode = desk.mode();
    desk.look(|session| session.faults.iter().find(|fault| fault.field == field).map(|fault| fault_words(fault, mode)).unwrap_or_default())
}

/// Who has filled in what a question shows, and that it wants checking; empty where nobody has.
pub fn filled_in(desk: Desk, fact: FactId) -> String {
    desk.look(|session| session.filled_in_by(fact).map(|from| filled_in_words("filled_in.check", from)).unwrap_or_default())
}

/// A sentence that says who has filled something in.
pub fn filled_in_words(key: &str, from: &str) -> String {
    fill(key, &[("from", if from.is_empty() { say("filled_in.page") } else { from })])
}

/// How many pages are left, and how many of them the last step has added.
pub fn left(desk: Desk) -> Option<(usize, usize)> {
    desk.look(|session| Some((session.left(engine(), desk.on), session.grown(engine(), desk.on))))
}

/// Keeps the draft in this tab where the host has asked for it: until it is done, and never on a device that others see.
pub fn keep_draft(desk: Desk) {
    if desk.keeps_drafts {
        let kept = desk.look(|session| session.save(engine(), desk.on).ok()).filter(|_| desk.touched.get_value());
        browser::keep(kept.filter(|_| desk.step() != Step::Done && !desk.is_shared()).as_deref());
    }
}

/// Tells the host how far they are, and at the result what was decided: never an answer.
pub fn tell_progress(desk: Desk) {
    let left = desk.look(|session| session.left(engine(), desk.on));
    desk.emit("waymark-change", &record(&[("step", desk.step().id().into()), ("left", (left as u32).into())]));
    let at_result = desk.look(|session| matches!(&session.place, Place::Page(id) if id == "result"));
    if at_result {
        let decision = desk.decision();
        let pathways = Array::new();
        for pathway in decision.pathways.iter().filter(|pathway| pathway.recommended) {
            pathways.push(&pathway.id.as_str().into());
        }
        desk.emit("waymark-decision", &record(&[("tier", decision.tier.into()), ("pathways", pathways.into())]));
    }
}
