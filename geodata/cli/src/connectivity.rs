//! `liito connectivity`: from files to figures.

use std::io::Write;
use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};
use geodata::connectivity::Analysis;
use geodata::io::Place;
use geodata::model::Attribute;
use geodata::report::{InputSummary, Network, ParameterSummary, Summary, links_geojson};
use geodata::{
    Crs, Habitat, ImportReport, Layer, Parameters, ReadOptions, WorkingCrs, euclidean_links,
};
use liito_locales::{Location, messages, note, repair, skip_reason, source_crs};

use crate::failure::{Failure, language};

/// What the subcommand takes.
#[derive(Args)]
pub struct Arguments {
    /// GeoJSON files whose polygons are the habitat patches
    #[arg(required = true, value_name = "FILE")]
    files: Vec<PathBuf>,
    /// Distance that the probability belongs to, metres
    #[arg(long, value_name = "M", default_value_t = 1000.0)]
    distance: f64,
    /// Probability of moving that distance, between 0 and 1
    #[arg(long, value_name = "P", default_value_t = 0.5)]
    probability: f64,
    /// Longest link of the binary indices, metres [default: the distance]
    #[arg(long, value_name = "M")]
    threshold: Option<f64>,
    /// Leave out links longer than this, metres
    #[arg(long, value_name = "M")]
    max_link: Option<f64>,
    /// What a patch is worth: its area, or a numeric column
    #[arg(long, value_name = "area|COLUMN", default_value = "area")]
    attribute: String,
    /// Area of the landscape in hectares, for PC, IIC and LCP
    #[arg(long, value_name = "HA")]
    landscape_area: Option<f64>,
    /// Coordinate system of the files, whatever they say
    #[arg(long, value_name = "EPSG:N")]
    input_crs: Option<String>,
    /// Coordinate system to measure in [default: fits the data]
    #[arg(long, value_name = "EPSG:N")]
    working_crs: Option<String>,
    /// How to print the result
    #[arg(long, value_enum, default_value_t = Format::Json)]
    format: Format,
    /// Also write the links with their lengths to this file
    #[arg(long, value_name = "FILE.geojson")]
    links_out: Option<PathBuf>,
}

#[derive(Clone, Copy, ValueEnum)]
enum Format {
    Json,
    Text,
}

/// Runs the subcommand.
pub fn run(arguments: &Arguments) -> Result<(), Failure> {
    let parameters = parameters(arguments);
    parameters.check()?;
    let working_crs = match &arguments.working_crs {
        Some(name) => Some(WorkingCrs::from_crs(Crs::from_name(name)?)?),
        None => None,
    };
    let (layers, reports) = read_all(arguments)?;
    let habitat = Habitat::new(&layers, working_crs)?;
    if habitat.patches().is_empty() {
        let files: Vec<&str> = reports.iter().map(|report| report.file.as_str()).collect();
        return Err(Failure::NoPatches { files: files.join(", ") });
    }
    let attributes = habitat.attributes(&layers, &parameters.attribute)?;
    let links = euclidean_links(&habitat, parameters.max_link_m, &mut ())?;
    let analysis = Analysis::new(links, attributes, &parameters)?;

    let count = |of: fn(&ImportReport) -> usize| reports.iter().map(of).sum();
    let summary = Summary {
        input: InputSummary::new(
            reports.iter().map(|report| report.file.clone()).collect(),
            habitat.patches().len(),
            count(|report| report.skipped.len()),
            count(|report| report.repaired.len()),
            habitat.working_crs(),
        ),
        parameters: ParameterSummary::from(&parameters),
        indices: analysis.indices,
    };
    if let Some(path) = &arguments.links_out {
        let network = Network {
            habitat: &habitat,
            links: &analysis.links,
            graphs: &analysis.graphs,
            components: &analysis.components,
            summary: &summary,
        };
        write(path, &links_geojson(network)?)?;
    }
    print(arguments.format, &summary)
}

fn parameters(arguments: &Arguments) -> Parameters {
    Parameters {
        distance_m: arguments.distance,
        probability: arguments.probability,
        threshold_m: arguments.threshold,
        max_link_m: arguments.max_link,
        attribute: match arguments.attribute.as_str() {
            "area" => Attribute::Area,
            column => Attribute::Column(column.to_owned()),
        },
        landscape_area_ha: arguments.landscape_area,
    }
}

