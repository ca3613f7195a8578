//! Gaps: the treeless stretches along a link, and the grade that they give it.
//!
//! What counts as trees is what an animal can move in: 10 m and taller, of unknown
//! height, or a habitat patch. Ends of gaps are where the line leaves and enters the
//! polygons themselves, not cells of a grid.

use geo::Coord;
use serde::{Deserialize, Serialize};

use crate::geometry::Groups;
use crate::landscape::{Ground, Land, top};

/// A link's line is followed so far into the patches at its ends, to see the trees there.
const INTO_PATCH_M: f64 = 1.0;

/// Gaps narrower than this are rounding, metres.
const LEAST_GAP_M: f64 = 1e-6;

/// A line so near to trees lies on their edge, metres.
const BESIDE_M: f64 = 1e-5;

/// Up to where gaps are good, weak or critical.
///
/// The defaults: a glide as long as the trees are high (the ratio 1.0 that Asari,
/// Yanagawa and Oshida 2007, Mammal Study 32:151-154, advise); 50 m, the longest glide
/// they measured, being 49.4 m; 100 m, beyond which treeless areas are avoided. The last
/// two are assumptions between those facts.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct GapLimits {
    /// Metres of glide a metre of tree.
    pub glide_ratio: f64,
    /// Height of trees that nobody says, metres.
    pub unknown_height_m: f64,
    /// Widest weak gap, metres.
    pub weak_m: f64,
    /// Widest critical gap, metres.
    pub critical_m: f64,
}

impl Default for GapLimits {
    fn default() -> Self {
        Self { glide_ratio: 1.0, unknown_height_m: 10.0, weak_m: 50.0, critical_m: 100.0 }
    }
}

/// What a link is worth by its widest gap. These are this project's grades, not the
/// judgement of a surveyor.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Grade {
    /// Every gap is within a glide from the lower of its two edges.
    Good,
    /// Up to 50 m.
    Weak,
    /// Up to 100 m.
    Critical,
    /// Wider, or a barrier stands in it: no link.
    Cut,
}

impl Grade {
    /// Every grade, the best first.
    pub const ALL: [Self; 4] = [Self::Good, Self::Weak, Self::Critical, Self::Cut];

    /// Name in files.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Good => "good",
            Self::Weak => "weak",
            Self::Critical => "critical",
            Self::Cut => "cut",
        }
    }
}

/// How much of a gap is of a class.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct GapPart {
    /// What lies there.
    pub ground: Ground,
    /// How much of the gap it takes, metres.
    pub length_m: f64,
}

/// A treeless stretch along a link.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Gap {
    /// Where it begins, metres along the link.
    pub at_m: f64,
    /// How wide it is, metres along the link.
    pub width_m: f64,
    /// Where the trees end, in the working system.
    pub from: Coord,
    /// Where they begin again.
    pub to: Coord,
    /// Least height of the trees where it begins; `None` where nobody says.
    pub from_height_m: Option<f64>,
    /// Least height of the trees where it ends; `None` where nobody says.
    pub to_height_m: Option<f64>,
    /// What lies in it, the most first.
    pub parts: Vec<GapPart>,
}

impl Gap {
    /// The grade of a link that has this gap alone: cut, however narrow, where a barrier
    /// stands in it.
    #[must_use]
    pub fn grade(&self, limits: &GapLimits) -> Grade {
        let height = |known: Option<f64>| known.unwrap_or(limits.unknown_height_m);
        let lower = height(self.from_height_m).min(height(self.to_height_m));
        if self.parts.iter().any(|part| part.ground == Ground::Barrier) {
            Grade::Cut
        } else if self.width_m <= limits.glide_ratio * lower {
            Grade::Good
        } else if self.width_m <= limits.weak_m {
            Grade::Weak
        } else if self.width_m <= limits.critical_m {
            Grade::Critical
        } else {
            Grade::Cut
        }
    }
}

/// The grade of a link with these gaps: the worst of theirs.
#[must_use]
pub fn grade_of(gaps: &[Gap], limits: &GapLimits) -> Grade {
    gaps.iter().map(|gap| gap.grade(limits)).max().unwrap_or(Grade::Good)
}

