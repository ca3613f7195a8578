//! How the command says what went wrong.

use std::process::ExitCode;

use geodata::Error;
use geodata::connectivity::ParameterError;
use geodata::crs::CrsError;
use geodata::io::conefor::ConeforError;
use geodata::io::{ReadError, WriteError};
use geodata::landscape::{GridError, RasterError, ResistanceError};
use geodata::luoti::{LAYERS, nearest_layer};
use geodata::model::NoSuchColumn;
use geodata::project::ProjectError;
use geodata::scenario::EditError;
use liito_demo::DemoError;
use liito_locales::{
    Language, conefor_error, messages, parameter_error, project_error, raster_error, read_error,
    resistance_error, write_error,
};

use crate::voice::fail;

/// What stopped the command.
#[derive(Debug)]
pub enum Failure {
    /// A file could not be read from the disk.
    Unreadable { file: String, reason: std::io::Error },
    /// A file could not be written to the disk.
    Unwritable { file: String, reason: std::io::Error },
    /// A file was read but holds nothing that can be used.
    Refused { file: String, error: ReadError },
    /// A file cannot be written in its format.
    NotWritten { file: String, error: WriteError },
    /// The name of a file to write says no format.
    UnknownEnding { file: String },
    /// There is no survey layer of the name.
    UnknownSurveyLayer { name: String, nearest: Option<&'static str> },
    /// Text that should be a day and is not.
    NotADate { text: String },
    /// A layer lacks a column that a condition names.
    NoColumn(NoSuchColumn),
    /// A file of Conefor's cannot be used.
    Conefor { file: String, error: ConeforError },
    /// A table of resistances cannot be used.
    Resistance { file: String, error: ResistanceError },
    /// A grid cannot be read or written.
    Raster { file: String, error: RasterError },
    /// A project cannot be opened.
    Project { file: String, error: ProjectError },
    /// A project has no run to do again.
    NoRun { file: String },
    /// A file in a project is not the one that the run was done with.
    Changed { file: String, name: String },
    /// A run that is done again has other figures than it had.
    Differs { figure: String, by: f64 },
    /// Bands of links that have none.
    NoCorridors,
    /// Links that are blind to what a plan does, or a grid that it cannot change.
    PlanLinks,
    /// None of the files holds anything that is planned.
    NoPlan,
    /// An edit of the plan makes no sense.
    Edit(EditError),
    /// Complete least-cost links without a cost to stop at.
    NeedsMostCost,
    /// More patches than crossings can be ranked for.
    TooManyPatches { patches: usize, most: usize },
    /// More patches than pairs are written for.
    TooManyPairs { patches: usize, most: usize },
    /// None of the files holds a polygon that could be used.
    NoPatches { files: String },
    /// There is no such made-up city.
    NoCity(DemoError),
    /// What was asked cannot be computed.
    Impossible(Error),
}

impl<E: Into<Error>> From<E> for Failure {
    fn from(error: E) -> Self {
        Self::Impossible(error.into())
    }
}

impl Failure {
    /// There is no survey layer of this name.
    pub fn unknown_layer(name: &str) -> Self {
        Self::UnknownSurveyLayer { name: name.to_owned(), nearest: nearest_layer(name) }
    }

    /// Says it on stderr and gives the exit code.
    pub fn tell(&self) -> ExitCode {
        let language = language();
        let (what, remedy) = self.words(language);
        let in_words = match remedy.is_empty() {
            true => String::new(),
            false => messages::cli::remedy(language, &remedy),
        };
        fail(&what, &remedy, &in_words);
        ExitCode::from(if self.is_wrong_usage() { 2 } else { 1 })
    }

    /// What went wrong, and what to do.
    fn words(&self, language: Language) -> (String, String) {
        match self {
            Self::Unreadable { file, reason } => (
                of_file(file, &messages::cli::cannot_read(language, &reason.to_string())),
                String::new(),
            ),
            Self::Unwritable { file, reason } => (
                of_file(file, &messages::cli::cannot_write(language, &reason.to_string())),
                String::new(),
            ),
            Self::Refused { file, error } => {
                let explained = read_error(language, error);
                (format!("{file}: {}", explained.what), explained.remedy)
            }
            Self::NotWritten { file, error } => {
                let explained = write_error(language, error);
                (format!("{file}: {}", explained.what), explained.remedy)
            }
            Self::UnknownEnding { file } => {
                let what = messages::cli::unknown_ending(language);
                (format!("{file}: {what}"), messages::cli::unknown_ending_do(language).to_owned())
            }
            Self::UnknownSurveyLayer { name, nearest } => {
                let what = messages::cli::unknown_survey_layer(language, name);
                let remedy = match nearest {
                    Some(nearest) => messages::cli::did_you_mean(language, nearest),
                    None => {
                        let names: Vec<&str> = LAYERS.iter().map(|layer| layer.name).collect();
                        messages::cli::survey_layers(language, &names.join(", "))
                    }
                };
                (what, remedy)
            }
            Self::NotADate { text } => (messages::cli::not_a_date(language, text), String::new()),
            Self::NoColumn(NoSuchColumn { column, layer, columns }) => {
                let what = messages::cli::no_column(language, column, &columns.join(", "), layer);
                (what, String::new())
            }
            Self::Conefor { file, error } => {
                let explained = conefor_error(language, error);
                (format!("{file}: {}", explained.what), explained.remedy)
            }
            Self::NoPatches { files } => {
                let what = messages::parameter_error::no_patches(language);
                (format!("{files}: {what}"), messages::patches::none_hint(language).to_owned())
            }
            Self::Resistance { file, error } => {
                (format!("{file}: {}", resistance_error(language, error)), String::new())
            }
            Self::Raster { file, error } => {
                (format!("{file}: {}", raster_error(language, error)), String::new())
            }
            Self::TooManyPairs { .. } | Self::TooManyPatches { .. } => {
                (self.of_size(language), String::new())
            }
            Self::Project { .. }
            | Self::NoRun { .. }
            | Self::Changed { .. }
            | Self::Differs { .. } => self.of_project(language),
            Self::NoCity(error) => no_city(language, error),
            Self::Impossible(error) => {
                let explained = parameter_error(language, error);
                (explained.what, explained.remedy)
            }
            Self::NoCorridors
            | Self::NeedsMostCost
            | Self::PlanLinks
            | Self::NoPlan
            | Self::Edit(_) => (self.wrong_wish(language), String::new()),
        }
    }

