//! FlatGeobuf out: sorted along Hilbert's curve, with its index.

use flatbuffers::{FlatBufferBuilder, WIPOffset};
use flatgeobuf::packed_r_tree::{NodeItem, PackedRTree, calc_extent, hilbert_sort};
use flatgeobuf::{
    Column as FgbColumn, ColumnArgs, ColumnType, Crs as FgbCrs, CrsArgs, Feature as FgbFeature,
    FeatureArgs, Geometry as FgbGeometry, GeometryArgs, GeometryType, Header, HeaderArgs,
};
use geo::{BoundingRect, Geometry, LineString, Polygon};

use super::MAGIC;
use crate::io::FileFormat;
use crate::io::table::{GeometryKind, Ids, geometry_kind, plain_name};
use crate::io::writing::{WriteError, WriteOptions, Written};
use crate::model::{ColumnKind, Feature, Layer, Value};

/// Writes a layer. Features without a shape come last, out of the index's reach.
pub(in crate::io) fn written(layer: &Layer, options: &WriteOptions) -> Result<Written, WriteError> {
    let ids = Ids::in_column(layer);
    let kind = geometry_kind(layer);
    let mut buffers: Vec<Vec<u8>> = Vec::with_capacity(layer.features.len());
    let mut nodes: Vec<NodeItem> = Vec::new();
    for feature in &layer.features {
        let bounds = feature.geometry.as_ref().and_then(Geometry::bounding_rect);
        let mut node = match bounds {
            Some(rect) => NodeItem::bounds(rect.min().x, rect.min().y, rect.max().x, rect.max().y),
            // The index has a place for each feature.
            None => NodeItem::bounds(0.0, 0.0, 0.0, 0.0),
        };
        node.offset = buffers.len() as u64;
        nodes.push(node);
        buffers.push(feature_bytes(feature, layer, kind, &ids));
    }
    let has_shape =
        |feature: &Feature| feature.geometry.as_ref().and_then(Geometry::bounding_rect).is_some();
    let all_have_shapes = layer.features.iter().all(has_shape);
    let extent = calc_extent(&nodes);
    // An index would put features without a shape at the origin.
    let is_indexed = all_have_shapes && !nodes.is_empty();
    if is_indexed {
        hilbert_sort(&mut nodes, &extent);
    }
    let mut bytes = MAGIC.to_vec();
    bytes.extend(header_bytes(layer, kind, &ids, is_indexed.then_some(&extent), options));
    if is_indexed {
        let mut offset = 0;
        let placed: Vec<NodeItem> = nodes
            .iter()
            .map(|node| {
                let mut placed = node.clone();
                placed.offset = offset;
                offset += buffers[usize::try_from(node.offset).unwrap_or(0)].len() as u64;
                placed
            })
            .collect();
        let refused = |_| WriteError::TooLarge { format: FileFormat::FlatGeobuf, most: u64::MAX };
        let tree = PackedRTree::build(&placed, &extent, PackedRTree::DEFAULT_NODE_SIZE)
            .map_err(refused)?;
        // Writing to memory does not fail.
        let _ = tree.stream_write(&mut bytes);
    }
    for node in &nodes {
        bytes.extend(&buffers[usize::try_from(node.offset).unwrap_or(0)]);
    }
    Ok(Written { bytes, ending: "fgb", media_type: "application/flatgeobuf" })
}

fn type_of(kind: GeometryKind) -> GeometryType {
    match kind {
        GeometryKind::Point => GeometryType::Point,
        GeometryKind::MultiPoint => GeometryType::MultiPoint,
        GeometryKind::Line => GeometryType::LineString,
        GeometryKind::MultiLine => GeometryType::MultiLineString,
        GeometryKind::Polygon => GeometryType::Polygon,
        GeometryKind::MultiPolygon => GeometryType::MultiPolygon,
        GeometryKind::Mixed => GeometryType::Unknown,
    }
}

fn column_type(kind: ColumnKind) -> ColumnType {
    match kind {
        ColumnKind::Bool => ColumnType::Bool,
        ColumnKind::Integer => ColumnType::Long,
        ColumnKind::Number => ColumnType::Double,
        ColumnKind::Json => ColumnType::Json,
        ColumnKind::Date | ColumnKind::DateTime => ColumnType::DateTime,
        ColumnKind::Text | ColumnKind::Binary | ColumnKind::Mixed => ColumnType::String,
    }
}

