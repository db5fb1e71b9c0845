//! The readable table: what each seed says, and what carries it.

use super::citations;
use super::references::Known;
use super::rows::{Row, Seed};

const HEAD: &str = "# What becomes of every fact of the seeds

Waymark rests on five public papers, the seeds. Each fact in them has a number. This table says, for every one, what carries it: a rule, a question,
a service, a line of advice, a field of the referral. Where nothing does, it says why.

Made from `seeds.toml` by `WAYMARK_WRITE=1 cargo test --test traceability`. Do not write here.

- What carries a fact names the seed in its own source. What is marked with a circle (°) serves the fact too, and rests on another source.
- A field of the referral, a page, a word of the screen and a test have no source of their own.
";

/// The whole table.
pub fn write(seeds: &[Seed], known: &Known<'_>, rows: &[Row]) -> String {
    let mut out = HEAD.to_owned();
    out.push_str(&summary(seeds, rows));
    for seed in seeds {
        out.push_str(&format!("\n## {}: {}\n\n| fact | what the seed says | what carries it |\n|---|---|---|\n", seed.key, seed.title));
        for row in rows.iter().filter(|row| row.seed() == seed.key) {
            out.push_str(&format!("| {} | {} | {} |\n", row.id, cell(&row.says), carriers(known, row)));
        }
    }
    out.push_str(&without_citation(known, rows));
    out
}

fn summary(seeds: &[Seed], rows: &[Row]) -> String {
    let mut out = "\n| seed | facts | carried | carry nothing |\n|---|---|---|---|\n".to_owned();
    let line = |name: &str, of: &dyn Fn(&Row) -> bool| {
        let (idle, carried): (Vec<&Row>, Vec<&Row>) = rows.iter().filter(|row| of(row)).partition(|row| !row.nothing.is_empty());
        format!("| {name} | {} | {} | {} |\n", idle.len() + carried.len(), carried.len(), idle.len())
    };
    for seed in seeds {
        out.push_str(&line(seed.key, &|row| row.seed() == seed.key));
    }
    out.push_str(&line("all", &|_| true));
    out
}

fn carriers(known: &Known<'_>, row: &Row) -> String {
    if !row.nothing.is_empty() {
        return format!("*Nothing.* {}", cell(&row.nothing));
    }
    let line = |reference: &String, mark: &str| match known.find(reference) {
        Ok(carrier) => format!("{}{mark}: {} `{reference}`", carrier.what, cell(&carrier.says)),
        Err(wrong) => wrong,
    };
    let mut lines: Vec<String> = row.carried_by.iter().map(|one| line(one, "")).collect();
    lines.extend(row.beside.iter().map(|one| line(one, "°")));
    lines.extend((!row.note.is_empty()).then(|| format!("*{}*", cell(&row.note))));
    lines.join("<br>")
}

fn cell(text: &str) -> String {
    text.replace('|', "\\|").replace('*', "\\*").replace('\n', " ")
}

/// The facts of which no source of a carrier names the seed: what carries them has no source, or another.
fn without_citation(known: &Known<'_>, rows: &[Row]) -> String {
    let named =
        |reference: &String, seed: &str| known.find(reference).ok().and_then(|carrier| carrier.source).is_some_and(|s| citations::names(&s, seed));
    let none = |row: &&Row| row.nothing.is_empty() && !row.carried_by.iter().any(|one| named(one, row.seed()));
    let ids: Vec<&str> = rows.iter().filter(none).map(|row| row.id.as_str()).collect();
    format!(
        "\n## Where the citation cannot be checked\n\nWhat carries these has no source of its own (a field, a page, a test), or rests on another source: {}.\n",
        if ids.is_empty() { "none".into() } else { ids.join(", ") }
    )
}

/// The first line in which the table in the folder differs from what it must be.
pub fn differences(there: &str, wanted: &str) -> Vec<String> {
    if there == wanted {
        return Vec::new();
    }
    let (mut old, mut new) = (there.lines(), wanted.lines());
    for number in 1.. {
        match (old.next(), new.next()) {
            (Some(old), Some(new)) if old == new => {}
            (old, new) => {
                let (old, new) = (old.unwrap_or("nothing"), new.unwrap_or("nothing"));
                return vec![format!(
                    "tests/traceability/README.md is out of date at line {number}: run WAYMARK_WRITE=1 cargo test --test traceability\n  there:  {old}\n  wanted: {new}"
                )];
            }
        }
    }
    Vec::new()
}
