//! From areas that nest, repeat and lie over each other to patches that do not.

use std::collections::BTreeMap;

use geo::{Area as _, BoundingRect, MultiPolygon};
use rstar::primitives::{GeomWithData, Rectangle};
use rstar::{AABB, RTree};

use super::{Date, LeftOut, LeftOutReason, Overlaps, PatchPart};
use crate::geometry::{are_joined, dissolved, shared_area, without};

/// An area gives way where a later one covers more than this of it. An assumption.
const DRAWN_AGAIN: f64 = 0.5;

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
    /// `None` where it does not say.
    pub(super) is_occupied: Option<bool>,
}

/// An area that is a patch, with all that it was made of.
pub(super) struct Settled {
    pub(super) area: HabitatArea,
    /// What it was made of; empty where it is one area as it was.
    pub(super) parts: Vec<PatchPart>,
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
        plain.into_iter().map(|area| Settled { area, parts: Vec::new() }).collect();
    if !joined.is_empty() {
        let latest = without_superseded(joined, &mut left_out);
        let is_occupied = |area: &HabitatArea| {
            area.survey.as_ref().is_none_or(|survey| survey.is_occupied != Some(false))
        };
        let (occupied, suitable): (Vec<HabitatArea>, Vec<HabitatArea>) =
            latest.into_iter().partition(is_occupied);
        let occupied = join(occupied);
        let apart = set_apart(join(suitable), &occupied, &mut left_out);
        settled.extend(occupied);
        settled.extend(apart);
        crate::order::sort_by_key(&mut settled, |settled| settled.area.source);
    }
    settled.retain(|settled| {
        let is_small = settled.area.polygons.unsigned_area() < least_area_m2;
        if is_small {
            left_out.extend(left(settled, &LeftOutReason::TooSmall));
        }
        !is_small
    });
    crate::order::sort_by_key(&mut left_out, |left| left.source);
    (settled, left_out)
}

/// Everything that a patch was made of, as left out.
fn left(settled: &Settled, reason: &LeftOutReason) -> Vec<LeftOut> {
    if settled.parts.is_empty() {
        return vec![left_area(&settled.area, reason.clone())];
    }
    let part = |part: &PatchPart| LeftOut {
        source: part.source,
        label: part.label.clone(),
        area_m2: part.area_m2,
        reason: reason.clone(),
    };
    settled.parts.iter().map(part).collect()
}

fn left_area(area: &HabitatArea, reason: LeftOutReason) -> LeftOut {
    let area_m2 = area.polygons.unsigned_area();
    LeftOut { source: area.source, label: area.label.clone(), area_m2, reason }
}

/// Boxes of areas by their places in the list.
struct Boxes(RTree<GeomWithData<Rectangle<[f64; 2]>, u32>>);

impl Boxes {
    fn new<'a>(areas: impl Iterator<Item = &'a MultiPolygon>) -> Self {
        let boxes = (0..).zip(areas).filter_map(|(place, polygons)| {
            let (min, max) = corners(polygons)?;
            Some(GeomWithData::new(Rectangle::from_corners(min, max), place))
        });
        Self(RTree::bulk_load(boxes.collect()))
    }

    /// Places of the areas whose boxes meet that of this one, rising.
    fn near(&self, polygons: &MultiPolygon) -> Vec<usize> {
        let Some((min, max)) = corners(polygons) else { return Vec::new() };
        let near = self.0.locate_in_envelope_intersecting(&AABB::from_corners(min, max));
        let mut places: Vec<usize> = near.map(|found| found.data as usize).collect();
        places.sort_unstable();
        places
    }
}

fn corners(polygons: &MultiPolygon) -> Option<([f64; 2], [f64; 2])> {
    let bounds = polygons.bounding_rect()?;
    Some(([bounds.min().x, bounds.min().y], [bounds.max().x, bounds.max().y]))
}