fn header_bytes(
    layer: &Layer,
    kind: GeometryKind,
    ids: &Ids,
    extent: Option<&NodeItem>,
    options: &WriteOptions,
) -> Vec<u8> {
    let mut builder = FlatBufferBuilder::new();
    let mut columns: Vec<WIPOffset<FgbColumn<'_>>> = Vec::new();
    let own_id = ids.need_column().then(|| (ids.column_name(), ColumnType::String));
    let declared =
        layer.columns.iter().map(|column| (column.name.as_str(), column_type(column.kind)));
    for (name, type_) in own_id.into_iter().chain(declared) {
        let name = Some(builder.create_string(name));
        columns.push(FgbColumn::create(
            &mut builder,
            &ColumnArgs { name, type_, ..ColumnArgs::default() },
        ));
    }
    let columns = (!columns.is_empty()).then(|| builder.create_vector(&columns));
    let crs = layer.source_crs.crs();
    let crs_args = CrsArgs {
        org: Some(builder.create_string("EPSG")),
        code: i32::from(crs.epsg()),
        name: Some(builder.create_string(&crs.title())),
        wkt: Some(builder.create_string(&crs.wkt())),
        ..CrsArgs::default()
    };
    let crs = Some(FgbCrs::create(&mut builder, &crs_args));
    let envelope = extent.map(|extent| {
        builder.create_vector(&[extent.min_x, extent.min_y, extent.max_x, extent.max_y])
    });
    let about = options.about.as_ref();
    let args = HeaderArgs {
        name: Some(builder.create_string(plain_name(layer))),
        envelope,
        geometry_type: type_of(kind),
        columns,
        features_count: layer.features.len() as u64,
        index_node_size: if extent.is_some() { PackedRTree::DEFAULT_NODE_SIZE } else { 0 },
        crs,
        title: about.map(|about| builder.create_string(&about.title)),
        description: about.map(|about| builder.create_string(&about.text())),
        metadata: about.map(|about| {
            builder.create_string(&serde_json::Value::Object(about.json()).to_string())
        }),
        ..HeaderArgs::default()
    };
    let header = Header::create(&mut builder, &args);
    builder.finish_size_prefixed(header, None);
    builder.finished_data().to_vec()
}

fn feature_bytes(feature: &Feature, layer: &Layer, kind: GeometryKind, ids: &Ids) -> Vec<u8> {
    let mut builder = FlatBufferBuilder::new();
    let mixed = kind == GeometryKind::Mixed;
    let geometry = feature.geometry.as_ref().map(|shape| geometry(&mut builder, shape, mixed));
    let properties = properties(feature, layer, ids);
    let properties = (!properties.is_empty()).then(|| builder.create_vector(&properties));
    let args = FeatureArgs { geometry, properties, columns: None };
    let feature = FgbFeature::create(&mut builder, &args);
    builder.finish_size_prefixed(feature, None);
    builder.finished_data().to_vec()
}

fn properties(feature: &Feature, layer: &Layer, ids: &Ids) -> Vec<u8> {
    let mut bytes = Vec::new();
    let own = u16::from(ids.need_column());
    if let Some(id) = feature.id.as_ref().filter(|_| ids.need_column()) {
        bytes.extend(0u16.to_le_bytes());
        text(&mut bytes, id);
    }
    for (column, value) in &feature.values {
        let (Ok(number), Some(declared)) =
            (u16::try_from(*column), layer.columns.get(*column as usize))
        else {
            continue;
        };
        let start = bytes.len();
        bytes.extend((number + own).to_le_bytes());
        match (column_type(declared.kind), value) {
            (ColumnType::Bool, Value::Bool(flag)) => bytes.push(u8::from(*flag)),
            (ColumnType::Long, Value::Integer(number)) => bytes.extend(number.to_le_bytes()),
            (ColumnType::Double, Value::Integer(_) | Value::Number(_)) => {
                bytes.extend(value.as_number().unwrap_or(f64::NAN).to_le_bytes());
            }
            // Columns hold what they say, so this is null.
            (ColumnType::Bool | ColumnType::Long | ColumnType::Double, _) | (_, Value::Null) => {
                bytes.truncate(start);
            }
            (_, value) => text(&mut bytes, &value.to_string()),
        }
    }
    bytes
}

