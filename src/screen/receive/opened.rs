//! A referral that is open: read from what is restricted and missing on, then answered.

use std::rc::Rc;

use super::tray::Tray;
use super::{answer, start};
use crate::blocks::tree::{SCREEN, tree};
use crate::screen::ahead::go_to;
use crate::screen::element::{View, classed, nothing, row};
use crate::screen::patterns::blocks::blocks;
use crate::screen::patterns::button::like_link;
use crate::screen::patterns::details::details;
use crate::screen::patterns::error_summary::{Problem, error_summary};
use crate::screen::patterns::text::{body, section};
use crate::screen::words::{engine, say};

/// The page.
pub fn page(tray: Tray) -> View {
    let Some(received) = tray.received() else { return nothing() };
    let words = &engine().bundle().words;
    let problem = |fault: &crate::receive::reply::ReplyFault| Problem { id: answer::id(&fault.field), says: fault.says(words) };
    let problems = tray.faults().iter().map(problem).collect();
    let go = like_link(Box::new(move |_| go_to(tray.desk, &answer::id("outcome"))));
    row(vec![
        error_summary(say("error.title"), problems, Rc::new(move |id| go_to(tray.desk, id))),
        classed("p", "govuk-body").child(go.text(say("receiving.to_answer")).done()).done(),
        blocks(&tree(&received.blocks(engine()), &SCREEN)),
        section(say("receiving.answer")),
        answer::form(tray, &received),
        another(tray),
    ])
}

/// The way to open another one.
pub fn another(tray: Tray) -> View {
    details(say("receiving.another"), row(vec![body(say("receiving.another_about")), start::field(tray, "receiving.file")]))
}
