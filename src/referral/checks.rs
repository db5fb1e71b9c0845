//! Checks of single details: e-mail, telephone, postcode, dates, length. Own ones: the ready-made cost 120 kB.

use crate::facts::Day;
use crate::facts::answers::LONGEST_TEXT;
use crate::facts::day::PartialDate;
use validator::ValidationError;

/// What stands for a detail that is not known.
pub const NOT_KNOWN: &str = "not known";

/// What stands for a detail that is known and kept back, such as an address.
pub const WITHHELD: &str = "withheld";

/// The longest single line, in characters.
pub const LONGEST_LINE: usize = 300;

type Checked = Result<(), ValidationError>;

/// Whether a detail says that it is not known, or kept back.
pub fn is_left_open(text: &str) -> bool {
    text == NOT_KNOWN || text == WITHHELD
}

fn must(holds: bool, code: &'static str) -> Checked {
    if holds { Ok(()) } else { Err(ValidationError::new(code)) }
}

/// One line, not too long.
pub fn line(text: &str) -> Checked {
    must(!text.chars().any(char::is_control), "control")?;
    must(text.chars().count() <= LONGEST_LINE, "long_line")
}

/// Several lines, not too long.
pub fn lines(text: &str) -> Checked {
    must(!text.chars().any(|c| c.is_control() && !matches!(c, '\n' | '\r' | '\t')), "control")?;
    must(text.chars().count() <= LONGEST_TEXT, "long_text")
}

/// A known e-mail address: something, one @, a domain with a dot.
pub fn email(text: &str) -> Checked {
    let is_address = || {
        let (name, domain) = text.split_once('@')?;
        let plain = |c: char| !c.is_whitespace() && !c.is_control() && !"@<>(),;:\"\\[]".contains(c);
        let label =
            |part: &str| !part.is_empty() && !part.starts_with('-') && !part.ends_with('-') && part.chars().all(|c| c.is_alphanumeric() || c == '-');
        let good_name = !name.is_empty() && name.len() <= 64 && name.chars().all(plain) && name.split('.').all(|part| !part.is_empty());
        Some(good_name && text.len() <= 254 && domain.contains('.') && domain.split('.').all(label))
    };
    must(text.is_empty() || is_address().unwrap_or(false), "email")
}

/// An e-mail address, or left open.
pub fn email_or_open(text: &str) -> Checked {
    if is_left_open(text) { Ok(()) } else { email(text) }
}

/// A telephone number: 7 to 15 digits with the usual signs between them, and an extension.
pub fn phone(text: &str) -> Checked {
    let number = text.split_once(" ext").map_or(text, |(number, _)| number);
    let extension = &text[number.len()..];
    let digits = number.chars().filter(char::is_ascii_digit).count();
    let usual = |c: char| c.is_ascii_digit() || matches!(c, ' ' | '-' | '(' | ')' | '.');
    let good_number = number.strip_prefix('+').unwrap_or(number).chars().all(usual);
    let good_extension = extension.trim_start_matches(" ext").chars().all(|c| c.is_ascii_digit() || matches!(c, ' ' | '.'));
    must(text.is_empty() || (good_number && good_extension && (7..=15).contains(&digits) && text.len() <= 40), "phone")
}

/// A telephone number, or left open.
pub fn phone_or_open(text: &str) -> Checked {
    if is_left_open(text) { Ok(()) } else { phone(text) }
}

/// A UK postcode, or left open.
pub fn postcode_or_open(text: &str) -> Checked {
    must(text.is_empty() || is_left_open(text) || is_postcode(text), "postcode")
}

fn is_postcode(text: &str) -> bool {
    let signs: Vec<u8> = text.trim().bytes().filter(|b| *b != b' ').map(|b| b.to_ascii_uppercase()).collect();
    let spaces = text.trim().matches(' ').count();
    if spaces > 1 || !(5..=7).contains(&signs.len()) {
        return false;
    }
    let shape: String = signs
        .iter()
        .map(|b| {
            if b.is_ascii_digit() {
                '9'
            } else if b.is_ascii_uppercase() {
                'A'
            } else {
                '?'
            }
        })
        .collect();
    let (outward, inward) = shape.split_at(shape.len() - 3);
    let together = spaces == 0 || text.trim().as_bytes().get(outward.len()) == Some(&b' ');
    together && inward == "9AA" && (matches!(outward, "A9" | "A99" | "A9A" | "AA9" | "AA99" | "AA9A") || signs.starts_with(b"GIR0AA"))
}

/// A date as far as it is known, or left open.
pub fn date_or_open(text: &str) -> Checked {
    must(text.is_empty() || is_left_open(text) || PartialDate::parse(text).is_some(), "date")
}

/// A whole day.
pub fn day(text: &str) -> Checked {
    must(text.is_empty() || Day::parse(text).is_some(), "day")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn all(check: fn(&str) -> Checked, good: &[&str], bad: &[&str]) {
        good.iter().for_each(|text| assert!(check(text).is_ok(), "{text:?} must pass"));
        bad.iter().for_each(|text| assert!(check(text).is_err(), "{text:?} must not pass"));
    }

    #[test]
    fn e_mail_addresses() {
        let good = ["", "a@b.uk", "first.last+tag@council.gov.uk", "o'neill@nhs.net", "zoë@exämple.org"];
        let bad =
            ["a", "a@b", "@b.uk", "a@.uk", "a@b.", "a b@c.uk", "a@b@c.uk", "a@-b.uk", "a..b@c.uk", "a@b..uk", "<a@b.uk>", "a@b.uk\n", NOT_KNOWN];
        all(email, &good, &bad);
        all(email_or_open, &[NOT_KNOWN, WITHHELD, "a@b.uk"], &["unknown", "a@b"]);
    }

    #[test]
    fn telephone_numbers() {
        let good = ["", "01603 123456", "+44 1603 123456", "(0344) 800-8021", "07700900123", "01603 123456 ext 12", "01603 123456 ext. 12"];
        let bad = ["999", "phone", "01603 12345a", "1234567890123456", "+", "01603\n123456", "01603 123456 ext a", NOT_KNOWN];
        all(phone, &good, &bad);
        all(phone_or_open, &[NOT_KNOWN, WITHHELD], &["no idea"]);
    }

    #[test]
    fn postcodes() {
        let good = ["", "NR1 3JU", "nr13ju", "SW1A 1AA", "M1 1AE", "B33 8TH", "CR2 6XH", "DN55 1PT", "W1A 0AX", "GIR 0AA", " NR1 3JU ", WITHHELD];
        let bad = ["NR1", "NR 13JU", "NR1  3JU", "12345", "NR1 33U", "NRR1 3JU", "N R13JU", "NR1 3J", "é1 1AA"];
        all(postcode_or_open, &good, &bad);
    }

    #[test]
    fn dates_and_days() {
        all(date_or_open, &["", "1990", "1990-02", "1990-02-28", NOT_KNOWN, WITHHELD], &["1990-02-30", "28/02/1990", "90", "soon"]);
        all(day, &["", "2026-12-01"], &["2026-12", "2026-02-29", NOT_KNOWN]);
    }

    #[test]
    fn lengths_and_signs() {
        assert!(line(&"é".repeat(LONGEST_LINE)).is_ok());
        assert!(line(&"é".repeat(LONGEST_LINE + 1)).is_err());
        assert!(line("two\nlines").is_err());
        assert!(lines("two\nlines\tand a tab").is_ok());
        assert!(lines("a bell \u{7}").is_err());
        assert!(lines(&"a".repeat(LONGEST_TEXT + 1)).is_err());
    }
}
