//! Bytes as text, for the script that has everything inside. A byte that is frequent is one sign and any other is two, so that each byte stays
//! where it was: what a web server's compression finds in the bytes, it finds in the text too. (In base64 it does not: a file in it comes
//! out a fifth longer.) Only plain ASCII is used, as a page may be read in any encoding. `src/embed/bytes.js` is the way back.

/// The signs, without those that end a string or a script: `"`, `\`, `<`.
fn signs() -> impl Iterator<Item = u8> {
    (b' '..=b'~').filter(|sign| !b"\"\\<".contains(sign))
}

/// How many signs begin a pair.
const PAIRS: usize = 2;

/// Which sign, or which two, stand for each byte.
pub struct Signs {
    /// The bytes, the most frequent first.
    pub order: Vec<u8>,
    written: Vec<Vec<u8>>,
}

impl Signs {
    /// The signs that make these texts shortest.
    pub fn of(texts: &[&[u8]]) -> Signs {
        let mut counts = [0_u64; 256];
        texts.iter().copied().flatten().for_each(|byte| counts[usize::from(*byte)] += 1);
        let mut order: Vec<u8> = (0..=255).collect();
        order.sort_by_key(|byte| std::cmp::Reverse(counts[usize::from(*byte)]));
        let (all, single): (Vec<u8>, Vec<u8>) = (signs().collect(), signs().skip(PAIRS).collect());
        let pairs = all.iter().take(PAIRS).flat_map(|first| all.iter().map(|second| vec![*first, *second]));
        let mut written = vec![Vec::new(); 256];
        for (byte, sign) in order.iter().zip(single.iter().map(|sign| vec![*sign]).chain(pairs)) {
            written[usize::from(*byte)] = sign;
        }
        Signs { order, written }
    }

    /// Bytes as text.
    pub fn write(&self, bytes: &[u8]) -> String {
        bytes.iter().flat_map(|byte| &self.written[usize::from(*byte)]).map(|sign| char::from(*sign)).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::process::Command;

    #[test]
    fn every_byte_comes_back() {
        let bytes: Vec<u8> = (0..=255).chain(std::iter::repeat_n(7, 1000)).chain((0..=255).rev()).collect();
        let signs = Signs::of(&[&bytes]);
        let text = signs.write(&bytes);
        assert!(text.bytes().all(|sign| sign.is_ascii_graphic() || sign == b' ') && !text.contains(['"', '\\', '<']));
        assert_eq!(signs.order[0], 7, "the most frequent");
        assert_eq!(text.len(), bytes.len() + 2 * (256 - 90), "one sign for ninety of them");
        let script = format!(
            "import {{ bytes }} from './src/embed/bytes.js'; process.stdout.write(bytes({}, {}));",
            serde_json::json!(text),
            serde_json::json!(signs.order)
        );
        let node = Command::new("node").args(["--input-type=module", "-e", &script]).current_dir(crate::paths::root()).output().unwrap();
        assert_eq!(node.stdout, bytes, "{}", String::from_utf8_lossy(&node.stderr));
    }
}
