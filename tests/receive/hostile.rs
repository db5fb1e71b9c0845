//! Files that are broken, cut off, newer, huge or made to do harm: each is refused for what it is, at its place, at once.

use super::{changed, read, some_file, support};
use serde_json::{Value, json};
use std::time::{Duration, Instant};
use waymark::receive::bounded::{LARGEST, MOST_MEMBERS, MOST_VALUES};
use waymark::receive::shape::{HEEDED, TOLD};
use waymark::receive::{Fault, Kind, Reply, reply};
use waymark::referral::json::SCHEMA;

fn refused(text: &str) -> Fault {
    let before = Instant::now();
    let fault = read(text, "2024-06-01").err().unwrap_or_else(|| panic!("read: {}", &text[..text.len().min(200)]));
    assert!(before.elapsed() < Duration::from_secs(5), "{fault} took {:?}", before.elapsed());
    // The same file is no reply either, and is refused as quickly.
    assert!(Reply::read(text.as_bytes(), &support::bundle().words).is_err());
    assert!(fault.to_string().len() < 600 && !fault.to_string().chars().any(char::is_control), "{fault}");
    fault
}

fn kind(text: &str) -> Kind {
    refused(text).kind
}

#[test]
fn what_is_no_json() {
    let pdf = "%PDF-1.7 not a referral";
    for text in [pdf, "{]", "{'a': 1}", "{} {}", "\u{feff}{}", "{\"a\": 01}", "[1,]"] {
        assert_eq!(kind(text), Kind::NotJson, "{text}");
    }
    let mut bytes = some_file().into_bytes();
    bytes[200] = 0xff;
    assert_eq!(waymark::receive::Received::read(&bytes, support::engine(), support::day("2024-06-01")).unwrap_err().kind, Kind::NotJson);
    let utf16: Vec<u8> = some_file().encode_utf16().flat_map(u16::to_le_bytes).collect();
    assert_eq!(waymark::receive::Received::read(&utf16, support::engine(), support::day("2024-06-01")).unwrap_err().kind, Kind::NotJson);
}

/// Wherever it is cut, it is told that it was cut.
#[test]
fn what_was_cut_off() {
    let file = some_file();
    for text in ["", " \n", "{"] {
        assert_eq!(kind(text), Kind::CutOff, "{text}");
    }
    let mut cuts = 0;
    for end in (1..file.trim_end().len()).step_by(997).filter(|end| file.is_char_boundary(*end)) {
        assert_eq!(kind(&file[..end]), Kind::CutOff, "{end}");
        cuts += 1;
    }
    assert!(cuts > 40, "{cuts}");
}

#[test]
fn what_is_something_else() {
    let (says, text) = (|text: &str| refused(text).found, "{\"format\": \"waymark-reply/1\"}");
    assert_eq!((kind(text), says(text).as_str()), (Kind::OtherFile, "\"waymark-reply/1\""));
    for text in ["[]", "7", "null", "\"a\"", "{}", "{\"format\": 1}", "{\"format\": \"waymark-referral\"}", "{\"format\": \"waymark-referral/x\"}"] {
        assert_eq!(kind(text), Kind::OtherFile, "{text}");
    }
    assert_eq!(says("{\"resourceType\": \"Bundle\"}"), "a FHIR resource");
    assert_eq!(kind("age-encryption.org/v1\n-> X25519 abc"), Kind::Sealed);
    assert_eq!(kind("-----BEGIN AGE ENCRYPTED FILE-----\nYWdl"), Kind::Sealed);
}

#[test]
fn what_is_newer() {
    assert_eq!(kind(&changed("/format", json!("waymark-referral/2"))), Kind::Newer);
    // A key that is not known: damaged where our version wrote it, newer where a newer one did.
    for (version, expected) in [("0.1.0", Kind::Broken), ("0.0.9", Kind::Broken), ("0.2.0", Kind::Newer), ("1.0", Kind::Newer)] {
        let mut file: Value = serde_json::from_str(&some_file()).unwrap();
        file["version"] = json!(version);
        file["new_part"] = json!({});
        let fault = refused(&file.to_string());
        assert_eq!((fault.kind, fault.at.as_str()), (expected, "/new_part"), "{version}");
    }
}

