//! The page's own elements, built one way for every tag: each kind of view that Leptos' macro makes is code of its own, and the
//! page pays for it in bytes. Signals, effects and their cleaning-up are Leptos'; a view that goes takes all of it along.

use std::any::Any;

use gloo::timers::callback::Timeout;
use gloo::utils::document;
use js_sys::Reflect;
use leptos::prelude::{LocalStorage, RenderEffect, StoredValue};
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
pub use web_sys::Event;
use web_sys::{EventTarget, HtmlInputElement, Node};

use super::Act;

/// What the control holds that an event is about.
pub fn held(event: &Event) -> String {
    let value = event.target().and_then(|target| Reflect::get(&target, &"value".into()).ok());
    value.and_then(|value| value.as_string()).unwrap_or_default()
}

/// Whether the radio or checkbox is chosen that an event is about.
pub fn is_chosen(event: &Event) -> bool {
    event.target().is_some_and(|target| target.unchecked_ref::<HtmlInputElement>().checked())
}

/// Something that can be seen, whole: an element, or several in a row.
pub struct View(Node);

/// Nothing.
pub fn nothing() -> View {
    View(document().create_document_fragment().into())
}

/// Several, one after the other.
pub fn row(views: Vec<View>) -> View {
    let whole = nothing();
    for view in views {
        add(&whole.0, &view.0);
    }
    whole
}

impl From<&str> for View {
    fn from(text: &str) -> View {
        View(document().create_text_node(text).into())
    }
}

impl View {
    /// The same once more, without what answers its events.
    pub fn again(&self) -> View {
        View(self.0.clone_node_with_deep(true).unwrap_or_else(JsCast::unchecked_into))
    }
}

/// An element while it is put together.
pub struct Element(web_sys::Element);

/// A new element.
pub fn element(tag: &str) -> Element {
    // Only a name with a forbidden sign fails, and every tag is written in this program.
    Element(document().create_element(tag).unwrap_or_else(JsCast::unchecked_into))
}

/// A new element of a drawing.
pub fn drawing(tag: &str) -> Element {
    Element(document().create_element_ns(Some("http://www.w3.org/2000/svg"), tag).unwrap_or_else(JsCast::unchecked_into))
}

/// An element that is there already, to put more into.
pub fn inside(element: &web_sys::Element) -> Element {
    Element(element.clone())
}

impl Element {
    /// Sets an attribute.
    pub fn set(self, name: &str, value: &str) -> Element {
        drop(self.0.set_attribute(name, value));
        self
    }

    /// Keeps an attribute as the signals have it that `value` reads.
    pub fn react(self, name: &'static str, value: Box<dyn Fn() -> Option<String>>) -> Element {
        let element = self.0.clone();
        let mut shown = None;
        follow(Box::new(move || {
            let value = value();
            if value == shown {
                return;
            }
            drop(match &value {
                Some(value) => element.set_attribute(name, value),
                None => element.remove_attribute(name),
            });
            shown = value;
        }));
        self
    }

    /// Adds text.
    pub fn text(self, text: &str) -> Element {
        drop(self.0.append_with_str_1(text));
        self
    }

    /// Adds text that stays as the signals have it that `text` reads.
    pub fn react_text(self, text: Box<dyn Fn() -> &'static str>) -> Element {
        let node: Node = document().create_text_node("").into();
        add(&self.0, &node);
        let mut shown = "";
        follow(Box::new(move || {
            let text = text();
            if text != shown {
                node.set_node_value(Some(text));
                shown = text;
            }
        }));
        self
    }

    /// Adds what is seen in it.
    pub fn child(self, child: View) -> Element {
        add(&self.0, &child.0);
        self
    }

    /// Adds what `draw` makes, and makes it anew whenever a signal changes that it reads.
    pub fn dynamic(self, draw: Box<dyn Fn() -> View>) -> Element {
        let inside: Node = self.0.clone().into();
        let (from, to) = (marker(), marker());
        add(&inside, &from);
        add(&inside, &to);
        follow(Box::new(move || {
            let drawn = draw();
            clear_between(&inside, &from, &to);
            drop(inside.insert_before(&drawn.0, Some(&to)));
        }));
        self
    }

    /// Answers an event.
    pub fn on(self, event: &'static str, act: Act) -> Element {
        listen(&self.0, event, false, act);
        self
    }

    /// Sets what a field holds: what was typed, which no attribute tells.
    pub fn value(self, value: &str) -> Element {
        drop(Reflect::set(&self.0, &"value".into(), &value.into()));
        self
    }

    /// A hold on the element, to change it later.
    pub fn handle(&self) -> Handle {
        Handle(self.0.clone())
    }

    /// It is ready.
    pub fn done(self) -> View {
        View(self.0.into())
    }
}

/// A hold on an element, to change it when something happens.
#[derive(Clone)]
pub struct Handle(web_sys::Element);

impl Handle {
    /// Sets an attribute, or takes it away.
    pub fn set(&self, name: &str, value: Option<&str>) {
        drop(match value {
            Some(value) => self.0.set_attribute(name, value),
            None => self.0.remove_attribute(name),
        });
    }

    /// Puts text in the place of what is in it.
    pub fn say(&self, text: &str) {
        self.0.set_text_content(Some(text));
    }

    /// Whether it is chosen.
    pub fn is_chosen(&self) -> bool {
        self.0.unchecked_ref::<HtmlInputElement>().checked()
    }

    /// Chooses it, or not.
    pub fn choose(&self, chosen: bool) {
        self.0.unchecked_ref::<HtmlInputElement>().set_checked(chosen);
    }
}

/// Something that waits for its time.
pub struct Later {
    _timer: Timeout,
}

/// Runs something after so many milliseconds, unless what comes back is dropped before.
pub fn later(milliseconds: u32, run: Box<dyn FnOnce()>) -> Later {
    Later { _timer: Timeout::new(milliseconds, run) }
}

/// Answers an event for as long as the part of the page stands that asks for it.
pub fn listen(target: &EventTarget, event: &'static str, capture: bool, act: Act) {
    let listener = Listener { target: target.clone(), event, capture, act: Closure::wrap(act) };
    let function = listener.act.as_ref().unchecked_ref();
    drop(target.add_event_listener_with_callback_and_bool(event, function, capture));
    keep(Box::new(listener));
}

/// Takes itself off when it is dropped.
struct Listener {
    target: EventTarget,
    event: &'static str,
    capture: bool,
    act: Closure<dyn Fn(Event)>,
}

impl Drop for Listener {
    fn drop(&mut self) {
        let function = self.act.as_ref().unchecked_ref();
        drop(self.target.remove_event_listener_with_callback_and_bool(self.event, function, self.capture));
    }
}

/// Runs now, and again whenever a signal changes that it reads.
fn follow(mut run: Box<dyn FnMut()>) {
    keep(Box::new(RenderEffect::new(move |_| run())));
}

/// Holds something until the owner in whose part of the page we are is cleaned up.
fn keep(held: Box<dyn Any>) {
    StoredValue::<_, LocalStorage>::new_local(held);
}

fn add(parent: &Node, child: &Node) {
    drop(parent.append_child(child));
}

/// Something to find a place by that nobody sees.
fn marker() -> Node {
    document().create_comment("").into()
}

fn clear_between(parent: &Node, from: &Node, to: &Node) {
    while let Some(next) = from.next_sibling() {
        if next == *to || parent.remove_child(&next).is_err() {
            return;
        }
    }
}
