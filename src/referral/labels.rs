//! What things are called in a referral. Whoever reads it is not who wrote it: where the screen says "you", the words under
//! `referral` say who is meant.

use super::fields::find;
use crate::facts::vocabulary::{Group, Origin};
use crate::packs::Words;

/// The label of a detail, by its path. Nothing of a path that is not known.
pub fn detail<'w>(words: &'w Words, path: &str) -> &'w str {
    let path = find(path).map_or(path, |(field, _)| field.path);
    either(words, &["referral.label.", path].concat(), &["details.", path, ".label"].concat()).unwrap_or_default()
}

/// The title of a section of details.
pub fn section<'w>(words: &'w Words, section: &str) -> &'w str {
    either(words, &["referral.section.", section].concat(), &["details.section.", section].concat()).unwrap_or_default()
}

/// The title of a group of facts.
pub fn group<'w>(words: &'w Words, group: &'w Group) -> &'w str {
    words.find(&["referral.group.", &group.id].concat()).unwrap_or(&group.title)
}

/// How a fact is known.
pub fn origin<'w>(words: &'w Words, origin: &'w Origin) -> &'w str {
    words.find(&["referral.origin.", &origin.is].concat()).unwrap_or(&origin.says)
}

fn either<'w>(words: &'w Words, first: &str, second: &str) -> Option<&'w str> {
    words.find(first).or_else(|| words.find(second))
}
