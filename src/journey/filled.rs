//! The details of a referral as they were typed, by path. Nothing about them is judged here, and nothing typed is lost;
//! [`Filled::details`] makes of them what a referral is checked and written from.

use super::texts::Texts;
use crate::referral::Details;

/// What was typed into the details, by path, such as `referrer.email` or `children.0.name`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filled {
    texts: Texts,
    /// Entries of lists that were opened, filled in or not.
    opened: Vec<(String, usize)>,
}

impl Filled {
    /// The text at a path; empty where nothing was typed.
    pub fn get(&self, path: &str) -> &str {
        self.texts.get(path)
    }

    /// Keeps what was typed at a path.
    pub fn set(&mut self, path: &str, text: impl Into<String>) {
        self.texts.put(path, text.into());
    }

    /// How many entries a list has, opened or filled in.
    pub fn count(&self, list: &str) -> usize {
        let filled = self.texts.names().filter_map(|path| place_in(path, list)).max().map_or(0, |place| place + 1);
        let opened = self.opened.iter().find(|(name, _)| name == list).map_or(0, |(_, count)| *count);
        filled.max(opened)
    }

    /// Opens one more entry of a list.
    pub fn open(&mut self, list: &str) {
        let count = self.count(list).max(1) + 1;
        self.opened.retain(|(name, _)| name != list);
        self.opened.push((list.into(), count));
    }

    /// Takes every entry out of a list.
    pub fn empty(&mut self, list: &str) {
        self.texts.keep(|path| place_in(path, list).is_none());
        self.opened.retain(|(name, _)| name != list);
    }

    /// How many entries of each list were opened.
    pub(super) fn opened(&self) -> impl Iterator<Item = (&str, usize)> {
        self.opened.iter().map(|(list, count)| (list.as_str(), *count))
    }

    /// Opens so many entries of a list.
    pub(super) fn reopen(&mut self, list: &str, count: usize) {
        self.opened.retain(|(name, _)| name != list);
        self.opened.push((list.into(), count));
    }

    /// These details without the paths that do not fit.
    pub fn only(&self, fits: impl Fn(&str) -> bool) -> Filled {
        let mut only = self.clone();
        only.texts.keep(fits);
        only
    }

    /// The details that were given. What was typed and taken out again was not: it makes no entry in a list.
    pub fn details(&self) -> Details {
        let mut details = Details::default();
        for path in self.texts.names().filter(|path| !self.get(path).is_empty()) {
            details.set(path, self.get(path));
        }
        details
    }

    /// All paths and texts, by path.
    pub fn texts(&self) -> &Texts {
        &self.texts
    }
}

/// The place in a list that a path names.
fn place_in(path: &str, list: &str) -> Option<usize> {
    path.strip_prefix(list)?.strip_prefix('.')?.split('.').next()?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_child_whose_name_was_typed_and_taken_out_again_is_none() {
        let mut filled = Filled::default();
        filled.set("children.0.name", "A");
        assert_eq!(filled.details().count("children"), 1);
        filled.set("children.0.name", "");
        assert_eq!(filled.details(), Details::default());
    }

    #[test]
    fn lists_are_counted_by_what_is_in_them_and_what_was_opened() {
        let mut filled = Filled::default();
        assert_eq!(filled.count("children"), 0);
        filled.set("children.1.name", "A");
        filled.set("children_of_others.5.name", "B");
        assert_eq!(filled.count("children"), 2);
        filled.open("children");
        assert_eq!(filled.count("children"), 3);
        filled.empty("children");
        assert_eq!((filled.count("children"), filled.get("children_of_others.5.name")), (0, "B"));
    }
}
