//! The pages of the screen as data: which questions stand together, in which step, for whom.

use crate::facts::{Condition, FactId};

/// All pages, in order.
#[derive(Clone, Debug, Default)]
pub struct Journey {
    /// Version of the file it was read from.
    pub version: String,
    /// The pages; one that repeats stands once for each member of its family.
    pub pages: Vec<Page>,
    /// Answers that contradict each other.
    pub contradictions: Vec<Contradiction>,
}

/// Answers that contradict each other, so that somebody should look at them once more. Both may be right.
#[derive(Clone, Debug)]
pub struct Contradiction {
    /// Id, such as `strangled-not-hurt`.
    pub id: String,
    /// Heading.
    pub title: String,
    /// What was recorded, and why it does not go together.
    pub says: String,
    /// It stands where this is known to be true.
    pub when: Condition,
}

/// One page.
#[derive(Clone, Debug)]
pub struct Page {
    /// Id, such as `danger-now`.
    pub id: String,
    /// The step it belongs to.
    pub step: Step,
    /// For whom it is there.
    pub modes: Vec<Mode>,
    /// Heading.
    pub title: String,
    /// A sentence under the heading; may be empty.
    pub lead: String,
    /// The questions on it.
    pub facts: Vec<FactId>,
    /// The sections of the referral's details on it.
    pub details: Vec<String>,
    /// Whether only those questions are asked whose answer can still change something.
    pub only_what_matters: bool,
    /// The page is reached where this is not known to be false.
    pub when: Condition,
}

/// A step of the way through (`contract.md` 6).
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Step {
    /// Who you are and where.
    Start,
    /// Immediate danger.
    Safety,
    /// What is happening.
    Recognise,
    /// What to do now.
    Respond,
    /// Where to refer.
    Refer,
    /// Every answer, to check.
    Check,
    /// The referral, out.
    Done,
}

impl Step {
    /// All steps in order.
    pub const ALL: [Step; 7] = [Step::Start, Step::Safety, Step::Recognise, Step::Respond, Step::Refer, Step::Check, Step::Done];

    /// The name that files and the page use.
    pub fn id(self) -> &'static str {
        ["start", "safety", "recognise", "respond", "refer", "check", "done"][self as usize]
    }
}

/// As what somebody uses the screen.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Mode {
    /// A trusted professional: the whole screen.
    Professional,
    /// An ambassador, friend or relative: what they noticed, one safe step.
    Community,
}

impl Mode {
    /// The name that files, answers and the page use.
    pub fn id(self) -> &'static str {
        match self {
            Mode::Professional => "professional",
            Mode::Community => "community",
        }
    }
}
