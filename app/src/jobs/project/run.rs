//! The run of a project that is saved, with all that went into it: so that others can do it
//! again, and get the same figures.

use std::collections::BTreeMap;

use futures::future::join_all;
use geodata::project::{ProjectRun, RunInput, figures_by_name};
use geodata::units::hectares;
use leptos::prelude::*;
use liito_worker::WAY_CELL_M;
use web_sys::Blob;

use super::inside;
use crate::jobs::Jobs;
use crate::platform;
use crate::state::{Form, OpenedFile, Origin, Run};

/// A run whose files have yet to be told from others.
struct Gathered {
    run: ProjectRun,
    /// Those of its inputs, in their order.
    blobs: Vec<Blob>,
    raster: Option<Blob>,
    /// Copies of what is not the reader's own.
    others: BTreeMap<String, Blob>,
}

impl Jobs {
    /// The run whose figures the page shows, and files of it that are not the reader's own;
    /// `None` where there are no figures, or a file is not at hand.
    pub(super) async fn run_again(&self) -> Option<(ProjectRun, BTreeMap<String, Blob>)> {
        // All at once, so that it is of one run: files take their time to be told apart.
        let Gathered { mut run, blobs, raster, others } = self.gathered()?;
        let digests = join_all(blobs.iter().map(platform::sha256)).await;
        for (input, digest) in run.inputs.iter_mut().zip(digests) {
            input.sha256 = digest;
        }
        if let Some(raster) = raster {
            run.raster_sha256 = platform::sha256(&raster).await;
        }
        Some((run, others))
    }

    fn gathered(&self) -> Option<Gathered> {
        let app = self.0.app;
        let Run::Done(figures) = app.run.get_untracked() else { return None };
        let making = app.form.with_untracked(Form::making);
        let (inputs, blobs): (Vec<OpenedFile>, Vec<Blob>) = self.inputs()?.into_iter().unzip();
        let served = |file: &OpenedFile| file.origin != Origin::Reader;
        let others = inputs.iter().zip(&blobs).filter(|(file, _)| served(file));
        let others = others.map(|(file, blob)| (place(file), blob.clone())).collect();
        let input = |file: &OpenedFile| {
            Some(RunInput {
                name: file.name.clone(),
                inside: place(file),
                sha256: None,
                layer: file.layer.clone(),
                crs: file.chosen_crs,
                swap_axes: file.swap_axes,
                role: file.role()?,
            })
        };
        let run = ProjectRun {
            inputs: inputs.iter().map(input).collect::<Option<_>>()?,
            parameters: app.form.with_untracked(Form::parameters)?,
            overlaps: making.overlaps,
            least_area_ha: hectares(making.least_area_m2),
            working_crs: app.habitat.with_untracked(|habitat| Some(habitat.as_ref()?.crs))?,
            resistance: app.form.with_untracked(Form::resistance_table),
            raster_sha256: None,
            cell_m: WAY_CELL_M,
            methods: self.methods()?,
            figures: figures_by_name(&figures.indices),
        };
        let raster = self.0.raster.file().map(|file| file.blob);
        Some(Gathered { run, blobs, raster, others })
    }
}

/// The name of a file in the project: of what others serve, a copy as it was.
fn place(file: &OpenedFile) -> String {
    match file.origin {
        Origin::Reader => inside(file.key),
        Origin::Address(_) | Origin::City => format!("inputs-{}", file.key),
    }
}
