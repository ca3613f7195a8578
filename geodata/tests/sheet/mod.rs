//! The real map sheet: habitat, tree cover, land cover and power lines.
#![allow(dead_code, reason = "each test file uses its own part")]

use geodata::landscape::{
    Frame, Ground, Land, LandOverride, MOST_CELLS, NoData, Resistance, ResistanceGrid,
};
use geodata::model::{Layer, LayerRole};
use geodata::{Habitat, HabitatOptions, ReadOptions, read_layer};

use super::shared;

pub struct Sheet {
    pub habitat: Habitat,
    pub land: Land,
    pub layers: Vec<Layer>,
}

impl Sheet {
    /// `None`, said aloud, where it is not at hand.
    pub fn read() -> Option<Self> {
        let files = [
            ("habitat", LayerRole::Habitat),
            ("tree_cover", LayerRole::TreeCover),
            ("land_cover", LayerRole::LandCover),
            ("power_lines", LayerRole::Barrier),
        ];
        let mut layers = Vec::new();
        for (name, role) in files {
            let path = shared::shared(&format!("data/espoo-nls/{name}.geojson"))?;
            let bytes = shared::bytes(&path);
            let mut import = read_layer(&bytes, name, &ReadOptions::default()).unwrap();
            import.layer.role = role;
            layers.push(import.layer);
        }
        let habitat = Habitat::new(&layers, &HabitatOptions::default()).unwrap();
        let wires = LandOverride { ground: Some(Ground::PowerLine), width_m: Some(30.0) };
        let none = LandOverride::default();
        let land = Land::from_layers(&layers, &[none, none, none, wires], &habitat).unwrap();
        Some(Self { habitat, land, layers })
    }

    pub fn grid(&self, cell_m: f64) -> ResistanceGrid {
        let frame = Frame::new(&self.land.extent(&self.habitat), cell_m, MOST_CELLS).unwrap();
        let table = Resistance::default();
        ResistanceGrid::new(&self.land, frame, &table, NoData::Unknown, &mut ())
    }
}
