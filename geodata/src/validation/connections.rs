//! Surveyed connections by the grade that their own gaps give them, beside their surveyors'.

use serde::{Deserialize, Serialize};

use super::along::length_of;
use super::{Kappa, Weights, weighted_kappa};
use crate::landscape::Land;
use crate::links::{Gap, GapLimits, Grade, gaps_along, grade_of};
use crate::scenario::Connection;

/// The quality of a connection as its surveyor has it (`laatu`).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Quality {
    /// `Hyvä`; of ecological connections, `Yhteys on nykyisellään toimiva`.
    Good,
    /// `Heikko`; of ecological connections, `Kehitettävä tai heikko yhteys`.
    Weak,
    /// `Poikki`.
    Cut,
}

impl Quality {
    /// Every quality, the best first.
    pub const ALL: [Self; 3] = [Self::Good, Self::Weak, Self::Cut];

    /// What a survey's `laatu` says; `None` where it says nothing that is known.
    #[must_use]
    pub fn of(text: &str) -> Option<Self> {
        match text.trim().to_lowercase().as_str() {
            "hyvä" | "yhteys on nykyisellään toimiva" => Some(Self::Good),
            "heikko" | "kehitettävä tai heikko yhteys" => Some(Self::Weak),
            "poikki" => Some(Self::Cut),
            _ => None,
        }
    }

    /// The quality that a computed grade is held against: surveyors have three, so critical
    /// counts as weak. An assumption; the table keeps all four apart.
    #[must_use]
    pub fn of_grade(grade: Grade) -> Self {
        match grade {
            Grade::Good => Self::Good,
            Grade::Weak | Grade::Critical => Self::Weak,
            Grade::Cut => Self::Cut,
        }
    }

    /// The name in files.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Good => "good",
            Self::Weak => "weak",
            Self::Cut => "cut",
        }
    }
}

/// A surveyed connection with the grade of its own gaps.
#[derive(Debug, Clone, PartialEq)]
pub struct GradedConnection {
    /// What its surveyor says of its quality.
    pub quality: Option<Quality>,
    /// It stands to be developed (`luokka` is `Kehitettävä`): no claim that anything moves there.
    pub is_to_develop: bool,
    /// The grade that its gaps give it.
    pub grade: Grade,
    /// The widest of them, metres; 0 without any.
    pub widest_gap_m: f64,
    /// Its length, metres.
    pub length_m: f64,
    /// Its gaps, in the direction that it was drawn in.
    pub gaps: Vec<Gap>,
}

/// Which connections a figure is of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Which {
    /// Those that surveyors found to be there.
    Existing,
    /// Those that they found should be developed.
    ToDevelop,
    /// All of them.
    All,
}

impl Which {
    /// Each, in the order of a report.
    pub const EACH: [Self; 3] = [Self::Existing, Self::ToDevelop, Self::All];

    /// Whether one of these belongs to it.
    #[must_use]
    pub fn takes(self, is_to_develop: bool) -> bool {
        match self {
            Self::Existing => !is_to_develop,
            Self::ToDevelop => is_to_develop,
            Self::All => true,
        }
    }

    /// Its name in files.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Existing => "existing",
            Self::ToDevelop => "to_develop",
            Self::All => "all",
        }
    }
}

/// How grades and surveyors agree.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Agreement {
    /// Counts: a row a quality ([`Quality::ALL`]), a column a grade ([`Grade::ALL`]).
    pub counts: [[usize; 4]; 3],
    /// Connections whose quality nobody says, or in words that are not known.
    pub unsaid: usize,
    /// The agreement of the three qualities; `None` where none can be told.
    pub kappa: Option<Kappa>,
}

/// Grades each connection by the gaps along its own line.
///
/// # Arguments
/// Lines and land in the same working system.
#[must_use]
pub fn graded(
    connections: &[Connection],
    land: &Land,
    limits: &GapLimits,
) -> Vec<GradedConnection> {
    crate::parallel::map(connections, |connection| {
        let gaps: Vec<Gap> =
            connection.line.0.iter().flat_map(|part| gaps_along(land, &part.0)).collect();
        GradedConnection {
            quality: Quality::of(&connection.quality),
            is_to_develop: connection.class.trim().to_lowercase() == "kehitettävä",
            grade: grade_of(&gaps, limits),
            widest_gap_m: gaps.iter().map(|gap| gap.width_m).fold(0.0, f64::max),
            length_m: length_of(&connection.line),
            gaps,
        }
    })
}

/// Those of a kind.
pub fn of_class(
    graded: &[GradedConnection],
    which: Which,
) -> impl Iterator<Item = (usize, &GradedConnection)> {
    graded.iter().enumerate().filter(move |(_, one)| which.takes(one.is_to_develop))
}

