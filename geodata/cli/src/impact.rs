//! `liito impact`: what a plan does to the network, as an annex to the plan report.

use std::path::{Path, PathBuf};

use clap::Args;
use geodata::connectivity::sensitivity::draws;
use geodata::landscape::Ground;
use geodata::links::{LinkKind, MOST_GLIDE_M, Topology};
use geodata::model::LayerRole;
use geodata::report::{STATEMENT, markdown, routes_layer};
use geodata::scenario::{
    Entry, Impact, NEIGHBOURHOOD_M, Present, Question, Rule, Scenario, Side, Surveyed, YEARS,
    assess, effect_range, planned, plantings,
};
use geodata::units::hectares;
use geodata::{Habitat, Layer, Parameters, ReadOptions};
use liito_locales::{Annex, Source, annex, messages};
use serde::Serialize;

use crate::failure::{Failure, language};
use crate::input::read_all;
use crate::links::save;
use crate::routes::{By, Kind, RouteArguments, above_0};
use crate::voice::{bar, finding_links};

/// What the subcommand takes.
#[derive(Args)]
pub struct Arguments {
    #[command(flatten)]
    over_land: RouteArguments,
    /// Files whose areas are cleared or built on; features whose `kind` is `planting` plant
    #[arg(long, num_args = 1.., value_name = "FILE")]
    plan: Vec<PathBuf>,
    /// What they become, unless their column `becomes` says it
    #[arg(long, value_name = "CLASS", default_value = "built_up", value_parser = ground)]
    becomes: Ground,
    /// Files of trees to be planted: areas, rows, single ones, with `height_m` and
    /// `growth_m` a year where they differ from 2 m and 0.5 m
    #[arg(long, num_args = 1.., value_name = "FILE")]
    plantings: Vec<PathBuf>,
    /// Files of surveyed connections
    #[arg(long, num_args = 1.., value_name = "FILE")]
    connections: Vec<PathBuf>,
    /// Files of protected areas and other objects to look out for
    #[arg(long, num_args = 1.., value_name = "FILE")]
    objects: Vec<PathBuf>,
    /// Distance at which --probability holds, metres; with --by cost, a cost
    #[arg(long, value_name = "M", default_value_t = 1000.0)]
    distance: f64,
    /// Probability of moving that distance, between 0 and 1
    #[arg(long, value_name = "P", default_value_t = 0.5)]
    probability: f64,
    /// What of a link the probability goes by
    #[arg(long, value_enum, default_value_t = By::Length)]
    by: By,
    /// How far round the plan its neighbourhood reaches, metres
    #[arg(long, value_name = "M", default_value_t = NEIGHBOURHOOD_M, value_parser = above_0)]
    neighbourhood: f64,
    /// Tell how firm the effect is, by so many runs with other assumptions
    #[arg(long, value_name = "RUNS", value_parser = clap::value_parser!(u16).range(2..=10_000))]
    sensitivity: Option<u16>,
    /// The same seed draws the same assumptions
    #[arg(long, value_name = "N", default_value_t = 1)]
    seed: u64,
    /// What the plan is called
    #[arg(long, value_name = "NAME", default_value = "Plan")]
    name: String,
    /// The day, as the annex is to have it
    #[arg(long, value_name = "DATE", default_value = "")]
    date: String,
    /// Who makes the annex
    #[arg(long, value_name = "NAME", default_value = "")]
    author: String,
    /// The competent authority
    #[arg(long, value_name = "NAME", default_value = "Lupa- ja valvontavirasto")]
    authority: String,
    /// Leave sensitive data in: sites, patches and links by their names, and the links as
    /// layers
    #[arg(long)]
    for_authority: bool,
    /// Write the annex, its figures and the links before and after into this folder
    #[arg(short, long, value_name = "DIR")]
    output: PathBuf,
}

fn ground(text: &str) -> Result<Ground, String> {
    Ground::from_name(text)
        .ok_or_else(|| format!("classes are {}", Ground::ALL.map(Ground::name).join(", ")))
}

