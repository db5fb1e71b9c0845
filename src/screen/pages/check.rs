//! Every answer, to check, each with a way to change it.

use leptos::prelude::*;

use super::{framed, go_on, headed};
use crate::decide::explain::value_words;
use crate::packs::Page;
use crate::packs::journey::Step;
use crate::referral::fields::{FIELDS, Need};
use crate::screen::desk::Desk;
use crate::screen::patterns::button::link_button;
use crate::screen::patterns::summary_list::{Row, summary_list};
use crate::screen::patterns::text::{body, section, warning};
use crate::screen::words::{engine, say};

/// The page to check answers on.
pub fn page(desk: Desk, page: &'static Page) -> AnyView {
    let steps: Vec<AnyView> = Step::ALL.into_iter().map(|step| answers_of(desk, step)).collect();
    let inner = view! {
        {headed(page)}
        {body(say("check.lead").into())}
        {warning(say("form.restricted"), say("done.restricted").into())}
        {steps}
        {details_rows(desk)}
        {go_on(desk, "check.finish")}
    };
    framed(desk, Vec::new(), inner.into_any())
}

fn answers_of(desk: Desk, step: Step) -> AnyView {
    let vocabulary = &engine().bundle().vocabulary;
    let rows: Vec<Row> = desk.look(|session| {
        let way = session.way(engine(), desk.on);
        let pages = way.pages().iter().filter(|reached| reached.page.step == step);
        pages
            .flat_map(|reached| reached.facts.iter().map(move |fact| (&reached.page.id, *fact)))
            .filter(|(_, fact)| session.is_shown(engine(), *fact))
            .map(|(page, fact)| {
                let key = vocabulary.short(fact).to_owned();
                let value = session.answers.get(fact).map(|value| value_words(vocabulary, fact, value));
                Row { action: Some(change(desk, page.clone(), key.clone())), key, value: value.unwrap_or_else(|| say("check.none").into()) }
            })
            .collect()
    });
    if rows.is_empty() {
        return ().into_any();
    }
    view! { {section(say(&format!("step.{}", step.id())).into())} {summary_list(rows)} }.into_any()
}

fn details_rows(desk: Desk) -> AnyView {
    let mode = desk.mode();
    let mut rows: Vec<Row> = desk.look(|session| {
        let names = session.chosen().join(", ");
        let chosen = (!names.is_empty()).then(|| Row { key: say("choose.question").into(), value: names, action: Some(change(desk, "choose".into(), say("choose.question").into())) });
        chosen.into_iter().collect()
    });
    for field in FIELDS.iter().filter(|f| f.need(mode) != Need::No && !matches!(f.section(), "chosen" | "declined")) {
        let entries = if field.repeats() { desk.look(|session| session.details.count(field.section())) } else { 1 };
        for place in 0..entries {
            let path = field.at(place);
            let value = desk.look(|session| session.details.get(&path).to_owned());
            if !value.is_empty() {
                let key = super::details::label(&path);
                rows.push(Row { action: Some(change(desk, "details".into(), key.clone())), key, value });
            }
        }
    }
    view! { {section(say("check.details").into())} {summary_list(rows)} }.into_any()
}

fn change(desk: Desk, page: String, about: String) -> AnyView {
    link_button(say("check.change"), about, move || desk.act(|session| session.change(&page)))
}
