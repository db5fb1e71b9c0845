//! The field for a file, and why the one that was chosen cannot be opened.

use std::rc::Rc;

use leptos::prelude::*;
use web_sys::HtmlInputElement;

use crate::receive::{Fault, bounded};
use crate::screen::browser;
use crate::screen::element::{View, classed, element, nothing, row};
use crate::screen::patterns::frame::Around;
use crate::screen::patterns::text::{body, source};
use crate::screen::patterns::upload::upload;
use crate::screen::words::{engine, say};

/// What is done with what is in a file.
pub type Take = Rc<dyn Fn(&[u8])>;

/// The field. `take` gets what is in the file; what is wrong with it stands in `refused`, and is said below the field.
pub fn file(id: &str, question: &str, refused: RwSignal<Option<Fault>>, take: Take) -> View {
    let unread = RwSignal::new(false);
    let around = Around { id: id.into(), question: question.into(), hint: say("receiving.file_hint").into(), ..Around::default() };
    let field = upload(&around, ".json,.age", false, Rc::new(move |input| choose(input, refused, unread, take.clone())));
    let told = move || match refused.get() {
        _ if unread.get() => error("unread", say("receiving.unread")),
        Some(fault) => why(&fault),
        None => nothing(),
    };
    let told = element("div").set("role", "alert").dynamic(Box::new(told));
    row(vec![field, told.done()])
}

/// Reads the file that was chosen. The field is emptied, so that the same file can be chosen again.
fn choose(input: &HtmlInputElement, refused: RwSignal<Option<Fault>>, unread: RwSignal<bool>, take: Take) {
    let file = input.files().and_then(|files| files.get(0));
    input.set_value("");
    let Some(file) = file else { return };
    unread.set(false);
    let refuse = move |fault: Fault| drop(refused.try_set(Some(fault)));
    if file.size() > bounded::LARGEST as f64 {
        return refuse(bounded::too_large(file.size() as u64));
    }
    browser::read(file, move |bytes| match bytes {
        // The page may have gone while the file was read.
        _ if unread.is_disposed() => {}
        Some(bytes) => take(&bytes),
        None => unread.set(true),
    });
}

/// What happened and what to do, and the place for whoever made the file.
fn why(fault: &Fault) -> View {
    let [says, mend, place] = fault.says(&engine().bundle().words);
    row(vec![error(fault.kind.id(), &says), body(&mend), source(&place)])
}

fn error(kind: &str, says: &str) -> View {
    let prefix = classed("span", "govuk-visually-hidden").text(say("error.prefix"));
    classed("p", "govuk-error-message").set("data-refused", kind).child(prefix.done()).text(" ").text(says).done()
}
