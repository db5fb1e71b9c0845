//! Every answer, to check, each with a way to change it.

use leptos::prelude::WithUntracked;

use super::done::send::is_sent;
use super::{go_on, headed};
use crate::decide::explain::words::value_words;
use crate::journey::Session;
use crate::packs::Page;
use crate::packs::journey::Step;
use crate::referral::fields::{FIELDS, Need};
use crate::screen::ahead::{filled_in_words, framed};
use crate::screen::desk::Desk;
use crate::screen::element::{self, View, classed, nothing, row};
use crate::screen::patterns::button::link_button;
use crate::screen::patterns::summary_list::{Action, Cell, Row, summary_list};
use crate::screen::patterns::text::{body, section, warning};
use crate::screen::words::{engine, fill, say};

/// The page to check answers on.
pub fn page(desk: Desk, page: &'static Page) -> View {
    let sent = desk.posted.with_untracked(|posted| is_sent(&posted.came));
    let lead = if sent { nothing() } else { body(say("check.lead")) };
    let mut inner = vec![headed(page), lead, warning(say("form.restricted"), say("done.restricted"))];
    for step in Step::ALL {
        inner.push(answers_of(desk, step));
    }
    inner.push(aside(desk));
    inner.push(details_rows(desk));
    inner.push(go_on(desk, "check.finish"));
    framed(desk, row(inner))
}

fn answers_of(desk: Desk, step: Step) -> View {
    let rows = desk.look(|session| rows_of(desk, session, step));
    if rows.is_empty() {
        return nothing();
    }
    row(vec![section(say(&["step.", step.id()].concat())), summary_list(rows)])
}

fn rows_of(desk: Desk, session: &Session, step: Step) -> Vec<Row> {
    let vocabulary = &engine().bundle().vocabulary;
    let mut rows = Vec::new();
    for reached in session.way(engine(), desk.on).pages() {
        if reached.page.step != step {
            continue;
        }
        for fact in &reached.facts {
            if session.is_shown(engine(), *fact) {
                let value = session.answers.get(*fact).map(|value| value_words(engine().bundle(), *fact, value));
                let by = session.filled_in_by(*fact).filter(|_| value.is_some());
                let row = changed(desk, &reached.page.id, vocabulary.short(*fact), value.unwrap_or_else(|| say("check.none").to_owned()));
                rows.push(match by {
                    Some(from) => filled_in(row, from),
                    None => row,
                });
            }
        }
    }
    rows
}

/// The answers that do not count now, each with the answer that closes it.
fn aside(desk: Desk) -> View {
    let vocabulary = &engine().bundle().vocabulary;
    let mut rows = Vec::new();
    desk.look(|session| {
        let way = session.way(engine(), desk.on);
        for aside in session.aside(engine(), desk.on) {
            let [fact, closed_by] = [aside.fact, aside.closed_by].map(|fact| vocabulary.short(fact));
            let says = fill("aside.comes_back", &[("fact", fact), ("closed_by", closed_by)]);
            let page = way.page_of(aside.closed_by).map_or("", |page| page.id.as_str());
            rows.push(changed(desk, page, closed_by, says));
        }
    });
    if rows.is_empty() { nothing() } else { row(vec![section(say("aside.title")), body(say("aside.lead")), summary_list(rows)]) }
}

fn details_rows(desk: Desk) -> View {
    let mode = desk.mode();
    let mut rows = Vec::new();
    let names = desk.look(|session| session.chosen.join(", "));
    if !names.is_empty() {
        rows.push(changed(desk, "choose", say("choose.question"), names));
    }
    for field in FIELDS.iter().filter(|f| f.need(mode) != Need::No && !matches!(f.section(), "chosen" | "declined")) {
        let entries = if field.repeats() { desk.look(|session| session.details.count(field.section())) } else { 1 };
        for place in 0..entries {
            let path = field.at(place);
            let value = desk.look(|session| session.details.get(&path).to_owned());
            if !value.is_empty() {
                rows.push(changed(desk, page_of(desk, field.section()), &super::details::label(&path), value));
            }
        }
    }
    row(vec![section(say("check.details")), summary_list(rows)])
}

/// The page of the mode on which a section of the details stands.
fn page_of(desk: Desk, section: &str) -> &'static str {
    let mode = desk.mode();
    let asks = |page: &&Page| page.modes.contains(&mode) && page.details.iter().any(|known| known == section);
    engine().bundle().journey.pages.iter().find(asks).map_or("", |page| &page.id)
}

/// A row of which the answer is as somebody has filled it in.
fn filled_in(row: Row, from: &str) -> Row {
    let by = classed("p", "govuk-hint govuk-!-margin-bottom-0").text(&filled_in_words("filled_in.row", from)).done();
    Row { value: Cell { says: element::row(vec![row.value.says, by]), ..row.value }, ..row }
}

/// A row with the way to the page on which it can be changed.
fn changed(desk: Desk, page: &str, key: &str, value: String) -> Row {
    let page = page.to_owned();
    let action = link_button(say("check.change"), key, Box::new(move |_| desk.act(|session| session.change(engine(), desk.on, &page))));
    Row { key: key.to_owned().into(), value: value.into(), actions: vec![Action::Made(action)], ..Row::default() }
}