#[test]
fn what_is_broken_is_told_at_its_place() {
    let cases = [
        ("/extra", json!(1), "/extra"),
        ("/restricted/decision/extra", json!(1), "/restricted/decision/extra"),
        ("/restricted/decision/actions/0/extra", json!(1), "/restricted/decision/actions/0/extra"),
        ("/marking/extra", json!(1), "/marking/extra"),
        ("/on", json!("2024-02-30"), "/on"),
        ("/on", json!(7), "/on"),
        ("/mode", json!("receiving"), "/mode"),
        ("/risk", json!([]), "/risk"),
        ("/restricted/decision/tier", json!("severe"), "/restricted/decision/tier"),
        ("/restricted/decision/pathways", json!({}), "/restricted/decision/pathways"),
        ("/restricted", json!([]), "/restricted"),
        ("/packs", json!([]), "/packs"),
        ("/answers/person.age", json!("x"), "/answers/person.age"),
        ("/answers/person.age", json!(3.5), "/answers/person.age"),
        ("/answers/nobody", json!("x"), "/answers/nobody"),
        ("/answers/source.person.age", json!("hearsay"), "/answers/source.person.age"),
        ("/details/referrer/email", json!("nobody"), "/details/referrer/email"),
        ("/details/referrer/nickname", json!("A"), "/details/referrer/nickname"),
        ("/restricted/details/victim/postcode", json!("NR"), "/restricted/details/victim/postcode"),
        ("/details/person/name", json!("a\u{1}"), "/details/person/name"),
        ("/details/person/name", json!("a".repeat(301)), "/details/person/name"),
        ("/details/review_by", json!("soon"), "/details/review_by"),
        // What belongs in one part and stands in the other, or in both.
        ("/details/victim", json!({"name": "A"}), "/details/victim"),
        ("/restricted/details/person", json!({"name": "A"}), "/restricted/details/person/name"),
        ("/restricted/answers/person.age", json!(34), "/restricted/answers/person.age"),
        ("/restricted/answers/nobody", json!("x"), "/restricted/answers/nobody"),
        ("/restricted/details/declined", json!([{"reason": "x"}]), "/restricted/details/declined"),
    ];
    for (pointer, to, at) in cases {
        let fault = refused(&changed(pointer, to));
        assert_eq!((fault.kind, fault.at.as_str()), (Kind::Broken, at), "{fault}");
    }
    for key in ["/marking", "/version", "/on", "/mode", "/risk", "/restricted", "/recorded", "/packs", "/details", "/answers", "/restricted/answers"]
    {
        let mut file: Value = serde_json::from_str(&some_file()).unwrap();
        let (parent, key) = key.rsplit_once('/').unwrap();
        file.pointer_mut(parent).unwrap().as_object_mut().unwrap().remove(key);
        let fault = refused(&file.to_string());
        assert_eq!((fault.kind, fault.found), (Kind::Broken, format!("no \"{key}\"")));
    }
    // Answers to questions that are not asked here, in a file that says that it was asked others.
    let mut file: Value = serde_json::from_str(&some_file()).unwrap();
    file["packs"][0]["digest"] = json!(format!("sha256-{}", "0".repeat(64)));
    file["answers"]["nobody"] = json!("yes");
    assert_eq!(kind(&file.to_string()), Kind::OtherVocabulary);
}

