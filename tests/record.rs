//! The record: everything that was given stands in each face, and what is restricted stands in the restricted part alone.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

#[path = "record/canaries.rs"]
mod canaries;
mod support;
#[path = "record/whole.rs"]
mod whole;

use serde_json::{Value, json};
use support::{engine, without};
use waymark::blocks::html::{Page, to_html};
use waymark::blocks::text::to_text;
use waymark::facts::Answers;
use waymark::referral::text::Part;
use waymark::referral::{Details, Referral};

/// A referral in its three faces, each in its open and its restricted part.
pub struct Faces {
    /// What anybody at the service may read: JSON, text, HTML.
    pub open: [String; 3],
    /// The restricted part of each.
    pub restricted: [String; 3],
}

/// The faces of a referral. What is cut out of them is held against the whole: nothing is lost, and nothing is added.
pub fn faces(answers: &Answers, details: &Details) -> Faces {
    let referral = Referral::new(engine(), answers, details, support::day("2024-06-01"));
    let json: Value = serde_json::from_str(&referral.to_json()).unwrap();
    let blocks = |restricted: bool| -> Vec<_> {
        Part::ALL.into_iter().filter(|part| part.is_restricted() == restricted).flat_map(|part| referral.part(part)).collect()
    };
    let (open, restricted) = (blocks(false), blocks(true));
    let page = Page { lang: "", dir: "", title: "", skip: "", contents: "", head: "", number: "" };
    let html = |blocks: &[_]| to_html(&page, blocks).split("<main").nth(1).unwrap().to_owned();
    let faces = Faces {
        open: [without(&json, &["restricted"]).to_string(), to_text(&open), html(&open)],
        restricted: [json["restricted"].to_string(), to_text(&restricted), html(&restricted)],
    };
    let lines = |text: &str| {
        let mut lines: Vec<String> = text.lines().filter(|line| !line.trim().is_empty()).map(str::to_owned).collect();
        lines.sort();
        lines
    };
    assert_eq!(lines(&referral.to_text()), lines(&format!("{}{}", faces.open[1], faces.restricted[1])));
    let marks = |html: &str| html.matches("<li>").count() + html.matches("<dt>").count() + html.matches("<h3>").count();
    assert_eq!(marks(&referral.to_html()), marks(&faces.open[2]) + marks(&faces.restricted[2]));
    faces
}

/// An answered case as an ambassador, or as a professional.
pub fn told_by(role: &str, case: &Value) -> Value {
    support::with(case, &json!({"user.role": role}))
}
