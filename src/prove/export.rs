//! Packs for engines of other people: as JSON Logic rules and as a JDM decision graph, with the cases on which such an
//! engine must agree with us. Both say what a pack makes of *complete* answers: their engines know no open ones.

pub mod about;
pub mod cases;
pub mod dice;
pub mod jdm;
pub mod json_logic;
pub mod model;
pub mod solve;
pub mod test;
pub mod translate;

use crate::packs::{Bundle, Pack};
pub use jdm::Jdm;
pub use json_logic::JsonLogic;
pub use model::Model;

/// The ids of the packs that can be exported.
pub fn names(bundle: &Bundle) -> Vec<&str> {
    bundle.areas.iter().chain([&bundle.national]).map(|pack| pack.id.as_str()).collect()
}

/// The pack of an area by its id, none within for the national pack alone. None at all where there is no pack of that name.
pub fn area<'a>(bundle: &'a Bundle, id: &str) -> Option<Option<&'a Pack>> {
    match id {
        "" => Some(None),
        id if id == bundle.national.id => Some(None),
        id => bundle.areas.iter().find(|pack| pack.id == id).map(Some),
    }
}
