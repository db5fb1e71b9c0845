//! Nothing happens for a while: the answers are covered, and later cleared. One key brings them back. The host may shorten
//! both times, never lengthen them.

use gloo::timers::callback::Interval;
use gloo::utils::window;
use leptos::prelude::*;
use web_sys::HtmlElement;

use super::browser;
use super::desk::Desk;
use super::element::{View, classed, listen, nothing};
use super::patterns::button::{Look, button};
use super::patterns::text::{body, section};
use super::words::{fill, language, say};

/// How long nothing has to happen, in minutes, before the answers are covered and cleared.
const MINUTES: [f64; 2] = [10.0, 30.0];
/// How often it is looked, in milliseconds.
const LOOK: u32 = 2_000;

/// Whether anything happens.
#[derive(Clone, Copy)]
pub struct Idle {
    desk: Desk,
    covered: RwSignal<bool>,
    /// When something happened last, in milliseconds since 1970.
    last: StoredValue<f64>,
    /// When the answers are covered and cleared, in milliseconds after that.
    after: [f64; 2],
    /// What had the focus when they were covered.
    focus: StoredValue<Option<HtmlElement>, LocalStorage>,
}

impl Idle {
    /// Watches the page, for as long as the screen stands.
    pub fn new(desk: Desk) -> Idle {
        let minutes = |which: usize| Some(desk.idle[which]).filter(|minutes| *minutes > 0.0 && *minutes < MINUTES[which]).unwrap_or(MINUTES[which]);
        let after = [minutes(0) * 60_000.0, minutes(1) * 60_000.0];
        let idle =
            Idle { desk, covered: RwSignal::new(false), last: StoredValue::new(js_sys::Date::now()), after, focus: StoredValue::new_local(None) };
        for event in ["keydown", "pointerdown", "input", "wheel"] {
            listen(&window(), event, true, Box::new(move |_| idle.stir()));
        }
        // A clock that slept with the machine is looked at when it wakes.
        listen(&window(), "focus", false, Box::new(move |_| idle.look()));
        listen(&window(), "pageshow", false, Box::new(move |_| idle.look()));
        StoredValue::new_local(Interval::new(LOOK, move || idle.look()));
        idle
    }

    fn look(self) {
        let quiet = js_sys::Date::now() - self.last.get_value();
        if !self.desk.touched.get_value() {
            self.last.set_value(js_sys::Date::now());
        } else if quiet >= self.after[1] {
            self.uncover();
            self.desk.clear();
            self.desk.notice.set("idle.cleared");
        } else if quiet >= self.after[0] && !self.covered.get_untracked() {
            self.cover();
        }
    }

    fn cover(self) {
        let focused = self.desk.with_root(browser::focused).flatten();
        let was_here = focused.is_some();
        self.focus.set_value(focused);
        self.covered.set(true);
        self.desk.with_root(|root| {
            drop(root.class_list().add_1("waymark-covered"));
        });
        if was_here {
            request_animation_frame(move || {
                self.desk.with_root(|root| browser::focus(root, ".waymark-cover button"));
            });
        }
    }

    fn uncover(self) {
        self.covered.set(false);
        self.desk.with_root(|root| drop(root.class_list().remove_1("waymark-covered")));
    }

    fn stir(self) {
        // Where the time to clear has passed and nobody looked yet, the key comes too late.
        self.look();
        self.last.set_value(js_sys::Date::now());
        if self.covered.get_untracked() {
            self.uncover();
            self.focus.with_value(|focus| drop(focus.as_ref().map(|element| element.focus())));
        }
    }
}

/// What stands over the answers while they are covered.
pub fn cover(idle: Idle) -> Box<dyn Fn() -> View> {
    Box::new(move || {
        if !idle.covered.get() {
            return nothing();
        }
        let at = browser::time_in(idle.after[1] - idle.after[0], &language().tag);
        classed("div", "waymark-cover")
            .set("role", "status")
            .child(section(say("idle.title")))
            .child(body(&fill("idle.cleared_at", &[("time", &at)])))
            .child(button(Look::Primary, say("idle.show"), Box::new(move |_| idle.stir())))
            .done()
    })
}
