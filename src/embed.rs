//! What the element of a host page may call. The element itself is JavaScript (`embed/element.js`), as a Rust struct
//! cannot extend `HTMLElement`.

use std::any::Any;
use std::cell::RefCell;

use js_sys::{Array, Object, Reflect};
use leptos::prelude::*;
use wasm_bindgen::prelude::*;
use web_sys::HtmlElement;

use crate::facts::raw::{DEEPEST, Raw};
use crate::facts::{Answers, Day, Value};
use crate::packs::Mode;
use crate::screen::papers::{self, Papers};
use crate::screen::words::{self, engine};
use crate::screen::{Desk, app, browser};

thread_local! {
    /// Every desk that is in use.
    static DESKS: RefCell<Vec<Desk>> = const { RefCell::new(Vec::new()) };
}

/// Takes the rules, once for all screens. Who pressed Continue before they were there goes on now.
#[wasm_bindgen]
pub fn take_rules(bytes: &[u8]) -> Result<(), JsError> {
    words::take_rules(bytes)?;
    tell_desks();
    Ok(())
}

fn tell_desks() {
    let desks = DESKS.with_borrow(Vec::clone);
    desks.into_iter().for_each(Desk::more_has_come);
}

/// Takes the part that explains and makes referrals, once for all screens.
#[wasm_bindgen]
pub fn take_papers(papers: Papers) {
    papers::take(papers);
    tell_desks();
}

/// One mounted screen. Freeing it takes the screen down.
#[wasm_bindgen]
pub struct Handle {
    desk: Desk,
    /// Dropped with the handle: the view goes, and what it kept is disposed of.
    _mounted: Box<dyn Any>,
}

/// Draws a screen in `root`, which stands in the shadow root of `host`.
#[wasm_bindgen]
pub fn mount(root: HtmlElement, options: &JsValue, host: HtmlElement) -> Result<Handle, JsError> {
    words::read_first()?;
    let option = |name: &str| Reflect::get(options, &name.into()).ok().and_then(|value| value.as_string()).unwrap_or_default();
    let preferred = if option("mode") == Mode::Community.id() { Mode::Community } else { Mode::Professional };
    let on = Day::parse(&browser::today()).ok_or_else(|| JsError::new("this device has no usable date: set its clock"))?;
    let owner = Owner::new();
    let desk = owner.with(|| Desk::new(root.clone(), host, preferred, on, option("submit")));
    start_in_area(desk, &option("area"));
    DESKS.with_borrow_mut(|desks| {
        desks.retain(|desk| !desk.session.is_disposed());
        desks.push(desk);
    });
    let mounted = owner.with(|| mount_to(root, move || app(desk)));
    Ok(Handle { desk, _mounted: Box::new((mounted, owner)) })
}

/// An area that the host names is chosen beforehand; the user sees it and can change it.
fn start_in_area(desk: Desk, area: &str) {
    let vocabulary = &engine().bundle().vocabulary;
    let fact = vocabulary.asked("area.person");
    let value = fact.and_then(|fact| vocabulary.choices(fact).iter().position(|choice| choice.is == area));
    if let (Some(fact), Some(value)) = (fact, value) {
        desk.note(|session| session.answers.set(fact, Some(Value::Choice(value as u8))));
    }
}

#[wasm_bindgen]
impl Handle {
    /// Takes answers beforehand, as an object; as strict as answers always are. Questions about danger are still asked.
    pub fn prefill(&self, answers: &JsValue) -> Result<(), JsError> {
        let read = Answers::read(&engine().bundle().vocabulary, &raw(answers, 0));
        let answers = read.map_err(|faults| JsError::new(&faults.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n")))?;
        self.desk.act(|session| session.answers = answers);
        Ok(())
    }

    /// The decision on the answers so far, as JSON.
    pub fn decision(&self) -> Option<String> {
        self.desk.look(|session| papers::decision(&session.counting(engine(), self.desk.on), self.desk.on))
    }

    /// Forgets every answer.
    pub fn clear(&self) {
        self.desk.clear();
    }
}

/// What a host handed over, read without trusting it. Anything that is no JSON counts as null, and so does what is
/// deeper than any answer.
fn raw(value: &JsValue, depth: usize) -> Raw {
    if let Some(text) = value.as_string() {
        return Raw::Text(text);
    }
    if let Some(number) = value.as_f64() {
        let whole = number >= 0.0 && number <= f64::from(u32::MAX) && number.trunc() == number;
        return if whole { Raw::Whole(number as u64) } else { Raw::Number };
    }
    if let Some(flag) = value.as_bool() {
        return Raw::Bool(flag);
    }
    if depth > DEEPEST || !value.is_object() {
        return Raw::Null;
    }
    if Array::is_array(value) {
        return Raw::List(Array::from(value).iter().map(|item| raw(&item, depth + 1)).collect());
    }
    let members = Object::entries(value.unchecked_ref());
    Raw::Object(
        members
            .iter()
            .map(|member| {
                let member = Array::from(&member);
                (member.get(0).as_string().unwrap_or_default(), raw(&member.get(1), depth + 1))
            })
            .collect(),
    )
}
