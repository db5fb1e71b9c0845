//! A language that nobody speaks, for tests: every letter of every text is a Hebrew one, so that whatever is written from
//! left to right, or stands in the code and not in the words, is seen at once.

use waymark::facts::Day;
use waymark::packs::Bundle;
use waymark::packs::language::Direction;
use waymark::packs::pack::Key;

/// The tag: a private kind of a language that is written in these letters, so that browsers and screen readers know what to do.
pub const TAG: &str = "he-x-pseudo";

/// A key for every service, whose secret half stands in `tests/browser/sealed.spec.ts`: no service of ours gives one yet.
const KEY: &str = "age13nmnq2d0nmag30a2d70hvdm5z9mt37nvsjqjdvvtc8qth0wwz9zqkf3ynf";

/// The letter for each of a to z.
const LETTERS: [char; 26] =
    ['א', 'ב', 'ג', 'ד', 'ה', 'ו', 'ז', 'ח', 'ט', 'י', 'כ', 'ל', 'מ', 'נ', 'ס', 'ע', 'פ', 'צ', 'ק', 'ר', 'ש', 'ת', 'ך', 'ם', 'ן', 'ף'];

/// The bundle in that language.
pub fn bundle(english: &Bundle) -> Bundle {
    let mut bundle = english.clone();
    bundle.each_text(&mut |_, _, says| *says = text(says));
    let areas = &mut bundle.areas;
    for pathway in areas.iter_mut().chain([&mut bundle.national]).flat_map(|pack| &mut pack.pathways) {
        pathway.key = Day::new(2026, 11, 23).map(|checked| Key { age: KEY.into(), checked, source: "-".into() });
    }
    let language = &mut bundle.words.language;
    (language.tag, language.name, language.direction, language.reviewed) = (TAG.into(), text(&language.name), Direction::Rtl, false);
    bundle
}

/// A text letter by letter. What is filled in, digits and signs stay.
fn text(says: &str) -> String {
    let mut filled_in = false;
    let mut letter = |sign: char| {
        filled_in = sign == '{' || (filled_in && sign != '}');
        let place = usize::from(sign.to_ascii_lowercase() as u8).wrapping_sub(usize::from(b'a'));
        if sign.is_ascii_alphabetic() && !filled_in { LETTERS[place] } else { sign }
    };
    says.chars().map(&mut letter).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_are_mirrored_and_the_rest_stays() {
        assert_eq!(text("Call 999: about {count} Zs."), "גאלל 999: אבסשר {count} ףק.");
    }

    #[test]
    fn no_text_keeps_a_letter_and_every_answer_stays() {
        let english = waymark::packs::text::built_in().expect("packs");
        let mut bundle = bundle(&english);
        assert_eq!((bundle.words.language.tag.as_str(), bundle.words.language.direction), (TAG, Direction::Rtl));
        assert_eq!(bundle.vocabulary.digest, english.vocabulary.digest);
        let mut seen = 0;
        bundle.each_text(&mut |place, _, says| {
            seen += 1;
            let outside: String = says.split('{').map(|part| part.split_once('}').map_or(part, |(_, after)| after)).collect();
            assert!(!outside.contains(|sign: char| sign.is_ascii_alphabetic()), "{place}: {says}");
        });
        assert!(seen > 2_000);
        for (ours, theirs) in bundle.vocabulary.facts.iter().zip(&english.vocabulary.facts) {
            assert_eq!((&ours.id, ours.kind.settled()), (&theirs.id, theirs.kind.settled()));
        }
    }
}
