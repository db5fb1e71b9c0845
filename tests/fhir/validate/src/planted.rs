//! Faults planted in a message that is right: a validator that does not find them would find nothing in ours either.

use crate::{Outcome, errors};
use rh_validator::FhirValidator;
use serde_json::{Value, json};

/// One fault: the kind of resource, the member that is spoilt, and what it becomes; nothing where it is taken out.
const FAULTS: [(&str, &str, Option<&str>); 9] = [
    ("MessageHeader", "source", None),
    ("ServiceRequest", "status", None),
    ("ServiceRequest", "intent", Some("wish")),
    ("ServiceRequest", "authoredOn", Some("1 June")),
    ("QuestionnaireResponse", "status", None),
    ("QuestionnaireResponse", "status", Some("half-done")),
    ("RiskAssessment", "subject", None),
    ("Flag", "code", None),
    ("Task", "priority", Some("soon")),
];

/// The planted faults that are not found.
pub fn unseen(validator: &FhirValidator, message: &Value) -> Outcome<Vec<String>> {
    let mut unseen = Vec::new();
    let whole = message["entry"].as_array().map(Vec::len).unwrap_or_default();
    for (kind, member, value) in FAULTS {
        let Some(resource) = (0..whole).map(|place| &message["entry"][place]["resource"]).find(|resource| resource["resourceType"] == kind) else {
            unseen.push(format!("no {kind} in the first message"));
            continue;
        };
        let mut spoilt = resource.clone();
        match (value, spoilt.as_object_mut()) {
            (Some(value), Some(members)) => drop(members.insert(member.into(), json!(value))),
            (None, Some(members)) => drop(members.remove(member)),
            (_, None) => {}
        }
        if errors(validator, &spoilt)?.is_empty() {
            unseen.push(format!("{kind}.{member} {}", value.unwrap_or("left out")));
        }
    }
    Ok(unseen)
}
