//! The tier and what to do, for all who handle the referral; why it is so, for those alone who may see what it rests on.

use super::answers::held;
use super::element::{Element, coding, concept, ours};
use super::message::{Circle, Message};
use super::request::names;

/// Adds both.
pub fn assessments(message: &mut Message<'_, '_>) {
    let open = open(message);
    message.add("RiskAssessment", "risk", Circle::Open, open);
    let basis = held(message).iter().map(|(_, name)| message.to(name)).collect();
    let reasons = reasons(message, basis);
    message.add("RiskAssessment", "reasons", Circle::Restricted, reasons);
}

fn open(message: &Message<'_, '_>) -> Element {
    let risk = &message.referral.risk;
    let stops = risk.stops.iter().flatten().copied();
    let notes = [risk.explains, message.say("explain.no_prediction")].into_iter().chain(stops);
    let request = names(message).first().map(|name| message.to(name)).unwrap_or_default();
    let body = Element::new().put("basedOn", request);
    let grade = Element::new().put("qualitativeRisk", tier(message));
    about(message, body, vec![message.to("answers")])
        .list("prediction", [grade])
        .text("mitigation", &risk.actions.join("\n"))
        .list("note", notes.map(|text| Element::new().text("text", text)))
}

fn reasons(message: &Message<'_, '_>, basis: Vec<Element>) -> Element {
    let decision = &message.referral.decision;
    let rationale: Vec<&str> = decision.fired.iter().map(|fired| fired.because).collect();
    let prediction = Element::new().put("qualitativeRisk", tier(message)).text("rationale", &rationale.join("\n"));
    let undisclosed = message.referral.do_not_disclose.iter().filter(|what| what.kind == "plan").map(|what| what.says.to_owned());
    let notes = undisclosed.chain(criteria(message));
    let body = Element::new().put("parent", message.to("risk"));
    about(message, body, basis).list("prediction", [prediction]).list("note", notes.map(|text| Element::new().text("text", &text)))
}

/// The criteria of each service that was chosen, as they stand.
fn criteria(message: &Message<'_, '_>) -> Vec<String> {
    let words = &message.packs().words;
    let is_chosen = |id: &str| message.details().chosen.iter().any(|chosen| chosen.pathway == id);
    let chosen = message.referral.decision.pathways.iter().filter(|pathway| is_chosen(&pathway.id));
    let lines = chosen.flat_map(|pathway| {
        pathway.criteria.iter().map(|criterion| {
            let result = words.find(&["explain.criterion.", criterion.result].concat()).unwrap_or(criterion.result);
            [pathway.name, ": ", criterion.because, " ", result].concat()
        })
    });
    lines.collect()
}

/// What both say: on whom, when, by which rules.
fn about(message: &Message<'_, '_>, body: Element, basis: Vec<Element>) -> Element {
    let rules = message.referral.packs.iter().map(|pack| {
        Element::new()
            .text("system", &ours(&["rules/", pack.id].concat()))
            .text("version", pack.version)
            .text("code", pack.digest)
            .text("display", pack.id)
    });
    body.text("status", "final")
        .put("method", concept(rules, &["Waymark ", message.referral.version].concat()))
        .put("subject", message.to("person"))
        .text("occurrenceDateTime", message.day())
        .put("performer", message.to("referrer"))
        .list("basis", basis)
}

fn tier(message: &Message<'_, '_>) -> Element {
    let risk = &message.referral.risk;
    concept([coding("CodeSystem/tier", risk.tier, risk.says)], risk.says)
}
