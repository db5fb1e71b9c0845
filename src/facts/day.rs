//! Days and partly known dates. The calendar is chrono's; reading and writing ISO dates is done by hand,
//! because format strings would cost the page 9 kB.

use chrono::{Datelike, Months, NaiveDate};
use std::fmt;

/// A day of the calendar.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Day(i32);

impl Day {
    /// The day of this year, month (1 to 12) and day of the month, if there is such a day.
    pub fn new(year: i32, month: u32, day: u32) -> Option<Day> {
        NaiveDate::from_ymd_opt(year, month, day).map(Day::from)
    }

    /// Reads `YYYY-MM-DD`.
    pub fn parse(text: &str) -> Option<Day> {
        match PartialDate::parse(text)? {
            PartialDate { year, month: Some(month), day: Some(day) } => Day::new(year.into(), month.into(), day.into()),
            _ => None,
        }
    }

    /// The same day of the month so many months on; the last day of that month where it is shorter.
    pub fn after_months(self, months: u32) -> Day {
        self.date().checked_add_months(Months::new(months)).map_or(self, Day::from)
    }

    /// The day after.
    pub fn next(self) -> Day {
        Day(self.0.saturating_add(1))
    }

    /// Year, month and day of the month.
    pub fn ymd(self) -> (i32, u32, u32) {
        let date = self.date();
        (date.year(), date.month(), date.day())
    }

    /// The days since the first of January of year 1, for the compact form; nothing earlier is ever written.
    pub fn number(self) -> u32 {
        u32::try_from(self.0).unwrap_or(0)
    }

    /// The day that many days on.
    pub fn of_number(number: u32) -> Day {
        Day(i32::try_from(number).unwrap_or(0))
    }

    fn date(self) -> NaiveDate {
        NaiveDate::from_num_days_from_ce_opt(self.0).unwrap_or(NaiveDate::MIN)
    }
}

impl From<NaiveDate> for Day {
    fn from(date: NaiveDate) -> Day {
        Day(date.num_days_from_ce())
    }
}

impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (year, month, day) = self.ymd();
        write!(f, "{year:04}-{month:02}-{day:02}")
    }
}

/// A date of which only the year, or the year and month, may be known.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct PartialDate {
    /// Year, 1 to 9999.
    pub year: u16,
    /// Month, 1 to 12.
    pub month: Option<u8>,
    /// Day of the month; never without a month.
    pub day: Option<u8>,
}

impl PartialDate {
    /// Reads `YYYY`, `YYYY-MM` or `YYYY-MM-DD`; an impossible date is none.
    pub fn parse(text: &str) -> Option<PartialDate> {
        let mut parts = text.split('-');
        let year = digits(parts.next()?, 4)?;
        let month = parts.next().map(|part| digits(part, 2)).map_or(Some(None), |m| m.map(Some))?;
        let day = parts.next().map(|part| digits(part, 2)).map_or(Some(None), |d| d.map(Some))?;
        if parts.next().is_some() || year == 0 {
            return None;
        }
        Day::new(year.into(), month.unwrap_or(1).into(), day.unwrap_or(1).into())?;
        Some(PartialDate { year, month: month.map(|m| m as u8), day: day.map(|d| d as u8) })
    }
}

impl fmt::Display for PartialDate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}", self.year)?;
        if let Some(month) = self.month {
            write!(f, "-{month:02}")?;
        }
        if let Some(day) = self.day {
            write!(f, "-{day:02}")?;
        }
        Ok(())
    }
}

fn digits(text: &str, count: usize) -> Option<u16> {
    (text.len() == count && text.bytes().all(|b| b.is_ascii_digit())).then(|| text.parse().ok()).flatten()
}

#[cfg(test)]
#[allow(clippy::expect_used)]
mod tests {
    use super::*;

    #[test]
    fn days_are_read_and_written_as_iso_dates() {
        assert_eq!(Day::parse("2024-02-29").map(|d| d.to_string()).as_deref(), Some("2024-02-29"));
        for wrong in ["2023-02-29", "2024-13-01", "2024-1-1", "24-01-01", "2024-01-01T00:00", "", "2024-01"] {
            assert_eq!(Day::parse(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn months_end_on_the_last_day_of_a_shorter_month() {
        let day = |text| Day::parse(text).expect("a day");
        assert_eq!(day("2024-01-31").after_months(1), day("2024-02-29"));
        assert_eq!(day("2024-11-22").after_months(24), day("2026-11-22"));
    }

    #[test]
    fn partial_dates_keep_what_is_known() {
        for text in ["2024", "2024-02", "2024-02-29"] {
            assert_eq!(PartialDate::parse(text).map(|d| d.to_string()).as_deref(), Some(text));
        }
        for wrong in ["0000", "2024-00", "2023-02-29", "2024-02-30-1", "20245", "-2024"] {
            assert_eq!(PartialDate::parse(wrong), None, "{wrong}");
        }
    }
}
