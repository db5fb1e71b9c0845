//! Every service of an area in plain words, as its packs have it: what it is, who it is for, how to get there, whether
//! it runs on a day and until when that is known, and the sources it rests on.

mod sources;

use crate::blocks::Block;
use crate::blocks::html::{Page, to_html};
use crate::blocks::text::to_text;
use crate::decide::explain::sources::{plain, source_note, source_words};
use crate::decide::explain::words::{day_words, runs_words};
use crate::facts::Day;
use crate::packs::pack::{Argument, Contact, Criterion, Local, Pack, Pathway};
use crate::packs::{Bundle, Words};
use sources::sources;

/// The packs whose services are listed, on a day.
pub struct Directory<'a> {
    bundle: &'a Bundle,
    /// The pack that was asked for; none for all.
    asked: Option<&'a Pack>,
    packs: Vec<&'a Pack>,
    on: Day,
}

impl<'a> Directory<'a> {
    /// The directory of an area: the area's pack by its id, or by a place in it, then the pack of every area. The name
    /// of the pack of every area gives that one alone, and no name gives all. None where the name is not known.
    pub fn of(bundle: &'a Bundle, area: &str, on: Day) -> Option<Directory<'a>> {
        let national = &bundle.national;
        let asked = match area {
            "" => None,
            area if area == national.id => Some(national),
            area => Some(area_pack(bundle, area)?),
        };
        let packs = match asked {
            None => bundle.areas.iter().chain([national]).collect(),
            Some(pack) if pack.id == national.id => vec![national],
            Some(pack) => vec![pack, national],
        };
        Some(Directory { bundle, asked, packs, on })
    }

    /// The names by which an area can be asked for.
    pub fn names(bundle: &Bundle) -> Vec<&str> {
        bundle.areas.iter().chain([&bundle.national]).map(|pack| pack.id.as_str()).collect()
    }

    /// The list as plain text.
    pub fn to_text(&self) -> String {
        to_text(&self.alone())
    }

    /// The list as a page of its own.
    pub fn to_html(&self) -> String {
        let words = &self.bundle.words;
        let title = self.title();
        let (lang, dir) = (&words.language.tag, words.language.direction.id());
        let (skip, contents, number) = (words.say("explain.skip"), words.say("explain.contents"), words.say("explain.number"));
        let page = Page { lang, dir, title: &title, skip, contents, head: "", number };
        to_html(&page, &self.alone())
    }

    /// The list as it stands alone: whether its words have been checked is said first.
    fn alone(&self) -> Vec<Block> {
        let mut blocks = self.blocks();
        blocks.splice(1..1, self.bundle.words.notice().map(|notice| Block::Text(notice.into())));
        blocks
    }

    /// The list piece by piece.
    pub fn blocks(&self) -> Vec<Block> {
        let mut writer = Writer { bundle: self.bundle, words: &self.bundle.words, on: self.on, blocks: vec![Block::Title(self.title())] };
        let day = day_words(writer.words, self.on);
        writer.text(writer.fill("about", &[("day", &day)]));
        self.packs.iter().for_each(|pack| writer.pack(pack));
        writer.blocks
    }

    fn title(&self) -> String {
        let words = &self.bundle.words;
        match self.asked {
            Some(pack) => words.fill("directory.title", &[("area", &pack.title)]),
            None => words.say("directory.title_all").into(),
        }
    }
}

/// The pack of an area, by its id or by the name that answers give a place in it.
fn area_pack<'a>(bundle: &'a Bundle, area: &str) -> Option<&'a Pack> {
    let places = bundle.vocabulary.asked("area.person").map(|fact| bundle.vocabulary.choices(fact)).unwrap_or_default();
    let place = places.iter().position(|choice| choice.is == area);
    bundle.areas.iter().find(|pack| pack.id == area || place.is_some_and(|place| pack.areas & (1 << place) != 0))
}

struct Writer<'w> {
    bundle: &'w Bundle,
    words: &'w Words,
    on: Day,
    blocks: Vec<Block>,
}

