//! Files that are no draft, or were one: each is refused with a reason, and what was there before stays.

use crate::support::{Dice, day, engine};
use crate::{ON, new, sessions, shown};
use serde_json::{Value, json};
use waymark::journey::draft::{LARGEST, What};

fn draft() -> Value {
    serde_json::from_str(&sessions(3, 12)[11].save(engine(), day(ON)).unwrap()).unwrap()
}

/// Opens it over a session with something in it, which has to stay as it was.
fn refused(bytes: &[u8]) -> (What, String) {
    let mut session = sessions(5, 4).remove(3);
    let before = shown(&session, engine(), day(ON));
    let fault = session.resume(engine(), bytes, day(ON)).expect_err("a fault");
    assert_eq!(shown(&session, engine(), day(ON)), before);
    assert!(!fault.found.is_empty() && !fault.expected.is_empty());
    (fault.what, fault.at)
}

fn changed(change: impl FnOnce(&mut Value)) -> Vec<u8> {
    let mut draft = draft();
    change(&mut draft);
    serde_json::to_vec(&draft).unwrap()
}

#[test]
fn what_is_no_draft_is_told_apart() {
    let whole = serde_json::to_vec(&draft()).unwrap();
    let deep = ["[".repeat(40), "]".repeat(40)].concat();
    let abyss = ["[".repeat(100_000), "]".repeat(100_000)].concat();
    let cases: Vec<(Vec<u8>, What)> = vec![
        (b"".to_vec(), What::NotJson),
        (b"   ".to_vec(), What::NotJson),
        (b"Dear all".to_vec(), What::NotJson),
        (vec![0xff; 50], What::NotJson),
        (whole[..whole.len() - 1].to_vec(), What::CutOff),
        (whole[..whole.len() / 2].to_vec(), What::CutOff),
        ([&whole[..], b"}"].concat(), What::NotJson),
        (b"[]".to_vec(), What::NotADraft),
        (b"{\"record\": 1}".to_vec(), What::NotADraft),
        (deep.into_bytes(), What::NotADraft),
        (abyss.into_bytes(), What::NotJson),
        (vec![b' '; LARGEST + 1], What::TooLarge),
        (changed(|draft| draft["waymark_draft"] = 0.into()), What::NotADraft),
        (changed(|draft| draft["waymark_draft"] = 3.into()), What::Newer),
        (changed(|draft| *draft = json!({"waymark_draft": 3, "everything": "else"})), What::Newer),
    ];
    for (number, (bytes, what)) in cases.into_iter().enumerate() {
        assert_eq!(refused(&bytes), (what, String::new()), "case {number}");
    }
}

#[test]
fn what_is_wrong_inside_is_named_with_its_place() {
    let cases: Vec<(Vec<u8>, &str)> = vec![
        (changed(|draft| draft["later"] = 1.into()), "/later"),
        (changed(|draft| drop(draft.as_object_mut().unwrap().remove("trail"))), "/trail"),
        (changed(|draft| draft["made"] = "yesterday".into()), "/made"),
        (changed(|draft| draft["mode"] = "author".into()), "/mode"),
        (changed(|draft| draft["answers"] = json!([])), "/answers"),
        (changed(|draft| draft["typed"] = json!({"person.age": 3})), "/typed"),
        (changed(|draft| draft["opened"] = json!({"children": 1e9})), "/opened"),
        (changed(|draft| draft["opened"] = json!({"children": 4_000_000_000_u32})), "/opened"),
        (changed(|draft| draft["place"] = json!({"page": "done", "stop": 1})), "/place/stop"),
        (changed(|draft| draft["place"]["at"] = 1.into()), "/place/at"),
        (changed(|draft| draft["trail"][0]["facts"] = "all".into()), "/trail/0/facts"),
        (changed(|draft| draft["packs"][0]["by"] = "us".into()), "/packs/0/by"),
        (changed(|draft| draft["from_check"] = "no".into()), "/from_check"),
        (changed(|draft| draft["beforehand"] = json!([{"fact": "person.age", "value": 40, "source": null}])), "/beforehand/0/from"),
        (changed(|draft| draft["beforehand"] = json!([{"fact": "person.age", "value": 40, "source": 1, "from": "A"}])), "/beforehand/0/source"),
        (
            changed(|draft| draft["beforehand"] = json!([{"fact": "person.age", "value": 40, "source": null, "from": "a\u{202e}b"}])),
            "/beforehand/0/from",
        ),
    ];
    for (bytes, at) in cases {
        assert_eq!(refused(&bytes), (What::Broken, at.into()));
    }
    let text = serde_json::to_string(&draft()).unwrap();
    for (once, twice, at) in [
        ("\"reason\":", "\"reason\":\"\",\"reason\":", "/reason"),
        ("\"place\":{", "\"place\":{\"page\":\"done\",", "/place/page"),
        ("\"answers\":{", "\"answers\":{\"a/b\":1,\"a/b\":1,", "/answers/a~1b"),
    ] {
        assert_eq!(refused(text.replacen(once, twice, 1).as_bytes()), (What::Broken, at.into()));
    }
}

