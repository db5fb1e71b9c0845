//! A place in a row, chosen by sliding or with the arrow keys.

use std::rc::Rc;

use js_sys::Reflect;
use web_sys::Event;

use super::frame::Around;
use crate::screen::element::{View, element};

/// A slider over so many steps. `says` is what stands at the chosen step, in words, and `slide` is told the step.
pub fn slider(around: &Around, steps: usize, at: usize, says: Box<dyn Fn() -> Option<String>>, slide: Rc<dyn Fn(usize)>) -> View {
    let label = element("label").set("class", "govuk-label govuk-label--s").set("for", &around.id).text(&around.question);
    let change = move |event: Event| {
        let value = event.target().and_then(|target| Reflect::get(&target, &"value".into()).ok());
        slide(value.and_then(|value| value.as_string()).and_then(|value| value.parse().ok()).unwrap_or(0));
    };
    let last = steps.saturating_sub(1).to_string();
    let slider = element("input").set("type", "range").set("class", "waymark-slider").set("id", &around.id);
    let slider = slider.set("min", "0").set("max", &last).set("step", "1").value(&at.to_string()).react("aria-valuetext", says);
    let slider = slider.set_some("aria-describedby", around.described_by().as_deref()).on("input", Box::new(change));
    around.hint_and_error(around.group(None).child(label.done())).child(slider.done()).done()
}