#[test]
fn what_is_made_to_do_harm() {
    let at_root = |extra: &str| some_file().replacen('{', &format!("{{{extra},"), 1);
    let deep = |open: &str, close: &str, count: usize| format!("{}1{}", open.repeat(count), close.repeat(count));
    assert_eq!(kind(&deep("[", "]", 33)), Kind::Hostile);
    assert_eq!(kind(&deep("[", "]", 500_000)), Kind::Hostile);
    assert_eq!(kind(&deep("{\"a\":", "}", 200_000)), Kind::Hostile);
    assert_eq!(kind(&"[".repeat(1_000_000)), Kind::Hostile);
    assert_eq!(kind(&at_root(&format!("\"a\": {}", deep("[", "]", 40)))), Kind::Hostile);
    assert_eq!(kind(&format!("[{}1]", "1,".repeat(MOST_VALUES))), Kind::Hostile);
    assert_eq!(kind(&format!("[{}[]]", "[],".repeat(600_000))), Kind::Hostile);
    let members: String = (0..=MOST_MEMBERS).map(|i| format!("\"k{i}\":1,")).collect();
    assert_eq!(kind(&format!("{{{members}\"z\":1}}")), Kind::Hostile);
    let many: String = (0..MOST_VALUES).map(|i| format!("\"k{i}\":1,")).collect();
    assert_eq!(kind(&format!("{{{}}}", many.trim_end_matches(','))), Kind::Hostile);
    assert_eq!(kind(&changed("/restricted/details/narrative/seen", json!("a".repeat(1_900_000)))), Kind::Hostile);
    assert_eq!(kind(&at_root(&format!("\"{}\": 1", "k".repeat(500_000)))), Kind::Broken);
    for (twice, at) in [("\"mode\": \"community\"", "/mode"), ("\"answers\": {}", "/answers"), ("\"a\": {\"b~/\": 1, \"b~/\": 1}", "/a/b~0~1")] {
        let fault = refused(&at_root(twice));
        assert_eq!((fault.kind, fault.at.as_str()), (Kind::Hostile, at), "{fault}");
    }
    let fault = refused(&" ".repeat(LARGEST + 1));
    assert_eq!(fault.kind, Kind::TooLarge);
    // Signs that turn the text round or cannot be seen do not come into messages.
    let fault = refused(&at_root("\"\u{202e}\u{0}gnp\": 1".replace('\u{0}', "\\u0007").as_str()));
    assert_eq!((fault.kind, fault.at.as_str()), (Kind::Broken, "/\u{fffd}\u{fffd}gnp"));
}

/// Any one byte changed, or lost: never a panic, and never a file that passes for whole with another content.
#[test]
fn any_byte_spoiled() {
    let file = some_file();
    let mut dice = support::Dice(31);
    let own = read(&file, "2024-06-01").unwrap().reference;
    let (mut refusals, mut found) = (0, 0);
    for _ in 0..300 {
        let mut bytes = file.clone().into_bytes();
        let place = dice.roll(bytes.len());
        match dice.roll(3) {
            0 => drop(bytes.remove(place)),
            1 => bytes[place] = (dice.roll(256)) as u8,
            _ => bytes[place] ^= 1 << dice.roll(7),
        }
        match waymark::receive::Received::read(&bytes, support::engine(), support::day("2024-06-01")) {
            Err(_) => refusals += 1,
            Ok(received) if received.is_as_made_here() => {
                let same = serde_json::from_slice::<Value>(&bytes).ok() == serde_json::from_str(&file).ok();
                assert!(same || received.reference != own, "{place}");
            }
            Ok(_) => found += 1,
        }
    }
    assert!(refusals > 50 && found > 50, "{refusals} {found}");
}

/// What the schemas say in words that the reader does not heed would not be held against files.
#[test]
fn every_keyword_of_our_schemas_is_heeded() {
    fn keywords<'s>(schema: &'s Value, found: &mut Vec<&'s str>) {
        let Value::Object(members) = schema else { return };
        for (keyword, says) in members {
            found.push(keyword);
            match (keyword.as_str(), says) {
                ("properties" | "$defs", Value::Object(named)) => named.values().for_each(|schema| keywords(schema, found)),
                (_, Value::Array(several)) => several.iter().for_each(|schema| keywords(schema, found)),
                _ => keywords(says, found),
            }
        }
    }
    for schema in [SCHEMA, reply::SCHEMA] {
        let schema: Value = serde_json::from_str(schema).unwrap();
        let mut found = Vec::new();
        keywords(&schema, &mut found);
        assert!(found.len() > 30);
        found.iter().for_each(|keyword| assert!(HEEDED.contains(keyword) || TOLD.contains(keyword), "{keyword}"));
    }
}
