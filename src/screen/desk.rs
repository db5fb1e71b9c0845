//! What every page works with: the session, the day, and the element that the screen stands in.

use js_sys::{Object, Reflect};
use leptos::prelude::*;
use wasm_bindgen::JsValue;
use web_sys::{CustomEvent, CustomEventInit, Element, HtmlElement};

use super::ahead;
use super::browser;
use super::words::{engine, say};
use crate::facts::Day;
use crate::journey::Session;
use crate::packs::Mode;
use crate::packs::journey::Step;

/// What stands over the page; Back leads to where they were.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Over {
    /// Nothing: the page itself is seen.
    Nothing,
    /// The services of an area, by the id of its pack; none where the area is to be chosen.
    Services(Option<&'static str>),
    /// How to save a draft.
    SaveDraft,
    /// How to open one.
    OpenDraft,
}

/// Where somebody wants to go from the page they are on.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Toward {
    /// To the next page.
    Next,
    /// To the next page, with the rest of this one answered by "not known".
    RestNotKnown,
    /// To the list of services.
    Services,
    /// To saving a draft.
    SaveDraft,
    /// To opening one.
    OpenDraft,
}

impl Toward {
    const ALL: [(Toward, &'static str); 5] = [
        (Toward::Next, "next"),
        (Toward::RestNotKnown, "rest"),
        (Toward::Services, "services"),
        (Toward::SaveDraft, "save-draft"),
        (Toward::OpenDraft, "open-draft"),
    ];

    /// The name that the element knows it by.
    pub fn id(self) -> &'static str {
        Toward::ALL[self as usize].1
    }

    /// The one of this name.
    pub fn of(id: &str) -> Option<Toward> {
        Toward::ALL.iter().find(|(_, name)| *name == id).map(|(toward, _)| *toward)
    }
}

/// What the element is told in place of a way to go: everything is forgotten, and so is what it still held.
const CLEARED: &str = "cleared";

/// What became of sending a referral.
#[derive(Clone, Default)]
pub struct Posted {
    /// What was sent, to the letter: after a change it is another one.
    pub body: String,
    /// What became of it.
    pub came: Came,
}

/// What became of sending.
#[derive(Clone, Default)]
pub enum Came {
    /// Nothing was sent.
    #[default]
    Nothing,
    /// It is on its way.
    Going,
    /// It was taken.
    Sent {
        /// When, as the language writes the time of day.
        at: String,
        /// What the service knows it by; may be empty.
        reference: String,
    },
    /// It was not taken, as far as is known: why, and the number of the answer where one came.
    Failed(String, String),
}

/// The desk that a screen works at. Copied into every handler.
#[derive(Clone, Copy)]
pub struct Desk {
    /// Everything that was entered.
    pub session: RwSignal<Session>,
    /// Counts up when the page is to be drawn anew.
    pub drawn: RwSignal<u32>,
    /// What stands over the page.
    pub over: RwSignal<Over>,
    /// The languages that can be chosen: the tag and the name of each.
    pub languages: StoredValue<Vec<(String, String)>>,
    /// Whether drafts are kept in this tab, as the host has asked for.
    pub keeps_drafts: bool,
    /// Something was entered.
    pub touched: StoredValue<bool>,
    /// The key of a sentence about the screen itself, to be said above the page; empty for none.
    pub notice: RwSignal<&'static str>,
    /// What could not be carried over from a draft, in words, to be said beside the notice.
    pub lost: StoredValue<Vec<String>>,
    /// After how many minutes of quiet the host wants the answers covered, and cleared. What is no number is none.
    pub idle: [f64; 2],
    /// Somebody wants to go on, and what lies ahead has not come yet.
    pub waiting: RwSignal<bool>,
    /// Counts up when everything is forgotten.
    pub cleared: RwSignal<u32>,
    /// The day.
    pub on: Day,
    /// The area that the host has named and that was filled in beforehand; empty for none.
    pub area: StoredValue<String>,
    /// Where a finished referral goes, as the host has written it: `download`, `event`, or an address.
    pub submit: StoredValue<String>,
    /// How many seconds the host wants to wait for the address to answer. What is no number is none.
    pub send_within: f64,
    /// What became of sending it.
    pub posted: RwSignal<Posted>,
    host: StoredValue<HtmlElement, LocalStorage>,
    root: StoredValue<HtmlElement, LocalStorage>,
}

/// What goes from one desk to the next.
pub struct Kept {
    session: Session,
    touched: bool,
    over: Over,
    posted: Posted,
    drawn: u32,
    area: String,
}

