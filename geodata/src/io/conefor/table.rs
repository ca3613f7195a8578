//! Conefor's files as tables, for those who open or convert them.

use super::{ConeforNode, lines};
use crate::io::assemble::{DeclaredCrs, LayerBuilder, Names};
use crate::io::axes::AxisOrder;
use crate::io::format::{File, Format};
use crate::io::{FileFormat, Import, Place, ReadError, ReadOptions};
use crate::model::{ColumnKind, Feature, Value};

/// Conefor's list of nodes or of distances.
pub(in crate::io) struct Conefor;

impl Format for Conefor {
    fn format(&self) -> FileFormat {
        FileFormat::Conefor
    }

    /// Lines of two numbers, or of three of which the first two are whole.
    fn recognises(&self, file: File<'_>) -> bool {
        let head = &file.bytes[..file.bytes.len().min(10_000)];
        let end = head.iter().rposition(|byte| *byte == b'\n').unwrap_or(head.len());
        let Ok(text) =
            std::str::from_utf8(if head.len() < file.bytes.len() { &head[..end] } else { head })
        else {
            return false;
        };
        let fits = |words: &[&str]| match words {
            [id, amount] => id.parse::<u64>().is_ok() && amount.parse::<f64>().is_ok(),
            [id, other, amount] => {
                id.parse::<u64>().is_ok()
                    && other.parse::<f64>().is_ok()
                    && amount.parse::<f64>().is_ok()
            }
            _ => false,
        };
        let mut any = false;
        lines(text).all(|(_, words)| {
            any = true;
            fits(&words)
        }) && any
    }

    fn read(&self, file: File<'_>, options: &ReadOptions) -> Result<Vec<Import>, ReadError> {
        // A third number that is neither 1 nor 0 can only be a distance.
        let nodes = super::read_nodes(file.bytes);
        let mut builder = LayerBuilder::new();
        match nodes {
            Ok(nodes) => nodes_table(&mut builder, &nodes),
            Err(error) => {
                distances_table(&mut builder, file.bytes)
                    .map_err(|()| ReadError::Conefor(error))?;
            }
        }
        let names = Names { file: file.name, layer: None };
        builder
            .finish(&names, DeclaredCrs::Nothing, AxisOrder::EastFirst, options)
            .map(|import| vec![import])
    }
}

fn nodes_table(builder: &mut LayerBuilder, nodes: &[ConeforNode]) {
    let id = builder.typed_column("node", ColumnKind::Integer);
    let attribute = builder.typed_column("attribute", ColumnKind::Number);
    let exists = builder.typed_column("exists", ColumnKind::Bool);
    for (number, node) in (1u32..).zip(nodes) {
        let values = vec![
            (
                id,
                i64::try_from(node.id)
                    .map_or_else(|_| Value::Text(node.id.to_string()), Value::Integer),
            ),
            (attribute, Value::Number(node.attribute)),
            (exists, Value::Bool(node.exists)),
        ];
        keep(builder, number, values);
    }
}

fn distances_table(builder: &mut LayerBuilder, bytes: &[u8]) -> Result<(), ()> {
    let from = builder.typed_column("from", ColumnKind::Integer);
    let to = builder.typed_column("to", ColumnKind::Integer);
    let distance = builder.typed_column("distance", ColumnKind::Number);
    let text = std::str::from_utf8(bytes).map_err(drop)?;
    for (number, (_, words)) in (1u32..).zip(lines(text)) {
        let [a, b, length] = *words else { return Err(()) };
        let whole = |word: &str| word.parse().map(Value::Integer).map_err(drop);
        let length = super::nodes::amount(length).ok_or(())?;
        let values = vec![(from, whole(a)?), (to, whole(b)?), (distance, Value::Number(length))];
        keep(builder, number, values);
    }
    Ok(())
}

fn keep(builder: &mut LayerBuilder, number: u32, values: Vec<(u32, Value)>) {
    let feature = Feature { number, id: None, geometry: None, values };
    builder.keep(feature, Place::of_feature(number));
}
