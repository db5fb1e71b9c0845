//! What must hold of every pack, as `claims.toml` says it.

use std::ops::Range;

use crate::facts::raw::Raw;
use crate::facts::{Condition, FactId, Kind, Vocabulary};
use crate::packs::Bundle;
use crate::packs::text::conditions::{Asks, Scope};
use crate::packs::text::fault::{Fault, Faults, did_you_mean};
use crate::packs::text::files::PackFiles;
use crate::packs::text::pack::{Names, each};
use crate::packs::text::syntax;
use crate::packs::text::table::Entry;

/// The name of the file.
pub const FILE: &str = "claims.toml";

/// All claims, and what they are about.
#[derive(Debug, Default)]
pub struct Claims {
    /// How high each tier stands, in the order of the national list.
    pub heights: Vec<usize>,
    /// A tier that may turn into one of these when the last open question is answered.
    pub completed: Turn,
    /// Places of the actions that may never be taken away.
    pub guarded: Vec<usize>,
    /// Facts whose values run from the least danger to the most.
    pub dangers: Vec<Danger>,
    /// The claims.
    pub claims: Vec<Claim>,
}

/// A tier and what it may or may not turn into, by their places in the national list.
#[derive(Clone, Debug, Default)]
pub struct Turn {
    /// The tier before.
    pub from: usize,
    /// Tiers after, a bit each.
    pub to: u64,
}

/// A fact and its values, from the least danger to the most.
#[derive(Clone, Debug)]
pub struct Danger {
    /// The fact.
    pub fact: String,
    /// Its values, as answers write them.
    pub values: Vec<Raw>,
}

/// One claim.
#[derive(Debug)]
pub struct Claim {
    /// Its number in `contract.md` 5.
    pub number: u16,
    /// The claim in a sentence.
    pub says: String,
    /// Where it comes from.
    pub source: String,
    /// What it claims.
    pub kind: ClaimKind,
}

/// What is claimed.
#[derive(Debug)]
pub enum ClaimKind {
    /// There is always a tier, and something to do.
    Total,
    /// More danger never lowers and takes nothing away.
    MoreDanger,
    /// Not knowing never lowers, and never makes this turn.
    NotKnowing {
        /// The turn that must not be.
        never: Turn,
    },
    /// Protected characteristics change nothing.
    Equal(Equal),
    /// Stops win over services, and danger over all else.
    StopsWin {
        /// Stops under which no pathway is recommended.
        stops: Vec<usize>,
        /// When there is danger now.
        when: Condition,
        /// The action that then stands first.
        first: usize,
    },
    /// Each action is due whenever its condition holds.
    AlwaysDue(Vec<(Condition, usize)>),
    /// The tier is at least this one whenever the condition holds.
    AtLeast(Vec<(Condition, usize)>),
    /// While one of these facts is open, the tier is none of these (a bit each).
    NeedsAnswers(Vec<FactId>, u64),
    /// No pathway is recommended whenever this holds.
    NoneRecommended(Condition),
    /// A stop stands whenever the condition holds.
    Stands(Condition, usize),
    /// Nothing is dead.
    Alive,
    /// Nothing contradicts itself.
    Consistent,
    /// Nothing restricted reaches the person causing harm.
    Confidential,
}

/// What must change nothing, and what may change something.
#[derive(Debug, Default)]
pub struct Equal {
    /// Facts that may change neither tier nor guarded actions.
    pub facts: Vec<String>,
    /// Values of a fact between which nothing may change.
    pub alike: Vec<(String, Vec<Raw>)>,
    /// Facts that may change only these actions, as the law does.
    pub by_law: Vec<(Vec<String>, Vec<usize>)>,
    /// Facts that may only raise.
    pub only_raises: Vec<String>,
}

/// Reads the claims about a bundle: those of the folder, or (where it has none) the built-in ones.
pub fn read(files: &PackFiles, bundle: &Bundle) -> Result<Claims, Vec<Fault>> {
    let built_in = PackFiles::built_in();
    let named = |files: &PackFiles| files.packs.iter().find(|file| file.name == FILE).cloned();
    let file = named(files).or_else(|| named(&built_in)).ok_or_else(|| vec![Fault::missing_file(FILE)])?;
    let faults = Faults::default();
    let claims = syntax::parse(&file, &faults).map(|table| {
        faults.form_is_read();
        let entry = Entry::whole(&file, &table, &faults);
        Reader { entry: &entry, bundle, names: names(bundle), thresholds: thresholds(bundle) }.claims()
    });
    match (claims, faults.into_sorted()) {
        (Some(claims), found) if found.is_empty() => Ok(claims),
        (_, found) => Err(found),
    }
}

fn names(bundle: &Bundle) -> Names {
    let national = &bundle.national;
    Names {
        tiers: national.tiers.iter().map(|tier| tier.id.clone()).collect(),
        rules: national.rules.iter().map(|rule| rule.id.clone()).collect(),
        stops: national.stops.iter().map(|stop| stop.id.clone()).collect(),
    }
}

