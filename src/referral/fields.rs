//! The details as a table: what the screen renders and what the faces print, in order. Labels and hints are words:
//! `details.<path>.label` and `.hint`.

use crate::packs::Mode;

/// One detail.
#[derive(Clone, Copy, Debug)]
pub struct Field {
    /// Where it stands. In a list the path leaves out the place: `children.name` is `children.0.name`, `children.1.name`, …
    pub path: &'static str,
    /// What kind of text it takes.
    pub kind: Kind,
    /// Whether a professional is asked for it.
    pub professional: Need,
    /// Whether an ambassador, friend or relative is.
    pub community: Need,
    /// Whether it must never reach the person causing harm.
    pub restricted: bool,
}

/// What kind of text a detail takes.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Kind {
    /// One line.
    Text,
    /// An e-mail address.
    Email,
    /// A telephone number.
    Phone,
    /// A UK postcode.
    Postcode,
    /// A date, as far as it is known.
    Date,
    /// A whole day.
    Day,
    /// Several lines.
    Long,
}

/// Whether somebody is asked for a detail.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Need {
    /// Not asked.
    No,
    /// Asked, may be left empty.
    Optional,
    /// Must be given.
    Required,
    /// At least one detail with the same name here must be given.
    OneOf(&'static str),
}

impl Field {
    /// The section it stands in: the first part of its path.
    pub fn section(&self) -> &'static str {
        self.path.split('.').next().unwrap_or_default()
    }

    /// Its own name: the last part of its path.
    pub fn name(&self) -> &'static str {
        self.path.rsplit('.').next().unwrap_or_default()
    }

    /// Whether it stands once for each entry of a list.
    pub fn repeats(&self) -> bool {
        LISTS.contains(&self.section())
    }

    /// Its path in this entry of its list (or by itself, where it is in none).
    pub fn at(&self, place: usize) -> String {
        if self.repeats() { format!("{}.{place}.{}", self.section(), self.name()) } else { self.path.into() }
    }

    /// Whether it is asked for in this mode.
    pub fn need(&self, mode: Mode) -> Need {
        match mode {
            Mode::Professional => self.professional,
            Mode::Community => self.community,
        }
    }
}

/// The field that a path stands for, and the place in its list.
pub fn find(path: &str) -> Option<(&'static Field, usize)> {
    let mut parts = path.split('.');
    let (section, last) = (parts.next()?, path.rsplit('.').next()?);
    let place = if LISTS.contains(&section) { Some(parts.next()?.parse().ok()?) } else { None };
    let written = match place {
        Some(place) => format!("{section}.{place}.{last}"),
        None => path.into(),
    };
    let found = FIELDS.iter().find(|field| field.section() == section && field.name() == last && (place.is_some() || field.path == path));
    found.filter(|_| written == path).map(|field| (field, place.unwrap_or(0)))
}

/// The sections that are lists.
pub const LISTS: [&str; 4] = ["children", "actions_taken", "chosen", "declined"];

/// The sections in order.
pub const SECTIONS: [&str; 10] =
    ["referrer", "person", "victim", "children", "narrative", "sharing", "actions_taken", "chosen", "declined", "review_by"];

const fn field(path: &'static str, kind: Kind, professional: Need) -> Field {
    Field { path, kind, professional, community: Need::No, restricted: false }
}

const fn optional(path: &'static str, kind: Kind) -> Field {
    field(path, kind, Need::Optional)
}

const fn restricted(path: &'static str, kind: Kind) -> Field {
    Field { restricted: true, ..optional(path, kind) }
}

impl Field {
    const fn also(self, community: Need) -> Field {
        Field { community, ..self }
    }
}

use Kind::{Date, Day, Email, Long, Phone, Postcode, Text};

