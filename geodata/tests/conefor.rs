//! Agreement with Conefor 2.7.3 to the digits that it prints.
#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::print_stderr,
    clippy::unwrap_used,
    reason = "tests are blunt"
)]

mod shared;

use std::collections::HashMap;
use std::path::Path;

use geo::Coord;
use geodata::connectivity::{Analysis, Kernel};
use geodata::graph::{Edge, PatchGraph};
use geodata::{Link, Parameters};

/// Node numbers and attributes from a Conefor node file.
fn nodes(path: &Path) -> (HashMap<u32, u32>, Vec<f64>) {
    let text = String::from_utf8(shared::bytes(path)).unwrap();
    let rows: Vec<(u32, f64)> = text
        .lines()
        .map(|line| {
            let mut words = line.split_whitespace();
            (words.next().unwrap().parse().unwrap(), words.next().unwrap().parse().unwrap())
        })
        .collect();
    let places = rows.iter().zip(0..).map(|((number, _), place)| (*number, place)).collect();
    (places, rows.iter().map(|(_, attribute)| *attribute).collect())
}

fn links(path: &Path, places: &HashMap<u32, u32>) -> Vec<Link> {
    let text = String::from_utf8(shared::bytes(path)).unwrap();
    let mut links: Vec<Link> = text
        .lines()
        .map(|line| {
            let words: Vec<&str> = line.split_whitespace().collect();
            let place = |word: &str| places[&word.parse::<u32>().unwrap()];
            let (a, b) = (place(words[0]), place(words[1]));
            let length_m = geodata::units::round_length_m(words[2].parse().unwrap());
            Link {
                a: a.min(b),
                b: a.max(b),
                length_m,
                from: Coord::default(),
                to: Coord::default(),
            }
        })
        .filter(|link| link.a != link.b)
        .collect();
    links.sort_by_key(|link| (link.a, link.b));
    links.dedup_by_key(|link| (link.a, link.b));
    links
}

/// Index name to printed value.
fn printed(path: &Path) -> HashMap<String, String> {
    let text = String::from_utf8(shared::bytes(path)).unwrap();
    text.lines()
        .map(|line| {
            let words: Vec<&str> = line.split_whitespace().collect();
            (words[3].to_owned(), words[4].to_owned())
        })
        .collect()
}

/// The value rounded to six digits, as C prints with `%g`.
fn six_digits(value: f64) -> f64 {
    format!("{value:.5e}").parse().unwrap()
}

fn agrees(folder: &str, distance_m: f64, probability: f64, threshold_m: f64, landscape_ha: f64) {
    let Some(folder) = shared::shared(&format!("oracles/conefor/{folder}")) else { return };
    let name = folder.file_name().unwrap().to_str().unwrap().to_owned();
    let (places, attributes) = nodes(&folder.join(format!("{name}_nodes.txt")));
    let links = links(&folder.join(format!("{name}_dist.txt")), &places);
    let parameters = Parameters {
        distance_m,
        probability,
        threshold_m: Some(threshold_m),
        landscape_area_ha: Some(landscape_ha),
        ..Parameters::default()
    };
    let Analysis { indices, .. } = Analysis::new(links, attributes, &parameters).unwrap();
    let expected = printed(&folder.join("results_all_overall_indices.txt"));
    let ours = [
        ("NL", indices.links as f64),
        ("NC", indices.components as f64),
        ("CCP", indices.ccp),
        ("LCPnum", indices.lcp_num),
        ("LCP", indices.lcp.unwrap()),
        ("IICnum", indices.iic_num),
        ("EC(IIC)", indices.ec_iic_ha),
        ("IIC", indices.iic.unwrap()),
        ("PCnum", indices.pc_num),
        ("EC(PC)", indices.ec_pc_ha),
        ("PC", indices.pc.unwrap()),
    ];
    for (index, value) in ours {
        let printed: f64 = expected[index].parse().unwrap();
        assert_eq!(six_digits(value), printed, "{name}: {index}");
    }
    // Conefor adds noise for pairs without a path to H, 1e-5 of it.
    let h: f64 = expected["H"].parse().unwrap();
    assert!((indices.h - h).abs() <= 1e-5 * h, "{name}: H {} against {h}", indices.h);
}

#[test]
fn set_a_complete_matrix() {
    agrees("a", 900.0, 0.5, 900.0, 1000.0);
}

#[test]
fn set_b_listed_links() {
    agrees("b", 1000.0, 0.05, 1200.0, 100_000.0);
}

/// Best-path probabilities of every pair of set a, as Conefor lists them.
#[test]
fn set_a_probabilities_of_each_pair() {
    let Some(folder) = shared::shared("oracles/conefor/a") else { return };
    let (places, attributes) = nodes(&folder.join("a_nodes.txt"));
    let edges: Vec<Edge> =
        links(&folder.join("a_dist.txt"), &places).iter().map(Edge::from).collect();
    let graph = PatchGraph::new(attributes.len(), edges);
    let kernel = Kernel::new(900.0, 0.5).unwrap();
    let text =
        String::from_utf8(shared::bytes(&folder.join("a_maximum_product_probabilities.txt")))
            .unwrap();
    let mut compared = 0;
    for line in text.lines() {
        let words: Vec<&str> = line.split_whitespace().collect();
        let (Ok(a), Ok(b), Some(Ok(p))) = (
            words[0].parse::<u32>(),
            words[1].parse::<u32>(),
            words.get(2).map(|w| w.parse::<f64>()),
        ) else {
            continue;
        };
        let lengths = geodata::graph::lengths_from(&graph, places[&a] as usize);
        let ours = kernel.probability_at(lengths[places[&b] as usize]);
        assert!((six_digits(ours) - p).abs() <= 1e-5 * p, "{a} to {b}: {ours} against {p}");
        compared += 1;
    }
    assert!(compared >= 66, "only {compared} pairs compared");
}
