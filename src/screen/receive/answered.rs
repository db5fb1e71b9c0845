//! The reply, opened on the referrer's last page: what the service says, in words, and whether it is about this referral.

use std::rc::Rc;

use leptos::prelude::*;

use super::file::file;
use crate::blocks::Block;
use crate::blocks::tree::{SCREEN, tree};
use crate::receive::Reply;
use crate::screen::desk::Desk;
use crate::screen::element::{View, classed, nothing, row};
use crate::screen::papers;
use crate::screen::patterns::blocks::blocks;
use crate::screen::patterns::details::details;
use crate::screen::patterns::text::body;
use crate::screen::words::{engine, say};

/// The field for the reply, and what is in it.
pub fn open(desk: Desk) -> View {
    let refused = RwSignal::new(None);
    let opened: RwSignal<Option<Reply>> = RwSignal::new(None);
    let take = move |bytes: &[u8]| match Reply::read(bytes, &engine().bundle().words) {
        Err(fault) => refused.set(Some(fault)),
        Ok(reply) => {
            refused.set(None);
            opened.set(Some(reply));
        }
    };
    let field = file("reply-file", say("receiving.reply.file"), refused, Rc::new(take));
    let answer = classed("div", "waymark-reply")
        .set("role", "status")
        .dynamic(Box::new(move || opened.get().map_or_else(nothing, |reply| said(desk, &reply))));
    details(say("receiving.reply.title"), row(vec![body(say("receiving.reply.about")), field, answer.done()]))
}

/// The reply in words, below the heading that the page has already.
fn said(desk: Desk, reply: &Reply) -> View {
    let own = desk.look(|session| papers::reference(session, desk.on));
    let below = |block| match block {
        Block::Title(text) => Block::Heading(text),
        Block::Heading(text) => Block::Sub(text),
        other => other,
    };
    let list: Vec<Block> = reply.blocks(engine().bundle(), Some(&own)).into_iter().map(below).collect();
    blocks(&tree(&list, &SCREEN))
}
