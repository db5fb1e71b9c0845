//! A decision table while it is written: columns are what is looked at, rows the ways in which something holds.

use serde::Serialize;
use std::collections::BTreeMap;

use super::cells::{cell, field, heading, quoted};
use crate::prove::export::model::Model;
use crate::prove::export::test::{Literal, Subject, Test};

/// The most rows that one condition may come to: nobody reads more.
const MOST_ROWS: usize = 1_000;

/// A table's content, as the editor keeps it.
#[derive(Serialize)]
pub struct Table {
    #[serde(rename = "hitPolicy")]
    hit: Hit,
    inputs: Vec<Column>,
    outputs: Vec<Column>,
    rules: Vec<BTreeMap<String, String>>,
    #[serde(rename = "inputField")]
    input_field: Option<String>,
    #[serde(rename = "outputPath")]
    output_path: Option<String>,
    #[serde(rename = "executionMode")]
    mode: &'static str,
    #[serde(rename = "passThrough")]
    pass_through: bool,
}

/// Which rows count.
#[derive(Clone, Copy, Serialize)]
#[serde(rename_all = "camelCase")]
pub enum Hit {
    /// The first that fits.
    First,
    /// All that fit.
    Collect,
}

#[derive(Serialize)]
struct Column {
    id: String,
    name: String,
    field: String,
}

/// A table while it is written.
pub struct Sheet<'a> {
    model: &'a Model<'a>,
    inputs: Vec<Column>,
    outputs: Vec<Column>,
    rows: Vec<BTreeMap<String, String>>,
}

impl<'a> Sheet<'a> {
    /// An empty table with these outputs.
    pub fn new(model: &'a Model<'a>, outputs: &[&str]) -> Sheet<'a> {
        let mut sheet = Sheet { model, inputs: Vec::new(), outputs: Vec::new(), rows: Vec::new() };
        outputs.iter().for_each(|name| sheet.output(name));
        sheet
    }

    /// Adds an output.
    pub fn output(&mut self, name: &str) {
        self.outputs.push(Column { id: format!("out{:02}", self.outputs.len() + 1), name: name.into(), field: name.into() });
    }

    /// Adds a row for each way in which the test holds.
    pub fn rows(&mut self, test: &Test, says: &str, outputs: &[&str]) -> Result<(), String> {
        let too_many =
            || format!("{}: found a condition of more than {MOST_ROWS} rows, expected one that a table can hold", outputs.first().unwrap_or(&""));
        for way in test.ways(MOST_ROWS).ok_or_else(too_many)? {
            let mut looked: Vec<(Subject, Vec<&Literal>)> = Vec::new();
            for literal in way {
                match looked.iter_mut().find(|(subject, _)| *subject == literal.subject()) {
                    Some((_, literals)) => literals.push(literal),
                    None => looked.push((literal.subject(), vec![literal])),
                }
            }
            let cells = looked.iter().map(|(subject, literals)| {
                let value = literals.first().and_then(|literal| literal.places().first().copied()).unwrap_or(0);
                (heading(self.model, *subject), field(self.model, *subject, value), cell(self.model, literals))
            });
            let cells = cells.collect();
            self.row(cells, says, outputs);
        }
        Ok(())
    }

    /// Adds one row of cells, each with its column's name and field.
    pub fn row(&mut self, cells: Vec<(String, String, String)>, says: &str, outputs: &[&str]) {
        let mut row = BTreeMap::from([("_id".into(), format!("row{:03}", self.rows.len() + 1)), ("_description".into(), says.into())]);
        for (name, field, cell) in cells {
            row.insert(self.column(name, field), cell);
        }
        for (column, output) in self.outputs.iter().zip(outputs) {
            row.insert(column.id.clone(), quoted(output));
        }
        self.rows.push(row);
    }

    /// The column's id; a new column where there is none yet.
    fn column(&mut self, name: String, field: String) -> String {
        if let Some(column) = self.inputs.iter().find(|column| column.field == field) {
            return column.id.clone();
        }
        let id = format!("in{:02}", self.inputs.len() + 1);
        self.inputs.push(Column { id: id.clone(), name, field });
        id
    }

    /// The finished table: every cell is there, an empty one where anything will do.
    pub fn into_table(mut self, hit: Hit, output_path: Option<String>) -> Table {
        for row in &mut self.rows {
            for column in &self.inputs {
                row.entry(column.id.clone()).or_default();
            }
        }
        let Sheet { inputs, outputs, rows: rules, .. } = self;
        Table { hit, inputs, outputs, rules, input_field: None, output_path, mode: "single", pass_through: true }
    }
}
