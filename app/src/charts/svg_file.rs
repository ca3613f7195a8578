//! A chart as a file of its own: SVG with nothing that it would have to fetch.

use std::fmt::Write as _;

use super::chart::Chart;
use super::scene::{Form, Ink, Shape, path_data};

/// Height of letters.
const LETTERS: f64 = 12.0;
/// Room for the title, a line of the legend, and a line of the note.
const HEAD: f64 = 30.0;
const LINE: f64 = 18.0;
const NOTE: f64 = 14.0;
/// Width of a letter of the note, about.
const SMALL: f64 = 5.4;

/// The chart as a file, with its title and what its colours mean above, and a note below.
pub fn svg_file(chart: &Chart, title: &str, note: &str) -> String {
    let scene = &chart.scene;
    let notes = wrapped(note, scene.width, SMALL);
    let head = HEAD + lines(chart.legend.len()) * LINE;
    let (width, height) = (scene.width, scene.height + head + lines(notes.len()) * NOTE + 8.0);
    let mut text = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width} {height}\" width=\"{width}\" \
         height=\"{height}\" font-family=\"system-ui, sans-serif\" font-size=\"{LETTERS}\">\n\
         <title>{}</title>\n<rect width=\"100%\" height=\"100%\" fill=\"#ffffff\"/>\n\
         <text x=\"8\" y=\"20\" font-size=\"15\" font-weight=\"600\" fill=\"#14211b\">{}</text>\n\
         ",
        escaped(title),
        escaped(title),
    );
    for (place, (ink, words)) in chart.legend.iter().enumerate() {
        let y = HEAD + lines(place) * LINE;
        let _ = writeln!(
            text,
            "<rect x=\"8\" y=\"{y}\" width=\"12\" height=\"12\" fill=\"{}\"/>\
             <text x=\"26\" y=\"{}\" fill=\"#4c5b53\">{}</text>",
            ink.on_paper(),
            y + 10.5,
            escaped(words)
        );
    }
    let _ = writeln!(text, "<g transform=\"translate(0 {head})\">");
    for shape in scene.shapes.iter().filter(|shape| shape.ink != Ink::Press) {
        write_shape(&mut text, shape);
    }
    text.push_str("</g>\n");
    for (place, words) in notes.iter().enumerate() {
        let y = head + scene.height + lines(place + 1) * NOTE;
        let _ = writeln!(
            text,
            "<text x=\"8\" y=\"{y}\" font-size=\"10\" fill=\"#5f6c64\">{}</text>",
            escaped(words)
        );
    }
    text.push_str("</svg>\n");
    text
}

fn lines(number: usize) -> f64 {
    f64::from(u32::try_from(number).unwrap_or(0))
}

/// Words in lines that fit, a letter being so wide.
fn wrapped(words: &str, width: f64, letter: f64) -> Vec<String> {
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "some dozens of letters"
    )]
    let most = ((width - 16.0) / letter).max(20.0) as usize;
    let mut all: Vec<String> = Vec::new();
    for word in words.split_whitespace() {
        match all.last_mut() {
            Some(line) if line.chars().count() + 1 + word.chars().count() <= most => {
                line.push(' ');
                line.push_str(word);
            }
            _ => all.push(word.to_owned()),
        }
    }
    all
}

fn write_shape(text: &mut String, Shape { form, ink, title, .. }: &Shape) {
    let colour = ink.on_paper();
    let title = match title.as_str() {
        "" => String::new(),
        words => format!("<title>{}</title>", escaped(words)),
    };
    let _ = match form {
        Form::Rect { x, y, width, height } => writeln!(
            text,
            "<rect x=\"{x:.2}\" y=\"{y:.2}\" width=\"{width:.2}\" height=\"{height:.2}\" fill=\"{colour}\">{title}</rect>"
        ),
        Form::Circle { x, y, radius } => writeln!(
            text,
            "<circle cx=\"{x:.2}\" cy=\"{y:.2}\" r=\"{radius}\" fill=\"{colour}\" fill-opacity=\"0.6\">{title}</circle>"
        ),
        Form::Dots { radius, dots } => dots.iter().try_for_each(|dot| {
            let (x, y, title) = (dot.x, dot.y, escaped(&dot.title));
            writeln!(
                text,
                "<circle cx=\"{x:.2}\" cy=\"{y:.2}\" r=\"{radius}\" fill=\"{colour}\" fill-opacity=\"0.6\"><title>{title}</title></circle>"
            )
        }),
        Form::Path(points) => {
            let width = if matches!(ink, Ink::Grid | Ink::Axis) { 1.0 } else { 2.0 };
            writeln!(
                text,
                "<path d=\"{}\" fill=\"none\" stroke=\"{colour}\" stroke-width=\"{width}\">{title}</path>",
                path_data(points)
            )
        }
        Form::Text { x, y, anchor, words } => writeln!(
            text,
            "<text x=\"{x:.2}\" y=\"{y:.2}\" text-anchor=\"{}\" fill=\"#4c5b53\">{}</text>",
            anchor.name(),
            escaped(words)
        ),
    };
}

/// Text as XML has it: names of patches come from files.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            // Not even escaped may they stand in XML.
            letter if letter.is_control() && !matches!(letter, '\t' | '\n' | '\r') => {}
            letter => out.push(letter),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::charts::scene::{Anchor, Scene};

    #[test]
    fn text_of_data_is_text() {
        let mut scene = Scene::new(100.0, 50.0);
        scene.text((1.0, 2.0), Anchor::End, "<script>\u{1}&\"");
        let rect = Form::Rect { x: 0.0, y: 0.0, width: 10.0, height: 5.0 };
        scene.tell(Ink::First, rect.clone(), "a <b>".into(), Some(1));
        scene.tell(Ink::Press, rect, "unseen".into(), Some(1));
        let legend = vec![(Ink::First, "the <first>".to_owned())];
        let chart = Chart { scene, legend, ..Chart::default() };
        let file = svg_file(&chart, "EC & more", "a note of so many words that it takes lines");
        assert!(file.contains("the &lt;first&gt;"), "what colours mean");
        assert_eq!(file.matches("font-size=\"10\"").count(), 3, "{file}");
        assert!(file.contains("&lt;script&gt;&amp;&quot;"), "{file}");
        assert!(file.contains("<title>a &lt;b&gt;</title>") && file.contains("EC &amp; more"));
        assert!(!file.contains("unseen"));
        assert!(!file.contains("<script>") && !file.contains('\u{1}'));
        assert!(file.contains("viewBox=\"0 0 100 148\""));
    }
}
