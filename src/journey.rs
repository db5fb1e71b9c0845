//! The way through: which pages the answers make reachable, what is asked on each, what is wrong with what was
//! typed, where Continue and Back lead. No browser and no words: the same code runs natively in the tests.

pub mod beforehand;
pub mod counts;
pub mod draft;
pub mod filled;
pub mod session;
pub mod texts;
pub mod typed;
pub mod way;

pub use beforehand::{Beforehand, Offer, Told};
pub use counts::Aside;
pub use draft::{DraftFault, Resumed};
pub use filled::Filled;
pub use session::{Concerned, Place, Session};
pub use texts::Texts;
pub use typed::PageFault;
