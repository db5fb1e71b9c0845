//! Every service of an area in plain words. It opens over any page, and Back leads to where they were.

use crate::screen::ahead::put_over;
use crate::screen::desk::{Desk, Over};
use crate::screen::element::{View, element, nothing, row};
use crate::screen::papers;
use crate::screen::patterns::back_link::back_link;
use crate::screen::patterns::button::like_link;
use crate::screen::patterns::text::{bullet_list, heading, section};
use crate::screen::words::{engine, say};

/// The list of an area's services; or the question which area, where none is known.
pub fn page(desk: Desk, area: Option<&'static str>) -> View {
    let back = back_link(say("page.back"), Box::new(move |_| put_over(desk, Over::Nothing)));
    let list = match area {
        None => heading(say("page.services")),
        Some(area) => papers::directory(area, desk.on),
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
        let open = like_link(Box::new(move |_| put_over(desk, Over::Services(Some(&pack.id))))).text(&pack.title);
        list = list.child(element("li").child(open.done()).done());
    }
    row(vec![section(say("services.areas")), list.done()])
}
