//! The view from top to bottom.

use leptos::prelude::*;

use super::bench::Bench;
use super::{changes, check, editor, faults, gaps, open, places, proofs};
use crate::screen::element::{View, classed, element, inside, listen};
use crate::screen::patterns::text::{body, heading, section};
use crate::screen::words::say;

/// Draws the view in the bench's root. Leptos' own view is empty: what stands there goes with its owner.
pub fn page(bench: Bench) {
    let page = classed("div", "waymark-page waymark-author").set("data-mode", "author");
    let page = page.child(heading(say("author.title"))).child(body(say("author.lead")));
    let page = page.child(part("packs", say("author.packs"), vec![open::open(bench), editor::editor(bench)]));
    let page = page.child(part("faults", say("author.faults"), vec![faults::faults(bench)]));
    let page = page.child(part("places", say("author.places"), vec![places::places(bench)]));
    let page = page.child(part("proofs", say("author.proofs"), vec![proofs::proofs(bench)]));
    let page = page.child(part("gaps", say("author.gaps"), vec![gaps::gaps(bench)]));
    let page = page.child(part("changes", say("author.changes"), vec![changes::changes(bench)]));
    drop(bench.with_root(|root| inside(root).child(page.done())));
    keep_what_was_typed(bench);
    check::soon(bench);
    on_cleanup(move || {
        bench.with_root(|root| root.set_text_content(None));
    });
}

/// One part of the page under its heading.
fn part(name: &str, title: &str, views: Vec<View>) -> View {
    let part = element("section").set("data-section", name).child(section(title));
    views.into_iter().fold(part, |part, view| part.child(view)).done()
}

/// The browser asks before it leaves while something is not saved.
fn keep_what_was_typed(bench: Bench) {
    let leaving = move |event: web_sys::Event| {
        if bench.opened.read_untracked().iter().any(|opened| opened.is_changed()) {
            event.prevent_default();
        }
    };
    listen(&gloo::utils::window(), "beforeunload", false, Box::new(leaving));
}
