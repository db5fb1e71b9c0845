//! Elements, and what can be done with them. In the browser they are the page's own (`dom.rs`); elsewhere they are a tree that is
//! written as HTML (`plain.rs`), where nothing happens after it is drawn. Patterns are made of them and cannot tell which.

#[cfg(target_arch = "wasm32")]
mod dom;
#[cfg(not(target_arch = "wasm32"))]
mod plain;

#[cfg(target_arch = "wasm32")]
pub use dom::*;
#[cfg(not(target_arch = "wasm32"))]
pub use plain::*;

/// What answers an event.
pub type Act = Box<dyn Fn(Event)>;

/// A new element with this class.
pub fn classed(tag: &str, class: &str) -> Element {
    element(tag).set("class", class)
}

/// Text by itself.
pub fn text(text: &str) -> View {
    View::from(text)
}

impl From<String> for View {
    fn from(text: String) -> View {
        View::from(text.as_str())
    }
}

impl Default for View {
    fn default() -> View {
        nothing()
    }
}

impl Element {
    /// Sets an attribute where there is a value.
    pub fn set_some(self, name: &str, value: Option<&str>) -> Element {
        match value {
            Some(value) => self.set(name, value),
            None => self,
        }
    }

    /// Sets an attribute unless its value is empty.
    pub fn set_full(self, name: &str, value: &str) -> Element {
        self.set_some(name, (!value.is_empty()).then_some(value))
    }

    /// Sets an attribute that only is there or not.
    pub fn set_if(self, name: &str, there: bool) -> Element {
        self.set_some(name, there.then_some(""))
    }

    /// Adds what is seen in it, where there is anything.
    pub fn some(self, child: Option<View>) -> Element {
        match child {
            Some(child) => self.child(child),
            None => self,
        }
    }
}
