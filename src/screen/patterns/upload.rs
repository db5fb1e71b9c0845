//! Files to choose.

use std::rc::Rc;

use wasm_bindgen::JsCast;
use web_sys::{Event, HtmlInputElement};

use super::frame::Around;
use crate::screen::element::{View, element};

/// A field that takes one file, or several. `chosen` is told the input that holds them.
pub fn upload(around: &Around, accept: &str, several: bool, chosen: Rc<dyn Fn(&HtmlInputElement)>) -> View {
    let label = element("label").set("class", "govuk-label govuk-label--s").set("for", &around.id).text(&around.question);
    let change = move |event: Event| {
        if let Some(input) = event.target().and_then(|target| target.dyn_into::<HtmlInputElement>().ok()) {
            chosen(&input);
        }
    };
    let input = element("input").set("class", "govuk-file-upload").set("id", &around.id).set("type", "file").set("accept", accept);
    let input = input.set_if("multiple", several).set_some("aria-describedby", around.described_by().as_deref()).on("change", Box::new(change));
    around.hint_and_error(around.group(None).child(label.done())).child(input.done()).done()
}
