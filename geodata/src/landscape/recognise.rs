//! What a feature of a layer is, told by its columns, and what it is called.

use super::vocabulary::{COLUMNS, of_code, of_word};
use super::{LandClass, PlaceKind, TreeHeight};
use crate::model::{Feature, Layer, LayerRole, Value};

/// Columns that hold the least height of trees, metres.
const HEIGHTS: [&str; 6] =
    ["height_from_m", "min_height_m", "height_min", "height_m", "korkeus_min", "height"];

/// Reads the classes of a layer's features.
#[derive(Debug)]
pub struct LandReader<'a> {
    layer: &'a Layer,
    /// Columns that may say what a feature is, with their names in small letters.
    columns: Vec<(usize, &'static str)>,
    height: Option<usize>,
    /// What all its features are, for want of anything better.
    otherwise: Option<LandClass>,
}

impl<'a> LandReader<'a> {
    /// Made once for a layer.
    #[must_use]
    pub fn new(layer: &'a Layer) -> Self {
        let find = |wanted: &&'static str| {
            let is_it = |name: &str| name.eq_ignore_ascii_case(wanted);
            let place = layer.columns.iter().position(|column| is_it(&column.name))?;
            Some((place, *wanted))
        };
        let trees = |height| Some(LandClass::Trees(height));
        let otherwise = match (layer.role, height_in(&layer.name)) {
            (LayerRole::TreeCover, Some(height)) => trees(TreeHeight::from_metres(height)),
            (LayerRole::TreeCover, None) => trees(TreeHeight::Unknown),
            _ => None,
        };
        Self {
            layer,
            columns: COLUMNS.iter().filter_map(find).collect(),
            height: HEIGHTS.iter().filter_map(find).map(|(place, _)| place).next(),
            otherwise,
        }
    }

    /// What a feature is; `None` where nothing says.
    #[must_use]
    pub fn class(&self, feature: &Feature) -> Option<LandClass> {
        let found = self.columns.iter().find_map(|(column, name)| match feature.value(*column) {
            Value::Text(word) => match word.parse() {
                Ok(code) => of_code(code),
                Err(_) => of_word(name, &word.to_lowercase()),
            },
            Value::Integer(code) => of_code(*code),
            _ => None,
        });
        let class = match (found, self.otherwise) {
            (None | Some(LandClass::Trees(_)), Some(trees)) => trees,
            (found, _) => found?,
        };
        let LandClass::Trees(_) = class else { return Some(shaped(class, feature)) };
        let height = self.height.and_then(|column| feature.value(column).as_number());
        Some(height.map_or(class, |height| LandClass::Trees(TreeHeight::from_metres(height))))
    }

    /// What role a layer of such features has; `None` where less than half of them
    /// say what they are.
    #[must_use]
    pub fn role(&self) -> Option<LayerRole> {
        let (mut trees, mut land, mut drawn) = (0, 0, 0);
        for feature in &self.layer.features {
            match self.class(feature) {
                Some(LandClass::Trees(_)) => trees += 1,
                Some(LandClass::Park | LandClass::Reserve | LandClass::Place(_)) => drawn += 1,
                Some(_) => land += 1,
                None => {}
            }
        }
        let known = trees + land + drawn;
        if known == 0 || 2 * known < self.layer.features.len() {
            return None;
        }
        Some(if trees > land.max(drawn) {
            LayerRole::TreeCover
        } else if land >= drawn {
            LayerRole::LandCover
        } else {
            LayerRole::Background
        })
    }
}

/// A point among lakes or parks is the place of a name.
fn shaped(class: LandClass, feature: &Feature) -> LandClass {
    let is_point = matches!(feature.geometry, Some(geo::Geometry::Point(_)));
    match class {
        LandClass::Water if is_point => LandClass::Place(PlaceKind::Water),
        class => class,
    }
}

/// The first number in the name of a layer of trees, as in `puusto_10_15m`: metres.
fn height_in(name: &str) -> Option<f64> {
    let digits = name.split(|letter: char| !letter.is_ascii_digit());
    digits.filter_map(|word| word.parse().ok()).find(|height| (1.0..=60.0).contains(height))
}

#[cfg(test)]
mod tests {
    use geo::{Geometry, Point};

