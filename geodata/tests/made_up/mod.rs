//! Made-up networks: the same from the same seed, on every machine.
#![allow(dead_code, reason = "each test file uses its own part")]

use geo::Coord;
use geodata::Link;
use geodata::units::round_length_m;

/// Numbers from 0 to 1, evenly spread (splitmix64).
pub struct Random(pub u64);

impl Random {
    pub fn next(&mut self) -> f64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        ((z ^ (z >> 31)) >> 11) as f64 / (1u64 << 53) as f64
    }
}

pub fn link(a: u32, b: u32, length_m: f64) -> Link {
    let nowhere = Coord { x: 0.0, y: 0.0 };
    Link {
        a: a.min(b),
        b: a.max(b),
        length_m: round_length_m(length_m),
        factor: 1.0,
        from: nowhere,
        to: nowhere,
    }
}

/// Points evenly spread over 10 x 10 km, with so many of the shortest links and
/// attributes from 0 to 20.
pub fn uniform(nodes: u32, links: usize, seed: u64) -> (Vec<Link>, Vec<f64>) {
    let mut random = Random(seed);
    let points: Vec<(f64, f64)> =
        (0..nodes).map(|_| (1e4 * random.next(), 1e4 * random.next())).collect();
    let attributes = (0..nodes).map(|_| 20.0 * random.next()).collect();
    let distance = |a: u32, b: u32| {
        let ((x, y), (u, v)) = (points[a as usize], points[b as usize]);
        ((x - u) * (x - u) + (y - v) * (y - v)).sqrt()
    };
    let pairs = (0..nodes).flat_map(|a| (a + 1..nodes).map(move |b| (a, b)));
    let mut all: Vec<Link> = pairs.map(|(a, b)| link(a, b, distance(a, b))).collect();
    all.sort_by(|x, y| x.length_m.total_cmp(&y.length_m).then((x.a, x.b).cmp(&(y.a, y.b))));
    all.truncate(links);
    all.sort_by_key(|link| (link.a, link.b));
    (all, attributes)
}

/// A square grid with all its sides equally long, full of ties, or each its own.
pub fn grid(side: u32, own_lengths: bool, seed: u64) -> (Vec<Link>, Vec<f64>) {
    let mut random = Random(seed);
    let mut links = Vec::new();
    for node in 0..side * side {
        let (x, y) = (node % side, node / side);
        let mut to = |is_there: bool, other: u32, length: f64| {
            let jitter = random.next();
            if is_there {
                links.push(link(
                    node,
                    other,
                    length + if own_lengths { 20.0 * jitter } else { 0.0 },
                ));
            }
        };
        to(x + 1 < side, node + 1, 100.0);
        to(y + 1 < side, node + side, 100.0);
        to(own_lengths && x + 1 < side && y + 1 < side, node + side + 1, 140.0);
    }
    links.sort_by_key(|link| (link.a, link.b));
    (links, vec![1.0; (side * side) as usize])
}

pub fn chain(nodes: u32) -> (Vec<Link>, Vec<f64>) {
    let links = (0..nodes - 1).map(|i| link(i, i + 1, 100.0 + f64::from(i % 7)));
    (links.collect(), vec![1.0; nodes as usize])
}

pub fn star(nodes: u32) -> (Vec<Link>, Vec<f64>) {
    let links = (1..nodes).map(|i| link(0, i, 100.0 + f64::from(i % 7)));
    (links.collect(), vec![1.0; nodes as usize])
}
