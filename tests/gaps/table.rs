//! The readable table: the review's words beside ours, and what is found beyond them.

use super::review::Review;
use waymark::packs::pack::Availability;
use waymark::prove::gaps::{Gaps, Group, NeedGaps, Verdict};
use waymark::prove::needs::Level;

const HEAD: &str = "# What a review found by hand, and what `waymark gaps` finds

In Northumbria a review team looked at everything that is done about people who cause domestic abuse, and told on 28 March 2023 what is
missing: sixteen points on three slides (seed S3). This table puts each point beside what `waymark gaps northumbria --on 2023-03-28` finds.

Made from `northumbria-2023-03-28.toml` and the packs by `WAYMARK_WRITE=1 cargo test --test gaps`. Do not write here.

- **Nothing**: no case has a service that is known to run. **Only part of the cases**: some have one and some have none. **Not confirmed**: the only
  services are known too long before or after that day to trust. Each holds for every case that can be recorded: it is worked out, not sampled.
- A service counts where its own published rules let the person in. What only the service can tell does not count.
- The packs were written from this talk and from other public pages. That a gap is found again shows that the packs say what the talk says, need by need;
  where the two can be read differently, the note says so.
";

/// The whole table.
pub fn write(review: &Review, gaps: &Gaps<'_>) -> String {
    let mut out = HEAD.to_owned();
    let mut slide = "";
    for point in &review.points {
        if point.slide != slide {
            slide = &point.slide;
            out.push_str(&format!("\n## {slide}\n\n| | the review's words | our need | what we find |\n|---|---|---|---|\n"));
        }
        for (place, id) in point.needs.iter().enumerate() {
            let (number, says) = if place == 0 { (point.number.to_string(), point.says.as_str()) } else { Default::default() };
            let quoted = if says.is_empty() { String::new() } else { format!("\"{}\"", cell(says)) };
            let need = need(gaps, id);
            let note = if place + 1 == point.needs.len() && !point.note.is_empty() { format!("<br>*{}*", cell(&point.note)) } else { String::new() };
            out.push_str(&format!("| {number} | {quoted} | {} (`{id}`) | {}{note} |\n", cell(need.says), found(gaps, need)));
        }
    }
    out.push_str(&beyond(review, gaps));
    out
}

/// Needs that are not met and that no point of the review names, then those that are met.
fn beyond(review: &Review, gaps: &Gaps<'_>) -> String {
    let mut out = "\n## What we find beyond the review\n\n| level | need | what we find |\n|---|---|---|\n".to_owned();
    let named = |need: &&NeedGaps<'_>| review.points.iter().any(|point| point.needs.iter().any(|id| id == need.id));
    for level in Level::ALL {
        for need in gaps.unmet(level).filter(|need| !named(need)) {
            out.push_str(&format!("| {} | {} (`{}`) | {} |\n", level.id(), cell(need.says), need.id, found(gaps, need)));
        }
    }
    let met: Vec<String> =
        gaps.needs.iter().filter(|need| need.verdict == Verdict::Running).map(|need| format!("{} (`{}`)", need.says, need.id)).collect();
    out.push_str(&match met.as_slice() {
        [] => "\nNo need is met for every case on that day.\n".to_owned(),
        met => format!("\nMet for every case: {}.\n", met.join("; ")),
    });
    out
}

/// The need of this id.
pub fn need<'g, 'a>(gaps: &'g Gaps<'a>, id: &str) -> &'g NeedGaps<'a> {
    gaps.needs.iter().find(|need| need.id == id).unwrap_or_else(|| panic!("no need is called {id}"))
}

/// Each group in a sentence, then what is known of and does not count.
fn found(gaps: &Gaps<'_>, need: &NeedGaps<'_>) -> String {
    let group = |group: &Group<'_>| {
        let line = cell(&gaps.line(group));
        let (verdict, rest) = line.split_at(line.find([':', '.']).unwrap_or(0));
        let mut parts = vec![format!("**{verdict}**{rest}")];
        for (before, list) in [("", &group.by.running), ("May run: ", &group.by.unconfirmed), ("Ask: ", &group.by.ask)] {
            let told = group.verdict != Verdict::Running || before.is_empty();
            parts.extend((told && !list.is_empty()).then(|| format!("{before}{}.", cell(&gaps.names(need, list)))));
        }
        parts.join(" ")
    };
    let mut lines: Vec<String> = need.groups.iter().map(group).collect();
    let idle: Vec<String> = need
        .pathways
        .iter()
        .filter(|offer| !offer.availability.may_run())
        .map(|offer| {
            let state = match offer.availability {
                Availability::NamedOnly => "only named",
                Availability::Gap => "said to be missing",
                Availability::NotStarted => "not yet begun",
                _ => "ended",
            };
            format!("{} ({state})", cell(offer.name))
        })
        .collect();
    lines.extend((!idle.is_empty()).then(|| format!("Known of: {}.", idle.join("; "))));
    lines.join("<br>")
}

fn cell(text: &str) -> String {
    text.replace('|', "\\|").replace('*', "\\*").replace('\n', " ")
}

/// Where a table that was written and the one that is wanted part.
pub fn difference(old: &str, new: &str) -> Option<String> {
    let (old, new): (Vec<&str>, Vec<&str>) = (old.lines().collect(), new.lines().collect());
    let at = (0..old.len().max(new.len())).find(|line| old.get(*line) != new.get(*line))?;
    let line = |lines: &[&str]| lines.get(at).copied().unwrap_or("(nothing)").to_owned();
    Some(format!(
        "tests/gaps/README.md is out of date at line {}: run WAYMARK_WRITE=1 cargo test --test gaps\n  there:  {}\n  wanted: {}",
        at + 1,
        line(&old),
        line(&new)
    ))
}
