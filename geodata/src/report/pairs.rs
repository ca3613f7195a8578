//! All pairs of patches that a path joins, as a table.

use super::MOST_PAIRED_PATCHES;
use super::exports::{named, table, whole};
use crate::connectivity::NetworkGraphs;
use crate::graph::{PathTree, UNREACHED, hops_from};
use crate::model::{Layer, Value};

/// Name of the layer of pairs.
const PAIRS: &str = "liito_pairs";

/// Every two patches that a path joins, by what the patches are called, without shapes: the length of the shortest path
/// (metres, effective where links count by their grade), the probability p* of moving along
/// it, and the least number of links up to the threshold, where there is a way along such.
///
/// For networks of up to [`MOST_PAIRED_PATCHES`]; nothing beyond.
#[must_use]
pub fn pairs_layer(labels: &[String], graphs: &NetworkGraphs) -> Layer {
    let nodes = graphs.nodes();
    let label = |patch: usize| Value::Text(labels.get(patch).cloned().unwrap_or_default());
    let mut rows = Vec::new();
    let mut tree = PathTree::default();
    for a in (0..nodes).take_while(|_| nodes <= MOST_PAIRED_PATCHES) {
        tree.measure_lengths(graphs.weighted(), a);
        let hops = hops_from(graphs.binary(), a);
        let others = tree.lengths().iter().zip(&hops).enumerate().skip(a + 1);
        for (b, (&length_m, &hops)) in others.filter(|(_, (length_m, _))| length_m.is_finite()) {
            let mut values = vec![
                named("number_a", whole(a + 1)),
                named("number_b", whole(b + 1)),
                named("patch_a", label(a)),
                named("patch_b", label(b)),
                named("path_m", Value::Number(length_m)),
                named("path_probability", Value::Number(graphs.kernel().probability_at(length_m))),
            ];
            if hops != UNREACHED {
                values.push(named("hops", Value::Integer(i64::from(hops))));
            }
            rows.push(values);
        }
    }
    table(PAIRS, rows)
}

#[cfg(test)]
mod tests {
    use geo::Coord;

    use super::*;
    use crate::connectivity::Parameters;
    use crate::links::Link;

    #[test]
    fn a_pair_has_its_best_path_and_its_fewest_links() {
        let at = Coord { x: 0.0, y: 0.0 };
        let link = |a, b, length_m| Link { a, b, length_m, factor: 1.0, from: at, to: at };
        // Over 1 it is shorter from 0 to 2; the direct link is beyond the threshold. 3 is alone.
        let links = [link(0, 1, 300.0), link(0, 2, 1200.0), link(1, 2, 400.0)];
        let parameters =
            Parameters { distance_m: 1000.0, probability: 0.5, ..Parameters::default() };
        let graphs = NetworkGraphs::new(&links, vec![1.0; 4], &parameters).unwrap();
        let labels = ["a", "b", "c", "d"].map(str::to_owned);
        let layer = pairs_layer(&labels, &graphs);
        let place = |name: &str| layer.columns.iter().position(|c| c.name == name).unwrap();
        let of = |row: usize, name: &str| layer.features[row].value(place(name)).clone();
        assert_eq!(layer.features.len(), 3);
        assert_eq!(of(1, "patch_b"), Value::Text("c".into()));
        assert_eq!(of(1, "path_m"), Value::Number(700.0));
        assert_eq!(of(1, "hops"), Value::Integer(2));
        let Value::Number(p) = of(1, "path_probability") else { panic!("no number") };
        assert!((p - libm::pow(0.5, 0.7)).abs() < 1e-12);
    }
}
