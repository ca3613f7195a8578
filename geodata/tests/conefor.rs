//! Agreement with Conefor 2.7.3, index by index, to the digits that it prints.
//!
//! What was compared, how often and how far off the worst was goes to stderr
//! as a table.
#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::print_stderr,
    clippy::unwrap_used,
    reason = "tests are blunt"
)]

mod shared;

use std::collections::HashMap;
use std::io::Write as _;
use std::path::{Path, PathBuf};

use geodata::connectivity::importance::{
    Candidate, Gain, ImportanceParts, LinkImportance, PatchImportance, RemovalNetwork, Wanted,
};
use geodata::connectivity::{Analysis, Kernel};
use geodata::graph::{Components, Edge, PatchGraph, lengths_from};
use geodata::io::conefor::{ConeforNode, Pairs, read_distances, read_nodes};
use geodata::{Link, Parameters};

/// A set of Conefor's files, and what we make of it.
struct Set {
    folder: PathBuf,
    name: String,
    nodes: Vec<ConeforNode>,
    links: Vec<Link>,
    parameters: Parameters,
    table: Table,
}

impl Set {
    fn open(
        name: &str,
        pairs: Pairs,
        (distance_m, probability): (f64, f64),
        (threshold_m, landscape_ha): (f64, f64),
    ) -> Option<Self> {
        let folder = shared::shared(&format!("oracles/conefor/{name}"))?;
        let file = |what: &str| shared::bytes(&folder.join(format!("{name}_{what}.txt")));
        let nodes = read_nodes(&file("nodes")).unwrap();
        let links = read_distances(&file("dist"), &nodes, pairs).unwrap();
        let parameters = Parameters {
            distance_m,
            probability,
            threshold_m: Some(threshold_m),
            landscape_area_ha: Some(landscape_ha),
            ..Parameters::default()
        };
        let table = Table { set: name.to_owned(), rows: Vec::new() };
        Some(Self { folder, name: name.to_owned(), nodes, links, parameters, table })
    }

    fn attributes(&self) -> Vec<f64> {
        self.nodes.iter().map(|node| node.attribute).collect()
    }

    fn place(&self, id: &str) -> u32 {
        let id: u64 = id.parse().unwrap();
        u32::try_from(self.nodes.iter().position(|node| node.id == id).unwrap()).unwrap()
    }

    /// Rows of a printed table, each by its column names.
    fn printed(&self, file: &str) -> Vec<HashMap<String, String>> {
        let text = String::from_utf8(shared::bytes(&self.folder.join(file))).unwrap();
        let mut lines = text.lines();
        let head: Vec<&str> = lines.next().unwrap().split_whitespace().collect();
        lines
            .map(|line| {
                let words = line.split_whitespace().map(str::to_owned);
                head.iter().map(|column| (*column).to_owned()).zip(words).collect()
            })
            .collect()
    }
}

/// What was compared.
struct Table {
    set: String,
    rows: Vec<Row>,
}

struct Row {
    what: String,
    index: String,
    values: usize,
    /// Greatest difference, in units of the last digit that was printed.
    worst: f64,
    failed: Vec<String>,
}

/// Conefor keeps indices in single precision: the difference of two is off by so
/// many per cent, and a value by so much of itself.
const SINGLE_PERCENT: f64 = 2.4e-5;
const SINGLE: f64 = 1.2e-7;
/// What it prints where a part is 0, in per cent.
const ZERO: f64 = 2e-7;

impl Table {
    /// Compares a value with its print: half a unit in the sixth digit, and
    /// besides it what Conefor's noise may be.
    fn compare(&mut self, what: &str, index: &str, printed: &str, ours: f64, noise: f64) {
        let theirs: f64 = printed.parse().unwrap();
        let power = if theirs == 0.0 { -6 } else { theirs.abs().log10().floor() as i32 - 5 };
        let digits = 10f64.powi(power);
        let off = (ours - theirs).abs();
        let fits = off <= 0.5 * digits + noise + SINGLE * theirs.abs();
        let row = match self.rows.iter_mut().find(|row| row.what == what && row.index == index) {
            Some(row) => row,
            None => {
                self.rows.push(Row {
                    what: what.to_owned(),
                    index: index.to_owned(),
                    values: 0,
                    worst: 0.0,
                    failed: Vec::new(),
                });
                self.rows.last_mut().unwrap()
            }
        };
        row.values += 1;
        if theirs.abs() > 10.0 * noise {
            row.worst = row.worst.max(off / digits);
        }
        if !fits {
            row.failed.push(format!("{ours} against {printed}"));
        }
    }

