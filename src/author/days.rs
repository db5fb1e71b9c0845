//! Which day is looked at: slid over the days on which something begins or ends, or typed.

use std::collections::BTreeSet;
use std::rc::Rc;
use std::sync::Arc;

use leptos::prelude::*;

use super::bench::Bench;
use crate::decide::explain::words::day_words;
use crate::facts::Day;
use crate::journey::typed::iso;
use crate::packs::Bundle;
use crate::packs::pack::{Pathway, Status};
use crate::prove::setting::Place;
use crate::screen::element::{View, classed, element, nothing, row};
use crate::screen::patterns::field::{Takes, field};
use crate::screen::patterns::frame::Around;
use crate::screen::patterns::slider::slider;
use crate::screen::patterns::text::bullets;
use crate::screen::words::{fill, say};

/// The days of an area on which something begins or ends, with what that is.
pub struct Calendar {
    days: Vec<Turning>,
}

/// One of them.
struct Turning {
    day: Day,
    says: String,
    happens: Vec<String>,
}

impl Calendar {
    /// The days of an area, and the one from which we look.
    pub fn of(bundle: &Bundle, area: &str, today: Day) -> Option<Calendar> {
        let place = Place::all(bundle).into_iter().find(|place| place.id() == area)?;
        let pathways: Vec<&Pathway> = place.pathways().map(|(_, pathway)| pathway).collect();
        let days: BTreeSet<Day> = place.turning_days().into_iter().chain([today]).collect();
        let turning = |day| Turning { day, says: day_words(&bundle.words, day), happens: happens(&pathways, day) };
        Some(Calendar { days: days.into_iter().map(turning).collect() })
    }

    /// The last of the days that has come on a day.
    fn at(&self, day: Day) -> usize {
        self.days.iter().rposition(|turning| turning.day <= day).unwrap_or(0)
    }
}

/// What begins on a day, and what is no longer known to run.
fn happens(pathways: &[&Pathway], day: Day) -> Vec<String> {
    let told = |pathway: &&Pathway| {
        let Status::Windows { windows, .. } = &pathway.status else { return Vec::new() };
        let ends = windows.iter().any(|window| window.to.next() == day) && !windows.iter().any(|window| window.from == day);
        let begins = windows.iter().any(|window| window.from == day) && !windows.iter().any(|window| window.to.next() == day);
        let says = |key: &str| fill(key, &[("name", &pathway.name)]);
        [begins.then(|| says("days.begins")), ends.then(|| says("days.ends"))].into_iter().flatten().collect()
    };
    pathways.iter().flat_map(told).collect()
}

/// A slider and a field, which follow each other, and what happens on the day.
pub fn days(bench: Bench, calendar: &Arc<Calendar>) -> View {
    let (slid, typed, wrong) = (RwSignal::new(0_u32), RwSignal::new(0_u32), RwSignal::new(false));
    let count = |signal: RwSignal<u32>| signal.set(signal.get_untracked().wrapping_add(1));
    let known = calendar.clone();
    let sliding = move || {
        typed.get();
        let slide = {
            let known = known.clone();
            move |step: usize| {
                if let Some(turning) = known.days.get(step) {
                    bench.on.set(turning.day);
                    wrong.set(false);
                    count(slid);
                }
            }
        };
        let at = known.at(bench.on.get_untracked());
        let says = {
            let known = known.clone();
            move || known.days.get(known.at(bench.on.get())).map(|turning| turning.says.clone())
        };
        let around = Around { id: "day-slider".into(), question: say("days.slide").into(), hint: say("days.slide_hint").into(), ..Around::default() };
        untrack(|| slider(&around, known.days.len(), at, Box::new(says), Rc::new(slide)))
    };
    let typing = move || {
        slid.get();
        let take = move |text: String| match Day::parse(&iso(text.trim())) {
            Some(day) => {
                wrong.set(false);
                bench.on.set(day);
                count(typed);
            }
            None => wrong.set(true),
        };
        let around = Around { id: "day".into(), question: say("days.type").into(), hint: say("days.type_hint").into(), ..Around::default() };
        let (year, month, day) = bench.on.get_untracked().ymd();
        let written = [day.to_string(), month.to_string(), year.to_string()].join("/");
        untrack(|| field(&around, Takes::Date, &written, None, Box::new(take)))
    };
    let warns = move || if wrong.get() { classed("p", "govuk-error-message").text(say("days.wrong")).done() } else { nothing() };
    let known = calendar.clone();
    let happens = move || {
        let on = bench.on.get();
        untrack(|| on_day(&known, on))
    };
    row(vec![
        element("div").dynamic(Box::new(sliding)).done(),
        element("div").dynamic(Box::new(typing)).done(),
        element("div").set("role", "alert").dynamic(Box::new(warns)).done(),
        element("div").dynamic(Box::new(happens)).done(),
    ])
}

fn on_day(calendar: &Calendar, on: Day) -> View {
    let turning = calendar.days.iter().find(|turning| turning.day == on);
    let Some(turning) = turning.filter(|turning| !turning.happens.is_empty()) else { return nothing() };
    let happens: Vec<&str> = turning.happens.iter().map(String::as_str).collect();
    row(vec![classed("p", "govuk-body govuk-!-margin-bottom-1").text(&fill("days.happens", &[("day", &turning.says)])).done(), bullets(&happens)])
}
