//! Conefor's files out, from a table of nodes or of distances.

use crate::io::writing::{WriteError, Written};
use crate::model::{Layer, Value};

/// Names that columns may have, as Conefor's own inputs and ours have them.
const NODE: [&[&str]; 3] =
    [&["node", "id", "liito_number"], &["attribute", "liito_attribute", "area_ha"], &["exists"]];
const DISTANCE: [&[&str]; 3] =
    [&["from", "number_a"], &["to", "number_b"], &["distance", "length_m"]];

/// Writes nodes, or distances where the layer has columns for them.
pub(in crate::io) fn written(layer: &Layer) -> Result<Written, WriteError> {
    let refused = || WriteError::NotForConefor { layer: layer.name.clone() };
    // Our own names first where a layer has them: others may be a file's own.
    let is_result = layer.column("liito_number").is_some();
    let find = |names: &[&str]| {
        let mut names: Vec<&&str> = names.iter().collect();
        if is_result {
            names.sort_by_key(|name| !name.starts_with("liito_"));
        }
        names.into_iter().find_map(|name| layer.column(name))
    };
    let columns = match DISTANCE.map(find) {
        [Some(from), Some(to), Some(distance)] => vec![from, to, distance],
        _ => match NODE.map(find) {
            [Some(node), Some(attribute), exists] => {
                [node, attribute].into_iter().chain(exists).collect()
            }
            _ => return Err(refused()),
        },
    };
    let mut text = String::new();
    for feature in &layer.features {
        for (place, column) in columns.iter().enumerate() {
            let word = match (feature.value(*column), place) {
                (Value::Integer(number), _) if *number >= 0 => number.to_string(),
                (Value::Number(number), 1 | 2) if *number >= 0.0 => number.to_string(),
                (Value::Bool(exists), 2) => u8::from(*exists).to_string(),
                _ => return Err(refused()),
            };
            let end = if place + 1 == columns.len() { '\n' } else { '\t' };
            text.push_str(&word);
            text.push(end);
        }
    }
    Ok(Written { bytes: text.into_bytes(), ending: "txt", media_type: "text/plain" })
}
