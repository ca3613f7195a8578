//! What the map shows, as a list: for whoever does not see it, or wants to choose.

use geodata::crs::Projection;
use geodata::for_everyone::tells_column;
use geodata::nearby::{Nature, Place, Wanted};
use geodata::search::{folded, words};
use liito_worker::{Degrees, ExploreReply, LonLatBounds};

use super::Data;
use super::feature::outline;

impl Data {
    pub(super) fn in_view(
        &self,
        bounds: LonLatBounds,
        wanted: &Wanted,
        text: &str,
        most: usize,
    ) -> ExploreReply {
        let layers = self.explored();
        let found = self.explore.nearby.as_ref().zip(self.box_of(bounds));
        let places =
            found.map_or_else(Vec::new, |(nearby, bounds)| nearby.in_box(&layers, bounds, wanted));
        let words: Vec<String> = words(text).collect();
        let places: Vec<Place> =
            places.into_iter().filter(|place| self.says(*place, &words)).collect();
        let told = || places.iter().take(most).copied();
        ExploreReply::Listed {
            lines: told().filter_map(|place| self.feature_line(place)).collect(),
            outlines: told().flat_map(|place| self.outline_of(place).unwrap_or_default()).collect(),
            total: places.len(),
        }
    }

    /// Whether all words, folded, stand in what everyone may know of a feature.
    fn says(&self, place: Place, words: &[String]) -> bool {
        if words.is_empty() {
            return true;
        }
        let layers = self.explored();
        let Some(layer) = layers.get(place.layer as usize) else { return false };
        let Some(feature) = layer.features.get(place.feature as usize) else { return false };
        let told = (0..).zip(&layer.columns).filter(|(_, column)| tells_column(&column.name));
        let texts = told.map(|(number, _)| folded(&feature.value(number).to_string()));
        let all = texts.collect::<Vec<_>>().join(" ");
        words.iter().all(|word| all.contains(word.as_str()))
    }

    pub(super) fn years(&self, natures: &[Nature]) -> Vec<(u16, usize)> {
        let nearby = self.explore.nearby.as_ref();
        nearby.map_or_else(Vec::new, |nearby| nearby.years(natures).into_iter().collect())
    }

    /// The box in metres of a box in degrees.
    fn box_of(&self, LonLatBounds { west, south, east, north }: LonLatBounds) -> Option<[f64; 4]> {
        let corners = [(west, south), (east, south), (east, north), (west, north)];
        let mut bounds = [f64::INFINITY, f64::INFINITY, f64::NEG_INFINITY, f64::NEG_INFINITY];
        for corner in corners {
            let at = self.metres(corner)?;
            bounds = [
                bounds[0].min(at.x),
                bounds[1].min(at.y),
                bounds[2].max(at.x),
                bounds[3].max(at.y),
            ];
        }
        Some(bounds)
    }

    fn outline_of(&self, place: Place) -> Option<Vec<Vec<Degrees>>> {
        let shape = self.explore.nearby.as_ref()?.shape(&self.explored(), place)?;
        let to_degrees = Projection::from_working(self.working_system()?).ok()?;
        Some(outline(&to_degrees.project_geometry(&shape).ok()?))
    }
}
