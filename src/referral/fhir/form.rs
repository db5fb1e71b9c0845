//! The screen as a form of groups and questions: the shape that the questionnaire and what was answered share.

use super::super::fields::{FIELDS, Field, SECTIONS};
use crate::facts::{FactId, Vocabulary};
use crate::packs::{Bundle, Mode, Page};

/// Questions that stand together.
pub struct Group<'a> {
    /// Its name in the form.
    pub id: String,
    /// Its heading.
    pub title: &'a str,
    /// The page of the screen that it is, where it is one.
    pub page: Option<&'a Page>,
    /// The facts that it asks for.
    pub facts: Vec<FactId>,
}

/// Every fact once: on the first page for professionals that asks for it, or else on the first page at all. What stands on no page, such
/// as equality monitoring, follows under the headings of the vocabulary.
pub fn groups(bundle: &Bundle) -> Vec<Group<'_>> {
    let pages = &bundle.journey.pages;
    let home = |fact: FactId| {
        let asks = |page: &&Page| page.facts.contains(&fact);
        pages.iter().filter(asks).find(|page| page.modes.contains(&Mode::Professional)).or_else(|| pages.iter().find(asks))
    };
    let is_home = |page: &Page, fact: FactId| home(fact).is_some_and(|home| home.id == page.id);
    let of_page = |page| {
        let Page { id, title, facts, .. }: &Page = page;
        let facts = facts.iter().copied().filter(|fact| is_home(page, *fact)).collect();
        Group { id: ["page.", id].concat(), title, page: Some(page), facts }
    };
    let on_pages = pages.iter().map(of_page);
    let rest =
        bundle.vocabulary.groups.iter().enumerate().map(|(place, group)| off_pages(&bundle.vocabulary, place, group, &|fact| home(fact).is_none()));
    on_pages.chain(rest).filter(|group| !group.facts.is_empty()).collect()
}

fn off_pages<'a>(vocabulary: &'a Vocabulary, place: usize, group: &'a crate::facts::vocabulary::Group, is_off: &dyn Fn(FactId) -> bool) -> Group<'a> {
    let belongs = |id: &FactId| vocabulary.fact(*id).is_some_and(|fact| usize::from(fact.group) == place) && is_off(*id);
    Group { id: ["group.", &group.id].concat(), title: &group.title, page: None, facts: vocabulary.ids().filter(belongs).collect() }
}

/// The sections of details, each with its fields.
pub fn sections() -> impl Iterator<Item = (&'static str, Vec<&'static Field>)> {
    SECTIONS.into_iter().map(|section| (section, FIELDS.iter().filter(|field| field.section() == section).collect()))
}

/// The name of a section, or of a field, in the form.
pub fn link(path: &str) -> String {
    ["details.", path].concat()
}
