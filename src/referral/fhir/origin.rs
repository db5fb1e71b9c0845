//! Where the message comes from: who wrote it, with what, by which rules.

use super::element::{Element, extension, ours};
use super::message::{Circle, Message};
use super::request::names;
use crate::facts::raw::Raw;

/// Adds it. It speaks of the open resources alone.
pub fn provenance(message: &mut Message<'_, '_>) {
    let targets = names(message).into_iter().chain(["answers".into(), "risk".into()]);
    let program = Element::new().text("display", &["Waymark ", message.referral.version].concat());
    let agent = |code: &str, who: Element| Element::new().put("type", message.concept(code)).put("who", who);
    let rules = message.referral.packs.iter().map(|pack| {
        let identifier = Element::new().text("system", &ours(&["rules/", pack.id].concat())).text("value", pack.digest);
        let what = Element::new().put("identifier", identifier).text("display", &[pack.id, " ", pack.version].concat());
        Element::new().text("role", "source").put("what", what)
    });
    let day = Raw::Text("day".into());
    let body = Element::new()
        .list("target", targets.map(|name| message.to(&name)))
        .text("occurredDateTime", message.day())
        // The format wants a moment, and the day is all that is known.
        .text("recorded", &[message.day(), "T00:00:00Z"].concat())
        .put("_recorded", Element::new().list("extension", [extension("precision", "valueCode", day)]))
        .list("agent", [agent("author", message.to("referrer")), agent("assembler", program)])
        .list("entity", rules);
    message.add("Provenance", "provenance", Circle::Open, body);
}
