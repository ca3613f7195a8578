//! Dates as surveys write them.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// A day of the Gregorian calendar.
///
/// ```
/// use geodata::model::Date;
/// let day: Date = "2024-02-29".parse()?;
/// assert_eq!(day.to_string(), "2024-02-29");
/// assert!("2023-02-29".parse::<Date>().is_err());
/// # Ok::<(), geodata::model::NotADate>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Date {
    year: u16,
    month: u8,
    day: u8,
}

/// The text or the numbers are of no day that there was or will be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a date like 2024-05-31")]
pub struct NotADate;

impl Date {
    /// A day by its numbers, years 1 to 9999.
    ///
    /// # Errors
    /// [`NotADate`] where there is no such day.
    pub fn new(year: u16, month: u8, day: u8) -> Result<Self, NotADate> {
        let leap =
            year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
        let days = match month {
            1 | 3 | 5 | 7 | 8 | 10 | 12 => 31,
            4 | 6 | 9 | 11 => 30,
            2 if leap => 29,
            2 => 28,
            _ => return Err(NotADate),
        };
        let fits = (1..=9999).contains(&year) && (1..=days).contains(&day);
        fits.then_some(Self { year, month, day }).ok_or(NotADate)
    }

    /// The day so many days after 1970-01-01 (Hinnant's algorithm of civil days).
    ///
    /// ```
    /// use geodata::model::Date;
    /// assert_eq!(Date::from_unix_days(19_782).to_string(), "2024-02-29");
    /// ```
    #[must_use]
    pub fn from_unix_days(days: u64) -> Self {
        // Years begin in March, so that the odd day is the last.
        let days = days + 719_468;
        let (era, of_era) = (days / 146_097, days % 146_097);
        let year = (of_era - of_era / 1460 + of_era / 36_524 - of_era / 146_096) / 365;
        let of_year = of_era - (365 * year + year / 4 - year / 100);
        let month = (5 * of_year + 2) / 153;
        let day = of_year - (153 * month + 2) / 5 + 1;
        let calendar_month = if month < 10 { month + 3 } else { month - 9 };
        let year = year + era * 400 + u64::from(calendar_month <= 2);
        let small = |number: u64| u8::try_from(number).unwrap_or(1);
        Self {
            year: u16::try_from(year).unwrap_or(9999),
            month: small(calendar_month),
            day: small(day),
        }
    }

    /// The year.
    #[must_use]
    pub fn year(self) -> u16 {
        self.year
    }

    /// The month, from 1.
    #[must_use]
    pub fn month(self) -> u8 {
        self.month
    }

    /// The day of the month, from 1.
    #[must_use]
    pub fn day(self) -> u8 {
        self.day
    }
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}-{:02}", self.year, self.month, self.day)
    }
}

impl FromStr for Date {
    type Err = NotADate;

    /// Reads `2024-05-31` and nothing else.
    fn from_str(text: &str) -> Result<Self, NotADate> {
        let bytes = text.as_bytes();
        let digits = |range: std::ops::Range<usize>| -> Result<u16, NotADate> {
            let part = bytes.get(range).filter(|part| part.iter().all(u8::is_ascii_digit));
            let part = part.ok_or(NotADate)?;
            Ok(part.iter().fold(0, |number, digit| number * 10 + u16::from(digit - b'0')))
        };
        if bytes.len() != 10 || bytes[4] != b'-' || bytes[7] != b'-' {
            return Err(NotADate);
        }
        let small = |number: u16| u8::try_from(number).map_err(|_| NotADate);
        Self::new(digits(0..4)?, small(digits(5..7)?)?, small(digits(8..10)?)?)
    }
}

/// True for a moment in ISO 8601: `2024-05-31T12:30:00`, perhaps with a fraction
/// and with `Z` or an offset. A blank may stand for the `T`.
#[must_use]
pub fn is_date_time(text: &str) -> bool {
    let Some((day, rest)) = text.split_at_checked(10) else { return false };
    if day.parse::<Date>().is_err() {
        return false;
    }
    let Some(time) = rest.strip_prefix(['T', ' ']) else { return false };
    let (clock, zone) = match time.find(['Z', '+', '-']) {
        Some(at) => time.split_at(at),
        None => (time, ""),
    };
    is_clock(clock) && is_zone(zone)
}

/// `12:30`, `12:30:00` or `12:30:00.25`.
fn is_clock(text: &str) -> bool {
    let (whole, fraction) = text.split_once('.').unwrap_or((text, "0"));
    let mut parts = whole.split(':');
    let mut within = |most: u8| parts.next().is_some_and(|part| two_digits(part, most));
    let minutes = within(23) && within(59);
    let seconds = match whole.len() {
        5 => fraction == "0" && !text.contains('.'),
        8 => within(60),
        _ => false,
    };
    minutes && seconds && !fraction.is_empty() && fraction.bytes().all(|byte| byte.is_ascii_digit())
}

/// Nothing, `Z`, `+02`, `+0200` or `+02:00`.
fn is_zone(text: &str) -> bool {
    if matches!(text, "" | "Z") {
        return true;
    }
    let Some(offset) = text.strip_prefix(['+', '-']) else { return false };
    match offset.len() {
        2 => two_digits(offset, 14),
        4 | 5 => {
            let hours = offset.get(..2).is_some_and(|hours| two_digits(hours, 14));
            let minutes = offset.get(offset.len() - 2..).is_some_and(|part| two_digits(part, 59));
            hours && minutes && (offset.len() == 4 || offset.as_bytes()[2] == b':')
        }
        _ => false,
    }
}

fn two_digits(text: &str, most: u8) -> bool {
    text.len() == 2
        && text.bytes().all(|byte| byte.is_ascii_digit())
        && text.parse::<u8>().is_ok_and(|number| number <= most)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_days_that_exist_are_dates() {
        for text in ["2024-03-17", "2000-02-29", "0001-01-01"] {
            assert_eq!(text.parse::<Date>().unwrap().to_string(), text);
        }
        for text in
            ["1900-02-29", "2024-13-01", "2024-00-10", "24-03-17", "2024-3-17", "ä024-03-1", ""]
        {
            assert!(text.parse::<Date>().is_err(), "{text}");
        }
    }

    #[test]
    fn only_moments_are_date_times() {
        for text in [
            "2024-03-17T12:30:00Z",
            "2024-03-17 12:30",
            "2024-03-17T12:30:59.125+02:00",
            "2024-03-17T00:00:00-0330",
        ] {
            assert!(is_date_time(text), "{text}");
        }
        for text in [
            "2024-03-17",
            "2024-03-17T25:00:00",
            "2024-03-17T12:30:00ZZ",
            "2024-03-17T12:30:00.",
            "2024-03-17T12",
        ] {
            assert!(!is_date_time(text), "{text}");
        }
    }
}
