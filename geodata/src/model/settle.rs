//! From areas that nest, repeat and lie over each other to patches that do not.

use std::collections::BTreeMap;

use geo::{Area as _, BoundingRect, MultiPolygon};
use rstar::primitives::{GeomWithData, Rectangle};
use rstar::{AABB, RTree};

use super::{Date, LeftOut, LeftOutReason, Overlaps};
use crate::geometry::{are_joined, dissolved, shared_area, without};

/// Of two areas of one type the earlier gives way where they share more than this
/// of the smaller. An assumption.
const SAME_AREA: f64 = 0.5;

/// A polygon of a layer, in metres.
#[derive(Debug, Clone)]
pub(super) struct HabitatArea {
    /// Layer and place of the feature in it.
    pub(super) source: (u32, u32),
    pub(super) label: String,
    pub(super) polygons: MultiPolygon,
    /// What a survey of flying squirrels says of it; `None` for other layers.
    pub(super) survey: Option<SurveyedArea>,
}

/// What a survey says of an area.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct SurveyedArea {
    pub(super) date: Option<Date>,
    pub(super) kind: String,
    pub(super) is_occupied: bool,
}

/// An area that is a patch, with all that it was made of.
pub(super) struct Settled {
    pub(super) area: HabitatArea,
    /// All sources, where there are several.
    pub(super) merged: Vec<(u32, u32)>,
}

/// Makes patches of areas, in the order of the first area in each.
pub(super) fn settle(
    areas: Vec<HabitatArea>,
    overlaps: Overlaps,
    least_area_m2: f64,
) -> (Vec<Settled>, Vec<LeftOut>) {
    let mut left_out = Vec::new();
    let is_joined = |area: &HabitatArea| match overlaps {
        Overlaps::Kept => false,
        Overlaps::Surveys => area.survey.is_some(),
        Overlaps::Dissolved => true,
    };
    let (joined, plain): (Vec<HabitatArea>, Vec<HabitatArea>) =
        areas.into_iter().partition(is_joined);
    let mut settled: Vec<Settled> =
        plain.into_iter().map(|area| Settled { area, merged: Vec::new() }).collect();
    if !joined.is_empty() {
        let latest = without_superseded(joined, &mut left_out);
        let is_occupied = |area: &HabitatArea| area.survey.as_ref().is_none_or(|s| s.is_occupied);
        let (occupied, suitable): (Vec<HabitatArea>, Vec<HabitatArea>) =
            latest.into_iter().partition(is_occupied);
        let occupied = join(occupied);
        let apart = set_apart(join(suitable), &occupied, &mut left_out);
        settled.extend(occupied);
        settled.extend(apart);
        settled.sort_by_key(|settled| settled.area.source);
    }
    settled.retain(|Settled { area, .. }| {
        let area_m2 = area.polygons.unsigned_area();
        let is_small = area_m2 < least_area_m2;
        if is_small {
            left_out.push(left(area, LeftOutReason::TooSmall));
        }
        !is_small
    });
    left_out.sort_by_key(|left| left.source);
    (settled, left_out)
}

fn left(area: &HabitatArea, reason: LeftOutReason) -> LeftOut {
    let area_m2 = area.polygons.unsigned_area();
    LeftOut { source: area.source, label: area.label.clone(), area_m2, reason }
}

/// Boxes of areas by their places in the list.
struct Boxes(RTree<GeomWithData<Rectangle<[f64; 2]>, usize>>);

impl Boxes {
    fn new<'a>(areas: impl Iterator<Item = &'a MultiPolygon>) -> Self {
        let boxes = areas.enumerate().filter_map(|(place, polygons)| {
            let (min, max) = corners(polygons)?;
            Some(GeomWithData::new(Rectangle::from_corners(min, max), place))
        });
        Self(RTree::bulk_load(boxes.collect()))
    }

    /// Places of the areas whose boxes meet that of this one, rising.
    fn near(&self, polygons: &MultiPolygon) -> Vec<usize> {
        let Some((min, max)) = corners(polygons) else { return Vec::new() };
        let near = self.0.locate_in_envelope_intersecting(&AABB::from_corners(min, max));
        let mut places: Vec<usize> = near.map(|found| found.data).collect();
        places.sort_unstable();
        places
    }
}

