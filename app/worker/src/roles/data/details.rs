//! Everything about one patch.

use geodata::luoti::recognise;
use geodata::model::{Attribute, Value};
use geodata::units::hectares;
use liito_worker::{Neighbour, PatchDetails};

use super::{Data, to_bounds};

impl Data {
    /// What to call an area that a patch was joined of.
    fn area_label(&self, (layer, feature): (u32, u32)) -> Option<String> {
        let layer = self.habitats.layers().get(layer as usize)?;
        let feature = layer.features.get(feature as usize)?;
        let number = feature.id.clone().unwrap_or_else(|| feature.number.to_string());
        // What kind it is and when it was surveyed, where the survey says.
        let told = ["aluetyyppi", "pvm"].into_iter().filter_map(|column| {
            let value = feature.value(layer.column(column)?);
            (*value != Value::Null).then(|| value.to_string())
        });
        let told: Vec<String> = told.collect();
        Some(if told.is_empty() { number } else { format!("{number} ({})", told.join(", ")) })
    }

    /// What is known of a patch; its place in the network once there is a run.
    pub(super) fn details(&self, number: u32) -> Option<PatchDetails> {
        let habitat = self.habitat.as_ref()?;
        let patch = habitat.patches().get(number as usize)?;
        let layer = self.habitats.layers().get(patch.layer as usize)?;
        let feature = layer.features.get(patch.feature as usize)?;
        let area_ha = hectares(patch.area_m2);
        let facts = layer
            .columns
            .iter()
            .enumerate()
            .map(|(number, column)| (column.name.clone(), feature.value(number)))
            .filter(|(_, value)| **value != Value::Null)
            .map(|(column, value)| (column, value.to_string()))
            .collect();
        let mut details = PatchDetails {
            number,
            label: patch.label.clone(),
            layer: layer.name.clone(),
            survey: recognise(layer, &layer.name).map(|known| known.name.to_owned()),
            joined: match patch.parts.as_slice() {
                several @ [_, _, ..] => {
                    several.iter().filter_map(|part| self.area_label(part.source)).collect()
                }
                _ => Vec::new(),
            },
            is_surveyed: patch.is_surveyed,
            is_occupied: patch.is_occupied,
            bounds: to_bounds(habitat.working_crs(), patch.edges.bounds()?)?,
            area_ha,
            attribute: (Attribute::Area, area_ha),
            component: None,
            neighbours: Vec::new(),
            threshold_m: 0.0,
            importance: None,
            facts,
        };
        if let Some(run) = &self.run {
            let node = number as usize;
            let component = run.components.of_node()[node];
            let members: Vec<usize> = (0..run.graphs.nodes())
                .filter(|other| run.components.of_node()[*other] == component)
                .collect();
            let area = members.iter().map(|member| habitat.patches()[*member].area_m2).sum();
            details.component = Some((component + 1, members.len(), hectares(area)));
            details.attribute =
                (run.parameters.attribute.clone(), run.graphs.attributes_ha()[node]);
            details.importance = run
                .importance
                .as_ref()
                .and_then(|importance| importance.patches.get(node).copied());
            details.threshold_m = run.parameters.threshold_m();
            details.neighbours = run
                .graphs
                .binary()
                .neighbours(node)
                .zip(run.graphs.binary().row(node).0)
                .map(|((neighbour, length_m), number)| Neighbour {
                    number: *number,
                    label: habitat.patches()[neighbour].label.clone(),
                    length_m,
                })
                .collect();
            geodata::order::sort_by(&mut details.neighbours, |a, b| {
                a.length_m.total_cmp(&b.length_m)
            });
        }
        Some(details)
    }
}
