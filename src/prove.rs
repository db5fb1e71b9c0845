//! The decision over all answers at once, with everything that may be unknown or not asked: what is proved is what runs, as the
//! functions here are made of the rules that `decide` evaluates and of what `facts` makes of each single answer.

pub mod breath;
pub mod claims;
pub mod court;
pub mod diff;
pub mod example;
pub mod export;
pub mod gaps;
pub mod needs;
pub mod probe;
pub mod properties;
pub mod setting;
pub mod shift;
pub mod space;
pub mod survey;
pub mod symbolic;
pub mod truths;
