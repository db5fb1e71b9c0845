//! What must hold of the packs holds whatever is answered; where a pack is spoilt, the answers on which it fails are the smallest
//! and the decision that runs confirms them.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::process::{Command, Stdio};
use waymark::facts::raw::Raw;
use waymark::packs::Bundle;
use waymark::packs::text::files::{PackFile, PackFiles};
use waymark::packs::text::load;
use waymark::prove::claims::{self, Claims};
use waymark::prove::properties::{Trial, Verdict, prove};
use waymark::prove::setting::Place;

fn read(files: &PackFiles) -> (Bundle, Claims) {
    let bundle = load(files).unwrap_or_else(|faults| panic!("{}", faults[0]));
    let claims = claims::read(files, &bundle).unwrap_or_else(|faults| panic!("{}", faults[0]));
    (bundle, claims)
}

/// The built-in packs with one text in one file replaced.
fn spoilt(file: &str, from: &str, to: &str) -> PackFiles {
    let mut files = PackFiles::built_in();
    let text = files.text(file);
    assert_eq!(text.matches(from).count(), 1, "{from}");
    files.replace(PackFile { name: file.into(), text: text.replace(from, to) });
    files
}

fn tried(files: &PackFiles, place: &str) -> Trial {
    let (bundle, claims) = read(files);
    prove(&bundle, &claims, &[place.to_owned()], None).remove(0)
}

fn verdict(trial: &Trial, number: u16) -> &Verdict {
    &trial.findings.iter().find(|finding| finding.number == number).expect("the claim").verdict
}

fn json(raw: &[(String, Raw)]) -> String {
    serde_json::to_string(&Raw::Object(raw.to_vec())).expect("JSON")
}

#[test]
fn the_built_in_packs_keep_every_claim() {
    let (bundle, claims) = read(&PackFiles::built_in());
    assert!(claims.claims.len() >= 12 && claims.dangers.len() > 90);
    let places: Vec<String> = Place::all(&bundle).iter().map(|place| place.id().to_owned()).collect();
    assert_eq!(places.len(), 6);
    let (bundle, claims) = (&bundle, &claims);
    std::thread::scope(|scope| {
        let trials: Vec<_> = places.iter().map(|place| scope.spawn(move || prove(bundle, claims, std::slice::from_ref(place), None))).collect();
        for trial in trials.into_iter().flat_map(|thread| thread.join().unwrap()) {
            for finding in &trial.findings {
                assert!(finding.verdict.is_proved(), "{}: {} {:?}", trial.place, finding.says, finding.verdict);
            }
        }
    });
}

#[test]
fn a_sign_that_is_not_looked_at_is_found_with_that_answer_alone() {
    let from = "when = { any = [\n  { \"flag.strangulation\" = \"yes\" },\n  { \"now.threat_to_kill\" = [\"past_12m\", \"this_week_or_now\"] },\n  { \"flag.weapon";
    let trial = tried(&spoilt("national.toml", from, &from.replace("  { \"flag.strangulation\" = \"yes\" },\n", "")), "national");
    let Verdict::Refuted(refutations) = verdict(&trial, 10) else { panic!("{trial:?}") };
    assert_eq!(json(refutations[0].answers.as_ref().unwrap()), r#"{"flag.strangulation":"yes"}"#);
    assert_eq!(refutations[0].wrong, "the tier is lower than high");
    assert!(verdict(&trial, 1).is_proved());
}

#[test]
fn a_stop_that_cannot_stand_makes_a_claim_empty() {
    let from = "when = { any = [\n  { \"who.mutual_claim\" = \"yes\" },\n  { \"who.may_be_self_defence\" = \"yes\" },\n] }\nforbids = \"pathways\"";
    let to = "when = { all = [\n  { \"who.mutual_claim\" = \"yes\" },\n  { not = { \"who.mutual_claim\" = \"yes\" } },\n] }\nforbids = \"pathways\"";
    let trial = tried(&spoilt("national.toml", from, to), "national");
    assert!(matches!(verdict(&trial, 5), Verdict::Empty(why) if why == "no answers make the stop possible_victim stand"), "{:?}", verdict(&trial, 5));
}

#[test]
fn without_room_nothing_is_called_proved() {
    let (bundle, claims) = read(&PackFiles::built_in());
    let trials = prove(&bundle, &claims, &["national".to_owned()], Some(500));
    assert!(trials[0].findings.iter().all(|finding| matches!(finding.verdict, Verdict::NotProved)), "{trials:?}");
}

#[test]
fn a_claim_that_names_what_is_not_there_is_a_fault() {
    let mut files = PackFiles::built_in();
    let text = files.text(claims::FILE).replace("first = \"call_999\"", "first = \"call_998\"");
    files.replace(PackFile { name: claims::FILE.into(), text });
    let bundle = load(&files).unwrap_or_else(|faults| panic!("{}", faults[0]));
    let faults = claims::read(&files, &bundle).expect_err("a fault");
    assert!(faults[0].to_string().contains("no action is called `call_998`"), "{}", faults[0]);
    assert!(faults[0].to_string().contains("did you mean `call_999`"), "{}", faults[0]);
}

fn waymark(arguments: &[&str]) -> (i32, String, String) {
    let output = Command::new(env!("CARGO_BIN_EXE_waymark")).args(arguments).stdin(Stdio::null()).output().expect("waymark");
    (output.status.code().unwrap(), String::from_utf8(output.stdout).unwrap(), String::from_utf8(output.stderr).unwrap())
}

#[test]
fn the_command_proves_refutes_and_refuses() {
    let (status, out, _) = waymark(&["prove", "national"]);
    assert_eq!(status, 0, "{out}");
    assert!(out.ends_with("16 proved\n"), "{out}");

    // An area that a pack serves is as good as the pack's id; the answers can be decided on as they stand.
    let folder = std::env::temp_dir().join(format!("waymark-prove-{}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    let from = "forbids = \"pathways\"\nsays = \"The person you are worried about";
    for file in spoilt("national.toml", from, &from.replace("pathways", "nothing")).packs {
        std::fs::write(folder.join(&file.name), &file.text).unwrap();
    }
    let shown = folder.to_str().unwrap();
    let (status, out, _) = waymark(&["prove", "northumbria_newcastle", "--format", "json", "--packs", shown]);
    assert_eq!(status, 1, "{out}");
    let trials: serde_json::Value = serde_json::from_str(&out).unwrap();
    let stops = trials[0]["properties"].as_array().unwrap().iter().find(|property| property["property"] == 5).unwrap();
    assert_eq!(stops["verdict"], "refuted");
    let refutation = &stops["refutations"][0];
    let answers = folder.join("answers.json");
    std::fs::write(&answers, refutation["answers"].to_string()).unwrap();
    let on = refutation["on"].as_str().unwrap_or("2020-01-01");
    let decided = Command::new(env!("CARGO_BIN_EXE_waymark"))
        .args(["decide", "--packs", shown, "--on", on])
        .stdin(std::fs::File::open(&answers).unwrap())
        .output()
        .unwrap();
    let decision: serde_json::Value = serde_json::from_slice(&decided.stdout).unwrap();
    assert_eq!(decision["stops"], serde_json::json!(["possible_victim"]));
    assert!(decision["pathways"].as_array().unwrap().iter().any(|pathway| pathway["recommended"] == true), "{decision}");
    std::fs::remove_dir_all(&folder).unwrap();

    let (status, out, complaint) = waymark(&["prove", "norfork"]);
    assert_eq!((status, out.as_str()), (2, ""));
    assert!(complaint.contains("did you mean `norfolk`"), "{complaint}");
}
