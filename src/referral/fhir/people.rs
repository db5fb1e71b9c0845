//! Who it is about, who writes, who is harmed.

use super::super::details::{Child, Referrer, Section};
use super::element::{Element, concept};
use super::message::{Circle, Message};

/// The person causing harm: whom the referral is about.
pub fn person(message: &mut Message<'_, '_>) {
    let person = &message.details().person;
    let aliases = known(&person.aliases).then(|| Element::new().text("use", "nickname").text("text", &person.aliases));
    let language = known(&person.first_language).then(|| Element::new().put("language", concept([], &person.first_language)));
    let practice = known(&person.gp).then(|| Element::new().text("display", &person.gp));
    let body = Element::new()
        .list("name", name(&person.name).into_iter().chain(aliases))
        .list("telecom", reach(&[("phone", &person.phone), ("email", &person.email)]))
        .detail("birthDate", &person.date_of_birth)
        .list("address", address(&person.address, &person.postcode))
        .list("communication", language)
        .list("generalPractitioner", practice);
    message.add("Patient", "person", Circle::Open, body);
}

/// Who refers, in which role, for which agency.
pub fn referrer(message: &mut Message<'_, '_>) {
    let Referrer { name: own, role, agency, phone, email, secure_email, .. } = &message.details().referrer;
    let practitioner = known(own).then(|| message.to("referrer's name"));
    let organization = known(agency).then(|| message.to("agency"));
    let reach = reach(&[("phone", phone), ("email", email), ("email", secure_email)]);
    let mut body = Element::new();
    body = practitioner.into_iter().fold(body, |body, practitioner| body.put("practitioner", practitioner));
    body = organization.into_iter().fold(body, |body, organization| body.put("organization", organization));
    let role = concept([], role);
    message.add("PractitionerRole", "referrer", Circle::Open, body.list("code", [role]).list("telecom", reach));
    if known(own) {
        message.add("Practitioner", "referrer's name", Circle::Open, Element::new().list("name", name(own)));
    }
    if known(agency) {
        message.add("Organization", "agency", Circle::Open, Element::new().text("name", agency));
    }
}

/// The person being harmed, and the children: never where the person causing harm may see it.
pub fn others(message: &mut Message<'_, '_>) {
    let victim = &message.details().victim;
    if !victim.is_empty() {
        let body = Element::new()
            .put("patient", message.to("person"))
            .list("relationship", [concept([], message.say("details.section.victim"))])
            .list("name", name(&victim.name))
            .list("telecom", reach(&[("phone", &victim.phone), ("email", &victim.email)]))
            .detail("birthDate", &victim.date_of_birth)
            .list("address", address(&victim.address, &victim.postcode));
        message.add("RelatedPerson", "person harmed", Circle::Restricted, body);
    }
    for (place, child) in message.details().children.iter().enumerate() {
        let body = child_body(message, child);
        message.add("RelatedPerson", &["child ", &place.to_string()].concat(), Circle::Restricted, body);
    }
}

fn child_body(message: &Message<'_, '_>, child: &Child) -> Element {
    let children = message.say("details.section.children");
    let relationship = if known(&child.relationship) { &child.relationship } else { children };
    Element::new()
        .put("patient", message.to("person"))
        .list("relationship", [concept([], relationship)])
        .list("name", name(&child.name))
        .detail("birthDate", &child.date_of_birth)
}

fn known(text: &str) -> bool {
    !text.trim().is_empty() && !super::super::checks::is_left_open(text)
}

fn name(text: &str) -> Option<Element> {
    (!text.trim().is_empty()).then(|| Element::new().detail("text", text))
}

/// Telephone and e-mail, those that were given.
fn reach(ways: &[(&str, &String)]) -> Vec<Element> {
    let given = ways.iter().filter(|(_, text)| !text.trim().is_empty());
    given.map(|(system, text)| Element::new().text("system", system).detail("value", text)).collect()
}

fn address(text: &str, postcode: &str) -> Option<Element> {
    let given = [text, postcode].iter().any(|part| !part.trim().is_empty());
    given.then(|| Element::new().detail("text", text).detail("postalCode", postcode))
}