impl Writer<'_> {
    fn say(&self, key: &str) -> String {
        self.fill(key, &[])
    }

    fn fill(&self, key: &str, parts: &[(&str, &str)]) -> String {
        self.words.fill(&format!("directory.{key}"), parts)
    }

    fn text(&mut self, text: String) {
        self.blocks.push(Block::Text(text));
    }

    fn item(&mut self, text: &str) {
        self.blocks.push(Block::Item(text.into()));
    }

    fn note(&mut self, text: &str) {
        self.blocks.push(Block::Note(text.into()));
    }

    fn source(&mut self, source: &str) {
        self.blocks.push(source_note(self.bundle, source));
    }

    fn pair(&mut self, key: &str, text: String) {
        if !text.is_empty() {
            self.blocks.push(Block::Pair(self.say(key), text));
        }
    }

    fn heading(&mut self, key: &str, pack: &Pack) {
        self.blocks.push(Block::Heading(self.fill(key, &[("area", &pack.title)])));
    }

    fn pack(&mut self, pack: &Pack) {
        if !pack.locals.is_empty() {
            self.heading("fronts", pack);
            pack.locals.iter().for_each(|local| self.front(pack, local));
        }
        if !pack.pathways.is_empty() {
            self.heading("pathways", pack);
            pack.pathways.iter().for_each(|pathway| self.pathway(pack, pathway));
        }
        if !pack.contacts.is_empty() {
            self.heading("contacts", pack);
            pack.contacts.iter().for_each(|contact| self.contact(contact));
        }
    }

    /// The area's own words for something to do, with who answers where the words do not give the number.
    fn front(&mut self, pack: &Pack, local: &Local) {
        self.item(&local.says);
        let contact = local.contact.and_then(|place| pack.contacts.get(usize::from(place)));
        if let Some(contact) = contact.filter(|contact| !local.says.contains(&contact.phone)) {
            self.note(&self.fill("number", &[("name", &contact.name), ("phone", &contact.phone)]));
        }
        self.source(&local.source);
    }

    fn pathway(&mut self, pack: &Pack, pathway: &Pathway) {
        self.blocks.push(Block::Sub(pathway.name.clone()));
        self.text(pathway.says.clone());
        self.about(pathway);
        self.criteria(&pathway.criteria);
        self.arguments("supports", &pathway.supports);
        self.arguments("against", &pathway.against);
        if !pathway.not_for.is_empty() {
            self.text(self.say("not_for"));
            pathway.not_for.iter().for_each(|says| self.item(says));
        }
        self.text(source_words(self.bundle, &pathway.source));
        self.sources(pack, pathway);
    }

    fn about(&mut self, pathway: &Pathway) {
        let whom = ["person", "victim", "family", "supporter", "system", "advice", "community"][pathway.whom as usize];
        self.pair("works_with", self.say(&format!("works.{whom}")));
        let level = format!("directory.prevention.{}", pathway.prevention);
        let kind = self.say(&format!("type.{}", pathway.kind));
        self.pair("kind", self.words.find(&level).map_or_else(|| format!("{kind}."), |level| format!("{kind}. {level}")));
        self.pair("delivery", pathway.delivery.clone());
        self.pair("way_in", self.say(&format!("route.{}", pathway.route)));
        self.pair("how", pathway.how.clone());
        self.pair("runs", runs_words(self.words, &pathway.status, self.on));
    }

    fn criteria(&mut self, criteria: &[Criterion]) {
        self.text(self.say(if criteria.is_empty() { "no_criteria" } else { "criteria" }));
        for criterion in criteria {
            self.item(&criterion.says);
            if !criterion.scope.is_empty() {
                self.note(plain(&criterion.scope));
            }
            self.source(&criterion.source);
        }
    }

    fn arguments(&mut self, key: &str, arguments: &[Argument]) {
        if !arguments.is_empty() {
            self.text(self.say(key));
        }
        for argument in arguments {
            self.item(&argument.says);
            self.source(&argument.source);
        }
    }

    /// What the citations stand for, each with its address where it has one.
    fn sources(&mut self, pack: &Pack, pathway: &Pathway) {
        for source in sources(&[pack, &self.bundle.national], pathway) {
            let day = source.date.map(|date| day_words(self.words, date)).unwrap_or_default();
            let key = if day.is_empty() { "cited" } else { "cited_dated" };
            let says = self.fill(key, &[("title", &source.title), ("day", &day)]);
            self.blocks.push(Block::link(says, &source.url));
        }
    }

    fn contact(&mut self, contact: &Contact) {
        self.item(&self.fill("number", &[("name", &contact.name), ("phone", &contact.phone)]));
        self.note(&contact.says);
        let day = day_words(self.words, contact.checked);
        self.note(&self.fill(if contact.confirmed { "checked" } else { "from_memory" }, &[("day", &day)]));
        self.source(&contact.source);
    }
}