/// How grades and surveyors agree about those of a kind.
#[must_use]
pub fn agreement(graded: &[GradedConnection], which: Which, weights: Weights) -> Agreement {
    let mut counts = [[0; 4]; 3];
    let mut three = [[0; 3]; 3];
    let mut unsaid = 0;
    for (_, connection) in of_class(graded, which) {
        let Some(quality) = connection.quality else {
            unsaid += 1;
            continue;
        };
        counts[quality as usize][connection.grade as usize] += 1;
        three[quality as usize][Quality::of_grade(connection.grade) as usize] += 1;
    }
    let rows: [&[usize]; 3] = [&three[0], &three[1], &three[2]];
    Agreement { counts, unsaid, kappa: weighted_kappa(&rows, weights) }
}

#[cfg(test)]
mod tests {
    use geo::{LineString, MultiPolygon, Rect};

    use super::*;
    use crate::crs::{Crs, WorkingCrs};
    use crate::landscape::{Ground, LandPiece};
    use crate::model::Habitat;

    /// Trees from 0 to 100 and from 100 + `gap` to 1 000, 15 m tall.
    fn land(gap: f64) -> Land {
        let crs = WorkingCrs::from_crs(Crs::from_name("EPSG:3879").unwrap()).unwrap();
        let rect = |from: f64, to: f64| {
            MultiPolygon(vec![Rect::new((from, 0.0), (to, 100.0)).to_polygon()])
        };
        let trees = |from, to| LandPiece::new(Ground::TallTrees, rect(from, to));
        let habitat = Habitat::from_shapes(vec![rect(0.0, 20.0), rect(980.0, 1000.0)], crs);
        Land::new(vec![trees(0.0, 100.0), trees(100.0 + gap, 1000.0)], &habitat)
    }

    fn surveyed(quality: &str, class: &str) -> Connection {
        Connection {
            label: "1".into(),
            class: class.into(),
            quality: quality.into(),
            line: LineString::from(vec![(20.0, 50.0), (980.0, 50.0)]).into(),
        }
    }

    #[test]
    fn connections_are_graded_by_their_own_gaps() {
        let said = [surveyed("Hyvä", "Korvaamaton"), surveyed(" heikko", "KEHITETTÄVÄ ")];
        let of = |gap| graded(&said, &land(gap), &GapLimits::default());
        let found = of(40.0);
        assert_eq!(found[0].quality, Some(Quality::Good));
        assert_eq!((found[0].grade, found[0].widest_gap_m), (Grade::Weak, 40.0));
        assert_eq!((found[0].length_m, found[0].is_to_develop), (960.0, false));
        assert_eq!((found[1].quality, found[1].is_to_develop), (Some(Quality::Weak), true));
        assert_eq!(of(14.0)[0].grade, Grade::Good);
        assert_eq!(of(101.0)[0].grade, Grade::Cut);
    }

    #[test]
    fn the_table_keeps_critical_apart_and_kappa_takes_it_for_weak() {
        let one = |quality, grade, is_to_develop| GradedConnection {
            quality,
            is_to_develop,
            grade,
            widest_gap_m: 0.0,
            length_m: 1.0,
            gaps: Vec::new(),
        };
        let all = [
            one(Some(Quality::Good), Grade::Good, false),
            one(Some(Quality::Weak), Grade::Critical, true),
            one(Some(Quality::Weak), Grade::Weak, false),
            one(Some(Quality::Cut), Grade::Cut, true),
            one(None, Grade::Cut, true),
        ];
        let found = agreement(&all, Which::All, Weights::Linear);
        assert_eq!(found.counts, [[1, 0, 0, 0], [0, 1, 1, 0], [0, 0, 0, 1]]);
        assert_eq!((found.unsaid, found.kappa.unwrap().kappa), (1, 1.0));
        let standing = agreement(&all, Which::Existing, Weights::Linear);
        assert_eq!(standing.counts, [[1, 0, 0, 0], [0, 1, 0, 0], [0; 4]]);
        let wanted = agreement(&all, Which::ToDevelop, Weights::Linear);
        assert_eq!((wanted.counts[1][2], wanted.counts[2][3], wanted.unsaid), (1, 1, 1));
    }

    #[test]
    fn words_of_both_layers_are_known() {
        for (words, quality) in [
            ("Hyvä", Some(Quality::Good)),
            ("HEIKKO", Some(Quality::Weak)),
            ("Poikki", Some(Quality::Cut)),
            ("Yhteys on nykyisellään toimiva", Some(Quality::Good)),
            ("Kehitettävä tai heikko yhteys", Some(Quality::Weak)),
            ("", None),
            ("Erinomainen", None),
        ] {
            assert_eq!(Quality::of(words), quality, "{words}");
        }
    }
}
