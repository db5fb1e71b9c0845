//! The reply: what the receiving service says to a referral. It names the referral by its reference alone, and nobody in it.

use super::bounded;
use super::canonical::{Reference, short};
use super::fault::{Fault, Kind};
use super::received::{day, fits};
use super::view::{detail_label, fact_label, place_name};
use crate::blocks::{Block, text::to_text};
use crate::decide::explain::words::day_words;
use crate::facts::Day;
use crate::facts::raw::Raw;
use crate::packs::{Bundle, Words};
use crate::referral::checks::{email, line, lines, phone};
use crate::referral::json::written;
use serde::{Serialize, Serializer};
use std::borrow::Cow;
use validator::{Validate, ValidationErrors, ValidationErrorsKind};

/// What kind of record it is, and which version of that kind.
pub const FORMAT: &str = "waymark-reply/1";

/// The JSON Schema (2020-12) of the reply.
pub const SCHEMA: &str = include_str!("reply.schema.json");

/// What the service says.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Outcome {
    /// It takes the referral.
    Accepted,
    /// It does not.
    NotAccepted,
    /// It cannot say yet.
    MoreNeeded,
}

impl Outcome {
    /// Every outcome.
    pub const ALL: [Outcome; 3] = [Outcome::Accepted, Outcome::NotAccepted, Outcome::MoreNeeded];

    /// The name that files and words use.
    pub fn id(self) -> &'static str {
        ["accepted", "not_accepted", "more_needed"][self as usize]
    }

    fn of(id: &str) -> Option<Outcome> {
        Outcome::ALL.into_iter().find(|outcome| outcome.id() == id)
    }
}

impl Serialize for Outcome {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.id())
    }
}

/// A reply. Every text is checked as the details of a referral are.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Validate)]
pub struct Reply {
    /// What kind of record this is.
    format: &'static str,
    /// The version of Waymark that wrote it.
    version: String,
    /// What identifies the referral that it answers.
    reference: String,
    /// The day on which it was answered.
    on: String,
    /// What the service says; none while nobody has chosen.
    pub outcome: Option<Outcome>,
    /// Why; with "not accepted" it must be given.
    #[serde(skip_serializing_if = "String::is_empty")]
    #[validate(custom(function = lines))]
    pub reason: String,
    /// Where instead: ids of pathways and actions.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub instead: Vec<String>,
    /// Where instead, in words.
    #[serde(skip_serializing_if = "String::is_empty")]
    #[validate(custom(function = lines))]
    pub elsewhere: String,
    /// Facts that are asked for, by id.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub facts: Vec<String>,
    /// Details that are asked for, by path.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub details: Vec<String>,
    /// What else is asked: a question on each line.
    #[serde(serialize_with = "each_line", skip_serializing_if = "is_blank")]
    #[validate(custom(function = lines))]
    pub questions: String,
    /// Who answers.
    #[validate(nested)]
    pub by: By,
}

/// Who answers a referral, as a role: no name is needed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Validate)]
pub struct By {
    /// The service.
    #[validate(custom(function = line))]
    pub service: String,
    /// The role or post.
    #[validate(custom(function = line))]
    pub role: String,
    /// Telephone.
    #[serde(skip_serializing_if = "String::is_empty")]
    #[validate(custom(function = phone))]
    pub phone: String,
    /// E-mail.
    #[serde(skip_serializing_if = "String::is_empty")]
    #[validate(custom(function = email))]
    pub email: String,
}

/// Something wrong with a reply: the field, and the code of what is wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReplyFault {
    /// The field, such as `by.phone`.
    pub field: String,
    /// What is wrong.
    pub code: Cow<'static, str>,
}

impl ReplyFault {
    /// The message: the field's own where it must be filled in, else the one that details have.
    pub fn says(&self, words: &Words) -> String {
        let table = if self.code == "required" { ["reply.missing.", &self.field].concat() } else { ["details.fault.", &self.code].concat() };
        words.say(&table).into()
    }
}

impl Reply {
    /// A reply to a referral on a day, with nothing said yet.
    pub fn new(reference: &Reference, on: Day) -> Reply {
        Reply {
            format: FORMAT,
            version: env!("CARGO_PKG_VERSION").into(),
            reference: reference.as_str().into(),
            on: on.to_string(),
            ..Reply::default()
        }
    }

    /// Whether it answers the referral of this reference.
    pub fn answers(&self, reference: &Reference) -> bool {
        self.reference == reference.as_str()
    }

    /// Everything wrong with it, in the order in which it is asked.
    pub fn faults(&self) -> Vec<ReplyFault> {
        let mut faults = self.missing();
        if let Err(errors) = self.validate() {
            gather("", &errors, &mut faults);
        }
        faults.sort_by_key(|fault| ORDER.iter().position(|field| *field == fault.field));
        faults
    }

    fn missing(&self) -> Vec<ReplyFault> {
        let needed = [
            ("outcome", self.outcome.is_none()),
            ("reason", self.outcome == Some(Outcome::NotAccepted) && is_blank(&self.reason)),
            ("elsewhere", self.outcome == Some(Outcome::NotAccepted) && self.instead.is_empty() && is_blank(&self.elsewhere)),
            ("questions", self.outcome == Some(Outcome::MoreNeeded) && self.facts.is_empty() && self.details.is_empty() && is_blank(&self.questions)),
            ("by.service", is_blank(&self.by.service)),
            ("by.role", is_blank(&self.by.role)),
            ("by.phone", is_blank(&self.by.phone) && is_blank(&self.by.email)),
        ];
        needed.into_iter().filter(|(_, missing)| *missing).map(|(field, _)| ReplyFault { field: field.into(), code: "required".into() }).collect()
    }