fn thresholds(bundle: &Bundle) -> Vec<(String, Vec<u16>)> {
    bundle.thresholds.iter().map(|name| (name.clone(), Vec::new())).collect()
}

/// Every kind of claim.
const KINDS: [&str; 13] = [
    "total",
    "more_danger",
    "not_knowing",
    "equal",
    "stops_win",
    "none_recommended",
    "stands",
    "always_due",
    "alive",
    "consistent",
    "confidential",
    "at_least",
    "needs_answers",
];

struct Reader<'r, 'a> {
    entry: &'r Entry<'a>,
    bundle: &'r Bundle,
    names: Names,
    thresholds: Vec<(String, Vec<u16>)>,
}

impl Reader<'_, '_> {
    fn claims(&self) -> Claims {
        let file = self.entry;
        let (_, _) = (file.text("id"), file.text("version"));
        file.required_day("checked");
        let claims = Claims {
            heights: self.heights(),
            completed: self.turn(file, "completed"),
            guarded: self.actions(file, "guarded"),
            dangers: each(file, "danger", |entry| self.danger(entry)).concat(),
            claims: each(file, "claim", |entry| self.claim(entry)).into_iter().flatten().collect(),
        };
        file.done();
        claims
    }

    fn heights(&self) -> Vec<usize> {
        let mut heights = vec![0; self.names.tiers.len()];
        for (height, value) in self.entry.list("heights").into_iter().enumerate() {
            let scope = self.scope();
            let here = scope.named(self.entry, value, &self.names.tiers, "tier");
            heights.iter_mut().enumerate().filter(|(tier, _)| here & (1 << tier) != 0).for_each(|(_, at)| *at = height);
        }
        heights
    }

    fn turn(&self, at: &Entry<'_>, key: &str) -> Turn {
        let Some(turn) = at.entry(key) else { return Turn::default() };
        let tiers = |key: &str| turn.value(key).map_or(0, |value| self.scope().named(&turn, value, &self.names.tiers, "tier"));
        let read = Turn { from: tiers("from").trailing_zeros() as usize, to: tiers("to") };
        turn.done();
        read
    }

