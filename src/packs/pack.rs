//! What one checked pack holds. Every entry carries its words and its source; references are places in lists.

use crate::facts::condition::Decided;
use crate::facts::fact::Mask;
use crate::facts::{Condition, Day, FactId};
use serde::Serialize;

use super::journey::{Mode, Step};

/// The national pack, or the pack of one area.
#[derive(Clone, Debug, Default)]
pub struct Pack {
    /// Id, such as `norfolk`: the first part of its pathways' ids.
    pub id: String,
    /// Version of the file.
    pub version: String,
    /// SHA-256 of the file, as `sha256-<hex>`.
    pub digest: String,
    /// The area's name.
    pub title: String,
    /// The values of `area.person` that it serves; none for the national pack, which always applies.
    pub areas: Mask,
    /// The sources it cites.
    pub sources: Vec<Source>,
    /// The tiers, from the least to the most. National only.
    pub tiers: Vec<Tier>,
    /// Numbers that rules name. An area's stand before the national ones.
    pub thresholds: Vec<Threshold>,
    /// The facts that must be known before "standard" can be said. National only.
    pub minimum: Vec<FactId>,
    /// The tier rules. National only.
    pub rules: Vec<Rule>,
    /// What forbids going on. National only.
    pub stops: Vec<Stop>,
    /// What to do. National only.
    pub actions: Vec<Action>,
    /// The area's own words for an action.
    pub locals: Vec<Local>,
    /// The rules that override everything, and what carries each. National only.
    pub safety: Vec<Safety>,
    /// Lines that guide, by step.
    pub guidance: Vec<Guidance>,
    /// Telephone numbers.
    pub contacts: Vec<Contact>,
    /// Services and routes.
    pub pathways: Vec<Pathway>,
}

impl Pack {
    /// Every condition in it.
    pub fn conditions(&self) -> impl Iterator<Item = &Condition> {
        let criteria = self.pathways.iter().flat_map(|pathway| &pathway.criteria);
        let arguments = self.pathways.iter().flat_map(|pathway| pathway.supports.iter().chain(&pathway.against));
        let own = self.rules.iter().map(|rule| &rule.when).chain(self.stops.iter().map(|stop| &stop.when));
        own.chain(self.actions.iter().flat_map(|action| std::iter::once(&action.when).chain(&action.first_when)))
            .chain(self.guidance.iter().map(|line| &line.when))
            .chain(criteria.flat_map(|criterion| std::iter::once(&criterion.met).chain(&criterion.doubt)))
            .chain(arguments.map(|argument| &argument.when))
    }
}

/// Where something comes from.
#[derive(Clone, Debug)]
pub struct Source {
    /// The key that citations use.
    pub key: String,
    /// What it is.
    pub title: String,
    /// When it was made, where known.
    pub date: Option<Day>,
    /// Its address; empty where it has none.
    pub url: String,
}

/// A tier of `domain.md` C(iii).
#[derive(Clone, Debug)]
pub struct Tier {
    /// Id, such as `high`.
    pub id: String,
    /// Its name.
    pub says: String,
    /// What it means, without a prediction.
    pub explains: String,
    /// Not a tier but a state: too little is known. Conditions read it as open.
    pub open: bool,
}

/// A number that rules name, in force from a day on.
#[derive(Clone, Debug)]
pub struct Threshold {
    /// The place of its name in the bundle's list of threshold names.
    pub name: u8,
    /// The number.
    pub value: u16,
    /// In force from this day on; always where none is given.
    pub from: Option<Day>,
    /// Where it comes from.
    pub source: String,
}

/// A rule that gives a tier.
#[derive(Clone, Debug)]
pub struct Rule {
    /// Id of `domain.md` C(iii), such as `H5`.
    pub id: String,
    /// The tier's place in the list of tiers.
    pub tier: u8,
    /// When it fires.
    pub when: Condition,
    /// Rules that override it by name: where one of them fired, this one does not count.
    pub yields_to: Mask,
    /// What it found, in plain words.
    pub says: String,
    /// Where it comes from.
    pub source: String,
}

/// A reason to stop before anything else.
#[derive(Clone, Debug)]
pub struct Stop {
    /// Id, such as `possible_victim`.
    pub id: String,
    /// When it stands.
    pub when: Condition,
    /// Whether no pathway may be recommended while it stands.
    pub forbids_pathways: bool,
    /// Why, in plain words.
    pub says: String,
    /// What to do about it.
    pub mend: String,
    /// Where it comes from.
    pub source: String,
}

/// Something to do.
#[derive(Clone, Debug)]
pub struct Action {
    /// Id of `contract.md` 3.
    pub id: String,
    /// How soon.
    pub urgency: Urgency,
    /// Place in the list, small first.
    pub rank: u8,
    /// Where this holds it stands straight after what must be done now.
    pub first_when: Option<Condition>,
    /// When it is to be done.
    pub when: Condition,
    /// What to do.
    pub says: String,
    /// Why.
    pub because: String,
    /// Where it comes from.
    pub source: String,
}

