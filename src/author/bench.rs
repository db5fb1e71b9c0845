//! What every part of the view works with: the opened files, and what was found in them.

use std::sync::Arc;

use leptos::prelude::*;
use web_sys::{Element, HtmlElement};

use super::check;
use super::opened::Opened;
use super::task::Task;
use crate::facts::Day;
use crate::packs::Bundle;
use crate::packs::text::fault::Fault;
use crate::packs::text::files::{PackFile, PackFiles};

/// What was found in the packs as they were at one time.
#[derive(Default)]
pub struct Found {
    /// The opened files in the place of those of the same names, and the rest as built in.
    pub files: PackFiles,
    /// What is wrong.
    pub faults: Vec<Fault>,
    /// The packs, where nothing is wrong.
    pub bundle: Option<Bundle>,
}

/// The bench that an author works at. Copied into every handler.
#[derive(Clone, Copy)]
pub struct Bench {
    /// The opened files. Followers are told when files come and go, not when one is typed into.
    pub opened: RwSignal<Vec<Opened>>,
    /// The number of the file that is being edited.
    pub current: RwSignal<u32>,
    /// Why files could not be opened.
    pub refused: RwSignal<Vec<String>>,
    /// What was found; nothing before the first check.
    pub found: RwSignal<Option<Arc<Found>>>,
    /// Whether the files are newer than what was found.
    pub checking: RwSignal<bool>,
    /// The pack of the area that is looked at, by its id.
    pub area: RwSignal<String>,
    /// The day that is looked at.
    pub on: RwSignal<Day>,
    /// The check that goes on.
    pub check: Task,
    given: StoredValue<u32>,
    root: StoredValue<HtmlElement, LocalStorage>,
}

impl Bench {
    /// An empty bench.
    pub fn new(root: HtmlElement, today: Day) -> Bench {
        Bench {
            opened: RwSignal::new(Vec::new()),
            current: RwSignal::new(0),
            refused: RwSignal::new(Vec::new()),
            found: RwSignal::new(None),
            checking: RwSignal::new(false),
            area: RwSignal::new(String::new()),
            on: RwSignal::new(today),
            check: Task::new(),
            given: StoredValue::new(0),
            root: StoredValue::new_local(root),
        }
    }

    /// The element that the view is drawn in.
    pub fn with_root<T>(self, look: impl FnOnce(&Element) -> T) -> Option<T> {
        self.root.try_with_value(|root| look(root))
    }

    /// The number of the opened file of this name.
    pub fn number_of(self, name: &str) -> Option<u32> {
        self.opened.read_untracked().iter().find(|opened| opened.file.name == name).map(|opened| opened.number)
    }

    /// Opens a file, to be edited. False where a file of this name is open: what was typed into that must not go.
    pub fn open(self, file: PackFile) -> bool {
        let number = self.given.get_value() + 1;
        let opened = Opened::new(number, file);
        if self.number_of(&opened.file.name).is_some() {
            return false;
        }
        self.given.set_value(number);
        self.current.set(number);
        // A pack is called after its area, so that this is the one to look at.
        self.area.set(opened.file.name.trim_end_matches(".toml").to_owned());
        self.opened.write().push(opened);
        check::soon(self);
        true
    }

    /// Opens a built-in file, where it is not open.
    pub fn open_built_in(self, name: &str) {
        if let Some(file) = PackFiles::built_in().into_file(name) {
            self.open(file);
        }
    }

    /// Closes a file.
    pub fn close(self, number: u32) {
        let mut opened = self.opened.write();
        opened.retain(|opened| opened.number != number);
        self.current.set(opened.last().map_or(0, |opened| opened.number));
        drop(opened);
        check::soon(self);
    }

    /// Closes all files.
    pub fn clear(self) {
        self.refused.set(Vec::new());
        self.opened.set(Vec::new());
        check::soon(self);
    }

    /// Takes what was typed into a file.
    pub fn type_in(self, number: u32, typed: String) {
        self.note(number, |opened| opened.type_in(typed));
        check::later(self);
    }

    /// Notes that a file was saved.
    pub fn save(self, number: u32) {
        self.note(number, |opened| opened.saved.clone_from(&opened.file.text));
    }

    fn note(self, number: u32, change: impl FnOnce(&mut Opened)) {
        self.opened.update_untracked(|all| {
            if let Some(opened) = all.iter_mut().find(|opened| opened.number == number) {
                change(opened);
            }
        });
    }

    /// The packs as they are now.
    pub fn files(self) -> PackFiles {
        let mut files = PackFiles::built_in();
        self.opened.read_untracked().iter().for_each(|opened| files.replace(opened.file.clone()));
        files
    }
}
