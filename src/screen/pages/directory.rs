//! Every service of an area in plain words. It opens over any page, and Back leads to where they were.

use leptos::prelude::Set;

use crate::screen::desk::{ANY_AREA, Desk};
use crate::screen::element::{View, element, nothing, row};
use crate::screen::papers;
use crate::screen::patterns::back_link::back_link;
use crate::screen::patterns::button::like_link;
use crate::screen::patterns::text::{bullet_list, heading, section};
use crate::screen::words::{engine, say};

/// The list of an area's services; or the question which area, where none is known.
pub fn page(desk: Desk, area: &'static str) -> View {
    let back = back_link(say("page.back"), Box::new(move |_| show(desk, "")));
    let list = match area {
        ANY_AREA => heading(say("page.services")),
        area => papers::directory(area, desk.on),
    };
    row(vec![back, list, areas(desk)])
}

/// The areas there are, each to be opened.
fn areas(desk: Desk) -> View {
    let bundle = engine().bundle();
    if bundle.areas.is_empty() {
        return nothing();
    }
    let mut list = bullet_list();
    for pack in bundle.areas.iter().chain([&bundle.national]) {
        let open = like_link(Box::new(move |_| show(desk, &pack.id))).text(&pack.title);
        list = list.child(element("li").child(open.done()).done());
    }
    row(vec![section(say("services.areas")), list.done()])
}

/// Lists the services of an area over the page; an empty name shows the page again.
fn show(desk: Desk, area: &'static str) {
    desk.directory.set(area);
    desk.show();
}
