//! Files to choose.

use std::rc::Rc;

use wasm_bindgen::JsCast;
use web_sys::HtmlInputElement;

use super::frame::Around;
use crate::screen::element::{Event, View, classed};

/// A field that takes one file, or several. `chosen` is told the input that holds them.
pub fn upload(around: &Around, accept: &str, several: bool, chosen: Rc<dyn Fn(&HtmlInputElement)>) -> View {
    let group = around.group(None);
    let change = move |event: Event| {
        if let Some(input) = event.target().and_then(|target| target.dyn_into::<HtmlInputElement>().ok()) {
            chosen(&input);
        }
    };
    let input = classed("input", "govuk-file-upload").set("id", &around.id).set("type", "file").set("accept", accept);
    let input = input.set_if("multiple", several).set_full("aria-describedby", &group.described_by()).on("change", Box::new(change));
    group.around(around.label().draw(), input.done())
}
