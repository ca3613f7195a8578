//! `liito check`: is a delivery as Luoti wants it?

use std::io::Write;
use std::path::PathBuf;
use std::time::{SystemTime, UNIX_EPOCH};

use clap::{Args, ValueEnum};
use geodata::luoti::{Finding, check, recognise, survey_layer};
use geodata::model::Date;
use geodata::{Import, ReadOptions};
use liito_locales::{CheckedLayer, Reader, fault_words, findings_csv, messages};
use serde::Serialize;

use crate::failure::{Failure, language};
use crate::input::read_one;

/// What the subcommand takes.
#[derive(Args)]
pub struct Arguments {
    /// Deliveries to check: GeoPackages, or files of any other format
    #[arg(required = true, value_name = "FILE")]
    files: Vec<PathBuf>,
    /// Check against this survey layer [default: told by name and columns]
    #[arg(long, value_name = "LAYER")]
    layer: Option<String>,
    /// How to print what was found
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
    /// No date may be later than this day [default: today]
    #[arg(long, value_name = "YYYY-MM-DD")]
    today: Option<String>,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    Text,
    Json,
    Csv,
}

/// A layer that was checked.
#[derive(Serialize)]
struct Checked {
    file: String,
    layer: Option<String>,
    /// Against which survey layer; `None` where it is none.
    schema: Option<&'static str>,
    features: usize,
    findings: Vec<Finding>,
}

/// What came of checking everything.
pub enum Verdict {
    Clean,
    Findings,
    /// Some file could not be read; it was told.
    Unreadable,
}

/// Runs the subcommand.
pub fn run(arguments: &Arguments) -> Result<Verdict, Failure> {
    let today = match &arguments.today {
        Some(text) => text.parse().map_err(|_| Failure::NotADate { text: text.clone() })?,
        None => today(),
    };
    let rules = match &arguments.layer {
        Some(name) => Some(survey_layer(name).ok_or_else(|| Failure::unknown_layer(name))?),
        None => None,
    };
    let options = ReadOptions { keep_outside: true, ..ReadOptions::default() };
    let mut checked = Vec::new();
    let mut is_unreadable = false;
    for path in &arguments.files {
        match read_one(path, &options) {
            Err(failure) => {
                is_unreadable = true;
                let _ = failure.tell();
            }
            Ok(imports) => {
                for import in imports {
                    let file = path.display().to_string();
                    let rules = rules.or_else(|| recognise(&import.layer, &file));
                    let findings = rules.map(|rules| check(&import, rules, Some(today)));
                    let Import { layer, report } = import;
                    checked.push(Checked {
                        file,
                        layer: report.layer,
                        schema: rules.map(|rules| rules.name),
                        features: layer.features.len() + report.skipped.len(),
                        findings: findings.unwrap_or_default(),
                    });
                }
            }
        }
    }
    let text = match arguments.format {
        Format::Text => as_text(&checked),
        // Text, numbers and options only, so it always has a form in JSON.
        Format::Json => serde_json::to_string(&checked).unwrap_or_default() + "\n",
        Format::Csv => as_csv(&checked),
    };
    // Whoever reads only the beginning closes the pipe, and that is no failure.
    let _ = std::io::stdout().write_all(text.as_bytes());
    let is_clean = checked.iter().all(|layer| layer.schema.is_some() && layer.findings.is_empty());
    Ok(if is_unreadable {
        Verdict::Unreadable
    } else if is_clean {
        Verdict::Clean
    } else {
        Verdict::Findings
    })
}

/// The day it is, in UTC.
fn today() -> Date {
    let seconds = SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| since.as_secs());
    Date::from_unix_days(seconds / 86_400)
}

fn as_text(checked: &[Checked]) -> String {
    let l = language();
    let mut text = String::new();
    for layer in checked {
        let name = match &layer.layer {
            Some(own) => format!("{}: {}", layer.file, messages::report::layer(l, own)),
            None => layer.file.clone(),
        };
        let verdict = match layer.schema {
            None => messages::check::unknown(l).to_owned(),
            Some(schema) if layer.findings.is_empty() => {
                messages::check::clean(l, layer.features, schema)
            }
            Some(schema) => messages::check::found(l, layer.findings.len(), schema),
        };
        text.push_str(&format!("{name}: {verdict}\n"));
        for finding in &layer.findings {
            text.push_str(&format!("  {}\n", fault_words(l, finding)));
        }
    }
    text
}

fn as_csv(checked: &[Checked]) -> String {
    let layers: Vec<CheckedLayer<'_>> = checked
        .iter()
        .map(|layer| CheckedLayer {
            file: &layer.file,
            layer: layer.layer.as_deref(),
            schema: layer.schema,
            findings: &layer.findings,
        })
        .collect();
    findings_csv(language(), Reader::Program, &layers)
}
