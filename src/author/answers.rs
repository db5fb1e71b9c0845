//! Answers that show something, to be read, copied and saved.

use leptos::prelude::*;

use crate::decide::explain::words::value_words;
use crate::facts::Answers;
use crate::facts::raw::Raw;
use crate::packs::Bundle;
use crate::prove::space::Recorded;
use crate::screen::browser;
use crate::screen::element::{View, classed, element, row};
use crate::screen::patterns::button::{Look, button};
use crate::screen::patterns::details::details;
use crate::screen::patterns::text::{body, bullet_list};
use crate::screen::words::{fill, say};

/// The answers as a list under a summary, with ways to take them along.
pub fn answers(bundle: &Bundle, recorded: &Recorded) -> View {
    let mut list = bullet_list();
    for line in lines(bundle, recorded) {
        list = list.child(element("li").text(&line).done());
    }
    let list = if recorded.is_empty() { body(say("answers.none")) } else { list.done() };
    details(&fill("answers.summary", &[("count", &recorded.len().to_string())]), row(vec![list, to_take(recorded)]))
}

/// Each answer in words: the fact, and what was answered.
fn lines(bundle: &Bundle, recorded: &Recorded) -> Vec<String> {
    let vocabulary = &bundle.vocabulary;
    match Answers::read(vocabulary, &Raw::Object(recorded.clone())) {
        Ok(answers) => answers.answered().map(|(fact, value)| pair(vocabulary.short(fact), &value_words(bundle, fact, value))).collect(),
        Err(_) => recorded.iter().map(|(fact, value)| pair(fact, &value.describe())).collect(),
    }
}

/// One answer in words.
pub fn line(bundle: &Bundle, fact: &str, value: &Raw) -> String {
    lines(bundle, &vec![(fact.to_owned(), value.clone())]).join("; ")
}

fn pair(fact: &str, value: &str) -> String {
    if value.is_empty() { fact.to_owned() } else { [fact, ": ", value].concat() }
}

/// As `waymark decide` reads them.
fn to_take(recorded: &Recorded) -> View {
    let json = serde_json::to_string_pretty(&Raw::Object(recorded.clone())).unwrap_or_default() + "\n";
    let told = RwSignal::new("");
    let (copied, saved) = (json.clone(), json);
    let copy = move |_| browser::copy(&copied, move |done| told.set(if done { say("answers.copied") } else { say("answers.not_copied") }));
    let save = move |_| drop(browser::save("smallest-answers.json", "application/json", &saved));
    let buttons = classed("div", "govuk-button-group").child(button(Look::Secondary, say("answers.copy"), Box::new(copy))).child(button(
        Look::Secondary,
        say("answers.save"),
        Box::new(save),
    ));
    let told = classed("p", "govuk-body").set("role", "status").react_text(Box::new(move || told.get()));
    row(vec![buttons.done(), told.done()])
}