/// The gaps along a line, in its direction, and so those of any link.
///
/// # Arguments
/// `line` in the working system, from the edge of one patch to that of another.
#[must_use]
pub fn gaps_along(land: &Land, line: &[Coord]) -> Vec<Gap> {
    let Some((longer, before_m)) = into_patches(line) else { return Vec::new() };
    let whole_m: f64 = lengths(line).sum();
    let stretches = land.along(&longer);
    let mut gaps: Vec<Gap> = Vec::new();
    let mut trees: Option<Groups> = None;
    let mut open = false;
    for stretch in stretches {
        let from_m = (stretch.from_m - before_m).clamp(0.0, whole_m);
        let to_m = (stretch.to_m - before_m).clamp(0.0, whole_m);
        let ground = top(stretch.groups);
        if ground.is_canopy() {
            if let Some(gap) = gaps.last_mut().filter(|_| open) {
                gap.to_height_m = tree_height_m(stretch.groups);
            }
            (trees, open) = (Some(stretch.groups), false);
            continue;
        }
        if to_m - from_m <= 0.0 {
            continue;
        }
        if !open {
            gaps.push(Gap {
                at_m: from_m,
                width_m: 0.0,
                from: position_at(line, from_m),
                to: position_at(line, from_m),
                from_height_m: trees.and_then(tree_height_m),
                to_height_m: None,
                parts: Vec::new(),
            });
            open = true;
        }
        if let Some(gap) = gaps.last_mut() {
            gap.width_m = to_m - gap.at_m;
            gap.to = position_at(line, to_m);
            let length_m = to_m - from_m;
            match gap.parts.iter_mut().find(|part| part.ground == ground) {
                Some(part) => part.length_m += length_m,
                None => gap.parts.push(GapPart { ground, length_m }),
            }
        }
    }
    gaps.retain(|gap| gap.width_m > LEAST_GAP_M && !runs_along_trees(land, line, gap));
    for gap in &mut gaps {
        gap.parts.sort_by(|p, q| q.length_m.total_cmp(&p.length_m).then(p.ground.cmp(&q.ground)));
    }
    gaps
}

/// Whether a gap is none: where the line lies on the very edge of trees, rounding says
/// whether it is in them.
fn runs_along_trees(land: &Land, line: &[Coord], gap: &Gap) -> bool {
    [0.25, 0.5, 0.75].into_iter().all(|share| {
        let at = position_at(line, gap.at_m + share * gap.width_m);
        let beside = |x: f64, y: f64| land.ground_at(at + Coord { x, y }).is_canopy();
        let (by, not) = (BESIDE_M, -BESIDE_M);
        beside(by, by) || beside(by, not) || beside(not, by) || beside(not, not)
    })
}

/// The least height of the tallest trees among several classes, where one says it.
fn tree_height_m(groups: Groups) -> Option<f64> {
    let present = Ground::ALL.iter().filter(|ground| groups & (1 << ground.code()) != 0);
    present.filter(|ground| ground.is_canopy()).filter_map(|g| g.tree_height_m()).reduce(f64::max)
}

/// The line drawn on a little at both ends, and by how much at its start; `None` for a
/// line without length.
fn into_patches(line: &[Coord]) -> Option<(Vec<Coord>, f64)> {
    let towards = |from: Coord, to: Coord| {
        let step = to - from;
        let length = (step.x * step.x + step.y * step.y).sqrt();
        (length > 0.0).then(|| from + step * ((length + INTO_PATCH_M) / length))
    };
    let first = line.windows(2).find_map(|pair| towards(pair[1], pair[0]))?;
    let last = line.windows(2).rev().find_map(|pair| towards(pair[0], pair[1]))?;
    let longer: Vec<Coord> =
        std::iter::once(first).chain(line.iter().copied()).chain([last]).collect();
    let step = line[0] - first;
    Some((longer, (step.x * step.x + step.y * step.y).sqrt()))
}

fn lengths(line: &[Coord]) -> impl Iterator<Item = f64> + '_ {
    line.windows(2).map(|pair| {
        let step = pair[1] - pair[0];
        (step.x * step.x + step.y * step.y).sqrt()
    })
}

/// Length of a line, metres.
#[must_use]
pub fn length_m(line: &[Coord]) -> f64 {
    lengths(line).sum()
}

/// The position so many metres along a line; its ends beyond them.
#[must_use]
pub fn position_at(line: &[Coord], along_m: f64) -> Coord {
    let mut left = along_m;
    for (pair, length) in line.windows(2).zip(lengths(line)) {
        if left <= length && length > 0.0 {
            return pair[0] + (pair[1] - pair[0]) * (left.max(0.0) / length);
        }
        left -= length;
    }
    line.last().copied().unwrap_or(Coord { x: 0.0, y: 0.0 })
}

#[cfg(test)]
mod tests {
    use geo::{MultiPolygon, Rect, coord};

    use super::*;
    use crate::crs::{Crs, WorkingCrs};
    use crate::landscape::LandPiece;
    use crate::model::Habitat;

