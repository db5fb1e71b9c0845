//! Checks the packs while they are edited: after a pause, and part by part, so that typing never waits.

use std::sync::Arc;

use gloo::timers::callback::Timeout;
use leptos::prelude::*;

use super::bench::{Bench, Found};
use crate::lint;
use crate::packs::text::load;

/// How long nothing is typed before a check begins, in milliseconds.
const PAUSE: u32 = 400;

/// Checks after a pause: something was typed.
pub fn later(bench: Bench) {
    check(bench, PAUSE);
}

/// Checks at once: files came or went.
pub fn soon(bench: Bench) {
    check(bench, 0);
}

fn check(bench: Bench, pause: u32) {
    let turn = bench.turn.get_value().wrapping_add(1);
    bench.turn.set_value(turn);
    bench.checking.set(true);
    next(bench, pause, move || read(bench));
}

/// Goes on after this many milliseconds, unless something has changed or the view has gone.
pub fn next(bench: Bench, pause: u32, work: impl FnOnce() + 'static) {
    let turn = bench.turn.get_value();
    let go_on = move || {
        if bench.turn.try_get_value() == Some(turn) {
            work();
        }
    };
    Timeout::new(pause, go_on).forget();
}

/// Whether the packs are well-formed.
fn read(bench: Bench) {
    let files = bench.files();
    match load(&files) {
        Err(faults) => tell(bench, Found { files, faults, bundle: None }),
        Ok(bundle) => next(bench, 0, move || {
            // Whether packs can mean what they say is asked once they are well-formed.
            let faults = lint::faults(&files, &bundle);
            let bundle = faults.is_empty().then_some(bundle);
            tell(bench, Found { files, faults, bundle });
        }),
    }
}

fn tell(bench: Bench, found: Found) {
    bench.found.set(Some(Arc::new(found)));
    bench.checking.set(false);
}