impl Action {
    /// Where it stands among what is due, small first: in immediate danger what must be done now stands before all else; then what
    /// the case puts first (`contract.md` 3, `specialist_advice`); then by urgency and rank.
    pub fn turn(&self, danger: bool, put_first: bool) -> (bool, bool, bool, u8) {
        let later = self.urgency != Urgency::Now;
        (danger && later, !put_first, later, self.rank)
    }
}

/// How soon something is to be done.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Urgency {
    /// Before anything else.
    Now,
    /// Before the day ends.
    Today,
    /// Within the week.
    ThisWeek,
    /// Together with the referral.
    WithReferral,
}

/// An area's own words for an action.
#[derive(Clone, Debug)]
pub struct Local {
    /// The action's id.
    pub action: String,
    /// What to do here.
    pub says: String,
    /// A contact of the same pack.
    pub contact: Option<u8>,
    /// Where it comes from.
    pub source: String,
}

/// One of the twenty rules that override everything (`domain.md` C(iv)).
#[derive(Clone, Debug)]
pub struct Safety {
    /// Id, `SR1` to `SR20`.
    pub id: String,
    /// The rule, in our words.
    pub says: String,
    /// What carries it out, such as `action.call_999`.
    pub carried_by: Vec<String>,
    /// Where it comes from.
    pub source: String,
}

/// A line that guides.
#[derive(Clone, Debug)]
pub struct Guidance {
    /// Id.
    pub id: String,
    /// Where it is shown.
    pub step: Step,
    /// Whether it says what to do, what not to do, or what to know.
    pub kind: Advice,
    /// For whom it is shown.
    pub modes: Vec<Mode>,
    /// When it is shown.
    pub when: Condition,
    /// Place in the list, small first.
    pub rank: u8,
    /// Whether it has words that are to be said to the person causing harm.
    pub said_to_person: bool,
    /// The line.
    pub says: String,
    /// Its basis.
    pub source: String,
}

/// The kind of a line that guides.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Advice {
    /// Do this.
    Do,
    /// Do not do this.
    DoNot,
    /// Know this.
    Know,
}

/// A telephone number.
#[derive(Clone, Debug)]
pub struct Contact {
    /// Id.
    pub id: String,
    /// Who answers.
    pub name: String,
    /// The number.
    pub phone: String,
    /// What it is for.
    pub says: String,
    /// Whom it is for, such as `victim`.
    pub whom: String,
    /// When the number was last looked up.
    pub checked: Day,
    /// Whether a page that gives it was found.
    pub confirmed: bool,
    /// Where it comes from.
    pub source: String,
}

/// A service or a route (`domain.md` C(ii)).
#[derive(Clone, Debug)]
pub struct Pathway {
    /// Id within its pack.
    pub id: String,
    /// Name.
    pub name: String,
    /// Whom it works with.
    pub whom: Whom,
    /// Level of prevention, such as `tertiary`.
    pub prevention: String,
    /// Type, such as `behaviour_change`.
    pub kind: String,
    /// How it is delivered; empty where not known.
    pub delivery: String,
    /// How people come to it, such as `via_panel`.
    pub route: String,
    /// How to get there, in plain words.
    pub how: String,
    /// What it is and for whom, in plain words.
    pub says: String,
    /// What is known of when it runs.
    pub status: Status,
    /// Hard criteria.
    pub criteria: Vec<Criterion>,
    /// What speaks for it.
    pub supports: Vec<Argument>,
    /// What speaks against it.
    pub against: Vec<Argument>,
    /// Looked at after all others.
    pub fallback: bool,
    /// Whom it is not for.
    pub not_for: Vec<String>,
    /// Ids of the pathways and actions that answer the need where this one does not.
    pub instead: Vec<String>,
    /// What referrals to it can be sealed to.
    pub key: Option<Key>,
    /// Where it comes from.
    pub source: String,
}

/// The public key of a service.
#[derive(Clone, Debug)]
pub struct Key {
    /// The key, in the age format.
    pub age: String,
    /// When it was last compared with what the service gives.
    pub checked: Day,
    /// Where it comes from.
    pub source: String,
}

impl Pathway {
    /// Whether it works with the person causing harm and somebody outside police and courts can refer to it.
    pub fn takes_referrals(&self) -> bool {
        self.whom == Whom::Person && !matches!(self.route.as_str(), "police_only" | "court")
    }

    /// Whether a criterion rests on the tier, or on what a tier rests on.
    pub fn looks_at_tier(&self) -> bool {
        let mut looks = false;
        for criterion in &self.criteria {
            criterion.met.visit(&mut |part| looks |= matches!(part, Condition::Decided(Decided::Tier(_) | Decided::Minimum(_))));
        }
        looks
    }
}

/// Whom a pathway works with.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Whom {
    /// The person causing harm.
    Person,
    /// The person being harmed.
    Victim,
    /// The family, or a parent.
    Family,
    /// Friends and relatives who support.
    Supporter,
    /// No one directly: agencies meet.
    System,
    /// Whoever needs advice.
    Advice,
    /// A whole community.
    Community,
}

