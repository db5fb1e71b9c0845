//! A language that the words are in.

/// What is to be known of a language beside its words.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Language {
    /// Its tag, as in the `lang` attribute.
    pub tag: String,
    /// Its name in the language itself.
    pub name: String,
    /// Which way it is written.
    pub direction: Direction,
    /// Whether somebody of the field who speaks it has checked it; the language that all is written in first counts as checked.
    pub reviewed: bool,
    /// Which form a count takes: an entry for each of 0 to 99, then for each of 100 to 199. Larger numbers end as these do.
    pub forms: Vec<u8>,
}

impl Language {
    /// The place of the form that a count takes.
    pub fn form(&self, count: usize) -> usize {
        let place = if count < 100 { count } else { 100 + count % 100 };
        self.forms.get(place).copied().unwrap_or_default().into()
    }
}

/// Which way a language is written.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Direction {
    /// From left to right.
    #[default]
    Ltr,
    /// From right to left.
    Rtl,
}

impl Direction {
    /// The name that files and the page use.
    pub fn id(self) -> &'static str {
        match self {
            Direction::Ltr => "ltr",
            Direction::Rtl => "rtl",
        }
    }
}
