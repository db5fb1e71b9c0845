//! The receiving service's screen: a referral is opened, read, answered; the reply is a file. The same exit, cover and
//! clearing stand around it as around the referrer's.

pub mod answer;
pub mod answered;
pub mod file;
pub mod made;
pub mod opened;
pub mod start;
pub mod tray;
pub mod unlock;

use leptos::prelude::*;

use super::app::{clear, confirm_clear, notice};
use super::desk::Desk;
use super::element::{classed, inside, nothing};
use super::exit::{self, Exit};
use super::idle::{self, Idle};
use tray::{Place, Tray};

/// Draws the whole screen in the desk's root.
pub fn app(desk: Desk) {
    let exit = Exit::new(desk);
    let idle = Idle::new(desk);
    let tray = Tray::new(desk);
    let clearing = RwSignal::new(false);
    let page = classed("div", "waymark-page")
        .set("data-mode", "receiving")
        .child(exit::skip_link(exit))
        .child(exit::button(exit))
        .dynamic(Box::new(move || notice(desk)))
        .dynamic(Box::new(move || {
            desk.drawn.get();
            clearing.set(false);
            tray.keep_up();
            untrack(|| match tray.place() {
                Place::Start => start::page(tray),
                Place::Opened => opened::page(tray),
                Place::Made => made::page(tray),
            })
        }))
        .child(classed("div", "waymark-tools").child(clear(clearing)).done())
        .dynamic(Box::new(move || if clearing.get() { confirm_clear(desk, clearing) } else { nothing() }));
    let drawn = desk.with_root(|root| inside(root).child(exit::overlay(exit)).dynamic(idle::cover(idle)).child(page.done()));
    drop(drawn);
    on_cleanup(move || {
        desk.with_root(|root| root.set_text_content(None));
    });
}
