//! A page of questions, drawn from the vocabulary.

use std::rc::Rc;

use leptos::prelude::With;

use super::{control_id, go_on, headed};
use crate::facts::fact::Choice;
use crate::facts::{Fact, FactId, Kind, Value};
use crate::packs::Page;
use crate::packs::journey::{Mode, Step};
use crate::screen::ahead;
use crate::screen::desk::{Desk, Toward};
use crate::screen::element::{View, classed, nothing, row};
use crate::screen::patterns::button::{Look, button};
use crate::screen::patterns::choices::{Item, Many, choices};
use crate::screen::patterns::field::{Takes, field};
use crate::screen::patterns::frame::{Around, Hidden};
use crate::screen::patterns::text::{body, inset};
use crate::screen::words::{engine, say};

/// Draws the page's questions with what was answered and what is wrong.
pub fn page(desk: Desk, page: &'static Page) -> View {
    let facts = ahead::questions(desk, page);
    let vocabulary = &engine().bundle().vocabulary;
    let alone = facts.len() == 1;
    let mut inner = Vec::new();
    if !alone {
        inner.push(headed(page));
    }
    if page.step == Step::Start && engine().bundle().journey.pages.first().is_some_and(|first| first.id == page.id) {
        inner.push(opening(desk));
    }
    if let Some(lines) = ahead::advice(desk, page) {
        inner.push(lines);
    }
    let mut with_open = 0;
    for id in facts {
        let Some(fact) = vocabulary.fact(id) else { continue };
        inner.push(question(desk, id, fact, ahead::error_at(desk, &fact.id), alone));
        if !matches!(fact.kind, Kind::Set(_)) && fact.kind.choices().iter().any(|choice| choice.open) {
            with_open += 1;
        }
    }
    let mut buttons = classed("div", "govuk-button-group").child(go_on(desk, "page.continue"));
    if with_open > 1 {
        buttons = buttons.child(rest_not_known(desk));
    }
    inner.push(buttons.done());
    ahead::framed(desk, row(inner))
}

/// What this is, how long it takes, and that nothing is sent.
fn opening(desk: Desk) -> View {
    let takes = match desk.mode() {
        Mode::Professional => "page.start_professional",
        Mode::Community => "page.start_community",
    };
    let unreviewed = engine().bundle().words.notice().map_or_else(nothing, body);
    inset(row(vec![body(say(takes)), body(say("page.private")), body(say("exit.about")), unreviewed]))
}

fn rest_not_known(desk: Desk) -> View {
    button(Look::Secondary, say("page.rest_not_known"), Box::new(move |_| ahead::go(desk, Toward::RestNotKnown)))
}

fn question(desk: Desk, id: FactId, fact: &'static Fact, error: String, is_heading: bool) -> View {
    let mut around = Around {
        id: control_id(&fact.id),
        fact: fact.id.clone(),
        question: fact.asks(desk.mode() == Mode::Community).to_owned(),
        hint: fact.hint.clone(),
        filled_in: ahead::filled_in(desk, id),
        error,
        error_prefix: say("error.prefix"),
        is_heading,
    };
    let hidden: Hidden = Some(Box::new(move || desk.session.with(|session| !session.is_shown_here(engine(), id))));
    match &fact.kind {
        Kind::Choice(values) | Kind::Bands { values, .. } => {
            let choose = move |place, _| desk.note(|session| session.choose(id, place));
            let in_line = values.len() <= 4 && values.iter().all(|value| value.says.len() <= 16);
            let many = if in_line { Many::OneInLine } else { Many::One };
            choices(&around, many, items(values, chosen(desk, id)), hidden, Rc::new(choose))
        }
        Kind::Set(values) => {
            add_hint(&mut around, "page.several");
            let choose = move |place, chosen| desk.note(|session| session.toggle(id, place, chosen));
            choices(&around, Many::Several, items(values, chosen(desk, id)), hidden, Rc::new(choose))
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
            let typed = move |text| desk.note(|session| session.typed.put(&fact.id, text));
            field(&around, takes, &value, hidden, Box::new(typed))
        }
    }
}

/// Adds a sentence to the hint, unless the fact's own hint says it already.
fn add_hint(around: &mut Around, key: &str) {
    if !around.hint.contains(say(key)) {
        around.hint = [around.hint.as_str(), " ", say(key)].concat().trim().to_owned();
    }
}

/// The values that are chosen, one bit each.
fn chosen(desk: Desk, id: FactId) -> u64 {
    desk.look(|session| match session.value(id) {
        Some(Value::Choice(value)) => 1 << *value,
        Some(Value::Set(set)) => *set,
        _ => 0,
    })
}

fn items(values: &[Choice], chosen: u64) -> Vec<Item> {
    let mut items = Vec::new();
    for (place, value) in values.iter().enumerate() {
        items.push(Item { value: value.is.clone(), says: value.says.clone(), hint: String::new(), chosen: chosen & (1 << place) != 0 });
    }
    items
}
