//! The beginning and the end of a run; compute workers do what lies between.

use geodata::connectivity::{NetworkGraphs, ParameterError, SourceSums, indices_from_sums};
use geodata::graph::Components;
use geodata::{Error, Parameters};
use liito_worker::Reply;

use super::{Answer, Data, Run};

impl Data {
    /// Builds the graphs that compute workers search.
    pub(super) fn graphs(&mut self, parameters: &Parameters) -> Result<Answer, Error> {
        let habitat = self.habitat.as_ref().ok_or(ParameterError::NoPatches)?;
        let attributes = habitat.attributes(self.habitats.layers(), &parameters.attribute)?;
        let graphs = NetworkGraphs::new(&self.links, attributes, parameters)?;
        let nodes = u32::try_from(graphs.nodes()).unwrap_or(u32::MAX);
        let bytes = postcard::to_allocvec(&graphs).ok();
        self.pending = Some(graphs);
        Ok((Reply::Graphs { nodes }, bytes))
    }

    /// The graphs of the run as it was finished.
    pub(super) fn run_graphs(&self) -> Answer {
        let Some(run) = &self.run else { return (Reply::OtherVersion, None) };
        let nodes = u32::try_from(run.graphs.nodes()).unwrap_or(u32::MAX);
        (Reply::Graphs { nodes }, postcard::to_allocvec(&run.graphs).ok())
    }

    /// Adds up the searches and draws the result.
    pub(super) fn finish(
        &mut self,
        parameters: Parameters,
        sums: &[SourceSums],
    ) -> Result<Answer, Error> {
        let (Some(habitat), Some(graphs)) = (&self.habitat, self.pending.take()) else {
            return Err(ParameterError::NoPatches.into());
        };
        let components = Components::of(graphs.binary());
        let indices = indices_from_sums(&graphs, &components, sums, &parameters)?;
        let areas: Vec<f64> = habitat.patches().iter().map(|patch| patch.area_m2).collect();
        self.drawn.network.show_run(
            habitat,
            (&self.links, &self.routes, &self.limits),
            &components,
            &areas,
            parameters.threshold_m(),
        )?;
        self.run = Some(Run { parameters, graphs, components, indices, importance: None });
        Ok((Reply::Indices(indices), None))
    }
}
