//! The first page alone, as the element calls it.

use js_sys::{Array, Object, Reflect};
use wasm_bindgen::prelude::*;
use web_sys::HtmlElement;

use super::{Drawn, draw};
use crate::facts::{Kind, Value};
use crate::screen::words::{self, engine};

/// One screen, on its first page. Freeing it takes the page down.
#[wasm_bindgen]
pub struct Handle {
    drawn: Drawn,
}

/// Draws the first page in `root`. What lies ahead is asked for by an event `ahead` on `root`.
#[wasm_bindgen]
pub fn mount(root: HtmlElement, options: &JsValue, host: HtmlElement) -> Result<Handle, JsError> {
    words::read_first()?;
    words::speak(&Reflect::get(options, &"lang".into()).ok().and_then(|lang| lang.as_string()).unwrap_or_default());
    Ok(Handle { drawn: draw(root, options, host, |_| {})? })
}

#[wasm_bindgen]
impl Handle {
    /// Draws it anew with other options; whatever was entered stays.
    pub fn renew(&mut self, options: &JsValue) -> Result<(), JsError> {
        self.drawn.renew(options)
    }

    /// The answers to the questions of the page: an object from fact to value.
    pub fn answers(&self) -> Object {
        let answers = Object::new();
        let vocabulary = &engine().bundle().vocabulary;
        let asked = engine().bundle().journey.pages.first().map_or(&[][..], |page| &page.facts);
        for fact in asked.iter().filter_map(|id| vocabulary.fact(*id).map(|fact| (*id, fact))) {
            let value = self.drawn.desk.look(|session| session.answers.get(fact.0).cloned());
            if let Some(value) = value {
                drop(Reflect::set(&answers, &fact.1.id.as_str().into(), &written(&fact.1.kind, &value)));
            }
        }
        answers
    }

    /// Forgets every answer.
    pub fn clear(&self) {
        self.drawn.desk.clear();
    }

    /// The tag of the language that is spoken.
    pub fn language(&self) -> String {
        words::language().tag.clone()
    }

    /// Speaks another language from now on.
    pub fn speak(&self, language: &str) {
        words::speak(language);
        self.drawn.desk.show();
    }

    /// The rest could not come: it can be asked for again.
    pub fn wait_no_longer(&self) {
        leptos::prelude::Set::set(&self.drawn.desk.waiting, false);
    }
}

/// Only choices stand on the first page.
fn written(kind: &Kind, value: &Value) -> JsValue {
    let id = |place: usize| JsValue::from(kind.choices().get(place).map_or("", |choice| choice.is.as_str()));
    match value {
        Value::Choice(place) => id(usize::from(*place)),
        Value::Set(set) => (0..kind.choices().len()).filter(|place| set & (1 << place) != 0).map(id).collect::<Array>().into(),
        _ => JsValue::NULL,
    }
}
