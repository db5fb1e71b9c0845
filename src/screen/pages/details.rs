//! The details of the referral, drawn from their table.

use leptos::prelude::*;

use super::{control_id, error_at, framed, go_on, headed};
use crate::journey::PageFault;
use crate::packs::Page;
use crate::packs::journey::Mode;
use crate::referral::fields::{FIELDS, Field, Kind, Need, SECTIONS, find};
use crate::screen::desk::Desk;
use crate::screen::patterns::button::{Look, button};
use crate::screen::patterns::details::details;
use crate::screen::patterns::field::{Takes, field};
use crate::screen::patterns::frame::Around;
use crate::screen::patterns::text::{body, section, warning};
use crate::screen::words::{engine, say};

/// The details page: what must be given stands open, the rest is folded by section.
pub fn page(desk: Desk, page: &'static Page) -> AnyView {
    let faults = desk.look(|session| session.faults.clone());
    let mode = desk.mode();
    let sections: Vec<AnyView> = SECTIONS
        .iter()
        .filter(|name| !matches!(**name, "chosen" | "declined"))
        .map(|name| one_section(desk, name, mode, &faults))
        .collect();
    let inner = view! {
        {headed(page)}
        {body(say("form.sections").into())}
        {sections}
        {go_on(desk, "page.continue")}
    };
    framed(desk, faults, inner.into_any())
}

/// The label of a detail, by its path.
pub fn label(path: &str) -> String {
    find(path).map(|(field, _)| say(&format!("details.{}.label", field.path)).to_owned()).unwrap_or_else(|| path.to_owned())
}

fn one_section(desk: Desk, name: &'static str, mode: Mode, faults: &[PageFault]) -> AnyView {
    let fields: Vec<&'static Field> = FIELDS.iter().filter(|f| f.section() == name && f.need(mode) != Need::No).collect();
    let Some(first) = fields.first() else { return ().into_any() };
    let entries = if first.repeats() { desk.look(|session| session.details.count(name)).max(1) } else { 1 };
    let must = fields.iter().any(|f| matches!(f.need(mode), Need::Required | Need::OneOf(_)));
    let wrong = faults.iter().any(|fault| find(&fault.field).is_some_and(|(f, _)| f.section() == name));
    let inputs: Vec<AnyView> = (0..entries).flat_map(|place| fields.iter().map(move |f| (place, *f))).map(|(place, f)| input(desk, f, place, mode, faults)).collect();
    let restricted = fields.iter().any(|f| f.restricted).then(|| warning(say("form.restricted"), say("form.restricted").into()));
    let more = first.repeats().then(|| {
        let text = say(if name == "children" { "form.add_child" } else { "form.add_action" });
        button(Look::Secondary, text, move || desk.act(|session| session.open_entry(name)))
    });
    let inner = view! { {restricted} {inputs} {more} }.into_any();
    let title = say(&format!("details.section.{name}")).to_owned();
    if must || wrong || entries > 1 {
        view! { {section(title)} {inner} }.into_any()
    } else {
        details(title, inner)
    }
}

fn input(desk: Desk, f: &'static Field, place: usize, mode: Mode, faults: &[PageFault]) -> AnyView {
    let path = f.at(place);
    let mut question = label(&path);
    if f.need(mode) == Need::Optional {
        question = format!("{question} {}", say("page.optional"));
    }
    let hint = engine().bundle().words.find(&format!("details.{}.hint", f.path)).unwrap_or_default();
    let around = Around { id: control_id(&path), fact: path.clone(), question, hint: hint.into(), error: error_at(faults, &path), is_heading: false };
    let takes = match f.kind {
        Kind::Email => Takes::Email,
        Kind::Phone => Takes::Phone,
        Kind::Date | Kind::Day => Takes::Date,
        Kind::Long => Takes::Long,
        Kind::Text | Kind::Postcode => Takes::Text,
    };
    let value = desk.look(|session| session.details.get(&path).to_owned());
    field(around, takes, value, || false, move |text| {
        desk.note(|session| {
            session.details.set(&path, text);
        });
    })
}
