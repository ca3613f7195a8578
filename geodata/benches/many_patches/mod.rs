//! More patches than a city has.

use geo::{MultiPolygon, Rect};
use geodata::{Crs, Habitat, WorkingCrs};

use crate::made_up::Random;

/// 10 000 squares of 50 to 250 m on 40 x 40 km, which may lie over each other.
pub fn squares() -> Habitat {
    let mut random = Random(1);
    let squares: Vec<MultiPolygon> = (0..10_000)
        .map(|_| {
            let (x, y, side) =
                (4e4 * random.next(), 4e4 * random.next(), 50.0 + 200.0 * random.next());
            MultiPolygon::new(vec![Rect::new((x, y), (x + side, y + side)).to_polygon()])
        })
        .collect();
    let crs = WorkingCrs::from_crs(Crs::from_name("EPSG:3879").unwrap()).unwrap();
    Habitat::from_shapes(squares, crs)
}
