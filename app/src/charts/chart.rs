//! A chart: what is drawn, and the same as a table.

use liito_locales::Language;

use super::scene::{Ink, Scene};

/// What stands in a cell of the table beside a chart.
#[derive(Debug, Clone, PartialEq)]
pub enum Cell {
    Text(String),
    /// A number, and with how many decimals people read it.
    Number(f64, usize),
}

impl Cell {
    /// As people read it.
    pub fn words(&self, l: Language) -> String {
        match self {
            Self::Text(words) => words.clone(),
            Self::Number(number, decimals) => l.number(*number, *decimals),
        }
    }
}

/// A chart.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Chart {
    pub scene: Scene,
    /// What the inks mean, where there are several.
    pub legend: Vec<(Ink, String)>,
    pub heads: Vec<String>,
    pub rows: Vec<Vec<Cell>>,
    /// What is left out of the picture, if anything.
    pub note: String,
}

/// The table as CSV, its numbers as programs read them.
pub fn csv(chart: &Chart) -> String {
    let quoted = |words: &str| {
        // Spreadsheets would take what begins so for a formula.
        let is_formula = words.starts_with(['=', '+', '-', '@', '\t', '\r']);
        let words = if is_formula { format!("'{words}") } else { words.to_owned() };
        match words.contains([',', '"', '\n', '\r']) {
            true => format!("\"{}\"", words.replace('"', "\"\"")),
            false => words,
        }
    };
    let mut lines = vec![chart.heads.iter().map(|head| quoted(head)).collect::<Vec<_>>().join(",")];
    lines.extend(chart.rows.iter().map(|row| {
        let cell = |cell: &Cell| match cell {
            Cell::Text(words) => quoted(words),
            Cell::Number(number, _) if number.is_nan() => String::new(),
            Cell::Number(number, _) => number.to_string(),
        };
        row.iter().map(cell).collect::<Vec<_>>().join(",")
    }));
    lines.join("\r\n") + "\r\n"
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_keep_all_their_digits_and_text_is_no_formula() {
        let chart = Chart {
            heads: vec!["patch".into(), "area, ha".into()],
            rows: vec![
                vec![Cell::Text("=1+1".into()), Cell::Number(0.1 + 0.2, 1)],
                vec![Cell::Text("a \"b\"".into()), Cell::Number(f64::NAN, 1)],
            ],
            ..Chart::default()
        };
        let expected = "patch,\"area, ha\"\r\n'=1+1,0.30000000000000004\r\n\"a \"\"b\"\"\",\r\n";
        assert_eq!(csv(&chart), expected);
        assert_eq!(Cell::Number(1234.5, 1).words(Language::Finnish), "1\u{a0}234,5");
    }
}
