//! The three languages, and how each writes numbers.

use geodata::model::Date;
use serde::{Deserialize, Serialize};

/// Months in English; the other two write them as numbers.
const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// A language of the page and of the command.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub enum Language {
    /// Finnish.
    Finnish,
    /// Swedish.
    Swedish,
    /// English.
    #[default]
    English,
}

impl Language {
    /// In the order in which they are offered.
    pub const ALL: [Self; 3] = [Self::Finnish, Self::Swedish, Self::English];

    /// Code of ISO 639-1.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Finnish => "fi",
            Self::Swedish => "sv",
            Self::English => "en",
        }
    }

    /// Its own name for itself.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Finnish => "Suomi",
            Self::Swedish => "Svenska",
            Self::English => "English",
        }
    }

    /// From a tag such as `sv` or `sv-FI`.
    #[must_use]
    pub fn from_tag(tag: &str) -> Option<Self> {
        let code = tag.split(['-', '_']).next().unwrap_or_default().to_ascii_lowercase();
        Self::ALL.into_iter().find(|language| language.code() == code)
    }

    /// A number with so many decimals, thousands apart.
    ///
    /// ```
    /// use liito_locales::Language;
    /// assert_eq!(Language::English.number(12345.678, 1), "12,345.7");
    /// assert_eq!(Language::Swedish.number(-12345.678, 1), "\u{2212}12\u{a0}345,7");
    /// ```
    #[must_use]
    pub fn number(self, value: f64, decimals: usize) -> String {
        if !value.is_finite() {
            return "–".to_owned();
        }
        let (thousands, decimal) = match self {
            Self::English => (',', '.'),
            Self::Finnish | Self::Swedish => ('\u{a0}', ','),
        };
        let digits = format!("{:.decimals$}", value.abs());
        let (whole, fraction) = digits.split_once('.').unwrap_or((&digits, ""));
        let mut text = String::new();
        if value < 0.0 && digits.bytes().any(|digit| (b'1'..=b'9').contains(&digit)) {
            text.push('\u{2212}');
        }
        for (place, digit) in whole.chars().enumerate() {
            // Four digits are left together in none of the three here, so that
            // columns of figures line up.
            if place > 0 && (whole.len() - place) % 3 == 0 {
                text.push(thousands);
            }
            text.push(digit);
        }
        if !fraction.is_empty() {
            text.push(decimal);
            text.push_str(fraction);
        }
        text
    }

    /// A day.
    ///
    /// ```
    /// use liito_locales::Language;
    /// # fn main() -> Result<(), geodata::model::NotADate> {
    /// let day = "2026-05-03".parse()?;
    /// assert_eq!(Language::Finnish.date(day), "3.5.2026");
    /// assert_eq!(Language::English.date(day), "3 May 2026");
    /// # Ok(())
    /// # }
    /// ```
    #[must_use]
    pub fn date(self, date: Date) -> String {
        let (year, month, day) = (date.year(), date.month(), date.day());
        match self {
            // Swedish is written so in Finland, too.
            Self::Finnish | Self::Swedish => format!("{day}.{month}.{year}"),
            Self::English => {
                let month = MONTHS.get(usize::from(month) - 1).copied().unwrap_or_default();
                format!("{day} {month} {year}")
            }
        }
    }

    /// A count, thousands apart.
    #[must_use]
    #[expect(clippy::cast_precision_loss, reason = "counts stay below 2^53")]
    pub fn whole(self, count: usize) -> String {
        self.number(count as f64, 0)
    }

    /// A length: metres below ten kilometres, kilometres above.
    #[must_use]
    pub fn length(self, metres: f64) -> String {
        if metres >= 10_000.0 {
            format!("{}\u{a0}km", self.number(metres / 1000.0, 1))
        } else if metres >= 10.0 || metres == 0.0 {
            format!("{}\u{a0}m", self.number(metres, 0))
        } else {
            format!("{}\u{a0}m", self.number(metres, 1))
        }
    }

    /// An area in hectares with a sensible number of decimals.
    #[must_use]
    pub fn hectares(self, hectares: f64) -> String {
        let decimals = if hectares >= 100.0 {
            0
        } else if hectares >= 10.0 {
            1
        } else {
            2
        };
        format!("{}\u{a0}ha", self.number(hectares, decimals))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_grouped_and_rounded() {
        assert_eq!(Language::Finnish.number(999.95, 1), "1\u{a0}000,0");
        assert_eq!(Language::English.number(-0.001, 2), "0.00");
        assert_eq!(Language::English.number(f64::NAN, 2), "–");
        assert_eq!(Language::Finnish.length(12_345.0), "12,3\u{a0}km");
        assert_eq!(Language::from_tag("sv-FI"), Some(Language::Swedish));
        assert_eq!(Language::from_tag("de"), None);
    }
}
