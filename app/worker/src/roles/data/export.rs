//! Results as layers to write, and a link as a surveyed connection.

use geo::LineString;
use geodata::luoti::{Judgement, connection};
use geodata::report::{
    self, AreaSummary, InputSummary, Network, ParameterSummary, Summary, about, components_layer,
    links_layer, patches_layer,
};
use geodata::{Crs, Error, Layer, VERSION};
use liito_worker::{Answer, ExportKind, Reply};

use super::{Data, failed};

impl Data {
    /// The layers that were asked for; nothing before there is a run.
    pub(super) fn export(&self, what: &[ExportKind]) -> Result<Answer, Error> {
        let (Some(habitat), Some(run)) = (&self.habitat, &self.run) else {
            return Ok((Reply::Done, None));
        };
        let files = self.habitats.layers().iter().map(|layer| layer.name.clone()).collect();
        let skipped = self.habitats.skipped();
        let repaired = self.habitats.repaired();
        let working_crs = Some(habitat.working_crs());
        let mut summary = Summary::new(
            InputSummary::new(files, habitat.patches().len(), skipped, repaired, working_crs),
            ParameterSummary::from(&run.parameters),
            run.indices,
        );
        summary.areas = AreaSummary::new(habitat, self.habitats.layers(), &self.making);
        let within = run.importance.as_ref().map(|importance| importance.within);
        summary.importance_within = within.filter(|points| *points > 0.0);
        let network = Network {
            habitat,
            links: &self.links,
            routes: &self.routes,
            near_edge: &self.near_edge,
            graphs: &run.graphs,
            components: &run.components,
            summary: &summary,
            importance: run.importance.as_ref().map(|importance| report::Importance {
                patches: &importance.patches,
                links: &importance.links,
            }),
        };
        let mut layers: Vec<Layer> = Vec::with_capacity(what.len());
        for kind in what {
            layers.push(match kind {
                ExportKind::Patches => patches_layer(network, self.habitats.layers())?,
                ExportKind::Links => links_layer(network)?,
                ExportKind::Components => components_layer(network)?,
                // Others have them.
                ExportKind::Gaps | ExportKind::Crossings | ExportKind::Pairs => continue,
            });
        }
        let own_crs =
            self.habitats.layers().first().map_or(Crs::WGS84, |layer| layer.source_crs.crs());
        let about = about(&summary);
        Ok((Reply::Results { about, own_crs }, postcard::to_allocvec(&layers).ok()))
    }

    /// A link as a surveyed connection, which a person stands for.
    pub(super) fn connection(&self, a: u32, b: u32, judgement: &Judgement) -> Answer {
        let (Some(habitat), Some(link)) = (&self.habitat, self.link_between(a, b)) else {
            return (Reply::Done, None);
        };
        let to_degrees = match geodata::crs::Projection::from_working(habitat.working_crs()) {
            Ok(projection) => projection,
            Err(error) => return failed(error.into()),
        };
        let label = |number: u32| habitat.patches()[number as usize].label.as_str();
        let remark = format!(
            "Laskettu yhteys {} - {}, {:.1} m, Liito {VERSION}. Laskennallinen malli, arvioinut nimetty henkilö.",
            label(link.a),
            label(link.b),
            link.length_m,
        );
        let line = LineString(self.line_of(link));
        let made = to_degrees
            .project_geometry(&line)
            .map_err(Into::into)
            .and_then(|line| connection(&line, Crs::WGS84, judgement, &remark));
        match made {
            Ok(layer) => {
                let about = geodata::io::About::default();
                let own_crs = layer.source_crs.crs();
                (Reply::Results { about, own_crs }, postcard::to_allocvec(&vec![layer]).ok())
            }
            Err(error) => (Reply::NoConnection(error), None),
        }
    }
}
