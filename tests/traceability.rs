//! Every fact of the five seed documents is carried by something that somebody can see or that decides, or `seeds.toml` says why
//! not. `WAYMARK_WRITE=1 cargo test --test traceability` writes the readable table anew.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

#[path = "traceability/citations.rs"]
mod citations;
#[path = "traceability/references.rs"]
mod references;
#[path = "traceability/rows.rs"]
mod rows;
mod support;
#[path = "traceability/table.rs"]
mod table;

use references::Known;
use rows::{Row, Seed};
use std::collections::HashSet;
use std::path::PathBuf;
use support::bundle;

/// The seeds, with how many facts each holds: S0-01 to S0-48 and so on. No number is left out.
const SEEDS: [Seed; 5] = [
    Seed { key: "S0", count: 48, title: "Norfolk PCC decision notice 15/2024, The Change Project, Serious Violence Duty" },
    Seed { key: "S1", count: 50, title: "Norfolk PCC decision notice 21/2023, The Change Project, The Change Hub" },
    Seed { key: "S2", count: 26, title: "Strategic briefing PR049, early response, Lincolnshire and Sussex, 2017" },
    Seed { key: "S3", count: 61, title: "Northumbria Violence Reduction Unit, slides of 28 March 2023" },
    Seed { key: "S4", count: 23, title: "Cumbria PCC decision 031/2017, Turning the Spotlight" },
];

fn rows() -> Vec<Row> {
    rows::read(include_str!("traceability/seeds.toml")).unwrap_or_else(|faults| panic!("{}", faults.join("\n")))
}

fn known() -> Known<'static> {
    Known::new(bundle())
}

#[track_caller]
fn none(faults: Vec<String>) {
    assert!(faults.is_empty(), "\n{}", faults.join("\n"));
}

#[test]
fn every_fact_has_its_row() {
    none(rows::numbering(&SEEDS, &rows()));
}

#[test]
fn every_row_is_written_as_it_must_be() {
    none(rows().iter().flat_map(rows::shape).collect());
}

#[test]
fn every_reference_names_something() {
    none(references::unknown(&known(), &rows()));
}

#[test]
fn what_carries_a_fact_names_its_seed() {
    none(references::uncited(&known(), &rows()));
}

#[test]
fn what_is_cited_is_a_fact_and_carries_something() {
    let idle: HashSet<String> = rows().into_iter().filter(|row| !row.nothing.is_empty()).map(|row| row.id).collect();
    none(citations::astray(&SEEDS, &idle, &known().cited()));
}

#[test]
fn the_table_is_up_to_date() {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/traceability/README.md");
    let table = table::write(&SEEDS, &known(), &rows());
    if std::env::var_os("WAYMARK_WRITE").is_some() {
        std::fs::write(&path, &table).expect("a table");
    }
    none(table::differences(&std::fs::read_to_string(&path).unwrap_or_default(), &table));
}

/// The test tested: each fault is found where it is put in, and nothing is found where there is none.
mod finds {
    use super::*;

    const TWO: [Seed; 1] = [Seed { key: "S0", count: 2, title: "A seed" }];

    fn row(id: &str, carried_by: &[&str]) -> Row {
        Row {
            id: id.into(),
            says: "The person lives in Norfolk.".into(),
            carried_by: carried_by.iter().map(|&id| id.into()).collect(),
            ..Row::default()
        }
    }

    fn good(id: &str) -> Row {
        row(id, &["criterion:norfolk/change_project#serious_or_repeat"])
    }

    #[track_caller]
    fn one(faults: Vec<String>, says: &str) {
        assert!(faults.len() == 1 && faults[0].contains(says), "{faults:?}");
    }

    #[test]
    fn rows_that_are_missing_there_twice_unknown_or_out_of_order() {
        none(rows::numbering(&TWO, &[good("S0-01"), good("S0-02")]));
        one(rows::numbering(&TWO, &[good("S0-01")]), "S0-02: no row");
        one(rows::numbering(&TWO, &[good("S0-01"), good("S0-01"), good("S0-02")]), "S0-01: two rows");
        one(rows::numbering(&TWO, &[good("S0-01"), good("S0-02"), good("S0-03")]), "S0-03: no such fact");
        one(rows::numbering(&TWO, &[good("S0-01"), good("S0-02"), good("S0-2")]), "S0-2: no such fact");
        one(rows::numbering(&TWO, &[good("S0-02"), good("S0-01")]), "S0-01: stands after S0-02");
    }

    #[test]
    fn rows_that_say_too_little_or_too_much() {
        none(rows::shape(&good("S0-01")));
        one(rows::shape(&row("S0-01", &[])), "says neither what carries it nor why nothing does");
        let reason = || "It is the history of a funding round.".to_owned();
        none(rows::shape(&Row { nothing: reason(), ..row("S0-01", &[]) }));
        one(rows::shape(&Row { nothing: reason(), ..good("S0-01") }), "both");
        one(rows::shape(&Row { nothing: "No use".into(), ..row("S0-01", &[]) }), "one sentence");
        one(rows::shape(&Row { nothing: "History. Of a round. Of funding.".into(), ..row("S0-01", &[]) }), "one sentence");
        one(rows::shape(&Row { says: String::new(), ..good("S0-01") }), "what the seed says");
        one(rows::shape(&row("S0-01", &["rule:H5", "rule:H5"])), "twice");
        for private in ["Write to officer@force.example.", "Call 01632 960 001 and ask.", "Call 07700900982."] {
            one(rows::shape(&Row { says: private.into(), ..good("S0-01") }), "address or number");
        }
        none(rows::shape(&Row { says: "It gave 169,674.48 pounds from 2024 to 2025, decision 15/2024.".into(), ..good("S0-01") }));
    }

