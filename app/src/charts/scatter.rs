//! Points by two numbers, both by their logarithm.

use liito_locales::Language;

use super::axis::Axis;
use super::frame::{UP, across, framed};
use super::scene::{Dot, Form, Ink, Scene};

/// A point.
pub struct Point {
    pub label: String,
    pub x: f64,
    pub y: f64,
    pub patch: u32,
}

/// The points that have a place: both numbers above 0.
pub fn scatter(l: Language, width: f64, points: &[Point], names: (&str, &str)) -> Scene {
    let ((left, right), (bottom, top)) = (across(width), UP);
    let range = |of: fn(&Point) -> f64| {
        let all = points.iter().map(of).filter(|number| *number > 0.0);
        let (low, high) = all.fold((f64::INFINITY, 0.0), |(low, high): (f64, f64), number| {
            (low.min(number), high.max(number))
        });
        if high > 0.0 { (low, high) } else { (1.0, 10.0) }
    };
    let ((x_low, x_high), (y_low, y_high)) = (range(|p| p.x), range(|p| p.y));
    let x = Axis::log(x_low, x_high, left, right);
    let y = Axis::log(y_low, y_high, bottom, top);
    let mut scene = framed(l, width, (&x, &y), names);
    let placed = points.iter().filter(|point| point.x > 0.0 && point.y > 0.0);
    let dots = placed.map(|point| Dot {
        x: x.at(point.x),
        y: y.at(point.y),
        title: format!("{}: {} · {}", point.label, l.number(point.x, 2), l.number(point.y, 4)),
        patch: point.patch,
    });
    scene.add(Ink::Only, Form::Dots { radius: 4.0, dots: dots.collect() });
    scene
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::charts::scene::Shape;

    #[test]
    fn what_has_no_logarithm_has_no_place() {
        let point = |x, y| Point { label: "a".into(), x, y, patch: 1 };
        let points = [point(1.0, 1.0), point(10.0, 0.0), point(100.0, 10.0)];
        let scene = scatter(Language::English, 700.0, &points, ("x", "y"));
        let dots = |scene: &Scene| {
            let of = |shape: &Shape| match &shape.form {
                Form::Dots { dots, .. } => dots.len(),
                _ => 0,
            };
            scene.shapes.iter().map(of).sum::<usize>()
        };
        assert_eq!(dots(&scene), 2);
        assert!(!scatter(Language::English, 700.0, &[], ("x", "y")).shapes.is_empty());
    }
}