/// Takes out what a later survey drew again: as the same type, or as forest that
/// shows no sign of use any more.
fn without_superseded(areas: Vec<HabitatArea>, left_out: &mut Vec<LeftOut>) -> Vec<HabitatArea> {
    let boxes = Boxes::new(areas.iter().map(|area| &area.polygons));
    let date = |place: usize| areas[place].survey.as_ref().and_then(|survey| survey.date);
    let by = |place: usize| {
        let area = &areas[place];
        let own = area.survey.as_ref()?;
        own.date?;
        let may_replace = |other: &usize| {
            let Some(theirs) = &areas[*other].survey else { return false };
            let is_unused_now = theirs.is_occupied == Some(false);
            theirs.date > own.date && (theirs.kind == own.kind || is_unused_now)
        };
        let mut later: Vec<usize> =
            boxes.near(&area.polygons).into_iter().filter(may_replace).collect();
        // The latest of those that drew it again.
        crate::order::sort_by_key(&mut later, |other| std::cmp::Reverse(date(*other)));
        let most = DRAWN_AGAIN * area.polygons.unsigned_area();
        later.into_iter().find(|other| shared_area(&area.polygons, &areas[*other].polygons) > most)
    };
    let superseded: BTreeMap<usize, String> = (0..areas.len())
        .filter_map(|place| Some((place, areas[by(place)?].label.clone())))
        .collect();
    let mut kept = Vec::with_capacity(areas.len());
    for (place, area) in areas.into_iter().enumerate() {
        match superseded.get(&place) {
            Some(by) => {
                left_out.push(left_area(&area, LeftOutReason::Superseded { by: by.clone() }));
            }
            None => kept.push(area),
        }
    }
    kept
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
fn one_of(mut members: Vec<HabitatArea>) -> Option<Settled> {
    if members.len() < 2 {
        let area = members.pop()?;
        return Some(Settled { area, parts: Vec::new() });
    }
    // The larger first, of equal ones the one that comes first.
    let size = |area: &HabitatArea| area.polygons.unsigned_area();
    crate::order::sort_by(&mut members, |x, y| size(y).total_cmp(&size(x)));
    let mut parts = Vec::with_capacity(members.len());
    for (number, member) in members.iter().enumerate() {
        let before: Vec<&MultiPolygon> =
            members[..number].iter().map(|other| &other.polygons).collect();
        let area_m2 = size(member);
        // Ground that a larger member has already is not counted twice.
        let own = without(&member.polygons, &before).unsigned_area();
        let share = if area_m2 > 0.0 { own / area_m2 } else { 0.0 };
        let (source, label) = (member.source, member.label.clone());
        parts.push(PatchPart { source, label, area_m2, share });
    }
    crate::order::sort_by_key(&mut parts, |part| part.source);
    let shapes: Vec<&MultiPolygon> = members.iter().map(|member| &member.polygons).collect();
    let polygons = dissolved(&shapes);
    // Where one of them is occupied, animals live in it.
    let occupied = members.iter().filter_map(|member| member.survey.as_ref());
    let is_occupied = occupied.filter_map(|survey| survey.is_occupied).reduce(|x, y| x || y);
    let mut surveys = members.iter().filter_map(|member| member.survey.clone());
    let survey = surveys.next().map(|survey| SurveyedArea { is_occupied, ..survey });
    let largest = members.into_iter().next()?;
    Some(Settled { area: HabitatArea { polygons, survey, ..largest }, parts })
}

/// Suitable forest less what is occupied.
fn set_apart(
    suitable: Vec<Settled>,
    occupied: &[Settled],
    left_out: &mut Vec<LeftOut>,
) -> Vec<Settled> {
    let boxes = Boxes::new(occupied.iter().map(|settled| &settled.area.polygons));
    let mut apart = Vec::with_capacity(suitable.len());
    for mut settled in suitable {
        let over: Vec<&MultiPolygon> = boxes
            .near(&settled.area.polygons)
            .into_iter()
            .map(|place| &occupied[place].area.polygons)
            .filter(|polygons| are_joined(&settled.area.polygons, polygons))
            .collect();
        if over.is_empty() {
            apart.push(settled);
            continue;
        }
        let before = settled.area.polygons.unsigned_area();
        let polygons = without(&settled.area.polygons, &over);
        let after = polygons.unsigned_area();
        // What overlay leaves of nothing is thinner than any survey.
        if after < 1.0 {
            left_out.extend(left(&settled, &LeftOutReason::Covered));
            continue;
        }
        if after < before {
            let kept = after / before;
            if settled.parts.is_empty() {
                let HabitatArea { source, label, .. } = &settled.area;
                let (source, label) = (*source, label.clone());
                settled.parts.push(PatchPart { source, label, area_m2: before, share: 1.0 });
            }
            settled.parts.iter_mut().for_each(|part| part.share *= kept);
            settled.area.polygons = polygons;
        }
        apart.push(settled);
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
                is_occupied: Some(kind != "Soveltuva"),
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
        let parts: Vec<_> = settled[0].parts.iter().map(|part| (part.source, part.share)).collect();
        assert_eq!(parts, [((0, 1), 1.0), ((0, 2), 0.0)]);
        assert_eq!(left_out.len(), 1);
        assert_eq!(left_out[0].source, (0, 0));
        assert_eq!(left_out[0].reason, LeftOutReason::Superseded { by: "1".into() });
    }

    #[test]
    fn a_later_survey_takes_only_what_it_covers() {
        // A small area drawn later in a large one, and a wood that is used no more.
        let areas = vec![
            area(0, "Elinalue", "2016-05-01", [0.0, 0.0, 100.0, 100.0]),
            area(1, "Elinalue", "2024-05-01", [10.0, 10.0, 10.0, 10.0]),
            area(2, "Elinalue", "2016-05-01", [500.0, 0.0, 100.0, 100.0]),
            area(3, "Soveltuva", "2024-05-01", [500.0, 0.0, 100.0, 80.0]),
        ];
        let (settled, left_out) = settle(areas, Overlaps::Surveys, 0.0);
        assert_eq!(sizes(&settled), [("0".into(), 10_000.0), ("3".into(), 8_000.0)]);
        assert_eq!(left_out.len(), 1);
        assert_eq!(left_out[0].reason, LeftOutReason::Superseded { by: "3".into() });
        assert_eq!(settled[1].area.survey.as_ref().unwrap().is_occupied, Some(false));
    }

    #[test]
    fn all_that_a_small_patch_was_made_of_is_told() {
        let areas = vec![
            area(0, "Elinalue", "2024-05-01", [0.0, 0.0, 10.0, 10.0]),
            area(1, "Ydinalue", "2024-05-01", [5.0, 0.0, 10.0, 10.0]),
        ];
        let (settled, left_out) = settle(areas, Overlaps::Surveys, 1_000.0);
        assert_eq!((settled.len(), left_out.len()), (0, 2));
        assert_eq!(left_out[1].area_m2, 100.0);
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
