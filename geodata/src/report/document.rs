//! A report as blocks, for whoever shows it: as Markdown here, as elements on a page.

use std::fmt::Write as _;

use serde::{Deserialize, Serialize};

/// Words, the first of which may stand out. Text of data is among them as it is.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Words {
    /// What stands out; may be empty.
    pub strong: String,
    /// What follows it.
    pub rest: String,
}

impl From<String> for Words {
    fn from(rest: String) -> Self {
        Self { strong: String::new(), rest }
    }
}

impl From<&str> for Words {
    fn from(rest: &str) -> Self {
        rest.to_owned().into()
    }
}

impl Words {
    /// Words of which all stand out.
    #[must_use]
    pub fn strong(words: &str) -> Self {
        Self { strong: words.to_owned(), rest: String::new() }
    }
}

/// A piece of a report.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Block {
    /// A heading; 1 is that of the whole.
    Heading(u8, String),
    /// A paragraph.
    Paragraph(Words),
    /// A list.
    Items(Vec<Words>),
    /// A table: its heads, then rows as long.
    Table(Vec<String>, Vec<Vec<String>>),
    /// Room to write by hand.
    Field,
    /// What follows stands apart.
    Rule,
}

/// A report as Markdown.
///
/// ```
/// use geodata::report::{Block, Words, markdown};
/// let report = [
///     Block::Heading(1, "Forest *A*".into()),
///     Block::Items(vec![Words { strong: "12 ha".into(), rest: " in all".into() }]),
/// ];
/// assert_eq!(markdown(&report), "# Forest \\*A\\*\n\n- **12 ha** in all\n\n");
/// ```
#[must_use]
pub fn markdown(report: &[Block]) -> String {
    let mut text = String::new();
    for block in report {
        let written = match block {
            Block::Heading(level, words) => {
                let marks = "#".repeat(usize::from(*level).clamp(1, 6));
                writeln!(text, "{marks} {}\n", plain(words))
            }
            Block::Paragraph(words) => writeln!(text, "{}\n", marked(words)),
            Block::Items(items) => {
                let items: String =
                    items.iter().map(|item| format!("- {}\n", marked(item))).collect();
                writeln!(text, "{items}")
            }
            Block::Table(heads, rows) => {
                let row = |cells: &[String]| {
                    let cells: Vec<String> = cells.iter().map(|cell| plain(cell)).collect();
                    format!("| {} |\n", cells.join(" | "))
                };
                let rows: String = rows.iter().map(|cells| row(cells)).collect();
                writeln!(text, "{}| {} |\n{rows}", row(heads), vec!["---"; heads.len()].join(" | "))
            }
            Block::Field => writeln!(text, "&nbsp;\n"),
            Block::Rule => writeln!(text, "---"),
        };
        // Text takes all that is written.
        debug_assert!(written.is_ok(), "a String cannot fail");
    }
    text
}

fn marked(words: &Words) -> String {
    match words.strong.as_str() {
        "" => plain(&words.rest),
        strong => format!("**{}**{}", plain(strong), plain(&words.rest)),
    }
}

/// Text as Markdown shows it: letters, not marks.
fn plain(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '\n' | '\r' => safe.push(' '),
            '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '|' | '#' => {
                safe.push('\\');
                safe.push(letter);
            }
            _ => safe.push(letter),
        }
    }
    safe
}
