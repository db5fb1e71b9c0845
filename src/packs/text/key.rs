//! Whether a text is a public key of the age format: written in bech32, whose last six letters answer for all before them.
//! The crate that seals is not in the view for authors, so it is looked at here.

/// The letters, each in the place of its value.
const LETTERS: &str = "qpzry9x8gf2tvdw0s3jn54khce6mua7l";
/// What stands before the value.
const BEGIN: &str = "age1";
/// How many letters stand for the 32 bytes of a key, and how many answer for them.
const LENGTH: usize = 52 + 6;

/// Why a text is no public key.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Wrong {
    /// It is a secret key.
    Secret,
    /// It is none at all.
    NoKey,
}

/// What is wrong with a text that should be a public key.
pub fn wrong_with(text: &str) -> Option<Wrong> {
    if text.to_ascii_uppercase().contains("AGE-SECRET-KEY-") {
        return Some(Wrong::Secret);
    }
    (!is_key(text)).then_some(Wrong::NoKey)
}

fn is_key(text: &str) -> bool {
    let values = |rest: &str| rest.chars().map(|letter| LETTERS.find(letter)).collect::<Option<Vec<usize>>>();
    let Some(values) = text.strip_prefix(BEGIN).and_then(values).filter(|values| values.len() == LENGTH) else { return false };
    // 52 letters hold four bits more than 32 bytes: they stay empty.
    values[51] % 16 == 0 && answers_for(&values)
}

/// The sum of bech32 over what stands before the value and the value itself.
fn answers_for(values: &[usize]) -> bool {
    const STEPS: [u32; 5] = [0x3b6a_57b2, 0x2650_8e6d, 0x1ea1_19fa, 0x3d42_33dd, 0x2a14_62b3];
    let name = BEGIN.trim_end_matches('1').bytes();
    let before = name.clone().map(|sign| u32::from(sign >> 5)).chain([0]).chain(name.map(|sign| u32::from(sign & 31)));
    let all = before.chain(values.iter().map(|value| *value as u32));
    let sum = all.fold(1_u32, |sum, value| {
        let top = sum >> 25;
        let next = (sum & 0x1ff_ffff) << 5 ^ value;
        STEPS.iter().enumerate().filter(|(place, _)| top >> place & 1 == 1).fold(next, |sum, (_, step)| sum ^ step)
    });
    sum == 1
}

#[cfg(test)]
mod tests {
    use super::*;
    use age::x25519::{Identity, Recipient};

    #[test]
    fn what_seals_takes_the_same_keys() {
        for _ in 0..20 {
            let key = Identity::generate().to_public().to_string();
            assert_eq!(wrong_with(&key), None, "{key}");
            for place in 0..key.len() {
                for letter in ["q", "p", "b", "1", "A", ""] {
                    let changed = [&key[..place], letter, &key[place + 1..]].concat();
                    assert_eq!(wrong_with(&changed).is_none(), changed.parse::<Recipient>().is_ok(), "{changed}");
                }
            }
        }
        for text in ["", "age1", "age", "żółć", "ssh-ed25519 AAAA", "age1yubikey1qqqq"] {
            assert_eq!(wrong_with(text), Some(Wrong::NoKey), "{text}");
        }
        assert_eq!(wrong_with("AGE-SECRET-KEY-1QQQ"), Some(Wrong::Secret));
    }
}
