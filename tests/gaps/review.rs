//! What a review found by hand, as it stands in its file.

use toml::{Table, Value};

/// The findings of a review.
pub struct Review {
    pub area: String,
    pub on: String,
    pub points: Vec<Point>,
}

/// One finding.
pub struct Point {
    pub slide: String,
    pub number: i64,
    pub says: String,
    pub needs: Vec<String>,
    pub note: String,
}

impl Review {
    pub fn read(text: &str) -> Review {
        let table: Table = text.parse().expect("TOML");
        let points = table["point"].as_array().expect("points").iter().map(|point| Point::read(point.as_table().expect("a table")));
        Review { area: text_of(&table, "area"), on: table["on"].as_datetime().expect("a day").to_string(), points: points.collect() }
    }
}

impl Point {
    fn read(table: &Table) -> Point {
        let needs = table["needs"].as_array().expect("needs").iter().map(|need| need.as_str().expect("a text").to_owned());
        Point {
            slide: text_of(table, "slide"),
            number: table["number"].as_integer().expect("a number"),
            says: text_of(table, "says"),
            needs: needs.collect(),
            note: text_of(table, "note"),
        }
    }
}

fn text_of(table: &Table, key: &str) -> String {
    table.get(key).and_then(Value::as_str).unwrap_or_default().to_owned()
}