fn corners(polygons: &MultiPolygon) -> Option<([f64; 2], [f64; 2])> {
    let bounds = polygons.bounding_rect()?;
    Some(([bounds.min().x, bounds.min().y], [bounds.max().x, bounds.max().y]))
}

/// Takes out what a later survey of the same type drew again.
fn without_superseded(areas: Vec<HabitatArea>, left_out: &mut Vec<LeftOut>) -> Vec<HabitatArea> {
    let boxes = Boxes::new(areas.iter().map(|area| &area.polygons));
    let by = |place: usize| {
        let area = &areas[place];
        let own = area.survey.as_ref()?;
        let later = |other: &usize| {
            let Some(theirs) = &areas[*other].survey else { return false };
            theirs.kind == own.kind
                && theirs.date > own.date
                && own.date.is_some()
                && is_the_same(&area.polygons, &areas[*other].polygons)
        };
        // The latest of those that drew it again.
        let date = |place: &usize| areas[*place].survey.as_ref().and_then(|survey| survey.date);
        boxes.near(&area.polygons).into_iter().filter(later).max_by_key(date)
    };
    let superseded: BTreeMap<usize, String> = (0..areas.len())
        .filter_map(|place| Some((place, areas[by(place)?].label.clone())))
        .collect();
    let mut kept = Vec::with_capacity(areas.len());
    for (place, area) in areas.into_iter().enumerate() {
        match superseded.get(&place) {
            Some(by) => left_out.push(left(&area, LeftOutReason::Superseded { by: by.clone() })),
            None => kept.push(area),
        }
    }
    kept
}

fn is_the_same(a: &MultiPolygon, b: &MultiPolygon) -> bool {
    let smaller = a.unsigned_area().min(b.unsigned_area());
    shared_area(a, b) > SAME_AREA * smaller
}

/// Joins areas that lie over each other or share an edge.
fn join(areas: Vec<HabitatArea>) -> Vec<Settled> {
    let boxes = Boxes::new(areas.iter().map(|area| &area.polygons));
    // The first of each group of joined areas, found by following them down.
    let mut first: Vec<usize> = (0..areas.len()).collect();
    fn root(first: &[usize], mut place: usize) -> usize {
        while first[place] != place {
            place = first[place];
        }
        place
    }
    for place in 0..areas.len() {
        for other in boxes.near(&areas[place].polygons).into_iter().filter(|o| *o > place) {
            let (mine, theirs) = (root(&first, place), root(&first, other));
            if mine != theirs && are_joined(&areas[place].polygons, &areas[other].polygons) {
                let (low, high) = (mine.min(theirs), mine.max(theirs));
                first[high] = low;
            }
        }
    }
    let mut groups: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for place in 0..areas.len() {
        groups.entry(root(&first, place)).or_default().push(place);
    }
    let mut areas: Vec<Option<HabitatArea>> = areas.into_iter().map(Some).collect();
    groups
        .into_values()
        .filter_map(|group| {
            let members: Vec<HabitatArea> =
                group.into_iter().filter_map(|place| areas[place].take()).collect();
            Some(one_of(members))?
        })
        .collect()
}

/// One area of all members, called as the largest of them.
fn one_of(members: Vec<HabitatArea>) -> Option<Settled> {
    if members.len() < 2 {
        let area = members.into_iter().next()?;
        return Some(Settled { area, merged: Vec::new() });
    }
    let shapes: Vec<&MultiPolygon> = members.iter().map(|member| &member.polygons).collect();
    let polygons = dissolved(&shapes);
    let merged = members.iter().map(|member| member.source).collect();
    let size = |area: &HabitatArea| area.polygons.unsigned_area();
    // Of equal ones the first.
    let largest = members.into_iter().rev().max_by(|x, y| size(x).total_cmp(&size(y)))?;
    Some(Settled { area: HabitatArea { polygons, ..largest }, merged })
}

/// Suitable forest less what is occupied.
fn set_apart(
    suitable: Vec<Settled>,
    occupied: &[Settled],
    left_out: &mut Vec<LeftOut>,
) -> Vec<Settled> {
    let boxes = Boxes::new(occupied.iter().map(|settled| &settled.area.polygons));
    let mut apart = Vec::with_capacity(suitable.len());
    for Settled { area, merged } in suitable {
        let over: Vec<&MultiPolygon> = boxes
            .near(&area.polygons)
            .into_iter()
            .map(|place| &occupied[place].area.polygons)
            .collect();
        let polygons = without(&area.polygons, &over);
        // What overlay leaves of nothing is thinner than any survey.
        if polygons.unsigned_area() < 1.0 {
            left_out.push(left(&area, LeftOutReason::Covered));
        } else {
            apart.push(Settled { area: HabitatArea { polygons, ..area }, merged });
        }
    }
    apart
}

