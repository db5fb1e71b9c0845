//! A place in a row, chosen by sliding or with the arrow keys.

use std::rc::Rc;

use super::frame::Around;
use crate::screen::element::{View, classed, held};

/// A slider over so many steps. `says` is what stands at the chosen step, in words, and `slide` is told the step.
pub fn slider(around: &Around, steps: usize, at: usize, says: Box<dyn Fn() -> Option<String>>, slide: Rc<dyn Fn(usize)>) -> View {
    let group = around.group(None);
    let last = steps.saturating_sub(1).to_string();
    let slider = classed("input", "waymark-slider").set("type", "range").set("id", &around.id);
    let slider = slider.set("min", "0").set("max", &last).set("step", "1").value(&at.to_string()).react("aria-valuetext", says);
    let slider = slider.set_full("aria-describedby", &group.described_by());
    let slider = slider.on("input", Box::new(move |event| slide(held(&event).parse().unwrap_or(0))));
    group.around(around.label().draw(), slider.done())
}
