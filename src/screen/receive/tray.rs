//! What lies on the receiver's desk: the referral that is open, and the reply as far as it is filled in.

use std::rc::Rc;

use leptos::prelude::*;

use crate::receive::reply::ReplyFault;
use crate::receive::{Fault, Kind, Received, Reference, Reply};
use crate::screen::desk::Desk;
use crate::screen::words::of_services;

/// Where they are.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// Nothing is open.
    Start,
    /// A referral is open, to be read and answered.
    Opened,
    /// The reply is made.
    Made,
}

/// The tray. Copied into every handler.
#[derive(Clone, Copy)]
pub struct Tray {
    /// The desk that the screen works at.
    pub desk: Desk,
    /// What was wrong with the file that was chosen last.
    pub refused: RwSignal<Option<Fault>>,
    /// A sealed file that was chosen last, and waits to be opened.
    pub sealed: RwSignal<Option<Vec<u8>>>,
    /// The reply as far as it is filled in.
    pub reply: RwSignal<Reply>,
    received: StoredValue<Option<Rc<Received>>, LocalStorage>,
    faults: StoredValue<Vec<ReplyFault>>,
    made: StoredValue<bool>,
    /// How often the desk had been cleared when the tray was looked at.
    cleared: StoredValue<u32>,
}

impl Tray {
    /// An empty tray.
    pub fn new(desk: Desk) -> Tray {
        Tray {
            desk,
            cleared: StoredValue::new(desk.cleared.get_untracked()),
            refused: RwSignal::new(None),
            sealed: RwSignal::new(None),
            reply: RwSignal::new(Reply::new(&Reference::default(), desk.on)),
            received: StoredValue::new_local(None),
            faults: StoredValue::new(Vec::new()),
            made: StoredValue::new(false),
        }
    }

    /// Empties the tray where the desk was cleared since. Called before anything is drawn.
    pub fn keep_up(self) {
        let cleared = self.desk.cleared.get_untracked();
        if cleared != self.cleared.get_value() {
            self.cleared.set_value(cleared);
            self.refused.set(None);
            self.sealed.set(None);
            self.put(None, Reference::default());
        }
    }

    fn put(self, received: Option<Rc<Received>>, reference: Reference) {
        self.reply.set(Reply::new(&reference, self.desk.on));
        self.received.set_value(received);
        self.faults.set_value(Vec::new());
        self.made.set_value(false);
    }

    /// Where they are.
    pub fn place(self) -> Place {
        match (self.received.with_value(Option::is_some), self.made.get_value()) {
            (false, _) => Place::Start,
            (true, false) => Place::Opened,
            (true, true) => Place::Made,
        }
    }

    /// The referral that is open.
    pub fn received(self) -> Option<Rc<Received>> {
        self.received.get_value()
    }

    /// Opens a file, and holds it against what is written in its language. Where it cannot be opened, that is said, and what was open stays.
    pub fn open(self, bytes: &[u8]) {
        self.sealed.set(None);
        match Received::read(bytes, of_services(), self.desk.on) {
            Err(fault) => {
                self.sealed.set((fault.kind == Kind::Sealed).then(|| bytes.to_vec()));
                self.refused.set(Some(fault));
            }
            Ok(received) => {
                self.refused.set(None);
                let reference = received.reference.clone();
                self.put(Some(Rc::new(received)), reference);
                self.desk.touched.set_value(true);
                self.desk.notice.set("");
                self.desk.show_with(false);
            }
        }
    }

    /// Changes the reply where the page needs no drawing.
    pub fn note(self, change: impl FnOnce(&mut Reply)) {
        if let Some(mut reply) = self.reply.try_write() {
            change(&mut reply);
        }
    }

    /// Makes the reply, or says what is wrong with it.
    pub fn make(self) {
        let faults = self.reply.with_untracked(Reply::faults);
        let wrong = !faults.is_empty();
        self.faults.set_value(faults);
        self.made.set_value(!wrong);
        self.desk.show_with(wrong);
    }

    /// Goes back to the reply to change it.
    pub fn change(self) {
        self.made.set_value(false);
        self.desk.show_with(false);
    }

    /// What is wrong with the reply.
    pub fn faults(self) -> Vec<ReplyFault> {
        self.faults.get_value()
    }
}
