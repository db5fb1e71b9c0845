//! Sealed files: opened again by whom they are for, by nobody else, and each other file is refused with its own reason. That the
//! format's own program opens them too is tested where it is installed (`seal/other.rs`).
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

#[path = "seal/other.rs"]
mod other;
#[path = "seal/received.rs"]
mod received;
mod support;

use age::secrecy::ExposeSecret;
use support::Dice;
use waymark::seal::{LARGEST, MOST_WORK, SealFault, WORK, open, open_with, seal, seal_to};

const WORDS: &str = "correct horse battery staple";
const TOLD: &[u8] = b"{\"waymark_draft\": 1, \"answers\": {\"now.danger\": \"yes\"}}";

/// A new key: its public and its secret half.
fn key() -> (String, String) {
    let identity = age::x25519::Identity::generate();
    (identity.to_public().to_string(), identity.to_string().expose_secret().to_owned())
}

/// The file without its armour.
fn bare(sealed: &[u8]) -> Vec<u8> {
    let mut bare = Vec::new();
    std::io::Read::read_to_end(&mut age::armor::ArmoredReader::new(sealed), &mut bare).unwrap();
    bare
}

/// Bytes with one piece of text in place of another.
fn with(bytes: &[u8], old: &str, new: &str) -> Vec<u8> {
    let at = bytes.windows(old.len()).position(|window| window == old.as_bytes()).expect("the old text");
    [&bytes[..at], new.as_bytes(), &bytes[at + old.len()..]].concat()
}

#[test]
fn what_is_sealed_with_a_passphrase_is_text_and_opens_with_it_alone() {
    let sealed = seal(TOLD, WORDS).unwrap();
    let text = std::str::from_utf8(&sealed).unwrap();
    assert!(text.starts_with("-----BEGIN AGE ENCRYPTED FILE-----\n") && text.lines().all(|line| line.len() <= 64));
    assert!(!text.contains("danger") && String::from_utf8_lossy(&bare(&sealed)).contains(&format!(" {WORK}\n")));
    assert_eq!(open(&sealed, WORDS), Ok(TOLD.to_vec()));
    assert_eq!(open(&sealed, " correct horse battery staple\n"), Ok(TOLD.to_vec()), "blanks around it do not count");
    for other in ["", "correct horse battery stapl", "Correct horse battery staple"] {
        assert_eq!(open(&sealed, other), Err(SealFault::WrongPassphrase));
    }
    assert_ne!(seal(TOLD, WORDS).unwrap(), sealed, "no two files are alike");
    assert_eq!(seal(TOLD, "   elevensigns   "), Err(SealFault::ShortPassphrase));
}

#[test]
fn what_is_sealed_to_a_key_opens_with_its_secret_half_alone() {
    let ((public, secret), (_, other)) = (key(), key());
    let sealed = seal_to(TOLD, &public).unwrap();
    assert_eq!(open_with(&sealed, &secret), Ok(TOLD.to_vec()));
    assert_eq!(open_with(&bare(&sealed), &format!("{secret}\n")), Ok(TOLD.to_vec()));
    assert_eq!(open_with(&sealed, &other), Err(SealFault::OtherKey));
    assert_eq!(open(&sealed, WORDS), Err(SealFault::ForAKey));
    assert_eq!(open_with(&seal(TOLD, WORDS).unwrap(), &secret), Err(SealFault::ForAPassphrase));
    for no_key in ["", "age1", secret.as_str(), "age1qqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqq", "someone@example.org"] {
        assert_eq!(seal_to(TOLD, no_key), Err(SealFault::NotAKey), "{no_key}");
    }
    assert_eq!(open_with(&sealed, &public), Err(SealFault::NotAKey));
}

#[test]
fn files_of_any_length_come_back() {
    let (public, secret) = key();
    for length in [0, 1, 65_535, 65_536, 65_537, 131_072, LARGEST / 2] {
        let plain: Vec<u8> = (0..length).map(|i| i as u8).collect();
        assert!(open_with(&seal_to(&plain, &public).unwrap(), &secret).as_ref() == Ok(&plain), "{length}");
    }
    assert_eq!(seal_to(&vec![0; LARGEST / 2 + 1], &public), Err(SealFault::TooLarge));
    assert_eq!(open(&vec![0; LARGEST + 1], WORDS), Err(SealFault::TooLarge));
}

