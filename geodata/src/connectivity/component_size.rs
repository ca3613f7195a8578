//! Indices of the sizes of components, in hectares of attribute.
//!
//! * MSC, mean size of a component: the total over NC (Bunn, Urban and Keitt
//!   2000, doi:10.1006/jema.2000.0373).
//! * SLC, size of the largest component.
//! * ECS, expected cluster size: the size of the component that a random piece
//!   of habitat is in, sum of A_c^2 over the total (O'Brien, Manseau, Fall and
//!   Fortin 2006, doi:10.1016/j.biocon.2005.12.014).
//! * MESH, effective mesh size: sum of A_c^2 over the landscape's area (Jaeger
//!   2000, doi:10.1023/A:1008129329289).

use super::coincidence;

/// Mean size; 0 without components.
///
/// ```
/// use geodata::connectivity::component_size;
/// let sizes = [3.0, 1.0];
/// assert_eq!(component_size::mean(&sizes), 2.0);
/// assert_eq!(component_size::largest(&sizes), 3.0);
/// assert_eq!(component_size::expected(&sizes), 2.5);
/// assert_eq!(component_size::effective_mesh(&sizes, 20.0), 0.5);
/// ```
#[must_use]
pub fn mean(sizes: &[f64]) -> f64 {
    #[expect(clippy::cast_precision_loss, reason = "as many components as patches at most")]
    let count = sizes.len().max(1) as f64;
    total(sizes) / count
}

/// Size of the largest component; 0 without components.
#[must_use]
pub fn largest(sizes: &[f64]) -> f64 {
    sizes.iter().copied().fold(0.0, f64::max)
}

/// Expected cluster size; 0 for a habitat without area.
#[must_use]
pub fn expected(sizes: &[f64]) -> f64 {
    let total = total(sizes);
    if total > 0.0 { coincidence::numerator(sizes) / total } else { 0.0 }
}

/// Effective mesh size in a landscape of this area.
#[must_use]
pub fn effective_mesh(sizes: &[f64], landscape_ha: f64) -> f64 {
    coincidence::numerator(sizes) / landscape_ha
}

fn total(sizes: &[f64]) -> f64 {
    sizes.iter().fold(0.0, |sum, size| sum + size)
}
