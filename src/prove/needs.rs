//! What an area ought to have for people who cause harm: the needs of `needs.toml`, which is about no area.

mod meaning;
mod read;

use crate::facts::Condition;
use crate::facts::fact::Mask;
use crate::packs::pack::{Pathway, Whom};

pub use read::{check, read};

/// The needs, and what they are put together from.
#[derive(Clone, Debug, Default)]
pub struct Needs {
    /// Version of the file.
    pub version: String,
    /// SHA-256 of the file, as `sha256-<hex>`.
    pub digest: String,
    /// The words in which gaps are told, by key.
    pub words: Vec<(String, String)>,
    /// What an example has where it can, the first above the others.
    pub usual: Vec<Condition>,
    /// Where police and courts stand. Every case is in exactly one.
    pub statuses: Vec<Status>,
    /// The needs, as they stand in the file.
    pub needs: Vec<Need>,
}

/// Where police and courts stand.
#[derive(Clone, Debug)]
pub struct Status {
    /// Id, such as `probation`.
    pub id: String,
    /// In a sentence, such as "with the police involved".
    pub says: String,
    /// As a heading.
    pub short: String,
    /// In a sentence, for all statuses but this one.
    pub others: String,
    /// When a case is in it: the statuses that it yields to are left out.
    pub within: Condition,
    /// The routes by which a pathway can be reached.
    pub routes: Vec<String>,
    /// Where it comes from.
    pub source: String,
}

/// Something that an area ought to have.
#[derive(Clone, Debug)]
pub struct Need {
    /// Id, such as `stalking`.
    pub id: String,
    /// Level of prevention.
    pub level: Level,
    /// The need in a commissioner's words.
    pub says: String,
    /// What is meant, and for whom.
    pub explains: String,
    /// Whom it concerns.
    pub whom: Condition,
    /// The tiers that it spans, a bit each; none where it is not about one case.
    pub tiers: Mask,
    /// The statuses that it spans, a bit each.
    pub statuses: Mask,
    /// The kinds of pathway that answer it.
    pub answers: Vec<Answer>,
    /// A pathway does not count in a case in which its own pack says something against it that is about this need.
    pub unopposed: bool,
    /// Where it comes from.
    pub source: String,
}

/// Level of prevention, the last first, as a commissioner reads them.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, serde::Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Level {
    /// Stopping harm that goes on.
    Tertiary,
    /// Acting early.
    Secondary,
    /// Before there is harm.
    Primary,
}

impl Level {
    /// All of them, in order.
    pub const ALL: [Level; 3] = [Level::Tertiary, Level::Secondary, Level::Primary];

    /// The name that files use.
    pub fn id(self) -> &'static str {
        ["tertiary", "secondary", "primary"][self as usize]
    }
}

/// A kind of pathway. An empty list allows every value.
#[derive(Clone, Debug)]
pub struct Answer {
    /// Whom it works with.
    pub whom: Vec<Whom>,
    /// Its type.
    pub kind: Vec<String>,
    /// Its level of prevention.
    pub prevention: Vec<String>,
    /// How people come to it.
    pub route: Vec<String>,
    /// What is true of everybody whom it takes: it was made for them.
    pub made_for: Option<Condition>,
}

impl Answer {
    /// Whether a pathway is of this kind, as far as its pack says so in words. A fallback stands for nothing else being there.
    pub fn fits(&self, pathway: &Pathway) -> bool {
        let allows = |list: &[String], value: &String| list.is_empty() || list.contains(value);
        !pathway.fallback
            && (self.whom.is_empty() || self.whom.contains(&pathway.whom))
            && allows(&self.kind, &pathway.kind)
            && allows(&self.prevention, &pathway.prevention)
            && allows(&self.route, &pathway.route)
    }
}

impl Need {
    /// Where a pathway does not count, as its own pack says something against it in what the need is about.
    pub fn against(&self, pathway: &Pathway) -> Condition {
        let about = self.whom.facts();
        let counts = |when: &Condition| self.unopposed && when.facts().iter().any(|fact| about.contains(fact));
        Condition::Any(pathway.against.iter().map(|argument| &argument.when).filter(|when| counts(when)).cloned().collect())
    }
}

impl Needs {
    /// The text of a key, with each `{name}` replaced.
    pub fn fill(&self, key: &str, parts: &[(&str, &str)]) -> String {
        let text = self.words.iter().find(|(known, _)| known == key).map_or(key, |(_, text)| text);
        parts.iter().fold(text.to_owned(), |text, (name, value)| text.replace(&format!("{{{name}}}"), value))
    }
}
