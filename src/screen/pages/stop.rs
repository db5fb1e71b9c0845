//! A stop: one message, what to do now, one way on. Nothing else is shown.

use leptos::prelude::*;

use super::framed;
use super::result::action;
use crate::packs::pack::Urgency;
use crate::screen::desk::Desk;
use crate::screen::patterns::button::{Look, button};
use crate::screen::patterns::text::{body, section};
use crate::screen::words::{engine, say};

/// The page of one stop.
pub fn page(desk: Desk, id: &str) -> AnyView {
    let Some(stop) = engine().bundle().national.stops.iter().find(|stop| stop.id == id) else { return ().into_any() };
    let decision = desk.decision();
    let first = |urgency: Urgency, id: &str| urgency == Urgency::Now || (stop.forbids_pathways && id == "specialist_advice");
    let actions: Vec<AnyView> = decision.actions.iter().filter(|due| first(due.urgency, due.id)).map(action).collect();
    let go_on = if stop.forbids_pathways { "stop.go_on_possible_victim" } else { "stop.go_on_immediate_danger" };
    let title = if stop.forbids_pathways { "stop.title_possible_victim" } else { "stop.title_immediate_danger" };
    let class = if stop.forbids_pathways { "waymark-interruption" } else { "waymark-interruption waymark-interruption--danger" };
    let inner = view! {
        <div class=class data-stop=stop.id.clone()>
            <h1 class="govuk-heading-l" tabindex="-1">{say(title)}</h1>
            {body(stop.says.clone())}
            {body(stop.mend.clone())}
        </div>
        {section(say("stop.do_now").into())}
        <ol class="waymark-actions">{actions}</ol>
        {button(Look::Primary, say(go_on), move || desk.act(|session| session.acknowledge(engine(), desk.on)))}
    };
    framed(desk, Vec::new(), inner.into_any())
}
