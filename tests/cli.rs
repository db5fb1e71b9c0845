//! The built program, on each point of `contract.md` 1 and 2.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod support;

use serde_json::{Value, json};
use std::io::Write;
use std::process::{Command, Output, Stdio};
use support::{bundle, day, decide, ids, with, without};
use waymark::decide::explain::words::day_words;
use waymark::packs::text::languages;

fn run(arguments: &[&str], input: &[u8]) -> Output {
    let mut program = Command::new(env!("CARGO_BIN_EXE_waymark"))
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program");
    let mut stdin = program.stdin.take().expect("its input");
    let input = input.to_owned();
    let writer = std::thread::spawn(move || drop(stdin.write_all(&input)));
    let output = program.wait_with_output().expect("its output");
    writer.join().expect("the writer");
    output
}

fn stdout(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).expect("UTF-8")
}

#[track_caller]
fn done(arguments: &[&str], input: &str) -> String {
    let output = run(arguments, input.as_bytes());
    assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
    assert!(output.stderr.is_empty());
    stdout(&output)
}

/// Exit 2, nothing on standard output, one line on standard error that has all of these in it.
#[track_caller]
fn refused(arguments: &[&str], input: &[u8], parts: &[&str]) {
    let output = run(arguments, input);
    let error = String::from_utf8(output.stderr).expect("UTF-8");
    assert_eq!(output.status.code(), Some(2), "{error}");
    assert!(output.stdout.is_empty());
    assert_eq!(error.matches('\n').count(), 1, "{error:?}");
    assert!(error.ends_with('\n'));
    parts.iter().for_each(|part| assert!(error.contains(part), "no {part:?} in {error:?}"));
}

fn object(text: &str) -> Value {
    serde_json::from_str(text).expect("JSON")
}

const ON: [&str; 3] = ["decide", "--on", "2024-06-01"];

#[test]
fn decide_prints_one_decision() {
    let answers = json!({"area.person": "norfolk", "flag.strangulation": "yes", "rel.kind": "ex_partner", "person.age": 34});
    assert_eq!(object(&done(&ON, &answers.to_string())), decide(&answers));
    assert_eq!(object(&done(&["decide"], "{}"))["tier"], "not_enough_known");
}

#[test]
fn without_a_day_it_is_today() {
    let today = Command::new("date").args(["-u", "+%F"]).output().map(|out| String::from_utf8_lossy(&out.stdout).trim().to_owned());
    if let Ok(today) = today {
        let on = object(&done(&["decide"], "{}"))["on"].as_str().unwrap().to_owned();
        assert!(on >= today, "{on} is before {today}");
    }
}

