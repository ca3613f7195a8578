//! What tells runs apart.

use super::kept::KeptRun;
use crate::state::Field;

/// Fields that not all runs have the same in, each with what stood there.
pub fn differing<'a>(runs: &[&'a KeptRun]) -> Vec<(Field, Vec<&'a str>)> {
    // The preset says where values come from, not what they are.
    let fields = Field::ALL.into_iter().filter(|field| *field != Field::Preset);
    let all = fields.map(|field| (field, runs.iter().map(|run| run.text(field)).collect()));
    all.filter(|(_, texts): &(Field, Vec<&str>)| texts.windows(2).any(|two| two[0] != two[1]))
        .collect()
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
            name: String::new(),
            note: String::new(),
            parameters: parameters.iter().map(owned).collect(),
            patches: 3,
            links: 2,
            components: 1,
            habitat_ha: 10.0,
            ec_pc_ha: 8.0,
            ec_iic_ha: 7.0,
            ranked: ranked.iter().map(|label| (*label).to_owned()).collect(),
        }
    }

    #[test]
    fn only_what_differs_is_told() {
        let usual = run(&[], &["a", "b"]);
        let other = run(&[("distance", "600"), ("preset", "night")], &["b"]);
        assert_eq!(differing(&[&usual, &other]), [(Field::Distance, vec!["1000", "600"])]);
        assert!(differing(&[&usual, &usual]).is_empty());
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
        let labels = ["a", "b", "c"].map(str::to_owned);
        assert_eq!(super::super::kept::ranked(&labels, &[1.0, 3.0, 2.0]), ["b", "c", "a"]);
        assert!(super::super::kept::ranked(&labels, &[]).is_empty());
    }
}
