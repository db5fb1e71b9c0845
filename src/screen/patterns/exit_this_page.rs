//! The button that leaves at once, with its lights and what is read out. What leaving means is not known here.

use std::rc::Rc;

use super::button::Button;
use super::extra::Extra;
use crate::screen::element::{Act, View, classed, element, row};

/// The exit.
#[derive(Default)]
pub struct ExitThisPage {
    /// Where it leads.
    pub href: String,
    /// What it says.
    pub says: View,
    /// Its id; may be empty.
    pub id: String,
    /// What it does and shows besides; none where it only leads away.
    pub live: Option<Live>,
    /// Classes and attributes.
    pub extra: Extra,
}

/// What the exit does and shows while Shift is being pressed.
pub struct Live {
    /// How often it was pressed, followed.
    pub pressed: Rc<dyn Fn() -> u8>,
    /// What is read out, followed.
    pub told: Box<dyn Fn() -> &'static str>,
    /// Leaves.
    pub leave: Act,
}

/// What the button says: a word that only a screen reader says, and the words that are seen.
pub fn emergency(word: &str, says: &str) -> View {
    row(vec![classed("span", "govuk-visually-hidden").text(word).done(), " ".into(), says.into()])
}

impl ExitThisPage {
    /// Draws it.
    pub fn draw(self) -> View {
        let classes = "govuk-button--warning govuk-exit-this-page__button govuk-js-exit-this-page-button".to_owned();
        let extra = Extra { classes, attributes: vec![("rel", "nofollow noreferrer".to_owned())] };
        let button = Button { says: self.says, href: Some(self.href), extra, ..Button::default() };
        let whole = self.extra.open("div", "govuk-exit-this-page").set_full("id", &self.id).set("data-module", "govuk-exit-this-page");
        let Some(live) = self.live else { return whole.child(button.draw()).done() };
        let button = Button { says: row(vec![button.says, lights(&live.pressed)]), press: Some(live.leave), ..button };
        let told = element("div").set("role", "status").set("class", "govuk-visually-hidden").react_text(live.told);
        whole.child(button.draw()).child(told.done()).done()
    }
}

/// Three lights, one for each press.
fn lights(pressed: &Rc<dyn Fn() -> u8>) -> View {
    let any = pressed.clone();
    let whole = element("div").react("class", Box::new(move || lit("govuk-exit-this-page__indicator", "visible", any() > 0)));
    let mut whole = whole.set("aria-hidden", "true");
    for light in 0..3 {
        let pressed = pressed.clone();
        let class = move || lit("govuk-exit-this-page__indicator-light", "on", pressed() > light);
        whole = whole.child(element("span").react("class", Box::new(class)).done());
    }
    whole.done()
}

fn lit(block: &str, modifier: &str, on: bool) -> Option<String> {
    Some(if on { [block, " ", block, "--", modifier].concat() } else { block.to_owned() })
}
