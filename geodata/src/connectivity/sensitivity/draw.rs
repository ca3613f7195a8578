//! The assumptions of a run, drawn by a Latin hypercube.

use serde::{Deserialize, Serialize};

use crate::connectivity::GradeFactors;
use crate::landscape::{Ground, Resistance};
use crate::links::GapLimits;
use crate::random::Random;

/// What a number is drawn from.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Range {
    /// Which number.
    pub name: &'static str,
    /// The least.
    pub least: f64,
    /// The most.
    pub most: f64,
    /// Drawn evenly by its logarithm: a factor.
    pub is_factor: bool,
}

const fn range(name: &'static str, least: f64, most: f64) -> Range {
    Range { name, least, most, is_factor: false }
}

const fn factor(name: &'static str, most: f64) -> Range {
    Range { name, least: 1.0 / most, most, is_factor: true }
}

/// All that is drawn; the last one for each level of resistance.
///
/// The glide ratio goes up to the mean that Asari, Yanagawa and Oshida 2007 measured; the
/// other ranges are assumptions about assumptions, and so are printed with every result.
pub const RANGES: [Range; 8] = [
    range("glide_ratio", 0.8, 1.7),
    range("unknown_height_m", 7.0, 15.0),
    range("weak_gap_m", 40.0, 60.0),
    range("critical_gap_m", 80.0, 120.0),
    range("weak_factor", 0.3, 0.7),
    range("critical_factor", 0.1, 0.3),
    factor("distance_factor", 2.0),
    factor("resistance_factor", 1.5),
];

/// The assumptions of a run.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Draw {
    /// Gap limits and heights.
    pub limits: GapLimits,
    /// What a grade is worth.
    pub factors: GradeFactors,
    /// How many times as far animals go.
    pub distance_factor: f64,
    /// What ground costs.
    pub resistance: Resistance,
}

impl Draw {
    /// The assumptions as they are.
    #[must_use]
    pub fn as_assumed(resistance: Resistance) -> Self {
        Self {
            limits: GapLimits::default(),
            factors: GradeFactors::default(),
            distance_factor: 1.0,
            resistance,
        }
    }
}

/// So many draws about a table of resistances. The same seed gives the same.
///
/// ```
/// use geodata::connectivity::sensitivity::draws;
/// use geodata::landscape::Resistance;
///
/// let table = Resistance::default();
/// let [first, again] = [draws(10, 1, &table), draws(10, 1, &table)];
/// assert_eq!(first, again);
/// // Each tenth of a range is drawn from once.
/// let mut tenths: Vec<f64> =
///     first.iter().map(|draw| ((draw.limits.weak_m - 40.0) / 2.0).floor()).collect();
/// tenths.sort_by(f64::total_cmp);
/// assert_eq!(tenths, [0.0, 1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0, 8.0, 9.0]);
/// ```
#[must_use]
pub fn draws(runs: usize, seed: u64, table: &Resistance) -> Vec<Draw> {
    let mut random = Random::new(seed);
    let (least, levels) = levels(table);
    let single = RANGES.len() - 1;
    let columns: Vec<Vec<f64>> =
        (0..single + levels.len()).map(|_| strata(&mut random, runs)).collect();
    let value = |column: usize, run: usize| {
        let Range { least, most, is_factor, .. } = RANGES[column.min(single)];
        let share = columns[column][run];
        if is_factor {
            libm::exp(libm::log(least) + share * (libm::log(most) - libm::log(least)))
        } else {
            least + share * (most - least)
        }
    };
    (0..runs)
        .map(|run| {
            let of = |column: usize| value(column, run);
            // Sorted, so that what is harder to cross stays so.
            let mut drawn: Vec<f64> = levels
                .iter()
                .enumerate()
                .map(|(level, cost)| (cost * of(single + level)).max(least))
                .collect();
            drawn.sort_by(f64::total_cmp);
            Draw {
                limits: GapLimits {
                    glide_ratio: of(0),
                    unknown_height_m: of(1),
                    weak_m: of(2),
                    critical_m: of(3),
                },
                factors: GradeFactors { weak: of(4), critical: of(5), ..GradeFactors::default() },
                distance_factor: of(6),
                resistance: with_levels(table, &levels, &drawn),
            }
        })
        .collect()
}

/// The least resistance, which all others are told against, and the different ones above it.
fn levels(table: &Resistance) -> (f64, Vec<f64>) {
    let mut levels: Vec<f64> =
        Ground::ALL.into_iter().filter_map(|ground| table.of(ground)).collect();
    levels.sort_by(f64::total_cmp);
    levels.dedup();
    let above = levels.split_off(levels.len().min(1));
    (levels.first().copied().unwrap_or(1.0), above)
}

fn with_levels(table: &Resistance, levels: &[f64], drawn: &[f64]) -> Resistance {
    let mut varied = table.clone();
    for ground in Ground::ALL {
        let level = levels.iter().position(|level| Some(*level) == table.of(ground));
        if let Some(level) = level {
            varied.set(ground, Some(drawn[level].min(Resistance::MOST)));
        }
    }
    varied
}

/// A number in each part of 0 to 1, in an order of its own.
#[expect(clippy::cast_precision_loss, reason = "numbers of runs are small")]
fn strata(random: &mut Random, parts: usize) -> Vec<f64> {
    let mut shares: Vec<f64> =
        (0..parts).map(|part| (part as f64 + random.share()) / parts as f64).collect();
    for last in (1..parts).rev() {
        let other = usize::try_from(random.next() % (last as u64 + 1)).unwrap_or(0);
        shares.swap(last, other);
    }
    shares
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_table_scaled_to_one_varies_as_much() {
        let mut small = Resistance::default();
        for ground in Ground::ALL {
            small.set(ground, Resistance::default().of(ground).map(|cost| cost / 100.0));
        }
        let of = |table: &Resistance| {
            let drawn = draws(20, 3, table);
            drawn.iter().map(|draw| draw.resistance.of(Ground::Field)).collect::<Vec<_>>()
        };
        for (small, usual) in of(&small).into_iter().zip(of(&Resistance::default())) {
            assert!((small.unwrap() * 100.0 - usual.unwrap()).abs() < 1e-9);
        }
    }

    #[test]
    fn resistances_keep_their_order() {
        let table = Resistance::default();
        for draw in draws(200, 3, &table) {
            for a in Ground::ALL {
                for b in Ground::ALL {
                    if let (Some(p), Some(q)) = (table.of(a), table.of(b))
                        && p <= q
                    {
                        assert!(draw.resistance.of(a) <= draw.resistance.of(b), "{a:?} {b:?}");
                    }
                }
            }
            assert_eq!(draw.resistance.of(Ground::Habitat), table.of(Ground::Habitat));
            assert!(draw.limits.weak_m < draw.limits.critical_m);
            assert!(draw.factors.critical <= draw.factors.weak);
        }
    }
}
