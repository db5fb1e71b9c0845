//! What must be seen before anything else, as flags. They rest on restricted facts, so all of them are restricted.

use super::element::{Element, code, concept};
use super::message::{Circle, Message};
use crate::decide::tier::Tiering;
use crate::facts::Knowledge;
use crate::packs::Pack;

/// Raises the flags of the codes that are known to hold, and the line that stands before everything else.
pub fn raise(message: &mut Message<'_, '_>) {
    let first_line = message.referral.first_line;
    if !first_line.is_empty() {
        let flag = flag(message, "contact_category", concept([], first_line));
        message.add("Flag", "first line", Circle::Restricted, flag);
    }
    for (id, concept) in raised(message) {
        let flag = flag(message, "flag_category", concept);
        message.add("Flag", &["flag ", &id].concat(), Circle::Restricted, flag);
    }
}

fn flag(message: &Message<'_, '_>, category: &str, concept: Element) -> Element {
    Element::new()
        .text("status", "active")
        .list("category", [message.concept(category)])
        .put("code", concept)
        .put("subject", message.to("person"))
        .put("period", Element::new().text("start", message.day()))
        .put("author", message.to("referrer"))
}

/// The flags whose condition holds, on what is known.
fn raised(message: &Message<'_, '_>) -> Vec<(String, Element)> {
    let (bundle, decision) = (message.packs(), &message.referral.decision);
    let used: Vec<&Pack> = bundle.packs().filter(|pack| decision.packs.iter().any(|used| used.id == pack.id)).collect();
    let thresholds = bundle.thresholds_on(&used, Some(message.referral.day()));
    let knowledge = Knowledge::new(&bundle.vocabulary, message.answers(), &thresholds);
    let tiering = Tiering::of(&bundle.national, &knowledge);
    let flags = bundle.codes.codes.iter().filter_map(|flag| Some((flag, flag.when.as_ref()?)));
    let standing = flags.filter(|(_, when)| knowledge.truth(when, &|decided| tiering.decided(decided)).is_yes());
    standing.map(|(flag, _)| (flag.id.clone(), concept([code(flag)], ""))).collect()
}