    fn piece(ground: Ground, from: f64, to: f64) -> LandPiece {
        let rect = Rect::new((from, 0.0), (to, 100.0));
        LandPiece::new(ground, MultiPolygon(vec![rect.to_polygon()]))
    }

    fn land(pieces: Vec<LandPiece>) -> Land {
        let crs = WorkingCrs::from_crs(Crs::from_name("EPSG:3879").unwrap()).unwrap();
        let patch = |from: f64| {
            MultiPolygon(vec![Rect::new((from, 0.0), (from + 50.0, 100.0)).to_polygon()])
        };
        Land::new(pieces, &Habitat::from_shapes(vec![patch(0.0), patch(300.0)], crs))
    }

    const LINE: [Coord; 2] = [Coord { x: 50.0, y: 50.0 }, Coord { x: 300.0, y: 50.0 }];

    #[test]
    fn gaps_have_their_widths_heights_and_classes() {
        let land = land(vec![
            piece(Ground::TallTrees, 50.0, 100.0),
            piece(Ground::Verge, 100.0, 148.0),
            piece(Ground::Motorway, 110.0, 138.0),
            piece(Ground::MiddleTrees, 148.0, 250.0),
            piece(Ground::LowTrees, 250.0, 280.0),
        ]);
        let gaps = gaps_along(&land, &LINE);
        assert_eq!(gaps.len(), 2);
        assert_eq!((gaps[0].at_m, gaps[0].width_m), (50.0, 48.0));
        assert_eq!((gaps[0].from_height_m, gaps[0].to_height_m), (Some(15.0), Some(10.0)));
        let parts: Vec<_> = gaps[0].parts.iter().map(|part| (part.ground, part.length_m)).collect();
        assert_eq!(parts, [(Ground::Motorway, 28.0), (Ground::Verge, 20.0)]);
        assert_eq!(
            (gaps[0].from, gaps[0].to),
            (coord! { x: 100.0, y: 50.0 }, coord! { x: 148.0, y: 50.0 })
        );
        // Low trees are no way, and behind them nothing is known to grow.
        assert_eq!((gaps[1].at_m, gaps[1].width_m), (200.0, 50.0));
        assert_eq!((gaps[1].from_height_m, gaps[1].to_height_m), (Some(10.0), None));
        let limits = GapLimits::default();
        assert_eq!(
            gaps.iter().map(|gap| gap.grade(&limits)).collect::<Vec<_>>(),
            [Grade::Weak, Grade::Weak]
        );
    }

    #[test]
    fn grades_follow_the_lower_edge_and_the_limits() {
        let limits = GapLimits::default();
        let graded = |width: f64, heights: (Ground, Ground)| {
            let land =
                land(vec![piece(heights.0, 50.0, 100.0), piece(heights.1, 100.0 + width, 300.0)]);
            grade_of(&gaps_along(&land, &LINE), &limits)
        };
        let (tall, unknown) = (Ground::TallestTrees, Ground::Trees);
        assert_eq!(graded(20.0, (tall, tall)), Grade::Good);
        assert_eq!(graded(20.0, (tall, unknown)), Grade::Weak);
        assert_eq!(graded(10.0, (tall, unknown)), Grade::Good);
        assert_eq!(graded(50.0, (tall, tall)), Grade::Weak);
        assert_eq!(graded(50.5, (tall, tall)), Grade::Critical);
        assert_eq!(graded(120.0, (tall, tall)), Grade::Cut);
        assert_eq!(grade_of(&[], &limits), Grade::Good);
    }

    #[test]
    fn a_barrier_cuts_however_thin_it_is() {
        let land =
            land(vec![piece(Ground::TallTrees, 50.0, 300.0), piece(Ground::Barrier, 150.0, 151.0)]);
        let gaps = gaps_along(&land, &LINE);
        assert_eq!(gaps.iter().map(|gap| gap.width_m).collect::<Vec<_>>(), [1.0]);
        assert_eq!(grade_of(&gaps, &GapLimits::default()), Grade::Cut);
    }

    #[test]
    fn a_line_on_the_edge_of_trees_meets_no_gap() {
        let land = land(vec![piece(Ground::Trees, 50.0, 300.0)]);
        for y in [0.0, 100.0] {
            let line = [coord! { x: 50.0, y: y }, coord! { x: 300.0, y: y }];
            assert_eq!(gaps_along(&land, &line), []);
        }
    }

    #[test]
    fn a_line_without_length_has_no_gap() {
        assert!(gaps_along(&land(Vec::new()), &[LINE[0], LINE[0]]).is_empty());
    }
}
