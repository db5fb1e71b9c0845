//! What the element of a host page may call. The element itself is JavaScript (`embed/element.js`), as a Rust struct
//! cannot extend `HTMLElement`.

use std::any::Any;

use js_sys::{Array, Reflect};
use leptos::prelude::*;
use wasm_bindgen::prelude::*;
use web_sys::HtmlElement;

use crate::facts::Day;
use crate::packs::Mode;
#[cfg(not(feature = "first"))]
use crate::screen::receive;
use crate::screen::{Desk, ahead, app, browser};

#[cfg(feature = "first")]
pub mod first;
#[cfg(not(feature = "first"))]
pub mod whole;

/// A screen that is drawn. Dropped, the view goes, and what it kept is disposed of.
pub struct Drawn {
    desk: Desk,
    mounted: Option<Box<dyn Any>>,
}

/// Draws a screen in `root`, which stands in the shadow root of `host`. `begin` comes before anything is drawn.
fn draw(root: HtmlElement, options: &JsValue, host: HtmlElement, begin: impl FnOnce(Desk)) -> Result<Drawn, JsError> {
    let option = |name: &str| Reflect::get(options, &name.into()).ok().and_then(|value| value.as_string()).unwrap_or_default();
    let preferred = if option("mode") == Mode::Community.id() { Mode::Community } else { Mode::Professional };
    let on = today()?;
    let owner = Owner::new();
    let desk = owner.with(|| Desk::new(root.clone(), host, preferred, on, option));
    desk.languages.set_value(languages(options));
    begin(desk);
    ahead::start_in(desk, &option("area"));
    #[cfg(not(feature = "first"))]
    let app = if option("mode") == "receiving" { receive::app } else { app };
    let mounted = owner.with(|| mount_to(root, move || app(desk)));
    Ok(Drawn { desk, mounted: Some(Box::new((mounted, owner))) })
}

impl Drawn {
    /// Draws it anew with other options. Whatever was entered stays, and so does the place.
    pub fn renew(&mut self, options: &JsValue) -> Result<(), JsError> {
        let ((root, host), kept) = (self.desk.place(), self.desk.kept());
        // What was drawn goes first: it takes everything in the root with it.
        self.mounted = None;
        *self = draw(root, options, host, |desk| desk.take_up(kept))?;
        Ok(())
    }
}

/// The languages that the element can load: pairs of tag and name.
fn languages(options: &JsValue) -> Vec<(String, String)> {
    let pairs = Reflect::get(options, &"languages".into()).map(|pairs| Array::from(&pairs)).unwrap_or_default();
    let text = |pair: &Array, place| pair.get(place).as_string().unwrap_or_default();
    pairs.iter().map(|pair| Array::from(&pair)).map(|pair| (text(&pair, 0), text(&pair, 1))).collect()
}

fn today() -> Result<Day, JsError> {
    Day::parse(&browser::today()).ok_or_else(|| JsError::new("this device has no usable date: set its clock"))
}
