//! Exit this page: the government pattern, made for a component. Answers go first, then the page.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use gloo::timers::callback::Timeout;
use gloo::utils::{document, window};
use leptos::prelude::*;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Event, KeyboardEvent};

use super::browser;
use super::desk::Desk;
use super::element::{View, classed, listen};
use super::patterns::button::instead;
use super::patterns::exit_this_page::{ExitThisPage, Live, emergency};
use super::words::say;

/// The shortcut is forgotten when the next press takes longer, in milliseconds.
const TOO_LATE: u32 = 5_000;

/// What the exit shows.
#[derive(Clone, Copy)]
pub struct Exit {
    desk: Desk,
    /// How often Shift was pressed, 0 to 2.
    pressed: RwSignal<u8>,
    /// What is read out.
    told: RwSignal<&'static str>,
    /// The page is being left.
    gone: RwSignal<bool>,
}

impl Exit {
    /// Sets the exit up, and listens for Shift pressed three times.
    pub fn new(desk: Desk) -> Exit {
        let exit = Exit { desk, pressed: RwSignal::new(0), told: RwSignal::new(""), gone: RwSignal::new(false) };
        exit.listen();
        exit
    }

    /// Hides everything, clears the answers, and leaves.
    pub fn go(self) {
        self.hide();
        // Heard by every screen of the page, so that none keeps answers.
        self.desk.emit("waymark-exit", &JsValue::NULL);
        browser::leave(say("exit.href"));
    }

    fn hide(self) {
        self.pressed.set(0);
        self.told.set("");
        self.gone.set(true);
        self.desk.with_root(|root| {
            drop(root.class_list().add_1("waymark-gone"));
            browser::raise(root, ".waymark-overlay");
        });
        self.desk.clear();
    }

    fn press(self, timer: &Rc<RefCell<Option<Timeout>>>) {
        let count = self.pressed.get_untracked() + 1;
        if count > 2 {
            timer.borrow_mut().take();
            return self.go();
        }
        self.pressed.set(count);
        self.told.set(if count == 1 { say("exit.two") } else { say("exit.one") });
        *timer.borrow_mut() = Some(Timeout::new(TOO_LATE, move || {
            self.pressed.set(0);
            self.told.set(say("exit.expired"));
            Timeout::new(TOO_LATE, move || {
                self.told.try_set("");
            })
            .forget();
        }));
    }

    fn listen(self) {
        let timer = Rc::new(RefCell::new(None));
        // Shift held for a capital letter must not count: the key that came up before it had Shift with it.
        let as_modifier = Rc::new(Cell::new(false));
        let keys = move |event: Event| {
            let Some(key) = event.dyn_ref::<KeyboardEvent>() else { return };
            let alone = matches!(key.key().as_str(), "Shift") && !as_modifier.get();
            as_modifier.set(key.shift_key());
            if alone {
                self.press(&timer);
            } else if self.pressed.get_untracked() > 0 {
                timer.borrow_mut().take();
                self.pressed.set(0);
                self.told.set("");
            }
        };
        listen(&document(), "keyup", true, Box::new(keys));
        listen(&window(), "waymark-exit", false, Box::new(move |_| self.hide()));
        // Back from another page: a fresh screen, not an empty one.
        let shown = move |_| {
            self.gone.set(false);
            self.pressed.set(0);
            self.told.set("");
            self.desk.with_root(|root| drop(root.class_list().remove_1("waymark-gone")));
        };
        listen(&window(), "pageshow", false, Box::new(shown));
    }
}

/// The button, with its lights and what is read out.
pub fn button(exit: Exit) -> View {
    let live = Live { pressed: Rc::new(move || exit.pressed.get()), told: Box::new(move || exit.told.get()), leave: Box::new(move |_| exit.go()) };
    let says = emergency(say("exit.emergency"), say("exit.button"));
    ExitThisPage { href: say("exit.href").to_owned(), says, live: Some(live), ..ExitThisPage::default() }.draw()
}

/// An early tab stop that does the same.
pub fn skip_link(exit: Exit) -> View {
    let link = classed("a", "govuk-skip-link").set("href", say("exit.href")).set("rel", "nofollow noreferrer").text(say("exit.button"));
    link.on("click", instead(Box::new(move |_| exit.go()))).done()
}

/// What covers the page while it is being left. It stands there all the time, so that it covers at once.
pub fn overlay(exit: Exit) -> View {
    let told = move || if exit.gone.get() { say("exit.loading") } else { "" };
    classed("div", "waymark-overlay").set("popover", "manual").set("role", "alert").react_text(Box::new(told)).done()
}
