//! The part of the page that loads later (`src/papers.rs`), as the screen calls it. Until it is there, nothing comes back.

use std::cell::RefCell;

use wasm_bindgen::prelude::*;

use crate::facts::answers::Written;
use crate::facts::{Answers, Day};
use crate::journey::{Filled, Session};
use crate::packs::Mode;
use crate::referral::DetailFault;

use super::element::{View, nothing};
use super::patterns::blocks::blocks;
use super::patterns::details::details;
use super::words::engine;

#[wasm_bindgen]
extern "C" {
    /// What `papers.rs` exports, made by the element.
    pub type Papers;
    #[wasm_bindgen(method, catch)]
    fn faults(this: &Papers, details: &str, mode: &str, on: &str) -> Result<String, JsValue>;
    #[wasm_bindgen(method, catch)]
    fn decision(this: &Papers, answers: &str, on: &str) -> Result<String, JsValue>;
    #[wasm_bindgen(method, catch)]
    fn explain(this: &Papers, answers: &str, on: &str) -> Result<String, JsValue>;
    #[wasm_bindgen(method, catch)]
    fn directory(this: &Papers, area: &str, on: &str) -> Result<String, JsValue>;
    #[wasm_bindgen(method, catch)]
    fn face(this: &Papers, answers: &str, details: &str, on: &str, format: &str) -> Result<String, JsValue>;
}

thread_local! {
    static PAPERS: RefCell<Option<Papers>> = const { RefCell::new(None) };
}

/// Takes the part that has loaded.
pub fn take(papers: Papers) {
    PAPERS.set(Some(papers));
}

/// What is wrong with the details; none while that cannot be told yet.
pub fn check(details: &Filled, mode: Mode, on: Day) -> Option<Vec<DetailFault>> {
    let found = with(|papers| papers.faults(&written_details(details), mode.id(), &on.to_string()))?;
    let pairs = js_sys::Array::from(&js_sys::JSON::parse(&found).ok()?);
    let text = |pair: &JsValue, place: u32| js_sys::Array::from(pair).get(place).as_string().unwrap_or_default();
    Some(pairs.iter().map(|pair| DetailFault::new(text(&pair, 0), text(&pair, 1))).collect())
}

/// The decision as JSON.
pub fn decision(answers: &Answers, on: Day) -> Option<String> {
    with(|papers| papers.decision(&written_answers(answers), &on.to_string()))
}

/// The list of an area's services, drawn.
pub fn directory(area: &str, on: Day) -> Option<View> {
    let json = with(|papers| papers.directory(area, &on.to_string()))?;
    Some(blocks(&js_sys::JSON::parse(&json).ok()?))
}

/// What is explained of a decision, by part (`explain::parts`).
pub struct Explained(JsValue);

impl Explained {
    /// Explains the decision on answers.
    pub fn of(answers: &Answers, on: Day) -> Explained {
        let json = with(|papers| papers.explain(&written_answers(answers), &on.to_string()));
        Explained(json.and_then(|json| js_sys::JSON::parse(&json).ok()).unwrap_or(JsValue::NULL))
    }

    /// One part, drawn; nothing where it cannot be told yet.
    pub fn part(&self, key: &str) -> View {
        self.drawn(key).unwrap_or_else(nothing)
    }

    /// One part, folded away under a summary.
    pub fn folded(&self, summary: &str, key: &str) -> View {
        self.drawn(key).map_or_else(nothing, |part| details(summary, part))
    }

    fn drawn(&self, key: &str) -> Option<View> {
        let part = js_sys::Reflect::get(&self.0, &key.into()).ok()?;
        js_sys::Array::is_array(&part).then(|| blocks(&part))
    }
}

/// A face of the referral: `json`, `text` or `html`.
pub fn face(session: &Session, on: Day, format: &str) -> Option<String> {
    let (answers, details) = (written_answers(&session.counting(engine(), on)), written_details(&session.counting_details(engine())));
    with(|papers| papers.face(&answers, &details, &on.to_string(), format))
}

fn with(call: impl FnOnce(&Papers) -> Result<String, JsValue>) -> Option<String> {
    PAPERS.with_borrow(|papers| call(papers.as_ref()?).ok())
}

fn written_answers(answers: &Answers) -> String {
    serde_json::to_string(&Written(&engine().bundle().vocabulary, answers)).unwrap_or_default()
}

fn written_details(details: &Filled) -> String {
    serde_json::to_string(details.texts()).unwrap_or_default()
}