fn read_all(arguments: &Arguments) -> Result<(Vec<Layer>, Vec<ImportReport>), Failure> {
    let input_crs = arguments.input_crs.as_deref().map(Crs::from_name).transpose()?;
    let options = ReadOptions { input_crs };
    let mut layers = Vec::new();
    let mut reports = Vec::new();
    for path in &arguments.files {
        let file = path.display().to_string();
        let bytes = std::fs::read(path)
            .map_err(|reason| Failure::Unreadable { file: file.clone(), reason })?;
        let import = geodata::read(&bytes, &file, &options)
            .map_err(|error| Failure::Refused { file, error })?;
        tell(&import.report);
        layers.push(import.layer);
        reports.push(import.report);
    }
    Ok((layers, reports))
}

/// Says on stderr what was put right, left out or guessed.
#[expect(clippy::print_stderr, reason = "the result alone goes to stdout")]
fn tell(report: &ImportReport) {
    let l = language();
    let file = &report.file;
    if report.source_crs.is_guess() {
        eprintln!("{file}: {}", source_crs(l, report.source_crs));
    }
    let skipped = report.skipped.iter().map(|s| (&s.place, skip_reason(l, &s.reason)));
    let repaired = report.repaired.iter().map(|r| {
        let repairs: Vec<String> = r.repairs.iter().map(|done| repair(l, done)).collect();
        (&r.place, repairs.join("; "))
    });
    let notes = report.notes.iter().map(|n| (&n.place, note(l, &n.note)));
    list(file, skipped, MOST_SKIPPED);
    list(file, repaired, MOST_OTHERS);
    list(file, notes, MOST_OTHERS);
}

/// Features left out that are listed one by one; the rest is counted.
const MOST_SKIPPED: usize = 1000;
/// Repairs and notes that are listed one by one; the rest is counted.
const MOST_OTHERS: usize = 10;

#[expect(clippy::print_stderr, reason = "the result alone goes to stdout")]
fn list<'a>(
    file: &str,
    mut findings: impl ExactSizeIterator<Item = (&'a Place, String)>,
    most: usize,
) {
    let l = language();
    for (place, words) in findings.by_ref().take(most) {
        eprintln!("{file}: {}: {words}", Location::words(l, place));
    }
    if findings.len() > 0 {
        eprintln!("{file}: {}", messages::report::more(l, findings.len()));
    }
}

fn write(path: &Path, text: &str) -> Result<(), Failure> {
    std::fs::write(path, text)
        .map_err(|reason| Failure::Unwritable { file: path.display().to_string(), reason })
}

fn print(format: Format, summary: &Summary) -> Result<(), Failure> {
    let text = match format {
        // Numbers, text and options only, so it always has a form in JSON.
        Format::Json => serde_json::to_string(summary).unwrap_or_default(),
        Format::Text => as_text(summary),
    };
    // Whoever reads only the beginning closes the pipe, and that is no failure.
    match writeln!(std::io::stdout(), "{text}") {
        Err(reason) if reason.kind() != std::io::ErrorKind::BrokenPipe => {
            Err(Failure::Unwritable { file: "stdout".to_owned(), reason })
        }
        _ => Ok(()),
    }
}

fn as_text(summary: &Summary) -> String {
    let l = language();
    let Summary { input, parameters, indices } = summary;
    let distance = l.length(parameters.distance_m);
    let threshold = l.length(parameters.threshold_m);
    let (probability, worth) = (l.number(parameters.probability, 3), l.hectares(indices.ec_pc_ha));
    let row = |name: &str, value: String| format!("{name:<44} {value:>16}");
    let share = |value: Option<f64>| value.map_or_else(|| "–".to_owned(), |v| format!("{v:.6e}"));
    let mut lines = vec![
        input.files.join(", "),
        messages::patches::count(l, input.patches),
        messages::report::repaired(l, input.repaired),
        messages::report::skipped(l, input.skipped),
        messages::crs::working(l, &input.working_crs),
        String::new(),
        format!("{worth}: {}", messages::figures::worth(l)),
        messages::figures::worth_basis(l, &distance, &probability),
        String::new(),
    ];
    lines.extend([
        row(messages::figures::habitat(l), l.hectares(indices.habitat_ha)),
        row(&messages::figures::links(l, &threshold), l.whole(indices.links)),
        row(messages::figures::parts(l), l.whole(indices.components)),
        row("PCnum, ha²", l.number(indices.pc_num, 3)),
        row("PC", share(indices.pc)),
        row("EC(PC)", worth),
        row("IICnum, ha²", l.number(indices.iic_num, 3)),
        row("IIC", share(indices.iic)),
        row("EC(IIC)", l.hectares(indices.ec_iic_ha)),
        row("H", l.number(indices.h, 3)),
        row("LCPnum, ha²", l.number(indices.lcp_num, 3)),
        row("LCP", share(indices.lcp)),
        row("CCP", l.number(indices.ccp, 6)),
        String::new(),
        messages::app::statement(l).to_owned(),
    ]);
    lines.join("\n")
}