    fn scope(&self) -> Scope<'_> {
        Scope { vocabulary: &self.bundle.vocabulary, names: &self.names, thresholds: &self.thresholds, may_ask: Asks::Tier, later: &[] }
    }

    fn actions(&self, at: &Entry<'_>, key: &str) -> Vec<usize> {
        at.texts(key).into_iter().filter_map(|(id, span)| self.action(at, &id, span)).collect()
    }

    fn action(&self, at: &Entry<'_>, id: &str, span: Range<usize>) -> Option<usize> {
        self.place(at, id, span, "action", self.bundle.national.actions.iter().map(|action| action.id.as_str()))
    }

    /// The place of a name in a list; one that is not there is a fault.
    fn place<'n>(&self, at: &Entry<'_>, id: &str, span: Range<usize>, what: &str, known: impl Iterator<Item = &'n str> + Clone) -> Option<usize> {
        let found = known.clone().position(|known| known == id);
        if found.is_none() {
            let mend = did_you_mean(id, known).unwrap_or_else(|| format!("name one that is there, or put the {what} back"));
            at.fault(span, format!("no {what} is called `{id}`"), mend);
        }
        found
    }

    /// Facts by id; a star stands for any part of one.
    fn facts(&self, at: &Entry<'_>, key: &str) -> Vec<String> {
        at.texts(key).into_iter().flat_map(|(id, span)| self.matching(at, &id, span)).collect()
    }

    fn matching(&self, at: &Entry<'_>, id: &str, span: Range<usize>) -> Vec<String> {
        let ids = || self.bundle.vocabulary.facts.iter().map(|fact| fact.id.as_str());
        let fits = |known: &&str| match id.split_once('*') {
            Some((start, end)) => known.len() >= start.len() + end.len() && known.starts_with(start) && known.ends_with(end),
            None => *known == id,
        };
        let found: Vec<String> = ids().filter(fits).map(str::to_owned).collect();
        if found.is_empty() {
            let mend = did_you_mean(id, ids()).unwrap_or_else(|| "use an id of vocabulary.toml".into());
            at.fault(span, format!("no fact is called `{id}`"), mend);
        }
        found
    }

    fn danger(&self, entry: &Entry<'_>) -> Vec<Danger> {
        let facts = self.facts(entry, "facts");
        let named: Vec<(String, Range<usize>)> = entry.texts("values");
        facts.into_iter().map(|fact| Danger { values: self.values(entry, &fact, &named), fact }).collect()
    }

    /// The values of a fact as answers write them; without names, those of a number from the lowest to the highest.
    fn values(&self, at: &Entry<'_>, fact: &str, named: &[(String, Range<usize>)]) -> Vec<Raw> {
        let vocabulary = &self.bundle.vocabulary;
        let Some(id) = vocabulary.asked(fact) else { return Vec::new() };
        if let Some(Kind::Number { cuts, .. }) = vocabulary.fact(id).map(|fact| &fact.kind) {
            return std::iter::once(0).chain(cuts.iter().copied()).map(|number| Raw::Whole(number.into())).collect();
        }
        let known = vocabulary.choices(id);
        for (value, span) in named {
            self.place(at, value, span.clone(), &format!("value of {fact}"), known.iter().map(|choice| choice.is.as_str()));
        }
        named.iter().map(|(value, _)| Raw::Text(value.clone())).collect()
    }

    fn claim(&self, entry: &Entry<'_>) -> Option<Claim> {
        let number = entry.whole_number("number").unwrap_or(0);
        let kind = entry.text("kind");
        let kind = match kind.as_str() {
            "total" => ClaimKind::Total,
            "more_danger" => ClaimKind::MoreDanger,
            "not_knowing" => ClaimKind::NotKnowing { never: self.turn(entry, "never") },
            "equal" => ClaimKind::Equal(self.equal(entry)),
            "stops_win" => ClaimKind::StopsWin {
                stops: self.stops(entry),
                when: self.scope().read_required(entry, "when"),
                first: self.action(entry, &entry.text("first"), entry.span_of("first"))?,
            },
            "always_due" => {
                ClaimKind::AlwaysDue(self.each_when(entry, "duties", |duty| self.action(duty, &duty.text("action"), duty.span_of("action"))))
            }
            "at_least" => ClaimKind::AtLeast(self.each_when(entry, "floors", |floor| {
                self.place(floor, &floor.text("tier"), floor.span_of("tier"), "tier", self.names.tiers.iter().map(String::as_str))
            })),
            "needs_answers" => {
                let facts = self.facts(entry, "facts").iter().filter_map(|fact| self.bundle.vocabulary.asked(fact)).collect();
                ClaimKind::NeedsAnswers(facts, entry.value("never").map_or(0, |value| self.scope().named(entry, value, &self.names.tiers, "tier")))
            }
            "none_recommended" => ClaimKind::NoneRecommended(self.scope().read_required(entry, "when")),
            "stands" => {
                let stops = self.names.stops.iter().map(String::as_str);
                let stop = self.place(entry, &entry.text("stop"), entry.span_of("stop"), "stop", stops)?;
                ClaimKind::Stands(self.scope().read_required(entry, "when"), stop)
            }
            "alive" => ClaimKind::Alive,
            "consistent" => ClaimKind::Consistent,
            "confidential" => ClaimKind::Confidential,
            other => {
                let mend = did_you_mean(other, KINDS).unwrap_or_else(|| format!("use one of: {}", KINDS.join(", ")));
                entry.fault(entry.span_of("kind"), format!("no kind of claim is called `{other}`"), mend);
                return None;
            }
        };
        Some(Claim { number, says: entry.text("says"), source: entry.text("source"), kind })
    }

    /// Each entry of a list with its condition.
    fn each_when(&self, entry: &Entry<'_>, key: &str, read: impl Fn(&Entry<'_>) -> Option<usize>) -> Vec<(Condition, usize)> {
        let one = |entry: &Entry<'_>| read(entry).map(|place| (self.scope().read_required(entry, "when"), place));
        each(entry, key, one).into_iter().flatten().collect()
    }

    fn stops(&self, entry: &Entry<'_>) -> Vec<usize> {
        let named = entry.texts("stops").into_iter();
        named.filter_map(|(id, span)| self.place(entry, &id, span, "stop", self.names.stops.iter().map(String::as_str))).collect()
    }

    fn equal(&self, entry: &Entry<'_>) -> Equal {
        Equal {
            facts: self.facts(entry, "facts"),
            alike: each(entry, "alike", |alike| {
                let fact = alike.text("fact");
                self.matching(alike, &fact, alike.span_of("fact"));
                let values = self.values(alike, &fact, &alike.texts("values"));
                (fact, values)
            }),
            by_law: each(entry, "by_law", |law| (self.facts(law, "facts"), self.actions(law, "actions"))),
            only_raises: self.facts(entry, "only_raises"),
        }
    }
}

impl ClaimKind {
    /// The conditions that it names.
    pub fn conditions(&self) -> Vec<&Condition> {
        match self {
            ClaimKind::StopsWin { when, .. } | ClaimKind::NoneRecommended(when) | ClaimKind::Stands(when, _) => vec![when],
            ClaimKind::AlwaysDue(list) | ClaimKind::AtLeast(list) => list.iter().map(|(when, _)| when).collect(),
            _ => Vec::new(),
        }
    }
}

/// The open values of a fact, and nothing recorded at all.
pub fn open_values(vocabulary: &Vocabulary, fact: FactId) -> Vec<Option<Raw>> {
    let open = vocabulary.choices(fact).iter().filter(|choice| choice.open).map(|choice| Some(Raw::Text(choice.is.clone())));
    std::iter::once(None).chain(open).collect()
}
