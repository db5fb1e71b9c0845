//! The whole screen, as the element calls it.

use js_sys::{Array, Object, Reflect};
use wasm_bindgen::prelude::*;
use web_sys::HtmlElement;

use super::{Drawn, draw};
use crate::facts::raw::{DEEPEST, Raw};
use crate::facts::{AnswerFault, Answers, FactId};
use crate::journey::beforehand::{Told, who};
use crate::screen::ahead;
use crate::screen::desk::{Desk, Toward, record};
use crate::screen::pages::draft;
use crate::screen::tools::{self, Tools};
use crate::screen::words::{self, engine};

/// Takes what seals drafts and opens them again.
#[wasm_bindgen]
pub fn take_tools(tools: Tools) {
    tools::take(tools);
}

/// Takes the packs that the host brought, checked by the program for authors; the rules are to be taken after them, and anew if they are there.
#[wasm_bindgen]
pub fn take_packs(bytes: &[u8]) -> Result<(), JsError> {
    Ok(words::take_packs(bytes)?)
}

/// Takes the rules in a language, once for all screens of the page; that in which all is written first comes first.
#[wasm_bindgen]
pub fn take_rules(bytes: &[u8]) -> Result<(), JsError> {
    Ok(words::take_rules(bytes)?)
}

/// The decision on answers, as JSON: for a screen that is still on its first page.
#[wasm_bindgen]
pub fn decide(answers: &JsValue) -> Result<String, JsError> {
    let on = super::today()?;
    Ok(serde_json::to_string(&engine().decide(&read(answers)?, on))?)
}

/// One screen. Freeing it takes the screen down.
#[wasm_bindgen]
pub struct Handle {
    drawn: Drawn,
}

/// Draws a screen in `root`. It goes on from the first page with what was answered there, to where somebody wanted to go.
#[wasm_bindgen]
pub fn mount(root: HtmlElement, options: &JsValue, host: HtmlElement, answered: &JsValue, toward: &str) -> Result<Handle, JsError> {
    let begin = |desk: Desk| {
        // They come from our own first page: what cannot be read is not there.
        if let Ok(answered) = read(answered) {
            desk.note(|session| {
                engine()
                    .bundle()
                    .vocabulary
                    .ids()
                    .filter(|fact| answered.get(*fact).is_some())
                    .for_each(|fact| session.answers.set(fact, answered.get(fact).cloned()))
            });
        }
    };
    let option = |name: &str| Reflect::get(options, &name.into()).ok().and_then(|value| value.as_string()).unwrap_or_default();
    words::speak(&option("lang"));
    let drawn = draw(root, options, host, begin)?;
    if drawn.desk.keeps_drafts && toward.is_empty() {
        draft::resume_kept(drawn.desk);
    }
    match Toward::of(toward) {
        Some(toward) => ahead::go(drawn.desk, toward),
        None => ahead::tell_progress(drawn.desk),
    }
    Ok(Handle { drawn })
}

#[wasm_bindgen]
impl Handle {
    /// Draws it anew with other options; whatever was entered stays.
    pub fn renew(&mut self, options: &JsValue) -> Result<(), JsError> {
        self.drawn.renew(options)
    }

    /// Fills in beforehand what nobody has answered: an object, read as strictly as answers are, from whoever says so, or else
    /// from the page of this name. Everything is still asked. The host is told which facts were taken, and never a value.
    pub fn prefill(&self, answers: &JsValue, from: &JsValue, page: &str) -> Result<(), JsError> {
        let answers = Answers::read(&engine().bundle().vocabulary, &raw(answers, 0));
        let (answers, from) = match (answers, who(&raw(from, 0), page)) {
            (Ok(answers), Ok(from)) => (answers, from),
            (answers, from) => return Err(refused(&answers.err().into_iter().flatten().chain(from.err()).collect::<Vec<_>>())),
        };
        let desk = self.drawn.desk;
        let mut told = Told::default();
        desk.take_in(|session| told = session.fill_in(engine(), desk.on, &answers, &from));
        let names = |facts: &[FactId]| facts.iter().map(|fact| JsValue::from(engine().bundle().vocabulary.name(*fact))).collect::<Array>();
        desk.emit("waymark-prefill", &record(&[("taken", names(&told.taken).into()), ("asked", names(&told.asked).into())]));
        Ok(())
    }

    /// The decision on the answers so far, as JSON.
    pub fn decision(&self) -> Result<String, JsError> {
        let desk = self.drawn.desk;
        desk.look(|session| Ok(serde_json::to_string(&engine().decide(&session.counting(engine(), desk.on), desk.on))?))
    }

    /// The tag of the language that is spoken.
    pub fn language(&self) -> String {
        words::language().tag.clone()
    }

    /// Speaks another language from now on: its rules must have been taken.
    pub fn speak(&self, language: &str) {
        words::speak(language);
        self.drawn.desk.show();
    }

    /// Forgets every answer.
    pub fn clear(&self) {
        self.drawn.desk.clear();
    }
}

fn read(answers: &JsValue) -> Result<Answers, JsError> {
    Answers::read(&engine().bundle().vocabulary, &raw(answers, 0)).map_err(|faults| refused(&faults))
}

fn refused(faults: &[AnswerFault]) -> JsError {
    JsError::new(&faults.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n"))
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
