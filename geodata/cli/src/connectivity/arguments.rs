//! What the subcommand takes.

use std::path::PathBuf;

use clap::{Args, ValueEnum};
use geodata::Parameters;
use geodata::links::Topology;
use geodata::model::{Attribute, HabitatOptions, Overlaps};
use geodata::units::M2_PER_HA;
use geodata::{Crs, WorkingCrs};

use super::results::Results;
use crate::failure::Failure;
use crate::routes::{By, GradingArguments, Kind, LandArguments, Wish};

/// What the subcommand takes.
#[derive(Args)]
pub struct Arguments {
    /// GeoJSON files whose polygons are the habitat patches
    #[arg(required_unless_present = "nodes", value_name = "FILE")]
    pub files: Vec<PathBuf>,
    /// Conefor's file of nodes: identifier, attribute and, if you like, 1 for a patch that
    /// exists or 0 for a candidate
    #[arg(long, value_name = "NODES.txt", requires = "distances", conflicts_with_all = ["files", "input_crs", "working_crs", "attribute", "links_out", "patches_out", "components_out", "pairs_out", "topology", "overlaps", "min_area"])]
    pub nodes: Option<PathBuf>,
    /// Conefor's file of distances: two identifiers and a distance in metres, not a
    /// probability
    #[arg(long, value_name = "DIST.txt", requires = "nodes")]
    pub distances: Option<PathBuf>,
    /// Pairs that are not in the file of distances have no link (Conefor's notall)
    #[arg(long, requires = "distances")]
    pub notall: bool,
    /// Distance at which --probability holds, metres: a median where that is 0.5, near the
    /// greatest where it is 0.05
    #[arg(long, value_name = "M", default_value_t = 1000.0)]
    pub distance: f64,
    /// Probability of moving that distance, between 0 and 1
    #[arg(long, value_name = "P", default_value_t = 0.5)]
    pub probability: f64,
    /// Longest link that counts for NL, NC, H, LCP, CCP, IIC, BC, BC(IIC), MSC, SLC, ECS,
    /// MESH, GD, degree and clustering, metres [default: the distance]
    #[arg(long, value_name = "M")]
    pub threshold: Option<f64>,
    /// Pairs that are linked: all, or only neighbours with no patch in between (same parts;
    /// PC slightly lower; IIC, H, F and AWF not comparable)
    #[arg(long, value_enum, default_value_t = TopologyName::Complete)]
    pub topology: TopologyName,
    /// Leave out links longer than this, metres [default for glide: 2000]
    #[arg(long, value_name = "M")]
    pub max_link: Option<f64>,
    /// Straight from edge to edge, the cheapest way over the land, or the shortest through
    /// trees and over gaps of the best grade; the last two need layers of land, and their
    /// grades count, a cut link for none
    #[arg(long, value_enum, default_value_t = Kind::Euclidean, conflicts_with = "nodes")]
    pub kind: Kind,
    /// What of a link the probability goes by; with cost, distances are costs
    #[arg(long, value_enum, default_value_t = By::Length)]
    pub by: By,
    #[command(flatten)]
    pub grading: GradingArguments,
    #[command(flatten)]
    pub land: LandArguments,
    /// What a patch is worth: its area, or a numeric column
    #[arg(long, value_name = "area|COLUMN", default_value = "area")]
    pub attribute: String,
    /// What becomes of areas that lie over each other
    #[arg(long, value_enum, default_value_t = OverlapsName::Surveys)]
    pub overlaps: OverlapsName,
    /// Leave out patches smaller than this, hectares; they are listed
    #[arg(long, value_name = "HA", default_value = "0", value_parser = area)]
    pub min_area: f64,
    /// Area of the landscape in hectares, for PC, IIC, LCP and MESH
    #[arg(long, value_name = "HA")]
    pub landscape_area: Option<f64>,
    /// Threads to compute with [default: one a core]
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=1024))]
    pub threads: Option<u16>,
    /// Coordinate system of the files, whatever they say
    #[arg(long, value_name = "EPSG:N")]
    pub input_crs: Option<String>,
    /// Coordinate system to measure in [default: fits the data]
    #[arg(long, value_name = "EPSG:N")]
    pub working_crs: Option<String>,
    #[command(flatten)]
    pub results: Results,
}

#[derive(Clone, Copy, ValueEnum)]
pub enum TopologyName {
    Complete,
    Planar,
}

#[derive(Clone, Copy, ValueEnum)]
pub enum OverlapsName {
    /// Areas of flying-squirrel surveys: the latest, joined; suitable forest apart. Others as
    /// they are
    Surveys,
    /// The same, and areas of all other layers joined too
    Dissolved,
    /// Every polygon is a patch, as it is
    Kept,
}

/// An area of 0 ha or more.
fn area(text: &str) -> Result<f64, String> {
    metres(text).map_err(|_| "write an area of 0 ha or more".to_owned())
}

/// A length of 0 m or more.
pub fn metres(text: &str) -> Result<f64, String> {
    let metres: f64 = text.parse().map_err(|_| "not a number".to_owned())?;
    let fits = metres.is_finite() && metres >= 0.0;
    fits.then_some(metres).ok_or_else(|| "write a length of 0 m or more".to_owned())
}

impl Arguments {
    pub fn habitat_options(&self) -> Result<HabitatOptions, Failure> {
        let working_crs = self.working_crs.as_deref().map(Crs::from_name).transpose()?;
        Ok(HabitatOptions {
            working_crs: working_crs.map(WorkingCrs::from_crs).transpose()?,
            overlaps: match self.overlaps {
                OverlapsName::Surveys => Overlaps::Surveys,
                OverlapsName::Dissolved => Overlaps::Dissolved,
                OverlapsName::Kept => Overlaps::Kept,
            },
            least_area_m2: self.min_area * M2_PER_HA,
        })
    }

    /// Which links are wanted.
    pub fn wish(&self) -> Wish {
        let Parameters { kind, topology, max_link_m, .. } = self.parameters();
        Wish { kind, topology, max_link_m }
    }

    pub fn parameters(&self) -> Parameters {
        Parameters {
            distance_m: self.distance,
            probability: self.probability,
            threshold_m: self.threshold,
            kind: self.kind.into(),
            topology: match self.topology {
                TopologyName::Complete => Topology::Complete,
                TopologyName::Planar => Topology::Planar,
            },
            max_link_m: self.max_link,
            grading: self.grading.grading(self.by.measure()),
            attribute: match self.attribute.as_str() {
                "area" => Attribute::Area,
                column => Attribute::Column(column.to_owned()),
            },
            landscape_area_ha: self.landscape_area,
        }
    }
}
