//! Bars from the left, one a line, each perhaps of several parts.

use liito_locales::Language;

use super::axis::Axis;
use super::scene::{Anchor, Form, Ink, Scene};

/// Height of a bar with its room.
const LINE: f64 = 24.0;
const BAR: f64 = 16.0;
const HEAD: f64 = 28.0;
const FOOT: f64 = 14.0;
const RIGHT: f64 = 64.0;

/// A bar.
pub struct Bar {
    pub label: String,
    /// What it is made of, from the left.
    pub parts: Vec<f64>,
    /// The patch that it stands for.
    pub patch: Option<u32>,
}

/// How bars are told.
pub struct BarWords<'w> {
    /// What is measured.
    pub name: &'w str,
    /// The parts, with their inks.
    pub parts: &'w [(Ink, String)],
    pub decimals: usize,
}

/// The bars, the first on top.
pub fn bars(l: Language, width: f64, bars: &[Bar], words: &BarWords<'_>) -> Scene {
    let lines = f64::from(u32::try_from(bars.len()).unwrap_or(u32::MAX));
    let mut scene = Scene::new(width, HEAD + lines * LINE + FOOT);
    let left = (width * 0.24).min(150.0);
    let whole = |bar: &Bar| bar.parts.iter().sum::<f64>();
    let most = bars.iter().map(whole).fold(0.0, f64::max);
    let axis = Axis::from_zero(most, left, width - RIGHT);
    for (tick, decimals) in axis.ticks() {
        let at = axis.at(tick);
        scene.line(Ink::Grid, (at, HEAD - 6.0), (at, HEAD + lines * LINE));
        scene.text((at, HEAD - 12.0), Anchor::Middle, l.number(tick, decimals));
    }
    let mut y = HEAD;
    for bar in bars {
        let words_of = |ink: &str, part: f64| {
            format!("{}: {ink} {}", bar.label, l.number(part, words.decimals))
        };
        let (mut sum, middle) = (0.0, y + LINE / 2.0);
        for (part, (ink, name)) in bar.parts.iter().zip(words.parts) {
            let (from, to) = (axis.at(sum), axis.at(sum + part));
            let form = Form::Rect { x: from, y: middle - BAR / 2.0, width: to - from, height: BAR };
            scene.tell(*ink, form, words_of(name, *part), None);
            sum += part;
        }
        scene.text((left - 8.0, middle + 4.0), Anchor::End, shortened(&bar.label, left));
        let at = axis.at(sum) + 6.0;
        let all = l.number(sum, words.decimals);
        let title = format!("{}: {all}", bar.label);
        scene.text((at, middle + 4.0), Anchor::Start, all);
        if bar.patch.is_some() {
            let form = Form::Rect { x: 2.0, y, width: width - 4.0, height: LINE };
            scene.tell(Ink::Press, form, title, bar.patch);
        }
        y += LINE;
    }
    scene.line(Ink::Axis, (left, HEAD), (left, HEAD + lines * LINE));
    scene.text((left - 24.0, HEAD - 12.0), Anchor::End, words.name);
    scene
}

/// A label that fits its room: a letter takes some 7 units.
pub fn shortened(label: &str, room: f64) -> String {
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "a handful of letters"
    )]
    let most = ((room - 12.0) / 7.0).max(3.0) as usize;
    if label.chars().count() <= most {
        return label.to_owned();
    }
    let kept: String = label.chars().take(most - 1).collect();
    format!("{kept}…")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_stand_one_after_the_other() {
        let all = [
            Bar { label: "a".into(), parts: vec![1.0, 2.0, 1.0], patch: Some(3) },
            Bar { label: "a label that is far too long".into(), parts: vec![1.0; 3], patch: None },
        ];
        let inks = [
            (Ink::First, "x".to_owned()),
            (Ink::Second, "y".to_owned()),
            (Ink::Third, "z".to_owned()),
        ];
        let words = BarWords { name: "dPC, %", parts: &inks, decimals: 1 };
        let scene = bars(Language::English, 714.0, &all, &words);
        let rects: Vec<(f64, f64)> = scene
            .shapes
            .iter()
            .filter_map(|shape| match shape.form {
                Form::Rect { x, width, .. } if shape.ink != Ink::Press => Some((x, width)),
                _ => None,
            })
            .collect();
        assert_eq!(rects.len(), 6);
        assert!((rects[0].0 + rects[0].1 - rects[1].0).abs() < 1e-9);
        assert!((rects[1].1 - 2.0 * rects[0].1).abs() < 1e-9);
        let pressed: Vec<Option<u32>> =
            scene.shapes.iter().filter(|s| s.ink == Ink::Press).map(|s| s.patch).collect();
        assert_eq!(pressed, [Some(3)]);
        assert_eq!(scene.shapes.iter().filter(|shape| shape.title == "a: y 2.0").count(), 1);
        assert!(scene.shapes.iter().any(|shape| matches!(
            &shape.form,
            Form::Text { words, .. } if words.ends_with('…')
        )));
    }
}