    /// Shows what was compared, and fails where something differs.
    fn show(&self) {
        let mut text = format!(
            "\nConefor set {}: index, values, worst difference in units of the last digit\n",
            self.set
        );
        for Row { what, index, values, worst, .. } in &self.rows {
            text += &format!("  {what:<18} {index:<16} {values:>5} {worst:>7.2}\n");
        }
        // Past the test's own capture, so that it stands in every run.
        std::io::stderr().write_all(text.as_bytes()).unwrap();
        let failed: Vec<String> = self
            .rows
            .iter()
            .filter(|row| !row.failed.is_empty())
            .map(|row| format!("{} {}: {}", row.what, row.index, row.failed.join("; ")))
            .collect();
        assert!(failed.is_empty(), "set {}:\n{}", self.set, failed.join("\n"));
    }
}

fn overall(set: &mut Set) {
    let exists: Vec<bool> = set.nodes.iter().map(|node| node.exists).collect();
    let (attributes, links) = existing(set, &exists);
    let i = Analysis::new(links, attributes, &set.parameters).unwrap().indices;
    let ours = HashMap::from([
        ("NL", i.links as f64),
        ("NC", i.components as f64),
        ("H", i.h),
        ("CCP", i.ccp),
        ("LCPnum", i.lcp_num),
        ("LCP", i.lcp.unwrap()),
        ("IICnum", i.iic_num),
        ("EC(IIC)", i.ec_iic_ha),
        ("IIC", i.iic.unwrap()),
        ("IICintra(%)", i.iic_intra),
        ("IICdirect(%)", i.iic_direct),
        ("IICstep(%)", i.iic_step),
        ("F", i.f),
        ("AWF", i.awf),
        ("PCnum", i.pc_num),
        ("EC(PC)", i.ec_pc_ha),
        ("PC", i.pc.unwrap()),
        ("PCintra(%)", i.pc_intra),
        ("PCdirect(%)", i.pc_direct),
        ("PCstep(%)", i.pc_step),
    ]);
    let file = set.folder.join("results_all_overall_indices.txt");
    let text = String::from_utf8(shared::bytes(&file)).unwrap();
    for line in text.lines() {
        let words: Vec<&str> = line.split_whitespace().collect();
        let (index, printed) = (words[3], words[4]);
        let noise = match index {
            // Conefor adds noise for pairs without a path to H, 1e-5 of it.
            "H" => 1e-5 * ours["H"],
            _ if index.ends_with("(%)") => ZERO,
            _ => 0.0,
        };
        set.table.compare("overall", index, printed, ours[index], noise);
    }
}

/// Attributes of the patches that there are, and the links between them.
fn existing(set: &Set, exists: &[bool]) -> (Vec<f64>, Vec<Link>) {
    let kept: Vec<usize> = (0..exists.len()).filter(|node| exists[*node]).collect();
    let place = |node: u32| kept.iter().position(|kept| *kept == node as usize);
    let links = set.links.iter().filter_map(|link| {
        let (a, b) = (place(link.a)?, place(link.b)?);
        Some(Link { a: u32::try_from(a).unwrap(), b: u32::try_from(b).unwrap(), ..*link })
    });
    (kept.iter().map(|node| set.nodes[*node].attribute).collect(), links.collect())
}

fn parts(name: &str, d: &ImportanceParts) -> Vec<(String, f64)> {
    vec![
        (format!("d{name}"), d.total),
        (format!("d{name}intra"), d.intra),
        (format!("d{name}flux"), d.flux),
        (format!("d{name}connector"), d.connector),
    ]
}

