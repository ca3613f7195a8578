//! What is meant by a few words.

use fst::{IntoStreamer, Streamer};

use super::SearchIndex;
use super::edits::QueryWord;
use super::index::LABEL;
use crate::nearby::Place;

/// What was found.
#[derive(Debug, Clone, PartialEq)]
pub struct Found {
    /// The best, best first.
    pub hits: Vec<Hit>,
    /// All there are.
    pub total: usize,
}

/// A feature that was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Hit {
    /// Which.
    pub place: Place,
    /// The column that speaks of it the least well; None for its identifier.
    pub column: Option<usize>,
    /// Letters that were forgiven.
    pub edits: u32,
}

/// How badly a word matches, the least the best, a byte each so that ranks of words add up: how
/// many letters are forgiven; whether it stands in what is said of a feature and not in what it is
/// called; whether only its beginning stands there, or it stands within another word; whether it
/// is not the first of its text.
type Rank = u32;
const EDITS: u32 = 24;
const ATTRIBUTE: u32 = 16;
const BEGINNING: u32 = 8;
/// Letters of a word that is looked for within others.
const LEAST_WITHIN: usize = 3;
const NOT_FOUND: Rank = Rank::MAX;

/// A feature with all words.
#[derive(Clone, Copy)]
struct Ranked {
    rank: Rank,
    document: u32,
    /// The column of the word that matches worst.
    column: u16,
}

impl SearchIndex {
    /// Features that have all words of a text: first those with the fewest letters forgiven, then
    /// those that are called so, then those that have the words whole, then those that begin
    /// with them; then the shortest names, the nearest by `distance`, and the first of the file.
    ///
    /// Where nothing has all words so, words are looked for within others, as in compounds; where
    /// that finds nothing either, letters are forgiven.
    #[must_use]
    pub fn search(&self, text: &str, most: usize, distance: impl Fn(Place) -> f64) -> Found {
        let words = QueryWord::all(text);
        if words.is_empty() || most == 0 {
            return Found { hits: Vec::new(), total: 0 };
        }
        let as_typed: Vec<QueryWord> = words.iter().map(QueryWord::unforgiving).collect();
        let mut ranks = self.ranks(&as_typed, |word| self.terms(word));
        // The tail of a compound: what parks are called ends in `puisto`.
        if ranks.is_empty() {
            ranks = self.ranks(&as_typed, |word| self.terms_within(word));
        }
        if ranks.is_empty() {
            ranks = self.ranks(&words, |word| self.terms(word));
        }
        let total = ranks.len();
        let key = |of: &Ranked| (of.rank, self.lengths[of.document as usize]);
        if total > most {
            // Only those that are as good as the last one told need to be sorted.
            ranks.select_nth_unstable_by_key(most - 1, key);
            let last = key(&ranks[most - 1]);
            ranks.retain(|of| key(of) <= last);
        }
        let place = |of: &Ranked| self.documents[of.document as usize];
        let mut ranks: Vec<(Ranked, f64)> =
            ranks.into_iter().map(|of| (of, distance(place(&of)))).collect();
        crate::order::sort_by(&mut ranks, |(p, far_p), (q, far_q)| {
            let by_key = key(p).cmp(&key(q)).then(far_p.total_cmp(far_q));
            by_key.then(p.document.cmp(&q.document))
        });
        ranks.truncate(most);
        let hit = |(of, _): (Ranked, f64)| Hit {
            place: place(&of),
            column: (of.column != LABEL).then(|| usize::from(of.column)),
            edits: of.rank >> EDITS,
        };
        Found { hits: ranks.into_iter().map(hit).collect(), total }
    }

    /// The features with all words.
    fn ranks(
        &self,
        words: &[QueryWord],
        terms: impl Fn(&QueryWord) -> Vec<(usize, Rank)>,
    ) -> Vec<Ranked> {
        let nothing = (NOT_FOUND, LABEL);
        let mut sums: Vec<(Rank, u16)> = Vec::new();
        for word in words {
            let mut best = vec![nothing; self.documents.len()];
            for (term, rank) in terms(word) {
                let [from, to] = [term, term + 1].map(|at| self.offsets[at] as usize);
                for posting in &self.postings[from..to] {
                    let rank = rank
                        + (u32::from(!posting.is_name) << ATTRIBUTE)
                        + u32::from(!posting.is_first);
                    let known = &mut best[posting.document as usize];
                    if (rank, posting.column) < *known {
                        *known = (rank, posting.column);
                    }
                }
            }
            if sums.is_empty() {
                sums = best;
                continue;
            }
            for (sum, (rank, column)) in sums.iter_mut().zip(best) {
                *sum = match (sum.0, rank) {
                    (NOT_FOUND, _) | (_, NOT_FOUND) => nothing,
                    (known, rank) => {
                        let is_worse = rank >> ATTRIBUTE > known >> ATTRIBUTE;
                        (known + rank, if is_worse { column } else { sum.1 })
                    }
                };
            }
        }
        let all = (0..).zip(sums).filter(|(_, (rank, _))| *rank != NOT_FOUND);
        all.map(|(document, (rank, column))| Ranked { rank, document, column }).collect()
    }

    /// Known words that a word can mean, each by its number with how badly it matches.
    fn terms(&self, word: &QueryWord) -> Vec<(usize, Rank)> {
        let mut found = Vec::new();
        let mut stream = self.words.search_with_state(word).into_stream();
        while let Some((_, number, walked)) = stream.next() {
            let Some(matched) = word.at(&walked) else { continue };
            let rank =
                (Rank::from(matched.edits) << EDITS) + (Rank::from(matched.is_prefix) << BEGINNING);
            found.push((usize::try_from(number).unwrap_or(usize::MAX), rank));
        }
        found
    }

    /// Known words that hold a word, where it is long enough to mean something.
    fn terms_within(&self, word: &QueryWord) -> Vec<(usize, Rank)> {
        if word.text().chars().count() < LEAST_WITHIN {
            return self.terms(word);
        }
        let mut found = Vec::new();
        let mut stream = self.words.stream();
        while let Some((term, number)) = stream.next() {
            let Ok(term) = std::str::from_utf8(term) else { continue };
            let place = match term.find(word.text()) {
                None => continue,
                Some(_) if term == word.text() => 0,
                Some(0) if word.is_last() => 1,
                Some(_) => 2,
            };
            found.push((usize::try_from(number).unwrap_or(usize::MAX), place << BEGINNING));
        }
        found
    }
}
