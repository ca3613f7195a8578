//! What was asked of the run, as a paragraph; and what tells its inputs from others.

use futures::future::join_all;
use geodata::units::hectares;
use leptos::prelude::*;
use liito_locales::{Costs, Methods, methods};
use liito_worker::WAY_CELL_M;
use web_sys::Blob;

use super::Jobs;
use crate::platform;
use crate::state::{Form, OpenedFile, Run};

impl Jobs {
    /// The paragraph, in the reader's language; `None` where there are no figures. Its words
    /// come with those of rooms.
    pub fn methods(&self) -> Option<String> {
        let app = self.0.app;
        let Run::Done(figures) = app.run.get_untracked() else { return None };
        let parameters = app.form.with_untracked(Form::parameters)?;
        let making = app.form.with_untracked(Form::making);
        let resistance = app.form.with_untracked(Form::resistance_table);
        let raster = app.raster.get_untracked();
        app.habitat.with_untracked(|habitat| {
            let habitat = habitat.as_ref()?;
            let of = Methods {
                parameters: &parameters,
                overlaps: making.overlaps,
                least_area_ha: hectares(making.least_area_m2),
                working_crs: &habitat.working_crs,
                patches: habitat.patches,
                area_ha: Some(habitat.area_ha),
                attributes: figures.indices.habitat_ha,
                costs: Costs {
                    raster: raster.as_ref().map(|raster| raster.name.as_str()),
                    cell_m: WAY_CELL_M,
                    resistance: &resistance,
                    ..Costs::default()
                },
            };
            Some(methods(app.language.get_untracked(), &of))
        })
    }

    /// Files that figures depend on, in their order; `None` where one is not at hand.
    pub(super) fn inputs(&self) -> Option<Vec<(OpenedFile, Blob)>> {
        let opened = self.0.app.files.get_untracked();
        let blob = |file: OpenedFile| {
            let blob = self.0.blobs.borrow().get(&file.key).cloned()?;
            Some((file, blob))
        };
        opened.into_iter().filter(OpenedFile::is_of_run).map(blob).collect()
    }

    /// Every input with its SHA-256, as the facts of a file have it.
    pub(super) async fn input_digests(&self) -> Vec<(String, String)> {
        let files = self.inputs().unwrap_or_default();
        let mut all: Vec<(String, Blob)> =
            files.into_iter().map(|(file, blob)| (file.shown(), blob)).collect();
        let raster = self.0.app.raster.get_untracked().zip(self.0.raster.file());
        all.extend(raster.map(|(raster, file)| (raster.name, file.blob)));
        let told = all.into_iter().map(async |(name, blob)| {
            Some((format!("sha256 of {name}"), platform::sha256(&blob).await?))
        });
        join_all(told).await.into_iter().flatten().collect()
    }
}
