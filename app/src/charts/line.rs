//! A line through points.

use liito_locales::Language;

use super::axis::Axis;
use super::frame::{UP, across, framed};
use super::scene::{Form, Ink, Scene};

/// What the points are called, and how many decimals the upper one has.
pub struct LineWords<'w> {
    pub x: &'w str,
    pub y: &'w str,
    pub decimals: usize,
}

/// The points, from left to right; `mark` is a place across that is pointed out.
pub fn line(
    l: Language,
    width: f64,
    points: &[(f64, f64)],
    mark: Option<f64>,
    words: &LineWords<'_>,
) -> Scene {
    let ((left, right), (bottom, top)) = (across(width), UP);
    let most = |of: fn(&(f64, f64)) -> f64| points.iter().map(of).fold(0.0, f64::max);
    let x = Axis::from_zero(most(|point| point.0), left, right);
    let y = Axis::from_zero(most(|point| point.1), bottom, top);
    let mut scene = framed(l, width, (&x, &y), (words.x, words.y));
    if let Some(mark) = mark {
        scene.line(Ink::Mark, (x.at(mark), bottom), (x.at(mark), top));
    }
    let places: Vec<(f64, f64)> = points.iter().map(|(a, b)| (x.at(*a), y.at(*b))).collect();
    scene.add(Ink::Only, Form::Path(places.clone()));
    for ((x, y), (a, b)) in places.into_iter().zip(points) {
        let title = format!("{}: {}", l.number(*a, 0), l.number(*b, words.decimals));
        scene.tell(Ink::Only, Form::Circle { x, y, radius: 3.5 }, title, None);
    }
    scene
}
