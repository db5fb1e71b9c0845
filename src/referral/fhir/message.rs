//! The message: resources with names that follow from the record, and who may see each.

use super::super::Referral;
use super::super::details::Details;
use super::element::{Element, code, concept};
use crate::facts::raw::Raw;
use crate::facts::{Answers, FactId};
use crate::packs::Bundle;
use crate::referral::restricted::why;
use sha2::{Digest, Sha256};

/// Who may see a resource.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Circle {
    /// Those who handle the referral. All of it is kept from the person causing harm, as the marking says.
    Open,
    /// Only those who need it to keep someone safe: the restricted part.
    Restricted,
}

/// A message under way.
pub struct Message<'r, 'a> {
    /// The record.
    pub referral: &'r Referral<'a>,
    seed: String,
    entries: Vec<Raw>,
}

impl<'r, 'a> Message<'r, 'a> {
    /// Nothing in it yet.
    pub fn new(referral: &'r Referral<'a>) -> Message<'r, 'a> {
        let digests: Vec<&str> = referral.packs.iter().map(|pack| pack.digest).collect();
        let parts = (&referral.answers, referral.details, &referral.on, referral.mode().id(), referral.version, digests);
        let seed = serde_json::to_string(&parts).unwrap_or_default();
        Message { referral, seed, entries: Vec::new() }
    }

    /// What the message rests on.
    pub fn packs(&self) -> &'a Bundle {
        self.referral.bundle
    }

    /// The answers.
    pub fn answers(&self) -> &'a Answers {
        self.referral.answers.1
    }

    /// The details.
    pub fn details(&self) -> &'a Details {
        self.referral.details
    }

    /// Words of the screen.
    pub fn say(&self, key: &'a str) -> &'a str {
        self.packs().words.say(key)
    }

    /// Who may see a fact.
    pub fn circle(&self, fact: FactId) -> Circle {
        let why = why(&self.packs().vocabulary, self.answers(), fact);
        if why.is_some() { Circle::Restricted } else { Circle::Open }
    }

    /// The codes of others for something; none where the packs have none.
    pub fn codes(&self, id: &str) -> Option<Element> {
        self.packs().codes.find(id).map(code)
    }

    /// The concept that the codes of others say.
    pub fn concept(&self, id: &str) -> Element {
        concept(self.codes(id), "")
    }

    /// The day of the record, as dates and times are written where the time is not known.
    pub fn day(&self) -> &str {
        &self.referral.on
    }

    /// A reference to the resource of this name.
    pub fn to(&self, name: &str) -> Element {
        Element::new().text("reference", &["urn:uuid:", &self.id(name)].concat())
    }

    /// Adds a resource under a name, for a circle of people.
    pub fn add(&mut self, kind: &str, name: &str, circle: Circle, body: Element) {
        let id = self.id(name);
        let head = Element::new().text("resourceType", kind).text("id", &id).put("meta", self.meta(circle));
        let (Raw::Object(mut members), Raw::Object(body)) = (head.into(), body.into()) else { return };
        members.extend(body);
        let entry = Element::new().text("fullUrl", &["urn:uuid:", &id].concat()).put("resource", Raw::Object(members));
        self.entries.push(entry.into());
    }

    /// The whole, handled as its restricted part is.
    pub fn bundle(self) -> Raw {
        let id = self.id("message");
        let identifier = Element::new().text("system", "urn:ietf:rfc:3986").text("value", &["urn:uuid:", &id].concat());
        let head = Element::new().text("resourceType", "Bundle").text("id", &id).put("meta", self.meta(Circle::Restricted));
        head.put("identifier", identifier).text("type", "message").list("entry", self.entries).into()
    }

    fn meta(&self, circle: Circle) -> Element {
        let confidentiality = match circle {
            Circle::Open => "restricted",
            Circle::Restricted => "very_restricted",
        };
        Element::new().list("security", [confidentiality, "sensitivity"].into_iter().filter_map(|id| self.codes(id)))
    }

    /// The name of a resource as FHIR wants it: a UUID (version 8) made of the record and our own name for the resource.
    fn id(&self, name: &str) -> String {
        let mut bytes = Sha256::new().chain_update(name).chain_update([0]).chain_update(&self.seed).finalize();
        bytes[6] = bytes[6] & 0x0f | 0x80;
        bytes[8] = bytes[8] & 0x3f | 0x80;
        let mut id = String::with_capacity(36);
        for (place, byte) in bytes.iter().take(16).enumerate() {
            if matches!(place, 4 | 6 | 8 | 10) {
                id.push('-');
            }
            id.extend([byte >> 4, byte & 15].into_iter().filter_map(|four| char::from_digit(four.into(), 16)));
        }
        id
    }
}
