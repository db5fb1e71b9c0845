//! What the program of the first page carries: that page in every language, so that it can be read, and the language
//! chosen, before anything else has come.

use super::bundle::NotABundle;
use super::compact::{Compact, Reader};
use super::{Bundle, Language};

/// The first page (`Bundle::first_page`) in each language, the one that all is written in first before the others.
#[derive(Clone, Debug, Default)]
pub struct First {
    /// A bundle for each language.
    pub pages: Vec<Bundle>,
}

impl First {
    /// Writes the compact form.
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut bytes = Vec::new();
        self.pages.write(&mut bytes);
        bytes
    }

    /// Reads the compact form.
    pub fn read(bytes: &[u8]) -> Result<First, NotABundle> {
        let mut from = Reader::new(bytes);
        let first = First { pages: Compact::read(&mut from) };
        if from.is_done() && !first.pages.is_empty() {
            Ok(first)
        } else {
            // Left where it is, as in `Bundle::read`.
            std::mem::forget(first);
            Err(NotABundle)
        }
    }

    /// The languages that can be chosen.
    pub fn languages(&self) -> impl Iterator<Item = &Language> {
        self.pages.iter().map(|page| &page.words.language)
    }

    /// The place of the language that a `lang` attribute asks for: the very one, else the one that it is a kind of (`pl` for
    /// `pl-PL`). None where it is not carried.
    pub fn place(&self, lang: &str) -> Option<usize> {
        let is = |asked: &str| self.languages().position(|language| language.tag.eq_ignore_ascii_case(asked));
        is(lang).or_else(|| is(lang.split('-').next().unwrap_or_default()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::packs::text;

    fn first() -> First {
        let english = text::built_in().unwrap_or_default();
        let in_language = |tag: &str| {
            let mut page = english.clone().first_page();
            page.words.language.tag = tag.into();
            page
        };
        First { pages: ["en", "pl", "zh-Hant"].map(in_language).into() }
    }

    #[test]
    fn it_is_read_back_as_it_was() {
        let first = first();
        let bytes = first.to_bytes();
        assert_eq!(format!("{:?}", First::read(&bytes).unwrap_or_default()), format!("{first:?}"));
        for length in (0..bytes.len()).step_by(97) {
            assert!(First::read(&bytes[..length]).is_err(), "{length}");
        }
        assert!(First::read(&[&bytes[..], &[0]].concat()).is_err());
        assert!(First::read(&First::default().to_bytes()).is_err(), "a page in no language");
    }

    #[test]
    fn a_language_is_found_by_its_tag_or_by_what_it_is_a_kind_of() {
        let first = first();
        let cases = [
            ("en", Some(0)),
            ("en-GB", Some(0)),
            ("PL", Some(1)),
            ("pl-PL", Some(1)),
            ("zh-Hant", Some(2)),
            ("zh-Hans", None),
            ("", None),
            ("p", None),
        ];
        for (lang, place) in cases {
            assert_eq!(first.place(lang), place, "{lang}");
        }
    }
}
