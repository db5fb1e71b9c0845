//! The referral, made. It leaves by the user's own act only.

pub mod files;
pub mod sealed;
pub mod send;

use leptos::prelude::*;

use super::guidance::{lines, part};
use crate::packs::Page;
use crate::packs::journey::{Mode, Step};
use crate::packs::pack::Advice;
use crate::referral::Referral;
use crate::screen::ahead::framed;
use crate::screen::desk::Desk;
use crate::screen::element::{View, classed, element, nothing, row};
use crate::screen::papers;
use crate::screen::patterns::button::{Look, button};
use crate::screen::patterns::details::details;
use crate::screen::patterns::extra::Extra;
use crate::screen::patterns::panel::Panel;
use crate::screen::patterns::text::{body, bullet_list, section, warning};
use crate::screen::receive::answered;
use crate::screen::words::{fill, language, of_services, say};
use send::Outlet;

/// The last page.
pub fn page(desk: Desk, _page: &'static Page) -> View {
    let face = |write: fn(&Referral<'_>) -> String| desk.look(|session| papers::face(session, desk.on, write));
    let (json, text) = (face(|referral| referral.to_json()), face(|referral| referral.to_text()));
    let outlet = desk.submit.with_value(|submit| Outlet::of(submit));
    let hands_over = matches!(outlet, Outlet::Event);
    let sends = match outlet {
        Outlet::Address(address) => send::part(desk, address, &json),
        Outlet::Refused => send::refused(),
        Outlet::Own | Outlet::Event => nothing(),
    };
    let record =
        classed("pre", "waymark-record").set("lang", &of_services().bundle().words.language.tag).set("dir", "auto").set("tabindex", "0").text(&text);
    let next = lines(desk, Step::Done);
    let inner = vec![
        panel(desk),
        language_note(),
        warning(say("form.restricted"), say("done.restricted")),
        where_to(desk),
        sends,
        files::part(desk, &json, &text, hands_over),
        part(&next, Advice::Do, "done.next"),
        part(&next, Advice::DoNot, "respond.do_not"),
        part(&next, Advice::Know, "done.after"),
        details(say("done.text"), record.done()),
        answered::open(desk),
        button(Look::Secondary, say("done.start_again"), Box::new(move |_| desk.clear())),
    ];
    framed(desk, row(inner))
}

fn panel(desk: Desk) -> View {
    let title = if desk.mode() == Mode::Community { "done.title_community" } else { "done.title" };
    let sent = move || say(if desk.posted.with(|posted| send::is_sent(&posted.came)) { "done.sent" } else { "done.not_sent" });
    let body = element("span").react_text(Box::new(sent)).done();
    let extra = Extra { attributes: vec![("part", "panel".to_owned())], ..Extra::default() };
    Panel { title: say(title).into(), body: Some(body), extra, ..Panel::default() }.draw()
}

/// In which language the referral is, where that is another than the screen's.
fn language_note() -> View {
    let service = &of_services().bundle().words.language;
    if service.tag == language().tag { nothing() } else { body(&fill("language.referral", &[("language", &service.name)])) }
}

fn where_to(desk: Desk) -> View {
    let chosen = desk.look(|session| session.chosen.clone());
    let mut routes = bullet_list();
    let mut any = false;
    if desk.mode() == Mode::Community {
        for local in desk.decision().actions.iter().flat_map(|due| &due.local) {
            routes = routes.child(element("li").text(local.says).done());
        }
        return row(vec![section(say("done.where_to")), body(say("done.community_to")), routes.done()]);
    }
    for pathway in desk.decision().pathways.iter().filter(|pathway| chosen.contains(&pathway.id)) {
        routes = routes.child(element("li").text(pathway.name).text(": ").text(pathway.how).done());
        any = true;
    }
    if any { row(vec![section(say("done.where_to")), routes.done()]) } else { nothing() }
}