fn text(bytes: &mut Vec<u8>, text: &str) {
    bytes.extend(u32::try_from(text.len()).unwrap_or(u32::MAX).to_le_bytes());
    bytes.extend(text.as_bytes());
}

fn geometry<'a>(
    builder: &mut FlatBufferBuilder<'a>,
    shape: &Geometry,
    mixed: bool,
) -> WIPOffset<FgbGeometry<'a>> {
    let typed = |type_: GeometryType| if mixed { type_ } else { GeometryType::Unknown };
    match shape {
        Geometry::Point(point) => flat(builder, &[&[point.0]], typed(GeometryType::Point), false),
        Geometry::MultiPoint(points) => {
            let positions: Vec<_> = points.0.iter().map(|point| point.0).collect();
            flat(builder, &[&positions], typed(GeometryType::MultiPoint), false)
        }
        Geometry::LineString(line) => {
            flat(builder, &[&line.0], typed(GeometryType::LineString), false)
        }
        Geometry::MultiLineString(lines) => {
            let lines: Vec<&[geo::Coord]> = lines.0.iter().map(|line| line.0.as_slice()).collect();
            flat(builder, &lines, typed(GeometryType::MultiLineString), true)
        }
        Geometry::Polygon(polygon) => {
            flat(builder, &rings(polygon), typed(GeometryType::Polygon), false)
        }
        Geometry::MultiPolygon(polygons) => {
            // Parts say what they are: some readers look.
            let parts: Vec<_> = polygons
                .0
                .iter()
                .map(|polygon| flat(builder, &rings(polygon), GeometryType::Polygon, false))
                .collect();
            collected(builder, &parts, typed(GeometryType::MultiPolygon))
        }
        Geometry::GeometryCollection(parts) => {
            let parts: Vec<_> = parts.0.iter().map(|part| geometry(builder, part, true)).collect();
            collected(builder, &parts, GeometryType::GeometryCollection)
        }
        Geometry::Line(line) => {
            geometry(builder, &Geometry::LineString(LineString::from(line)), mixed)
        }
        Geometry::Rect(rect) => geometry(builder, &Geometry::Polygon(rect.to_polygon()), mixed),
        Geometry::Triangle(triangle) => {
            geometry(builder, &Geometry::Polygon(triangle.to_polygon()), mixed)
        }
    }
}

fn rings(polygon: &Polygon) -> Vec<&[geo::Coord]> {
    std::iter::once(polygon.exterior())
        .chain(polygon.interiors())
        .map(|ring| ring.0.as_slice())
        .collect()
}

fn flat<'a>(
    builder: &mut FlatBufferBuilder<'a>,
    lines: &[&[geo::Coord]],
    type_: GeometryType,
    is_multi: bool,
) -> WIPOffset<FgbGeometry<'a>> {
    let numbers: Vec<f64> = lines.iter().copied().flatten().flat_map(|at| [at.x, at.y]).collect();
    let mut end = 0;
    let ends: Vec<u32> = lines
        .iter()
        .map(|line| {
            end += u32::try_from(line.len()).unwrap_or(u32::MAX);
            end
        })
        .collect();
    let xy = Some(builder.create_vector(&numbers));
    // A single line or ring needs no ends, but GDAL wants those of several lines
    // even where there is but one.
    let ends = (is_multi || ends.len() > 1).then(|| builder.create_vector(&ends));
    FgbGeometry::create(builder, &GeometryArgs { ends, xy, type_, ..GeometryArgs::default() })
}

fn collected<'a>(
    builder: &mut FlatBufferBuilder<'a>,
    parts: &[WIPOffset<FgbGeometry<'a>>],
    type_: GeometryType,
) -> WIPOffset<FgbGeometry<'a>> {
    let parts = Some(builder.create_vector(parts));
    FgbGeometry::create(builder, &GeometryArgs { parts, type_, ..GeometryArgs::default() })
}
