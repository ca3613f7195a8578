//! Names of columns in ten bytes.

use std::collections::{HashMap, HashSet};

use crate::io::table::Ids;
use crate::model::Layer;

/// What dBASE leaves for a name.
const MOST_BYTES: usize = 10;

/// What the names of columns begin with that a computation added.
const OWN: &str = "liito_";

/// The names of a layer's columns as a shapefile has them, no two the same.
///
/// The first is that of the column of identifiers, where there has to be one.
pub(in crate::io) fn short_names(layer: &Layer) -> Vec<String> {
    let ids = Ids::in_column(layer);
    let own = ids.need_column().then(|| ids.column_name().to_owned());
    let names = own.into_iter().chain(layer.columns.iter().map(|column| column.name.clone()));
    let mut short: Vec<String> = Vec::new();
    let mut taken: HashSet<String> = HashSet::new();
    let mut next_numbers: HashMap<String, u32> = HashMap::new();
    for name in names {
        // Our own columns keep what tells them apart.
        let name = if name.len() > MOST_BYTES { name.trim_start_matches(OWN) } else { &name };
        let plain = cut(name, MOST_BYTES);
        let number = next_numbers.entry(plain.to_ascii_lowercase()).or_insert(1);
        let mut candidate = plain;
        while candidate.is_empty() || !taken.insert(candidate.to_ascii_lowercase()) {
            let ending = format!("_{number}");
            candidate = format!("{}{ending}", cut(name, MOST_BYTES - ending.len().min(MOST_BYTES)));
            *number += 1;
        }
        short.push(candidate);
    }
    short
}

/// So many bytes of a text at most, and no letter halved.
pub(super) fn cut(text: &str, most: usize) -> String {
    let mut end = text.len().min(most);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    text[..end].to_owned()
}
