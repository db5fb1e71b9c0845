//! The rows of `seeds.toml`: read strictly, numbered without a hole, each saying what carries its fact or why nothing does.

use std::collections::HashSet;
use toml::{Table, Value};

/// A seed document.
pub struct Seed {
    /// How it is cited, such as `S0`.
    pub key: &'static str,
    /// How many facts it holds, numbered from 1.
    pub count: u16,
    /// What it is.
    pub title: &'static str,
}

impl Seed {
    /// The ids of its facts, in order.
    pub fn ids(&self) -> impl Iterator<Item = String> {
        (1..=self.count).map(|number| format!("{}-{number:02}", self.key))
    }
}

/// What becomes of one fact.
#[derive(Clone, Default)]
pub struct Row {
    /// The fact's id, such as `S0-15`.
    pub id: String,
    /// What the seed says, in our words.
    pub says: String,
    /// What carries it. Whatever of this has a source names the seed there.
    pub carried_by: Vec<String>,
    /// What carries it too, but rests on another source.
    pub beside: Vec<String>,
    /// What is to be known about it.
    pub note: String,
    /// Why nothing carries it.
    pub nothing: String,
}

impl Row {
    /// The seed it is from.
    pub fn seed(&self) -> &str {
        self.id.split('-').next().unwrap_or_default()
    }

    /// All that it refers to.
    pub fn references(&self) -> impl Iterator<Item = &String> {
        self.carried_by.iter().chain(&self.beside)
    }
}

/// Reads the rows, or says what is not understood.
pub fn read(text: &str) -> Result<Vec<Row>, Vec<String>> {
    let table: Table = text.parse().map_err(|fault| vec![format!("no TOML: {fault}")])?;
    let mut faults: Vec<String> = table.keys().filter(|key| *key != "fact").map(|key| format!("`{key}` is not known here")).collect();
    let entries = table.get("fact").and_then(Value::as_array).into_iter().flatten().filter_map(Value::as_table);
    let rows = entries.map(|entry| row(entry, &mut faults)).collect();
    if faults.is_empty() { Ok(rows) } else { Err(faults) }
}

fn row(entry: &Table, faults: &mut Vec<String>) -> Row {
    let mut row = Row::default();
    for (key, value) in entry {
        let understood = match key.as_str() {
            "id" => value.as_str().map(|text| row.id = text.into()),
            "says" => value.as_str().map(|text| row.says = text.into()),
            "note" => value.as_str().map(|text| row.note = text.into()),
            "nothing" => value.as_str().map(|text| row.nothing = text.into()),
            "carried_by" => texts(value).map(|list| row.carried_by = list),
            "beside" => texts(value).map(|list| row.beside = list),
            _ => None,
        };
        if understood.is_none() {
            faults.push(format!("{}: `{key}` is not understood", row.id));
        }
    }
    row
}

fn texts(value: &Value) -> Option<Vec<String>> {
    value.as_array()?.iter().map(|item| item.as_str().map(str::to_owned)).collect()
}

/// Facts without a row, rows without a fact, facts with two rows, rows in the wrong place.
pub fn numbering(seeds: &[Seed], rows: &[Row]) -> Vec<String> {
    let ids: Vec<String> = seeds.iter().flat_map(Seed::ids).collect();
    let place = |row: &Row| ids.iter().position(|id| *id == row.id);
    let mut faults = Vec::new();
    for id in &ids {
        match rows.iter().filter(|row| row.id == *id).count() {
            0 => faults.push(format!("{id}: no row")),
            1 => {}
            _ => faults.push(format!("{id}: two rows or more")),
        }
    }
    faults.extend(rows.iter().filter(|row| place(row).is_none()).map(|row| format!("{}: no such fact", row.id)));
    let swapped = rows.windows(2).filter(|pair| place(&pair[0]) > place(&pair[1]) && place(&pair[1]).is_some());
    faults.extend(swapped.map(|pair| format!("{}: stands after {}", pair[1].id, pair[0].id)));
    faults
}

/// What is wrong with one row by itself.
pub fn shape(row: &Row) -> Vec<String> {
    let mut faults = Vec::new();
    let mut must = |holds: bool, wrong: &str| {
        if !holds {
            faults.push(format!("{}: {wrong}", row.id));
        }
    };
    let carried = row.references().next().is_some();
    must(!row.says.trim().is_empty(), "does not tell what the seed says");
    must(carried || !row.nothing.is_empty(), "says neither what carries it nor why nothing does");
    must(!carried || row.nothing.is_empty(), "says both what carries it and why nothing does");
    must(row.nothing.is_empty() || is_a_sentence(&row.nothing), "the reason why nothing carries it is one sentence");
    let distinct: HashSet<&String> = row.references().collect();
    must(distinct.len() == row.references().count(), "names something twice");
    must(![&row.says, &row.note, &row.nothing].into_iter().any(|text| is_private(text)), "holds somebody's address or number");
    faults
}

fn is_a_sentence(text: &str) -> bool {
    text.ends_with('.') && text.matches(". ").count() == 0 && text.split(' ').count() >= 5
}

/// An e-mail address, or a telephone number: a nought and nine digits or more, spaces left out.
fn is_private(text: &str) -> bool {
    let joined: String = text.chars().filter(|c| *c != ' ').collect();
    let numbers = joined.split(|c: char| !c.is_ascii_digit());
    text.contains('@') || numbers.into_iter().any(|digits| digits.starts_with('0') && digits.len() >= 10)
}