#[cfg(test)]
mod tests {
    use geo::Rect;

    use super::*;

    fn area(number: u32, kind: &str, date: &str, [x, y, w, h]: [f64; 4]) -> HabitatArea {
        HabitatArea {
            source: (0, number),
            label: number.to_string(),
            polygons: MultiPolygon(vec![Rect::new((x, y), (x + w, y + h)).to_polygon()]),
            survey: Some(SurveyedArea {
                date: date.parse().ok(),
                kind: kind.to_owned(),
                is_occupied: kind != "Soveltuva",
            }),
        }
    }

    fn sizes(settled: &[Settled]) -> Vec<(String, f64)> {
        settled.iter().map(|s| (s.area.label.clone(), s.area.polygons.unsigned_area())).collect()
    }

    #[test]
    fn the_latest_survey_of_an_area_counts_and_nested_ones_are_one() {
        let areas = vec![
            area(0, "Elinalue", "2016-05-01", [0.0, 0.0, 100.0, 100.0]),
            area(1, "Elinalue", "2024-05-01", [10.0, 0.0, 100.0, 100.0]),
            area(2, "Ydinalue", "2024-05-01", [30.0, 30.0, 20.0, 20.0]),
            area(3, "Elinalue", "2016-05-01", [500.0, 0.0, 10.0, 10.0]),
        ];
        let (settled, left_out) = settle(areas, Overlaps::Surveys, 0.0);
        assert_eq!(sizes(&settled), [("1".into(), 10_000.0), ("3".into(), 100.0)]);
        assert_eq!(settled[0].merged, [(0, 1), (0, 2)]);
        assert_eq!(left_out.len(), 1);
        assert_eq!(left_out[0].source, (0, 0));
        assert_eq!(left_out[0].reason, LeftOutReason::Superseded { by: "1".into() });
    }

    #[test]
    fn suitable_forest_stands_apart_less_what_is_occupied() {
        let areas = vec![
            area(0, "Soveltuva", "2024-05-01", [0.0, 0.0, 100.0, 100.0]),
            area(1, "Elinalue", "2024-05-01", [0.0, 0.0, 50.0, 100.0]),
            area(2, "Soveltuva", "2024-05-01", [10.0, 10.0, 20.0, 20.0]),
            area(3, "Soveltuva", "2024-05-01", [0.0, 200.0, 4.0, 4.0]),
        ];
        let (settled, left_out) = settle(areas, Overlaps::Surveys, 20.0);
        assert_eq!(sizes(&settled), [("0".into(), 5_000.0), ("1".into(), 5_000.0)]);
        assert_eq!(left_out[0].reason, LeftOutReason::TooSmall);
        let covered = vec![
            area(0, "Elinalue", "2024-05-01", [0.0, 0.0, 50.0, 100.0]),
            area(1, "Soveltuva", "2024-05-01", [10.0, 10.0, 20.0, 20.0]),
        ];
        let (settled, left_out) = settle(covered, Overlaps::Surveys, 0.0);
        assert_eq!((settled.len(), &left_out[0].reason), (1, &LeftOutReason::Covered));
    }

    #[test]
    fn other_layers_are_joined_only_when_asked() {
        let plain = |number, place| HabitatArea { survey: None, ..area(number, "", "", place) };
        let areas = || {
            vec![
                plain(0, [0.0, 0.0, 10.0, 10.0]),
                plain(1, [10.0, 0.0, 10.0, 10.0]),
                plain(2, [20.0, 10.0, 10.0, 10.0]),
            ]
        };
        for (overlaps, patches) in
            [(Overlaps::Surveys, 3), (Overlaps::Kept, 3), (Overlaps::Dissolved, 2)]
        {
            let (settled, left_out) = settle(areas(), overlaps, 0.0);
            assert_eq!((settled.len(), left_out.len()), (patches, 0), "{overlaps:?}");
            let whole: f64 = settled.iter().map(|s| s.area.polygons.unsigned_area()).sum();
            assert_eq!(whole, 300.0);
        }
    }
}
