//! Resistance: what a metre of each class of ground costs.
//!
//! The defaults keep the order of the three-class model of breeding, dispersal and
//! unsuitable habitat (Reunanen, Mönkkönen and Nikula 2000, Conservation Biology
//! 14:218-226); the numbers are an assumption, so scaled that 100 m of open land cost
//! 2 000, a whole budget of juvenile dispersal.

use serde::{Deserialize, Serialize};
use thiserror::Error;

use super::Ground;

/// Resistances of all classes, each a metre of the easiest ground at the least.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Resistance {
    /// By [`Ground::code`]; `None` where animals do not go at all.
    values: Vec<Option<f64>>,
}

impl Default for Resistance {
    fn default() -> Self {
        Self { values: Ground::ALL.map(default_value).to_vec() }
    }
}

fn default_value(ground: Ground) -> Option<f64> {
    Some(match ground {
        Ground::Habitat => 1.0,
        Ground::TallTrees | Ground::TallestTrees => 1.5,
        Ground::Trees | Ground::MiddleTrees => 2.0,
        Ground::LowTrees => 6.0,
        Ground::Unknown
        | Ground::Field
        | Ground::Mire
        | Ground::Rock
        | Ground::BuiltUp
        | Ground::Verge
        | Ground::PowerLine
        | Ground::Path
        | Ground::Stream => 20.0,
        Ground::HardSurface
        | Ground::Street
        | Ground::MainRoad
        | Ground::Rail
        | Ground::TrunkRoad
        | Ground::Motorway => 25.0,
        Ground::Water => 30.0,
        Ground::Building => 100.0,
        Ground::Barrier => return None,
    })
}

/// Why a table of resistances cannot be used.
#[derive(Debug, Clone, PartialEq, Error, Serialize, Deserialize)]
pub enum ResistanceError {
    /// A line is not a class and a value.
    #[error("line {line}: {text:?} is not a class and a resistance")]
    Line {
        /// The line, from 1.
        line: usize,
        /// What stands there.
        text: String,
    },
    /// There is no such class.
    #[error("line {line}: there is no class {name:?}")]
    UnknownClass {
        /// The line, from 1.
        line: usize,
        /// What stands there.
        name: String,
    },
    /// A value is no resistance.
    #[error("line {line}: {value:?} is no resistance above 0, nor the word barrier")]
    Value {
        /// The line, from 1.
        line: usize,
        /// What stands there.
        value: String,
    },
}

impl Resistance {
    /// Greatest resistance that a class may have: beyond it, it is a barrier.
    pub const MOST: f64 = 1e6;

    /// What a metre of a class costs; `None` for a barrier.
    #[must_use]
    pub fn of(&self, ground: Ground) -> Option<f64> {
        self.values.get(usize::from(ground.code())).copied().flatten()
    }

    /// Gives a class another value; `None` makes it a barrier.
    ///
    /// Says whether it did: a value has to lie above 0 and at most at [`Self::MOST`].
    pub fn set(&mut self, ground: Ground, value: Option<f64>) -> bool {
        let fits = value.is_none_or(|value| value > 0.0 && value <= Self::MOST);
        if fits && let Some(own) = self.values.get_mut(usize::from(ground.code())) {
            *own = value;
        }
        fits
    }

    /// Values by the code of their class.
    #[must_use]
    pub fn values(&self) -> &[Option<f64>] {
        &self.values
    }

    /// Reads a table: a line a class, `class,resistance`, with `barrier` for what is not
    /// crossed. Classes that it does not name keep their value; a first line of headings,
    /// empty lines and lines after `#` are passed over; semicolons and tabulators
    /// separate too.
    ///
    /// ```
    /// use geodata::landscape::{Ground, Resistance};
    /// let table = Resistance::default().with_table("class,resistance\nwater,50\nmotorway,barrier\n")?;
    /// assert_eq!(table.of(Ground::Water), Some(50.0));
    /// assert_eq!(table.of(Ground::Motorway), None);
    /// assert!(table.with_table("sea,1").is_err());
    /// # Ok::<(), geodata::landscape::ResistanceError>(())
    /// ```
    ///
    /// # Errors
    /// The first line that cannot be understood, with its number.
    pub fn with_table(&self, text: &str) -> Result<Self, ResistanceError> {
        let mut table = self.clone();
        for (line, text) in (1..).zip(text.lines()) {
            let content = text.trim_start_matches('\u{feff}').trim();
            if content.is_empty() || content.starts_with('#') {
                continue;
            }
            let mut fields = content.split([',', ';', '\t']).map(|f| f.trim().trim_matches('"'));
            let (Some(name), Some(value)) = (fields.next(), fields.next()) else {
                return Err(ResistanceError::Line { line, text: text.to_owned() });
            };
            let Some(ground) = Ground::from_name(name) else {
                if line == 1 && value.parse::<f64>().is_err() {
                    continue;
                }
                return Err(ResistanceError::UnknownClass { line, name: name.to_owned() });
            };
            let wrong = || ResistanceError::Value { line, value: value.to_owned() };
            let value = match value {
                "barrier" => None,
                number => Some(number.parse::<f64>().map_err(|_| wrong())?),
            };
            if !table.set(ground, value) {
                return Err(wrong());
            }
        }
        Ok(table)
    }

    /// The whole table, to be read by [`Self::with_table`].
    #[must_use]
    pub fn to_table(&self) -> String {
        let mut text = String::from("class,resistance\n");
        for ground in Ground::ALL {
            let value = self.of(ground).map_or_else(|| "barrier".to_owned(), |v| v.to_string());
            text.push_str(&format!("{},{value}\n", ground.name()));
        }
        text
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_table_that_was_written_is_read_back() {
        let mut table = Resistance::default();
        assert!(table.set(Ground::Water, None) && table.set(Ground::Rail, Some(0.5)));
        assert_eq!(Resistance::default().with_table(&table.to_table()), Ok(table));
    }

    #[test]
    fn what_is_wrong_in_a_table_is_told_with_its_line() {
        let read = |text: &str| Resistance::default().with_table(text).unwrap_err();
        assert!(matches!(read("water,5\nsnow,3"), ResistanceError::UnknownClass { line: 2, .. }));
        assert!(matches!(read("water,-5"), ResistanceError::Value { line: 1, .. }));
        assert!(matches!(read("# a\nwater"), ResistanceError::Line { line: 2, .. }));
        assert!(matches!(read("water,1e9"), ResistanceError::Value { line: 1, .. }));
    }
}
