//! Coordinates that were typed.

use geo::Coord;

use crate::Crs;
use crate::crs::{Extent, Projection, guess};

/// Positions that two typed numbers can mean, longitude and latitude; none where the text is no
/// two numbers, or where they fit no known system. The order of the numbers and the system are
/// guessed: who knows about where to look takes the reading nearest to that.
///
/// ```
/// use geodata::search::positions;
/// let espoo = |text: &str| positions(text).iter().any(|(x, y)| (x - 24.65).abs() < 0.01 && (y - 60.2).abs() < 0.01);
/// assert!(espoo("60.2, 24.65") && espoo("24,65 60,2") && espoo("N 60.2° E 24.65°"));
/// assert!(espoo("25480597 6675984") && espoo("6675984; 25480597") && espoo("369680, 6676200"));
/// assert!(positions("Kuusitie 12").is_empty() && positions("7 8 9").is_empty());
/// ```
#[must_use]
pub fn positions(text: &str) -> Vec<(f64, f64)> {
    let Some([a, b]) = numbers(text) else { return Vec::new() };
    let reading = |(x, y): (f64, f64)| {
        let crs = guess(&Extent { min_x: x, min_y: y, max_x: x, max_y: y })?;
        if crs == Crs::WGS84 {
            return Some((x, y));
        }
        let at = Projection::to_wgs84(crs).ok()?.project(Coord { x, y }).ok()?;
        Some((at.x, at.y))
    };
    [(a, b), (b, a)].into_iter().filter_map(reading).collect()
}

fn numbers(text: &str) -> Option<[f64; 2]> {
    let is_mark = |letter: char| "NSEWnsew°".contains(letter);
    let plain: String = text.chars().map(|c| if is_mark(c) { ' ' } else { c }).collect();
    // A comma before a space parts two numbers; within one it is Finland's decimal point.
    let apart = plain.replace(", ", " ").replace(';', " ");
    let words: Vec<&str> = apart.split_whitespace().map(|word| word.trim_matches(',')).collect();
    let words = match words.as_slice() {
        [one] => one.split(',').collect(),
        several => several.to_vec(),
    };
    let [a, b] = words.as_slice() else { return None };
    let number = |word: &str| word.replace(',', ".").parse::<f64>().ok().filter(|n| n.is_finite());
    Some([number(a)?, number(b)?])
}