    /// What belongs to the outcome alone: what was filled in for another one goes.
    pub fn settled(mut self) -> Reply {
        if self.outcome != Some(Outcome::NotAccepted) {
            (self.instead, self.elsewhere) = Default::default();
        }
        if self.outcome != Some(Outcome::MoreNeeded) {
            (self.facts, self.details, self.questions) = Default::default();
        }
        self
    }

    /// The reply file.
    pub fn to_json(&self) -> String {
        written(self)
    }

    /// Reads a reply file, as strictly as a referral is read.
    pub fn read(bytes: &[u8], words: &Words) -> Result<Reply, Fault> {
        let file = bounded::read(bytes)?;
        fits(&file, FORMAT, SCHEMA)?;
        let by = file.member("by").unwrap_or(&Raw::Null);
        let reply = Reply {
            format: FORMAT,
            version: file.text("version").into(),
            reference: file.text("reference").into(),
            on: day(&file)?.to_string(),
            outcome: Outcome::of(file.text("outcome")),
            reason: file.text("reason").into(),
            instead: texts(file.list("instead")),
            elsewhere: file.text("elsewhere").into(),
            facts: texts(file.list("facts")),
            details: texts(file.list("details")),
            questions: texts(file.list("questions")).join("\n"),
            by: By {
                service: by.text("service").into(),
                role: by.text("role").into(),
                phone: by.text("phone").into(),
                email: by.text("email").into(),
            },
        };
        match reply.faults().first() {
            None => Ok(reply),
            Some(fault) => Err(Fault::new(Kind::Broken, &["/", &fault.field.replace('.', "/")].concat(), "what does not do", fault.says(words))),
        }
    }

    /// Plain text.
    pub fn to_text(&self, bundle: &Bundle, own: Option<&Reference>) -> String {
        to_text(&self.blocks(bundle, own))
    }

    /// The reply to be read. With a referral of one's own it says whether it answers that.
    pub fn blocks(&self, bundle: &Bundle, own: Option<&Reference>) -> Vec<Block> {
        let words = &bundle.words;
        let say = |key: &str| words.say(key).to_owned();
        let mut blocks = vec![Block::Alarm(say("referral.marking")), Block::Title(say("reply.title"))];
        let outcome = self.outcome.map_or("", Outcome::id);
        blocks.push(Block::Pair(say("reply.outcome"), say(&["reply.is.", outcome].concat())));
        blocks.push(Block::Pair(say("receive.reference"), short(&self.reference)));
        blocks.push(Block::Pair(say("reply.on"), Day::parse(&self.on).map_or(self.on.clone(), |day| day_words(words, day))));
        let by = [("service", &self.by.service), ("role", &self.by.role), ("phone", &self.by.phone), ("email", &self.by.email)];
        for (name, text) in by.iter().filter(|(_, text)| !text.is_empty()) {
            blocks.push(Block::Pair(say(&["reply.by.", name].concat()), (*text).clone()));
        }
        blocks.extend(own.map(|own| Block::Text(say(if self.answers(own) { "reply.is_ours" } else { "reply.is_not_ours" }))));
        let mut part = |heading: &str, items: Vec<String>| {
            if !items.is_empty() {
                blocks.push(Block::Heading(say(heading)));
                blocks.extend(items.into_iter().map(Block::Item));
            }
        };
        part("reply.reason", texts_of(&self.reason));
        part("reply.instead", self.instead.iter().map(|id| place_name(bundle, id)).chain(texts_of(&self.elsewhere)).collect());
        let facts = self.facts.iter().map(|id| fact_label(bundle, id));
        let details = self.details.iter().map(|path| detail_label(bundle, path));
        part("reply.asks", facts.chain(details).chain(texts_of(&self.questions)).collect());
        blocks.push(Block::Heading(say("reply.next")));
        blocks.push(Block::Text(say(&["reply.then.", outcome].concat())));
        blocks
    }
}

/// The fields, in the order in which they are asked.
const ORDER: [&str; 9] = ["outcome", "reason", "instead", "elsewhere", "questions", "by.service", "by.role", "by.phone", "by.email"];

fn gather(before: &str, errors: &ValidationErrors, faults: &mut Vec<ReplyFault>) {
    for (name, kind) in errors.errors() {
        let field = [before, name].concat();
        match kind {
            ValidationErrorsKind::Struct(inner) => gather(&[&field, "."].concat(), inner, faults),
            ValidationErrorsKind::Field(found) => {
                faults.extend(found.iter().map(|error| ReplyFault { field: field.clone(), code: error.code.clone() }))
            }
            ValidationErrorsKind::List(_) => {}
        }
    }
}

fn texts(items: &[Raw]) -> Vec<String> {
    items.iter().filter_map(|item| if let Raw::Text(text) = item { Some(text.clone()) } else { None }).collect()
}

/// The lines of a text that have something in them.
fn texts_of(text: &str) -> Vec<String> {
    text.lines().map(str::trim).filter(|line| !line.is_empty()).map(str::to_owned).collect()
}

fn is_blank(text: &str) -> bool {
    text.trim().is_empty()
}

fn each_line<S: Serializer>(text: &str, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_seq(texts_of(text))
}
