//! Texts by name, in the order of their names. A short list that is searched costs the page less than a map.

use serde::ser::{Serialize, Serializer};

/// Texts by name. An empty text is none.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Texts(Vec<(String, String)>);

impl Texts {
    fn place(&self, name: &str) -> Result<usize, usize> {
        self.0.binary_search_by(|(known, _)| known.as_str().cmp(name))
    }

    /// The text of a name; empty where there is none.
    pub fn get(&self, name: &str) -> &str {
        self.place(name).map_or("", |place| &self.0[place].1)
    }

    /// Whether something was put under this name, be it empty.
    pub fn has(&self, name: &str) -> bool {
        self.place(name).is_ok()
    }

    /// Puts a text under a name.
    pub fn put(&mut self, name: &str, text: String) {
        match self.place(name) {
            Ok(place) => self.0[place].1 = text,
            Err(place) => self.0.insert(place, (name.into(), text)),
        }
    }

    /// Takes out what does not fit.
    pub fn keep(&mut self, fits: impl Fn(&str) -> bool) {
        self.0.retain(|(name, _)| fits(name));
    }

    /// The names, in order.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.0.iter().map(|(name, _)| name.as_str())
    }
}

impl Serialize for Texts {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.iter().map(|(name, text)| (name, text)))
    }
}
