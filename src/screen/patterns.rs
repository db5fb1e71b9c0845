//! The patterns of public services, one a file, in the markup of govuk-frontend. Pages put patterns together and
//! never write controls of their own.

pub mod blocks;
pub mod button;
pub mod choices;
pub mod details;
#[cfg(not(feature = "author"))]
pub mod error_summary;
pub mod field;
pub mod frame;
pub mod select;
pub mod slider;
pub mod summary_list;
pub mod tag;
pub mod text;
pub mod upload;
