//! What is asked for: the head of the message, one request for each service that was chosen, and the task it sets.

use super::super::details::Chosen;
use super::element::{Element, coding, concept, ours};
use super::message::{Circle, Message};
use crate::decide::decision::PathwayResult;

/// A service that was chosen, and what was decided of it.
type Asked<'r> = (&'r Chosen, Option<&'r PathwayResult<'r>>);

/// Says what kind of message it is, from whom and to whom.
pub fn header(message: &mut Message<'_, '_>) {
    // Waymark sends nothing by itself: it has no address, and knows none of the services'. These name, and lead nowhere.
    let to = |found: &PathwayResult<'_>| Element::new().text("name", found.name).text("endpoint", &ours(&["service/", &found.id].concat()));
    let destinations: Vec<Element> = chosen(message).iter().filter_map(|(_, found)| found.map(to)).collect();
    let source = Element::new().text("software", "Waymark").text("version", message.referral.version).text("endpoint", &ours("source"));
    let event = message.codes("message_event").unwrap_or_default();
    let body = Element::new()
        .put("eventCoding", event)
        .list("destination", destinations)
        .put("sender", message.to("referrer"))
        .put("source", source)
        .put("reason", message.concept("message_reason"))
        .list("focus", names(message).iter().map(|name| message.to(name)));
    message.add("MessageHeader", "header", Circle::Open, body);
}

/// One request for each service that was chosen; one without a service where none was.
pub fn requests(message: &mut Message<'_, '_>) {
    let chosen = chosen(message);
    let asked: Vec<Option<&Asked<'_>>> = if chosen.is_empty() { vec![None] } else { chosen.iter().map(Some).collect() };
    for (name, asked) in names(message).iter().zip(asked) {
        let service = ["service of ", name].concat();
        let (request, task) = (request(message, asked, &service), task(message, name));
        message.add("ServiceRequest", name, Circle::Open, request);
        message.add("Task", &["task of ", name].concat(), Circle::Open, task);
        if let Some((_, Some(found))) = asked {
            let body = Element::new().text("name", found.name).text("comment", found.how);
            message.add("HealthcareService", &service, Circle::Open, body);
        }
    }
}

/// The names of the requests.
pub fn names(message: &Message<'_, '_>) -> Vec<String> {
    (0..message.details().chosen.len().max(1)).map(|place| ["request ", &place.to_string()].concat()).collect()
}

fn chosen<'r>(message: &Message<'r, '_>) -> Vec<Asked<'r>> {
    let referral = message.referral;
    let found = |id: &str| referral.decision.pathways.iter().find(|pathway| pathway.id == id);
    message.details().chosen.iter().map(|chosen| (chosen, found(&chosen.pathway))).collect()
}

fn request(message: &Message<'_, '_>, asked: Option<&Asked<'_>>, service: &str) -> Element {
    let mut body = Element::new()
        .text("status", "active")
        .text("intent", "plan")
        .list("category", [message.concept("request_category")])
        .text("priority", message.packs().codes.priority(message.referral.decision.tier));
    if let Some((chosen, Some(found))) = asked {
        body = body.put("code", concept([coding("CodeSystem/pathway", &chosen.pathway, found.name)], found.name));
    }
    body = body
        .put("subject", message.to("person"))
        .put("occurrencePeriod", Element::new().text("start", message.day()))
        .text("authoredOn", message.day())
        .put("requester", message.to("referrer"));
    if let Some((_, Some(_))) = asked {
        body = body.list("performer", [message.to(service)]);
    }
    body.list("supportingInfo", [message.to("answers"), message.to("risk")])
}

fn task(message: &Message<'_, '_>, request: &str) -> Element {
    let until = Element::new().text("end", &message.details().review_by);
    Element::new()
        .text("status", "requested")
        .text("intent", "plan")
        .put("code", message.concept("task"))
        .put("focus", message.to(request))
        .put("for", message.to("person"))
        .text("authoredOn", message.day())
        .put("requester", message.to("referrer"))
        .put("restriction", Element::new().put("period", until))
}
