//! The referral, made: to download, copy, print or hand over, by the user's own act only.

use leptos::prelude::*;

use super::guidance::{lines, part};
use crate::packs::Page;
use crate::packs::journey::{Mode, Step};
use crate::packs::pack::Advice;
use crate::referral::Referral;
use crate::screen::ahead::framed;
use crate::screen::browser;
use crate::screen::desk::Desk;
use crate::screen::element::{Act, View, classed, element, nothing, row};
use crate::screen::papers;
use crate::screen::patterns::button::{Look, button};
use crate::screen::patterns::details::details;
use crate::screen::patterns::panel::Panel;
use crate::screen::patterns::text::{body, bullet_list, section, warning};
use crate::screen::receive::answered;
use crate::screen::words::{fill, language, of_services, say};

/// The last page.
pub fn page(desk: Desk, _page: &'static Page) -> View {
    let face = |write: fn(&Referral<'_>) -> String| desk.look(|session| papers::face(session, desk.on, write));
    let (json, text) = (face(|referral| referral.to_json()), face(|referral| referral.to_text()));
    let told = RwSignal::new("");
    let status = element("p").set("class", "govuk-body").set("role", "status").react_text(Box::new(move || told.get()));
    let record =
        classed("pre", "waymark-record").set("lang", &of_services().bundle().words.language.tag).set("dir", "auto").set("tabindex", "0").text(&text);
    let next = lines(desk, Step::Done);
    let inner = vec![
        panel(desk),
        language_note(),
        warning(say("form.restricted"), say("done.restricted")),
        where_to(desk),
        outlets(desk, json, text, told),
        status.done(),
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
    Panel { title: say(title).into(), body: Some(say("done.not_sent").into()), ..Panel::default() }.draw()
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

fn outlets(desk: Desk, json: String, text: String, told: RwSignal<&'static str>) -> View {
    let mut group = classed("div", "govuk-button-group");
    if desk.submit.with_value(|submit| submit == "event") {
        group = group.child(button(Look::Primary, say("done.hand_over"), hand_over(desk, json.clone(), told)));
    }
    let copied = button(Look::Secondary, say("done.copy"), copy(text, told));
    let saved = button(if desk.is_shared() { Look::Secondary } else { Look::Primary }, say("done.download"), download(desk, json, told));
    let printed = button(Look::Secondary, say("done.print"), Box::new(|_| browser::print()));
    if !desk.is_shared() {
        return group.child(saved).child(copied).child(printed).done();
    }
    // What stays on a device that others see is not offered first.
    let anyway = classed("div", "govuk-button-group").child(saved).child(printed);
    row(vec![group.child(copied).done(), details(say("done.anyway"), row(vec![body(say("done.shared")), anyway.done()]))])
}

fn hand_over(desk: Desk, json: String, told: RwSignal<&'static str>) -> Act {
    Box::new(move |_| {
        desk.emit_json("waymark-referral", &json);
        told.set(say("done.handed_over"));
    })
}

fn download(desk: Desk, json: String, told: RwSignal<&'static str>) -> Act {
    Box::new(move |_| {
        let name = ["form-", &desk.on.to_string(), ".json"].concat();
        let saved = browser::save(&name, "application/json", &json).is_ok();
        told.set(say(if saved { "done.saved" } else { "done.save_failed" }));
    })
}

fn copy(text: String, told: RwSignal<&'static str>) -> Act {
    Box::new(move |_| {
        browser::copy(&text, move |copied| told.set(say(if copied { "done.copied" } else { "done.copy_failed" })));
    })
}
