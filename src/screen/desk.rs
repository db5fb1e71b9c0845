//! What every page works with: the session, the day, and the element that the screen stands in.

use js_sys::{Array, Object, Reflect};
use leptos::prelude::*;
use wasm_bindgen::JsValue;
use web_sys::{CustomEvent, CustomEventInit, Element, HtmlElement};

use super::browser;
use super::papers::{self, Explained};
use super::words::{engine, say};
use crate::decide::Decision;
use crate::facts::Day;
use crate::journey::{Place, Session};
use crate::packs::Mode;
use crate::packs::journey::Step;

/// The services of an area are to be listed, and which one is not known.
pub const ANY_AREA: &str = "?";

/// The desk that a screen works at. Copied into every handler.
#[derive(Clone, Copy)]
pub struct Desk {
    /// Everything that was entered.
    pub session: RwSignal<Session>,
    /// Counts up when the page is to be drawn anew.
    pub drawn: RwSignal<u32>,
    /// The area whose services are listed over the page: the id of its pack, `ANY_AREA` where that is to be chosen, or
    /// empty where the page itself is seen.
    pub directory: RwSignal<&'static str>,
    /// The day.
    pub on: Day,
    /// Where a finished referral goes: `download` or `event`.
    pub submit: StoredValue<String>,
    host: StoredValue<HtmlElement, LocalStorage>,
    root: StoredValue<HtmlElement, LocalStorage>,
}

impl Desk {
    /// A desk with nothing on it.
    pub fn new(root: HtmlElement, host: HtmlElement, preferred: Mode, on: Day, submit: String) -> Desk {
        Desk {
            session: RwSignal::new(Session::new(engine(), preferred, papers::check)),
            drawn: RwSignal::new(0),
            directory: RwSignal::new(""),
            on,
            submit: StoredValue::new(submit),
            host: StoredValue::new_local(host),
            root: StoredValue::new_local(root),
        }
    }

    /// Looks at the session without following its changes.
    pub fn look<T>(self, look: impl FnOnce(&Session) -> T) -> T {
        look(&self.session.read_untracked())
    }

    /// Changes the session where the page needs no drawing: the control already shows it.
    pub fn note(self, change: impl FnOnce(&mut Session)) {
        // Not `update`, of which every change would have its own copy.
        if let Some(mut session) = self.session.try_write() {
            change(&mut session);
        }
    }

    /// Changes the session and draws the page anew, from the top.
    pub fn act(self, change: impl FnOnce(&mut Session)) {
        self.note(change);
        self.draw();
    }

    fn draw(self) {
        self.show();
        self.tell_progress();
    }

    /// Draws the page anew, from the top.
    fn show(self) {
        self.drawn.set(self.drawn.get_untracked().wrapping_add(1));
        self.after_drawing();
    }

    /// Lists the services of an area over the page; an empty name shows the page again.
    pub fn show_directory(self, area: &'static str) {
        self.directory.set(area);
        self.show();
    }

    /// More has loaded: who pressed Continue goes on, and what is explained is drawn anew.
    pub fn more_has_come(self) {
        let waiting =
            self.session.try_with_untracked(|session| (session.waiting, matches!(&session.place, Place::Stop(_)) || session.page_id() == "result"));
        match waiting {
            Some((true, _)) => self.act(|session| session.go_on(engine(), self.on)),
            Some((_, explains)) if explains || !self.directory.get_untracked().is_empty() => self.show(),
            _ => {}
        }
    }

    /// Why the decision on the answers is as it is, as far as that can be told yet.
    pub fn explained(self) -> Explained {
        self.look(|session| Explained::of(&session.counting(engine(), self.on), self.on))
    }

    /// Forgets everything.
    pub fn clear(self) {
        self.directory.set("");
        self.act(|session| session.clear(engine()));
    }

    /// The decision on the answers as they are.
    pub fn decision(self) -> Decision<'static> {
        self.look(|session| engine().outline(&session.counting(engine(), self.on), self.on))
    }

    /// As what the screen is used.
    pub fn mode(self) -> Mode {
        self.look(|session| session.mode(engine()))
    }

    /// The step they are in.
    pub fn step(self) -> Step {
        self.look(|session| {
            let pages = &engine().bundle().journey.pages;
            pages.iter().find(|page| page.id == session.page_id()).map_or(Step::Start, |page| page.step)
        })
    }

    /// Fires an event whose detail is this JSON.
    pub fn emit_json(self, name: &str, json: &str) {
        self.emit(name, &js_sys::JSON::parse(json).unwrap_or(JsValue::NULL));
    }

    /// Fires an event that leaves the shadow root.
    pub fn emit(self, name: &str, detail: &JsValue) {
        let init = CustomEventInit::new();
        init.set_bubbles(true);
        init.set_composed(true);
        init.set_detail(detail);
        if let Ok(event) = CustomEvent::new_with_event_init_dict(name, &init) {
            self.host.with_value(|host| drop(host.dispatch_event(&event)));
        }
    }

    /// The element that the screen is drawn in.
    pub fn with_root<T>(self, look: impl FnOnce(&Element) -> T) -> Option<T> {
        self.root.try_with_value(|root| look(root))
    }

    /// Focus goes to what is wrong, or else to the heading, so that the change is read out.
    fn after_drawing(self) {
        let wrong = self.directory.get_untracked().is_empty() && self.look(|session| !session.faults.is_empty());
        browser::mark_title(say("error.prefix"), wrong);
        request_animation_frame(move || {
            self.with_root(|root| {
                browser::show_top(root);
                if !(wrong && browser::focus(root, ".govuk-error-summary")) {
                    browser::focus(root, "h1");
                }
            });
        });
    }

    fn tell_progress(self) {
        let (step, left) = self.look(|session| (self.step(), session.left(engine(), self.on)));
        self.emit("waymark-change", &record(&[("step", step.id().into()), ("left", (left as u32).into())]));
        let at_result = self.look(|session| matches!(&session.place, Place::Page(id) if id == "result"));
        if at_result {
            let decision = self.decision();
            let pathways = Array::new();
            for pathway in decision.pathways.iter().filter(|pathway| pathway.recommended) {
                pathways.push(&pathway.id.as_str().into());
            }
            self.emit("waymark-decision", &record(&[("tier", decision.tier.into()), ("pathways", pathways.into())]));
        }
    }
}

/// What a host may know: how far they are, or what was decided, and never an answer.
fn record(members: &[(&str, JsValue)]) -> JsValue {
    let record = Object::new();
    for (name, value) in members {
        drop(Reflect::set(&record, &(*name).into(), value));
    }
    record.into()
}
