//! A page of questions, drawn from the vocabulary.

use leptos::prelude::*;

use super::{control_id, error_at, framed, go_on, headed};
use crate::facts::{Fact, FactId, Kind, Value};
use crate::packs::journey::{Mode, Step};
use crate::packs::Page;
use crate::screen::desk::Desk;
use crate::screen::patterns::button::{Look, button};
use crate::screen::patterns::choices::{Item, Many, choices};
use crate::screen::patterns::field::{Takes, field};
use crate::screen::patterns::frame::Around;
use crate::screen::patterns::text::{body, inset};
use crate::screen::words::{engine, say};

/// Draws the page's questions with what was answered and what is wrong.
pub fn page(desk: Desk, page: &'static Page) -> AnyView {
    let facts = desk.look(|session| session.way(engine(), desk.on).find(&page.id).map(|reached| reached.facts.clone()).unwrap_or_default());
    let faults = desk.look(|session| session.faults.clone());
    let vocabulary = &engine().bundle().vocabulary;
    let alone = facts.len() == 1;
    let questions: Vec<AnyView> = facts
        .iter()
        .filter_map(|id| vocabulary.fact(*id).map(|fact| question(desk, *id, fact, error_at(&faults, &fact.id), alone)))
        .collect();
    let with_open = facts.iter().filter_map(|id| vocabulary.fact(*id)).filter(|f| !matches!(f.kind, Kind::Set(_)) && f.kind.choices().iter().any(|c| c.open)).count();
    let rest = (with_open > 1).then(|| rest_not_known(desk));
    let opening = (page.step == Step::Start && super::super::words::engine().bundle().journey.pages.first().is_some_and(|first| first.id == page.id)).then(|| opening(desk));
    let heading = if alone { ().into_any() } else { headed(page) };
    let inner = view! {
        {heading}
        {opening}
        {questions}
        <div class="govuk-button-group">
            {go_on(desk, "page.continue")}
            {rest}
        </div>
    };
    framed(desk, faults, inner.into_any())
}

/// What this is, how long it takes, and that nothing is sent.
fn opening(desk: Desk) -> AnyView {
    let takes = match desk.mode() {
        Mode::Professional => "page.start_professional",
        Mode::Community => "page.start_community",
    };
    let lines = [body(say("page.danger_first").into()), body(say("page.private").into()), body(say(takes).into()), body(say("exit.about").into())];
    inset(lines.collect_view().into_any())
}

fn rest_not_known(desk: Desk) -> AnyView {
    button(Look::Secondary, say("page.rest_not_known"), move || {
        desk.act(|session| {
            session.rest_not_known(engine(), desk.on);
            session.go_on(engine(), desk.on);
        })
    })
}

fn question(desk: Desk, id: FactId, fact: &'static Fact, error: String, is_heading: bool) -> AnyView {
    let community = desk.mode() == Mode::Community && !fact.community.is_empty();
    let words = if community { &fact.community } else { &fact.question };
    let mut around = Around {
        id: control_id(&fact.id),
        fact: fact.id.clone(),
        question: words.clone(),
        hint: fact.hint.clone(),
        error,
        is_heading,
    };
    let hidden = move || desk.session.with(|session| !session.is_shown(engine(), id));
    let add_hint = |around: &mut Around, key: &str| {
        around.hint = [around.hint.as_str(), say(key)].join(" ").trim().to_owned();
    };
    match &fact.kind {
        Kind::Choice(values) | Kind::Bands { values, .. } => {
            let chosen = desk.look(|session| match session.answers.get(id) {
                Some(Value::Choice(value)) => Some(usize::from(*value)),
                _ => None,
            });
            let in_line = values.len() <= 4 && values.iter().all(|value| value.says.len() <= 16);
            let many = if in_line { Many::OneInLine } else { Many::One };
            choices(around, many, items(values, |place| chosen == Some(place)), hidden, move |place, _| {
                desk.note(|session| session.choose(id, place));
            })
        }
        Kind::Set(values) => {
            let set = desk.look(|session| match session.answers.get(id) {
                Some(Value::Set(set)) => *set,
                _ => 0,
            });
            add_hint(&mut around, "page.several");
            choices(around, Many::Several, items(values, |place| set & (1 << place) != 0), hidden, move |place, chosen| {
                desk.note(|session| session.toggle(id, place, chosen));
            })
        }
        kind => {
            let takes = match kind {
                Kind::Number { .. } => Takes::Number,
                Kind::Date => Takes::Date,
                _ => Takes::Long,
            };
            if takes != Takes::Long {
                add_hint(&mut around, "page.not_known_ok");
            }
            let value = desk.look(|session| session.shown(engine(), id));
            field(around, takes, value, hidden, move |text| {
                desk.note(|session| drop(session.typed.insert(fact.id.clone(), text)));
            })
        }
    }
}

fn items(values: &[crate::facts::fact::Choice], chosen: impl Fn(usize) -> bool) -> Vec<Item> {
    let item = |(place, value): (usize, &crate::facts::fact::Choice)| Item {
        value: value.is.clone(),
        says: value.says.clone(),
        hint: String::new(),
        chosen: chosen(place),
    };
    values.iter().enumerate().map(item).collect()
}