    /// Where there are too many patches.
    fn of_size(&self, language: Language) -> String {
        let number = |count: &usize| language.whole(*count);
        match self {
            Self::TooManyPairs { patches, most } => {
                messages::cli::too_many_pairs(language, &number(most), &number(patches))
            }
            Self::TooManyPatches { patches, most } => {
                messages::cli::too_many_patches(language, &number(most), &number(patches))
            }
            _ => String::new(),
        }
    }

    /// What is wrong with a project, and what to do.
    fn of_project(&self, l: Language) -> (String, String) {
        match self {
            Self::Project { file, error } => {
                let explained = project_error(l, error);
                (format!("{file}: {}", explained.what), explained.remedy)
            }
            Self::NoRun { file } => {
                (of_file(file, messages::cli::no_run(l)), messages::cli::no_run_do(l).to_owned())
            }
            Self::Changed { file, name } => {
                (of_file(file, &messages::cli::changed(l, name)), String::new())
            }
            Self::Differs { figure, by } => (
                messages::cli::differs(l, &format!("{by:.1e}"), figure),
                messages::cli::differs_do(l).to_owned(),
            ),
            _ => (String::new(), String::new()),
        }
    }

    /// What is wrong with the links or the plan that were asked for.
    fn wrong_wish(&self, l: Language) -> String {
        let words = match self {
            Self::Edit(error) => return edit_error(l, error),
            Self::NoPlan => messages::cli::no_plan(l),
            Self::NoCorridors => messages::cli::no_corridors(l),
            Self::PlanLinks => messages::cli::plan_links(l),
            _ => messages::cli::needs_most_cost(l),
        };
        words.to_owned()
    }

    /// True where an option has a value that none can have.
    fn is_wrong_usage(&self) -> bool {
        matches!(
            self,
            Self::UnknownEnding { .. }
                | Self::NoColumn(_)
                | Self::NeedsMostCost
                | Self::NoCorridors
                | Self::PlanLinks
                | Self::NoPlan
                | Self::UnknownSurveyLayer { .. }
                | Self::NotADate { .. }
                | Self::NoCity(DemoError::Size { .. } | DemoError::TooDense { .. })
                | Self::Impossible(
                    Error::Parameter(
                        ParameterError::Distance { .. }
                            | ParameterError::Probability { .. }
                            | ParameterError::Threshold { .. }
                            | ParameterError::MaxLink { .. }
                            | ParameterError::GapLimits { .. }
                            | ParameterError::GradeFactors { .. }
                            | ParameterError::LandscapeArea { .. }
                            | ParameterError::Curve { .. }
                    ) | Error::Crs(
                        CrsError::Unknown { .. }
                            | CrsError::NotMetric { .. }
                            | CrsError::NotTrueToLength { .. }
                    ) | Error::Grid(GridError::Cell { .. })
                )
        )
    }
}

fn of_file(file: &str, words: &str) -> String {
    format!("{file}: {words}")
}

/// Why an edit makes no sense.
fn edit_error(l: Language, error: &EditError) -> String {
    use messages::cli as w;
    match error {
        EditError::NoArea => w::edit_no_area(l).to_owned(),
        EditError::NotAbove0 { given } => w::edit_not_above_0(l, &given.to_string()),
        EditError::NoLength => w::edit_no_length(l).to_owned(),
        EditError::NoPosition => w::edit_no_position(l).to_owned(),
        EditError::OnePatch => w::edit_one_patch(l).to_owned(),
    }
}

/// Why there is no such city, and what to do.
fn no_city(l: Language, error: &DemoError) -> (String, String) {
    match error {
        DemoError::Size { least_km, most_km } => (
            messages::cli::city_size(l, &l.number(*least_km, 0), &l.number(*most_km, 0)),
            messages::cli::city_size_do(l).to_owned(),
        ),
        DemoError::TooDense { most } => {
            (messages::cli::city_dense(l, *most), messages::cli::city_dense_do(l).to_owned())
        }
        DemoError::Library(error) => {
            let explained = parameter_error(l, error);
            (explained.what, explained.remedy)
        }
    }
}

/// The language of the terminal, English where it is none of the three.
pub fn language() -> Language {
    ["LC_ALL", "LC_MESSAGES", "LANG"]
        .iter()
        .filter_map(|name| std::env::var(name).ok())
        .find(|value| !value.is_empty())
        .and_then(|tag| Language::from_tag(&tag))
        .unwrap_or_default()
}