/// What is written as JSON.
#[derive(Serialize)]
struct Figures<'a> {
    plan: &'a str,
    rule: &'a Rule,
    entries: &'a [Entry],
    impacts: &'a [Impact],
    statement: &'static str,
}

/// What is printed.
#[derive(Serialize)]
struct Summary {
    plan_ha: f64,
    sites_touched: usize,
    habitat_ha: (f64, f64),
    ec_pc_ha: (f64, f64),
    ec_percent: f64,
    neighbourhood_ec_percent: f64,
    worse_links: usize,
    statement: &'static str,
}

/// Runs the subcommand.
pub fn run(arguments: &Arguments) -> Result<(), Failure> {
    let rule = arguments.rule()?;
    let Inputs { present, surveyed, sources, labels } = arguments.inputs()?;
    let scenario = arguments.scenario(present.habitat())?;
    let question = Question {
        present: &present,
        surveyed: &surveyed,
        rule: &rule,
        entries: scenario.entries(),
        years: YEARS[0],
        neighbourhood_m: arguments.neighbourhood,
    };
    let before = Side::before(&present, &rule, &mut finding_links())?;
    let (after, mut impact) = assess(&question, &before, &mut finding_links())?;
    if let Some(runs) = arguments.sensitivity {
        let draws = draws(runs.into(), arguments.seed, &rule.resistance);
        let mut working = bar(messages::firmness::working(language()));
        impact.firm = Some(effect_range(&question, &draws, &mut working)?);
    }
    let mut impacts = vec![impact];
    // What does not grow is the same for ever.
    let grows = scenario.entries().iter().any(|entry| entry.edit.grows());
    for years in YEARS[1..].iter().copied().filter(|_| grows) {
        impacts.push(assess(&Question { years, ..question }, &before, &mut finding_links())?.1);
    }
    let report = annex(
        language(),
        &Annex {
            plan: &arguments.name,
            date: &arguments.date,
            author: &arguments.author,
            authority: &arguments.authority,
            is_public: !arguments.for_authority,
            entries: scenario.entries(),
            labels: &labels,
            rule: &rule,
            impacts: &impacts,
            alternatives: &[],
            sources: &sources,
            working_crs: &present.habitat().working_crs().to_string(),
        },
    );
    arguments.write(&markdown(&report), &rule, &scenario, &impacts, [&before, &after])?;
    let impact = &impacts[0];
    let summary = Summary {
        plan_ha: impact.plan_ha,
        sites_touched: impact.sites.len(),
        habitat_ha: impact.whole.habitat_ha,
        ec_pc_ha: impact.whole.ec_pc_ha,
        ec_percent: impact.whole.ec_percent(),
        neighbourhood_ec_percent: impact.neighbourhood.ec_percent(),
        worse_links: impact.gaps.len(),
        statement: STATEMENT,
    };
    crate::input::print(&serde_json::to_string(&summary).unwrap_or_default())
}

/// What goes in.
struct Inputs {
    present: Present,
    surveyed: Surveyed,
    sources: Vec<Source>,
    labels: Vec<String>,
}

impl Arguments {
    fn rule(&self) -> Result<Rule, Failure> {
        let RouteArguments { land, kind, topology, grading, max_link, .. } = &self.over_land;
        let is_glide = *kind == Kind::Glide;
        let topology = topology
            .map_or(if is_glide { Topology::Complete } else { Topology::Planar }, Topology::from);
        let is_blind = *kind == Kind::Euclidean || land.has_own_grid();
        let is_too_much = !is_glide && (land.exact_cost || topology == Topology::Complete);
        if is_blind || is_too_much {
            return Err(Failure::PlanLinks);
        }
        let parameters = Parameters {
            distance_m: self.distance,
            probability: self.probability,
            kind: LinkKind::from(*kind),
            topology,
            max_link_m: *max_link,
            grading: grading.grading(self.by.measure()),
            ..Parameters::default()
        };
        parameters.check()?;
        let resistance = land.table()?;
        Ok(Rule { parameters, resistance, cell_m: land.cell, most_glide_m: MOST_GLIDE_M })
    }