impl Desk {
    /// A desk with nothing on it.
    pub fn new(root: HtmlElement, host: HtmlElement, preferred: Mode, on: Day, option: impl Fn(&str) -> String) -> Desk {
        Desk {
            touched: StoredValue::new(false),
            notice: RwSignal::new(""),
            lost: StoredValue::new(Vec::new()),
            // JavaScript's own reading of numbers: Rust's would cost the first page 15 kB.
            idle: ["cover-after", "clear-after"].map(|name| js_sys::Number::parse_float(&option(name))),
            session: RwSignal::new(Session::new(engine(), preferred, ahead::CHECK)),
            drawn: RwSignal::new(0),
            over: RwSignal::new(Over::Nothing),
            languages: StoredValue::new(Vec::new()),
            keeps_drafts: option("drafts") == "session",
            waiting: RwSignal::new(false),
            cleared: RwSignal::new(0),
            on,
            area: StoredValue::new(String::new()),
            submit: StoredValue::new(option("submit")),
            send_within: js_sys::Number::parse_float(&option("submit-timeout")),
            posted: RwSignal::new(Posted::default()),
            host: StoredValue::new_local(host),
            root: StoredValue::new_local(root),
        }
    }

    /// All that was entered and done here.
    pub fn kept(self) -> Kept {
        let (over, posted, drawn) = (self.over.get_untracked(), self.posted.get_untracked(), self.drawn.get_untracked());
        Kept { session: self.look(Session::clone), touched: self.touched.get_value(), over, posted, drawn, area: self.area.get_value() }
    }

    /// Takes up what was entered and done at another desk.
    pub fn take_up(self, kept: Kept) {
        let preferred = self.look(|session| session.preferred);
        let mut session = kept.session;
        session.preferred = preferred;
        self.session.set(session);
        self.touched.set_value(kept.touched);
        self.over.set(kept.over);
        self.posted.set(kept.posted);
        self.drawn.set(kept.drawn);
        self.area.set_value(kept.area);
    }

    /// The elements that the screen stands in: its own, and the host's.
    pub fn place(self) -> (HtmlElement, HtmlElement) {
        (self.root.get_value(), self.host.get_value())
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
            self.touched.set_value(true);
        }
    }

    /// Changes the session and draws the page anew, from the top.
    pub fn act(self, change: impl FnOnce(&mut Session)) {
        self.note(change);
        self.draw();
    }

    /// Changes the session because the host asks for it, and draws the page anew. Whoever works elsewhere on the host's page
    /// is left there: the focus moves only where it was in here.
    pub fn take_in(self, change: impl FnOnce(&mut Session)) {
        if self.with_root(|root| browser::focused(root).is_some()).unwrap_or(false) {
            return self.act(change);
        }
        self.note(change);
        self.drawn.set(self.drawn.get_untracked().wrapping_add(1));
        ahead::tell_progress(self);
        ahead::keep_draft(self);
    }

    fn draw(self) {
        self.notice.set("");
        self.lost.set_value(Vec::new());
        self.show();
        ahead::tell_progress(self);
        ahead::keep_draft(self);
    }

    /// Draws the page anew, from the top.
    pub fn show(self) {
        let wrong = self.over.get_untracked() == Over::Nothing && self.look(|session| !session.faults.is_empty());
        self.show_with(wrong);
    }

    /// Draws the page anew, from the top, where something on it is wrong or not.
    pub fn show_with(self, wrong: bool) {
        self.drawn.set(self.drawn.get_untracked().wrapping_add(1));
        self.after_drawing(wrong);
    }

    /// Whether they have said that others may see what is on this device.
    pub fn is_shared(self) -> bool {
        self.look(|session| engine().follows(&session.answers, "user.device_private", "no"))
    }

    /// Asks the element for what lies ahead: a way to go (`Toward::id`), or another language. Nobody outside the shadow root hears it.
    pub fn ask(self, toward: &str) {
        let init = CustomEventInit::new();
        init.set_detail(&toward.into());
        if let Ok(event) = CustomEvent::new_with_event_init_dict("ahead", &init) {
            self.with_root(|root| drop(root.dispatch_event(&event)));
        }
    }

    /// Forgets everything.
    pub fn clear(self) {
        self.over.set(Over::Nothing);
        self.posted.set(Posted::default());
        self.cleared.set(self.cleared.get_untracked().wrapping_add(1));
        let area = self.area.with_value(String::clone);
        self.area.set_value(String::new());
        self.act(|session| session.clear(engine()));
        ahead::start_in(self, &area);
        self.touched.set_value(false);
        ahead::keep_draft(self);
        self.ask(CLEARED);
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
    fn after_drawing(self, wrong: bool) {
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
}

/// What a host may know: how far they are, or what was decided, and never an answer.
pub fn record(members: &[(&str, JsValue)]) -> JsValue {
    let record = Object::new();
    for (name, value) in members {
        drop(Reflect::set(&record, &(*name).into(), value));
    }
    record.into()
}
