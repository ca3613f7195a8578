//! What tells runs apart.

use super::kept::KeptRun;
use crate::state::Field;

/// Fields that not all runs have the same in, each with what stood there.
pub fn differing<'a>(runs: &[&'a KeptRun]) -> Vec<(Field, Vec<&'a str>)> {
    // The preset says where values come from, not what they are.
    let fields = Field::ALL.into_iter().filter(|field| *field != Field::Preset);
    let all = fields.map(|field| (field, runs.iter().map(|run| run.text(field)).collect()));
    all.filter(|(_, texts): &(Field, Vec<&str>)| {
        texts.windows(2).any(|two| meant(two[0]) != meant(two[1]))
    })
    .collect()
}

/// What a text means: 600 and 600.0 are the same number.
fn meant(text: &str) -> String {
    let number = text.replace(',', ".").parse::<f64>();
    number.map_or_else(|_| text.to_owned(), |number| number.to_string())
}

/// How much a figure is above the one that it is held against, %; `None` beside nothing.
pub fn change_percent(of: f64, against: f64) -> Option<f64> {
    (against != 0.0).then(|| 100.0 * (of - against) / against)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn run(parameters: &[(&str, &str)], ranked: &[&str]) -> KeptRun {
        let owned = |(name, text): &(&str, &str)| ((*name).to_owned(), (*text).to_owned());
        KeptRun {
            parameters: parameters.iter().map(owned).collect(),
            ranked: ranked.iter().map(|label| (*label).to_owned()).collect(),
            ..KeptRun::default()
        }
    }

    #[test]
    fn only_what_differs_is_told() {
        let usual = run(&[], &["a", "b"]);
        let other = run(&[("distance", "600"), ("preset", "night")], &["b"]);
        assert_eq!(differing(&[&usual, &other]), [(Field::Distance, vec!["1000", "600"])]);
        let same = run(&[("distance", "1000,0")], &[]);
        assert!(differing(&[&usual, &usual, &same]).is_empty());
        assert!(differing(&[&usual]).is_empty());
    }

    #[test]
    fn ranks_and_changes() {
        let kept = run(&[], &["a", "b"]);
        assert_eq!((kept.rank_of("b"), kept.rank_of("c")), (Some(2), None));
        assert_eq!(change_percent(12.0, 10.0), Some(20.0));
        assert_eq!(change_percent(1.0, 0.0), None);
    }

    #[test]
    fn labels_stand_by_importance() {
        let ranked = super::super::kept::ranked;
        let labels = ["a", "b", "a"].map(str::to_owned);
        assert_eq!(ranked(&labels, &[1.0, 3.0, 2.0], &[]), ["b", "a (2)", "a"]);
        assert_eq!(ranked(&labels, &[1.0, 3.0, 2.0], &[false, true, false]), ["a (2)", "a"]);
        assert!(ranked(&labels, &[], &[]).is_empty());
    }
}
