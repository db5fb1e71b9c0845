//! From bytes to JSON, within bounds: what is too large, too deep or too much is refused before it takes room or time.

use super::fault::{Fault, Kind};
use crate::facts::answers::LONGEST_TEXT;
use crate::facts::raw::{DEEPEST, Raw};

/// The largest file that is read, in bytes. A referral with every detail at its longest stays below it.
pub const LARGEST: usize = 2 * 1024 * 1024;

/// The most values that a file may hold: what is beyond is never a referral.
pub const MOST_VALUES: usize = 40_000;

/// The most members that one object may have.
pub const MOST_MEMBERS: usize = 2_000;

/// The first words of a file that is sealed, plain and as text.
const SEALED: [&[u8]; 2] = [b"age-encryption.org/", b"-----BEGIN AGE ENCRYPTED FILE-----"];

/// Reads a file as JSON.
pub fn read(bytes: &[u8]) -> Result<Raw, Fault> {
    let whole = |kind, found: String, expected: String| Err(Fault::new(kind, "", found, expected));
    if bytes.len() > LARGEST {
        return Err(too_large(bytes.len() as u64));
    }
    if SEALED.iter().any(|first| bytes.starts_with(first)) {
        return whole(Kind::Sealed, "a sealed file".into(), "JSON".into());
    }
    if bytes.iter().all(u8::is_ascii_whitespace) {
        return whole(Kind::CutOff, "nothing".into(), "JSON".into());
    }
    let extent = Extent::of(bytes);
    if extent.depth > DEEPEST {
        return whole(Kind::Hostile, "JSON nested too deep".into(), format!("at most {DEEPEST} levels"));
    }
    if extent.values > MOST_VALUES {
        return whole(Kind::Hostile, "too many values".into(), format!("at most {MOST_VALUES} values"));
    }
    let raw = serde_json::from_slice(bytes).map_err(|error| unreadable(&error))?;
    sound(&raw, "")?;
    Ok(raw)
}

/// The fault of a file that is larger than is read.
pub fn too_large(size: u64) -> Fault {
    Fault::new(Kind::TooLarge, "", format!("{size} bytes"), format!("at most {LARGEST} bytes"))
}

fn unreadable(error: &serde_json::Error) -> Fault {
    let kind = if error.is_eof() { Kind::CutOff } else { Kind::NotJson };
    let text = error.to_string();
    let found = text.split(" at line ").next().unwrap_or_default();
    Fault::new(kind, &format!("{}:{}", error.line(), error.column().max(1)), found, "JSON")
}

/// How much stands in JSON, counted before any of it is kept.
struct Extent {
    depth: usize,
    values: usize,
}

impl Extent {
    fn of(bytes: &[u8]) -> Extent {
        let (mut extent, mut depth) = (Extent { depth: 0, values: 1 }, 0_usize);
        let (mut text, mut escaped) = (false, false);
        for byte in bytes {
            match byte {
                _ if escaped => escaped = false,
                b'\\' if text => escaped = true,
                b'"' => text = !text,
                _ if text => {}
                b'{' | b'[' => {
                    depth += 1;
                    extent.values += 1;
                    extent.depth = extent.depth.max(depth);
                }
                b'}' | b']' => depth = depth.saturating_sub(1),
                b',' => extent.values += 1,
                _ => {}
            }
        }
        extent
    }
}

/// Each key once, and no text or object larger than any that is written.
fn sound(raw: &Raw, at: &str) -> Result<(), Fault> {
    match raw {
        Raw::Text(text) if text.chars().count() > LONGEST_TEXT => {
            Err(Fault::new(Kind::Hostile, at, "a huge text", format!("text of at most {LONGEST_TEXT} characters")))
        }
        Raw::List(items) => items.iter().enumerate().try_for_each(|(place, item)| sound(item, &format!("{at}/{place}"))),
        Raw::Object(members) if members.len() > MOST_MEMBERS => {
            Err(Fault::new(Kind::Hostile, at, format!("{} keys", members.len()), format!("at most {MOST_MEMBERS} keys")))
        }
        Raw::Object(members) => {
            let mut keys: Vec<&str> = members.iter().map(|(key, _)| key.as_str()).collect();
            keys.sort_unstable();
            if let Some(pair) = keys.windows(2).find(|pair| pair[0] == pair[1]) {
                return Err(Fault::new(Kind::Hostile, &below(at, pair[0]), "the same key twice", "each key once"));
            }
            members.iter().try_for_each(|(key, value)| sound(value, &below(at, key)))
        }
        _ => Ok(()),
    }
}

/// The pointer to a member.
pub fn below(at: &str, key: &str) -> String {
    [at, "/", &key.replace('~', "~0").replace('/', "~1")].concat()
}
