//! Polygons into cells: by the cells' middles, and by all cells that an edge touches.

use geo::{Coord, LineString, MultiPolygon};

use super::Frame;

/// Calls `paint` with the row and the columns of each run of cells whose middle lies in
/// the polygons (even-odd, so sound polygons; a middle on a western edge is in).
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    clippy::cast_precision_loss,
    reason = "clamped to the frame"
)]
pub fn fill(frame: &Frame, polygons: &MultiPolygon, mut paint: impl FnMut(usize, usize, usize)) {
    let (columns, rows) = (frame.columns as f64, frame.rows as f64);
    for polygon in polygons {
        let rings = || std::iter::once(polygon.exterior()).chain(polygon.interiors());
        // Crossings of the edges with the rows' middles, sorted row by row.
        let mut crossings: Vec<(u32, f64)> = Vec::new();
        for line in rings().flat_map(LineString::lines) {
            let (a, b) = (frame.place(line.start), frame.place(line.end));
            let (low, high) = if a.1 <= b.1 { (a, b) } else { (b, a) };
            // Rows whose middle is in [low, high).
            let first = (low.1 - 0.5).ceil().max(0.0);
            let last = ((high.1 - 0.5).ceil() - 1.0).min(rows - 1.0);
            if last < first {
                continue;
            }
            let slope = (high.0 - low.0) / (high.1 - low.1);
            for row in first as u32..=last as u32 {
                crossings.push((row, low.0 + (f64::from(row) + 0.5 - low.1) * slope));
            }
        }
        crossings.sort_by(|p, q| p.0.cmp(&q.0).then(p.1.total_cmp(&q.1)));
        for pair in crossings.as_chunks::<2>().0 {
            let (from, to) = ((pair[0].1 - 0.5).ceil().max(0.0), (pair[1].1 - 0.5).ceil());
            let to = to.min(columns);
            if from < to {
                paint(pair[0].0 as usize, from as usize, to as usize);
            }
        }
    }
}

/// Calls `paint` with the row and column of each cell that an edge of the polygons
/// touches, some more than once.
pub fn trace(frame: &Frame, polygons: &MultiPolygon, mut paint: impl FnMut(usize, usize)) {
    for polygon in polygons {
        let rings = std::iter::once(polygon.exterior()).chain(polygon.interiors());
        for line in rings.flat_map(LineString::lines) {
            touched(frame, line.start, line.end, |row, column, _| paint(row, column));
        }
    }
}

/// Calls `found` with row, column and share of the segment of each cell that it passes
/// through; where it passes just through a corner, with both cells beside it as well.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    clippy::cast_precision_loss,
    reason = "clamped to the frame"
)]
pub fn touched(frame: &Frame, start: Coord, end: Coord, mut found: impl FnMut(usize, usize, f64)) {
    let (p, q) = (frame.place(start), frame.place(end));
    let step = (q.0 - p.0, q.1 - p.1);
    let (columns, rows) = (frame.columns as f64, frame.rows as f64);
    let (mut enter, mut leave) = (0.0f64, 1.0f64);
    for (from, by, most) in [(p.0, step.0, columns), (p.1, step.1, rows)] {
        if by == 0.0 {
            if from < 0.0 || from > most {
                return;
            }
            continue;
        }
        let (a, b) = (-from / by, (most - from) / by);
        enter = enter.max(a.min(b));
        leave = leave.min(a.max(b));
    }
    if enter > leave {
        return;
    }
    let cell = |from: f64, by: f64, most: f64| (from + enter * by).floor().clamp(0.0, most - 1.0);
    let (mut x, mut y) = (cell(p.0, step.0, columns), cell(p.1, step.1, rows));
    let mut from = enter;
    loop {
        let side = |from: f64, by: f64, low: f64| match by {
            by if by > 0.0 => (low + 1.0 - from) / by,
            by if by < 0.0 => (low - from) / by,
            _ => f64::INFINITY,
        };
        let (out_x, out_y) = (side(p.0, step.0, x), side(p.1, step.1, y));
        let to = out_x.min(out_y).min(leave).max(from);
        found(y as usize, x as usize, to - from);
        if out_x.min(out_y) >= leave {
            return;
        }
        let inside = |x: f64, y: f64| x >= 0.0 && x < columns && y >= 0.0 && y < rows;
        let (next_x, next_y) = (x + step.0.signum(), y + step.1.signum());
        if out_x == out_y {
            for (x, y) in [(next_x, y), (x, next_y)] {
                if inside(x, y) {
                    found(y as usize, x as usize, 0.0);
                }
            }
            (x, y) = (next_x, next_y);
        } else if out_x < out_y {
            x = next_x;
        } else {
            y = next_y;
        }
        if !inside(x, y) {
            return;
        }
        from = to;
    }
}

#[cfg(test)]
mod tests {
    use geo::{Contains, Polygon, coord};
    use proptest::prelude::*;

    use super::*;

    const FRAME: Frame = Frame { west: -50.0, north: 50.0, cell_m: 5.0, columns: 20, rows: 20 };

    #[test]
    fn a_diagonal_touches_the_cells_beside_each_corner() {
        let mut cells = Vec::new();
        let (start, end) = (coord! { x: -48.0, y: 48.0 }, coord! { x: -38.0, y: 38.0 });
        touched(&FRAME, start, end, |row, column, _| cells.push((row, column)));
        let expected = [(0, 0), (0, 1), (1, 0), (1, 1), (1, 2), (2, 1), (2, 2)];
        assert_eq!(cells, expected);
    }

    proptest! {
        #[test]
        fn cells_are_filled_whose_middle_is_inside(
            radii in prop::collection::vec(2.0..60.0f64, 3..30),
            x in -60.0..60.0f64, y in -60.0..60.0f64,
        ) {
            let step = std::f64::consts::TAU / radii.len() as f64;
            let ring: LineString = radii.iter().enumerate().map(|(n, r)| {
                let angle = n as f64 * step;
                coord! { x: x + r * libm::cos(angle), y: y + r * libm::sin(angle) }
            }).collect();
            let polygons = MultiPolygon(vec![Polygon::new(ring, vec![])]);
            let mut filled = vec![false; FRAME.cells()];
            fill(&FRAME, &polygons, |row, from, to| {
                for column in from..to {
                    filled[row * 20 + column] = true;
                }
            });
            for row in 0..20 {
                for column in 0..20 {
                    let inside = polygons.contains(&FRAME.centre(row, column));
                    prop_assert_eq!(filled[row * 20 + column], inside);
                }
            }
        }

        #[test]
        fn the_shares_of_a_segment_add_up(
            a in (-45.0..45.0f64, -45.0..45.0f64), b in (-45.0..45.0f64, -45.0..45.0f64),
        ) {
            let mut sum = 0.0;
            let mut last: Option<(usize, usize)> = None;
            touched(&FRAME, coord! { x: a.0, y: a.1 }, coord! { x: b.0, y: b.1 }, |row, column, share| {
                sum += share;
                if let Some((r, c)) = last {
                    assert!(row.abs_diff(r) <= 1 && column.abs_diff(c) <= 1);
                }
                last = Some((row, column));
            });
            prop_assert!((sum - 1.0).abs() < 1e-9);
        }
    }
}
