//! Rules as data: what a pack holds, and how its text is read, checked and made compact for the page.

pub mod bundle;
pub mod codes;
pub mod compact;
pub mod first;
pub mod journey;
pub mod language;
pub mod pack;
pub mod words;

#[cfg(not(target_arch = "wasm32"))]
pub mod texts;

#[cfg(any(not(target_arch = "wasm32"), feature = "author"))]
pub mod text;

pub use bundle::Bundle;
pub use codes::Codes;
pub use first::First;
pub use journey::{Journey, Mode, Page, Step};
pub use language::Language;
pub use pack::Pack;
pub use words::Words;