/// A stranger's file must not hold up the page: neither with many names nor with many entries.
#[test]
fn many_names_are_refused_and_a_list_stays_short() {
    let many: Value = (0..600).map(|n| (format!("made.up{n}"), json!("yes"))).collect::<serde_json::Map<_, _>>().into();
    assert_eq!(refused(&changed(|draft| draft["answers"] = many)).0, What::Broken);
    let mut session = new();
    let paths =
        json!({"children.4000000000.name": "A", "children.31.name": "B", "children.01.name": "C", "nobody.name": "D", "children.2.name": "E"});
    let bytes = changed(|draft| {
        draft["details"] = paths;
        draft["opened"] = json!({"children": 999, "nobody": 5});
    });
    let resumed = session.resume(engine(), &bytes, day(ON)).unwrap();
    assert_eq!(resumed.lost.iter().map(|lost| lost.value.as_str()).collect::<Vec<_>>(), ["C", "B", "A", "D"]);
    assert_eq!((session.details.count("children"), session.details.get("children.2.name")), (30, "E"));
}

/// A file cannot hide a question by telling that it stands on another page.
#[test]
fn a_question_stands_only_on_its_own_pages() {
    let bundle = engine().bundle();
    let asks = bundle.journey.pages.iter().find(|page| page.facts.iter().any(|fact| bundle.vocabulary.name(*fact) == "now.danger")).unwrap();
    let bytes = changed(|draft| {
        draft["answers"] = json!({"user.role": "health", "area.person": draft["answers"]["area.person"]});
        draft["place"]["page"] = asks.id.as_str().into();
        draft["trail"] = json!([{"page": "check", "facts": ["now.danger"]}, {"page": asks.id, "facts": []}]);
    });
    let mut session = new();
    session.resume(engine(), &bytes, day(ON)).unwrap();
    let asked: Vec<&str> = session.asked_here(engine(), day(ON)).into_iter().map(|fact| bundle.vocabulary.name(fact)).collect();
    assert!(asked.contains(&"now.danger"), "{asked:?}");
}

#[test]
fn bytes_that_chance_changed_never_panic_and_never_change_what_is_there() {
    let mut dice = Dice(0xfeed_5eed_0bad_cafe);
    let originals: Vec<Vec<u8>> = sessions(13, 8).iter().map(|session| session.save(engine(), day(ON)).unwrap().into_bytes()).collect();
    let mut kept = new();
    let before = format!("{kept:?}");
    let (mut refused, mut opened) = (0, 0);
    for number in 0..8_000 {
        let mut bytes = originals[number % originals.len()].clone();
        for _ in 0..=dice.roll(4) {
            let at = dice.roll(bytes.len());
            match dice.roll(5) {
                0 => bytes[at] = dice.roll(256) as u8,
                1 => drop(bytes.remove(at)),
                2 => bytes.insert(at, b"{}[]\",:0\\\xff"[dice.roll(10)]),
                3 => bytes.truncate(at.max(1)),
                _ => {
                    let to = (at + dice.roll(40)).min(bytes.len());
                    let piece = bytes[at..to].to_vec();
                    let into = dice.roll(bytes.len());
                    bytes.splice(into..into, piece);
                }
            }
            if bytes.is_empty() {
                bytes.push(b'{');
            }
        }
        let mut session = if number % 50 == 0 { new() } else { kept.clone() };
        match session.resume(engine(), &bytes, day(ON)) {
            Ok(_) => {
                opened += 1;
                // What opened can be used.
                session.asked_here(engine(), day(ON));
                session.go_on(engine(), day(ON));
                session.save(engine(), day(ON)).unwrap();
            }
            Err(_) => {
                refused += 1;
                assert_eq!(format!("{session:?}"), before);
                kept = session;
            }
        }
    }
    assert!(refused > 4_000 && opened > 80, "{refused} refused, {opened} opened");
}
