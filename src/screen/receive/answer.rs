//! The answer to a referral: accepted, not accepted and where instead, or what more is needed, and who says so.

use std::rc::Rc;

use leptos::prelude::*;

use super::tray::Tray;
use crate::receive::Received;
use crate::receive::reply::{Outcome, Reply};
use crate::receive::view::{detail_label, fact_label, place_name};
use crate::screen::element::{View, nothing, row};
use crate::screen::pages::control_id;
use crate::screen::patterns::button::{Look, button};
use crate::screen::patterns::choices::{Item, Many, choices};
use crate::screen::patterns::field::{Takes, field};
use crate::screen::patterns::frame::{Around, Hidden};
use crate::screen::patterns::text::body;
use crate::screen::words::{engine, say};

/// The id of a field's control.
pub fn id(path: &str) -> String {
    ["reply-", &control_id(path)].concat()
}

/// The form.
pub fn form(tray: Tray, received: &Received) -> View {
    let referral = received.referral(engine());
    row(vec![
        body(say("receiving.names")),
        outcome(tray),
        text(tray, "reason", ["reply.reason", "receiving.reason_hint"], Takes::Long, None, |reply| &mut reply.reason),
        instead(tray, received.instead(&referral)),
        text(tray, "elsewhere", ["receiving.elsewhere", ""], Takes::Long, Some(Outcome::NotAccepted), |reply| &mut reply.elsewhere),
        asks(tray, &referral.decision.missing, &referral.incomplete),
        text(tray, "questions", ["receiving.questions", "receiving.questions_hint"], Takes::Long, Some(Outcome::MoreNeeded), |reply| {
            &mut reply.questions
        }),
        text(tray, "by.service", ["receiving.service", ""], Takes::Text, None, |reply| &mut reply.by.service),
        text(tray, "by.role", ["receiving.role", ""], Takes::Text, None, |reply| &mut reply.by.role),
        text(tray, "by.phone", ["receiving.phone", "receiving.phone_hint"], Takes::Phone, None, |reply| &mut reply.by.phone),
        text(tray, "by.email", ["receiving.email", ""], Takes::Email, None, |reply| &mut reply.by.email),
        button(Look::Primary, say("receiving.make"), Box::new(move |_| tray.make())),
    ])
}

fn around(tray: Tray, path: &str, question: &'static str, hint: &'static str) -> Around {
    let words = &engine().bundle().words;
    let error = tray.faults().iter().find(|fault| fault.field == path).map(|fault| fault.says(words)).unwrap_or_default();
    let hint = if hint.is_empty() { "" } else { say(hint) };
    Around {
        id: id(path),
        fact: path.into(),
        question: say(question).into(),
        hint: hint.into(),
        error,
        error_prefix: say("error.prefix"),
        ..Around::default()
    }
}

/// Hidden but for one outcome.
fn only(tray: Tray, outcome: Option<Outcome>) -> Hidden {
    outcome.map(|outcome| Box::new(move || tray.reply.with(|reply| reply.outcome != Some(outcome))) as Box<dyn Fn() -> bool>)
}

fn outcome(tray: Tray) -> View {
    let chosen = tray.reply.with_untracked(|reply| reply.outcome);
    let item = |outcome: &Outcome| Item {
        value: outcome.id().into(),
        says: say(&["reply.is.", outcome.id()].concat()).into(),
        hint: String::new(),
        chosen: chosen == Some(*outcome),
    };
    let choose = move |place: usize, _| tray.note(|reply| reply.outcome = Outcome::ALL.get(place).copied());
    choices(&around(tray, "outcome", "reply.outcome", ""), Many::One, Outcome::ALL.iter().map(item).collect(), None, Rc::new(choose))
}

/// The field of one text of the reply.
fn text(tray: Tray, path: &'static str, words: [&'static str; 2], takes: Takes, when: Option<Outcome>, part: fn(&mut Reply) -> &mut String) -> View {
    let [question, hint] = words;
    let held = tray.reply.try_update_untracked(|reply| part(reply).clone()).unwrap_or_default();
    let typed = move |text| tray.note(|reply| *part(reply) = text);
    field(&around(tray, path, question, hint), takes, &held, only(tray, when), Box::new(typed))
}

fn instead(tray: Tray, ids: Vec<String>) -> View {
    let named = ids.into_iter().map(|id| (place_name(engine().bundle(), &id), id)).collect();
    several(tray, "instead", ["reply.instead", ""], Outcome::NotAccepted, named, |reply, _| &mut reply.instead)
}

/// The details that were not given, then the answers that could still change the result.
fn asks(tray: Tray, facts: &[&str], details: &[String]) -> View {
    let bundle = engine().bundle();
    let detail = |path: &String| (detail_label(bundle, path), path.clone());
    let fact = |id: &&str| (fact_label(bundle, id), (*id).to_owned());
    let named = details.iter().map(detail).chain(facts.iter().map(fact)).collect();
    several(tray, "asks", ["reply.asks", "receiving.asks_hint"], Outcome::MoreNeeded, named, |reply, id| {
        if engine().bundle().vocabulary.find(id).is_some() { &mut reply.facts } else { &mut reply.details }
    })
}

/// Checkboxes of a list of the reply: names and ids. `list` gives the list that an id belongs to.
fn several(
    tray: Tray,
    path: &str,
    words: [&'static str; 2],
    when: Outcome,
    named: Vec<(String, String)>,
    list: for<'r> fn(&'r mut Reply, &str) -> &'r mut Vec<String>,
) -> View {
    if named.is_empty() {
        return nothing();
    }
    let [question, hint] = words;
    let held = |id: &str| tray.reply.try_update_untracked(|reply| list(reply, id).iter().any(|known| known == id)).unwrap_or_default();
    let items = named.iter().map(|(says, id)| Item { value: id.clone(), says: says.clone(), hint: String::new(), chosen: held(id) }).collect();
    let choose = move |place: usize, chosen: bool| {
        let Some((_, id)) = named.get(place) else { return };
        tray.note(|reply| {
            let list = list(reply, id);
            list.retain(|known| known != id);
            if chosen {
                list.push(id.clone());
            }
        });
    };
    choices(&around(tray, path, question, hint), Many::Several, items, only(tray, Some(when)), Rc::new(choose))
}
