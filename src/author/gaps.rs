//! What nothing answers in an area on a day, as a picture and in words.

use std::sync::Arc;

use leptos::prelude::*;

use super::bench::Bench;
use super::days::{self, Calendar};
use super::picture::{Picture, picture};
use super::places;
use super::task::{Task, pause, until};
use crate::prove::needs;
use crate::prove::survey::Survey;
use crate::screen::element::{View, classed, element, nothing};
use crate::screen::patterns::text::body;
use crate::screen::words::{fill, say};

/// How long nothing is typed before the survey begins, in milliseconds.
const PAUSE: u32 = 800;

/// The choice of the day, and the gaps on it.
pub fn gaps(bench: Bench) -> View {
    let (calendar, drawn, fresh, task) = (RwSignal::new(None), RwSignal::new(None), RwSignal::new(false), Task::new());
    Effect::new(move |_| {
        fresh.set(false);
        start(bench, calendar, drawn, fresh, task);
    });
    // The survey goes on with the next day.
    Effect::new(move |_| {
        bench.on.track();
        task.wake();
    });
    let told = move || classed("span", "").text(&told(bench, fresh.get(), drawn.get().as_deref())).done();
    let told = classed("p", "govuk-body").set("role", "status").dynamic(Box::new(told));
    let chosen = move || calendar.get().map_or_else(nothing, |calendar: Arc<Calendar>| untrack(|| days::days(bench, &calendar)));
    let seen = move || drawn.get().map_or_else(nothing, |drawn: Arc<Picture>| untrack(|| picture(&drawn)));
    let whole = element("div").child(body(say("gaps.lead"))).dynamic(Box::new(chosen)).child(told.done());
    whole.dynamic(Box::new(seen)).done()
}

/// Surveys the area anew whenever the packs or the area have changed, then looks at one day after the other. `fresh` tells
/// whether what is drawn is about the packs as they are.
fn start(bench: Bench, calendar: RwSignal<Option<Arc<Calendar>>>, drawn: RwSignal<Option<Arc<Picture>>>, fresh: RwSignal<bool>, task: Task) {
    let found = bench.found.get();
    if bench.checking.get() {
        return task.stop();
    }
    let Some((found, bundle)) = found.as_ref().and_then(|found| Some((found, found.bundle.as_ref()?))) else {
        task.stop();
        calendar.set(None);
        return drawn.set(None);
    };
    let (found, area) = (found.clone(), places::chosen(bench, bundle));
    task.start(async move {
        pause(PAUSE).await;
        let Some(bundle) = &found.bundle else { return };
        let Ok(needs) = needs::read(&found.files, bundle) else { return };
        let on = bench.on.get_untracked();
        let Some(mut survey) = Survey::of(bundle, &needs, &area, on) else { return };
        calendar.set(Calendar::of(bundle, &area, on).map(Arc::new));
        loop {
            pause(0).await;
            let on = bench.on.get_untracked();
            drawn.set(Some(Arc::new(Picture::of(&survey.gaps(on), bundle, on))));
            fresh.set(true);
            until(|| bench.on.get_untracked() != on).await;
        }
    });
}

/// What is seen, and how many needs have nothing.
fn told(bench: Bench, fresh: bool, picture: Option<&Picture>) -> String {
    let Some(picture) = picture else { return say("gaps.waiting").to_owned() };
    if !fresh || bench.on.get() != picture.on || bench.checking.get() {
        return say("gaps.working").to_owned();
    }
    let (nothing, all) = (picture.nothing().to_string(), picture.needs().to_string());
    fill("gaps.told", &[("area", &picture.area), ("day", &picture.day), ("count", &nothing), ("all", &all)])
}
