//! The patterns of public services, one a file, in the markup of govuk-frontend (`tests/fixtures.rs` holds them to it). Pages put
//! patterns together and never write controls of their own.

// What the patterns are made of.
pub mod error_message;
pub mod extra;
pub mod fieldset;
pub mod form_group;
pub mod hint;
pub mod label;

// The patterns.
pub mod back_link;
pub mod button;
pub mod character_count;
pub mod date_input;
pub mod details;
pub mod error_summary;
pub mod exit_this_page;
pub mod input;
pub mod inset_text;
pub mod items;
pub mod notification_banner;
pub mod panel;
pub mod select;
pub mod summary_list;
pub mod tag;
pub mod task_list;
pub mod textarea;
pub mod warning_text;

// How pages put them.
#[cfg(target_arch = "wasm32")]
pub mod blocks;
pub mod choices;
pub mod field;
pub mod frame;
pub mod slider;
pub mod text;
#[cfg(target_arch = "wasm32")]
pub mod upload;
