//! A stop: one message, what to do now, one way on. Nothing else is shown.

use super::result::action;
use crate::packs::pack::Urgency;
use crate::screen::ahead::framed;
use crate::screen::desk::Desk;
use crate::screen::element::{View, classed, nothing, row};
use crate::screen::patterns::button::{Look, button};
use crate::screen::patterns::text::{body, heading, section};
use crate::screen::words::{engine, say};

/// The page of one stop.
pub fn page(desk: Desk, id: &str) -> View {
    let Some(stop) = engine().bundle().national.stops.iter().find(|stop| stop.id == id) else { return nothing() };
    let victim = stop.forbids_pathways;
    let mut actions = classed("ol", "waymark-actions");
    let explained = desk.explained();
    for due in &desk.decision().actions {
        if due.urgency == Urgency::Now || (victim && due.id == "specialist_advice") {
            actions = actions.child(action(&explained, due));
        }
    }
    let go_on = if victim { "stop.go_on_possible_victim" } else { "stop.go_on_immediate_danger" };
    let title = if victim { "stop.title_possible_victim" } else { "stop.title_immediate_danger" };
    let class = if victim { "waymark-interruption" } else { "waymark-interruption waymark-interruption--danger" };
    let message = classed("div", class).set("data-stop", &stop.id).child(heading(say(title))).child(body(&stop.says)).child(body(&stop.mend));
    let go_on = button(Look::Primary, say(go_on), Box::new(move |_| desk.act(|session| session.acknowledge(engine(), desk.on))));
    framed(desk, row(vec![message.done(), section(say("stop.do_now")), actions.done(), go_on]))
}
