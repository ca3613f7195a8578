//! Layers that are open, in the order they were opened.

use geodata::Layer;
use liito_worker::LayerKey;

/// What came of reading a layer.
#[derive(Debug, Clone, Copy)]
pub struct Reading {
    pub key: LayerKey,
    pub repaired: usize,
    pub skipped: usize,
}

/// Some layers, and what came of reading each.
#[derive(Default)]
pub struct Opened {
    readings: Vec<Reading>,
    layers: Vec<Layer>,
}

impl Opened {
    /// The layers alone.
    pub fn layers(&self) -> &[Layer] {
        &self.layers
    }

    /// Keeps a layer at its place by the order of keys; one with the same key is
    /// replaced.
    pub fn insert(&mut self, reading: Reading, layer: Layer) {
        match self.place(reading.key) {
            Ok(place) => {
                self.readings[place] = reading;
                self.layers[place] = layer;
            }
            Err(place) => {
                self.readings.insert(place, reading);
                self.layers.insert(place, layer);
            }
        }
    }

    /// Takes a layer out, if it is there.
    pub fn take(&mut self, key: LayerKey) -> Option<(Reading, Layer)> {
        let place = self.place(key).ok()?;
        Some((self.readings.remove(place), self.layers.remove(place)))
    }

    /// Features that were left out, of all layers.
    pub fn skipped(&self) -> usize {
        self.readings.iter().map(|reading| reading.skipped).sum()
    }

    /// Features that were put right, of all layers.
    pub fn repaired(&self) -> usize {
        self.readings.iter().map(|reading| reading.repaired).sum()
    }

    fn place(&self, key: LayerKey) -> Result<usize, usize> {
        self.readings.binary_search_by_key(&key, |reading| reading.key)
    }
}
