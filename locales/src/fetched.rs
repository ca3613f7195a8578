//! Words that were fetched, and how values are put into them.

use std::sync::OnceLock;

use crate::Language;
use crate::messages::{CHECKSUM, COUNTS};

/// The words of each language and part, once they are there. They stay as long as the page.
static CATALOGUES: [[OnceLock<Vec<Words>>; 2]; 3] = [const { [const { OnceLock::new() }; 2] }; 3];

/// Which words of a language.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// Those that are said from the beginning.
    First,
    /// Those that only rooms of the page say.
    Rooms,
}

/// A message: one form, or one for one and one for more.
#[derive(Debug, serde::Deserialize)]
#[serde(untagged)]
enum Words {
    Plain(String),
    Counted([String; 2]),
}

#[derive(serde::Deserialize)]
struct Catalogue {
    checksum: u32,
    words: Vec<Words>,
}

/// Why words cannot be used.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CatalogueError {
    /// They are no list of words.
    Malformed,
    /// They are those of another version.
    OtherVersion,
}

/// Takes words of a language, as `scripts/catalogues.mjs` writes them.
///
/// # Errors
/// [`CatalogueError`] where the text is no such list, or one of other messages.
pub fn install(language: Language, part: Part, text: &str) -> Result<(), CatalogueError> {
    let Catalogue { checksum, words } =
        serde_json::from_str(text).map_err(|_| CatalogueError::Malformed)?;
    if checksum != CHECKSUM || words.len() != COUNTS[part as usize] {
        return Err(CatalogueError::OtherVersion);
    }
    // Those that are there already are the same.
    let _ = CATALOGUES[language as usize][part as usize].set(words);
    Ok(())
}

/// Whether words of a language are there.
#[must_use]
pub fn is_installed(language: Language, part: Part) -> bool {
    CATALOGUES[language as usize][part as usize].get().is_some()
}

/// A message as it stands; of a language that is not there, nothing.
pub(crate) fn text(language: Language, place: usize) -> &'static str {
    match words(language, place) {
        Some(Words::Plain(text) | Words::Counted([_, text])) => text,
        None => "",
    }
}

/// A message with its values in place.
pub(crate) fn filled(language: Language, place: usize, values: &[(&str, &str)]) -> String {
    fill(text(language, place), values)
}

/// A message in the form for a number, with that and its other values in place.
pub(crate) fn counted(
    language: Language,
    place: usize,
    count: usize,
    values: &[(&str, &str)],
) -> String {
    let text = match words(language, place) {
        Some(Words::Counted([one, _])) if count == 1 => one,
        _ => text(language, place),
    };
    let number = language.whole(count);
    let mut values = values.to_vec();
    values.push(("count", &number));
    fill(text, &values)
}

fn words(language: Language, place: usize) -> Option<&'static Words> {
    let [first, rooms] = &CATALOGUES[language as usize];
    match place.checked_sub(COUNTS[Part::First as usize]) {
        None => first.get()?.get(place),
        Some(place) => rooms.get()?.get(place),
    }
}

/// Puts values in the place of their names in braces.
fn fill(text: &str, values: &[(&str, &str)]) -> String {
    let mut filled = String::with_capacity(text.len() + 16);
    let mut rest = text;
    while let Some((before, from)) = rest.split_once('{') {
        filled.push_str(before);
        let Some((name, after)) = from.split_once('}') else { break };
        if let Some((_, value)) = values.iter().find(|(of, _)| *of == name) {
            filled.push_str(value);
        }
        rest = after;
    }
    filled.push_str(rest);
    filled
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_take_the_place_of_their_names() {
        let values = [("a", "1"), ("bc", "{a}")];
        assert_eq!(fill("{bc} of {a}, {a}", &values), "{a} of 1, 1");
        assert_eq!(fill("plain", &values), "plain");
    }

    #[test]
    fn words_of_another_version_are_refused() {
        let text = format!("{{\"checksum\":{},\"words\":[\"one\"]}}", CHECKSUM);
        assert_eq!(
            install(Language::English, Part::First, &text),
            Err(CatalogueError::OtherVersion)
        );
        assert_eq!(install(Language::English, Part::Rooms, "[]"), Err(CatalogueError::Malformed));
        assert!(!is_installed(Language::English, Part::First));
    }
}
