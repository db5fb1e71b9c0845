//! What the element of a host page may call. The element itself is JavaScript (`embed/element.js`), as a Rust struct
//! cannot extend `HTMLElement`.

use std::any::Any;

use js_sys::Reflect;
use leptos::prelude::*;
use wasm_bindgen::prelude::*;
use web_sys::HtmlElement;

use crate::facts::raw::Raw;
use crate::facts::{Answers, Day, Value};
use crate::packs::Mode;
use crate::screen::words::{engine, read_packs};
use crate::screen::{Desk, app, browser};

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
    read_packs()?;
    let option = |name: &str| Reflect::get(options, &name.into()).ok().and_then(|value| value.as_string()).unwrap_or_default();
    let preferred = if option("mode") == Mode::Community.id() { Mode::Community } else { Mode::Professional };
    let on = Day::parse(&browser::today()).ok_or_else(|| JsError::new("this device has no usable date: set its clock"))?;
    let owner = Owner::new();
    let desk = owner.with(|| Desk::new(root.clone(), host, preferred, on, option("submit")));
    start_in_area(desk, &option("area"));
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
    /// Takes answers beforehand, as JSON; as strict as answers always are. Questions about danger are still asked.
    pub fn prefill(&self, json: &str) -> Result<(), JsError> {
        let raw: Raw = serde_json::from_str(json)?;
        let read = Answers::read(&engine().bundle().vocabulary, &raw);
        let answers = read.map_err(|faults| JsError::new(&faults.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n")))?;
        self.desk.act(|session| session.answers = answers);
        Ok(())
    }

    /// The decision on the answers so far, as JSON.
    pub fn decision(&self) -> Option<String> {
        serde_json::to_string(&self.desk.decision()).ok()
    }

    /// Forgets every answer.
    pub fn clear(&self) {
        self.desk.clear();
    }
}
