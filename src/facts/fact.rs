//! One fact: what it is called, which values it may have, how it is asked and handled.

/// A set of values of one fact, a bit for each. No fact has more than 64.
pub type Mask = u64;

/// A fact's place in the vocabulary. Derived facts stand after the asked ones.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct FactId(pub u16);

impl FactId {
    /// The fact's place as an index.
    pub fn index(self) -> usize {
        self.0.into()
    }
}

/// A fact that can be asked and recorded. Meaning and source: `domain.md` C(i).
#[derive(Clone, Debug)]
pub struct Fact {
    /// The id that answers use, such as `flag.strangulation`. It never changes.
    pub id: String,
    /// The group of the vocabulary it belongs to.
    pub group: u8,
    /// Its type and values.
    pub kind: Kind,
    /// The question, in plain words.
    pub question: String,
    /// A sentence that helps to answer; empty where none is needed.
    pub hint: String,
    /// A short label for check and result pages.
    pub short: String,
    /// The question in an ambassador's words; empty where they are not asked it.
    pub community: String,
    /// Whether safety, tier or route look at it, or only the referral.
    pub need: Need,
    /// Who may see it.
    pub handling: Handling,
    /// Whether it is a protected characteristic.
    pub protected: Protection,
    /// Someone can change it by acting, not only by asking.
    pub changeable: bool,
    /// Values that nobody but whoever is asked may give: they let go of a care that other values ask for.
    pub not_beforehand: Mask,
    /// The answer it hangs on.
    pub hangs_on: Option<HangsOn>,
    /// Where the fact comes from.
    pub source: String,
}

impl Fact {
    /// Whether it is about danger: such an answer hangs on no other and is never set aside (`contract.md` 2).
    pub fn tells_of_danger(&self) -> bool {
        tells_of_danger(&self.id)
    }

    /// The question, in an ambassador's words where one asks and there are any.
    pub fn asks(&self, community: bool) -> &str {
        if community && !self.community.is_empty() { &self.community } else { &self.question }
    }
}

/// Whether a fact of this id is about danger.
pub fn tells_of_danger(id: &str) -> bool {
    ["now.", "flag."].iter().any(|start| id.starts_with(start))
}

/// Whether a fact is a protected characteristic (`domain.md` B9). What is protected is never suggested to be otherwise.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Protection {
    /// It is none.
    None,
    /// No tier, stop or action may rest on it.
    Full,
    /// It is one that the law itself looks at, such as age.
    ButForTheLaw,
}

/// The answer that a fact hangs on: with any other known value there, the fact is set aside.
#[derive(Clone, Copy, Debug)]
pub struct HangsOn {
    /// The fact above it.
    pub fact: FactId,
    /// The values that keep it.
    pub accepts: Mask,
}

/// What a fact is needed for.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Need {
    /// Safety, tier or route.
    Core,
    /// The referral only: some page of the professional mode always asks for it.
    Referral,
    /// Neither: equality monitoring, which is kept on a sheet of its own.
    Apart,
}

/// Who may see a fact. Ordered from the widest to the narrowest circle.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Handling {
    /// Those who handle the referral.
    Normal,
    /// Never the person causing harm.
    RestrictedFromPerson,
    /// Only those who need it to keep someone safe.
    NeedToKnow,
}

/// The type of a fact and its values.
#[derive(Clone, Debug, PartialEq)]
pub enum Kind {
    /// One of a closed list.
    Choice(Vec<Choice>),
    /// Any number of a closed list.
    Set(Vec<Choice>),
    /// A whole number from 0 to `max`; rules see only which of the ranges between `cuts` it falls in.
    Number {
        /// The largest number that makes sense.
        max: u16,
        /// Where ranges begin, ascending; the first range begins at 0.
        cuts: Vec<u16>,
    },
    /// Ranges of another, numeric fact: the same thing known less exactly.
    Bands {
        /// The numeric fact.
        of: FactId,
        /// The named ranges.
        values: Vec<Choice>,
        /// For each value, the ranges of the numeric fact that it covers.
        covers: Vec<Mask>,
    },
    /// A date of which a part may be unknown. No rule reads it.
    Date,
    /// Free text. No rule reads it.
    Text,
}

/// One value of a closed list.
#[derive(Clone, Debug, PartialEq)]
pub struct Choice {
    /// The value in answers. It never changes.
    pub is: String,
    /// The words shown for it.
    pub says: String,
    /// Asked and not known: every rule reads it as open.
    pub open: bool,
}

impl Kind {
    /// The values of a closed list; none for numbers, dates and texts.
    pub fn choices(&self) -> &[Choice] {
        match self {
            Kind::Choice(values) | Kind::Set(values) | Kind::Bands { values, .. } => values,
            Kind::Number { .. } | Kind::Date | Kind::Text => &[],
        }
    }

    /// The index of a value of a closed list.
    pub fn choice(&self, is: &str) -> Option<usize> {
        self.choices().iter().position(|choice| choice.is == is)
    }

    /// Takes the names and words of its values out, and keeps their places.
    #[cfg(not(target_arch = "wasm32"))]
    pub fn without_values(&mut self) {
        if let Kind::Choice(values) | Kind::Set(values) | Kind::Bands { values, .. } = self {
            for choice in values {
                choice.is.clear();
                choice.says.clear();
            }
        }
    }

    /// Every value that a settled answer may have, a bit each (for numbers: a bit for each range).
    pub fn settled(&self) -> Mask {
        match self {
            Kind::Number { cuts, .. } => below(cuts.len() + 1),
            Kind::Date | Kind::Text => 0,
            _ => self.choices().iter().enumerate().filter(|(_, c)| !c.open).fold(0, |mask, (i, _)| mask | 1 << i),
        }
    }
}

/// The range that a number falls in: how many cuts it has reached.
pub fn range_of(cuts: &[u16], number: u16) -> usize {
    cuts.partition_point(|&cut| cut <= number)
}

/// The ranges that lie wholly in `at_least..below`. Both ends must be cuts (or 0, or past the last cut).
pub fn ranges_between(cuts: &[u16], at_least: u16, upper: Option<u16>) -> Mask {
    let from = range_of(cuts, at_least);
    let to = upper.map_or(cuts.len() + 1, |upper| range_of(cuts, upper));
    below(to) & !below(from)
}

/// The lowest `count` bits.
pub fn below(count: usize) -> Mask {
    if count >= 64 { Mask::MAX } else { (1 << count) - 1 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_fall_into_the_ranges_between_cuts() {
        let cuts = [8, 10, 16];
        assert_eq!([0, 7, 8, 9, 10, 15, 16, 120].map(|n| range_of(&cuts, n)), [0, 0, 1, 1, 2, 2, 3, 3]);
        assert_eq!(ranges_between(&cuts, 8, Some(16)), 0b0110);
        assert_eq!(ranges_between(&cuts, 16, None), 0b1000);
        assert_eq!(ranges_between(&cuts, 0, Some(8)), 0b0001);
    }

    #[test]
    fn open_values_are_no_settled_answer() {
        let choice = |is: &str, open| Choice { is: is.into(), says: String::new(), open };
        let kind = Kind::Choice(vec![choice("yes", false), choice("no", false), choice("unknown", true)]);
        assert_eq!(kind.settled(), 0b011);
        assert_eq!(kind.choice("unknown"), Some(2));
        assert_eq!(Kind::Number { max: 9, cuts: vec![3] }.settled(), 0b11);
    }
}
