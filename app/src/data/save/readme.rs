//! The text that goes with a file of results: what is in it and where it comes from.

use geodata::io::About;
use liito_locales::Language;
use liito_locales::messages::{open as d, saving as w};
use liito_worker::LayerPreview;

use super::contents::meaning;

/// Markdown in the reader's language.
pub fn readme(l: Language, file: &str, layers: &[LayerPreview], about: &About) -> String {
    let mut lines = vec![format!("# {}", about.title), about.statement.clone()];
    lines.push(format!("## {}: {file}", w::contents(l)));
    for LayerPreview { name, features, fields } in layers {
        lines.push(format!("### {name}: {}", d::layer_features(l, *features)));
        let head = format!("| {} | {} | {} |", w::field(l), w::meaning(l), w::example(l));
        let mut table = vec![head, "|---|---|---|".to_owned()];
        table.extend(fields.iter().map(|(column, example)| {
            let meaning = meaning(l, name, column);
            format!("| `{}` | {meaning} | {} |", code(column), cell(example))
        }));
        lines.push(table.join("\n"));
    }
    lines.push(w::private(l).to_owned());
    lines.push(format!("## {}", w::facts(l)));
    let fact = |(name, value): &(String, String)| format!("- {name}: {}", in_a_line(value));
    lines.push(about.facts.iter().map(fact).collect::<Vec<_>>().join("\n"));
    lines.push(format!("## {}", w::cite(l)));
    lines.push(w::cite_as(l, geodata::VERSION));
    lines.join("\n\n") + "\n"
}

fn in_a_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A name from data between backticks, in a cell.
fn code(name: &str) -> String {
    in_a_line(name).replace('`', "'").replace('|', "\\|")
}

/// Text from data in a cell: no mark of it ends the cell or begins something else.
fn cell(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for letter in in_a_line(text).chars() {
        if matches!(letter, '|' | '`' | '<' | '>' | '[' | ']' | '*' | '\\') {
            out.push('\\');
        }
        out.push(letter);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_from_data_stay_in_their_cell() {
        assert_eq!(cell("a|b\n<c> `d`"), "a\\|b \\<c\\> \\`d\\`");
        assert_eq!((cell("liito_d_pc"), code("a`b|c")), ("liito_d_pc".into(), "a'b\\|c".into()));
    }
}