    fn inputs(&self) -> Result<Inputs, Failure> {
        let (habitat, layers) = self.over_land.habitat.read_with_layers()?;
        let land = self.over_land.land.read(&habitat)?;
        // The patches come again with every scene.
        let pieces = land.own_pieces().to_vec();
        let read = |files: &[PathBuf], role: LayerRole| {
            let (mut layers, _) = read_all(files, &ReadOptions::default())?;
            layers.iter_mut().for_each(|layer| layer.role = role);
            Ok::<Vec<Layer>, Failure>(layers)
        };
        let mut told = layers;
        told.extend(read(&self.connections, LayerRole::SurveyedConnection)?);
        told.extend(read(&self.objects, LayerRole::Background)?);
        let surveyed = Surveyed::new(&told, habitat.working_crs())?;
        let mut sources: Vec<Source> = told.iter().map(source).collect();
        for file in [&self.plan, &self.plantings] {
            let (layers, _) = read_all(file, &ReadOptions::default())?;
            sources.extend(layers.iter().map(source));
        }
        sources.extend(self.over_land.land.all_layers()?.iter().map(source));
        let labels = habitat.patches().iter().map(|patch| patch.label.clone()).collect();
        let worth = habitat.patches().iter().map(|patch| hectares(patch.area_m2)).collect();
        let present = Present::new(habitat, pieces, worth);
        Ok(Inputs { present, surveyed, sources, labels })
    }

    fn scenario(&self, habitat: &Habitat) -> Result<Scenario, Failure> {
        let crs = habitat.working_crs();
        let (plan, _) = read_all(&self.plan, &ReadOptions::default())?;
        let (trees, _) = read_all(&self.plantings, &ReadOptions::default())?;
        let mut edits = planned(&plan, crs, self.becomes)?;
        edits.extend(plantings(&trees, crs)?);
        if edits.is_empty() {
            return Err(Failure::NoPlan);
        }
        let mut scenario = Scenario::new(&self.name);
        for edit in edits {
            scenario.add("", edit).map_err(Failure::Edit)?;
        }
        Ok(scenario)
    }

    fn write(
        &self,
        words: &str,
        rule: &Rule,
        scenario: &Scenario,
        impacts: &[Impact],
        sides: [&Side; 2],
    ) -> Result<(), Failure> {
        let unwritable = |path: &Path| {
            let file = path.display().to_string();
            move |reason| Failure::Unwritable { file, reason }
        };
        std::fs::create_dir_all(&self.output).map_err(unwritable(&self.output))?;
        let entries = scenario.entries();
        let public: Vec<Impact>;
        let impacts = if self.for_authority {
            impacts
        } else {
            public = impacts.iter().map(Impact::without_names).collect();
            &public
        };
        let figures = Figures { plan: &self.name, rule, entries, impacts, statement: STATEMENT };
        let json = serde_json::to_string_pretty(&figures).unwrap_or_default();
        for (name, text) in [("annex.md", words), ("impact.json", json.as_str())] {
            let path = self.output.join(name);
            std::fs::write(&path, text).map_err(unwritable(&path))?;
        }
        // Links begin at patches, and name them.
        if !self.for_authority {
            return Ok(());
        }
        let limits = rule.parameters.grading.limits;
        let facts = serde_json::to_string(rule).unwrap_or_default();
        for (name, Side { scene, network }) in
            ["links_before", "links_after"].into_iter().zip(sides)
        {
            let layer = routes_layer(&scene.habitat, &network.routes, &limits)?;
            save(&self.output.join(format!("{name}.geojson")), layer, &facts)?;
        }
        Ok(())
    }
}

fn source(layer: &Layer) -> Source {
    // A layer of a file that names none is called by the file.
    let name = Path::new(&layer.name)
        .file_name()
        .map_or(layer.name.as_str().into(), |name| name.to_string_lossy());
    Source::new(name.into_owned(), layer)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn classes_are_told_by_name() {
        assert_eq!(ground("built_up"), Ok(Ground::BuiltUp));
        assert!(ground("lawn").is_err_and(|words| words.contains("hard_surface")));
    }
}
