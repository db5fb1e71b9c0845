//! The reply, made: to download or copy, by the user's own act only.

use leptos::prelude::*;

use super::opened::another;
use super::tray::Tray;
use crate::receive::Reply;
use crate::screen::browser;
use crate::screen::element::{View, classed, element, row};
use crate::screen::patterns::button::{Look, button};
use crate::screen::patterns::details::details;
use crate::screen::patterns::text::warning;
use crate::screen::words::{engine, say};

/// The page.
pub fn page(tray: Tray) -> View {
    let reply = tray.reply.with_untracked(|reply| reply.clone().settled());
    let text = reply.to_text(engine().bundle(), None);
    let told = RwSignal::new("");
    let status = element("p").set("class", "govuk-body").set("role", "status").react_text(Box::new(move || told.get()));
    let record = classed("pre", "waymark-record").set("tabindex", "0").text(&text);
    row(vec![
        panel(),
        warning(say("form.restricted"), say("form.restricted")),
        outlets(tray, &reply, text, told),
        status.done(),
        details(say("receiving.text"), record.done()),
        another(tray),
    ])
}

fn panel() -> View {
    let title = classed("h1", "govuk-panel__title").set("tabindex", "-1").text(say("receiving.made"));
    let body = classed("div", "govuk-panel__body").text(say("receiving.made_about"));
    classed("div", "govuk-panel govuk-panel--confirmation").set("part", "panel").child(title.done()).child(body.done()).done()
}

fn outlets(tray: Tray, reply: &Reply, text: String, told: RwSignal<&'static str>) -> View {
    let json = reply.to_json();
    let name = ["reply-", &tray.desk.on.to_string(), ".json"].concat();
    let download = move |_| {
        let saved = browser::save(&name, "application/json", &json).is_ok();
        told.set(say(if saved { "done.saved" } else { "done.copy_failed" }));
    };
    let copy = move |_| browser::copy(&text, move |copied| told.set(say(if copied { "done.copied" } else { "done.copy_failed" })));
    classed("div", "govuk-button-group")
        .child(button(Look::Primary, say("receiving.download"), Box::new(download)))
        .child(button(Look::Secondary, say("done.copy"), Box::new(copy)))
        .child(button(Look::Secondary, say("receiving.change"), Box::new(move |_| tray.change())))
        .done()
}
