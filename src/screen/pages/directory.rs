//! Every service of an area in plain words. It opens over any page, and Back leads to where they were.

use crate::screen::desk::{ANY_AREA, Desk};
use crate::screen::element::{View, element, nothing, row};
use crate::screen::papers;
use crate::screen::patterns::back_link::back_link;
use crate::screen::patterns::button::like_link;
use crate::screen::patterns::text::{body, bullet_list, heading, section};
use crate::screen::words::{engine, say};

/// The list of an area's services; or the question which area, where none is known.
pub fn page(desk: Desk, area: &'static str) -> View {
    let back = back_link(say("page.back"), Box::new(move |_| desk.show_directory("")));
    let list = match area {
        ANY_AREA => heading(say("page.services")),
        area => papers::directory(area, desk.on).unwrap_or_else(|| row(vec![heading(say("page.services")), body(say("exit.loading"))])),
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
        let open = like_link(Box::new(move |_| desk.show_directory(&pack.id))).text(&pack.title);
        list = list.child(element("li").child(open.done()).done());
    }
    row(vec![section(say("services.areas")), list.done()])
}

/// The way to it from any page.
pub fn link(desk: Desk) -> View {
    let open = move |_| {
        let area = desk.look(|session| engine().packs(&session.answers).get(1).map_or(ANY_AREA, |pack| &pack.id));
        desk.show_directory(area);
    };
    like_link(Box::new(open)).text(say("page.services")).done()
}
