//! Pages of the table of patches: filtered, sorted, cut.

use std::cmp::Ordering;

use geodata::crs::Projection;
use geodata::units::hectares;
use geodata::{Crs, Habitat};
use liito_worker::{LonLatBounds, PatchRow, RowPage, RowQuery, SortBy};

use super::Data;

impl Data {
    /// The page of the table that the query asks for.
    pub(super) fn rows(&self, query: &RowQuery) -> RowPage {
        let Some(habitat) = &self.habitat else { return RowPage::default() };
        let filter = query.filter.trim().to_lowercase();
        let near = query.within.map(|bounds| in_view(habitat, bounds));
        let mut rows: Vec<PatchRow> = (0u32..)
            .zip(habitat.patches())
            .filter(|(_, patch)| filter.is_empty() || patch.label.to_lowercase().contains(&filter))
            .filter(|(number, _)| {
                near.as_ref().is_none_or(|near| near.binary_search(number).is_ok())
            })
            .map(|(number, patch)| self.row(number, &patch.label, patch.area_m2))
            .collect();
        geodata::order::sort_by(&mut rows, |a, b| {
            let order = compare(a, b, query.sort);
            let order = if query.descending { order.reverse() } else { order };
            order.then(a.number.cmp(&b.number))
        });
        let fitting = rows.len();
        let count = query.count.max(1);
        let offset = query
            .show
            .and_then(|shown| rows.iter().position(|row| row.number == shown))
            .unwrap_or(query.offset);
        // Pages begin at whole pages, and the last one is not left behind.
        let offset = offset.min(fitting.saturating_sub(1)) / count * count;
        let rows = rows.into_iter().skip(offset).take(count).collect();
        RowPage { rows, offset, fitting, all: habitat.patches().len() }
    }

    fn row(&self, number: u32, label: &str, area_m2: f64) -> PatchRow {
        let node = number as usize;
        let run = self.run.as_ref();
        PatchRow {
            number,
            label: label.to_owned(),
            area_ha: hectares(area_m2),
            component: run.map(|run| run.components.of_node()[node] + 1),
            links: run.map_or(0, |run| run.graphs.binary().degree(node)),
            nearest_m: run.and_then(|run| {
                // Links with grades have other lengths among those that probabilities go by.
                let graph = if self.routes.is_empty() {
                    run.graphs.weighted()
                } else {
                    run.graphs.binary()
                };
                graph.row(node).1.iter().copied().min_by(f64::total_cmp)
            }),
            importance: self.ranked_value(node).filter(|_| !self.is_near_edge(node)),
            near_edge: self.is_near_edge(node),
        }
    }
}

fn compare(a: &PatchRow, b: &PatchRow, sort: SortBy) -> Ordering {
    match sort {
        SortBy::Number => a.number.cmp(&b.number),
        SortBy::Label => natural(&a.label, &b.label),
        SortBy::Area => a.area_ha.total_cmp(&b.area_ha),
        SortBy::Component => a.component.cmp(&b.component),
        SortBy::Links => a.links.cmp(&b.links),
        SortBy::Importance => {
            let none = f64::NEG_INFINITY;
            a.importance.unwrap_or(none).total_cmp(&b.importance.unwrap_or(none))
        }
        SortBy::Nearest => {
            let far = f64::INFINITY;
            a.nearest_m.unwrap_or(far).total_cmp(&b.nearest_m.unwrap_or(far))
        }
    }
}

/// Numbers by size and text by letter, so that 9 comes before 10.
fn natural(a: &str, b: &str) -> Ordering {
    match (a.parse::<u64>(), b.parse::<u64>()) {
        (Ok(x), Ok(y)) => x.cmp(&y),
        _ => a.to_lowercase().cmp(&b.to_lowercase()),
    }
}

/// Numbers of patches whose boxes meet the view, in rising order.
fn in_view(habitat: &Habitat, bounds: LonLatBounds) -> Vec<u32> {
    let Ok(projection) = Projection::to_working(Crs::WGS84, habitat.working_crs()) else {
        return Vec::new();
    };
    let mut metres = geodata::crs::Extent::EMPTY;
    for x in [bounds.west, bounds.east] {
        for y in [bounds.south, bounds.north] {
            if let Ok(corner) = projection.project(geo::Coord { x, y }) {
                metres.include(corner.x, corner.y);
            }
        }
    }
    habitat.index().candidates([metres.min_x, metres.min_y, metres.max_x, metres.max_y], 0.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_sort_as_people_count() {
        assert_eq!(natural("9", "10"), Ordering::Less);
        assert_eq!(natural("b", "A"), Ordering::Greater);
    }
}
