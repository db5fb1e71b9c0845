//! What goes out: the referral as a record, and its faces. Details that no rule reads are kept and checked here;
//! the decision and the answers are carried whole. No clock, no files: the page and the program give the same bytes.

pub mod checks;
pub mod details;
pub mod faults;
pub mod fhir;
pub mod fields;
pub mod file;
mod halves;
pub mod html;
pub mod json;
pub mod labels;
pub mod record;
pub mod restricted;
pub mod text;

pub use details::Details;
pub use faults::DetailFault;
pub use record::Referral;
