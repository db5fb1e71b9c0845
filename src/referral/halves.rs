//! The details in two halves: what is restricted, and what is not; and both put together again.

use super::Details;
use super::fields::{FIELDS, Field, LISTS, SECTIONS};

impl Details {
    /// The details that are restricted, or all others. Of a list that has both, both halves have every entry, as long as
    /// there is anything restricted in it.
    pub fn half(&self, restricted: bool) -> Details {
        let mut half = self.clone();
        for section in SECTIONS {
            let fields = || FIELDS.iter().filter(move |field| field.section() == section);
            let kept = |field: &&Field| field.restricted == restricted;
            for field in fields().filter(|field| !kept(field)) {
                for place in 0..half.places(section) {
                    half.set(&field.at(place), "");
                }
            }
            let is_bare = |place| fields().all(|field| half.get(&field.at(place)).is_empty());
            let is_mixed = fields().any(|field| kept(&field)) && fields().any(|field| !kept(&field));
            let has_none = !fields().any(|field| kept(&field)) || (restricted && is_mixed && (0..half.count(section)).all(is_bare));
            if has_none && LISTS.contains(&section) {
                (0..half.count(section)).for_each(|_| half.remove(section, 0));
            }
        }
        half
    }

    /// Puts the restricted half to this one. Where a list of it has entries that this one lacks, its name comes back.
    pub fn join(mut self, restricted: Details) -> Result<Details, &'static str> {
        for field in FIELDS.iter().filter(|field| field.restricted) {
            let section = field.section();
            let is_whole = FIELDS.iter().filter(|other| other.section() == section).all(|other| other.restricted);
            if !is_whole && restricted.count(section) > self.count(section) {
                return Err(section);
            }
            for path in (0..restricted.places(section)).map(|place| field.at(place)) {
                self.set(&path, restricted.get(&path));
            }
        }
        Ok(self)
    }

    /// How many places a section has: one, but for a list.
    fn places(&self, section: &str) -> usize {
        if LISTS.contains(&section) { self.count(section) } else { 1 }
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    fn full(entries: usize) -> Details {
        let mut details = Details::default();
        for field in FIELDS {
            (0..if field.repeats() { entries } else { 1 }).for_each(|place| assert!(details.set(&field.at(place), field.at(place))));
        }
        details
    }

    #[test]
    fn each_half_holds_its_own_and_both_are_the_whole() {
        for entries in 0..3 {
            let details = full(entries);
            let (open, restricted) = (details.half(false), details.half(true));
            for field in FIELDS.iter().filter(|field| !field.repeats() || entries > 0) {
                let (own, other) = if field.restricted { (&restricted, &open) } else { (&open, &restricted) };
                assert_eq!((own.get(&field.at(0)), other.get(&field.at(0))), (field.at(0).as_str(), ""));
            }
            assert_eq!(open.join(restricted).unwrap(), details);
        }
        // Entries in which nothing was given yet, and reasons that were not given.
        let mut bare = Details::default();
        for path in ["children.0.name", "children.1.name", "chosen.0.pathway", "chosen.1.pathway", "declined.0.reason"] {
            assert!(bare.set(path, ""));
        }
        assert_eq!((bare.half(true).count("children"), bare.half(false).count("children"), bare.half(true).count("chosen")), (2, 0, 0));
        assert_eq!(bare.half(false).join(bare.half(true)).unwrap(), bare);
        bare.set("chosen.1.reason", "because");
        assert_eq!(bare.half(false).join(bare.half(true)).unwrap(), bare);
    }

    #[test]
    fn a_reason_for_nothing_is_not_taken() {
        let mut restricted = Details::default();
        restricted.set("declined.0.reason", "because");
        assert_eq!(Details::default().join(restricted), Err("declined"));
    }
}
