//! The referral as other people's computers read it: a message in FHIR (release 4), shaped as NHS England's Booking and
//! Referral Standard shapes a referral; and the screen as a questionnaire of the same format.
//!
//! All of it is marked as restricted (R). What stands in the restricted part of the record stands in resources of its own, marked as very
//! restricted (V). The others never refer to them: a computer that takes them out is left with a whole message.

mod answers;
mod element;
mod enable;
mod flags;
mod form;
mod message;
mod origin;
mod people;
mod questionnaire;
mod request;
mod risk;

pub use questionnaire::questionnaire;

use super::Referral;
use super::json::written;
use message::Message;

/// What all addresses of our own lists begin with. They name; nothing is there to be fetched.
pub const BASE: &str = "https://waymark.invalid/fhir/";

impl Referral<'_> {
    /// A message in FHIR. The same record always gives the same bytes.
    pub fn to_fhir(&self) -> String {
        let mut message = Message::new(self);
        request::header(&mut message);
        request::requests(&mut message);
        people::person(&mut message);
        people::referrer(&mut message);
        people::others(&mut message);
        answers::responses(&mut message);
        risk::assessments(&mut message);
        flags::raise(&mut message);
        origin::provenance(&mut message);
        written(&message.bundle())
    }
}
