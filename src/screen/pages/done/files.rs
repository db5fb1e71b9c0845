//! The referral as files and as text: to download, copy, print or hand over to the page around.

use std::rc::Rc;

use leptos::prelude::*;

use super::sealed;
use crate::referral::Referral;
use crate::screen::browser;
use crate::screen::desk::Desk;
use crate::screen::element::{Act, View, classed, element, inside, row};
use crate::screen::papers;
use crate::screen::patterns::blocks::blocks;
use crate::screen::patterns::button::{Look, button};
use crate::screen::patterns::choices::{Item, Many, choices};
use crate::screen::patterns::details::details;
use crate::screen::patterns::frame::Around;
use crate::screen::patterns::text::body;
use crate::screen::tools;
use crate::screen::words::{of_services, say};

/// A face of the referral as a file.
struct Face {
    /// How the file's name ends, and what the choice is called.
    ending: &'static str,
    /// Its media type.
    media: &'static str,
    /// The keys of what the choice says, and of a sentence that helps.
    says: [&'static str; 2],
    /// What is in it: to the byte what `waymark referral` writes.
    write: fn(&Referral<'_>) -> String,
}

/// Every face that can be downloaded; the first is chosen.
const FACES: [Face; 4] = [
    Face { ending: "json", media: "application/json", says: ["done.file.json", "done.file.json_hint"], write: |referral| referral.to_json() },
    Face { ending: "html", media: "text/html", says: ["done.file.html", "done.file.html_hint"], write: |referral| referral.to_html() },
    Face { ending: "txt", media: "text/plain", says: ["done.file.text", "done.file.text_hint"], write: |referral| referral.to_text() },
    Face {
        ending: "fhir.json",
        media: "application/fhir+json",
        says: ["done.file.fhir", "done.file.fhir_hint"],
        write: |referral| referral.to_fhir(),
    },
];

/// The ways out that the user has in hand.
pub fn part(desk: Desk, json: &str, text: &str, hands_over: bool) -> View {
    let told = RwSignal::new("");
    let status = classed("p", "govuk-body").set("role", "status").react_text(Box::new(move || told.get())).done();
    let mut group = classed("div", "govuk-button-group");
    if hands_over {
        group = group.child(button(Look::Primary, say("done.hand_over"), hand_over(desk, json.to_owned(), told)));
    }
    let copied = button(Look::Secondary, say("done.copy"), copy(text.to_owned(), told));
    let printed = button(Look::Secondary, say("done.print"), Box::new(move |_| print(desk, told)));
    // What is printed is put here, where nobody sees it, and goes with the page.
    let paper = classed("div", "waymark-paper").set("hidden", "").done();
    if !desk.is_shared() {
        let file = download(desk, Look::Primary, told);
        return row(vec![file, group.child(copied).child(printed).done(), status, sealed::part(desk), paper]);
    }
    // What stays on a device that others see is not offered first.
    let anyway = row(vec![body(say("done.shared")), download(desk, Look::Secondary, told), printed, sealed::part(desk)]);
    row(vec![group.child(copied).done(), details(say("done.anyway"), anyway), status, paper])
}

/// Which file, and the button that makes it.
fn download(desk: Desk, look: Look, told: RwSignal<&'static str>) -> View {
    let chosen = StoredValue::new(0);
    let item = |(place, face): (usize, &Face)| Item {
        value: face.ending.into(),
        says: say(face.says[0]).into(),
        hint: say(face.says[1]).into(),
        chosen: place == 0,
    };
    let around = Around { id: "done-file".into(), fact: "file".into(), question: say("done.file.question").into(), ..Around::default() };
    let choose = Rc::new(move |place: usize, _: bool| chosen.set_value(place));
    let which = choices(&around, Many::One, FACES.iter().enumerate().map(item).collect(), None, choose);
    let press = move |_| {
        let Some(face) = FACES.get(chosen.get_value()) else { return };
        let written = desk.look(|session| papers::face(session, desk.on, face.write));
        let name = ["form-", &desk.on.to_string(), ".", face.ending].concat();
        let saved = browser::save(&name, face.media, &written).is_ok();
        told.set(say(if saved { "done.saved" } else { "done.save_failed" }));
    };
    row(vec![which, button(look, say("done.download"), Box::new(press))])
}

/// Prints the referral alone, as its own file prints, and nothing of the page around.
fn print(desk: Desk, told: RwSignal<&'static str>) {
    let paper = desk.look(|session| papers::face(session, desk.on, |referral| referral.to_paper()));
    let service = &of_services().bundle().words.language;
    desk.with_root(|root| {
        let Ok(Some(place)) = root.query_selector(".waymark-paper") else { return };
        let whole = classed("div", "paper").set("lang", &service.tag).set("dir", service.direction.id());
        place.set_text_content(None);
        inside(&place).child(whole.child(element("main").child(blocks(&paper.nodes)).done()).done());
        let done = move |began| {
            let _ = told.try_set(if began { "" } else { say("done.print_failed") }); // the page may have gone
        };
        tools::print(&place, &paper.sheet, paper.style, done);
    });
}

fn hand_over(desk: Desk, json: String, told: RwSignal<&'static str>) -> Act {
    Box::new(move |_| {
        desk.emit_json("waymark-referral", &json);
        told.set(say("done.handed_over"));
    })
}

fn copy(text: String, told: RwSignal<&'static str>) -> Act {
    Box::new(move |_| {
        browser::copy(&text, move |copied| told.set(say(if copied { "done.copied" } else { "done.copy_failed" })));
    })
}
