//! `waymark receive --key`: a sealed referral is read as the same file unsealed; what the key does not open is one line on standard error.

use super::{WORDS, key};
use std::fs;
use std::io::Write;
use std::process::{Command, Output, Stdio};
use waymark::seal::{seal, seal_to};

fn run(arguments: &[&str], input: &[u8]) -> Output {
    let mut waymark = Command::new(env!("CARGO_BIN_EXE_waymark"));
    let mut running = waymark.args(arguments).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("the program");
    running.stdin.take().unwrap().write_all(input).unwrap();
    running.wait_with_output().unwrap()
}

#[test]
fn a_sealed_referral_is_received_with_its_key_or_its_passphrase() {
    let input = br#"{"answers": {"area.person": "norfolk", "flag.strangulation": "yes"}, "details": {"person": {"name": "not known"}}}"#;
    let made = run(&["referral", "--on", "2024-06-01"], input).stdout;
    let plain = run(&["receive", "--on", "2024-06-01"], &made);
    assert!(plain.status.success() && !plain.stdout.is_empty());
    let ((public, secret), (_, other)) = (key(), key());
    let file = std::env::temp_dir().join(format!("waymark-receive-{}.txt", std::process::id()));
    let receive = ["receive", "--on", "2024-06-01", "--key", file.to_str().unwrap()];
    let (to_key, with_words) = (seal_to(&made, &public).unwrap(), seal(&made, WORDS).unwrap());
    let key_file = format!("# created: 2026-11-23\n# public key: {public}\n{secret}\n");
    for (opens, sealed) in [(key_file.as_str(), &to_key), (&format!("{WORDS}\n"), &with_words)] {
        fs::write(&file, opens).unwrap();
        let out = run(&receive, sealed);
        assert!(out.status.success() && out.stdout == plain.stdout, "{}", String::from_utf8_lossy(&out.stderr));
    }
    let cut = &to_key[..to_key.len() / 2];
    for (opens, sealed, says) in [
        (other.as_str(), to_key.as_slice(), "other_key"),
        (WORDS, &to_key, "for_a_key"),
        (&secret, &with_words, "for_a_passphrase"),
        ("another passphrase", &with_words, "wrong_passphrase"),
        (&secret, cut, "broken"),
        (&secret, &made, "not_sealed"),
        ("", &to_key, "for_a_key"),
    ] {
        fs::write(&file, opens).unwrap();
        let out = run(&receive, sealed);
        let told = String::from_utf8_lossy(&out.stderr).into_owned();
        assert!(out.status.code() == Some(2) && out.stdout.is_empty() && told.lines().count() == 1 && told.contains(says), "{says}: {told}");
        assert!(!told.contains(&secret) && !told.contains(WORDS), "{told}");
    }
    fs::remove_file(&file).unwrap();
    assert_eq!(run(&receive, &to_key).status.code(), Some(2), "no such file");
    assert!(String::from_utf8_lossy(&run(&["receive"], &to_key).stderr).contains("sealed"));
}