fn of_patch(p: &PatchImportance) -> Vec<(String, f64)> {
    let mut values: Vec<(String, f64)> = [
        ("dA", p.d_a),
        ("dNL", p.d_nl),
        ("dNC", p.d_nc),
        ("dH", p.d_h),
        ("BC", p.bc),
        ("dCCP", p.d_ccp),
        ("dLCP", p.d_lcp),
        ("dF", p.d_f),
        ("dAWF", p.d_awf),
        ("dBC_PC", p.bc_pc),
        ("dBC_IIC", p.bc_iic),
    ]
    .map(|(name, value)| (name.to_owned(), value))
    .into();
    values.extend(parts("IIC", &p.d_iic));
    values.extend(parts("PC", &p.d_pc));
    values
}

fn of_link(l: &LinkImportance) -> Vec<(String, f64)> {
    [
        ("dNL", l.d_nl),
        ("dNC", l.d_nc),
        ("dH", l.d_h),
        ("dCCP", l.d_lcp),
        ("dLCP", l.d_lcp),
        ("dIIC", l.d_iic),
        ("dF", l.d_f),
        ("dAWF", l.d_awf),
        ("dPC", l.d_pc),
    ]
    .map(|(name, value)| (name.to_owned(), value))
    .into()
}

/// H carries noise for pairs without a path, in its differences too.
fn noise_of(index: &str) -> f64 {
    match index {
        "dH" => 3e-3,
        // A difference of quotients.
        "dCCP" => 2.0 * SINGLE_PERCENT,
        "dF" | "dAWF" | "dLCP" | "dPC" | "dIIC" => SINGLE_PERCENT,
        _ => ZERO,
    }
}

fn removals(set: &mut Set) -> RemovalNetwork {
    let network = RemovalNetwork::new(&set.links, &set.attributes(), &set.parameters).unwrap();
    let sums = network.all_shares(Wanted::ALL);
    let patches = network.patches(&sums);
    for printed in set.printed(&format!("{}_node_importances.txt", set.name)) {
        let ours = of_patch(&patches[set.place(&printed["Node"]) as usize]);
        for (index, value) in ours {
            set.table.compare("patch", &index, &printed[&index], value, noise_of(&index));
        }
    }
    let links = network.links(&set.links, &sums);
    let printed = set.printed(&format!("{}_link_importances_removal.txt", set.name));
    assert_eq!(printed.len(), set.links.len());
    for printed in printed {
        let (a, b) = (set.place(&printed["Node1"]), set.place(&printed["Node2"]));
        let at = set.links.iter().position(|l| (l.a, l.b) == (a.min(b), a.max(b))).unwrap();
        for (index, value) in of_link(&links[at]) {
            set.table.compare("link removal", &index, &printed[&index], value, noise_of(&index));
        }
    }
    network
}

/// Improvement of every pair, which Conefor prints as a loss below 0.
fn improvements(set: &mut Set, network: &RemovalNetwork) {
    let rows = set.printed(&format!("{}_link_importances_improvement.txt", set.name));
    let pairs: Vec<(u32, u32)> =
        rows.iter().map(|row| (set.place(&row["Node1"]), set.place(&row["Node2"]))).collect();
    let now = |a: u32, b: u32| {
        let link = set.links.iter().find(|link| (link.a, link.b) == (a.min(b), a.max(b)));
        link.map(|link| link.length_m)
    };
    let candidates: Vec<Candidate> = pairs
        .iter()
        .map(|&(a, b)| Candidate::Link { a, b, length_m: 0.0, now_m: now(a, b) })
        .collect();
    let gains = network.gains(&candidates);
    for (row, gain) in rows.iter().zip(&gains) {
        for (index, ours) in [
            ("dPC", gain.pc.total),
            ("dIIC", gain.iic.total),
            ("dH", gain.h),
            ("dNL", gain.direct.nl),
            ("dNC", gain.direct.nc),
            ("dCCP", gain.direct.lcp),
            ("dLCP", gain.direct.lcp),
            ("dF", gain.direct.f),
            ("dAWF", gain.direct.awf),
        ] {
            set.table.compare("link improvement", index, &row[index], -ours, noise_of(index));
        }
    }
    // Without the matrix of all pairs the result is the same, to the last bit.
    let bits =
        |gains: &[Gain]| -> Vec<u64> { gains.iter().map(|g| g.pc.total.to_bits()).collect() };
    assert_eq!(bits(&gains), bits(&network.gains_holding(&candidates, 0)));
}