/// What is known of when a pathway runs.
#[derive(Clone, Debug)]
pub enum Status {
    /// In these windows.
    Windows {
        /// The windows, by their first day.
        windows: Vec<Window>,
        /// What to say before the first.
        before: Availability,
        /// What to say after the last known end.
        after: Availability,
    },
    /// A lasting public arrangement.
    Standing,
    /// A source names it without a provider.
    NamedOnly,
    /// A source says that it is missing here.
    Gap,
}

/// A time in which a pathway is known to run.
#[derive(Clone, Debug)]
pub struct Window {
    /// First day.
    pub from: Day,
    /// Last day.
    pub to: Day,
    /// Whether it ends because a page's check has grown too old, and not because the service ended.
    pub stale: bool,
    /// Where it comes from.
    pub source: String,
}

/// What can be said of a pathway on a day (`contract.md` 3).
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Availability {
    /// Known to run.
    Running,
    /// Known to have ended.
    Ended,
    /// A source says that it began on a later day.
    NotStarted,
    /// Known once, too long ago to trust.
    Unconfirmed,
    /// Named by a source, without a provider.
    NamedOnly,
    /// A source says that it is missing here.
    Gap,
}

impl Availability {
    /// Whether somebody may be referred there on the day: it runs, or may still run.
    pub fn may_run(self) -> bool {
        matches!(self, Availability::Running | Availability::Unconfirmed)
    }
}

impl Status {
    /// What can be said on a day.
    pub fn on(&self, day: Day) -> Availability {
        let Status::Windows { windows, before, after } = self else {
            return match self {
                Status::Standing => Availability::Running,
                Status::NamedOnly => Availability::NamedOnly,
                _ => Availability::Gap,
            };
        };
        if windows.iter().any(|window| window.from <= day && day <= window.to) {
            Availability::Running
        } else if windows.iter().all(|window| day < window.from) {
            *before
        } else {
            match windows.iter().filter(|window| window.to < day).max_by_key(|window| window.to) {
                Some(last) if last.stale => Availability::Unconfirmed,
                _ if windows.iter().any(|window| day < window.from) => Availability::Unconfirmed,
                _ => *after,
            }
        }
    }

    /// The last day on which it is known to run, where there is one.
    pub fn known_until(&self) -> Option<Day> {
        match self {
            Status::Windows { windows, .. } => windows.iter().map(|window| window.to).max(),
            _ => None,
        }
    }
}

/// A hard criterion of a pathway.
#[derive(Clone, Debug)]
pub struct Criterion {
    /// Id within its pathway.
    pub id: String,
    /// When it is met.
    pub met: Condition,
    /// Where this is certain and it is not met, only the service can tell.
    pub doubt: Option<Condition>,
    /// The criterion as a sentence.
    pub says: String,
    /// The sentence where it is not met; empty where `says` will do.
    pub why_not: String,
    /// Why a protected characteristic may be looked at here; empty where none is.
    pub scope: String,
    /// Where it comes from.
    pub source: String,
}

/// What speaks for or against a pathway, without deciding.
#[derive(Clone, Debug)]
pub struct Argument {
    /// Id within its pathway.
    pub id: String,
    /// When it speaks.
    pub when: Condition,
    /// What it says.
    pub says: String,
    /// Where it comes from.
    pub source: String,
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use Availability::{Ended, Gap, NamedOnly, NotStarted, Running, Unconfirmed};

    fn window(from: &str, to: &str, stale: bool) -> Window {
        Window { from: Day::parse(from).unwrap(), to: Day::parse(to).unwrap(), stale, source: String::new() }
    }

    fn on(status: &Status, days: &[(&str, Availability)]) {
        for (day, expected) in days {
            assert_eq!(status.on(Day::parse(day).unwrap()), *expected, "{day}");
        }
    }

    #[test]
    fn windows_hold_on_their_first_and_last_day() {
        let windows = vec![window("2023-04-01", "2024-03-31", false), window("2024-06-01", "2025-03-31", false)];
        let status = Status::Windows { windows, before: NotStarted, after: Ended };
        let days = [
            ("2023-03-31", NotStarted),
            ("2023-04-01", Running),
            ("2024-03-31", Running),
            ("2024-04-01", Unconfirmed),
            ("2024-06-01", Running),
            ("2025-03-31", Running),
            ("2025-04-01", Ended),
        ];
        on(&status, &days);
        assert_eq!(status.known_until(), Day::parse("2025-03-31"));
    }

    #[test]
    fn a_check_that_has_grown_old_is_no_end() {
        let status = Status::Windows { windows: vec![window("2022-01-01", "2023-01-01", true)], before: Unconfirmed, after: Ended };
        on(&status, &[("2021-12-31", Unconfirmed), ("2023-01-01", Running), ("2023-01-02", Unconfirmed)]);
    }

    #[test]
    fn what_has_no_windows_is_what_it_is() {
        on(&Status::Standing, &[("1999-01-01", Running)]);
        on(&Status::NamedOnly, &[("1999-01-01", NamedOnly)]);
        on(&Status::Gap, &[("1999-01-01", Gap)]);
        assert_eq!(Status::Standing.known_until(), None);
    }
}