    #[test]
    fn a_file_that_is_not_understood() {
        let wrong = |text: &str| rows::read(text).err().unwrap_or_default().join("\n");
        assert!(wrong("[[fact]]\nid = 1").contains("`id`"));
        assert!(wrong("[[fact]]\nid = \"S0-01\"\ncaried_by = []").contains("`caried_by`"));
        assert!(wrong("[[facts]]").contains("`facts`"));
        assert!(wrong("[[fact").contains("TOML"));
    }

    #[test]
    fn references_to_nothing() {
        let wrong = [
            ("pathway:norfolk/change_projekt", "no pathway"),
            ("pathway:norfolk/change_project#telephone", "no part"),
            ("pathway:suffolk/change_project", "no pack"),
            ("criterion:norfolk/change_project#serious", "no criterion"),
            ("supports:norfolk/change_project#area", "no argument"),
            ("against:norfolk/change_project#wants_to_stop", "no argument"),
            ("window:norfolk/change_project#2024-04-02", "no window"),
            ("rule:H9", "no rule"),
            ("stop:danger", "no stop"),
            ("action:marac", "no action"),
            ("local:sussex/adult_safeguarding", "no words of the area"),
            ("safety:SR21", "no safety rule"),
            ("guidance:national/shared_duty", "no line"),
            ("fact:flag.choking", "no question"),
            ("fact:harm.serious", "no question"),
            ("fact:beh.*.colour", "no question"),
            ("value:child.impact#sad", "no value"),
            ("derived:flag.strangulation", "no derived fact"),
            ("origin:rumour", "no way of knowing"),
            ("tier:severe", "no tier"),
            ("contact:national/cads", "no contact"),
            ("source:sussex/S0", "no source"),
            ("words:result.titel", "no words"),
            ("detail:narrative.sean", "no detail"),
            ("referral:restricted.decision.pathways.preventive", "no field"),
            ("page:danger", "no page"),
            ("test:properties#nothing_changes", "no test"),
            ("test:property#protected_characteristics_change_nothing", "no test"),
            ("outcome:reoffending", "no kind of reference"),
            ("change_project", "no kind of reference"),
        ];
        for (reference, says) in wrong {
            one(references::unknown(&known(), &[row("S0-01", &[reference])]), says);
            let beside = Row { beside: vec![reference.into()], ..row("S0-01", &[]) };
            one(references::unknown(&known(), &[beside]), says);
        }
    }

    #[test]
    fn references_of_every_kind_are_resolved() {
        let right = [
            "pathway:norfolk/change_project",
            "pathway:norfolk/change_project#not_for",
            "criterion:norfolk/change_project#area",
            "supports:norfolk/change_project#wants_to_stop",
            "against:norfolk/change_project#unsteady_now",
            "window:norfolk/change_project#2024-04-01",
            "rule:H5",
            "stop:possible_victim",
            "action:marac_referral",
            "local:norfolk/marac_referral",
            "safety:SR20",
            "guidance:norfolk/shared_duty",
            "fact:flag.strangulation",
            "fact:beh.*.severity",
            "value:child.impact#school_difficulty",
            "derived:harm.serious",
            "origin:child_told_me",
            "tier:standard",
            "contact:norfolk/cads",
            "source:sussex/S2",
            "words:step.recognise",
            "detail:children.impact",
            "detail:review_by",
            "referral:restricted.decision.pathways.prevention",
            "referral:marking.agency",
            "referral:recorded.restricted_by",
            "page:danger-now",
            "test:properties#protected_characteristics_change_nothing",
        ];
        none(references::unknown(&known(), &[row("S0-01", &right)]));
    }

    #[test]
    fn carriers_that_rest_on_something_else() {
        let faults = |carried_by: &str, beside: &str| {
            let beside = Vec::from_iter((!beside.is_empty()).then(|| beside.to_owned()));
            references::uncited(&known(), &[Row { beside, ..row("S0-15", &[carried_by]) }])
        };
        none(faults("criterion:norfolk/change_project#serious_or_repeat", ""));
        none(faults("detail:review_by", ""));
        one(faults("supports:norfolk/change_project#wants_to_stop", ""), "does not name S0");
        one(faults("rule:H5", ""), "does not name S0");
        none(faults("detail:review_by", "rule:H5"));
        one(faults("detail:review_by", "criterion:norfolk/change_project#serious_or_repeat"), "names S0");
        one(faults("rule:S1", ""), "does not name S0");
    }

    #[test]
    fn citations_that_lead_nowhere() {
        let cited = |source: &str| citations::astray(&TWO, &HashSet::from(["S0-02".to_owned()]), &[("here".into(), source.into())]);
        none(cited("S0-01; domain.md C(iii) S1; [S0-99]"));
        none(cited("S0 1.3"));
        one(cited("S0-03"), "S0-03");
        one(cited("S5-01"), "S5-01");
        one(cited("S0-02"), "carries nothing");
        one(cited("S0-01..02"), "carries nothing");
        assert_eq!(cited("S0-01..04").len(), 3);
    }

    #[test]
    fn a_table_that_is_out_of_date() {
        let table = table::write(&SEEDS, &known(), &rows());
        none(table::differences(&table, &table));
        one(table::differences("", &table), "WAYMARK_WRITE=1");
        one(table::differences(&table.replacen("S0-48", "S0-49", 1), &table), "line");
        let mut fewer = rows();
        fewer.pop();
        one(table::differences(&table, &table::write(&SEEDS, &known(), &fewer)), "line");
    }
}
