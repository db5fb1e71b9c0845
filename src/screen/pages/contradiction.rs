//! Answers that contradict each other: what was recorded, a way to change each of them, one way on. No fields.

use crate::decide::explain::words::value_words;
use crate::journey::Session;
use crate::screen::ahead::framed;
use crate::screen::desk::Desk;
use crate::screen::element::{View, classed, nothing, row};
use crate::screen::patterns::button::{Look, button, link_button};
use crate::screen::patterns::summary_list::{Action, Row, summary_list};
use crate::screen::patterns::text::{body, heading};
use crate::screen::words::{engine, say};

/// The page of the contradiction that holds them up.
pub fn page(desk: Desk) -> View {
    let Some(found) = desk.look(|session| session.contradiction(engine())) else { return nothing() };
    let message = classed("div", "waymark-interruption").set("data-contradiction", &found.id);
    let message = message.child(heading(&found.title)).child(body(&found.says)).child(body(say("contradiction.both")));
    let rows = desk.look(|session| rows(desk, session));
    let go_on = button(Look::Primary, say("contradiction.go_on"), Box::new(move |_| desk.act(|session| session.acknowledge(engine(), desk.on))));
    framed(desk, row(vec![message.done(), summary_list(rows), go_on]))
}

/// Each answer that it is about, with the way to change it.
fn rows(desk: Desk, session: &Session) -> Vec<Row> {
    let vocabulary = &engine().bundle().vocabulary;
    let mut rows = Vec::new();
    for concerned in session.contradiction(engine()).map(|found| session.concerned(engine(), desk.on, found)).unwrap_or_default() {
        let (key, page) = (vocabulary.short(concerned.fact), concerned.page);
        let value = session.answers.get(concerned.fact).map(|value| value_words(engine().bundle(), concerned.fact, value)).unwrap_or_default();
        let change = Box::new(move |_| desk.act(|session| session.change(engine(), desk.on, &page)));
        let actions = vec![Action::Made(link_button(say("check.change"), key, change))];
        rows.push(Row { key: key.to_owned().into(), value: value.into(), actions, ..Row::default() });
    }
    rows
}
