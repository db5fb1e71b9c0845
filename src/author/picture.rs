//! The gaps as a picture: a row for each need, a column for each tier, and in words behind it. A cell says by a sign, a word and a
//! colour what is there; each of the three is enough.

use crate::blocks::tree::{Node, SCREEN, tree};
use crate::decide::explain::words::day_words;
use crate::facts::Day;
use crate::packs::Bundle;
use crate::prove::gaps::{Gaps, NeedGaps, Verdict};
use crate::prove::needs::Level;
use crate::screen::element::{Element, View, classed, element, row};
use crate::screen::patterns::details::details;
use crate::screen::words::{fill, say};

/// What is drawn.
pub struct Picture {
    /// The area's name.
    pub area: String,
    /// The day.
    pub on: Day,
    /// The day in words.
    pub day: String,
    tiers: Vec<String>,
    levels: Vec<(Level, Vec<Row>)>,
    words: Vec<Node>,
}

struct Row {
    says: String,
    verdict: Verdict,
    /// For each tier what is there; nothing where the need is not about such cases. One for all, where it is not about cases.
    cells: Cells,
}

enum Cells {
    Tiers(Vec<Option<Verdict>>),
    Whole,
}

impl Picture {
    /// The picture of gaps.
    pub fn of(gaps: &Gaps<'_>, bundle: &Bundle, on: Day) -> Picture {
        let rows = |level: Level| gaps.needs.iter().filter(|need| need.level == level).map(|need| Row::of(gaps, need)).collect();
        Picture {
            area: gaps.title.to_owned(),
            on,
            day: day_words(&bundle.words, on),
            tiers: gaps.tiers.iter().map(|tier| tier.says.to_owned()).collect(),
            levels: Level::ALL.into_iter().map(|level| (level, rows(level))).collect(),
            words: tree(&gaps.blocks(), &SCREEN),
        }
    }

    /// How many needs nothing answers.
    pub fn nothing(&self) -> usize {
        self.rows().filter(|row| row.verdict == Verdict::Nothing).count()
    }

    /// How many needs there are.
    pub fn needs(&self) -> usize {
        self.rows().count()
    }

    fn rows(&self) -> impl Iterator<Item = &Row> {
        self.levels.iter().flat_map(|(_, rows)| rows)
    }
}

impl Row {
    fn of(gaps: &Gaps<'_>, need: &NeedGaps<'_>) -> Row {
        let at = |tier: &str| {
            let verdicts = || need.cells.iter().filter(|cell| cell.tier == Some(tier)).map(|cell| cell.verdict);
            let (least, most) = (verdicts().min()?, verdicts().max()?);
            Some(if most > Verdict::Unconfirmed && least < Verdict::Running { Verdict::Some } else { most })
        };
        let whole = need.cells.iter().all(|cell| cell.tier.is_none());
        let cells = if whole { Cells::Whole } else { Cells::Tiers(gaps.tiers.iter().map(|tier| at(tier.id)).collect()) };
        Row { says: need.says.to_owned(), verdict: need.verdict, cells }
    }
}

/// The table, what its signs mean, and the list in words behind it.
pub fn picture(picture: &Picture) -> View {
    let caption = fill("gaps.caption", &[("area", &picture.area), ("day", &picture.day)]);
    let mut head = classed("tr", "").set("role", "row").child(column(say("gaps.need")));
    for tier in &picture.tiers {
        head = head.child(column(tier));
    }
    let head = element("thead").set("role", "rowgroup").child(head.done());
    let mut table = classed("table", "waymark-gaps").set("role", "table");
    table = table.child(classed("caption", "govuk-heading-s").text(&caption).done()).child(head.done());
    for (level, rows) in picture.levels.iter().filter(|(_, rows)| !rows.is_empty()) {
        table = table.child(group(picture, *level, rows));
    }
    let words = picture.words.iter().skip(1).fold(element("div"), |whole, node| put(whole, node));
    row(vec![legend(), table.done(), details(say("gaps.in_words"), words.done())])
}

fn column(says: &str) -> View {
    element("th").set("scope", "col").set("role", "columnheader").text(says).done()
}

fn group(picture: &Picture, level: Level, rows: &[Row]) -> View {
    let all = (picture.tiers.len() + 1).to_string();
    let title = element("th").set("scope", "rowgroup").set("colspan", &all).set("role", "rowheader").set("class", "waymark-gaps__level");
    let title = title.text(say(&["level.", level.id()].concat())).done();
    let mut body = element("tbody").set("role", "rowgroup").child(classed("tr", "").set("role", "row").child(title).done());
    for need in rows {
        let says = element("th").set("scope", "row").set("role", "rowheader").text(&need.says).done();
        let mut line = classed("tr", "").set("role", "row").child(says);
        line = match &need.cells {
            Cells::Whole => line.child(cell(Some(need.verdict), say("gaps.whole")).set("colspan", &picture.tiers.len().to_string()).done()),
            Cells::Tiers(cells) => cells.iter().zip(&picture.tiers).fold(line, |line, (verdict, tier)| line.child(cell(*verdict, tier).done())),
        };
        body = body.child(line.done());
    }
    body.done()
}

/// A sign and a word; the colour only repeats them. On a narrow page the tier stands before it.
fn cell(verdict: Option<Verdict>, tier: &str) -> Element {
    let cell = element("td").set("role", "cell").set("data-tier", tier);
    match verdict {
        None => {
            let dash = element("span").set("aria-hidden", "true").text("–").done();
            let says = classed("span", "govuk-visually-hidden").text(say("gaps.not_meant")).done();
            cell.set("class", "waymark-gaps__cell").child(dash).child(says)
        }
        Some(verdict) => {
            let class = ["waymark-gaps__cell waymark-gaps__cell--", verdict.id()].concat();
            let sign = classed("span", "waymark-gaps__sign").set("aria-hidden", "true").text(sign(verdict));
            cell.set("class", &class).set("data-verdict", verdict.id()).child(sign.done()).text(" ").text(word(verdict))
        }
    }
}

fn sign(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Nothing => "✕",
        Verdict::Unconfirmed => "?",
        Verdict::Some => "◐",
        Verdict::Running => "✓",
    }
}

fn word(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Nothing => say("gaps.nothing"),
        Verdict::Unconfirmed => say("gaps.unconfirmed"),
        Verdict::Some => say("gaps.some"),
        Verdict::Running => say("gaps.running"),
    }
}

fn legend() -> View {
    let mut list = classed("ul", "govuk-list waymark-gaps__legend");
    for (verdict, means) in [
        (Verdict::Running, say("gaps.running_means")),
        (Verdict::Some, say("gaps.some_means")),
        (Verdict::Unconfirmed, say("gaps.unconfirmed_means")),
        (Verdict::Nothing, say("gaps.nothing_means")),
    ] {
        let class = ["waymark-gaps__key waymark-gaps__cell--", verdict.id()].concat();
        let sign = classed("span", "waymark-gaps__sign").set("aria-hidden", "true").text(sign(verdict));
        let key = classed("span", &class).child(sign.done()).text(" ").text(word(verdict));
        list = list.child(element("li").child(key.done()).text(" ").text(means).done());
    }
    list.done()
}

/// Elements that were made ready elsewhere.
fn put(whole: Element, node: &Node) -> Element {
    match node {
        Node::Text(text) => whole.text(text),
        Node::Element { tag, attributes, inner } => {
            let made = attributes.iter().fold(element(tag), |made, (name, value)| made.set(name, value));
            whole.child(inner.iter().fold(made, put).done())
        }
    }
}