    use super::*;
    use crate::crs::Crs;
    use crate::landscape::NameReader;
    use crate::model::{Column, SourceCrs};

    fn layer(name: &str, role: LayerRole, rows: &[&[(&str, Value)]]) -> Layer {
        let mut columns: Vec<Column> = Vec::new();
        let mut features = Vec::new();
        for (number, row) in (1..).zip(rows) {
            let mut values = Vec::new();
            for (column, value) in *row {
                let place = columns.iter().position(|known| known.name == *column);
                let place = place.unwrap_or_else(|| {
                    columns.push(Column::new(*column, value.kind().unwrap()));
                    columns.len() - 1
                });
                values.push((u32::try_from(place).unwrap(), value.clone()));
            }
            crate::order::sort_by_key(&mut values, |(place, _)| *place);
            let geometry = Some(Geometry::Point(Point::new(24.0, 60.0)));
            features.push(Feature { number, id: None, geometry, values });
        }
        let source_crs = SourceCrs::Given(Crs::WGS84);
        Layer { name: name.to_owned(), role, source_crs, columns, features }
    }

    fn text(text: &str) -> Value {
        Value::Text(text.to_owned())
    }

    fn classes(layer: &Layer) -> Vec<Option<LandClass>> {
        let reader = LandReader::new(layer);
        layer.features.iter().map(|feature| reader.class(feature)).collect()
    }

    #[test]
    fn words_tags_and_codes_are_understood() {
        let rows: [&[(&str, Value)]; 7] = [
            &[("kind", text("field"))],
            &[("LUOKKA", Value::Integer(34100))],
            &[("highway", text("living_street"))],
            &[("building", text("yes")), ("amenity", text("school"))],
            &[("landuse", text("forest"))],
            &[("leisure", text("park"))],
            &[("shop", text("books"))],
        ];
        let expected = [
            Some(LandClass::Field),
            Some(LandClass::Rock),
            Some(LandClass::Street),
            Some(LandClass::Building),
            Some(LandClass::Trees(TreeHeight::Unknown)),
            Some(LandClass::Park),
            None,
        ];
        assert_eq!(classes(&layer("osm", LayerRole::LandCover, &rows)), expected);
    }

    #[test]
    fn heights_come_from_a_column_or_from_the_name_of_the_layer() {
        let trees = |height| Some(LandClass::Trees(height));
        let rows: [&[(&str, Value)]; 2] =
            [&[("height_from_m", Value::Integer(15))], &[("id", text("a"))]];
        let layer_of = |name: &str| layer(name, LayerRole::TreeCover, &rows);
        let expected = [trees(TreeHeight::From15), trees(TreeHeight::From10)];
        assert_eq!(classes(&layer_of("puusto_10_15m")), expected);
        assert_eq!(classes(&layer_of("puusto"))[1], trees(TreeHeight::Unknown));
    }

    #[test]
    fn a_point_in_water_is_a_name() {
        let rows: [&[(&str, Value)]; 1] = [&[("kind", text("lake")), ("nimi", text("Hauenjärvi"))]];
        let layer = layer("places", LayerRole::Background, &rows);
        assert_eq!(classes(&layer), [Some(LandClass::Place(PlaceKind::Water))]);
        assert_eq!(
            NameReader::new(&layer).names(&layer.features[0]),
            [("name", "Hauenjärvi".to_owned())]
        );
    }

    #[test]
    fn the_role_follows_what_most_features_are() {
        let role = |words: &[&str]| {
            let rows: Vec<Vec<(&str, Value)>> =
                words.iter().map(|word| vec![("kind", text(word))]).collect();
            let rows: Vec<&[(&str, Value)]> = rows.iter().map(Vec::as_slice).collect();
            LandReader::new(&layer("x", LayerRole::Habitat, &rows)).role()
        };
        assert_eq!(role(&["water", "field", "tree_cover"]), Some(LayerRole::LandCover));
        assert_eq!(role(&["tree_cover", "wood"]), Some(LayerRole::TreeCover));
        assert_eq!(role(&["park", "nature_reserve", "water"]), Some(LayerRole::Background));
        assert_eq!(role(&["spruce", "mixed", "water"]), None);
        assert_eq!(role(&[]), None);
    }
}
