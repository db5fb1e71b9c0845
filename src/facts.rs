//! What can be known about a situation: facts with finite domains, the vocabulary that names them, and answers
//! that were given (or not). Nothing here knows a rule.

pub mod answers;
pub mod condition;
pub mod day;
pub mod fact;
pub mod known;
pub mod raw;
pub mod truth;
pub mod vocabulary;

pub use answers::{AnswerFault, Answers, Value};
pub use condition::Condition;
pub use day::Day;
pub use fact::{Fact, FactId, Kind};
pub use known::{Knowledge, Known};
pub use truth::Truth;
pub use vocabulary::Vocabulary;