#[test]
fn an_e_mail_may_stand_around_it() {
    let (public, secret) = key();
    let sealed = String::from_utf8(seal_to(TOLD, &public).unwrap()).unwrap();
    let mail = format!("\u{feff}Dear colleague,\r\n\r\n{}\r\nKind regards\r\n", sealed.replace('\n', "\r\n"));
    assert_eq!(open_with(mail.as_bytes(), &secret), Ok(TOLD.to_vec()));
    assert_eq!(open_with(mail.replace("-----END", "-----").as_bytes(), &secret), Err(SealFault::Broken));
}

#[test]
fn what_is_no_sealed_file_is_told_apart() {
    for bytes in [&b""[..], b" ", TOLD, b"age-encryption", b"-----BEGIN PGP MESSAGE-----\n", &[0xff; 300]] {
        assert_eq!(open(bytes, WORDS), Err(SealFault::NotSealed));
    }
    let bare = bare(&seal(TOLD, WORDS).unwrap());
    assert_eq!(open(&with(&bare, "/v1\n", "/v2\n"), WORDS), Err(SealFault::Newer));
    assert_eq!(open(b"age-encryption.org/", WORDS), Err(SealFault::Broken));
    assert_eq!(open(b"age-encryption.org/v1\n", WORDS), Err(SealFault::Broken));
}

#[test]
fn a_file_that_asks_for_too_much_work_is_refused_at_once() {
    let bare = bare(&seal(TOLD, WORDS).unwrap());
    for work in ["21", "30", "63", "64", "99"] {
        let asks = with(&bare, &format!(" {WORK}\n"), &format!(" {work}\n"));
        let started = std::time::Instant::now();
        assert_eq!(open(&asks, WORDS), Err(SealFault::TooMuchWork), "{work}");
        assert!(started.elapsed().as_secs() < 5);
    }
    assert!((15..=MOST_WORK).contains(&WORK));
    for malformed in ["016", "-1", "1 6", "x", "300"] {
        assert_eq!(open(&with(&bare, &format!(" {WORK}\n"), &format!(" {malformed}\n")), WORDS), Err(SealFault::Broken), "{malformed}");
    }
}

#[test]
fn whatever_is_cut_off_or_changed_is_refused() {
    let (public, secret) = key();
    let plain: Vec<u8> = (0..70_000).map(|i| i as u8).collect();
    let sealed = seal_to(&plain, &public).unwrap();
    let bare = bare(&sealed);
    for length in (0..bare.len()).step_by(997).chain(bare.len() - 40..bare.len()) {
        assert!(open_with(&bare[..length], &secret).is_err(), "{length}");
    }
    for length in (40..sealed.len() - 1).step_by(1_009) {
        assert!(matches!(open_with(&sealed[..length], &secret), Err(SealFault::Broken)), "{length} of the armour");
    }
    let mut dice = Dice(0x0dd_ba11);
    for _ in 0..3_000 {
        let mut changed = bare.clone();
        let at = if dice.one_in(2) { dice.roll(300) } else { dice.roll(bare.len()) };
        changed[at] ^= 1 << dice.roll(8);
        assert!(open_with(&changed, &secret).is_err(), "byte {at}");
    }
    assert_eq!(open_with(&[&bare[..], b"more"].concat(), &secret), Err(SealFault::Broken));
}

/// Only who knows the key can make a file that ends in an empty piece; it is refused as broken like any other.
#[test]
fn a_file_that_ends_in_an_empty_piece_is_broken() {
    let (public, secret) = key();
    let bare = bare(&seal_to(&vec![7; 65_536], &public).unwrap());
    assert!(open_with(&bare, &secret).is_ok());
    assert_eq!(open_with(&[&bare[..], &[0; 16]].concat(), &secret), Err(SealFault::Broken));
}
