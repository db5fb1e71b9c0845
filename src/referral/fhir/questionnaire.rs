//! The screen as a questionnaire: every question with its values, and when it is asked as far as the format can say it.
//! Nothing is required: an answer that is not known is one too.

use super::super::fields::{Field, Kind as Takes};
use super::answers::canonical;
use super::element::{Element, coding, concept};
use super::enable::{Enable, Test, while_possible};
use super::form::{Group, groups, link, sections};
use crate::facts::answers::LONGEST_TEXT;
use crate::facts::condition::Condition;
use crate::facts::fact::{Fact, Kind};
use crate::facts::raw::Raw;
use crate::facts::{FactId, Vocabulary};
use crate::packs::Bundle;
use crate::referral::checks::LONGEST_LINE;
use crate::referral::json::written;

/// The questionnaire of these packs, in the language of their words.
pub fn questionnaire(bundle: &Bundle) -> String {
    let version = &bundle.vocabulary.version;
    let url = canonical(version);
    let url = url.split('|').next().unwrap_or_default();
    let pages = groups(bundle).into_iter().map(|group| page(bundle, &group));
    let details = sections().map(|(section, fields)| details(bundle, section, &fields));
    let whole = Element::new()
        .text("resourceType", "Questionnaire")
        .text("id", "screen")
        .text("language", &bundle.words.language.tag)
        .text("url", url)
        .text("version", version)
        .text("name", "WaymarkScreen")
        .text("title", bundle.words.say("referral.title"))
        .text("status", "active")
        .list("subjectType", [String::from("Patient")].map(crate::facts::raw::Raw::Text))
        .list("item", pages.chain(details));
    written(&Raw::from(whole))
}

fn page(bundle: &Bundle, group: &Group<'_>) -> Element {
    let vocabulary = &bundle.vocabulary;
    let facts = group.facts.iter().filter_map(|id| Some(question(vocabulary, *id, vocabulary.fact(*id)?)));
    let lead = group.page.map_or("", |page| page.lead.as_str());
    let when = group.page.and_then(|page| while_possible(vocabulary, &page.when));
    item(&group.id, group.title, "group")
        .list("enableWhen", enable_when(vocabulary, when.as_ref()))
        .text("enableBehavior", behaviour(when.as_ref()))
        .list("item", note(&group.id, lead).into_iter().chain(facts))
}

fn question(vocabulary: &Vocabulary, id: FactId, fact: &Fact) -> Element {
    let kind = match fact.kind {
        Kind::Choice(_) | Kind::Set(_) | Kind::Bands { .. } => "choice",
        Kind::Number { .. } => "integer",
        Kind::Date => "date",
        Kind::Text => "text",
    };
    let hangs = fact.hangs_on.map(|hangs| Condition::Is { fact: hangs.fact, accepts: hangs.accepts });
    let when = hangs.and_then(|condition| while_possible(vocabulary, &condition));
    let most = match fact.kind {
        Kind::Number { max, .. } => Some(limit("maxValue", max.into())),
        _ => None,
    };
    let least = most.is_some().then(|| limit("minValue", 0));
    let system = ["CodeSystem/", &fact.id].concat();
    let options = fact.kind.choices().iter().map(|choice| Element::new().put("valueCoding", coding(&system, &choice.is, &choice.says)));
    let mut question = Element::new()
        .list("extension", least.into_iter().chain(most))
        .text("linkId", &fact.id)
        .text("text", &fact.question)
        .text("type", kind)
        .list("enableWhen", enable_when(vocabulary, when.as_ref()))
        .text("enableBehavior", behaviour(when.as_ref()))
        .put("required", false)
        .put("repeats", matches!(fact.kind, Kind::Set(_)));
    if fact.kind == Kind::Text {
        question = question.put("maxLength", LONGEST_TEXT as u64);
    }
    question.list("answerOption", options).list("item", note(vocabulary.name(id), &fact.hint))
}

/// A section of details: a group, or one question where it is no more than that.
fn details(bundle: &Bundle, section: &str, fields: &[&Field]) -> Element {
    if let Some(alone) = fields.iter().find(|field| field.path == section) {
        return detail(bundle, alone);
    }
    let questions = fields.iter().map(|field| detail(bundle, field));
    let title = bundle.words.find(&["details.section.", section].concat()).unwrap_or_default();
    let repeats = fields.iter().any(|field| field.repeats());
    item(&link(section), title, "group").put("repeats", repeats).list("item", questions)
}

fn detail(bundle: &Bundle, field: &Field) -> Element {
    let word = |part: &str| bundle.words.find(&["details.", field.path, part].concat()).unwrap_or_default();
    let (kind, longest) = match field.kind {
        Takes::Date | Takes::Day => ("date", None),
        Takes::Long => ("text", Some(LONGEST_TEXT)),
        Takes::Text | Takes::Email | Takes::Phone | Takes::Postcode => ("string", Some(LONGEST_LINE)),
    };
    let link = link(field.path);
    let question = item(&link, word(".label"), kind);
    let question = longest.into_iter().fold(question, |question, longest| question.put("maxLength", longest as u64));
    question.list("item", note(&link, word(".hint")))
}

fn item(id: &str, text: &str, kind: &str) -> Element {
    Element::new().text("linkId", id).text("text", text).text("type", kind).put("required", false)
}

/// A sentence that helps to answer.
fn note(id: &str, text: &str) -> Option<Element> {
    let control = Element::new().text("system", "http://hl7.org/fhir/questionnaire-item-control").text("code", "help").text("display", "Help-Button");
    let control = Element::new()
        .text("url", "http://hl7.org/fhir/StructureDefinition/questionnaire-itemControl")
        .put("valueCodeableConcept", concept([control], ""));
    let note = Element::new().list("extension", [control]).text("linkId", &[id, ".help"].concat()).text("text", text);
    (!text.is_empty()).then(|| note.text("type", "display"))
}

fn limit(name: &str, number: u64) -> Element {
    Element::new().text("url", &["http://hl7.org/fhir/StructureDefinition/", name].concat()).put("valueInteger", number)
}

fn behaviour(when: Option<&Enable>) -> &'static str {
    when.filter(|when| when.tests.len() > 1).map_or("", |when| if when.all { "all" } else { "any" })
}

fn enable_when(vocabulary: &Vocabulary, when: Option<&Enable>) -> Vec<Element> {
    when.map_or_else(Vec::new, |when| when.tests.iter().map(|test| test_of(vocabulary, *test)).collect())
}

fn test_of(vocabulary: &Vocabulary, test: Test) -> Element {
    let of = |fact, operator| Element::new().text("question", vocabulary.name(fact)).text("operator", operator);
    let value = |fact, place: usize| {
        let choice = vocabulary.choices(fact).get(place);
        choice.map(|choice| coding(&["CodeSystem/", vocabulary.name(fact)].concat(), &choice.is, &choice.says)).unwrap_or_default()
    };
    match test {
        Test::Answered(fact) => of(fact, "exists").put("answerBoolean", true),
        Test::NotAnswered(fact) => of(fact, "exists").put("answerBoolean", false),
        Test::Is(fact, place) => of(fact, "=").put("answerCoding", value(fact, place)),
        Test::IsNot(fact, place) => of(fact, "!=").put("answerCoding", value(fact, place)),
    }
}
