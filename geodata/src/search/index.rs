//! Where each word stands.

use std::collections::BTreeMap;

use crate::for_everyone::{ForEveryone, tells_column};
use crate::landscape::is_name_column;
use crate::model::{Feature, Layer, Value};
use crate::nearby::Place;

/// Words of a value that are kept: longer texts are no names.
const MOST_WORDS: usize = 12;

/// What a feature says of itself beside its columns: its identifier.
pub(super) const LABEL: u16 = u16::MAX;

/// A word in a feature.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Posting {
    /// The feature, by its place among those with words.
    pub(super) document: u32,
    /// The column, or [`LABEL`].
    pub(super) column: u16,
    /// It is called so.
    pub(super) is_name: bool,
    /// It begins with this word.
    pub(super) is_first: bool,
}

/// The words of layers, and the features they stand in.
#[derive(Debug)]
pub struct SearchIndex {
    /// Each word with its number.
    pub(super) words: fst::Map<Vec<u8>>,
    /// Where the places of each word begin in `postings`; one more than there are words.
    pub(super) offsets: Vec<u32>,
    pub(super) postings: Vec<Posting>,
    /// Features with words, by rising place.
    pub(super) documents: Vec<Place>,
    /// Letters of the shortest name of each.
    pub(super) lengths: Vec<u16>,
}

impl SearchIndex {
    /// Arranges the names and texts of layers.
    #[must_use]
    pub fn new(layers: &[&Layer]) -> Self {
        let mut found: BTreeMap<String, Vec<Posting>> = BTreeMap::new();
        let (mut documents, mut lengths) = (Vec::new(), Vec::new());
        for (number, layer) in (0..).zip(layers) {
            let told = ForEveryone::of(layer);
            let columns = Columns::of(layer);
            for (place, feature) in (0..).zip(&layer.features) {
                if !told.tells(feature) {
                    continue;
                }
                let document = u32::try_from(documents.len()).unwrap_or(u32::MAX);
                let mut shortest = u16::MAX;
                let mut has_words = false;
                columns.each_text(layer, feature, |column, is_name, text| {
                    if is_name {
                        let length = u16::try_from(text.chars().count()).unwrap_or(u16::MAX);
                        shortest = shortest.min(length);
                    }
                    for (at, word) in super::words(text).take(MOST_WORDS).enumerate() {
                        has_words = true;
                        let posting = Posting { document, column, is_name, is_first: at == 0 };
                        found.entry(word).or_default().push(posting);
                    }
                });
                if has_words {
                    documents.push(Place { layer: number, feature: place });
                    lengths.push(shortest);
                }
            }
        }
        let mut offsets = vec![0];
        let mut postings = Vec::new();
        // They come in their order, so that none is refused.
        let mut builder = fst::MapBuilder::memory();
        for (word, places) in found {
            if builder.insert(word, offsets.len() as u64 - 1).is_ok() {
                postings.extend(places);
                offsets.push(u32::try_from(postings.len()).unwrap_or(u32::MAX));
            }
        }
        Self { words: builder.into_map(), offsets, postings, documents, lengths }
    }

    /// Number of features that have words.
    #[must_use]
    pub fn len(&self) -> usize {
        self.documents.len()
    }

    /// True where nothing has words.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.documents.is_empty()
    }
}

/// What of a layer is searched.
struct Columns {
    /// Each column with its number and whether it holds names.
    told: Vec<(u16, bool)>,
}

impl Columns {
    fn of(layer: &Layer) -> Self {
        let told = (0..LABEL).zip(&layer.columns).filter(|(_, column)| tells_column(&column.name));
        Self { told: told.map(|(number, column)| (number, is_name_column(&column.name))).collect() }
    }

    fn each_text(&self, layer: &Layer, feature: &Feature, mut tell: impl FnMut(u16, bool, &str)) {
        for (column, is_name) in &self.told {
            if let Value::Text(text) = feature.value(usize::from(*column)) {
                tell(*column, *is_name, text);
            }
        }
        // A number in the file is nothing that anyone would look for.
        let label = layer.label_of(feature);
        if label != feature.number.to_string() {
            tell(LABEL, false, &label);
        }
    }
}