/// Every detail, in the order in which it is asked and printed.
pub const FIELDS: &[Field] = &[
    field("referrer.name", Text, Need::Required).also(Need::OneOf("who")),
    optional("referrer.role", Text).also(Need::Optional),
    field("referrer.agency", Text, Need::Required).also(Need::OneOf("who")),
    field("referrer.phone", Phone, Need::OneOf("reach")).also(Need::OneOf("reach")),
    field("referrer.email", Email, Need::OneOf("reach")).also(Need::OneOf("reach")),
    optional("referrer.secure_email", Email),
    optional("referrer.involvement", Text).also(Need::Optional),
    optional("referrer.manager_consulted", Text),
    optional("referrer.joint_meeting", Text),
    field("person.name", Text, Need::Required).also(Need::Optional),
    optional("person.aliases", Text),
    optional("person.date_of_birth", Date),
    optional("person.address", Text),
    optional("person.postcode", Postcode),
    optional("person.phone", Phone),
    optional("person.email", Email),
    restricted("person.safe_contact", Text),
    optional("person.whereabouts", Text).also(Need::Optional),
    optional("person.occupation", Text),
    optional("person.first_language", Text),
    optional("person.communication", Text),
    optional("person.gp", Text),
    restricted("victim.name", Text),
    restricted("victim.date_of_birth", Date),
    restricted("victim.address", Text),
    restricted("victim.postcode", Postcode),
    restricted("victim.phone", Phone),
    restricted("victim.email", Email),
    restricted("victim.safe_times", Text),
    restricted("victim.leave_message", Text),
    restricted("victim.who_sees", Text),
    restricted("victim.afraid_of", Text),
    restricted("victim.safe_to_talk_to", Text),
    restricted("victim.not_safe_to_talk_to", Text),
    restricted("victim.wishes", Long),
    restricted("victim.support_service", Text),
    restricted("victim.service_may_contact", Text),
    restricted("children.name", Text),
    restricted("children.date_of_birth", Date),
    restricted("children.relationship", Text),
    restricted("children.lives_with", Text),
    restricted("children.parental_responsibility", Text),
    restricted("children.school", Text),
    restricted("children.plan", Text),
    restricted("children.social_worker", Text),
    restricted("children.contact", Text),
    restricted("children.impact", Long),
    restricted("narrative.seen", Long).also(Need::Optional),
    restricted("narrative.recent_incident", Long),
    restricted("narrative.worst_incident", Long),
    restricted("narrative.first_incident", Long),
    restricted("narrative.how_long", Text),
    restricted("narrative.how_known", Long),
    restricted("narrative.protective", Long),
    restricted("narrative.risks_and_mitigations", Long),
    restricted("narrative.worker_risks", Long),
    restricted("narrative.others_at_risk", Long),
    restricted("narrative.risk_tool", Text),
    restricted("narrative.marac", Text),
    restricted("narrative.judgement_reason", Long),
    restricted("narrative.legal", Long),
    restricted("narrative.agencies", Long),
    optional("narrative.previous_programmes", Long),
    restricted("narrative.engagement", Long),
    optional("narrative.venue", Text),
    optional("sharing.special_category_condition", Text),
    optional("sharing.criminal_offence_condition", Text),
    restricted("sharing.shared", Long),
    restricted("sharing.not_shared", Long),
    restricted("sharing.must_not_disclose", Long).also(Need::Optional),
    optional("sharing.marking", Text),
    restricted("sharing.marking_reason", Text),
    restricted("actions_taken.action", Text),
    restricted("actions_taken.on", Date),
    restricted("actions_taken.by", Text),
    restricted("actions_taken.reference", Text),
    restricted("actions_taken.note", Long),
    optional("chosen.pathway", Text).also(Need::Optional),
    restricted("chosen.reason", Long).also(Need::Optional),
    optional("declined.pathway", Text),
    restricted("declined.reason", Long),
    field("review_by", Day, Need::Required).also(Need::Optional),
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::referral::Details;

    #[test]
    fn every_field_can_be_written_and_read_back() {
        let mut details = Details::default();
        for field in FIELDS {
            assert!(details.set(&field.at(0), field.path), "{}", field.path);
        }
        for field in FIELDS {
            assert_eq!(details.get(&field.at(0)), field.path);
            assert_eq!(find(&field.at(0)).map(|(found, _)| found.path), Some(field.path));
            assert!(SECTIONS.contains(&field.section()));
        }
        let json = serde_json::to_value(&details).unwrap_or_default();
        let leaves = |value: &serde_json::Value| value.to_string().matches("\":\"").count();
        assert_eq!(leaves(&json), FIELDS.len(), "a detail without a line in FIELDS");
    }

    #[test]
    fn there_is_no_other_path() {
        let mut details = Details::default();
        for wrong in [
            "",
            "referrer",
            "referrer.",
            "referrer.nickname",
            "children.name",
            "children.1.name",
            "children.x.name",
            "children.0.name.x",
            "review_by.x",
            "nobody.name",
        ] {
            assert!(!details.set(wrong, "x"), "{wrong}");
            assert_eq!(details.get(wrong), "", "{wrong}");
        }
        assert!(!details.set("children.1.name", "x"), "no gaps in a list");
    }
}
