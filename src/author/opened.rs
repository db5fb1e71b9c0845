//! One file that was opened: its name, its text as edited, and where a place of the text stands in a text area.

use crate::packs::text::files::PackFile;

/// An opened file.
#[derive(Clone, Debug)]
pub struct Opened {
    /// Counts the files that were opened; never given twice.
    pub number: u32,
    /// The name and the text as they are now.
    pub file: PackFile,
    /// The text as it was opened or last saved.
    pub saved: String,
    /// Whether its lines end as Windows ends them. A text area forgets that.
    windows: bool,
}

impl Opened {
    /// A file as it was read. A name such as `norfolk (1).toml`, as browsers call a second download, loses its number.
    pub fn new(number: u32, file: PackFile) -> Opened {
        let windows = file.text.contains("\r\n");
        let file = PackFile { name: plain_name(&file.name), text: file.text };
        Opened { number, saved: file.text.clone(), file, windows }
    }

    /// Takes the text that stands in its text area.
    pub fn type_in(&mut self, typed: String) {
        self.file.text = if self.windows { typed.replace('\n', "\r\n") } else { typed };
    }

    /// Whether something was changed that is not saved.
    pub fn is_changed(&self) -> bool {
        self.file.text != self.saved
    }

    /// The id of its text area.
    pub fn area(&self) -> String {
        ["text-", &self.number.to_string()].concat()
    }
}

/// Where a place (in bytes of a file's text) stands in its text area, which counts as JavaScript does and ends every line with
/// one sign.
pub fn in_area(text: &str, place: usize) -> u32 {
    let before = text.get(..place).unwrap_or(text);
    let units: usize = before.chars().map(char::len_utf16).sum();
    (units - before.matches("\r\n").count()) as u32
}

/// A name without the number that a browser puts into it.
pub fn plain_name(name: &str) -> String {
    let without_number = || {
        let (start, number) = name.strip_suffix(").toml")?.rsplit_once(" (")?;
        (!number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit())).then(|| [start, ".toml"].concat())
    };
    without_number().unwrap_or_else(|| name.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::packs::text::file;

    #[test]
    fn the_number_of_a_second_download_goes() {
        assert_eq!(plain_name("norfolk (1).toml"), "norfolk.toml");
        assert_eq!(plain_name("norfolk (12).toml"), "norfolk.toml");
        for name in ["norfolk.toml", "norfolk (old).toml", "norfolk ().toml", "(1).toml", "norfolk (1)"] {
            assert_eq!(plain_name(name), name);
        }
    }

    #[test]
    fn lines_end_as_they_ended() {
        let mut opened = Opened::new(1, file("x.toml", "a = 1\r\nb = 2\r\n"));
        opened.type_in("a = 1\nb = 2\n".into());
        assert!(!opened.is_changed());
        opened.type_in("a = 1\nb = 3\n".into());
        assert_eq!(opened.file.text, "a = 1\r\nb = 3\r\n");
        assert!(opened.is_changed());
    }

    #[test]
    fn places_are_counted_as_a_text_area_counts() {
        let text = "é = 1\r\n𝄞b = 2";
        assert_eq!(in_area(text, 0), 0);
        assert_eq!(in_area(text, text.find('1').unwrap_or(0)), 4);
        assert_eq!(in_area(text, text.find('b').unwrap_or(0)), 8, "one sign for the line end, two for the clef");
        assert_eq!(in_area("ab", 9), 2);
    }
}
