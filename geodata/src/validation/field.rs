//! All three questions at once, for command and page.

use serde::{Deserialize, Serialize};

use super::{
    Agreement, Along, GradedConnection, Occupancy, Paths, Shifts, Weights, Which, agreement, along,
    graded, occupancy, of_class,
};
use crate::connectivity::{ParameterError, Parameters};
use crate::landscape::Land;
use crate::links::{Grade, Link, Route};
use crate::scenario::Connection;

/// How a network is held against the field.
#[derive(Debug, Clone, Copy, PartialEq, Default, Serialize, Deserialize)]
pub struct FieldOptions {
    /// How much near disagreements count.
    pub weights: Weights,
    /// How lines are compared with shifted ones.
    pub shifts: Shifts,
}

/// What is told of surveyed connections of a kind.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct OfConnections {
    /// Which connections.
    pub which: Which,
    /// How many.
    pub connections: usize,
    /// How grades and surveyors agree.
    pub agreement: Agreement,
    /// How much of them runs along computed paths; `None` where that cannot be told.
    pub along: Option<Along>,
}

/// What the field says of a network.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct FieldCheck {
    /// Of the connections: those that exist, those to be developed, all.
    pub connections: Vec<OfConnections>,
    /// How surely connectivity tells occupied patches from suitable ones.
    pub occupancy: Vec<Occupancy>,
}

/// What people saw, and what was computed; all in one working system.
#[derive(Debug, Clone, Copy)]
pub struct Field<'a> {
    /// Surveyed connections.
    pub connections: &'a [Connection],
    /// Whether animals live in each patch, where a survey says.
    pub is_occupied: &'a [Option<bool>],
    /// What each patch is worth, hectares.
    pub attributes_ha: &'a [f64],
    /// The ways that were found.
    pub routes: &'a [Route],
    /// The land that they were found over.
    pub land: &'a Land,
}

/// Holds a network against what people saw; and gives each connection with its grade, and how
/// much of it runs along computed paths, metres.
///
/// # Errors
/// [`ParameterError`] where the parameters have no meaning.
pub fn field_check(
    field: &Field<'_>,
    parameters: &Parameters,
    options: &FieldOptions,
) -> Result<(FieldCheck, Vec<(GradedConnection, f64)>), ParameterError> {
    let Field { connections, is_occupied, attributes_ha, routes, land } = *field;
    let with_grades = parameters.graded()?;
    let links: Vec<Link> = routes.iter().filter_map(|route| with_grades.link(route)).collect();
    let limits = parameters.grading.limits;
    let all = graded(connections, land, &limits);
    // A cut link is no path.
    let ways = routes.iter().filter(|route| route.grade(&limits) < Grade::Cut);
    let paths = Paths::new(ways.map(|route| &route.line[..]), options.shifts.within_m);
    let of = |which| {
        let lines: Vec<_> =
            of_class(&all, which).map(|(number, _)| &connections[number].line).collect();
        OfConnections {
            which,
            connections: lines.len(),
            agreement: agreement(&all, which, options.weights),
            along: along(&lines, &paths, |at| land.ground_at(at).is_canopy(), &options.shifts),
        }
    };
    let connections_said = Which::EACH.into_iter().map(of).filter(|of| of.connections > 0);
    let check = FieldCheck {
        connections: connections_said.collect(),
        occupancy: occupancy(is_occupied, &links, attributes_ha, &parameters.kernel()?),
    };
    let lengths: Vec<f64> = connections.iter().map(|one| paths.along_m(&one.line)).collect();
    Ok((check, all.into_iter().zip(lengths).collect()))
}
