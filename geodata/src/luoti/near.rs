//! Words that are nearly alike.

/// The candidate that differs least from a word in letters, whatever their case; `None`
/// where even that differs in more than a third.
pub(super) fn nearest<'a>(
    word: &str,
    candidates: impl Iterator<Item = &'a str>,
) -> Option<&'a str> {
    let folded: Vec<char> = word.trim().to_lowercase().chars().collect();
    let best = candidates
        .map(|candidate| {
            let other: Vec<char> = candidate.to_lowercase().chars().collect();
            (distance(&folded, &other), other.len().max(folded.len()), candidate)
        })
        .min_by_key(|(distance, ..)| *distance)?;
    (best.0 * 3 <= best.1).then_some(best.2)
}

/// Letters to put in, take out or change to make one word of the other (Levenshtein 1966).
fn distance(a: &[char], b: &[char]) -> usize {
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.iter().enumerate() {
        let mut diagonal = row[0];
        row[0] = i + 1;
        for (j, y) in b.iter().enumerate() {
            let changed = diagonal + usize::from(x != y);
            diagonal = row[j + 1];
            row[j + 1] = changed.min(row[j] + 1).min(diagonal + 1);
        }
    }
    row[b.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn misspelt_words_find_their_way() {
        let words = || ["Hyvä", "Heikko", "Poikki"].into_iter();
        assert_eq!(nearest("hyva", words()), Some("Hyvä"));
        assert_eq!(nearest(" HEIKKO ", words()), Some("Heikko"));
        assert_eq!(nearest("poikkki", words()), Some("Poikki"));
        assert_eq!(nearest("Testi", words()), None);
    }
}
