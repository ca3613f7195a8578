//! Writes a made-up network as Conefor's two files, to compare tools with.
//!
//! `cargo run --release -p liito-geodata --example made_up_network -- 1000 14288 FOLDER`
#![allow(clippy::expect_used, clippy::panic, reason = "a tool for developers")]

#[path = "../tests/made_up/mod.rs"]
mod made_up;

use std::fmt::Write as _;
use std::path::Path;

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [nodes, links, folder] = arguments.as_slice() else {
        panic!("give the number of nodes, the number of links and a folder")
    };
    let nodes = nodes.parse().expect("a number of nodes");
    let links = links.parse().expect("a number of links");
    let (links, attributes) = made_up::uniform(nodes, links, 1);
    let (mut node_lines, mut distance_lines) = (String::new(), String::new());
    for (number, attribute) in (1..).zip(attributes) {
        writeln!(node_lines, "{number} {attribute}").expect("text grows");
    }
    for link in links {
        let line = writeln!(distance_lines, "{} {} {}", link.a + 1, link.b + 1, link.length_m);
        line.expect("text grows");
    }
    let folder = Path::new(folder);
    std::fs::create_dir_all(folder).expect("the folder can be made");
    std::fs::write(folder.join("nodes.txt"), node_lines).expect("the folder can be written to");
    std::fs::write(folder.join("distances.txt"), distance_lines).expect("as before");
}
