//! The details of the referral, drawn from their table.

use leptos::prelude::request_animation_frame;

use super::{control_id, go_on, headed};
use crate::journey::PageFault;
use crate::packs::Page;
use crate::packs::journey::Mode;
use crate::referral::fields::{FIELDS, Field, Kind, Need, SECTIONS, find};
use crate::screen::ahead::{error_at, framed};
use crate::screen::browser;
use crate::screen::desk::Desk;
use crate::screen::element::{View, nothing, row};
use crate::screen::patterns::button::{Look, button};
use crate::screen::patterns::details::details;
use crate::screen::patterns::field::{Takes, field};
use crate::screen::patterns::frame::Around;
use crate::screen::patterns::text::{body, section, warning};
use crate::screen::words::say;

/// A page of details: what must be given stands open, and so does what stands alone; the rest is folded by section.
pub fn page(desk: Desk, page: &'static Page) -> View {
    let faults = desk.look(|session| session.faults.clone());
    let mode = desk.mode();
    let mut inner = vec![headed(page), body(say("form.sections"))];
    for name in SECTIONS {
        if page.details.iter().any(|section| section == name) {
            inner.push(one_section(desk, name, mode, &faults, page.details.len() == 1));
        }
    }
    inner.push(go_on(desk, "page.continue"));
    framed(desk, row(inner))
}

/// The label of a detail, by its path.
pub fn label(path: &str) -> String {
    match find(path) {
        Some((field, _)) => say(&["details.", field.path, ".label"].concat()).to_owned(),
        None => path.to_owned(),
    }
}

fn one_section(desk: Desk, name: &'static str, mode: Mode, faults: &[PageFault], alone: bool) -> View {
    let fields: Vec<&'static Field> = FIELDS.iter().filter(|f| f.section() == name && f.need(mode) != Need::No).collect();
    let Some(first) = fields.first() else { return nothing() };
    let entries = if first.repeats() { desk.look(|session| session.details.count(name)).max(1) } else { 1 };
    let must = fields.iter().any(|f| matches!(f.need(mode), Need::Required | Need::OneOf(_)));
    let wrong = faults.iter().any(|fault| find(&fault.field).is_some_and(|(f, _)| f.section() == name));
    let mut inner = Vec::new();
    if fields.iter().any(|f| f.restricted) {
        inner.push(warning(say("form.restricted"), say("form.restricted")));
    }
    for place in 0..entries {
        for f in &fields {
            inner.push(input(desk, f, place, mode));
        }
    }
    if first.repeats() {
        inner.push(one_more(desk, name));
    }
    let title = say(&["details.section.", name].concat());
    if must || wrong || alone || entries > 1 { row(vec![section(title), row(inner)]) } else { details(title, row(inner)) }
}

/// The button that opens one more entry of a list.
fn one_more(desk: Desk, name: &'static str) -> View {
    let text = say(if name == "children" { "form.add_child" } else { "form.add_action" });
    let open = move |_| {
        desk.act(|session| session.open_entry(name));
        let place = desk.look(|session| session.details.count(name)) - 1;
        let first = FIELDS.iter().find(|field| field.section() == name).map(|field| ["[id='", &control_id(&field.at(place)), "']"].concat());
        request_animation_frame(move || {
            desk.with_root(|root| first.map(|first| browser::focus(root, &first)));
        });
    };
    button(Look::Secondary, text, Box::new(open))
}

fn input(desk: Desk, f: &'static Field, place: usize, mode: Mode) -> View {
    let path = f.at(place);
    let mut question = label(&path);
    if f.need(mode) == Need::Optional {
        question.push(' ');
        question.push_str(say("page.optional"));
    }
    let hint = say(&["details.", f.path, ".hint"].concat());
    let around = Around {
        id: control_id(&path),
        fact: path.clone(),
        question,
        hint: hint.into(),
        error: error_at(desk, &path),
        error_prefix: say("error.prefix"),
        ..Around::default()
    };
    let takes = match f.kind {
        Kind::Email => Takes::Email,
        Kind::Phone => Takes::Phone,
        Kind::Date | Kind::Day => Takes::Date,
        Kind::Long => Takes::Long,
        Kind::Text | Kind::Postcode => Takes::Text,
    };
    let value = desk.look(|session| session.details.get(&path).to_owned());
    let typed = move |text| {
        desk.note(|session| {
            session.details.set(&path, text);
        });
    };
    field(&around, takes, &value, None, Box::new(typed))
}
