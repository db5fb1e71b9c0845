//! What was answered, as responses to the questionnaire: one for all who handle the referral, and one for
//! the restricted part.

use super::super::fields::{Field, Kind};
use super::element::{Element, absent, coding, extension, ours};
use super::form::{groups, link, sections};
use super::message::{Circle, Message};
use super::request::names;
use crate::facts::day::PartialDate;
use crate::facts::{FactId, Value};
use crate::referral::checks::is_left_open;

/// The responses, and the name of each.
const RESPONSES: [(Circle, &str); 2] = [(Circle::Open, "answers"), (Circle::Restricted, "restricted answers")];

/// Adds the responses that hold something.
pub fn responses(message: &mut Message<'_, '_>) {
    for (circle, name) in held(message) {
        let items = items(message, circle);
        let response = Element::new()
            .list("basedOn", names(message).iter().map(|name| message.to(name)))
            .text("questionnaire", &canonical(&message.packs().vocabulary.version))
            .text("status", "completed")
            .put("subject", message.to("person"))
            .text("authored", message.day())
            .put("author", message.to("referrer"))
            .list("item", items);
        message.add("QuestionnaireResponse", name, circle, response);
    }
}

/// The responses that there are. The open one always is: others refer to it.
pub fn held(message: &Message<'_, '_>) -> Vec<(Circle, &'static str)> {
    RESPONSES.into_iter().filter(|(circle, _)| *circle == Circle::Open || !items(message, *circle).is_empty()).collect()
}

/// The questionnaire and its version.
pub fn canonical(version: &str) -> String {
    [&ours("Questionnaire/screen"), "|", version].concat()
}

fn items(message: &Message<'_, '_>, circle: Circle) -> Vec<Element> {
    let facts = groups(message.packs()).into_iter().filter_map(|group| {
        let answered = group.facts.iter().filter(|fact| message.circle(**fact) == circle).filter_map(|fact| fact_item(message, *fact));
        filled(&group.id, group.title, answered.collect())
    });
    let details = sections().flat_map(|(section, fields)| section_items(message, circle, section, &fields));
    facts.chain(details).collect()
}

fn filled(id: &str, title: &str, items: Vec<Element>) -> Option<Element> {
    (!items.is_empty()).then(|| Element::new().text("linkId", id).text("text", title).list("item", items))
}

/// A fact, its values, how it is known, and whether another answer has closed it.
fn fact_item(message: &Message<'_, '_>, fact: FactId) -> Option<Element> {
    let vocabulary = &message.packs().vocabulary;
    let id = vocabulary.name(fact);
    let values = values(message, fact, message.answers().get(fact)?);
    let origin = message.answers().origin(fact).and_then(|origin| vocabulary.origins.get(origin));
    let known = origin.map(|origin| extension("known-by", "valueCoding", coding("CodeSystem/known-by", &origin.is, &origin.says)));
    let aside = is_seen_aside(message, fact).then(|| extension("set-aside", "valueBoolean", true));
    // A list with nothing in it is an answer too: none of these.
    let none = values.is_empty().then(|| extension("none-of-these", "valueBoolean", true));
    let item = Element::new().list("extension", known.into_iter().chain(aside).chain(none));
    Some(item.text("linkId", id).text("text", vocabulary.short(fact)).list("answer", values))
}

/// Whether it is set aside, and who may see the fact may see why.
fn is_seen_aside(message: &Message<'_, '_>, fact: FactId) -> bool {
    let vocabulary = &message.packs().vocabulary;
    let mut below = fact;
    while let Some(hangs) = vocabulary.fact(below).and_then(|fact| fact.hangs_on) {
        if message.circle(fact) == Circle::Open && message.circle(hangs.fact) == Circle::Restricted {
            return false;
        }
        below = hangs.fact;
    }
    message.referral.decision.set_aside.contains(&vocabulary.name(fact))
}

fn values(message: &Message<'_, '_>, fact: FactId, value: &Value) -> Vec<Element> {
    let vocabulary = &message.packs().vocabulary;
    let system = ["CodeSystem/", vocabulary.name(fact)].concat();
    let choice = |place: usize| vocabulary.choices(fact).get(place).map(|choice| coding(&system, &choice.is, &choice.says));
    let coded = |coding| Element::new().put("valueCoding", coding);
    match value {
        Value::Choice(place) => choice(usize::from(*place)).map(coded).into_iter().collect(),
        Value::Set(set) => (0..64).filter(|place| set & (1 << place) != 0).filter_map(choice).map(coded).collect(),
        Value::Number(number) => vec![Element::new().put("valueInteger", u64::from(*number))],
        Value::Date(date) => vec![Element::new().text("valueDate", &date.to_string())],
        Value::Text(text) if text.trim().is_empty() => Vec::new(),
        Value::Text(text) => vec![Element::new().text("valueString", text)],
    }
}

/// A section of details, once for each entry of a list.
fn section_items(message: &Message<'_, '_>, circle: Circle, section: &'static str, fields: &[&'static Field]) -> Vec<Element> {
    let own = |field: &&&Field| (circle == Circle::Restricted) == field.restricted;
    let entry = |place: usize| -> Vec<Element> { fields.iter().filter(own).filter_map(|field| detail_item(message, field, place)).collect() };
    if fields.iter().any(|field| field.path == section) {
        return entry(0);
    }
    let title = message.packs().words.find(&["details.section.", section].concat()).unwrap_or_default();
    (0..message.details().count(section).max(1)).filter_map(|place| filled(&link(section), title, entry(place))).collect()
}

fn detail_item(message: &Message<'_, '_>, field: &Field, place: usize) -> Option<Element> {
    let text = message.details().get(&field.at(place));
    let label = message.packs().words.find(&["details.", field.path, ".label"].concat()).unwrap_or_default();
    let is_date = matches!(field.kind, Kind::Date | Kind::Day) && PartialDate::parse(text).is_some();
    // What is left open has no answer, and says why.
    let open = is_left_open(text);
    let answer = (!open).then(|| Element::new().text(if is_date { "valueDate" } else { "valueString" }, text));
    let item = || Element::new().list("extension", open.then(|| absent(text))).text("linkId", &link(field.path)).text("text", label);
    (!text.trim().is_empty()).then(|| item().list("answer", answer))
}
