//! A word of a query, and how many edits it takes to make a word of it.
//!
//! An edit puts a letter in, takes one out or changes one (Levenshtein 1966); letters that
//! changed places are two. The word walks the tree of all words by itself: of the table of
//! edits it keeps the five cells about the diagonal, so that a word may have any length and
//! nothing is made ready before, as fst's own automaton is in some milliseconds a word.

use fst::Automaton;

use super::words;

/// No word may take more edits than this.
const MOST_EDITS: usize = 2;

/// Cells of a row that are at most so far from the diagonal.
const BAND: usize = 2 * MOST_EDITS + 1;

/// Words of a query beyond these are not looked at.
const MOST_WORDS: usize = 8;

/// A word of a query.
#[derive(Debug)]
pub(super) struct QueryWord {
    text: String,
    letters: Vec<u32>,
    most_edits: u8,
    is_prefix: bool,
}

/// How a word matches.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Matched {
    /// Letters that were forgiven.
    pub(super) edits: u8,
    /// True where the word goes on behind what matches.
    pub(super) is_prefix: bool,
}

/// A word that was walked up to some byte.
#[derive(Debug, Clone, Copy)]
pub(super) struct Walked {
    /// Letters behind.
    letters: usize,
    /// Edits between the letters behind and the first `letters + n - MOST_EDITS` of the query.
    row: [u8; BAND],
    /// Fewest edits between the whole query and a beginning of the letters behind.
    fewest: u8,
    /// A letter that is begun, and the bytes it lacks.
    begun: u32,
    lacks: u32,
}

impl QueryWord {
    /// The words of a query; its last one may be a beginning.
    pub(super) fn all(query: &str) -> Vec<Self> {
        let mut all: Vec<Self> =
            words(query).take(MOST_WORDS).map(|word| Self::new(&word, false)).collect();
        if let Some(last) = all.last_mut() {
            last.is_prefix = true;
        }
        all
    }

    /// The same as it was typed.
    pub(super) fn unforgiving(&self) -> Self {
        Self { text: self.text.clone(), letters: self.letters.clone(), most_edits: 0, ..*self }
    }

    /// As it was typed, folded.
    pub(super) fn text(&self) -> &str {
        &self.text
    }

    /// It may still be typed on.
    pub(super) fn is_last(&self) -> bool {
        self.is_prefix
    }

    fn new(word: &str, is_prefix: bool) -> Self {
        let most_edits = match word.chars().count() {
            // A number is right or wrong, and so is a code.
            _ if word.contains(char::is_numeric) => 0,
            0..=3 => 0,
            4..=7 => 1,
            _ => 2,
        };
        let letters = word.chars().map(u32::from).collect();
        Self { text: word.to_owned(), letters, most_edits, is_prefix }
    }

    /// How a word matches, where it does.
    #[cfg(test)]
    fn matched(&self, word: &str) -> Option<Matched> {
        let walk = |walked, letter| self.step(&walked, u32::from(letter));
        self.at(&word.chars().fold(self.start(), walk))
    }

    /// How the word that ends here matches.
    pub(super) fn at(&self, walked: &Walked) -> Option<Matched> {
        let whole = self.whole(walked);
        let edits = if self.is_prefix { walked.fewest } else { whole };
        let matched = Matched { edits, is_prefix: edits < whole };
        (edits <= self.most_edits && walked.lacks == 0).then_some(matched)
    }

    /// Edits to all that was walked.
    fn whole(&self, walked: &Walked) -> u8 {
        let cell = (self.letters.len() + MOST_EDITS).checked_sub(walked.letters);
        cell.and_then(|cell| walked.row.get(cell)).copied().unwrap_or(u8::MAX)
    }

    fn step(&self, walked: &Walked, letter: u32) -> Walked {
        let mut next = Walked {
            letters: walked.letters + 1,
            row: [u8::MAX; BAND],
            begun: 0,
            lacks: 0,
            ..*walked
        };
        let mut left = u8::MAX;
        for cell in 0..BAND {
            let Some(place) = (next.letters + cell).checked_sub(MOST_EDITS) else { continue };
            if place > self.letters.len() {
                break;
            }
            let above = walked.row.get(cell + 1).copied().unwrap_or(u8::MAX);
            let mut edits = above.min(left).saturating_add(1);
            if let Some(of_query) = place.checked_sub(1).map(|before| self.letters[before]) {
                let changed = u8::from(of_query != letter);
                edits = edits.min(walked.row[cell].saturating_add(changed));
            }
            next.row[cell] = edits;
            left = edits;
        }
        next.fewest = walked.fewest.min(self.whole(&next));
        next
    }
}

