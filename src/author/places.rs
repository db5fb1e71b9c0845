//! Which area is looked at.

use std::rc::Rc;

use leptos::prelude::*;

use super::bench::Bench;
use crate::packs::Bundle;
use crate::screen::element::{View, element, nothing};
use crate::screen::patterns::frame::Around;
use crate::screen::patterns::select::select;
use crate::screen::words::say;

/// The choice of the area.
pub fn places(bench: Bench) -> View {
    // Drawn anew only where other areas are there, so that a choice that has the focus stays.
    let areas = Memo::new(move |_| bench.found.get().and_then(|found| Some(listed(found.bundle.as_ref()?))).unwrap_or_default());
    let choice = move || {
        let (areas, chosen) = (areas.get(), bench.area.get());
        if areas.is_empty() {
            return nothing();
        }
        let chosen = in_list(&areas, &chosen);
        let around = Around { id: "area".into(), question: say("places.label").into(), hint: say("places.hint").into(), ..Around::default() };
        // What was chosen in the list itself need not be drawn.
        untrack(|| select(&around, &areas, &chosen, Rc::new(move |area| bench.area.set(area))))
    };
    element("div").dynamic(Box::new(choice)).done()
}

/// The area that is looked at: the first, where the chosen one is not there.
pub fn chosen(bench: Bench, bundle: &Bundle) -> String {
    in_list(&listed(bundle), &bench.area.get())
}

fn in_list(areas: &[(String, String)], chosen: &str) -> String {
    let found = areas.iter().find(|(id, _)| id == chosen).or(areas.first());
    found.map(|(id, _)| id.clone()).unwrap_or_default()
}

fn listed(bundle: &Bundle) -> Vec<(String, String)> {
    bundle.areas.iter().map(|pack| (pack.id.clone(), pack.title.clone())).collect()
}
