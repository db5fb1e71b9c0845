//! What a referral says beside the answers: who, where, how to reach them, what happened (`domain.md` B6).
//! Every detail is a text; an empty one was not given. Nothing is filled in for anybody.

use super::checks::{date_or_open, day, email, email_or_open, line, lines, phone, phone_or_open, postcode_or_open};
use crate::facts::AnswerFault;
use crate::facts::raw::{DEEPEST, Raw};
use serde::{Deserialize, Serialize};
use validator::Validate;

/// The most entries that a list of a referral takes.
pub const MOST_ENTRIES: usize = 30;

/// A group of details whose fields can be reached by name.
pub trait Section {
    /// The field of this name.
    fn field(&self, name: &str) -> Option<&String>;
    /// The field of this name, to write.
    fn field_mut(&mut self, name: &str) -> Option<&mut String>;
    /// Whether nothing was given.
    fn is_empty(&self) -> bool;
}

/// A section: its fields, the check of each, and how they are reached.
macro_rules! section {
    ($(#[$about:meta])* $section:ident { $($(#[$what:meta])* $field:ident: $check:ident,)* }) => {
        $(#[$about])*
        #[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, Validate)]
        #[cfg_attr(test, derive(schemars::JsonSchema))]
        #[serde(default, deny_unknown_fields)]
        pub struct $section {
            $(
                $(#[$what])*
                #[serde(skip_serializing_if = "String::is_empty")]
                #[validate(custom(function = $check))]
                pub $field: String,
            )*
        }

        impl Section for $section {
            fn field(&self, name: &str) -> Option<&String> {
                match name {
                    $(stringify!($field) => Some(&self.$field),)*
                    _ => None,
                }
            }

            fn field_mut(&mut self, name: &str) -> Option<&mut String> {
                match name {
                    $(stringify!($field) => Some(&mut self.$field),)*
                    _ => None,
                }
            }

            fn is_empty(&self) -> bool {
                $(self.$field.is_empty())&&*
            }
        }
    };
}

section! {
    /// Who refers.
    Referrer {
        /// Name.
        name: line,
        /// Role or post.
        role: line,
        /// Agency, or club or group.
        agency: line,
        /// Telephone.
        phone: phone,
        /// E-mail.
        email: email,
        /// Secure e-mail, where it is another one.
        secure_email: email,
        /// How they know the person, and for how long.
        involvement: line,
        /// Line manager or safeguarding lead who was asked.
        manager_consulted: line,
        /// Whether they can come to joint meetings.
        joint_meeting: line,
    }
}

section! {
    /// The person causing harm.
    Person {
        /// Name, or `not known`.
        name: line,
        /// Other names.
        aliases: line,
        /// Date of birth, as far as known.
        date_of_birth: date_or_open,
        /// Address.
        address: line,
        /// Postcode.
        postcode: postcode_or_open,
        /// Telephone.
        phone: phone_or_open,
        /// E-mail.
        email: email_or_open,
        /// A way and time to contact them that puts nobody at risk.
        safe_contact: line,
        /// Where they are now.
        whereabouts: line,
        /// Occupation.
        occupation: line,
        /// First language, and whether an interpreter is needed.
        first_language: line,
        /// Communication needs.
        communication: line,
        /// GP.
        gp: line,
    }
}

section! {
    /// The person being harmed. All of it is restricted.
    Victim {
        /// Name, or `withheld`.
        name: line,
        /// Date of birth, as far as known.
        date_of_birth: date_or_open,
        /// Address, or `withheld`.
        address: line,
        /// Postcode, or `withheld`.
        postcode: postcode_or_open,
        /// A number that is safe to call.
        phone: phone_or_open,
        /// E-mail.
        email: email_or_open,
        /// Safe times.
        safe_times: line,
        /// Whether a message may be left.
        leave_message: line,
        /// Who else sees the phone or the post.
        who_sees: line,
        /// Whom they are afraid of.
        afraid_of: line,
        /// Who is safe to talk to.
        safe_to_talk_to: line,
        /// Who is not safe to talk to.
        not_safe_to_talk_to: line,
        /// What they want, in their own words.
        wishes: lines,
        /// The service that already supports them.
        support_service: line,
        /// Whether a support service may contact them.
        service_may_contact: line,
    }
}

section! {
    /// One child.
    Child {
        /// Name.
        name: line,
        /// Date of birth, as far as known.
        date_of_birth: date_or_open,
        /// How the child is related to each of the two.
        relationship: line,
        /// With whom the child lives.
        lives_with: line,
        /// Who has parental responsibility.
        parental_responsibility: line,
        /// School or nursery.
        school: line,
        /// Plan of children's services.
        plan: line,
        /// Social worker.
        social_worker: line,
        /// Contact arrangements.
        contact: line,
        /// What it has done to the child.
        impact: lines,
    }
}

section! {
    /// What happened, in words.
    Narrative {
        /// What the referrer saw or heard.
        seen: lines,
        /// The most recent incident.
        recent_incident: lines,
        /// The worst incident.
        worst_incident: lines,
        /// The first incident that is known of.
        first_incident: lines,
        /// For how long it has gone on.
        how_long: line,
        /// How all this is known.
        how_known: lines,
        /// What the person being harmed does to keep safe.
        protective: lines,
        /// Risks, and what is being done about each.
        risks_and_mitigations: lines,
        /// Risks to workers.
        worker_risks: lines,
        /// Others who may be at risk.
        others_at_risk: lines,
        /// Who did the risk checklist, and when.
        risk_tool: line,
        /// Date and reference of a MARAC.
        marac: line,
        /// Why the referrer judges the risk to be high.
        judgement_reason: lines,
        /// Investigations, orders and proceedings in detail.
        legal: lines,
        /// Agencies involved, with named workers.
        agencies: lines,
        /// Earlier programmes, with dates.
        previous_programmes: lines,
        /// Motive, barriers, earlier contact with services.
        engagement: lines,
        /// Places and times that would work.
        venue: line,
    }
}

section! {
    /// On what basis this is shared.
    Sharing {
        /// The Article 9 condition.
        special_category_condition: line,
        /// The Schedule 1 condition for criminal offence data.
        criminal_offence_condition: line,
        /// What was shared with whom, when and why.
        shared: lines,
        /// What was not shared, and why.
        not_shared: lines,
        /// What else must not reach the person causing harm.
        must_not_disclose: lines,
        /// The agency's own marking.
        marking: line,
        /// Why it is marked so.
        marking_reason: line,
    }
}

section! {
    /// Something already done.
    ActionTaken {
        /// What.
        action: line,
        /// When, as far as known.
        on: date_or_open,
        /// By whom.
        by: line,
        /// Reference.
        reference: line,
        /// Note.
        note: lines,
    }
}

section! {
    /// A pathway that was chosen, or not taken, and why.
    Chosen {
        /// Its id, as `pack/id`.
        pathway: line,
        /// Why.
        reason: lines,
    }
}

/// Everything that a referral says beside the answers.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, Validate)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(default, deny_unknown_fields)]
pub struct Details {
    /// Who refers.
    #[validate(nested)]
    #[serde(skip_serializing_if = "Section::is_empty")]
    pub referrer: Referrer,
    /// The person causing harm.
    #[validate(nested)]
    #[serde(skip_serializing_if = "Section::is_empty")]
    pub person: Person,
    /// The person being harmed.
    #[validate(nested)]
    #[serde(skip_serializing_if = "Section::is_empty")]
    pub victim: Victim,
    /// The children.
    #[validate(nested)]
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub children: Vec<Child>,
    /// What happened.
    #[validate(nested)]
    #[serde(skip_serializing_if = "Section::is_empty")]
    pub narrative: Narrative,
    /// On what basis this is shared.
    #[validate(nested)]
    #[serde(skip_serializing_if = "Section::is_empty")]
    pub sharing: Sharing,
    /// What was already done.
    #[validate(nested)]
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub actions_taken: Vec<ActionTaken>,
    /// The pathways chosen.
    #[validate(nested)]
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub chosen: Vec<Chosen>,
    /// Recommended pathways that are not taken, and why.
    #[validate(nested)]
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub declined: Vec<Chosen>,
    /// The day on which this is looked at again.
    #[validate(custom(function = day))]
    #[serde(skip_serializing_if = "String::is_empty")]
    pub review_by: String,
}

impl Details {
    /// The text at a path such as `referrer.email` or `children.0.name`; empty where it was not given.
    pub fn get(&self, path: &str) -> &str {
        let mut parts = path.splitn(3, '.');
        let section = parts.next().unwrap_or_default();
        let (second, third) = (parts.next(), parts.next());
        let text = match (second, third) {
            (None, _) if section == "review_by" => Some(&self.review_by),
            (Some(field), None) => self.section(section).and_then(|section| section.field(field)),
            (Some(place), Some(field)) => place.parse().ok().and_then(|place| self.entry(section, place)).and_then(|entry| entry.field(field)),
            _ => None,
        };
        text.map_or("", String::as_str)
    }

    /// Writes the text at a path; an entry of a list that is not there yet is added. Says whether there is such a path.
    pub fn set(&mut self, path: &str, text: impl Into<String>) -> bool {
        if super::fields::find(path).is_none() {
            return false;
        }
        let mut parts = path.splitn(3, '.');
        let section = parts.next().unwrap_or_default();
        let (second, third) = (parts.next(), parts.next());
        let slot = match (second, third) {
            (None, _) if section == "review_by" => Some(&mut self.review_by),
            (Some(field), None) => self.section_mut(section).and_then(|section| section.field_mut(field)),
            (Some(place), Some(field)) => {
                place.parse().ok().and_then(|place| self.entry_mut(section, place)).and_then(|entry| entry.field_mut(field))
            }
            _ => None,
        };
        slot.map(|slot| *slot = text.into()).is_some()
    }

    /// How many entries a list has.
    pub fn count(&self, list: &str) -> usize {
        match list {
            "children" => self.children.len(),
            "actions_taken" => self.actions_taken.len(),
            "chosen" => self.chosen.len(),
            "declined" => self.declined.len(),
            _ => 0,
        }
    }

    /// Takes an entry out of a list.
    pub fn remove(&mut self, list: &str, place: usize) {
        fn take<T>(list: &mut Vec<T>, place: usize) {
            if place < list.len() {
                list.remove(place);
            }
        }
        match list {
            "children" => take(&mut self.children, place),
            "actions_taken" => take(&mut self.actions_taken, place),
            "chosen" => take(&mut self.chosen, place),
            "declined" => take(&mut self.declined, place),
            _ => {}
        }
    }

    fn section(&self, name: &str) -> Option<&dyn Section> {
        Some(match name {
            "referrer" => &self.referrer,
            "person" => &self.person,
            "victim" => &self.victim,
            "narrative" => &self.narrative,
            "sharing" => &self.sharing,
            _ => return None,
        })
    }

    fn section_mut(&mut self, name: &str) -> Option<&mut dyn Section> {
        Some(match name {
            "referrer" => &mut self.referrer,
            "person" => &mut self.person,
            "victim" => &mut self.victim,
            "narrative" => &mut self.narrative,
            "sharing" => &mut self.sharing,
            _ => return None,
        })
    }

    fn entry(&self, list: &str, place: usize) -> Option<&dyn Section> {
        fn at<T: Section>(list: &[T], place: usize) -> Option<&dyn Section> {
            list.get(place).map(|entry| entry as &dyn Section)
        }
        match list {
            "children" => at(&self.children, place),
            "actions_taken" => at(&self.actions_taken, place),
            "chosen" => at(&self.chosen, place),
            "declined" => at(&self.declined, place),
            _ => None,
        }
    }

    fn entry_mut(&mut self, list: &str, place: usize) -> Option<&mut dyn Section> {
        fn at<T: Section + Default>(list: &mut Vec<T>, place: usize) -> Option<&mut dyn Section> {
            if place == list.len() && place < MOST_ENTRIES {
                list.push(T::default());
            }
            list.get_mut(place).map(|entry| entry as &mut dyn Section)
        }
        match list {
            "children" => at(&mut self.children, place),
            "actions_taken" => at(&mut self.actions_taken, place),
            "chosen" => at(&mut self.chosen, place),
            "declined" => at(&mut self.declined, place),
            _ => None,
        }
    }

    /// Reads a details object. Every fault is found and its place is given as a JSON pointer below `at`.
    pub fn read(raw: &Raw, at: &str) -> Result<Details, Vec<AnswerFault>> {
        let mut reader = Reader { details: Details::default(), faults: Vec::new() };
        if raw.depth() > DEEPEST {
            reader.fault(at, "JSON nested too deep".into(), "fewer levels");
        } else {
            reader.object(raw, at, "an object of sections", &mut Reader::section);
        }
        if reader.faults.is_empty() { Ok(reader.details) } else { Err(reader.faults) }
    }
}

struct Reader {
    details: Details,
    faults: Vec<AnswerFault>,
}

impl Reader {
    fn fault(&mut self, at: &str, found: String, expected: &str) {
        self.faults.push(AnswerFault { at: at.into(), found, expected: expected.into() });
    }

    /// Reads each member of an object with `read`, given its path and pointer.
    fn object(&mut self, raw: &Raw, at: &str, expected: &str, read: &mut dyn FnMut(&mut Reader, &str, &str, &Raw)) {
        let Raw::Object(members) = raw else { return self.fault(at, raw.describe(), expected) };
        for (i, (key, value)) in members.iter().enumerate() {
            let pointer = format!("{at}/{}", key.replace('~', "~0").replace('/', "~1"));
            if members[..i].iter().any(|(earlier, _)| earlier == key) {
                self.fault(&pointer, "the same key twice".into(), "each key once");
            } else {
                read(self, key, &pointer, value);
            }
        }
    }

    fn section(&mut self, name: &str, pointer: &str, raw: &Raw) {
        match name {
            "review_by" => self.text(name, pointer, raw),
            "children" | "actions_taken" | "chosen" | "declined" => {
                let Raw::List(entries) = raw else { return self.fault(pointer, raw.describe(), "a list of objects") };
                if entries.len() > MOST_ENTRIES {
                    return self.fault(pointer, format!("{} entries", entries.len()), "at most 30 entries");
                }
                for (i, entry) in entries.iter().enumerate() {
                    self.details.entry_mut(name, i);
                    self.fields(&format!("{name}.{i}"), &format!("{pointer}/{i}"), entry);
                }
            }
            _ if self.details.section(name).is_some() => self.fields(name, pointer, raw),
            _ => self.fault(
                pointer,
                "an unknown section".into(),
                "referrer, person, victim, children, narrative, sharing, actions_taken, chosen, declined or review_by",
            ),
        }
    }

    fn fields(&mut self, section: &str, pointer: &str, raw: &Raw) {
        self.object(raw, pointer, "an object of texts", &mut |reader, key, pointer, value| {
            // A dot in a key would look like a path.
            let path = if key.contains('.') { String::new() } else { format!("{section}.{key}") };
            reader.text(&path, pointer, value);
        });
    }

    fn text(&mut self, path: &str, pointer: &str, raw: &Raw) {
        let known = self.details.set(path, "");
        match raw {
            _ if !known => self.fault(pointer, "an unknown field".into(), "a field of this section (see `waymark referral --format schema`)"),
            Raw::Text(text) => {
                self.details.set(path, text.as_str());
            }
            _ => self.fault(pointer, raw.describe(), "a text"),
        }
    }
}