impl Automaton for QueryWord {
    type State = Walked;

    fn start(&self) -> Walked {
        let mut row = [u8::MAX; BAND];
        for (edits, cell) in (0..).zip(&mut row[MOST_EDITS..]).take(self.letters.len() + 1) {
            *cell = edits;
        }
        let mut walked = Walked { letters: 0, row, fewest: u8::MAX, begun: 0, lacks: 0 };
        walked.fewest = self.whole(&walked);
        walked
    }

    fn is_match(&self, walked: &Walked) -> bool {
        self.at(walked).is_some()
    }

    fn can_match(&self, walked: &Walked) -> bool {
        walked.row.iter().any(|edits| *edits <= self.most_edits)
            || (self.is_prefix && walked.fewest <= self.most_edits)
    }

    fn accept(&self, walked: &Walked, byte: u8) -> Walked {
        // The tree goes by bytes, the edits by letters: UTF-8 says how many bytes one has.
        let (begun, lacks) = match (walked.lacks, byte.leading_ones()) {
            (0, ones @ 2..) => (u32::from(byte) & (0x7f >> ones), ones - 1),
            (0, _) => (u32::from(byte), 0),
            (lacks, _) => (walked.begun << 6 | u32::from(byte & 0x3f), lacks - 1),
        };
        if lacks == 0 { self.step(walked, begun) } else { Walked { begun, lacks, ..*walked } }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn edits(query: &str, word: &str, is_prefix: bool) -> Option<(u8, bool)> {
        let matched = QueryWord::new(query, is_prefix).matched(word);
        matched.map(|matched| (matched.edits, matched.is_prefix))
    }

    #[test]
    fn so_many_edits_as_letters_allow() {
        assert_eq!(edits("suo", "suu", false), None);
        assert_eq!(edits("lahti", "lahtu", false), Some((1, false)));
        assert_eq!(edits("laaxalaxti", "laajalahti", false), Some((2, false)));
        assert_eq!(edits("xaaxalaxti", "laajalahti", false), None);
        assert_eq!(edits("2024", "2025", false), None);
    }

    #[test]
    fn letters_that_changed_places_are_two_edits() {
        assert_eq!(edits("laajalathi", "laajalahti", false), Some((2, false)));
        assert_eq!(edits("lathi", "lahti", false), None);
        // As a beginning it is one: laht and what follows.
        assert_eq!(edits("lahit", "lahti", true), Some((1, true)));
    }

    #[test]
    fn a_beginning_is_told_from_the_whole() {
        assert_eq!(edits("laaja", "laajalahti", true), Some((0, true)));
        assert_eq!(edits("laaja", "laajalahti", false), None);
        assert_eq!(edits("laajalahti", "laajalahti", true), Some((0, false)));
        assert_eq!(edits("lahtt", "lahti", true), Some((1, false)));
    }

    /// The whole table, row by row.
    fn plain(a: &[char], b: &[char]) -> usize {
        let mut row: Vec<usize> = (0..=b.len()).collect();
        for (i, x) in a.iter().enumerate() {
            let mut diagonal = std::mem::replace(&mut row[0], i + 1);
            for (j, y) in b.iter().enumerate() {
                let changed = diagonal + usize::from(x != y);
                diagonal = row[j + 1];
                row[j + 1] = changed.min(row[j] + 1).min(diagonal + 1);
            }
        }
        row[b.len()]
    }

    proptest! {
        #[test]
        fn the_band_is_the_table_and_bytes_are_letters(
            query in "[abя公]{1,11}", word in "[abя公]{0,13}", is_prefix: bool,
        ) {
            let asked = QueryWord::new(&query, is_prefix);
            let [q, w]: [Vec<char>; 2] = [&query, &word].map(|text| text.chars().collect());
            let whole = plain(&q, &w);
            let fewest = (0..=w.len()).map(|end| plain(&q, &w[..end])).min().unwrap_or(whole);
            let edits = if is_prefix { fewest } else { whole };
            let expected = (edits <= usize::from(asked.most_edits)).then_some((edits, edits < whole));
            let told = asked.matched(&word);
            prop_assert_eq!(told.map(|m| (usize::from(m.edits), m.is_prefix)), expected);

            let mut walked = asked.start();
            for byte in word.bytes() {
                prop_assert!(told.is_none() || asked.can_match(&walked));
                walked = asked.accept(&walked, byte);
            }
            prop_assert_eq!(asked.at(&walked), told);
        }
    }
}