#[test]
fn set_a_complete_matrix() {
    let Some(mut set) = Set::open("a", Pairs::All, (900.0, 0.5), (900.0, 1000.0)) else { return };
    overall(&mut set);
    let network = removals(&mut set);
    improvements(&mut set, &network);
    set.table.show();
}

#[test]
fn set_b_listed_links() {
    let set = Set::open("b", Pairs::Listed, (1000.0, 0.05), (1200.0, 100_000.0));
    let Some(mut set) = set else { return };
    overall(&mut set);
    let network = removals(&mut set);
    improvements(&mut set, &network);
    set.table.show();
}

#[test]
fn set_c_candidate_patches() {
    let set = Set::open("c", Pairs::Listed, (1000.0, 0.05), (1200.0, 100_000.0));
    let Some(mut set) = set else { return };
    overall(&mut set);
    let exists: Vec<bool> = set.nodes.iter().map(|node| node.exists).collect();
    let (attributes, links) = existing(&set, &exists);
    let network = RemovalNetwork::new(&links, &attributes, &set.parameters).unwrap();
    let sums = network.all_shares(Wanted::PATCHES);
    let patches = network.patches(&sums);
    let place = |node: usize| exists[..node].iter().filter(|exists| **exists).count();
    let candidates: Vec<Candidate> = (0..exists.len())
        .filter(|node| !exists[*node])
        .map(|node| Candidate::Patch {
            attribute_ha: set.nodes[node].attribute,
            links: set
                .links
                .iter()
                .filter_map(|link| {
                    let (a, b) = (link.a as usize, link.b as usize);
                    let other = if a == node { b } else { a };
                    let place = u32::try_from(place(other)).unwrap();
                    ((a == node || b == node) && exists[other]).then_some((place, link.length_m))
                })
                .collect(),
        })
        .collect();
    let gains = network.gains(&candidates);
    for printed in set.printed("c_node_importances.txt") {
        let node = set.place(&printed["Node"]) as usize;
        let (pc, iic, what) = if exists[node] {
            (patches[place(node)].d_pc, patches[place(node)].d_iic, "patch")
        } else {
            let gain = &gains[node - place(node)];
            (gain.pc, gain.iic, "patch added")
        };
        for (index, ours) in [parts("PC", &pc), parts("IIC", &iic)].concat() {
            set.table.compare(what, &index, &printed[&index], ours, noise_of(&index));
        }
    }
    set.table.show();
}

/// Best-path probabilities of every pair, and components, as Conefor lists them.
#[test]
fn probabilities_and_components() {
    for (name, distance_m, probability, threshold_m) in
        [("a", 900.0, 0.5, 900.0), ("b", 1000.0, 0.05, 1200.0)]
    {
        let set = Set::open(name, Pairs::Listed, (distance_m, probability), (threshold_m, 1e5));
        let Some(mut set) = set else { return };
        let graph = PatchGraph::new(set.nodes.len(), set.links.iter().map(Edge::from));
        let kernel = Kernel::new(distance_m, probability).unwrap();
        let rows = words(&set.folder.join(format!("{name}_maximum_product_probabilities.txt")));
        for row in &rows {
            let lengths = lengths_from(&graph, set.place(&row[0]) as usize);
            let ours = kernel.probability_at(lengths[set.place(&row[1]) as usize]);
            // Theirs is a product of probabilities in single precision.
            set.table.compare("best path", "p*", &row[2], ours, 10.0 * SINGLE * ours);
        }
        assert_eq!(rows.len(), set.nodes.len() * (set.nodes.len() - 1) / 2);
        let binary = PatchGraph::within(set.nodes.len(), &set.links, threshold_m);
        let components = Components::of(&binary);
        for row in words(&set.folder.join(format!("{name}_components.txt"))).iter().skip(1) {
            let ours = components.of_node()[set.place(&row[0]) as usize] + 1;
            set.table.compare("component", "number", &row[1], f64::from(ours), 0.0);
        }
        set.table.show();
    }
}

fn words(path: &Path) -> Vec<Vec<String>> {
    let text = String::from_utf8(shared::bytes(path)).unwrap();
    text.lines().map(|line| line.split_whitespace().map(str::to_owned).collect()).collect()
}
