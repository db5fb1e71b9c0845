//! The first page: what it is for, how long it takes, and the file.

use std::rc::Rc;

use super::file::file;
use super::tray::Tray;
use super::unlock;
use crate::screen::element::{View, row};
use crate::screen::patterns::text::{body, heading};
use crate::screen::words::say;

/// The page.
pub fn page(tray: Tray) -> View {
    row(vec![
        heading(say("receiving.title")),
        body(say("receiving.about")),
        body(say("receiving.time")),
        body(say("receiving.private")),
        field(tray, "receiving.file"),
    ])
}

/// The field that opens a referral.
pub fn field(tray: Tray, question: &'static str) -> View {
    let referral = file("referral-file", say(question), tray.refused, Rc::new(move |bytes| tray.open(bytes)));
    row(vec![referral, unlock::form(tray)])
}
