//! Probabilities of coincidence: do two random points lie in the same component?
//! (Pascual-Hortal and Saura 2006, doi:10.1007/s10980-006-0013-z; Jaeger 2000,
//! doi:10.1023/A:1008129329289.)
//!
//! With points in the habitat, the class coincidence probability CCP = sum over
//! components of (A_c / A_habitat)^2; with points anywhere in the landscape, the
//! landscape coincidence probability LCP = sum of (A_c / A_L)^2.

/// Numerator of both: the sum of the squared areas of the components.
#[must_use]
pub fn numerator(component_areas: &[f64]) -> f64 {
    component_areas.iter().map(|area| area * area).sum()
}

/// Class coincidence probability; 0 for a habitat without area.
///
/// ```
/// assert_eq!(geodata::connectivity::coincidence::class(&[3.0, 1.0]), 0.625);
/// ```
#[must_use]
pub fn class(component_areas: &[f64]) -> f64 {
    let total: f64 = component_areas.iter().sum();
    if total > 0.0 { numerator(component_areas) / (total * total) } else { 0.0 }
}
