//! What to do, and what not to do, from these answers.

use super::{go_on, headed};
use crate::decide::engine::Engine;
use crate::packs::Page;
use crate::packs::journey::Step;
use crate::packs::pack::{Advice, Guidance};
use crate::screen::ahead::framed;
use crate::screen::desk::Desk;
use crate::screen::element::{View, element, nothing, row};
use crate::screen::patterns::text::{bullet_list, section};
use crate::screen::words::{engine, say};

/// The page of the respond step that is read and acknowledged.
pub fn page(desk: Desk, page: &'static Page) -> View {
    let inner = vec![headed(page), parts(desk, Step::Respond), go_on(desk, "respond.read")];
    framed(desk, row(inner))
}

/// What to do, what not to do and what to know in a step, each under its heading.
pub fn parts(desk: Desk, step: Step) -> View {
    let lines = lines(desk, step);
    row(vec![part(&lines, Advice::Do, "respond.do"), part(&lines, Advice::DoNot, "respond.do_not"), part(&lines, Advice::Know, "respond.know")])
}

/// The lines for a step, on these answers.
pub fn lines(desk: Desk, step: Step) -> Vec<&'static Guidance> {
    let engine: &Engine<'static> = engine();
    desk.look(|session| engine.guidance(&session.counting(engine, desk.on), desk.on, step, session.mode(engine)))
}

/// The lines of one kind under their heading; nothing where there are none.
pub fn part(lines: &[&'static Guidance], kind: Advice, key: &'static str) -> View {
    let mut list = bullet_list();
    let mut any = false;
    for line in lines.iter().filter(|line| line.kind == kind) {
        list = list.child(item(line));
        any = true;
    }
    if any { row(vec![section(say(key)), list.done()]) } else { nothing() }
}

/// One line of a list.
pub fn item(line: &'static Guidance) -> View {
    element("li").set("data-guidance", &line.id).text(&line.says).done()
}
