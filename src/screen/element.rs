//! Elements, built one way for every tag: each kind of view that Leptos' macro makes is code of its own, and the page
//! pays for it in bytes. Signals, effects and their cleaning-up are Leptos'; a view that goes takes all of it along.

use std::any::Any;

use gloo::utils::document;
use js_sys::Reflect;
use leptos::prelude::{LocalStorage, RenderEffect, StoredValue};
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::{Event, EventTarget, Node};

/// What answers an event.
pub type Act = Box<dyn Fn(Event)>;

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

/// An element while it is put together.
pub struct Element(web_sys::Element);

/// A new element.
pub fn element(tag: &str) -> Element {
    // Only a name with a forbidden sign fails, and every tag is written in this program.
    Element(document().create_element(tag).unwrap_or_else(JsCast::unchecked_into))
}

/// A new element with this class.
pub fn classed(tag: &str, class: &str) -> Element {
    element(tag).set("class", class)
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

    /// Sets an attribute where there is a value.
    pub fn set_some(self, name: &str, value: Option<&str>) -> Element {
        match value {
            Some(value) => self.set(name, value),
            None => self,
        }
    }

    /// Sets an attribute that only is there or not.
    pub fn set_if(self, name: &str, there: bool) -> Element {
        self.set_some(name, there.then_some(""))
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

    /// It is ready.
    pub fn done(self) -> View {
        View(self.0.into())
    }
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