#[test]
fn explain_says_it_in_words() {
    let text = done(&["explain", "--on", "2024-06-01"], r#"{"area.person": "norfolk", "flag.strangulation": "yes", "rel.kind": "ex_partner"}"#);
    for part in [
        "1 June 2024",
        "Strangled someone or stopped them breathing: Yes",
        "The Change Project",
        "Known to run until 31 March 2025",
        "0808 802 4040",
        "sha256-",
    ] {
        assert!(text.contains(part), "no {part:?} in {text}");
    }
    for key in ["explain.", "{", "}", "not_eligible", "cannot_tell", "via_panel"] {
        assert!(!text.contains(key), "{key:?} in {text}");
    }
}

#[test]
fn words_come_in_the_language_that_is_asked_for() {
    let answers = json!({"area.person": "norfolk", "flag.strangulation": "yes"}).to_string();
    let explain = |lang: &str| done(&["explain", "--on", "2024-06-01", "--lang", lang], &answers);
    assert_eq!(explain("en"), done(&["explain", "--on", "2024-06-01"], &answers));
    let polish = languages::built_in("pl").expect("Polish").unwrap_or_else(|faults| panic!("{}", faults[0]));
    let words = bundle().translated(&polish).words;
    assert!(explain("pl").contains(words.notice().expect("nobody has checked it yet")));
    assert!(explain("pl").contains(&day_words(&words, day("2024-06-01"))));
    let page = done(&["directory", "norfolk", "--format", "html", "--lang", "pl"], "");
    assert!(page.starts_with("<!DOCTYPE html>\n<html lang=\"pl\" dir=\"ltr\">") && page.contains(words.say("directory.way_in")));
    refused(&["directory", "norfolk", "--lang", "xx"], b"", &["--lang", "xx", "en, pl"]);
    refused(&["referral", "--lang", "pl"], b"", &["--lang"]);
}

#[test]
fn directory_lists_the_services_of_an_area() {
    let text = done(&["directory", "norfolk", "--on", "2024-06-01"], "");
    assert!(text.contains("# The Change Project\n") && text.contains("EVERY AREA: SERVICES"), "{text}");
    assert!(done(&["directory", "sussex_east", "--format", "html"], "").starts_with("<!DOCTYPE html>"));
    assert!(done(&["directory"], "").contains("# Norfolk MARAC"));
    refused(&["directory", "norfok"], b"", &["norfok", "did you mean `norfolk`?"]);
    refused(&["directory", "norfolk", "sussex"], b"", &["sussex"]);
    refused(&["directory", "norfolk", "--format", "json"], b"", &["--format", "json", "text or html"]);
}

#[test]
fn help_and_version() {
    for argument in ["--help", "-h"] {
        assert!(done(&[argument], "").contains("waymark decide"));
    }
    assert_eq!(done(&["--version"], ""), format!("waymark {}\n", env!("CARGO_PKG_VERSION")));
    assert!(done(&["decide", "--help"], "").contains("--lines"));
}

#[test]
fn arguments_that_will_not_do() {
    refused(&[], b"", &["no command"]);
    refused(&["decode"], b"", &["decode", "expected"]);
    refused(&["decide", "--on"], b"{}", &["--on"]);
    refused(&["decide", "--on", "2024-02-30"], b"{}", &["--on", "2024-02-30", "YYYY-MM-DD"]);
    refused(&["decide", "--on", "01/06/2024"], b"{}", &["--on"]);
    refused(&["decide", "--format", "json"], b"{}", &["--format"]);
    refused(&["decide", "more"], b"{}", &["more"]);
    refused(&["decide", "--packs", "/no/such/folder"], b"{}", &["/no/such/folder"]);
    refused(&["referral", "--format", "docx"], b"{}", &["--format", "docx", "expected json"]);
    refused(&["referral", "--format", "fhir"], b"{}", &["answers"]);
    refused(&["check", "/no/such/file.toml"], b"", &["/no/such/file.toml"]);
}

#[test]
fn answers_that_will_not_do() {
    let cases: [(&str, &[&str]); 24] = [
        (r#"{"flag.strangled": "yes"}"#, &["/flag.strangled", "unknown fact"]),
        (r#"{"flag/x~y": "yes"}"#, &["/flag~1x~0y"]),
        (r#"{"flag.strangulation": "maybe"}"#, &["/flag.strangulation", "maybe", "yes, no, unknown"]),
        (r#"{"flag.strangulation": "unsafe_to_ask"}"#, &["/flag.strangulation", "unsafe_to_ask"]),
        (r#"{"flag.strangulation": true}"#, &["/flag.strangulation", "true"]),
        (r#"{"flag.strangulation": null}"#, &["/flag.strangulation", "null"]),
        (r#"{"flag.strangulation": ["yes"]}"#, &["/flag.strangulation", "a list"]),
        (r#"{"person.age": "34"}"#, &["/person.age", "34", "whole number from 0 to 120"]),
        (r#"{"person.age": 34.5}"#, &["/person.age", "whole number"]),
        (r#"{"person.age": -1}"#, &["/person.age", "whole number"]),
        (r#"{"person.age": 121}"#, &["/person.age", "121"]),
        (r#"{"person.age": 34, "person.age_band": "16_17"}"#, &["/person.age", "16_17"]),
        (r#"{"adapt": "bsl"}"#, &["/adapt", "a list"]),
        (r#"{"adapt": ["bsl", "bsl"]}"#, &["/adapt", "each value once"]),
        (r#"{"adapt": ["signing"]}"#, &["/adapt", "bsl"]),
        (r#"{"risk.tool_date": "2024-02-30"}"#, &["/risk.tool_date", "2024-02-30", "YYYY"]),
        (r#"{"risk.tool_date": "30/02/2024"}"#, &["/risk.tool_date"]),
        (r#"{"flag.strangulation": "yes", "flag.strangulation": "no"}"#, &["/flag.strangulation", "twice"]),
        (r#"{"rel.context": "ipv"}"#, &["/rel.context", "worked out"]),
        (r#"{"harm.serious": "no"}"#, &["/harm.serious", "worked out"]),
        (r#"{"source.flag.strangulation": "a friend"}"#, &["/source.flag.strangulation", "victim_told_me"]),
        (r#"{"source.flag.strangled": "other_agency"}"#, &["/source.flag.strangled"]),
        (r#"{"source.rel.context": "other_agency"}"#, &["/source.rel.context"]),
        ("[]", &["the whole input", "a list", "an object"]),
    ];
    for (input, parts) in cases {
        refused(&["decide"], input.as_bytes(), parts);
        refused(&["decide"], input.as_bytes(), &["found", "expected"]);
        refused(&["explain"], input.as_bytes(), parts);
        refused(
            &["referral"],
            format!("{{\"answers\": {input}}}").as_bytes(),
            &["/answers"].iter().chain(if input == "[]" { &[] } else { parts }).copied().collect::<Vec<_>>(),
        );
    }
}

#[test]
fn what_is_no_json_is_pointed_at() {
    refused(&["decide"], b"", &["standard input:1:1", "found", "expected"]);
    refused(&["decide"], b"{\n  \"person.age\": 34,\n}", &["standard input:3:1"]);
    refused(&["decide"], b"{} {}", &["standard input:1:4"]);
    refused(&["decide"], b"{\"person.age\": 1e999}", &["standard input:1:"]);
    refused(&["decide"], b"{\"family.functioning_impact\": \"\xff\"}", &["standard input:1:"]);
    refused(&["decide"], b"{\"person.age\": 34", &["standard input:1:"]);
}

fn nested(levels: usize) -> String {
    format!("{{\"adapt\": {}{}}}", "[".repeat(levels - 1), "]".repeat(levels - 1))
}

#[test]
fn depth_is_bounded() {
    refused(&["decide"], nested(33).as_bytes(), &["too deep", "32"]);
    refused(&["decide"], nested(32).as_bytes(), &["/adapt"]);
    refused(&["decide"], nested(130).as_bytes(), &["too deep", "32"]);
    refused(&["decide"], nested(200_000).as_bytes(), &["too deep", "32"]);
    refused(&["referral"], format!("{{\"answers\": {}}}", nested(32)).as_bytes(), &["too deep", "32"]);
}

#[test]
fn size_is_bounded() {
    let large = format!("{{\"family.functioning_impact\": \"{}\"}}", "a".repeat(5 * 1024 * 1024));
    refused(&["decide"], large.as_bytes(), &["4194304 bytes"]);
    let long = format!("{{\"family.functioning_impact\": \"{}\"}}", "a".repeat(6_000));
    refused(&["decide"], long.as_bytes(), &["/family.functioning_impact", "a long text", "5000"]);
}

#[test]
fn sources_are_kept_and_change_no_decision() {
    let answers = json!({"flag.strangulation": "yes", "source.flag.strangulation": "victim_told_me", "source.now.danger": "not_stated"});
    assert_eq!(object(&done(&ON, &answers.to_string())), decide(&json!({"flag.strangulation": "yes"})));
    for origin in [
        "own_observation",
        "person_told_me",
        "victim_told_me",
        "child_told_me",
        "other_agency",
        "police_record",
        "court_record",
        "third_party",
        "not_stated",
    ] {
        done(&["decide"], &json!({"source.flag.strangulation": origin}).to_string());
    }
}

#[test]
fn lines_are_decided_one_by_one() {
    let input = "{\"flag.strangulation\": \"yes\"}\n{\"flag.strangled\": \"yes\"}\n\n{}\nnonsense\r\n{\"now.danger\": \"yes\"}";
    let output = run(&["decide", "--lines", "--on", "2024-06-01"], input.as_bytes());
    assert_eq!(output.status.code(), Some(1));
    assert!(output.stderr.is_empty());
    let lines: Vec<Value> = stdout(&output).lines().map(object).collect();
    assert_eq!(lines.len(), 6);
    assert_eq!(lines[0], decide(&json!({"flag.strangulation": "yes"})));
    for (line, part) in [(1, "/flag.strangled"), (2, "column"), (4, "column 2")] {
        assert_eq!(lines[line]["line"], json!(line + 1));
        assert!(lines[line]["error"].as_str().unwrap().contains(part), "{}", lines[line]);
        assert_eq!(lines[line].as_object().unwrap().len(), 2);
    }
    assert_eq!((&lines[3]["tier"], &lines[5]["tier"]), (&json!("not_enough_known"), &json!("immediate")));
}

#[test]
fn good_lines_are_exit_0_and_a_long_line_is_one_bad_line() {
    let output = run(&["decide", "--lines"], b"{}\n{}\n");
    assert_eq!((output.status.code(), stdout(&output).lines().count()), (Some(0), 2));
    assert_eq!(done(&["decide", "--lines"], ""), "");
    let long = format!("{{}}\n{}\n{}\n{{}}\n", "x".repeat(5 * 1024 * 1024), nested(40));
    let output = run(&["decide", "--lines"], long.as_bytes());
    let lines: Vec<Value> = stdout(&output).lines().map(object).collect();
    assert_eq!((output.status.code(), lines.len()), (Some(1), 4));
    assert!(lines[1]["error"].as_str().unwrap().contains("4194304"));
    assert!(lines[2]["error"].as_str().unwrap().contains("too deep"));
    assert_eq!(lines[3]["tier"], "not_enough_known");
}

#[test]
fn a_reader_that_goes_away_is_no_crash() {
    let mut program = Command::new(env!("CARGO_BIN_EXE_waymark"))
        .args(["decide", "--lines"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    drop(program.stdout.take());
    let mut stdin = program.stdin.take().unwrap();
    drop(stdin.write_all("{}\n".repeat(200).as_bytes()));
    drop(stdin);
    let output = program.wait_with_output().unwrap();
    assert_eq!(String::from_utf8_lossy(&output.stderr), "");
    assert_eq!(output.status.code(), Some(0));
}

fn folder(name: &str) -> std::path::PathBuf {
    let folder = std::path::Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    drop(std::fs::remove_dir_all(&folder));
    std::fs::create_dir_all(&folder).unwrap();
    folder
}

const PACKS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/public/packs");

#[test]
fn check_finds_nothing_wrong_in_the_built_in_packs() {
    let out = done(&["check"], "");
    assert!(out.contains("national.toml") && out.contains("norfolk.toml"), "{out}");
    done(&["check", &format!("{PACKS}/norfolk.toml")], "");
    done(&["check", "--packs", PACKS], "");
}

#[test]
fn export_writes_rules_and_cases_for_other_engines() {
    let on = ["--on", "2024-06-01"];
    let rules = object(&done(&["export", "norfolk", "--format", "json-logic", on[0], on[1]], ""));
    assert_eq!(rules["areas"], json!(["norfolk"]));
    let graph = object(&done(&["export", "--format", "jdm", on[0], on[1]], ""));
    assert_eq!((&graph["nodes"][0]["type"], &graph["waymark"]["packs"][1]), (&json!("inputNode"), &Value::Null));
    let lines = |random: &str| done(&["export", "norfolk", "--format", "cases", "--random", random, on[0], on[1]], "");
    let (few, more) = (lines("0"), lines("20"));
    assert!(more.starts_with(&few) && more.lines().count() == few.lines().count() + 20);
    let case = object(more.lines().last().expect("a case"));
    let decision = decide(&case["answers"]);
    assert_eq!((&case["expected"]["tier"], &case["expected"]["fired"]), (&decision["tier"], &json!(ids(&decision, "fired"))));
}

#[test]
fn export_says_what_it_takes() {
    refused(&["export", "norfolk"], b"", &["--format", "json-logic, jdm or cases"]);
    refused(&["export", "norfolk", "--format", "dmn"], b"", &["--format", "dmn"]);
    refused(&["export", "norfok", "--format", "jdm"], b"", &["AREA", "norfok", "norfolk"]);
    refused(&["export", "norfolk", "--format", "cases", "--random", "many"], b"", &["--random", "many"]);
    refused(&["export", "norfolk", "--format", "jdm", "--random", "1"], b"", &["--random", "cases"]);
    refused(&["decide", "--random", "1"], b"{}", &["--random"]);
}

#[test]
fn check_points_at_a_fault_in_a_named_file() {
    let file = folder("check").join("norfolk.toml");
    let text = std::fs::read_to_string(format!("{PACKS}/norfolk.toml")).unwrap();
    let wrong = text.replacen("{ \"harm.serious\" = \"yes\" }", "{ \"harm.seriuos\" = \"yes\" }", 1);
    let (line, column) = wrong.lines().enumerate().find_map(|(i, line)| line.find("\"harm.seriuos\"").map(|at| (i + 1, at + 1))).unwrap();
    std::fs::write(&file, &wrong).unwrap();
    let shown = file.display().to_string();
    let output = run(&["check", &shown], b"");
    let out = stdout(&output);
    assert_eq!(output.status.code(), Some(1), "{out}");
    assert!(output.stderr.is_empty());
    assert!(out.starts_with(&format!("{shown}:{line}:{column}: ")), "{out}");
    assert!(out.contains("harm.seriuos") && out.contains("did you mean `harm.serious`?"), "{out}");
    std::fs::write(&file, "id = ").unwrap();
    assert_eq!(run(&["check", &shown], b"").status.code(), Some(1));
    std::fs::write(&file, b"id = \"\xff\"").unwrap();
    refused(&["check", &shown], b"", &["norfolk.toml:1:7", "UTF-8"]);
}

#[test]
fn packs_come_from_a_folder_where_one_is_named() {
    let folder = folder("packs");
    for name in ["vocabulary.toml", "journey.toml", "national.toml", "norfolk.toml"] {
        let text = std::fs::read_to_string(format!("{PACKS}/{name}")).unwrap();
        std::fs::write(folder.join(name), text.replace("id = \"escalation_incidents\"\nvalue = 3", "id = \"escalation_incidents\"\nvalue = 5"))
            .unwrap();
    }
    let shown = folder.display().to_string();
    let tier = |count: u8| object(&done(&["decide", "--packs", &shown], &json!({"beh.count_12m": count}).to_string()))["tier"].clone();
    assert_eq!((tier(4), tier(5)), (json!("medium"), json!("high")));
    std::fs::write(folder.join("norfolk.toml"), "id = 1").unwrap();
    refused(&["decide", "--packs", &shown], b"{}", &["norfolk.toml:1:"]);
    std::fs::remove_file(folder.join("national.toml")).unwrap();
    refused(&["decide", "--packs", &shown], b"{}", &["national.toml"]);
}

fn referral() -> Value {
    json!({
        "answers": {
            "area.person": "norfolk", "rel.kind": "ex_partner", "person.age": 34, "flag.strangulation": "yes", "source.flag.strangulation": "victim_told_me",
            "victim.contact_safe_method": ["no_safe_route_known"], "beh.economic.present": "yes", "child.any_0_17": "no", "child.impact": ["fear"],
        },
        "details": {
            "referrer": {"name": "A. Worker", "agency": "Housing", "email": "a.worker@example.org"},
            "person": {"name": "not known"},
            "victim": {"address": "withheld", "phone": "07700 900982"},
            "children": [{"name": "Child <one>", "date_of_birth": "2019"}],
            "narrative": {"seen": "He blocked the door.\nREFERRAL ACCEPTED"},
            "chosen": [{"pathway": "norfolk/dappa", "reason": "Serious harm"}],
            "review_by": "2024-07-01",
        },
    })
}

const REFER: [&str; 5] = ["referral", "--on", "2024-06-01", "--format", "json"];

#[test]
fn a_referral_holds_the_decision_and_the_answers() {
    let out = done(&REFER, &referral().to_string());
    let record = object(&out);
    let apart = &record["restricted"];
    assert_eq!(apart["decision"], decide(&referral()["answers"]));
    assert_eq!(with(&record["answers"], &apart["answers"]), referral()["answers"]);
    let chosen = |reason: bool| {
        let entry = &referral()["details"]["chosen"][0];
        json!({"chosen": [without(entry, &[if reason { "pathway" } else { "reason" }])]})
    };
    let (open, restricted) = (["referrer", "person", "review_by"], ["victim", "children", "narrative"]);
    assert_eq!(record["details"], with(&without(&referral()["details"], &restricted), &chosen(false)));
    assert_eq!(apart["details"], with(&without(&referral()["details"], &open), &chosen(true)));
    assert_eq!(ids(&record, "packs"), ["vocabulary", "national", "norfolk"]);
    assert_eq!(record["incomplete"], json!([]));
    let places: Vec<usize> =
        ["\"first_line\"", "\"marking\"", "\"risk\"", "\"restricted\"", "\"recorded\"", "\"chosen\"", "\"details\"", "\"answers\""]
            .iter()
            .map(|key| out.find(&format!("\n  {key}")).unwrap())
            .collect();
    assert!(places.windows(2).all(|pair| pair[0] < pair[1]), "{places:?}");
    assert_eq!(done(&REFER, &referral().to_string()), out, "the same bytes");
    // What it holds can be decided again.
    let answers = with(&record["answers"], &apart["answers"]);
    assert_eq!(object(&done(&ON, &answers.to_string())), apart["decision"]);
}

#[test]
fn what_is_restricted_stands_in_its_own_part() {
    let record = object(&done(&REFER, &referral().to_string()));
    let apart = &record["restricted"];
    let facts = |part: &Value| part["recorded"].as_array().unwrap().iter().map(|item| item["fact"].as_str().unwrap().to_owned()).collect::<Vec<_>>();
    assert_eq!(facts(apart), ["flag.strangulation", "child.impact", "victim.contact_safe_method"]);
    assert_eq!(apart["recorded"][0]["restricted_by"], "origin");
    assert!(!without(&record, &["restricted"]).to_string().contains("strangulation"));
    let secret = ids(apart, "do_not_disclose");
    for id in
        ["do_not_tell_plans", "flag.strangulation", "child.impact", "victim.contact_safe_method", "victim.address", "children.name", "narrative.seen"]
    {
        assert!(secret.contains(&id.into()), "{id} in {secret:?}");
    }
    assert!(!secret.contains(&"person.age".into()) && !secret.contains(&"referrer.name".into()));
    // Without the source it may stand with the others.
    let mut open = referral();
    open["answers"].as_object_mut().unwrap().remove("source.flag.strangulation");
    assert!(!object(&done(&REFER, &open.to_string()))["restricted"]["recorded"].to_string().contains("flag.strangulation"));
}

#[test]
fn do_not_contact_stands_in_the_first_line() {
    let face = |format: &str| done(&["referral", "--on", "2024-06-01", "--format", format], &referral().to_string());
    assert!(face("text").lines().next().unwrap().contains("DO NOT CONTACT"));
    assert!(face("json").lines().nth(1).unwrap().contains("Do not contact"));
    let html = face("html");
    assert!(html.find("Do not contact").unwrap() < html.find("<h1>").unwrap());
}

#[test]
fn what_somebody_wrote_cannot_pass_for_the_page() {
    let html = done(&["referral", "--on", "2024-06-01", "--format", "html"], &referral().to_string());
    assert!(html.contains("Child &lt;one&gt;") && !html.contains("Child <one>"));
    assert!(html.starts_with("<!DOCTYPE html>\n<html lang=\"en\" dir=\"ltr\">"));
    for (open, close) in [("<ul>", "</ul>"), ("<dl>", "</dl>"), ("<li>", "</li>")] {
        assert_eq!(html.matches(open).count(), html.matches(close).count(), "{open}");
    }
    for loads in ["http-equiv", "<script", "src=", "url(", "<link"] {
        assert!(!html.contains(loads), "{loads}");
    }
    let text = done(&["referral", "--on", "2024-06-01", "--format", "text"], &referral().to_string());
    assert!(text.lines().any(|line| line == "    REFERRAL ACCEPTED"), "{text}");
    for key in ["referral.", "details.", "explain."] {
        let is_key = |at: usize| text[at + key.len()..].starts_with(|sign: char| sign.is_ascii_lowercase());
        assert!(!text.match_indices(key).any(|(at, _)| is_key(at)), "{key} in {text}");
    }
}

#[test]
fn a_referral_lists_what_was_not_given_and_refuses_what_is_wrong() {
    let record = object(&done(&REFER, r#"{"answers": {}}"#));
    assert_eq!(record["incomplete"], json!(["referrer.name", "referrer.agency", "referrer.phone", "person.name", "review_by"]));
    let community = object(&done(&REFER, r#"{"answers": {"user.role": "community_ambassador"}, "details": {"referrer": {"agency": "Rovers"}}}"#));
    assert_eq!(community["incomplete"], json!(["referrer.phone"]));
    let about = |details: Value| json!({"answers": {"area.person": "norfolk"}, "details": details}).to_string();
    let cases: [(Value, &[&str]); 14] = [
        (json!({"referrer": {"email": "nobody"}}), &["/details/referrer/email", "nobody", "name@example.com"]),
        (json!({"referrer": {"phone": "soon"}}), &["/details/referrer/phone"]),
        (json!({"victim": {"postcode": "NR"}}), &["/details/victim/postcode"]),
        (json!({"children": [{"name": "A"}, {"name": "B", "date_of_birth": "30/02/2019"}]}), &["/details/children/1/date_of_birth"]),
        (json!({"review_by": "2024-05-31"}), &["/details/review_by", "today or later"]),
        (json!({"chosen": [{"pathway": "norfolk/nothing"}]}), &["/details/chosen/0/pathway", "norfolk/nothing"]),
        (json!({"referrer": {"nickname": "A"}}), &["/details/referrer/nickname", "unknown field"]),
        (json!({"referer": {}}), &["/details/referer", "unknown section"]),
        (json!({"referrer": {"name": 7}}), &["/details/referrer/name", "7", "a text"]),
        (json!({"children": {}}), &["/details/children", "a list"]),
        (json!({"children": ["A"]}), &["/details/children/0"]),
        (json!({"children": vec![json!({}); 31]}), &["/details/children", "31"]),
        (json!({"person": {"name": "a".repeat(301)}}), &["/details/person/name", "a long text", "300"]),
        (json!([]), &["/details", "a list"]),
    ];
    for (details, parts) in cases {
        refused(&REFER, about(details).as_bytes(), parts);
    }
    refused(&REFER, br#"{"details": {}}"#, &["answers"]);
    refused(&REFER, br#"{"answers": {}, "answers": {}}"#, &["/answers", "twice"]);
    refused(&REFER, br#"{"answers": {}, "detail": {}}"#, &["/detail"]);
    refused(&REFER, br#"{"answers": {}, "details": {"referrer": {"name": "A", "name": "B"}}}"#, &["/details/referrer/name", "twice"]);
    refused(
        &REFER,
        br#"{"answers": {"who.mutual_claim": "yes", "area.person": "norfolk"}, "details": {"chosen": [{"pathway": "norfolk/change_project"}]}}"#,
        &["/details/chosen/0/pathway", "specialist"],
    );
}

fn schema() -> (boon::Schemas, boon::SchemaIndex) {
    let mut schemas = boon::Schemas::new();
    let mut compiler = boon::Compiler::new();
    compiler.add_resource("referral.json", object(&done(&["referral", "--format", "schema"], ""))).unwrap();
    let index = compiler.compile("referral.json", &mut schemas).unwrap_or_else(|error| panic!("{error:#}"));
    (schemas, index)
}

#[test]
fn referrals_are_as_the_schema_says() {
    let (schemas, index) = schema();
    let mut records = vec![object(&done(&REFER, &referral().to_string())), object(&done(&REFER, r#"{"answers": {}}"#))];
    records.push(object(&done(
        &REFER,
        r#"{"answers": {"who.mutual_claim": "yes", "now.danger": "yes", "person.age": 15, "risk.tool_date": "2024-01", "adapt": ["bsl"]}}"#,
    )));
    for seed in 1..6 {
        let answers = support::some_answers(&mut support::Dice(seed * 977), 5, 4);
        records.push(object(&done(&REFER, &json!({"answers": answers}).to_string())));
    }
    for record in &records {
        schemas.validate(record, index).unwrap_or_else(|error| panic!("{error:#}"));
    }
    let wrong: [(&str, Value); 12] = [
        ("/risk/tier", json!("severe")),
        ("/on", json!("01/06/2024")),
        ("/mode", json!("receiving")),
        ("/details/referrer/nickname", json!("A")),
        ("/restricted/details/children/0/date_of_birth", json!("soon")),
        ("/details/children", json!([])),
        ("/restricted/details/referrer", json!({})),
        ("/details/referrer/email", json!("nobody")),
        ("/packs/0/digest", json!("sha256-0")),
        ("/restricted/decision/still_possible", json!(["severe"])),
        ("/answers/person.age", json!(3.5)),
        ("/extra", json!(1)),
    ];
    for (pointer, value) in wrong {
        let mut record = records[0].clone();
        let (parent, key) = pointer.rsplit_once('/').unwrap();
        record.pointer_mut(parent).unwrap()[key] = value;
        assert!(schemas.validate(&record, index).is_err(), "{pointer}");
    }
    for key in ["/marking", "/risk", "/restricted", "/details", "/answers", "/packs", "/restricted/do_not_disclose", "/restricted/decision"] {
        let mut record = records[0].clone();
        let (parent, key) = key.rsplit_once('/').unwrap();
        record.pointer_mut(parent).unwrap().as_object_mut().unwrap().remove(key);
        assert!(schemas.validate(&record, index).is_err(), "without {key}");
    }
}

#[test]
fn the_schema_names_every_detail() {
    let schema = object(&done(&["referral", "--format", "schema"], ""));
    let (open, restricted) = (&schema["properties"]["details"], &schema["properties"]["restricted"]["properties"]["details"]);
    for field in waymark::referral::fields::FIELDS {
        let section = &if field.restricted { restricted } else { open }["properties"][field.section()];
        let own = match (field.repeats(), field.path.contains('.')) {
            (true, _) => &section["items"]["properties"][field.name()],
            (false, true) => &section["properties"][field.name()],
            (false, false) => section,
        };
        assert!(own["title"].is_string(), "{}", field.path);
    }
    let count = [open, restricted].map(|details| details.to_string().matches("\"title\"").count()).iter().sum::<usize>();
    assert_eq!(count, waymark::referral::fields::FIELDS.len(), "a detail that is not in FIELDS, or in both parts");
}

/// A referral goes out and comes in: as it was made, changed, and spoiled.
#[test]
fn a_referral_is_received() {
    let made = done(&REFER, &referral().to_string());
    let receive = ["receive", "--on", "2024-06-01"];
    let text = done(&receive, &made);
    assert!(text.starts_with("!!! DO NOT CONTACT") && text.contains("follows from its answers"), "{text}");
    let out = run(&receive, made.replace("\"tier\": \"high\"", "\"tier\": \"medium\"").as_bytes());
    assert_eq!(out.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&out.stdout).contains("THIS FILE WAS CHANGED"));
    assert_eq!(run(&["receive", "--on", "2026-11-23"], made.as_bytes()).status.code(), Some(1), "since then a programme has ended");
    refused(&receive, &made.as_bytes()[..5_000], &["ends too early"]);
    refused(&receive, b"{}", &["another kind of file"]);
    refused(&receive, made.replace("waymark-referral/1", "waymark-referral/2").as_bytes(), &["/format", "newer version"]);
    refused(&receive, &vec![b'['; 3_000_000], &["too large"]);
    refused(&receive, &vec![b'['; 1_000_000], &["too deep"]);
    refused(&["receive", "--format", "json"], b"{}", &["--format", "text or schema"]);
    let schema = object(&done(&["receive", "--format", "schema"], ""));
    assert_eq!(schema["title"], "Waymark reply");
}
