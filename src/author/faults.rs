//! What is wrong, each with its place, the line itself, and how to mend it.

use std::sync::Arc;

use leptos::prelude::*;

use super::bench::{Bench, Found};
use super::caret;
use super::excerpt::Excerpt;
use crate::packs::text::fault::Fault;
use crate::screen::element::{View, classed, element, nothing};
use crate::screen::patterns::button::like_link;
use crate::screen::words::{fill, say};

/// How many there are, read out when it changes, and each of them.
pub fn faults(bench: Bench) -> View {
    let told = move || classed("span", "").text(&count(bench)).done();
    let told = classed("p", "govuk-body").set("role", "status").set("data-count", "").dynamic(Box::new(told));
    let list = move || match bench.found.get() {
        Some(found) => untrack(|| list(bench, &found)),
        None => nothing(),
    };
    element("div").child(told.done()).dynamic(Box::new(list)).done()
}

fn count(bench: Bench) -> String {
    let found = bench.found.get();
    let (Some(found), false) = (found, bench.checking.get()) else { return say("faults.checking").to_owned() };
    let opened = bench.opened.read_untracked().len();
    match (found.faults.len(), opened) {
        (0, 0) => say("faults.built_in").to_owned(),
        (0, _) => say("faults.none").to_owned(),
        (1, _) => say("faults.one").to_owned(),
        (many, _) => fill("faults.many", &[("count", &many.to_string())]),
    }
}

fn list(bench: Bench, found: &Arc<Found>) -> View {
    let mut list = classed("ol", "govuk-list waymark-faults");
    for fault in &found.faults {
        list = list.child(one(bench, fault, found.files.text(&fault.file)));
    }
    if found.faults.is_empty() { nothing() } else { list.done() }
}

fn one(bench: Bench, fault: &Fault, text: &str) -> View {
    let parts = [("file", fault.file.as_str()), ("line", &fault.line.to_string()), ("column", &fault.column.to_string())];
    let (meant, excerpt) = (fault.clone(), Excerpt::of(text, &fault.span));
    let place = like_link(Box::new(move |_| go_to(bench, &meant))).text(&fill("faults.place", &parts)).done();
    let mut item = classed("li", "waymark-fault").set("data-fault", "").child(place);
    item = item.child(told("waymark-fault__wrong", &fault.wrong)).child(line(excerpt));
    if let Some((span, says)) = &fault.beside {
        let beside = Excerpt::of(text, span);
        let says = fill("faults.beside", &[("line", &beside.line.to_string()), ("says", says)]);
        item = item.child(told("", &says)).child(line(beside));
    }
    item.child(told("", &fill("faults.mend", &[("mend", &fault.mend)]))).done()
}

/// A sentence, with what stands between backticks set as it stands in packs.
fn told(class: &str, text: &str) -> View {
    let mut whole = classed("p", &["govuk-body ", class].concat());
    for (place, part) in text.split('`').enumerate() {
        whole = if place % 2 == 1 { whole.child(classed("code", "waymark-quoted").text(part).done()) } else { whole.text(part) };
    }
    whole.done()
}

/// One line of the file, with its number and the place marked.
fn line(excerpt: Excerpt) -> View {
    let number = classed("span", "waymark-code__number").text(&excerpt.line.to_string());
    let mark = if excerpt.place.is_empty() { say("faults.here") } else { &excerpt.place };
    let mark = element("mark").text(mark);
    let code = element("code").text(&excerpt.before).child(mark.done()).text(&excerpt.after);
    classed("div", "waymark-code").set("translate", "no").child(number.done()).text(" ").child(code.done()).done()
}

/// Puts the caret at the fault, in its file: opened for it, where it is one that is built in.
fn go_to(bench: Bench, fault: &Fault) {
    if bench.number_of(&fault.file).is_none() {
        bench.open_built_in(&fault.file);
    }
    let Some(number) = bench.number_of(&fault.file) else { return };
    if bench.current.get_untracked() != number {
        bench.current.set(number);
        // The choice of the file is drawn anew with it.
        bench.opened.notify();
    }
    let fault = fault.clone();
    request_animation_frame(move || {
        let text = bench.opened.read_untracked().iter().find(|file| file.number == number).map(|file| file.file.text.clone());
        caret::go_to(bench, number, &text.unwrap_or_default(), fault.span.start, fault.span.end);
    });
}
